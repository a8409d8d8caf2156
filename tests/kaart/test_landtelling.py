"""Country and province beside a region: counted as by hand, and never where the two were judged differently."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import maken
import numpy as np
import pytest

from woonzorg.gebied import NEDERLAND, Regio
from woonzorg.gegevens import opslag
from woonzorg.grafiek.stapels import make_stapels
from woonzorg.grafiek.svg import render_grafiek
from woonzorg.kaart import landtelling, telling, woorden
from woonzorg.oordeel import toets
from woonzorg.oordeel.veerkracht import Klasse

if TYPE_CHECKING:
    from pathlib import Path

    import geopandas as gpd
    import pandas as pd

    from woonzorg.gegevens.manifest import Manifest
    from woonzorg.gegevens.opslag import Snapshot
    from woonzorg.oordeel.toets import Score

REGIO = Regio("hier", "Hier", ("GM0001",), "PV31")
PROVINCIE = {"GM0001": "PV31", "GM0002": "PV31", "GM0003": "PV30"}


def make_land(afwijking: float = 0.0, zonder_provincie: str = "") -> gpd.GeoDataFrame:
    """Return three gemeenten of 40 buurten, drawn at random, with what the reference needs."""
    rng = np.random.default_rng(7)
    rows = []
    for gemeente, provincie in PROVINCIE.items():
        place = {"provinciecode": "" if gemeente == zonder_provincie else provincie}
        for number in range(40):
            s, level = rng.normal(size=2)
            rows.append(maken.make_rij(
                f"BU{gemeente[2:]}{number:04d}", **place, ses_woa=np.nan if number % 9 == 0 else s,
                lbm_afwijking=np.nan if number % 7 == 0 else level, lbm_klasse=3.0, ses_spreiding=1.0,
                huishoudens=np.nan if number == 3 else float(rng.integers(0, 900)), ses_huishoudens=100.0,
            ))  # fmt: skip
        rows.append(maken.make_rij(gemeente, **place, ses_woa=0.1 + afwijking, ses_huishoudens=4000.0))
    rows.append(maken.make_land(12_000.0, provinciecode=""))
    return maken.make_gebieden(rows)


def cut_regio(land: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return what a region's own snapshot holds of it."""
    own = (land["gemeentecode"] == "GM0001") | land["niveau"].isin(["gemeente", "land"])
    return land[own].assign(rol=np.where(land.loc[own, "gemeentecode"] == "GM0001", "regio", "vergelijking"))


def publish(data: Path, gebieden: gpd.GeoDataFrame, **values: object) -> Snapshot:
    return opslag.publish(data, maken.make_manifest(**values), gebieden, maken.make_reeksen(gebieden))


@pytest.fixture
def land(tmp_path: Path) -> Snapshot:
    return publish(tmp_path, make_land(), regio=NEDERLAND)


@pytest.fixture
def manifest() -> Manifest:
    return maken.make_manifest(regio=REGIO)


@pytest.fixture
def score(manifest: Manifest) -> Score:
    return toets.score_gebieden(cut_regio(make_land()), manifest.jaren)


def count_by_hand(rows: pd.DataFrame, reference: float) -> dict[Klasse, float]:
    """Add up households by class, area by area, from the rule itself."""
    found = dict.fromkeys(Klasse, 0.0)
    for s, level, households in zip(rows["ses_woa"], rows["lbm_afwijking"], rows["huishoudens"], strict=True):
        if np.isnan(s) or np.isnan(level):
            klasse = Klasse.ONBEKEND
        elif s < reference:
            klasse = Klasse.KWETSBAAR if level < 0 else Klasse.AANDACHT_SES
        else:
            klasse = Klasse.AANDACHT_LEEFBAARHEID if level < 0 else Klasse.DRAAGKRACHTIG
        found[klasse] += 0.0 if np.isnan(households) else households
    return found


def test_country_and_province_are_counted_as_by_hand(land, manifest, score):
    counted = landtelling.count_land(manifest, score, land, "buurt")
    country, province = counted.tellingen
    buurten = make_land().query("niveau == 'buurt'")
    assert (country.naam, province.naam, counted.reden) == ("Nederland", "Limburg", "")
    assert country.huishoudens == pytest.approx(count_by_hand(buurten, 0.1))
    assert province.huishoudens == pytest.approx(
        count_by_hand(buurten[buurten["provinciecode"] == "PV31"], 0.1)
    )
    assert (country.totaal, province.totaal) == (120, 80)
    own = telling.count_klassen(score.select("buurt"), "Hier", "buurt")
    assert own.huishoudens == pytest.approx(count_by_hand(buurten[buurten["gemeentecode"] == "GM0001"], 0.1))
    assert counted.datum == land.manifest.datum


