"""The nearest buurten where no rule stops an addition, for who reads that it is stopped here.

Not whether there is room: that follows from nothing here. As on the page Initiatief a buurt is named where neither
itself nor its wijk is kwetsbaar or of unknown class, and where the distribution could place of itself: from 100
households, and no concentratie already ('geen verplaatsing'). Where any of this is unknown a buurt is not named: what
is not tested is not shown as kept. Areas outside the region are not named. Classes are those of the edition that is
shown; households and concentratie are the newest in every edition, as earlier ones have none of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

from woonzorg.gebied import BUUR_AFSTAND_M, Niveau, Rol, find_niveau
from woonzorg.oordeel.concentratie import HUISHOUDENS_MINIMUM
from woonzorg.oordeel.veerkracht import Klasse, Oordeel
from woonzorg.tekst.getal import format_getal

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd

MEEST = 3
"""Most buurten to name: enough to look further, and no list of where to build."""

DICHTBIJ = "Dichtbij, waar de regel niet tegenhoudt"
VAN_GRENS = "Van grens tot grens. Of er plaats is, blijkt hier niet uit."
WELKE_KOP = "Welke buurten zijn dit?"
WELKE = (
    f"Buurten van de regio met minstens {HUISHOUDENS_MINIMUM:g} huishoudens, waar buurt en wijk niet kwetsbaar zijn "
    "en geen concentratie is. Is iets daarvan onbekend, dan staat de buurt hier niet. Huishoudens en concentratie "
    "zijn van het nieuwste jaar."
)
WELKE_KORT = (
    f"Buurt en wijk niet kwetsbaar; in het nieuwste jaar vanaf {HUISHOUDENS_MINIMUM:g} huishoudens, geen "
    "concentratie."
)
"""The same, so short that a slide can say it."""
GEEN = (
    f"In deze regio is geen andere buurt met minstens {HUISHOUDENS_MINIMUM:g} huishoudens waar de regel niet "
    "tegenhoudt."
)
ONBEKEND = "Van geen andere buurt in deze regio is bekend dat de regel niet tegenhoudt: er ontbreken cijfers."
ZONDER_GRENS = "De grens van deze buurt is niet bekend. Daarom is niet te zeggen wat dichtbij ligt."

_EERSTE_STRAAL = 500.0
_TEGENGEHOUDEN = frozenset({Klasse.KWETSBAAR, Klasse.ONBEKEND})


@dataclass(frozen=True)
class Dichtbij:
    """A buurt where no rule stops an addition.

    Attributes
    ----------
    code, naam, gemeente : str
    klasse : Klasse
    grensgeval : Oordeel
    afstand : float
        Metres from border to border; 0 where they touch.
    """

    code: str
    naam: str
    gemeente: str
    klasse: Klasse
    grensgeval: Oordeel
    afstand: float


def is_gevraagd(klasse: Klasse, niveau: str, *, uitgesloten: bool = False) -> bool:
    """Tell whether other places are asked for: in a buurt that the rule holds back, or of which that is unknown."""
    held = klasse == Klasse.KWETSBAAR or (klasse == Klasse.ONBEKEND and not uitgesloten)
    return niveau == Niveau.BUURT and held


def find_dichtbij(gebieden: gpd.GeoDataFrame, code: str, meest: int = MEEST) -> tuple[Dichtbij, ...]:
    """Return the nearest buurten where no rule stops an addition, nearest first; of equal distance by name.

    Parameters
    ----------
    gebieden : GeoDataFrame
        Scored areas, EPSG:28992.
    code : str
        Of a buurt; an area without an outline has none near.
    meest : int
        Most to return.
    """
    shape = gebieden.loc[gebieden["code"] == code].geometry.iloc[0]
    if shape is None or shape.is_empty or find_niveau(code) != Niveau.BUURT:
        return ()
    free = _select_vrij(gebieden)
    free = free[free["code"] != code]
    near = free.iloc[_find_naaste(free, shape, meest)]
    distances = shapely.distance(near.geometry.to_numpy(), shape)
    table = near.assign(afstand=distances).sort_values(["afstand", "naam", "code"]).head(meest)
    return tuple(map(_make_dichtbij, table.to_dict("records")))


def explain_geen(gebieden: gpd.GeoDataFrame, code: str) -> str:
    """Tell why no buurt is named: there is none, or it can't be told.

    Parameters
    ----------
    gebieden, code
        As of `find_dichtbij`.
    """
    shape = gebieden.loc[gebieden["code"] == code].geometry.iloc[0]
    if shape is None or shape.is_empty:
        return ZONDER_GRENS
    others = gebieden[_list_vrij(gebieden, streng=False) & (gebieden["code"] != code)]
    return GEEN if others.empty else ONBEKEND


def _make_dichtbij(row: dict[str, object]) -> Dichtbij:
    return Dichtbij(
        str(row["code"]), str(row["naam"]), str(row["gemeentenaam"]), Klasse(str(row["klasse"])),
        Oordeel(str(row["grensgeval"])), float(str(row["afstand"])),
    )  # fmt: skip


def _select_vrij(gebieden: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Select the buurten of the region where no rule stops an addition, and that lie somewhere."""
    return gebieden[_list_vrij(gebieden) & ~(gebieden.geometry.is_empty | gebieden.geometry.isna())]


def _list_vrij(gebieden: gpd.GeoDataFrame, *, streng: bool = True) -> pd.Series:
    """Tell of which buurten of the region it is known that no rule stops an addition; else of which it may be."""
    wijken: pd.Series = gebieden[gebieden["niveau"] == Niveau.WIJK].set_index("code")["klasse"]
    around = gebieden["wijkcode"].map(wijken).astype(object).fillna(Klasse.ONBEKEND)
    own, held = gebieden["klasse"], _TEGENGEHOUDEN if streng else frozenset({Klasse.KWETSBAAR})
    households, answer = gebieden["huishoudens_nu"], gebieden["concentratie_nu"]
    large, spread = households >= HUISHOUDENS_MINIMUM, answer == Oordeel.NEE
    if not streng:
        large, spread = large | households.isna(), answer != Oordeel.JA
    inside = (gebieden["niveau"] == Niveau.BUURT) & (gebieden["rol"] == Rol.REGIO)
    vrij: pd.Series = inside & large & spread & ~own.isin(held) & ~around.isin(held)
    return vrij


def _find_naaste(gebieden: gpd.GeoDataFrame, shape: shapely.Geometry, meest: int) -> np.ndarray:
    """Return the positions within the first distance that holds enough: the country has 14,500 outlines."""
    radius, everything = _EERSTE_STRAAL, len(gebieden)
    while True:
        found = gebieden.sindex.query(shape, predicate="dwithin", distance=radius)
        if len(found) >= min(meest, everything):
            return np.sort(found)
        radius *= 2


def describe_afstand(meters: float) -> str:
    """Write a distance as a person says it.

    Examples
    --------
    >>> describe_afstand(0.0), describe_afstand(312.4), describe_afstand(1250.0)
    ('ernaast', '300 m', '1,3 km')
    """
    if meters <= BUUR_AFSTAND_M:
        return "ernaast"
    hundreds = max(round(meters / 100), 1) * 100
    return f"{hundreds} m" if hundreds < 1000 else f"{format_getal(meters / 1000, 1)} km"
