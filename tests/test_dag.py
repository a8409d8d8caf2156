"""The Dutch day: also just after midnight, in summer and winter, and wherever the server stands."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from woonzorg.dag import find_dag, to_lokaal, today
from woonzorg.fouten import InvoerFout
from woonzorg.verdeling.invoer.datum import read_datum

HUIS = Path(__file__).parent.parent
ZOMERNACHT = datetime(2026, 6, 30, 22, 30, tzinfo=UTC)


def test_half_past_midnight_is_the_new_day() -> None:
    assert today(ZOMERNACHT) == date(2026, 7, 1)
    assert today(datetime(2026, 12, 31, 23, 30, tzinfo=UTC)) == date(2027, 1, 1)
    assert today(datetime(2026, 12, 31, 22, 30, tzinfo=UTC)) == date(2026, 12, 31)


def test_a_decision_of_today_is_none_of_tomorrow() -> None:
    assert read_datum("1 juli 2026", today(ZOMERNACHT)) == "2026-07-01"
    with pytest.raises(InvoerFout, match="toekomst"):
        read_datum("2 juli 2026", today(ZOMERNACHT))
    assert read_datum(today().isoformat()) == today().isoformat()


def test_moments_are_told_by_the_dutch_clock() -> None:
    assert to_lokaal(ZOMERNACHT).isoformat() == "2026-07-01T00:30:00+02:00"
    assert find_dag("2026-06-30T22:30:00Z") == "2026-07-01"
    assert [find_dag(text) for text in ("2026-06-30", "", "gisteren")] == ["2026-06-30", "", ""]


def test_nothing_else_asks_what_day_it_is() -> None:
    asks = re.compile(r"date\.today\(|\.now\([^)]*\)(\.astimezone\(\))?\.date\(|utcnow")
    files = [*(HUIS / "woonzorg").rglob("*.py"), *(HUIS / "pages").rglob("*.py")]
    assert [path.name for path in files if asks.search(path.read_text(encoding="utf-8"))] == []
