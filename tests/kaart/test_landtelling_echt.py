"""Country and Limburg on the real test figures (SES-WOA is the server's stand-in), counted anew in pandas."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import geopandas as gpd
import maken
import numpy as np
import pytest
from dienst.cbs_catalogus import TABELLEN, read_table
from dienst.cbs_tabellen import LIMBURG

from woonzorg.gebied import NEDERLAND, Rol, read_regios
from woonzorg.gegevens import opslag, schema
from woonzorg.indicator import INDICATOREN
from woonzorg.kaart import landtelling
from woonzorg.oordeel import toets
from woonzorg.oordeel.veerkracht import Klasse

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd
    from dienst import Waarden

LIMBURGERS = {f"GM{number:04d}" for number in LIMBURG}


@pytest.fixture(scope="module")
def figures(waarden: Waarden) -> pd.DataFrame:
    """Return buurten and gemeenten with S, L and households."""
    table = read_table(waarden, TABELLEN["86092NED"])
    newest = table[table["Perioden"] == "2023JJ00"]
    s = newest.set_index(newest["WijkenEnBuurten"].str.strip())["GemiddeldeScore_29"].astype(float)
    areas = waarden.gebieden.query("soort in ['Buurt', 'Gemeente']")[["code", "naam", "soort", "huishoudens"]]
    areas = areas.assign(ses_woa=areas["code"].map(s))
    return areas.assign(lbm_afwijking=areas["code"].map(waarden.scores.set_index("id")["afw"]).astype(float))


def make_gebieden(figures: pd.DataFrame) -> gpd.GeoDataFrame:
    gemeente = "GM" + figures["code"].str[2:6]
    frame = figures.drop(columns="soort").assign(
        niveau=figures["soort"].str.lower(), rol=str(Rol.REGIO), wijkcode="", wijknaam="", gemeentecode=gemeente,
        gemeentenaam="", provinciecode=np.where(gemeente.isin(LIMBURGERS), "PV31", ""), postcode="",
        water=False, landsgrens=False,
        ses_huishoudens=figures["huishoudens"],
    )  # fmt: skip
    frame = frame.reindex(
        columns=[*frame.columns, *(i.sleutel for i in INDICATOREN if i.sleutel not in frame)]
    )
    return gpd.GeoDataFrame(frame, geometry=[None] * len(frame), crs=schema.CRS)


def count_anew(figures: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    """Return households by class, of the country and of Limburg: the rule written out once more."""
    gemeenten = figures[figures["soort"] == "Gemeente"].dropna(subset=["ses_woa", "huishoudens"])
    reference = (gemeenten["ses_woa"] * gemeenten["huishoudens"]).sum() / gemeenten["huishoudens"].sum()
    buurten = figures[figures["soort"] == "Buurt"]
    low, weak = buurten["ses_woa"] < reference, buurten["lbm_afwijking"] < 0
    unknown = buurten["ses_woa"].isna() | buurten["lbm_afwijking"].isna()
    names = np.select(
        [unknown, low & weak, low, weak],
        [Klasse.ONBEKEND, Klasse.KWETSBAAR, Klasse.AANDACHT_SES, Klasse.AANDACHT_LEEFBAARHEID], Klasse.DRAAGKRACHTIG,
    )  # fmt: skip
    inside = ("GM" + buurten["code"].str[2:6]).isin(LIMBURGERS)
    return (
        buurten["huishoudens"].groupby(names).sum(),
        buurten["huishoudens"][inside].groupby(names[inside]).sum(),
    )


def test_country_and_limburg_are_those_counted_anew(figures: pd.DataFrame, tmp_path: Path) -> None:
    gebieden, parkstad = make_gebieden(figures), read_regios()["parkstad"]
    manifest = maken.make_manifest(regio=NEDERLAND)
    land = opslag.publish(tmp_path, manifest, gebieden, maken.make_reeksen(gebieden))
    own = gebieden["gemeentecode"].isin(parkstad.gemeenten)
    kept = gebieden[own | (gebieden["niveau"] == "gemeente")]
    kept = kept.assign(rol=np.where(own[kept.index], "regio", "vergelijking"))
    score = toets.score_gebieden(kept, manifest.jaren)
    counted = landtelling.count_land(replace(manifest, regio=parkstad), score, land, "buurt")
    assert counted.reden == ""
    for part, expected, naam in zip(
        counted.tellingen, count_anew(figures), ("Nederland", "Limburg"), strict=True
    ):
        assert part.naam == naam
        assert {str(klasse): part.huishoudens[klasse] for klasse in Klasse} == pytest.approx(
            expected.to_dict()
        )
    country, limburg = counted.tellingen
    assert country.totaal == 14_574
    assert country.totaal_huishoudens > 8_000_000
    assert 0 < limburg.huishoudens[Klasse.KWETSBAAR] < country.huishoudens[Klasse.KWETSBAAR]
