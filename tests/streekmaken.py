"""A small country for tests: three gemeenten in two provinces, with round numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import maken
import numpy as np

from woonzorg.gebied import NEDERLAND, Regio
from woonzorg.gegevens import opslag

if TYPE_CHECKING:
    import geopandas as gpd

    from woonzorg.gegevens.opslag import Snapshot

REGIO = Regio("hier", "Hier", ("GM0001",), "PV31")
PROVINCIE = {"GM0001": "PV31", "GM0002": "PV31", "GM0003": "PV20"}

# Of each gemeente its buurten: S, L, households, share of low income.
BUURTEN: dict[str, tuple[tuple[float, float, float, float], ...]] = {
    "GM0001": ((-1, -1, 600, 30), (-1, -1, 100, 5), (1, 1, 200, 5), (-1, 1, 100, 5)),
    "GM0002": ((1, 1, 900, 5), (-1, -1, 100, 5)),
    "GM0003": ((1, -1, 1000, 5), (np.nan, 1, 500, 5), (1, 1, 500, np.nan)),
}
WONINGEN = {"GM0001": (1000.0, 50.0), "GM0002": (1500.0, 20.0), "GM0003": (2500.0, 30.0)}


def make_land() -> gpd.GeoDataFrame:
    """Return the country: S* is 0, and 310 of 3,500 households with a known share have a low income."""
    rows = []
    for town, areas in BUURTEN.items():
        place = {"provinciecode": PROVINCIE[town]}
        for number, (s, level, households, poor) in enumerate(areas):
            rows.append(maken.make_rij(
                f"BU{town[2:]}{number:04d}", **place, ses_woa=s, lbm_afwijking=level, lbm_klasse=3.0, ses_spreiding=1.0,
                huishoudens=households, ses_huishoudens=households, laag_inkomen_pct=poor, gemeentenaam=f"Stad {town}",
            ))  # fmt: skip
        homes, share = WONINGEN[town]
        total = sum(area[2] for area in areas)
        rows.append(maken.make_rij(
            town, **place, naam=f"Stad {town}", ses_woa=0.0, ses_huishoudens=total, woningen=homes,
            corporatie_pct=share, huishoudens=total,
        ))  # fmt: skip
    rows.append(maken.make_land(4000.0, provinciecode=""))
    return maken.make_gebieden(rows)


def cut_regio(land: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return what a region's own snapshot holds of it."""
    own = (land["gemeentecode"] == "GM0001") | land["niveau"].isin(["gemeente", "land"])
    rol = np.where(land.loc[own, "gemeentecode"] == "GM0001", "regio", "vergelijking")
    return land[own].assign(rol=rol)


def publish_beide(data: opslag.Plek) -> tuple[Snapshot, Snapshot]:
    """Publish the country and then the region; the region is in use."""
    land = make_land()
    here = cut_regio(land)
    country = opslag.publish(data, maken.make_manifest(regio=NEDERLAND), land, maken.make_reeksen(land))
    regio = opslag.publish(data, maken.make_manifest(regio=REGIO), here, maken.make_reeksen(here))
    opslag.go_back(data, regio.id)
    return country, regio
