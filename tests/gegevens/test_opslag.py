"""Snapshots: what goes in comes out, half a one is never met, and nothing that goes wrong loses an older one."""

from __future__ import annotations

import json
import os
import shutil
from typing import TYPE_CHECKING

import geopandas as gpd
import pandas as pd
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from maken import (
    make_buurten,
    make_gebieden,
    make_manifest,
    make_reeksen,
    make_rij,
    make_snapshotgebieden,
    make_square,
    publish_proef,
)
from pandas.testing import assert_frame_equal

from woonzorg.fouten import GegevensFout, OpslagFout
from woonzorg.gebied import Regio
from woonzorg.gegevens import opslag, schema, schijf
from woonzorg.gegevens.bronsleutel import Bronsleutel
from woonzorg.gegevens.controle import list_kolommen
from woonzorg.gegevens.opslag import VERSIE, BronVermelding, Manifest, Ongekoppeld
from woonzorg.instelling import INGEBOUWD

if TYPE_CHECKING:
    from pathlib import Path

PROEF = "proefstreek"


def list_ids(data: Path) -> list[str]:
    return [line.id for line in opslag.list_snapshots(data) if line.map.is_relative_to(data)]


# Round trip and format


def test_what_goes_in_comes_out(tmp_path: Path) -> None:
    gebieden = make_snapshotgebieden()
    snapshot = opslag.open_snapshot(tmp_path, publish_proef(tmp_path).id)
    back = snapshot.gebieden.sort_values("code", ignore_index=True)
    columns = [*list_kolommen(), "geometry"]
    assert_frame_equal(back, gebieden.sort_values("code", ignore_index=True)[columns])
    series = make_reeksen(gebieden).sort_values(["indicator", "jaar", "code"], ignore_index=True)
    assert_frame_equal(snapshot.reeksen, series)
    assert snapshot.manifest.regio == make_manifest().regio


def test_postcodes_are_kept_and_must_be_four_digits(tmp_path: Path) -> None:
    gebieden = make_buurten(3).assign(postcode=["0123", "", "6411"])
    snapshot = opslag.publish(tmp_path, make_manifest(), gebieden, make_reeksen(gebieden))
    assert snapshot.gebieden.sort_values("code")["postcode"].tolist() == ["0123", "", "6411"]
    with pytest.raises(GegevensFout, match="postcode"):
        opslag.publish(tmp_path, make_manifest(), gebieden.assign(postcode="6411 AB"), make_reeksen(gebieden))


def test_figures_keep_every_digit(tmp_path: Path) -> None:
    value = 0.1 + 0.2
    gebieden = make_buurten(1, ses_woa=[value])
    snapshot = opslag.publish(tmp_path, make_manifest(), gebieden, make_reeksen(gebieden))
    assert snapshot.gebieden["ses_woa"][0] == value
    assert snapshot.reeksen["waarde"][0] == value
    assert snapshot.gebieden.geometry[0].equals_exact(gebieden.geometry[0], 0)


def test_the_file_is_geoparquet_1_1_as_promised(tmp_path: Path) -> None:
    file = pq.ParquetFile(publish_proef(tmp_path).map / "gebieden.parquet")
    meta = json.loads(file.schema_arrow.metadata[b"geo"])
    column = meta["columns"]["geometry"]
    assert (meta["version"], meta["primary_column"]) == ("1.1.0", "geometry")
    assert column["crs"]["id"] == {"authority": "EPSG", "code": 28992}
    assert column["covering"]["bbox"]["xmin"] == ["bbox", "xmin"]
    chunks = [file.metadata.row_group(0).column(n) for n in range(file.metadata.num_columns)]
    assert {chunk.compression for chunk in chunks} == {"ZSTD"}


