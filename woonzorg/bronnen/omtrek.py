"""Outlines of areas, from whatever answer or file: common columns, one coordinate system, valid, with the ring.

The ring is every area outside the region within 25 m of it, found among what lies around the region.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from woonzorg.bronnen.levering import Grenzen, clean_codes, drop_duplicates, find_gewijzigd, join_words
from woonzorg.bronnen.statline import WIJZIGING_VELD
from woonzorg.fouten import BronFout
from woonzorg.gebied import BUUR_AFSTAND_M, Niveau, Rol, find_gemeentecode, find_wijkcode
from woonzorg.gegevens.schema import (
    CRS,
    POSTCODE,
    is_valid_outline,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from woonzorg.gebied import Regio
    from woonzorg.gegevens.opslag import BronVermelding

RAND_ZOEKEN_M = 500.0
"""How far beyond the region's bounding box to look for neighbours (metres)."""

REPARATIE_MAXIMUM = 0.01
"""An invalid outline is mended when its area changes by less than this share; else it is left out, and said."""

NEDERLAND_RD = (-10_000.0, 280_000.0, 300_000.0, 640_000.0)
"""Box around the country in EPSG:28992 (metres, generous): an outline beyond it is a fault."""

POSTCODE_VELD = "meest_voorkomende_postcode"
GEEN_POSTCODE = "De kaart noemt geen postcodes: zoeken op postcode kan niet."
_POSTCODE = r"[1-9]\d{3}"

COLLECTIES = {Niveau.BUURT: "buurten", Niveau.WIJK: "wijken", Niveau.GEMEENTE: "gemeenten"}
"""The levels, with the names that their collections go by."""


def parse_features(
    features: Sequence[dict[str, Any]], niveau: Niveau, bron: str, adres: str
) -> gpd.GeoDataFrame:
    """Turn GeoJSON features into a frame as `parse_frame` gives it; source and address are for messages."""
    if not features:
        names = ("code", "naam", "gemeentenaam", POSTCODE, "water", "wijziging", "niveau")
        return gpd.GeoDataFrame({name: pd.Series(dtype=str) for name in names}, geometry=[], crs=CRS)
    try:
        frame = gpd.GeoDataFrame.from_features(features)
    except (ValueError, TypeError, KeyError, AttributeError, shapely.errors.ShapelyError) as error:
        raise BronFout(bron, adres, "een omtrek is onleesbaar") from error
    return parse_frame(frame, niveau, bron, adres)


def parse_frame(frame: gpd.GeoDataFrame, niveau: Niveau, bron: str, adres: str) -> gpd.GeoDataFrame:
    """Bring a level's outlines, from whatever answer or file, to common columns and EPSG:28992.

    Returns
    -------
    GeoDataFrame
        With code, naam, gemeentenaam, postcode, water, wijziging, niveau and geometry.
    """
    code, naam = f"{niveau}code", f"{niveau}naam"
    if code not in frame or naam not in frame:
        raise BronFout(
            bron, adres, "de velden van de kaart zijn anders dan verwacht",
            verwacht=f"{code}, {naam}", gevonden=join_words(map(str, frame.columns), 12),
        )  # fmt: skip
    change = next((str(name) for name in frame if str(name).lower().startswith(WIJZIGING_VELD)), "")
    columns = {
        "code": clean_codes(frame[code]),
        "naam": frame[naam].fillna("").astype(str).str.strip(),
        "gemeentenaam": frame.get("gemeentenaam", pd.Series("", index=frame.index)).fillna("").astype(str),
        POSTCODE: _read_postcodes(frame, niveau),
        "water": frame.get("water", pd.Series("NEE", index=frame.index))
        .fillna("NEE")
        .astype(str)
        .str.upper(),
        "wijziging": frame.get(change, pd.Series(None, index=frame.index, dtype=object)),
        "niveau": str(niveau),
    }
    read = gpd.GeoDataFrame(columns, geometry=frame.geometry.to_numpy(), crs=_find_crs(frame)).to_crs(CRS)
    return _empty_elsewhere(read, bron, adres)


def _read_postcodes(frame: gpd.GeoDataFrame, niveau: Niveau) -> pd.Series:
    """Return the postcode that most addresses have, '' when not known; of larger areas it would say little."""
    if niveau != Niveau.BUURT or POSTCODE_VELD not in frame:
        return pd.Series("", index=frame.index)
    codes: pd.Series = frame[POSTCODE_VELD].fillna("").astype(str).str.strip().str.removesuffix(".0")
    return codes.where(codes.str.fullmatch(_POSTCODE), "")


