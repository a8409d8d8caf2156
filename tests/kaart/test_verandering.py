"""What changed since an earlier year, counted a second time from the figures themselves."""

from __future__ import annotations

import dataclasses
import math
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from keten import load_parkstad

from woonzorg.gegevens import opslag
from woonzorg.indicator import PER_SLEUTEL
from woonzorg.instelling import INGEBOUWD
from woonzorg.kaart import verandering, verschilkleuring, verschilwoorden
from woonzorg.kaart.beeld import BUITEN
from woonzorg.kaart.kleuring import make_kaart
from woonzorg.kaart.svg import pack_kleuring
from woonzorg.kaart.thema import KLASSE
from woonzorg.kaart.verandering import Vergelijkbaar
from woonzorg.kaart.verschilschaal import MIDDEN, Verschilschaal, cut_verschil
from woonzorg.kaart.vormen import make_vormen
from woonzorg.oordeel.toets import score_snapshot

if TYPE_CHECKING:
    from pathlib import Path

    from dienst import Waarden

    from woonzorg.gegevens.opslag import Snapshot
    from woonzorg.kaart.verandering import Verandering

BEWOGEN = {"BU91010800", "BU91040101", "BU91050304", "BU91050401"}
"""Buurten of the fictional region whose borders changed between 2023 and 2024."""


@pytest.fixture(scope="module")
def streek() -> Snapshot:
    return opslag.open_snapshot(INGEBOUWD)


def count_self(snapshot: Snapshot, sinds: int) -> dict[tuple[str, str], set[str]]:
    """Work out the changes of class since an edition from the series alone, by another way than the house."""
    series = snapshot.reeksen
    areas = snapshot.gebieden.set_index("code")

    def judge(year_ses: int, year_lbm: int) -> dict[str, str]:
        wide = {
            key: series[(series["indicator"] == key) & (series["jaar"] == year)].set_index("code")["waarde"]
            for key, year in {
                "ses_woa": year_ses,
                "lbm_afwijking": year_lbm,
                "ses_huishoudens": year_ses,
            }.items()
        }
        towns = [code for code in areas.index[areas["niveau"] == "gemeente"] if code in wide["ses_woa"].index]
        pairs = [(wide["ses_woa"][code], wide["ses_huishoudens"].get(code, math.nan)) for code in towns]
        pairs = [(s, h) for s, h in pairs if s == s and h > 0]  # noqa: PLR0124  NaN differs from itself
        mean = math.fsum(s * h for s, h in pairs) / math.fsum(h for _, h in pairs)
        told = {}
        for code in areas.index[(areas["niveau"] == "buurt") & (areas["rol"] == "regio") & ~areas["water"]]:
            s, low = wide["ses_woa"].get(code, math.nan), wide["lbm_afwijking"].get(code, math.nan)
            if not (math.isnan(s) or math.isnan(low)):
                told[code] = f"{'-' if s < mean else '+'}{'-' if low < 0 else '+'}"
        return told

    jaren = snapshot.manifest.jaren
    before, after = judge(sinds, sinds), judge(jaren["ses_woa"], jaren["lbm_afwijking"])
    changes: dict[tuple[str, str], set[str]] = {}
    for code in before.keys() & after.keys():
        if before[code] != after[code]:
            changes.setdefault((before[code], after[code]), set()).add(code)
    return changes


TEKEN = {"kwetsbaar": "--", "aandacht_ses": "-+", "aandacht_leefbaarheid": "+-", "draagkrachtig": "++"}


def compare(snapshot: Snapshot, sinds: int) -> Verandering:
    return verandering.compare_klassen(
        snapshot, score_snapshot(snapshot, sinds), score_snapshot(snapshot), "buurt"
    )


def read_wissels(found: Verandering) -> dict[tuple[str, str], set[str]]:
    rows = found.veranderd
    return {
        (TEKEN[before], TEKEN[after]): set(group["code"])
        for (before, after), group in rows.groupby(["toen", "nu"])
    }


