"""The counts of the map are accounted for: formulas with numbers, every area once, and the sources they came from."""

from __future__ import annotations

import pytest

from woonzorg.gegevens import opslag
from woonzorg.instelling import INGEBOUWD
from woonzorg.kaart import telherkomst, telling, woorden
from woonzorg.oordeel import klassewoorden, toets
from woonzorg.oordeel.veerkracht import Klasse

STREEK = opslag.open_snapshot(INGEBOUWD)


@pytest.mark.parametrize(("niveau", "jaar"), [("buurt", None), ("wijk", 2024)])
def test_counting_the_listed_areas_again_gives_the_headline(niveau: str, jaar: int | None) -> None:
    found = telherkomst.explain_telling(STREEK, toets.score_snapshot(STREEK, jaar), niveau, jaar=jaar)
    rows = found.gebieden
    below = (rows["ses_woa"] < rows["ses_referentie"]) & (rows["lbm_afwijking"] < 0)
    unknown = rows[["ses_woa", "lbm_afwijking"]].isna().any(axis=1)
    share = 100 * rows.loc[below, "huishoudens"].sum() / rows["huishoudens"].sum()
    assert rows["code"].is_unique
    assert found.telling.gebieden[Klasse.KWETSBAAR] == below.sum()
    assert f"In {below.sum()} van de {len(rows)} {klassewoorden.MEERVOUD[niveau]}" in found.kop
    assert f"Daar woont {share:.0f} % van de huishoudens." in found.kop
    assert f"Van {unknown.sum()} {klassewoorden.MEERVOUD[niveau]}" in found.kop
    texts = dict(found.formules)
    assert texts[woorden.AANTAL].endswith(f"{below.sum()} van de {len(rows)}")
    assert texts[woorden.DEEL].endswith(f"= {share:.0f} %")
    assert texts[woorden.ONBEKEND].endswith(f": {unknown.sum()}")


def test_overconcentraties_are_accounted_for_and_can_be_counted_again() -> None:
    found = telherkomst.explain_telling(STREEK, toets.score_snapshot(STREEK), "buurt")
    rows = found.gebieden
    over = (rows["lq"] >= 1.5) & (rows["huishoudens"] >= 100) & (rows["klasse"] == "kwetsbaar")
    assert over.sum() == (rows["overconcentratie"] == "ja").sum() > 0
    assert found.ophoping.startswith(
        f"In {over.sum()} kwetsbare buurten is het aandeel huishoudens met een laag inkomen"
    )
    assert dict(found.formules)["Overconcentraties"].endswith(f": {over.sum()}")
    assert set(rows["kenmerk"]) == {"laag_inkomen_pct"}
    assert set(rows["kenmerk_jaar"]) == {STREEK.manifest.jaren["laag_inkomen_pct"]}
    assert "lage inkomens 2023" in woorden.describe_jaren(found.jaren)


def test_only_the_sources_of_these_figures_are_named_with_their_years() -> None:
    older = telherkomst.explain_telling(STREEK, toets.score_snapshot(STREEK, 2022), "buurt", jaar=2022)
    assert older.jaren == {"ses_woa": 2022, "lbm_afwijking": 2022, "huishoudens": 2022}
    # There are no households of that year: no share, and no source of it.
    assert {bron.sleutel.bron for bron in older.bronnen} == {"ses_woa", "leefbaarometer"}
    assert woorden.DEEL not in dict(older.formules)
    newest = telherkomst.explain_telling(STREEK, toets.score_snapshot(STREEK), "buurt")
    assert newest.jaren == {key: STREEK.manifest.jaren[key] for key in newest.jaren}
    assert {bron.sleutel.bron for bron in newest.bronnen} == {
        "ses_woa",
        "kerncijfers",
        "leefbaarometer",
    }


@pytest.mark.parametrize("jaar", [None, 2020])
def test_each_line_of_the_areas_says_of_which_years_its_figures_are(jaar: int | None) -> None:
    score = toets.score_snapshot(STREEK, jaar)
    found = telherkomst.explain_telling(STREEK, score, "buurt", jaar=jaar)
    known = STREEK.manifest.jaren
    for column, key in {
        "ses_woa_jaar": "ses_woa",
        "lbm_jaar": "lbm_afwijking",
        "huishoudens_jaar": "huishoudens",
    }.items():
        assert set(found.gebieden[column]) == {jaar or known[key]}
    assert woorden.describe_jaren(found.jaren).count(str(jaar or known["ses_woa"])) == 3
    without = toets.Score(score.gebieden, score.referentie, None, 0, 0)
    absent = telherkomst.explain_telling(STREEK, without, "buurt", jaar=jaar)
    assert absent.gebieden[["ses_woa_jaar", "lbm_jaar"]].isna().all(axis=None)  # no year is not the year 0
    assert "SES-WOA niet bekend" in woorden.describe_jaren(absent.jaren)


def test_a_gemeente_is_counted_by_itself_and_unknown_households_are_told() -> None:
    score = toets.score_snapshot(STREEK)
    areas = score.gebieden.copy()
    code = areas.loc[(areas["rol"] == "regio") & (areas["niveau"] == "buurt"), "gemeentecode"].iloc[0]
    own = telling.select_gebieden(score, "buurt", code)
    areas.loc[own.index[:2], "huishoudens"] = float("nan")
    less = toets.Score(areas, score.referentie, score.kenmerk, score.jaar_ses, score.jaar_lbm)
    found = telherkomst.explain_telling(STREEK, less, "buurt", code)
    assert found.telling.naam == own["gemeentenaam"].iloc[0]
    assert set(found.gebieden["code"]) == set(own["code"])
    assert dict(found.formules)[woorden.ZONDER].startswith("2 buurten")
    assert woorden.ZONDER not in dict(telherkomst.explain_telling(STREEK, score, "buurt", code).formules)
