"""The opgave as plain values: for the command line and for files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from woonzorg.opgave.cijfers import Opgave, read_parkstad
from woonzorg.opgave.hypothesen import compute_cijfers

if TYPE_CHECKING:
    from collections.abc import Iterable

    from woonzorg.opgave.cijfers import Cijfer


def list_cijfers(opgave: Opgave | None = None) -> list[dict[str, Any]]:
    """Return every figure as a dict, with what is published, what is recomputed, and the difference.

    Parameters
    ----------
    opgave : Opgave, optional
        Default: that of Parkstad, as published.
    """
    return [cijfer.to_dict() for cijfer in compute_cijfers(opgave or read_parkstad())]


def select_verschillen(cijfers: Iterable[Cijfer]) -> tuple[Cijfer, ...]:
    """Return the figures where publication and recomputation part, or that can't be recomputed."""
    return tuple(cijfer for cijfer in cijfers if cijfer.wijkt_af)
