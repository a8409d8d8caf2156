"""Social rent on the command line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from woonzorg.oordeel.klassewoorden import FICTIE
from woonzorg.opdracht.opdracht import main
from woonzorg.socialehuur.woorden import TABEL_4_ALS_GRENS

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WOONZORG_DATA", str(tmp_path / "data"))


def test_without_figures_of_parkstad_table_4_bounds_and_that_is_said(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert main(["opgave", "--sociale-huur", "--json"]) == 0
    told = capsys.readouterr()
    found = {line["gemeente"]: line for line in json.loads(told.out)}
    assert TABEL_4_ALS_GRENS in told.err
    assert FICTIE not in told.err
    assert len(found) == 7
    assert set(found["Beekdaelen"]) == {
        "gemeente", "aandeel_nu", "bovengrens", "aandeel_na", "toetsen", "nodig_minstens",
    }  # fmt: skip
    assert (found["Beekdaelen"]["nodig_minstens"], found["Voerendaal"]["nodig_minstens"]) == (787, 46)
    path = tmp_path / "p.csv"
    path.write_text("gemeente;sociaal;midden;overig;sloop_sociaal\nHeerlen;10;20;30;4\n", "utf-8")
    assert main(["opgave", "--sociale-huur", "--programma", str(path)]) == 0
    told = capsys.readouterr()
    assert "ten minste 787" in told.out
    assert told.out.count("Betaalbaar in de regio") == 1
    assert "Heerlen: er worden 4 sociale huurwoningen gesloopt" in told.err


def test_the_data_that_were_asked_for_are_used(capsys: pytest.CaptureFixture[str]) -> None:
    main(["gegevens", "--json"])
    used = json.loads(capsys.readouterr().out)[0]["id"]
    assert main(["opgave", "--sociale-huur", "--snapshot", used, "--json"]) == 0
    told = capsys.readouterr()
    found = json.loads(told.out)
    assert FICTIE in told.err
    assert "Bron: verzonnen voorbeeldcijfers." in told.err
    assert all(line["aandeel_nu"] <= line["bovengrens"] for line in found)
    assert all(line["aandeel_na"] is None for line in found)


def test_what_does_nothing_or_is_wrong_is_refused(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "p.csv"
    path.write_text("gemeente;sociaal;midden;overig\nMaastricht;-1;2;3\n", "utf-8")
    assert main(["opgave", "--programma", str(path)]) == 2
    assert main(["opgave", "--sociale-huur", "--controles"]) == 2
    capsys.readouterr()
    assert main(["opgave", "--sociale-huur", "--programma", str(path)]) == 2
    err = capsys.readouterr().err
    assert "Maastricht" in err
    assert "-1" in err
