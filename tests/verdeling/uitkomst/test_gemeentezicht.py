"""What a plan means for one gemeente: against brute force, by hand, and in words."""

from __future__ import annotations

import dataclasses
from types import SimpleNamespace

import pytest
from gevallen import small_cases, translate
from hypothesis import given, settings
from orakel import list_plans
from veldmaken import make_situatie, make_veld

from woonzorg.fouten import InvoerFout
from woonzorg.gegevens import opslag
from woonzorg.instelling import INGEBOUWD
from woonzorg.verdeling.invoer.situatie import Slot
from woonzorg.verdeling.optimum.model import TIJD, place
from woonzorg.verdeling.regels.capaciteit import CAPACITEIT
from woonzorg.verdeling.regels.ontzien import ONTZIEN
from woonzorg.verdeling.scenario import inhoud
from woonzorg.verdeling.scenario.bewerken import make_standaard
from woonzorg.verdeling.scenario.inhoud import HOOG, LAAG
from woonzorg.verdeling.uitkomst import gemeentezicht
from woonzorg.verdeling.uitkomst.antwoord import compute_plan, open_veld
from woonzorg.verdeling.uitkomst.gemeentewoorden import (
    NIET_BEWEZEN,
    WETTELIJK,
    describe_deel,
    describe_gemeente,
    describe_wettelijk,
    list_routes,
    list_zinnen,
)
from woonzorg.verdeling.uitkomst.gemeentezicht import (
    Gemeentekant,
    Gemeentezicht,
    Gemeentezoeker,
    view_gemeente,
)

HIER = "GM0001"


def find_most(geval) -> int:
    inside = [a for a, name in enumerate(geval.gemeente) if name == HIER]
    return max(sum(sum(plan[a]) for a in inside) for plan in list_plans(geval))


def set_here(geval, column, value):
    rows = [
        value if name == HIER else old
        for old, name in zip(getattr(geval, column), geval.gemeente, strict=True)
    ]
    return dataclasses.replace(geval, **{column: rows})


@settings(max_examples=60, deadline=None)
@given(small_cases())
def test_what_fits_at_most_equals_brute_force_also_with_homes_built_and_with_decisions(geval):
    geval = dataclasses.replace(geval, gemeente=[HIER, *geval.gemeente[1:]])
    situatie = translate(geval)
    inside = [a for a, name in enumerate(geval.gemeente) if name == HIER]
    solver = Gemeentezoeker(situatie, inside)
    assert solver.count() == find_most(geval)
    assert solver.count(CAPACITEIT) == find_most(set_here(geval, "cap", 99))
    assert solver.count(ONTZIEN) == find_most(set_here(geval, "kwetsbaar", False))
    assert solver.bewezen


def test_all_questions_about_a_gemeente_share_the_time_of_one_plan(monkeypatch):
    monkeypatch.setattr(gemeentezicht, "time", SimpleNamespace(monotonic=lambda: 1000.0))
    solver = Gemeentezoeker(make_situatie(make_veld(1), {"statushouders": 2}), [0])
    assert solver.einde == 1000.0 + TIJD


@settings(max_examples=60, deadline=None)
@given(small_cases())
def test_what_one_more_home_takes_elsewhere_equals_brute_force(geval):
    geval = dataclasses.replace(geval, gemeente=[HIER, *geval.gemeente[1:]])
    situatie, plans = translate(geval), list(list_plans(geval))
    inside = [a for a, name in enumerate(geval.gemeente) if name == HIER]
    plan = place(situatie).aantallen
    here = int(plan[inside].sum())
    other = [p for p in plans if sum(sum(p[a]) for a in inside) == here + 1]
    more, elsewhere = Gemeentezoeker(situatie, inside).push(plan, 1)
    if not other:
        assert (more, elsewhere) == (0, 0)
        return
    best = max(tuple(sum(row[g] for row in p) for g in range(len(geval.vraag))) for p in other)
    assert (more, elsewhere) == (1, (int(plan.sum()) - here) - (sum(best) - here - 1))


def make_scenario(vraag: int, **changes):
    scenario = make_standaard("proefstreek")
    line = next(line for line in scenario.vraag if line.groep == "statushouders")
    return inhoud.change(
        scenario, vraag=(dataclasses.replace(line, laag=vraag / 2, hoog=vraag),), bandbreedte=HOOG, **changes
    )


