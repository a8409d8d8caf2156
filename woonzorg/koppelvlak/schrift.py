"""Answers as JSON, and the same classes as schemas of the contract: what is sent is what is declared."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import types
from collections.abc import Iterator, Mapping
from dataclasses import field
from enum import Enum
from typing import TYPE_CHECKING, Any, Union, get_args, get_origin, get_type_hints

if TYPE_CHECKING:
    from dataclasses import Field

UITLEG, VORM = "uitleg", "vorm"

_SOORTEN: dict[type, dict[str, Any]] = {
    str: {"type": "string"}, int: {"type": "integer"}, float: {"type": "number"}, bool: {"type": "boolean"},
    dt.date: {"type": "string", "format": "date"}, dt.datetime: {"type": "string", "format": "date-time"},
}  # fmt: skip


def tell(uitleg: str, **vorm: Any) -> Any:
    """Declare a part of an answer: what it means, in Dutch, and what JSON Schema says of it beside its type."""
    return field(metadata={UITLEG: uitleg, VORM: vorm})


def name_camel(naam: str) -> str:
    """Return a name as JSON has it.

    Examples
    --------
    >>> name_camel("ses_woa_jaar")
    'sesWoaJaar'
    """
    first, *rest = naam.split("_")
    return first + "".join(map(str.capitalize, rest))


def write_deel(waarde: Any) -> Any:
    """Return an answer as JSON holds it: names in camelCase, moments in UTC."""
    if isinstance(waarde, Enum):
        return str(waarde)
    if isinstance(waarde, dt.datetime):
        return waarde.astimezone(dt.UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    if isinstance(waarde, dt.date):
        return waarde.isoformat()
    if dataclasses.is_dataclass(waarde):
        return {
            name_camel(one.name): write_deel(getattr(waarde, one.name)) for one in dataclasses.fields(waarde)
        }
    if isinstance(waarde, Mapping):
        return {key: write_deel(item) for key, item in waarde.items()}
    return [write_deel(item) for item in waarde] if isinstance(waarde, tuple | list) else waarde


def write_json(waarde: Any) -> bytes:
    """Return an answer as JSON text."""
    return json.dumps(write_deel(waarde), ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def make_schemas(*klassen: type) -> dict[str, Any]:
    """Return the schemas of classes, and of all that they rest on, by name."""
    found: dict[str, Any] = {}
    waiting = list(klassen)
    while waiting:
        kind = waiting.pop()
        if kind.__name__ not in found:
            found[kind.__name__] = _make_schema(kind)
            waiting += _list_gebruikt(kind)
    return dict(sorted(found.items()))


def refer(klasse: type) -> dict[str, str]:
    """Return a reference to the schema of a class."""
    return {"$ref": f"#/components/schemas/{klasse.__name__}"}


def _find_hints(klasse: type) -> dict[str, Any]:
    return get_type_hints(klasse)


def _make_schema(klasse: type) -> dict[str, Any]:
    if issubclass(klasse, Enum):
        return {"type": "string", "description": _first_line(klasse), "enum": [str(item) for item in klasse]}
    parts: tuple[Field[Any], ...] = dataclasses.fields(klasse)  # type: ignore[arg-type]
    hints = _find_hints(klasse)
    return {
        "type": "object",
        "description": klasse.__doc__.partition("\n")[0] if klasse.__doc__ else "",
        "required": [name_camel(part.name) for part in parts],
        "properties": {name_camel(part.name): _make_veld(part, hints[part.name]) for part in parts},
    }


def _first_line(klasse: type) -> str:
    return (klasse.__doc__ or "").partition("\n")[0]


def _make_veld(part: Field[Any], soort: Any) -> dict[str, Any]:
    return _make_soort(soort) | {"description": part.metadata[UITLEG]} | dict(part.metadata[VORM])


def _make_soort(soort: Any) -> dict[str, Any]:
    base, parts = get_origin(soort) or soort, get_args(soort)
    if base in {types.UnionType, Union}:
        return _add_null(_make_soort(next(part for part in parts if part is not type(None))))
    if base is tuple:
        return {"type": "array", "items": _make_soort(parts[0])}
    if base is Mapping:
        return {"type": "object", "additionalProperties": _make_soort(parts[1])}
    return dict(_SOORTEN[base]) if base in _SOORTEN else dict(refer(base))


def _add_null(schema: dict[str, Any]) -> dict[str, Any]:
    if "type" in schema:
        return schema | {"type": [schema["type"], "null"]}
    return {"anyOf": [schema, {"type": "null"}]}


def _list_gebruikt(klasse: type) -> Iterator[type]:
    if not dataclasses.is_dataclass(klasse):
        return
    waiting = list(_find_hints(klasse).values())
    while waiting:
        kind = waiting.pop()
        waiting += get_args(kind)
        if isinstance(kind, type) and (dataclasses.is_dataclass(kind) or issubclass(kind, Enum)):
            yield kind
