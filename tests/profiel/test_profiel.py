"""The profile of an area: what the vision lists, each figure beside others, and what is missing told in words."""

from __future__ import annotations

import dataclasses
import math

import numpy as np
import pytest
from maken import make_gebieden, make_land, make_manifest, make_reeksen, make_rij

from woonzorg import instelling
from woonzorg.gegevens import opslag
from woonzorg.gegevens.schema import Status
from woonzorg.indicator import DIMENSIES, PER_SLEUTEL, Gebruik
from woonzorg.oordeel import toets
from woonzorg.oordeel.veerkracht import Klasse
from woonzorg.profiel import woorden
from woonzorg.profiel.cijfers import CIJFERS, GESCHIKT, PER_CIJFER
from woonzorg.profiel.lijsten import Criteriumsoort, list_criteria, list_themas, list_voorwaarden
from woonzorg.profiel.loopafstand import describe_afstand, describe_grens, is_verder
from woonzorg.profiel.profiel import make_profiel
from woonzorg.profiel.rekenen import calculate_cijfers
from woonzorg.profiel.visiecijfers import ELDERS, GESCHIKT_TITEL

SNAPSHOT = opslag.open_snapshot(instelling.INGEBOUWD)
SCORE = toets.score_snapshot(SNAPSHOT)


def make(data, rows, **values):
    """Publish these areas, and return the profile of the first."""
    areas = make_gebieden(rows)
    snapshot = opslag.publish(data, make_manifest(**values), areas, make_reeksen(areas))
    return make_profiel(snapshot, toets.score_snapshot(snapshot), rows[0]["code"])


def test_the_vision_lists_eight_themes_nineteen_ambitions_seven_criteria_and_nine_conditions():
    themes, criteria, conditions = list_themas(), list_criteria(), list_voorwaarden()
    assert [len(theme.ambities) for theme in themes] == [2, 3, 3, 4, 2, 3, 2, 0]
    assert sum(len(theme.ambities) for theme in themes) == 19
    assert [one.nr for one in criteria] == list(range(1, 8))
    assert [one.nr for one in criteria if one.soort == Criteriumsoort.SCORES] == [6]
    kinds = [one.profiel for one in conditions]
    assert kinds == ["dementievriendelijk"] * 3 + ["inclusief"] * 6
    assert [one.nr for one in conditions if not one.cijfers] == [1, 3, 7, 9]
    assert all(373 <= one.regel <= 481 for theme in themes for one in (theme, *theme.ambities))
    assert [one.regel for one in criteria] == list(range(361, 368))
    assert [one.regel for one in conditions] == [668, 669, 670, 682, 683, 684, 691, 692, 693]


def test_every_theme_but_the_last_has_figures_and_every_named_figure_is_declared():
    assert {one.thema for one in CIJFERS} == set(range(1, 8))
    named = {key for theme in list_themas() for one in theme.ambities for key in one.cijfers}
    named |= {key for one in list_voorwaarden() for key in one.cijfers}
    assert named - {GESCHIKT} <= PER_CIJFER.keys()
    assert all(Gebruik.PROFIEL in one.indicator.gebruik for one in CIJFERS)
    assert not {one.indicator.sleutel for one in CIJFERS} & {"ses_woa", "lbm_afwijking", "lbm_klasse"}


def test_the_five_dimensions_that_the_themes_show_add_up_to_the_measure_of_the_rule():
    shown = {one.sleutel for one in CIJFERS}
    assert set(DIMENSIES) <= shown
    areas = SCORE.gebieden.dropna(subset=["lbm_afwijking"])
    gap = areas[list(DIMENSIES)].sum(axis=1) - areas["lbm_afwijking"]
    assert len(areas) > 200
    assert gap.abs().max() < 5e-6


def test_a_figure_stands_beside_wijk_gemeente_region_and_country(tmp_path):
    own = {"huishoudens": 100.0, "inwoners": 200.0}
    found = make(tmp_path, [
        make_rij("BU00010000", inwoners_65plus=50.0, **own),
        make_rij("WK000100", inwoners_65plus=80.0, **own),
        make_rij("GM0001", inwoners_65plus=20.0, **own),
        make_rij("GM0003", inwoners_65plus=100.0, inwoners=400.0, huishoudens=200.0),
        make_land(10.0, inwoners=1000.0, inwoners_65plus=210.0),
    ])  # fmt: skip
    assert [(place.soort, place.code) for place in found.plaatsen] == [
        ("buurt", "BU00010000"), ("wijk", "WK000100"), ("gemeente", "GM0001"), ("regio", ""), ("land", "NL00"),
    ]  # fmt: skip
    # The region is the sum of both counts over its gemeenten, and no mean of shares: 120 of 600.
    line = found.find_regel("inwoners_65plus_pct")
    assert line.waarden == pytest.approx((25.0, 40.0, 10.0, 20.0, 21.0))
    assert (line.jaar, line.bron, line.waarom) == (2024, "CBS", "")
    assert woorden.tell_waarde(line) == "25 %"
    assert line.aantallen == (50.0, 200.0)


