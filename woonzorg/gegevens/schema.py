"""Columns and words of the two tables of a snapshot; `controle` declares and checks their shape.

`gebieden`: a row an area. `reeksen`: a row an area, indicator and year. See `opslag` for where they are kept.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import shapely

from woonzorg.indicator import PER_SLEUTEL

if TYPE_CHECKING:
    import geopandas as gpd


class Status(StrEnum):
    """What is known of a value. Zero is a value; nothing is imputed."""

    WAARGENOMEN = "waargenomen"
    ONDERDRUKT = "onderdrukt"
    ONTBREEKT = "ontbreekt"
    NIET_VAN_TOEPASSING = "niet_van_toepassing"


STATUS_UITLEG: dict[Status, str] = {
    Status.WAARGENOMEN: "de bron geeft een getal",
    Status.ONDERDRUKT: "de bron kent het gebied, maar geeft geen getal (te klein of te onzeker)",
    Status.ONTBREEKT: "de bron heeft geen regel voor dit gebied en jaar",
    Status.NIET_VAN_TOEPASSING: "er wonen geen huishoudens",
}

TEKST_KOLOMMEN: tuple[str, ...] = (
    "code", "naam", "niveau", "rol", "wijkcode", "wijknaam", "gemeentecode", "gemeentenaam", "provinciecode",
)  # fmt: skip
POSTCODE = "postcode"
"""Column with the four digits that most addresses of a buurt have; '' elsewhere."""

COROP_KOLOMMEN: tuple[str, ...] = ("coropcode", "coropnaam")
"""Columns with the COROP area of a gemeente and all in it, '' elsewhere; only where the source was asked for it."""

VLAG_KOLOMMEN: tuple[str, ...] = ("water", "landsgrens")
"""``water``: the area is open water. ``landsgrens``: it touches the national border, so neighbours are unknown."""

REEKS_KOLOMMEN: tuple[str, ...] = ("code", "indicator", "jaar", "waarde", "status", "bron")


CRS = "EPSG:28992"


def widen_reeksen(reeksen: pd.DataFrame, jaren: dict[str, int], codes: pd.Series) -> pd.DataFrame:
    """Return the newest value of each indicator beside each area: so `gebieden` is made from `reeksen`.

    Parameters
    ----------
    reeksen : DataFrame
    jaren : dict
        Indicator key to its newest year.
    codes : Series
        Areas, unique.

    Returns
    -------
    DataFrame
        A row an area, with the index of `codes`; a column for each indicator of the registry, NaN where unknown.
    """
    rows = reeksen["jaar"] == reeksen["indicator"].map(jaren)
    newest = reeksen.loc[rows, ["code", "indicator", "waarde"]]
    wide = newest.pivot(index="code", columns="indicator", values="waarde")
    values = wide.reindex(index=codes, columns=list(PER_SLEUTEL)).astype(float).set_index(codes.index)
    return values.rename_axis(columns=None)


def is_valid_outline(shapes: gpd.GeoSeries) -> pd.Series:
    """Tell which outlines are there, not empty, and valid polygons."""
    values = shapes.to_numpy()
    kinds = np.isin(shapely.get_type_id(values), [3, 6])
    usable = kinds & ~shapely.is_empty(values) & shapely.is_valid(values)
    return pd.Series(usable, index=shapes.index)
