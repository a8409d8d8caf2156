"""What is asked of a command is done, or refused in Dutch: no option is passed over."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from woonzorg.agenda.voorbeeld import DAG, list_voorbeeldbestanden
from woonzorg.fouten import GegevensFout, InhoudFout
from woonzorg.opdracht.opdracht import main
from woonzorg.opdracht.uitvoer import describe_fout, tell_fout

PLAN = {
    "versie": 1,
    "regio": "voorbeeldstreek",
    "niveau": "buurt",
    "soort": "totaal_tot_2030",
    "vraag": {"statushouders": 9},
}
AGENDA = ("voortgang", "--agenda", "agenda.csv", "--moment", "2026-Q4")


@pytest.fixture(autouse=True)
def _in_map(monkeypatch, tmp_path):
    monkeypatch.setenv("WOONZORG_DATA", str(tmp_path / "leeg"))
    monkeypatch.setenv("WOONZORG_DATABASE_URL", f"sqlite:///{tmp_path / 'bibliotheek.sqlite'}")
    monkeypatch.chdir(tmp_path)
    for naam, raw in list_voorbeeldbestanden():
        Path(naam.removeprefix("verzonnen-")).write_bytes(raw)
    Path("plan.json").write_text(json.dumps(PLAN), encoding="utf-8")
    monkeypatch.setattr("woonzorg.opdracht.voortgang.today", lambda: DAG)


@pytest.mark.parametrize(
    ("opdracht", "zegt"),
    [((*AGENDA, "--vorige", "oud.json"), "Alleen met --uit doet --vorige iets."),
     ((*AGENDA, "--maker", "Jo"), "Alleen met --uit doet --maker iets."),
     ((*AGENDA, "--maker", "Jo", "--actualisatie", "a.csv"), "Alleen met --uit doet --maker iets."),
     ((*AGENDA, "--beeld", "bouw", "--vorige", "v.json"), "Alleen met --uit doen --vorige en --beeld iets."),
     ((*AGENDA, "--uit", "a.pdf", "--beeld", "bouw"), "alleen bij een dia"),
     (("voortgang", "--maker", "Jo"), "Alleen met --agenda doet --maker iets."),
     (("voortgang", "--snapshot", "x"), "Alleen met --agenda doet --snapshot iets."),
     (("voortgang", "--actualisatie", "a.csv"), "Alleen met --agenda doet --actualisatie iets."),
     (("verslagen", "--besluit", "raad"), "Alleen met --vaststellen doet --besluit iets."),
     (("verslagen", "--uit", "v.json", "--datum", "1-1-2026"), "Alleen met --vaststellen doen --datum en --uit iets."),
     (("verslagen", "--vaststellen", "v.json", "--ruim-op", "--uit", "w.json"), "gaan niet in één opdracht"),
     (("neem-over", "plan.json", "--uit", "a.csv", "--jaar", "2027"), "een totaal tot en met 2030")],
)  # fmt: skip
def test_an_option_that_would_do_nothing_is_refused(capsys, opdracht, zegt):
    before = sorted(Path().iterdir())
    assert main(opdracht) == 2
    assert zegt in capsys.readouterr().err
    assert sorted(Path().iterdir()) == before


def test_who_made_the_new_agenda_stands_in_it(capsys):
    assert main([*AGENDA, "--maker", "Jo", "--actualisatie", "a.json"]) == 0
    assert json.loads(Path("a.json").read_text(encoding="utf-8"))["inhoud"]["maker"] == "Jo"
    assert "a.json" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("opdracht", "zegt"),
    [((*AGENDA, "--moment", "2026-Q2"), "--moment: dit staat er twee keer"),
     (("verslagen", "--verwijder", "a", "--verwijder", "b"), "--verwijder: dit staat er twee keer"),
     (("verslagen", "--verwijder"), "--verwijder: hier hoort een waarde bij"),
     (("verslagen", "--v", "a"), "dit is te kort: --v kan zijn --verwijder, --vaststellen"),
     (("voortgang", "--json=ja"), "--json: hier hoort geen waarde bij, gevonden 'ja'"),
     (("neem-over", "plan.json", "--uit", "a.csv", "--jaar", "x"), "--jaar: dit is geen heel getal: 'x'"),
     (("herplan",), "dit ontbreekt: scenario, --agenda"), (("voortgang", "x.csv"), "dit is niet bekend: x.csv")],
)  # fmt: skip
def test_a_command_that_is_not_well_written_is_refused_in_dutch(capsys, opdracht, zegt):
    with pytest.raises(SystemExit) as end:
        main(opdracht)
    said = capsys.readouterr()
    assert (end.value.code, said.out) == (2, "")
    assert zegt in said.err


def test_all_that_is_wrong_with_files_is_told_and_of_other_figures_the_first():
    found = [f"a.csv, rij {row}, kolom groep: leeg" for row in range(30)]
    fault = InhoudFout("Dit klopt niet.", found, remedie="Verbeter dit.")
    assert tell_fout(fault).splitlines() == [
        "Fout: Dit klopt niet.", *(f"- {text}" for text in found), "Wat u kunt doen: Verbeter dit."
    ]  # fmt: skip
    assert describe_fout(fault) == {"fout": str(fault), "bevindingen": found}
    other = GegevensFout("Dit klopt niet.", found)
    assert tell_fout(other) == f"Fout: {other}"
    assert "bevindingen" not in describe_fout(other)
    few = InhoudFout("Dit klopt niet.", ["leeg"])
    assert describe_fout(few) == {"fout": str(few)}
    assert tell_fout(few) == "Fout: Dit klopt niet. Gevonden: leeg."
