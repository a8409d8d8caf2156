"""Agreements in percent: worked out for each demand, ties by a fixed rule, faults told together, and what they cost."""

from __future__ import annotations

import dataclasses
import json
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from veldmaken import make_situatie, make_veld

from woonzorg.fouten import InhoudFout
from woonzorg.verdeling.delen.openbaar import share_plan, share_uitslagen
from woonzorg.verdeling.invoer.afspraakvorm import make_afspraak
from woonzorg.verdeling.invoer.situatie import Afspraak, Corporatiedeel, Voorstel
from woonzorg.verdeling.optimum.model import place
from woonzorg.verdeling.optimum.verklaring import find_knelpunten
from woonzorg.verdeling.regels.afspraken import (
    SLEUTEL,
    ZONDER_CORPORATIE,
    divide_corporaties,
    round_aandelen,
    settle_aandelen,
)
from woonzorg.verdeling.regels.lijst import judge_plan, judge_regel
from woonzorg.verdeling.regels.oordeel import Regeloordeel
from woonzorg.verdeling.regels.toetsing import judge_voorstellen
from woonzorg.verdeling.scenario.bewerken import make_standaard
from woonzorg.verdeling.scenario.inhoud import change, parse_scenario
from woonzorg.verdeling.uitkomst.afspraakwoorden import describe_kosten, list_afspraakzinnen
from woonzorg.verdeling.uitkomst.uitkomst import Uitkomst
from woonzorg.verdeling.vergelijking.opdracht import list_verschillen

START = make_standaard("proefstreek")
ALKMAAR, DIJK = ("GM0361",), ("GM1980",)
BUCH = ("GM0373", "GM0383", "GM0399", "GM0450")
RAAM = (Afspraak(ALKMAAR, aandeel=50.0), Afspraak(DIJK, aandeel=25.0), Afspraak(BUCH, aandeel=25.0))
"""The agreed key of the region of Alkmaar (seeds/001:1420-1422)."""


def make_regio(households=(50.0, 30.0, 10.0, 10.0, 10.0, 10.0), **columns):
    towns = [*ALKMAAR, *DIJK, *BUCH]
    columns = {"capaciteit": 10_000.0, "huishoudens": [1000 * h for h in households]} | columns
    return make_veld(6, gemeentecode=towns, **columns)


def settle(demand, deals=RAAM, **columns):
    found = settle_aandelen(make_situatie(make_regio(**columns), {"statushouders": demand}, afspraken=deals))
    return [found[deal] for deal in deals]


@pytest.mark.parametrize(("demand", "expected"), [
    (725, [363, 181, 181]),  # 362.5, 181.25, 181.25
    (452, [226, 113, 113]),
    (0, [0, 0, 0]),
])  # fmt: skip
def test_a_share_is_worked_out_for_each_demand(demand, expected):
    assert settle(demand) == expected


def test_of_equal_remainders_the_set_with_most_households_goes_first():
    # 30 homes: 15, 7.5 and 7.5. BUCH has 40,000 households against 30,000; and the other way round.
    assert settle(30) == [15, 7, 8]
    assert settle(30, households=(50, 45, 10, 10, 10, 10)) == [15, 8, 7]
    assert settle(30, tuple(reversed(RAAM))) == [8, 7, 15]  # by content, and never by place in a list
    assert settle(30, households=(50, 40, 10, 10, 10, 10), inwoners=[9, 5, 1, 1, 1, 1]) == [15, 8, 7]


def test_what_no_share_names_is_one_more_part_and_goes_last_among_equals():
    assert settle(725, RAAM[:2]) == [363, 181]  # and 181 that are free
    assert settle(30, RAAM[:2]) == [15, 8]  # of 7.5 and 7.5 the agreed one
    assert round_aandelen([33.3, 33.3, 33.4], 10, np.arange(4)) == [3, 3, 4]


@settings(deadline=None, max_examples=60)
@given(st.lists(st.integers(0, 40), min_size=1, max_size=6), st.integers(0, 2000))
def test_shares_keep_their_quota_and_never_exceed_the_demand(weights, demand):
    total = max(100, sum(weights))
    shares = [100 * weight / total for weight in weights]
    counts = round_aandelen(shares, demand, np.arange(len(shares) + 1))
    assert sum(counts) <= demand
    assert all(abs(n - share * demand / 100) < 1 for n, share in zip(counts, shares, strict=True))
    if sum(weights) >= 100:
        assert sum(counts) == demand