def make_streek():
    """Two gemeenten of equal size; the first has a kwetsbare buurt, one without a score, and 3 homes of room."""
    return make_veld(
        5, gemeentecode=[HIER, HIER, HIER, "GM0002", "GM0002"], inwoners=[2000, 2000, 2000, 3000, 3000],
        klasse=["kwetsbaar", "onbekend", "draagkrachtig", "draagkrachtig", "draagkrachtig"],
        capaciteit=[9.0, 9.0, 3.0, 4.0, 9.0], kenmerk_v=100.0,
    )  # fmt: skip


def test_a_gemeente_by_hand():
    found = view_gemeente(compute_plan(make_scenario(20), make_streek()), HIER)
    # 8 per 1,000 of 1,000 households is the ceiling of each buurt; the second gemeente takes 4 + 8.
    assert (found.gebieden, found.kwetsbaar, found.onbekend) == (3, 1, 1)
    assert found.kanten == {HOOG: Gemeentekant(20, 10, 3, 3), LAAG: Gemeentekant(10, 5, 3, 3)}
    assert found.statushouders == 10
    assert found.gepland == 5  # 3 → the ceiling of 8
    assert found.besluit == 16  # 8 in each of the two that are spared
    assert (found.meer, found.elders) == (0, 0)
    assert describe_gemeente(found) == (
        "In 1 van de 3 buurten houdt de regel toevoegen tegen; van 1 is de klasse onbekend. "
        "Past hoogstens 3 met deze aannames. Dit is geen opgave."
    )
    assert (
        describe_gemeente(found, openbaar=True)
        == "In 1 van de 3 buurten houdt de regel toevoegen tegen; van 1 is de klasse onbekend."
    )
    assert describe_deel(found) == "Naar inwoners: 10 van de 20 woningen. Dit voorstel: 3."
    assert describe_wettelijk(found).startswith(f"{WETTELIJK} Naar inwoners gaat het hier om 10 woningen")


def test_homes_more_here_are_homes_fewer_elsewhere_when_all_have_a_place():
    veld = make_veld(4, gemeentecode=[HIER, HIER, "GM0002", "GM0002"], kenmerk_v=100.0, capaciteit=20.0)
    found = view_gemeente(compute_plan(make_scenario(12), veld), HIER)
    assert found.kanten[HOOG] == Gemeentekant(12, 6, 6, 12)
    assert (found.meer, found.elders) == (6, 6)
    assert f"6 woningen meer in {HIER} kost 6 woningen in de andere gemeenten." in list_routes(found)


def test_a_lock_that_only_this_side_can_keep_leaves_the_other_out_and_the_sentence_stands():
    veld = make_veld(2, gemeentecode=[HIER, "GM0002"], kenmerk_v=100.0, capaciteit=20.0)
    locked = make_scenario(12, sloten=(Slot(veld.codes[0], 8, "statushouders"),))
    found = view_gemeente(compute_plan(locked, veld), HIER)
    assert set(found.kanten) == {HOOG}
    assert "Past hoogstens 8 met deze aannames." in describe_gemeente(found)
    assert not [text for text in list_routes(found) if "lage in plaats" in text]


def test_another_gemeente_is_refused_with_those_there_are():
    with pytest.raises(InvoerFout, match="GM0002"):
        view_gemeente(compute_plan(make_scenario(4), make_streek()), "GM9999")


def make_zicht(**changes) -> Gemeentezicht:
    sides = {LAAG: Gemeentekant(452, 60, 11, 34), HOOG: Gemeentekant(725, 96, 20, 41)}
    usual = Gemeentezicht(
        "GM0001", "Voorbeeld", "buurt", 18, 15, 1, HOOG, sides, 48, 7, 30, 10, 12, bewezen=True
    )
    return dataclasses.replace(usual, **changes)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, ("In 15 van de 18 buurten houdt de regel toevoegen tegen; van 1 is de klasse onbekend. Past hoogstens "
             "34 (lage vraag) of 41 (hoge vraag) met deze aannames. Dit is geen opgave.")),
        ({"kwetsbaar": 0, "onbekend": 0}, "In geen van de 18 buurten houdt de regel toevoegen tegen. Past"),
        ({"gebieden": 1, "kwetsbaar": 1, "onbekend": 0}, "In de enige buurt houdt de regel toevoegen tegen. Past"),
        ({"gebieden": 1, "kwetsbaar": 0, "onbekend": 0},
         "In de enige buurt houdt de regel toevoegen niet tegen. Past"),
        ({"gebieden": 1, "kwetsbaar": 0, "onbekend": 1, "niveau": "wijk"},
         "In de enige wijk houdt de regel toevoegen niet tegen; de klasse ervan is onbekend. Past"),
    ],
)  # fmt: skip
def test_the_sentence(changes, said):
    assert describe_gemeente(make_zicht(**changes)).startswith(said)


