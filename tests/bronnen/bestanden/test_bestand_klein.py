"""Files as people save them: what is whole is read, what is a part, doubtful or another thing is told."""

from __future__ import annotations

import json
import re
import zipfile
from typing import TYPE_CHECKING, Any

import klein
import openpyxl
import pandas as pd
import pytest

from woonzorg.bronnen.bestanden.tabeljaar import find_jaar
from woonzorg.fouten import BronFout, GegevensFout, InvoerFout, WoonzorgFout
from woonzorg.gegevens import opslag
from woonzorg.oordeel.toets import score_snapshot

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import geopandas as gpd

ENGELS = re.compile(
    r"\b(error|file|not|found|line|column|expecting|invalid|could|object|has no|unexpected|dtype|read|the)\b"
)
KAART, KWB = "buurten-2024.geojson", "kerncijfers-2024.csv"
ZONDER_SCORES = ("ses_woa", "leefbaarometer")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a map and Kerncijfers of 2024."""
    klein.write_geojson(klein.make_kaart(), tmp_path / KAART)
    klein.write_kerncijfers(tmp_path / KWB)
    return tmp_path


def read_indeling(folder: Path) -> dict[str, int]:
    """Return the year under which each source of a folder is cited."""
    cited = klein.read(folder, *ZONDER_SCORES).manifest.bronnen
    return {bron.sleutel.bron: bron.indeling for bron in cited}


def refuse(folder: Path, *zonder: str) -> str:
    """Return what is said of a folder that cannot be joined: in Dutch, without the words of a program."""
    with pytest.raises(WoonzorgFout) as caught:
        klein.read(folder, *(zonder or ZONDER_SCORES))
    assert not ENGELS.search(str(caught.value)), caught.value
    return str(caught.value)


def list_notes(folder: Path, *zonder: str) -> list[str]:
    """Return what is told beside a folder that could be joined."""
    return list(klein.read(folder, *(zonder or ZONDER_SCORES)).manifest.meldingen)


def write_zip(path: Path, **members: bytes | Path) -> None:
    """Write a zip file; in a member's name '__' stands for a point, and ': ' for a folder."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            raw = content if isinstance(content, bytes) else content.read_bytes()
            archive.writestr(name.replace("__", "."), raw)


def test_a_map_alone_gives_areas_of_which_nothing_is_known(tmp_path: Path) -> None:
    klein.write_geojson(klein.make_kaart(jaar=2024), tmp_path / "buurten.geojson")
    result = klein.read(tmp_path, *klein.ALLES)
    snapshot = opslag.publish(tmp_path / "data", result.manifest, result.gebieden, result.reeksen)
    score = score_snapshot(opslag.open_snapshot(tmp_path / "data"))
    assert snapshot.manifest.zonder == klein.ALLES
    assert snapshot.reeksen.empty
    assert score.gebieden["klasse"].value_counts().to_dict() == {"onbekend": len(klein.CODES)}
    assert (
        "De omtrekken van gemeenten zijn samengesteld uit die van de buurten." in snapshot.manifest.meldingen
    )


# The year


@pytest.mark.parametrize(
    ("name", "title", "year"),
    [
        ("Kerncijfers_wijken_en_buurten_2023_2026-11-12.csv", "", 2023),
        ("Kerncijfers wijken en buurten 2023_20261112101500.csv", "", 2023),
        ("kerncijfers 2022 export van 2024.csv", "", 2022),
        ("tabel.csv", "Kerncijfers wijken en buurten 2023;Gewijzigd op: 14 maart 2025", 2023),
        ("tabel 12 november 2025.csv", "Kerncijfers per wijk en buurt, 2021", 2021),
        ("KWB_Hier_2023_v2 (1).csv", "", 2023),
        ("download 2026/85618NED_12112026.csv", "", 2023),
    ],
)
def test_the_year_stands_behind_the_words_of_the_title(
    folder: Path, name: str, title: str, year: int
) -> None:
    (folder / KWB).unlink()
    klein.write_kerncijfers(folder / name.rpartition("/")[2], kop=title)
    assert read_indeling(folder)["kerncijfers"] == year


