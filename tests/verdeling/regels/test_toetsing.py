"""Proposed sites: judged by each rule, never spread, and told by gemeente only."""

from __future__ import annotations

import dataclasses
import json

import pytest
from veldmaken import NAN, make_situatie
from veldmaken import make_veld as make_bare

from woonzorg.fouten import GegevensFout
from woonzorg.verdeling.invoer.complex import Complex
from woonzorg.verdeling.invoer.situatie import Uitzondering, Voorstel
from woonzorg.verdeling.regels.oordeel import Regeloordeel
from woonzorg.verdeling.regels.toetsapart import find_passend, judge_apart
from woonzorg.verdeling.regels.toetsing import find_vraagregel, judge_voorstellen, pose_voorstellen
from woonzorg.verdeling.scenario.inhoud import parse_scenario
from woonzorg.verdeling.scenario.probleem import make_situatie as pose
from woonzorg.verdeling.uitkomst.antwoord import compute, describe
from woonzorg.verdeling.uitkomst.gedeeld import describe_openbaar
from woonzorg.verdeling.uitkomst.meldingen import ONGEPLAATST, list_meldingen
from woonzorg.verdeling.uitkomst.woorden import describe_samen

ONE, TWO = "BU00010000", "BU00010001"


def make_veld(count, buren=(), **columns):
    """Return a field on which every rule can be tested: of each area it is known who lives there."""
    return make_bare(count, buren, **({"kenmerk_v": 100.0} | columns))


def judge(veld, *voorstellen, **options):
    situatie = make_situatie(veld, {"statushouders": 50}, **options)
    return judge_voorstellen(situatie, voorstellen)


def list_broken(toetsing):
    return {item.regel for item in toetsing.regels if item.voldaan is False}


def test_a_site_that_fits_is_told_with_its_headroom_by_rule():
    (found,) = judge(make_veld(2), Voorstel(ONE, "woonwagenbewoners", 6))
    assert found.voldaan
    assert found.reden == "Past binnen de regels."
    by_rule = {item.regel: item for item in found.regels}
    assert (by_rule["plafond"].waarde, by_rule["plafond"].grens, by_rule["plafond"].ruimte) == (6, 8, 2)
    assert "Legt hier geen grens" in by_rule["ontzien"].reden
    # A standplaats takes no dwelling; place rule and agreements say nothing of it, so that they are no tests passed.
    assert set(by_rule) == {"ontzien", "plafond", "geen_verplaatsing", "geen_verplaatsing_buren"}


def test_a_site_that_could_not_be_tested_by_every_rule_is_not_said_to_fit():
    (blind,) = judge(make_bare(2), Voorstel(ONE, "woonwagenbewoners", 6))
    assert (blind.oordeel, blind.voldaan) == (Regeloordeel.NIET_GETOETST, None)
    assert blind.reden == (
        "Geen regel die is getoetst, houdt dit tegen. "
        "Niet getoetst: geen verplaatsing en geen verplaatsing naar de buren."
    )
    outcomes = {item.regel: item.oordeel for item in blind.regels}
    assert outcomes["geen_verplaatsing"] == Regeloordeel.NIET_GETOETST
    assert outcomes["plafond"] == Regeloordeel.GEHAALD
    (full,) = judge(make_veld(2), Voorstel(ONE, "woonwagenbewoners", 8))
    assert full.oordeel == Regeloordeel.KNELT  # kept, and no room left
    (broken,) = judge(make_bare(2), Voorstel(ONE, "woonwagenbewoners", 9))
    assert broken.oordeel == Regeloordeel.NIET_GEHAALD  # that weighs more than what is not tested


@pytest.mark.parametrize(
    ("columns", "voorstel", "broken"),
    [
        ({"klasse": "kwetsbaar"}, Voorstel(ONE, "woonwagenbewoners", 1), {"ontzien"}),
        ({"klasse": "kwetsbaar"}, Voorstel(ONE, "detentie", 1), {"ontzien", "plaatsregel"}),
        ({}, Voorstel(ONE, "vrouwenopvang", 9), {"plafond"}),
        ({"kenmerk_v": [149.0, 51.0]}, Voorstel(ONE, "vrouwenopvang", 1), {"geen_verplaatsing"}),
        ({"capaciteit": 3.0}, Voorstel(ONE, "vrouwenopvang", 4), {"capaciteit"}),
        ({"capaciteit": 3.0}, Voorstel(ONE, "woonwagenbewoners", 4), set()),  # takes no dwelling
    ],
)  # fmt: skip
def test_each_rule_can_stop_a_site(columns, voorstel, broken):
    (found,) = judge(make_veld(2, [(0, 1)], **columns), voorstel)
    assert list_broken(found) == broken
    assert found.voldaan == (not broken)


