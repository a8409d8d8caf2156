"""Downloaded files give what the services give; what is absent, damaged or doubtful is told, all together."""

from __future__ import annotations

import functools
import shutil
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import downloads
import pandas as pd
import pytest
from keten import KLEIN, Geladen, list_real, load_parkstad, run

from woonzorg.bronnen.bestanden import bestandenmap, inlezen
from woonzorg.gegevens import opslag
from woonzorg.oordeel.toets import score_snapshot

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import geopandas as gpd
    from dienst import Waarden

SES, KWB, KWB_OUD = "ses-woa.csv", "kerncijfers-2024.csv", "85618NED.csv"
LBM, KAART = "open-data-leefbaarometer-meting-2024.zip", "wijkenbuurten_2024.gpkg"


@pytest.fixture(scope="module", autouse=True)
def read_once() -> Iterator[None]:
    """Read what has the same name and content once: these tests change what lies beside it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(inlezen, "read_content", functools.cache(inlezen.read_content))
        yield


@dataclass(frozen=True)
class Bouw:
    """What files are made from, and a folder with one of each."""

    waarden: Waarden
    gemeenten: frozenset[str]
    lagen: dict[str, gpd.GeoDataFrame]
    map: Path


@pytest.fixture(scope="session")
def parkstad(waarden: Waarden, gedeeld: Path) -> Geladen:
    """Return Parkstad from the services, loaded once."""
    return load_parkstad(waarden, gedeeld)


@pytest.fixture(scope="session")
def bouw(waarden: Waarden, klein: Geladen, tmp_path_factory: pytest.TempPathFactory) -> Bouw:
    """Make one file of each kind, of Simpelveld and what lies around it."""
    return make_bouw(waarden, klein.snapshot, tmp_path_factory.mktemp("gedownload"))


def make_bouw(waarden: Waarden, snapshot: opslag.Snapshot, folder: Path) -> Bouw:
    """Make one file of each kind: StatLine with titles and with keys, open-data zip, GeoPackage."""
    gebieden = snapshot.gebieden
    near = frozenset(gebieden.loc[gebieden["rol"] != "vergelijking", "gemeentecode"])
    west, south, east, north = gebieden.query("rol == 'regio'").total_bounds
    lagen = downloads.fetch_outlines(waarden, (west - 500, south - 500, east + 500, north + 500))
    (folder / SES).write_bytes(downloads.write_ses(waarden, near))
    for name, table in ((KWB, downloads.KWB), (KWB_OUD, downloads.KWB_OUD)):
        (folder / name).write_bytes(downloads.write_statline(downloads.take_rows(waarden, table, near)))
    (folder / LBM).write_bytes(downloads.write_leefbaarometer(waarden, near))
    downloads.write_geopackage(lagen, folder / KAART)
    return Bouw(waarden, near, lagen, folder)


@pytest.fixture(scope="session")
def gaaf(bouw: Bouw, tmp_path_factory: pytest.TempPathFactory) -> opslag.Snapshot:
    """Load Simpelveld once from the files as they were made; they stay as they are."""
    return laad_dicht(bouw.map, tmp_path_factory.mktemp("gaaf") / "gedownload", KLEIN)


@pytest.fixture(scope="session")
def gaaf_parkstad(
    waarden: Waarden, parkstad: Geladen, tmp_path_factory: pytest.TempPathFactory
) -> opslag.Snapshot:
    """Load all of Parkstad once from files."""
    made = make_bouw(waarden, parkstad.snapshot, tmp_path_factory.mktemp("gedownload"))
    return laad_dicht(made.map, tmp_path_factory.mktemp("gaaf") / "gedownload", "parkstad")


def laad_dicht(van: Path, naar: Path, regio: str) -> opslag.Snapshot:
    """Load a copy of a folder while the services are out of reach."""
    with pytest.MonkeyPatch.context() as patch:
        return laad(copy_dicht(van, naar, patch), regio)


def copy_dicht(van: Path, naar: Path, patch: pytest.MonkeyPatch) -> Path:
    """Copy a folder; services are out of reach, and snapshots go beside the copy."""
    patch.setenv("WOONZORG_DATA", str(naar.parent / "data"))
    for name in ("CBS", "LEEFBAAROMETER", "PDOK"):
        patch.setenv(f"WOONZORG_{name}_URL", "http://127.0.0.1:9")
    return Path(shutil.copytree(van, naar))


@pytest.fixture
def folder(bouw: Bouw, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of the folder to change; services are out of reach."""
    return copy_dicht(bouw.map, tmp_path / "gedownload", monkeypatch)


