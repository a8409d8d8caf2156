"""The files of an agenda by command: of seven gemeenten, kept, wrong together; and the chain of agendas."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import openpyxl
import pytest

from woonzorg.agenda.bundel import Agendabundel, Leesgrond, add_bestanden
from woonzorg.agenda.overname import make_agendabestand
from woonzorg.agenda.versie import Agendaversie, parse_agendaversie
from woonzorg.agenda.voorbeeld import DAG, MOMENT, STREEK, list_voorbeeldbestanden
from woonzorg.gegevens.opslag import open_snapshot
from woonzorg.instelling import INGEBOUWD
from woonzorg.opdracht.opdracht import main

PLAN = {"versie": 1, "regio": STREEK, "niveau": "buurt", "vraag": {"statushouders": 100}}
KOP = "regel;onderdeel;groep;gemeente;soort;eenheid;aantal;gereed"
Q4 = ("--moment", "2026-Q4")


@pytest.fixture(scope="module")
def gemeenten():
    areas = open_snapshot(INGEBOUWD).gebieden.query("niveau == 'gemeente' and rol == 'regio'")
    return dict(zip(areas["code"], areas["naam"], strict=True))


@pytest.fixture(autouse=True)
def _in_map(monkeypatch, tmp_path, gemeenten):
    """Work in a folder with the fictional agenda as tables and as it is kept, and a plan."""
    monkeypatch.setenv("WOONZORG_DATA", str(tmp_path / "leeg"))
    monkeypatch.chdir(tmp_path)
    for naam, raw in list_voorbeeldbestanden():
        Path(naam.removeprefix("verzonnen-")).write_bytes(raw)
    ground = Leesgrond(gemeenten, pytest.fail, MOMENT, DAG)
    lines = add_bestanden(Agendabundel(), [("a.csv", Path("agenda.csv").read_bytes())], ground).lijnen
    kept = Agendaversie(STREEK, MOMENT, lines, "Agenda van de streek", "Jo")
    for kind in ("json", "xlsx"):
        Path(f"agenda.{kind}").write_bytes(make_agendabestand(kept, f".{kind}"))
    Path("elders.json").write_bytes(make_agendabestand(Agendaversie("elders", MOMENT, lines), ".json"))
    Path("plan.json").write_text(json.dumps(PLAN), encoding="utf-8")
    for module in ("voortgang", "agendaplan"):
        monkeypatch.setattr(f"woonzorg.opdracht.{module}.today", lambda: DAG)


def write(naam, *lines):
    path = Path(naam)
    path.parent.mkdir(exist_ok=True)
    path.write_text("\n".join(lines), encoding="utf-8")


def run(capsys, *arguments, status=0):
    assert main(arguments) == status
    return capsys.readouterr()


def test_seven_gemeenten_each_give_their_part_also_under_one_name(capsys, gemeenten):
    files = []
    for number, code in enumerate(gemeenten):
        write(f"{code}/agenda.csv", KOP, f"{code}-1;3;statushouders;{code};toewijzing;woning;10;2026-Q4")
        write(f"{code}/stand.csv", "moment;regel;opgeleverd", f"2026-Q4;{code}-1;{number + 1}")
        files += ["--agenda", f"{code}/agenda.csv", "--stand", f"{code}/stand.csv"]
    found = json.loads(run(capsys, "voortgang", *files, *Q4, "--json").out)
    assert {line["regel"]: line["opgeleverd"] for line in found["regels_agenda"]} == {
        f"{code}-1": number + 1 for number, code in enumerate(gemeenten)
    }
    rest = json.loads(run(capsys, "herplan", "plan.json", *files, *Q4).out)
    left = sum(10 - number - 1 for number in range(len(gemeenten)))
    assert abs(sum(line["hoog"] for line in rest["vraag"].values()) - left) <= 5


@pytest.mark.parametrize("opdracht", [("voortgang",), ("herplan", "plan.json")])
def test_a_moment_without_anything_in_it_is_none_and_a_folder_has_its_name(capsys, opdracht):
    told = run(capsys, *opdracht, "--agenda", "agenda.csv", "--moment", "", status=2).err
    assert "geen moment van de agenda" in told
    assert "Gevonden: niets." in told
    assert "Het bestand . is niet te openen." in run(capsys, *opdracht, "--agenda", ".", *Q4, status=2).err


def test_urgency_rules_are_told_without_an_agenda_too(capsys):
    told = run(capsys, "voortgang", "--urgentie", "urgentie.csv", *Q4).out
    with_agenda = run(capsys, "voortgang", "--agenda", "agenda.csv", "--urgentie", "urgentie.csv", *Q4).out
    assert told.splitlines()[1:]
    assert set(told.splitlines()[1:]) < set(with_agenda.splitlines())
    found = json.loads(run(capsys, "voortgang", "--urgentie", "urgentie.csv", *Q4, "--json").out)
    assert found["urgentie"] == told.splitlines()[1:]
    assert len(found["momenten"]) == 13
    report = ("voortgang", "--urgentie", "urgentie.csv", *Q4, "--uit", "x.json")
    assert "Geef ook --agenda" in run(capsys, *report, status=2).err


def test_placements_of_two_files_are_added_and_stay_with_their_maker(capsys):
    for name, count in (("p.csv", 3), ("q.csv", 4)):
        write(name, "moment;code;groep;aantal", f"2026-Q2;BU91010105;statushouders;{count}")
    files = ("--plaatsingen", "p.csv", "--plaatsingen", "q.csv")
    told = run(
        capsys, "herplan", "plan.json", "--agenda", "agenda.csv", *files, "--geplaatst", "eigen.csv", *Q4
    )
    assert Path("eigen.csv").read_text(encoding="utf-8-sig").split() == [
        "code;groep;aantal", "BU91010105;statushouders;7"
    ]  # fmt: skip
    found = json.loads(run(capsys, "voortgang", "--agenda", "agenda.csv", *files, *Q4, "--json").out)
    assert sum(found["per_klasse"].values()) == 7
    assert "telt mee naast" in told.err


def test_placements_of_every_file_go_along_by_whatever_option_it_was_given(capsys):
    book = openpyxl.load_workbook("agenda.xlsx")
    sheet = book.create_sheet("plaatsingen")
    for row in (("moment", "code", "groep", "aantal"), ("2026-Q2", "BU91010105", "statushouders", 5)):
        sheet.append(row)
    book.save("alles.xlsx")
    write("p2.csv", "moment;code;groep;aantal", "2026-Q2;BU91010105;statushouders;7")
    command = ("herplan", "plan.json", "--agenda", "alles.xlsx", *Q4)
    for more, homes in ((("--plaatsingen", "p2.csv"), 12), ((), 5)):
        run(capsys, *command, *more, "--geplaatst", "eigen.csv")
        assert Path("eigen.csv").read_text(encoding="utf-8-sig").split()[1:] == [
            f"BU91010105;statushouders;{homes}"
        ]
    assert "Geef ook --geplaatst" in run(capsys, *command).err
    bare = ("herplan", "plan.json", "--agenda", "agenda.csv", "--geplaatst", "leeg.csv", *Q4)
    assert "--plaatsingen en --geplaatst" in run(capsys, *bare, status=2).err
    assert not Path("leeg.csv").exists()


def test_all_that_is_wrong_with_all_files_is_told_together_with_file_row_and_column(capsys, gemeenten):
    code = next(iter(gemeenten))
    write("a.csv", KOP, f"A1;3;statushouders;{code};toewijzing;woning;10;2026-Q3", *(
        f"B{row};3;marsmannen;{code};toewijzing;woning;10;2026-Q4" for row in range(30)
    ))  # fmt: skip
    write("s.csv", "moment;regel;opgeleverd", "2026-Q4;Z9;1")
    write("p.csv", "moment;code;groep;aantal", "2026-Q2;BU00000000;statushouders;3")
    files = ("--agenda", "agenda.csv", "--agenda", "a.csv", "--stand", "s.csv", "--plaatsingen", "p.csv")
    for command in (("voortgang", *files), ("herplan", "plan.json", *files, "--geplaatst", "g.csv")):
        said = run(capsys, *command, *Q4, status=2).err.splitlines()
        assert said[0].startswith("Fout: 3 bestanden kloppen niet.")
        rows = [line for line in said if line.startswith("- a.csv, ") and "kolom groep" in line]
        assert [f"rij {number}," in row for number, row in enumerate(rows, 3)] == [True] * 30
        assert any(line.startswith("- s.csv, ") and "rij 2, kolom regel" in line for line in said)
        assert any(line.startswith("- p.csv, ") and "rij 2, kolom code" in line for line in said)
        assert said[-1].startswith("Wat u kunt doen: ")
    assert len(json.loads(run(capsys, "voortgang", *files, *Q4, "--json", status=2).out)["bevindingen"]) >= 32


def test_of_very_many_findings_the_first_of_each_file_are_told_and_how_many_more(capsys):
    write("a.csv", KOP, *(f"B{row};3;marsmannen;;afspraak;;;" for row in range(250)))
    write("b.csv", KOP, "C1;4;;;afspraak;;;")
    said = run(capsys, "voortgang", "--agenda", "a.csv", "--agenda", "b.csv", status=2).err
    assert said.count("- a.csv, ") == 201
    assert "- a.csv, en nog 50 bevindingen" in said
    assert said.count("- b.csv, ") == 1


def test_files_that_cannot_be_opened_are_told_together(capsys):
    Path("map.csv").mkdir()
    said = run(capsys, "voortgang", "--agenda", "weg.csv", "--stand", "map.csv", status=2).err
    assert "- Het bestand weg.csv is niet te openen: het bestand of de map is er niet" in said
    assert "- Het bestand map.csv is niet te openen: het is een map en geen bestand" in said


@pytest.mark.parametrize(
    ("keuze", "bestand"),
    [("--stand", "agenda.csv"), ("--stand", "agenda.json"), ("--plaatsingen", "urgentie.csv"),
     ("--urgentie", "stand.csv"), ("--agenda", "stand.csv")],
)  # fmt: skip
def test_a_file_that_is_something_else_than_its_option_says_is_refused(capsys, keuze, bestand):
    agenda = "agenda.xlsx" if bestand != "agenda.csv" else "agenda.csv"
    if bestand == "agenda.json":
        agenda = "agenda.json"
    said = run(capsys, "voortgang", "--agenda", agenda, keuze, bestand, *Q4, status=2).err
    assert f"bestand {bestand}: met {keuze} hoort hier een blad '{keuze[2:]}'" in said


def test_one_workbook_may_be_given_for_all_that_it_holds(capsys):
    book = openpyxl.Workbook()
    for naam in ("agenda", "stand"):
        sheet = book.create_sheet(naam)
        for row in csv.reader(
            Path(f"{naam}.csv").read_text(encoding="utf-8-sig").splitlines(), delimiter=";"
        ):
            sheet.append(row)
    book.remove(book.worksheets[0])
    book.save("samen.xlsx")
    apart = run(capsys, "voortgang", "--agenda", "agenda.csv", "--stand", "stand.csv", *Q4).out
    for files in (("--agenda", "samen.xlsx", "--stand", "samen.xlsx"), ("--agenda", "samen.xlsx")):
        assert run(capsys, "voortgang", *files, *Q4).out == apart


def test_urgency_rules_are_read_and_told_without_a_report(capsys):
    files = ("voortgang", "--agenda", "agenda.csv", "--urgentie", "urgentie.csv", *Q4)
    assert any("moet in elke urgentieregeling staan" in line for line in run(capsys, *files).out.splitlines())
    assert json.loads(run(capsys, *files, "--json").out)["urgentie"]
    write("fout.csv", "gemeente;groep;opgenomen", "Nergens;vrouwenopvang;ja")
    assert "Nergens" in run(capsys, *files[:3], "--urgentie", "fout.csv", status=2).err


@pytest.mark.parametrize("soort", ["csv", "xlsx", "json"])
def test_the_rest_is_planned_anew_from_every_kind_of_agenda(capsys, soort):
    told = [
        run(capsys, "herplan", "plan.json", "--agenda", f"agenda.{kind}", *Q4).out for kind in ("csv", soort)
    ]
    assert told[0] == told[1]


def test_a_kept_agenda_of_another_region_is_refused(capsys):
    for command in (("voortgang",), ("herplan", "plan.json")):
        assert "van een andere streek" in run(capsys, *command, "--agenda", "elders.json", status=2).err


def test_the_new_agenda_is_derived_from_the_one_that_was_kept_and_has_its_name(capsys):
    old = parse_agendaversie(Path("agenda.json").read_bytes())
    run(capsys, "voortgang", "--agenda", "agenda.json", "--stand", "stand.csv", *Q4, "--maker", "An",
        "--actualisatie", "een.json")  # fmt: skip
    new = parse_agendaversie(Path("een.json").read_bytes())
    assert (new.afgeleid_van, new.naam, new.maker) == (old.id, old.naam, "An")
    run(capsys, "voortgang", "--agenda", "een.json", *Q4, "--actualisatie", "twee.json")
    assert parse_agendaversie(Path("twee.json").read_bytes()).afgeleid_van == new.id


def test_what_comes_from_tables_or_from_more_files_is_the_first_of_its_chain(capsys):
    write("b.csv", KOP, "Nog een;2;;;afspraak;;;")
    for agenda in (("agenda.csv",), ("agenda.json", "--agenda", "b.csv")):
        run(capsys, "voortgang", "--agenda", *agenda, *Q4, "--actualisatie", "een.json")
        made = parse_agendaversie(Path("een.json").read_bytes())
        assert (made.afgeleid_van, made.regio) == ("", STREEK)
