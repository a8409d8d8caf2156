"""Areas against the region's own mean, worked out a second time from the figures themselves."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest

from woonzorg.buurt.buurtbeeld import calculate_regiogemiddelde, judge_regiomaat
from woonzorg.gegevens import opslag
from woonzorg.indicator import PER_SLEUTEL, Gebruik, Weging, of_gebruik
from woonzorg.instelling import INGEBOUWD
from woonzorg.kaart import regioverschil, verschilkleuring, verschiltabel, verschilwoorden
from woonzorg.kaart.vormen import make_vormen
from woonzorg.oordeel.regiomiddel import average_gewogen, calculate_regiomiddel, count_anders
from woonzorg.oordeel.toets import make_export, score_snapshot

if TYPE_CHECKING:
    from woonzorg.gegevens.opslag import Snapshot
    from woonzorg.oordeel.toets import Score


@pytest.fixture(scope="module")
def streek() -> Snapshot:
    return opslag.open_snapshot(INGEBOUWD)


@pytest.fixture(scope="module")
def score(streek: Snapshot) -> Score:
    return score_snapshot(streek)


GEWICHT = {
    "ses_woa": "ses_huishoudens", "lbm_afwijking": "huishoudens", "laag_inkomen_pct": "huishoudens",
    "corporatie_pct": "woningen", "woz": "woningen", "arbeidsparticipatie_pct": "inwoners",
    "afstand_huisarts": "inwoners", "aardgas": "woningen",
}  # fmt: skip


@pytest.mark.parametrize(("sleutel", "gewicht"), GEWICHT.items())
def test_the_mean_of_the_region_is_weighted_by_what_the_figure_is_of(
    score: Score, sleutel: str, gewicht: str
) -> None:
    rows = [
        row
        for row in score.gebieden.to_dict("records")
        if (row["niveau"], row["rol"]) == ("gemeente", "regio")
    ]
    pairs = [
        (row[sleutel], row[gewicht]) for row in rows if not math.isnan(row[sleutel]) and row[gewicht] > 0
    ]
    expected = math.fsum(value * weight for value, weight in pairs) / math.fsum(weight for _, weight in pairs)
    mean = calculate_regiomiddel(score, sleutel, "buurt")
    assert mean.waarde == pytest.approx(expected, rel=1e-12)
    assert (mean.gebruikt, mean.totaal) == (len(pairs), len(rows))


def test_an_amount_is_held_against_the_plain_mean_of_its_level(score: Score) -> None:
    for level in ("buurt", "wijk"):
        known = [value for value in score.select(level)["woningen"] if value == value]  # noqa: PLR0124  not NaN
        assert calculate_regiomiddel(score, "woningen", level).waarde == pytest.approx(
            math.fsum(known) / len(known)
        )


def test_a_class_has_no_mean_and_every_other_theme_says_how_its_own_is_made() -> None:
    for indicator in of_gebruik(Gebruik.KAART):
        assert (indicator.weging == Weging.GEEN) == (indicator.sleutel == "lbm_klasse")
        weighted = indicator.weging not in {Weging.GEEN, Weging.GEBIEDEN}
        assert not weighted or indicator.weging in PER_SLEUTEL


def test_areas_that_would_stand_otherwise_are_those_of_the_card(score: Score) -> None:
    own = calculate_regiogemiddelde(score)
    areas = score.select("buurt")
    other = [(row["klasse"], judge_regiomaat(row, own)) for _, row in areas.iterrows()]
    counted = sum(one != two and "onbekend" not in {one, two} for one, two in other)
    assert counted > 0
    assert count_anders(score, areas) == counted
    told = verschilwoorden.explain(
        regioverschil.compare_regio(score, "buurt", "ses_woa", 2024).select(score, areas), "buurt"
    )
    assert f"Met het gemiddelde van de regio zouden {counted} buurten anders uitvallen." in told


def test_a_mean_that_is_unknown_is_told_as_unknown_and_no_area_is_counted(score: Score) -> None:
    areas = score.gebieden.copy()
    areas["lbm_afwijking"] = float("nan")
    assert count_anders(replace(score, gebieden=areas), score.select("buurt")) is None
    nothing = pd.Series([0.0, 0.0, float("nan")])
    assert math.isnan(average_gewogen(pd.Series([1.0, 2.0, 3.0]), nothing))
    assert average_gewogen(pd.Series([1.0, 2.0, float("nan")]), pd.Series([0.0, 3.0, 3.0])) == 2.0


def test_a_gemeente_without_households_does_not_count_and_ses_is_weighted_as_its_reference(
    score: Score,
) -> None:
    areas = score.gebieden.copy()
    own = (areas["niveau"] == "gemeente") & (areas["rol"] == "regio")
    areas.loc[areas.index[own][0], "huishoudens"] = 0
    other = replace(score, gebieden=areas, referentie=replace(score.referentie, gewicht="huishoudens"))
    rows = areas[own]
    mean = calculate_regiomiddel(other, "ses_woa", "buurt")
    assert mean.waarde == pytest.approx(np.average(rows["ses_woa"], weights=rows["huishoudens"]))
    assert mean.waarde != pytest.approx(calculate_regiomiddel(score, "ses_woa", "buurt").waarde, rel=1e-9)
    assert (mean.gebruikt, mean.totaal) == (len(rows) - 1, len(rows))


def test_differences_are_value_minus_mean_and_no_class_changes(score: Score) -> None:
    found = regioverschil.compare_regio(score, "buurt", "laag_inkomen_pct", 2023)
    areas = score.select("buurt")
    expected = (
        areas["laag_inkomen_pct"].to_numpy(dtype=float)
        - calculate_regiomiddel(score, "laag_inkomen_pct", "buurt").waarde
    )
    np.testing.assert_allclose(found.tabel["verschil"], expected, atol=1e-9)
    colours = verschilkleuring.colour_regioverschil(found, areas, make_vormen(areas))
    assert colours.titel == (
        "Huishoudens met een laag inkomen (2023) ten opzichte van de regio, in procentpunt"
    )
    assert [box.letter for box in colours.vakken] == ["⇊", "↓", "", "↑", "⇈", "?"]
    assert sum(box.aantal for box in colours.vakken) == len(areas)
    assert "kwetsbaar" not in " ".join(box.naam for box in colours.vakken).lower()


def test_why_a_theme_is_not_held_against_the_region(score: Score) -> None:
    assert "landelijk gemiddelde (§5.3)" in regioverschil.explain_zonder_regio(score, "buurt", "klasse")
    assert "klassen hebben geen gemiddelde" in regioverschil.explain_zonder_regio(
        score, "buurt", "lbm_klasse"
    )
    assert regioverschil.explain_zonder_regio(score, "buurt", "woz") == ""
    empty = score.gebieden.assign(woz=np.nan)
    assert "is onbekend" in regioverschil.explain_zonder_regio(
        type(score)(empty, *list(vars(score).values())[1:5]), "buurt", "woz"
    )


def test_a_file_of_areas_tells_what_was_compared(streek: Snapshot, score: Score) -> None:
    rows = make_export(score, streek, "buurt")
    found = regioverschil.compare_regio(score, "buurt", "woz", 2024)
    made = verschiltabel.extend_export(rows, found)
    assert list(made.columns) == [
        *(name for name in rows.columns if name != "geometry"),
        *verschiltabel.UITVOER,
        "geometry",
    ]
    assert set(made["verschil_met"]) == {"regio"}
    np.testing.assert_allclose(made["waarde_hier"] - made["waarde_daar"], made["verschil"], atol=1e-9)
    np.testing.assert_array_equal(made["waarde_hier"], rows["woz"])