def test_a_share_is_least_and_most_and_the_rest_stays_free():
    deals = (Afspraak(ALKMAAR, aandeel=50.0),)
    situatie = make_situatie(
        make_regio(), {"statushouders": 100}, {"plafond": {"per_1000": 100}}, afspraken=deals
    )
    found = place(situatie)
    assert (found.aantallen[0, 0], found.geplaatst, found.tekort_sleutel) == (50, (100,), 0.0)
    answer = judge_regel(SLEUTEL, situatie, found.aantallen)
    assert answer.oordeel == Regeloordeel.KNELT
    less, more = found.aantallen.copy(), found.aantallen.copy()
    less[0, 0], more[0, 0] = 49, 51
    assert judge_regel(SLEUTEL, situatie, less).voldaan is False
    assert judge_regel(SLEUTEL, situatie, more).voldaan is False


def test_a_share_of_a_gemeente_in_which_every_buurt_is_kwetsbaar_places_none_and_says_why():
    klasse = ["kwetsbaar", *["draagkrachtig"] * 5]
    situatie = make_situatie(
        make_regio(klasse=klasse), {"statushouders": 100}, {"plafond": {"per_1000": 100}}, afspraken=RAAM
    )
    found = place(situatie)
    # Alkmaar can't take its 50, and nobody takes them over: 25 and 25.
    assert found.aantallen.sum(axis=1).tolist()[:2] == [0, 25]
    assert (found.geplaatst, found.tekort_sleutel) == ((50,), 50.0)
    binds = {item.regel: item for item in find_knelpunten(situatie, found)}
    assert (binds["ontzien"].bindend, binds["ontzien"].zonder) == (True, (100,))
    assert (binds["sleutel"].bindend, binds["sleutel"].zonder) == (True, (100,))


def work_out(situatie, deals):
    found = place(situatie)
    scenario = change(START, afspraken=deals)
    return Uitkomst(
        scenario, situatie, found, judge_plan(situatie, found.aantallen), find_knelpunten(situatie, found), ()
    )


def test_what_an_agreement_comes_to_falls_short_and_costs_is_told():
    klasse = ["kwetsbaar", *["draagkrachtig"] * 5]
    deals = (dataclasses.replace(RAAM[0], corporaties=(Corporatiedeel("Woonwaard", 60.0),)), RAAM[1])
    situatie = make_situatie(
        make_regio(klasse=klasse), {"statushouders": 100}, {"plafond": {"per_1000": 100}}, afspraken=deals
    )
    assert list_afspraakzinnen(work_out(situatie, deals)) == [
        (
            "GM0361: 50 % van de vraag, dat is 50 woningen. In dit plan 0: 50 minder dan afgesproken. Over "
            "corporaties: Woonwaard 30; 20 zonder corporatie (niet getoetst: van welke corporatie een woning is, "
            "staat niet in de cijfers)."
        ),
        "GM1980: 25 % van de vraag, dat is 25 woningen. In dit plan 25.",
        "Vrij te verdelen: 25 woningen. Daarover is niets afgesproken.",
    ]  # the other four take what Alkmaar leaves: they are free
    costly = work_out(dataclasses.replace(situatie, afspraken=RAAM), RAAM)
    assert describe_kosten(costly).startswith(
        "Zonder de afspraken is er een plek voor 100 woningen; met de afspraken voor 50."
    )


def test_a_division_between_corporaties_is_told_and_not_tested():
    deal = Afspraak(
        ALKMAAR,
        aandeel=50.0,
        corporaties=(Corporatiedeel("Woonwaard", 50.0), Corporatiedeel("Alckmaer", 50.0)),
    )
    assert divide_corporaties(deal, 363) == {"Woonwaard": 182, "Alckmaer": 181}
    situatie = make_situatie(make_regio(), {"statushouders": 100}, afspraken=(deal,))
    answer = judge_regel(SLEUTEL, situatie, place(situatie).aantallen)
    assert (answer.oordeel, answer.niet_getoetst, answer.waarom) == (
        Regeloordeel.NIET_GETOETST, ("BU00010000",), ZONDER_CORPORATIE,
    )  # fmt: skip
    broken = judge_regel(SLEUTEL, situatie, np.zeros((6, 1), dtype=np.int64))
    assert broken.oordeel == Regeloordeel.NIET_GEHAALD


def parse(*deals, **more):
    content = START.to_dict() | {"afspraken": list(deals)} | more
    return parse_scenario(json.dumps(content).encode())


