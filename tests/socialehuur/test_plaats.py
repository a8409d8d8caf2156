"""Social rent by place: over- and under-represented, rarer or denser, by class; by hand and for any programme."""

from __future__ import annotations

import math

import numpy as np
import pytest
from huurmaken import make_regel, make_woningstand
from hypothesis import given
from hypothesis import strategies as st
from maken import make_gebieden, make_rij

from woonzorg.oordeel.concentratie import calculate_wilson
from woonzorg.oordeel.veerkracht import Klasse
from woonzorg.socialehuur.plaats import (
    Bezitsplaats,
    Verschuiving,
    count_erbij,
    count_verdunning,
    count_voorraad,
    dilute,
    find_regiopercentage,
    is_klassedeelbaar,
    list_deelbaar,
    place_programma,
)
from woonzorg.socialehuur.plaatswoorden import describe_voorraad
from woonzorg.socialehuur.vertegenwoordiging import Vertegenwoordiging, compare_bezit, tabulate_bezit


def make_streek(*erbij, **buurt):
    return make_gebieden([
        make_rij("GM0001", woningen=1000.0, corporatie_pct=40.0, koopwoningen_pct=60.0),
        make_rij("GM0002", woningen=3000.0, corporatie_pct=20.0, koopwoningen_pct=80.0),
        make_rij("NL00", niveau="land", rol="vergelijking", woningen=8e6, corporatie_pct=28.0),
        make_rij("BU00010000", **buurt),
        *erbij,
    ])  # fmt: skip


def test_beside_a_share_that_may_be_0_nothing_is_surely_rare() -> None:
    areas = make_gebieden([
        make_rij("GM0001", woningen=9e6, corporatie_pct=0.4), make_rij("BU00010000", woningen=1e6, corporatie_pct=0.0),
    ])  # fmt: skip
    side = compare_bezit(areas, "BU00010000")[0].regio
    assert (side.laag, side.hoog, side.woord) == (0.0, None, Vertegenwoordiging.ROND)


@pytest.mark.parametrize(("homes", "share"), [(np.nan, 90.0), (2000.0, np.nan)])
def test_of_a_region_with_a_gemeente_that_is_unknown_no_share_is_told(homes, share) -> None:
    gap = make_rij("GM0003", woningen=homes, corporatie_pct=share)
    areas = make_streek(gap, woningen=500.0, corporatie_pct=50.0)
    assert find_regiopercentage(areas) is None
    rent = compare_bezit(areas, "BU00010000")[0]
    assert rent.regio.woord == Vertegenwoordiging.ONBEKEND
    assert rent.land.woord == Vertegenwoordiging.STERK_OVER


def test_an_area_is_held_against_the_gemeentens_own_rows_and_the_country() -> None:
    areas = make_streek(woningen=500.0, corporatie_pct=50.0)
    rent, owned, other = compare_bezit(areas, "BU00010000")
    assert find_regiopercentage(areas) == rent.regio.gemiddeld == pytest.approx(25.0)  # (400 + 600) / 4000
    assert (rent.aandeel, rent.regio.lq, rent.land.gemiddeld) == (
        50.0,
        pytest.approx(2.0),
        pytest.approx(28.0),
    )
    # 50 % may be 49,5 to 50,5 %, and the 25 % of the region 24,5 to 25,5 %.
    low, high = (
        float(calculate_wilson(np.array([count]), np.array([500.0]))[end][0])
        for end, count in enumerate((247.5, 252.5))
    )
    assert (rent.regio.laag, rent.regio.hoog) == (pytest.approx(low / 0.255), pytest.approx(high / 0.245))
    assert rent.regio.woord == rent.land.woord == Vertegenwoordiging.STERK_OVER
    assert (owned.aandeel, owned.regio.lq, owned.regio.woord) == (None, None, Vertegenwoordiging.ONBEKEND)
    assert other.regio.gemiddeld is None


