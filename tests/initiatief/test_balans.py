"""What a conversation comes to, by hand: 25,000 for the others, and what has no answer yet."""

from __future__ import annotations

from dataclasses import replace

import pytest
from gesprekmaken import BOUWER, SUBSIDIE, make_gesprek, make_knop
from hypothesis import given
from hypothesis import strategies as st

from woonzorg.initiatief.balans import (
    Bedragen,
    Gespreksmelding,
    Meldingsoort,
    add_bedragen,
    compute_dekking,
    find_jaar,
    list_meldingen,
    make_balans,
    make_vellen,
)
from woonzorg.initiatief.gesprek import (
    Baat,
    Gesprek,
    Gesprekspartij,
    Investering,
    Kostenpost,
    Ritme,
    fold_partij,
)
from woonzorg.initiatief.gespreksmodel import Gesprekswaarde
from woonzorg.initiatief.gesprekswoorden import (
    GEEN_KOSTEN,
    describe_baat,
    describe_balans,
    describe_dekking,
    describe_gesprek,
    describe_investering,
    describe_melding,
)

GEMEENTE_WINT = Baat("gemeente", Gesprekswaarde.ZORG)


def tell(gesprek: Gesprek) -> list[str]:
    return [describe_melding(one) for one in list_meldingen(gesprek)]


def test_half_an_fte_of_50_000_euro_half_subsidised_leaves_25_000_for_the_others():
    cover = compute_dekking(make_knop(investeringen=(SUBSIDIE,)), 2026)
    assert cover.nodig == Bedragen(euro_jaarlijks=50_000)
    assert cover.rest == Bedragen(euro_jaarlijks=25_000)
    assert describe_dekking(cover) == (
        "Nodig in 2026: 50.000 euro per jaar. Daarvan moet 25.000 euro per jaar nog van de anderen komen."
    )


def test_after_the_subsidy_all_of_it_is_for_the_others():
    assert compute_dekking(make_knop(investeringen=(SUBSIDIE,)), 2028).rest.euro_jaarlijks == 25_000
    assert compute_dekking(make_knop(investeringen=(SUBSIDIE,)), 2029).rest.euro_jaarlijks == 50_000
    assert compute_dekking(make_knop(investeringen=(SUBSIDIE,)), 2025).rest.euro_jaarlijks == 50_000


def test_hours_pay_no_euros_and_what_is_once_pays_nothing_that_is_yearly():
    hours = Investering("V", "zorgorganisatie", uren=800)
    once = Investering("III", "provincie", 50_000, ritme=Ritme.EENMALIG)
    cover = compute_dekking(make_knop(investeringen=(hours, once)), 2026)
    assert cover.rest == Bedragen(euro_jaarlijks=50_000)
    assert cover.toegezegd == Bedragen(euro_eenmalig=50_000, uren_jaarlijks=800)


def test_what_is_not_filled_in_is_never_told_as_paid():
    unknown = make_knop(kosten=(), investeringen=(SUBSIDIE,))
    assert describe_dekking(compute_dekking(unknown, 2026)) == GEEN_KOSTEN
    half_known = make_knop(
        kosten=(BOUWER, Kostenpost(wat="koffie")), investeringen=(replace(SUBSIDIE, bedrag=60_000),)
    )
    assert describe_dekking(compute_dekking(half_known, 2026)) == GEEN_KOSTEN
    vague = make_knop(investeringen=(replace(SUBSIDIE, bedrag=None),))
    assert "hoogstens 50.000 euro per jaar nog van de anderen" in describe_dekking(
        compute_dekking(vague, 2026)
    )
    whole = make_knop(investeringen=(replace(SUBSIDIE, bedrag=60_000),))
    assert describe_dekking(compute_dekking(whole, 2026)).endswith("Dat is toegezegd.")


def test_one_knob_and_no_payer_shows_exactly_one_value_without_a_payer():
    assert list_meldingen(make_gesprek()) == (Gespreksmelding(Meldingsoort.ZONDER_BETALER, 6),)
    assert tell(make_gesprek()) == ["Gemeenschapsvorming: waarde zonder betaler. Wie investeert?"]
    assert tell(make_gesprek(doelen=())) == tell(make_gesprek())
    assert tell(Gesprek()) == []


def test_a_payer_that_gains_nothing_is_told_once_and_a_gain_elsewhere_counts():
    forever = replace(SUBSIDIE, tot=None)
    talk = Gesprek((make_knop(2, investeringen=(forever, forever)), make_knop(6, investeringen=(forever,))))
    assert tell(talk) == ["gemeente: betaler zonder waarde. Wat heeft deze partij eraan?"]
    elsewhere = Gesprek(
        (talk.knoppen[0], replace(talk.knoppen[1], baten=(replace(GEMEENTE_WINT, partij="Gemeente "),)))
    )
    assert tell(elsewhere) == []


