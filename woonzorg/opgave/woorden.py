"""Words on screen about the opgave: Dutch, B1."""

from __future__ import annotations

from typing import TYPE_CHECKING

from woonzorg.opgave.publicatie import TOTAAL
from woonzorg.tekst import format_getal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from woonzorg.opgave.banden import Band
    from woonzorg.opgave.cijfers import Cijfer, Sleutel
    from woonzorg.opgave.controles import Controle

GROEPEN: dict[str, str] = {
    "ouderen": "ouderen",
    "lichamelijke_beperking": "mensen met een lichamelijke beperking",
    "verstandelijke_beperking": "mensen met een verstandelijke beperking",
    "uitstroom": "uitstroom uit instellingen",
    "mantelzorg": "mantelzorgers en mantelzorgontvangers",
    "sekswerkers": "uitstappende sekswerkers",
    "statushouders": "statushouders",
    "woonwagenbewoners": "woonwagenbewoners (standplaatsen)",
}
"""Names of the groups of tables 1 to 3, as they stand inside a sentence."""

SCENARIOS: dict[str, str] = {
    "basis": "basisscenario",
    "trend": "trendscenario",
    "onderkant": "onderkant",
    "bovenkant": "bovenkant",
}


def name_groep(groep: str) -> str:
    """Return the name of a group; a group of one's own keeps its own name."""
    return GROEPEN.get(groep, groep)


def name_rij(sleutel: Sleutel) -> str:
    """Return what a row is about: group, scenario and form.

    Examples
    --------
    >>> from woonzorg.opgave.cijfers import Sleutel
    >>> name_rij(Sleutel("ouderen", "trend", "geclusterd wonen", 2030))
    'ouderen (trendscenario), geclusterd wonen'
    """
    scenario = SCENARIOS.get(sleutel.scenario, sleutel.scenario)
    return f"{name_groep(sleutel.groep)}{f' ({scenario})' if scenario else ''}, {sleutel.woonvorm}"


def name_vorm(groep: str, woonvorm: str) -> str:
    """Return a group and a form as a title.

    Examples
    --------
    >>> name_vorm("ouderen", "geclusterd wonen")
    'Ouderen, geclusterd wonen'
    """
    name = name_groep(groep)
    return f"{name[0].upper()}{name[1:]}{'' if woonvorm == TOTAAL else f', {woonvorm}'}"


def describe_saldo(laag: int | None, hoog: int | None) -> str:
    """Tell a saldo, or a band of it, as a shortage or a surplus.

    Examples
    --------
    >>> describe_saldo(-4587, -557), describe_saldo(-79, 21), describe_saldo(0, 0)
    ('tekort 557 tot 4.587', 'tekort 79 tot 21 over', 'precies genoeg')
    """
    if laag is None or hoog is None:
        return "onbekend"
    if laag == hoog == 0:
        return "precies genoeg"
    if hoog <= 0:
        return f"tekort {_join_band(-hoog, -laag)}"
    return (
        f"tekort {format_getal(-laag)} tot {format_getal(hoog)} over"
        if laag < 0
        else f"{_join_band(laag, hoog)} over"
    )


def _join_band(laag: int, hoog: int) -> str:
    return format_getal(laag) if laag == hoog else f"{format_getal(laag)} tot {format_getal(hoog)}"


def describe_kop(grootste: Band | None, cijfers: Iterable[Cijfer]) -> str:
    """Tell in one headline the greatest shortage, and how many published figures part from the recomputation."""
    published = [cijfer for cijfer in cijfers if cijfer.gepubliceerd is not None]
    other = sum(cijfer.verschil not in {None, 0} for cijfer in published)
    loose = sum(cijfer.herberekend is None for cijfer in published)
    first = "Er is geen tekort."
    if grootste is not None and grootste.tekort is not None:
        what = name_vorm(grootste.groep, grootste.woonvorm)
        first = f"{what}: in {grootste.jaar} een tekort van {_join_band(*grootste.tekort)} woningen."
    if not published:
        return first
    more = f", en {loose} zijn niet na te rekenen" if loose else ""
    return f"{first} Van de {len(published)} gepubliceerde cijfers wijken er {other} af{more}."


def describe_cijfer(cijfer: Cijfer) -> str:
    """Tell one figure on a line: published, recomputed, difference and cause."""
    values = (
        f"gepubliceerd {format_getal(cijfer.gepubliceerd)}, herberekend {format_getal(cijfer.herberekend)}, "
        f"verschil {format_getal(cijfer.verschil, teken=True)}"
    )
    return f"{name_rij(cijfer.sleutel)}, {cijfer.jaar}: {values}. {cijfer.verklaring}."


def describe_controle(controle: Controle) -> str:
    """Tell one check on a line."""
    claim, cause = controle.uitspraak, f" {controle.verklaring}." if controle.verklaring else ""
    return f"[{controle.oordeel}] {claim.plek}: {claim.wat}. {controle.berekening}.{cause}"
