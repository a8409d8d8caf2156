"""The map of a distribution: boxes by load, and areas that are spared hatched."""

from __future__ import annotations

import pandas as pd

from woonzorg.kaart.beeld import BUITEN, Vlak, Vormen
from woonzorg.kaart.belasting import colour_belasting, join_vakken
from woonzorg.kaart.svg import pack_patronen

NAN = float("nan")
ROWS = [
    # code, klasse, geplaatst, per 1,000, vast -> box
    ("A", "draagkrachtig", 0, 0.0, NAN, "0"),
    ("B", "draagkrachtig", 3, 3.0, NAN, "meer dan 0 t/m 3"),
    ("C", "aandacht_ses", 3, 3.01, NAN, "meer dan 3 t/m 6"),
    ("D", "aandacht_ses", 8, 8.0, 8.0, "meer dan 6 t/m 8"),
    ("E", "draagkrachtig", 9, 8.01, NAN, "meer dan 8, of niet te berekenen"),
    ("F", "kwetsbaar", 0, 0.0, NAN, "ontzien: kwetsbaar"),
    ("G", "kwetsbaar", 1, 0.5, NAN, "meer dan 0 t/m 3"),
    ("H", "onbekend", 0, 0.0, NAN, "ontzien: onbekend"),
    ("I", "onbekend", 2, NAN, NAN, "meer dan 8, of niet te berekenen"),
    ("J", "onbekend", 0, NAN, NAN, "0"),
]


def make_vormen(codes):
    return Vormen("x", 10, 10, tuple(Vlak(code, code, "GM0001", "", 0, 0, 1) for code in codes), ())


def test_each_area_falls_in_the_box_of_its_load_or_is_spared():
    names = ["code", "klasse", "geplaatst", "per_1000", "vast", "verwacht"]
    table = pd.DataFrame(ROWS, columns=names)
    colours = colour_belasting(table, make_vormen([*table["code"][::-1], "Z"]), {"F", "G", "H"})
    boxes = [colours.vakken[box].kop for box in colours.vak[:-1]]
    assert boxes == list(table["verwacht"][::-1])
    assert colours.vak[-1] == BUITEN
    assert [vak.aantal for vak in colours.vakken] == [2, 2, 1, 1, 2, 1, 1]
    assert colours.tekst[6] == "8 woningen, 8,0 per 1.000 huishoudens, vastgezet"
    assert colours.tekst[3] == "1 woning, 0,5 per 1.000 huishoudens"


def test_numbers_and_patterns_tell_areas_apart_without_colour():
    table = pd.DataFrame(ROWS, columns=["code", "klasse", "geplaatst", "per_1000", "vast", "_"])
    colours = colour_belasting(table, make_vormen("ADFH"), {"F", "H"})
    assert colours.cijfers == ("", "8•", "", "")
    assert [colours.vakken[box].patroon for box in colours.vak] == ["", "", "streep", "arcering"]
    assert {"streep", "arcering"} <= set(pack_patronen())


def test_the_shared_scale_of_plans_keeps_that_a_load_is_unknown_where_one_plan_has_that():
    names, shapes = ["code", "klasse", "geplaatst", "per_1000", "vast"], make_vormen("ABC")
    many = pd.DataFrame([(code, "draagkrachtig", 9, 9.0, NAN) for code in "ABC"], columns=names)
    unknown = pd.DataFrame([("A", "onbekend", 2, NAN, NAN)], columns=names)
    none = pd.DataFrame([("A", "draagkrachtig", 0, 0.0, NAN)], columns=names)
    maps = [colour_belasting(plan, shapes, set()) for plan in (many, unknown, none)]
    assert [box.kop for box in join_vakken(maps)] == ["0", "meer dan 8, of niet te berekenen"]
    assert [box.kop for box in join_vakken([maps[0], maps[2]])] == ["0", "meer dan 8"]
