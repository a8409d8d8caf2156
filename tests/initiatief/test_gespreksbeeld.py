"""The picture as it is described: nothing is lost, nobody stands in it twice, and what is open keeps its place."""

from __future__ import annotations

from dataclasses import replace

from gesprekmaken import DOEL, SUBSIDIE, make_gesprek, make_knop
from hypothesis import given
from hypothesis import strategies as st

from woonzorg.initiatief.gesprek import Baat, Doel, Gesprek, Investering, Knopgesprek
from woonzorg.initiatief.gespreksbeeld import (
    NIEMAND,
    TABELKOPPEN,
    Bandstand,
    Beeldkolom,
    Gespreksbeeld,
    make_gespreksbeeld,
)
from woonzorg.initiatief.gespreksmodel import PER_KNOP, Gesprekswaarde, Route, list_schakels
from woonzorg.initiatief.gesprekswoorden import TE_BESPREKEN

_PARTIJEN = st.sampled_from(["gemeente", "Gemeente", "woningcorporatie", "Weller"])


def name_kolom(beeld: Gespreksbeeld, kolom: Beeldkolom) -> list[str]:
    return [box.naam for box in beeld.list_kolom(kolom)]


def find_stand(beeld: Gespreksbeeld, van: str, naar: str) -> Bandstand:
    return next(band.stand for band in beeld.banden if (band.van, band.naar) == (van, naar))


def test_one_knob_is_read_from_who_pays_to_who_gains():
    talk = make_gesprek(
        investeringen=(replace(SUBSIDIE, tot=None),), baten=(Baat("Bewoners", Gesprekswaarde.WONEN),)
    )
    seen = make_gespreksbeeld(talk, 2026)
    assert [name_kolom(seen, column) for column in Beeldkolom] == [
        ["gemeente"], ["Gemeenschapsvorming"], ["Zorgen voor elkaar"], ["Goed wonen"], ["Bewoners"],
    ]  # fmt: skip
    assert seen.list_kolom(Beeldkolom.BETALER)[0].onder == "25.000 euro per jaar"
    assert [(band.van.partition(":")[0], band.naar.partition(":")[0]) for band in seen.banden] == [
        ("betaler", "knop"), ("knop", "route"), ("route", "waarde"), ("waarde", "baat"),
    ]  # fmt: skip
    assert {band.stand for band in seen.banden} == {Bandstand.VAST}
    assert seen.tabel == (
        ("Gemeenschapsvorming", "gemeente", "Zorgen voor elkaar", "Goed wonen", "Bewoners"),
    )


def test_without_payer_and_gain_both_ends_keep_their_place():
    seen = make_gespreksbeeld(make_gesprek(), 2026)
    assert name_kolom(seen, Beeldkolom.BETALER) == [NIEMAND]
    assert name_kolom(seen, Beeldkolom.BAAT) == [TE_BESPREKEN]
    assert {band.stand for band in seen.banden} == {Bandstand.OPEN}
    assert [box.open for box in seen.knopen] == [True, True, False, False, True]


def test_what_stops_with_nobody_after_it_is_told_in_its_band():
    seen = make_gespreksbeeld(make_gesprek(investeringen=(SUBSIDIE,)), 2026)
    assert find_stand(seen, "betaler:gemeente", "knop:6") == Bandstand.STOPT
    follow = replace(SUBSIDIE, van=2029, tot=None)
    seen = make_gespreksbeeld(make_gesprek(investeringen=(SUBSIDIE, follow)), 2026)
    assert find_stand(seen, "betaler:gemeente", "knop:6") == Bandstand.VAST


def test_a_band_of_a_paid_and_an_unpaid_knob_is_told_as_open():
    paid = make_knop(6, investeringen=(replace(SUBSIDIE, tot=None),))
    seen = make_gespreksbeeld(Gesprek((make_knop(2), paid)), 2026)
    (shared,) = [band for band in seen.banden if band.van == "route:zorgen_voor_elkaar"]
    assert (shared.knoppen, shared.stand) == ((2, 6), Bandstand.OPEN)
    assert find_stand(seen, "knop:6", "route:zorgen_voor_elkaar") == Bandstand.VAST


def test_a_gain_that_is_not_aimed_at_or_has_no_value_stands_in_the_table():
    talk = make_gesprek(baten=(Baat("Weller"), Baat("Meander", Gesprekswaarde.PLEZIER)))
    rows = make_gespreksbeeld(talk, 2026).tabel
    assert [(row[3], row[4]) for row in rows] == [
        ("Goed wonen", TE_BESPREKEN), (TE_BESPREKEN, "Weller"), ("Werkplezier", "Meander"),
    ]  # fmt: skip


def test_nothing_is_no_picture():
    seen = make_gespreksbeeld(Gesprek(), 2026)
    assert (seen.knopen, seen.banden, seen.tabel) == ((), (), ())
    assert seen.zin == "Er is nog geen stuurknop gekozen."


@st.composite
def make_knoppen(draw: st.DrawFn) -> Knopgesprek:
    nr = draw(st.integers(1, 10))
    links = [Doel(route, value) for knob, route, value in list_schakels() if knob == nr]
    gains = st.builds(Baat, _PARTIJEN, st.none() | st.sampled_from(PER_KNOP[nr].waarden))
    gifts = st.builds(
        Investering,
        st.sampled_from(["I", "V"]),
        _PARTIJEN,
        st.none() | st.just(1_000),
        tot=st.none() | st.just(2028),
    )
    return Knopgesprek(
        nr,
        tuple(draw(st.lists(st.sampled_from(links), unique=True, max_size=4))),
        investeringen=tuple(draw(st.lists(gifts, max_size=3))),
        baten=tuple(draw(st.lists(gains, max_size=3))),
    )


@given(st.lists(make_knoppen(), unique_by=lambda knob: knob.knop, max_size=4))
def test_bands_run_between_boxes_that_are_there_and_all_that_was_agreed_is_in_it(knobs: list[Knopgesprek]):
    seen = make_gespreksbeeld(Gesprek(tuple(sorted(knobs, key=lambda knob: knob.knop))), 2026)
    keys = [box.sleutel for box in seen.knopen]
    assert len(set(keys)) == len(keys)
    ends = [(band.van, band.naar) for band in seen.banden]
    assert len(set(ends)) == len(ends)
    assert {key for pair in ends for key in pair} <= set(keys)
    columns = list(Beeldkolom)
    places = {box.sleutel: columns.index(box.kolom) for box in seen.knopen}
    assert all(places[end] - places[begin] == 1 for begin, end in ends)
    for knob in knobs:
        name = PER_KNOP[knob.knop].naam
        rows = [row for row in seen.tabel if row[0] == name]
        assert rows
        assert all(len(row) == len(TABELKOPPEN) and all(row) for row in rows)
        assert (rows[0][1] == NIEMAND) == (not knob.investeringen)
        assert all(any(gain.partij in row[4] for row in rows) for gain in knob.baten)
        assert (knob.investeringen == ()) == (("betaler:", f"knop:{knob.knop}") in ends)


def test_the_goal_of_these_tests_is_one_that_a_sheet_connects():
    assert (6, DOEL.route, DOEL.waarde) in list_schakels()
    assert DOEL.route == Route.ELKAAR
