"""Twenty questions, what is open by paragraph, and that nothing is added up or judged."""

from __future__ import annotations

import csv
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from woonzorg.fouten import InhoudFout
from woonzorg.initiatief.afweging import (
    LANGST,
    PARAGRAFEN,
    Afweging,
    Eis,
    Feitsoort,
    Openreden,
    Vraagantwoord,
    Vraagkeuze,
    change_antwoord,
    check_afweging,
    group_open,
    is_af,
    list_open,
    list_vragen,
    refuse_afweging,
    warn_afweging,
)
from woonzorg.initiatief.afwegingswoorden import (
    BEWERING_MAGIC_MIX,
    describe_eis,
    describe_stand,
    name_paragraaf,
)

if TYPE_CHECKING:
    from pathlib import Path

MUST = 13


def answer_all(keuze: Vraagkeuze = Vraagkeuze.JA) -> Afweging:
    return Afweging(tuple(Vraagantwoord(nr, keuze) for nr in range(1, 21)))


def test_there_are_twenty_questions_in_six_paragraphs_of_which_one_is_a_must():
    questions = list_vragen()
    assert [question.nr for question in questions] == list(range(1, 21))
    assert Counter(question.paragraaf for question in questions) == {
        "6.4": 1, "6.4.1": 5, "6.4.2": 5, "6.4.3": 3, "6.4.4": 4, "6.5": 2,
    }  # fmt: skip
    assert list(PARAGRAFEN) == list(dict.fromkeys(question.paragraaf for question in questions))
    assert [question.nr for question in questions if question.eis == Eis.MUST] == [MUST]
    # 003:565, 567: "Flexibiliteit in het ontwerp is daarvoor gevraagd"; "door bij voorkeur gebruik te maken van".
    assert [question.eis for question in questions[11:14]] == [Eis.GEVRAAGD, Eis.MUST, Eis.VOORKEUR]
    assert "evensloopbestendig" in questions[MUST - 1].vraag
    assert {question.nr: question.feit for question in questions if question.feit} == {
        15: Feitsoort.OPGAVE, 17: Feitsoort.VOORZIENINGEN, 18: Feitsoort.AFSTANDEN,
    }  # fmt: skip


def test_the_first_question_judges_no_party_and_a_cowboy_is_no_word():
    questions = list_vragen()
    assert questions[0].vraag == "Hoe zwaar is de zorg, en hoe is dat onderbouwd?"
    assert not [one for one in questions if "cowboy" in f"{one.vraag} {one.uitleg}".casefold()]


@pytest.mark.gegevens
def test_lines_and_paragraphs_are_those_that_were_transcribed(testdata: Path):
    path = testdata.parent / "inhoud" / "v12_toetskader.csv"
    if not path.is_file():
        pytest.skip("the transcription is not at hand")
    with path.open(encoding="utf-8", newline="") as file:
        theirs = [
            (int(row["nr"]), row["paragraaf"], int(row["regel"]))
            for row in csv.DictReader(file, delimiter=";")
        ]
    assert [(one.nr, one.paragraaf, one.regel) for one in list_vragen()] == theirs


@pytest.mark.gegevens
@pytest.mark.parametrize(
    ("nr", "words"),
    [(1, "zware zorgvraag"), (2, "verschillende doelgroepen"), (3, "diversiteit van inkomensgroepen"),
     (4, "ontmoetingsruimtes"), (5, "Waar mogelijk"), (6, "aanbevelenswaardige"), (7, "sluitend financieel plan"),
     (8, "servicekosten"), (9, "realistisch en betaalbaar"), (10, "pré"), (11, "zorgtechnologie"),
     (12, "toekomstige herbestemming"), (13, "is daarbij een must"), (14, "energiezuinigheid"),
     (15, "moeten initiatieven"), (16, "Waar het kan"), (17, "regionale spreiding van woonzorgvoorzieningen"),
     (18, "bestaande infrastructuur van de wijk"), (19, "met en zonder zorgvraag"), (20, "nastrevenswaardig")],
)  # fmt: skip
def test_the_vision_says_on_that_line_what_the_question_asks(testdata: Path, nr: int, words: str):
    found = sorted((testdata.parent / "seeds").glob("003_*.txt"))
    if not found:
        pytest.skip("the vision's text is not at hand")
    line = found[0].read_text(encoding="utf-8").splitlines()[list_vragen()[nr - 1].regel - 1]
    assert words in line


def test_without_an_answer_to_the_must_it_is_not_done():
    assert describe_stand(Afweging()).startswith("Niet af: Is het levensloopbestendig gebouwd?")
    rest = change_antwoord(answer_all(), MUST, None)
    assert not is_af(rest)
    assert [point.vraag.nr for point in list_open(rest)] == [MUST]
    assert not is_af(change_antwoord(rest, MUST, Vraagkeuze.ONBEKEND))
    assert not is_af(change_antwoord(rest, MUST, Vraagkeuze.NVT))
    assert is_af(change_antwoord(rest, MUST, Vraagkeuze.NVT, "Het gebouw staat er al."))