@pytest.mark.parametrize(
    ("name", "title", "said"),
    [
        ("kerncijfers 2022 2023.csv", "", "2022 ('kerncijfers 2022') en 2023 ('kerncijfers 2023')"),
        ("kerncijfers 2022-2023.csv", "", "2022 ('kerncijfers 2022') en 2023 ('kerncijfers 2023')"),
        ("kwb 2022.csv", "Kerncijfers wijken en buurten 2023", "2022 ('kwb 2022') en 2023"),
        ("85618NED kerncijfers 2022.csv", "", "2022 ('kerncijfers 2022') en 2023 ('85618NED')"),
        ("kerncijfers 2031.csv", "", "verwacht: een jaar tot en met 2026; gevonden: 2031"),
        ("export 2025.csv", "", "gevonden: 2025, maar niet achter de titel"),
        ("kerncijfers gedownload 2025.csv", "", "gevonden: 2025, maar niet achter de titel"),
        ("kerncijfers 2025-11.csv", "", "gevonden: 2025, maar niet achter de titel"),
    ],
)
def test_a_year_in_doubt_is_refused_with_all_that_may_be_meant(
    folder: Path, name: str, title: str, said: str
) -> None:
    (folder / KWB).unlink()
    klein.write_kerncijfers(folder / name, kop=title)
    text = refuse(folder)
    assert said in text
    assert "bijvoorbeeld kerncijfers-2024.csv" in text


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("ses woa 2014-2022", 0), ("ses-woa-2022.csv", 2022), ("Leefbaarometer-scores buurten 2002-2024.csv", 0),
        ("WijkBuurtkaart_2023_v2.zip/wijkenbuurten_2023_v2.gpkg/buurten", 2023), ("geometrie-lbm3-2024.zip", 2024),
        ("ses 2014-2022 indeling 2024 (2026-01-31)", 2024), ("kaart2023.gpkg", 2023), ("2024.csv", 0),
    ],
)  # fmt: skip
def test_a_series_of_years_or_a_year_alone_is_no_division(text: str, year: int) -> None:
    assert find_jaar(text) == year


def test_a_map_whose_name_and_column_differ_is_refused_with_both_years(folder: Path) -> None:
    klein.write_geojson(klein.make_kaart(jaar=2023), folder / KAART)
    assert "2023 in de kolom jaar, 2024 in de naam" in refuse(folder)
    klein.write_geojson(klein.make_kaart(jaar=2031), folder / "kaart.geojson")
    (folder / KAART).unlink()
    assert "Verwacht: een jaar tot en met 2026. Gevonden: 2031" in refuse(folder)


def test_maps_of_two_years_are_refused(folder: Path) -> None:
    wijken = klein.make_kaart().dissolve("wijkcode", as_index=False).assign(wijknaam="Wijk")
    klein.write_geojson(wijken.drop(columns=["buurtcode", "buurtnaam"]), folder / "wijken-2023.geojson")
    said = refuse(folder)
    assert "de kaarten zijn niet van hetzelfde jaar" in said
    assert f"{KAART}: 2024, wijken-2023.geojson: 2023" in said


# A part is not the whole

DELEN: list[tuple[dict[str, Any], str]] = [
    (
        {"numberReturned": 6, "links": [{"rel": "next", "href": "x"}]},
        "gevonden: 6, en er is een volgende bladzijde",
    ),
    (
        {"links": [{"rel": "self", "href": "y"}, {"rel": "prev", "href": "x"}]},
        "6, en er is een vorige bladzijde",
    ),
    ({"numberMatched": 20, "numberReturned": 6}, "verwacht: alle gebieden (20); gevonden: 6"),
    ({"totalFeatures": 20}, "verwacht: alle gebieden (20); gevonden: 6"),
    ({"numberReturned": 7}, "verwacht: 7 gebieden; gevonden: 6"),
]


@pytest.mark.parametrize(("erbij", "said"), DELEN)
def test_a_page_of_the_map_is_not_taken_for_the_map(folder: Path, erbij: dict[str, Any], said: str) -> None:
    klein.write_geojson(klein.make_kaart(), folder / KAART, **erbij)
    text = refuse(folder)
    assert f"{KAART}: dit is maar een deel" in text
    assert said in text
    assert "limit=1000" in text
    assert "GeoPackage" in text


