"""An initiative as it is kept: read strictly with all findings together, under the hash of its content."""

from __future__ import annotations

import dataclasses
import json
import re

import pytest
from initiatiefmaken import GEGEVEN, make_initiatief

from woonzorg.fouten import GegevensFout, InhoudFout, InvoerFout
from woonzorg.initiatief.initiatiefbestand import parse_initiatief
from woonzorg.initiatief.initiatiefcontrole import warn_initiatief

VOL = {
    "naam": "Kamers aan het plein", "organisatie": "Woonstichting Voorbeeld", "groep": "open",
    "instrument": "onzelfstandig", "aantal": 10, "personen": 12, "binnen_buurt": True, "afgeleid_van": "0123456789ab",
    "complex": {"naam": "De Linde", "woningen": 48, "gehuisvest": 20},
    "uitzondering": {"motief": "Er is begeleiding.", "besluiter": "de raad", "datum": "2026-04-14"},
    "afweging": {"antwoorden": [{"nr": 1, "antwoord": "ja", "toelichting": ""}]},
}  # fmt: skip


def find_bevindingen(**delen):
    with pytest.raises(GegevensFout) as caught:
        make_initiatief(**delen)
    assert "Wat u kunt doen" in str(caught.value)
    return caught.value.bevindingen


def test_a_file_needs_no_more_than_the_issue_says_and_keeps_no_more():
    plain = make_initiatief()
    assert json.loads(plain.to_json()) == GEGEVEN
    assert (plain.complex, plain.jaar, plain.afweging.antwoorden, plain.binnen_buurt) == (
        None,
        None,
        (),
        False,
    )
    assert make_initiatief(plek=" bu91010001 ") == plain


def test_everything_reads_back_and_the_same_content_has_the_same_name():
    full = make_initiatief(**VOL)
    assert parse_initiatief(full.to_json().encode()) == full
    assert json.loads(full.to_json())["complex"] == VOL["complex"]
    turned = dict(reversed([*(GEGEVEN | VOL).items()]))
    assert parse_initiatief(json.dumps(turned).encode()).id == full.id
    others = {
        make_initiatief(**(VOL | change)).id
        for change in ({"aantal": 11}, {"naam": "Anders"}, {"complex": None})
    }
    assert len(others | {full.id}) == 4
    with pytest.raises(dataclasses.FrozenInstanceError):
        full.aantal = 3


@pytest.mark.parametrize(
    ("delen", "said"),
    [({"aantal": 0}, "aantal: er staat 0 woningen; geef een heel getal van 1 tot en met 1000000"),
     ({"aantal": 1_000_001}, "aantal: er staat 1000001 woningen; geef een heel getal van 1 tot en met 1000000"),
     ({"instrument": "onzelfstandig", "aantal": 0}, "aantal: er staat 0 kamers; geef een heel getal van 1 tot"),
     ({"groep": "iedereen"}, "groep: de groep iedereen bestaat niet"), ({"groep": "urgent"}, "kies een deel"),
     ({"groep": "woonwagenbewoners"}, "een standplaats is voor woonwagenbewoners"),
     ({"instrument": "standplaats"}, "standplaats past niet bij de groep statushouders"),
     ({"groep": "open", "instrument": "standplaats"}, "vul die groep in"),
     ({"plek": "WK910100"}, "geen code van een buurt"),
     ({"personen": 3}, "laat personen weg"), ({"instrument": "opvangplek", "personen": 0}, "personen: er staat 0"),
     ({"jaar": 2027}, "hoort bij toewijzing"), ({"instrument": "toewijzing", "jaar": 27}, "van 2020 tot en met 2100"),
     ({"complex": {}}, "er staat niets in"), ({"complex": {"gehuisvest": 2}}, "vul ook het aantal woningen in"),
     ({"complex": {"woningen": 3, "gehuisvest": 4}}, "4 is meer dan de 3 woningen"),
     ({"complex": {"woningen": 30, "gehuisvest": 4, "ruimte": True}}, "niet allebei"),
     ({"instrument": "toewijzing", "aantal": 9, "complex": {"woningen": 8}}, "meer dan de 8 woningen"),
     ({"uitzondering": {"motief": "-", "besluiter": "", "datum": "2999-01-01"}}, "moet nog komen"),
     ({"afgeleid_van": "x"}, "geen kenmerk"), ({"naam": "a" * 201}, "201 tekens"), ({"aantal": "1"}, "een heel getal"),
     ({"aantal": True}, "een heel getal"), ({"datum": "2026-01-01"}, "'datum' is onbekend"),
     ({"proces": "Housing"}, "'proces' is onbekend"), ({"versie": 2}, "leest versie 1"),
     ({"instrument": "loterij"}, "kies uit"),
     ({"afweging": {"antwoorden": [{"nr": 99, "antwoord": "ja"}]}}, "vraag 99 bestaat niet")],
)  # fmt: skip
def test_what_is_wrong_is_told_with_what_was_expected(delen, said):
    assert any(re.search(said, text) for text in find_bevindingen(**delen))


def test_all_that_is_wrong_is_told_together():
    told = find_bevindingen(plek="Heerlen", groep="iedereen", aantal=0, jaar=2027, naam="a" * 300)
    assert [text.split(":")[0] for text in told] == ["plek", "groep", "aantal", "jaar", "naam"]
    form = find_bevindingen(versie=3, aantal="tien", plek=4)
    assert [text.split(":")[0] for text in form] == ["versie", "plek", "aantal"]


@pytest.mark.parametrize("raw", [b"", b"[]", b"{", b"null", b"x" * 1_000_001, b'{"versie": 1}'])
def test_what_is_no_initiative_is_refused_with_an_example(raw):
    with pytest.raises(InvoerFout, match='"plek": "BU91010001"'):
        parse_initiatief(raw)


def test_of_a_single_letting_nothing_is_kept():
    single = make_initiatief(instrument="toewijzing")
    with pytest.raises(InvoerFout, match="bewaart Woonzorg niets"):
        single.to_json()
    assert single.waarom_onbewaard
    assert make_initiatief(instrument="toewijzing", aantal=2).to_json()
    assert make_initiatief().to_json()  # one home that is built is no letting


def test_a_name_like_that_of_a_person_is_warned_of_and_not_lost():
    named = make_initiatief(naam="Mevr. Jansen", organisatie="J. de Vries")
    assert (named.naam, named.organisatie) == ("Mevr. Jansen", "J. de Vries")
    told = warn_initiatief(named)
    assert [text.split(":")[0] for text in told] == ["naam", "organisatie"]
    assert warn_initiatief(make_initiatief(**VOL)) == ()


def test_what_cannot_be_read_keeps_nothing_else_that_is_wrong_from_being_told():
    wrong = {
        "versie": None,
        "plek": "X",
        "groep": "urgent",
        "instrument": "flat",
        "aantal": 0,
        "jaar": "2027",
    }
    with pytest.raises(InhoudFout) as caught:
        parse_initiatief(json.dumps(wrong).encode())
    assert {text.partition(":")[0] for text in caught.value.bevindingen} == {
        "versie", "plek", "groep", "instrument", "aantal", "jaar",
    }  # fmt: skip
    later = {"versie": 2, "plek": "X", "groep": "statushouders", "instrument": "nieuwbouw", "aantal": 1}
    with pytest.raises(InhoudFout) as caught:
        parse_initiatief(json.dumps(later).encode())
    assert [text.partition(":")[0] for text in caught.value.bevindingen] == ["versie", "plek"]
