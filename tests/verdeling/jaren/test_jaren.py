"""The years: steady when nothing changes, down by maatwerk, never more than is asked, never a new concentratie."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from jarenorakel import Streek
from jarenorakel import project as project_plain
from veldmaken import NAN, make_plan, make_situatie, make_veld

from woonzorg.fouten import GegevensFout
from woonzorg.verdeling.invoer.situatie import Uitzondering
from woonzorg.verdeling.invoer.veld import Ruimer
from woonzorg.verdeling.jaren.reeks import HEFBOMEN, _find_returning, fill_hefbomen, project
from woonzorg.verdeling.regels.blokken import list_blokken
from woonzorg.verdeling.regels.tellingen import list_tellingen
from woonzorg.verdeling.regels.verplaatsing import find_buren, find_verplaatsing

USUAL = {"maatwerk": 0, "tot": 2036}


def run(veld, rows, vraag=0, **levers):
    options = {name: levers.pop(name) for name in ("uitzonderingen", "uit") if name in levers}
    situatie = make_situatie(veld, {"statushouders": vraag}, **options)
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
    # The last year that is computed counts too; a year less, and it is not known to leave.
    for tot, left in ((year, year), (year - 1, None)):
        short = run(make_region(), (0, 0, 0), maatwerk=50, vrije_ruimte=15, tot=tot)
        assert short.verlaat == {"BU00010000": left}


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


@pytest.mark.parametrize("uit", [frozenset(), frozenset({"geen_verplaatsing", "geen_verplaatsing_buren"})])
def test_no_area_becomes_a_concentratie_and_what_would_is_told(uit):
    # The rule cannot be off. Carried out whole, 50 + 60 + 60 is over 1.5 × 0.1 × 1000 in the second year.
    line = run(make_region(), (0, 60, 0), vraag=60, uit=uit)
    assert line.nieuw == {}
    assert line.standen[-1].tekort > 0
    assert line.zonder_rem == {"BU00010001": 2028}
    assert run(make_region(), (0, 1, 0), vraag=1, tot=2030).zonder_rem == {}


def test_concentration_is_told_against_the_share_of_the_year_too():
    line = run(make_region(), (0, 60, 60), vraag=120)
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


def test_nothing_is_placed_or_built_without_demand():
    line = run(make_region(), (0, 0, 0), nieuwbouw=500)
    assert {(stand.geplaatst, stand.gebouwd, stand.tekort) for stand in line.standen} == {(0, 0, 0)}
    some = run(make_region(), (0, 3, 0), vraag=5, nieuwbouw=500)
    assert {(stand.geplaatst, stand.gebouwd) for stand in some.standen[1:]} == {(5, 2)}


def test_what_maatwerk_sets_free_is_demand_that_building_may_meet():
    line = run(make_region(), (0, 0, 0), nieuwbouw=500, maatwerk=50, vrije_ruimte=15)
    assert line.standen[1].gebouwd == pytest.approx(8.5)
    assert line.standen[1].tekort == 0


def test_building_for_the_groups_never_lands_in_a_kwetsbaar_area_but_for_a_decided_exception():
    veld = make_region(corporatie=0.0, kenmerk_v=[50.0, 50.0, 50.0])
    bare = run(veld, (4, 0, 0), vraag=20, nieuwbouw=6)
    assert bare.standen[1].gebouwd == pytest.approx(6)
    asked = {
        "code": "BU00010000",
        "motief": "flat staat er al",
        "besluit_door": "raad",
        "datum": "2026-01-31",
    }
    for item, built in (
        (Uitzondering(**asked, aantal=6), 2.0), (Uitzondering(**asked, aantal=4), 0.0), (Uitzondering(**asked), 6.0),
    ):  # fmt: skip
        line = run(veld, (4, 0, 0), vraag=20, nieuwbouw=6, uitzonderingen=(item,))
        assert line.standen[1].gebouwd == pytest.approx(built)
    undecided = Uitzondering(**asked | {"besluit_door": ""}, aantal=6)
    assert run(veld, (4, 0, 0), vraag=20, nieuwbouw=6, uitzonderingen=(undecided,)).standen == bare.standen


def test_an_unknown_area_is_spared_by_building_as_the_planner_says():
    veld = make_region(klasse=["kwetsbaar", "onbekend", "onbekend"])
    situatie = make_situatie(veld, {"statushouders": 20})
    open_too = dataclasses.replace(situatie, waarden={**situatie.waarden, "ontzien": {"onbekend": 0.0}})
    levers, plan = fill_hefbomen(USUAL | {"nieuwbouw": 10}), make_plan(situatie, 0, 0, 0)
    assert project(situatie, plan, levers, 2026, 1.5).standen[1].gebouwd == 0
    assert project(open_too, plan, levers, 2026, 1.5).standen[1].gebouwd == pytest.approx(10)


def test_against_the_share_of_the_year_areas_can_enter_and_come_back_and_are_named():
    # By hand: the share falls from 0.1 as people leave, and the area that keeps its 140 elsewhere rises over 1.5 times.
    veld = make_veld(2, kenmerk_v=[140.0, 60.0], corporatie=[0.0, 900.0], klasse="draagkrachtig")
    line = run(veld, (0, 0), uitstroom=0, tot=2040)
    assert line.nieuw_jaar == {}
    leaving = run(
        make_region(kenmerk_v=[200.0, 145.0, 50.0]), (0, 0, 0), maatwerk=100, vrije_ruimte=15, tot=2060
    )
    assert leaving.nieuw == {}
    assert list(leaving.nieuw_jaar) == ["BU00010001"]
    first = leaving.nieuw_jaar["BU00010001"]
    counts = {stand.jaar: stand.concentraties_jaar for stand in leaving.standen}
    assert counts[first] > 0


def test_an_area_that_was_none_for_a_while_and_is_one_again_is_named_with_the_year():
    flags = np.array([[True, True, False], [False, True, True], [True, False, False], [True, False, True]])
    found = _find_returning(("A", "B", "C"), range(2026, 2030), flags)
    assert found == {"A": 2028, "C": 2029}
    assert _find_returning(("A",), range(2026, 2028), flags[:2, :1]) == {}


def test_the_measure_is_named():
    assert run(make_region(), (0, 0, 0)).maatstaf == "het kenmerk laag inkomen"
    assert run(make_region(gehuisvest=[20.0, 5.0, 5.0]), (0, 0, 0)).maatstaf.startswith("uw telling")
    assert run(make_region(kenmerk_v=NAN), (0, 5, 0), vraag=5).maatstaf == ""


def test_own_counts_never_loosen_the_years():
    # By own counts all is well; by the trait the second area has room for 1.25 × 0.1 × 1000 − 118 = 7.
    columns = {"kenmerk_v": [105.0, 118.0, 77.0], "corporatie": 0.0}
    with_own = run(make_region(**columns, gehuisvest=[50.0, 50.0, 50.0]), (0, 20, 0), vraag=20)
    assert with_own.standen[1].geplaatst == 7
    assert (
        with_own.standen[1].geplaatst
        <= run(make_region(**columns), (0, 20, 0), vraag=20).standen[1].geplaatst
    )


def test_an_area_without_a_count_takes_part_with_what_is_added():
    line = run(make_region(kenmerk_v=[200.0, NAN, 50.0]), (0, 5, 0), vraag=5, tot=2028)
    assert line.standen[1].geplaatst == 5
    assert "BU00010001" not in {**line.verlaat, **line.nieuw}


def test_a_wijk_holds_back_too_and_would_be_named():
    wholes = Ruimer(("WK000100",), ((0, 1, 2),), np.array([3000.0]), np.array([300.0]), 0.08)
    veld = dataclasses.replace(make_region(kenmerk_v=[100.0, 100.0, 100.0]), ruimer=(wholes,))
    line = run(veld, (0, 20, 20), vraag=40, tot=2030)
    assert line.standen[1].geplaatst == pytest.approx(40)
    assert sum(stand.geplaatst for stand in line.standen) == pytest.approx(
        59, abs=3
    )  # 1.5 × 0.08 × 3000 − 300 − 1
    assert line.nieuw == {}
    assert "WK000100" in line.zonder_rem


def test_at_the_start_the_blocks_leave_the_room_that_the_rules_leave():
    veld = make_veld(
        4, [(0, 1), (1, 2)], kenmerk_v=[140.0, 60.0, NAN, 90.0], huishoudens=[1000.0, 800.0, 700.0, 90.0],
        rol=["regio", "regio", "regio", "rand"],
    )  # fmt: skip
    situatie = make_situatie(veld, {"statushouders": 1})
    (count,) = list_tellingen(veld)
    rooms = {(block.naam, block.streng): block for block in list_blokken(situatie, count)}
    for strict, find in ((True, find_verplaatsing), (False, find_buren)):
        for limit in find(situatie):
            block = rooms[limit.naam, strict]
            room = block.grens * block.huishoudens - block.v
            assert limit.hoog == max(0, np.ceil(room - 1e-9) - 1 if strict else np.floor(room + 1e-9))
            assert set(limit.gebieden) == set(block.leden)


@st.composite
def regions(draw):
    n = draw(st.integers(2, 5))

    def column(strategy):
        return draw(st.lists(strategy, min_size=n, max_size=n))

    homes = column(st.sampled_from([60.0, 300.0, 800.0, 1000.0]))
    kinds = column(st.sampled_from(["draagkrachtig", "draagkrachtig", "kwetsbaar", "onbekend"]))
    pairs = [(a, b) for a in range(n) for b in range(a + 1, n)]
    v = [draw(st.sampled_from([None, 0.0, 0.05, 0.1, 0.2])) for _ in range(n)]
    return Streek(
        n=[draw(st.sampled_from([0.0, 0.2, 0.5])) * h for h in homes], h=homes,
        v=[None if part is None else part * h for part, h in zip(v, homes, strict=True)],
        kwetsbaar=[kind == "kwetsbaar" for kind in kinds], dicht=[kind != "draagkrachtig" for kind in kinds],
        plan=column(st.integers(0, 12)), buren=draw(st.lists(st.sampled_from(pairs), unique=True)),
        besluit={a: number for a in range(n) if (number := draw(st.sampled_from([None, None, 3.0, 20.0])))},
        wijken=[(list(range(n)), sum(homes), draw(st.sampled_from([0.05, 0.1])) * sum(homes))]
        * draw(st.integers(0, 1)),
        q=draw(st.sampled_from([1.2, 1.5, 3.0])), kappa=draw(st.sampled_from([1.0, 1.25, 4.0])),
        mu=draw(st.sampled_from([0.05, 0.085, 0.12])), epsilon=draw(st.sampled_from([0.0, 0.03])),
        maatwerk=draw(st.sampled_from([0.0, 0.25, 1.0])), tau=draw(st.sampled_from([0.0, 0.075, 0.15])),
        vraag=float(draw(st.integers(0, 40))), nieuwbouw=float(draw(st.sampled_from([0, 4, 60]))),
    )  # fmt: skip


def translate(s):
    """Return a region of the plain loops as a problem of the library, with its plan and levers."""
    spared = zip(s.kwetsbaar, s.dicht, strict=True)
    kinds = ["kwetsbaar" if one else "onbekend" if both else "draagkrachtig" for one, both in spared]
    veld = make_veld(
        len(s.h), s.buren, huishoudens=s.h, corporatie=s.n, kenmerk_v=[NAN if v is None else v for v in s.v],
        klasse=kinds,
    )  # fmt: skip
    wholes = tuple(
        Ruimer(("WK000100",), (tuple(members),), np.array([homes]), np.array([housed]), housed / homes)
        for members, homes, housed in s.wijken
    )
    values = {
        "capaciteit": {"mutatiegraad": 100 * s.mu}, "geen_verplaatsing": {"q": s.q},
        "geen_verplaatsing_buren": {"kappa": s.kappa},
    }  # fmt: skip
    cases = tuple(
        Uitzondering(veld.codes[a], "staat er al", "raad", "2026-01-31", aantal=int(number))
        for a, number in s.besluit.items()
    )
    situatie = make_situatie(
        dataclasses.replace(veld, ruimer=wholes),
        {"statushouders": int(s.vraag)},
        values,
        uitzonderingen=cases,
    )
    levers = {
        "maatwerk": 100 * s.maatwerk, "vrije_ruimte": 100 * s.tau, "uitstroom": 100 * s.epsilon,
        "nieuwbouw": s.nieuwbouw, "tot": 2034,
    }  # fmt: skip
    return situatie, make_plan(situatie, *s.plan), fill_hefbomen(levers)


@settings(max_examples=200)
@given(regions())
def test_every_year_equals_that_of_plain_loops(s):
    assume(any(s.v))  # without anybody there is no share to judge by
    situatie, plan, levers = translate(s)
    line = project(situatie, plan, levers, 2026, s.q)
    rho, known, delta, rows = project_plain(s, 8)
    assert line.maatwerk == pytest.approx(delta)
    for stand, (v, h, placed, built, backlog, free) in zip(line.standen, rows, strict=True):
        assert [stand.geplaatst, stand.gebouwd, stand.tekort] == pytest.approx(
            [placed, built, backlog], abs=1e-6
        )
        assert stand.vrijgemaakt == pytest.approx(free if stand.jaar > 2026 else 0)
        over = [a for a in known if h[a] >= 100 and v[a] >= s.q * rho * h[a] * (1 - 1e-12)]
        assert stand.concentraties == len(over)
        now = sum(v[a] for a in known) / sum(h[a] for a in known)
        assert stand.concentraties_jaar == len(
            [a for a in known if h[a] >= 100 and v[a] >= s.q * now * h[a] * (1 - 1e-12)]
        )


@settings(max_examples=100)
@given(regions())
def test_never_more_is_placed_than_asked_and_no_rule_is_broken_in_any_year(s):
    assume(any(s.v))
    situatie, plan, levers = translate(s)
    line = project(situatie, plan, levers, 2026, s.q)
    assert line.nieuw == {}
    before = 0.0
    for stand in line.standen[1:]:
        assert stand.geplaatst <= before + stand.vraag + stand.vrijgemaakt + 1e-9
        assert stand.tekort == pytest.approx(
            before + stand.vraag + stand.vrijgemaakt - stand.geplaatst, abs=1e-6
        )
        assert 0 <= stand.gebouwd <= min(stand.geplaatst, s.nieuwbouw) + 1e-9
        before = stand.tekort
