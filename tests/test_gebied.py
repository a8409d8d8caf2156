"""Codes, levels, regions and neighbours."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from maken import make_square

from woonzorg.fouten import InvoerFout
from woonzorg.gebied import (
    NEDERLAND,
    clean_code,
    find_gemeentecode,
    find_niveau,
    find_pairs,
    find_wijkcode,
    read_regios,
    resolve_regio,
)

if TYPE_CHECKING:
    from pathlib import Path

PARKSTAD = ("GM0882", "GM0899", "GM0917", "GM0928", "GM0965", "GM0986", "GM1954")


@pytest.mark.parametrize(
    ("code", "niveau"),
    [
        ("BU09171000", "buurt"), ("WK091710", "wijk"), ("GM0917", "gemeente"), ("PV31", "provincie"), ("NL00", "land"),
        ("LD01", None), ("BU0917100", None), ("WK0917100", None), ("GM917", None), ("gm0917", None), ("", None),
        ("GM0917\n", None), ("XX0917", None),
    ],
)  # fmt: skip
def test_the_level_follows_from_the_code(code: str, niveau: str | None) -> None:
    assert find_niveau(code) == niveau


@pytest.mark.parametrize(
    ("raw", "code"),
    [("BU09171000  ", "BU09171000"), (" gm0917\t", "GM0917"), (None, ""), (917, ""), (float("nan"), "")],
)
def test_padding_is_removed(raw: object, code: str) -> None:
    assert clean_code(raw) == code


def test_a_buurt_lies_in_its_wijk_and_gemeente() -> None:
    assert (find_wijkcode("BU09171000"), find_gemeentecode("BU09171000")) == ("WK091710", "GM0917")
    assert (find_wijkcode("WK091710"), find_gemeentecode("WK091710")) == ("WK091710", "GM0917")
    assert (find_wijkcode("GM0917"), find_gemeentecode("PV31")) == ("", "")


# Regions


def write_toml(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "regios.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_parkstad_is_known() -> None:
    regio = resolve_regio(["Parkstad"])
    assert (regio.naam, regio.gemeenten, regio.provincie) == ("parkstad", PARKSTAD, "PV31")
    assert not regio.is_land


def test_the_country_is_known() -> None:
    assert resolve_regio(["nederland"]) == NEDERLAND
    assert NEDERLAND.is_land


@pytest.mark.parametrize("typed", [["GM0917", "gm0882"], ["GM0917,GM0882"], ["gm0882 GM0917", "GM0917"]])
def test_gemeentecodes_make_a_region(typed: list[str]) -> None:
    regio = resolve_regio(typed)
    assert (regio.naam, regio.gemeenten) == ("gm0882-gm0917", ("GM0882", "GM0917"))


def test_many_gemeenten_make_a_short_name_of_their_own() -> None:
    codes = [f"GM{number:04d}" for number in range(300)]
    names = {resolve_regio(codes[:count]).naam for count in (13, 299, 300)}
    assert len(names) == 3
    assert all(len(name) < 40 for name in names)
    assert resolve_regio(codes[::-1]).naam == resolve_regio(codes).naam


def test_a_region_of_ones_own_comes_before_a_built_in_one(tmp_path: Path) -> None:
    path = write_toml(
        tmp_path, '[parkstad]\ntitel = "Mijn"\ngemeenten = ["gm0917 "]\n[buch]\ngemeenten = ["GM0373"]'
    )
    assert resolve_regio(["parkstad"], path).gemeenten == ("GM0917",)
    assert (resolve_regio(["BUCH"], path).titel, resolve_regio(["BUCH"], path).provincie) == ("buch", "")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[parkstad", "niet te lezen"),
        ("[x]\ngemeenten = []", "geen enkele code"),
        ("[x]\ntitel = 'X'", "geen enkele code"),
        ("[x]\ngemeenten = ['GM917', 'GM0917']", r"\[x\] kloppen niet.*Gevonden: GM917\."),
        ("[x]\ngemeenten = 'GM0917x'", "Gevonden: GM0917X"),
        ("[x]\ngemeenten = 917", "Gevonden: 917"),
        ("[x]\ngemeenten = [917]", "Gevonden: 917"),
        ("[x]\ngemeenten = ['GM0917']\nprovincie = 'Limburg'", "als PV31.*Limburg"),
        ("[x]\ngemeenten = ['GM0917']\nprovincie = 31", "als PV31.*31"),
        ("['../weg']\ngemeenten = ['GM0917']", "geen regio"),
        ("[Groot]\ngemeenten = ['GM0917']", "geen regio"),
        ("x = 1", "geen regio"),
    ],
)
def test_a_wrong_file_with_regions_is_told(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(InvoerFout, match=words):
        read_regios(write_toml(tmp_path, text))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_file_with_regions_is_read_as_notepad_saves_it(tmp_path: Path, encoding: str) -> None:
    text = "[x]\r\ntitel = 'Één'\r\ngemeenten = ['GM0917']\r\n"
    (tmp_path / "regios.toml").write_bytes(text.encode(encoding))
    assert read_regios(tmp_path / "regios.toml")["x"].titel == "Één"


@pytest.mark.parametrize(
    ("raw", "words"), [(b"[x]\ny == 1", "regel 2, teken 4"), (b"\xe9", "byte 1 is geen tekst in UTF-8")]
)
def test_what_is_wrong_with_a_file_is_told_in_dutch(tmp_path: Path, raw: bytes, words: str) -> None:
    (tmp_path / "regios.toml").write_bytes(raw)
    with pytest.raises(InvoerFout, match=words):
        read_regios(tmp_path / "regios.toml")


def test_a_file_that_is_absent_or_no_text_is_told(tmp_path: Path) -> None:
    with pytest.raises(InvoerFout, match=r"weg\.toml is niet te lezen.*README"):
        read_regios(tmp_path / "weg.toml")
    (tmp_path / "bytes.toml").write_bytes(b"\xff\xfe\x00")  # half a sign of UTF-16
    with pytest.raises(InvoerFout, match="niet te lezen"):
        read_regios(tmp_path / "bytes.toml")


@pytest.mark.parametrize("typed", [["limburg"], ["GM0917", "heerlen"], [], ["parkstad", "GM0917"]])
def test_an_unknown_region_is_told_with_what_is_known(typed: list[str]) -> None:
    with pytest.raises(InvoerFout, match=r"is niet bekend.*nederland.*parkstad.*--regios"):
        resolve_regio(typed)


@pytest.mark.parametrize("typed", ["GM917", "GM09171", "GM٠٩١٧", "GMOUDA"])
def test_a_malformed_gemeentecode_is_told(typed: str) -> None:
    with pytest.raises(InvoerFout, match=r"kloppen niet.*codes als GM0917"):
        resolve_regio([typed])


# Neighbours

SHAPES = st.one_of(
    st.none(),
    st.just(shapely.Polygon()),
    st.builds(
        lambda x, y, w, h: shapely.box(x, y, x + w, y + h),
        *(st.integers(0, 120) for _ in range(2)), *(st.integers(1, 40) for _ in range(2)),
    ),
)  # fmt: skip


@given(st.lists(SHAPES, max_size=9))
def test_neighbours_agree_with_every_distance(shapes: list[shapely.Polygon | None]) -> None:
    known = [n for n, shape in enumerate(shapes) if shape is not None and not shape.is_empty]
    naive = [(i, j) for i in known for j in known if i != j and shapes[i].distance(shapes[j]) <= 25.0]
    pairs = find_pairs(gpd.GeoSeries(shapes, dtype="geometry"))
    assert [tuple(pair) for pair in pairs.T.tolist()] == naive


@pytest.mark.parametrize(("gap", "count"), [(0.0, 2), (25.0, 2), (25.1, 0)])
def test_neighbours_may_lie_25_metres_apart(gap: float, count: int) -> None:
    squares = gpd.GeoSeries([make_square(0, 0, gap=gap), make_square(1, 0, gap=gap)])
    assert find_pairs(squares).shape == (2, count)
