"""A load that fails loses nothing: not the last good snapshot, not what was fetched, not a code that does not fit."""

from __future__ import annotations

import errno
import json
import shutil
import time
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pandas as pd
import pytest
from dienst import rewrites
from keten import KLEIN, Geladen, find_leftovers, finish, list_real, run, start

from woonzorg.gegevens import opslag
from woonzorg.laden.regio import list_weglaatbaar

if TYPE_CHECKING:
    from pathlib import Path

    from dienst import Dienst

SES, KWB = "86092NED", "85984NED"
BUURT = "BU09650000"


# What a source does wrong publishes nothing


FOUTEN = [
    ("status", 500),
    ("status", 429),
    ("reset", None),
    ("truncated", None),
    ("empty", None),
    ("html", None),
]
PLEKKEN = [
    ("ODataCatalog/Tables", "CBS StatLine"),
    (f"{SES}/TypedDataSet", "CBS StatLine"),
    ("wijken/items", "PDOK, CBS wijk- en buurtkaart"),
    ("GetFeature", "Leefbaarometer 3.0 (ministerie van BZK)"),
]


@pytest.mark.parametrize(("kind", "value"), FOUTEN)
@pytest.mark.parametrize(("match", "bron"), PLEKKEN)
def test_a_failing_source_publishes_nothing_and_is_named(
    gevuld: Path,
    dienst: Dienst,
    match: str,
    bron: str,
    kind: Any,
    value: Any,
) -> None:
    before = list_real(gevuld)
    dienst.add_fault(match, kind, value, times=None)
    ended = run("laad", KLEIN)
    assert ended.status == 1
    assert ended.out == ""
    assert f"Fout: {bron} gaf geen bruikbaar antwoord" in ended.err
    assert f"(adres: {dienst.url}" in ended.err
    assert "De vorige gegevens blijven in gebruik." in ended.err
    assert list_real(gevuld) == before
    assert opslag.open_snapshot(gevuld).id == before[0]
    assert not find_leftovers(gevuld)