def test_no_to_the_must_is_an_answer_and_a_point_to_talk_about():
    given_no = change_antwoord(answer_all(), MUST, Vraagkeuze.NEE, "De trap blijft.")
    assert is_af(given_no)
    assert [(one.vraag.nr, one.reden, one.toelichting) for one in list_open(given_no)] == [
        (MUST, Openreden.NEE, "De trap blijft.")
    ]
    assert describe_stand(given_no) == "Nog 1 punt om over te praten."


def test_open_points_stand_by_paragraph_in_the_order_of_the_vision():
    mixed = answer_all()
    for nr, keuze in ((20, Vraagkeuze.NEE), (3, Vraagkeuze.ONBEKEND), (2, Vraagkeuze.NEE), (9, None)):
        mixed = change_antwoord(mixed, nr, keuze)
    groups = group_open(mixed)
    assert {part: [one.vraag.nr for one in points] for part, points in groups.items()} == {
        "6.4.1": [2, 3], "6.4.2": [9], "6.5": [20],
    }  # fmt: skip
    assert list(groups) == ["6.4.1", "6.4.2", "6.5"]
    assert [name_paragraaf(part) for part in groups][1] == "§6.4.2 Geld en partners"


@given(st.dictionaries(st.integers(1, 20), st.sampled_from(list(Vraagkeuze))))
def test_what_is_told_never_depends_on_how_often_the_answer_is_yes(given_answers: dict[int, Vraagkeuze]):
    """Yes or not applicable tell the same, so no count of yes can be read from it: there is no score."""
    some = Afweging(tuple(Vraagantwoord(nr, keuze, "zo") for nr, keuze in sorted(given_answers.items())))
    other = Afweging(
        tuple(
            Vraagantwoord(
                one.nr, Vraagkeuze.NVT if one.antwoord == Vraagkeuze.JA else one.antwoord, one.toelichting
            )
            for one in some.antwoorden
        )
    )
    assert describe_stand(some) == describe_stand(other)
    assert list_open(some) == list_open(other)


def test_all_answered_is_no_approval():
    assert (
        describe_stand(answer_all())
        == "Op elke vraag is een antwoord. Dat is geen oordeel over het initiatief."
    )


def test_all_that_is_wrong_is_told_together():
    wrong = Afweging((
        Vraagantwoord(21, Vraagkeuze.JA), Vraagantwoord(4, Vraagkeuze.JA), Vraagantwoord(4, Vraagkeuze.NEE),
        Vraagantwoord(5, Vraagkeuze.JA, "x" * (LANGST + 1)),
    ))  # fmt: skip
    assert len(check_afweging(wrong)) == 3
    with pytest.raises(InhoudFout) as caught:
        refuse_afweging(wrong)
    text = str(caught.value)
    assert "vraag 21 bestaat niet; kies een nummer van 1 tot en met 20" in text
    assert "vraag 4 is 2 keer beantwoord" in text
    assert f"{LANGST + 1} tekens; hoogstens {LANGST}" in text
    assert check_afweging(answer_all()) == ()


def test_an_answer_takes_the_place_of_the_one_before_and_order_is_that_of_the_questions():
    some = change_antwoord(change_antwoord(Afweging(), 9, Vraagkeuze.JA), 2, Vraagkeuze.NEE)
    again = change_antwoord(some, 9, Vraagkeuze.NEE, " eerst\n de huur ")
    assert again.antwoorden == (
        Vraagantwoord(2, Vraagkeuze.NEE),
        Vraagantwoord(9, Vraagkeuze.NEE, "eerst de huur"),
    )


@pytest.mark.parametrize(
    "note",
    ["Bel mevrouw Jansen", "de heer Jansen", "fam. van der Berg", "mail a.jansen@voorbeeld.nl", "06-12345678",
     "geboren in 1950",
     "J.P. de Vries vroeg dit",
     "woont Dorpsstraat 12", "123456789", "zijn nationaliteit is niet bekend"],
)  # fmt: skip
def test_a_note_that_may_be_about_a_person_is_warned_of_with_its_place(note: str):
    (said,) = warn_afweging(change_antwoord(Afweging(), 7, Vraagkeuze.JA, note))
    assert said.startswith("vraag 7: ")
    assert "Schrijf niet over personen" in said


@pytest.mark.parametrize(
    "note",
    ["De corporatie betaalt 25.000 euro per jaar.", "Het plan is van 2026-2030.", "Weller en Meander doen mee",
     "Er zijn 1.250.000 euro nodig", "Zie §6.4.2 en bijlage 3", "Wijkpunt in de Dorpsstraat",
     "Familie en vrienden eten mee", "Het plan is geloofwaardig", "De heer en dame op de foto"],
)  # fmt: skip
def test_an_ordinary_note_gives_no_warning(note: str):
    assert warn_afweging(change_antwoord(Afweging(), 7, Vraagkeuze.JA, note)) == ()


def test_how_the_vision_puts_it_is_told_with_its_paragraph_and_a_claim_stays_a_claim():
    assert describe_eis(list_vragen()[9]) == "De visie noemt dit een pré (§6.4.2)."
    assert all(describe_eis(one).endswith(f"(§{one.paragraaf}).") for one in list_vragen())
    assert "Dat is een bewering" in BEWERING_MAGIC_MIX
