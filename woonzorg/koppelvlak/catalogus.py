"""A snapshot as an entry of a data catalogue (DCAT-AP-NL 3.0), and how it came about (PROV), both as JSON-LD.

The words of both are written out in the document itself, so that reading it asks no other host.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from woonzorg.instelling import GEEN
from woonzorg.koppelvlak.momentopnamen import list_bronregels
from woonzorg.koppelvlak.openapi import find_contact
from woonzorg.koppelvlak.pakket import ANDERS, MEDIA, describe_manifest, list_licenties, name_titel
from woonzorg.koppelvlak.soorten import PAD

if TYPE_CHECKING:
    from collections.abc import Sequence

    from woonzorg.gegevens.manifest import Manifest
    from woonzorg.instelling import Instellingen
    from woonzorg.koppelvlak.momentopnamen import Bronregel
    from woonzorg.koppelvlak.pakket import Pakketbestand

WOORDEN: dict[str, str] = {
    "dcat": "http://www.w3.org/ns/dcat#", "dct": "http://purl.org/dc/terms/", "foaf": "http://xmlns.com/foaf/0.1/",
    "prov": "http://www.w3.org/ns/prov#", "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "spdx": "http://spdx.org/rdf/terms#", "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}  # fmt: skip
"""Where the words come from."""

_EU = "http://publications.europa.eu/resource/authority"
_LICENTIES = {"CC-BY-4.0": f"{_EU}/licence/CC_BY_4_0", "CC0-1.0": f"{_EU}/licence/CC0"}
_VORMEN = {".csv": f"{_EU}/file-type/CSV", ".parquet": f"{_EU}/file-type/PARQUET"}
_IANA = "https://www.iana.org/assignments/media-types"
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}.*")


def name_iri(kenmerk: str, instellingen: Instellingen) -> str:
    """Return the name of a snapshot in the web of data: its address, or a name without a place."""
    if instellingen.adres:
        return f"{instellingen.adres.rstrip('/')}/{PAD}/momentopnamen/{kenmerk}"
    return f"urn:woonzorg:momentopname:{kenmerk}"


def make_catalogus(
    kenmerk: str, manifest: Manifest, bestanden: Sequence[Pakketbestand], instellingen: Instellingen
) -> dict[str, Any]:
    """Return the entry of a catalogue.

    Parameters
    ----------
    kenmerk : str
        Id of the snapshot.
    manifest : Manifest
    bestanden : sequence of Pakketbestand
        What can be fetched.
    instellingen : Instellingen
        Who answers for it, and how it is found.
    """
    name, day = name_iri(kenmerk, instellingen), {"@value": manifest.datum, "@type": "xsd:date"}
    owner = _make_uitgever(instellingen)
    return {
        "@context": WOORDEN,
        "@id": name,
        "@type": "dcat:Dataset",
        "dct:identifier": name,
        "dct:title": _say(name_titel(manifest)),
        "dct:description": _say(describe_manifest(manifest)),
        "dct:publisher": owner,
        "dct:creator": {"@id": owner["@id"]},
        "dcat:contactPoint": _make_contact(instellingen),
        "dcat:theme": [{"@id": f"{_EU}/data-theme/SOCI"}, {"@id": f"{_EU}/data-theme/REGI"}],
        "dct:accessRights": {"@id": f"{_EU}/access-right/{_name_toegang(instellingen)}"},
        "dct:language": {"@id": f"{_EU}/language/NLD"},
        "dct:issued": day,
        "dct:modified": day,
        "dct:spatial": [
            {"@type": "dct:Location", "dct:identifier": code} for code in manifest.regio.gemeenten or ("NL",)
        ],
        "dcat:keyword": [_say(word) for word in ("leefbaarheid", "SES-WOA", "buurten")],
        "dcat:version": kenmerk,
        "dct:source": [{"@id": bron.url} for bron in list_bronregels(manifest) if bron.url],
        "dcat:distribution": [_make_distributie(one, name, manifest) for one in bestanden],
    }  # fmt: skip


def _name_toegang(instellingen: Instellingen) -> str:
    return "PUBLIC" if instellingen.aanmelden == GEEN else "RESTRICTED"


def _say(tekst: str) -> dict[str, str]:
    return {"@value": tekst, "@language": "nl"}


def _make_uitgever(instellingen: Instellingen) -> dict[str, Any]:
    place = (
        f"{instellingen.adres.rstrip('/')}/methode#eigenaar"
        if instellingen.adres
        else "urn:woonzorg:eigenaar"
    )
    return {"@id": place, "@type": "foaf:Agent", "foaf:name": _say(find_contact(instellingen)["name"])}


def _make_contact(instellingen: Instellingen) -> dict[str, Any]:
    told = find_contact(instellingen)
    found: dict[str, Any] = {"@type": "vcard:Kind", "vcard:fn": _say(told["name"])}
    found |= {"vcard:hasEmail": {"@id": f"mailto:{told['email']}"}} if "email" in told else {}
    return found | ({"vcard:hasURL": {"@id": told["url"]}} if "url" in told else {})


def _make_distributie(bestand: Pakketbestand, naam: str, manifest: Manifest) -> dict[str, Any]:
    place = f"{naam}/{bestand.naam}" if naam.startswith("http") else f"{naam}:{bestand.naam}"
    given = list_licenties(manifest)
    licences = [_LICENTIES[facts["name"]] for facts in given if facts["name"] != ANDERS]
    unsure = [facts["title"] for facts in given if facts["name"] == ANDERS]
    found: dict[str, Any] = {
        "@id": f"{place}#distributie", "@type": "dcat:Distribution", "dct:title": _say(bestand.titel),
        "dcat:accessURL": {"@id": place}, "dct:format": {"@id": _VORMEN[bestand.soort]},
        "dcat:mediaType": {"@id": f"{_IANA}/{MEDIA[bestand.soort]}"},
    }  # fmt: skip
    # One licence, that of the strictest source; each source's own stands with how the data came about.
    found |= {"dct:license": {"@id": licences[0]}} if licences else {}
    found |= {"dct:rights": _say(f"Van een deel van de bronnen: {', '.join(unsure)}.")} if unsure else {}
    found |= {"dcat:downloadURL": {"@id": place}} if naam.startswith("http") else {}
    return found | ({"spdx:checksum": _make_hash(bestand.sha256)} if bestand.sha256 else {})


def _make_hash(sha256: str) -> dict[str, Any]:
    value = {"@value": sha256, "@type": "xsd:hexBinary"}
    algorithm = {"@id": "spdx:checksumAlgorithm_sha256"}
    return {"@type": "spdx:Checksum", "spdx:algorithm": algorithm, "spdx:checksumValue": value}


def make_ontstaan(
    kenmerk: str, manifest: Manifest, bestanden: Sequence[Pakketbestand], instellingen: Instellingen
) -> dict[str, Any]:
    """Return how a snapshot came about: from which answers of which sources, by what; arguments as `make_catalogus`."""
    name = name_iri(kenmerk, instellingen)
    sources = [
        _make_broning(f"{name}#bron-{number}", bron)
        for number, bron in enumerate(list_bronregels(manifest), 1)
    ]
    load = f"{name}#laden"
    made = {
        "@id": name, "@type": ["prov:Entity", "dcat:Dataset"], "dct:title": _say(name_titel(manifest)),
        "prov:generatedAtTime": {"@value": f"{manifest.datum}T00:00:00Z", "@type": "xsd:dateTime"},
        "prov:wasGeneratedBy": {"@id": load},
        "prov:wasDerivedFrom": [{"@id": one["@id"]} for one in sources],
        "prov:wasAttributedTo": {"@id": _make_uitgever(instellingen)["@id"]},
        "prov:hadMember": [{"@id": f"{name}#{one.naam}"} for one in bestanden],
    }  # fmt: skip
    act = {
        "@id": load, "@type": "prov:Activity", "rdfs:label": _say("Laden en samenvoegen op code"),
        "prov:used": [{"@id": one["@id"]} for one in sources],
        "prov:wasAssociatedWith": {"@id": "urn:woonzorg:programma"},
    }  # fmt: skip
    program = {"@id": "urn:woonzorg:programma", "@type": "prov:SoftwareAgent", "foaf:name": "Woonzorg"}
    owner = _make_uitgever(instellingen) | {"@type": ["foaf:Agent", "prov:Agent"]}
    files = [
        {"@id": f"{name}#{one.naam}", "@type": "prov:Entity", "dct:title": _say(one.titel)}
        | ({"spdx:checksum": _make_hash(one.sha256)} if one.sha256 else {})
        for one in bestanden
    ]
    return {"@context": WOORDEN, "@graph": [made, act, program, owner, *files, *sources]}


def _make_broning(naam: str, bron: Bronregel) -> dict[str, Any]:
    """Return the answers of a source that were used."""
    found: dict[str, Any] = {
        "@id": naam, "@type": "prov:Entity", "dct:title": _say(bron.naam), "dct:identifier": bron.sleutel,
        "dct:license": bron.licentie, "spdx:checksum": _make_hash(bron.sha256),
    }  # fmt: skip
    found |= {"prov:atLocation": {"@id": bron.url}} if bron.url else {}
    if bron.opgehaald_op and _MOMENT.fullmatch(bron.opgehaald_op):
        found["prov:generatedAtTime"] = {"@value": bron.opgehaald_op, "@type": "xsd:dateTime"}
    return found | ({"dct:description": _say(bron.toelichting)} if bron.toelichting else {})
