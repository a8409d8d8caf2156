"""Whether a source was joined to an area for a year, and what is told of a value that is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from woonzorg.gegevens.bronsleutel import Bronsleutel
from woonzorg.gegevens.manifest import GRENZEN_VERANDERD
from woonzorg.gegevens.schema import STATUS_UITLEG, Status
from woonzorg.indicator import PER_SLEUTEL

if TYPE_CHECKING:
    import pandas as pd

    from woonzorg.gegevens.manifest import Manifest
    from woonzorg.gegevens.opslag import Snapshot


WEGGELATEN = "de bron is bij het laden bewust weggelaten"
NIET_GELADEN = "dit cijfer is niet geladen: het bestond nog niet toen deze gegevens werden gemaakt"
WEGGELATEN_WANT = "de waarde is weggelaten, want"
"""How the meaning of a status begins where the source has a value, but for other borders."""


def is_gekoppeld(eigen: pd.DataFrame, bron: str, jaar: int) -> bool:
    """Tell whether a source gave an area anything for a year, be it without a number.

    Parameters
    ----------
    eigen : DataFrame
        The area's rows of the series, of all indicators.
    bron : str
        Key of the source.
    jaar : int
    """
    rows = eigen[(eigen["bron"] == bron) & (eigen["jaar"] == jaar)]
    return bool(rows["status"].isin({Status.WAARGENOMEN, Status.ONDERDRUKT}).any())


def read_status(snapshot: Snapshot, eigen: pd.DataFrame, sleutel: str, jaar: int) -> tuple[Status, str]:
    """Return the status of one figure of an area, and what that means.

    Parameters
    ----------
    snapshot : Snapshot
    eigen : DataFrame
        The area's rows of the series, of all indicators.
    sleutel : str
        Key of the indicator.
    jaar : int
    """
    rows = eigen[(eigen["indicator"] == sleutel) & (eigen["jaar"] == jaar)]
    if rows.empty:
        return Status.ONTBREEKT, explain_zonder_rij(snapshot, sleutel)
    code, bron, status = rows.iloc[0][["code", "bron", "status"]]
    reasons = [] if is_gekoppeld(eigen, bron, jaar) else list_redenen(snapshot.manifest, code, bron)
    return Status(status), explain_status(Status(status), reasons)


def explain_zonder_rij(snapshot: Snapshot, sleutel: str) -> str:
    """Tell why an indicator has no row for an area: it is younger than the data, left out, or not given."""
    if sleutel in snapshot.niet_geladen:
        return NIET_GELADEN
    left_out = PER_SLEUTEL[sleutel].bron in snapshot.manifest.zonder
    return WEGGELATEN if left_out else STATUS_UITLEG[Status.ONTBREEKT]


def find_bron(eigen: pd.DataFrame, sleutel: str, jaar: int) -> Bronsleutel | None:
    """Return which table or edition a figure of an area was asked of; None when it has no row."""
    keys = eigen.loc[(eigen["indicator"] == sleutel) & (eigen["jaar"] == jaar), "bron"]
    return Bronsleutel.parse(str(keys.iloc[0])) if len(keys) else None


def list_redenen(manifest: Manifest, code: str, bron: str) -> list[str]:
    """Return why a source was not joined to an area, for any of its years."""
    # An edition may come in a file for each level; the manifest then names the edition.
    key = Bronsleutel.parse(bron)
    return [
        line.reden for line in manifest.ongekoppeld if line.code == code and line.bron in {key, key.geheel}
    ]


def explain_status(status: Status, redenen: list[str]) -> str:
    """Tell what a status means; of a value that was left out, why: the source has it, but for another area.

    Parameters
    ----------
    status : Status
    redenen : list of str
        Why the source was not joined; [] when it was.
    """
    moved = [reden for reden in redenen if is_weggelaten(status, reden)]
    return f"{WEGGELATEN_WANT} {moved[0]}" if moved else STATUS_UITLEG[status]


def is_weggelaten(status: Status, reden: str) -> bool:
    """Tell whether this reason is why a value is missing that the source does have."""
    return status == Status.ONTBREEKT and reden.startswith(GRENZEN_VERANDERD)
