"""Files with scored areas: read back equal and unrounded, and harmless in a spreadsheet."""

from __future__ import annotations

import errno
import json
import math
from pathlib import Path

import geopandas as gpd
import numpy as np
import openpyxl
import pandas as pd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from maken import make_manifest, publish_proef
from pandas.testing import assert_frame_equal
from xlsxwriter import workbook

from woonzorg.fouten import InvoerFout, OpslagFout
from woonzorg.oordeel.toets import EXPORT_KOLOMMEN, make_export, score_snapshot
from woonzorg.rapport.uitvoer import SCHRIJVERS, defuse, list_bronnen, write_gebieden

VIJANDIG = ["=1+1", "+31", "-2", "@SUM(A1)", "\tx", "\r=1", "\n=1", " =1", "＝1+1", '=cmd|"/C calc"!A1']


@pytest.fixture(scope="module")
def export(tmp_path_factory: pytest.TempPathFactory) -> gpd.GeoDataFrame:
    snapshot = publish_proef(tmp_path_factory.mktemp("data"))
    table = make_export(score_snapshot(snapshot), snapshot)
    table.loc[0, ["ses_woa", "lbm_afwijking"]] = [0.1 + 0.2, -1 / 3]
    return table


def write(table: gpd.GeoDataFrame, path: Path) -> Path:
    write_gebieden(table, make_manifest(), path)
    return path


def read(path: Path) -> pd.DataFrame:
    if path.suffix == ".csv":
        kinds = {"true_values": ["ja"], "false_values": ["nee"]}
        return pd.read_csv(
            path, sep=";", decimal=",", encoding="utf-8-sig",
            keep_default_na=False, na_values=[""], **kinds,
        )  # fmt: skip
    if path.suffix == ".xlsx":
        return pd.read_excel(path, sheet_name="gebieden", keep_default_na=False, na_values=[""])
    return gpd.read_file(path) if path.suffix == ".geojson" else gpd.read_parquet(path)


@pytest.mark.parametrize("suffix", SCHRIJVERS)
def test_what_is_written_is_read_back(export: gpd.GeoDataFrame, tmp_path: Path, suffix: str) -> None:
    back = read(write(export, tmp_path / f"gebieden{suffix}"))
    assert tuple(back.columns[: len(EXPORT_KOLOMMEN)]) == EXPORT_KOLOMMEN
    exact = 1e-15 if suffix == ".xlsx" else 0.0  # a spreadsheet keeps 16 digits
    for name in export.columns.drop("geometry"):
        if pd.api.types.is_numeric_dtype(export[name]):
            old = export[name].to_numpy(dtype=float, na_value=math.nan)
            assert back[name].to_numpy(dtype=float) == pytest.approx(old, rel=exact, abs=0, nan_ok=True)
        else:
            assert back[name].fillna("").tolist() == export[name].tolist()


def test_geoparquet_keeps_outlines_and_reference_system(export: gpd.GeoDataFrame, tmp_path: Path) -> None:
    back = gpd.read_parquet(write(export, tmp_path / "gebieden.parquet"))
    assert_frame_equal(back, export)
    assert back.crs.to_epsg() == 28992


def test_geojson_is_in_degrees_within_a_centimetre(export: gpd.GeoDataFrame, tmp_path: Path) -> None:
    path = write(export, tmp_path / "gebieden.geojson")
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    corners = [corner for feature in features for corner in feature["geometry"]["coordinates"][0]]
    assert all(3 < x < 8 and 50 < y < 54 and x == round(x, 7) for x, y in corners)
    back = gpd.read_file(path).to_crs(28992).geometry
    assert back.hausdorff_distance(export.geometry.set_crs(28992)).max() < 0.02


def test_rings_of_geojson_turn_as_rfc_7946_says(export: gpd.GeoDataFrame, tmp_path: Path) -> None:
    """An outer ring counterclockwise, a hole clockwise, however they ran."""
    square, hole = shapely.box(0, 0, 900, 900), shapely.box(300, 300, 600, 600)
    donut = shapely.transform(square.difference(hole), lambda xy: xy + np.array([196_000, 322_000]))
    shapes = [shapely.reverse(donut), donut, shapely.MultiPolygon([shapely.reverse(donut)])]
    path = write(export.iloc[:3].set_geometry(shapes, crs=28992), tmp_path / "gebieden.geojson")
    for feature in json.loads(path.read_text(encoding="utf-8"))["features"]:
        rings = feature["geometry"]["coordinates"]
        outer, inner = rings[0] if feature["geometry"]["type"] == "MultiPolygon" else rings
        assert shapely.LinearRing(outer).is_ccw
        assert not shapely.LinearRing(inner).is_ccw


