"""All classes of the country as a table: buurten and households by class, of each province and each gemeente."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pandas as pd

from woonzorg.gebied import NEDERLAND, PROVINCIES, Niveau
from woonzorg.kaart.telling import count_klassen
from woonzorg.oordeel.veerkracht import Klasse
from woonzorg.streken.streektelling import Streeksoort

if TYPE_CHECKING:
    from collections.abc import Iterator

    from woonzorg.streken.streektelling import Streekgrond

KOP = "Klassen per gemeente en provincie"
GEMEENTE = "gemeente"
ZONDER_PROVINCIE = "Provincie niet bekend"
UITLEG = (
    "Aantal buurten en huishoudens per klasse. De gemeenten tellen samen op tot het land, en de provincies ook. Van "
    "een buurt waarvan het aantal huishoudens niet bekend is, telt alleen de buurt mee."
)


def tabulate_klassen(grond: Streekgrond) -> pd.DataFrame:
    """Count buurten and households by class: the country, then the provinces, then the gemeenten, each by name.

    Parameters
    ----------
    grond : Streekgrond
        Of national data.

    Returns
    -------
    DataFrame
        streek, soort, code, provincie, buurten and huishoudens, and each of these two by class. Households of which
        nothing is known are missing, and not 0.
    """
    return pd.DataFrame([*_count_rijen(grond)])


def _count_rijen(grond: Streekgrond) -> Iterator[dict[str, Any]]:
    buurten, towns = grond.buurten, grond.gemeenten
    yield _count_rij(buurten, NEDERLAND.titel, Streeksoort.LAND, "NL00", "")
    groups = buurten.groupby("provinciecode")
    named = [(PROVINCIES.get(str(code), ZONDER_PROVINCIE), str(code), rows) for code, rows in groups]
    for naam, code, rows in sorted(named, key=lambda one: one[:2]):
        yield _count_rij(rows, naam, Streeksoort.PROVINCIE, code, naam)
    for town in towns.sort_values(["naam", "code"]).itertuples():
        rows = buurten[buurten["gemeentecode"] == town.code]
        place = PROVINCIES.get(str(town.provinciecode), ZONDER_PROVINCIE)
        yield _count_rij(rows, str(town.naam), GEMEENTE, str(town.code), place)


def _count_rij(buurten: pd.DataFrame, naam: str, soort: str, code: str, provincie: str) -> dict[str, Any]:
    count = count_klassen(buurten, naam, Niveau.BUURT)
    return {
        "streek": naam, "soort": str(soort), "code": code, "provincie": provincie, "buurten": count.totaal,
        **{f"buurten_{klasse}": count.gebieden[klasse] for klasse in Klasse},
        "huishoudens": count.totaal_huishoudens,
        **{f"huishoudens_{klasse}": count.huishoudens[klasse] for klasse in Klasse},
    }  # fmt: skip


def make_uitvoer(tabel: pd.DataFrame, land_id: str) -> gpd.GeoDataFrame:
    """Return the table as it goes to a file: with the data that it was counted in, and without outlines."""
    return gpd.GeoDataFrame(tabel.assign(gegevens=land_id), geometry=[None] * len(tabel), crs="EPSG:28992")
