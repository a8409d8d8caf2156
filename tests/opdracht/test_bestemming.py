"""What a command writes: nothing over what it reads, all or nothing, and what the disk refuses in Dutch."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from woonzorg.agenda.voorbeeld import DAG, list_voorbeeldbestanden
from woonzorg.fouten import OpslagFout
from woonzorg.gegevens.schijf import write_samen
from woonzorg.opdracht.opdracht import main

PLAN = {"versie": 1, "regio": "voorbeeldstreek", "niveau": "buurt", "vraag": {"statushouders": 100}}
STUKKEN = ("agenda.csv", "stand.csv", "plaatsingen.csv", "urgentie.csv")


@pytest.fixture(autouse=True)
def _in_map(monkeypatch, tmp_path):
    """Work in a folder with the fictional agenda and a plan in it."""
    monkeypatch.setenv("WOONZORG_DATA", str(tmp_path / "leeg"))
    monkeypatch.chdir(tmp_path)
    for naam, raw in list_voorbeeldbestanden():
        Path(naam.removeprefix("verzonnen-")).write_bytes(raw)
    Path("plan.json").write_text(json.dumps(PLAN), encoding="utf-8")
    for module in ("voortgang", "agendaplan"):
        monkeypatch.setattr(f"woonzorg.opdracht.{module}.today", lambda: DAG)


def run(capsys, *arguments, status=2):
    assert main(arguments) == status
    return capsys.readouterr()


AGENDA = ("voortgang", "--agenda", "agenda.csv", "--stand", "stand.csv", "--moment", "2026-Q4")


def make_verslag(capsys, naam="oud.json"):
    run(capsys, *AGENDA, "--uit", naam, status=0)


@pytest.mark.parametrize(
    ("bestand", "opdracht"),
    [("agenda.csv", ("neem-over", "plan.json", "--eigen", "agenda.csv", "--uit", "./agenda.csv")),
     ("agenda.csv", (*AGENDA, "--actualisatie", "agenda.csv")),
     ("oud.json", (*AGENDA, "--vorige", "oud.json", "--uit", "oud.json")),
     ("oud.json", ("verslagen", "--vaststellen", "oud.json", "--besluit", "raad", "--datum", "1-11-2026", "--uit",
                   "oud.json")),
     ("plan.json", ("rapport", "scenario", "plan.json", "--uit", "plan.json")),
     ("plaatsingen.csv", ("herplan", "plan.json", "--agenda", "agenda.csv", "--plaatsingen", "plaatsingen.csv",
                          "--geplaatst", "plaatsingen.csv"))],
)  # fmt: skip
def test_no_file_that_was_given_is_written_over(capsys, bestand, opdracht):
    make_verslag(capsys)
    before = Path(bestand).read_bytes()
    assert "ook gelezen" in run(capsys, *opdracht).err
    assert Path(bestand).read_bytes() == before


def test_another_name_of_the_same_file_is_the_same_file(capsys):
    Path("ander.csv").symlink_to("agenda.csv")
    assert "ook gelezen" in run(capsys, *AGENDA, "--actualisatie", "ander.csv").err


def test_two_results_do_not_go_to_one_file(capsys):
    said = run(capsys, *AGENDA, "--uit", "x.json", "--actualisatie", "./x.json").err
    assert "--uit en --actualisatie noemen allebei het bestand x.json" in said
    assert not Path("x.json").exists()


@pytest.mark.parametrize(
    "fout",
    [("--actualisatie", "nieuw.docx"), ("--actualisatie", "weg/nieuw.csv"), ("--moment", "2026-Q2"),
     ("--actualisatie", "map.csv")],
)  # fmt: skip
def test_a_new_agenda_that_is_refused_leaves_no_report(capsys, fout):
    Path("map.csv").mkdir()
    asked = {"--moment": "2026-Q4", "--actualisatie": "nieuw.csv"} | dict([fout])
    arguments = (part for pair in asked.items() for part in pair)
    assert main([*AGENDA[:-2], "--uit", "verslag.json", *arguments]) in {1, 2}
    assert "Fout: " in capsys.readouterr().err
    assert not Path("verslag.json").exists()
    assert not list(Path().glob(".*.nieuw"))


def test_a_plan_with_nothing_left_writes_no_placements(capsys):
    Path("a.csv").write_text("regel;onderdeel;soort\nS1;2;afspraak", encoding="utf-8")
    files = ("--agenda", "a.csv", "--plaatsingen", "plaatsingen.csv", "--geplaatst", "eigen.csv")
    assert "niets meer te plaatsen" in run(capsys, "herplan", "plan.json", *files).err
    assert not Path("eigen.csv").exists()


def test_where_one_file_is_refused_the_old_ones_stay(tmp_path):
    old, folder = tmp_path / "oud.txt", tmp_path / "map"
    old.write_bytes(b"oud")
    folder.mkdir()
    with pytest.raises(OpslagFout, match="een map en geen bestand"):
        write_samen({old: b"nieuw", folder: b"nieuw"})
    assert old.read_bytes() == b"oud"
    assert sorted(item.name for item in tmp_path.glob("*oud*")) == ["oud.txt"]


@pytest.mark.parametrize("soort", ["csv", "xlsx", "json", "XLSX"])
def test_an_agenda_is_the_kind_of_file_that_its_name_says(capsys, soort):
    run(capsys, "neem-over", "plan.json", "--uit", f"a.{soort}", "--jaar", "2026", status=0)
    raw, begin = Path(f"a.{soort}").read_bytes(), {"csv": b"\xef\xbb\xbf", "json": b"{"}.get(soort, b"PK")
    assert raw.startswith(begin)
    run(capsys, *AGENDA, "--actualisatie", f"b.{soort}", status=0)
    assert Path(f"b.{soort}").read_bytes().startswith(begin)
    numbers = [
        [line["aantal"] for line in json.loads(told)["regels_agenda"]]
        for name in ("a", "b")
        for told in [run(capsys, "voortgang", "--agenda", f"{name}.{soort}", "--json", status=0).out]
    ]
    assert (sum(numbers[0]), len(numbers[1])) == (100, 28)


@pytest.mark.parametrize(
    ("opdracht", "zegt"),
    [(("neem-over", "plan.json", "--uit", "a.pdf"), "Van 'agenda' is geen bestand met '.pdf'"),
     (("neem-over", "plan.json", "--uit", "a"), "geen extensie"),
     ((*AGENDA, "--actualisatie", "a"), "geen extensie"),
     ((*AGENDA, "--actualisatie", "a.docx"), "Van 'agenda' is geen bestand met '.docx'"),
     (("herplan", "plan.json", "--agenda", "agenda.csv", "--plaatsingen", "plaatsingen.csv", "--geplaatst", "a.xlsx"),
      "Van 'geplaatst' is geen bestand met '.xlsx'")],
)  # fmt: skip
def test_a_kind_of_file_that_is_not_made_is_refused(capsys, opdracht, zegt):
    assert zegt in run(capsys, *opdracht).err
    assert not [*Path().glob("a.*"), *Path().glob("a")]


@pytest.mark.parametrize("naam", ["plan.json/a.csv", f"{'a' * 252}.csv", "weg/a.csv"])
def test_what_the_disk_refuses_is_told_in_dutch(capsys, naam):
    for command in (("neem-over", "plan.json"), ("scoor",), ("rapport", "kaart")):
        assert "kon niet worden geschreven" in run(capsys, *command, "--uit", naam, status=1).err
