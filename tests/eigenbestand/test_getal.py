"""Numbers in cells: never guessed, whatever points, commas and spaces people write."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from woonzorg.eigenbestand.getal import MEEST, GetalFout, parse_geheel, parse_maat, parse_procent
from woonzorg.eigenbestand.opmaak import write_procent


@pytest.mark.parametrize(
    ("cel", "getal"),
    [
        ("12", 12), ("12,0", 12), ("12.0", 12), ("12,00", 12), ("12.00", 12), ("1.234", 1234), ("1.234,0", 1234),
        ("1,234.0", 1234), ("1.234.567", 1234567), ("1,234,567", 1234567),
        ("1 234", 1234), ("1\u202f234", 1234), ("1'234", 1234), ("007", 7),
        ("0", 0), ("0,0", 0), ("", None), (12, 12), (12.0, 12), (1234, 1234), ("1234,000", 1234),
    ],
)  # fmt: skip
def test_whole_numbers_are_read_as_they_are_meant(cel: str | float, getal: int | None) -> None:
    assert parse_geheel(cel) == getal


@pytest.mark.parametrize("cel", ["12.000", "12,000", "1,234", "999,999"])
def test_what_can_be_two_numbers_is_refused(cel: str) -> None:
    with pytest.raises(GetalFout, match=r"kan [\d,]+ of [\d,]+ zijn; schrijf het zonder punt of komma"):
        parse_geheel(cel)


@pytest.mark.parametrize(
    ("cel", "melding"),
    [
        ("12,5", "geen heel getal"), ("0.123", "geen heel getal"), (12.5, "'12,5' is geen heel"), (1.234, "'1,234'"),
        ("twaalf", "'twaalf' is geen heel getal; typ alleen cijfers"), ("1e9", "geen heel getal"), ("12%", "geen heel"),
        ("1.23.4", "geen heel getal"), ("--1", "geen heel"), ("١٢", "geen heel getal"), ("1 23", "geen heel getal"),
        ("9" * 400, "geen heel getal"), (-3, "-3 ligt niet tussen 0 en 9999999"), ("-3", "ligt niet tussen"),
        (10**8, "ligt niet tussen"), (1e300, "ligt niet tussen"), (math.inf, "geen heel getal"), ("WAAR", "geen heel"),
        ("29-11-2026", "geen heel getal"), ("01.234", "geen heel getal"), (".5", "geen heel"), ("5.", "geen heel"),
    ],
)  # fmt: skip
def test_what_is_no_whole_number_is_told(cel: str | float, melding: str) -> None:
    with pytest.raises(GetalFout, match=melding):
        parse_geheel(cel)


@given(st.integers(0, MEEST), st.sampled_from(["{:d}", "{:d},0", "{:d}.0", "{:d},00"]))
def test_a_number_with_or_without_empty_decimals_is_the_same(number: int, form: str) -> None:
    assert parse_geheel(form.format(number)) == number


@given(st.integers(1000, MEEST))
def test_dutch_thousands_are_read_or_refused_and_never_another_number(number: int) -> None:
    text = f"{number:,}".replace(",", ".")
    try:
        assert parse_geheel(text) == number
    except GetalFout:
        assert text.endswith(".000")
        assert text.count(".") == 1


@pytest.mark.parametrize(
    ("cel", "hoogst", "maat"),
    [("5,988", 180, 5.988), ("5.988", 180, 5.988), ("50,88812", 90, 50.88812), (5.988, 180, 5.988),
     ("196123,5", 1e6, 196123.5), ("196123.5", 1e6, 196123.5), ("196.123,45", 1e6, 196123.45), ("-3", 180, -3)],
)  # fmt: skip
def test_places_are_read_with_a_point_or_a_comma(cel: str | float, hoogst: float, maat: float) -> None:
    assert parse_maat(cel, hoogst) == maat
    assert math.isnan(parse_maat("", hoogst))


@pytest.mark.parametrize("cel", ["196.123", "oost", "1e5", "1000001", 1e7, math.inf])
def test_a_place_that_is_none_or_two_is_refused(cel: str | float) -> None:
    with pytest.raises(GetalFout, match=r"kan .* zijn|is geen getal tot 1000000"):
        parse_maat(cel, 1e6)


@given(st.floats(0, 1))
def test_a_share_of_a_workbook_is_the_percentage_that_it_shows(share: float) -> None:
    text = write_procent(share)
    if "e" not in text:
        assert parse_procent(text) == pytest.approx(share * 100, rel=1e-9, abs=1e-9)


@pytest.mark.parametrize(
    ("cel", "waarde"), [("12,5%", 12.5), ("40 %", 40), ("12.5", 12.5), (40, 40), ("", None)]
)
def test_percentages_are_read(cel: str | float, waarde: float | None) -> None:
    assert parse_procent(cel) == waarde


@pytest.mark.parametrize("cel", ["veel", "140", 140, -1, math.nan, "1.2.3", "1e1"])
def test_what_is_no_percentage_is_told(cel: str | float) -> None:
    with pytest.raises(GetalFout, match=r"geen percentage|verwacht 0 tot 100 procent"):
        parse_procent(cel)
