"""The named starts: what each sets, by hand and by trying every per cent, and when it cannot."""

from __future__ import annotations

import dataclasses

import pytest
from veldmaken import NAN, make_veld

from woonzorg.fouten import InvoerFout
from woonzorg.verdeling.invoer.situatie import Basisdeel, Slot
from woonzorg.verdeling.optimum.deling import calculate_taakstelling
from woonzorg.verdeling.optimum.model import place
from woonzorg.verdeling.regels.afspraken import settle_aandelen
from woonzorg.verdeling.scenario.bewerken import make_standaard, set_deel, set_parameter, switch_regel
from woonzorg.verdeling.scenario.inhoud import change, make_scenario, parse_scenario
from woonzorg.verdeling.scenario.levensloop import make_begin
from woonzorg.verdeling.scenario.probleem import make_situatie
from woonzorg.verdeling.uitkomst.antwoord import compute_plan
from woonzorg.verdeling.uitweg.begin import BEGINNEN, STATUSHOUDERS
from woonzorg.verdeling.vraag.declaratie import list_onderdelen

WAYS = {way.sleutel: way for way in BEGINNEN}
TOWNS = ["GM0001", "GM0002", "GM0002", "GM0003"]


def make_regio(**columns):
    columns = {
        "gemeentecode": TOWNS, "capaciteit": NAN, "corporatie": [400.0, 130.0, 70.0, 250.0],
        "inwoners": [1000.0, 700.0, 250.0, 1300.0],
    } | columns  # fmt: skip
    return make_veld(4, **columns)


def make(vraag, **more):
    return make_scenario({"regio": "proefstreek", "niveau": "buurt", "vraag": vraag, **more})


def begin(name, scenario, veld):
    return WAYS[name].maak(scenario, veld)


def test_every_start_has_a_name_and_says_what_it_sets_and_touches_only_that():
    assert len({way.titel for way in BEGINNEN}) == len(WAYS) == 4
    scenario, veld = make({"statushouders": 6, "uitstroom": 4}), make_regio()
    touched = {}
    for way in BEGINNEN:
        made, said = way.maak(scenario, veld)
        assert way.zet
        assert said
        touched[way.sleutel] = {
            part.attribuut
            for part in list_onderdelen(type(scenario))
            if getattr(made, part.attribuut) != getattr(scenario, part.attribuut)
        }
    assert touched == {
        "statushouders": {"vraag"}, "aandeel": {"regels"}, "inwoners": {"afspraken"}, "vorige": {"basis"},
    }  # fmt: skip


def test_only_statushouders_keeps_their_demand_and_lets_go_of_locks_for_others():
    veld = make_regio()
    locks = [
        {"code": veld.codes[0], "aantal": 1, "groep": "uitstroom"},
        {"code": veld.codes[1], "aantal": 1, "groep": "statushouders"},
    ]
    made, said = begin(
        STATUSHOUDERS, make({"statushouders": {"laag": 3, "hoog": 6}, "uitstroom": 4}, sloten=locks), veld
    )
    assert [(line.groep, line.laag, line.hoog) for line in made.vraag] == [("statushouders", 3, 6)]
    assert made.sloten == (Slot(veld.codes[1], 1, "statushouders"),)
    assert "1 vastgezet aantal is losgelaten" in said
    published, _ = begin(STATUSHOUDERS, make({"uitstroom": 4}), veld)
    assert [(line.laag, line.hoog) for line in published.vraag] == [(240, 360)]


@pytest.mark.parametrize(("side", "demand"), [("laag", 9), ("hoog", 14)])
def test_the_least_share_is_the_first_whole_per_cent_at_which_the_solver_places_all(side, demand):
    veld = make_regio()
    scenario = make({"statushouders": {"laag": 9, "hoog": 14}}, bandbreedte=side)
    made, said = begin("aandeel", scenario, veld)
    least = made.waarden["capaciteit"]["toewijsaandeel"]

    def placed(percent):
        turned = set_parameter(scenario, "capaciteit", "toewijsaandeel", float(percent))
        return sum(place(make_situatie(turned, veld)).geplaatst)

    tried = [placed(percent) == demand for percent in range(int(least) + 1)]
    assert tried.index(True) == least  # none below it
    assert f"nu {int(least)} %" in said
    assert f"blijft in deze buurten {100 - int(least)} %" in said


