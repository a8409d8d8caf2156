"""The shape of a scenario file (JSON Schema 2020-12), made from its declaration; and what in a file is not so."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import jsonschema  # type: ignore[import-untyped]

from woonzorg.verdeling.regels.lijst import PER_SLEUTEL as REGELS
from woonzorg.verdeling.vraag.declaratie import make_schema

if TYPE_CHECKING:
    from woonzorg.verdeling.vraag.vorm import Schema

VERSIE = 1
"""Version of the file's shape."""


def make_bestandschema(soort: type) -> Schema:
    """Return what a file may hold of a class of scenarios."""
    shape = make_schema(soort)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Scenario van Woonzorg", **shape,
        "properties": {"versie": {"const": VERSIE}, **shape["properties"]}, "required": ["versie", *shape["required"]],
    }  # fmt: skip


@lru_cache(maxsize=8)
def _make_validator(soort: type, _regels: tuple[str, ...]) -> Any:
    return jsonschema.Draft202012Validator(make_bestandschema(soort))


def find_schemafouten(content: object, soort: type) -> list[str]:
    """Return what in the content of a file is not as declared, each with its place, in Dutch.

    But for the form of dates: whether a day is real, `controle` tells, and what was kept before still opens. And for
    the names and bounds of rules and levers, which tell these themselves. Of content without a version, parts of a
    scenario, only these are looked at.
    """
    validator = _make_validator(soort, tuple(REGELS))
    whole = not isinstance(content, dict) or "versie" in content
    found = [error for error in validator.iter_errors(content) if whole or error.absolute_path]
    told = [error for error in found if not _is_elders(error)]
    return [_describe_error(error) for error in sorted(told, key=lambda error: [*map(str, error.path)])]


def _is_elders(error: Any) -> bool:
    """Tell whether a finding is told by who knows more of it."""
    first, last = str(next(iter(error.absolute_path), "")), error.path[-1] if error.path else ""
    of_parameter = first in {"regels", "jaren"} and error.validator in {"minimum", "maximum"}
    return of_parameter or (error.validator == "pattern" and last == "datum")


_SOORTEN = {
    "object": "velden met een naam", "array": "een lijst", "string": "tekst tussen aanhalingstekens",
    "number": "een getal", "integer": "een heel getal", "boolean": "true of false",
}  # fmt: skip


def _show(value: Any) -> str:
    """Show what stands in a file as the file writes it, and not as Python does."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text.replace("Infinity", "een te groot getal")[:60]


def _describe_error(error: Any) -> str:
    where = ".".join(map(str, error.absolute_path)) or "het bestand"
    found, limit = _show(error.instance), error.validator_value
    known = ", ".join(error.schema.get("properties", {})) if isinstance(error.schema, dict) else ""
    listed = ", ".join(map(str, limit)) if isinstance(limit, list) else str(limit)
    form = error.schema.get("description", "iets anders") if isinstance(error.schema, dict) else "iets anders"
    texts = {
        "required": f"er ontbreekt iets; nodig zijn {listed}",
        "additionalProperties": f"er staat iets onbekends in; mogelijk zijn {known or 'andere namen'}",
        "anyOf": f"{found} past hier niet; verwacht {form}",
        "enum": f"'{found}' kan niet; kies uit {listed}",
        "minimum": f"{found} is te klein; minstens {limit}", "maximum": f"{found} is te groot; hoogstens {limit}",
        "pattern": f"'{found}' heeft niet de goede vorm; verwacht {form}",
        "type": f"{found} past hier niet; verwacht {_SOORTEN.get(str(limit), 'iets anders')}",
        "maxItems": f"er staan er te veel; hoogstens {limit}", "maxLength": f"de tekst is te lang; hoogstens {limit}",
        "minLength": "de tekst is leeg", "minProperties": "er moet iets in staan", "minItems": "de lijst is leeg",
    }  # fmt: skip
    return f"{where}: {texts.get(error.validator, f'{found} past hier niet')}"
