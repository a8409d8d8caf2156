"""What a map of differences shows, as columns: of the table beneath it, and of files of areas."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from woonzorg.indicator import PER_SLEUTEL
from woonzorg.kaart.verandering import Verandering

if TYPE_CHECKING:
    from collections.abc import Iterable

    import geopandas as gpd
    import pandas as pd

    from woonzorg.kaart.regioverschil import Regioverschil
    from woonzorg.kaart.verschilschaal import Verschilschaal
    from woonzorg.oordeel.toets import Score

UITVOER: tuple[str, ...] = (
    "verschil_cijfer", "verschil_met", "waarde_daar", "waarde_hier", "verschil", "vergelijkbaar", "verschil_weging",
)  # fmt: skip
"""Columns that a file of areas has more where the map compares, after all others."""


def extend_export(rijen: gpd.GeoDataFrame, gemeten: Verandering | Regioverschil) -> gpd.GeoDataFrame:
    """Add what areas are compared with to a file of areas; `waarde_daar` is the earlier value, or the region's mean.

    Parameters
    ----------
    rijen : GeoDataFrame
        As `toets.make_export` gives them.
    gemeten : Verandering or Regioverschil
        Of the same areas; others stay empty.
    """
    known = gemeten.tabel.set_index("code").reindex(rijen["code"])
    columns = {
        "verschil_cijfer": gemeten.sleutel,
        "verschil_met": str(gemeten.sinds) if isinstance(gemeten, Verandering) else "regio",
        "waarde_daar": known["toen"].to_numpy(),
        "waarde_hier": known["nu"].to_numpy(),
        "verschil": known["verschil"].to_numpy(dtype=float),
        "vergelijkbaar": known["vergelijkbaar"].fillna("").astype(str).to_numpy(),
        "verschil_weging": "" if isinstance(gemeten, Verandering) else str(gemeten.middel.weging),
    }
    rest = [name for name in rijen.columns if name != "geometry"]
    return rijen.assign(**columns)[[*rest, *UITVOER, "geometry"]]


def choose_decimalen(schaal: Verschilschaal, verschillen: Iterable[float], minst: int, meest: int = 9) -> int:
    """Return with how many decimals each difference of a table reads as one in its own box."""
    values = np.array(list(verschillen), dtype=float)
    boxes = schaal.assign(values)
    fits = (more for more in range(minst, meest) if (schaal.assign(values.round(more)) == boxes).all())
    return next(fits, meest)


def find_decimalen(gemeten: Verandering | Regioverschil) -> int:
    """Return the decimals of the column of differences."""
    least = PER_SLEUTEL[gemeten.sleutel].decimalen
    return (
        least
        if gemeten.schaal is None
        else choose_decimalen(gemeten.schaal, gemeten.tabel["verschil"], least)
    )


def select_gemeten(
    gemeten: Verandering | Regioverschil, score: Score, gebieden: pd.DataFrame
) -> Verandering | Regioverschil:
    """Return what is compared of some areas only, in their order."""
    if isinstance(gemeten, Verandering):
        return gemeten.select(gebieden["code"])
    return gemeten.select(score, gebieden)
