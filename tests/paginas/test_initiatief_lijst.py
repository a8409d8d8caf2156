"""Many at once on the page Initiatief: a corporatie with forty complexes, by gemeente and name, and the annex."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

import openpyxl
import pytest
from aflezen import read_data, read_html, read_knoppen, read_told

from pages.initiatief import initiatiefstand, lijststap
from woonzorg.gegevens import opslag
from woonzorg.initiatief.initiatieflijst import read_initiatieven
from woonzorg.initiatief.lijsttoets import ZONDER_GEHEIM
from woonzorg.instelling import INGEBOUWD

if TYPE_CHECKING:
    from collections.abc import Callable

    from streamlit.testing.v1 import AppTest

    Open = Callable[..., AppTest]

KWETSBAAR, OPEN_BUURT = "BU91010001", "BU91010902"
NOOIT = "Dit is geen vergunningtoets en zegt niets over een kandidaat."
KOP = "naam;code;groep;instrument;aantal;woningen;gehuisvest;ruimte;corporatie;jaar;schaal;motief;besluiter;datum"
RIJEN = (
    f"Zuid;{OPEN_BUURT};psychisch;toewijzing;4;48;2;;Woonpunt;2027;;;;",
    f"<i>Noord</i>;{KWETSBAAR};uitstroom;onzelfstandig;8;;;;Thuis;;buurt;;;",
    f"Baken;{OPEN_BUURT};vrouwenopvang;nieuwbouw;4;;;;Thuis;;;;;",
    f"Een;{OPEN_BUURT};psychisch;toewijzing;1;;;ja;Woonpunt;;;;;",
    f"Hof;{OPEN_BUURT};ouderen;nieuwbouw;20;;;;Woonpunt;;;;;",
)
VAST = "Besloten;BU91010100;statushouders;transformatie;1;;;;Thuis;;;Er is een team.;de raad;2-11-2026"


def show(app: AppTest) -> str:
    assert not app.exception
    return read_html(app)


def read_lijst(*rijen: str):
    areas = opslag.open_snapshot(INGEBOUWD).gebieden
    return read_initiatieven("lijst.csv", "\n".join((KOP, *rijen)).encode(), areas)


def open_lijst(open_pagina: Open, *rijen: str) -> AppTest:
    app = open_pagina("initiatief", stap="lijst")
    given = lijststap.Gegevenlijst("lijst.csv", read_lijst(*rijen))
    app.session_state["initiatieflijsten"] = {"voorbeeldstreek": given}
    return app.run()


def find_rijen(html: str) -> list[str]:
    return re.findall(r"<tr><th scope=\"row\">.*?</tr>", html)


def read_bijlage(app: AppTest, soort: str) -> bytes:
    [button] = [
        one
        for data in read_data(app)
        for one in data.get("knoppen", ())
        if f"Bijlage ({soort}" in one["label"]
    ]
    return app.session_state["loket"].find(button["pad"].rpartition("/")[2]).maak()


def read_cellen(raw: bytes) -> str:
    book = openpyxl.load_workbook(io.BytesIO(raw))
    return str([list(row) for sheet in book.worksheets for row in sheet.iter_rows(values_only=True)])


def test_rows_stand_by_gemeente_and_name_with_numbers_for_their_maker_and_each_opens_by_itself(
    open_pagina: Open,
):
    app = open_lijst(open_pagina, *RIJEN, VAST)
    html = show(app)
    rows = find_rijen(html)
    names = [re.search(r"<a [^>]*>(.*?)</a>", row)[1] for row in rows]
    assert names == ["&lt;i&gt;Noord&lt;/i&gt;", "Baken", "Besloten", "Een", "Hof", "Zuid"]
    assert NOOIT in html
    assert "6 rijen getoetst: " in re.sub("</?em>", "", html)
    assert (
        "<button" not in html.partition("<table>")[2].partition("</table>")[0]
    )  # nothing puts it in order of room
    assert "In de bijlage alleen het antwoord, zonder getallen" in rows[5]
    assert re.search(r'data-kop="Ruimte over">\d+ te veel<', rows[0])
    assert "In de bijlage alleen de gemeente en het antwoord" in rows[1]
    assert "Afgeweken: besluit van de raad" in rows[2]
    link = re.search(r'href="(\?[^"]*)" data-gebied="(rij-\d+)"', rows[0])
    assert "schaal=buurt" in link[1]
    assert "gehuisvest" not in re.search(r'href="([^"]*)"', rows[5])[1]


def test_a_row_opens_as_its_own_initiative_and_what_was_answered_before_is_kept(monkeypatch):
    for module in (initiatiefstand, initiatiefstand.adres):
        monkeypatch.setattr(module.st, "session_state", {})
    monkeypatch.setattr(initiatiefstand.adres.st, "session_state", initiatiefstand.st.session_state)
    item = read_lijst(RIJEN[0]).initiatieven[0]
    initiatiefstand.open_los(item)
    assert initiatiefstand.read_werk().make() == item
    assert initiatiefstand.read_werk().bron is None


def test_the_annex_holds_what_was_chosen_and_neither_small_counts_nor_a_secret_place(open_pagina: Open):
    app = open_lijst(open_pagina, *RIJEN)
    assert [label for label in read_knoppen(app) if label.startswith("Bijlage")] == [
        "Bijlage (Excel)", "Bijlage (PDF)", "Bijlage (webpagina)"]  # fmt: skip
    told = read_cellen(read_bijlage(app, "Excel"))
    assert NOOIT in told
    assert "eigen tellingen onder 10" in told
    assert not any(word in told for word in ("Baken", "'Een'"))
    assert "1 rij gaat over één toewijzing" in read_told(app)
    app.selectbox(key="initiatieflijst-corporatie").select("Thuis").run()
    app.selectbox(key="initiatieflijst-oordeel").select("in_beginsel_niet").run()
    assert len(find_rijen(show(app))) == 1
    told = read_cellen(read_bijlage(app, "Excel"))
    assert "Zuid" not in told
    assert "niet per plek" not in told  # the complexes of one organisation are places
    assert ZONDER_GEHEIM in read_told(app)
    app.selectbox(key="initiatieflijst-corporatie").select(None).run()
    assert len(find_rijen(show(app))) == 1
    told = read_cellen(read_bijlage(app, "Excel"))
    assert "niet per plek" in told  # a choice of an answer is for the screen: the annex tells all answers
    assert "keuze bij dit initiatief" in told
    page = read_bijlage(app, "web").decode()
    assert NOOIT in page
    assert "<i>Noord" not in page


def test_what_is_wrong_is_told_all_together_and_the_list_of_before_stays(monkeypatch):
    state: dict = {}
    monkeypatch.setattr(lijststap.st, "session_state", state)
    snapshot = opslag.open_snapshot(INGEBOUWD)
    stand = initiatiefstand.Initiatiefstand(
        snapshot, initiatiefstand.Initiatiefwerk({}), "lijst", None, None, None
    )
    good = "\n".join((KOP, RIJEN[0])).encode()
    lijststap.take_lijst(stand, "goed.csv", good)
    wrong = (RIJEN[0], RIJEN[0], "A;BU92040000;open;onzelfstandig;0;;;;;;;;;",
             "Plas;BU91060202;open;nieuwbouw;2;;;;;;;;;",
             f"B;{KWETSBAAR};uitstroom;nieuwbouw;2;;;;;;straat;Omdat;;31-2-2026")  # fmt: skip
    lijststap.take_lijst(stand, "fout.csv", "\n".join((KOP, *wrong)).encode())
    said = "\n".join(state["initiatieflijst_fout"].bevindingen)
    for words in ("rij 3, kolom naam: 'Zuid' staat er twee keer", "in de rand om deze streek", "er staat 0 kamers",
                  "rij 5, kolom code: BU91060202 is geen buurt van deze streek",
                  "rij 6, kolom schaal: 'straat' valt niet te kiezen; kies uit buurt, wijk",
                  "rij 6, kolom datum: '31-2-2026' is geen dag die er al was"):  # fmt: skip
        assert words in said
    assert lijststap.read_lijst(stand).naam == "goed.csv"
    lijststap.forget_lijst(stand)
    assert lijststap.read_lijst(stand) is None


@pytest.mark.parametrize("stap", ["", "lijst"])
def test_without_a_list_there_is_the_way_to_it_and_the_template(open_pagina: Open, stap: str):
    app = open_pagina("initiatief", **({"stap": stap} if stap else {}))
    html = show(app)
    assert ("Toets een hele lijst tegelijk" in html) == (not stap)
    assert ("Sjabloon (Excel)" in read_knoppen(app)) == bool(stap)
    assert "<table>" not in html.partition("wzi-weg")[2]
