"""Text that looks as if it is about a person: told beside a field, so that whoever writes can take it out.

It warns and never refuses: a sign is not a certainty, and what it does not know it lets pass.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from woonzorg.indicator import VERBODEN_WOORDEN
from woonzorg.tekst.plat import join_woorden

if TYPE_CHECKING:
    from collections.abc import Iterable

HUISNUMMER = "een huisnummer"
"""The sign that is of a home, and of one who lives there only where it is one home."""

_TEKENS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("een e-mailadres", re.compile(r"[^\s@]+@[^\s@]+\.\w")),
    ("een telefoonnummer", re.compile(r"(?<!\d)(?:\+31|0031|0)[\s-]?(?:\d[\s-]?){8}\d(?!\d)")),
    ("een nummer van negen cijfers", re.compile(r"(?<![\d.,])\d{3}[ .]?\d{3}[ .]?\d{3}(?![\d.,]*\d)")),
    ("een geboortedatum", re.compile(r"\bgeb(?:\.|oren)|\bgeboortedat", re.IGNORECASE)),
    ("een aanspreekvorm", re.compile(
        r"\b(?i:mevrouw|meneer)\b"
        r"|\b(?i:heer|familie|dhr\.?|mevr\.?|mw\.?|fam\.?)\s+(?:(?:van|de|den|der|ter|ten) )*[A-Z]")),
    ("voorletters met een naam", re.compile(
        r"\b(?:[A-Z]\.){1,4} ?(?:(?:van|de|den|der|ter|ten|'t) ?){0,3}[A-Z][a-z]{2}")),
    (HUISNUMMER, re.compile(r"\b\w+(?:straat|laan|weg|plein|hof|pad|steeg)\s+\d+", re.IGNORECASE)),
)  # fmt: skip
"""What points at a person, with the word for it."""

_KENMERK = re.compile(rf"\b(?!geloofwaardig)(?:{'|'.join(VERBODEN_WOORDEN)})", re.IGNORECASE)
"""What no figure may be about either."""


def find_persoonlijk(tekst: str) -> tuple[str, ...]:
    """Return what in a text points at a person, in words; nothing when nothing does.

    Examples
    --------
    >>> find_persoonlijk("Mevr. Jansen, 06 1234 5678"), find_persoonlijk("De gemeente betaalt 25.000 euro.")
    (('een telefoonnummer', 'een aanspreekvorm'), ())
    """
    signs = [name for name, pattern in _TEKENS if pattern.search(tekst)]
    signs += ["een kenmerk van een persoon"] if _KENMERK.search(tekst) else []
    return tuple(signs)


def warn_personen(teksten: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """Return a warning for each text that may be about a person.

    Parameters
    ----------
    teksten : iterable of (str, str)
        Where a text stands, and the text.
    """
    found = ((where, find_persoonlijk(text)) for where, text in teksten)
    return tuple(
        f"{where}: hier lijkt {join_woorden(signs)} te staan. Schrijf niet over personen; haal het weg."
        for where, signs in found
        if signs
    )