@pytest.mark.parametrize("sinds", [2020, 2022])
def test_changes_of_class_in_the_fictional_region_are_those_of_its_figures(
    streek: Snapshot, sinds: int
) -> None:
    found = compare(streek, sinds)
    assert read_wissels(found) == count_self(streek, sinds)
    assert set(found.tabel["code"][found.tabel["vergelijkbaar"] == Vergelijkbaar.GRENS_GEWIJZIGD]) == BEWOGEN


@pytest.mark.gegevens
def test_the_eleven_of_the_last_step_in_parkstad_are_the_eleven_on_the_map(
    waarden: Waarden, gedeeld: Path
) -> None:
    snapshot = load_parkstad(waarden, gedeeld).snapshot
    found = compare(snapshot, 2022)
    counted = count_self(snapshot, 2022)
    assert read_wissels(found) == counted
    assert {pair: len(codes) for pair, codes in counted.items()} == {
        ("-+", "--"): 5, ("--", "-+"): 5, ("+-", "++"): 1
    }  # fmt: skip
    assert verschilwoorden.describe_stap(found, "buurt") == (
        "Van 2022 naar 2023/2024: 11 buurten van klasse veranderd (5 kwetsbaar geworden, 5 niet meer, 1 anders)."
    )
    assert verschilwoorden.describe_kop(found, "buurt") == (
        "Tussen 2022 en 2023/2024 veranderde de klasse van 11 buurten: 5 werden kwetsbaar, 5 niet meer, "
        "1 veranderde anders. 44 buurten zijn niet te vergelijken: score ontbreekt."
    )
    areas = score_snapshot(snapshot).select("buurt")
    colours = verschilkleuring.colour_verandering(found, areas, make_vormen(areas))
    changed = {
        vlak
        for box, vlak in zip(colours.vak, make_vormen(areas).vlakken, strict=True)
        if "→" in colours.vakken[box].letter
    }
    assert {vlak.code for vlak in changed} == set().union(*counted.values())


def test_a_change_of_class_has_a_line_of_its_own_told_apart_by_letters(streek: Snapshot) -> None:
    found, areas = compare(streek, 2020), score_snapshot(streek).select("buurt")
    outlines = make_vormen(areas)
    colours = verschilkleuring.colour_verandering(found, areas, outlines)
    letters = [box.letter for box in colours.vakken]
    assert letters == ["W→K", "K→W", "D→W", "K→L", "W→D", "", "?", "≠"]
    assert len(set(letters)) == len(letters)
    assert sum(box.aantal for box in colours.vakken) == len(areas)
    told = {vlak.code: colours.describe_vlak(place) for place, vlak in enumerate(outlines.vlakken)}
    assert {told[code] for code in BEWOGEN & told.keys()} == {"Niet te vergelijken: grens gewijzigd"}


