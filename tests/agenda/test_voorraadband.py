"""The stock that is needed at each moment, by hand from tables 1 and 2."""

from __future__ import annotations

import pytest
from agendamaken import Q2, Q4, make_lijn

from woonzorg.agenda.kwartaal import Kwartaal
from woonzorg.agenda.nodig import Nodig, calculate_voorraad
from woonzorg.agenda.voorraadband import list_voorraadband, select_groep


@pytest.fixture(scope="module")
def banden():
    return {band.groep: band for band in list_voorraadband()}


def test_the_shortage_of_2030_is_worked_out_anew_by_scenario(banden):
    """Ouderen, geclusterd: 11,020 and 12,600 asked, 10,793 there. VG: 1,130 + 720 and 1,180 + 760, of 861 and 26."""
    assert {group: dict(band.tekorten) for group, band in banden.items()} == {
        "ouderen": {"basis": 227, "trend": 1807},
        "verstandelijke_beperking": {"onderkant": 963, "bovenkant": 1053},
    }
    assert banden["verstandelijke_beperking"].lijngroep == "beperking"
    assert banden["ouderen"].scenarios == {"basis": "basisscenario", "trend": "trendscenario"}


def test_ten_equal_steps_of_one_scenario_or_from_least_to_most(banden):
    steps = banden["ouderen"].list_nodig()
    assert [str(moment) for moment, _ in steps] == [
        f"{year}-Q{half}" for year in range(2026, 2031) for half in (2, 4)
    ]
    assert dict(steps)[Q2] == Nodig(22.7, 180.7)
    assert dict(steps)[Q4] == Nodig(45.4, 361.4)
    assert steps[-1][1] == Nodig(227, 1807)
    assert banden["ouderen"].list_nodig("trend")[0][1] == Nodig(180.7, 180.7)
    assert banden["ouderen"].list_nodig("een ander") == steps


def test_no_more_is_needed_than_the_shortage_and_nothing_before_2026():
    assert calculate_voorraad(Nodig(10, 20), Kwartaal(2035, 4)) == Nodig(10, 20)
    assert calculate_voorraad(Nodig(10, 20), Kwartaal(2025, 3)) == Nodig(0, 0)


def test_beside_a_band_stands_what_was_agreed_for_its_group():
    lines = (make_lijn("A", groep="ouderen"), make_lijn("B"))
    assert [line.regel for line in select_groep(lines, "ouderen")] == ["A"]
