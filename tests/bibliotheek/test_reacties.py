"""Comments on a saved scenario, on SQLite and on a real PostgreSQL: placed, answered, taken back, bounded, removed."""

from __future__ import annotations

import dataclasses
import unicodedata
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st
from kasthulp import make

from woonzorg.bibliotheek import reacties
from woonzorg.bibliotheek.bibliotheek import Bibliotheek
from woonzorg.bibliotheek.geheim import hash_geheim, make_geheim, read_geheim
from woonzorg.bibliotheek.reactie import (
    BEWAARTERMIJN,
    LANGST,
    Namens,
    Reactie,
    Reactiesoort,
    clean_reactie,
    parse_reactie,
)
from woonzorg.bibliotheek.reacties import Reacties
from woonzorg.bibliotheek.reeks import (
    Wie,
    find_maker,
    find_reeks,
    is_door_ander_vastgesteld,
    is_vastgesteld,
    judge_wie,
)
from woonzorg.fouten import InhoudFout, InvoerFout
from woonzorg.tekst.plat import strip_onzichtbaar
from woonzorg.verdeling.scenario.levensloop import change_status, change_tekst, make_kopie

if TYPE_CHECKING:
    from woonzorg.bibliotheek.bewaard import Bewaard
    from woonzorg.verdeling.scenario.inhoud import Scenario

NU = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
MIJN, ANDER = make_geheim(), make_geheim()
VREEMD = "<b>1</b> '; DROP TABLE woonzorg_reactie; -- =1+1 \N{HEBREW LETTER ALEF} \N{HOUSE BUILDING}"


def react(scenario: str, **more) -> Reactie:
    usual = {
        "soort": Reactiesoort.VOORWAARDE, "tekst": "Alleen met begeleiding.", "organisatie": "Gemeente A",
        "namens": Namens.GEMEENTE, "gebied": "", "op": "", "geplaatst_op": NU, "geheim": hash_geheim(MIJN),
    }  # fmt: skip
    return clean_reactie(Reactie(scenario=scenario, **usual | more))


def answer(op: Reactie, **more) -> Reactie:
    usual = {"soort": Reactiesoort.ANTWOORD, "op": op.id, "organisatie": "", "namens": Namens.ANDERS}
    return react(op.scenario, **usual | {"tekst": "Dank.", "geheim": hash_geheim(ANDER)} | more)


@pytest.fixture
def kast(adres) -> Bibliotheek:
    """Return an empty library, of each kind of database."""
    return Bibliotheek.open(adres)


@pytest.fixture
def plan(kast):
    return kast.save(make(naam="Plan", auteur="Jo"), NU)


@pytest.fixture
def gesprek(kast) -> Reacties:
    return Reacties(kast)


def test_what_is_placed_comes_back_as_it_is_the_last_first(plan, gesprek):
    first = react(plan.id, tekst=VREEMD, organisatie="<i>Wonen & Zo</i>", gebied="WK000101")
    later = react(plan.id, soort=Reactiesoort.CIJFER, geplaatst_op=NU + timedelta(minutes=1))
    assert [gesprek.add(item) for item in (first, later)] == [True, True]
    assert gesprek.list([plan.id]) == (later, first) == gesprek.list_alles()
    assert gesprek.list([plan.id])[1].tekst == VREEMD
    assert gesprek.list(["0" * 12]) == gesprek.list([]) == ()
    assert gesprek.count([plan.id]) == {plan.id: 2}
    assert gesprek.list_onleesbaar() == ()


def test_who_does_not_know_whether_it_was_placed_places_it_again_and_it_is_there_once(plan, gesprek):
    assert gesprek.add(react(plan.id))
    again = react(plan.id, geplaatst_op=NU + timedelta(hours=3))
    assert not gesprek.add(again)
    [kept] = gesprek.list([plan.id])
    assert kept.geplaatst_op == NU
    assert gesprek.add(react(plan.id, geheim=hash_geheim(ANDER)))  # another may say the same


def test_only_who_placed_it_takes_it_back_and_the_answers_go_with_it(plan, gesprek):
    mine, other = react(plan.id), react(plan.id, tekst="Van een ander", geheim=hash_geheim(ANDER))
    for item in (mine, other, answer(mine), answer(other)):
        gesprek.add(item)
    with pytest.raises(InvoerFout, match="Alleen wie een reactie plaatste"):
        gesprek.take_back(other.id, [MIJN, make_geheim(), hash_geheim(ANDER)])
    assert len(gesprek.list([plan.id])) == 4
    gesprek.take_back(mine.id, [make_geheim(), MIJN])
    assert {item.id for item in gesprek.list([plan.id])} == {other.id, answer(other).id}
    with pytest.raises(InvoerFout, match="is er niet meer"):
        gesprek.take_back(mine.id, [MIJN])
    with pytest.raises(InvoerFout, match="is er niet meer"):
        gesprek.add(answer(mine, tekst="Te laat"))
    assert gesprek.count([plan.id]) == {plan.id: 1}


