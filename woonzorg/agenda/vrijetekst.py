"""Free text of the agenda that is shared in a report: no code of a buurt or wijk, and no number that is held back."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

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


def has_getal(tekst: str) -> bool:
    """Tell whether a text has a number in digits or in words, apart from dates, years and quarters.

    Examples
    --------
    >>> [has_getal(text) for text in ("plaats voor zeven", "7 naar B", "raad, 1-6-2026", "achter in 2027")]
    [True, True, False, False]
    """
    bare = _DATUM.sub(" ", tekst)
    return any(letter.isnumeric() for letter in bare) or _WOORD.search(bare) is not None


def drop_getallen(tekst: str, *, verborgen: bool) -> str:
    """Return a text as it may be shared: not at all where a number is held back and it has one, in digits or words."""
    return MET_GETALLEN if verborgen and has_getal(tekst) else tekst


def drop_naamgetallen(naam: str) -> str:
    """Return the name of a line whose number is held back: a number in it gives way to three dots.

    What is part of a short code stays, for by it its maker knows the line.

    Examples
    --------
    >>> drop_naamgetallen("B: 7 woningen, zeven kamers"), drop_naamgetallen("R12 Kerkstraat")
    ('B: … woningen, … kamers', 'R12 Kerkstraat')
    """
    return _WOORD.sub(WEG, _CIJFERS.sub(WEG, naam))


def drop_letter(naam: str) -> str:
    """Return a name without the letter that tells it from others that lost their number."""
    return re.sub(r" \([a-z]+\)$", "", naam) if WEG in naam else naam


def drop_lijngetallen(lijn: Agendalijn) -> Agendalijn:
    """Return a line whose number is held back without the numbers in its free text."""
    texts: dict[str, Any] = {name: getattr(lijn, name) for name in _VRIJ}
    plain: dict[str, Any] = {name: VELD_MET_GETALLEN for name, text in texts.items() if has_getal(text)}
    return replace(lijn, regel=drop_naamgetallen(lijn.regel), **plain)


def names_lijn(tekst: str, namen: Iterable[str]) -> bool:
    """Tell whether a text names one of these lines: by its name, or by the first word of that."""
    words = {
        part for name in namen for part in (name, re.split(r"[\s:;,(]", name.strip(), maxsplit=1)[0]) if part
    }
    return any(
        re.search(rf"(?<!\w){re.escape(word.casefold())}(?!\w)", tekst.casefold()) is not None
        for word in words
    )


WEG = "…"
"""Stands in the name of a line for a number."""

VELD_MET_GETALLEN = "niet te delen: er staan getallen in"
"""In place of a free text of a line whose number is held back."""

_VRIJ = ("corporatie", "trekker", "partners", "financiering", "bron")
_EEN = (
    r"nul|één|eentje|een(?=\s+(?:\w+e\s+)?(?:woning|huis|plek|plaats|appartement|kamer|unit|persoon|gezin)\b)"
)
_TELWOORD = (
    r"twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|dertien|veertien|vijftien|zestien|zeventien|achttien|"
    r"negentien|twintig|dertig|veertig|vijftig|zestig|zeventig|tachtig|negentig|honderd|duizend"
)
_WOORD = re.compile(
    rf"(?<!\w)(?:{_EEN}|(?:{_TELWOORD})(?:(?:en|ën)?(?:{_TELWOORD}))*(?:en|tal|tallen|voud|maal)?|beide|zessen|zevenen|"
    r"dozijn|half|halve)(?!\w)",
    re.IGNORECASE,
)
_MAAND = "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
_DATUM = re.compile(
    rf"(?<![\w.,-])(?:\d{{1,2}}[-/]\d{{1,2}}[-/]20\d\d|20\d\d-\d\d-\d\d|\d{{1,2}} (?:{_MAAND}) 20\d\d|"
    r"20[0-4]\d[- ]?[QK][1-4]|[QK][1-4] 20[0-4]\d|20[0-4]\d)(?![\w-]|[.,]\d)",
    re.IGNORECASE,
)
_CIJFERS = re.compile(r"(?<![A-Za-z0-9])(?<![A-Za-z]-)[0-9][0-9.,]*")
