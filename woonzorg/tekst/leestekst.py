"""Text and JSON that people give: decoded as they are really saved, and what is wrong told in Dutch."""

from __future__ import annotations

import codecs
import json
import re
import tomllib
from typing import Any

_LANGST = 300
"""Digits of a whole number: more does not fit in any other kind of number."""
_GROOTST = 10**15
"""Numbers from here count nothing, and a spreadsheet does not keep their digits."""
_DIEPST = 60
"""Levels of lists and objects within each other."""
_BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class TekstFout(ValueError):
    """Why a text cannot be read, in Dutch: for the part 'gevonden' of a message."""


def find_bom(raw: bytes) -> str:
    """Return the encoding that a byte order mark tells; '' without one."""
    return next((name for mark, name in _BOMS if raw.startswith(mark)), "")


def decode_tekst(raw: bytes) -> str:
    """Return the text of a file in UTF-8, or in what its byte order mark tells.

    Raises
    ------
    TekstFout
        When it is neither.
    """
    try:
        text = raw.decode(find_bom(raw) or "utf-8")
    except UnicodeDecodeError as error:
        message = f"byte {error.start + 1} is geen tekst in UTF-8; bewaar het bestand als UTF-8"
        raise TekstFout(message) from error
    if "\0" in text:
        message = "er staan tekens in die geen tekst zijn; bewaar het bestand als UTF-8"
        raise TekstFout(message)
    return text


def parse_json(raw: bytes) -> Any:
    """Return what a JSON file holds; stricter than Python: no NaN, no doubled names, no endless depth or numbers.

    Raises
    ------
    TekstFout
        With the place and the reason.
    """
    text = decode_tekst(raw)
    try:
        content = json.loads(
            text, object_pairs_hook=_refuse_doubles, parse_constant=_refuse_constant, parse_int=_read_int
        )
    except json.JSONDecodeError as error:
        raise TekstFout(_explain(error, text)) from error
    except RecursionError as error:
        raise TekstFout(_TE_DIEP) from error
    _check_diepte(content)
    _check_tekens(text, content)
    return content


def parse_toml(raw: bytes) -> dict[str, Any]:
    """Return what a TOML file holds.

    Raises
    ------
    TekstFout
        With the place, where it is known, and the reason.
    """
    text = decode_tekst(raw).lstrip("\ufeff").replace("\r\n", "\n")
    if _KETEN.search(_COMMENTAAR.sub("", _TEKSTEN.sub("", text))):
        raise TekstFout(_TE_DIEP)
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"at line (\d+), column (\d+)", str(error))
        told = (
            f"regel {place[1]}, teken {place[2]}: dit hoort hier niet" if place else "het houdt te vroeg op"
        )
        raise TekstFout(told) from error
    except RecursionError as error:
        raise TekstFout(_TE_DIEP) from error
    except ValueError as error:  # Python's own, of a number with too many digits
        message = "er staat een getal in dat te groot is"
        raise TekstFout(message) from error


_TEKSTEN = re.compile(r'"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'')
_COMMENTAAR = re.compile(r"#[^\n]*")
_KETEN = re.compile(rf"\.(?:[^.\n=,\[\]{{}}]*\.){{{_DIEPST}}}")
"""Names within names (a.b.c): reading them takes memory by the square of how many there are."""

_TE_DIEP = f"er staat te veel in elkaar: hoogstens {_DIEPST} niveaus"


def _explain(error: json.JSONDecodeError, text: str) -> str:
    if not text.strip():
        return "het bestand is leeg"
    if error.pos >= len(text.rstrip()):
        return "het bestand houdt te vroeg op"
    sign = text[error.pos].replace("\n", " ")
    return f"regel {error.lineno}, teken {error.colno}: '{sign}' hoort hier niet"


def _refuse_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    names = [name for name, _ in pairs]
    if len(set(names)) < len(names):
        doubled = next(name for number, name in enumerate(names) if name in names[:number])
        message = f"'{doubled[:60]}' staat er twee keer"
        raise TekstFout(message)
    return dict(pairs)


def _refuse_constant(name: str) -> None:
    message = f"{name} is geen getal"
    raise TekstFout(message)


def _read_int(digits: str) -> int:
    if len(digits.lstrip("-")) > _LANGST:
        message = f"een getal van {len(digits.lstrip('-'))} cijfers is te groot"
        raise TekstFout(message)
    return int(digits)


def find_reuzen(content: Any, plek: str = "") -> list[str]:
    """Return the places of numbers that are too large to count anything, or are none, as names joined by dots."""
    if isinstance(content, dict | list):
        parts = content.items() if isinstance(content, dict) else enumerate(content)
        return [place for name, part in parts for place in find_reuzen(part, f"{plek}.{name}".lstrip("."))]
    return [plek] if isinstance(content, int | float) and not abs(content) < _GROOTST else []


def _check_diepte(content: Any) -> None:
    """Refuse lists in lists without end, which would stop whoever walks through them."""
    layer, depth = [content], 0
    while layer:
        depth += 1
        if depth > _DIEPST:
            raise TekstFout(_TE_DIEP)
        layer = [
            part
            for item in layer
            if isinstance(item, dict | list)
            for part in (item.values() if isinstance(item, dict) else item)
        ]


def _check_tekens(text: str, content: Any) -> None:
    """Refuse half a sign (a lone surrogate), which cannot be written down again."""
    if re.search(r"\\u[dD][89a-fA-F]", text) is None:
        return
    try:
        json.dumps(content, ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        message = "er staat een half teken in de tekst"
        raise TekstFout(message) from error
