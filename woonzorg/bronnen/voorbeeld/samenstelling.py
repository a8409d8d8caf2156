"""The fictional region put together: areas, series and manifest, from one seed."""

from __future__ import annotations

import hashlib
import shutil
from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from woonzorg import opslag
from woonzorg.bronnen.voorbeeld import namen
from woonzorg.bronnen.voorbeeld.cijfers import make_cijfers
from woonzorg.bronnen.voorbeeld.landschap import make_landschap
from woonzorg.bronnen.voorbeeld.optelling import aggregate
from woonzorg.bronnen.voorbeeld.publicatie import SLEUTELS_BRON, find_jaren, make_reeksen
from woonzorg.bronnen.voorbeeld.samenleving import settle_buurten, settle_vergelijking
from woonzorg.gebied import Niveau, Regio, Rol
from woonzorg.indicator import PER_SLEUTEL, Bron, of_bron
from woonzorg.opslag import BronVermelding, Manifest, Ongekoppeld, Snapshot

if TYPE_CHECKING:
    from pathlib import Path

ZAAD = 20261121
DATUM = "2026-11-21"
INDELING = 2024
PROVINCIE, LAND = "PV99", "NL00"
MELDING = "Dit is een verzonnen streek. Namen, grenzen en cijfers bestaan niet; ze zijn met een rekenregel gemaakt."


def make_voorbeeld(zaad: int = ZAAD) -> tuple[Manifest, gpd.GeoDataFrame, pd.DataFrame]:
    """Make the fictional region; the same seed gives the same tables.

    Returns
    -------
    manifest : Manifest
    gebieden : GeoDataFrame
        As `schema.GEBIEDEN` declares it, with outlines in EPSG:28992 (none for areas to compare with).
    reeksen : DataFrame
        As `schema.REEKSEN` declares it.
    """
    rngs = [np.random.default_rng([zaad, part]) for part in range(6)]
    land = make_landschap(rngs[0])
    mensen = settle_buurten(rngs[1], land)
    elders = settle_vergelijking(rngs[2])
    buurten = _name_buurten(rngs[3], _number(land), mensen["water"])
    cijfers = make_cijfers(rngs[4], mensen).set_axis(buurten["code"])
    vergelijking = _name_vergelijking(rngs[3], len(elders))
    cijfers_elders = make_cijfers(rngs[5], elders).set_axis(vergelijking["code"])
    mensen = mensen.set_axis(buurten["code"])
    wijken, gemeenten = _unite(buurten, "wijk"), _unite(buurten, "gemeente")
    weights = mensen["huishoudens"]
    per_wijk = aggregate(cijfers, buurten["wijkcode"].to_numpy(), weights)
    per_gemeente = aggregate(cijfers, buurten["gemeentecode"].to_numpy(), weights)
    all_gemeenten = pd.concat([per_gemeente, cijfers_elders])
    country = _aggregate_country(all_gemeenten)
    gewijzigd, zonder = _choose_special(buurten, cijfers)
    reeksen = make_reeksen(pd.concat([cijfers, per_wijk, all_gemeenten]), gewijzigd, zonder)
    keys = {indicator.sleutel for indicator in of_bron(Bron.KERNCIJFERS)}
    national = make_reeksen(country, frozenset(), frozenset())
    reeksen = pd.concat([reeksen, national[national["indicator"].isin(keys)]], ignore_index=True)
    reeksen = reeksen.sort_values(["indicator", "jaar", "code"], ignore_index=True)
    jaren = find_jaren(reeksen)
    gebieden = pd.concat([buurten, wijken, gemeenten, vergelijking, _name_country()], ignore_index=True)
    gebieden = _widen(gebieden, reeksen, jaren)
    return _make_manifest(gebieden, reeksen, jaren, gewijzigd), gebieden, reeksen


