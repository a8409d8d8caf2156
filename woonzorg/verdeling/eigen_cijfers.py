"""The planner's own figures by area, from csv, xlsx or GeoJSON: checked row by row, all errors told together.

They stay with the visit: nothing here writes them down. They are named by the hash of the file.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile

import numpy as np
import pandas as pd

from woonzorg.fouten import GegevensFout, InvoerFout
from woonzorg.gebied import clean_code, find_niveau
from woonzorg.indicator import VERBODEN_WOORDEN
from woonzorg.verdeling.veld import EIGEN_KOLOMMEN

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

GROOTSTE_BESTAND = 20_000_000
"""Larger files (bytes) are refused."""

UITLEG: dict[str, str] = {
    "code": "code van de buurt of wijk, zoals BU09171000",
    "gehuisvest": "huishoudens van de groepen die er nu wonen",
    "gepland": "woningen die voor de groepen gepland zijn",
    "capaciteit": "woningen die er hoogstens bij kunnen, in plaats van de berekening",
    "corporatiewoningen": "woningen van corporaties",
}
"""The columns of a file, with what they hold; every row needs a code, the others may be left out or empty."""


@dataclass(frozen=True)
class EigenCijfers:
    """Own figures, checked.

    Attributes
    ----------
    hash : str
        Twelve digits of the hash of the file: its name in scenarios.
    gebieden : DataFrame
        code and `EIGEN_KOLOMMEN`; NaN where not given.
    """

    hash: str
    gebieden: pd.DataFrame


def make_sjabloon() -> str:
    """Return an example file, as csv."""
    return ";".join(UITLEG) + "\nBU00000000;12;3;;450\n"


def read_eigen_cijfers(naam: str, raw: bytes, codes: Collection[str]) -> EigenCijfers:
    """Read own figures from the bytes of a file.

    Parameters
    ----------
    naam : str
        Name of the file; its extension tells the kind.
    raw : bytes
    codes : collection of str
        Codes of the region's areas.

    Raises
    ------
    InvoerFout
        When the file is too large, of another kind, or not to be read.
    GegevensFout
        When a column or cell is wrong: all findings together, each with row, column and remedy.
    """
    if len(raw) > GROOTSTE_BESTAND:
        message = f"Het bestand {naam} is te groot."
        raise InvoerFout(message, verwacht="hoogstens 20 MB")
    table = _read_table(naam, raw)
    table.columns = pd.Index([str(name).strip().lower() for name in table.columns])
    findings = [*_check_kolommen(list(table.columns)), *_check_rijen(table, set(codes))]
    if findings:
        remedy = "Verbeter deze cellen en laad het bestand opnieuw. Het sjabloon laat de vorm zien."
        message = f"Het bestand {naam} klopt niet."
        raise GegevensFout(message, findings, remedie=remedy)
    values = {name: table[name].map(_parse) if name in table else np.nan for name in EIGEN_KOLOMMEN}
    frame = pd.DataFrame({"code": table["code"].map(clean_code), **values}).astype(
        dict.fromkeys(EIGEN_KOLOMMEN, float)
    )
    return EigenCijfers(hashlib.sha256(raw).hexdigest()[:12], frame)


def _read_table(naam: str, raw: bytes) -> pd.DataFrame:
    suffix = naam.lower().rpartition(".")[2]
    reader = LEZERS.get(suffix)
    if reader is None:
        message = f"Het bestand {naam} is van een soort die niet gelezen kan worden."
        raise InvoerFout(message, verwacht=", ".join(LEZERS))
    try:
        return reader(raw)
    # What a spreadsheet or parser raises on a damaged file is not one family: zip, key, type and value errors.
    except (
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        OSError,
        ImportError,
        RecursionError,
        BadZipFile,
    ) as error:
        message = f"Het bestand {naam} is niet te lezen."
        raise InvoerFout(message, gevonden=str(error)[:200], remedie="Bewaar het opnieuw.") from error


def _read_csv(raw: bytes) -> pd.DataFrame:
    text = raw.decode("utf-8-sig")
    mark = ";" if ";" in text.partition("\n")[0] else ","
    return pd.read_csv(io.StringIO(text), sep=mark, dtype=str, keep_default_na=False)


def _read_xlsx(raw: bytes) -> pd.DataFrame:
    if not raw.startswith(b"PK"):
        message = "dit is geen xlsx-bestand"
        raise ValueError(message)
    return pd.read_excel(io.BytesIO(raw), dtype=str, keep_default_na=False, engine="openpyxl")


def _read_geojson(raw: bytes) -> pd.DataFrame:
    content = json.loads(raw.decode("utf-8-sig"))
    rows = [feature["properties"] for feature in content["features"]]
    return pd.DataFrame([{key: _write(value) for key, value in row.items()} for row in rows]).fillna("")


def _write(value: Any) -> str:
    return "" if value is None else str(value)


LEZERS: dict[str, Callable[[bytes], pd.DataFrame]] = {
    "csv": _read_csv,
    "xlsx": _read_xlsx,
    "geojson": _read_geojson,
}


def _check_kolommen(kolommen: list[str]) -> list[str]:
    findings = (
        [] if "code" in kolommen else ["kolom code ontbreekt; zet de code van elk gebied in een kolom 'code'"]
    )
    known = ", ".join(UITLEG)
    for name in kolommen:
        if any(word in name for word in VERBODEN_WOORDEN):
            findings.append(
                f"kolom {name}: gegevens over personen of afkomst mogen hier niet in; haal de kolom weg"
            )
        elif name not in UITLEG:
            findings.append(f"kolom {name}: onbekend; haal de kolom weg of kies uit {known}")
    return findings + [
        f"kolom {name}: staat er twee keer" for name in set(kolommen) if kolommen.count(name) > 1
    ]


def _check_rijen(table: pd.DataFrame, codes: set[str]) -> Iterator[str]:
    """Yield a finding for each wrong cell; rows are numbered as a spreadsheet shows them."""
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
            if name in row and np.isinf(_parse(row[name])):
                yield f"rij {number}, kolom {name}: '{str(row[name])[:30]}' is geen heel getal vanaf 0; verbeter het"


def _check_code(code: str, codes: set[str], seen: set[str]) -> Iterator[str]:
    if find_niveau(code) is None:
        yield f"'{code[:30]}' is geen code; verwacht een code als BU09171000"
    elif code not in codes:
        yield f"{code} ligt niet in deze streek, of is van een ander niveau; haal de rij weg"
    elif code in seen:
        yield f"{code} staat er twee keer; voeg de rijen samen"


_GETAL = re.compile(r"\d{1,9}(\.0+)?|\d{1,3}(\.\d{3}){1,2}")


def _parse(cell: object) -> float:
    """Return a whole number from 0, NaN for an empty cell, infinity for anything else; 1.234 is Dutch for 1234."""
    text = str(cell).strip()
    if not text:
        return np.nan
    if not _GETAL.fullmatch(text):
        return np.inf
    return float(text.replace(".", "")) if re.fullmatch(r"\d{1,3}(\.\d{3})+", text) else float(text)
