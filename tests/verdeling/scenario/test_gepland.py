"""Planned homes of a scenario: they add to the capacity of their area, and say which initiative they come from."""

from __future__ import annotations

import dataclasses
import json

import numpy as np
import pytest
from test_oud import read
from veldmaken import NAN, make_situatie, make_veld

from woonzorg.fouten import InhoudFout
from woonzorg.verdeling.invoer.gepland import Gepland, Initiatiefmerk
from woonzorg.verdeling.regels.capaciteit import find_capaciteit, find_capaciteiten
from woonzorg.verdeling.scenario.bewerken import set_deel
from woonzorg.verdeling.scenario.inhoud import SCHEMA, change, parse_scenario
from woonzorg.verdeling.scenario.levensloop import make_begin
from woonzorg.verdeling.scenario.probleem import make_situatie as pose
from woonzorg.verdeling.uitkomst.woorden import describe_gepland
from woonzorg.verdeling.vergelijking.opdracht import list_verschillen
from woonzorg.verdeling.vergelijking.stap import describe_stap

PLAIN = json.loads(read("klein_met_de_hand"))
CODE = "BU00010001"
FROM = {"kenmerk": "471ca6ce0653", "instrument": "nieuwbouw", "naam": "Molenstraat"}
ROW = {"code": CODE, "aantal": 6, "groep": "statushouders", "initiatief": FROM}


def parse(**more):
    return parse_scenario(json.dumps(PLAIN | more).encode())


def test_planned_homes_come_on_top_of_what_comes_free_in_their_area_at_every_share():
    veld = make_veld(2, capaciteit=NAN, corporatie=[1000.0, 1000.0])
    bare = make_situatie(veld, {"psychisch": 40})
    planned = dataclasses.replace(bare, gepland=(Gepland(CODE, 6), Gepland(CODE, 2, "psychisch")))
    most = [[limit.hoog for limit in find_capaciteit(one)] for one in (bare, planned)]
    assert most == [[21, 21], [21, 29]]
    shares = find_capaciteiten(planned, [0, 25, 100]) - find_capaciteiten(bare, [0, 25, 100])
    assert shares.tolist() == [[0, 8]] * 3


def test_an_own_figure_for_the_capacity_goes_before_what_is_planned():
    veld = make_veld(2, capaciteit=[3.0, 3.0])
    planned = dataclasses.replace(make_situatie(veld, {"psychisch": 9}), gepland=(Gepland(CODE, 6),))
    assert [limit.hoog for limit in find_capaciteit(planned)] == [3, 3]


def test_two_areas_that_are_alike_are_told_apart_by_what_is_planned_there():
    veld = make_veld(2, capaciteit=NAN, corporatie=[500.0, 500.0])
    ranks = [
        dataclasses.replace(make_situatie(veld, {"psychisch": 9}), gepland=(Gepland(code, 6),)).rang
        for code in veld.codes
    ]
    assert not np.array_equal(*ranks)


def test_a_file_holds_planned_homes_with_their_initiative_and_one_of_before_keeps_its_name():
    planned = parse(gepland=[ROW])
    assert planned.gepland == (Gepland(CODE, 6, "statushouders", Initiatiefmerk(**FROM)),)
    assert parse_scenario(planned.to_json().encode()) == planned
    assert planned.to_dict()["gepland"][0]["initiatief"]["naam"] == "Molenstraat"
    assert "gepland" not in parse().to_dict()
    assert planned.id != parse().id
    assert SCHEMA["properties"]["gepland"]["title"] == "Geplande woningen"
    case = {"code": CODE, "motief": "m", "besluit_door": "de raad", "datum": "2026-01-01", "aantal": 2}
    decided = parse(uitzonderingen=[case | {"initiatief": FROM}])
    assert decided.uitzonderingen[0].initiatief == Initiatiefmerk(**FROM)
    assert "initiatief" not in parse(uitzonderingen=[case]).to_dict()["uitzonderingen"][0]
    assert parse_scenario(decided.to_json().encode()) == decided


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"aantal": 0}, "gepland.0.aantal: 0 is te klein; minstens 1"),
        ({"groep": "reuzen"}, "gepland: de groep reuzen bestaat niet"),
        ({"initiatief": {"naam": "A"}}, "gepland.0.initiatief: er ontbreekt iets; nodig zijn kenmerk"),
        ({"initiatief": {"kenmerk": "A"}}, "verwacht het kenmerk van een initiatief"),
    ],
)
def test_what_is_wrong_with_planned_homes_is_told_with_its_place(row, words):
    with pytest.raises(InhoudFout, match=words):
        parse(gepland=[ROW | row])


def test_planned_homes_of_another_region_are_refused():
    away = parse(gepland=[ROW | {"code": "BU99990000"}])
    with pytest.raises(InhoudFout, match="BU99990000 ligt niet in deze streek"):
        pose(away, make_veld(2))
    assert pose(parse(gepland=[ROW]), make_veld(2)).gepland == parse(gepland=[ROW]).gepland


def test_planned_homes_are_told_as_a_step_as_a_difference_and_go_with_another_level():
    usual, planned = parse(), parse(gepland=[ROW])
    assert describe_stap(usual, planned, {CODE: "Dorp"}) == (
        "initiatief 'Molenstraat', gepland in Dorp (6 woningen)"
    )
    assert (
        describe_stap(planned, usual, {CODE: "Dorp"}) == "initiatief 'Molenstraat', gepland in Dorp niet meer"
    )
    assert [item.wat for item in list_verschillen(usual, planned)] == ["Geplande woningen"]
    assert set_deel(planned, attribuut="niveau", waarde="wijk").gepland == ()
    assert make_begin(planned).gepland == ()  # it stays with who made the plan
    assert describe_gepland(planned.gepland[0]) == (
        "Gepland: 6 woningen. Voor statushouders. Uit initiatief 'Molenstraat'."
    )
    nameless = change(planned, gepland=(Gepland(CODE, 1, initiatief=Initiatiefmerk("471ca6ce0653")),))
    assert describe_gepland(nameless.gepland[0]) == "Gepland: 1 woning. Uit initiatief 471ca6ce0653."
