"""A document as PDF, HTML and workbook: what readers and machines find in it, and that no text in it comes to life."""

from __future__ import annotations

import dataclasses
import datetime as dt
import io
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from html.parser import HTMLParser
from pathlib import Path

import openpyxl
import pytest
from pdflezen import read_pdf

from woonzorg.rapport import zetten
from woonzorg.rapport.stuk import (
    Alinea,
    Beeld,
    Kolom,
    Kop,
    Legenda,
    Lijst,
    Merk,
    Merken,
    Naast,
    Stijl,
    Stuk,
    Tabel,
)
from woonzorg.rapport.webblad import render_html
from woonzorg.rapport.werkboek import write_werkboek

HUIS = Path(__file__).parents[2]
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="60" height="30" viewBox="0 0 60 30"><path d="M0 0h60v30"/></svg>'
HOSTIEL = (
    '#panic("x")', "$ 1 + 1 $ *vet* _schuin_ = Kop", "<script>alert(1)</script>", "=cmd|' /C calc'!A0",
    '#import "@preview/x:1.0.0"', "\\u{41} // weg /* weg */ ~ @label <label> - + 1.", '"><img src=https://kwaad.test/x>',
)  # fmt: skip
TABEL = Tabel(
    "Aantallen per gebied",
    (Kolom("Gebied", breed=True), Kolom("Woningen", 0), Kolom("Verschil", 2, teken=True)),
    (("Aardappelveld", 1234, 0.5), ("Bietenhof", None, -1.25), ("Wortelbaan", float("nan"), 0.0)),
)


def make_stuk(*blokken, **values):
    usual = {
        "titel": "Proefstuk", "soort": "Proef", "regio": "Proefstreek", "datum": dt.date(2026, 11, 22),
        "blokken": (Kop("Proefstuk", 1), *blokken), "voet": "versie 1",
    }  # fmt: skip
    return Stuk(**usual | values)


VOLLEDIG = make_stuk(
    Merken((Merk("Klasse", "#54278f", "#ffffff"),)),
    Alinea("De kern van de zaak.", Stijl.KERN),
    Naast(
        (
            (Kop("Links"), TABEL, Alinea("Pas op.", Stijl.LET_OP, "Let op:")),
            (Kop("Rechts"), Beeld(SVG, "Een zwart vlak."), Legenda(((SVG, "zwart"),))),
        ),
        (0.6, 0.4),
    ),
    Lijst(("Eerste regel.", "Tweede regel."), Stijl.KLEIN),
    Alinea("hier", adres="https://woonzorg.test/?gebied=BU1"),
)


def test_a_screen_reader_finds_language_title_headings_tables_lists_pictures_and_links():
    read = read_pdf(zetten.set_pdf(VOLLEDIG))
    assert (read.taal, read.titel, read.ua) == ("nl-NL", "Proefstuk", "1")
    assert read.is_getagd
    assert read.toont_titel
    assert [tag.soort for tag in read.boom.find("/H1", "/H2", "/H3")] == ["/H1", "/H2", "/H2"]
    assert [tag.titel for tag in read.boom.find("/H1", "/H2")] == ["Proefstuk", "Links", "Rechts"]
    assert [tag.alt for tag in read.boom.find("/Figure")] == ["Een zwart vlak."]
    heads = read.boom.find("/TH")
    assert [head.kenmerken["/Scope"] for head in heads] == ["/Column"] * 3
    assert len(read.boom.find("/TD")) == 9
    assert len(read.boom.find("/Caption")) == 1
    assert len(read.boom.find("/LI")) == 2
    assert read.adressen == ["https://woonzorg.test/?gebied=BU1"]
    assert "Aardappelveld 1.234 +0,50 Bietenhof onbekend −1,25 Wortelbaan onbekend 0,00" in read.tekst
    assert "22 november 2026" in read.tekst
    assert "Pagina 1 van 1" in read.tekst


def test_the_same_document_gives_the_same_bytes_and_another_date_does_not():
    for make in (zetten.set_pdf, write_werkboek, render_html):
        assert make(VOLLEDIG) == make(VOLLEDIG)
        assert make(VOLLEDIG) != make(dataclasses.replace(VOLLEDIG, datum=dt.date(2026, 11, 23)))
    assert zetten.draw_png(SVG, 300) == zetten.draw_png(SVG, 300)


