"""The document of a half-year report: what stands in it, beside the one before, and nothing that may not be shared."""

from __future__ import annotations

import datetime as dt
import io
import re
from xml.etree import ElementTree as ET

import openpyxl
import pytest
from pdflezen import read_pdf, squeeze

from woonzorg import instelling
from woonzorg.agenda.kwartaal import Kwartaal
from woonzorg.agenda.verslag import Verslaggrond, decide_verslag, make_verslag, parse_verslag
from woonzorg.agenda.voorbeeld import load_voorbeeldagenda
from woonzorg.agenda.voortgang import make_voortgang
from woonzorg.agenda.woorden import describe_gedeeld
from woonzorg.fouten import InvoerFout
from woonzorg.gebied import Niveau
from woonzorg.gegevens.opslag import open_snapshot
from woonzorg.oordeel.toets import score_snapshot
from woonzorg.rapport.bestand import make_stuk
from woonzorg.rapport.soorten import VOORTGANG
from woonzorg.rapport.voortgangpanelen import Verslagstof
from woonzorg.rapport.voortgangstuk import make_voortgangstuk
from woonzorg.verdeling.invoer.veld import make_veld

DATUM = dt.date(2026, 11, 29)
Q2, Q4 = Kwartaal(2026, 2), Kwartaal(2026, 4)
SNAPSHOT = open_snapshot(instelling.INGEBOUWD)


@pytest.fixture(scope="module")
def bundel():
    return load_voorbeeldagenda(SNAPSHOT, lambda: make_veld(score_snapshot(SNAPSHOT), Niveau.BUURT))


@pytest.fixture(scope="module")
def stof(bundel):
    areas = SNAPSHOT.gebieden.query("niveau == 'gemeente' and rol == 'regio'")
    towns = dict(zip(areas["code"].astype(str), areas["naam"].astype(str), strict=True))
    regio = SNAPSHOT.manifest.regio
    ground = Verslaggrond(regio.naam, regio.titel, fictief=True, gegevens=SNAPSHOT.id, gemeenten=towns)

    def report(moment, vorige=None):
        found = make_voortgang(bundel.lijnen, bundel.standen, bundel.tellingen, moment)
        return make_verslag(found, ground, DATUM, vorige=vorige, urgentie=bundel.urgentie, maker="Jo <b>")

    first = report(Q2)
    return Verslagstof(report(Q4, first), first)


@pytest.fixture(scope="module")
def paper(stof):
    return read_pdf(make_stuk(make_voortgangstuk(stof, DATUM, "https://woonzorg.test"), ".pdf"))


def read_sheets(stof):
    book = openpyxl.load_workbook(io.BytesIO(VOORTGANG.make(stof, ".xlsx", DATUM)))
    return {sheet.title: list(sheet.values) for sheet in book}


def test_paper_answers_both_questions_first_and_tells_all_parts(stof, paper):
    squeezed = squeeze(paper.tekst)
    said = [
        describe_gedeeld(stof.verslag.gedeeld), "In kwetsbare buurten: 12; van minder dan 10 is geen besluit ingevoerd",
        "Evaluatie Q4 2026", "Verzonnen", "Jo <b> (naam niet gecontroleerd)", f"kenmerk {stof.verslag.id}",
        "op de grond passen minder woningen dan gedacht", "Kloosterhof verbouwen", "termijn voorbij, niet klaar",
        "Uitstroom uit vrouwenopvang: de gemeenten verschillen (wel of niet erin",
        "moet in elke urgentieregeling staan",
        "Plaatsingen per buurt zijn geteld en daarna weggegooid", "4. Ruimtelijke samenhang; 6. Goedkope woningen",
        "Van 1 regel is over 2026-Q4 niets gemeld", "Tussenrapportage Q2 2026",
    ]  # fmt: skip
    assert [text for text in said if squeeze(text) not in squeezed] == []
    heads = [tag.soort for tag in paper.boom.find("/H1", "/H2", "/H3")]
    assert heads[0] == "/H1"
    assert (paper.ua, paper.taal, paper.toont_titel) == ("1", "nl-NL", True)
    assert all("CONCEPT" in blad for blad in paper.bladen)
    assert paper.adressen[-1] == "https://woonzorg.test/voortgang?moment=2026-Q4"


