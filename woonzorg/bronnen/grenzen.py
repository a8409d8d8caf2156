"""Outlines and codes: the CBS wijk- en buurtkaart, from PDOK over OGC API Features.

The areas of a gemeente are asked for by its code. A service that refuses so is asked with a filter, then with a box,
and at last for the whole map; what comes is checked by its codes each time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import shapely

from woonzorg.bronnen import ogc, omtrek
from woonzorg.bronnen.bron import Controle, Kaartbron
from woonzorg.bronnen.levering import Grenzen, Voortgang, ignore_voortgang, join_words
from woonzorg.bronnen.omtrek import COLLECTIES, POSTCODE_VELD, RAND_ZOEKEN_M, make_grenzen
from woonzorg.bronnen.statline import WIJZIGING_VELD
from woonzorg.bronnen.web import Web, hash_answers
from woonzorg.fouten import BronFout
from woonzorg.gebied import Niveau, clean_code, find_gemeentecode, find_niveau
from woonzorg.gegevens.bronsleutel import Bronsleutel
from woonzorg.gegevens.opslag import BronVermelding

if TYPE_CHECKING:
    from collections.abc import Sequence

    import geopandas as gpd
    import numpy.typing as npt

    from woonzorg.gebied import Regio

JAREN_TERUG = 4
ONBEKEND = 404

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
            if error.status != ONBEKEND:
                raise
            tried.append(str(jaar))
            continue
        ogc.check_collecties(web, _base(jaar), COLLECTIES.values(), answer)
        return jaar
    raise BronFout(
        web.bron, web.resolve(_base(gewenst)), "er is geen wijk- en buurtkaart gevonden",
        verwacht=f"een kaart van {gewenst} of kort daarvoor", gevonden=f"niets voor {join_words(tried)}",
    )  # fmt: skip


def _base(jaar: int) -> str:
    return f"cbs/wijken-en-buurten-{jaar}/ogc/v1"


def read_items(web: Web, jaar: int, niveau: Niveau, vraag: dict[str, str]) -> list[dict[str, Any]]:
    """Read all areas of a level that fit the query, without the figures beside them."""
    return ogc.read_items(web, _name_collectie(jaar, niveau), vraag, _drop_figures)


def _name_collectie(jaar: int, niveau: Niveau) -> str:
    return f"{_base(jaar)}/collections/{COLLECTIES[niveau]}"


def _drop_figures(feature: dict[str, Any]) -> dict[str, Any]:
    """Leave out the 200 figures beside an outline: they are not used, and weigh more than the outline."""
    properties = feature.get("properties")
    kept = {
        name: value
        for name, value in (properties if isinstance(properties, dict) else {}).items()
        if not isinstance(value, int | float) or name.lower().startswith((WIJZIGING_VELD, POSTCODE_VELD))
    }
    return feature | {"properties": kept}


def _parse(features: Sequence[dict[str, Any]], niveau: Niveau, adres: str) -> gpd.GeoDataFrame:
    return omtrek.parse_features(features, niveau, GRENZEN.naam, adres)


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
        sleutel=Bronsleutel(GRENZEN.sleutel, str(jaar)), naam=f"{GRENZEN.naam} {jaar}",
        url=web.resolve(_base(jaar)), licentie=GRENZEN.licentie,
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
        return _parse(read_items(web, jaar, niveau, {}), niveau, adres)
    region = _parse(_read_own(web, jaar, niveau, regio), niveau, adres)
    if region.geometry.is_empty.all():
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
        return read_items(web, jaar, niveau, ogc.ask_box(_find_box(web, jaar, regio)))
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
    region = _parse(own, Niveau.GEMEENTE, web.resolve(_base(jaar)))
    if region.empty or region.geometry.is_empty.all():
        raise BronFout(
            web.bron, web.resolve(_base(jaar)), "niet elke gemeente van de regio staat op de kaart",
            verwacht=join_words(regio.gemeenten), gevonden=f"{len(features)} andere gemeenten",
            remedie="Controleer de gemeentecodes van de regio: na een herindeling zijn ze anders.",
        )  # fmt: skip
    return _widen(region)


def _read_around(web: Web, jaar: int, niveau: Niveau, box: npt.NDArray[np.float64]) -> gpd.GeoDataFrame:
    """Read what lies in a box; of a service that takes no box, the whole map is read."""
    adres = web.resolve(_base(jaar))
    if "bbox" not in web.geweigerd:
        try:
            return _parse(read_items(web, jaar, niveau, ogc.ask_box(box)), niveau, adres)
        except BronFout as error:
            if not error.is_geweigerd:
                raise
            web.geweigerd["bbox"] = error.oorzaak
    whole = _parse(read_items(web, jaar, niveau, {}), niveau, adres)
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


def _check_collecties(web: Web) -> tuple[bool, str]:
    return True, f"buurten, wijken en gemeenten van {find_indeling(web, _TOT_EN_MET)}"


def _check_queryables(web: Web) -> tuple[bool | None, str]:
    try:
        names = ogc.read_queryables(web, _name_collectie(find_indeling(web, _TOT_EN_MET), Niveau.BUURT))
    except BronFout as error:
        if error.status != ONBEKEND:
            raise
        return None, "de dienst noemt niet waarop te kiezen is; dat blijkt bij het laden"
    return "gemeentecode" in names, join_words(names, 20) or "geen"


_TOT_EN_MET = 2025
"""Newest map that we were told of."""

GRENZEN = Kaartbron(
    sleutel="grenzen",
    naam="PDOK, CBS wijk- en buurtkaart",
    kort="PDOK, wijk- en buurtkaart",
    licentie="CC BY 4.0",
    dienst="PDOK, CBS wijk- en buurtkaart",
    adres="pdok_url",
    kenmerk="buurtcode en buurtnaam",
    heel="Vraag alle bladzijden in één bestand (zet limit=1000 in het adres), of download het GeoPackage.",
    verzonnen="Verzonnen grenzen in de vorm van de wijk- en buurtkaart",
    controles=(
        Controle("PDOK: er zijn collecties buurten, wijken en gemeenten.", _check_collecties),
        Controle("PDOK: op gemeentecode is te kiezen (queryables).", _check_queryables),
        Controle("PDOK: anders is te kiezen met filter= of met bbox=."),
        Controle("PDOK: een bladzijde heeft ten hoogste 1.000 gebieden en verwijst met 'next' verder."),
        Controle("PDOK: water staat als JA, NEE of B; ontbrekende cijfers als −99997 of −99995."),
    ),
)
