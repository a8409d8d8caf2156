"""A small region for maps: two gemeenten, every class, a hostile name, and an area without an outline."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from kaart_namen import make_streek

from woonzorg.kaart import kleuring, telling, vormen

if TYPE_CHECKING:
    from woonzorg.kaart.beeld import Kaart, Vormen
    from woonzorg.oordeel.toets import Score


@pytest.fixture
def score() -> Score:
    return make_streek()


@pytest.fixture
def outlines(score: Score) -> Vormen:
    return vormen.make_vormen(telling.select_gebieden(score, "buurt"))


@pytest.fixture
def kaart(score: Score, outlines: Vormen) -> Kaart:
    counted = telling.select_gebieden(score, "buurt")
    colours = kleuring.colour_klasse(counted, outlines, score)
    return kleuring.make_kaart(outlines, colours, "De kop.", gekozen="BU00010001")
