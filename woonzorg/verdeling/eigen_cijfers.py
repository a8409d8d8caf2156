"""The planner's own figures, by area and of complexes: checked row by row, all errors told together.

They stay with the visit: nothing here writes them down. They are named by the hash of the file.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from woonzorg.fouten import GegevensFout, InvoerFout
from woonzorg.gebied import clean_code, find_niveau
from woonzorg.indicator import VERBODEN_WOORDEN
from woonzorg.verdeling.complexbestand import UITLEG_COMPLEXEN, check_complexen, make_complexen
from woonzorg.verdeling.eigen_bestand import read_tabellen
from woonzorg.verdeling.getal import parse_getal
from woonzorg.verdeling.veld import EIGEN_KOLOMMEN

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    import geopandas as gpd

    from woonzorg.verdeling.complexen import Complex

UITLEG: dict[str, str] = {
    "code": "code van de buurt of wijk, zoals BU09171000",
    "gehuisvest": "huishoudens van de groepen die er nu wonen",
    "gepland": "woningen die voor de groepen gepland zijn",
    "capaciteit": "woningen die er hoogstens bij kunnen, in plaats van de berekening",
    "corporatiewoningen": "woningen van corporaties",
}
"""The columns of a table by area, with what they hold; every row needs a code, the others may be left out or empty."""


@dataclass(frozen=True)
class EigenCijfers:
    """Own figures, checked.

    Attributes
    ----------
    hash : str
        Twelve digits of the hash of the file: its name in scenarios.
    gebieden : DataFrame
        code and `EIGEN_KOLOMMEN`; NaN where not given.
    complexen : tuple of Complex
    """

    hash: str
    gebieden: pd.DataFrame
    complexen: tuple[Complex, ...] = ()


def read_eigen_cijfers(
    naam: str, raw: bytes, codes: Collection[str], buurten: gpd.GeoDataFrame | None = None
) -> EigenCijfers:
    """Read own figures from the bytes of a file.

    A table with a column `complex` holds complexes, any other one figures by area. A spreadsheet may hold both.

    Parameters
    ----------
    naam : str
        Name of the file; its extension tells the kind.
    raw : bytes
    codes : collection of str
        Codes of the region's areas.
    buurten : GeoDataFrame, optional
        The region's buurten with code and outline (EPSG:28992): where complexes lie.

    Raises
    ------
    InvoerFout
        When the file is too large, of another kind, or not to be read; or holds complexes where none are asked for.
    GegevensFout
        When a column or cell is wrong: all findings together, each with row, column and remedy.
    """
    tables = read_tabellen(naam, raw)
    areas = [table for table in tables if "complex" not in table]
    houses = [table for table in tables if "complex" in table]
    if houses and buurten is None:
        message = f"In het bestand {naam} staan complexen."
        raise InvoerFout(message, remedie="Geef hier een bestand met cijfers per gebied.")
    findings = [text for table in areas for text in _check_gebieden(table, set(codes))]
    findings += [
        text for table in houses for text in (*_check_kolommen(table, UITLEG_COMPLEXEN, "complex"),
                                              *check_complexen(table, buurten))
    ]  # fmt: skip
    if findings:
        remedy = "Verbeter deze cellen en laad het bestand opnieuw. Het sjabloon laat de vorm zien."
        message = f"Het bestand {naam} klopt niet."
        raise GegevensFout(message, findings, remedie=remedy)
    frames = [_make_gebieden(table) for table in areas] or [_make_gebieden(pd.DataFrame({"code": []}))]
    found = tuple(item for table in houses for item in make_complexen(table, buurten))
    return EigenCijfers(hashlib.sha256(raw).hexdigest()[:12], pd.concat(frames, ignore_index=True), found)


def join_eigen_cijfers(delen: Sequence[EigenCijfers]) -> EigenCijfers:
    """Return the figures of more files as one, named by the hashes of all.

    Raises
    ------
    GegevensFout
        When two files tell of the same area or complex.
    """
    if len(delen) == 1:
        return delen[0]
    areas = pd.concat([part.gebieden for part in delen], ignore_index=True)
    houses = [item for part in delen for item in part.complexen]
    names = [*areas["code"], *(item.naam for item in houses)]
    doubles = sorted({name for name in names if names.count(name) > 1})
    if doubles:
        message = "Deze bestanden met eigen cijfers spreken elkaar tegen."
        findings = [f"{name} staat in meer dan een bestand" for name in doubles]
        raise GegevensFout(message, findings, remedie="Voeg de rijen samen in een bestand.")
    text = "+".join(sorted(part.hash for part in delen))
    return EigenCijfers(hashlib.sha256(text.encode()).hexdigest()[:12], areas, tuple(houses))


def _make_gebieden(table: pd.DataFrame) -> pd.DataFrame:
    values = {name: table[name].map(parse_getal) if name in table else np.nan for name in EIGEN_KOLOMMEN}
    return pd.DataFrame({"code": table["code"].map(clean_code), **values}).astype(
        dict.fromkeys(EIGEN_KOLOMMEN, float)
    )


def _check_kolommen(table: pd.DataFrame, uitleg: dict[str, str], sleutel: str) -> list[str]:
    columns, known = list(table.columns), ", ".join(uitleg)
    findings = [] if sleutel in columns else [f"kolom {sleutel} ontbreekt; nodig is: {uitleg[sleutel]}"]
    for name in columns:
        if any(word in name for word in VERBODEN_WOORDEN):
            findings.append(
                f"kolom {name}: gegevens over personen of afkomst mogen hier niet in; haal de kolom weg"
            )
        elif name not in uitleg:
            findings.append(f"kolom {name}: onbekend; haal de kolom weg of kies uit {known}")
    return findings + [
        f"kolom {name}: staat er twee keer" for name in set(columns) if columns.count(name) > 1
    ]


def _check_gebieden(table: pd.DataFrame, codes: set[str]) -> Iterator[str]:
    """Yield a finding for each wrong cell; rows are numbered as a spreadsheet shows them."""
    yield from _check_kolommen(table, UITLEG, "code")
    if "code" not in table or not table.columns.is_unique:
        return
    if table.empty:
        yield "er staan geen rijen in het bestand"
    seen: set[str] = set()
    for number, row in enumerate(table.to_dict("records"), start=2):
        code = clean_code(row["code"])
        yield from (f"rij {number}, kolom code: {text}" for text in _check_code(code, codes, seen))
        seen.add(code)
        for name in EIGEN_KOLOMMEN:
            if name in row and np.isinf(parse_getal(row[name])):
                yield f"rij {number}, kolom {name}: '{str(row[name])[:30]}' is geen heel getal vanaf 0; verbeter het"


def _check_code(code: str, codes: set[str], seen: set[str]) -> Iterator[str]:
    if find_niveau(code) is None:
        yield f"'{code[:30]}' is geen code; verwacht een code als BU09171000"
    elif code not in codes:
        yield f"{code} ligt niet in deze streek, of is van een ander niveau; haal de rij weg"
    elif code in seen:
        yield f"{code} staat er twee keer; voeg de rijen samen"