def _empty_elsewhere(frame: gpd.GeoDataFrame, bron: str, adres: str) -> gpd.GeoDataFrame:
    """Empty the outlines that lie outside the country; when most do, the coordinates were misread."""
    shapes = frame.geometry.fillna(shapely.Polygon())
    bounds = shapes.bounds.to_numpy()
    west, south, east, north = NEDERLAND_RD
    inside = (bounds[:, :2] >= (west, south)).all(axis=1) & (bounds[:, 2:] <= (east, north)).all(axis=1)
    elsewhere = ~shapes.is_empty.to_numpy() & ~inside
    if elsewhere.sum() > len(frame) / 2:
        raise BronFout(
            bron, adres, "de omtrekken liggen niet in Nederland", verwacht=f"coördinaten in {CRS}",
            gevonden=", ".join(f"{edge:.7g}" for edge in frame.total_bounds),
        )  # fmt: skip
    return frame.set_geometry(shapes.mask(elsewhere, shapely.Polygon()).set_crs(CRS))


def _find_crs(frame: gpd.GeoDataFrame) -> str:
    """Tell metres from degrees by the coordinates: a service may ignore the asked coordinate system."""
    if frame.crs is not None and frame.crs.to_epsg() not in {None, 4326}:
        return str(frame.crs)
    bounds = frame.total_bounds
    return "EPSG:4326" if np.isnan(bounds).all() or np.nanmax(np.abs(bounds)) <= 180 else CRS


def make_grenzen(frame: gpd.GeoDataFrame, regio: Regio, vermelding: BronVermelding, bron: str) -> Grenzen:
    """Check outlines, find the ring and complete the columns; also used for files that a user downloaded.

    Raises
    ------
    BronFout
        When codes contradict each other, or a gemeente of the region is missing.
    """
    # Open water is a feature of its own, under the code of the gemeente or wijk that it lies in.
    frame = frame[(frame["code"] != "") & ~frame["water"].isin(["JA", "B"])]
    frame, dropped = _drop_doubles(frame, bron, vermelding.url)
    frame, mended = _mend(frame)
    frame["gemeentecode"] = frame["code"].map(find_gemeentecode)
    _check_gemeenten(frame, regio, vermelding.url, bron)
    _check_omtrek(frame, vermelding.url, bron)
    frame["rol"] = find_rollen(frame, regio)
    frame["landsgrens"] = _find_landsgrens(frame)
    kept = frame[frame["rol"] != ""].reset_index(drop=True)
    gewijzigd, told = find_gewijzigd(kept["code"], kept["wijziging"]), bool(kept["wijziging"].notna().any())
    kept = _name_parents(kept).assign(water=False).drop(columns="wijziging")
    silent = "" if (kept[POSTCODE] != "").any() else GEEN_POSTCODE
    return Grenzen(kept, vermelding, gewijzigd, told, tuple(filter(None, [dropped, *mended, silent])))


def _drop_doubles(frame: gpd.GeoDataFrame, bron: str, adres: str) -> tuple[gpd.GeoDataFrame, str]:
    facts, melding = drop_duplicates(
        pd.DataFrame(frame.drop(columns="geometry")).assign(omtrek=frame.geometry.to_wkb(hex=True)),
        ["code"],
        bron,
        adres,
    )
    return frame.loc[facts.index].copy(), melding


def _mend(frame: gpd.GeoDataFrame) -> tuple[gpd.GeoDataFrame, list[str]]:
    """Mend invalid outlines where that hardly changes them; take away the others, and say so."""
    empty = frame.geometry.isna() | frame.geometry.is_empty
    wrong = ~empty & ~is_valid_outline(frame.geometry)
    mended = gpd.GeoSeries(
        [_keep_polygons(shape) for shape in make_valid(frame.geometry[wrong].to_numpy())],
        index=frame.index[wrong], crs=frame.crs,
    )  # fmt: skip
    before = frame.geometry[wrong].area
    good = (mended.area > 0) & ((mended.area - before).abs() <= REPARATIE_MAXIMUM * before)
    outlines = frame.geometry.copy()
    outlines[good.index[good]] = mended[good]
    outlines[list(good.index[~good]) + list(frame.index[empty])] = None
    lost = [*frame.loc[good.index[~good], "code"], *frame.loc[empty, "code"]]
    meldingen = [
        f"De omtrek van {join_words(frame.loc[good.index[good], 'code'])} was ongeldig en is hersteld."
        if good.any()
        else "",
        f"De omtrek van {join_words(lost)} is leeg of onbruikbaar: alleen in de tabel te zien."
        if lost
        else "",
    ]
    return frame.set_geometry(outlines), meldingen


