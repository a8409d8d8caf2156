"""Sentences that are told where they hold: what each rests on stands before it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable


class Zin(NamedTuple):
    """A sentence with whether it holds.

    Attributes
    ----------
    geldt : bool
    tekst : str
    """

    geldt: bool
    tekst: str


def list_geldend(zinnen: Iterable[Zin]) -> list[str]:
    """Return the sentences that hold, in order and each once.

    Examples
    --------
    >>> list_geldend([Zin(True, "Ja."), Zin(False, "Nee."), Zin(True, "Ja.")])
    ['Ja.']
    """
    return list(dict.fromkeys(zin.tekst for zin in zinnen if zin.geldt))
