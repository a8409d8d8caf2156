"""Outlines: drawn once, with shared borders, the same every time."""

from __future__ import annotations

import re

import maken
import numpy as np
import pytest
import shapely

from woonzorg.kaart.vormen import EENHEDEN, MARGE, make_vormen


def test_areas_without_outline_are_left_out(outlines):
    assert [vlak.code for vlak in outlines.vlakken] == [
        "BU00010000", "BU00010001", "BU00010002", "BU00020003", "BU00020004",
    ]  # fmt: skip
    assert [omtrek.code for omtrek in outlines.gemeenten] == ["GM0001", "GM0002"]


def test_paths_are_whole_numbers_that_close(outlines):
    for vlak in outlines.vlakken:
        assert re.fullmatch(r"M\d+ \d+l[-\d ]+z", vlak.pad)


def test_drawing_fits_its_size_with_room_around(outlines):
    assert outlines.breedte == EENHEDEN + 2 * MARGE
    assert outlines.hoogte == EENHEDEN // 5 + 2 * MARGE
    assert outlines.is_breed


def test_middle_lies_inside_with_the_radius_of_a_square(outlines):
    first = outlines.vlakken[0]
    side = EENHEDEN / 5
    assert first.straal == pytest.approx(side / 2, abs=5)
    assert first.x == pytest.approx(MARGE + side / 2, abs=5)


def test_neighbours_keep_their_shared_corners():
    ragged = shapely.LineString([(0, 0), (3, 40), (-4, 80), (0, 100)])
    left = shapely.Polygon([(-100, 0), *ragged.coords, (-100, 100)])
    right = shapely.Polygon([*ragged.coords, (100, 100), (100, 0)])
    table = maken.make_gebieden([maken.make_rij("BU00010000"), maken.make_rij("BU00010001")], [left, right])
    drawing = make_vormen(table)
    corners = [_read_corners(vlak.pad) for vlak in drawing.vlakken]
    assert len(corners[0] & corners[1]) == 4
    inside = {(x, y) for x, y in _read_corners(drawing.gemeenten[0].pad) if MARGE < y < EENHEDEN // 2 + MARGE}
    assert inside == set()


def _read_corners(path: str) -> set[tuple[int, int]]:
    start, steps = path[1:-1].split("l")
    points = np.array([int(number) for number in re.findall(r"-?\d+", steps)]).reshape(-1, 2)
    moves = np.vstack([[int(number) for number in start.split()], points]).cumsum(axis=0)
    return {tuple(point) for point in moves.tolist()}


def test_same_areas_give_the_same_key_and_others_another(score):
    areas = score.select("buurt")
    assert make_vormen(areas) == make_vormen(areas)
    assert make_vormen(areas).sleutel != make_vormen(areas.iloc[1:]).sleutel


def test_nothing_to_draw_gives_an_empty_drawing(score):
    empty = make_vormen(score.select("wijk"))
    assert empty.vlakken == ()
    assert empty.find_venster("GM0001") == (0, 0, EENHEDEN, EENHEDEN)


def test_window_of_a_gemeente_is_part_of_the_whole(outlines):
    left, _, width, _ = outlines.find_venster("GM0002")
    assert left > outlines.breedte / 2 - 2 * MARGE
    assert width < outlines.breedte / 2


def test_windows_of_gemeenten_that_lie_above_each_other_are_alike_and_fill_the_height():
    rows = [maken.make_rij("BU00010000"), maken.make_rij("BU00020000")]
    drawing = make_vormen(maken.make_gebieden(rows, [maken.make_square(0, 0), maken.make_square(0, 1)]))
    _, low, _, height = drawing.find_venster("GM0001")
    _, high, _, same = drawing.find_venster("GM0002")
    assert (high, same) == (0, height)
    assert low + height == drawing.hoogte
    assert 2 * height == drawing.hoogte + 2 * MARGE  # each with its margin, where they meet too