def test_the_region_has_no_figure_where_one_gemeente_lacks_it(tmp_path):
    own = {"huishoudens": 100.0, "inwoners": 200.0}
    rows = [make_rij("GM0001", corporatie_pct=40.0, woningen=100.0, woz=200.0, **own),
            make_rij("GM0002", corporatie_pct=10.0, woningen=300.0, **own)]  # fmt: skip
    found = make(tmp_path, rows)
    assert found.find_regel("corporatie_pct").waarden == pytest.approx((40.0, 17.5))
    assert found.find_regel("woz").waarden == (200.0, None)


def test_a_share_of_nothing_and_of_two_years_is_unknown_and_never_zero(tmp_path):
    none = make(tmp_path / "a", [make_rij("BU00010000", bijstand=0.0, inwoners=0.0)])
    line = none.find_regel("bijstand_1000")
    assert (line.waarde, woorden.tell_waarde(line)) == (None, "onbekend: het geheel is 0")
    years = dict.fromkeys(PER_SLEUTEL, 2024) | {"bijstand": 2023}
    rows = [make_rij("BU00010000", bijstand=5.0, inwoners=100.0)]
    areas = make_gebieden(rows)
    series = make_reeksen(areas)
    series.loc[series["indicator"] == "bijstand", "jaar"] = np.int16(2023)
    snapshot = opslag.publish(tmp_path / "b", make_manifest(jaren=years), areas, series)
    line = make_profiel(snapshot, toets.score_snapshot(snapshot), "BU00010000").find_regel("bijstand_1000")
    assert line.waarde is None
    assert "ander jaar" in line.waarom


@pytest.mark.parametrize(
    ("status", "told"),
    [
        (Status.ONDERDRUKT, "niet gepubliceerd (te klein of te onzeker)"),
        (Status.ONTBREEKT, "niet gepubliceerd"),
        (Status.NIET_VAN_TOEPASSING, "er wonen geen huishoudens"),
    ],
)
def test_a_figure_that_is_missing_says_why(tmp_path, status, told):
    areas = make_gebieden([make_rij("BU00010000", inwoners=100.0, woz=1.0)])
    series = make_reeksen(areas)
    rows = series["indicator"] == "woz"
    series.loc[rows, "status"], series.loc[rows, "waarde"] = str(status), math.nan
    areas = areas.assign(woz=np.nan)
    snapshot = opslag.publish(tmp_path, make_manifest(), areas, series)
    line = make_profiel(snapshot, toets.score_snapshot(snapshot), "BU00010000").find_regel("woz")
    assert (line.waarde, woorden.tell_waarde(line)) == (None, told)


def test_codes_of_another_division_are_told_and_their_figures_are_not_filled_in():
    moved = next(line for line in SNAPSHOT.manifest.ongekoppeld if line.reden.startswith("code of grenzen"))
    found = make_profiel(SNAPSHOT, SCORE, moved.code)
    assert any(moved.reden in text and moved.code in text for text in found.ongekoppeld)
    outside = next(line for line in SNAPSHOT.manifest.ongekoppeld if "niet op de kaart" in line.reden)
    gemeente = make_profiel(SNAPSHOT, SCORE, f"GM{outside.code[2:6]}")
    assert any(outside.code in text for text in gemeente.ongekoppeld)


def test_a_wijk_with_buurten_of_two_classes_shows_both_and_its_spread():
    own = SCORE.select("buurt")
    kinds = own.groupby("wijkcode")["klasse"].agg(set)
    code = str(kinds[kinds.map(lambda found: {Klasse.KWETSBAAR, Klasse.DRAAGKRACHTIG} <= found)].index[0])
    found = make_profiel(SNAPSHOT, SCORE, code)
    buurten = own[own["wijkcode"] == code]
    assert [deel.code for deel in found.delen] == list(buurten.sort_values(["naam", "code"])["code"])
    assert {Klasse.KWETSBAAR, Klasse.DRAAGKRACHTIG} <= {deel.klasse for deel in found.delen}
    text = woorden.describe_delen(found.gebied.naam, "wijk", found.delen)
    assert "kwetsbaar" in text
    assert "draagkrachtig" in text
    assert "verbergt haar buurten" in text
    line = found.find_regel("corporatie_pct")
    assert (line.spreiding.laagst, line.spreiding.hoogst) == (
        buurten["corporatie_pct"].min(), buurten["corporatie_pct"].max(),
    )  # fmt: skip
    assert line.spreiding.totaal == len(buurten)


