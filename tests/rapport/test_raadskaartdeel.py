"""The map for a council on paper and as a slide: the same numbers, for all groups and for one."""

from __future__ import annotations

import datetime as dt
import io
import json
from xml.etree import ElementTree as ET

import openpyxl
import pytest
from pdflezen import read_pdf, squeeze

from woonzorg import instelling
from woonzorg.fouten import InvoerFout
from woonzorg.gegevens import opslag
from woonzorg.oordeel import toets
from woonzorg.rapport.raadskaartdeel import REGEL_VOORAF, Raadsstof, make_raadskaartdeel
from woonzorg.rapport.soorten import RAADSKAART
from woonzorg.rapport.stuk import Alinea, Kop, Naast
from woonzorg.rapport.zicht import Openbaar
from woonzorg.verdeling.invoer.veld import make_veld
from woonzorg.verdeling.scenario.inhoud import parse_scenario
from woonzorg.verdeling.uitkomst.antwoord import compute_plan

DATUM = dt.date(2026, 11, 29)
SNAPSHOT = opslag.open_snapshot(instelling.INGEBOUWD)
SCORE = toets.score_snapshot(SNAPSHOT)
VRAAG = {"statushouders": 60, "beschermd_wonen": 30, "detentie": 8}


@pytest.fixture(scope="module")
def openbaar():
    base = {"versie": 1, "regio": "voorbeeldstreek", "niveau": "wijk", "vraag": VRAAG, "naam": "#Plan <b>"}
    return Openbaar(
        SNAPSHOT, SCORE, compute_plan(parse_scenario(json.dumps(base).encode()), make_veld(SCORE, "wijk"))
    )


@pytest.mark.parametrize("groep", ["", "beschermd_wonen"])
def test_the_paper_tells_the_map_its_table_and_what_it_is_not(openbaar, groep):
    stof = Raadsstof(openbaar, groep)
    read = read_pdf(RAADSKAART.make(stof, ".pdf", DATUM, adres="https://woonzorg.test"))
    said = [
        stof.kaart.kop,
        REGEL_VOORAF,
        "#Plan <b>",
        *(row.gemeente for row in stof.kaart.rijen),
        *stof.kaart.uitleg,
    ]
    assert [text for text in said if squeeze(text) not in squeeze(read.tekst)] == []
    assert all("CONCEPT" in blad for blad in read.bladen)
    assert len(read.boom.find("/Figure")) == 1
    assert f"https://woonzorg.test/verdelen?scenario={openbaar.uitkomst.scenario.id}" in read.adressen
    book = openpyxl.load_workbook(io.BytesIO(RAADSKAART.make(stof, ".xlsx", DATUM)))
    sheet = next(sheet for sheet in book if sheet.title.startswith("Woningen erbij"))
    told = [(f"waarvan {row.wijk}" if row.wijk else row.gemeente, row.woningen) for row in stof.kaart.rijen]
    assert list(sheet.values)[1:] == told


def test_the_slide_has_the_headline_and_every_word_of_its_legend_within_it(openbaar):
    stof = Raadsstof(openbaar, "beschermd_wonen")
    slide = RAADSKAART.make(stof, ".svg", DATUM).decode()
    assert f"Verzonnen voorbeeldstreek. CONCEPT. {stof.kaart.kop}" in slide
    texts = [text for text in ET.fromstring(slide).iter("{http://www.w3.org/2000/svg}text") if text.text]
    legend = [text.text for text in texts if float(text.get("x")) >= 920]
    assert "in beginsel geen woningen erbij voor groepen waar de regel voor geldt" in " ".join(legend)
    assert max(map(len, legend)) <= 46
    with pytest.raises(InvoerFout, match="geen kaart om te delen"):
        RAADSKAART.make(Raadsstof(openbaar, "detentie"), ".svg", DATUM)


def test_another_paper_can_take_the_part(openbaar):
    blokken = make_raadskaartdeel(Raadsstof(openbaar))
    assert [type(blok) for blok in blokken[:4]] == [Kop, Alinea, Alinea, Naast]
