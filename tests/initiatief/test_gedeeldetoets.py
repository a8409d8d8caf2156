"""What may be shared of a judged initiative: no place of a group with more privacy, and no count under 10."""

from __future__ import annotations

import pytest
from initiatiefmaken import (
    DRAAGKRACHTIG,
    lees_ligging,
    list_open_kwetsbaar,
    make_initiatief,
    make_rho,
    stel_situatie,
)

from woonzorg.initiatief.gedeeldetoets import NIET_OPENBAAR, describe_toets, share_uitkomst, tell_regel
from woonzorg.initiatief.toets import Toetsoordeel, judge_initiatief
from woonzorg.rapport.toetsbijlage import tabulate_toetsen

HOUSING = {
    "plek": DRAAGKRACHTIG,
    "groep": "psychisch",
    "instrument": "toewijzing",
    "aantal": 2,
    "naam": "De Linde",
}


def share(situatie=None, **delen):
    posed = situatie or stel_situatie()
    return share_uitkomst(judge_initiatief(make_initiatief(**delen), posed, lees_ligging()), posed)


@pytest.mark.parametrize(
    "groep", ["vrouwenopvang", "sekswerkers", "detentie", "forensisch", "detentie_forensisch"]
)
def test_of_a_group_with_more_privacy_no_place_is_told_at_any_level_below_gemeente(groep):
    told = share(
        plek=DRAAGKRACHTIG, groep=groep, naam="Het Baken", organisatie="Stichting Cichorei", aantal=7
    )
    text = repr(told) + repr(describe_toets(told))
    for word in ("Cichorei", DRAAGKRACHTIG, "WK910109", "Karekietstreek", "Baken", "draagkrachtig"):
        assert word not in text
    assert (told.gemeentenaam, told.aantal, told.regels, told.alternatieven) == ("Zilverhage", None, (), ())
    assert "extra privacy" in told.waarom


def test_behind_an_own_count_under_ten_stands_the_outcome_and_no_number_that_gives_it_away():
    """With ρ = 0.05 and 48 homes the limit is 3: of every number of housed households from 0 to 3 the same is told."""
    seen = {}
    for housed in range(10):
        told = share(make_rho(), **HOUSING | {"complex": {"woningen": 48, "gehuisvest": housed}})
        seen.setdefault(str(told.oordeel), set()).add(repr(told))
        assert (told.aantal, told.regels, told.alternatieven) == (None, (), ())
        assert not any(sign.isdigit() for sign in told.zin)
    assert {answer: len(texts) for answer, texts in seen.items()} == {
        "niet_tegengehouden": 1,
        "in_beginsel_niet": 1,
    }


def test_without_small_counts_the_numbers_are_told():
    told = share(make_rho(), **HOUSING | {"complex": {"woningen": 480, "gehuisvest": 20}})
    rule = next(item for item in told.regels if item.regel == "complex")
    assert (told.aantal, told.naam, rule.grens, told.waarom) == (
        2,
        "De Linde",
        16,
        "",
    )  # ⌊1.5 × 0.05 × 480⌋ = 36
    assert (
        share(**HOUSING | {"complex": {"ruimte": True}}).aantal == 2
    )  # no count was given, so none is hidden


def test_small_figures_of_the_region_hide_the_numbers_of_every_row_that_the_rule_binds():
    small = make_rho(klein=True)
    assert (share(small, plek=DRAAGKRACHTIG).aantal, share(small, groep="ouderen", aantal=40).aantal) == (
        None,
        40,
    )
    assert share(make_rho(), aantal=1).alternatieven == ()  # other places would tell of figures elsewhere


def test_a_name_like_that_of_a_person_is_left_out():
    told = share(naam="Mevr. Jansen", organisatie="Woonstichting Voorbeeld")
    assert (told.naam, told.organisatie) == ("", "Woonstichting Voorbeeld")
    assert "Jansen" not in repr(told)


def test_who_decided_is_told_as_an_office_and_never_as_a_person():
    code = list_open_kwetsbaar()[0]
    for who, told in (
        ("de raad", "besluit van de raad, 14-4-2026"),
        ("mevr. Jansen", "besluit van wie besloot, staat"),
    ):
        case = {"motief": "Er is begeleiding.", "besluiter": who, "datum": "2026-04-14", "openbaar": True}
        found = share(plek=code, uitzondering=case)
        assert told in found.zin
        assert told in " ".join(map(tell_regel, found.regels))
        assert "begeleiding" not in found.zin
        assert "Jansen" not in found.zin + " ".join(map(tell_regel, found.regels))


def test_own_counts_under_ten_are_not_told_where_no_rule_looked_at_them_either():
    home, elders = {"naam": "De Linde", "woningen": 48}, {"groep": "ouderen", "instrument": "toewijzing"}
    shared = [share(**elders, aantal=4, complex=home | {"gehuisvest": count}) for count in (0, 3, 9, 10)]
    assert [told.complex.gehuisvest for told in shared] == [None, None, None, 10]
    assert {told.complex.woningen for told in shared} == {48}
    assert shared[0] == shared[1] == shared[2]


def test_where_only_the_outcome_is_told_it_says_on_whose_word_it_rests():
    told = share(make_rho(klein=True), **HOUSING, complex={"naam": "De Linde", "ruimte": True})
    assert told.regels == ()
    assert told.zin == (
        "De regel houdt dit niet tegen; of er in het complex ruimte is, is niet getoetst: volgens de corporatie wel."
    )


def test_of_a_decision_that_is_not_public_nothing_is_shared_and_the_answer_is_that_without_it():
    code = list_open_kwetsbaar()[0]
    case = {"motief": "Er is begeleiding.", "besluiter": "de raad", "datum": "2026-04-14"}
    closed, plain, public = (
        share(plek=code, **part)
        for part in ({"uitzondering": case}, {}, {"uitzondering": case | {"openbaar": True}})
    )
    assert (closed.oordeel, closed.zin, closed.regels, closed.besluit) == (
        plain.oordeel, plain.zin, plain.regels, None,
    )  # fmt: skip
    assert closed.oordeel == Toetsoordeel.IN_BEGINSEL_NIET
    assert NIET_OPENBAAR in closed.plekzinnen
    assert NIET_OPENBAAR not in plain.plekzinnen + public.plekzinnen
    assert not any(text in repr(closed) for text in ("begeleiding", "de raad", "2026-04-14"))
    assert "besluit van de raad, 14-4-2026" in public.zin


def test_the_annex_tells_no_number_in_a_name_where_only_the_outcome_is_told():
    named = HOUSING | {"naam": "De Linde, 3 woningen", "organisatie": "Woonpunt 12 huizen"}
    bare, told = (share(make_rho(klein=small), **named) for small in (True, False))
    for item, lost in ((bare, True), (told, False)):
        cells = str(tabulate_toetsen([item]).rijen)
        assert ("3 woningen" not in cells, "12 huizen" not in cells) == (lost, lost)
        assert "De Linde" in cells


def test_how_many_persons_come_is_told_only_where_numbers_are():
    rooms = {
        "plek": DRAAGKRACHTIG,
        "groep": "psychisch",
        "instrument": "onzelfstandig",
        "aantal": 3,
        "personen": 4,
    }
    told = [share(make_rho(klein=small), **rooms) for small in (False, True)]
    assert ["4 personen" in " ".join(item.plekzinnen) for item in told] == [True, False]
    assert [item.personen for item in told] == [4, None]
    assert [(item.schaal is None, item.binnen_buurt) for item in told] == [(False, False)] * 2
    assert share(**rooms | {"groep": "ouderen"}).schaal is None  # no rule was asked
