"""Where a rule could not be tested, and why: what the rules have in common (`oordeel.Toetsbereik`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from woonzorg.verdeling.regels.oordeel import VOLLEDIG, Toetsbereik

if TYPE_CHECKING:
    import numpy.typing as npt

    from woonzorg.verdeling.invoer.situatie import Situatie
    from woonzorg.verdeling.invoer.veld import Veld


def find_volledig(situatie: Situatie) -> Toetsbereik:  # noqa: ARG001 - one form for every rule
    """Tell that every area is tested: where a figure is missing the rule allows nothing."""
    return VOLLEDIG


def list_codes(veld: Veld, flags: npt.NDArray[np.bool_]) -> tuple[str, ...]:
    """Return the codes of the areas that are flagged."""
    return tuple(veld.codes[area] for area in np.flatnonzero(flags).tolist())
