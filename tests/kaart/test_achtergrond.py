"""The tiles of the background lie where the Dutch grid says, cover the drawing, and are few enough."""

from __future__ import annotations

import geopandas as gpd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from woonzorg.kaart import achtergrond, vormen
from woonzorg.kaart.beeld import MARGE, Vormen

ADRES = "http://tegels/{z}/{x}/{y}.png"
MAASTRICHT = (176_000.0, 318_000.0)
"""A place in EPSG:28992. At zoom 7: (176000 + 285401.92) / 6881.28 = 67.05, (903401.92 − 318000) / 6881.28 = 85.07."""


def draw(left: float, bottom: float, width: float, height: float) -> Vormen:
    rows = {"code": ["BU00010000"], "naam": ["A"], "gemeentecode": ["GM0001"], "gemeentenaam": ["B"]}
    box = shapely.box(left, bottom, left + width, bottom + height)
    return vormen.make_vormen(gpd.GeoDataFrame(rows, geometry=[box], crs=28992))


def read_zxy(adres: str) -> tuple[int, int, int]:
    z, x, y = adres.removeprefix("http://tegels/").removesuffix(".png").split("/")
    return int(z), int(x), int(y)


def to_rd(drawing: Vormen, x: float, y: float) -> tuple[float, float]:
    """Return the place of a point of the drawing, from the corners of its only outline."""
    return drawing.links + (x - MARGE) / drawing.schaal, drawing.boven - (y - MARGE) / drawing.schaal


def test_a_known_place_is_on_the_tile_of_the_dutch_grid() -> None:
    drawing = draw(*MAASTRICHT, 30_000.0, 24_000.0)
    tiles = achtergrond.list_tegels(drawing, drawing.find_venster(), ADRES)
    zoom = {read_zxy(tile.adres)[0] for tile in tiles}
    assert zoom == {7}
    corner = next(tile for tile in tiles if read_zxy(tile.adres) == (7, 67, 85))
    west, north = to_rd(drawing, corner.x, corner.y)
    assert west == pytest.approx(67 * 6881.28 - 285_401.92, abs=1)
    assert north == pytest.approx(903_401.92 - 85 * 6881.28, abs=1)
    assert corner.zijde / drawing.schaal == pytest.approx(6881.28, abs=1)
    assert west <= MAASTRICHT[0] < west + 6881.28
    assert north - 6881.28 <= MAASTRICHT[1] < north


@given(
    st.floats(10_000, 250_000), st.floats(310_000, 600_000), st.floats(300, 60_000), st.floats(300, 60_000),
    st.integers(0, 4000), st.integers(100, 4000),
)  # fmt: skip
def test_the_tiles_cover_the_part_shown_without_a_gap(left, bottom, width, height, start, size) -> None:
    drawing = draw(left, bottom, width, height)
    venster = (start, start, size, size)
    tiles = achtergrond.list_tegels(drawing, venster, ADRES)
    assert 0 < len(tiles) <= achtergrond.TEGELS_MAXIMUM
    cover = shapely.union_all([
        shapely.box(tile.x - 0.1, tile.y - 0.1, tile.x + tile.zijde + 0.1, tile.y + tile.zijde + 0.1) for tile in tiles
    ])  # fmt: skip
    assert cover.covers(shapely.box(start, start, start + size, start + size))
    assert len({read_zxy(tile.adres) for tile in tiles}) == len(tiles)


def test_a_part_is_sharper_than_the_whole() -> None:
    drawing = draw(*MAASTRICHT, 30_000.0, 24_000.0)
    part = achtergrond.list_tegels(drawing, (1000, 1000, 1500, 1500), ADRES)
    assert read_zxy(part[0].adres)[0] > 7
    assert achtergrond.list_tegels(Vormen("leeg", 8000, 8000, (), ()), (0, 0, 8000, 8000), ADRES) == []