def test_geojson_holds_null_and_no_nan(export: gpd.GeoDataFrame, tmp_path: Path) -> None:
    table = export.assign(ses_woa=math.nan, lbm_jaar=pd.array([pd.NA] * len(export), dtype="Int64"))
    table.loc[0, "geometry"] = None
    text = write(table, tmp_path / "gebieden.geojson").read_text(encoding="utf-8")
    first = json.loads(text, parse_constant=pytest.fail)["features"][0]
    assert (first["properties"]["ses_woa"], first["properties"]["lbm_jaar"], first["geometry"]) == (
        None,
        None,
        None,
    )


@pytest.mark.parametrize("name", VIJANDIG)
def test_formulas_are_defused_in_csv_and_xlsx(export: gpd.GeoDataFrame, tmp_path: Path, name: str) -> None:
    table = export.assign(naam=name, gemeente=name)
    path = write(table, tmp_path / "gebieden.xlsx")
    cell = openpyxl.load_workbook(path)["gebieden"]["B2"]
    assert cell.data_type in {"s", "inlineStr"}
    assert cell.value.startswith("'")
    line = write(table, tmp_path / "gebieden.csv").read_bytes().decode().split("BU00010000;", 1)[1]
    assert line.lstrip('"').startswith("'")


@pytest.mark.parametrize(
    "name", ["'t Zand", 'De "Hoek", noord', "Ωmega; <b>", "NA", "https://example.org", "a\nb"]
)
def test_odd_names_are_kept(export: gpd.GeoDataFrame, tmp_path: Path, name: str) -> None:
    for suffix in SCHRIJVERS:
        assert read(write(export.assign(naam=name), tmp_path / f"gebieden{suffix}"))["naam"][0] == name


def test_negative_numbers_stay_numbers(export: gpd.GeoDataFrame, tmp_path: Path) -> None:
    cell = openpyxl.load_workbook(write(export, tmp_path / "gebieden.xlsx"))["gebieden"]["M2"]
    assert (cell.data_type, cell.value) == ("n", pytest.approx(-1 / 3, rel=1e-15))


@given(st.one_of(st.text(), st.floats(allow_nan=False), st.integers(), st.booleans(), st.none()))
def test_only_text_is_defused_and_never_twice_dangerous(value: object) -> None:
    safe = defuse(value)
    assert safe == value or (isinstance(value, str) and safe == f"'{value}")
    assert not (isinstance(safe, str) and safe.lstrip(" ")[:1] in set("=+-@\t\r\n＝＋－＠"))


def test_a_workbook_names_its_sources_harmlessly(export: gpd.GeoDataFrame, tmp_path: Path) -> None:
    write(export, tmp_path / "gebieden.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "gebieden.xlsx")["bronnen"]
    assert [cell.value for cell in sheet[1]] == list(list_bronnen(make_manifest()).columns)
    assert sheet["C2"].value == "https://example.org"
    assert sheet["C2"].hyperlink is None


@pytest.mark.parametrize("name", ["gebieden", "gebieden.pdf", "gebieden.xls", ".csv"])
def test_another_extension_is_refused(export: gpd.GeoDataFrame, tmp_path: Path, name: str) -> None:
    with pytest.raises(InvoerFout, match=r"kan niet worden geschreven.*\.csv, \.xlsx"):
        write(export, tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_capitals_in_the_extension_do(export: gpd.GeoDataFrame, tmp_path: Path) -> None:
    assert write(export, tmp_path / "GEBIEDEN.CSV").read_text(encoding="utf-8-sig").startswith("code;naam;")


def raise_full(*_: object, **__: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize(
    ("suffix", "module", "name"),
    [
        (".csv", Path, "write_bytes"), (".parquet", gpd.GeoDataFrame, "to_parquet"),
        (".geojson", Path, "write_text"), (".xlsx", workbook, "ZipFile"), (".csv", Path, "replace"),
    ],
)  # fmt: skip
def test_a_full_disk_keeps_the_older_file(
    export: gpd.GeoDataFrame, tmp_path: Path, suffix: str, module: object, name: str
) -> None:
    path = tmp_path / f"gebieden{suffix}"
    path.write_text("ouder", encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, name, raise_full)
        with pytest.raises(OpslagFout, match=r"gebieden\.\w+ kon niet.*de schijf is vol.*maak ruimte"):
            write(export, path)
    assert path.read_text(encoding="utf-8") == "ouder"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("suffix", SCHRIJVERS)
def test_a_folder_that_is_not_there_is_told(export: gpd.GeoDataFrame, tmp_path: Path, suffix: str) -> None:
    with pytest.raises(OpslagFout, match=r"de map is er niet.*Kies een andere map"):
        write(export, tmp_path / "weg" / f"gebieden{suffix}")
