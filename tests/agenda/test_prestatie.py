"""The themes, the forerunners and what makes an agreement measurable, against the document and by hand."""

from __future__ import annotations

import dataclasses

import pytest
from agendamaken import make_lijn

from woonzorg.agenda.agendabestand import AANTAL_THEMAS
from woonzorg.agenda.prestatie import (
    TEGENSPRAKEN,
    THEMAS,
    Meetbaar,
    count_themas,
    is_betaalbaar,
    is_smart,
    list_kenmerken,
    list_koplopers,
    list_tegenspraken,
    list_voorbeelden,
    tabulate_themas,
)


def test_the_matrix_is_that_of_the_document():
    every = list_koplopers()
    filled = {item.naam: sum(item.themas) for item in every if item.themas}
    assert (len(every), len(filled), len(THEMAS), AANTAL_THEMAS) == (15, 13, 13, 13)
    assert count_themas() == (10, 11, 5, 10, 5, 4, 10, 10, 6, 9, 7, 6, 11)
    assert sum(count_themas()) == 104
    assert (filled["Leeuwarden"], filled["Zwolle"], filled["Breda"]) == (13, 11, 10)
    assert (filled["Halderberge"], filled["Doetinchem"]) == (4, 3)


def test_the_contradictions_are_of_themes_without_a_plus_and_are_told():
    marks = {item.naam: item.themas for item in list_koplopers()}
    assert not any(marks[name][theme - 1] for name, theme, _ in TEGENSPRAKEN)
    assert [text.split(":")[0] for text in list_tegenspraken()] == ["Drechtsteden", "Coevorden", "Beverwijk"]


def test_every_example_is_of_a_forerunner_and_a_theme_and_names_its_line():
    names = {item.naam for item in list_koplopers()}
    assert {item.koploper for item in list_voorbeelden()} <= names
    assert all(1 <= item.thema <= len(THEMAS) and 100 < item.regel < 300 for item in list_voorbeelden())


def test_an_agreement_without_one_of_the_five_is_not_smart():
    whole = make_lijn("A")
    assert is_smart(whole)
    for change, missing in [
        ({"gereed": None}, Meetbaar.TERMIJN), ({"aantal": None}, Meetbaar.AANTAL), ({"trekker": " "}, Meetbaar.TREKKER),
        ({"definitie": False}, Meetbaar.DEFINITIE), ({"meting": False}, Meetbaar.METING),
    ]:  # fmt: skip
        line = dataclasses.replace(whole, **change)
        assert not is_smart(line)
        assert set(Meetbaar) - list_kenmerken(line) == {missing}


def test_a_theme_without_lines_has_nothing_agreed():
    lines = [make_lijn("A", thema=2), make_lijn("B", thema=2, meting=False), make_lijn("C", thema=None)]
    stands = tabulate_themas(lines)
    assert len(stands) == 13
    assert [len(stand.lijnen) for stand in stands] == [0, 2, *[0] * 11]
    assert (stands[1].meetbaar, stands[1].koplopers) == (1, 11)


def test_the_woonzorgquote_by_its_example():
    assert is_betaalbaar(9600, 24_000)
    assert not is_betaalbaar(9601, 24_000)
    with pytest.raises(ValueError, match="meer dan 0"):
        is_betaalbaar(1, 0)
