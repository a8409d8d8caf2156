"""Links of a comparison: each comes back as it was; anything else gives a notice, never an error."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from woonzorg.links.vergelijking import (
    DELEN,
    SLEUTELPLANNEN,
    VELDEN,
    WERK,
    Vergelijkkeuze,
    format_keuze,
    parse_keuze,
)
from woonzorg.verdeling.vergelijking.kant import NUL
from woonzorg.verdeling.vergelijking.knoppen import KNOPPEN

KANTEN = st.sampled_from([WERK, NUL, *SLEUTELPLANNEN]) | st.from_regex(r"[0-9a-f]{12}", fullmatch=True)
STANDEN = st.fixed_dictionaries(
    {},
    optional={
        name: st.decimals(lever.laagst, lever.hoogst, places=2).map(float) for name, lever in KNOPPEN.items()
    },
)
KEUZES = st.builds(
    Vergelijkkeuze, a=st.just("") | KANTEN, b=st.just("") | KANTEN, deel=st.sampled_from(DELEN),
    gebied=st.just("") | st.from_regex(r"BU[0-9]{8}", fullmatch=True), knoppen=STANDEN,
    meer=st.lists(KANTEN, max_size=3).map(tuple),
)  # fmt: skip


@given(KEUZES)
def test_every_choice_comes_back_from_its_link(keuze):
    link = format_keuze(keuze)
    assert parse_keuze(link) == (keuze, ())
    assert set(link) <= VELDEN
    assert all(text.isascii() for text in link.values())


@given(st.dictionaries(st.sampled_from([*VELDEN, "x"]), st.text()))
def test_anything_else_gives_a_choice_and_never_an_error(parameters):
    keuze, notices = parse_keuze(parameters)
    assert parse_keuze(format_keuze(keuze)) == (keuze, ())
    assert len(notices) <= len(parameters)


@pytest.mark.parametrize("parameters", [
    {"a": "<script>"}, {"b": "0" * 13}, {"a": "../x"}, {"deel": "alles"}, {"gebied": "' OR 1=1"},
    {"mutatiegraad": "nan"},
    {"mutatiegraad": "1e999"}, {"nieuwbouw": "-1"}, {"tot": "9999"}, {"instroom": "veel"}, {"a": "A" * 5000},
])  # fmt: skip
def test_what_makes_no_sense_is_left_out_and_said(parameters):
    keuze, notices = parse_keuze(parameters)
    assert keuze == Vergelijkkeuze()
    assert len(notices) == 1
    assert next(iter(parameters)) in notices[0]


def test_more_plans_stand_behind_a_and_b_and_a_gap_closes():
    keuze = Vergelijkkeuze("471ca6ce0653", "inwoners", meer=("nul", "werk"))
    assert format_keuze(keuze) == {"a": "471ca6ce0653", "b": "inwoners", "c": "nul", "d": "werk"}
    found, notices = parse_keuze({"a": "werk", "b": "nul", "e": "gelijk", "d": "<b>"})
    assert (found.plannen, len(notices)) == (("werk", "nul", "gelijk"), 1)


def test_a_link_is_readable():
    link = format_keuze(
        Vergelijkkeuze("471ca6ce0653", "inwoners", "jaren", knoppen={"mutatiegraad": 9.5, "nieuwbouw": 40.0})
    )
    assert link == {
        "a": "471ca6ce0653",
        "b": "inwoners",
        "deel": "jaren",
        "mutatiegraad": "9.5",
        "nieuwbouw": "40",
    }
