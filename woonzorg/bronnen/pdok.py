"""Outlines and codes from PDOK (CBS wijk- en buurtkaart) over OGC API Features.

The ring is every area outside the region within 25 m of it, found among what lies in the region's bounding box.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from woonzorg.bronnen.levering import (
    Grenzen,
    Voortgang,
    clean_codes,
    drop_duplicates,
    find_gewijzigd,
    ignore_voortgang,
    join_words,
)
from woonzorg.bronnen.statline import WIJZIGING_VELD
from woonzorg.bronnen.web import Web, hash_answers
from woonzorg.fouten import BronFout
from woonzorg.gebied import BUUR_AFSTAND_M, Niveau, Rol, find_gemeentecode, find_wijkcode
from woonzorg.indicator import Bron
from woonzorg.opslag import CRS, BronVermelding, is_valid_outline
from woonzorg.schema import POSTCODE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from woonzorg.gebied import Regio

NAAM = "PDOK, CBS wijk- en buurtkaart"
LICENTIE = "CC BY 4.0"
PER_BLADZIJDE = 1000
CRS_ADRES = "http://www.opengis.net/def/crs/EPSG/0/28992"
RAND_ZOEKEN_M = 500.0
"""How far beyond the region's bounding box to look for neighbours (metres)."""

REPARATIE_MAXIMUM = 0.01
"""An invalid outline is mended when its area changes by less than this share; else it is left out, and said."""

NEDERLAND_RD = (-10_000.0, 280_000.0, 300_000.0, 640_000.0)
"""Box around the country in EPSG:28992 (metres, generous): an outline beyond it is a fault."""

JAREN_TERUG = 4

POSTCODE_VELD = "meest_voorkomende_postcode"
GEEN_POSTCODE = "De kaart noemt geen postcodes: zoeken op postcode kan niet."
_POSTCODE = r"[1-9]\d{3}"

COLLECTIES = {Niveau.BUURT: "buurten", Niveau.WIJK: "wijken", Niveau.GEMEENTE: "gemeenten"}


def find_indeling(web: Web, gewenst: int) -> int:
    """Return the newest year of outlines that the service has, at most the wanted one.

    Raises
    ------
    BronFout
        When there is none within four years, or the collections have other names.
    """
    tried: list[str] = []
    for jaar in range(gewenst, gewenst - JAREN_TERUG, -1):
        try:
            answer = web.get_json(f"{_base(jaar)}/collections", {"f": "json"})
        except BronFout as error:
            if "404" not in error.oorzaak:
                raise
            tried.append(str(jaar))
            continue
        _check_collections(web, jaar, answer)
        return jaar
    raise BronFout(
        web.bron, web.resolve(_base(gewenst)), "er is geen wijk- en buurtkaart gevonden",
        verwacht=f"een kaart van {gewenst} of kort daarvoor", gevonden=f"niets voor {join_words(tried)}",
    )  # fmt: skip


def _base(jaar: int) -> str:
    return f"cbs/wijken-en-buurten-{jaar}/ogc/v1"


def _check_collections(web: Web, jaar: int, answer: Any) -> None:
    try:
        names = [str(collection["id"]) for collection in answer["collections"]]
    except (KeyError, TypeError) as error:
        raise BronFout(web.bron, web.resolve(_base(jaar)), "de lijst van collecties is onleesbaar") from error
    absent = [name for name in COLLECTIES.values() if name not in names]
    if absent:
        raise BronFout(
            web.bron, web.resolve(_base(jaar)), "er ontbreken collecties",
            verwacht=join_words(absent), gevonden=join_words(names),
        )  # fmt: skip


def read_items(web: Web, jaar: int, niveau: Niveau, vraag: dict[str, str]) -> list[dict[str, Any]]:
    """Read all features of a collection that fit the query, following next-links on the same host."""
    pad = f"{_base(jaar)}/collections/{COLLECTIES[niveau]}/items"
    features: list[dict[str, Any]] = []
    seen: set[str] = set()
    answer = web.get_json(pad, {"f": "json", "limit": str(PER_BLADZIJDE), "crs": CRS_ADRES} | vraag)
    while True:
        features += _read_page(web, pad, answer)
        links = [item.get("href", "") for item in answer.get("links") or [] if item.get("rel") == "next"]
        if not links:
            break
        if links[0] in seen:
            raise BronFout(web.bron, links[0], "de bladzijden van het antwoord verwijzen in een kring")
        seen.add(links[0])
        answer = web.follow(pad, links[0])
    _check_count(web, pad, answer.get("numberMatched"), len(features))
    return features


def _read_page(web: Web, pad: str, answer: Any) -> list[dict[str, Any]]:
    page = answer.get("features") if isinstance(answer, dict) else None
    if not isinstance(page, list) or not all(isinstance(feature, dict) for feature in page):
        raise BronFout(web.bron, web.resolve(pad), "het antwoord is geen lijst van gebieden")
    _check_count(web, pad, answer.get("numberReturned"), len(page))
    return [feature | {"properties": _drop_figures(feature.get("properties"))} for feature in page]


def _drop_figures(properties: Any) -> dict[str, Any]:
    """Leave out the 200 figures beside each outline: they are not used, and weigh more than the outlines."""
    return {
        name: value
        for name, value in (properties if isinstance(properties, dict) else {}).items()
        if not isinstance(value, int | float) or name.lower().startswith((WIJZIGING_VELD, POSTCODE_VELD))
    }


def _check_count(web: Web, pad: str, told: Any, found: int) -> None:
    if isinstance(told, int) and told != found:
        raise BronFout(
            web.bron,
            web.resolve(pad),
            "het aantal gebieden klopt niet",
            verwacht=str(told),
            gevonden=str(found),
        )


