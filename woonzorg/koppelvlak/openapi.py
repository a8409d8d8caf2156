"""The contract as an OpenAPI 3.1 document, made from the declaration of the addresses and of their answers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from woonzorg.instelling import GEEN
from woonzorg.koppelvlak.ingangen import INGANGEN
from woonzorg.koppelvlak.probleem import ONBEVOEGD, TITELS, WEG, Foutantwoord
from woonzorg.koppelvlak.schrift import make_schemas, refer
from woonzorg.koppelvlak.soorten import API_VERSIE, PAD, SOORT_GEOJSON, SOORT_PROBLEEM
from woonzorg.oordeel import klassewoorden

if TYPE_CHECKING:
    from woonzorg.instelling import Instellingen
    from woonzorg.koppelvlak.ingangen import Ingang, Paddeel
    from woonzorg.koppelvlak.vragen import Vraagdeel

_POST = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")

KOPPEN: dict[str, str] = {
    "API-Version": "Versie van het contract.",
    "ETag": "Kenmerk van de inhoud, voor If-None-Match.",
    "Link": "Volgende, vorige, eerste en laatste pagina, waar die er zijn.",
}
"""Headers of an answer."""

GEOJSON_SCHEMA: dict[str, Any] = {
    "type": "object",
    "description": "Gebieden als FeatureCollection (RFC 7946); de eigenschappen zijn die van een Gebiedsregel.",
    "required": ["type", "features"],
    "properties": {
        "type": {"type": "string", "const": "FeatureCollection"},
        "numberMatched": {"type": "integer", "description": "Hoeveel gebieden aan de vraag voldoen."},
        "numberReturned": {"type": "integer", "description": "Hoeveel er in dit antwoord staan."},
        "momentopname": {"type": "string", "description": "Kenmerk van de gegevens."},
        "fictief": {"type": "boolean", "description": "Of streek en cijfers verzonnen zijn."},
        "toelichting": {"type": "string", "description": "Wat een lezer moet weten."},
        "features": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["type", "id", "geometry", "properties"],
                "properties": {
                    "type": {"type": "string", "const": "Feature"},
                    "id": {"type": "string", "description": "Code van het gebied."},
                    "geometry": {"type": "object", "description": "Polygon of MultiPolygon in graden."},
                    "properties": {"$ref": "#/components/schemas/Gebiedsregel"},
                },
            },
        },
    },
}


def make_contract(instellingen: Instellingen, start: str = "") -> dict[str, Any]:
    """Return the document.

    Parameters
    ----------
    instellingen : Instellingen
        Who runs this installation, and how it is found.
    start : str
        Base path of the server: '' or as '/woonzorg'.
    """
    answers = [one.antwoord for one in INGANGEN if one.antwoord]
    secured = instellingen.aanmelden != GEEN
    components: dict[str, Any] = {
        "schemas": make_schemas(*answers, Foutantwoord) | {"Gebiedenkaart": GEOJSON_SCHEMA},
        "headers": {name: _make_kop(text) for name, text in KOPPEN.items()},
        "responses": {_name_fout(status): _make_fout(status) for status in _list_fouten(beveiligd=secured)},
    }
    if secured:
        scheme = {"type": "apiKey", "in": "cookie", "name": "_streamlit_user", "description": AANMELDEN}
        components["securitySchemes"] = {"aanmelding": scheme}
    return {
        "openapi": "3.1.0",
        "info": _make_info(instellingen),
        "servers": [{"url": f"{instellingen.adres.rstrip('/') or start}/{PAD}", "description": "Deze installatie"}],
        "tags": [{"name": name} for name in dict.fromkeys(one.groep for one in INGANGEN)],
        "paths": {f"/{one.pad}": _make_pad(one, beveiligd=secured) for one in INGANGEN},
        "components": components,
        **({"security": [{"aanmelding": []}]} if secured else {}),
    }  # fmt: skip


AANMELDEN = "Hetzelfde als voor de pagina's: de aanmelding van de browser, of de kopregels van de proxy."


def _make_info(instellingen: Instellingen) -> dict[str, Any]:
    return {
        "title": "Woonzorg",
        "summary": "Veerkracht van buurten: klasse, scores en bronnen, om te lezen.",
        "description": klassewoorden.DISCLAIMER,
        "version": API_VERSIE,
        "license": {"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
        "contact": find_contact(instellingen),
    }


def find_contact(instellingen: Instellingen) -> dict[str, str]:
    """Return whom to ask: what the settings tell; a mail address is only given where one is set."""
    mail = _POST.search(instellingen.contact) or _POST.search(instellingen.meldpunt)
    parts = {
        "name": instellingen.eigenaar or "Beheerder van deze installatie",
        "email": mail[0] if mail else "",
        "url": f"{instellingen.adres.rstrip('/')}/methode" if instellingen.adres else "",
    }
    return {name: text for name, text in parts.items() if text}


def _make_kop(uitleg: str) -> dict[str, Any]:
    return {"description": uitleg, "schema": {"type": "string"}}


def _name_fout(status: int) -> str:
    return f"Fout{status}"


def _make_fout(status: int) -> dict[str, Any]:
    return {
        "description": f"{TITELS[status]}.",
        "headers": _refer_koppen("API-Version"),
        "content": {SOORT_PROBLEEM: {"schema": refer(Foutantwoord)}},
    }


def _refer_koppen(*namen: str) -> dict[str, Any]:
    return {name: {"$ref": f"#/components/headers/{name}"} for name in namen}


def _make_pad(ingang: Ingang, *, beveiligd: bool) -> dict[str, Any]:
    """Return what can be done at an address: read it. That HEAD works goes without saying (RFC 9110)."""
    return {
        "get": {
            "operationId": ingang.sleutel,
            "summary": ingang.titel,
            "description": ingang.uitleg,
            "tags": [ingang.groep],
            "parameters": _list_parameters(ingang),
            "responses": _list_antwoorden(ingang, beveiligd=beveiligd),
        }
    }


def _list_parameters(ingang: Ingang) -> list[dict[str, Any]]:
    paths = [_make_paddeel(name, part) for name, part in ingang.delen.items()]
    return [*paths, *map(_make_vraagdeel, ingang.vraag)]


def _make_paddeel(naam: str, deel: Paddeel) -> dict[str, Any]:
    schema = {"type": "string", "pattern": deel.patroon}
    return {
        "name": naam, "in": "path", "required": True, "description": deel.uitleg, "schema": schema,
        "example": deel.voorbeeld,
    }  # fmt: skip


def _make_vraagdeel(deel: Vraagdeel) -> dict[str, Any]:
    found = {"name": deel.naam, "in": "query", "description": f"{deel.uitleg} Verwacht: {deel.verwacht}."}
    shown = {"example": deel.voorbeeld} if deel.voorbeeld else {}
    return found | {"required": False, "schema": dict(deel.schema)} | shown


def _list_antwoorden(ingang: Ingang, *, beveiligd: bool) -> dict[str, Any]:
    content = {kind: {"schema": _find_schema(ingang, kind)} for kind in ingang.soorten}
    good = {"description": "Het antwoord.", "headers": _refer_koppen(*KOPPEN), "content": content}
    same = {"description": "Er is niets veranderd.", "headers": _refer_koppen("API-Version", "ETag")}
    told = {
        str(status): {"$ref": f"#/components/responses/{_name_fout(status)}"}
        for status in _list_fouten(beveiligd=beveiligd)
    }
    if ingang.weg:
        told[str(WEG)] = _make_fout(WEG) | {"description": ingang.weg}
    return {"200": good, "304": same, **dict(sorted(told.items()))}


def _list_fouten(*, beveiligd: bool) -> list[int]:
    """Return the statuses of faults that every address can have."""
    return [status for status in TITELS if status != WEG and (beveiligd or status != ONBEVOEGD)]


def _find_schema(ingang: Ingang, soort: str) -> dict[str, Any]:
    if soort == SOORT_GEOJSON:
        return {"$ref": "#/components/schemas/Gebiedenkaart"}
    if ingang.antwoord:
        return dict(refer(ingang.antwoord))
    # A file is told by its media type alone (OpenAPI 3.1).
    return {"type": "object"} if soort.endswith("json") else {}
