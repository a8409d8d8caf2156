"""The fictional opgave of the fictional region, so that its pages need not borrow the figures of Parkstad.

It is a region's own opgave, in the form of the template, and is read as anyone's file is. For that region only: real
names never carry invented figures.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from woonzorg.opgave.inlezen import EigenOpgave, read_eigen_opgave

if TYPE_CHECKING:
    from collections.abc import Mapping

STREEK, TITEL = "voorbeeldstreek", "Voorbeeldstreek"
"""Name and title of the region that it is for."""

BRON = "verzonnen voorbeeldcijfers"
"""How its figures are named wherever they go."""

GEMEENTEN: Mapping[str, str] = {
    "GM9101": "Zilverhage", "GM9102": "Grauwesteen", "GM9103": "Lindewarande", "GM9104": "Vossenmarke",
    "GM9105": "Reeënbroek", "GM9106": "'s-Gravenwoud aan de Wouwe", "GM9107": "Kwartelrade",
}  # fmt: skip

_MAP = Path(__file__).parent / "voorbeeldopgave"


@cache
def read_voorbeeldopgave() -> EigenOpgave:
    """Return the fictional opgave, with the stock that goes with it."""
    read = {
        name: read_eigen_opgave(
            f"verzonnen-{name}.csv", (_MAP / f"{name}.csv").read_bytes(), TITEL, GEMEENTEN
        )
        for name in ("opgave", "voorraad")
    }
    opgave = replace(read["opgave"].opgave, bron=BRON)
    stock = tuple(replace(part, bron=BRON) for part in read["voorraad"].voorraad)
    return EigenOpgave(read["opgave"].hash, opgave, stock)


def has_voorbeeldopgave(regio: str, *, fictief: bool) -> bool:
    """Tell whether it is for a region: the fictional one only."""
    return fictief and regio == STREEK