def test_a_page_of_scores_is_not_taken_for_all_scores(folder: Path) -> None:
    scores = klein.make_kaart(klein.BUURTEN)[["geometry"]].join(klein.make_scores(klein.BUURTEN))
    path = folder / "leefbaarometer-2024.json"
    klein.write_geojson(scores, path, numberMatched=20, numberReturned=6)
    assert "verwacht: alle gebieden (20); gevonden: 6. Vraag alle bladzijden in één bestand" in refuse(
        folder, "ses_woa"
    )
    klein.write_geojson(scores, path, numberMatched="unknown", links=[])
    assert klein.read(folder, "ses_woa").gebieden["lbm_afwijking"].notna().sum() == len(klein.BUURTEN)


def test_an_answer_of_statline_saved_from_a_browser_is_read_when_it_is_whole(folder: Path) -> None:
    (folder / KWB).unlink()
    rows = [{"ID": n, "WijkenEnBuurten": code.ljust(10), "AantalInwoners_5": 10, "HuishoudensTotaal_28": 5}
            for n, code in enumerate(klein.CODES)]  # fmt: skip
    content = {"odata.metadata": "https://opendata.cbs.nl/ODataFeed/OData/85618NED/$metadata", "value": rows}
    (folder / "TypedDataSet.json").write_text(json.dumps(content), encoding="utf-8")
    assert read_indeling(folder)["kerncijfers"] == 2023
    content["odata.nextLink"] = "https://opendata.cbs.nl/ODataFeed/OData/85618NED/TypedDataSet?$skip=10000"
    (folder / "TypedDataSet.json").write_text(json.dumps(content), encoding="utf-8")
    assert f"gevonden: {len(rows)}, en er is een volgende bladzijde" in refuse(folder)


# Kinds of file


def _to_geopackage(frame: gpd.GeoDataFrame, folder: Path) -> None:
    frame.to_file(folder / "wijkenbuurten_2024.gpkg", layer="buurten", driver="GPKG")


def _to_zipped_geopackage(frame: gpd.GeoDataFrame, folder: Path) -> None:
    frame.to_file(folder / "x.gpkg", layer="buurten", driver="GPKG")
    write_zip(folder / "WijkBuurtkaart_2024_v2.zip", leesmij__txt=b"x", kaart__gpkg=folder / "x.gpkg")
    (folder / "x.gpkg").unlink()


def _to_shapefile(frame: gpd.GeoDataFrame, folder: Path) -> None:
    cut = {name: name[:10] for name in frame.columns}
    frame.rename(columns=cut).to_file(folder / "buurten_2024.shp", driver="ESRI Shapefile")


def _to_zipped_shapefile(frame: gpd.GeoDataFrame, folder: Path) -> None:
    short = {
        "buurtcode": "BU_CODE", "buurtnaam": "BU_NAAM", "wijkcode": "WK_CODE", "gemeentecode": "GM_CODE",
        "gemeentenaam": "GM_NAAM", "water": "H2O",
    }  # fmt: skip
    parts = folder.parent / f"{folder.name}-los"
    parts.mkdir()
    frame.rename(columns=short).to_file(parts / "buurt.shp", driver="ESRI Shapefile")
    write_zip(
        folder / "buurt_2024.zip",
        **{f"shape/{path.name.replace('.', '__')}": path for path in parts.iterdir()},
    )


@pytest.mark.parametrize(
    "write", [_to_geopackage, _to_zipped_geopackage, _to_shapefile, _to_zipped_shapefile]
)
def test_every_kind_of_map_gives_the_same_areas(
    folder: Path, write: Callable[[gpd.GeoDataFrame, Path], None]
) -> None:
    expected = klein.read(folder, *ZONDER_SCORES)
    (folder / KAART).unlink()
    write(klein.make_kaart(), folder)
    found = klein.read(folder, *ZONDER_SCORES)
    columns = ["code", "naam", "niveau", "gemeentenaam", "inwoners"]
    pd.testing.assert_frame_equal(found.gebieden[columns], expected.gebieden[columns])
    assert found.gebieden.geometry.area.tolist() == pytest.approx(
        expected.gebieden.geometry.area.tolist(), rel=1e-3
    )
    assert found.manifest.indeling == 2024
    assert not [note for note in found.manifest.meldingen if "gebruikt" in note]


def test_a_shapefile_of_which_parts_lack_is_told(folder: Path) -> None:
    _to_shapefile(klein.make_kaart(), folder)
    (folder / "buurten_2024.dbf").unlink()
    [note] = [text for text in list_notes(folder) if "buurten_2024" in text]
    assert ".dbf ontbreekt: zet ze ernaast" in note


