"""End to end: from the services' answers to classes, for Parkstad and for what may go wrong on the way."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import geopandas as gpd
import pandas as pd
import pytest
import requests
from dienst import Dienst
from keten import KLEIN, Geladen, fill, finish, hurry, list_real, load_once, load_parkstad, run, start

from woonzorg.gegevens import opslag
from woonzorg.oordeel.toets import score_snapshot

if TYPE_CHECKING:
    from dienst import Waarden

SES, KWB = "86092NED", "85984NED"
BUURT = "BU09650000"


@pytest.fixture(scope="session")
def parkstad(waarden: Waarden, gedeeld: Path) -> Geladen:
    """Return Parkstad, loaded once, as JSON."""
    return load_parkstad(waarden, gedeeld)


@pytest.fixture(scope="session")
def klein(waarden: Waarden, tmp_path_factory: pytest.TempPathFactory) -> Geladen:
    """Return Simpelveld, loaded once."""
    return load_once(waarden, tmp_path_factory.mktemp("klein") / "data", KLEIN)


@pytest.fixture
def leeg(klein: Geladen, dienst: Dienst, dienst_env: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty folder for snapshots; the server is warm and gives large pages."""
    assert klein.afloop.status == 0
    hurry(monkeypatch)
    dienst.cbs.page_size, dienst.pdok.maximum = 5000, 1000
    return Path(dienst_env["WOONZORG_DATA"])


@pytest.fixture
def gevuld(leeg: Path, klein: Geladen) -> Path:
    """Return a folder with a good snapshot of Simpelveld."""
    fill(klein, leeg)
    return leeg


@pytest.fixture
def geladen(parkstad: Geladen, leeg: Path) -> Path:
    """Return a folder of its own with Parkstad."""
    fill(parkstad, leeg)
    return leeg


# What Parkstad becomes


def test_parkstad_has_its_areas_and_a_ring_at_each_level(parkstad: Geladen) -> None:
    counts = parkstad.snapshot.gebieden.groupby(["rol", "niveau"]).size()
    assert counts["regio"].to_dict() == {"buurt": 201, "wijk": 49, "gemeente": 7}
    assert set(counts["rand"].index) == {"buurt", "wijk", "gemeente"}
    assert counts["vergelijking"]["gemeente"] > 300
    assert parkstad.afloop.json["gebieden"] == {"gemeente": 7, "wijk": 49, "buurt": 201}


def test_the_ring_carries_every_measure(parkstad: Geladen) -> None:
    rand = parkstad.snapshot.gebieden.query("rol == 'rand'")
    assert rand.groupby("niveau")[["ses_woa", "lbm_afwijking", "huishoudens"]].count().min().min() > 0
    assert set(rand["gemeentecode"]).isdisjoint(parkstad.snapshot.manifest.regio.gemeenten)


def fetch_ses(waarden: Waarden, jaar: int) -> dict[str, tuple[float | None, float | None]]:
    """Ask the server for score and households by code: own code, not the loader's."""
    with Dienst(waarden) as server:
        server.cbs.page_size = 100_000
        url = f"{server.url}/cbs/ODataFeed/odata/{SES}/TypedDataSet"
        with requests.get(
            url, params={"$format": "json", "$filter": f"Perioden eq '{jaar}JJ00'"}, timeout=60
        ) as r:
            rows = r.json()["value"]
    return {
        row["WijkenEnBuurten"].strip(): (row["GemiddeldeScore_29"], row["ParticuliereHuishoudens_4"])
        for row in rows
    }


def fetch_leefbaarheid(waarden: Waarden) -> dict[str, float]:
    """Take buurten from the recorded answer, and wijken and gemeenten (stand-ins) from the server."""
    recorded = json.loads(waarden.read_bytes("leefbaarometer_wfs_buurtscore24_parkstad.json"))["features"]
    with Dienst(waarden) as server:
        for niveau in ("wijk", "gemeente"):
            query = {"request": "GetFeature", "typeNames": f"lbm3:{niveau}score24", "propertyName": "id,afw"}
            server.leefbaarometer.maximum = 100_000
            with requests.get(f"{server.url}/lbm/lbm3/ows", params=query, timeout=60) as answer:
                recorded += answer.json()["features"]
    return {feature["properties"]["id"]: feature["properties"]["afw"] for feature in recorded}


