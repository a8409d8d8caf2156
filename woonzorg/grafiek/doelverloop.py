"""A figure over the years with a goal as a mark: in black and grey, for it says nothing of a class."""

from __future__ import annotations

from typing import TYPE_CHECKING

from woonzorg.grafiek.beschrijving import (
    INKT,
    As,
    Cijfertabel,
    Formaat,
    Grafiek,
    Punt,
    Reeks,
    Reekssoort,
    Teken,
    Uiterlijk,
    Woord,
)
from woonzorg.tekst.getal import format_getal
from woonzorg.tekst.plat import join_woorden

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from woonzorg.profiel.eigen import Profieldoel

_GRIJS = "#5c5c66"
_SPEELRUIMTE = 0.35
"""How much of the reach is left free above and below, so that there is room to write a value."""


def make_doelverloop(jaren: Mapping[int, float], doelen: Sequence[Profieldoel]) -> Grafiek:
    """Describe a figure over the years, with the goals for it.

    Parameters
    ----------
    jaren : mapping of int to float
        What was measured; years without a figure are left out.
    doelen : sequence of Profieldoel
        For one figure of one area; at least one.
    """
    figure = doelen[0].cijfer
    seen = [_place(year, value, figure.decimalen) for year, value in sorted(jaren.items())]
    wanted = [_place(goal.jaar, goal.streef, figure.decimalen) for goal in doelen]
    points = [*seen, *wanted]
    low, high = min(point.y for point in points), max(point.y for point in points)
    room = _SPEELRUIMTE * (high - low or abs(high) or 1.0)
    first, last = min(point.x for point in points), max(point.x for point in points)
    told = [f"{point.naam} {point.woorden}" for point in seen]
    goals = join_woorden([f"{point.woorden} in {point.naam}" for point in wanted])
    years = f"{join_woorden(told)}. " if told else ""
    return Grafiek(
        f"{figure.titel}: {years}Doel: {goals}.",
        As(first - 0.5, last + 0.5),
        As(low - room, high + room),
        (
            Reeks("", Reekssoort.LIJN, Uiterlijk(_GRIJS, dikte=2.0), tuple(seen)),
            Reeks("gemeten", Reekssoort.PUNTEN, Uiterlijk(INKT), tuple(seen)),
            Reeks("doel", Reekssoort.PUNTEN, Uiterlijk(INKT, Teken.RUIT), tuple(wanted)),
        ),
        Formaat(420.0, 120.0, (8.0, 34.0, 22.0, 34.0)),
        Cijfertabel(
            (("Jaar", None), (figure.titel, figure.decimalen)),
            (*((point.naam, point.y) for point in seen), *((f"doel {point.naam}", point.y) for point in wanted)),
        ),
        woorden=tuple(word for point in points for word in _label(point, low - room, doel=point in wanted)),
    )  # fmt: skip


def _place(jaar: int, waarde: float, decimalen: int) -> Punt:
    return Punt(float(jaar), waarde, str(jaar), format_getal(waarde, decimalen), (waarde,), straal=5.5)


def _label(punt: Punt, onder: float, *, doel: bool) -> tuple[Woord, Woord]:
    return (
        Woord(punt.x, onder, punt.naam, dy=14.0, vet=True),
        Woord(punt.x, punt.y, f"doel {punt.woorden}" if doel else punt.woorden, dy=-9.0),
    )