def make_valid(vormen: Any) -> Any:
    """Mend outlines by their rings: by the lines between all crossings, a star of a hundred corners takes seconds."""
    return shapely.make_valid(vormen, method="structure", keep_collapsed=False)


def _keep_polygons(shape: Any) -> Any:
    parts = [part for part in shapely.get_parts(shape) if part.geom_type in {"Polygon", "MultiPolygon"}]
    return shapely.union_all(parts)


def _check_gemeenten(frame: gpd.GeoDataFrame, regio: Regio, adres: str, bron: str) -> None:
    absent = {
        niveau: sorted(set(regio.gemeenten) - set(frame.loc[frame["niveau"] == niveau, "gemeentecode"]))
        for niveau in COLLECTIES
    }
    missing = [f"{code} ({COLLECTIES[niveau]})" for niveau, codes in absent.items() for code in codes]
    if missing or frame.empty:
        raise BronFout(
            bron, adres, "niet elke gemeente van de regio staat op de kaart",
            verwacht=join_words(regio.gemeenten) or "gebieden", gevonden=f"zonder {join_words(missing) or 'gebieden'}",
            remedie="Controleer de gemeentecodes van de regio: na een herindeling zijn ze anders.",
        )  # fmt: skip


def _check_omtrek(frame: gpd.GeoDataFrame, adres: str, bron: str) -> None:
    if not (frame["niveau"].eq(Niveau.BUURT) & frame.geometry.notna()).any():
        raise BronFout(
            bron, adres, "geen enkele omtrek op de kaart is te gebruiken", verwacht="omtrekken van buurten"
        )


def find_rollen(frame: gpd.GeoDataFrame, regio: Regio) -> pd.Series:
    """Return 'regio', 'rand', or '' for areas that lie further off.

    Parameters
    ----------
    frame : GeoDataFrame
        Outlines with code, niveau and gemeentecode, of the region and at least all that lies around it.
    regio : Regio
    """
    if regio.is_land:
        return pd.Series(str(Rol.REGIO), index=frame.index)
    rollen = pd.Series("", index=frame.index)
    own = frame["gemeentecode"].isin(regio.gemeenten)
    rollen[own] = str(Rol.REGIO)
    others = frame[~own & (frame["niveau"] == Niveau.BUURT)]
    tree = shapely.STRtree(frame.geometry[own & (frame["niveau"] == Niveau.BUURT)].to_numpy())
    near = tree.query(others.geometry.to_numpy(), predicate="dwithin", distance=BUUR_AFSTAND_M)[0]
    ring = set(others["code"].iloc[np.unique(near)])
    # The ring at the higher levels is what the ring's buurten lie in, so that every level tells one story.
    ring |= {find_wijkcode(code) for code in ring} | {find_gemeentecode(code) for code in ring}
    rollen[frame["code"].isin(ring) & ~own] = str(Rol.RAND)
    return rollen


def _find_landsgrens(frame: gpd.GeoDataFrame) -> pd.Series:
    """Tell which areas touch the outside of everything known: there the neighbours are abroad, or sea."""
    buurten = frame[(frame["niveau"] == Niveau.BUURT) & ~frame.geometry.isna()]
    cover = shapely.union_all(buurten.geometry.buffer(BUUR_AFSTAND_M).to_numpy())
    outside = shapely.MultiLineString([part.exterior for part in shapely.get_parts(cover)])
    touching = frame.geometry.buffer(2 * BUUR_AFSTAND_M).intersects(outside)
    return pd.Series((frame["rol"] == Rol.REGIO) & touching, index=frame.index)


def _name_parents(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    names = frame.set_index("code")["naam"]
    wijken = frame["code"].map(find_wijkcode)
    gemeentenaam = frame["gemeentecode"].map(names).fillna(frame["gemeentenaam"]).fillna("")
    return frame.assign(
        wijkcode=wijken, wijknaam=wijken.map(names).fillna(""), gemeentenaam=gemeentenaam,
        naam=frame["naam"].where(frame["naam"] != "", frame["code"]),
    )  # fmt: skip