def classify(ses: float | None, mean: float, lbm: float | None) -> str:
    """Apply the rule of the regional vision (§5.3) once more, as plainly as it can be written."""
    if ses is None or lbm is None:
        return "onbekend"
    if ses < mean and lbm < 0:
        return "kwetsbaar"
    if ses < mean:
        return "aandacht_ses"
    return "aandacht_leefbaarheid" if lbm < 0 else "draagkrachtig"


def test_classes_equal_an_independent_recomputation(parkstad: Geladen, waarden: Waarden) -> None:
    snapshot = parkstad.snapshot
    jaar = snapshot.manifest.jaren["ses_woa"]
    ses, lbm = fetch_ses(waarden, jaar), fetch_leefbaarheid(waarden)
    national = [(s, h) for code, (s, h) in ses.items() if code[:2] == "GM" and s is not None and h]
    mean = sum(s * h for s, h in national) / sum(h for _, h in national)
    score = score_snapshot(snapshot)
    assert (jaar, len(national)) == (2023, 342)
    assert score.referentie.waarde == pytest.approx(mean, abs=1e-12)
    own = pd.concat([score.select(niveau) for niveau in ("buurt", "wijk", "gemeente")])
    expected = {code: classify(ses[code][0], mean, lbm.get(code)) for code in own["code"]}
    found = dict(zip(own["code"], own["klasse"], strict=True))
    assert len(found) == 257
    assert found == expected
    assert len(set(expected.values())) == 5


def test_scores_are_the_stand_in_by_postcode_and_the_recorded_deviation(
    parkstad: Geladen, testdata: Path, waarden: Waarden
) -> None:
    """SES-WOA of a buurt is that of its postcode-4 (2022): a stand-in, moved by at most 0.01 a year by the server."""
    own = parkstad.snapshot.gebieden.query("rol == 'regio' and niveau == 'buurt'").set_index("code")
    kwb = pd.read_csv(testdata / "parkstad_2024" / "kwb_2024.csv", dtype={"meest_voorkomende_pc4": str})
    pc4 = pd.read_csv(testdata / "parkstad_2024" / "ses_woa_pc4_2022.csv", dtype={"pc4": str}).set_index(
        "pc4"
    )
    kwb = kwb.set_index("buurtcode").reindex(own.index)
    standin = kwb["meest_voorkomende_pc4"].str.replace(".0", "").map(pc4["ses_woa_total"])
    known = own["ses_woa"].notna() & standin.notna()
    assert known.sum() > 150
    assert (own["ses_woa"] - standin)[known].abs().max() < 0.0111
    assert own.loc[kwb["huishoudens"].fillna(0) < 100, "ses_woa"].isna().all()
    postcodes = kwb["meest_voorkomende_pc4"].str.replace(".0", "").fillna("")
    assert own["postcode"].tolist() == postcodes.tolist()
    assert (postcodes != "").sum() > 190
    recorded = json.loads(waarden.read_bytes("leefbaarometer_wfs_buurtscore24_parkstad.json"))["features"]
    for feature in recorded:
        assert own.loc[feature["properties"]["id"], "lbm_afwijking"] == feature["properties"]["afw"]


def test_key_figures_are_the_real_ones(parkstad: Geladen, testdata: Path) -> None:
    own = (
        parkstad.snapshot.gebieden.query("rol == 'regio' and niveau == 'buurt'")
        .set_index("code")
        .sort_index()
    )
    kwb = pd.read_csv(testdata / "parkstad_2024" / "kwb_2024.csv").set_index("buurtcode").sort_index()
    for here, there in (("inwoners", "inwoners"), ("huishoudens", "huishoudens"), ("woz", "woz_keuro")):
        pd.testing.assert_series_equal(own[here], kwb[there].astype(float), check_names=False)


