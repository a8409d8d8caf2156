"""The examples: as many as the magazine has, no number without the line that holds it, and nothing about persons."""

from __future__ import annotations

import re

import pytest

from woonzorg.voorbeelden.praktijk import KOPJES, list_aanbevelingen, list_klein, list_praktijk

TELWOORDEN = {
    "twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6, "acht": 8, "tien": 10, "tienpunt": 10, "elf": 11,
    "twaalf": 12, "tachtig": 80,
}  # fmt: skip


def read_getallen(text):
    """Return every number of a text: in digits, or as a word."""
    digits = re.findall(r"\d[\d.]*\d|\d", text)
    words = [str(TELWOORDEN[word]) for word in re.findall(r"\w+", text.lower()) if word in TELWOORDEN]
    return {number.replace(".", "") for number in digits} | set(words)


def test_there_are_twelve_examples_with_thirty_three_headings_and_ten_small_ones():
    every = list_praktijk()
    assert [item.nr for item in every] == list(range(1, 13))
    headings = [heading for item in every for heading in item.kopjes]
    assert {name: headings.count(name) for name in KOPJES} == {
        "Proces": 12, "Wonen en omgeving": 3, "Leefomgeving": 7, "Begeleiding": 11,
    }  # fmt: skip
    assert len(headings) == 33
    assert len(list_klein()) == 10
    assert [(item.nr, item.regel) for item in list_aanbevelingen()] == [(n, 583 + n) for n in range(1, 6)]
    assert [item.regel for item in every] == sorted(item.regel for item in every)
    assert all(3390 <= item.regel <= 3656 for item in list_klein())


@pytest.mark.parametrize("item", list_praktijk(), ids=lambda item: item.plaats + str(item.nr))
def test_every_number_that_is_told_stands_in_a_line_of_the_source(item):
    for figure in item.cijfers:
        held = read_getallen(" ".join(quote for _, quote in figure.vindplaatsen))
        assert read_getallen(figure.zin) == held, figure.zin
        assert all(item.regel <= line < 3382 for line in figure.regels)
    known = {number for figure in item.cijfers for number in read_getallen(figure.zin)}
    told = f"{item.schaal} {item.omstandigheid} {item.gedaan} {item.voorbehoud}"
    assert read_getallen(told) <= known
    assert item.cijfers
    assert item.voorbehoud


def test_what_is_illegible_in_the_source_is_not_told():
    lines = {line for item in list_praktijk() for figure in item.cijfers for line in figure.regels}
    assert lines.isdisjoint({619, 1680, 2052})


@pytest.mark.parametrize("plaats", ["Amsterdam", "Hoorn"])
def test_matching_of_persons_is_told_and_not_taken_over(plaats):
    item = next(item for item in list_praktijk() if item.plaats == plaats)
    assert "hier niet overgenomen" in item.voorbehoud
    assert "person" in f"{item.voorbehoud}".lower().replace("persoon", "person")
    assert "stoplicht" not in f"{item.gedaan}{item.voorbehoud}".lower()
