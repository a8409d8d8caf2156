"""The paper 'Afweging': open points by paragraph and answers with their source; no class, score, sum or verdict."""

from __future__ import annotations

import io

import openpyxl
import pytest
from initiatiefmaken import KWETSBAAR, make_rho
from papiermaken import SNAPSHOT, find_ontbrekend, lees, make_bestand, make_stof

from woonzorg.initiatief.afweging import list_vragen
from woonzorg.initiatief.afwegingswoorden import BEWERING_MAGIC_MIX, GEEN_OORDEEL
from woonzorg.initiatief.toetswoorden import GEEN_VERGUNNING
from woonzorg.initiatief.voorinvulling import GEEN_ANTWOORD, Vraagfeit, fill_afstanden, trace_afstanden
from woonzorg.oordeel.klassewoorden import LABELS, name_klasse
from woonzorg.oordeel.veerkracht import Klasse
from woonzorg.rapport.afwegingstuk import APART, NIETS_OPEN, NOG_NIETS
from woonzorg.rapport.initiatiefstof import ZONDER_TEKST
from woonzorg.rapport.soorten import AFWEGING

ANTWOORDEN = [
    {"nr": 1, "antwoord": "ja", "toelichting": "De aanbieder heeft een zorgplan."},
    {"nr": 2, "antwoord": "nee", "toelichting": "Alleen kleine woningen."},
    {"nr": 12, "antwoord": "onbekend"},
    {"nr": 13, "antwoord": "nvt"},
    {"nr": 18, "antwoord": "ja"},
    {"nr": 19, "antwoord": "ja"},
]
AFSTAND = fill_afstanden(trace_afstanden(SNAPSHOT, KWETSBAAR), "Ereprijshage")
SALDO = Vraagfeit(
    15, ("Geclusterd, heel Parkstad.", "Voor Beekdaelen alleen is er geen cijfer."), "de regionale visie"
)


def make(*, groep="ouderen", antwoorden=ANTWOORDEN, feiten=(AFSTAND, SALDO), **delen):
    return make_stof(feiten=feiten, groep=groep, aantal=40, afweging={"antwoorden": antwoorden}, **delen)


def test_open_points_stand_by_paragraph_and_answers_with_what_is_known_and_its_source():
    read = lees(AFWEGING, make(), "https://woonzorg.test")
    told = (
        GEEN_OORDEEL, APART, GEEN_VERGUNNING, "Niet af: Is het levensloopbestendig gebouwd?",
        "§6.4.1 Gemeenschap • Vraag 2. Zijn er woningen voor verschillende doelgroepen? (het antwoord is nee: bespreek",
        "Vraag 12. Kan het gebouw later anders gebruikt worden? (nog niet bekend)",
        "niet van toepassing: schrijf erbij waarom; de visie noemt dit een must",
        "De visie noemt dit, zonder het te vragen (§6.4). ja De aanbieder heeft een zorgplan.",
        "Bekend bij vraag 18: Gemiddeld vanuit Ereprijshage, over de weg. Afstand tot de huisarts: 0,6 km",
        "Verzonnen cijfers in de vorm van de Kerncijfers wijken en buurten", GEEN_ANTWOORD,
        "Bekend bij vraag 15: Geclusterd, heel Parkstad. Voor Beekdaelen alleen is er geen cijfer.", BEWERING_MAGIC_MIX,
    )  # fmt: skip
    assert find_ontbrekend(told, read.tekst) == []
    assert [tag.titel for tag in read.boom.find("/H3")] == [
        "§6.4.1 Gemeenschap", "§6.4.2 Geld en partners", "§6.4.3 Gebouw voor later", "§6.4.4 Vraag en voorzieningen",
        "§6.5 Gemengd wonen",
    ]  # fmt: skip
    assert read.adressen[0].endswith("&stap=afweging")


def test_it_tells_no_class_of_the_buurt_no_verdict_and_counts_no_answers():
    text = lees(AFWEGING, make(groep="statushouders")).tekst.casefold()
    for klasse in set(LABELS) - {Klasse.ONBEKEND}:  # that is an answer, too
        assert name_klasse(klasse) not in text
    for word in ("in beginsel", "houdt dit", "score van", "van de 20", "procent", "%", "zorgcowboy"):
        assert word not in text


def test_with_all_answered_nothing_is_open_and_with_none_nothing_is_said():
    all_ = [{"nr": question.nr, "antwoord": "ja", "toelichting": "Zie plan."} for question in list_vragen()]
    assert (
        find_ontbrekend(
            (NIETS_OPEN, "Dat is geen oordeel over het initiatief"),
            lees(AFWEGING, make(antwoorden=all_)).tekst,
        )
        == []
    )
    read = lees(AFWEGING, make(antwoorden=[], feiten=()))
    assert (
        find_ontbrekend((NOG_NIETS, *(f"Vraag {one.nr}. {one.vraag}" for one in list_vragen())), read.tekst)
        == []
    )


@pytest.mark.parametrize("groep", ["vrouwenopvang", "detentie"])
def test_of_a_group_with_more_privacy_no_note_and_no_figure_of_the_place_is_told(groep):
    own = [{"nr": 1, "antwoord": "ja", "toelichting": "Aan de Molenstraat is een zorgplan."}]
    stof = make(groep=groep, antwoorden=own, naam="Het Baken", organisatie="Stichting Cichorei")
    read = lees(AFWEGING, stof)
    assert (
        find_ontbrekend(("1. Hoe zwaar is de zorg, en hoe is dat onderbouwd?", "heel Parkstad"), read.tekst)
        == []
    )
    for raw in (read.tekst, make_bestand(AFWEGING, stof, ".html").decode(), repr(stof.afweging)):
        for word in ("Molenstraat", "Ereprijshage", "Baken", "Cichorei", "BU9101", "40 woningen", "0,6 km"):
            assert word not in raw


def test_a_note_on_a_person_or_with_a_number_behind_a_small_count_is_left_out_and_told():
    own = [
        {"nr": 1, "antwoord": "ja", "toelichting": "Mevr. Jansen schreef het plan."},
        {"nr": 2, "antwoord": "ja", "toelichting": "Er wonen er nu zeven."},
        {"nr": 4, "antwoord": "ja", "toelichting": "Op de begane grond."},
    ]  # fmt: skip
    open_ = lees(AFWEGING, make(antwoorden=own)).tekst
    assert find_ontbrekend(("Er wonen er nu zeven.", ZONDER_TEKST, "lijkt, staat hier niet"), open_) == []
    complex_ = {"woningen": 48, "gehuisvest": 7}
    stof = make_stof(
        make_rho(),
        groep="psychisch",
        instrument="toewijzing",
        aantal=2,
        complex=complex_,
        afweging={"antwoorden": own},
    )
    read = lees(AFWEGING, stof)
    assert (
        find_ontbrekend(
            ("Op de begane grond.", "een eigen tekst met een getal erin staat hier niet"), read.tekst
        )
        == []
    )
    for text in (open_, read.tekst):
        assert "Jansen" not in text
    assert "zeven" not in read.tekst


def test_the_workbook_has_all_twenty_questions():
    book = openpyxl.load_workbook(io.BytesIO(make_bestand(AFWEGING, make(), ".xlsx")))
    rows = list(book["Alle vragen"].values)
    assert [row[0] for row in rows[1:]] == list(range(1, 21))
    assert rows[2][4:7] == ("nee", "Alleen kleine woningen.", "het antwoord is nee: bespreek dit")
    assert str(rows[18][7]).startswith("Gemiddeld vanuit Ereprijshage")
