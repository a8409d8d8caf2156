"""Which parameters the link of each page can have: a page reads no others, and no others are carried along a login."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from woonzorg.herkomst import herkomstlink
from woonzorg.links import link

if TYPE_CHECKING:
    from collections.abc import Mapping

DEEL, MOMENT, SCENARIO = "deel", "moment", "scenario"
STAP, BEWAARD, DATA = "stap", "bewaard", "data"
"""Of an initiative, beside its own fields: the step, one that was kept, and the data that are shown."""

METHODEDEEL = "methode_deel"
"""The part of Methode that is open."""


@cache
def list_parameters() -> Mapping[str, frozenset[str]]:
    """Return the parameters of each page, by its name."""
    # Read when a page first asks: these bring along the rules of plans, for which the first page would wait.
    from woonzorg.initiatief.initiatieflink import LINKVELDEN  # noqa: PLC0415
    from woonzorg.links import vergelijking  # noqa: PLC0415

    return {
        "kaart": link.VELDEN,
        "buurt": link.VELDEN,
        "verdelen": link.VELDEN,
        "initiatief": frozenset({*LINKVELDEN, STAP, BEWAARD, DATA}),
        "opgave": frozenset({DEEL, "cijfers", "jaar", "van"}),
        "voortgang": frozenset({MOMENT}),
        "vergelijken": vergelijking.VELDEN,
        "scenarios": frozenset({SCENARIO}),
        "gegevens": herkomstlink.VELDEN | {DEEL},
        "methode": frozenset({METHODEDEEL}),
    }