def _spoil_unit(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.assign(GemiddeldeScore_29=frame["GemiddeldeScore_29"] * 100)


def test_figures_out_of_bounds_publish_nothing(gevuld: Path, dienst: Dienst) -> None:
    dienst.cbs.edits[SES] = _spoil_unit
    ended = run("laad", KLEIN)
    assert ended.status == 1
    assert "kolom ses_woa: waarde buiten de grenzen -5.0, 5.0 (waarde: " in ended.err
    assert len(list_real(gevuld)) == 1


def test_a_source_that_knows_no_area_of_the_region_publishes_nothing(gevuld: Path, dienst: Dienst) -> None:
    for laag in ("buurtscore", "wijkscore", "gemeentescore"):
        for year in (24, 22, 20):
            dienst.leefbaarometer.edits[f"{laag}{year}"] = lambda frame: frame[frame["id"].str[2:6] != "0965"]
    ended = run("laad", KLEIN)
    assert ended.status == 1
    assert "geen cijfer bij voor enig gebied van de regio" in ended.err
    assert len(list_real(gevuld)) == 1


def test_without_any_figures_there_is_a_map_of_which_nothing_is_known(leeg: Path, dienst: Dienst) -> None:
    left_out = [part for bron in list_weglaatbaar() for part in ("--zonder", bron)]
    ended = run("laad", KLEIN, *left_out, "--json")
    assert ended.status == 0, ended.err
    assert set(ended.json["klassen"]) == {"onbekend"}
    assert opslag.open_snapshot(leeg).gebieden.geometry.notna().any()
    assert {text.split("/")[1] for text in dienst.find_requests("")} == {"pdok"}


def test_services_that_refuse_every_option_and_an_odd_old_edition_still_load(
    leeg: Path, klein: Geladen, dienst: Dienst
) -> None:
    dienst.cbs.refuses, dienst.pdok.refuses = {"$inlinecount"}, {"gemeentecode"}
    dienst.leefbaarometer.refuses, dienst.leefbaarometer.refusal = {"sortby"}, 200
    dienst.add_fault(
        "GetFeature&typeNames=lbm3:wijkscore20", "rewrite", rewrites.set_value("afw", 3), times=None
    )
    ended = run("laad", KLEIN, "--json")
    assert ended.status == 0, ended.err
    assert [note for note in ended.json["meldingen"] if "meting van 2020 is weggelaten" in note]
    assert "leefbaarometer:2020" not in {line["sleutel"] for line in ended.json["bronnen"]}
    here, there = opslag.open_snapshot(leeg).gebieden, klein.snapshot.gebieden
    pd.testing.assert_series_equal(
        here.set_index("code")["ses_woa"].sort_index(), there.set_index("code")["ses_woa"].sort_index()
    )


# Codes


def test_a_code_that_no_map_knows_is_listed_and_left_out(leeg: Path, dienst: Dienst) -> None:
    def add(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
        extra = frame[frame["id"] == BUURT].assign(id="BU09659999", name="Nergens")
        return pd.concat([frame, extra])

    dienst.leefbaarometer.edits["buurtscore24"] = add
    ended = run("laad", KLEIN, "--json")
    [line] = [line for line in ended.json["ongekoppeld"] if line["code"] == "BU09659999"]
    assert line == {
        "code": "BU09659999", "naam": "Nergens", "bron": "leefbaarometer:2024",
        "reden": "staat niet op de kaart van 2024"}  # fmt: skip
    snapshot = opslag.open_snapshot(leeg)
    assert "BU09659999" not in set(snapshot.gebieden["code"]) | set(snapshot.reeksen["code"])


def test_a_code_with_changed_borders_counts_as_unmatched(leeg: Path, dienst: Dienst) -> None:
    def mark(frame: pd.DataFrame) -> pd.DataFrame:
        frame.loc[frame["WijkenEnBuurten"] == BUURT, "IndelingswijzigingGemeenteWijkBuurt_4"] = "3"
        return frame

    dienst.cbs.edits[KWB] = mark
    ended = run("laad", KLEIN, "--json")
    reasons = {line["bron"]: line["reden"] for line in ended.json["ongekoppeld"] if line["code"] == BUURT}
    assert reasons == {
        "kerncijfers:85618NED": "code of grenzen veranderden tussen 2023 en 2024",
        "leefbaarometer:2022": "code of grenzen veranderden tussen 2022 en 2024",
        "leefbaarometer:2020": "code of grenzen veranderden tussen 2020 en 2024",
    }
    series = opslag.open_snapshot(leeg).reeksen.query(f"code == '{BUURT}' and indicator == 'lbm_afwijking'")
    assert series.set_index("jaar")["status"].to_dict() == {
        2020: "ontbreekt",
        2022: "ontbreekt",
        2024: "waargenomen",
    }


def test_without_a_map_of_its_year_an_older_table_and_map_are_taken_together(
    leeg: Path, dienst: Dienst
) -> None:
    dienst.add_fault("wijken-en-buurten-2024", "status", 404, times=None)
    ended = run("laad", KLEIN, "--json")
    assert ended.status == 0, ended.err
    assert ended.json["indeling"] == 2023
    assert "ses_woa:85900NED" in {line["sleutel"] for line in ended.json["bronnen"]}
    assert list_real(leeg) == [ended.json["snapshot"]]


def test_the_margin_belongs_to_the_year_of_the_score(leeg: Path, dienst: Dienst) -> None:
    def hide(frame: pd.DataFrame) -> pd.DataFrame:
        frame.loc[frame["Perioden"] == "2023JJ00", "Waarde_37"] = None
        return frame

    dienst.cbs.edits[SES] = hide
    assert run("laad", KLEIN).status == 0
    snapshot = opslag.open_snapshot(leeg)
    assert snapshot.manifest.jaren["ses_spreiding"] == snapshot.manifest.jaren["ses_woa"] == 2023
    assert snapshot.gebieden["ses_spreiding"].isna().all()


# Resuming


def test_a_broken_load_goes_on_where_it_was(leeg: Path, dienst: Dienst) -> None:
    dienst.add_fault("GetFeature", "reset", times=None)
    assert run("laad", KLEIN).status == 1
    archive = leeg / KLEIN.lower() / ".antwoorden"
    kept = {json.loads(path.read_text())["url"] for path in archive.glob("*.json")}
    assert len(kept) > 10
    dienst.faults.clear()
    dienst.requests.clear()
    assert run("laad", KLEIN).status == 0
    asked = set(dienst.requests)
    assert asked
    assert not any(f"/{SES}/" in text or f"/{KWB}/" in text or "/pdok/" in text for text in asked)
    assert not {f"{dienst.url}{text}" for text in asked} & kept
    assert not archive.exists()


def test_a_tampered_answer_in_the_archive_is_asked_again(leeg: Path, dienst: Dienst) -> None:
    dienst.add_fault("GetFeature", "reset", times=None)
    assert run("laad", KLEIN).status == 1
    archive = leeg / KLEIN.lower() / ".antwoorden"
    notes = {path: json.loads(path.read_text())["url"] for path in archive.glob("*.json")}
    [note] = [path for path, url in notes.items() if f"{SES}/TypedDataSet" in url and "BU0965" in url]
    body = note.with_suffix(".antwoord")
    body.write_bytes(body.read_bytes().replace(b'"GemiddeldeScore_29":-', b'"GemiddeldeScore_29":'))
    dienst.faults.clear()
    dienst.requests.clear()
    assert run("laad", KLEIN).status == 0
    assert len(dienst.find_requests(f"{SES}/TypedDataSet")) == 1
    assert not dienst.find_requests("/pdok/")


def test_an_answer_that_does_not_hold_is_asked_anew(leeg: Path, dienst: Dienst) -> None:
    dienst.add_fault(f"{SES}/TypedDataSet", "rewrite", rewrites.set_value("GemiddeldeScore_29", "hoog"))
    assert run("laad", KLEIN).status == 1
    ended = run("laad", KLEIN)
    assert ended.status == 0, ended.err
    assert len(list_real(leeg)) == 1


# Disk, kill and crowd


def test_a_full_disk_while_publishing_loses_nothing(gevuld: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    before = list_real(gevuld)
    monkeypatch.setattr(gpd.GeoDataFrame, "to_parquet", refuse)
    ended = run("laad", KLEIN)
    assert ended.status == 1
    assert "De gegevens konden niet worden weggeschreven" in ended.err
    assert "de schijf is vol" in ended.err
    assert "WOONZORG_DATA" in ended.err
    assert list_real(gevuld) == before
    assert not find_leftovers(gevuld)


def test_a_full_disk_while_keeping_answers_is_explained(gevuld: Path) -> None:
    pytest.importorskip("resource", reason="only here can the size of files be limited")
    limit = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (4000, 4000))"
    ended = finish(start("laad", KLEIN, code=limit))
    assert ended.status == 1
    assert "De gegevens konden niet worden weggeschreven" in ended.err
    assert "Traceback" not in ended.err
    assert len(list_real(gevuld)) == 1


def test_a_folder_that_is_a_file_is_explained(leeg: Path) -> None:
    leeg.write_text("geen map")
    ended = run("laad", KLEIN)
    assert ended.status == 2
    assert "WOONZORG_DATA klopt niet. Verwacht: een map" in ended.err


def test_a_kill_in_mid_publication_leaves_the_last_good_snapshot(gevuld: Path) -> None:
    before = list_real(gevuld)
    shutil.copytree(gevuld / KLEIN.lower() / before[0], gevuld.parent / "voor")
    # Killed at the one rename that would publish: both tables and the manifest are written then.
    ended = finish(start("laad", KLEIN, code=(
        "import os, pathlib\npathlib.Path.rename = lambda path, target: os._exit(137)\nimport time\n"
        "from woonzorg.laden import regio\nregio.today = lambda: __import__('datetime').date(2031, 1, 1)"
    )))  # fmt: skip
    assert ended.status == 137
    assert list_real(gevuld) == before
    [leftover] = find_leftovers(gevuld)
    assert {path.name for path in leftover.iterdir()} == {
        "gebieden.parquet",
        "reeksen.parquet",
        "manifest.json",
    }
    again = run("laad", KLEIN)
    assert again.status == 0, again.err
    assert not find_leftovers(gevuld)
    assert before[0] in list_real(gevuld)
    for path in (gevuld.parent / "voor").iterdir():
        assert path.read_bytes() == (gevuld / KLEIN.lower() / before[0] / path.name).read_bytes()


def test_a_second_load_of_the_same_region_is_kept_out_until_the_first_ends(
    gevuld: Path, dienst: Dienst
) -> None:
    dienst.add_fault("collections?", "slow", 600, times=1)
    first = start("laad", KLEIN)
    try:
        while not dienst.find_requests("collections?"):
            assert first.poll() is None
            time.sleep(0.05)
        second = run("laad", KLEIN)
        assert second.status == 1
        assert f"Er loopt al een lading van '{KLEIN.lower()}'" in second.err
        assert run("gegevens", "--json").json[0]["id"] == list_real(gevuld)[0]
    finally:
        first.kill()
        finish(first)
    assert run("laad", KLEIN).status == 0


def test_loads_of_two_regions_go_side_by_side(leeg: Path) -> None:
    with opslag.lock_regio(leeg, "parkstad"):
        assert run("laad", KLEIN).status == 0
    assert len(list_real(leeg)) == 1


def test_the_same_figures_make_the_same_snapshot(leeg: Path) -> None:
    first = run("laad", KLEIN, "--json").json
    second = run("laad", KLEIN, "--json").json
    assert first["snapshot"] == second["snapshot"]
    assert list_real(leeg) == [first["snapshot"]]
