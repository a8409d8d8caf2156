"""A small region that tests of maps and charts share: every class, a hostile name, an area without an outline."""

from __future__ import annotations

from typing import TYPE_CHECKING

import maken

from woonzorg.oordeel import toets

if TYPE_CHECKING:
    from woonzorg.oordeel.toets import Score

HOSTIEL = "<script>alert('a')</script> & \"b\""
"""A name that must never come out as it went in."""

_SCORES = (  # S, L: kwetsbaar, aandacht twice, draagkrachtig, onbekend, and one without an outline
    (-0.5, -0.1), (-0.5, 0.1), (0.5, -0.1), (0.5, 0.1), (float("nan"), 0.1), (-0.5, -0.2),
)  # fmt: skip


def make_streek() -> Score:
    """Return two gemeenten with six buurten, scored."""
    rows = [
        maken.make_rij(
            f"BU{1 + (number > 2):04d}000{number}",
            naam=HOSTIEL if number == 0 else f"Buurt {number}",
            gemeentenaam=f"{HOSTIEL} {1 + (number > 2)}",
            ses_woa=s,
            lbm_afwijking=level,
            lbm_klasse=3.0,
            huishoudens=100.0 * (number + 1),
            ses_huishoudens=100.0,
            ses_spreiding=0.1,
            laag_inkomen_pct=30.0 if number == 0 else 5.0,
            woz=200.0 + 10 * number,
        )
        for number, (s, level) in enumerate(_SCORES)
    ]
    rows += maken.make_gemeenten([0.0] * 310, [1000.0] * 310)
    shapes = [maken.make_square(number, 0) for number in range(5)] + [None] * 311
    jaren = {"ses_woa": 2022, "lbm_afwijking": 2024, "laag_inkomen_pct": 2023}
    return toets.score_gebieden(maken.make_gebieden(rows, shapes), jaren)