def laad(folder: Path, *regio: str) -> opslag.Snapshot:
    """Load a folder and return the snapshot."""
    ended = run("laad", *(regio or [KLEIN]), "--uit-bestanden", str(folder))
    assert ended.status == 0, ended.err
    return opslag.open_snapshot(folder.parent / "data")


def refuse(folder: Path, *argv: str) -> str:
    """Load a folder that cannot be loaded; return what is said, after checking that nothing was published."""
    ended = run("laad", KLEIN, "--uit-bestanden", str(folder), *argv)
    assert ended.status in {1, 2}
    assert ended.out == ""
    assert list_real(folder.parent / "data") == []
    return ended.err


def find_klassen(snapshot: opslag.Snapshot) -> pd.Series:
    """Return the class of every area of the region, by code."""
    gebieden = score_snapshot(snapshot).gebieden
    return gebieden[gebieden["rol"] == "regio"].set_index("code")["klasse"].sort_index()


def test_files_give_the_same_classes_as_the_services(
    gaaf_parkstad: opslag.Snapshot, parkstad: Geladen
) -> None:
    snapshot, online = gaaf_parkstad, parkstad.snapshot
    assert len(find_klassen(snapshot)) == 257
    assert find_klassen(snapshot).equals(find_klassen(online))
    assert set(snapshot.gebieden["code"]) == set(online.gebieden["code"])
    here, there = (score_snapshot(one).referentie for one in (snapshot, online))
    assert here.waarde == pytest.approx(there.waarde, abs=1e-9)
    assert here.jaar == there.jaar == 2023


def test_files_give_the_same_figures_and_ring_as_the_services(
    gaaf_parkstad: opslag.Snapshot, parkstad: Geladen
) -> None:
    columns = [
        "rol",
        "landsgrens",
        "postcode",
        "ses_woa",
        "ses_spreiding",
        "huishoudens",
        "woz",
        "laag_inkomen_pct",
    ]
    here, there = (
        one.gebieden.query("rol != 'vergelijking'").set_index("code")[columns].sort_index()
        for one in (gaaf_parkstad, parkstad.snapshot)
    )
    pd.testing.assert_frame_equal(here, there)


def test_files_are_cited_by_name_and_hash(gaaf: opslag.Snapshot) -> None:
    lines = {line.url.split("/")[0]: line for line in gaaf.manifest.bronnen}
    assert set(lines) == {SES, KWB, KWB_OUD, LBM, KAART}
    assert all("gedownload" in line.toelichting and len(line.sha256) == 64 for line in lines.values())
    assert {name: lines[name].indeling for name in lines} == {
        SES: 2024,
        KWB: 2024,
        KWB_OUD: 2023,
        LBM: 2024,
        KAART: 2024,
    }
    assert "som van de vijf dimensies" in lines[LBM].toelichting


def _keys(bouw: Bouw) -> bytes:
    return downloads.write_ses(bouw.waarden, bouw.gemeenten, sleutels=True)


def _commas(bouw: Bouw) -> bytes:
    return downloads.write_ses(bouw.waarden, bouw.gemeenten, komma=True)


def _unquoted(bouw: Bouw) -> bytes:
    return downloads.write_ses(bouw.waarden, bouw.gemeenten)[3:].replace(b"\r\n", b"\n").replace(b'"', b"")


@pytest.mark.parametrize("variant", [_keys, _commas, _unquoted])
def test_every_kind_of_statline_export_reads_alike(
    folder: Path, gaaf: opslag.Snapshot, bouw: Bouw, variant: Callable[[Bouw], bytes]
) -> None:
    expected = find_klassen(gaaf)
    (folder / SES).write_bytes(variant(bouw))
    (folder / SES).rename(folder / "regio-indeling 2024.csv")
    assert find_klassen(laad(folder)).equals(expected)


