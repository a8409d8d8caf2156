"""Rewrites of an answer for `Fault(kind="rewrite")`: what a source may get wrong while it still answers.

Each returns a function from bytes to bytes, for JSON with rows under ``value`` (CBS) or ``features`` (the others).
Counts in the answer stay as they were: to let rows, counts and pages change together, use `edits` of the service.
"""

from __future__ import annotations

import copy
import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    Rewrite = Callable[[bytes], bytes]
    Row = dict[str, Any]

CODE_FIELDS = ("WijkenEnBuurten", "Codering_3", "RegiocodeGemeenteWijkBuurt_1", "id", "buurtcode", "wijkcode",
               "gemeentecode")  # fmt: skip
BOW_TIE = [[[6.0, 50.9], [6.01, 50.91], [6.01, 50.9], [6.0, 50.91], [6.0, 50.9]]]
"""An outline that crosses itself (longitude, latitude)."""


def edit(change: Callable[[Any], None]) -> Rewrite:
    """Let a function change the parsed answer in place."""

    def rewrite(body: bytes) -> bytes:
        content = json.loads(body)
        change(content)
        return json.dumps(content, ensure_ascii=False).encode()

    return rewrite


def edit_rows(change: Callable[[list[Any]], list[Any]]) -> Rewrite:
    """Let a function return other rows; counts in the answer stay as they were."""

    def apply(content: Any) -> None:
        name = "features" if "features" in content else "value"
        content[name] = change(content[name])

    return edit(apply)


def rename_field(old: str, new: str) -> Rewrite:
    """Give a field, key or title another name, wherever it stands."""
    return lambda body: body.replace(f'"{old}"'.encode(), f'"{new}"'.encode())


def drop_field(name: str) -> Rewrite:
    """Take a field out of the rows, or its description out of the metadata."""

    def change(rows: list[Any]) -> list[Any]:
        for row in rows:
            _fields(row).pop(name, None)
        return [row for row in rows if name not in {row.get("Key"), row.get("Title"), row.get("name")}]

    return edit_rows(change)


def set_value(field: str, value: object, code: str = "") -> Rewrite:
    """Put a value in a field of every row, or of the rows with a code: text for a number, null, a sentinel."""

    def change(rows: list[Any]) -> list[Any]:
        for row in rows:
            if field in _fields(row) and (not code or _has_code(row, code)):
                _fields(row)[field] = value
        return rows

    return edit_rows(change)


def comma_decimals(field: str) -> Rewrite:
    """Write the numbers of a field as Dutch text: '-0,123'."""

    def change(rows: list[Any]) -> list[Any]:
        for row in rows:
            if isinstance(_fields(row).get(field), int | float):
                _fields(row)[field] = str(_fields(row)[field]).replace(".", ",")
        return rows

    return edit_rows(change)


def repeat_rows(count: int = 1, **changes: object) -> Rewrite:
    """Give the first rows once more, the same or with other values."""

    def change(rows: list[Any]) -> list[Any]:
        again = copy.deepcopy(rows[:count])
        for row in again:
            _fields(row).update(changes)
        return rows + again

    return edit_rows(change)


def add_code(code: str, **changes: object) -> Rewrite:
    """Add a row like the first with a code that no other source knows."""

    def change(rows: list[Any]) -> list[Any]:
        extra = copy.deepcopy(rows[:1])
        for row in extra:
            fields = _fields(row)
            own = next(name for name in CODE_FIELDS if name in fields)
            fields.update({own: code.ljust(len(str(fields[own])))} | changes)
        return rows + extra

    return edit_rows(change)


def drop_code(start: str) -> Rewrite:
    """Take out the rows of which a code starts so; drop a gemeente by its number: ``drop_gemeente``."""
    return edit_rows(lambda rows: [row for row in rows if not _has_code(row, start)])


def drop_gemeente(code: str) -> Rewrite:
    """Take out a gemeente with its wijken and buurten."""
    number = code[2:]
    return edit_rows(
        lambda rows: [row for row in rows if not any(_has_code(row, f"{k}{number}") for k in _KINDS)]
    )


def set_outline(code: str, coordinates: object, kind: str = "Polygon") -> Rewrite:
    """Put an outline in place of an area's own: `BOW_TIE`, an empty list."""

    def change(rows: list[Any]) -> list[Any]:
        for row in rows:
            if _has_code(row, code):
                row["geometry"] = {"type": kind, "coordinates": coordinates}
        return rows

    return edit_rows(change)


def link_elsewhere(host: str = "http://elders.example") -> Rewrite:
    """Let the link to the next page lead to another host."""

    def change(content: Any) -> None:
        if "odata.nextLink" in content:
            content["odata.nextLink"] = _move(content["odata.nextLink"], host)
        for link in content.get("links", []):
            if link.get("rel") == "next":
                link["href"] = _move(link["href"], host)

    return edit(change)


_KINDS = ("GM", "WK", "BU")


def _move(url: str, host: str) -> str:
    return f"{host}/{url.split('/', 3)[3]}"


def _fields(row: Row) -> Row:
    properties = row.get("properties", row)
    return properties if isinstance(properties, dict) else row


def _has_code(row: Row, start: str) -> bool:
    fields = _fields(row)
    own = next((str(fields[name]) for name in CODE_FIELDS if name in fields), "")
    return own.startswith(start)