def test_proposals_for_the_same_area_are_judged_together():
    veld = make_veld(2)
    one, two = judge(veld, Voorstel(ONE, "woonwagenbewoners", 5), Voorstel(ONE, "vrouwenopvang", 4))
    assert list_broken(one) == list_broken(two) == {"plafond"}
    apart = judge(veld, Voorstel(ONE, "woonwagenbewoners", 5), Voorstel(TWO, "vrouwenopvang", 4))
    assert all(item.voldaan for item in apart)


def test_what_is_proposed_is_the_demand_by_group_and_nothing_proposed_is_no_answer():
    situatie = make_situatie(make_veld(2), {"statushouders": 50})
    assert judge_voorstellen(situatie, []) == ()
    sites = [
        Voorstel(ONE, "vrouwenopvang", 5),
        Voorstel(TWO, "vrouwenopvang", 4),
        Voorstel(ONE, "detentie", 1),
    ]
    posed = pose_voorstellen(situatie, sites, [find_vraagregel(situatie, site) for site in sites])
    assert (posed.behoefte.groepen, posed.behoefte.aantallen) == (("vrouwenopvang", "detentie"), (9, 1))


def test_neighbours_and_islands():
    near = make_veld(3, [(0, 1)], kenmerk_v=[95.0, 150.0, 55.0])  # κ·ρ·ΣH − Σv = 250 − 245
    assert list_broken(judge(near, Voorstel(ONE, "vrouwenopvang", 6))[0]) == {"geen_verplaatsing_buren"}
    island = make_veld(3, [], kenmerk_v=[95.0, 150.0, 55.0])
    assert judge(island, Voorstel(ONE, "vrouwenopvang", 6))[0].voldaan


def test_of_all_limits_that_hold_for_a_site_the_tightest_is_told():
    # ρ = 360/3000 = 0.12, κ·ρ = 0.15: an area of 1,000 may count 150. The first two count 200 of 300, all three
    # 360 of 450: a site in the first area lies in both, and has the room of the second.
    veld = make_veld(3, [(0, 1), (1, 2)], kenmerk_v=[100.0, 100.0, 160.0])
    (found,) = judge(veld, Voorstel(ONE, "woonwagenbewoners", 6))
    by_rule = {item.regel: item for item in found.regels}
    near = by_rule["geen_verplaatsing_buren"]
    assert (near.waarde, near.grens, near.ruimte) == (6, 90, 84)
    assert near.reden.endswith("Gevraagd 6, hoogstens 90.")
    (broken,) = judge(veld, Voorstel(ONE, "woonwagenbewoners", 91))
    assert "geen_verplaatsing_buren" in list_broken(broken)


def test_letting_an_existing_home_within_the_own_buurt_adds_nothing_but_keeps_the_place_rule():
    veld = make_veld(2, klasse="kwetsbaar", kenmerk_v=[149.0, 51.0])
    move = Voorstel(ONE, "vrouwenopvang", 20, binnen_buurt=True, instrument="toewijzing")
    (found,) = judge(veld, move)
    assert found.voldaan
    assert "er komt niets en niemand bij" in found.reden
    assert list_broken(judge(veld, dataclasses.replace(move, groep="detentie"))[0]) == {"plaatsregel"}
    (beside, other) = judge(
        make_veld(2), Voorstel(ONE, "vrouwenopvang", 8), dataclasses.replace(move, aantal=40)
    )
    assert beside.voldaan  # the move does not use up the ceiling
    assert other.voldaan


