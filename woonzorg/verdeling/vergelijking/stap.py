"""A step of a planner in words: what was set, from what to what; found by comparing the scenarios before and after."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from woonzorg.tekst.getal import count_woord
from woonzorg.tekst.plat import join_woorden
from woonzorg.verdeling.regels.lijst import PER_SLEUTEL
from woonzorg.verdeling.uitkomst.afspraakwoorden import describe_afspraak
from woonzorg.verdeling.uitkomst.stuurknoppen import STUURKNOPPEN
from woonzorg.verdeling.uitkomst.woorden import name_groep, name_initiatief
from woonzorg.verdeling.vraag.declaratie import list_onderdelen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from woonzorg.verdeling.invoer.gepland import Gepland
    from woonzorg.verdeling.invoer.situatie import Afspraak, Slot, Uitzondering, Voorstel
    from woonzorg.verdeling.scenario.inhoud import Scenario
    from woonzorg.verdeling.vraag.declaratie import Onderdeel

NIETS = "niets veranderd"
MEEST = 3
"""Most changes that are told one by one; the rest is counted."""

_STIL = frozenset({"regio", "gegevens", "eigen_cijfers", "afgeleid_van"})
"""Parts that no step sets: they follow from data and figures of the moment."""

_NAMEN = {f"{PER_SLEUTEL[knob.regel.sleutel].titel}: {knob.knop.titel}": knob.titel for knob in STUURKNOPPEN}


def describe_stap(voor: Scenario, na: Scenario, namen: Mapping[str, str] | None = None) -> str:
    """Tell what a step set, from what to what.

    Parameters
    ----------
    voor, na : Scenario
    namen : mapping, optional
        Names of areas by code; the code itself where there is none.
    """
    lines = _list_wijzigingen(voor, na, namen or {})
    if not lines:
        return NIETS
    rest = len(lines) - MEEST
    return "; ".join(
        lines[:MEEST] + ([f"en nog {count_woord(rest, 'wijziging', 'wijzigingen')}"] if rest > 0 else [])
    )


def _list_wijzigingen(voor: Scenario, na: Scenario, namen: Mapping[str, str]) -> list[str]:
    other = voor.niveau != na.niveau
    return [
        line
        for part in list_onderdelen(type(na))
        # Another level drops whatever names an area: that goes without saying here.
        if part.attribuut not in _STIL and not (other and part.noemt_gebied)
        for line in _list_deel(part, getattr(voor, part.attribuut), getattr(na, part.attribuut), namen)
    ]


def _list_deel(part: Onderdeel, voor: Any, na: Any, namen: Mapping[str, str]) -> list[str]:
    if voor == na:
        return []
    if part.attribuut in _LIJSTEN:
        return _list_lijst(part.attribuut, voor, na, namen)
    title = part.titel or part.label
    points = zip(part.vorm.list_punten(title, voor), part.vorm.list_punten(title, na), strict=True)
    return [
        f"{_NAMEN.get(new.wat, new.wat)}: {new.tekst}"
        + (f" (was {old.tekst})" if old.tekst != new.tekst else ", maar andere")
        for old, new in points
        if old.waarde != new.waarde
    ]


def _list_lijst(
    attribuut: str, voor: Iterable[object], na: Iterable[object], namen: Mapping[str, str]
) -> list[str]:
    """Tell what came along in a list and what went; many at once by their number."""
    tell, one, more = _LIJSTEN[attribuut]
    before, after = tuple(voor), tuple(na)
    came, gone = (
        [item for item in after if item not in before],
        [item for item in before if item not in after],
    )
    replaced = {tell(item, namen)[0] for item in came}
    gone = [item for item in gone if tell(item, namen)[0] not in replaced]
    if len(came) + len(gone) > MEEST:
        parts = [f"{count_woord(len(came), one, more)} erbij"] if came else []
        parts += [f"{count_woord(len(gone), one, more)} weg"] if gone else []
        return [join_woorden(parts)]
    new = [" ".join(filter(None, tell(item, namen))) for item in came]
    return new + [f"{tell(item, namen)[0]} niet meer" for item in gone]


def _tell_slot(slot: Slot, namen: Mapping[str, str]) -> tuple[str, str]:
    group = f", {name_groep(slot.groep).lower()}," if slot.groep else ""
    return f"{namen.get(slot.code, slot.code)}{group} vast", f"op {slot.aantal}"


def _tell_gepland(item: Gepland, namen: Mapping[str, str]) -> tuple[str, str]:
    came = f"initiatief {name_initiatief(item.initiatief)}, " if item.initiatief else ""
    return (
        f"{came}gepland in {namen.get(item.code, item.code)}",
        f"({count_woord(item.aantal, 'woning', 'woningen')})",
    )


def _tell_uitzondering(item: Uitzondering, namen: Mapping[str, str]) -> tuple[str, str]:
    return f"uitzondering in {namen.get(item.code, item.code)}", f"({item.besluit_door})"


def _tell_toets(item: Voorstel, namen: Mapping[str, str]) -> tuple[str, str]:
    return (
        f"plek getoetst in {namen.get(item.code, item.code)}",
        f"({name_groep(item.groep).lower()}, {item.aantal})",
    )


def _tell_afspraak(item: Afspraak, namen: Mapping[str, str]) -> tuple[str, str]:
    return f"afspraak met {describe_afspraak(item, namen)}", ""


_LIJSTEN: dict[str, tuple[Callable[..., tuple[str, str]], str, str]] = {
    "sloten": (_tell_slot, "vastgezet aantal", "vastgezette aantallen"),
    "gepland": (_tell_gepland, "plan voor woningen", "plannen voor woningen"),
    "uitzonderingen": (_tell_uitzondering, "uitzondering", "uitzonderingen"),
    "toetsen": (_tell_toets, "plek", "plekken"),
    "afspraken": (_tell_afspraak, "afspraak", "afspraken"),
}