def test_outlines_are_the_real_ones(parkstad: Geladen, testdata: Path) -> None:
    own = parkstad.snapshot.gebieden.query("rol == 'regio' and niveau == 'buurt'").set_index("code")
    real = gpd.read_file(testdata / "parkstad_2024" / "buurten.geojson").set_index("buurtcode").to_crs(28992)
    assert set(own.index) == set(real.index)
    apart = own.geometry.symmetric_difference(real.geometry.reindex(own.index)).area
    assert (apart <= 0.001 * own.area).all()


def test_every_code_without_a_partner_is_listed(parkstad: Geladen, testdata: Path, waarden: Waarden) -> None:
    listed = {(line.code, str(line.bron)): line for line in parkstad.snapshot.manifest.ongekoppeld}
    every = set(gpd.read_file(testdata / "parkstad_2024" / "buurten.geojson")["buurtcode"])
    unscored = {code for code in every if code not in waarden.recorded_scores}
    told = {code for code, bron in listed if bron == "leefbaarometer:2024" and code in every}
    assert len(unscored) == 25
    assert told == unscored
    assert all(listed[code, "leefbaarometer:2024"].naam for code in told)
    assert all("geen regel voor dit gebied" in listed[code, "leefbaarometer:2024"].reden for code in told)


def test_ring_codes_that_changed_are_listed_and_their_older_figures_left_out(parkstad: Geladen) -> None:
    """BU09940002 has new borders, BU18830300 a new code, says the server of 2024."""
    listed = {(line.code, str(line.bron)): line.reden for line in parkstad.snapshot.manifest.ongekoppeld}
    assert (
        listed["BU09940002", "kerncijfers:85618NED"]
        == "code of grenzen veranderden tussen 2023 en 2024 (rand)"
    )
    assert listed["BU18830300", "kerncijfers:85618NED"] == "de bron heeft geen regel voor dit gebied (rand)"
    reeksen = parkstad.snapshot.reeksen
    older = reeksen[
        reeksen["code"].isin(["BU09940002", "BU18830300"]) & (reeksen["bron"] == "kerncijfers:85618NED")
    ]
    assert older["waarde"].isna().all()
    assert len(older) > 0


def test_years_nobody_tells_of_are_said(parkstad: Geladen) -> None:
    [note] = [text for text in parkstad.afloop.json["meldingen"] if "niet na te gaan" in text]
    assert "2021, 2022" in note


def test_all_years_are_kept(parkstad: Geladen) -> None:
    years = parkstad.snapshot.reeksen.groupby("indicator")["jaar"].unique().map(sorted)
    assert list(years["ses_woa"]) == [2020, 2021, 2022, 2023]
    assert list(years["lbm_afwijking"]) == [2020, 2022, 2024]
    assert parkstad.snapshot.manifest.jaren["laag_inkomen_pct"] == 2023
    assert parkstad.snapshot.manifest.jaren["huishoudens"] == 2024


def test_every_source_is_cited_with_address_licence_division_and_hash(parkstad: Geladen) -> None:
    sources = parkstad.snapshot.manifest.bronnen
    assert Counter(line.sleutel.bron for line in sources) == {
        "grenzen": 1, "ses_woa": 1, "kerncijfers": 2, "leefbaarometer": 3, "nabijheid_voorzieningen": 1,
        "politie": 1}  # fmt: skip
    for line in sources:
        assert line.url.startswith("http://127.0.0.1:")
        assert len(line.sha256) == 64
        assert line.licentie in {"CC BY 4.0", "CC0", "CC0 (nog na te gaan)"}
        assert line.rijen > 0
        assert line.opgehaald_op