def test_outlines_as_geojson_serve_as_well(folder: Path, gaaf: opslag.Snapshot, bouw: Bouw) -> None:
    expected = gaaf.gebieden["code"].tolist()
    (folder / KAART).unlink()
    for name, frame in bouw.lagen.items():
        frame.to_crs(4326).to_file(folder / f"{name}-2024.geojson", driver="GeoJSON")
    assert sorted(laad(folder).gebieden["code"]) == sorted(expected)


def test_wijken_and_gemeenten_are_made_from_buurten_where_the_map_lacks_them(
    folder: Path, gaaf: opslag.Snapshot, bouw: Bouw
) -> None:
    expected = gaaf.gebieden.query("rol == 'regio'").set_index("code")
    (folder / KAART).unlink()
    downloads.write_geopackage({"buurten": bouw.lagen["buurten"]}, folder / KAART)
    snapshot = laad(folder)
    made = snapshot.gebieden.query("rol == 'regio'").set_index("code").reindex(expected.index)
    assert (made.geometry.area / expected.geometry.area).between(0.99, 1.01).all()
    assert [note for note in snapshot.manifest.meldingen if "samengesteld uit die van de buurten" in note]


def test_without_gemeenten_in_the_export_the_reference_is_unknown_and_said(folder: Path, bouw: Bouw) -> None:
    lines = downloads.write_ses(bouw.waarden, bouw.gemeenten, sleutels=True).split(b"\r\n")
    (folder / SES).write_bytes(b"\r\n".join(line for line in lines if not line.startswith(b'"GM')))
    _assert_unknown(folder, "Er zijn geen gemeenten met een SES-WOA-score")
    told = run("laad", KLEIN, "--uit-bestanden", str(folder))
    assert "ontbreken de regels van de gemeenten (codes die beginnen met GM)" in told.out
    assert "Download die tabel op StatLine met alle gemeenten van Nederland en de regel Nederland" in told.out


def test_with_the_regions_own_gemeenten_only_the_reference_is_unknown_and_said(
    folder: Path, bouw: Bouw
) -> None:
    (folder / SES).write_bytes(
        downloads.write_ses(bouw.waarden, bouw.gemeenten, alleen=tuple(bouw.gemeenten))
    )
    _assert_unknown(folder, "% van de huishoudens van het land")
    told = run("laad", KLEIN, "--uit-bestanden", str(folder), "--json").json
    assert told["ses_woa_referentie"] is None
    assert f"staan maar {len(bouw.gemeenten)} gemeenten met een score" in told["meldingen"][-1]


def test_one_gemeente_with_a_score_is_one_and_a_source_left_out_is_told(folder: Path, bouw: Bouw) -> None:
    (folder / SES).write_bytes(downloads.write_ses(bouw.waarden, bouw.gemeenten, alleen=(KLEIN,)))
    told = run("laad", KLEIN, "--uit-bestanden", str(folder), "--json").json["meldingen"][-1]
    assert "De enige gemeente met een SES-WOA-score heeft maar" in told
    assert "staat maar 1 gemeente met een score" in told
    told = run("laad", KLEIN, "--uit-bestanden", str(folder), "--json", "--zonder", "ses_woa").json
    assert "SES-WOA is weggelaten. Laad opnieuw met die bron erbij." in told["meldingen"][-1]


def _assert_unknown(folder: Path, words: str) -> None:
    snapshot = laad(folder)
    score = score_snapshot(snapshot)
    assert set(score.gebieden["klasse"]) == {"onbekend"}
    assert pd.isna(score.referentie.waarde)
    assert words in score.referentie.melding
    assert snapshot.gebieden["ses_woa"].notna().any()
    verdict = run("toets", "GM0965", "--json").json
    assert verdict["ses_woa"]["referentie"] is None
    assert any(words in reason for reason in verdict["redenen"])


