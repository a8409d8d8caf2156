"""A scenario as a file: its document, its map for a slide, what may be told of its areas, or the scenario itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from woonzorg.fouten import InvoerFout
from woonzorg.rapport import bestand
from woonzorg.rapport.dia import make_kaartdia
from woonzorg.rapport.scenariostuk import make_scenariostuk
from woonzorg.rapport.zicht import PER_GEBIED_VERBORGEN, colour_kaart, find_watermerk
from woonzorg.verdeling.uitkomst import describe_kop_openbaar

if TYPE_CHECKING:
    import datetime as dt

    from woonzorg.rapport.zicht import Openbaar

SCENARIOBESTANDEN = (*bestand.STUK, *bestand.BEELD, ".geojson", ".parquet", ".json")
"""What a scenario can be."""


def make_scenariobestand(openbaar: Openbaar, soort: str, datum: dt.date, adres: str = "") -> bytes:
    """Make a file of a scenario that was worked out.

    Parameters
    ----------
    openbaar : Openbaar
    soort : str
        One of `SCENARIOBESTANDEN`.
    datum : date
        Date of the document.
    adres : str
        Web address of the installation; '' when unknown.

    Raises
    ------
    InvoerFout
        When a map is asked for and nothing may be told by area, or there are too many areas to draw.
    """
    if soort == ".json":
        return openbaar.uitkomst.scenario.to_json().encode()
    if soort in bestand.STUK:
        return bestand.make_stuk(make_scenariostuk(openbaar, datum, adres=adres), soort)
    if soort in bestand.GEBIEDEN:
        return bestand.make_gebieden(openbaar.export_gebieden(), openbaar.snapshot.manifest, soort)
    return bestand.make_beeld(_draw_kaart(openbaar, datum), soort)


def _draw_kaart(openbaar: Openbaar, datum: dt.date) -> str:
    kaart = colour_kaart(openbaar)
    if kaart is None:
        message = "Van dit scenario is geen kaart per gebied te maken."
        raise InvoerFout(
            message, gevonden=PER_GEBIED_VERBORGEN, remedie="Maak het document: dat toont de gemeenten."
        )
    mark = find_watermerk(openbaar.uitkomst.scenario)
    kop = describe_kop_openbaar(openbaar.uitkomst)
    return make_kaartdia(kaart, f"{mark}. {kop}" if mark else kop, openbaar.snapshot, datum)