@pytest.fixture(scope="module")
def hostiel():
    return make_stuk(
        Merken((Merk(HOSTIEL[0], "#54278f", "#ffffff"),)),
        *(Alinea(text, aanhef=text, adres=text) for text in HOSTIEL),
        Lijst(HOSTIEL),
        Tabel(HOSTIEL[2], tuple(map(Kolom, HOSTIEL)), (HOSTIEL,)),
        Tabel(HOSTIEL[3], (Kolom(HOSTIEL[3]),), ((HOSTIEL[3],),)),
        Beeld(SVG, HOSTIEL[6]),
        titel=HOSTIEL[0],
        soort=HOSTIEL[1],
        regio=HOSTIEL[4],
        voet=HOSTIEL[6],
        auteur=HOSTIEL[2],
        watermerk=HOSTIEL[1],
    )


def test_text_that_typst_would_run_is_shown_as_it_is(hostiel):
    read = read_pdf(zetten.set_pdf(hostiel))
    squeezed = read.tekst.replace(" ", "")
    for text in HOSTIEL:
        assert text.replace(" ", "") in squeezed, text
    assert read.titel == HOSTIEL[0]
    assert read.adressen == []
    assert [tag.alt for tag in read.boom.find("/Figure")] == [HOSTIEL[6]]


class Lezer(HTMLParser):
    """Collects what a browser would make of a page."""

    def __init__(self):
        super().__init__()
        self.tags, self.adressen, self.tekst = [], [], ""

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.adressen += [
            value
            for name, value in attrs
            if name in {"src", "href", "srcset", "data", "action", "xlink:href"}
        ]
        assert not any(name.startswith("on") for name, _ in attrs)

    def handle_data(self, data):
        self.tekst += data


def read_html(text):
    reader = Lezer()
    reader.feed(text)
    return reader


def test_html_fetches_and_runs_nothing_whatever_its_text_says(hostiel):
    read = read_html(render_html(hostiel))
    assert not {"script", "img", "link", "iframe", "object", "embed", "form"} & set(read.tags)
    assert read.adressen == []
    for text in HOSTIEL:
        assert text in read.tekst, text
    assert "default-src 'none'" in render_html(hostiel)


def test_html_has_language_headings_and_table_heads():
    text = render_html(VOLLEDIG)
    read = read_html(text)
    assert '<html lang="nl">' in text
    assert (read.tags.count("h1"), read.tags.count("h2"), read.tags.count("caption")) == (1, 2, 1)
    assert (text.count('<th scope="col"'), text.count('<th scope="row"')) == (3, 3)
    assert 'role="img" aria-label="Een zwart vlak."' in text
    assert read.adressen == ["https://woonzorg.test/?gebied=BU1"]
    assert "url(" not in text.replace("url(#", "")