def test_row_groups_are_small_and_one_region_is_read_out_of_many(tmp_path: Path) -> None:
    rows = [make_rij(f"BU{gemeente:04d}{n:04d}") for gemeente in (1, 2, 3) for n in range(700)]
    gebieden = make_gebieden(rows, [make_square(n % 50, n // 50) for n in range(2100)])
    snapshot = opslag.publish(tmp_path, make_manifest(), gebieden, make_reeksen(gebieden))
    file = pq.ParquetFile(snapshot.map / "gebieden.parquet")
    assert [file.metadata.row_group(n).num_rows for n in range(3)] == [1000, 1000, 100]
    part = snapshot.read_gebieden(gemeenten=["GM0002"])
    whole = snapshot.gebieden[snapshot.gebieden["gemeentecode"] == "GM0002"].reset_index(drop=True)
    assert_frame_equal(part, whole)
    assert part.crs == snapshot.gebieden.crs


def test_some_columns_and_series_can_be_read(tmp_path: Path) -> None:
    snapshot = publish_proef(tmp_path)
    assert list(snapshot.read_gebieden(["code", "geometry"]).columns) == ["code", "geometry"]
    assert list(snapshot.read_gebieden(["code", "geometry"], ["GM0001"]).columns) == ["code", "geometry"]
    assert set(snapshot.read_reeksen(["ses_woa"])["indicator"]) == {"ses_woa"}
    assert snapshot.read_gebieden(gemeenten=["GM9999"]).empty


def hilbert_by_recursion(x: int, y: int, side: int) -> int:
    """Return the place of a cell on Hilbert's curve through a square of `side` cells."""
    place, size = 0, side // 2
    while size:
        right, up = int(x & size > 0), int(y & size > 0)
        place += size * size * ((3 * right) ^ up)
        if not up:
            if right:
                x, y = side - 1 - x, side - 1 - y
            x, y = y, x
        size //= 2
    return place


def test_areas_lie_along_a_hilbert_curve_and_those_without_outline_last() -> None:
    cells = [(x, y) for x in range(8) for y in range(8)]
    rows = [make_rij(f"BU0001{x}{y}00") for x, y in cells]
    shapes = [make_square(x, y).centroid.buffer(1.0) for x, y in cells]
    table = make_gebieden([make_rij("GM0001"), *rows], [None, *shapes]).sample(frac=1, random_state=3)
    ordered = schijf.sort_hilbert(table)
    steps = ordered.geometry[:-1].centroid.distance(ordered.geometry[:-1].centroid.shift(-1)).dropna()
    assert steps.max() == pytest.approx(1000, abs=1)
    assert ordered["code"].iloc[-1] == "GM0001"
    places = [hilbert_by_recursion(int(code[6]), int(code[7]), 8) for code in ordered["code"][:-1]]
    assert places in (sorted(places), sorted(places, reverse=True))


def test_row_order_does_not_make_another_snapshot(tmp_path: Path) -> None:
    gebieden = make_snapshotgebieden()
    series = make_reeksen(gebieden)
    first = opslag.publish(tmp_path / "a", make_manifest(), gebieden, series)
    shuffled = gebieden.sample(frac=1, random_state=1), series.sample(frac=1, random_state=2)
    assert opslag.publish(tmp_path / "b", make_manifest(), *shuffled).id == first.id


# The manifest

WORDS = st.text(st.characters(codec="utf-8"), max_size=12)
NAMEN = st.text(st.characters(codec="utf-8", exclude_characters=":-"), max_size=12)
SLEUTELS = st.builds(Bronsleutel, NAMEN, NAMEN, WORDS)
BRONNEN = st.builds(
    BronVermelding, SLEUTELS, WORDS, WORDS, WORDS, st.integers(1995, 2100), st.dictionaries(WORDS, WORDS, max_size=3),
    WORDS, st.integers(0, 10**6), WORDS, WORDS,
)  # fmt: skip
MANIFESTS = st.builds(
    Manifest,
    regio=st.builds(Regio, WORDS, WORDS, st.lists(WORDS, max_size=3).map(tuple), WORDS),
    datum=st.dates().map(str),
    indeling=st.integers(1995, 2100),
    jaren=st.dictionaries(WORDS, st.integers(1995, 2100), max_size=3),
    bronnen=st.lists(BRONNEN, max_size=2).map(tuple),
    ongekoppeld=st.lists(st.builds(Ongekoppeld, WORDS, WORDS, SLEUTELS, WORDS), max_size=2).map(tuple),
    zonder=st.lists(WORDS, max_size=2).map(tuple),
    meldingen=st.lists(WORDS, max_size=2).map(tuple),
    fictief=st.booleans(),
    bestanden=st.dictionaries(WORDS, WORDS, max_size=2),
)


@given(MANIFESTS)
def test_a_manifest_comes_back_from_json(manifest: Manifest) -> None:
    assert Manifest.from_json(manifest.to_json()) == manifest


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "null", "{}", '{"versie": 1}', '{"versie": 1, "regio": 3}', "\u0000"]
)
def test_no_manifest_is_told_in_dutch(text: str) -> None:
    said = r"manifest van deze gegevens is beschadigd.*Gevonden: (tekst die geen JSON|andere velden).*Laad de gegevens"
    with pytest.raises(OpslagFout, match=said):
        Manifest.from_json(text)


def test_another_version_is_told_with_what_was_expected() -> None:
    text = make_manifest().to_json().replace(f'"versie": {VERSIE}', f'"versie": {VERSIE + 1}')
    told = rf"andere versie.*Verwacht: versie 1 tot en met {VERSIE}.*Gevonden: versie {VERSIE + 1}.*Laad"
    with pytest.raises(OpslagFout, match=told):
        Manifest.from_json(text)


# Publishing


def test_the_newest_publication_is_in_use_and_older_ones_stay(tmp_path: Path) -> None:
    first = publish_proef(tmp_path)
    second = publish_proef(tmp_path, meldingen=("tweede",))
    assert opslag.open_snapshot(tmp_path).id == second.id
    assert set(list_ids(tmp_path)) == {first.id, second.id}
    later = publish_proef(tmp_path, datum="2026-02-01")
    assert list_ids(tmp_path) == [later.id, second.id, first.id]


@pytest.mark.parametrize("datum", ["2099-01-01", "2026-01-02"])
def test_what_was_published_last_is_in_use_whatever_the_dates_and_clocks_say(
    tmp_path: Path, datum: str
) -> None:
    ahead = publish_proef(tmp_path, datum=datum)
    last = publish_proef(tmp_path, datum="2026-01-01")
    os.utime(last.map, (0, 0))  # as where the clock was set back
    os.utime(ahead.map, (4_000_000_000, 4_000_000_000))
    assert list_ids(tmp_path) == [last.id, ahead.id]
    assert opslag.go_back(tmp_path, ahead.id).id == opslag.open_snapshot(tmp_path).id
    assert publish_proef(tmp_path, datum="2026-01-01").id == opslag.open_snapshot(tmp_path).id


def forget_numbers(data: Path) -> None:
    """Leave a folder as a version of before there were numbers left it."""
    (data / "volgorde.json").unlink()


def test_snapshots_and_a_choice_of_before_there_were_numbers_stay_as_they_were(tmp_path: Path) -> None:
    older, newer = publish_proef(tmp_path, datum="2026-01-01"), publish_proef(tmp_path, datum="2026-02-01")
    forget_numbers(tmp_path)
    assert list_ids(tmp_path) == [newer.id, older.id]
    (tmp_path / "in_gebruik.json").write_text(json.dumps({"id": older.id}))
    assert list_ids(tmp_path) == [older.id, newer.id]
    last = publish_proef(tmp_path, datum="2025-01-01")
    assert list_ids(tmp_path) == [last.id, newer.id, older.id]


@pytest.mark.parametrize("text", ["", "{", "[]", '{"x": "y"}', "\u0000"])
def test_lost_numbers_lose_no_snapshot_and_a_next_one_is_in_use(tmp_path: Path, text: str) -> None:
    older, newer = publish_proef(tmp_path, datum="2026-01-01"), publish_proef(tmp_path, datum="2026-02-01")
    opslag.go_back(tmp_path, older.id)
    (tmp_path / "volgorde.json").write_text(text)
    assert set(list_ids(tmp_path)) == {older.id, newer.id}
    assert opslag.open_snapshot(tmp_path).id == older.id
    assert publish_proef(tmp_path, datum="2025-01-01").id == opslag.open_snapshot(tmp_path).id


def test_the_same_content_is_the_same_snapshot_and_again_the_newest(tmp_path: Path) -> None:
    first = publish_proef(tmp_path)
    publish_proef(tmp_path, meldingen=("tweede",))
    bron = make_manifest().bronnen[0]
    later = BronVermelding(**vars(bron) | {"opgehaald_op": "2026-01-02T23:00:00Z"})
    again = publish_proef(tmp_path, bronnen=(later,))
    assert again.id == first.id
    assert opslag.open_snapshot(tmp_path).id == first.id
    assert len(list_ids(tmp_path)) == 2
    assert again.manifest == opslag.open_snapshot(tmp_path).manifest


@pytest.mark.parametrize(
    "change", [{"indeling": 2023}, {"meldingen": ("x",)}, {"fictief": True}, {"zonder": ("kerncijfers",)}]
)
def test_other_content_is_another_snapshot(tmp_path: Path, change: dict) -> None:
    assert publish_proef(tmp_path, **change).id != publish_proef(tmp_path).id


def test_tables_that_break_the_schema_publish_nothing(tmp_path: Path) -> None:
    last = publish_proef(tmp_path)
    gebieden = make_snapshotgebieden()
    twice = pd.concat([gebieden, gebieden.iloc[:1]], ignore_index=True)
    with pytest.raises(GegevensFout, match=r"De tabel gebieden voldoet niet.*code"):
        opslag.publish(tmp_path, make_manifest(meldingen=("x",)), twice, make_reeksen(gebieden))
    assert list_ids(tmp_path) == [last.id]
    assert [path.name for path in (tmp_path / PROEF).iterdir()] == [last.id]


# Which one is in use


def test_the_embedded_region_is_used_when_there_is_nothing_else(tmp_path: Path) -> None:
    snapshot = opslag.open_snapshot(tmp_path / "leeg")
    assert snapshot.manifest.fictief
    assert snapshot.map.is_relative_to(INGEBOUWD)
    assert not (tmp_path / "leeg").exists()


def test_real_figures_come_before_fiction(tmp_path: Path) -> None:
    real = publish_proef(tmp_path, datum="2001-01-01")
    invented = publish_proef(tmp_path, datum="2099-01-01", fictief=True)
    assert list_ids(tmp_path) == [real.id, invented.id]
    assert opslag.list_snapshots(tmp_path)[-1].map.is_relative_to(INGEBOUWD)


def keep_oud(data: Path, damage: str = "") -> list[str]:
    """Leave the embedded region where an earlier version had it, beside where it is now; return what it holds."""
    shutil.copytree(INGEBOUWD / "voorbeeldstreek", data / "voorbeeldstreek")
    if damage:
        (data / "voorbeeldstreek" / damage / "manifest.json").write_text("{", encoding="utf-8")
    return [line.id for line in opslag.list_snapshots(INGEBOUWD)]


def list_alles(data: Path) -> list[tuple[str, bool]]:
    return [(line.id, not line.fout) for line in opslag.list_snapshots(data)]


def test_an_embedded_region_that_lies_there_twice_is_listed_once_and_can_be_chosen(tmp_path: Path) -> None:
    new, old = keep_oud(tmp_path)
    assert list_alles(tmp_path) == [(new, True), (old, True)]
    assert opslag.go_back(tmp_path, old).id == old
    assert list_alles(tmp_path) == [(old, True), (new, True)]
    real = publish_proef(tmp_path)
    assert list_alles(tmp_path) == [(real.id, True), (new, True), (old, True)]
    with pytest.raises(OpslagFout, match="er zijn echte gegevens geladen"):
        opslag.go_back(tmp_path, old)


def test_a_damaged_copy_of_the_embedded_region_is_no_real_figure(tmp_path: Path) -> None:
    new, old = keep_oud(tmp_path, "2026-11-29-829818d8")
    assert list_alles(tmp_path) == [(new, True), (old, True)]
    assert opslag.go_back(tmp_path, old).id == opslag.open_snapshot(tmp_path).id == old


def test_a_damaged_embedded_region_takes_no_place_of_other_fiction(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inside = tmp_path / "ingebouwd"
    new, old = keep_oud(inside, "2026-11-29-829818d8")
    monkeypatch.setattr(opslag, "INGEBOUWD", inside)
    assert list_alles(tmp_path / "leeg") == [(old, True), (new, False)]
    keep_oud(tmp_path)
    assert list_alles(tmp_path) == [(new, True), (old, True)]
    assert opslag.go_back(tmp_path, new).id == new


def test_going_back_holds_until_the_next_load(tmp_path: Path) -> None:
    first, second = publish_proef(tmp_path), publish_proef(tmp_path, meldingen=("tweede",))
    assert opslag.go_back(tmp_path, first.id).id == first.id
    assert opslag.open_snapshot(tmp_path).id == first.id
    assert list_ids(tmp_path) == [first.id, second.id]
    third = publish_proef(tmp_path, meldingen=("derde",))
    assert list_ids(tmp_path) == [third.id, second.id, first.id]


@pytest.mark.parametrize("choice", ["", "{", "[]", '{"id": "2020-01-01-00000000"}', '{"id": null}'])
def test_a_broken_choice_means_the_newest(tmp_path: Path, choice: str) -> None:
    publish_proef(tmp_path)
    newest = publish_proef(tmp_path, meldingen=("tweede",))
    (tmp_path / "in_gebruik.json").write_text(choice)
    assert opslag.open_snapshot(tmp_path).id == newest.id


def test_other_folders_are_no_snapshots(tmp_path: Path) -> None:
    only = publish_proef(tmp_path)
    (tmp_path / PROEF / ".antwoorden").mkdir()
    (tmp_path / PROEF / "oud").mkdir()
    (tmp_path / PROEF / "2026-01-01-abcdef01").write_text("een bestand")
    assert list_ids(tmp_path) == [only.id]


def test_only_the_regions_own_areas_are_counted() -> None:
    assert opslag.count_gebieden(make_snapshotgebieden()) == {"buurt": 7, "wijk": 1, "gemeente": 1}


def test_an_outline_must_be_a_valid_polygon() -> None:
    bow = "POLYGON ((0 0, 1 1, 1 0, 0 1, 0 0))"
    texts = ["POLYGON ((0 0, 1 0, 1 1, 0 0))", bow, "POLYGON EMPTY", "POINT (1 1)", None]
    shapes = gpd.GeoSeries(gpd.GeoSeries.from_wkt(texts).tolist(), index=list("abcde"))
    assert schema.is_valid_outline(shapes).to_dict() == dict(zip("abcde", [True, *[False] * 4], strict=True))
