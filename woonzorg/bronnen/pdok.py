"""Outlines and codes from PDOK (CBS wijk- en buurtkaart) over OGC API Features.

The areas of a gemeente are asked for by its code. A service that refuses so is asked with a filter, then with a box,
and at last for the whole map; what comes is checked by its codes each time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import shapely

from woonzorg.bronnen.levering import Grenzen, Voortgang, ignore_voortgang, join_words
from woonzorg.bronnen.omtrek import (
    COLLECTIES,
    GEEN_POSTCODE,
    LICENTIE,
    NAAM,
    POSTCODE_VELD,
    RAND_ZOEKEN_M,
    make_grenzen,
    parse_features,
)
from woonzorg.bronnen.statline import WIJZIGING_VELD
from woonzorg.bronnen.web import Web, hash_answers
from woonzorg.fouten import BronFout
from woonzorg.gebied import Niveau, clean_code, find_gemeentecode, find_niveau
from woonzorg.gegevens.bronsleutel import Bronsleutel
from woonzorg.gegevens.opslag import BronVermelding
from woonzorg.indicator import Bron

if TYPE_CHECKING:
    import geopandas as gpd
    import numpy.typing as npt

    from woonzorg.gebied import Regio

__all__ = ["GEEN_POSTCODE", "NAAM", "POSTCODE_VELD", "find_indeling", "load_grenzen", "read_items",
           "read_queryables"]  # fmt: skip

PER_BLADZIJDE = 1000
CRS_ADRES = "http://www.opengis.net/def/crs/EPSG/0/28992"
JAREN_TERUG = 4

WEGEN: dict[str, str] = {
    "gemeentecode": "met gemeentecode=", "filter": "met filter=", "bbox": "met een rechthoek (bbox=)",
    "alles": "voor het hele land",
}  # fmt: skip
"""Ways to ask for the areas of a gemeente, the lightest first."""

DEKKING_MINIMUM = 0.98
"""What areas found with a box must at least cover of their gemeente: a box may have been misread (aanname)."""


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
            if error.status != 404:
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


def read_queryables(web: Web, jaar: int) -> list[str]:
    """Return the fields by which buurten can be chosen."""
    pad = f"{_base(jaar)}/collections/{COLLECTIES[Niveau.BUURT]}/queryables"
    answer = web.get_json(pad, {"f": "json"})
    fields = answer.get("properties") if isinstance(answer, dict) else None
    return [str(name) for name in fields] if isinstance(fields, dict) else []


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
    weg = find_weg(web)
    if weg not in {"gemeentecode", "filter"} and not regio.is_land:
        _check_covered(pd.concat(frames, ignore_index=True), regio, web, jaar)
    answers = web.antwoorden[start:]
    refused = join_words([f"{name} ({reason})" for name, reason in web.geweigerd.items() if name in WEGEN])
    vermelding = BronVermelding(
        sleutel=Bronsleutel(Bron.GRENZEN, str(jaar)), naam=f"{NAAM} {jaar}",
        url=web.resolve(_base(jaar)), licentie=LICENTIE,
        indeling=jaar, velden={}, opgehaald_op=answers[-1].opgehaald_op,
        rijen=sum(map(len, frames)), sha256=hash_answers(answers),
        toelichting=f"Opgevraagd {WEGEN[weg]}; de dienst volgde niet: {refused}." if refused else "",
    )  # fmt: skip
    return make_grenzen(pd.concat(frames, ignore_index=True), regio, vermelding, web.bron)


def find_weg(web: Web) -> str:
    """Return the lightest way of asking that the service has not refused."""
    return next(weg for weg in WEGEN if weg not in web.geweigerd)


def _load_niveau(web: Web, jaar: int, niveau: Niveau, regio: Regio) -> gpd.GeoDataFrame:
    adres = web.resolve(_base(jaar))
    if regio.is_land:
        return parse_features(read_items(web, jaar, niveau, {}), niveau, adres)
    region = parse_features(_read_own(web, jaar, niveau, regio), niveau, adres)
    if region.empty:
        return region
    around = _read_around(web, jaar, niveau, _widen(region))
    lost = sorted(set(region.loc[~region.geometry.is_empty, "code"]) - set(around["code"]))
    if lost:
        raise BronFout(
            web.bron, adres, "rond de regio komen minder gebieden terug dan erin liggen",
            verwacht=join_words(lost), gevonden=f"{len(around)} {COLLECTIES[niveau]}",
        )  # fmt: skip
    own = around["code"].map(find_gemeentecode).isin(regio.gemeenten) & (around["water"] == "NEE")
    missed = sorted(set(around.loc[own, "code"]) - set(region["code"]))
    if missed:
        raise BronFout(
            web.bron, adres, "de dienst gaf niet alle gebieden van de gemeenten",
            verwacht=f"ook {join_words(missed)}", gevonden=f"{len(region)} {COLLECTIES[niveau]}",
        )  # fmt: skip
    return pd.concat([region, around[~around["code"].isin(region["code"])]], ignore_index=True)


def _widen(region: gpd.GeoDataFrame) -> npt.NDArray[np.float64]:
    """Return the box in which a region and its ring lie (metres)."""
    box: npt.NDArray[np.float64] = region.total_bounds + np.array([-1, -1, 1, 1]) * RAND_ZOEKEN_M
    return box


def _read_own(web: Web, jaar: int, niveau: Niveau, regio: Regio) -> list[dict[str, Any]]:
    """Read the areas of the region, along the lightest way that the service follows."""
    while True:
        weg = find_weg(web)
        try:
            features = _read_along(web, weg, jaar, niveau, regio)
        except BronFout as error:
            if not error.is_geweigerd or weg == "alles":
                raise
            web.geweigerd[weg] = error.oorzaak
            continue
        wanted = {"", *regio.gemeenten}
        own = [feature for feature in features if _find_gemeente(feature, niveau) in wanted]
        if len(own) == len(features) or weg in {"bbox", "alles"}:
            return own
        # A service that passes over the question may as well leave areas out: ask in another way.
        web.geweigerd[weg] = "er kwamen ook andere gemeenten"


def _read_along(web: Web, weg: str, jaar: int, niveau: Niveau, regio: Regio) -> list[dict[str, Any]]:
    if weg == "alles" or (weg == "bbox" and niveau == Niveau.GEMEENTE):
        return read_items(web, jaar, niveau, {})
    if weg == "bbox":
        return read_items(web, jaar, niveau, _ask_box(_find_box(web, jaar, regio)))
    features: list[dict[str, Any]] = []
    for code in regio.gemeenten:
        asked = f"gemeentecode='{code}'" if weg == "filter" else code
        part = read_items(web, jaar, niveau, {weg: asked})
        features += part
        if any(_find_gemeente(feature, niveau) not in {"", code} for feature in part):
            break
    return features


def _find_gemeente(feature: dict[str, Any], niveau: Niveau) -> str:
    """Return the gemeente that a feature lies in by its code; '' where it has none, which is judged later."""
    code = clean_code(feature["properties"].get(f"{niveau}code"))
    return find_gemeentecode(code) if find_niveau(code) == niveau else ""


def _find_box(web: Web, jaar: int, regio: Regio) -> npt.NDArray[np.float64]:
    """Return the box around the region by the outlines of its gemeenten; those of the whole country are few."""
    features = read_items(web, jaar, Niveau.GEMEENTE, {})
    own = [feature for feature in features if _find_gemeente(feature, Niveau.GEMEENTE) in regio.gemeenten]
    region = parse_features(own, Niveau.GEMEENTE, web.resolve(_base(jaar)))
    if region.empty or region.geometry.is_empty.all():
        raise BronFout(
            web.bron, web.resolve(_base(jaar)), "niet elke gemeente van de regio staat op de kaart",
            verwacht=join_words(regio.gemeenten), gevonden=f"{len(features)} andere gemeenten",
            remedie="Controleer de gemeentecodes van de regio: na een herindeling zijn ze anders.",
        )  # fmt: skip
    return _widen(region)


def _ask_box(box: npt.NDArray[np.float64]) -> dict[str, str]:
    return {"bbox": ",".join(f"{edge:.0f}" for edge in box), "bbox-crs": CRS_ADRES}


def _read_around(web: Web, jaar: int, niveau: Niveau, box: npt.NDArray[np.float64]) -> gpd.GeoDataFrame:
    """Read what lies in a box; of a service that takes no box, the whole map is read."""
    adres = web.resolve(_base(jaar))
    if "bbox" not in web.geweigerd:
        try:
            return parse_features(read_items(web, jaar, niveau, _ask_box(box)), niveau, adres)
        except BronFout as error:
            if not error.is_geweigerd:
                raise
            web.geweigerd["bbox"] = error.oorzaak
    whole = parse_features(read_items(web, jaar, niveau, {}), niveau, adres)
    return whole[whole.intersects(shapely.box(*box))].reset_index(drop=True)


def _check_covered(frame: gpd.GeoDataFrame, regio: Regio, web: Web, jaar: int) -> None:
    """Refuse when buurten or wijken leave a part of their gemeente bare; open water counts on both sides."""
    areas = frame.drop_duplicates(["code", "water"])
    areas = areas.assign(gemeente=frame["code"].map(find_gemeentecode), m2=areas.geometry.area)
    total = areas.groupby(["niveau", "gemeente"])["m2"].sum().unstack("niveau").reindex(regio.gemeenten)
    whole = total.get(str(Niveau.GEMEENTE), pd.Series(np.nan, index=total.index))
    for niveau in (Niveau.BUURT, Niveau.WIJK):
        share = total.get(str(niveau), pd.Series(0.0, index=total.index)).fillna(0) / whole
        bare = share[share < DEKKING_MINIMUM]
        if len(bare):
            raise BronFout(
                web.bron, web.resolve(_base(jaar)), f"de {COLLECTIES[niveau]} bedekken hun gemeente niet",
                verwacht="elk deel van de gemeente in een gebied",
                gevonden=join_words(f"{code}: {value:.0%}" for code, value in bare.items()),
            )  # fmt: skip