def _to_workbook(path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["gwb_code", "a_inw"])
    book.save(path)


def test_a_workbook_is_told_with_what_to_do_and_blocks_nothing(folder: Path) -> None:
    _to_workbook(folder / "kwb-2024.xlsx")
    [note] = [text for text in list_notes(folder) if "kwb-2024.xlsx" in text]
    assert "een Excel-werkmap" in note
    assert "CSV UTF-8" in note
    (folder / KWB).unlink()
    said = refuse(folder)
    assert "Verwacht: bestanden voor kerncijfers." in said
    assert "kwb-2024.xlsx (een Excel-werkmap" in said


def test_other_columns_are_told_beside_those_that_were_expected(folder: Path) -> None:
    for name in (KAART, KWB):
        (folder / name).unlink()
    (folder / "kwb-2024.csv").write_text("gwb_code;regio;a_inw\nBU00010000;Hier;10\n", encoding="utf-8")
    frame = klein.make_kaart().rename(columns={"buurtcode": "statcode", "buurtnaam": "statnaam"})
    klein.write_geojson(frame, folder / "buurten-2024.geojson")
    said = refuse(folder)
    assert "kwb-2024.csv (kolommen gwb_code, regio, a_inw)" in said
    assert "buurten-2024.geojson (kolommen statcode, statnaam, wijkcode" in said
    assert "kerncijfers aan Aantal inwoners en Huishoudens totaal; grenzen aan buurtcode en buurtnaam" in said


METADATA = (
    '"TableInfos"\n"ID";"Title"\n"0";"Sociaal-economische status; scores"\n\n"WijkenEnBuurten"\n'
    + "".join(f'"{code}";"x"\n' for code in klein.CODES)
)
TERZIJDE = [
    ("85163NED_metadata.csv", METADATA.encode(), "de beschrijving bij een tabel"),
    ("notitie.csv", b"alleen maar een woord\n", "dit is geen tabel"),
    ("lang.csv", b"Id;Measure;Value;WijkenEnBuurten\n1;T1;3;BU00010000\n", "een kolom per onderwerp"),
    ("lijst.csv", b"code;naam\nBU00010000\nBU00010001;x;y\n", ""),
    ("oud.csv", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "een Excel-werkmap"),
    ("iets.json", b'{"naam": "x"}', ""),
    ("leeg.geojson", b'{"type": "FeatureCollection", "features": [null, {"properties": null}]}', ""),
]


@pytest.mark.parametrize(("name", "content", "reason"), TERZIJDE, ids=[name for name, *_ in TERZIJDE])
def test_what_is_no_table_of_ours_blocks_nothing(
    folder: Path, name: str, content: bytes, reason: str
) -> None:
    (folder / name).write_bytes(content)
    [note] = [text for text in list_notes(folder) if name in text]
    assert "gebruikt" in note
    assert reason in note


def test_what_a_system_leaves_is_passed_and_the_rest_is_told(folder: Path) -> None:
    raw = (folder / KWB).read_bytes()
    (folder / KWB).unlink()
    for name in ("._kerncijfers.csv", "~$kwb.xlsx", "Thumbs.db"):
        (folder / name).write_bytes(bytes(4000))
    (folder / "uitgepakt").mkdir()
    with zipfile.ZipFile(folder / "kerncijfers-2024.zip", "w") as archive:
        archive.writestr("tabel/data.csv", raw)
        archive.writestr("__MACOSX/tabel/._data.csv", bytes(4000))
        archive.writestr("tabel/._data.csv", bytes(4000))
        archive.writestr("tabel/kaart.zip", b"PK")
        archive.writestr("tabel/kwb.xlsx", b"PK")
    notes = [text for text in list_notes(folder) if "gebruikt" in text]
    assert [text.split(",")[0] for text in notes] == [
        "Niet gebruikt: kerncijfers-2024.zip/tabel/kaart.zip",
        "Niet gebruikt: kerncijfers-2024.zip/tabel/kwb.xlsx",
        "Niet gebruikt: uitgepakt",
    ]
    assert "pak het uit" in notes[0]


