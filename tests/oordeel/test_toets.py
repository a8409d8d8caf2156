"""One area with its reasons, all areas at once, and the table that goes to a file."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest
from maken import make_manifest, make_reeksen, make_snapshotgebieden, publish_proef

from woonzorg.fouten import InvoerFout
from woonzorg.gebied import Rol
from woonzorg.gegevens import opslag
from woonzorg.gegevens.schema import STATUS_UITLEG, Status
from woonzorg.indicator import Gebruik, of_gebruik
from woonzorg.instelling import INGEBOUWD
from woonzorg.oordeel import toets
from woonzorg.oordeel.reden import HOOFDZAKEN, Reden, Redensoort
from woonzorg.oordeel.toets import (
    EXPORT_KOLOMMEN,
    find_edities,
    judge_gebied,
    make_export,
    score_snapshot,
)

if TYPE_CHECKING:
    from pathlib import Path

    from woonzorg.gegevens.opslag import Snapshot

KLASSEN = {
    "BU00010000": "kwetsbaar", "BU00010001": "aandacht_ses", "BU00010002": "aandacht_leefbaarheid",
    "BU00010003": "draagkrachtig", "BU00010004": "onbekend", "BU00010005": "onbekend", "BU00020000": "kwetsbaar",
    "WK000100": "kwetsbaar", "GM0001": "draagkrachtig",
}  # fmt: skip


@pytest.fixture
def snapshot(tmp_path: Path) -> Snapshot:
    return publish_proef(tmp_path)


def publish_with(tmp_path: Path, **columns: object) -> Snapshot:
    gebieden = make_snapshotgebieden().assign(**columns)
    return opslag.publish(tmp_path, make_manifest(), gebieden, make_reeksen(gebieden))


# All areas


def test_every_area_but_water_and_comparison_is_scored(snapshot: Snapshot) -> None:
    scored = score_snapshot(snapshot).gebieden
    assert scored.set_index("code")["klasse"].to_dict() == KLASSEN
    assert not scored["water"].any()


def test_the_reference_comes_from_all_gemeenten(snapshot: Snapshot) -> None:
    score = score_snapshot(snapshot)
    assert (score.referentie.waarde, score.referentie.gemeenten) == (0.0, 3)
    assert (score.jaar_ses, score.jaar_lbm) == (2024, 2024)
    assert score.kenmerk is not None
    assert score.kenmerk.sleutel == "laag_inkomen_pct"


def test_a_wijk_is_judged_on_its_own_scores(snapshot: Snapshot) -> None:
    buurten = score_snapshot(snapshot).select("buurt")
    assert (buurten["klasse"] == "kwetsbaar").sum() == 1
    assert judge_gebied(snapshot, "WK000100").klasse == "kwetsbaar"


def test_the_ring_is_scored_and_left_out_of_a_selection(snapshot: Snapshot) -> None:
    score = score_snapshot(snapshot)
    assert score.select("buurt", Rol.RAND)["code"].tolist() == ["BU00020000"]
    assert "BU00020000" not in set(score.select("buurt")["code"])
    assert judge_gebied(snapshot, "BU00020000").rol == Rol.RAND


def test_concentration_and_overconcentration_by_hand(snapshot: Snapshot) -> None:
    row = judge_gebied(snapshot, "BU00010000")  # 20 % against (20 + 5 + 5 + 5) / 4 = 8.75 %
    assert (row.concentratie, row.overconcentratie) == ("ja", "ja")
    assert judge_gebied(snapshot, "BU00010004").overconcentratie == "nee"  # kwetsbaar is excluded
    assert judge_gebied(snapshot, "BU00010005").overconcentratie == "onbekend"


@pytest.mark.parametrize("missing", ["ses_woa", "lbm_afwijking"])
def test_a_source_left_out_makes_classes_unknown_and_never_kwetsbaar(tmp_path: Path, missing: str) -> None:
    score = score_snapshot(publish_with(tmp_path, **{missing: np.nan}))
    assert set(score.gebieden["klasse"]) == {"onbekend"}
    assert "ja" not in set(score.gebieden["overconcentratie"])


def test_the_choice_of_region_changes_no_class(tmp_path: Path) -> None:
    gebieden = make_snapshotgebieden()
    other = gebieden.assign(rol=gebieden["rol"].replace({"regio": "rand", "rand": "regio"}))
    scores = [toets.score_gebieden(table, {"ses_woa": 2024}).gebieden for table in (gebieden, other)]
    assert scores[0][["klasse", "grensgeval"]].equals(scores[1][["klasse", "grensgeval"]])
    assert scores[0]["concentratie"].tolist() != scores[1]["concentratie"].tolist()
    assert not (tmp_path / "data").exists()


# Editions


@pytest.fixture
def with_2021(tmp_path: Path) -> Snapshot:
    now = make_snapshotgebieden()
    then = now.assign(ses_woa=-now["ses_woa"], laag_inkomen_pct=np.nan)
    only_ses = make_reeksen(now, 2019).query("indicator == 'ses_woa'")
    series = pd.concat([make_reeksen(now), make_reeksen(then, 2021), only_ses], ignore_index=True)
    return opslag.publish(tmp_path, make_manifest(), now, series)


def test_an_edition_needs_both_measures(with_2021: Snapshot) -> None:
    assert find_edities(with_2021) == [2021, 2024]
    with pytest.raises(InvoerFout, match=r"Voor 2019 zijn er geen klassen.*2021, 2024"):
        score_snapshot(with_2021, 2019)


def test_an_earlier_edition_is_scored_with_its_own_figures(with_2021: Snapshot) -> None:
    score = score_snapshot(with_2021, 2021)
    classes = score.gebieden.set_index("code")["klasse"]
    assert classes["BU00010000"] == "aandacht_leefbaarheid"
    assert classes["BU00010002"] == "kwetsbaar"
    assert (score.jaar_ses, score.jaar_lbm, score.kenmerk) == (2021, 2021, None)
    assert judge_gebied(with_2021, "BU00010002", score).ses_woa.jaar == 2021


# One area


def test_the_verdict_comes_first_with_its_reasons(snapshot: Snapshot) -> None:
    verdict = judge_gebied(snapshot, "BU00010000")
    klasse, ses, lbm = verdict.redenen
    assert (klasse.soort, ses.soort, lbm.soort) == HOOFDZAKEN
    assert klasse.zin.startswith("Gebied BU00010000 is kwetsbaar volgens de regionale visie (§5.3)")
    assert ses.zin == (
        "Welvaart, opleiding en werk (2024): −0,300, onder het landelijk gemiddelde van 0,000, toevalsmarge 0,045."
    )
    assert ses.aanhef == "Welvaart, opleiding en werk (2024):"
    assert lbm.zin == "Leefbaarheid (2024): −0,100, onder het landelijk gemiddelde van 0,000."
    assert [verdict.find_reden(soort) for soort in HOOFDZAKEN] == list(verdict.redenen)
    assert verdict.kanttekeningen == ()
    assert verdict.to_dict()["redenen"] == [klasse.zin, ses.zin, lbm.zin]


def test_a_grensgeval_names_the_score_that_is_near(snapshot: Snapshot) -> None:
    verdict = judge_gebied(snapshot, "WK000100")
    assert verdict.grensgeval == "ja"
    assert verdict.kanttekeningen == (
        Reden(
            Redensoort.GRENSGEVAL,
            "De score voor welvaart, opleiding en werk ligt dicht bij het gemiddelde. "
            "Een nieuwe meting kan anders uitvallen. De klasse blijft nu kwetsbaar.",
            "Let op: grensgeval.",
        ),
    )


def test_without_a_margin_that_matters_it_says_so(tmp_path: Path) -> None:
    verdict = judge_gebied(publish_with(tmp_path, ses_spreiding=np.nan), "BU00010000")
    assert verdict.grensgeval == "niet_te_bepalen"
    assert [reden.soort for reden in verdict.kanttekeningen] == [Redensoort.MARGE]
    assert "niet te bepalen" in verdict.kanttekeningen[0].zin
    assert verdict.ses_woa.marge is None


def test_a_missing_score_is_named_and_may_exclude_kwetsbaar(snapshot: Snapshot) -> None:
    excluded, unknown = (judge_gebied(snapshot, code) for code in ("BU00010004", "BU00010005"))
    assert excluded.find_reden(Redensoort.KLASSE).zin == (
        "De score voor welvaart, opleiding en werk ontbreekt. De andere score ligt niet onder het gemiddelde: "
        "kwetsbaar is uitgesloten."
    )
    assert (excluded.uitgesloten, unknown.uitgesloten) == (True, False)
    assert unknown.find_reden(Redensoort.KLASSE).zin.startswith(
        "We weten niet of Gebied BU00010005 kwetsbaar is: de score voor welvaart"
    )
    assert unknown.ses_woa.waarde is None
    assert unknown.ses_woa.status == "ontbreekt"


def test_an_unknown_reference_is_told_with_its_cause(tmp_path: Path) -> None:
    gebieden = make_snapshotgebieden().query("rol != 'vergelijking'")
    snapshot = opslag.publish(tmp_path, make_manifest(), gebieden, make_reeksen(gebieden))
    verdict = judge_gebied(snapshot, "BU00010000")
    assert verdict.klasse == "onbekend"
    assert verdict.ses_woa.referentie is None
    assert "landelijk gemiddelde van SES-WOA ontbreekt" in verdict.find_reden(Redensoort.KLASSE).zin
    (told,) = verdict.kanttekeningen
    assert told.soort == Redensoort.REFERENTIE
    assert "maar 1 gemeente met" in told.zin


@pytest.mark.parametrize("typed", ["BU00010000", " bu00010000 ", "BU00010000   "])
def test_padding_and_lower_case_are_forgiven(snapshot: Snapshot, typed: str) -> None:
    assert judge_gebied(snapshot, typed).code == "BU00010000"


def test_an_unknown_code_suggests_codes_like_it(snapshot: Snapshot) -> None:
    with pytest.raises(
        InvoerFout, match=r"'BU0001000' staat niet.*Proefstreek.*Bedoelde u BU0001000\d of "
    ) as caught:
        judge_gebied(snapshot, "BU0001000")
    assert caught.value.remedie.count("BU0001") == 3
    with pytest.raises(InvoerFout, match=r"'XYZ' staat niet.*--snapshot"):
        judge_gebied(snapshot, "xyz")


def test_a_verdict_becomes_plain_json_with_the_keys_agreed(snapshot: Snapshot) -> None:
    plain = judge_gebied(snapshot, "BU00010005").to_dict()
    assert json.loads(json.dumps(plain, allow_nan=False)) == plain
    keys = [
        "code",
        "naam",
        "niveau",
        "gemeente",
        "klasse",
        "grensgeval",
        "ses_woa",
        "leefbaarometer",
        "redenen",
        "bronnen",
    ]
    assert [key for key in plain if key in keys] == keys
    assert list(plain["ses_woa"]) == ["waarde", "referentie", "marge", "jaar", "status"]
    assert list(plain["leefbaarometer"]) == ["waarde", "referentie", "jaar", "status", "dimensies"]
    assert len(plain["leefbaarometer"]["dimensies"]) == 5


def test_sources_are_named_with_licence_and_date(snapshot: Snapshot) -> None:
    (source,) = judge_gebied(snapshot, "BU00010000").bronnen
    assert source["licentie"] == "CC0"
    assert source["opgehaald_op"] == "2026-01-02T03:04:05Z"


# The table for a file


def test_a_file_begins_with_the_columns_agreed(snapshot: Snapshot) -> None:
    export = make_export(score_snapshot(snapshot), snapshot)
    agreed = (
        "code, naam, niveau, gemeente, klasse, grensgeval, concentratie, overconcentratie, huishoudens, ses_woa, "
        "ses_woa_referentie, ses_woa_jaar, lbm_afwijking, lbm_jaar"
    )
    assert ", ".join(export.columns[:14]) == agreed == ", ".join(EXPORT_KOLOMMEN)


def test_a_file_holds_the_region_by_level_and_code(snapshot: Snapshot) -> None:
    export = make_export(score_snapshot(snapshot), snapshot)
    assert export["code"].tolist() == [*(f"BU0001000{n}" for n in range(6)), "WK000100", "GM0001"]
    assert make_export(score_snapshot(snapshot), snapshot, "wijk")["code"].tolist() == ["WK000100"]
    assert export["ses_woa_referentie"].tolist() == [0.0] * 8
    assert export["gemeente"].unique().tolist() == ["Gemeente GM0001"]


def test_a_file_says_of_which_year_each_figure_is_also_in_an_older_edition() -> None:
    region = opslag.open_snapshot(INGEBOUWD)
    years = region.manifest.jaren
    assert years["laag_inkomen_pct"] != years["woz"]
    [newest] = make_export(score_snapshot(region), region)["jaren"].unique()
    told = {key: int(part[:4]) for part in newest.split("; ") for key in part[6:].split(", ")}
    shown = [item.sleutel for item in of_gebruik(Gebruik.KAART) if item.sleutel not in EXPORT_KOLOMMEN]
    assert told == {key: years[key] for key in shown}
    [older] = make_export(score_snapshot(region, 2022), region)["jaren"].unique()
    assert older.startswith("2022: ")
    assert ";" not in older


def test_a_file_says_of_which_data_it_is_and_whether_they_are_fiction(snapshot: Snapshot) -> None:
    export = make_export(score_snapshot(snapshot), snapshot)
    assert export["gegevens"].unique().tolist() == [snapshot.id]
    assert export["fictief"].unique().tolist() == [snapshot.manifest.fictief]
    score = score_snapshot(snapshot)
    assert export["kenmerk"].unique().tolist() == [score.kenmerk.sleutel if score.kenmerk else ""]


def test_a_measure_that_is_absent_has_no_year(tmp_path: Path) -> None:
    gebieden = make_snapshotgebieden().assign(ses_woa=np.nan)
    jaren = make_manifest().jaren | {"lbm_afwijking": 2024}
    del jaren["ses_woa"]
    snapshot = opslag.publish(tmp_path, make_manifest(jaren=jaren), gebieden, make_reeksen(gebieden))
    export = make_export(score_snapshot(snapshot), snapshot)
    assert export["ses_woa_jaar"].isna().all()
    assert export["lbm_jaar"].tolist() == [2024] * 8
    assert judge_gebied(snapshot, "BU00010000").to_dict()["ses_woa"]["jaar"] is None


def test_households_from_another_table_are_said(snapshot: Snapshot) -> None:
    score = score_snapshot(snapshot)
    said = "De tabel van SES-WOA geeft geen huishoudens: die komen hier uit de Kerncijfers."
    for gewicht in ("ses_huishoudens", "huishoudens"):
        other = replace(score, referentie=replace(score.referentie, gewicht=gewicht))
        notes = judge_gebied(snapshot, "BU00010000", other).kanttekeningen
        expected = [] if gewicht == "ses_huishoudens" else [Reden(Redensoort.GEWICHT, said)]
        assert list(notes) == expected


def test_of_a_score_that_was_left_out_the_true_reason_is_told():
    streek = opslag.open_snapshot(INGEBOUWD)
    verdict = toets.judge_gebied(streek, "BU91010800", toets.score_snapshot(streek, 2020))
    told = " ".join(reden.zin for reden in verdict.redenen)
    assert "Reden: de waarde is weggelaten, want code of grenzen veranderden tussen 2023 en 2024." in told
    assert STATUS_UITLEG[Status.ONTBREEKT] not in told
