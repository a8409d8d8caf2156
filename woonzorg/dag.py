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


_MAANDEN = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november",
    "december",
)  # fmt: skip


def format_datum(datum: str) -> str:
    """Write an ISO date or moment the Dutch way, by the Dutch clock; what is none stays, nothing at all is 'onbekend'.

    Examples
    --------
    >>> format_datum("2026-11-21"), format_datum("2026-11-21T22:45:24+00:00")
    ('21 november 2026', '21 november 2026, 23:45 uur')
    """
    try:
        moment = to_lokaal(datetime.fromisoformat(datum))
    except ValueError:
        return datum or "onbekend"
    day = f"{moment.day} {_MAANDEN[moment.month - 1]} {moment.year}"
    if "T" not in datum:
        return day
    return f"{day}, {moment:%H:%M} uur"
