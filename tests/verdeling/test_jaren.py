"""The years: steady when nothing changes, down by maatwerk, never new concentrations while the rule applies."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from veldmaken import make_plan, make_situatie, make_veld

from woonzorg.fouten import GegevensFout
from woonzorg.verdeling.jaren import HEFBOMEN, fill_hefbomen, project

USUAL = {"maatwerk": 0, "tot": 2036}


def run(veld, rows, vraag=0, uit=frozenset(), **levers):
    situatie = make_situatie(veld, {"statushouders": vraag}, uit=uit)
    return project(situatie, make_plan(situatie, *rows), fill_hefbomen(USUAL | levers), 2026, 1.5)


def make_region(**columns):
    """Return three areas: one kwetsbaar with twice the regional share, two with little."""
    usual = {"kenmerk_v": [200.0, 50.0, 50.0], "corporatie": 500.0,
             "klasse": ["kwetsbaar", "draagkrachtig", "draagkrachtig"]}  # fmt: skip
    return make_veld(3, **usual | columns)


def test_without_levers_and_placement_nothing_changes():
    line = run(make_region(), (0, 0, 0))
    assert len(line.standen) == 11
    assert {stand.concentraties for stand in line.standen} == {1}
    assert line.verlaat == {"BU00010000": None}
    assert line.nieuw == {}
    assert line.standen[-1].tekort == 0


def test_maatwerk_brings_a_concentratie_down_by_hand():
    # w = 200, N = 500, μ = 8.5 %, β0 = 0.4, F = 42.5: w' = 0.915·200 + 0.5·0.4·42.5 = 191.5. The limit is 1.5·0.1·1000.
    line = run(make_region(), (0, 0, 0), maatwerk=50, vrije_ruimte=15)
    assert line.maatwerk == 0.5
    assert line.standen[1].vrijgemaakt == pytest.approx(8.5)
    w, year = 200.0, 2026
    while w >= 150:
        w, year = 0.915 * w + 8.5, year + 1
    assert line.verlaat == {"BU00010000": year}
    assert line.standen[year - 2026].concentraties == 0
    assert line.standen[year - 2027].concentraties == 1


def test_what_is_set_free_comes_back_as_a_shortage_for_a_while():
    line = run(make_region(), (0, 5, 5), vraag=10, maatwerk=50, vrije_ruimte=15)
    assert [stand.tekort for stand in line.standen[:3]] == pytest.approx([0, 8.5, 17.0])
    assert line.standen[2].extra_tekort == pytest.approx(17.0)
    room = run(make_region(), (0, 10, 10), vraag=10, maatwerk=50, vrije_ruimte=15)
    assert room.standen[-1].tekort == 0


def test_maatwerk_stays_within_the_free_room():
    # τ·ΣF = 0.05·127.5 = 6.375 of the 17 lettings that go to the groups in kwetsbare areas.
    line = run(make_region(), (0, 0, 0), maatwerk=100, vrije_ruimte=5)
    assert line.maatwerk == pytest.approx(6.375 / 17)
    assert line.standen[1].vrijgemaakt == pytest.approx(6.375)


def test_no_area_becomes_a_concentratie_while_the_rule_applies_and_some_do_without_it():
    rows = (0, 60, 0)
    guarded = run(make_region(), rows, vraag=60)
    assert guarded.nieuw == {}
    assert guarded.standen[-1].tekort > 0
    free = run(make_region(), rows, vraag=60, uit=frozenset({"geen_verplaatsing"}))
    assert free.nieuw == {"BU00010001": 2028}
    assert free.standen[-1].tekort == 0


def test_concentration_is_told_against_the_share_of_the_year_too():
    line = run(make_region(), (0, 60, 60), vraag=120, uit=frozenset({"geen_verplaatsing"}))
    assert line.verlaat["BU00010000"] is None
    assert line.verlaat_jaar["BU00010000"] is not None


def test_leaving_the_group_new_building_and_inflow_work():
    assert run(make_region(), (0, 0, 0), uitstroom=10).verlaat["BU00010000"] is not None
    built = run(make_region(), (0, 0, 0), vraag=10, nieuwbouw=10)
    assert built.standen[-1].tekort == 0
    assert built.standen[1].geplaatst == pytest.approx(10)
    assert run(make_region(), (0, 0, 0), instroom=7).standen[2].tekort == 14


def test_households_elsewhere_are_not_turned_over():
    line = run(
        make_region(corporatie=[50.0, 500.0, 500.0]), (0, 0, 0), maatwerk=100, vrije_ruimte=15, tot=2100
    )
    assert line.verlaat == {"BU00010000": None}  # 150 of the 200 do not live in a corporation dwelling


def test_without_own_counts_the_trait_stands_in_and_that_is_said():
    assert run(make_region(), (0, 0, 0)).plaatsvervanger
    assert not run(make_region(gehuisvest=[20.0, 5.0, 5.0]), (0, 0, 0)).plaatsvervanger


def test_a_plan_that_asks_for_more_lettings_than_there_are_is_named():
    assert run(make_region(), (0, 60, 0), vraag=60).te_vol == ("BU00010001",)
    assert run(make_region(), (0, 9, 0), vraag=9).te_vol == ()


@pytest.mark.parametrize("wrong", [{"maatwerk": 101}, {"vrije_ruimte": -1}, {"onbekend": 1}, {"tot": 1999}])
def test_levers_out_of_bounds_are_refused(wrong):
    with pytest.raises(GegevensFout):
        fill_hefbomen(wrong)


def test_every_lever_has_a_source_and_bounds():
    for lever in HEFBOMEN:
        assert lever.bron
        assert lever.laagst <= lever.waarde <= lever.hoogst


@settings(deadline=None)
@given(st.lists(st.integers(0, 40), min_size=3, max_size=3), st.integers(0, 100), st.floats(0, 15))
def test_the_rule_never_lets_a_concentratie_arise(rows, maatwerk, vrije_ruimte):
    line = run(make_region(), rows, vraag=sum(rows), maatwerk=maatwerk, vrije_ruimte=vrije_ruimte)
    assert line.nieuw == {}
    assert line.standen[-1].tekort >= 0
    assert all(stand.extra_tekort >= -1e-9 for stand in line.standen)
    assert dataclasses.asdict(line.standen[0])["geplaatst"] == 0
