"""The calendar of the board and what is needed at its moments, by hand."""

from __future__ import annotations

from datetime import date

import pytest

from woonzorg.agenda.kwartaal import Kwartaal, find_kwartaal, parse_kwartaal
from woonzorg.agenda.nodig import Nodig, calculate_toewijzingen, calculate_voorraad, find_jaarvraag
from woonzorg.agenda.planning import find_moment, find_nu, list_momenten, list_verslagen
from woonzorg.fouten import InvoerFout


def test_there_are_three_moments_and_then_exactly_ten_in_order():
    moments = list_momenten()
    assert [str(moment.kwartaal) for moment in moments[:3]] == ["2025-Q1", "2025-Q2", "2025-Q3"]
    assert [str(moment.kwartaal) for moment in list_verslagen()] == [
        f"{year}-Q{number}" for year in range(2026, 2031) for number in (2, 4)
    ]
    assert len(moments) == 13
    assert list(moments) == sorted(moments, key=lambda moment: moment.kwartaal)
    assert [moment.titel for moment in list_verslagen()[:3]] == [
        "Tussenrapportage Q2 2026", "Evaluatie Q4 2026", "Tussenrapportage Q2 2027",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("day", "moment"),
    [(date(2026, 11, 29), "2026-Q4"), (date(2026, 12, 31), "2026-Q4"), (date(2027, 1, 1), "2027-Q2"),
     (date(2024, 1, 1), "2025-Q1"), (date(2025, 10, 1), "2026-Q2"), (date(2040, 1, 1), "2030-Q4")],
)  # fmt: skip
def test_what_is_due_on_a_day(day, moment):
    assert str(find_nu(day).kwartaal) == moment


@pytest.mark.parametrize(
    ("moment", "low", "high"),
    [("2025-Q3", 0, 0), ("2026-Q2", 226, 362.5), ("2026-Q4", 452, 725), ("2030-Q4", 2260, 3625)],
)
def test_the_lettings_that_are_needed_at_the_end_of_a_quarter(moment, low, high):
    assert calculate_toewijzingen(parse_kwartaal(moment)) == Nodig(low, high)


def test_a_shortage_of_2030_is_made_up_for_in_equal_steps():
    assert find_jaarvraag() == Nodig(452, 725)
    assert calculate_voorraad(Nodig(1000, 2000), Kwartaal(2026, 4)) == Nodig(200, 400)
    assert calculate_voorraad(Nodig(1000, 2000), Kwartaal(2030, 4)) == Nodig(1000, 2000)
    assert calculate_voorraad(Nodig(1000, 2000), Kwartaal(2033, 4)) == Nodig(1000, 2000)


def test_a_quarter_is_read_as_people_write_it_and_nothing_else_is():
    assert {parse_kwartaal(text) for text in ("2026-Q2", "2026 q2", "Q2 2026", "k2-2026", " 2026Q2 ")} == {
        Kwartaal(2026, 2)
    }
    assert [parse_kwartaal(text) for text in ("2026-Q5", "2026", "Q2", "26-Q2", "")] == [None] * 5
    assert (Kwartaal(2028, 1).begin, Kwartaal(2028, 1).einde) == (date(2028, 1, 1), date(2028, 3, 31))
    assert (Kwartaal(2026, 4).begin, Kwartaal(2026, 4).einde) == (date(2026, 10, 1), date(2026, 12, 31))
    assert find_kwartaal(date(2026, 3, 31)) == Kwartaal(2026, 1)


@pytest.mark.parametrize("text", ["2026-Q1", "2031-Q2", "nu"])
def test_another_moment_is_refused(text):
    with pytest.raises(InvoerFout, match="2026-Q4"):
        find_moment(text)
    assert find_moment("Q4 2026").regel == 782
