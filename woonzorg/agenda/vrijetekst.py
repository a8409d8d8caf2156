"""Free text of the agenda that is shared in a report: no code of a buurt or wijk, and no number that is held back."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from woonzorg.agenda.lijn import Agendalijn

GEBIED = "(gebied)"
"""Stands in shared text for a code of a buurt or wijk."""

OPENBAAR = "dit kan openbaar worden (Woo): schrijf niet over personen"
"""Stands in the templates with each text that is shared."""

MET_GETALLEN = "reden niet te delen: er staan getallen in"
"""In place of a reason that can give a number away."""

_CODE = re.compile(r"(?<![A-Za-z0-9])(?:BU[\s.-]?[0-9]{8}|WK[\s.-]?[0-9]{6})(?![0-9])", re.IGNORECASE)


def find_gebiedscode(tekst: str) -> str:
    """Return the first code of a buurt or wijk in a text; '' for none.

    Examples
    --------
    >>> find_gebiedscode("vijf in bu 09170101 erbij"), find_gebiedscode("raad, 1-6-2026")
    ('bu 09170101', '')
    """
    found = _CODE.search(tekst)
    return found[0] if found else ""


def drop_gebiedscodes(tekst: str) -> str:
    """Return a text without codes of buurten and wijken."""
    return _CODE.sub(GEBIED, tekst)


def drop_lijncodes(lijn: Agendalijn) -> Agendalijn:
    """Return a line without codes of buurten and wijken in its free text, however it came here."""
    texts = {part.name: getattr(lijn, part.name) for part in fields(lijn)}
    # A word out of a list is no free text.
    plain: dict[str, Any] = {
        name: drop_gebiedscodes(text) for name, text in texts.items() if type(text) is str
    }
    return replace(lijn, **plain)


def drop_getallen(tekst: str, *, verborgen: bool) -> str:
    """Return a text as it may be shared: not at all where a number is held back and it has digits."""
    return MET_GETALLEN if verborgen and any(letter.isdigit() for letter in tekst) else tekst
