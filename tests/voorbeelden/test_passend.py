"""Which examples are shown with an area: by a declared table, in a fixed order, with a reason each, three at most."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from maken import make_gebieden, make_gemeenten, make_land, make_rij

from woonzorg.oordeel import toets
from woonzorg.oordeel.veerkracht import Oordeel
from woonzorg.voorbeelden import passend, voorbeeldwoorden
from woonzorg.voorbeelden.passend import MEEST, PASSEND, Aanleiding, find_voorbeelden
from woonzorg.voorbeelden.praktijk import list_praktijk

KWETSBAAR = {"ses_woa": -0.3, "lbm_afwijking": -0.1}
STEVIG = {"ses_woa": 0.3, "lbm_afwijking": 0.1}
GEWOON = {
    "huishoudens": 500.0, "ses_huishoudens": 480.0, "inwoners": 1000.0, "inwoners_65plus": 200.0,
    "corporatie_pct": 30.0, "lbm_sociale_samenhang": 0.01, "laag_inkomen_pct": 8.0,
}  # fmt: skip


def score(*rows):
    """Score buurten, each given by what is not usual of it."""
    buurten = [make_rij(f"BU0001{n:04d}", **{**GEWOON, **STEVIG, **row}) for n, row in enumerate(rows)]
    areas = make_gebieden([*buurten, *make_gemeenten([0.2, -0.2], [1000.0] * 2), make_land(2000.0)])
    return toets.score_gebieden(areas, dict.fromkeys(("ses_woa", "lbm_afwijking", "laag_inkomen_pct"), 2024))


def find(*rows):
    return find_voorbeelden(score(*rows), "BU00010000")


def name(keuze):
    return [item.voorbeeld.plaats for item in keuze.getoond]


ANDERE = [{}] * 9


def test_a_kwetsbare_buurt_with_much_of_corporations_is_shown_hoorn_and_nijmegen():
    found = find({"corporatie_pct": 62.0, **KWETSBAAR}, *ANDERE)
    assert name(found) == ["Hoorn", "Nijmegen"]
    assert found.getoond[0].waarom == (
        "62 % van de woningen is hier van een corporatie: dat is hoger dan in 4 van de 5 buurten van de regio, "
        "en de buurt is kwetsbaar."
    )
    assert found.onbekend == ()
    assert name(find({"corporatie_pct": 62.0}, *ANDERE)) == []


def test_enschede_joins_them_where_more_people_are_old_than_in_the_region():
    old = {"corporatie_pct": 62.0, "inwoners_65plus": 300.0, **KWETSBAAR}
    found = find(old, *ANDERE)
    assert name(found) == ["Hoorn", "Enschede", "Nijmegen"]
    assert found.getoond[1].waarom.endswith(
        "en 30,0 % van de inwoners is 65 jaar of ouder (in de regio 21,0 %)."
    )
    # As many as in the region is not more.
    assert name(find({**old, "inwoners_65plus": 200.0}, *ANDERE)) == ["Hoorn", "Nijmegen"]


def test_the_top_fifth_is_higher_than_four_of_five_and_ties_are_not_higher():
    high = {"corporatie_pct": 62.0, **KWETSBAAR}
    assert name(find(high, high, *[{}] * 8)) == ["Hoorn", "Nijmegen"]  # 8 of 10 are lower
    assert name(find(high, high, high, *[{}] * 7)) == []  # 7 of 10 are lower: a tie across the border
    assert name(find(high, {"corporatie_pct": np.nan}, *[{}] * 4)) == [
        "Hoorn",
        "Nijmegen",
    ]  # 4 of 5 known
    assert name(find(high, *[{}] * 3)) == []  # 3 of 4
    assert name(find(high)) == []


def test_social_cohesion_below_zero_and_not_at_zero():
    found = find({"lbm_sociale_samenhang": -0.041}, *ANDERE)
    assert name(found) == ["Groningen", "Noord-Holland"]
    assert (
        found.getoond[0].waarom
        == "de score voor sociale samenhang (−0,041) ligt onder het landelijk gemiddelde."
    )
    assert name(find({"lbm_sociale_samenhang": 0.0}, *ANDERE)) == []


def test_a_score_that_is_below_the_mean_reads_as_below_it():
    found = find({"lbm_sociale_samenhang": -0.000283}, *ANDERE)
    assert found.getoond[0].redenen[0].getal == "−0,0003"
    assert "(−0,0003) ligt onder" in found.getoond[0].waarom


def test_what_an_earlier_edition_lacks_is_not_told_as_not_published():
    told = voorbeeldwoorden.describe_onbekend([Aanleiding.CORPORATIE], 2022)
    assert told.startswith("Niet bekend voor 2022: het deel woningen van een corporatie.")
    assert "niet gepubliceerd" not in told


def test_low_incomes_from_one_and_a_half_times_the_region_on():
    # One buurt with 1.5 times the share of all: x / ((x + 9 · 8) / 10) = 1.5 for x = 108 / 8.5.
    edge = 108 / 8.5
    found = find({"laag_inkomen_pct": edge}, *ANDERE)
    assert [item.voorbeeld.naam for item in found.getoond] == ["Armoedecoalitie", "Proeftuin De Ruwaard"]
    assert found.getoond[0].waarom == "een laag inkomen komt hier 1,5 keer zo vaak voor als in de regio."
    assert name(find({"laag_inkomen_pct": edge - 0.01}, *ANDERE)) == []
    # So few households show no concentration.
    assert name(find({"laag_inkomen_pct": 60.0, "huishoudens": 99.0}, *ANDERE)) == []


def test_a_missing_figure_matches_nothing_and_is_told():
    found = find({"lbm_sociale_samenhang": np.nan, "laag_inkomen_pct": np.nan, **KWETSBAAR}, *ANDERE)
    assert name(found) == []
    assert found.onbekend == (Aanleiding.SAMENHANG, Aanleiding.INKOMEN)
    assert voorbeeldwoorden.describe_onbekend(found.onbekend) == (
        "Hier niet gepubliceerd of niet bekend: de score voor sociale samenhang en het deel huishoudens met een laag "
        "inkomen. Voorbeelden die daarbij horen, staan hier daarom niet."
    )
    # The class is certain: whatever the share would be, no example would come of it.
    assert find({"corporatie_pct": np.nan}, *ANDERE).onbekend == ()
    assert find({"corporatie_pct": np.nan, **KWETSBAAR}, *ANDERE).onbekend == (Aanleiding.CORPORATIE,)


def test_how_many_are_old_is_told_as_unknown_where_that_alone_decides():
    unknown = {"corporatie_pct": 62.0, "inwoners_65plus": np.nan, **KWETSBAAR}
    found = find(unknown, *ANDERE)
    assert name(found) == ["Hoorn", "Nijmegen"]
    assert found.onbekend == (Aanleiding.OUDEREN,)
    assert find({**unknown, "corporatie_pct": 30.0}, *ANDERE).onbekend == ()


def test_another_trait_says_nothing_of_low_incomes():
    rows = [{"laag_inkomen_pct": np.nan, "corporatie_pct": 60.0}] + [
        {"laag_inkomen_pct": np.nan, "corporatie_pct": 10.0}
    ] * 9
    scored = score(*rows)
    assert scored.gebieden["concentratie"].iloc[0] == Oordeel.JA
    found = find_voorbeelden(scored, "BU00010000")
    assert name(found) == []
    assert found.onbekend == (Aanleiding.INKOMEN,)


def test_one_example_for_each_circumstance_comes_first_and_the_rest_is_named():
    every = {
        "corporatie_pct": 62.0,
        "lbm_sociale_samenhang": -0.1,
        "laag_inkomen_pct": 30.0,
        "inwoners_65plus": 400.0,
    }
    found = find({**every, **KWETSBAAR}, *ANDERE)
    assert name(found) == ["Hoorn", "Enschede", "Groningen"]
    assert [item.plaats for item in found.verder] == ["Utrecht", "Nijmegen", "Noord-Holland", "Oss"]
    found = find({**every, "inwoners_65plus": 200.0, **KWETSBAAR}, *ANDERE)
    assert name(found) == ["Hoorn", "Groningen", "Utrecht"]
    assert [item.plaats for item in found.verder] == ["Nijmegen", "Noord-Holland", "Oss"]
    assert voorbeeldwoorden.describe_verder(["Oss", "Assen"]) == "Ook passend: Oss en Assen."


numbers = st.one_of(st.just(np.nan), st.floats(0, 100))


@given(
    numbers, numbers, st.one_of(st.just(np.nan), st.floats(-1, 1)), st.sampled_from([KWETSBAAR, STEVIG, {}])
)
def test_never_more_than_three_never_without_a_reason_and_always_in_the_order_of_the_table(
    corporatie, inkomen, samenhang, klasse
):
    found = find(
        {"corporatie_pct": corporatie, "laag_inkomen_pct": inkomen, "lbm_sociale_samenhang": samenhang, **klasse},
        *ANDERE[:4],
    )  # fmt: skip
    order = [passend.find_voorbeeld(item).nr for item, _ in PASSEND]
    ranks = [order.index(item.nr) for item in (*(one.voorbeeld for one in found.getoond), *found.verder)]
    assert len(found.getoond) <= MEEST
    assert not found.verder or len(found.getoond) == MEEST
    assert ranks == sorted(set(ranks))
    for item in found.getoond:
        assert all(reden.antwoord == Oordeel.JA and reden.zin for reden in item.redenen)
        assert any(sign.isdigit() for sign in item.waarom)
        assert item.voorbeeld.voorbehoud


def test_a_gemeente_is_given_no_example_and_the_table_names_what_there_is():
    areas = make_gebieden(
        [make_rij("GM0001", **GEWOON, **KWETSBAAR), *make_gemeenten([0.2, -0.2], [1000.0] * 2)]
    )
    found = find_voorbeelden(toets.score_gebieden(areas, {"ses_woa": 2024, "lbm_afwijking": 2024}), "GM0001")
    assert (found.getoond, found.verder, found.onbekend) == ((), (), ())
    assert {passend.find_voorbeeld(item) for item, _ in PASSEND} <= set(list_praktijk())
    assert len({item for item, _ in PASSEND}) == 7
