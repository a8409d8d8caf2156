"""Overviews of a snapshot for a reader: its indicators, its codes without a partner, and the list of snapshots."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from woonzorg.dag import format_datum
from woonzorg.gebied import Niveau, Rol
from woonzorg.gegevens.bronsleutel import Bronsleutel
from woonzorg.gegevens.schema import Status
from woonzorg.indicator import PER_SLEUTEL, Gebruik, Indicator, Richting

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from woonzorg.gegevens.opslag import Manifest, Snapshot, Vermelding

RICHTING_UITLEG: dict[Richting, str] = {
    Richting.HOGER_IS_MEER: "hoger is meer veerkracht",
    Richting.HOGER_IS_MINDER: "hoger is minder veerkracht",
    Richting.GEEN: "geen oordeel",
}

GEBRUIK_UITLEG: dict[Gebruik, str] = {
    Gebruik.OORDEEL: "oordeel en kaart",
    Gebruik.KAART: "kaart",
    Gebruik.PROFIEL: "alleen bij de buurt zelf",
}
"""What is told of a figure's widest use."""


def describe_gebruik(indicator: Indicator) -> str:
    """Tell where a figure is used: what it may be used for first, in the order of `Gebruik`."""
    return next(words for use, words in GEBRUIK_UITLEG.items() if use in indicator.gebruik)


def list_indicatoren(snapshot: Snapshot, bronnen: Mapping[str, str]) -> pd.DataFrame:
    """Return every indicator of the registry as a row.

    Parameters
    ----------
    snapshot : Snapshot
    bronnen : dict
        Key of each source to its name.

    Returns
    -------
    DataFrame
        titel, eenheid, richting, gebruik, bron, jaar, tabel, veld; bekend: of the region's buurten, how many have a
        value in that year. What these data do not have says so.
    """
    tables = _find_tabellen(snapshot)
    counts = _count_bekend(snapshot)
    rows = []
    for indicator in PER_SLEUTEL.values():
        jaar = snapshot.manifest.jaren.get(indicator.sleutel)
        absent = "niet geladen" if indicator.sleutel in snapshot.niet_geladen else "niet in deze gegevens"
        tabel, veld = tables.get(indicator.sleutel, ("", ""))
        rows.append(
            {
                "titel": indicator.titel, "eenheid": indicator.eenheid,
                "richting": RICHTING_UITLEG[indicator.richting], "gebruik": describe_gebruik(indicator),
                "bron": bronnen[indicator.bron],
                "jaar": str(jaar) if jaar else absent, "tabel": tabel, "veld": veld,
                "bekend": float(counts.get(indicator.sleutel, 0)),
            }
        )  # fmt: skip
    return pd.DataFrame(rows)


def _take_newest(snapshot: Snapshot) -> pd.DataFrame:
    """Return the rows of each indicator's newest year."""
    reeksen = snapshot.reeksen
    years = reeksen["indicator"].map(snapshot.manifest.jaren)
    newest: pd.DataFrame = reeksen[reeksen["jaar"] == years]
    return newest


def _find_tabellen(snapshot: Snapshot) -> dict[str, tuple[str, str]]:
    """Return, by indicator, the table of the newest year and the field in it."""
    fields = {str(bron.sleutel): bron.velden for bron in snapshot.manifest.bronnen}
    newest = _take_newest(snapshot).drop_duplicates("indicator")
    pairs = zip(newest["indicator"], newest["bron"], strict=True)
    return {key: (Bronsleutel.parse(bron).tabel, fields.get(bron, {}).get(key, "")) for key, bron in pairs}


def _count_bekend(snapshot: Snapshot) -> dict[str, int]:
    areas = snapshot.gebieden
    own = areas.loc[(areas["rol"] == Rol.REGIO) & (areas["niveau"] == Niveau.BUURT), "code"]
    newest = _take_newest(snapshot)
    known = newest[newest["code"].isin(own) & (newest["status"] == Status.WAARGENOMEN)]
    return {str(key): int(count) for key, count in known["indicator"].value_counts().items()}


def list_ongekoppeld(manifest: Manifest) -> pd.DataFrame:
    """Return the codes without a partner: code, naam, bron, reden."""
    rows = [
        {"code": line.code, "naam": line.naam, "bron": str(line.bron), "reden": line.reden}
        for line in manifest.ongekoppeld
    ]
    return pd.DataFrame(rows, columns=["code", "naam", "bron", "reden"])


def count_ongekoppeld(manifest: Manifest) -> pd.DataFrame:
    """Count the codes without a partner by source and reason, most first: bron, reden, aantal."""
    counted = list_ongekoppeld(manifest).groupby(["bron", "reden"], sort=False).size().rename("aantal")
    return counted.reset_index().sort_values("aantal", ascending=False, kind="stable", ignore_index=True)


@dataclass(frozen=True)
class Gegevenskeuze:
    """Figures that can be compared: a snapshot, with its newest measures or those of one edition.

    Attributes
    ----------
    snapshot_id : str
    jaar : int or None
        None: the newest of each measure.
    titel : str
        Words on screen.
    """

    snapshot_id: str
    jaar: int | None
    titel: str


def list_keuzes(
    lines: Sequence[Vermelding], snapshot: Snapshot, edities: Sequence[int]
) -> list[Gegevenskeuze]:
    """Return what can be compared with a snapshot: sound snapshots of its region, then its own earlier editions.

    Parameters
    ----------
    lines : sequence of Vermelding
        As `opslag.list_snapshots` gives them.
    snapshot : Snapshot
        The one on screen; it comes first.
    edities : sequence of int
        Its editions, oldest first.
    """
    regio = snapshot.manifest.regio.naam
    others = [
        line.id
        for line in lines
        if line.manifest and line.manifest.regio.naam == regio and line.id != snapshot.id
    ]
    own = Gegevenskeuze(snapshot.id, None, f"Deze gegevens ({snapshot.id})")
    return [
        own,
        *(
            Gegevenskeuze(other, None, f"Gegevens van {format_datum(other[:10])} ({other[11:]})")
            for other in others
        ),
        *(Gegevenskeuze(snapshot.id, jaar, f"Deze gegevens, meting {jaar}") for jaar in reversed(edities)),
    ]


NAAR_GEBRUIK = "Toon de gegevens die nu in gebruik zijn"
"""Text of the link from other data to those in use."""


STORING_KORT = "Misschien niet de laatste gegevens"
STORING = (
    "De opslag van gegevens is nu niet te bereiken. U ziet de gegevens die deze server het laatst heeft opgehaald. "
    "Nieuwe gegevens laden of kiezen kan nu niet."
)
"""What a page says while it goes on with copies of what stands in an object store."""


def describe_anders(getoond: str, in_gebruik: str) -> str:
    """Say that what is shown rests on other data than those in use.

    Parameters
    ----------
    getoond, in_gebruik : str
        Id of a snapshot: told by its day, and by the mark that tells two of one day apart.
    """
    shown, used = (f"{format_datum(name[:10])} ({name[11:]})" for name in (getoond, in_gebruik))
    return f"U ziet de gegevens van {shown}. Nu zijn die van {used} in gebruik: de uitkomst kan anders zijn."
