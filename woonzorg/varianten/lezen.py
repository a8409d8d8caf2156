"""Reading a table of variants that a visitor gives back: as it was written (parquet), or as csv."""

from __future__ import annotations

import json
import subprocess
import sys
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from woonzorg.eigenbestand.lezen import GROOTSTE_BESTAND, read_bladen
from woonzorg.fouten import InvoerFout
from woonzorg.varianten import rij
from woonzorg.varianten.leesproces import MEESTE_RIJEN
from woonzorg.verdeling.scenario.inhoud import Scenario, parse_scenario

if TYPE_CHECKING:
    from collections.abc import Mapping

SOORTEN: tuple[str, ...] = ("parquet", "csv")
"""Kinds of file that are read, by their extension."""

_GEDULD = 60.0
"""Seconds that reading may take."""

_WORTEL = Path(__file__).resolve().parents[2]
_NODIG = (rij.NUMMER, rij.KENMERK, rij.STAND, rij.GEVRAAGD, rij.GEPLAATST, rij.PAST, rij.KNELT, rij.SCENARIO)
_REMEDIE = "Kies de tabel die 'varianten' schreef, of bewaar die als csv zonder kolommen weg te laten."
_JA = {"true": True, "waar": True, "1": True, "false": False, "onwaar": False, "0": False}


@dataclass(frozen=True, eq=False)
class Variantentabel:
    """A table of variants, as it is looked at.

    Attributes
    ----------
    rijen : DataFrame
        A row a variant, without its scenario; numbers are numbers, what is missing is NaN.
    velden : tuple of str
        Columns of the fields that vary.
    """

    rijen: pd.DataFrame
    velden: tuple[str, ...]
    _scenarios: bytes

    def open_scenario(self, nummer: int) -> Scenario:
        """Return the scenario of a variant.

        Raises
        ------
        InvoerFout
            When there is no such variant, its scenario is none, or it does not go with its outcome.
        """
        place = self.rijen.index[self.rijen[rij.NUMMER] == nummer]
        if not len(place):
            message = "Deze variant staat niet in de tabel."
            raise InvoerFout(message)
        text = str(json.loads(zlib.decompress(self._scenarios))[int(place[0])])
        scenario = parse_scenario(text.encode())
        if scenario.rekenkenmerk != self.rijen[rij.KENMERK].iloc[int(place[0])]:
            message = "Het scenario van deze variant hoort niet bij haar uitkomst: het bestand is veranderd."
            raise InvoerFout(message, remedie="Kies de tabel zoals zij geschreven is.")
        return scenario


def read_varianten(naam: str, raw: bytes) -> Variantentabel:
    """Read a table of variants.

    Parameters
    ----------
    naam : str
        Name of the file; its extension tells the kind.
    raw : bytes

    Raises
    ------
    InvoerFout
        When it is too large, of another kind, damaged, or no table of variants.
    """
    kind = naam.lower().rpartition(".")[2]
    if kind not in SOORTEN or len(raw) > GROOTSTE_BESTAND:
        most = f"{' of '.join(SOORTEN)}, hoogstens {GROOTSTE_BESTAND // 1_000_000} MB"
        raise _refuse(naam, "een te groot bestand" if kind in SOORTEN else kind[:20] or "geen soort", most)
    columns = _read_parquet(naam, raw) if kind == "parquet" else _read_csv(naam, raw)
    return _make_tabel(naam, columns)


def _refuse(naam: str, gevonden: str, verwacht: str = "") -> InvoerFout:
    message = f"Het bestand {naam[:80]} is niet te lezen als tabel van varianten."
    return InvoerFout(message, verwacht=verwacht, gevonden=gevonden, remedie=_REMEDIE)


def _read_parquet(naam: str, raw: bytes) -> dict[str, list[Any]]:
    """Read in a process of its own (`leesproces`): a file that was made to harm harms that one."""
    command = [sys.executable, "-m", "woonzorg.varianten.leesproces"]
    try:
        done = subprocess.run(  # noqa: S603  our own program
            command, input=raw, capture_output=True, timeout=_GEDULD, cwd=_WORTEL, check=True
        )
    except (subprocess.SubprocessError, OSError) as error:
        raise _refuse(naam, "het lezen brak af: het bestand is te zwaar of beschadigd") from error
    told = json.loads(done.stdout)
    if "fout" in told:
        raise _refuse(naam, told["fout"])
    columns: dict[str, list[Any]] = told["kolommen"]
    return columns


def _read_csv(naam: str, raw: bytes) -> dict[str, list[Any]]:
    sheets = read_bladen(naam, raw)
    rows = [row.cellen for sheet in sheets[:1] for row in sheet.rijen]
    heads = [str(head).strip() for head in rows[0]] if rows else []
    if len(set(heads)) < len(heads):
        raise _refuse(naam, "een kolom staat er twee keer")
    return {
        head: [row[place] if place < len(row) and row[place] != "" else None for row in rows[1:]]
        for place, head in enumerate(heads)
    }


def _make_tabel(naam: str, columns: Mapping[str, list[Any]]) -> Variantentabel:
    missing = [name for name in _NODIG if name not in columns]
    if missing:
        raise _refuse(naam, f"zonder de kolommen {', '.join(missing)}")
    if not 0 < len(columns[rij.NUMMER]) <= MEESTE_RIJEN:
        raise _refuse(naam, f"{len(columns[rij.NUMMER])} varianten", f"1 tot {MEESTE_RIJEN}")
    names = list(columns)
    fields = tuple(names[names.index(rij.KENMERK) + 1 : max(names.index(rij.STAND), 0)])
    table = pd.DataFrame({name: _type(values) for name, values in columns.items() if name != rij.SCENARIO})
    table[rij.PAST] = [_JA.get(str(value).lower().removesuffix(".0")) for value in columns[rij.PAST]]
    if wrong := [
        name for name in (rij.NUMMER, rij.GEVRAAGD, rij.GEPLAATST) if table[name].dtype.kind not in "if"
    ]:
        raise _refuse(naam, f"tekst in de kolom {wrong[0]}", "alleen getallen")
    if table[rij.NUMMER].isna().any() or table[rij.NUMMER].duplicated().any():
        raise _refuse(naam, "varianten zonder nummer, of met hetzelfde nummer")
    packed = zlib.compress(json.dumps(columns[rij.SCENARIO]).encode())
    return Variantentabel(table, fields, packed)


def _type(values: list[Any]) -> pd.Series[Any]:
    """Return a column: of numbers where all that stands in it is one, as a program or a Dutch spreadsheet writes it."""
    numbers = [_read_getal(value) for value in values]
    if all(number is not None for number, value in zip(numbers, values, strict=True) if value is not None):
        return pd.Series([float("nan") if number is None else number for number in numbers], dtype=float)
    return pd.Series([None if value is None else str(value) for value in values], dtype=object)


def _read_getal(value: Any) -> float | None:
    if value is None or isinstance(value, bool):
        return None
    try:
        number = float(value.strip().replace(",", ".") if isinstance(value, str) else value)
    except ValueError:
        return None
    return number if abs(number) < 1e15 else None