def load_grenzen(web: Web, regio: Regio, gewenst: int, voortgang: Voortgang = ignore_voortgang) -> Grenzen:
    """Read the outlines of a region at three levels, with the ring around it.

    Parameters
    ----------
    web : Web
    regio : Regio
    gewenst : int
        Year of the division that the figures have; an older one is taken when it is not there.
    voortgang : Voortgang

    Raises
    ------
    BronFout
        When the service fails, or a gemeente of the region is not among the outlines.
    """
    start, jaar = len(web.antwoorden), find_indeling(web, gewenst)
    frames = []
    for number, niveau in enumerate(COLLECTIES):
        voortgang(f"Grenzen van {COLLECTIES[niveau]}", number, len(COLLECTIES))
        frames.append(_load_niveau(web, jaar, niveau, regio))
    answers = web.antwoorden[start:]
    vermelding = BronVermelding(
        sleutel=f"{Bron.GRENZEN}:{jaar}", naam=f"{NAAM} {jaar}", url=web.resolve(_base(jaar)), licentie=LICENTIE,
        indeling=jaar, velden={}, opgehaald_op=answers[-1].opgehaald_op,
        rijen=sum(map(len, frames)), sha256=hash_answers(answers),
    )  # fmt: skip
    return make_grenzen(pd.concat(frames, ignore_index=True), regio, vermelding, web.bron)


def _load_niveau(web: Web, jaar: int, niveau: Niveau, regio: Regio) -> gpd.GeoDataFrame:
    adres = web.resolve(_base(jaar))
    if regio.is_land:
        return parse_features(read_items(web, jaar, niveau, {}), niveau, adres)
    own = [
        feature
        for code in regio.gemeenten
        for feature in read_items(web, jaar, niveau, {"gemeentecode": code})
    ]
    region = parse_features(own, niveau, adres)
    if region.empty:
        return region
    box = region.total_bounds + np.array([-1, -1, 1, 1]) * RAND_ZOEKEN_M
    vraag = {"bbox": ",".join(f"{edge:.0f}" for edge in box), "bbox-crs": CRS_ADRES}
    around = parse_features(read_items(web, jaar, niveau, vraag), niveau, adres)
    lost = sorted(set(region.loc[~region.geometry.is_empty, "code"]) - set(around["code"]))
    if lost:
        raise BronFout(
            web.bron, adres, "rond de regio komen minder gebieden terug dan erin liggen",
            verwacht=join_words(lost), gevonden=f"{len(around)} {COLLECTIES[niveau]}",
        )  # fmt: skip
    return pd.concat([region, around[~around["code"].isin(region["code"])]], ignore_index=True)


def parse_features(features: Sequence[dict[str, Any]], niveau: Niveau, adres: str) -> gpd.GeoDataFrame:
    """Turn GeoJSON features into a frame as `parse_frame` gives it."""
    if not features:
        names = ("code", "naam", "gemeentenaam", POSTCODE, "water", "wijziging", "niveau")
        return gpd.GeoDataFrame({name: pd.Series(dtype=str) for name in names}, geometry=[], crs=CRS)
    try:
        frame = gpd.GeoDataFrame.from_features(features)
    except (ValueError, TypeError, KeyError, AttributeError, shapely.errors.ShapelyError) as error:
        raise BronFout(NAAM, adres, f"een omtrek is onleesbaar ({error})") from error
    return parse_frame(frame, niveau, adres)


def parse_frame(frame: gpd.GeoDataFrame, niveau: Niveau, adres: str) -> gpd.GeoDataFrame:
    """Bring a level's outlines, from whatever answer or file, to common columns and EPSG:28992.

    Returns
    -------
    GeoDataFrame
        With code, naam, gemeentenaam, postcode, water, wijziging, niveau and geometry.
    """
    code, naam = f"{niveau}code", f"{niveau}naam"
    if code not in frame or naam not in frame:
        raise BronFout(
            NAAM, adres, "de velden van de kaart zijn anders dan verwacht",
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
    return _empty_elsewhere(read, adres)


def _read_postcodes(frame: gpd.GeoDataFrame, niveau: Niveau) -> pd.Series:
    """Return the postcode that most addresses have, '' when not known; of larger areas it would say little."""
    if niveau != Niveau.BUURT or POSTCODE_VELD not in frame:
        return pd.Series("", index=frame.index)
    codes: pd.Series = frame[POSTCODE_VELD].fillna("").astype(str).str.strip().str.removesuffix(".0")
    return codes.where(codes.str.fullmatch(_POSTCODE), "")


def _empty_elsewhere(frame: gpd.GeoDataFrame, adres: str) -> gpd.GeoDataFrame:
    """Empty the outlines that lie outside the country; when most do, the coordinates were misread."""
    shapes = frame.geometry.fillna(shapely.Polygon())
    bounds = shapes.bounds.to_numpy()
    west, south, east, north = NEDERLAND_RD
    inside = (bounds[:, :2] >= (west, south)).all(axis=1) & (bounds[:, 2:] <= (east, north)).all(axis=1)
    elsewhere = ~shapes.is_empty.to_numpy() & ~inside
    if elsewhere.sum() > len(frame) / 2:
        raise BronFout(
            NAAM, adres, "de omtrekken liggen niet in Nederland", verwacht=f"coördinaten in {CRS}",
            gevonden=", ".join(f"{edge:.0f}" for edge in frame.total_bounds),
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
    frame["rol"] = _find_rollen(frame, regio)
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
        [_keep_polygons(shape) for shape in shapely.make_valid(frame.geometry[wrong].to_numpy())],
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


def _find_rollen(frame: gpd.GeoDataFrame, regio: Regio) -> pd.Series:
    """Return 'regio', 'rand', or '' for areas that only lay in the bounding box."""
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
