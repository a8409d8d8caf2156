"""The paper 'Toets': the answer as the card has it, on one page, and nothing that may not be shared."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest
from initiatiefmaken import DRAAGKRACHTIG, list_open_kwetsbaar, make_initiatief, make_rho, score_streek
from papiermaken import find_ontbrekend, lees, list_alles, make_bestand, make_stof

from woonzorg.fouten import InvoerFout
from woonzorg.initiatief.gedeeldetoets import ALLEEN_UITKOMST, ZONDER_MOTIEF
from woonzorg.initiatief.toetswoorden import (
    GEEN_GROEP,
    GEEN_JA,
    GEEN_REGEL,
    GEEN_VERGUNNING,
    ONGETOETST,
    OORDEELWOORDEN,
)
from woonzorg.rapport.initiatiefstof import GEHEIM
from woonzorg.rapport.soorten import TOETS

BESLUIT = {
    "motief": "Er is begeleiding in het gebouw.",
    "besluiter": "gemeenteraad Zilverhage",
    "datum": "2026-04-14",
    "openbaar": True,
}


def test_a_kwetsbare_buurt_is_told_rule_by_rule_with_what_can_be_done_next():
    read = lees(TOETS, make_stof(), "https://woonzorg.test")
    told = (
        "In beginsel niet: Ereprijshage en de wijk 00 Zuringdorp zijn kwetsbaar (§5.3)", GEEN_VERGUNNING, GEEN_JA,
        "1 woning (Nieuwbouw)", "Voor wie: statushouders", "Ereprijshage, Zilverhage",
        "Ontzien ✗ niet gehaald 1 0 −1", "Plafond ✓ gehaald 1 6 5", "Geen verplaatsing ✗ niet gehaald 1 0 −1",
        "Getoetst op de schaal wijk (de buurt en de wijk): aanname, naar §5.3: eerst naar wijken kijken.",
        "Buurt: kwetsbaar", "Wijk: kwetsbaar", "Buurt Ereprijshage −0,387 −0,164 845",
        "Wijk 00 Zuringdorp −0,472 −0,195 1.555", "Van de 8 buurten ernaast zijn er 6 kwetsbaar.",
        "Kneupoort in Zilverhage (0,6 km)", "Maak het aandeel hier kleiner (afstapelen)",
        "Meng: voeg hier woningen toe",
        "een uitzondering opent deze plek niet voor dit aantal", "22 november 2026", "Klopt dit niet?",
    )  # fmt: skip
    assert find_ontbrekend(told, read.tekst) == []
    assert len(read.bladen) == 1
    assert read.adressen == [
        "https://woonzorg.test/initiatief?gebied=BU91010001&groep=statushouders&instrument=nieuwbouw&aantal=1"
    ]
    assert f"kenmerk {make_initiatief().id}" in read.tekst


@pytest.mark.parametrize(
    ("delen", "zin", "waarom"),
    [
        ({"groep": "ouderen", "aantal": 40}, "De regel houdt dit in Ereprijshage niet tegen: hij geldt", GEEN_REGEL),
        ({"groep": "open", "instrument": "onzelfstandig", "aantal": 10, "personen": 12},
         "dit is een advies en geen oordeel", GEEN_GROEP),
        ({"groep": "woonwagenbewoners", "instrument": "standplaats", "aantal": 6, "binnen_buurt": True},
         "In beginsel niet: Ereprijshage is kwetsbaar", "Plafond ! gehaald, grens bereikt 6 6 0"),
    ],
)  # fmt: skip
def test_the_cases_of_the_issue_are_told_each_by_its_own_answer(delen, zin, waarom):
    read = lees(TOETS, make_stof(**delen))
    assert find_ontbrekend((zin, waarom, GEEN_VERGUNNING), read.tekst) == []
    assert ("12 personen" in read.tekst) == ("personen" in delen)
    assert ("voor mensen uit deze buurt" in read.tekst) == ("binnen_buurt" in delen)


def test_a_place_without_a_low_score_never_reads_as_approved():
    read = lees(TOETS, make_stof(plek=DRAAGKRACHTIG))
    assert find_ontbrekend(("niet tegen; of er plaats is, blijkt hier niet uit", GEEN_JA), read.tekst) == []
    for word in ("akkoord", "goedgekeurd", "toegestaan", "mag hier", "geschikt"):
        assert word not in read.tekst.casefold()
    untested = lees(
        TOETS, make_stof(plek=DRAAGKRACHTIG, groep="psychisch", instrument="toewijzing", aantal=2)
    )
    assert find_ontbrekend(("Complexen ? niet getoetst", ONGETOETST), untested.tekst) == []


def test_a_decision_is_told_with_its_motive_who_and_when():
    code = list_open_kwetsbaar()[0]
    read = lees(TOETS, make_stof(plek=code, uitzondering=BESLUIT))
    told = (
        "afgeweken: besluit van gemeenteraad Zilverhage, 14-4-2026",
        "Motief: Er is begeleiding in het gebouw.",
    )
    assert find_ontbrekend(told, read.tekst) == []
    named = {
        "motief": "Mevr. Jansen woont er al.",
        "besluiter": "dhr. Pietersen",
        "datum": "2026-04-14",
        "openbaar": True,
    }
    stof = make_stof(plek=code, uitzondering=named, naam="Huis van mevr. Jansen", organisatie="Stichting Zo")
    for raw in (lees(TOETS, stof).tekst, make_bestand(TOETS, stof, ".html").decode(), repr(stof)):
        assert "Jansen" not in raw
        assert "Pietersen" not in raw
    assert find_ontbrekend((ZONDER_MOTIEF, "Stichting Zo"), lees(TOETS, stof).tekst) == []


def unpack(raw):
    """Return what stands in a file, also where it is packed."""
    if raw[:2] != b"PK":
        return raw
    with zipfile.ZipFile(io.BytesIO(raw)) as book:
        return b"".join(book.read(name) for name in book.namelist())


@pytest.mark.parametrize("groep", ["vrouwenopvang", "sekswerkers", "detentie"])
def test_of_a_group_with_more_privacy_the_paper_names_no_place_name_or_number(groep):
    own = {"naam": "Het Baken", "organisatie": "Stichting Cichorei", "plek": DRAAGKRACHTIG, "groep": groep}
    first, more = make_stof(**own, aantal=7), make_stof(**own, aantal=8)
    elsewhere = make_stof(**own | {"plek": "BU91010704"}, aantal=7)
    texts = [list_alles(TOETS, stof) for stof in (first, more, elsewhere)]
    assert texts[0] == texts[1] == texts[2]  # neither number nor place shows through, also not in a kenmerk
    read = lees(TOETS, first)
    assert (
        find_ontbrekend((GEHEIM, OORDEELWOORDEN[first.toets.oordeel], "gemeente Zilverhage"), read.tekst)
        == []
    )
    for raw in (*map(unpack, texts[0]), read.tekst.encode(), repr(first.toets).encode()):
        for word in (b"Baken", b"Cichorei", DRAAGKRACHTIG.encode(), b"Karekietstreek", b"draagkrachtig:"):
            assert word not in raw


def test_behind_an_own_count_under_ten_the_paper_tells_the_outcome_and_is_alike_for_every_count():
    """48 homes, ρ = 0.05, q = 1.5: at most ⌊3.6⌋ = 3; from 2 housed on, two more do not fit."""
    own = {
        "plek": DRAAGKRACHTIG,
        "groep": "psychisch",
        "instrument": "toewijzing",
        "aantal": 2,
        "naam": "De 48 Linden",
    }
    seen = {}
    for housed in range(10):
        stof = make_stof(make_rho(), **own, complex={"woningen": 48, "gehuisvest": housed})
        seen.setdefault(str(stof.toets.oordeel), []).append(make_bestand(TOETS, stof, ".html"))
    assert {answer: len(set(raws)) for answer, raws in seen.items()} == {
        "niet_tegengehouden": 1,
        "in_beginsel_niet": 1,
    }
    assert len(seen["niet_tegengehouden"]) == 2
    stof = make_stof(make_rho(), **own, complex={"woningen": 48, "gehuisvest": 2})
    read = lees(TOETS, stof, "https://woonzorg.test")
    assert find_ontbrekend(("In beginsel niet.", ALLEEN_UITKOMST, "Cichoreiwold"), read.tekst) == []
    assert read.adressen == [f"https://woonzorg.test/initiatief?gebied={DRAAGKRACHTIG}"]
    for word in ("48", "gevraagd", "kenmerk", "Ruimte"):
        assert word not in read.tekst


def test_without_small_counts_the_limit_of_the_complex_is_told():
    """⌊1.5 × 0.05 × 480⌋ = 36 may live there; 20 do."""
    read = lees(TOETS, make_stof(
        make_rho(), plek=DRAAGKRACHTIG, groep="psychisch", instrument="toewijzing", aantal=2, jaar=2027,
        naam="De Linde", complex={"woningen": 480, "gehuisvest": 20},
    ))  # fmt: skip
    told = ("Complexen ✓ gehaald 2 16 14", "complex: 480 woningen, 20 gehuisvest", "convenantjaar 2027")
    assert find_ontbrekend(told, read.tekst) == []


def test_of_a_single_letting_no_paper_is_made():
    with pytest.raises(InvoerFout, match="Dit gaat over één toewijzing"):
        make_stof(groep="psychisch", instrument="toewijzing")


def find_langste():
    """Return the buurt of the region with the longest name that no rule but ontzien holds back, and the longest."""
    names = score_streek().namen
    own = score_streek().gebieden.query("niveau == 'buurt' and rol == 'regio'")["code"]
    return [max(codes, key=lambda code: len(names[code])) for codes in (list_open_kwetsbaar(), own)]


@pytest.mark.parametrize("plek", find_langste())
def test_the_longest_case_stays_on_one_page_and_loses_nothing(plek):
    long = "Herontwikkeling van het voormalige gemeentehuis tot gemengd wonen met begeleiding en een ontmoetingsruimte"
    motive = (
        "Er is begeleiding in het gebouw, en de corporatie wijst hier vijf jaar ook gewone woningen toe. " * 8
    )
    read = lees(TOETS, make_stof(
        plek=plek, groep="psychisch", instrument="toewijzing", aantal=12, jaar=2027, naam=long,
        organisatie="Stichting Woningcorporatie Verenigde Volkshuisvesting Zuidoostelijk Ontginningsgebied",
        complex={"naam": f"{long}, fase twee", "woningen": 480, "gehuisvest": 20},
        uitzondering=BESLUIT | {"motief": motive, "besluiter": "college van burgemeester en wethouders"},
    ), "https://woonzorg.eenlangenaamvaneenstreek.nl")  # fmt: skip
    assert len(read.bladen) == 1
    told = (long, motive[:500], "Capaciteit", "Van de ", GEEN_VERGUNNING, "Klopt dit niet?")
    assert find_ontbrekend(told, read.tekst) == []


def test_a_screen_reader_finds_one_title_heads_of_the_tables_and_the_map_in_words():
    read = lees(TOETS, make_stof(naam="Kamerverhuur <b>Molenstraat</b>"))
    assert (read.taal, read.ua, read.is_getagd) == ("nl-NL", "1", True)
    assert [tag.titel for tag in read.boom.find("/H1")] == ["Kamerverhuur <b>Molenstraat</b>"]
    assert [tag.titel for tag in read.boom.find("/H2")] == ["Regel voor regel", "De plek", "Wat nu?"]
    assert len(read.boom.find("/Table")) == 2
    assert len(read.boom.find("/TH")) == 6 + 4
    assert [tag.alt[:41] for tag in read.boom.find("/Figure")] == [
        "Kaart van Ereprijshage (kwetsbaar) en 31 "
    ]
    page = make_bestand(TOETS, make_stof(naam="Kamerverhuur <b>Molenstraat</b>"), ".html").decode()
    assert page.count("<h1>") == 1
    assert "<b>Molenstraat" not in page


def test_a_grensgeval_is_told_of_the_area_that_it_is_of():
    turns = (
        score_streek()
        .gebieden.query("niveau == 'buurt' and rol == 'regio' and grensgeval == 'ja'")["code"]
        .iloc[0]
    )
    told = lees(TOETS, make_stof(plek=turns)).tekst
    assert find_ontbrekend(("Buurt: grensgeval", "Een nieuwe meting kan voor"), told) == []
    assert "grensgeval" not in lees(TOETS, make_stof()).tekst.casefold()


def test_the_workbook_has_the_rules_and_both_scores_as_numbers():
    book = openpyxl.load_workbook(io.BytesIO(make_bestand(TOETS, make_stof(), ".xlsx")))
    _, rules, places, _ = (list(sheet.values) for sheet in book)
    assert [row[2:5] for row in rules[1:]] == [(1, 0, -1), (1, 6, 5), (1, 0, -1), (1, 0, -1)]
    assert places[1][0] == "Buurt Ereprijshage"
    assert places[1][3] == 845


def test_no_mark_of_the_content_gives_away_what_the_paper_leaves_out():
    """Ten counts, or a few names, are soon tried: the mark of a content that is not all told would tell which it is."""
    home = {"naam": "De Linde", "woningen": 48}
    hidden = [
        make_stof(groep="ouderen", instrument="toewijzing", aantal=4, complex=home | {"gehuisvest": count})
        for count in (3, 7)
    ]
    named = [make_stof(organisatie=name) for name in ("J. de Vries", "P. Jansen")]
    assert {stof.kenmerk for stof in (*hidden, *named)} == {""}
    assert list_alles(TOETS, hidden[0]) == list_alles(TOETS, hidden[1])
    assert make_stof(groep="ouderen", complex=home | {"gehuisvest": 12}, aantal=4).kenmerk
