"""The command line of the agenda, on the embedded fictional region."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from woonzorg.agenda.verslag import read_verslag
from woonzorg.agenda.voorbeeld import DAG, list_voorbeeldbestanden
from woonzorg.gegevens.opslag import open_snapshot
from woonzorg.instelling import INGEBOUWD
from woonzorg.oordeel.toets import score_snapshot
from woonzorg.opdracht.opdracht import main


@pytest.fixture(autouse=True)
def _embedded(monkeypatch, tmp_path):
    monkeypatch.setenv("WOONZORG_DATA", str(tmp_path / "leeg"))


@pytest.fixture(scope="module")
def buurten():
    return score_snapshot(open_snapshot(INGEBOUWD)).select("buurt")


@pytest.fixture
def write(tmp_path):
    def write_file(naam, *lines):
        path = tmp_path / naam
        path.write_text("\n".join(lines), encoding="utf-8")
        return str(path)

    return write_file


def run(capsys, *arguments, status=0):
    assert main(["voortgang", *arguments, "--json"]) == status
    return json.loads(capsys.readouterr().out)


def test_without_files_the_calendar_what_is_due_and_what_is_needed(capsys):
    found = run(capsys, "--moment", "2026-Q2")
    assert len(found["momenten"]) == 13
    assert set(found["momenten"][0]) == {"moment", "wat"}
    assert found["nu"] == "2026-Q2"
    assert found["nodig"] == {"laag": 226, "hoog": 362.5}
    assert run(capsys, "--moment", "2026-Q4")["nodig"] == {"laag": 452, "hoog": 725}
    assert run(capsys)["nu"] in {item["moment"] for item in found["momenten"]}


def test_files_give_sentence_lines_gemeenten_and_classes(capsys, write, buurten):
    town = str(buurten["gemeentecode"].iloc[0])
    spared = buurten.loc[buurten["klasse"] == "kwetsbaar", "code"].tolist()
    agenda = write(
        "a.csv", "regel;onderdeel;groep;gemeente;soort;eenheid;aantal;gereed",
        f"T1;3;statushouders;{town};toewijzing;woning;100;2026-Q4",
        f"B1;3;psychisch;{town};nieuwbouw;woning;100;2026-Q4",
    )  # fmt: skip
    stand = write("s.csv", "moment;regel;opgeleverd", "2026-Q4;T1;62", "2026-Q4;B1;40")
    placed = write(
        "p.csv", "code;groep;aantal;besluit", f"{spared[0]};statushouders;10;raad, 14-4-2026",
        f"{spared[1]};statushouders;2;",
    )  # fmt: skip
    files = ("--agenda", agenda, "--stand", stand, "--plaatsingen", placed, "--moment", "2026-Q4")
    found = run(capsys, *files)
    assert found["zin"] == (
        "In 2026 zijn 62 woningen toegewezen aan deze groepen; nodig waren er 452 tot 725. Daarnaast kwamen 40 "
        "woningen gereed. In kwetsbare buurten: 12; van 2 is geen besluit ingevoerd. Van 50 toegewezen "
        "woningen is niet gegeven in welke buurt: dat is niet getoetst. Over 2026-Q2 zijn geen plaatsingen per "
        "buurt apart gegeven: staan ze niet bij een ander moment, dan is dat deel niet getoetst."
    )
    assert (found["per_klasse"], found["zonder_besluit"]) == ({"kwetsbaar": 12}, 2)
    [row] = found["per_gemeente"]
    assert (row["code"], row["bouw"]["deel"], row["toewijzing"]["deel"]) == (town, 40, 62)
    assert [line["regel"] for line in found["regels_agenda"]] == ["B1", "T1"]
    assert main(["voortgang", *files]) == 0
    said = capsys.readouterr().out
    assert "De agenda meldt 62 toewijzingen in 2026, het bestand met plaatsingen 12." in said


def test_without_placements_the_rule_is_not_said_to_be_kept(capsys, write):
    agenda = write("a.csv", "regel;onderdeel;soort", "S1;2;afspraak")
    found = run(capsys, "--agenda", agenda)
    assert (found["per_klasse"], found["zonder_besluit"], found["per_gemeente"]) == (None, None, [])
    assert "niet bekend" in found["zin"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [(["--moment", "2026-Q3"], "geen moment"), (["--stand", "s.csv"], "Geef ook --agenda"),
     (["--agenda", "weg.csv"], "niet te openen"), (["--uit", "x.pdf"], "Geef ook --agenda"),
     (["--agenda", "weg.csv", "--uit", "x.csv"], r"geen bestand met '.csv'")],
)  # fmt: skip
def test_what_is_wrong_is_told_with_status_two(capsys, arguments, said):
    assert said in run(capsys, *arguments, status=2)["fout"]


@pytest.fixture
def voorbeeld(tmp_path):
    """Return the fictional agenda as files, by what each is."""
    paths = {}
    for naam, raw in list_voorbeeldbestanden():
        path = tmp_path / naam
        path.write_bytes(raw)
        paths[naam.removeprefix("verzonnen-").removesuffix(".csv")] = str(path)
    return [
        part for name in ("agenda", "stand", "plaatsingen", "urgentie") for part in (f"--{name}", paths[name])
    ]


def test_a_report_goes_to_a_file_and_the_next_one_compares_with_it(capsys, voorbeeld, tmp_path, monkeypatch):
    monkeypatch.setattr("woonzorg.opdracht.voortgang.today", lambda: DAG)
    first, second, paper = (str(tmp_path / name) for name in ("q2.json", "q4.json", "q4.html"))
    told = run(capsys, *voorbeeld, "--moment", "2026-Q2", "--uit", first, "--maker", "Jo")
    assert (told["bestand"], told["nu"]) == (first, "2026-Q2")
    later = (*voorbeeld, "--moment", "2026-Q4", "--vorige", first)
    told = run(capsys, *later, "--uit", second)
    kept = read_verslag(Path(second))
    assert (kept.id, kept.titel, len(kept.eerder)) == (told["verslag"], "Evaluatie Q4 2026", 1)
    assert main(["rapport", "voortgang", second, first, "--uit", paper]) == 0
    assert "Sinds het vorige verslag" in Path(paper).read_text(encoding="utf-8")
    capsys.readouterr()
    wrong = run(capsys, *later, "--uit", paper.replace("html", "docx"), status=2)
    assert wrong["fout"].startswith("Van 'voortgang' is geen bestand met '.docx'")
    decided = str(tmp_path / "vast.json")
    adopt = [
        "verslagen",
        "--vaststellen",
        second,
        "--besluit",
        "gremium",
        "--datum",
        "1-12-2026",
        "--uit",
        decided,
    ]
    monkeypatch.setattr("woonzorg.opdracht.verslagen.today", lambda: date(2026, 12, 12))
    assert main(adopt) == 0
    assert read_verslag(Path(decided)).afgeleid_van == kept.id
    assert main(adopt[:-2]) == 2


def test_an_evaluation_writes_the_new_agenda_which_opens_again(capsys, voorbeeld, tmp_path, monkeypatch):
    monkeypatch.setattr("woonzorg.opdracht.voortgang.today", lambda: DAG)
    for name in ("nieuw.csv", "nieuw.json"):
        new = str(tmp_path / name)
        told = run(capsys, *voorbeeld, "--moment", "2026-Q4", "--actualisatie", new)
        assert told["actualisatie"] == ["Clusterwoningen Reeënbroek: aantal van 30 naar 24."]
        again = run(capsys, "--agenda", new, "--moment", "2026-Q4")
        numbers = {line["regel"]: line["aantal"] for line in again["regels_agenda"]}
        assert (numbers["Clusterwoningen Reeënbroek"], len(numbers)) == (24, len(told["regels_agenda"]))
    assert "Q4" in run(capsys, *voorbeeld, "--moment", "2026-Q2", "--actualisatie", new, status=2)["fout"]