def _number(land: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Give wijken and buurten their codes, the most urban first."""
    land = land.assign(index=land.index)
    wijk_stad = land.groupby(["gemeente", "wijk"])["stad"].transform("max")
    land = land.assign(wijk_stad=wijk_stad).sort_values(["gemeente", "wijk_stad", "wijk", "stad"],
                                                        ascending=[True, False, True, False])
    wijk = land.groupby("gemeente")["wijk"].transform(lambda w: pd.factorize(w)[0])
    gm = "GM" + land["gemeente"].astype(str)
    wk = "WK" + land["gemeente"].astype(str) + wijk.map("{:02d}".format)
    bu = "BU" + wk.str[2:] + land.groupby(wk).cumcount().map("{:02d}".format)
    return land.assign(gemeentecode=gm, wijkcode=wk, code=bu).sort_index()


def _name_buurten(rng: np.random.Generator, land: gpd.GeoDataFrame, water: pd.Series) -> gpd.GeoDataFrame:
    urban = (land["stad"] > 0.35).to_numpy()
    naam = np.empty(len(land), dtype=object)
    naam[urban] = namen.draw_namen(rng, namen.STAD, int(urban.sum()))
    naam[~urban] = namen.draw_namen(rng, namen.LAND, int((~urban).sum()))
    special = np.flatnonzero((land["rol"] == Rol.REGIO) & ~water)
    naam[rng.choice(special, len(namen.BIJZONDER), replace=False)] = namen.BIJZONDER
    naam[water.to_numpy()] = namen.WATERS[: int(water.sum())]
    wijken = sorted(land["wijkcode"].unique())
    wijknaam = dict(zip(wijken, namen.draw_namen(rng, namen.WIJK, len(wijken)), strict=True))
    return land.assign(
        naam=naam, niveau=str(Niveau.BUURT), wijknaam=land["wijkcode"].map(wijknaam),
        gemeentenaam=land["gemeente"].map(namen.GEMEENTEN), provinciecode=PROVINCIE, water=water,
    )  # fmt: skip


def _unite(buurten: gpd.GeoDataFrame, niveau: str) -> gpd.GeoDataFrame:
    """Unite buurten into wijken or gemeenten."""
    key = f"{niveau}code"
    first = buurten.groupby(key).first()
    shapes = [shapely.coverage_union_all(part.to_numpy()) for _, part in buurten.groupby(key)["geometry"]]
    united = first.assign(
        code=first.index, naam=first[f"{niveau}naam"], niveau=niveau, water=False,
        landsgrens=buurten.groupby(key)["landsgrens"].any(), geometry=shapes,
    ).reset_index()  # fmt: skip
    if niveau == "gemeente":
        united[["wijkcode", "wijknaam"]] = ""
    return united


def _name_vergelijking(rng: np.random.Generator, aantal: int) -> pd.DataFrame:
    naam = namen.draw_namen(rng, namen.VERGELIJKING, aantal)
    code = [f"GM{9500 + number}" for number in range(aantal)]
    return pd.DataFrame(
        {
            "code": code, "naam": naam, "niveau": str(Niveau.GEMEENTE), "rol": str(Rol.VERGELIJKING), "wijkcode": "",
            "wijknaam": "", "gemeentecode": code, "gemeentenaam": naam,
            "provinciecode": [PROVINCIE if number < 20 else "" for number in range(aantal)],
            "water": False, "landsgrens": False,
        }
    )  # fmt: skip


def _name_country() -> pd.DataFrame:
    blank = dict.fromkeys(("wijkcode", "wijknaam", "gemeentecode", "gemeentenaam"), "")
    common = blank | {"rol": str(Rol.VERGELIJKING), "water": False, "landsgrens": False}
    return pd.DataFrame(
        [
            common | {"code": PROVINCIE, "naam": "Voorbeeldprovincie (verzonnen)", "niveau": str(Niveau.PROVINCIE), "provinciecode": PROVINCIE},
            common | {"code": LAND, "naam": "Voorbeeldland (verzonnen)", "niveau": str(Niveau.LAND), "provinciecode": ""},
        ]
    )


def _aggregate_country(gemeenten: pd.DataFrame) -> pd.DataFrame:
    weights = gemeenten["huishoudens", 2024]
    inside = gemeenten.index < "GM9520"
    provincie = aggregate(gemeenten[inside], np.full(int(inside.sum()), PROVINCIE), weights[inside])
    return pd.concat([provincie, aggregate(gemeenten, np.full(len(gemeenten), LAND), weights)])


def _choose_special(buurten: gpd.GeoDataFrame, cijfers: pd.DataFrame) -> tuple[frozenset[str], frozenset[str]]:
    """Choose the codes whose borders changed, and those without a published dispersion."""
    households = cijfers["huishoudens", 2024].to_numpy()
    low = (cijfers["lbm_afwijking", 2024] < 0).to_numpy()
    own = (buurten["rol"] == Rol.REGIO).to_numpy()
    changed = buurten.loc[own & (households > 300), "code"].sort_values().iloc[[20, 21, 90, 91]]
    small = buurten["code"].to_numpy()[own & low & (households > 120)]
    by_size = small[np.argsort(households[own & low & (households > 120)])]
    return frozenset(changed), frozenset(by_size[:5])


def _widen(gebieden: pd.DataFrame, reeksen: pd.DataFrame, jaren: dict[str, int]) -> gpd.GeoDataFrame:
    """Set the newest value of each indicator beside the areas."""
    newest = reeksen[reeksen["jaar"] == reeksen["indicator"].map(jaren)]
    wide = newest.pivot(index="code", columns="indicator", values="waarde")
    wide = wide.reindex(index=gebieden["code"], columns=list(PER_SLEUTEL)).reset_index(drop=True).astype(float)
    table = gpd.GeoDataFrame(gebieden.join(wide), geometry="geometry", crs=opslag.CRS)
    return table[[*opslag.schema.GEBIEDEN.columns, "geometry"]]


def _make_manifest(
    gebieden: gpd.GeoDataFrame, reeksen: pd.DataFrame, jaren: dict[str, int], gewijzigd: frozenset[str]
) -> Manifest:
    own = gebieden[(gebieden["rol"] == Rol.REGIO) & (gebieden["niveau"] == Niveau.GEMEENTE)]
    names = gebieden.set_index("code")["naam"]
    return Manifest(
        regio=Regio("voorbeeldstreek", "Voorbeeldstreek", tuple(sorted(own["code"])), PROVINCIE),
        datum=DATUM, indeling=INDELING, jaren=jaren,
        bronnen=tuple(_cite(bron, gebieden, reeksen) for bron in Bron),
        ongekoppeld=tuple(
            Ongekoppeld(code, names[code], SLEUTELS_BRON[bron], "De grenzen zijn gewijzigd; cijfers van een oudere indeling tellen niet mee.")
            for code in sorted(gewijzigd) for bron in (Bron.LEEFBAAROMETER, Bron.KERNCIJFERS)
        ),
        meldingen=(MELDING,), fictief=True,
    )  # fmt: skip


def _cite(bron: Bron, gebieden: gpd.GeoDataFrame, reeksen: pd.DataFrame) -> BronVermelding:
    if bron == Bron.GRENZEN:
        rows, content = len(gebieden), shapely.to_wkb(gebieden.geometry.dropna().to_numpy()).tolist()
        digest = hashlib.sha256(b"".join(content)).hexdigest()
    else:
        part = reeksen[reeksen["bron"] == SLEUTELS_BRON[bron]]
        rows, digest = len(part), hashlib.sha256(part.to_csv(index=False).encode()).hexdigest()
    return BronVermelding(
        sleutel=SLEUTELS_BRON[bron], naam=f"Verzonnen cijfers in de vorm van {bron}", url="",
        licentie="CC0 (verzonnen)", indeling=INDELING,
        velden={indicator.sleutel: indicator.velden[0] for indicator in of_bron(bron)},
        opgehaald_op=f"{DATUM}T00:00:00Z", rijen=rows, sha256=digest, toelichting=MELDING,
    )  # fmt: skip


def publish_voorbeeld(data: Path) -> Snapshot:
    """Publish the fictional region in a folder for snapshots, in the place of an earlier one."""
    manifest, gebieden, reeksen = make_voorbeeld()
    for old in (data / manifest.regio.naam).glob("*-*-*-*"):
        shutil.rmtree(old)
    return opslag.publish(data, manifest, gebieden, reeksen)