def test_a_share_is_read_written_compared_and_leaves_old_names_as_they_were():
    plain = {"gemeenten": ["GM0361"], "minstens": 3}
    numbers = parse(plain)
    assert numbers.to_dict()["afspraken"] == [plain]
    share = parse(
        {"gemeenten": ["GM0361"], "aandeel": 50, "corporaties": [{"naam": "Woonwaard", "aandeel": 40}]}
    )
    assert share.afspraken == (
        Afspraak(ALKMAAR, aandeel=50.0, corporaties=(Corporatiedeel("Woonwaard", 40.0),)),
    )
    assert parse_scenario(share.to_json().encode()) == share
    assert share.id != parse({"gemeenten": ["GM0361"], "aandeel": 25}).id
    (difference,) = list_verschillen(share, parse({"gemeenten": ["GM0361"], "aandeel": 25}))
    assert difference.teksten == ("1 (aandeel: 50 %)", "1 (aandeel: 25 %)")


def test_all_that_is_wrong_is_told_together():
    with pytest.raises(InhoudFout) as caught:
        parse(
            {"gemeenten": ["GM0361"], "aandeel": 60},
            {"gemeenten": ["GM0361", "GM1980"], "aandeel": 50.5, "minstens": 3},
            {"gemeenten": ["GM0373"], "corporaties": [{"naam": "Woonwaard", "aandeel": 40}]},
            {"gemeenten": ["GM0383"], "minstens": 3, "hoogstens": 2},
            status="vastgesteld",
        )
    assert caught.value.bevindingen == [
        "status: een vastgesteld scenario heeft een besluit en een datum",
        "afspraken: bij GM0361+GM1980 staan een aandeel en een aantal; kies een van beide",
        "afspraken: bij GM0373 staan corporaties zonder aandeel; geef eerst het aandeel van de gemeenten",
        "afspraken: minstens is groter dan hoogstens bij GM0383",
        "afspraken: de aandelen zijn samen 110,5 %; hoogstens 100 %",
        "afspraken: GM0361 staat in 2 aandelen; kies er een",
    ]
    with pytest.raises(InhoudFout, match="aandeel: 101 is te groot; hoogstens 100"):
        parse({"gemeenten": ["GM0361"], "aandeel": 101})
    twice = [{"naam": "Woonwaard", "aandeel": 60}, {"naam": "woonwaard ", "aandeel": 60}]
    with pytest.raises(InhoudFout) as caught:
        parse({"gemeenten": ["GM0361"], "aandeel": 60, "corporaties": twice})
    assert caught.value.bevindingen == [
        "afspraken: bij GM0361 staat een corporatie twee keer",
        "afspraken: de delen van de corporaties bij GM0361 zijn samen 120 %; hoogstens 100 %",
    ]


def test_an_agreement_in_numbers_may_still_stand_beside_a_share_and_more_than_once():
    deal = {"gemeenten": ["GM0361"], "minstens": 3}
    kept = parse(
        deal, deal, {"gemeenten": ["GM0361"], "aandeel": 50}, {"gemeenten": ["GM1980"], "aandeel": 50}
    )
    assert len(kept.afspraken) == 4


def test_what_is_typed_is_read_the_dutch_way_and_refused_with_all_findings():
    deal = make_afspraak(BUCH, aandeel="12,5", corporaties="Kennemer Wonen 60\n\nWoonwaard 37,5 %")
    assert deal == Afspraak(
        BUCH,
        aandeel=12.5,
        corporaties=(Corporatiedeel("Kennemer Wonen", 60.0), Corporatiedeel("Woonwaard", 37.5)),
    )
    with pytest.raises(InhoudFout) as caught:
        make_afspraak((), aandeel="veel", corporaties="Woonwaard\n40")
    assert [text.split(":")[0] for text in caught.value.bevindingen] == [
        "kies minstens één gemeente", "het deel van de vraag", "corporatie 1", "corporatie 2",
    ]  # fmt: skip


def test_a_proposed_site_is_held_against_the_number_that_the_share_comes_to_of_the_demand():
    situatie = make_situatie(make_regio(), {"statushouders": 20}, afspraken=RAAM)  # Alkmaar 10
    within, beyond = (
        judge_voorstellen(situatie, (Voorstel("BU00010000", "statushouders", number),))[0]
        for number in (9, 11)
    )
    assert "bestuurlijke sleutel" not in within.reden.casefold()
    assert "bestuurlijke sleutel" in beyond.reden.casefold()


def test_of_a_share_no_value_is_told_where_groups_are_left_out_of_what_is_shared():
    situatie = make_situatie(
        make_regio(), {"statushouders": 20, "detentie": 20}, {"plafond": {"per_1000": 100}}, afspraken=RAAM
    )
    plan = place(situatie)
    shared = share_uitslagen(
        judge_plan(situatie, plan.aantallen), share_plan(situatie, plan.aantallen), START.kenmerken
    )
    answer = next(item for item in shared if item.regel == SLEUTEL.sleutel)
    assert (answer.oordeel, math.isnan(answer.waarde)) == (Regeloordeel.KNELT, True)
