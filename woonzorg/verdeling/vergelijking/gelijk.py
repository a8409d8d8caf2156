"""What is equal is told once: columns that hold the same stand together under 'A = B', and never beside each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence

T = TypeVar("T")

LETTERS = "ABCDE"
"""Letters of the plans of a comparison, in order; and so how many there can be."""


def group_gelijke(waarden: Sequence[object]) -> list[list[int]]:
    """Return the positions of equal values together, in the order in which each first stands.

    Examples
    --------
    >>> group_gelijke(["x", "y", "x"])
    [[0, 2], [1]]
    """
    found: list[list[int]] = []
    for place, value in enumerate(waarden):
        same = next((group for group in found if waarden[group[0]] == value), None)
        if same is None:
            found.append([place])
        else:
            same.append(place)
    return found


def join_koppen(koppen: Sequence[str]) -> str:
    """Return the heads of equal columns as one.

    Examples
    --------
    >>> join_koppen(["A", "B"])
    'A = B'
    """
    return " = ".join(koppen)


def merge_gelijke(koppen: Sequence[str], kolommen: Sequence[Sequence[T]]) -> list[tuple[str, tuple[T, ...]]]:
    """Return columns, each with its head; those that hold the same once, under all their heads.

    Examples
    --------
    >>> merge_gelijke(["A", "B", "C"], [[1, 2], [1, 2], [1, 3]])
    [('A = B', (1, 2)), ('C', (1, 3))]
    """
    groups = group_gelijke([tuple(column) for column in kolommen])
    return [(join_koppen([koppen[place] for place in group]), tuple(kolommen[group[0]])) for group in groups]