def test_the_routes_in_words():
    assert list_routes(make_zicht()) == [
        (
            "Woningen bouwen of verbouwen voor deze groepen: elke geplande woning telt voor één, tot hoogstens 7 meer. "
            "Dan houdt een andere regel tegen."
        ),
        (
            "Een besluit van het bestuur voor een ontziene buurt, met motief en datum: elke woning telt voor één, "
            "binnen de andere regels samen hoogstens 30."
        ),
        "De lage in plaats van de hoge vraag: naar inwoners 60 in plaats van 96, voorstel 11 in plaats van 20.",
        "10 woningen meer in Voorbeeld kost 12 woningen in de andere gemeenten.",
    ]
    same = {LAAG: Gemeentekant(452, 60, 20, 34), HOOG: Gemeentekant(725, 96, 20, 41)}
    assert "naar inwoners 60 in plaats van 96, voorstel blijft 20." in list_routes(make_zicht(kanten=same))[2]
    nothing = list_routes(make_zicht(gepland=0, besluit=0, nu=LAAG, meer=0, elders=0))
    assert [text.split(":")[0] for text in nothing] == [
        "Geplande woningen voor deze groepen brengen er hier niet meer bij",
        "Een besluit van het bestuur voor een ontziene buurt brengt er hier binnen de andere regels niet meer bij.",
    ]
    assert not any("besluit" in text for text in list_routes(make_zicht(kwetsbaar=0, onbekend=0)))


def test_what_costs_nothing_and_what_is_equal_on_both_sides_in_words():
    assert (
        list_routes(make_zicht(meer=1, elders=0))[-1] == "1 woning meer in Voorbeeld kost elders geen woning."
    )
    assert list_routes(make_zicht(meer=1, elders=1))[-1].endswith("kost 1 woning in de andere gemeenten.")
    equal = {LAAG: Gemeentekant(9, 3, 2, 34), HOOG: Gemeentekant(9, 3, 2, 34)}
    alike = make_zicht(kanten=equal, nu=HOOG)
    assert not any("lage in plaats" in text for text in list_routes(alike))
    assert "Past hoogstens 34 met deze aannames." in describe_gemeente(alike)
    assert describe_deel(alike) == "Naar inwoners: 3 van de 9 woningen. Dit voorstel: 2."
    assert describe_wettelijk(make_zicht(statushouders=None)) == WETTELIJK
    assert "gaat het hier om 1 woning voor statushouders;" in describe_wettelijk(make_zicht(statushouders=1))
    assert list_zinnen(alike)[-1] != NIET_BEWEZEN == list_zinnen(make_zicht(bewezen=False))[-1]
    assert list_zinnen(alike, openbaar=True) == [
        "In 15 van de 18 buurten houdt de regel toevoegen tegen; van 1 is de klasse onbekend.", WETTELIJK
    ]  # fmt: skip


def test_every_gemeente_of_the_fictional_region_adds_up():
    region = opslag.open_snapshot(INGEBOUWD)
    scenario = make_standaard(region.manifest.regio.naam)
    outcome = compute_plan(scenario, open_veld(scenario, region))
    own = outcome.situatie.veld.gebieden[outcome.situatie.veld.eigen]
    seen = [view_gemeente(outcome, code) for code in sorted(set(own["gemeentecode"]))]
    now = [view.kanten[scenario.bandbreedte] for view in seen]
    assert sum(side.voorstel for side in now) == sum(outcome.plan.geplaatst)
    assert sum(side.naar_inwoners for side in now) == sum(outcome.situatie.behoefte.aantallen)
    assert sum(view.gebieden for view in seen) == len(own)
    assert all(side.hoogstens >= side.voorstel for view in seen for side in view.kanten.values())
    assert all(view.bewezen and view.gepland >= 0 and view.besluit >= 0 for view in seen)
    assert all(view.meer <= side.hoogstens - side.voorstel for view, side in zip(seen, now, strict=True))