@pytest.mark.parametrize(
    ("groep", "instrument", "words"),
    [
        ("vrouwenopvang", "", "er is niet opgegeven dat het om toewijzing van een bestaande woning gaat"),
        ("vrouwenopvang", "nieuwbouw", "bij nieuwbouw komt er een woning bij, wie er ook gaat wonen"),
        ("statushouders", "transformatie", "bij transformatie komt er een woning bij"),
        ("woonwagenbewoners", "", "een standplaats komt erbij, wie er ook gaat wonen"),
        ("woonwagenbewoners", "standplaats", "een standplaats komt erbij"),
        ("sekswerkers", "", "bij deze groep heeft dat geen betekenis"),
        ("sekswerkers", "toewijzing", "bij deze groep heeft dat geen betekenis"),
    ],
)
def test_what_adds_binds_whoever_moves_in_and_says_why_the_tick_does_not_count(groep, instrument, words):
    veld = make_veld(2, klasse="kwetsbaar")
    plain = Voorstel(ONE, groep, 6, instrument=instrument)
    without, ticked = (
        judge(veld, dataclasses.replace(plain, binnen_buurt=tick))[0] for tick in (False, True)
    )
    assert list_broken(ticked) == list_broken(without) == {"ontzien"}
    assert [item.ruimte for item in ticked.regels] == [item.ruimte for item in without.regels]
    assert f"telt hier niet mee: {words}" in " ".join(ticked.reden.split())
    assert "telt hier niet mee" not in without.reden


def test_each_proposal_is_tested_at_the_scale_of_its_own_instrument():
    veld = make_veld(1, klasse_wijk="kwetsbaar")
    let, built = (Voorstel(ONE, "statushouders", 1, instrument=name) for name in ("toewijzing", "nieuwbouw"))
    assert [list_broken(item) for item in judge(veld, let, built)] == [set(), {"ontzien"}]
    assert [list_broken(item) for item in judge(veld, built, let)] == [{"ontzien"}, set()]


def test_a_small_area_may_be_proposed_and_one_without_households_has_no_room():
    veld = make_veld(2, huishoudens=[90.0, 0.0], kenmerk_v=[10.0, 0.0])
    wide = {"waarden": {"plafond": {"per_1000": 100}, "geen_verplaatsing_buren": {"kappa": 10}}}
    assert judge(veld, Voorstel(ONE, "vrouwenopvang", 5), **wide)[0].voldaan
    none = judge(veld, Voorstel(TWO, "woonwagenbewoners", 1), **wide)[0]
    assert list_broken(none) == {"plafond", "geen_verplaatsing_buren"}


def test_an_exception_counts_for_a_proposal_too():
    veld = make_veld(1, klasse="kwetsbaar")
    case = Uitzondering(ONE, "staat er al", "raad", "2026-01-01", hoogstens=3)
    assert judge(veld, Voorstel(ONE, "woonwagenbewoners", 3), uitzonderingen=(case,))[0].voldaan
    assert not judge(veld, Voorstel(ONE, "woonwagenbewoners", 4), uitzonderingen=(case,))[0].voldaan


def test_a_proposal_that_is_decided_says_by_whom_and_keeps_to_its_number_and_to_geen_verplaatsing():
    veld = make_veld(2, klasse="kwetsbaar", kenmerk_v=[100.0, 100.0])
    case = Uitzondering(ONE, "staat er al", "raad", "2026-01-01", groep="woonwagenbewoners", aantal=10)
    asked = Voorstel(ONE, "woonwagenbewoners", 10)
    (found,) = judge(veld, asked, uitzonderingen=(case,))
    decided = {item.regel for item in found.regels if item.besluiten}
    assert decided == list_broken(found) == {"ontzien", "plafond"}
    assert (found.voldaan, found.besluiten) == (False, (case,))
    assert "Ontzien: afgeweken: besluit van raad, 1-1-2026. Gevraagd 10, hoogstens 0." in found.reden
    (more,) = judge(veld, dataclasses.replace(asked, aantal=11), uitzonderingen=(case,))
    other, beside = judge(veld, asked, Voorstel(ONE, "vrouwenopvang", 1), uitzonderingen=(case,))
    assert more.besluiten == other.besluiten == beside.besluiten == ()
    full = make_veld(2, klasse="kwetsbaar", kenmerk_v=[149.0, 51.0])
    (tight,) = judge(full, asked, uitzonderingen=(case,))
    assert tight.besluiten == ()
    assert {item.regel for item in tight.regels if item.voldaan is False and not item.besluiten} == {
        "geen_verplaatsing", "geen_verplaatsing_buren",
    }  # fmt: skip


def test_a_decision_is_named_with_the_rules_that_it_breaks_and_not_with_one_that_is_full():
    veld = make_veld(2, klasse="kwetsbaar", kenmerk_v=[100.0, 100.0])
    case = Uitzondering(ONE, "staat er al", "raad", "2026-01-01", groep="woonwagenbewoners", aantal=8)
    (found,) = judge(veld, Voorstel(ONE, "woonwagenbewoners", 8), uitzonderingen=(case,))
    by_rule = {item.regel: item for item in found.regels}
    assert (by_rule["plafond"].oordeel, by_rule["plafond"].besluiten) == (Regeloordeel.KNELT, ())  # 8 of 8
    assert by_rule["ontzien"].besluiten == (case,)