@pytest.mark.parametrize(
    ("names", "bron"),
    [([SES], "ses_woa"), ([KWB, KWB_OUD], "kerncijfers"), ([LBM], "leefbaarometer"), ([KAART], "grenzen")],
)
def test_an_absent_file_is_named_by_its_source(folder: Path, names: list[str], bron: str) -> None:
    for name in names:
        (folder / name).unlink()
    said = refuse(folder)
    assert f"Verwacht: bestanden voor {bron}." in said
    assert "--zonder" in said


def test_an_absent_file_may_be_left_out_knowingly(folder: Path) -> None:
    (folder / LBM).unlink()
    ended = run("laad", KLEIN, "--uit-bestanden", str(folder), "--zonder", "leefbaarometer", "--json")
    assert ended.status == 0, ended.err
    assert ended.json["zonder"] == ["leefbaarometer"]
    assert set(ended.json["klassen"]) == {"onbekend"}


def test_an_empty_folder_tells_all_that_is_wanted(tmp_path: Path, folder: Path) -> None:
    (tmp_path / "leeg").mkdir()
    said = refuse(tmp_path / "leeg")
    assert "bestanden voor ses_woa, kerncijfers, leefbaarometer, grenzen" in said
    assert folder.exists()


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[200:260] = bytes(60)
    path.write_bytes(bytes(content))


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _to_html(path: Path) -> None:
    path.write_bytes(b"<!DOCTYPE html><html>Download mislukt</html>")


DAMAGE = [
    (LBM, _cut, "zip-bestand is beschadigd"),
    (LBM, _flip, "zip-bestand is beschadigd"),
    (KAART, _cut, "GeoPackage is beschadigd"),
    (KAART, _empty, "het bestand is leeg"),
    (SES, _cut, "regels hebben te weinig of te veel kolommen"),
    (SES, _to_html, "geen tabel of kaart"),
    (KWB, _empty, "het bestand is leeg"),
]


@pytest.mark.parametrize(("name", "damage", "oorzaak"), DAMAGE)
def test_a_damaged_file_is_named_with_its_cause(
    folder: Path, name: str, damage: Callable[[Path], None], oorzaak: str
) -> None:
    damage(folder / name)
    said = refuse(folder)
    assert name in said
    assert oorzaak in said
    assert "Er is niets geladen" in said


def test_all_faults_are_told_together(folder: Path) -> None:
    _cut(folder / LBM)
    _to_html(folder / SES)
    (folder / "kaart.geojson").write_text(
        '{"type": "FeatureCollection", "features": [{"prop', encoding="utf-8"
    )
    said = refuse(folder)
    assert all(name in said for name in (LBM, SES, "kaart.geojson"))
    assert "zip-bestand is beschadigd" in said
    assert "geen (compleet) GeoJSON-bestand" in said
    assert "Probeer het later nog eens" not in said


def test_a_zip_that_unpacks_beyond_all_size_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bestandenmap, "GROOTTE_MAXIMUM", (folder / KAART).stat().st_size + 1)
    with zipfile.ZipFile(folder / "bom.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bom.csv", b"0" * (bestandenmap.GROOTTE_MAXIMUM + 1))
    assert "bom.zip: het zip-bestand is uitgepakt onverwacht groot" in refuse(folder)


def test_other_files_are_left_alone_and_named(folder: Path) -> None:
    (folder / "boodschappen.csv").write_text("wat;hoeveel\nmelk;2\nbrood;1\n", encoding="utf-8")
    (folder / "punten.geojson").write_text(
        '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"naam":"x"},'
        '"geometry":{"type":"Point","coordinates":[6,50.9]}}]}', encoding="utf-8")  # fmt: skip
    (folder / ".verborgen").write_bytes(b"\x00\x01")
    [note] = [text for text in laad(folder).manifest.meldingen if "niet gebruikt" in text]
    assert note == "Niet herkend en niet gebruikt: boodschappen.csv, punten.geojson."


def test_the_same_file_twice_counts_once(folder: Path, gaaf: opslag.Snapshot) -> None:
    expected = find_klassen(gaaf)
    shutil.copy(folder / SES, folder / "kopie van ses.csv")
    snapshot = laad(folder)
    assert find_klassen(snapshot).equals(expected)
    assert [line.sleutel.bron for line in snapshot.manifest.bronnen].count("ses_woa") == 1