@pytest.mark.parametrize(
    ("share", "homes", "word"),
    [
        (37.5, 5000.0, Vertegenwoordiging.STERK_OVER),
        (30.0, 5000.0, Vertegenwoordiging.OVER),
        (25.0, 5000.0, Vertegenwoordiging.ROND),
        (28.0, 200.0, Vertegenwoordiging.ROND),
        (26.0, 1e6, Vertegenwoordiging.ROND),  # both may be 25,5 %
        (24.0, 1e6, Vertegenwoordiging.ROND),
        (27.0, 1e6, Vertegenwoordiging.OVER),
        (23.0, 1e6, Vertegenwoordiging.ONDER),
        (0.0, 1e6, Vertegenwoordiging.STERK_ONDER),
        (100.0, 1e6, Vertegenwoordiging.STERK_OVER),
        (20.0, 5000.0, Vertegenwoordiging.ONDER),
        (10.0, 5000.0, Vertegenwoordiging.STERK_ONDER),
        (90.0, 99.0, Vertegenwoordiging.ONBEKEND),
        (np.nan, 5000.0, Vertegenwoordiging.ONBEKEND),
        (30.0, np.nan, Vertegenwoordiging.ONBEKEND),
    ],
)
def test_the_interval_decides_and_a_small_or_unknown_area_is_not_told(share, homes, word) -> None:
    areas = make_streek(woningen=homes, corporatie_pct=share)
    table = tabulate_bezit(areas, areas[areas["niveau"] == "buurt"], "corporatie_pct")
    assert table["woord_regio"].tolist() == [str(word)]


def make_plaats(
    code: str, klasse: Klasse = Klasse.KWETSBAAR, gemeente: str = "A", **stand: float | None
) -> Bezitsplaats:
    return Bezitsplaats(make_woningstand(code, **stand), gemeente, klasse, *[Vertegenwoordiging.ROND] * 2)


def test_a_programme_makes_social_rent_rarer_or_denser_by_hand() -> None:
    places = [make_plaats("BU00020000", gemeente="B", sociaal=60.0), make_plaats("BU00010000", sociaal=50.0),
              make_plaats("BU00010001", sociaal=50.0), make_plaats("BU00010002")]  # fmt: skip
    lines = [
        make_regel("GM0002", midden=200, buurt="BU00020000"), make_regel(sociaal=100, midden=100, buurt="BU00010000"),
        make_regel(sociaal=50, buurt="BU00010001"), make_regel(sociaal=5, buurt="BU00010002"), make_regel(sociaal=7),
    ]  # fmt: skip
    found = place_programma(lines, places)
    assert [item.plaats.stand.code for item in found] == [
        "BU00010000", "BU00010001", "BU00010002", "BU00020000",
    ]  # fmt: skip
    assert [item.verschuiving for item in found] == [
        Verschuiving.GELIJK, Verschuiving.DICHTER, Verschuiving.ONBEKEND, Verschuiving.ZELDZAMER,
    ]  # fmt: skip
    assert found[0].alleen_midden == pytest.approx(100 * 500 / 1100)
    assert found[3].aandeel_na == found[3].alleen_midden == pytest.approx(50.0)


@pytest.mark.parametrize(
    ("homes", "shared"),
    [
        ([{"sociaal": 9}] * 3, True),
        ([{"sociaal": 9}] * 2, False),
        ([{"sociaal": 9}, {}, {}], False),  # the other two build nothing: 9 is of the first
        ([{"sociaal": 9}] * 3 + [{"sloop_sociaal": 4}], False),
        ([{"midden": 9, "sloop_sociaal": 4}] * 3, True),
        ([{"sociaal": 9}] * 2 + [{"overig": 9}] * 3, False),
    ],
)
def test_buurten_leave_only_where_no_number_of_one_follows_from_its_gemeente(homes, shared) -> None:
    codes = [f"BU0001000{place}" for place in range(len(homes))]
    elsewhere = [f"BU0002000{place}" for place in range(3)]
    places = [make_plaats(code, gemeente=code[2:6], sociaal=20.0) for code in (*codes, *elsewhere)]
    lines = [make_regel(buurt=code, **line) for code, line in zip(codes, homes, strict=True)]
    lines += [make_regel("GM0002", sociaal=1, buurt=code) for code in elsewhere]
    found = [item.plaats.stand.code for item in list_deelbaar(place_programma(lines, places))]
    assert found == [*(codes if shared else ()), *elsewhere]