def test_a_gain_without_a_value_is_still_to_be_talked_about():
    vague = Baat("gemeente")
    talk = make_gesprek(investeringen=(replace(SUBSIDIE, tot=None),), baten=(vague,))
    assert describe_baat(vague) == "gemeente: nog te bespreken."
    assert [one.soort for one in list_meldingen(talk)] == [Meldingsoort.ZONDER_WAARDE]
    (line,) = make_balans(talk, 2026)
    assert (
        describe_balans(line, 2026)
        == "gemeente geeft in 2026: 25.000 euro per jaar. Krijgt: nog te bespreken."
    )


def test_what_stops_asks_who_takes_over():
    assert tell(make_gesprek(investeringen=(SUBSIDIE,), baten=(GEMEENTE_WINT,))) == [
        "Gemeenschapsvorming: de bijdrage van gemeente stopt in 2028: wie neemt over?"
    ]
    assert (
        tell(make_gesprek(investeringen=(replace(SUBSIDIE, ritme=Ritme.EENMALIG),), baten=(GEMEENTE_WINT,)))
        == []
    )


@pytest.mark.parametrize(
    ("after", "solved"),
    [
        ({"bedrag": 25_000, "van": 2029}, True),
        ({"bedrag": 25_000, "van": 2028}, True),
        ({"bedrag": 24_999, "van": 2029}, False),
        ({"bedrag": None, "van": 2029}, False),
        ({"bedrag": None, "uren": 900, "van": 2029}, False),
        ({"bedrag": 25_000, "van": 2030}, False),
        ({"bedrag": 25_000, "van": 2026}, False),
        ({"bedrag": 25_000, "van": 2028, "tot": 2028}, False),
        ({"bedrag": 25_000, "van": 2029, "ritme": Ritme.EENMALIG}, False),
    ],
)
def test_it_is_taken_over_only_by_as_much_that_begins_then(after: dict[str, object], solved: bool):
    next_one = replace(Investering("V", "woningcorporatie"), **after)
    talk = make_gesprek(
        investeringen=(SUBSIDIE, next_one),
        baten=(GEMEENTE_WINT, Baat("woningcorporatie", Gesprekswaarde.WONEN)),
    )
    ends = {
        one.jaar
        for one in list_meldingen(talk)
        if one.soort == Meldingsoort.STOPT and one.partij == "gemeente"
    }
    assert ends == (set() if solved else {2028})


def test_a_party_that_is_written_in_two_ways_is_one_party():
    twice = (SUBSIDIE, replace(SUBSIDIE, partij="Gemeente ", bedrag=1))
    assert tell(make_gesprek(investeringen=twice)) == [
        "gemeente: betaler zonder waarde. Wat heeft deze partij eraan?",
        "Gemeenschapsvorming: de bijdrage van gemeente stopt in 2028: wie neemt over?",
    ]


def test_who_takes_over_on_another_knob_takes_nothing_over_here():
    other = make_knop(2, investeringen=(Investering("I", "gemeente", 25_000, van=2029),))
    talk = Gesprek((other, make_knop(investeringen=(SUBSIDIE,), baten=(GEMEENTE_WINT,))))
    assert [(one.knop, one.jaar) for one in list_meldingen(talk)] == [(6, 2028)]


def test_two_promises_that_follow_each_other_are_never_added_up():
    follow = replace(SUBSIDIE, van=2029, tot=2031)
    talk = make_gesprek(investeringen=(SUBSIDIE, follow), baten=(GEMEENTE_WINT,))
    assert {year: make_balans(talk, year)[0].geeft.euro_jaarlijks for year in (2028, 2029, 2032)} == {
        2028: 25_000, 2029: 25_000, 2032: 0,
    }  # fmt: skip
    assert [pair[1] for pair in make_balans(talk, 2026)[0].investeringen] == [SUBSIDIE, follow]


def test_the_balance_has_a_line_for_everybody_at_the_table_by_name():
    talk = Gesprek(
        (make_knop(investeringen=(SUBSIDIE,), baten=(Baat("Bewoners", Gesprekswaarde.WONEN),)),),
        (Gesprekspartij("Weller", "woningcorporatie"),),
    )
    lines = make_balans(talk, 2026)
    assert [line.partij for line in lines] == ["Bewoners", "gemeente", "Weller"]
    assert [describe_balans(line, 2026) for line in lines] == [
        "Bewoners geeft in 2026: niets. Krijgt: Goed wonen.",
        "gemeente geeft in 2026: 25.000 euro per jaar. Krijgt: nog niet gevraagd.",
        "Weller geeft in 2026: niets. Krijgt: nog niet gevraagd.",
    ]


