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
_SPEELRUIMTE, _RAND = 0.4, 0.05
"""How much of the reach is left free above and below, so that there is room to write a value; and on both sides."""

_VAK = Formaat(286.0, 110.0, (10.0, 36.0, 22.0, 36.0))
"""As wide as a phone: there the words are as large as they are meant to be."""

_JAARBREEDTE, _TEKEN, _REGEL = 38.0, 7.5, 15.0
"""Room for a year, for a sign of a value, and between lines, in pixels."""

_BOVEN, _ONDER = -10.0, 21.0
"""How far below a point its value is written; above it, or where the line goes up from it."""


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
    across, upward = _stretch_jaren(points), _stretch_waarden(points)
    told = [f"{point.naam} {point.woorden}" for point in seen]
    goals = join_woorden([f"{point.woorden} in {point.naam}" for point in wanted])
    years = f"{join_woorden(told)}. " if told else ""
    return Grafiek(
        f"{figure.titel}: {years}Doel: {goals}.",
        across,
        upward,
        (
            Reeks("", Reekssoort.LIJN, Uiterlijk(_GRIJS, dikte=2.0), tuple(seen)),
            Reeks("gemeten", Reekssoort.PUNTEN, Uiterlijk(INKT), tuple(seen)),
            Reeks("doel", Reekssoort.PUNTEN, Uiterlijk(INKT, Teken.RUIT), tuple(wanted)),
        ),
        _VAK,
        Cijfertabel(
            (("Jaar", None), (figure.titel, figure.decimalen)),
            (*((point.naam, point.y) for point in seen), *((f"doel {point.naam}", point.y) for point in wanted)),
        ),
        woorden=(*_write_jaren(points, across, upward.begin), *_write_waarden(seen, wanted, across, upward)),
    )  # fmt: skip


def _place(jaar: int, waarde: float, decimalen: int) -> Punt:
    return Punt(float(jaar), waarde, str(jaar), format_getal(waarde, decimalen), (waarde,), straal=5.5)


def _stretch_jaren(punten: Sequence[Punt]) -> As:
    """Return the lower axis, with at least half a year free at both ends."""
    first, last = min(point.x for point in punten), max(point.x for point in punten)
    room = max(_RAND * (last - first), 0.5)
    return As(first - room, last + room)


def _stretch_waarden(punten: Sequence[Punt]) -> As:
    """Return the left axis, with room above and below to write a value."""
    low, high = min(point.y for point in punten), max(point.y for point in punten)
    room = _SPEELRUIMTE * (high - low or abs(high) or 1.0)
    return As(low - room, high + room)


def _write_jaren(punten: Sequence[Punt], breedte: As, onder: float) -> list[Woord]:
    """Write the years, those of goals first: what would stand through another is left to the table."""
    taken: list[float] = []
    words = []
    for point in _order(punten):
        x = breedte.place(point.x, _VAK.breedte)
        if all(abs(x - other) >= _JAARBREEDTE for other in taken):
            taken.append(x)
            words.append(Woord(point.x, onder, point.naam, dy=14.0, vet=True))
    return words


def _write_waarden(gemeten: Sequence[Punt], doelen: Sequence[Punt], breedte: As, hoogte: As) -> list[Woord]:
    """Write the values, those of goals first; beneath a point where the line goes up from it."""
    taken: list[tuple[float, float, float]] = []
    words = []
    for point in _order([*gemeten, *doelen]):
        is_goal = point in doelen
        text = f"doel {point.woorden}" if is_goal else point.woorden
        shift = _ONDER if not is_goal and _is_dal(point, gemeten) else _BOVEN
        x, y = breedte.place(point.x, _VAK.breedte), shift - hoogte.place(point.y, _VAK.hoogte)
        half = len(text) * _TEKEN / 2
        if all(abs(x - left) >= half + wide or abs(y - high) >= _REGEL for left, high, wide in taken):
            taken.append((x, y, half))
            words.append(Woord(point.x, point.y, text, dy=shift))
    return words


def _order(punten: Sequence[Punt]) -> list[Punt]:
    """Return the points, the last first: a goal is what the picture is for, and then the newest figure."""
    return sorted(punten, key=lambda point: -point.x)


def _is_dal(punt: Punt, gemeten: Sequence[Punt]) -> bool:
    """Tell whether the line runs up from a point, and down on neither side."""
    place = list(gemeten).index(punt)
    beside = [gemeten[near].y for near in (place - 1, place + 1) if 0 <= near < len(gemeten)]
    return any(y > punt.y for y in beside) and all(y >= punt.y for y in beside)