def test_without_national_data_both_are_unknown_and_it_is_said_how_to_get_them(manifest, score):
    counted = landtelling.count_land(manifest, score, None, "buurt")
    assert [part.naam for part in counted.tellingen] == ["Nederland", "Limburg"]
    assert not any(part.bekend for part in counted.tellingen)
    assert "laad op de pagina Gegevens 'nederland'" in counted.reden
    chart = make_stapels([*counted.tellingen, telling.count_klassen(score.select("buurt"), "Hier", "buurt")])
    assert render_grafiek(chart).count(woorden.NIET_BEKEND) == 2
    country, province, here = chart.tabel.rijen
    assert all(np.isnan(cell) for cell in (*country[1:], *province[1:]))
    assert not any(np.isnan(cell) for cell in here[1:])


@pytest.mark.parametrize(
    ("change", "word"),
    [
        (
            {"jaren": {"ses_woa": 2023, "lbm_afwijking": 2024, "huishoudens": 2024}},
            "SES-WOA (hier 2023, daar 2024)",
        ),
        ({"jaren": {"ses_woa": 2024, "huishoudens": 2024}}, "Leefbaarometer (hier niet bekend, daar 2024)"),
        ({"indeling": 2023}, "indeling van gebieden (hier 2023, daar 2024)"),
    ],
)
def test_other_years_or_divisions_are_never_set_beside_each_other(land, manifest, score, change, word):
    counted = landtelling.count_land(replace(manifest, **change), score, land, "buurt")
    assert word in counted.reden
    assert not any(part.bekend for part in counted.tellingen)
    assert counted.datum == ""


def test_another_reference_is_another_rule(tmp_path, manifest, score):
    revised = publish(tmp_path, make_land(afwijking=0.001), regio=NEDERLAND)
    assert landtelling.count_land(manifest, score, revised, "buurt").reden == woorden.ANDERE_REFERENTIE


def test_an_edition_must_be_in_both(land, manifest, score):
    assert landtelling.count_land(manifest, score, land, "buurt", 2024).reden == ""
    assert "van 2020" in landtelling.count_land(manifest, score, land, "buurt", 2020).reden


def test_an_unknown_province_leaves_the_country(tmp_path, manifest, score):
    silent = publish(tmp_path / "a", make_land(zonder_provincie="GM0001"), regio=NEDERLAND)
    counted = landtelling.count_land(manifest, score, silent, "buurt")
    assert [part.bekend for part in counted.tellingen] == [True, False]
    assert counted.reden == woorden.ZONDER_PROVINCIE
    known = publish(tmp_path / "b", make_land(), regio=NEDERLAND)
    wide = replace(manifest, regio=replace(REGIO, gemeenten=("GM0001", "GM0003"), provincie=""))
    both = landtelling.count_land(wide, score, known, "buurt")
    assert (both.reden, both.tellingen[1].naam) == (woorden.MEER_PROVINCIES, woorden.PROVINCIE)


def test_an_invented_region_has_no_real_country_beside_it(land, manifest, score):
    counted = landtelling.count_land(replace(manifest, fictief=True), score, land, "buurt")
    assert [part.naam for part in counted.tellingen] == [woorden.LAND, woorden.PROVINCIE]
    assert counted.reden == woorden.FICTIEF
    assert not any(part.bekend for part in counted.tellingen)


def test_national_data_published_last_are_chosen_also_beside_those_of_a_date_to_come(tmp_path, manifest):
    ahead = publish(tmp_path, make_land(), regio=NEDERLAND, datum="2099-01-01")
    last = publish(tmp_path, make_land(), regio=NEDERLAND, datum="2026-01-01")
    assert landtelling.find_land(opslag.list_snapshots(tmp_path), manifest).id == last.id
    opslag.go_back(tmp_path, ahead.id)
    assert landtelling.find_land(opslag.list_snapshots(tmp_path), manifest).id == ahead.id


def test_the_newest_national_data_that_fit_are_chosen(tmp_path, manifest):
    land = make_land()
    fits = publish(tmp_path, land, regio=NEDERLAND, datum="2026-01-01")
    newer = publish(tmp_path, land, regio=NEDERLAND, datum="2026-02-01", indeling=2025)
    lines = opslag.list_snapshots(tmp_path)
    assert landtelling.find_land(lines, manifest).id == fits.id
    assert landtelling.find_land(lines, replace(manifest, indeling=2023)).id == newer.id
    assert (
        landtelling.find_land([line for line in lines if line.id not in {fits.id, newer.id}], manifest)
        is None
    )