@pytest.mark.parametrize(
    ("streek", "shared"),
    [
        ({"0001": "KKK", "0002": "KKK"}, True),
        ({"0001": "KKKVVV"}, True),
        ({"0001": "KVV", "0002": "KKV"}, True),
        ({"0001": "KK"}, False),
        # Kwetsbaar less all of 0001 is the one of 0002.
        ({"0001": "KKK", "0002": "KVV", "0003": "VVV"}, False),
        ({}, True),
    ],
)
def test_homes_by_class_beside_those_by_gemeente_tell_none_of_a_buurt(streek, shared) -> None:
    classes = {"K": Klasse.KWETSBAAR, "V": Klasse.AANDACHT_SES}
    places = [
        make_plaats(f"BU{town}000{number}", classes[letter])
        for town, letters in streek.items()
        for number, letter in enumerate(letters)
    ]
    lines = [make_regel(f"GM{place.stand.code[2:6]}", sociaal=5, buurt=place.stand.code) for place in places]
    assert is_klassedeelbaar(lines, [*places, make_plaats("BU00090000", Klasse.ONBEKEND)]) == shared


def test_what_other_homes_would_do_to_a_share() -> None:
    place = make_plaats("BU00010000", sociaal=60.0)
    assert count_verdunning(place.stand, 40.0) == 500
    assert dilute(place, 500) == pytest.approx(40.0)
    assert dilute(place, 499) > 40.0
    assert [count_verdunning(place.stand, aim) for aim in (60.0, 70.0, None)] == [None] * 3
    assert count_verdunning(make_woningstand(), 40.0) is None


def test_the_stock_by_class_says_of_how_many_buurten_the_share_is_unknown() -> None:
    known = make_plaats("BU00010000", sociaal=50.0)
    empty = make_plaats("BU00010009", woningen=0.0)  # of no homes no share is missed
    gaps = [make_plaats(f"BU0001000{place}") for place in (1, 2)]
    told = describe_voorraad(count_voorraad([known, *gaps, empty]))
    assert told.endswith("100,0 %. Van 2 buurten is het aandeel onbekend; die tellen niet mee.")
    assert describe_voorraad(count_voorraad([known, gaps[0]])).endswith(
        "Van 1 buurt is het aandeel onbekend; die telt niet mee."
    )
    assert "onbekend;" not in describe_voorraad(count_voorraad([known, empty]))
    assert (
        describe_voorraad(count_voorraad(gaps))
        == "Van 2 buurten is het aandeel onbekend; die tellen niet mee."
    )


PLACES = [make_plaats(f"BU0001000{n}", klasse, sociaal=50.0) for n, klasse in enumerate(Klasse)]


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 500)), max_size=12))
def test_shares_by_class_add_up_to_100_with_unknown(homes: list[tuple[int, int]]) -> None:
    lines = [make_regel(sociaal=n, buurt=f"BU0001000{place}" if place < 6 else "") for place, n in homes]
    found = count_erbij(lines, PLACES)
    assert found.totaal == sum(n for _, n in homes)
    shares = [found.find_deel(klasse) for klasse in (*Klasse, None)]
    assert all(share is None for share in shares) or math.isclose(math.fsum(shares), 100.0)
    # A buurt that is not among the places is of unknown class, never of none.
    assert found.aantallen[Klasse.ONBEKEND] == sum(n for place, n in homes if place in {4, 5})
    stock = count_voorraad(PLACES)
    assert math.fsum(stock.find_deel(klasse) for klasse in Klasse) == pytest.approx(100.0)
