"""The document of the opgave holds every published figure, its recomputation, the difference and the cause."""

from __future__ import annotations

import datetime as dt
import io

import openpyxl
import pytest
from keten import run
from pdflezen import read_pdf, squeeze

from woonzorg.opgave.banden import find_grootste, make_banden
from woonzorg.opgave.cijfers import Cijferkeuze
from woonzorg.opgave.controles import Controleoordeel
from woonzorg.opgave.lijst import select_verschillen
from woonzorg.opgave.publicatie import BRON, STREEK
from woonzorg.opgave.woorden import describe_kop, describe_telling
from woonzorg.rapport.bestand import make_stuk
from woonzorg.rapport.opgavestuk import make_opgavestuk, read_gepubliceerd
from woonzorg.verdeling.uitkomst.vraagmelding import OPVANGPLEKKEN, SPIJTOPTANTEN

DATUM = dt.date(2026, 11, 22)
OPGAVE = read_gepubliceerd()


def test_paper_tells_headline_differences_and_claims():
    read = read_pdf(make_stuk(make_opgavestuk(OPGAVE, DATUM), ".pdf"))
    text = squeeze(read.tekst)
    largest = find_grootste(make_banden(OPGAVE.cijfers, OPGAVE.keuze))
    parted = select_verschillen(OPGAVE.cijfers)
    said = [describe_kop(STREEK, largest, OPGAVE.cijfers), describe_telling(parted), BRON, "22 november 2026"]
    said += [check.uitspraak.wat for check in OPGAVE.controles if check.oordeel != Controleoordeel.KLOPT]
    said += [figure.verklaring for figure in parted]
    said += [SPIJTOPTANTEN, OPVANGPLEKKEN, "psychische kwetsbaarheid (I.i.iii)"]
    assert [sentence for sentence in said if squeeze(sentence) not in text] == []
    assert read.titel == f"De opgave van {STREEK}"
    assert len(read.boom.find("/Figure")) == 2
    assert len(read.boom.find("/Table")) == 7


def test_every_figure_is_in_the_workbook_and_difference_is_recomputed_less_published():
    book = openpyxl.load_workbook(io.BytesIO(make_stuk(make_opgavestuk(OPGAVE, DATUM), ".xlsx")))
    sheet = next(sheet for sheet in book if sheet.title.startswith("Vraag, aanbod"))
    rows = list(sheet.values)[1:]
    wanted = [(c.vraag, c.aanbod, c.gepubliceerd, c.herberekend, c.verschil) for c in OPGAVE.cijfers]
    assert [row[2:] for row in rows] == wanted
    both = [row for row in rows if row[4] is not None and row[5] is not None]
    assert both
    assert all(row[4] + row[6] == row[5] for row in both)


@pytest.mark.parametrize("keuze", list(Cijferkeuze))
def test_the_choice_and_the_year_travel_along(tmp_path, keuze):
    path = tmp_path / "o.pdf"
    argv = (
        "rapport",
        "opgave",
        "--cijfers",
        str(keuze),
        "--jaar",
        "2030",
        "--uit",
        str(path),
        "--datum",
        "2026-11-22",
    )
    assert run(*argv).status == 0
    assert f"Vraag voor een verdeling (2030, {keuze})" in read_pdf(path.read_bytes()).tekst
    assert run("rapport", "opgave", "--jaar", "2023", "--uit", str(path)).status == 2


@pytest.mark.parametrize(
    ("beeld", "word"), [("tekorten", "Ouderen, geclusterd wonen"), ("stromen", "452 tot 725")]
)
def test_each_picture_is_a_slide(tmp_path, beeld, word):
    path = tmp_path / "o.svg"
    assert run("rapport", "opgave", "--beeld", beeld, "--uit", str(path)).status == 0
    assert word in path.read_text(encoding="utf-8")
    missing = run("rapport", "opgave", "--beeld", "taart", "--uit", str(tmp_path / "t.png"))
    assert (missing.status, "Verwacht: tekorten, stromen." in missing.err) == (2, True)
