"""The stock that could be made suitable for ouderen, by gemeente and tenure: no finer figures exist (tables 4 to 6)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from woonzorg.opgave.publicatie import STREEK, find_deel, read_delen

BEZIT_ONBEKEND = "onbekend"
"""Tenure of a gemeente that table 6 leaves out (Kerkrade)."""
_KOLOM = {"huur": "Huurwoningen", "koop": "Koopwoningen", BEZIT_ONBEKEND: "Totale woningvoorraad"}


@dataclass(frozen=True)
class Voorraaddeel:
    """Dwellings of one gemeente and tenure.

    Attributes
    ----------
    gemeente, code : str
    bezit : str
        huur, koop, or `BEZIT_ONBEKEND` for both together.
    woningen : int
        Table 4.
    procent : float
        Share that could be made suitable: table 6, else table 5.
    bron : str
    """

    gemeente: str
    code: str
    bezit: str
    woningen: int
    procent: float
    bron: str

    @property
    def potentieel(self) -> float:
        """Dwellings that could be made suitable, unrounded."""
        return self.woningen * self.procent / 100


@cache
def read_parkstad_voorraad() -> tuple[Voorraaddeel, ...]:
    """Return the stock of Parkstad by gemeente and tenure; Kerkrade's tenures stay together."""
    parts = []
    for stock in read_delen(4):
        if stock.gemeente == STREEK:
            continue
        known = [deel for deel in read_delen(6) if deel.code == stock.code]
        for deel in known or [find_deel(5, stock.gemeente)]:
            tenure = deel.bezit or BEZIT_ONBEKEND
            source = f"visie, tabel 4 en {6 if deel.bezit else 5}"
            number, share = stock.read(_KOLOM[tenure]), deel.read("Potentieel")
            parts.append(Voorraaddeel(stock.gemeente, stock.code, tenure, number, share, source))
    return tuple(parts)


def compute_potentieel(*, per_bezit: bool) -> float:
    """Return the dwellings of Parkstad that could be made suitable: by gemeente, and by tenure where that is known."""
    if per_bezit:
        return sum(deel.potentieel for deel in read_parkstad_voorraad())
    return sum(
        find_deel(4, deel.gemeente).read("Totale woningvoorraad") * deel.read("Potentieel") / 100
        for deel in read_delen(5)
        if deel.code
    )
