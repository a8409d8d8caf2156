"""Commands that compare: `scoor` and `rapport kaart` with --sinds and --tov."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest

from woonzorg.opdracht.opdracht import main

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def use_streek(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("WOONZORG_DATA", str(tmp_path / "leeg"))


def test_a_file_and_a_slide_tell_what_changed(tmp_path: Path) -> None:
    table, slide = tmp_path / "buurten.csv", tmp_path / "kaart.svg"
    assert main(["scoor", "--niveau", "buurt", "--sinds", "2020", "--uit", str(table)]) == 0
    rows = pd.read_csv(table, sep=None, engine="python", encoding="utf-8-sig")
    changed = rows[(rows["vergelijkbaar"] == "ja") & (rows["waarde_daar"] != rows["waarde_hier"])]
    assert len(changed) == 14
    assert main(["rapport", "kaart", "--sinds", "2020", "--uit", str(slide)]) == 0
    drawn = slide.read_text(encoding="utf-8")
    assert "veranderde de klasse van" in drawn
    assert "14" in drawn
    region = ["--tov", "regio", "--thema", "woz", "--gemeente", "GM9101"]
    assert main(["rapport", "kaart", *region, "--uit", str(slide)]) == 0
    assert "onder de regio" in slide.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("opdracht", "woorden"),
    [
        (["rapport", "kaart", "--sinds", "2001"], "niet te vergelijken met 2001"),
        (["rapport", "kaart", "--tov", "regio"], "landelijk gemiddelde (§5.3)"),
        (["rapport", "kaart", "--thema", "woz"], "--thema samen met --sinds of --tov"),
        (["rapport", "kaart", "--thema", "bijstand", "--sinds", "2023"], "staat niet op de kaart"),
        (["rapport", "kaart", "--thema", "woz", "--sinds", "2023", "--tov", "regio"], "gaan niet samen"),
        (["rapport", "spreiding", "--sinds", "2020"], "vergelijkt niet met een jaar"),
        (["scoor", "--sinds", "2020"], "gaat over één niveau"),
    ],
)
def test_what_cannot_be_compared_is_refused_with_what_can(
    opdracht: list[str], woorden: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ending = ".csv" if opdracht[0] == "scoor" else ".svg"
    assert main([*opdracht, "--uit", str(tmp_path / f"uit{ending}")]) == 2
    assert woorden in capsys.readouterr().err