def test_what_is_for_the_profile_of_one_area_only_stands_in_no_list_of_parts():
    found = make_profiel(SNAPSHOT, SCORE, "GM9101")
    hidden = {one.sleutel for one in CIJFERS if Gebruik.KAART not in one.indicator.gebruik}
    assert hidden == {"wmo_1000", "jeugdzorg_pct", "misdrijven_1000", "bijstand_1000"}
    assert not hidden & {key for deel in found.delen for key in deel.waarden}
    assert all(found.find_regel(key).spreiding is None for key in hidden)
    assert found.find_regel("corporatie_pct").spreiding is not None


def test_the_mean_of_the_leefbaarometer_is_zero_for_the_country_by_definition():
    found = make_profiel(SNAPSHOT, SCORE, "GM9101")
    assert found.find_regel("lbm_sociale_samenhang").waarden[-1] == 0.0
    assert found.find_regel("ses_welvaart").waarden[-1] is None


def test_a_distance_of_exactly_the_bound_is_not_farther():
    assert is_verder(1.1)
    assert not is_verder(1.0)
    assert not is_verder(None)
    assert not is_verder(1.1, 1.5)
    assert describe_afstand("huisarts", 1.1) == "huisarts 1,1 km is verder dan 1,0 km"
    assert "niet berekend" in describe_grens()
    assert "gewoon is 1,0 km" in describe_grens(1.5)


def test_what_the_vision_gives_of_its_own_region_is_nowhere_else():
    found = make_profiel(SNAPSHOT, SCORE, "BU91010001")
    assert found.geschikt is None
    assert found.dementie == ()
    assert woorden.describe_dementievraag(found.dementie) == ""


def test_what_a_figure_does_not_say_is_told_beside_a_figure_only():
    found = make_profiel(SNAPSHOT, SCORE, "BU91010001")
    told = [woorden.tell_ambitie(one, found) for theme in list_themas() for one in theme.ambities]
    told += [woorden.tell_voorwaarde(one, found, None) for one in list_voorwaarden()]
    why = f"{GESCHIKT_TITEL}: {ELDERS}."
    assert [text for text in told if text.startswith(why)] == [why] * 4
    assert not any("Dit cijfer" in text and text.startswith(woorden.GEEN_OPEN_CIJFER) for text in told)
    # Of a figure that is known, and of what has none at all, the remark stays.
    assert any(
        text.endswith("Dit cijfer gaat over steun van de gemeente, niet over mantelzorg.") for text in told
    )
    assert any(text.endswith("Die staan hier niet.") for text in told)


def test_the_line_runs_as_its_words_say():
    found = make_profiel(SNAPSHOT, SCORE, "BU91010001")
    alike = SCORE.select("buurt").loc[lambda own: own["huishoudens"] >= 100, "code"]
    figures = calculate_cijfers(SNAPSHOT.gebieden, SNAPSHOT.manifest.jaren).loc[alike]
    for line in found.regels:
        row = [value for value in line.waarden if value is not None]
        ends = [*figures[line.cijfer.sleutel].dropna(), *row]
        assert line.bereik == (min(ends), max(ends))
    assert woorden.LIJNWIJZER.endswith("en van de gebieden in dezelfde rij.")


def test_how_the_figure_of_the_region_is_made_is_told_of_every_figure():
    ways = dict(woorden.list_regiowijzen())
    assert sorted(", ".join(ways.values()).split(", ")) == sorted(
        ", ".join(one.titel for one in CIJFERS).split(", ")
    )
    near = [name for way, name in ways.items() if way.endswith("(benadering)")]
    assert len(near) == sum(one.benadering for one in CIJFERS) == 2
    assert all(name.lower() in woorden.LEESWIJZER for name in near)


def test_a_profile_has_no_score_or_order_of_its_own():
    names = {field.name for field in dataclasses.fields(make_profiel(SNAPSHOT, SCORE, "BU91010001"))}
    assert names == {"plaatsen", "regels", "geschikt", "dementie", "delen", "ongekoppeld"}
