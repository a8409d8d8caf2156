"""The paper 'Werkvel': sheets to write on with nothing that nobody said; and the bundle of all three papers."""

from __future__ import annotations

import io

import openpyxl
import pypdfium2
import pytest
from papiermaken import find_ontbrekend, lees, make_bestand, make_stof

from woonzorg.initiatief.gespreksmodel import BRON, list_investeringen, list_knoppen, list_schakels
from woonzorg.initiatief.gesprekswoorden import GEEN_OPTELSOM
from woonzorg.initiatief.toetswoorden import GEEN_VERGUNNING
from woonzorg.rapport.initiatiefstof import GEHEIM
from woonzorg.rapport.soorten import INITIATIEF, WERKVEL
from woonzorg.rapport.werkvelstuk import AAN, KIES, NIET, OP_VELLEN, UIT

BOUWER = {"bedrag": 50_000, "wat": "community builder, een halve fte"}
SUBSIDIE = {"soort": "I", "partij": "Gemeente Zilverhage", "bedrag": 25_000, "van": 2026, "tot": 2028}
ZES = {
    "knop": 6, "doelen": [{"route": "zorgen_voor_elkaar", "waarde": "goed_wonen"}], "kosten": [BOUWER],
    "investeringen": [SUBSIDIE], "bewijs_vooraf": "Elders komen er nu meer mensen.",
}  # fmt: skip
NEGEN = {
    "knop": 9,
    "doelen": [{"route": "beter_netwerk", "waarde": "efficient_werken"}],
    "baten": [{"partij": "Zorggroep De Brug", "waarde": "efficient_werken", "toelichting": "minder ritten"}],
}
GESPREK = {"knoppen": [ZES, NEGEN], "partijen": [{"naam": "Gemeente Zilverhage", "soort": "gemeente"}]}


def make(gesprek=GESPREK, **delen):
    return make_stof(
        **{"groep": "ouderen", "aantal": 40, "naam": "Woongebouw De Brug", "gesprek": gesprek} | delen
    )


def test_half_an_fte_half_subsidised_leaves_25000_and_asks_who_takes_over():
    read = lees(WERKVEL, make(), "https://woonzorg.test")
    begin, six, nine, balance = (" ".join(page.split()) for page in read.bladen)
    told = (
        BRON,
        "waarde zonder betaler. Wie investeert?",
        "betaler zonder waarde. Wat heeft deze partij eraan?",
        "de bijdrage van Gemeente Zilverhage stopt in 2028: wie neemt over?",
        "Gemeente Zilverhage gemeente",
    )
    assert find_ontbrekend(told, begin) == []
    told = (
        "Stuurknop 6: Gemeenschapsvorming",
        "Gemeente Zilverhage I. Lokale subsidie 25.000 euro per jaar vanaf 2026",
        "Daarvan moet 25.000 euro per jaar nog van de anderen komen.",
        "Wie heeft er iets aan? Vraag het aan tafel.",
        "Elders komen er nu meer mensen.",
        "Tijdens: waaraan zien we dat het helpt?",
    )
    assert find_ontbrekend(told, six) == []
    told = (
        "Stuurknop 9: Verbinding met de buurt",
        "Zorggroep De Brug Efficiënt werken minder ritten",
        "waarde zonder betaler. Wie investeert?",
    )
    assert find_ontbrekend(told, nine) == []
    told = (
        "Gemeente Zilverhage 25.000 euro per jaar nog niet gevraagd",
        "Zorggroep De Brug niets Efficiënt werken",
        GEEN_OPTELSOM,
        GEEN_VERGUNNING,
        *(f"{one.nummer}. {one.titel}" for one in list_investeringen()),
    )
    assert find_ontbrekend(told, balance) == []
    assert read.adressen[0].endswith("&stap=gesprek")


@pytest.mark.parametrize("knop", list_knoppen(), ids=lambda knop: str(knop.nr))
def test_a_sheet_offers_the_routes_and_values_that_the_document_connects_and_no_other(knop):
    book = openpyxl.load_workbook(io.BytesIO(make_bestand(
        WERKVEL, make({"knoppen": [{"knop": knop.nr}]}), ".xlsx")))  # fmt: skip
    rows = list(book["Waarvoor  Route en waarde"].values)
    assert len(rows) == len(knop.routes) + 1
    cells = [cel for row in rows[1:] for cel in row[1:]]
    assert cells.count(UIT) == sum(nr == knop.nr for nr, _, _ in list_schakels())
    assert set(cells) <= {UIT, NIET}


def test_what_was_chosen_is_ticked_and_who_gains_is_never_filled_in():
    book = openpyxl.load_workbook(io.BytesIO(make_bestand(WERKVEL, make({"knoppen": [ZES]}), ".xlsx")))
    rows = list(book["Waarvoor  Route en waarde"].values)
    assert [row.index(AAN) for row in rows if AAN in row] == [rows[0].index("Goed wonen")]
    assert list(book["Wie heeft er iets aan  Vraag"].values)[1:] == []


def measure(raw):
    document = pypdfium2.PdfDocument(raw)
    try:
        return [page.get_size() for page in document]
    finally:
        document.close()


