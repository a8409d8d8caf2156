"""The command line of an initiative, on the embedded fictional region."""

from __future__ import annotations

import io
import json

import openpyxl
import pytest

from woonzorg.gegevens.opslag import open_snapshot
from woonzorg.instelling import INGEBOUWD
from woonzorg.opdracht.opdracht import main

GEGEVEN = {
    "versie": 1,
    "plek": "BU91010001",
    "groep": "statushouders",
    "instrument": "nieuwbouw",
    "aantal": 1,
}
ZIN = "Dit is geen vergunningtoets en zegt niets over een kandidaat."
KOP = "naam;code;groep;instrument;aantal;woningen;gehuisvest;ruimte;corporatie;jaar"
LIJST = (
    "De Linde;BU91010902;psychisch;toewijzing;2;48;20;;Woonpunt;2027",
    "Flat Zuid;BU91010902;psychisch;toewijzing;2;48;2;;Woonpunt;2027",
    "De Eik;BU91030300;psychisch;toewijzing;2;;;ja;De Haard;2027",
    "Het Baken;BU91010902;vrouwenopvang;nieuwbouw;7;;;;Stichting Veilig;",
    "Aan het plein;BU91010001;open;onzelfstandig;10;;;;;",
    "Een;BU91010902;psychisch;toewijzing;1;;;;Woonpunt;2027",
)


@pytest.fixture(autouse=True)
def _embedded(monkeypatch, tmp_path):
    monkeypatch.setenv("WOONZORG_DATA", str(tmp_path / "leeg"))


@pytest.fixture
def write(tmp_path):
    def write_file(naam, text):
        path = tmp_path / naam
        path.write_text(text, encoding="utf-8")
        return str(path)

    return write_file


def judge(capsys, write, *options, status=0, **delen):
    path = write("initiatief.json", json.dumps(GEGEVEN | delen))
    assert main(["initiatief", path, *options]) == status
    return capsys.readouterr()


@pytest.mark.parametrize(
    ("delen", "oordeel"),
    [({}, "in_beginsel_niet"), ({"groep": "ouderen", "aantal": 40}, "niet_tegengehouden"),
     ({"groep": "open", "instrument": "onzelfstandig", "aantal": 10}, "advies"),
     ({"groep": "woonwagenbewoners", "instrument": "standplaats", "aantal": 6, "binnen_buurt": True},
      "in_beginsel_niet")],
)  # fmt: skip
def test_the_cases_of_the_issue_as_json(capsys, write, delen, oordeel):
    told = judge(capsys, write, "--json", **delen)
    found = json.loads(told.out)
    assert list(found) == ["oordeel", "zin", "regels", "alternatieven", "schaal"]
    assert found["oordeel"] == oordeel
    assert all(list(rule) == ["regel", "uitkomst", "waarde", "grens", "ruimte"] for rule in found["regels"])
    assert ZIN in told.err


def test_the_answer_in_words_has_rules_place_next_steps_and_always_the_sentence(capsys, write):
    said = judge(capsys, write).out
    for words in ("In beginsel niet: Ereprijshage", "✗ Ontzien: niet gehaald", "Getoetst op de schaal wijk",
                  "buurten ernaast", "Kijk naar een andere plek", "afstapelen", "Meng:", ZIN):  # fmt: skip
        assert words in said
    assert judge(capsys, write, groep="ouderen", aantal=40).out.count(ZIN) == 1


def test_what_may_be_shared_of_a_group_with_more_privacy_has_no_place(capsys, write):
    for options in (["--openbaar"], ["--openbaar", "--json"]):
        told = judge(capsys, write, *options, groep="vrouwenopvang", naam="Het Baken")
        for word in ("Ereprijshage", "BU9101", "Zuringdorp", "Baken"):
            assert word not in told.out + told.err
    assert json.loads(told.out)["regels"] == json.loads(told.out)["alternatieven"] == []


def test_a_wrong_file_is_refused_with_all_findings(capsys, write):
    told = judge(capsys, write, "--json", status=2, plek="BU92040000")
    assert "in de rand om deze streek" in json.loads(told.out)["fout"]
    told = judge(capsys, write, status=2, aantal=0, jaar=2027)
    assert "aantal: er staat 0 woningen" in told.err
    assert "jaar: een convenantjaar" in told.err
    assert main(["initiatief", "er-is-niets.json"]) == 2


