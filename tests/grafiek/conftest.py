"""The small region of the maps, for charts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from kaart_namen import make_streek

if TYPE_CHECKING:
    from woonzorg.oordeel.toets import Score


@pytest.fixture
def score() -> Score:
    return make_streek()