def test_json_is_one_object_and_progress_goes_elsewhere(gevuld: Path) -> None:
    ended = finish(start("laad", KLEIN, "--json"))
    assert ended.status == 0, ended.err
    assert ended.json["snapshot"] == list_real(gevuld)[0]
    assert ended.out.startswith("{")
    assert ended.out.endswith("}\n")
    assert "Leefbaarometer 2024" in ended.err
    assert "Traceback" not in ended.err


def test_a_failed_load_with_json_still_gives_one_object(gevuld: Path, dienst: Dienst) -> None:
    dienst.add_fault("collections", "status", 404, times=None)
    ended = run("laad", KLEIN, "--json")
    assert ended.status == 1
    assert list(ended.json) == ["fout"]
    assert ended.json["fout"] in ended.err
    assert len(list_real(gevuld)) == 1


# The commands on what was loaded


def test_snapshots_are_listed_and_one_can_go_back(geladen: Path) -> None:
    assert run("laad", KLEIN).status == 0
    lines = run("gegevens", "--json").json
    assert [line["regio"] for line in lines] == [KLEIN.lower(), "parkstad", *["voorbeeldstreek"] * 2]
    assert lines[1]["gebieden"] == 257
    assert {"id", "regio", "datum", "gebieden"} <= set(lines[0])
    back = run("terug", lines[1]["id"], "--json")
    assert back.json == {"id": lines[1]["id"], "regio": "parkstad"}
    assert run("gegevens", "--json").json[0]["id"] == lines[1]["id"]
    assert opslag.open_snapshot(geladen).id == lines[1]["id"]


@pytest.mark.parametrize("suffix", [".csv", ".xlsx", ".parquet", ".geojson"])
def test_scores_are_written_as_asked(geladen: Path, tmp_path: Path, suffix: str) -> None:
    target = tmp_path / f"scores{suffix}"
    ended = run("scoor", "--uit", str(target), "--json")
    assert ended.status == 0, ended.err
    assert ended.json["gebieden"] == 257
    assert sum(ended.json["klassen"].values()) == 257
    assert target.stat().st_size > 1000
    assert geladen.exists()


def test_an_earlier_edition_can_be_scored(geladen: Path, tmp_path: Path) -> None:
    target = tmp_path / "scores.csv"
    assert run("scoor", "--uit", str(target), "--jaar", "2022", "--niveau", "buurt").status == 0
    wrong = run("scoor", "--uit", str(target), "--jaar", "2019")
    assert wrong.status == 2
    assert "2020, 2022" in wrong.err
    assert geladen.exists()


def test_one_area_is_judged_with_reasons(geladen: Path) -> None:
    verdict = run("toets", "BU09171000", "--json").json
    assert verdict["niveau"] == "buurt"
    assert verdict["gemeente"] == "Heerlen"
    assert verdict["ses_woa"]["jaar"] == 2023
    assert verdict["leefbaarometer"]["jaar"] == 2024
    assert len(verdict["redenen"]) >= 3
    assert {line["sleutel"].split(":")[0] for line in verdict["bronnen"]} == {
        "grenzen", "ses_woa", "kerncijfers", "leefbaarometer", "nabijheid_voorzieningen", "politie"}  # fmt: skip
    assert run("toets", "BU09179999").status == 2
    assert geladen.exists()


# Which region


def test_gemeentecodes_make_a_region(leeg: Path) -> None:
    ended = run("laad", "GM0917", "GM0928", "--json")
    assert ended.status == 0, ended.err
    assert ended.json["regio"] == "gm0917-gm0928"
    assert ended.json["gebieden"]["gemeente"] == 2
    rand = opslag.open_snapshot(leeg).gebieden.query("rol == 'rand' and niveau == 'gemeente'")
    assert {"GM0882", "GM0899"} <= set(rand["code"])