def test_more_than_ten_boxes_each_travel_as_one_sign(streek: Snapshot) -> None:
    areas = score_snapshot(streek).select("buurt")
    outlines = make_vormen(areas)
    classes = np.array(list(TEKEN), dtype=object)
    codes = np.arange(len(areas)) % 16
    rows = compare(streek, 2020).tabel.assign(
        toen=classes[codes // 4], nu=classes[codes % 4], vergelijkbaar=Vergelijkbaar.JA
    )
    every = verandering.Verandering(KLASSE, "2020", "2024", 2020, rows)
    colours = verschilkleuring.colour_verandering(every, areas, outlines)
    assert len(colours.vakken) == 14
    packed = pack_kleuring(make_kaart(outlines, colours, ""), "proef")["vak"]
    assert [int(sign, 36) for sign in packed] == list(colours.vak)


def test_a_gemeente_shows_its_own_changes_in_the_boxes_of_the_region(streek: Snapshot) -> None:
    score = score_snapshot(streek)
    found = verandering.compare_cijfer(streek, score, "buurt", "woz", 2023, 2024)
    areas, outlines = score.select("buurt"), make_vormen(score.select("buurt"))
    own = areas[areas["gemeentecode"] == "GM9101"]
    colours = verschilkleuring.colour_verandering(found, own, outlines)
    whole = verschilkleuring.colour_verandering(found, areas, outlines)
    assert [box.kop for box in colours.vakken][:5] == [box.kop for box in whole.vakken][:5]
    inside = [code in set(own["code"]) for code in (vlak.code for vlak in outlines.vlakken)]
    assert colours.vak == tuple(box if here else BUITEN for box, here in zip(whole.vak, inside, strict=True))


@pytest.mark.parametrize(("sleutel", "sinds", "tot"), [("woz", 2023, 2024), ("lbm_afwijking", 2020, 2024)])
def test_differences_of_a_figure_are_those_of_its_series(
    streek: Snapshot, sleutel: str, sinds: int, tot: int
) -> None:
    found = verandering.compare_cijfer(streek, score_snapshot(streek), "buurt", sleutel, sinds, tot)
    rows = streek.reeksen[streek.reeksen["indicator"] == sleutel]
    value = {(row.code, row.jaar): row.waarde for row in rows.itertuples()}
    for row in found.tabel.itertuples():
        expected = value[row.code, tot] - value[row.code, sinds]
        if row.code in BEWOGEN:
            assert (row.vergelijkbaar, math.isnan(row.verschil)) == (Vergelijkbaar.GRENS_GEWIJZIGD, True)
        elif math.isnan(expected):
            assert (row.vergelijkbaar, math.isnan(row.verschil)) == (Vergelijkbaar.CIJFER_ONTBREEKT, True)
        else:
            assert row.vergelijkbaar == Vergelijkbaar.JA
            assert row.verschil == pytest.approx(expected, abs=1e-9)


def test_a_profile_figure_is_no_theme_and_years_are_those_of_the_areas(streek: Snapshot) -> None:
    years = verandering.find_reeksjaren(streek)
    assert verandering.list_sinds(years, KLASSE, None) == (2020, 2022)
    assert verandering.list_sinds(years, KLASSE, 2022) == (2020,)
    assert verandering.list_sinds(years, KLASSE, 2020) == ()
    assert verandering.list_sinds(years, "ses_woa", None) == (2019, 2020, 2021, 2022, 2023)
    assert verandering.list_sinds(years, "laag_inkomen_pct", None) == ()
    assert verandering.list_sinds(years, "bestaat_niet", None) == ()


def test_years_that_only_the_ring_has_or_that_come_after_the_newest_are_not_offered(streek: Snapshot) -> None:
    series = streek.reeksen
    ring = set(streek.gebieden.loc[streek.gebieden["rol"] == "rand", "code"])
    known = verandering.find_reeksjaren(streek)["woz"]
    rows = series[(series["indicator"] == "woz") & (series["jaar"] == known[-1])]
    outside = rows[rows["code"].isin(ring)].assign(jaar=1990)
    later = rows[~rows["code"].isin(ring)].assign(jaar=known[-1] + 1)
    assert len(outside)
    assert len(later)
    more = dataclasses.replace(streek)
    more.__dict__["reeksen"] = pd.concat([series, outside, later], ignore_index=True)
    assert verandering.find_reeksjaren(more)["woz"] == known


numbers = st.floats(-50, 50, allow_nan=False).map(lambda value: round(value, 3))


@settings(max_examples=60)
@given(st.lists(numbers, max_size=30), st.sampled_from(["ses_woa", "laag_inkomen_pct", "woz", "lbm_klasse"]))
def test_boxes_of_a_difference_part_all_numbers_alike_up_and_down(values: list[float], sleutel: str) -> None:
    scale = cut_verschil(PER_SLEUTEL[sleutel], np.array([*values, math.nan]))
    assert 0 < scale.klein < scale.groot
    edges = [-scale.groot, -scale.klein, 0.0, scale.klein, scale.groot]
    every = np.array([*values, *edges])
    boxes = scale.assign(every)
    assert list(scale.assign(-every)) == [2 * MIDDEN - box for box in boxes]
    assert [scale.choose(edge) for edge in edges] == [0, 1, 2, 3, 4]
    ordered = scale.assign(np.sort(every))
    assert list(ordered) == sorted(ordered)
    assert list(scale.assign(np.array([math.nan]))) == [len(scale.kleuren)]


@settings(max_examples=60)
@given(numbers, numbers)
def test_what_is_read_of_a_difference_lies_in_its_box(toen: float, nu: float) -> None:
    scale = Verschilschaal(0.1, 0.5, "", 1)
    change = round(nu - toen, verandering.RUIS)
    read = float(scale.write(change).replace("−", "-").replace(".", "").replace(",", "."))
    assert scale.choose(read) == scale.choose(change)


def test_a_difference_on_a_cut_lies_in_the_box_that_begins_there() -> None:
    scale = Verschilschaal(0.1, 0.5, "procentpunt", 1)
    change = round(0.3 - 0.2, verandering.RUIS)  # a computer makes 0,09999 of it
    assert [scale.choose(change), scale.choose(-change), scale.choose(0.0999)] == [3, 1, 2]
    assert scale.name_boxes() == (
        "minstens 0,5 procentpunt lager", "0,1 tot 0,5 procentpunt lager", "minder dan 0,1 procentpunt verschil",
        "0,1 tot 0,5 procentpunt hoger", "minstens 0,5 procentpunt hoger",
    )  # fmt: skip
    assert [scale.write(value) for value in (0.0999, 0.1, -0.5)] == ["+0,0999", "+0,1", "−0,5"]


def test_purple_stays_on_the_side_of_less_veerkracht() -> None:
    values = np.array([-3.0, 0.0, 3.0])
    low, score = (cut_verschil(PER_SLEUTEL[key], values).kleuren for key in ("laag_inkomen_pct", "ses_woa"))
    assert low == score[::-1]


@pytest.mark.parametrize(
    ("rijen", "kop"),
    [
        ([], "Tussen 2020 en 2024 is van geen buurt te zeggen of de klasse veranderde."),
        ([("onbekend", "kwetsbaar", "cijfer ontbreekt")],
         ("Tussen 2020 en 2024 is van geen buurt te zeggen of de klasse veranderde. "
          "1 buurt is niet te vergelijken: score ontbreekt.")),
        ([("kwetsbaar", "kwetsbaar", "ja")],
         "Tussen 2020 en 2024 bleef de klasse van elke buurt die te vergelijken is, gelijk."),
        ([("aandacht_ses", "kwetsbaar", "ja")],
         "Tussen 2020 en 2024 veranderde de klasse van 1 buurt: 1 werd kwetsbaar."),
        ([("kwetsbaar", "draagkrachtig", "ja"), ("onbekend", "kwetsbaar", "cijfer ontbreekt"),
          ("kwetsbaar", "onbekend", "grens gewijzigd")],
         ("Tussen 2020 en 2024 veranderde de klasse van 1 buurt: 1 is niet meer kwetsbaar. "
          "2 buurten zijn niet te vergelijken: score ontbreekt (1) en grens gewijzigd (1).")),
    ],
)  # fmt: skip
def test_the_headline_counts_what_changed(
    streek: Snapshot, rijen: list[tuple[str, str, str]], kop: str
) -> None:
    whole = compare(streek, 2020).tabel.head(len(rijen))
    columns = zip(*rijen, strict=True) if rijen else ([], [], [])
    names = ("toen", "nu", "vergelijkbaar")
    rows = whole.assign(**{name: list(column) for name, column in zip(names, columns, strict=True)})
    assert (
        verschilwoorden.describe_kop(verandering.Verandering(KLASSE, "2020", "2024", 2020, rows), "buurt")
        == kop
    )
