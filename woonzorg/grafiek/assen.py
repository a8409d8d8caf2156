"""Round numbers along an axis."""

from __future__ import annotations

import math

from woonzorg.tekst.getal import format_getal


def round_up(value: float) -> float:
    """Return a round number that is not below a value, to end an axis at."""
    if not value > 1e-9:
        return 1.0
    size = 10.0 ** math.floor(math.log10(value))
    return float(
        next(size * part for part in (1, 1.5, 2, 3, 4, 5, 6, 8, 10) if size * part >= value * 0.999999)
    )


def choose_stap(top: float) -> float:
    """Return a round step that cuts a range in four to ten."""
    size: float = 10.0 ** math.floor(math.log10(top))
    return next(size * part for part in (0.1, 0.2, 0.25, 0.5, 1.0, 2.0) if top / (size * part) <= 6)


def list_stappen(stap: float, eind: float) -> tuple[float, ...]:
    """Return the steps from 0 up to the end."""
    return tuple(stap * number for number in range(round(eind / stap) + 1))


def write_getal(value: float) -> str:
    """Write a number of an axis or mark, with decimals as far as it has any."""
    return format_getal(value, 0 if value == int(value) else 2 if value < 1 else 1)