def test_the_choice_of_region_changes_no_class(leeg: Path, parkstad: Geladen) -> None:
    assert run("laad", "GM0917", "GM0928").status == 0
    here, there = (
        score_snapshot(snapshot).gebieden.set_index("code")["klasse"]
        for snapshot in (opslag.open_snapshot(leeg), parkstad.snapshot)
    )
    own = [code for code in here.index if code[2:6] in {"0917", "0928"}]
    assert len(own) > 90
    assert here[own].equals(there[own])


def test_a_region_of_ones_own_comes_from_a_file(leeg: Path, tmp_path: Path) -> None:
    regios = tmp_path / "regios.toml"
    regios.write_text('[mijn-dorp]\ntitel = "Mijn dorp"\ngemeenten = ["GM0965"]\n', encoding="utf-8")
    ended = run("laad", "mijn-dorp", "--regios", str(regios), "--json")
    assert ended.status == 0, ended.err
    assert ended.json["regio"] == "mijn-dorp"
    assert opslag.open_snapshot(leeg).manifest.regio.titel == "Mijn dorp"


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["atlantis"], "De regio 'atlantis' is niet bekend"),
        (["GM917"], "gemeentecodes bij de opdracht kloppen niet"),
        ([], "Er is geen regio genoemd"),
        (["parkstad", "--zonder", "grenzen"], "Deze bron kan niet worden weggelaten"),
        (["parkstad", "--regios", "bestaat-niet.toml"], "is niet te lezen"),
        (["parkstad", "--uit-bestanden", "bestaat-niet"], "De map bestaat-niet is er niet"),
    ],
)
def test_a_wrong_command_is_told_and_asks_nothing(
    leeg: Path, dienst: Dienst, argv: list[str], said: str
) -> None:
    ended = run("laad", *argv)
    assert ended.status == 2
    assert said in ended.err
    assert dienst.requests == []
    assert list_real(leeg) == []


# Doing without a source


@pytest.mark.parametrize(("bron", "kolom"), [("ses_woa", "ses_woa"), ("leefbaarometer", "lbm_afwijking")])
def test_without_a_source_every_class_is_unknown_and_that_is_said(
    leeg: Path, dienst: Dienst, bron: str, kolom: str
) -> None:
    ended = run("laad", KLEIN, "--zonder", bron)
    assert ended.status == 0, ended.err
    assert f"Zonder {bron}" in ended.out
    snapshot = opslag.open_snapshot(leeg)
    score = score_snapshot(snapshot)
    assert snapshot.gebieden[kolom].isna().all()
    assert set(score.gebieden["klasse"]) == {"onbekend"}
    assert snapshot.manifest.zonder == (bron,)
    assert not dienst.find_requests(SES if bron == "ses_woa" else "/lbm/")


def test_a_source_left_out_need_not_even_answer(leeg: Path, dienst: Dienst) -> None:
    dienst.add_fault("/lbm/", "status", 500, times=None)
    assert run("laad", KLEIN, "--zonder", "leefbaarometer").status == 0
    assert len(list_real(leeg)) == 1


def test_what_was_loaded_is_the_same_when_it_is_asked_again_by_other_code(
    gevuld: Path, dienst: Dienst
) -> None:
    """Every figure of the CBS of an area at each level, by cbsodata: a second reading of the loader."""
    done = run("natrekken", "GM0965", "WK096500", "BU09650000", "BU09650009", "--json")
    equal = Counter(line["tabel"] for line in done.json if line["uitslag"] == "gelijk")
    assert done.status == 0
    assert {line["uitslag"] for line in done.json} == {"gelijk", "niet na te vragen"}
    assert equal.keys() >= {SES, KWB, "85618NED"}
    assert sum(equal.values()) > 60
    refused = [line for line in done.json if line["uitslag"] != "gelijk" and line["tabel"].endswith("NED")]
    assert [line["cijfer"] for line in refused if "rekent het uit" not in line["uitleg"]] == []
    assert opslag.list_snapshots(gevuld)[0].fout == ""
    assert not dienst.find_requests("startswith")
