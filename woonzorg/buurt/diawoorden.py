"""Words of a slide about one area: short enough to be read from the back of a room. Plain text, as in `tekst`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from woonzorg.buurt import buurtwoorden, gevolg
from woonzorg.buurt.dichtbij import DICHTBIJ, WELKE_KORT, describe_afstand
from woonzorg.gebied import Niveau
from woonzorg.oordeel import ophoping
from woonzorg.oordeel.concentratie import HUISHOUDENS_MINIMUM, Q
from woonzorg.oordeel.klassewoorden import name_klasse
from woonzorg.oordeel.veerkracht import Klasse, Oordeel
from woonzorg.tekst.getal import format_getal
from woonzorg.tekst.plat import join_woorden

if TYPE_CHECKING:
    from collections.abc import Mapping

    from woonzorg.buurt.dichtbij import Dichtbij
    from woonzorg.oordeel.concentratie import Kenmerk
    from woonzorg.oordeel.toets import Toets


@dataclass(frozen=True)
class Diaregel:
    """A line of a slide: words in bold before it, the rest, and whether it warns."""

    aanhef: str
    tekst: str
    let_op: bool = False


BUITEN_REGIO = "Dit gebied ligt buiten de regio en telt niet mee."
LANDSGRENS = "De buren over de landsgrens kennen we niet."
GEEN_PLAATS = "Of daar plaats is, blijkt hier niet uit."
ANDERS = Diaregel(
    f"{gevolg.ANDERS}:",
    f"{gevolg.HOUDT_NIETS_TEGEN}, zoals woningen voor ouderen en gewone woningbouw. "
    "Een uitzondering kan, met motief en besluit.",
)

KORT: dict[Klasse, str] = {
    Klasse.KWETSBAAR: "kwetsbaar",
    Klasse.AANDACHT_SES: "aandacht: welvaart",
    Klasse.AANDACHT_LEEFBAARHEID: "aandacht: leefbaarheid",
    Klasse.DRAAGKRACHTIG: "draagkrachtig",
    Klasse.ONBEKEND: "onbekend",
}
"""A class in so few letters that it fits beneath a name on a map; both kinds of aandacht are told apart."""


def write_kop(naam: str, zin: str) -> str:
    """Return the sentence of an area as a headline, with its name before it where the sentence does not name it.

    Examples
    --------
    >>> write_kop("Oost", "Geen score ligt onder het landelijk gemiddelde.")
    'Oost: geen score ligt onder het landelijk gemiddelde.'
    """
    return zin if naam in zin else f"{naam}: {zin[:1].lower()}{zin[1:]}"


def write_plaats(toets: Toets) -> str:
    """Tell where an area lies and how many households it has."""
    known = toets.huishoudens is not None
    households = f"{format_getal(toets.huishoudens)} huishoudens" if known else "huishoudens onbekend"
    parts = [
        toets.niveau.capitalize() if toets.niveau != Niveau.BUURT else "",
        toets.wijk if toets.niveau == Niveau.BUURT else "",
        toets.gemeente if toets.niveau != Niveau.GEMEENTE else "",
        households,
    ]
    return " · ".join(filter(None, parts))


def write_bron(jaar_ses: int, jaar_lbm: int, kenmerk: Kenmerk | None) -> str:
    """Tell in one line of which years the figures are."""
    parts = [f"SES-WOA {jaar_ses or 'ontbreekt'}", f"Leefbaarometer {jaar_lbm or 'ontbreekt'}"]
    parts += [f"{ophoping.KORT[kenmerk.sleutel]} {kenmerk.jaar or ''}".strip()] if kenmerk else []
    return " · ".join(parts)


def describe_ophoping(toets: Toets, geteld: ophoping.Ophoping) -> Diaregel:
    """Tell whether an area is an overconcentratie, with its value and the limit; what is unknown is said to be so."""
    if geteld.kenmerk is not None and not geteld.mogelijk:
        return Diaregel("Overconcentratie.", ophoping.describe_ophoping(geteld))
    if toets.lq is None or not toets.kenmerk:
        return Diaregel("Overconcentratie: onbekend.", ophoping.describe_ontbreekt(toets.kenmerk))
    value = f"{format_getal(toets.lq, 1)} keer het aandeel van de regio"
    told = f"{ophoping.KORT[toets.kenmerk].capitalize()}: {value} (grens {format_getal(Q, 1)} keer, aanname)."
    if toets.overconcentratie == Oordeel.JA:
        return Diaregel("Overconcentratie.", told)
    if toets.concentratie == Oordeel.JA:
        unknown = toets.overconcentratie == Oordeel.ONBEKEND
        why = (
            "Of het een overconcentratie is, is onbekend."
            if unknown
            else "Niet kwetsbaar: geen overconcentratie."
        )
        return Diaregel("Concentratie.", f"{told} {why}")
    if toets.concentratie == Oordeel.ONBEKEND:
        return Diaregel("Overconcentratie: onbekend.", ophoping.describe_ontbreekt(toets.kenmerk))
    small = toets.lq >= Q
    note = f" Met minder dan {HUISHOUDENS_MINIMUM:g} huishoudens heet dat geen concentratie." if small else ""
    return Diaregel("Geen overconcentratie.", f"{told}{note}")


def describe_sinds(klassen: Mapping[int, Klasse], klasse: Klasse, *, apart: bool = False) -> str:
    """Tell since when an area has its class; '' where no other year is known.

    Parameters
    ----------
    klassen : mapping of int to Klasse
        The class in each edition, oldest first.
    klasse : Klasse
        The class that is shown.
    apart : bool
        Whether what is shown is of no edition itself: then it is 'nu'.

    Examples
    --------
    >>> describe_sinds({2020: Klasse.KWETSBAAR, 2022: Klasse.KWETSBAAR, 2024: Klasse.KWETSBAAR}, Klasse.KWETSBAAR)
    'Kwetsbaar in 2020, 2022 en 2024.'
    >>> describe_sinds({2020: Klasse.ONBEKEND, 2022: Klasse.KWETSBAAR}, Klasse.KWETSBAAR)
    'Kwetsbaar in 2022. Van 2020 is de klasse onbekend.'
    """
    shown = {str(jaar): one for jaar, one in klassen.items()} | ({"nu": klasse} if apart else {})
    known = {jaar: one for jaar, one in shown.items() if one != Klasse.ONBEKEND}
    if len(shown) < 2 or klasse == Klasse.ONBEKEND:
        return buurtwoorden.describe_trend(klassen) if len(shown) > 1 else ""
    unknown = [jaar for jaar, one in shown.items() if one == Klasse.ONBEKEND]
    note = f" Van {join_woorden(unknown)} is de klasse onbekend." if unknown else ""
    name = f"{name_klasse(klasse)[:1].upper()}{name_klasse(klasse)[1:]}"
    years, earlier = _split_reeks(list(known.items()))
    if not earlier:
        return f"{name} in {join_woorden(years)}.{note}".replace(" en nu.", ", en nu.")
    before = ", ".join(f"{jaar} {name_klasse(one)}" for jaar, one in earlier)
    return f"{name} sinds {years[0]}. Daarvoor: {before}.{note}".replace(" sinds nu.", ", voor het eerst.")


def _split_reeks(reeks: list[tuple[str, Klasse]]) -> tuple[list[str], list[tuple[str, Klasse]]]:
    """Return the last years that have one class, and what came before them."""
    start = len(reeks) - 1
    while start > 0 and reeks[start - 1][1] == reeks[-1][1]:
        start -= 1
    return [jaar for jaar, _ in reeks[start:]], reeks[:start]


def describe_wijk(naam: str, klasse: Klasse) -> str:
    """Tell the class of the wijk around a buurt: each is tested on its own figures."""
    plain = naam.removeprefix("Wijk ")
    if klasse == Klasse.ONBEKEND:
        return f"Van wijk {plain} is de klasse onbekend."
    return (
        f"Wijk {plain} is {name_klasse(klasse)}."
        if klasse in _BIJVOEGLIJK
        else (f"Wijk {plain} vraagt {name_klasse(klasse)}.")
    )


_BIJVOEGLIJK = frozenset({Klasse.KWETSBAAR, Klasse.DRAAGKRACHTIG})
"""Classes that are said of an area as a quality; the others ask for attention."""


def describe_dichtbij(gevonden: tuple[Dichtbij, ...]) -> Diaregel:
    """Name the nearest areas where the rule stops nothing, with how far they are, which they are and are not."""
    told = [f"{area.naam} ({describe_afstand(area.afstand)})" for area in gevonden]
    return Diaregel(f"{DICHTBIJ}:", f"{join_woorden(told)}. {WELKE_KORT} {GEEN_PLAATS}")