def test_money_hours_once_and_yearly_each_stand_for_themselves():
    parts = (Kostenpost(1, 2), Kostenpost(10, 20, Ritme.EENMALIG), Kostenpost(100), Kostenpost())
    assert add_bedragen(parts) == Bedragen(10, 101, 20, 2, 1)


def test_a_sheet_holds_what_is_of_its_knob_and_marks_a_party_that_is_not_named():
    odd = Investering("IV", "gemeente", 10_000)
    talk = Gesprek((make_knop(2, investeringen=(odd,)), make_knop(6)))
    first, second = make_vellen(talk, 2026)
    assert first.ongenoemd == (odd,)
    assert describe_investering(odd, genoemd=False).startswith(
        "gemeente (staat niet in het model): 10.000 euro per jaar"
    )
    assert [one.soort for one in second.meldingen] == [Meldingsoort.ZONDER_BETALER]
    assert first.meldingen == ()


def test_an_investment_is_told_with_until_when():
    assert describe_investering(SUBSIDIE) == (
        "gemeente: 25.000 euro per jaar vanaf 2026 tot en met 2028. Lokale subsidie."
    )
    assert "hoeveel is nog niet bekend" in describe_investering(Investering("X", "bakker"))


def test_the_headline_counts_what_has_no_answer_and_gives_no_score():
    assert describe_gesprek((), 0) == "Er is nog geen stuurknop gekozen."
    talk = make_gesprek(investeringen=(SUBSIDIE,))
    assert describe_gesprek(list_meldingen(talk), 1) == (
        "1 stuurknop in gebruik. Nog te bespreken: 1 keer 'betaler zonder waarde' en 1 keer 'wie neemt over?'."
    )


def test_a_payer_for_each_knob_is_not_told_as_enough_money():
    talk = make_gesprek(investeringen=(replace(SUBSIDIE, tot=None),), baten=(GEMEENTE_WINT,))
    assert describe_gesprek(list_meldingen(talk), 1) == (
        "1 stuurknop in gebruik. Voor elke knop is er een betaler, en elke betaler heeft er iets aan. Of dat "
        "genoeg is, staat bij elke knop."
    )
    assert compute_dekking(talk.knoppen[0], 2026).rest.euro_jaarlijks == 25_000


GIFTS = st.builds(
    Investering,
    st.sampled_from(["I", "V", "X"]),
    st.sampled_from(["gemeente", "Gemeente ", "Weller", "bewoners"]),
    st.none() | st.integers(1, 10**6),
    st.none() | st.integers(1, 2_000),
    st.sampled_from(Ritme),
    st.none() | st.integers(2026, 2028),
    st.none() | st.integers(2028, 2030),
)


@given(st.lists(GIFTS, max_size=6), st.lists(GIFTS, max_size=6), st.integers(2025, 2031))
def test_what_the_parties_put_in_is_what_the_knobs_get(
    first: list[Investering], second: list[Investering], year: int
):
    talk = Gesprek((make_knop(2, investeringen=tuple(first)), make_knop(6, investeringen=tuple(second))))
    by_party = [line.geeft for line in make_balans(talk, year)]
    by_knob = [compute_dekking(knob, year) for knob in talk.knoppen]
    for name in ("euro_eenmalig", "euro_jaarlijks", "uren_eenmalig", "uren_jaarlijks", "zonder_getal"):
        assert sum(getattr(one, name) for one in by_party) == sum(
            getattr(one.toegezegd, name) for one in by_knob
        )
    for cover in by_knob:
        assert 0 <= cover.rest.euro_jaarlijks <= cover.nodig.euro_jaarlijks
        paid = min(cover.nodig.euro_jaarlijks, cover.toegezegd.euro_jaarlijks)
        assert cover.rest.euro_jaarlijks + paid == cover.nodig.euro_jaarlijks


@given(st.lists(GIFTS, min_size=1, max_size=6), st.permutations(range(6)))
def test_the_order_in_which_things_are_said_changes_nothing(gifts: list[Investering], order: list[int]):
    shuffled = [gifts[place] for place in order if place < len(gifts)]
    told = [
        {(one.soort, one.knop, fold_partij(one.partij), one.jaar)
         for one in list_meldingen(make_gesprek(investeringen=tuple(some)))}
        for some in (gifts, shuffled)
    ]  # fmt: skip
    assert told[0] == told[1]


def test_the_year_to_show_is_this_one_or_the_first_in_which_something_runs():
    assert find_jaar(make_gesprek(investeringen=(SUBSIDIE,)), 2025) == 2026
    assert find_jaar(make_gesprek(investeringen=(SUBSIDIE,)), 2027) == 2027
    assert find_jaar(Gesprek(), 2027) == 2027
