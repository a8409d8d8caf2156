"""The day in the Netherlands: where a server's clock stands, a decision of today is never one of tomorrow."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

PLAATS = ZoneInfo("Europe/Amsterdam")
"""By whose clock a day begins, wherever the server stands."""


def today(nu: datetime | None = None) -> date:
    """Return the day that it is in the Netherlands.

    Parameters
    ----------
    nu : datetime, optional
        The moment, with its zone; now by default.

    Examples
    --------
    >>> today(datetime(2026, 6, 30, 22, 30, tzinfo=UTC)).isoformat()
    '2026-07-01'
    """
    return to_lokaal(nu or datetime.now(UTC)).date()


def to_lokaal(moment: datetime) -> datetime:
    """Return a moment by the Dutch clock; one without a zone stays as it is."""
    return moment if moment.tzinfo is None else moment.astimezone(PLAATS)


def find_dag(tekst: str) -> str:
    """Return the day of an ISO date or moment, by the Dutch clock; '' when it is neither.

    Examples
    --------
    >>> find_dag("2026-11-21T23:45:24+00:00"), find_dag("2026-11-21"), find_dag("ooit")
    ('2026-11-22', '2026-11-21', '')
    """
    try:
        return to_lokaal(datetime.fromisoformat(tekst)).date().isoformat()
    except ValueError:
        return ""
