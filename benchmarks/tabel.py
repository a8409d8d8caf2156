"""One clear table of what was measured."""

from __future__ import annotations

import statistics
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_KOPPEN = ("what", "figure", "aim")


def describe(values: Sequence[float], unit: str, decimals: int = 2) -> str:
    """Return the median of some runs, with the least and the most: on a machine that others use too they differ."""
    low, middle, high = (
        f"{value:,.{decimals}f}" for value in (min(values), statistics.median(values), max(values))
    )
    return f"{middle} {unit} ({low} to {high}, {len(values)} runs)"


def print_tabel(rows: Sequence[tuple[str, str, str]]) -> None:
    """Print rows of name, figure and aim ('' for none), as the README has them."""
    lines = [_KOPPEN, *rows]
    widths = [max(len(line[column]) for line in lines) for column in range(len(_KOPPEN))]
    for number, line in enumerate(lines):
        print("| " + " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) + " |")
        if number == 0:
            print("|" + "|".join("-" * (width + 2) for width in widths) + "|")