def test_an_adopted_plan_takes_nothing_and_gives_nothing_back_under_any_of_its_ids(kast, plan, gesprek):
    mine = react(plan.id)
    gesprek.add(mine)
    discussed = kast.save(change_status(plan.scenario, "besproken"))
    assert gesprek.add(react(discussed.id, tekst="Op de tafel"))
    adopted = kast.save(change_status(discussed.scenario, "vastgesteld", "raad", "2026-11-01", NU.date()))
    assert {item.id for item in find_reeks(kast.list(), plan.id)} == {plan.id, discussed.id, adopted.id}
    for name in (plan.id, discussed.id, adopted.id):
        with pytest.raises(InvoerFout, match="Dit plan is vastgesteld"):
            gesprek.add(react(name, tekst="Nog iets"))
    with pytest.raises(InvoerFout, match=r"vastgesteld.*terugnemen kan dan niet meer"):
        gesprek.take_back(mine.id, [MIJN])
    assert len(gesprek.list([plan.id, discussed.id])) == 2


def adopt(plan: Bewaard, besluit: str) -> Scenario:
    return change_status(plan.scenario, "vastgesteld", besluit, "2026-11-01", NU.date())


def test_only_who_made_a_plan_closes_what_is_said_of_it(kast, gesprek):
    plan, later = kast.save(make(naam="Van mij"), NU, [MIJN]), NU + timedelta(minutes=1)
    assert plan.maker == hash_geheim(MIJN)
    assert kast.find(plan.id) == plan
    for besluit, codes in (("van een ander", [ANDER]), ("zonder code", [])):
        kast.save(adopt(plan, besluit), later, codes)
        assert gesprek.add(react(plan.id, tekst=besluit))
    reeks = find_reeks(kast.list(), plan.id)
    assert (len(reeks), is_vastgesteld(reeks), is_door_ander_vastgesteld(reeks)) == (3, False, True)
    assert [judge_wie(reeks, codes) for codes in ([MIJN], [ANDER, MIJN], [ANDER], [])] == [
        Wie.MAKER, Wie.MAKER, Wie.ANDER, Wie.ANDER
    ]  # fmt: skip
    # In a later visit his code is not the first, and is the one that is kept.
    adopted = kast.save(adopt(plan, "de raad"), later, [make_geheim(), MIJN])
    assert adopted.maker == plan.maker
    reeks = find_reeks(kast.list(), plan.id)
    assert (is_vastgesteld(reeks), is_door_ander_vastgesteld(reeks)) == (True, False)
    with pytest.raises(InvoerFout, match="Dit plan is vastgesteld"):
        gesprek.add(react(plan.id, tekst="Te laat"))


def test_who_copies_a_plan_unchanged_does_not_become_the_maker_of_what_it_was_copied_from(kast):
    plan = kast.save(make(naam="Van mij"), NU, [MIJN])
    copy = kast.save(make_kopie(plan.scenario, "Kopie"), NU + timedelta(minutes=1), [ANDER])
    kast.save(adopt(copy, "de kopie"), NU + timedelta(minutes=2), [ANDER])
    reeks = find_reeks(kast.list(), copy.id)
    assert (find_maker(reeks), is_vastgesteld(reeks)) == (hash_geheim(MIJN), False)
    other = kast.save(
        dataclasses.replace(copy.scenario, vraag=make(vraag={"statushouders": 9}).vraag), codes=[ANDER]
    )
    assert find_maker(find_reeks(kast.list(), other.id)) == hash_geheim(ANDER)


def test_a_scenario_stays_whose_it_was_however_often_it_is_saved(kast):
    old, mine = kast.save(make(naam="Oud")), kast.save(make(naam="Nieuw"), codes=[MIJN])
    again = [kast.save(item.scenario, codes=[ANDER]) for item in (old, mine)]
    assert [(item.bestond, item.maker) for item in again] == [(True, ""), (True, hash_geheim(MIJN))]
    assert {item.maker for item in kast.list()} == {"", hash_geheim(MIJN)}
    # One that the database was rid of leaves nothing behind for who saves it anew.
    gone = sa.text(f"DELETE FROM woonzorg_scenario WHERE id = '{mine.id}'")
    kast.write(lambda connection: connection.execute(gone))
    assert kast.save(mine.scenario, codes=[ANDER]).maker == hash_geheim(ANDER)


