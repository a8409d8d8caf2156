"""What a reader may count on, whichever version wrote a snapshot: the reading contract, in one place.

- The layout is today's: what an older version wrote is brought up to it by `MIGRATIES`, in memory; no file of a user is
  ever rewritten.
- Every indicator of the registry is a column of `gebieden`. One that did not exist yet when the snapshot was made is
  missing everywhere (NaN), has no rows in `reeksen`, and is told as 'niet geladen' (`find_niet_geladen`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from woonzorg.fouten import OpslagFout
from woonzorg.gegevens.schema import COROP_KOLOMMEN, POSTCODE
from woonzorg.indicator import PER_SLEUTEL

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

Ruw = dict[str, Any]
"""A manifest as it stands in its file."""


def _keep(value: Any) -> Any:
    return value


@dataclass(frozen=True)
class Migratie:
    """From one version of the layout to the next; each part leaves as it is what did not change.

    Attributes
    ----------
    uitleg : str
        What the newer layout has that the older had not.
    manifest : callable
        Gets a manifest as its file has it, and returns it as the next version writes it.
    gebieden, reeksen : callable
        Get all columns of a table, or some of its rows, and return them as the next version writes them.
    """

    uitleg: str
    manifest: Callable[[Ruw], Ruw] = _keep
    gebieden: Callable[[Any], Any] = _keep
    reeksen: Callable[[Any], Any] = _keep


def _add_postcode(gebieden: pd.DataFrame) -> pd.DataFrame:
    return gebieden if POSTCODE in gebieden else gebieden.assign(**{POSTCODE: ""})


MIGRATIES: tuple[Migratie, ...] = (
    Migratie("Elk gebied heeft een postcode, die leeg kan zijn.", gebieden=_add_postcode),
)
"""Place n - 1 leads from version n to n + 1."""

VERSIE = len(MIGRATIES) + 1
"""Version of a snapshot's layout that is written today."""


def check_versie(versie: object) -> None:
    """Refuse a snapshot of a version that is not known here.

    Raises
    ------
    OpslagFout
        When it is newer than `VERSIE`, or no version.
    """
    if isinstance(versie, int) and not isinstance(versie, bool) and 1 <= versie <= VERSIE:
        return
    message = "Deze gegevens zijn met een andere versie van Woonzorg gemaakt."
    raise OpslagFout(
        message,
        verwacht=f"versie 1 tot en met {VERSIE}",
        gevonden=f"versie {versie}",
        remedie="Laad de gegevens opnieuw, of gebruik de nieuwste versie van Woonzorg.",
    )


def migrate_manifest(raw: Ruw) -> Ruw:
    """Return a manifest in today's layout; its `versie` still says in which it was written."""
    for migratie in MIGRATIES[raw["versie"] - 1 :]:
        raw = migratie.manifest(raw)
    return raw


def read_gebieden(
    pad: Path, versie: int, kolommen: Sequence[str] | None = None, gemeenten: Sequence[str] = ()
) -> gpd.GeoDataFrame:
    """Read areas as a reader may count on them: today's layout, and a column for every indicator.

    Parameters
    ----------
    pad : Path
        File of areas.
    versie : int
        Version that wrote it.
    kolommen : sequence of str, optional
        Columns that are asked for (with 'geometry' when outlines are wanted); all by default.
    gemeenten : sequence of str
        Gemeentecodes; all areas by default.
    """
    # Of an older layout all columns are read: a migration may need any.
    asked = None if versie < VERSIE else kolommen
    present = None if asked is None else [name for name in asked if name in pq.read_schema(pad).names]
    areas = _read_row_groups(pad, present, gemeenten) if gemeenten else gpd.read_parquet(pad, columns=present)
    for migratie in MIGRATIES[versie - 1 :]:
        areas = migratie.gebieden(areas)
    wanted = PER_SLEUTEL if kolommen is None else [name for name in kolommen if name in PER_SLEUTEL]
    corop = [name for name in kolommen or () if name in COROP_KOLOMMEN]
    absent = dict.fromkeys(wanted, np.nan) | dict.fromkeys(corop, "")
    areas = areas.assign(**{name: empty for name, empty in absent.items() if name not in areas})
    return areas if kolommen is None else areas[list(kolommen)]


def _read_row_groups(pad: Path, kolommen: Sequence[str] | None, gemeenten: Sequence[str]) -> gpd.GeoDataFrame:
    """Read only the row groups that hold these gemeenten: in Hilbert order a region lies in few of them.

    Three times as fast as a filter, which decodes the outlines of the whole country (see benchmarks).
    """
    with pq.ParquetFile(pad) as file:
        hits = pc.is_in(file.read(columns=["gemeentecode"])["gemeentecode"], pa.array(list(gemeenten)))
        sizes = [file.metadata.row_group(group).num_rows for group in range(file.num_row_groups)]
        starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
        groups = np.flatnonzero(np.add.reduceat(hits.to_numpy().astype(int), starts)).tolist()
        names = (
            [name for name in file.schema_arrow.names if name != "bbox"] if kolommen is None else [*kolommen]
        )
        table = file.read_row_groups(groups, columns=[*dict.fromkeys([*names, "gemeentecode"])])
    table = table.filter(pc.is_in(table["gemeentecode"], pa.array(list(gemeenten)))).select(names)
    return gpd.GeoDataFrame.from_arrow(table)


def read_reeksen(pad: Path, versie: int, indicatoren: Sequence[str] | None = None) -> pd.DataFrame:
    """Read series in today's layout, of some indicators or all; one that is not loaded has no rows."""
    filters = None if indicatoren is None else [("indicator", "in", list(indicatoren))]
    rows = pd.read_parquet(pad, filters=filters)
    for migratie in MIGRATIES[versie - 1 :]:
        rows = migratie.reeksen(rows)
    return rows


def find_niet_geladen(pad: Path) -> frozenset[str]:
    """Return the indicators that did not exist yet when a file of areas was written.

    Parameters
    ----------
    pad : Path
        The file, as it was written: every indicator of that day is a column, be it empty.
    """
    return frozenset(PER_SLEUTEL) - set(pq.read_schema(pad).names)