def test_every_sheet_lies_on_its_long_side_and_has_room_to_write():
    raw = make_bestand(WERKVEL, make())
    assert len(measure(raw)) == 4
    assert all(width > height for width, height in measure(raw))
    page = make_bestand(WERKVEL, make(), ".html").decode()
    assert page.count('<section class="blad liggend">') == 4
    assert page.count('<tr class="schrijf" aria-hidden="true">') > 4 * 5
    read = lees(WERKVEL, make())
    empty = [row for row in read.boom.find("/TR") if len(row.delen) == 4]
    assert len(empty) >= 2 * 5  # who invests, on both sheets: filled in and open rows together
    assert "Klopt dit niet?" in read.bladen[-1]  # and no page more for that


def test_without_a_knob_the_ten_are_there_to_tick():
    read = lees(WERKVEL, make({}))
    assert (
        find_ontbrekend((KIES, *(f"{knob.nr}. {knob.naam}" for knob in list_knoppen())), read.bladen[0]) == []
    )
    assert len(read.bladen) == 2


def test_of_a_group_with_more_privacy_only_knobs_and_what_for_are_told():
    read = lees(WERKVEL, make(groep="vrouwenopvang", aantal=7))
    assert find_ontbrekend((GEHEIM, "Stuurknop 6: Gemeenschapsvorming", "Wie investeert?"), read.tekst) == []
    for raw in (read.tekst, make_bestand(WERKVEL, make(groep="vrouwenopvang", aantal=7), ".html").decode()):
        for word in (
            "Brug",
            "Gemeente Zilverhage",
            "25.000",
            "50.000",
            "Elders",
            "ritten",
            "zonder betaler",
            "niet ingevuld",
        ):
            assert word not in raw


def test_a_party_named_like_a_person_keeps_its_place_without_its_name():
    gift = {"soort": "X", "partij": "mevr. Jansen", "bedrag": 100}
    read = lees(
        WERKVEL,
        make({"knoppen": [{"knop": 6, "investeringen": [gift, gift | {"partij": "dhr. Pietersen"}]}]}),
    )
    assert "Jansen" not in read.tekst
    assert find_ontbrekend(("organisatie zonder naam 1", "organisatie zonder naam 2"), read.tekst) == []


def test_a_screen_reader_finds_the_picture_in_words_and_as_a_table():
    read = lees(WERKVEL, make())
    (alt,) = [tag.alt for tag in read.boom.find("/Figure")]
    assert alt.startswith("2 stuurknoppen in gebruik.")
    assert [tag.titel for tag in read.boom.find("/H1")] == ["Werkvel: Woongebouw De Brug"]
    assert (
        find_ontbrekend(("Stuurknop Wie betaalt Route Waarde Wie heeft er iets aan",), read.bladen[-1]) == []
    )


def test_the_bundle_has_the_three_papers_once_each_on_pages_of_its_own():
    raw = make_bestand(INITIATIEF, make())
    shapes = ["ligt" if width > height else "staat" for width, height in measure(raw)]
    assert shapes == ["staat"] * 2 + ["ligt"] * 4
    read = lees(INITIATIEF, make())
    assert [tag.titel for tag in read.boom.find("/H1")] == ["Woongebouw De Brug"]
    assert [tag.titel for tag in read.boom.find("/H2")][:3] == ["Toets", "Afweging", "Werkvel"]
    assert "kwetsbaar" not in read.bladen[1]
    assert read.tekst.count("Klopt dit niet?") == 1
    assert all(GEEN_VERGUNNING in " ".join(page.split()) for page in (*read.bladen[:2], read.bladen[-1]))


def test_the_bundle_of_a_group_with_more_privacy_is_alike_for_every_place_and_number():
    own = {
        "groep": "vrouwenopvang",
        "afweging": {"antwoorden": [{"nr": 1, "antwoord": "ja", "toelichting": "plan"}]},
    }
    raws = [
        make_bestand(INITIATIEF, make(**own, aantal=count, plek=place), ".html")
        for count, place in ((7, "BU91010902"), (8, "BU91010902"), (7, "BU91010704"))
    ]
    assert len(set(raws)) == 1
    assert b"plan<" not in raws[0]


def test_with_many_questions_the_picture_stays_on_the_first_sheet_and_each_is_told_at_its_knob():
    knobs = [{"knop": knob.nr, "investeringen": [SUBSIDIE]} for knob in list_knoppen()]
    read = lees(WERKVEL, make({"knoppen": knobs}))
    assert len(read.bladen) == 12
    assert find_ontbrekend(("Wie betaalt", "Gemeentelijk beleid", OP_VELLEN), read.bladen[0]) == []
    assert read.bladen[0].count("stopt in 2028") == 0
    assert all("stopt in 2028: wie neemt over?" in " ".join(page.split()) for page in read.bladen[1:-1])


def test_every_knob_with_long_texts_still_tells_all():
    long = (
        "We beginnen klein, met een vaste dag in de week, en kijken na een half jaar samen wat het oplevert. "
        * 5
    )
    knobs = [ZES | {"uitwerking": long[:500], "bewijs_tijdens": long[:500]}]
    read = lees(WERKVEL, make({"knoppen": knobs}))
    assert len(read.bladen) == 3
    assert find_ontbrekend((long[:500],), read.bladen[1]) == []
