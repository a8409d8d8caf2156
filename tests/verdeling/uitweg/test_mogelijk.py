"""What one rule alone leaves room for, and what is most possible when only what never gives way stays."""

from __future__ import annotations

import dataclasses

from hypothesis import given, settings
from uitweggevallen import make_geval
from veldmaken import NAN, make_situatie, make_veld

from woonzorg.fouten import InvoerFout
from woonzorg.verdeling.invoer.situatie import Afspraak
from woonzorg.verdeling.optimum.model import place
from woonzorg.verdeling.regels.lijst import REGELS
from woonzorg.verdeling.uitweg.mogelijk import (
    Hoogstens,
    describe_hoogstens,
    find_hoogstens,
    find_meest_mogelijk,
)

# 1,000 and 500 households and a kwetsbare area; 17 homes come free in each, 4 of them for the groups.
VELD = make_veld(
    3, capaciteit=NAN, corporatie=200.0, huishoudens=[1000.0, 500.0, 1000.0],
    gemeentecode=["GM0001", "GM0002", "GM0003"],
    klasse=["draagkrachtig", "aandacht_ses", "kwetsbaar"],
)  # fmt: skip


def test_a_rule_that_alone_leaves_too_little_is_told_in_homes():
    found = find_hoogstens(make_situatie(VELD, {"statushouders": 13}))
    assert found == (Hoogstens("capaciteit", 8, 13, True), Hoogstens("plafond", 12, 13, True))
    assert find_hoogstens(make_situatie(VELD, {"statushouders": 8})) == ()
    turned = make_situatie(VELD, {"statushouders": 13}, {"plafond": {"per_1000": 7.0}})
    assert [(item.regel, item.past, item.standaard) for item in find_hoogstens(turned)] == [
        ("capaciteit", 8, True),
        ("plafond", 10, False),
    ]


def test_the_sentence_names_rule_values_and_what_is_an_assumption():
    situatie = make_situatie(VELD, {"statushouders": 1300}, {"plafond": {"per_1000": 7.0}})
    low, high = find_hoogstens(situatie)
    assert describe_hoogstens(situatie, low) == (
        "Ook zonder andere regels past hoogstens 8 van de 1.300 door de regel 'capaciteit' (woningen die per jaar "
        "vrijkomen: 8,5 %; deel daarvan voor deze groepen: 25 %, aanname)."
    )
    assert describe_hoogstens(situatie, high).endswith("(meeste nieuwe woningen: 7 per 1.000 huishoudens).")


def test_an_agreement_that_alone_leaves_too_little_is_named_with_its_number():
    """The plan placed 9 of 20 and told of no cause: only what has a parameter was looked at."""
    wide = {"plafond": {"per_1000": 100.0}, "capaciteit": {"toewijsaandeel": 100.0}}
    deals = (
        Afspraak(("GM0001",), hoogstens=6),
        Afspraak(("GM0002", "GM0003"), aandeel=15.0),
        Afspraak(("GM0003",), minstens=1),
    )
    situatie = make_situatie(VELD, {"statushouders": 20}, wide, afspraken=deals)
    names = dict(zip(VELD.gebieden["gemeentecode"], VELD.gebieden["gemeentenaam"], strict=True))
    [found] = find_hoogstens(situatie)
    assert found == Hoogstens("sleutel", 9, 20, standaard=False)
    assert sum(place(situatie).geplaatst) == 9
    assert describe_hoogstens(situatie, found) == (
        "Ook zonder andere regels past hoogstens 9 van de 20 door de regel 'bestuurlijke sleutel' (afgesproken: "
        f"{names['GM0001']} hoogstens 6; {names['GM0002']} en {names['GM0003']} hoogstens 3)."
    )
    free = make_situatie(VELD, {"statushouders": 20}, wide, afspraken=(*deals[:1], *deals[2:]))
    assert find_hoogstens(free) == ()  # what the one may not take, the others can
    spared = make_veld(1, klasse=["kwetsbaar"])
    assert "sleutel" not in {
        item.regel for item in find_hoogstens(make_situatie(spared, {"statushouders": 2}))
    }


def test_locks_and_lots_are_no_rules():
    lots = make_situatie(VELD, {"statushouders": 13}, loten={"statushouders": 5})
    assert [item.past for item in find_hoogstens(lots)] == [8, 12]


def test_what_is_most_possible_keeps_ontzien_and_geen_verplaatsing():
    # ρ = 0.1 over 2,000 households: 50 more in the first, before 0.15 × 1,000 households; none in the kwetsbare one.
    veld = make_veld(2, kenmerk_v=[100.0, 100.0], klasse=["draagkrachtig", "kwetsbaar"], capaciteit=1.0)
    wide = {"geen_verplaatsing_buren": {"kappa": 10}}
    assert find_meest_mogelijk(make_situatie(veld, {"statushouders": 300}, wide)) == 49
    assert find_meest_mogelijk(make_situatie(veld, {"statushouders": 30}, wide)) == 30


@settings(max_examples=40)
@given(make_geval())
def test_no_plan_places_more_than_is_most_possible_or_than_a_rule_alone_leaves(geval):
    for situatie in geval:
        try:
            placed = sum(place(situatie).geplaatst)
        except InvoerFout:  # locks that cannot be kept
            continue
        assert placed <= find_meest_mogelijk(situatie)
        assert all(placed <= item.past < item.vraag for item in find_hoogstens(situatie))
        bare = dataclasses.replace(situatie, sloten=(), loten={}, afspraken=())
        off = frozenset(regel.sleutel for regel in REGELS if regel.mag_uit and regel.sleutel != "ontzien")
        assert sum(place(dataclasses.replace(bare, uit=off)).geplaatst) <= find_meest_mogelijk(situatie)