def test_a_zip_with_a_password_is_told_with_its_own_remedy(folder: Path) -> None:
    write_zip(folder / "kwb.zip", a__csv=b"x;y\n1;2\n")
    raw = bytearray((folder / "kwb.zip").read_bytes())
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        raw[raw.index(mark) + at] |= 1
    (folder / "kwb.zip").write_bytes(raw)
    said = refuse(folder)
    assert (
        "kwb.zip: het zip-bestand heeft een wachtwoord. Pak het uit en zet de bestanden zelf in de map"
        in said
    )


@pytest.mark.parametrize(
    ("name", "content"),
    [("kapot.zip", b"PK\x03\x04" + b"x" * 300), ("kapot.gpkg", b"SQLite format 3\x00" + bytes(2000)),
     ("kapot.geojson", b'{"type": "FeatureCollection", "features": [{'), ("kapot.csv", b'a;b\n"' + b"x" * 200_000),
     ("kapot-2024.geojson", b'{"features": [{"properties": {"buurtcode": "BU1", "buurtnaam": "x"}, "geometry": 3}]}'),
     ("leeg.csv", b"  \n"), ("pagina.csv", b"<html>niet gevonden</html>")],
)  # fmt: skip
def test_damage_is_told_in_dutch_alone(folder: Path, name: str, content: bytes) -> None:
    (folder / name).write_bytes(content)
    try:
        notes = " ".join(list_notes(folder))
    except (BronFout, GegevensFout, InvoerFout) as error:
        notes = str(error)
    assert name in notes
    assert not ENGELS.search(notes), notes


def test_the_remedy_of_a_fault_is_kept(folder: Path) -> None:
    path = folder / "ses-woa.csv"
    path.write_text("Codering;Gemiddelde score\nBU00010000;0.1\n", encoding="utf-8")
    assert "Zet bij het downloaden ook Perioden in de tabel." in refuse(folder, "leefbaarometer")
    path.write_text("Gebied;Perioden;Gemiddelde score\nHier;2023;0.1\n", encoding="utf-8")
    assert "Vink bij het downloaden ook de regiocode aan." in refuse(folder, "leefbaarometer")


@pytest.mark.parametrize(
    "dress",
    [lambda text: b"\xff\xfe" + text.replace(";", "\t").encode("utf-16-le"),
     lambda text: f"sep=;\r\n{text}".encode(), lambda text: text.replace("\n", "\n;;\n\n").encode("cp1252")],
    ids=["UTF-16 with tabs", "sep=", "blank lines"],
)  # fmt: skip
def test_a_table_that_excel_saved_anew_reads_alike(folder: Path, dress: Callable[[str], bytes]) -> None:
    expected = klein.read(folder, *ZONDER_SCORES)
    text = (folder / KWB).read_text(encoding="utf-8")
    (folder / KWB).write_bytes(dress(text))
    found = klein.read(folder, *ZONDER_SCORES)
    pd.testing.assert_series_equal(found.gebieden["inwoners"], expected.gebieden["inwoners"])
    assert found.manifest.meldingen == expected.manifest.meldingen


# The Leefbaarometer


def write_scores(folder: Path, *editions: pd.DataFrame) -> None:
    pd.concat(editions).to_csv(folder / "Leefbaarometer-scores 2002-2024.csv", index=False)


def test_an_odd_old_edition_in_a_file_is_left_out_and_said(folder: Path) -> None:
    write_scores(
        folder, klein.make_scores(jaar=2020, afw=0.5), klein.make_scores(jaar=2022), klein.make_scores()
    )
    result = klein.read(folder, "ses_woa")
    years = result.reeksen.query("indicator == 'lbm_afwijking' and waarde.notna()")["jaar"]
    assert set(years) == {2022, 2024}
    [note] = [text for text in result.manifest.meldingen if "2020" in text and "weggelaten" in text]
    assert "niet de som van de vijf dimensies" in note


@pytest.mark.parametrize(
    ("newest", "said"),
    [(klein.make_scores(afw=0.5), "niet de som"), (klein.make_scores(jaar=2031), "dit jaar moet nog komen")],
)
def test_the_newest_edition_in_a_file_must_be_in_order(folder: Path, newest: pd.DataFrame, said: str) -> None:
    write_scores(folder, klein.make_scores(jaar=2022), newest)
    assert said in refuse(folder, "ses_woa")
