"""A snapshot told as a data package (Frictionless): its files, what each column means, sources and licences.

It is derived from the manifest, so that a snapshot of any age has one. There are two: of the files as they are kept,
and of the tables that other systems can fetch, in which nothing stands that is about one buurt only (methode: Privacy).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from woonzorg.bronnen.bron import LICENTIES
from woonzorg.gegevens.schema import POSTCODE, REEKS_KOLOMMEN, TEKST_KOLOMMEN, VLAG_KOLOMMEN
from woonzorg.gegevens.schijf import GEBIEDEN, REEKSEN
from woonzorg.indicator import PER_SLEUTEL
from woonzorg.koppelvlak.momentopnamen import list_bronregels
from woonzorg.oordeel import klassewoorden
from woonzorg.oordeel.toets import list_exportkolommen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from woonzorg.gegevens.manifest import Manifest
    from woonzorg.instelling import Instellingen

PROFIEL = "https://datapackage.org/profiles/2.0/datapackage.json"
PAKKET, CATALOGUS, ONTSTAAN = "datapackage.json", "dcat.jsonld", "prov.jsonld"
"""Names of what is told beside a snapshot."""

CSV, PARQUET = "gebieden.csv", GEBIEDEN
"""Tables that can be fetched."""

MEDIA: dict[str, str] = {".csv": "text/csv", ".parquet": "application/vnd.apache.parquet"}

ANDERS = "other"
"""Name of what is no licence that we know."""

_VERZONNEN = " (verzonnen)"

_WOORDEN: dict[str, str] = {
    "code": "Code van het gebied.", "naam": "Naam van het gebied.",
    "niveau": "buurt, wijk, gemeente, provincie of land.",
    "rol": "regio telt mee; rand ligt eromheen; vergelijking geeft alleen een maat.", "wijkcode": "Code van de wijk.",
    "wijknaam": "Naam van de wijk.", "gemeentecode": "Code van de gemeente.", "gemeentenaam": "Naam van de gemeente.",
    "gemeente": "Naam van de gemeente.", "provinciecode": "Code van de provincie.",
    POSTCODE: "Vier cijfers die de meeste adressen van een buurt hebben.", "klasse": "Klasse volgens de visie (§5.3).",
    "grensgeval": "Of een nieuwe meting anders kan uitvallen.",
    "concentratie": "Of het kenmerk hier minstens 1,5 keer het aandeel van de regio heeft.",
    "overconcentratie": "Of er een concentratie is in een kwetsbaar gebied.",
    "kenmerk": "Kenmerk waarnaar bij een concentratie is gekeken.", "gegevens": "Kenmerk van de momentopname.",
    "jaren": "Van welk jaar de andere cijfers zijn.", "indicator": "Naam van het cijfer.",
    "status": "waargenomen, onderdrukt, ontbreekt of niet van toepassing.", "bron": "Bron en tabel.",
}  # fmt: skip
_GETALLEN: dict[str, str] = {
    "ses_woa_referentie": "Landelijk gemiddelde waarmee de score wordt vergeleken.",
    "ses_marge": "Toevalsmarge van SES-WOA.", "lq": "Aandeel van het kenmerk tegenover dat van de regio.",
    "lq_land": "Aandeel van het kenmerk tegenover dat van het land.", "waarde": "Het cijfer; leeg als er geen is.",
}  # fmt: skip
_JAREN: dict[str, str] = {
    "ses_woa_jaar": "Jaar van SES-WOA.", "lbm_jaar": "Jaar van de Leefbaarometer.",
    "kenmerk_jaar": "Jaar van het kenmerk.", "jaar": "Jaar van het cijfer.",
}  # fmt: skip
_VLAGGEN: dict[str, str] = {
    "water": "Of het gebied open water is.", "landsgrens": "Of het aan de landsgrens ligt: buren daar zijn onbekend.",
    "fictief": "Of streek en cijfers verzonnen zijn.",
}  # fmt: skip


@dataclass(frozen=True)
class Pakketbestand:
    """A file of a package.

    Attributes
    ----------
    naam : str
        Where it is, from the package.
    titel : str
    kolommen : tuple of str
    sha256 : str
        '' when it is made as it is fetched.
    """

    naam: str
    titel: str
    kolommen: tuple[str, ...]
    sha256: str = ""

    @property
    def soort(self) -> str:
        """How its name ends, with the dot."""
        return f".{self.naam.rpartition('.')[2]}"


def list_eigen_bestanden(manifest: Manifest) -> tuple[Pakketbestand, ...]:
    """Return the files of a snapshot as they are kept."""
    columns = (*TEKST_KOLOMMEN, POSTCODE, *VLAG_KOLOMMEN, *PER_SLEUTEL, "geometry", "bbox")
    return (
        Pakketbestand(
            GEBIEDEN, "Gebieden met hun nieuwste cijfers", columns, manifest.bestanden.get(GEBIEDEN, "")
        ),
        Pakketbestand(REEKSEN, "Alle cijfers per jaar", REEKS_KOLOMMEN, manifest.bestanden.get(REEKSEN, "")),
    )


def list_openbare_bestanden() -> tuple[Pakketbestand, ...]:
    """Return the tables that can be fetched: scored areas of the region, as the page Gegevens gives them."""
    columns, title = tuple(list_exportkolommen()), "Gebieden van de regio met klasse en scores"
    return (
        Pakketbestand(CSV, title, columns),
        Pakketbestand(PARQUET, f"{title}, met grenzen", (*columns, "geometry", "bbox")),
    )


def make_pakket(
    kenmerk: str, manifest: Manifest, bestanden: Sequence[Pakketbestand], instellingen: Instellingen
) -> dict[str, Any]:
    """Return the description of a package.

    Parameters
    ----------
    kenmerk : str
        Id of the snapshot.
    manifest : Manifest
    bestanden : sequence of Pakketbestand
    instellingen : Instellingen
        Who answers for it.
    """
    owner, role = (instellingen.eigenaar, "publisher") if instellingen.eigenaar else ("Woonzorg", "creator")
    return {
        "$schema": PROFIEL,
        "name": f"woonzorg-{manifest.regio.naam}-{kenmerk}",
        "id": kenmerk,
        "title": name_titel(manifest),
        "description": describe_manifest(manifest),
        "version": kenmerk,
        "created": f"{manifest.datum}T00:00:00Z",
        "keywords": ["leefbaarheid", "SES-WOA", "buurten", "wijken", "gemeenten"],
        "licenses": list_licenties(manifest),
        "sources": [_make_bron(bron.naam, bron.url, bron.sleutel) for bron in list_bronregels(manifest)],
        "contributors": [{"title": owner, "roles": [role]}],
        "resources": [_make_bestand(one) for one in bestanden],
    }  # fmt: skip


def name_titel(manifest: Manifest) -> str:
    """Return what a snapshot is called in a catalogue."""
    made_up = " (verzonnen)" if manifest.fictief else ""
    return f"Veerkracht van buurten: {manifest.regio.titel}{made_up}, gegevens van {manifest.datum}"


def describe_manifest(manifest: Manifest) -> str:
    """Tell what a snapshot holds, and what a reader must know."""
    own = klassewoorden.FICTIE if manifest.fictief else klassewoorden.DISCLAIMER
    what = f"Cijfers en grenzen van {manifest.regio.titel}, indeling {manifest.indeling}."
    return " ".join([what, own, *manifest.meldingen])


def list_licenties(manifest: Manifest) -> list[dict[str, str]]:
    """Return the licences of the sources, the strictest first; what is no licence that we know is told as it stands."""
    given = sorted({bron.licentie.removesuffix(_VERZONNEN) for bron in manifest.bronnen})
    known = [facts for name, facts in LICENTIES.items() if name in given]
    return [*known, *({"name": ANDERS, "title": text} for text in given if text not in LICENTIES)]


def _make_bron(naam: str, url: str | None, sleutel: str) -> dict[str, str]:
    return {"title": naam, "version": sleutel} | ({"path": url} if url else {})


def _make_bestand(bestand: Pakketbestand) -> dict[str, Any]:
    is_csv = bestand.soort == ".csv"
    found: dict[str, Any] = {
        "name": bestand.naam.replace(".", "-"), "type": "table", "path": bestand.naam, "title": bestand.titel,
        "format": bestand.soort[1:], "mediatype": MEDIA[bestand.soort],
    }  # fmt: skip
    found |= {"encoding": "utf-8", "dialect": {"delimiter": ";", "lineTerminator": "\r\n"}} if is_csv else {}
    found |= {"hash": f"sha256:{bestand.sha256}"} if bestand.sha256 else {}
    fields = [describe_kolom(name, csv=is_csv) for name in bestand.kolommen]
    key = ["code", "indicator", "jaar"] if "waarde" in bestand.kolommen else ["code"]
    return found | {"schema": {"fields": fields, "primaryKey": key, "missingValues": [""]}}


def describe_kolom(naam: str, *, csv: bool = False) -> dict[str, Any]:
    """Return what a column of a table means.

    Raises
    ------
    KeyError
        When nothing is known of it.
    """
    comma = {"decimalChar": ","} if csv else {}
    if naam in PER_SLEUTEL:
        one = PER_SLEUTEL[naam]
        unit = f" ({one.eenheid})" if one.eenheid else ""
        return {
            "name": naam,
            "type": "number",
            "title": one.titel,
            "description": f"{one.uitleg}{unit}",
            **comma,
        }
    if naam in _GETALLEN:
        return {"name": naam, "type": "number", "description": _GETALLEN[naam], **comma}
    if naam in _JAREN:
        return {"name": naam, "type": "integer", "description": _JAREN[naam]}
    if naam in _VLAGGEN:
        words = {"trueValues": ["ja"], "falseValues": ["nee"]} if csv else {}
        return {"name": naam, "type": "boolean", "description": _VLAGGEN[naam], **words}
    if naam in {"geometry", "bbox"}:
        return {
            "name": naam,
            "type": "any",
            "description": "Grens (WKB, EPSG:28992) of de rechthoek eromheen.",
        }
    return {"name": naam, "type": "string", "description": _WOORDEN[naam]}