def test_two_files_that_contradict_each_other_are_refused(folder: Path) -> None:
    content = (folder / SES).read_bytes()
    (folder / "ses-woa-nieuw 2024.csv").write_bytes(content.replace(b'"     -0.', b'"     -1.'))
    said = refuse(folder)
    assert "twee bestanden geven verschillende cijfers voor hetzelfde gebied en jaar" in said
    assert "ses-woa-nieuw 2024.csv" in said


def test_one_source_may_lie_in_several_files(folder: Path, gaaf: opslag.Snapshot) -> None:
    expected = find_klassen(gaaf)
    lines = (folder / SES).read_bytes().split(b"\r\n")
    head, body = lines[:2], [line for line in lines[2:] if b'"BU' in line or b'"WK' in line or b'"GM' in line]
    for number, part in enumerate((body[::2], body[1::2])):
        (folder / f"deel-{number}.csv").write_bytes(b"\r\n".join([*head, *part]))
    (folder / SES).unlink()
    assert find_klassen(laad(folder)).equals(expected)


def test_an_older_ses_table_beside_a_newer_one_is_not_mixed_in(folder: Path, gaaf: opslag.Snapshot) -> None:
    expected = find_klassen(gaaf)
    content = (folder / SES).read_bytes()
    (folder / "ses-oud.csv").write_bytes(
        content.replace(b"regio-indeling 2024", b"regio-indeling 2022").replace(b"-0.", b"-1.")
    )
    snapshot = laad(folder)
    assert find_klassen(snapshot).equals(expected)
    assert any("nieuwere indeling: ses-oud.csv" in note for note in snapshot.manifest.meldingen)


def test_two_maps_of_buurten_are_refused(folder: Path, bouw: Bouw) -> None:
    bouw.lagen["buurten"].iloc[1:].to_file(folder / "buurten-2023.geojson", driver="GeoJSON")
    said = refuse(folder)
    assert "er zijn twee kaarten met buurten" in said
    assert "buurten-2023.geojson" in said


def test_key_figures_without_a_year_are_refused(folder: Path) -> None:
    (folder / KWB).rename(folder / "kerncijfers.csv")
    assert "het jaar van CBS, Kerncijfers wijken en buurten staat nergens" in refuse(folder)


def test_scores_without_periods_are_refused(folder: Path, bouw: Bouw) -> None:
    frame = downloads.take_rows(bouw.waarden, downloads.SES, bouw.gemeenten)
    last = frame[frame["Perioden"] == "2023JJ00"].drop(columns="Perioden")
    (folder / SES).write_bytes(downloads.write_statline(last))
    assert "het jaar van CBS, SES-WOA staat nergens" in refuse(folder)


def test_a_division_that_nobody_tells_is_assumed_and_said(folder: Path, bouw: Bouw) -> None:
    (folder / SES).write_bytes(_keys(bouw))
    notes = laad(folder).manifest.meldingen
    assert f"De indeling van {SES} staat nergens; aangenomen is 2024, die van de kaart." in notes


def test_the_codes_of_areas_are_needed(folder: Path, bouw: Bouw) -> None:
    frame = downloads.take_rows(bouw.waarden, downloads.SES, bouw.gemeenten).drop(
        columns="RegiocodeGemeenteWijkBuurt_1"
    )
    (folder / SES).write_bytes(downloads.write_statline(frame.assign(WijkenEnBuurten="Heerlen")))
    assert "geen kolom met codes van gebieden" in refuse(folder)


def test_a_region_outside_the_files_is_refused(folder: Path) -> None:
    ended = run("laad", "GM0363", "--uit-bestanden", str(folder))
    assert ended.status == 1
    assert "niet elke gemeente van de regio staat op de kaart" in ended.err
    assert "GM0363" in ended.err


def test_an_edition_in_a_file_for_each_level_lacks_only_what_no_file_has(gaaf: opslag.Snapshot) -> None:
    unmatched = gaaf.manifest.ongekoppeld
    editions = [
        row for row in unmatched if str(row.bron) == "leefbaarometer:2024" and "geen regel" in row.reden
    ]
    assert 0 < len(editions) == len({row.code for row in editions}) < 30
