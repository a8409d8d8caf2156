"""Demand against the vision's tables: what lies inside what, what is spread, and what is refused."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from woonzorg.fouten import GegevensFout
from woonzorg.verdeling.vraag.groepen import Eenheid, Soort
from woonzorg.verdeling.vraag.lijnen import (
    STANDAARDVRAAG,
    VRIJGEKOMEN_2022,
    Vraagregel,
    check_vraag,
    make_behoefte,
)


def spread(regels, **options):
    behoefte = make_behoefte(regels, options.pop("soort", Soort.PER_JAAR), **{"hoog": True} | options)
    return dict(zip(behoefte.groepen, behoefte.aantallen, strict=True)), behoefte


@pytest.mark.parametrize(("hoog", "total", "percent"), [(False, 452, 7), (True, 725, 12)])
def test_the_published_demand_gives_the_shares_of_paragraph_4_2(hoog, total, percent):
    counts, _ = spread(STANDAARDVRAAG, hoog=hoog)
    assert sum(counts.values()) == total
    assert round(100 * total / VRIJGEKOMEN_2022) == percent
    assert counts["detentie"] == 39
    assert counts["jeugd_zelfstandig"] + counts["jeugd_tussenvorm"] == 39


def test_parts_lie_inside_the_whole_unless_they_are_added():
    regels = [Vraagregel("uitstroom", 100, 100), Vraagregel("detentie", 39, 39)]
    assert spread(regels)[0] == {"uitstroom": 61, "detentie": 39}
    assert spread(regels, optellen=True)[0] == {"uitstroom": 100, "detentie": 39}


def test_a_part_is_taken_from_the_nearest_whole_only():
    regels = [
        Vraagregel("uitstroom", 100, 100),
        Vraagregel("detentie_forensisch", 40, 40),
        Vraagregel("detentie", 30, 30),
    ]
    assert spread(regels)[0] == {"uitstroom": 60, "detentie_forensisch": 10, "detentie": 30}


def test_kinds_are_never_added():
    regels = [Vraagregel("uitstroom", 100, 100), Vraagregel("detentie", 39, 39, soort=Soort.TOT_2030)]
    counts, behoefte = spread(regels)
    assert counts == {"uitstroom": 100}
    assert [(rest.groep, rest.aantal) for rest in behoefte.restant] == [("detentie", 39)]
    assert spread(regels, soort=Soort.TOT_2030)[0] == {"detentie": 39}


def test_free_groups_and_groups_that_are_only_tested_are_left_out_with_a_reason():
    _, behoefte = spread(STANDAARDVRAAG)
    rest = {line.groep: line for line in behoefte.restant}
    assert set(rest) == {"mantelzorg", "woonwagenbewoners"}
    assert "geldt niet" in rest["mantelzorg"].reden
    assert "gaat eerst" in rest["mantelzorg"].reden
    assert [rest[name].gaat_eerst for name in ("mantelzorg", "woonwagenbewoners")] == [True, False]
    assert rest["woonwagenbewoners"].eenheid == Eenheid.STANDPLAATS
    assert "nooit automatisch" in rest["woonwagenbewoners"].reden


def test_persons_become_whole_dwellings():
    regel = Vraagregel("jeugd_tussenvorm", 27, 28, Eenheid.PERSOON, personen_per_woning=4)
    assert (regel.count(hoog=False), regel.count(hoog=True)) == (7, 7)
    assert dataclasses.replace(regel, hoog=29).count(hoog=True) == 8


def test_urgency_can_be_set_and_the_rest_follows_in_the_usual_order():
    regels = [Vraagregel(name, 1, 1) for name in ("statushouders", "psychisch", "beschermd_wonen")]
    assert tuple(spread(regels)[0]) == ("psychisch", "statushouders", "beschermd_wonen")
    assert next(iter(spread(regels, urgentie=["beschermd_wonen"])[0])) == "beschermd_wonen"


@pytest.mark.parametrize(
    ("regel", "text"),
    [
        (Vraagregel("wezens", 1, 1), "bestaat niet"),
        (Vraagregel("statushouders", 2, 1), "onderkant"),
        (Vraagregel("statushouders", -1, 1), "onder 0"),
        (Vraagregel("statushouders", 1, 1, Eenheid.STANDPLAATS), "eenheid"),
        (Vraagregel("woonwagenbewoners", 1, 1), "eenheid"),
        (Vraagregel("urgent", 1, 1), "geef de delen op"),
        (Vraagregel("statushouders", 1, 1, Eenheid.PERSOON, personen_per_woning=0.0), "personen per woning"),
    ],
)
def test_demand_that_makes_no_sense_is_refused(regel, text):
    with pytest.raises(GegevensFout, match=text):
        check_vraag([regel])


def test_all_findings_are_told_together():
    regels = [
        Vraagregel("wezens", 1, 1),
        Vraagregel("statushouders", 2, 1),
        Vraagregel("statushouders", 1, 1),
    ]
    with pytest.raises(GegevensFout) as caught:
        check_vraag(regels)
    assert len(caught.value.bevindingen) == 3


def test_parts_larger_than_the_whole_are_refused_unless_added():
    regels = [Vraagregel("uitstroom", 30, 50), Vraagregel("detentie", 39, 39)]
    with pytest.raises(GegevensFout, match="groter dan het geheel"):
        check_vraag(regels)
    check_vraag(regels, optellen=True)


@settings(deadline=None)
@given(st.integers(0, 500), st.integers(0, 500), st.booleans())
def test_nothing_is_lost_between_lines_and_what_is_spread(whole, part, hoog):
    regels = [Vraagregel("uitstroom", whole + part, whole + part + 5), Vraagregel("detentie", part, part)]
    counts, _ = spread(regels, hoog=hoog)
    assert sum(counts.values()) == whole + part + 5 * hoog
    assert counts["detentie"] == part