def test_each_picture_has_its_words_and_its_figures_in_a_table(stof, paper):
    figures = paper.boom.find("/Figure")
    assert len(figures) == 8 + 5  # the region and seven gemeenten; the region and four that build
    assert all("De cijfers staan in de tabel." in figure.alt for figure in figures)
    sheets = read_sheets(stof)
    rows = {row[0]: row[1:] for row in sheets["Toewijzingen, de stand van nu"[:28]][1:]}
    assert rows["Zilverhage"] == (184, 146, 16, 22)
    assert rows["Voorbeeldstreek"] == ("ten minste 562", "ten minste 459", "ten minste 16", "ten minste 46")
    half_years = [
        row for row in sheets["Per half jaar"][1:] if row[:2] == ("Voorbeeldstreek", "Toewijzingen")
    ]
    assert [row[7:9] for row in half_years[:2]] == [(226, 362.5), (452, 725)]
    # Of 459 one line was not reported; of 108 in preparation two gemeenten have few.
    assert [row[3] for row in half_years[:2]] == [214, "ten minste 459"]
    assert [row[4] for row in half_years[:2]] == ["ten minste 79", "ten minste 16"]
    assert [row[6] for row in half_years[:2]] == [0, "ten minste 562"]


def test_since_the_report_before_by_hand(stof):
    sheets = read_sheets(stof)
    since = {row[:2]: row[2:] for row in sheets["Klaar gekomen, sinds het beg"][1:]}
    assert since["Toewijzingen", "Zilverhage"] == (67, 146, 79)
    assert since["Opgeleverd", "Kwartelrade"] == (15, 40, 25)
    assert since["Opgeleverd", "Lindewarande"] == ("niet te delen",) * 3
    assert sheets["Bijgesteld, met reden"][1] == (
        "Clusterwoningen Reeënbroek", 30, "niet te delen", "op de grond passen minder woningen dan gedacht",
    )  # fmt: skip


def test_no_number_under_ten_stands_in_any_table_of_homes(stof):
    for title, rows in read_sheets(stof).items():
        if title in {"Uitleg", "Afspraken per thema", "Agenda"}:
            continue
        numbers = [cell for row in rows[1:] for cell in row if isinstance(cell, int | float)]
        # Agreed by a moment before anything is due: nought.
        assert [number for number in numbers if 0 < number < 10] == [], title
    counts = [row[7] for row in read_sheets(stof)["Agenda"][1:]]
    assert min(count for count in counts if count is not None) >= 10


def test_a_report_that_was_decided_has_no_mark_and_opens_as_the_same_paper(stof):
    decided = decide_verslag(stof.verslag, "gremium, agendapunt 4", "1-11-2026", DATUM)
    found = make_voortgangstuk(Verslagstof(parse_verslag(decided.to_json().encode())), DATUM)
    assert found.watermerk == ""
    page = VOORTGANG.make(Verslagstof(decided), ".html", DATUM).decode()
    assert "gremium, agendapunt 4" in page
    assert "vastgesteld op 1 november 2026" in page
    assert "<b>" not in re.findall(r"Jo .{0,12}", page)[0]
    assert make_stuk(found, ".pdf") == make_stuk(make_voortgangstuk(Verslagstof(decided), DATUM), ".pdf")


def test_another_report_is_not_put_beside_it(stof):
    with pytest.raises(InvoerFout, match="niet na elkaar gemaakt"):
        make_voortgangstuk(Verslagstof(stof.vorige, stof.verslag), DATUM)


def test_slides_hold_all_panels_and_say_that_it_is_a_concept(stof):
    assert VOORTGANG.beelden.list_namen(stof) == ("toewijzingen", "bouw")
    for name, count in (("toewijzingen", 8), ("bouw", 5)):
        svg = VOORTGANG.make(stof, ".svg", DATUM, beeld=name).decode()
        nodes = list(ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}text"))
        texts = ["".join(node.itertext()) for node in nodes]
        assert texts[0].startswith("CONCEPT. Verzonnen voorbeeldstreek. Evaluatie Q4 2026.")
        names = [text for node, text in zip(nodes, texts, strict=True) if node.get("font-size") == "17"]
        assert (len(names), names[0]) == (count, "Voorbeeldstreek")
        assert any(text.startswith(f"Bron: agenda {stof.verslag.agenda}") for text in texts)
