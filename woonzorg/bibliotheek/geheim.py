"""The code by which a visitor shows, without a login, that a comment is his: only its hash is ever kept.

It is drawn by chance and has 80 bits, so that it cannot be guessed, nor found back from the hash.
"""

from __future__ import annotations

import hashlib
import re
import secrets

_CIJFERS, _GROEP = 20, 4
_CODE = re.compile(rf"[0-9a-f]{{{_CIJFERS}}}")


def make_geheim() -> str:
    """Return a new code, in groups that can be read aloud, such as ``3f0a-91bc-…``."""
    digits = secrets.token_hex(_CIJFERS // 2)
    return "-".join(digits[start : start + _GROEP] for start in range(0, _CIJFERS, _GROEP))


def read_geheim(tekst: str) -> str:
    """Return a code as `make_geheim` writes it, however it was typed; '' when it is none.

    Examples
    --------
    >>> read_geheim(" 0123 4567 89AB-cdef-0123 "), read_geheim("0123-4567")
    ('0123-4567-89ab-cdef-0123', '')
    """
    digits = re.sub(r"[\s-]", "", tekst[:100]).lower()
    if not _CODE.fullmatch(digits):
        return ""
    return "-".join(digits[start : start + _GROEP] for start in range(0, _CIJFERS, _GROEP))


def hash_geheim(geheim: str) -> str:
    """Return what is kept of a code."""
    return hashlib.sha256(geheim.encode()).hexdigest()