def test_a_workbook_has_numbers_as_numbers_unknown_as_empty_and_no_formula(hostiel):
    book = openpyxl.load_workbook(io.BytesIO(write_werkboek(VOLLEDIG)))
    rows = list(book["Aantallen per gebied"].values)
    assert rows == [
        ("Gebied", "Woningen", "Verschil"), ("Aardappelveld", 1234, 0.5), ("Bietenhof", None, -1.25),
        ("Wortelbaan", None, 0),
    ]  # fmt: skip
    assert book["Uitleg"]["A1"].value == "Proefstuk"
    hostile = openpyxl.load_workbook(io.BytesIO(write_werkboek(hostiel)))
    cells = [cell for sheet in hostile for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert not any(cell.hyperlink for cell in cells)
    assert f"'{HOSTIEL[3]}" in {cell.value for cell in cells}


def test_every_sign_that_passes_can_be_set_and_others_are_replaced_or_left_out():
    signs = "".join(chr(code) for low, high in zetten.ZETBAAR for code in range(low, high))
    passing = zetten.clean_tekst(signs)
    assert zetten.VERVANGING not in passing.removesuffix(zetten.VERVANGING)
    assert read_pdf(zetten.set_pdf(make_stuk(Alinea(" ".join(passing))))).bladen
    assert zetten.clean_tekst("a\u202eb\x00c\u200bd\ue000e\n中\U0001f600") == "abcde ��"


def test_a_table_of_a_thousand_rows_runs_on_with_its_head_on_each_page():
    rows = tuple((f"Gebied {number}", number, number / 7) for number in range(1000))
    read = read_pdf(zetten.set_pdf(make_stuk(dataclasses.replace(TABEL, rijen=rows))))
    assert len(read.bladen) > 10
    assert all("Woningen" in blad for blad in read.bladen)
    assert sum(blad.count("Gebied ") for blad in read.bladen) >= 1000
    assert "Gebied 999 999 +142,71" in read.tekst
    assert len(read.boom.find("/Table")) == 1


def test_a_table_too_long_for_paper_says_where_it_is():
    rows = tuple((f"Gebied {number}", number, None) for number in range(zetten.RIJEN_OP_PAPIER + 1))
    long = make_stuk(dataclasses.replace(TABEL, rijen=rows))
    assert "Aantallen per gebied: 1.501 rijen, te veel voor papier." in read_pdf(zetten.set_pdf(long)).tekst
    assert "Gebied 1500" in render_html(long)
    assert openpyxl.load_workbook(io.BytesIO(write_werkboek(long)))["Aantallen per gebied"].max_row == 1502


def test_a_watermark_stands_on_each_page():
    concept = make_stuk(*(Alinea("Een zin. " * 400) for _ in range(3)), watermerk="CONCEPT")
    read = read_pdf(zetten.set_pdf(concept))
    assert len(read.bladen) > 1
    assert all("CONCEPT" in blad for blad in read.bladen)
    assert "CONCEPT" in render_html(concept)
    assert "CONCEPT" not in read_pdf(zetten.set_pdf(make_stuk())).tekst
    assert "CONCEPT" not in render_html(make_stuk())


@pytest.mark.parametrize("count", [1, 40, 75])
def test_one_page_holds_all_by_smaller_type(count):
    lines = tuple(f"Regel {number} van een lijst." for number in range(count))
    read = read_pdf(zetten.set_pdf(make_stuk(Lijst(lines), een_blad=True)))
    assert len(read.bladen) == 1
    assert all(line in read.tekst for line in lines)


def test_what_does_not_fit_on_one_page_is_not_lost():
    lines = tuple(f"Regel {number} van een lijst." for number in range(200))
    read = read_pdf(zetten.set_pdf(make_stuk(Lijst(lines), een_blad=True)))
    assert len(read.bladen) > 1
    assert all(line in read.tekst for line in lines)


MEET = """
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from woonzorg.rapport import zetten

def read_memory():
    return int(open("/proc/self/statm").read().split()[1]) * 4096 / 1e6

for number in range(14):
    lines = "".join(f'<path d="M{at % 700} {at % 311}l{number + 1} {at % 7}" stroke="#123"/>' for at in range(9000))
    zetten.draw_png(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 800 400">{lines}</svg>', 1600)
    if number == 2:
        before = read_memory()
print(read_memory() - before)
"""


@pytest.mark.skipif(
    not Path("/proc/self/statm").exists(), reason="only Linux tells the memory of a process this way"
)
def test_what_was_set_before_takes_no_memory() -> None:
    """Typst would keep the work for ten documents: with other pictures each time, some 77 MB here."""
    done = subprocess.run([sys.executable, "-c", MEET], cwd=HUIS, capture_output=True, text=True, check=True)
    assert float(done.stdout) < 40


def test_documents_are_set_one_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    busy, seen = threading.Semaphore(1), []

    def compile_alone(*_: object, **__: object) -> bytes:
        seen.append(busy.acquire(blocking=False))
        time.sleep(0.001)  # another thread gets its turn
        if seen[-1]:
            busy.release()
        return b"%PDF"

    monkeypatch.setattr(zetten.typst, "compile", compile_alone)
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda _: zetten.draw_png("<svg/>", 100), range(8))) == [b"%PDF"] * 8
    assert all(seen)
