"""Days and texts of decisions: a date is a real day that is not yet to come, written with the digits 0 to 9."""

from __future__ import annotations

import re
from datetime import date

from woonzorg.dag import format_datum, today
from woonzorg.fouten import InvoerFout

_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DATUMS = (
    re.compile(r"(?P<jaar>[0-9]{4})-(?P<maand>[0-9]{1,2})-(?P<dag>[0-9]{1,2})"),
    re.compile(r"(?P<dag>[0-9]{1,2})[-/. ](?P<maand>[0-9]{1,2}|[a-z]{3,9})\.?[-/. ](?P<jaar>[0-9]{4})"),
)
_MAANDEN = ("jan", "feb", "maa", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")


def find_dag(tekst: str) -> date | None:
    """Return the day of an ISO date; None for what is no real day.

    Examples
    --------
    >>> find_dag("2026-02-28"), find_dag("2026-02-30"), find_dag("20260228")
    (datetime.date(2026, 2, 28), None, None)
    """
    try:
        return date.fromisoformat(tekst) if _ISO.fullmatch(tekst) else None
    except ValueError:
        return None


def is_leeg(tekst: str) -> bool:
    """Tell whether a text says nothing: it has no letter and no digit.

    Examples
    --------
    >>> is_leeg("  "), is_leeg("– …"), is_leeg("raad")
    (True, True, False)
    """
    return not any(sign.isalnum() for sign in tekst)


def describe_datumfout(tekst: str, vandaag: date | None = None) -> str:
    """Tell what is wrong with the ISO date of a decision; '' when it is a day that was.

    Examples
    --------
    >>> describe_datumfout("2026-13-45")
    'is geen echte dag'
    """
    day = find_dag(tekst)
    if day is None:
        return "is geen echte dag"
    return "moet nog komen" if day > (vandaag or today()) else ""


def format_dag(tekst: str) -> str:
    """Write an ISO date in short, the Dutch way; what is no real day stays as it is, and is told as none.

    Examples
    --------
    >>> format_dag("2026-01-31"), format_dag("2026-13-45")
    ('31-1-2026', '2026-13-45 (geen echte dag)')
    """
    day = find_dag(tekst)
    return f"{day.day}-{day.month}-{day.year}" if day else f"{tekst[:40]} (geen echte dag)"


def format_besluitdag(datum: str) -> str:
    """Write the day of a decision in full; of what is no day that was, that is said."""
    wrong = describe_datumfout(datum)
    return f"{datum} (let op: deze dag {wrong})" if wrong else format_datum(datum)


def read_datum(tekst: str, vandaag: date | None = None) -> str:
    """Read the date of a decision, written the Dutch way or as ISO, and return it as ISO.

    Parameters
    ----------
    tekst : str
    vandaag : date, optional
        No decision is later than this; by default the day that it is in the Netherlands.

    Raises
    ------
    InvoerFout
        When it is no date, or one that is yet to come.

    Examples
    --------
    >>> read_datum("3 maart 2026", date(2026, 11, 22))
    '2026-03-03'
    """
    day = parse_datum(tekst)
    if day is None:
        message = "De datum van het besluit is niet te lezen."
        raise InvoerFout(message, verwacht="een datum als 22-11-2026", gevonden=tekst.strip()[:40] or "niets")
    if day > (vandaag or today()):
        message = "De datum van het besluit ligt in de toekomst."
        raise InvoerFout(message, gevonden=day.isoformat(), remedie="Vul de dag van het besluit in.")
    return day.isoformat()


def parse_datum(tekst: str) -> date | None:
    """Return the day that a text says, written the Dutch way or as ISO; None when it says none.

    Examples
    --------
    >>> parse_datum("3 maart 2026"), parse_datum("30-2-2026")
    (datetime.date(2026, 3, 3), None)
    """
    found = next((hit for form in _DATUMS if (hit := form.fullmatch(tekst.strip().lower()))), None)
    try:
        return date(int(found["jaar"]), _read_maand(found["maand"]), int(found["dag"])) if found else None
    except ValueError:
        return None


def _read_maand(tekst: str) -> int:
    """Return the number of a month; ValueError when it is none."""
    name = "maa" if tekst == "mrt" else tekst[:3]
    return int(tekst) if tekst.isdigit() else _MAANDEN.index(name) + 1
