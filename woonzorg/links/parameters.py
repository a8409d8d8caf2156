"""Which parameters the link of each page can have: a page reads no others, and no others are carried along a login."""

from __future__ import annotations

from typing import TYPE_CHECKING

from woonzorg.herkomst import herkomstlink
from woonzorg.initiatief.initiatieflink import LINKVELDEN
from woonzorg.links import link, vergelijking

if TYPE_CHECKING:
    from collections.abc import Mapping

DEEL, MOMENT, SCENARIO = "deel", "moment", "scenario"
STAP, BEWAARD, DATA = "stap", "bewaard", "data"
"""Of an initiative, beside its own fields: the step, one that was kept, and the data that are shown."""

METHODEDEEL = "methode_deel"
"""The part of Methode that is open."""

PARAMETERS: Mapping[str, frozenset[str]] = {
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
"""By the name of the page."""
