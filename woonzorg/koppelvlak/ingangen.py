"""The addresses that other systems read, each declared once: the routes and the contract both come from here."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property

from woonzorg.koppelvlak import pakket, vragen
from woonzorg.koppelvlak.gebieden import Gebiedsantwoord, Gebiedslijst
from woonzorg.koppelvlak.momentopnamen import Momentopnameblad, Momentopnamelijst
from woonzorg.koppelvlak.scenarios import Scenarioantwoord
from woonzorg.koppelvlak.soorten import SOORT_GEOJSON, SOORT_JSON, SOORT_JSONLD


@dataclass(frozen=True)
class Paddeel:
    """A part of an address that differs: what it means, and how it is written."""

    uitleg: str
    patroon: str
    voorbeeld: str


@dataclass(frozen=True, eq=False)
class Ingang:
    """An address.

    Attributes
    ----------
    sleutel : str
        Name of the operation in the contract.
    pad : str
        Under `soorten.PAD`, with parts that differ in braces.
    titel, uitleg, groep : str
    antwoord : type or None
        What is sent; None for a document with a form of its own.
    delen : mapping
        The parts of the path that differ.
    vraag : tuple of Vraagdeel
    soorten : tuple of str
        Media types, the usual one first.
    weg : str
        When 410 is answered; '' where that is never so.
    """

    sleutel: str
    pad: str
    titel: str
    uitleg: str
    groep: str
    antwoord: type | None
    delen: dict[str, Paddeel] = field(default_factory=dict)
    vraag: tuple[vragen.Vraagdeel, ...] = ()
    soorten: tuple[str, ...] = (SOORT_JSON,)
    weg: str = ""

    @cached_property
    def patroon(self) -> re.Pattern[str]:
        """Pattern of its addresses under `soorten.PAD`; a part that differs is read as it is, and judged later."""
        return re.compile(re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>[^/]{1,100})", re.escape(self.pad)))


_MOMENTOPNAME = Paddeel(
    "Kenmerk van de momentopname.", "^[0-9]{4}-[0-9]{2}-[0-9]{2}-[0-9a-f]{8}$", "2026-11-30-0f531ee8"
)
_GEBIED = Paddeel("Code van een buurt, wijk of gemeente.", "^(BU|WK|GM)[0-9A-Z]{4,8}$", "BU09171000")
_SCENARIO = Paddeel("Kenmerk van het scenario.", "^[0-9a-f]{12}$", "0123456789ab")

MOMENTOPNAMEN = Ingang(
    "listMomentopnamen", "momentopnamen", "Momentopnamen",
    "De gegevens die hier geladen zijn. Een momentopname verandert nooit; die in gebruik is, staat vooraan.",
    "Gegevens", Momentopnamelijst, vraag=(vragen.PAGINA, vragen.AANTAL),
)  # fmt: skip
MOMENTOPNAME = Ingang(
    "getMomentopname", "momentopnamen/{id}", "Een momentopname", "Waar de gegevens over gaan, met al hun bronnen.",
    "Gegevens", Momentopnameblad, {"id": _MOMENTOPNAME},
)  # fmt: skip
GEBIEDEN = Ingang(
    "listGebieden", "gebieden", "Gebieden",
    "De gebieden van de regio met klasse, scores, referentie, marge en jaren; met grenzen als GeoJSON (WGS 84).",
    "Gebieden", Gebiedslijst,
    vraag=(
        vragen.MOMENTOPNAME, vragen.JAAR, vragen.NIVEAU, vragen.GEMEENTE, vragen.BBOX, vragen.PAGINA, vragen.AANTAL,
        vragen.FORMAAT,
    ),
    soorten=(SOORT_JSON, SOORT_GEOJSON),
)  # fmt: skip
GEBIED = Ingang(
    "getGebied", "gebieden/{code}", "Een gebied",
    "Klasse, scores, referentie, marge, eerdere jaren, redenen en bronnen van één gebied. Geen toets per groep.",
    "Gebieden", Gebiedsantwoord, {"code": _GEBIED}, (vragen.MOMENTOPNAME, vragen.JAAR),
)  # fmt: skip
SCENARIO = Ingang(
    "getScenario", "scenarios/{id}", "Een scenario", "Wat van een bewaard scenario gedeeld mag worden.",
    "Scenario's", Scenarioantwoord, {"id": _SCENARIO},
    weg="Het scenario is ingetrokken, of de bewaartermijn is voorbij. De inhoud is weg.",
)  # fmt: skip
_ONVERANDERD = "Afgeleid van de momentopname, ook van een oude."
PAKKET = Ingang(
    "getDatapackage", f"momentopnamen/{{id}}/{pakket.PAKKET}", "Beschrijving als datapakket",
    f"Tabellen, kolommen, bronnen en licenties (Frictionless Data Package). {_ONVERANDERD}", "Gegevens", None,
    {"id": _MOMENTOPNAME},
)  # fmt: skip
CATALOGUS = Ingang(
    "getCatalogus", f"momentopnamen/{{id}}/{pakket.CATALOGUS}", "Beschrijving voor een catalogus",
    f"Een dataset volgens DCAT-AP-NL 3.0, als JSON-LD. {_ONVERANDERD}", "Gegevens", None, {"id": _MOMENTOPNAME},
    soorten=(SOORT_JSONLD,),
)  # fmt: skip
ONTSTAAN = Ingang(
    "getOntstaan", f"momentopnamen/{{id}}/{pakket.ONTSTAAN}", "Hoe de gegevens ontstonden",
    f"Uit welke antwoorden van welke bronnen (PROV), als JSON-LD. {_ONVERANDERD}", "Gegevens", None,
    {"id": _MOMENTOPNAME}, soorten=(SOORT_JSONLD,),
)  # fmt: skip
TABEL_CSV = Ingang(
    "getGebiedenCsv", f"momentopnamen/{{id}}/{pakket.CSV}", "Alle gebieden als csv",
    "Buurten, wijken en gemeenten van de regio met klasse en cijfers: zoals op Kaart.", "Gebieden",
    None, {"id": _MOMENTOPNAME}, soorten=("text/csv",),
)  # fmt: skip
TABEL_PARQUET = Ingang(
    "getGebiedenParquet", f"momentopnamen/{{id}}/{pakket.PARQUET}", "Alle gebieden als GeoParquet",
    "Dezelfde tabel met grenzen (EPSG:28992).", "Gebieden", None, {"id": _MOMENTOPNAME},
    soorten=("application/vnd.apache.parquet",),
)  # fmt: skip
CONTRACT = Ingang(
    "getOpenapi", "openapi.json", "Het contract", "Deze beschrijving, als OpenAPI 3.1.", "Gegevens", None,
)  # fmt: skip

INGANGEN: tuple[Ingang, ...] = (
    MOMENTOPNAMEN, MOMENTOPNAME, PAKKET, CATALOGUS, ONTSTAAN, TABEL_CSV, TABEL_PARQUET, GEBIEDEN, GEBIED, SCENARIO,
    CONTRACT,
)  # fmt: skip
"""All addresses, in the order of the contract."""


def find_ingang(pad: str) -> tuple[Ingang, dict[str, str]] | None:
    """Return what is found at a path under `soorten.PAD`, with the parts that differ; None for nothing."""
    for one in INGANGEN:
        match = one.patroon.fullmatch(pad)
        if match:
            return one, match.groupdict()
    return None