def test_of_a_plan_of_before_there_were_codes_anybody_closes_what_is_said(kast, plan):
    reeks = find_reeks(kast.list(), plan.id)
    assert [judge_wie(reeks, codes) for codes in ([MIJN], [])] == [Wie.ONBEKEND] * 2
    kast.save(adopt(plan, "iemand"), codes=[ANDER])
    reeks = find_reeks(kast.list(), plan.id)
    assert (is_vastgesteld(reeks), is_door_ander_vastgesteld(reeks)) == (True, False)


def test_what_is_one_plan_follows_from_derivation_and_content(kast, plan):
    renamed = kast.save(change_tekst(plan.scenario, naam="Anders", auteur="Jo", notitie=""))
    changed = dataclasses.replace(make_kopie(renamed.scenario), vraag=make(vraag={"statushouders": 31}).vraag)
    other = kast.save(changed)
    same = kast.save(make(naam="Zelfde, van een ander"))
    assert {item.id for item in find_reeks(kast.list(), renamed.id)} == {plan.id, renamed.id}
    assert [item.id for item in find_reeks(kast.list(), other.id)] == [other.id]
    assert [item.id for item in find_reeks(kast.list(), same.id)] == [same.id]
    assert find_reeks(kast.list(), "0" * 12) == ()


def test_a_plan_that_is_not_there_takes_no_comment(gesprek):
    with pytest.raises(InvoerFout, match="staat niet in de bibliotheek"):
        gesprek.add(react("0" * 12))


def test_how_much_is_placed_is_bounded_by_plan_and_by_hour(kast, plan, gesprek, monkeypatch):
    monkeypatch.setattr(reacties, "MEEST", 3)
    other = kast.save(make(naam="Ander plan", notitie="x"))
    for number in range(3):
        gesprek.add(react(plan.id, tekst=f"{number}"))
    with pytest.raises(InvoerFout, match="staan al 3 reacties"):
        gesprek.add(react(plan.id, tekst="vier"))
    monkeypatch.setattr(reacties, "PER_UUR", 4)
    gesprek.add(react(other.id))
    with pytest.raises(InvoerFout, match="afgelopen uur te veel"):
        gesprek.add(react(other.id, tekst="vijf", geplaatst_op=NU + timedelta(minutes=59)))
    assert gesprek.add(react(other.id, tekst="vijf", geplaatst_op=NU + timedelta(minutes=61)))
    assert len(gesprek.list_alles()) == 5


def test_after_its_keeping_time_nobody_reads_it_and_the_next_that_is_placed_takes_it_away(
    kast, plan, gesprek
):
    old, late = react(plan.id), NU + BEWAARTERMIJN
    gesprek.add(old)
    gesprek.add(answer(old, geplaatst_op=NU + timedelta(days=1)))
    assert len(gesprek.list([plan.id], late)) == 2
    later = late + timedelta(milliseconds=1)
    assert gesprek.list([plan.id], later) == ()  # nor its answer, which is younger
    assert count_rijen(kast) == 2
    new = react(plan.id, tekst="Nieuw", geplaatst_op=later)
    gesprek.add(new)
    assert (count_rijen(kast), gesprek.list([plan.id], later)) == (1, (new,))
    assert gesprek.remove_verlopen(later) == 0
    assert gesprek.remove_verlopen(later + BEWAARTERMIJN + timedelta(days=1)) == 1
    assert count_rijen(kast) == 0


def count_rijen(kast: Bibliotheek) -> int:
    asked = sa.text("SELECT count(*) FROM woonzorg_reactie")
    return kast.read(lambda connection: connection.scalar(asked))


def test_who_manages_the_library_removes_any_with_its_answers(kast, plan, gesprek):
    first, second = react(plan.id), react(plan.id, tekst="Blijft")
    for item in (first, answer(first), second):
        gesprek.add(item)
    assert gesprek.remove([first.id, "f" * 12]) == 2
    assert gesprek.list([plan.id]) == (second,)
    assert kast.list() == (plan,)  # the plan itself stays


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE woonzorg_reactie SET tekst = 'iets anders' WHERE tekst != 'heel'",
        "UPDATE woonzorg_reactie SET soort = 'lof' WHERE tekst != 'heel'",
        "UPDATE woonzorg_reactie SET geplaatst_op = '2999' WHERE tekst != 'heel'",
        "UPDATE woonzorg_reactie SET gebied = 'BU000101' WHERE tekst != 'heel'",
        "UPDATE woonzorg_reactie SET gecontroleerd = 1 WHERE tekst != 'heel'",
    ],
)
def test_a_row_that_is_not_what_was_placed_is_shown_to_nobody_and_can_be_removed(kast, plan, gesprek, damage):
    broken, sound = react(plan.id), react(plan.id, tekst="heel")
    for item in (broken, sound):
        gesprek.add(item)
    kast.write(lambda connection: connection.execute(sa.text(damage)))
    assert gesprek.list([plan.id]) == (sound,)
    assert gesprek.list_onleesbaar() == (broken.id,)
    assert gesprek.remove(gesprek.list_onleesbaar()) == 1
    assert gesprek.list_onleesbaar() == ()