def read_bladen(path):
    book = openpyxl.load_workbook(io.BytesIO(path.read_bytes()))
    return {
        sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)] for sheet in book.worksheets
    }


def test_a_list_becomes_an_annex_by_gemeente_and_name_with_no_small_count_and_no_secret_place(
    capsys, write, tmp_path
):
    path, out = write("lijst.csv", "\n".join((KOP, *LIJST))), tmp_path / "toetsen.xlsx"
    assert main(["initiatieven", path, "--uit", str(out), "--json"]) == 0
    told = capsys.readouterr()
    answer = json.loads(told.out)
    assert (answer["rijen"], answer["niet_bewaard"]) == (5, 1)
    assert "één toewijzing" in told.err
    sheets = read_bladen(out)
    assert any(ZIN in str(cell) for rows in sheets.values() for row in rows for cell in row)
    head, *rows = sheets["Toetsen"]
    named = [dict(zip(head, row, strict=True)) for row in rows if row[0]]
    assert [(row["Gemeente"], row["Naam"]) for row in named] == sorted(
        ((row["Gemeente"], row["Naam"]) for row in named),
        key=lambda pair: (pair[0], pair[1].replace("niet per plek", "")),
    )
    assert len(named) == 5
    by_name = {row["Naam"]: row for row in named}
    assert (by_name["De Linde"]["Aantal"], by_name["Flat Zuid"]["Aantal"]) == (2, None)
    assert by_name["Flat Zuid"]["Ruimte die overblijft"] is None
    assert "eigen tellingen onder 10" in by_name["Flat Zuid"]["Toelichting"]
    assert by_name["niet per plek"]["Corporatie of organisatie"] in {None, ""}
    text = str(sheets)
    assert not any(word in text for word in ("Baken", "Veilig", "'Een'"))
    assert not any("Flat Zuid" in str(row) for row in sheets["Regel voor regel"])


def test_the_list_is_filtered_by_gemeente_and_corporatie_and_is_a_csv_too(capsys, write, tmp_path):
    path, out = write("lijst.csv", "\n".join((KOP, *LIJST))), tmp_path / "toetsen.csv"
    for options, count in ((["--corporatie", "woonpunt"], 2), (["--gemeente", "GM9103"], 1), ([], 5)):
        assert main(["initiatieven", path, "--uit", str(out), "--json", *options]) == 0
        assert json.loads(capsys.readouterr().out)["rijen"] == count
    lines = out.read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == 6
    # Of one organisation, a row without a place would tell whose it is; and nothing is written where nothing is found.
    assert main(["initiatieven", path, "--uit", str(out), "--json", "--corporatie", "stichting veilig"]) == 0
    told = capsys.readouterr()
    assert (json.loads(told.out)["rijen"], "extra privacy" in told.err) == (0, True)
    bare = tmp_path / "geen.csv"
    assert main(["initiatieven", path, "--uit", str(bare), "--gemeente", "GM0000", "--corporatie", "x"]) == 2
    assert "kies uit GM9101" in capsys.readouterr().err
    assert not bare.exists()
    assert ZIN in lines[0]


def test_the_template_is_given_and_a_list_that_is_wrong_writes_nothing(capsys, write, tmp_path):
    out = tmp_path / "sjabloon.xlsx"
    assert main(["initiatieven", "--sjabloon", "--uit", str(out)]) == 0
    assert "initiatieven" in read_bladen(out)
    path, wrong = write("lijst.csv", f"{KOP}\nA;BU92040000;open;onzelfstandig;0;;;;;"), tmp_path / "fout.xlsx"
    assert main(["initiatieven", path, "--uit", str(wrong)]) == 2
    assert not wrong.exists()
    said = capsys.readouterr().err
    assert "in de rand om deze streek" in said
    assert "er staat 0 kamers" in said
    assert main(["initiatieven", "--uit", str(wrong)]) == 2
    assert main(["initiatieven", path, "--uit", str(tmp_path / "fout.docx")]) == 2
    assert main(["initiatieven", path, "--uit", path]) == 2


