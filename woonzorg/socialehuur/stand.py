"""The stock of a gemeente or buurt by tenure, from its own row: never summed from smaller areas.

'In bezit woningcorporatie' (CBS) is a share of all dwellings, and not exactly social rent: corporaties let some homes
above the limit, others let some below it. What bounds social rent for sure is all that is not owned by who lives there.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from woonzorg.gebied import Niveau, Rol
from woonzorg.opgave.publicatie import BRON, STREEK, read_delen
from woonzorg.opgave.voorbeeldopgave import BRON as VERZONNEN
from woonzorg.verdeling.vraag.lijnen import VAN_PARKSTAD

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

    from woonzorg.gegevens.opslag import Snapshot

AFRONDING_PUNT = 0.5
"""Kerncijfers gives shares in whole percents: the true one lies within half a point."""

TABEL_4 = f"{BRON}, tabel 4 (2023)"
"""Source of the stock where no figures of the CBS are loaded."""


@dataclass(frozen=True)
class Woningstand:
    """The stock of one area; None is unknown, and never 0.

    Attributes
    ----------
    code, naam : str
    woningen : float or None
        All dwellings.
    sociaal : float or None
        Of a corporatie: the nearest that is published to social rent.
    huur : float or None
        All rent, of whomever: social rent is no more, but for homes of unknown owner.
    koop : float or None
        Owned by who lives there.
    overig : float or None
        Rent of others than a corporatie.
    bron : str
    afronding : float
        How far each of these shares may be off, in points; 0 for counts.
    """

    code: str
    naam: str
    woningen: float | None
    sociaal: float | None
    huur: float | None
    koop: float | None
    overig: float | None
    bron: str
    afronding: float = 0.0

    @property
    def marge(self) -> float:
        """How far a number of homes may be off, because its share was rounded."""
        return (self.woningen or 0.0) * self.afronding / 100.0

    @property
    def hoogst(self) -> float | None:
        """Most homes that can be social rent: all that is not owned; None when nothing bounds them."""
        if self.woningen is None:
            return None
        if self.koop is not None:
            return min(self.woningen, self.woningen - self.koop + self.marge)
        return None if self.huur is None else min(self.woningen, self.huur + self.marge)

    def find_deel(self, aantal: float | None) -> float | None:
        """Return a number of homes as a percentage of all; None when one of both is unknown, or there are none."""
        if aantal is None or not self.woningen:
            return None
        return 100.0 * aantal / self.woningen


def list_standen(
    gebieden: pd.DataFrame,
    jaren: Mapping[str, int],
    niveau: Niveau = Niveau.GEMEENTE,
    *,
    fictief: bool = False,
) -> tuple[Woningstand, ...]:
    """Return the stock of each area of a region on a level, by name, each from its own row.

    Parameters
    ----------
    gebieden : DataFrame
        As a snapshot holds them.
    jaren : mapping
        Year of each figure.
    niveau : Niveau
    fictief : bool
        Whether the region is made up, and its figures with it.
    """
    own = gebieden[(gebieden["niveau"] == niveau) & (gebieden["rol"] == Rol.REGIO)]
    year = jaren.get("corporatie_pct", 0) or jaren.get("koopwoningen_pct", 0)
    source = VERZONNEN if fictief else f"CBS, Kerncijfers wijken en buurten {year or '(jaar onbekend)'}"
    return tuple(
        make_stand(row, source)
        for row in own.sort_values(["gemeentenaam", "naam", "code"]).to_dict("records")
    )


def make_stand(rij: Mapping[Any, Any], bron: str) -> Woningstand:
    """Return the stock of the area of a row of a snapshot; its shares are of all dwellings, in whole percents."""
    homes = _number(rij["woningen"])

    def count(key: str) -> float | None:
        share = _number(rij[key])
        return None if homes is None or share is None else homes * share / 100.0

    return Woningstand(
        str(rij["code"]), str(rij["naam"]), homes, count("corporatie_pct"), count("huurwoningen_pct"),
        count("koopwoningen_pct"), count("verhuur_overig_pct"), bron, AFRONDING_PUNT,
    )  # fmt: skip


def _number(waarde: float) -> float | None:
    return None if math.isnan(waarde) else float(waarde)


def read_tabel4() -> tuple[Woningstand, ...]:
    """Return the stock of Parkstad's gemeenten as table 4 has it: rent bounds social rent, which it does not give."""
    return tuple(
        Woningstand(
            deel.code, deel.gemeente, deel.read("Totale woningvoorraad"), None, deel.read("Huurwoningen"),
            deel.read("Koopwoningen"), None, TABEL_4,
        )
        for deel in read_delen(4)
        if deel.gemeente != STREEK
    )  # fmt: skip


def find_gemeenten(snapshot: Snapshot) -> tuple[Woningstand, ...]:
    """Return the stock of the gemeenten of a region; of Parkstad without shares of corporaties what table 4 knows."""
    manifest = snapshot.manifest
    found = list_standen(snapshot.gebieden, manifest.jaren, fictief=manifest.fictief)
    return read_tabel4() if manifest.regio.naam == VAN_PARKSTAD and not has_corporatie(found) else found


def find_buurten(snapshot: Snapshot) -> tuple[Woningstand, ...]:
    """Return the stock of the buurten of a region."""
    manifest = snapshot.manifest
    return list_standen(snapshot.gebieden, manifest.jaren, Niveau.BUURT, fictief=manifest.fictief)


def is_tabel4(standen: Sequence[Woningstand]) -> bool:
    """Tell whether a stock is that of table 4."""
    return bool(standen) and all(stand.bron == TABEL_4 for stand in standen)


def has_corporatie(standen: Sequence[Woningstand]) -> bool:
    """Tell whether the share of corporaties is known anywhere."""
    return any(stand.sociaal is not None for stand in standen)
