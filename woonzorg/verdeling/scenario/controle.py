"""What the declared shape of a scenario file cannot say: days and words of decisions, names of groups, sums of shares.

A file that somebody gives is held to all of it. What was saved before these demands were made still opens: there a
decision without a real day or words counts as not taken (`situatie.Uitzondering.besloten`), and is told as such; what
is set for a group without a name, is set for none.
"""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING, Any

from woonzorg.speling import RUIS
from woonzorg.tekst.melding import Zin, list_geldend
from woonzorg.verdeling.invoer.datum import describe_datumfout, is_leeg
from woonzorg.verdeling.vraag.getal import format_waarde
from woonzorg.verdeling.vraag.groepen import PER_SLEUTEL, describe_onbekend

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from woonzorg.verdeling.invoer.situatie import Afspraak

_VAN_BESLUIT = ("motief", "besluit_door", "datum")
_ZEGT_NIETS = "de tekst zegt niets; verwacht woorden"


def find_besluitfouten(content: Mapping[str, Any], vandaag: date | None = None) -> list[str]:
    """Return what is wrong with days and texts of decisions in the content of a file, each with its place.

    Parameters
    ----------
    content : mapping
        Of a file; what is not as declared is passed over (`schema.find_schemafouten` tells that).
    vandaag : date, optional
        No decision is later than this; the day of now by default.
    """
    cases = content.get("uitzonderingen", ())
    rows = [
        (f"uitzonderingen.{number}", item)
        for number, item in enumerate(cases if isinstance(cases, list) else ())
        if isinstance(item, dict)
    ]
    findings = [text for place, item in rows for text in find_uitzonderingfouten(item, place, vandaag)]
    decision, day = content.get("besluit"), content.get("datum")
    if content.get("status") == "vastgesteld" and isinstance(decision, str):
        findings += [f"besluit: {text}" for text in _check_tekst(decision)]
    if isinstance(day, str) and day:
        findings += [f"datum: {text}" for text in _check_datum(day, vandaag)]
    return findings


def find_naamloos(content: Mapping[str, Any]) -> list[str]:
    """Return where something is set for a group without a name in the content of a file: it would do nothing."""
    named = {place: content[place] for place in ("loten", "urgentie") if place in content}
    return [
        f"{place}: {describe_onbekend('')}"
        for place, names in named.items()
        if isinstance(names, dict | list) and "" in names
    ]


def find_groepfouten(genoemd: Mapping[str, Iterable[str]]) -> list[str]:
    """Return which groups do not exist, by the part that names them; a site needs one, elsewhere '' stops nothing."""
    return [
        f"{place}: {describe_onbekend(name)}"
        for place, names in genoemd.items()
        for name in names
        if name not in PER_SLEUTEL and (name or place == "toetsen")
    ]


def find_uitzonderingfouten(
    item: Mapping[str, Any], plek: str = "uitzondering", vandaag: date | None = None
) -> list[str]:
    """Return what is wrong with days and texts of one exception, each with its place."""
    given = {name: item[name] for name in _VAN_BESLUIT if isinstance(item.get(name), str)}
    return [
        f"{plek}.{name}: {wrong}"
        for name, text in given.items()
        for wrong in (_check_datum(text, vandaag) if name == "datum" else _check_tekst(text))
    ]


def _check_tekst(tekst: str) -> list[str]:
    return [_ZEGT_NIETS] if tekst and is_leeg(tekst) else []  # the shape itself tells of no text at all


def _check_datum(tekst: str, vandaag: date | None) -> list[str]:
    wrong = describe_datumfout(tekst, vandaag)
    return [f"'{tekst[:40]}' {wrong}; verwacht jaar-maand-dag, zoals 2026-11-22"] if wrong else []


def find_afspraakfouten(afspraken: Sequence[Afspraak]) -> list[str]:
    """Return what is wrong with agreements: bounds, and shares that add up to more than there is."""
    shares = [deal for deal in dict.fromkeys(afspraken) if deal.aandeel is not None]
    towns = Counter(code for deal in shares for code in dict.fromkeys(deal.gemeenten))
    return [
        *(text for deal in afspraken for text in _check_afspraak(deal)),
        *_check_som("afspraken: de aandelen", (deal.aandeel or 0.0 for deal in shares)),
        *(f"afspraken: {code} staat in {n} aandelen; kies er een" for code, n in towns.items() if n > 1),
    ]


def _check_afspraak(deal: Afspraak) -> Iterator[str]:
    of, names = f"bij {deal.naam}", Counter(part.naam.strip().casefold() for part in deal.corporaties)
    numbers = bool(deal.minstens) or deal.hoogstens is not None
    yield from list_geldend((
        Zin(deal.hoogstens is not None and deal.minstens > deal.hoogstens,
            f"afspraken: minstens is groter dan hoogstens {of}"),
        Zin(deal.aandeel is not None and numbers,
            f"afspraken: {of} staan een aandeel en een aantal; kies een van beide"),
        Zin(deal.aandeel is None and bool(deal.corporaties),
            f"afspraken: {of} staan corporaties zonder aandeel; geef eerst het aandeel van de gemeenten"),
        Zin(any(count > 1 for count in names.values()), f"afspraken: {of} staat een corporatie twee keer"),
    ))  # fmt: skip
    yield from _check_som(
        f"afspraken: de delen van de corporaties {of}", (part.aandeel for part in deal.corporaties)
    )


def _check_som(wat: str, delen: Iterable[float]) -> list[str]:
    total = math.fsum(delen)
    return [f"{wat} zijn samen {format_waarde(total)} %; hoogstens 100 %"] if total > 100 + RUIS else []
