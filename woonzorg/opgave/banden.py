"""The saldo of each group and form by year, as a band over its scenarios."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from woonzorg.opgave.publicatie import TOTAAL

if TYPE_CHECKING:
    from collections.abc import Iterable

    from woonzorg.opgave.cijfers import Cijfer, Cijferkeuze


@dataclass(frozen=True)
class Band:
    """Lowest and highest saldo over the scenarios; below 0 is a shortage.

    Attributes
    ----------
    groep, woonvorm, jaar : str, str, int
    laag, hoog : int or None
        None when unknown.
    """

    groep: str
    woonvorm: str
    jaar: int
    laag: int | None
    hoog: int | None

    @property
    def tekort(self) -> tuple[int, int] | None:
        """Least and greatest shortage, 0 where there is none; None when unknown."""
        if self.laag is None or self.hoog is None:
            return None
        return max(0, -self.hoog), max(0, -self.laag)


def make_banden(cijfers: Iterable[Cijfer], keuze: Cijferkeuze) -> tuple[Band, ...]:
    """Return a band for each group, form and year that has a saldo of the chosen kind in any scenario."""
    found: dict[tuple[str, str, int], list[int]] = {}
    for cijfer in cijfers:
        value = cijfer.choose(keuze)
        if value is not None:
            found.setdefault((cijfer.groep, cijfer.woonvorm, cijfer.jaar), []).append(value)
    return tuple(Band(*key, min(values), max(values)) for key, values in found.items())


def select_tekorten(banden: Iterable[Band]) -> tuple[Band, ...]:
    """Return the bands of those forms that fall short in some year; a total only where its forms are not known."""
    lines = tuple(banden)
    split = {band.groep for band in lines if not _is_geheel(band)}
    short = {(band.groep, band.woonvorm) for band in lines if band.tekort and band.tekort[1] > 0}
    return tuple(
        band
        for band in lines
        if (band.groep, band.woonvorm) in short and not (_is_geheel(band) and band.groep in split)
    )


def _is_geheel(band: Band) -> bool:
    return band.woonvorm == TOTAAL


def find_grootste(banden: Iterable[Band]) -> Band | None:
    """Return the form with the greatest shortage in the last year; None when none falls short."""
    lines = select_tekorten(banden)
    last = max((band.jaar for band in lines), default=0)
    short = [band for band in lines if band.jaar == last and band.tekort and band.tekort[1] > 0]
    return max(short, key=lambda band: -(band.laag or 0), default=None)
