"""What the house already knows beside three of the twenty questions: figures with their source, never an answer.

The saldo of a form is of the region only. The spread of facilities is told without a class of the area, or the rule
would weigh on whom it does not bind.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from woonzorg.herkomst.herkomst import list_cijfers, trace
from woonzorg.indicator import INDICATOREN, PER_SLEUTEL, Vorm
from woonzorg.initiatief.afweging import Feitsoort, list_vragen
from woonzorg.initiatief.initiatief import VORMTEKEN
from woonzorg.opgave.cijfers import Cijferkeuze
from woonzorg.opgave.woorden import describe_saldo, name_vorm
from woonzorg.tekst.getal import count_woord, format_getal
from woonzorg.tekst.plat import join_woorden

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from woonzorg.gegevens.opslag import Snapshot
    from woonzorg.herkomst.herkomst import Herkomst
    from woonzorg.initiatief.voorzieningen import Rondom, Zorgvoorziening
    from woonzorg.opgave.banden import Band
    from woonzorg.opgave.cijfers import Opgave

AFSTANDEN: tuple[str, ...] = tuple(one.sleutel for one in INDICATOREN if one.vorm == Vorm.AFSTAND)
"""Keys of the figures that tell how far something is."""

GEEN_ANTWOORD = "Dit cijfer geeft geen antwoord op de vraag: dat geeft u."
"""Said beneath what is known."""

EIGEN_OPGAVE = "Cijfers van uw eigen streek geeft u bij Opgave."

_NOEMER = {Cijferkeuze.GEPUBLICEERD: "gepubliceerd", Cijferkeuze.HERBEREKEND: "herberekend"}
_MEESTE_NAMEN = 5


@dataclass(frozen=True)
class Vraagfeit:
    """What is known beside a question.

    Attributes
    ----------
    nr : int
        Of the question.
    zinnen : tuple of str
    bron : str
        '' when nothing is known.
    """

    nr: int
    zinnen: tuple[str, ...]
    bron: str = ""

    @property
    def bekend(self) -> bool:
        """Whether anything is known."""
        return bool(self.bron)


def _find_nr(soort: Feitsoort) -> int:
    return next(question.nr for question in list_vragen() if question.feit == soort)


def list_vormen(banden: Iterable[Band]) -> tuple[tuple[str, str], ...]:
    """Return the groups and forms that have a saldo, in the order of the tables."""
    return tuple(dict.fromkeys((band.groep, band.woonvorm) for band in banden))


def write_vorm(vorm: tuple[str, str]) -> str:
    """Return a group and form as an initiative keeps them."""
    return VORMTEKEN.join(vorm)


def choose_vorm(woonvorm: str, groep: str, vormen: Sequence[tuple[str, str]]) -> tuple[str, str] | None:
    """Return the group and form that an initiative is: as it was chosen, else the only one of its group."""
    if woonvorm:
        group, _, form = woonvorm.partition(VORMTEKEN)
        return group, form
    own = [one for one in vormen if one[0] == groep]
    return own[0] if len(own) == 1 else None


def fill_demografie(
    opgave: Opgave,
    banden: Sequence[Band],
    vorm: tuple[str, str] | None,
    keuze: Cijferkeuze,
    gemeente: str,
    *,
    in_streek: bool = True,
) -> Vraagfeit:
    """Return the saldo of a form beside question 15.

    Parameters
    ----------
    opgave : Opgave
        Of which region, and by whom.
    banden : sequence of Band
        `make_banden` of its figures, of the kind that was chosen.
    vorm : (str, str) or None
        Group and form; None where it is not said.
    keuze : Cijferkeuze
        Of which kind the bands are.
    gemeente : str
        Name of the gemeente of the place.
    in_streek : bool
        Whether the place lies in the region of the opgave.
    """
    number = _find_nr(Feitsoort.OPGAVE)
    lines = [band for band in banden if (band.groep, band.woonvorm) == vorm]
    if not in_streek:
        why = f"De opgave is van {opgave.streek}. Deze plek ligt daar niet in. {EIGEN_OPGAVE}"
        return Vraagfeit(number, (why,))
    if vorm is None or not lines:
        return Vraagfeit(number, (_tell_zonder(banden, vorm, keuze),))
    told = (
        f"{band.jaar}: {describe_saldo(band.laag, band.hoog)}"
        for band in sorted(lines, key=lambda one: one.jaar)
    )
    said = (
        f"{name_vorm(*vorm)}, heel {opgave.streek} ({_NOEMER[keuze]}). {'; '.join(told)}.",
        f"Voor {gemeente} alleen is er geen cijfer.",
    )
    return Vraagfeit(number, said, opgave.bron)


def _tell_zonder(banden: Sequence[Band], vorm: tuple[str, str] | None, keuze: Cijferkeuze) -> str:
    """Tell that no form was chosen, or that the figures do not have it and which they do have."""
    if vorm is None:
        return f"Kies een woonvorm: dan staat hier wat de opgave zegt ({_NOEMER[keuze]})."
    known = join_woorden([name_vorm(*one) for one in list_vormen(banden)]) or "geen enkele vorm"
    return f"Van deze woonvorm heeft de opgave geen cijfer ({_NOEMER[keuze]}). Wel van: {known}."


def fill_voorzieningen(
    rondom: Rondom | None, buurt: str, midden: tuple[float, float] | None = None
) -> Vraagfeit:
    """Return the care facilities around a place beside question 17; None without a list.

    Parameters
    ----------
    rondom : Rondom or None
    buurt : str
        Name of the buurt.
    midden : (float, float), optional
        A point inside it, in metres (EPSG:28992): from there the distance is told to those of which the point is known.
    """
    number = _find_nr(Feitsoort.VOORZIENINGEN)
    if rondom is None:
        return Vraagfeit(
            number, ("Wat er al is, weten we niet. Geef een eigen lijst van zorgvoorzieningen.",)
        )
    rings = (
        (f"In {buurt}", rondom.buurt),
        ("In de buurten ernaast", rondom.ernaast),
        ("Elders in de wijk", rondom.wijk),
        ("Elders in de gemeente", rondom.gemeente),
    )
    said = [f"{where}: {_name_voorzieningen(found, midden)}." for where, found in rings]
    measured = midden is not None and any(one.punt for _, found in rings for one in found)
    said += [f"Afstanden zijn hemelsbreed, vanuit het midden van {buurt}."] if measured else []
    whole = count_woord(rondom.totaal, "voorziening", "voorzieningen")
    return Vraagfeit(number, (*said, "Wat niet op de lijst staat, telt niet mee."), f"eigen lijst, {whole}")


def _name_voorzieningen(gevonden: Sequence[Zorgvoorziening], midden: tuple[float, float] | None) -> str:
    if not gevonden:
        return "geen op de lijst"
    names = [_name_voorziening(one, midden) for one in gevonden[:_MEESTE_NAMEN]]
    more = len(gevonden) - len(names)
    return f"{len(gevonden)}, {join_woorden([*names, f'nog {more}'] if more else names)}"


def _name_voorziening(een: Zorgvoorziening, midden: tuple[float, float] | None) -> str:
    far = math.dist(een.punt, midden) / 1000 if een.punt and midden else None
    beside = [een.soort, "" if far is None else f"{format_getal(far, 1)} km"]
    told = ", ".join(filter(None, beside))
    return f"{een.naam} ({told})" if told else een.naam


def fill_afstanden(herkomsten: Sequence[Herkomst], buurt: str) -> Vraagfeit:
    """Return how far facilities are from a place beside question 18, each with its year and source.

    Parameters
    ----------
    herkomsten : sequence of Herkomst
        Of the figures that tell a distance; see `trace_afstanden`.
    buurt : str
        Name of the buurt.
    """
    number = _find_nr(Feitsoort.AFSTANDEN)
    known = [one for one in herkomsten if one.waarde is not None]
    titles = {one.cijfer for one in known}
    missing = [PER_SLEUTEL[key].titel for key in AFSTANDEN if key not in titles]
    said = [f"{one.titel}: {one.tekst} ({one.jaar})." for one in known]
    said += [f"Niet bekend: {join_woorden(missing)}."] if missing else []
    sources = dict.fromkeys(one.bron.naam for one in known if one.bron)
    return Vraagfeit(
        number,
        (f"Gemiddeld vanuit {buurt}, over de weg.", *said) if known else tuple(said),
        "; ".join(sources),
    )


def trace_afstanden(snapshot: Snapshot, code: str) -> tuple[Herkomst, ...]:
    """Return the origin of each distance that a snapshot has of an area.

    Raises
    ------
    InvoerFout
        When it has no such area.
    """
    present = list_cijfers(snapshot)
    return tuple(trace(snapshot, code, key) for key in AFSTANDEN if key in present)