def test_where_even_all_that_comes_free_does_not_do_or_the_rule_is_off_it_says_so():
    veld = make_regio()
    with pytest.raises(
        InvoerFout, match="Ook bij een toewijsaandeel van 100 % past niet alles: 900 woningen"
    ):
        begin("aandeel", make({"statushouders": 900}), veld)
    with pytest.raises(InvoerFout, match="staat uit"):
        begin("aandeel", switch_regel(make({"statushouders": 9}), "capaciteit", aan=False), veld)


@pytest.mark.parametrize("demand", [1, 7, 30, 452, 725])
def test_by_inhabitants_each_gemeente_agrees_on_what_the_division_by_inhabitants_gives(demand):
    veld = make_regio()
    made, _ = begin("inwoners", make({"statushouders": demand}), veld)
    situatie = make_situatie(made, veld)
    found = {deal.naam: count for deal, count in settle_aandelen(situatie).items()}
    assert found == calculate_taakstelling(situatie, demand)
    assert sum(deal.aandeel for deal in made.afspraken) == pytest.approx(100)


def test_close_to_the_plan_before_keeps_it_where_nothing_speaks_against_it():
    veld = make_regio(corporatie=10_000.0)
    scenario = make({"statushouders": 12, "uitstroom": 5})
    before = compute_plan(scenario, veld)
    made, said = begin("vorige", scenario, veld)
    assert "(17 woningen)" in said
    assert sum(part.aantal for part in made.basis) == 17
    again = compute_plan(made, veld)
    assert (again.plan.aantallen == before.plan.aantallen).all()
    assert again.plan.afstand == 0
    fewer = change(made, vraag=make({"statushouders": 11, "uitstroom": 5}).vraag)
    near = compute_plan(fewer, veld)
    free = compute_plan(change(fewer, basis=()), veld)
    base = near.situatie.basis
    # The other objectives come first, and of what they leave open it takes what is nearest.
    assert near.plan.afstand <= abs(free.plan.aantallen - base).sum()
    assert (near.plan.geplaatst, near.plan.hoogste, near.plan.afwijking) == (
        free.plan.geplaatst, free.plan.hoogste, pytest.approx(free.plan.afwijking),
    )  # fmt: skip


def test_the_base_is_kept_in_the_file_dropped_with_another_level_and_shared_with_nobody():
    veld = make_regio(corporatie=10_000.0)
    scenario = make({"statushouders": 12})
    made, _ = begin("vorige", scenario, veld)
    assert "basis" not in scenario.to_dict()
    assert parse_scenario(made.to_json().encode()) == made
    assert made.id != scenario.id
    assert set_deel(made, attribuut="niveau", waarde="wijk").basis == ()
    assert make_begin(made).basis == ()
    gone = dataclasses.replace(made, basis=(*made.basis, Basisdeel("BU99990000", "statushouders", 3)))
    assert (make_situatie(gone, veld).basis == make_situatie(made, veld).basis).all()


def test_a_plan_that_rests_on_own_figures_is_kept_in_no_scenario():
    own = dataclasses.replace(make_standaard("proefstreek"), eigen_cijfers="0" * 12)
    with pytest.raises(InvoerFout, match="eigen cijfers"):
        begin("vorige", own, make_regio())
    with pytest.raises(InvoerFout, match="eigen cijfers"):
        begin("vorige", make({"statushouders": 3}), make_regio(gehuisvest=20.0))
    with pytest.raises(InvoerFout, match="plaatst niets"):
        begin("vorige", make({"statushouders": 3}), make_regio(klasse="kwetsbaar"))