def test_a_decided_proposal_is_shared_by_gemeente_with_its_decision():
    case = {"code": ONE, "motief": "m", "besluit_door": "raad", "datum": "2026-01-01", "aantal": 6}
    site = {"code": ONE, "groep": "woonwagenbewoners", "aantal": 6}
    veld = make_veld(2, klasse="kwetsbaar", kenmerk_v=100.0, capaciteit=NAN, corporatie=1000.0)
    cases = [case | {"groep": site["groep"]}]
    concept = compute(make_scenario(toetsen=[site], uitzonderingen=cases), veld)
    assert "besluiten" not in describe_openbaar(concept)["toetsen"][0]  # no decision is public yet
    final = {"status": "vastgesteld", "besluit": "raad, punt 7", "datum": "2026-02-01"}
    outcome = compute(make_scenario(toetsen=[site], uitzonderingen=cases, **final), veld)
    (row,) = describe_openbaar(outcome)["toetsen"]
    assert row["besluiten"] == [{"besluit_door": "raad", "datum": "2026-01-01"}]
    assert describe_samen(row) == "afgeweken: besluit van raad, 1-1-2026"
    assert ONGEPLAATST in list_meldingen(outcome)  # it is tested and placed nowhere
    secret = compute(
        make_scenario(
            vraag={"detentie": 9},
            toetsen=[site | {"groep": "detentie"}],
            uitzonderingen=[case | {"groep": "detentie"}],
        ),
        veld,
    )
    assert "besluiten" not in describe_openbaar(secret)["toetsen"][0]


def test_a_group_that_the_rule_does_not_bind_fits_anywhere():
    (found,) = judge(make_veld(1, klasse="kwetsbaar"), Voorstel(ONE, "ouderen", 400))
    assert (found.voldaan, found.regels, found.reden) == (True, (), "De regel geldt niet voor deze groep.")


def test_a_proposal_for_a_complex_is_judged_by_that_complex():
    inside = tuple(
        Complex(name, ONE, homes, gebied=ONE, klasse="draagkrachtig") for name, homes in (("A", 2), ("B", 9))
    )
    veld = dataclasses.replace(make_veld(1), complexen=inside)
    small, large, both = (Voorstel(ONE, "detentie", n, complex=c) for n, c in ((3, "A"), (3, "B"), (4, "B")))
    assert list_broken(judge(veld, small)[0]) == {"complex"}
    assert judge(veld, large)[0].voldaan is None  # who lives in the complex is not known
    assert "Complexen zijn niet getoetst" not in judge(veld, large)[0].reden
    assert "Complexen zijn niet getoetst" in judge(make_veld(1), Voorstel(ONE, "detentie", 3))[0].reden
    assert [list_broken(item) for item in judge(veld, large, both, dataclasses.replace(both, aantal=3))] == [
        {"complex", "plafond"}
    ] * 3
    namesake = Complex("A", TWO, 9, gebied=TWO, klasse="draagkrachtig")
    wider = dataclasses.replace(make_veld(2), complexen=(*inside, namesake))
    assert list_broken(judge(wider, dataclasses.replace(small, code=TWO))[0]) == set()


def make_scenario(**more):
    base = {
        "versie": 1,
        "regio": "r",
        "niveau": "buurt",
        "vraag": {"statushouders": 4, "woonwagenbewoners": 79},
    }
    return parse_scenario(json.dumps(base | more).encode())


def test_the_plan_leaves_proposals_alone_and_shares_them_by_gemeente():
    sites = [
        {"code": ONE, "groep": "woonwagenbewoners", "aantal": 6},
        {"code": TWO, "groep": "woonwagenbewoners", "aantal": 20},
        {"code": TWO, "groep": "detentie", "aantal": 1, "binnen_buurt": True, "instrument": "toewijzing"},
    ]
    veld = make_veld(2, capaciteit=NAN, corporatie=1000.0)
    outcome = compute(make_scenario(toetsen=sites), veld)
    assert outcome.plan.geplaatst == compute(make_scenario(), veld).plan.geplaatst == (4,)
    assert [item["voldaan"] for item in describe(outcome)["toetsen"]] == [True, False, None]
    assert describe_openbaar(outcome)["toetsen"] == [
        {"code": "GM0001", "groep": "detentie", "aantal": None, "uitkomst": "niet_getoetst", "voldaan": None},
        {
            "code": "GM0001",
            "groep": "woonwagenbewoners",
            "aantal": 26,
            "uitkomst": "niet_gehaald",
            "voldaan": False,
        },
    ]
    few = compute(make_scenario(toetsen=sites), make_veld(2, gehuisvest=2.0, eigen_klein=True))
    told = describe_openbaar(few)["toetsen"]
    assert {row["aantal"] for row in told} == {None}
    # The outcome, without a number that would bound the figures.
    assert {row["groep"]: row["uitkomst"] for row in told}["woonwagenbewoners"] == "niet_gehaald"
    json.dumps(describe(outcome), allow_nan=False)


