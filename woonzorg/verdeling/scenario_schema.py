"""The declared shape of a scenario file (JSON Schema 2020-12); each default stands in `default` and is filled in."""

from __future__ import annotations

from typing import Any

from woonzorg.verdeling.groepen import Eenheid, Instrument, Schaal, Soort
from woonzorg.verdeling.sleutels import SLEUTELS
from woonzorg.verdeling.veld import VERDEELNIVEAUS

VERSIE = 1
"""Version of the file's shape."""

_AANTAL = {"type": "integer", "minimum": 0, "maximum": 1_000_000}
_GROEP = {"type": "string", "maxLength": 40}
_CODE = {"type": "string", "pattern": "^(BU[0-9A-Z]{8}|WK[0-9A-Z]{6})$"}
_DATUM = {"type": "string", "pattern": r"^(\d{4}-\d{2}-\d{2})?$"}


def _text(length: int, **more: Any) -> dict[str, Any]:
    return {"type": "string", "maxLength": length, "default": ""} | more


def _object(properties: dict[str, Any], *required: str) -> dict[str, Any]:
    return {
        "type": "object", "properties": properties, "required": list(required), "additionalProperties": False,
    }  # fmt: skip


def _list(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items, "maxItems": 5000, "default": []}


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
                "additionalProperties": {"type": "object", "additionalProperties": {"type": ["number", "boolean"]},
                                         "properties": {"aan": {"type": "boolean"}}},
            },
            "sloten": _list(_object({"code": _CODE, "aantal": _AANTAL, "groep": _GROEP}, "code", "aantal")),
            "uitzonderingen": _list(
                _object(
                    {"code": _CODE, "groep": _GROEP, "hoogstens": _AANTAL, "motief": _text(2000, minLength=1),
                     "besluit_door": _text(200, minLength=1),
                     "datum": {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}},
                    "code", "motief", "besluit_door", "datum",
                )
            ),
            "afspraken": _list(
                _object(
                    {"gemeenten": {"type": "array", "items": {"type": "string", "pattern": "^GM[0-9]{4}$"},
                                   "minItems": 1, "maxItems": 400},
                     "minstens": _AANTAL, "hoogstens": _AANTAL},
                    "gemeenten",
                )
            ),
            "loten": {"type": "object", "default": {},
                      "additionalProperties": {"type": "integer", "minimum": 1, "maximum": 1000}},
            "schalen": {"type": "object", "default": {},
                        "additionalProperties": {"enum": [str(scale) for scale in Schaal]}},
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
