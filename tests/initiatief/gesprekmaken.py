"""Small conversations for tests."""

from __future__ import annotations

from typing import Any

from woonzorg.initiatief.gesprek import Baat, Doel, Gesprek, Investering, Knopgesprek, Kostenpost, Ritme
from woonzorg.initiatief.gespreksmodel import Gesprekswaarde, Route

BOUWER = Kostenpost(50_000, wat="community builder, een halve fte")
"""Half an fte, as the document has it (lines 384 and 385)."""
SUBSIDIE = Investering("I", "gemeente", 25_000, van=2026, tot=2028)
"""Half of it (line 1449)."""
DOEL = Doel(Route.ELKAAR, Gesprekswaarde.WONEN)


def make_knop(nr: int = 6, **delen: Any) -> Knopgesprek:
    return Knopgesprek(nr, **{"doelen": (DOEL,), "kosten": (BOUWER,), **delen})


def make_gesprek(**delen: Any) -> Gesprek:
    return Gesprek((make_knop(**delen),))


__all__ = [
    "BOUWER",
    "DOEL",
    "SUBSIDIE",
    "Baat",
    "Gesprek",
    "Investering",
    "Ritme",
    "make_gesprek",
    "make_knop",
]