def test_the_maker_is_told_which_rows_do_not_fit_together(capsys, write, tmp_path):
    rows = [f"{name};BU91010902;statushouders;nieuwbouw;5;;;;;" for name in ("Noord", "Zuid")]
    path, out = write("lijst.csv", "\n".join((KOP, *rows))), tmp_path / "toetsen.xlsx"
    assert main(["initiatieven", path, "--uit", str(out)]) == 0
    said = capsys.readouterr()
    assert "Noord en Zuid in Cichoreiwold passen apart wel, en samen met de andere rijen niet" in said.err
    assert "niet tegengehouden 2" in said.out
    assert ZIN in said.out


def test_own_figures_of_the_region_let_a_complex_be_tested(capsys, write):
    given = {"plek": "BU91010902", "groep": "psychisch", "instrument": "toewijzing", "aantal": 1,
             "complex": {"woningen": 48, "gehuisvest": 2}}  # fmt: skip
    blind = json.loads(judge(capsys, write, "--json", **given).out)
    assert blind["oordeel"] == "niet_te_zeggen"
    own = write("eigen.csv", make_eigen())
    seen = json.loads(judge(capsys, write, "--json", "--eigen", own, **given).out)
    rule = next(item for item in seen["regels"] if item["regel"] == "complex")
    assert (seen["oordeel"], rule["grens"], rule["uitkomst"]) == ("niet_tegengehouden", 1, "knelt")
    shared = json.loads(judge(capsys, write, "--json", "--openbaar", "--eigen", own, **given).out)
    assert (shared["oordeel"], shared["regels"], shared["alternatieven"]) == ("niet_tegengehouden", [], [])


def make_eigen():
    """Return own counts of every buurt: one in twenty households."""
    areas = open_snapshot(INGEBOUWD).gebieden.query("niveau == 'buurt' and rol == 'regio'")
    rows = [
        f"{code};{round(number * 0.05 + 0.01)}"
        for code, number in zip(areas["code"], areas["huishoudens"], strict=True)
    ]
    return "\n".join(["code;gehuisvest", *rows])


def test_an_initiative_is_taken_into_a_scenario_that_then_places_more(capsys, write, tmp_path):
    assert main(["nieuw"]) == 0
    plan, out = write("plan.json", capsys.readouterr().out), tmp_path / "met.json"
    options = ("--scenario", plan, "--uit", str(out))
    given = {"plek": "BU91010902", "aantal": 3, "naam": "De Linde"}
    told = json.loads(judge(capsys, write, *options, "--json", **given).out)
    assert told["meegenomen"][0].startswith("'De Linde' staat nu in de verdeling: geplande capaciteit")
    planned = json.loads(out.read_text(encoding="utf-8"))["gepland"]
    assert [(item["code"], item["aantal"], item["initiatief"]["naam"]) for item in planned] == [
        ("BU91010902", 3, "De Linde")
    ]
    again = ("--scenario", str(out), "--uit", str(tmp_path / "weer.json"))
    assert "Er is niets veranderd" in judge(capsys, write, *again, **given).out
    assert (tmp_path / "weer.json").read_bytes() == out.read_bytes()


def test_what_cannot_be_taken_along_is_refused_with_what_can_be_done_and_nothing_is_written(
    capsys, write, tmp_path
):
    assert main(["nieuw"]) == 0
    plan, out = write("plan.json", capsys.readouterr().out), tmp_path / "met.json"
    told = judge(capsys, write, "--scenario", plan, "--uit", str(out), status=2)
    assert "Zonder besluit gaat dit initiatief niet mee" in told.err
    assert "--scenario SCENARIO.json" in judge(capsys, write, "--uit", str(out), status=2).err
    wrong = judge(capsys, write, "--scenario", plan, "--uit", str(tmp_path / "met.csv"), status=2)
    assert "verwacht: .json" in wrong.err.lower()
    shared = judge(capsys, write, "--scenario", plan, "--uit", str(out), "--openbaar", status=2)
    assert "dat bestand noemt de plek" in shared.err
    assert not out.exists()
