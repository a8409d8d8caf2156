"""The document of social rent: what it tells, and what stays with whoever gave a programme."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING

from woonzorg.oordeel.klassewoorden import FICTIE
from woonzorg.opdracht.opdracht import main
from woonzorg.rapport.huurstuk import Huurstof, make_huurstuk
from woonzorg.rapport.webblad import render_blokken
from woonzorg.socialehuur.normen import NORMEN_2025, Normen
from woonzorg.socialehuur.plaatswoorden import TE_WEINIG_BUURTEN, TE_WEINIG_IN_GEMEENTE
from woonzorg.socialehuur.programma import Bouwregel
from woonzorg.socialehuur.stand import Woningstand, read_tabel4
from woonzorg.socialehuur.woorden import TABEL_4_ALS_GRENS

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def tell(*regels: Bouwregel) -> str:
    stof = Huurstof("Parkstad", read_tabel4(), (), regels or None, NORMEN_2025)
    return render_blokken(make_huurstuk(stof, dt.date(2026, 11, 30)).blokken)


def test_it_tells_tests_limits_and_source_and_asks_where_tenants_can_go() -> None:
    html = tell()
    for text in ("787", "46", TABEL_4_ALS_GRENS, "66,67 %", "visie, §6.10, stand 2025", "geen bouwprogramma"):
        assert text in html
    assert html.count("niet te zeggen</td></tr>") == 5  # 'Ten minste nodig', in the word of the screen
    line = Bouwregel("GM0917", sociaal=12, sloop_sociaal=4, buiten=2, waarheen="")
    html = tell(line, Bouwregel("GM1954", midden=3, sloop_sociaal=1, waarheen="bij mevrouw Jansen"))
    assert "Bij 1 van de regels met sloop staat niet waar de bewoners heen kunnen." in html
    assert "Jansen" not in html
    assert "er 2 van een corporatie buiten haar huidige werkgebied" in html


def test_the_table_of_limits_tells_what_was_changed() -> None:
    stof = Huurstof("Parkstad", read_tabel4(), (), None, Normen(streefdeel=25.0))
    html = render_blokken(make_huurstuk(stof, dt.date(2026, 11, 30)).blokken)
    assert html.count("aangepast; visie: 30 %") == 1


def test_what_is_made_up_says_so_wherever_the_paper_names_its_region_or_source() -> None:
    made_up = Woningstand("GM9101", "Dorp", 1000.0, 200.0, 400.0, 600.0, 200.0, "verzonnen voorbeeldcijfers")
    paper = make_huurstuk(
        Huurstof("Voorbeeldstreek", (made_up,), (), None, NORMEN_2025, fictief=True), dt.date(2026, 11, 30)
    )
    html = render_blokken(paper.blokken)
    assert (paper.regio, paper.titel.split(".")[0]) == (
        "Verzonnen voorbeeldstreek",
        "Verzonnen voorbeeldstreek",
    )
    assert "Verzonnen voorbeeldstreek. Sociale huur in Voorbeeldstreek" in html
    assert FICTIE in html
    assert FICTIE not in tell()


def test_the_command_makes_it_of_the_data_asked_for_without_homes_by_buurt(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("WOONZORG_DATA", str(tmp_path / "data"))
    main(["gegevens", "--json"])
    used = json.loads(capsys.readouterr().out)[0]["id"]
    plan, paper = tmp_path / "p.json", tmp_path / "h.html"
    line = {"gemeente": "GM9101", "buurt": "BU91010001", "sociaal": 4711, "midden": 0, "overig": 0}
    plan.write_text(json.dumps([line, {**line, "buurt": "", "sociaal": 100}]), "utf-8")
    made = ["rapport", "socialehuur", "--snapshot", used, "--programma", str(plan), "--uit", str(paper)]
    assert main(made) == 0
    html = paper.read_text("utf-8")
    assert "4.811" in html  # of the gemeente
    assert "4.711" not in html
    assert "verzonnen voorbeeldcijfers" in html
    assert "CBS, Kerncijfers" not in html
    assert FICTIE in html
    assert TE_WEINIG_BUURTEN in html
    assert TE_WEINIG_IN_GEMEENTE in html
    assert "dichter" not in html  # of the only buurt, the homes would be those of the gemeente
    assert main(["rapport", "opgave", "--programma", str(plan), "--uit", str(paper)]) == 2