def test_demand_that_is_only_tested_gives_an_empty_plan():
    outcome = compute(make_scenario(vraag={"woonwagenbewoners": 79}), make_veld(2, capaciteit=NAN))
    assert describe(outcome)["plaatsingen"] == []
    assert describe(outcome)["niet_geplaatst"] == {"woonwagenbewoners": 79}


@pytest.mark.parametrize(
    ("site", "text"),
    [
        ({"code": ONE, "groep": "wezens", "aantal": 1}, "wezens bestaat niet"),
        ({"code": "straat", "groep": "detentie", "aantal": 1}, "toetsen.0.code"),
        ({"code": ONE, "groep": "detentie"}, "aantal"),
        (
            {"code": ONE, "groep": "detentie", "aantal": 1, "instrument": "standplaats"},
            "past niet bij detentie",
        ),
        ({"code": "BU99990000", "groep": "detentie", "aantal": 1}, "BU99990000 ligt niet"),
        (
            {"code": ONE, "groep": "detentie", "aantal": 1, "complex": "A"},
            "complex A staat niet in de eigen cijfers",
        ),
    ],
)
def test_a_proposal_that_makes_no_sense_is_refused(site, text):
    with pytest.raises(GegevensFout, match=text):
        pose(make_scenario(toetsen=[site]), make_veld(2))


def test_proposals_are_part_of_the_scenario():
    site = {"code": ONE, "groep": "woonwagenbewoners", "aantal": 6, "binnen_buurt": True, "complex": "A"}
    scenario = make_scenario(toetsen=[site])
    assert scenario.to_dict()["toetsen"] == [site]
    assert parse_scenario(scenario.to_json().encode()) == scenario
    assert scenario.id != make_scenario().id


def test_each_by_itself_is_what_all_together_say_of_one():
    veld = make_veld(4, ((0, 1), (1, 2)), klasse=["draagkrachtig", "kwetsbaar", "onbekend", "aandacht_ses"],
                     kenmerk_v=[149.0, 51.0, 80.0, 20.0], capaciteit=[3.0, 9.0, NAN, 9.0])  # fmt: skip
    home = Complex("A", ONE, 48, 2.0, gebied=ONE, klasse="draagkrachtig")
    situatie = make_situatie(dataclasses.replace(veld, complexen=(home,)), {"statushouders": 50})
    sites = [
        Voorstel(code, groep, aantal, instrument=instrument, binnen_buurt=inside)
        for code in veld.codes for aantal in (1, 4, 12) for inside in (False, True)
        for groep, instrument in (("statushouders", "nieuwbouw"), ("statushouders", "toewijzing"), ("ouderen", ""),
                                  ("psychisch", "opvangplek"), ("psychisch", "toewijzing"),
                                  ("woonwagenbewoners", "standplaats"))
    ] + [Voorstel(ONE, "psychisch", 2, complex="A", instrument="toewijzing")]  # fmt: skip
    apart = judge_apart(situatie, sites)
    assert apart == tuple(judge_voorstellen(situatie, (site,))[0] for site in sites)
    assert {item.voldaan for item in apart} == {True, False, None}
    fitting = [*find_passend(situatie, sites[:-1])]
    assert fitting == [
        site for site, item in zip(sites, apart[:-1], strict=False) if item.voldaan is not False
    ]


def test_what_is_built_takes_no_home_that_comes_free_but_keeps_to_a_capacity_of_own_figures():
    built, let = (Voorstel(ONE, "statushouders", 4, instrument=name) for name in ("nieuwbouw", "toewijzing"))
    free, own = make_veld(2, capaciteit=NAN), make_veld(2, capaciteit=3.0)
    assert list_broken(judge(free, let)[0]) == {"capaciteit"}
    assert judge(free, built)[0].voldaan
    assert list_broken(judge(own, built)[0]) == {"capaciteit"}
