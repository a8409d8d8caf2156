"""Picture 5: the half-years to 2030 of the region or one gemeente, against what is needed or was agreed."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from woonzorg.agenda.nodig import calculate_toewijzingen
from woonzorg.agenda.planning import list_verslagen
from woonzorg.agenda.voortgang import Teller
from woonzorg.grafiek.assen import choose_stap
from woonzorg.grafiek.beschrijving import (
    GEEL,
    INKT,
    As,
    Cijfertabel,
    Formaat,
    Grafiek,
    Lijn,
    Punt,
    Reeks,
    Reekssoort,
    Tint,
    Uiterlijk,
)
from woonzorg.tekst.getal import format_getal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from woonzorg.agenda.kwartaal import Kwartaal
    from woonzorg.agenda.voortgang import Momentstand, Spoor

GEREED, BEZIG, TOEGEZEGD, BAND = "#23355c", "#7187ad", "#cbd5e6", "#efe7d6"
"""Tints from dark to light: what is ready lies below, what was promised above."""

_NAMEN = {Teller.TOEWIJZING: "toegewezen", Teller.BOUW: "opgeleverd"}
_HALF = 0.36


def make_spoor(
    spoor: Spoor, naam: str, nu: Kwartaal, afgesproken: Sequence[float] = (), vorig: Spoor | None = None
) -> Grafiek:
    """Describe the half-years of one count: bars of what was reported, and what is needed or agreed.

    Parameters
    ----------
    spoor : Spoor
    naam : str
        Of the gemeente, or of the region.
    nu : Kwartaal
    afgesproken : sequence of float
        Homes agreed to be ready at each of the ten moments; none for the region, which has the band of what is needed.
    vorig : Spoor, optional
        The same count in the report before.
    """
    moments = [item.kwartaal for item in list_verslagen()]
    band = [calculate_toewijzingen(moment) for moment in moments] if _has_band(spoor) else []
    top = max(
        [
            1.0,
            *(need.hoog for need in band),
            *afgesproken,
            *(sum(_list_delen(step)) for step in spoor.stappen),
        ]
    )
    step = choose_stap(top)
    most = step * math.ceil(top / step)
    places = {moment: place for place, moment in enumerate(moments)}
    bars = tuple(tint for one in spoor.stappen for tint in _stack(one, places[one.moment]))
    return Grafiek(
        _tell(spoor, naam),
        As(-0.5, len(moments) - 0.5, tuple((places[one], str(one.jaar)) for one in moments if one.nummer == 2)),
        As(0.0, most, ((0.0, "0"), (most, format_getal(most)))),
        (*_list_banden(band), *_list_lijnen(afgesproken, vorig, places)),
        Formaat(300.0, 150.0, (12.0, 12.0, 26.0, 44.0)),
        Cijfertabel(
            (("Moment", None), (_NAMEN[spoor.teller].capitalize(), 0), ("In voorbereiding", 0), ("Toegezegd", 0)),
            tuple((str(one.moment), *_list_cellen(one)) for one in spoor.stappen),
        ),
        titel=naam,
        lijnen=(Lijn(Uiterlijk(GEEL, dikte=2.0), x=places[nu], tekst="nu"),) if nu in places else (),
        tinten=bars,
    )  # fmt: skip


def _has_band(spoor: Spoor) -> bool:
    """Tell whether there is a band: for the lettings of the region; the vision gives no key by gemeente."""
    return not spoor.code and spoor.teller == Teller.TOEWIJZING


def _list_delen(stap: Momentstand) -> tuple[int, int, int]:
    """Return the parts of a bar: what is not followed has none."""
    return stap.gereed, stap.in_voorbereiding or 0, stap.toegezegd or 0


def _list_cellen(stap: Momentstand) -> tuple[float, ...]:
    parts = (stap.gereed, stap.in_voorbereiding, stap.toegezegd)
    return tuple(math.nan if part is None else float(part) for part in parts)


def _stack(stap: Momentstand, place: int) -> list[Tint]:
    bars, low = [], 0.0
    for count, colour in zip(_list_delen(stap), (GEREED, BEZIG, TOEGEZEGD), strict=True):
        if count:
            bars.append(Tint((place - _HALF, place + _HALF), (low, low + count), colour))
        low += count
    return bars


def _list_banden(band: Sequence[object]) -> tuple[Reeks, ...]:
    if not band:
        return ()
    return tuple(
        Reeks(
            f"Nodig, {side}e vraag", Reekssoort.LIJN, Uiterlijk("#8a6d1d", streep=dash, dikte=1.5),
            tuple(Punt(place, getattr(need, side)) for place, need in enumerate(band)),
        )
        for side, dash in (("laag", "2 3"), ("hoog", "6 3"))
    )  # fmt: skip


def _list_lijnen(
    afgesproken: Sequence[float], vorig: Spoor | None, places: dict[Kwartaal, int]
) -> list[Reeks]:
    lines = []
    if afgesproken:
        points = tuple(Punt(place, count) for place, count in enumerate(afgesproken))
        lines.append(Reeks("Afgesproken", Reekssoort.LIJN, Uiterlijk(INKT, streep="5 4", dikte=1.5), points))
    if vorig is not None and vorig.stappen:
        points = tuple(Punt(places[one.moment], sum(_list_delen(one))) for one in vorig.stappen)
        lines.append(Reeks("Vorig verslag", Reekssoort.LIJN, Uiterlijk(INKT, dikte=1.0), points))
    return lines


def _tell(spoor: Spoor, naam: str) -> str:
    last = spoor.laatste
    if last is None:
        return f"{naam}: nog niets gemeld. Afgesproken: {format_getal(spoor.afgesproken)}."
    ready, busy, promised = map(format_getal, (last.gereed, last.in_voorbereiding, last.toegezegd))
    return (
        f"{naam}, {last.moment}: {ready} {_NAMEN[spoor.teller]}, {busy} in voorbereiding, {promised} toegezegd. "
        f"Afgesproken: {format_getal(spoor.afgesproken)}."
    )