def test_only_a_hash_of_the_code_is_kept(kast, plan, gesprek):
    gesprek.add(react(plan.id))
    kast.save(make(naam="Van mij"), codes=[MIJN])
    asked = sa.text(
        "SELECT geheim, tekst FROM woonzorg_reactie UNION ALL SELECT geheim, scenario FROM woonzorg_maker"
    )
    rows = kast.read(lambda connection: connection.execute(asked).all())
    assert len(rows) == 2
    assert MIJN not in str(rows)
    assert MIJN.replace("-", "") not in str(rows)
    assert hash_geheim(MIJN) in str(rows)


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"tekst": " \n\u202e\u200b "}, "de tekst is leeg"),
        ({"tekst": "x" * (LANGST + 1)}, "501 tekens, hoogstens 500"),
        ({"organisatie": "\u2066 "}, "de naam van de organisatie ontbreekt"),
        ({"organisatie": "x" * 121}, "meer dan 120 tekens"),
        ({"gebied": "BU00010101"}, "het hele plan, een gemeente of een wijk"),
        ({"gebied": "<b>"}, "het hele plan, een gemeente of een wijk"),
        ({"gebied": "PV31"}, "het hele plan, een gemeente of een wijk"),
        ({"op": "0" * 12}, "geen reactie en geen antwoord"),
        ({"soort": Reactiesoort.ANTWOORD}, "geen reactie en geen antwoord"),
    ],
)
def test_what_makes_no_comment_is_refused_in_words(more, words):
    with pytest.raises(InhoudFout, match=words):
        react("0" * 12, **more)
    everything = {"tekst": "", "organisatie": "", "gebied": "BU00010101"}
    with pytest.raises(InhoudFout) as caught:
        react("0" * 12, **everything)
    assert len(caught.value.bevindingen) == 3


def test_five_hundred_signs_fit_and_who_speaks_is_told_with_what_is_known_of_the_name():
    assert len(react("0" * 12, tekst="é" * LANGST).tekst) == 500
    assert react("0" * 12).afzender == "Gemeente A (naam niet gecontroleerd)"
    assert react("0" * 12, gecontroleerd=True).afzender == "Gemeente A"
    op = react("0" * 12)
    assert answer(op).afzender == "de maker van het plan (naam niet gecontroleerd)"
    assert answer(op, organisatie="Jo").afzender == "Jo (naam niet gecontroleerd)"


LASTIG = st.text(
    st.sampled_from(
        "<>&\"'`*[]()!$=+-@#\\\x00\x07\x1b\r\n\t\u2028\u202e\u2066\u200b\u05d0\u0627\u0301 ab\U0001f3e0\ufdd0\ue000"
    )
    | st.characters(codec=None),
    max_size=80,
)


@given(LASTIG)
def test_no_sign_that_cannot_be_seen_is_left_and_what_is_kept_reads_back_alike(tekst):
    clean = strip_onzichtbaar(tekst)
    assert strip_onzichtbaar(clean) == clean
    assert not [sign for sign in clean if unicodedata.category(sign)[0] == "C"]
    assert "".join(clean.split()) == clean.replace(" ", "")
    assert clean == clean.strip()
    clean.encode()
    if not clean:
        return
    item = react("0" * 12, tekst=tekst, organisatie=tekst)
    row = dataclasses.asdict(item) | {"id": item.id, "geplaatst_op": NU.isoformat(), "gecontroleerd": 0}
    assert parse_reactie(row) == item


def test_a_code_is_read_however_it_is_typed_and_is_never_short():
    codes = {make_geheim() for _ in range(50)}
    assert len(codes) == 50
    for code in codes:
        assert (
            read_geheim(f" {code.upper().replace('-', ' ')} ") == read_geheim(code.replace("-", "")) == code
        )
        assert len(code.replace("-", "")) == 20  # 80 bits
    assert [read_geheim(text) for text in ("", "0", "x" * 20, f"{MIJN}0", "0" * 10_000)] == [""] * 5
    assert len({hash_geheim(code) for code in codes}) == 50
