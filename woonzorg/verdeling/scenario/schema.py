"""The declared shape of a scenario file (JSON Schema 2020-12); each default stands in `default` and is filled in."""

from __future__ import annotations

import json
from typing import Any

import jsonschema  # type: ignore[import-untyped]

from woonzorg.verdeling.invoer.veld import VERDEELNIVEAUS
from woonzorg.verdeling.optimum.sleutels import SLEUTELS
from woonzorg.verdeling.vraag.groepen import Eenheid, Instrument, Schaal, Soort

VERSIE = 1
"""Version of the file's shape."""

_AANTAL = {"type": "integer", "minimum": 0, "maximum": 1_000_000}
_GROEP = {"type": "string", "maxLength": 40}
_CODE = {"type": "string", "pattern": "^(BU[0-9A-Z]{8}|WK[0-9A-Z]{6})$"}
_GEMEENTECODE = {"type": "string", "pattern": "^GM[0-9]{4}$"}
_DATUM = {"type": "string", "pattern": "^([0-9]{4}-[0-9]{2}-[0-9]{2})?$"}


def _text(length: int, **more: Any) -> dict[str, Any]:
    return {"type": "string", "maxLength": length, "default": ""} | more


def _object(properties: dict[str, Any], *required: str) -> dict[str, Any]:
    return {
        "type": "object", "properties": properties, "required": list(required), "additionalProperties": False,
    }  # fmt: skip


def _list(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items, "maxItems": 5000, "default": []}


_SCHAAL = {"enum": [str(scale) for scale in Schaal]}
_PER_INSTRUMENT = _object({str(instrument): _SCHAAL for instrument in Instrument})

_VRAAG = _object(
    {
        "laag": _AANTAL, "hoog": _AANTAL, "eenheid": {"enum": [str(unit) for unit in Eenheid]},
        "soort": {"enum": [str(kind) for kind in Soort]}, "instrument": {"enum": [str(item) for item in Instrument]},
        "personen_per_woning": {"type": "number", "minimum": 0.5, "maximum": 20}, "bron": _text(200),
    },
    "laag", "hoog",
)  # fmt: skip

SCHEMA: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "Scenario van Woonzorg",
    **_object(
        {
            "versie": {"const": VERSIE},
            "regio": {"type": "string", "minLength": 1, "maxLength": 200},
            "niveau": {"enum": [str(level) for level in VERDEELNIVEAUS]},
            "vraag": {
                "type": "object", "minProperties": 1, "maxProperties": 50,
                "additionalProperties": {"anyOf": [_AANTAL, _VRAAG]},
            },
            "bandbreedte": {"enum": ["laag", "hoog"], "default": "hoog"},
            "soort": {"enum": [str(Soort.PER_JAAR), str(Soort.TOT_2030)], "default": str(Soort.PER_JAAR)},
            "optellen": {"type": "boolean", "default": False},
            "regels": {
                "type": "object", "default": {},
                "additionalProperties": {"type": "object", "additionalProperties": {"type": "number"},
                                         "properties": {"aan": {"type": "boolean"}}},
            },
            "sloten": _list(_object({"code": _CODE, "aantal": _AANTAL, "groep": _GROEP}, "code", "aantal")),
            "uitzonderingen": _list(
                _object(
                    {"code": _CODE, "groep": _GROEP, "hoogstens": _AANTAL,
                     "aantal": _AANTAL | {"minimum": 1}, "motief": _text(2000, minLength=1),
                     "besluit_door": _text(200, minLength=1),
                     "datum": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}},
                    "code", "motief", "besluit_door", "datum",
                )
            ),
            "afspraken": _list(
                _object(
                    {"gemeenten": {"type": "array", "items": _GEMEENTECODE,
                                   "minItems": 1, "maxItems": 400},
                     "minstens": _AANTAL, "hoogstens": _AANTAL},
                    "gemeenten",
                )
            ),
            "loten": {"type": "object", "default": {},
                      "additionalProperties": {"type": "integer", "minimum": 1, "maximum": 1000}},
            "schalen": {"type": "object", "default": {}, "additionalProperties": {"anyOf": [_SCHAAL, _PER_INSTRUMENT]}},
            "toetsen": _list(
                _object(
                    {"code": _CODE, "groep": _GROEP, "aantal": _AANTAL, "complex": _text(200),
                     "binnen_buurt": {"type": "boolean", "default": False},
                     "instrument": {"enum": [str(item) for item in Instrument]}},
                    "code", "groep", "aantal",
                )
            ),
            "urgentie": _list(_GROEP),
            "verdeelsleutel": {"enum": [key.kolom for key in SLEUTELS if not key.gelijk], "default": "inwoners"},
            "jaren_capaciteit": {"type": "number", "minimum": 1, "maximum": 30, "default": 1},
            "jaren": {"type": "object", "default": {}, "additionalProperties": {"type": "number"}},
            "gegevens": _text(40), "eigen_cijfers": _text(64), "naam": _text(200), "auteur": _text(200),
            "notitie": _text(10_000), "besluit": _text(500), "datum": _DATUM | {"default": ""},
            "afgeleid_van": _text(40),
            "status": {"enum": ["concept", "besproken", "vastgesteld"], "default": "concept"},
        },
        "versie", "regio", "niveau", "vraag",
    ),
}  # fmt: skip


def find_schemafouten(content: object) -> list[str]:
    """Return what in the content of a file is not as declared, each with its place, in Dutch.

    But for the form of dates: whether a day is real, `scenario_controle` tells, and what was kept before still opens.
    """
    found = jsonschema.Draft202012Validator(SCHEMA).iter_errors(content)
    told = [error for error in found if not (error.validator == "pattern" and error.path[-1] == "datum")]
    return [_describe_error(error) for error in sorted(told, key=lambda error: [*map(str, error.path)])]


_VORMEN = {
    "vraag": "een heel getal, of laag en hoog",
    "schalen": f"een van {', '.join(Schaal)}, of een schaal per instrument ({', '.join(Instrument)})",
}


_CODES = {
    _CODE["pattern"]: "een code als BU09171000 of WK091710",
    _GEMEENTECODE["pattern"]: "een code als GM0917",
}
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
    form = _VORMEN.get(str(next(iter(error.absolute_path), "")), "iets anders")
    texts = {
        "required": f"er ontbreekt iets; nodig zijn {listed}",
        "additionalProperties": f"er staat iets onbekends in; mogelijk zijn {known or 'andere namen'}",
        "anyOf": f"{found} past hier niet; verwacht {form}",
        "enum": f"'{found}' kan niet; kies uit {listed}",
        "minimum": f"{found} is te klein; minstens {limit}", "maximum": f"{found} is te groot; hoogstens {limit}",
        "pattern": f"'{found}' heeft niet de goede vorm; verwacht {_CODES.get(str(limit), 'een ander teken')}",
        "type": f"{found} past hier niet; verwacht {_SOORTEN.get(str(limit), 'iets anders')}",
        "maxItems": f"er staan er te veel; hoogstens {limit}", "maxLength": f"de tekst is te lang; hoogstens {limit}",
        "minLength": "de tekst is leeg", "minProperties": "er moet iets in staan", "minItems": "de lijst is leeg",
    }  # fmt: skip
    return f"{where}: {texts.get(error.validator, f'{found} past hier niet')}"
