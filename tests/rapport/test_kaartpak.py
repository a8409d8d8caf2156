"""The pack for a board: the map with the numbers of the list, then a page an area that tells what its slide tells."""

from __future__ import annotations

import dataclasses
import datetime as dt
import io

import openpyxl
import pytest
from pdflezen import read_pdf

from woonzorg.buurt.diabeeld import make_diabeeld
from woonzorg.buurt.dichtbij import WELKE
from woonzorg.gegevens import opslag
from woonzorg.grafiek.diamaat import list_diamaten
from woonzorg.instelling import INGEBOUWD
from woonzorg.kaart.grondslag import Grondslag
from woonzorg.kaart.schalen import make_schalen
from woonzorg.oordeel import klassewoorden, toets
from woonzorg.rapport.kaartpak import Pakstof, make_kaartpak
from woonzorg.rapport.soorten import KAARTPAK
from woonzorg.rapport.stuk import Alinea, Beeld, Bladzijde, Kop, Stuk
from woonzorg.rapport.zetten import set_pdf

SNAPSHOT = opslag.open_snapshot(INGEBOUWD)
SCORE = toets.score_snapshot(SNAPSHOT)
EDITIES = {jaar: toets.score_snapshot(SNAPSHOT, jaar) for jaar in toets.find_edities(SNAPSHOT)}
DATUM = dt.date(2026, 11, 30)
ROWS = SCORE.select("buurt")
KWETSBAAR = ROWS[(ROWS["klasse"] == "kwetsbaar") & (ROWS["grensgeval"] == "ja")]["code"].iloc[0]
CODES = (
    SCORE.select("wijk")["code"].iloc[3],
    KWETSBAAR,
    ROWS["code"].iloc[2],
    SCORE.select("gemeente")["code"].iloc[0],
)


def make(*codes: str, jaar: int | None = None) -> Stuk:
    score = EDITIES[jaar] if jaar else SCORE
    return make_kaartpak(
        Pakstof(SNAPSHOT, score, EDITIES, codes or CODES, jaar), DATUM, "https://woonzorg.test"
    )


def read(blad: Bladzijde) -> list:
    return Stuk("", "", "", DATUM, (blad,), "").list_blokken()


def test_a_page_tells_all_that_the_slide_on_screen_tells_and_nothing_more():
    overview, *pages = make().blokken
    assert [block.tekst for block in read(overview) if isinstance(block, Kop)] == [
        Grondslag(SCORE, "buurt").write_kop("Voorbeeldstreek", omlijnen=True)
    ]
    for number, (page, code) in enumerate(zip(pages, CODES, strict=True), start=1):
        dia = make_diabeeld(SNAPSHOT, SCORE, EDITIES, code)
        measures = list_diamaten(dia.toets, make_schalen(SCORE, dia.toets.niveau))
        blocks = read(page)
        assert [block.tekst for block in blocks if isinstance(block, Kop)] == [dia.kop]
        told = [(block.aanhef, block.tekst) for block in blocks if isinstance(block, Alinea)]
        assert told == [
            ("", f"{number} van 4 · {dia.plaats}"),
            *((f"{maat.titel} {maat.jaar}:", f"{maat.waarde} ({maat.noot})") for maat in measures),
            *((line.aanhef, line.tekst) for line in dia.regels),
        ]
        assert [block.alt for block in blocks if isinstance(block, Beeld)][1:] == [
            maat.alt for maat in measures
        ]


def test_the_paper_is_a_slide_each_with_its_foot_and_can_be_read_aloud():
    read_back = read_pdf(
        KAARTPAK.make(Pakstof(SNAPSHOT, SCORE, EDITIES, CODES), ".pdf", DATUM, adres="https://w.test")
    )
    assert len(read_back.bladen) == 1 + len(CODES)
    assert read_back.is_getagd
    assert read_back.titel.startswith("Verzonnen voorbeeldstreek. Kaartpak")
    for page in read_back.bladen:
        plain = " ".join(page.split())
        assert klassewoorden.DISCLAIMER in plain
        assert "verzonnen cijfers" in plain
    assert len(read_back.boom.find("/H1")) == 1
    assert len(read_back.boom.find("/H2")) == len(CODES)
    assert any(address.startswith("https://w.test/?lijst=") for address in read_back.adressen)


@pytest.mark.parametrize("aantal", [1, 40])
def test_the_first_page_stays_one_page_however_long_the_list(aantal):
    codes = tuple(ROWS["code"].iloc[:aantal])
    stuk = make(*codes)
    first = dataclasses.replace(stuk, blokken=stuk.blokken[:1])
    assert len(read_pdf(set_pdf(first)).bladen) == 1


def test_which_buurten_a_slide_names_nearby_is_told_once_and_where_none_is_named_not_at_all():
    def find(stuk):
        return [
            block.tekst
            for block in read(stuk.blokken[0])
            if isinstance(block, Alinea) and block.tekst == WELKE
        ]

    assert find(make(KWETSBAAR)) == [WELKE]
    assert find(make(SCORE.select("gemeente")["code"].iloc[0])) == []


def test_an_earlier_year_is_told_on_every_page():
    for page in make(jaar=2022).blokken:
        assert klassewoorden.describe_editie(2022) in [b.tekst for b in read(page) if isinstance(b, Alinea)]


def test_the_workbook_has_the_list_with_unrounded_scores():
    book = openpyxl.load_workbook(
        io.BytesIO(KAARTPAK.make(Pakstof(SNAPSHOT, SCORE, EDITIES, CODES), ".xlsx", DATUM))
    )
    rows = list(book["Lijst"].iter_rows(values_only=True))
    found = next(row for row in rows if KWETSBAAR in row)
    own = ROWS.set_index("code").loc[KWETSBAAR]
    assert found[0] == 2
    assert found[9] == pytest.approx(own["ses_woa"], abs=0)
    assert found[11] == pytest.approx(own["lbm_afwijking"], abs=0)
