"""What the groups need every year, against the corporation dwellings that come free (§4.2)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from woonzorg.verdeling.vraag.groepen import Soort
from woonzorg.verdeling.vraag.lijnen import VRIJGEKOMEN_2022

if TYPE_CHECKING:
    from collections.abc import Iterable

    from woonzorg.opgave.cijfers import Cijfer

KWALITEITSKORTING, EERSTE_AFTOPPING = 1213, 5048
"""Dwellings that came free in 2022 under two rent limits (§4.2); together `VRIJGEKOMEN_2022`."""


@dataclass(frozen=True)
class Stroom:
    """Yearly demand of one group in one year.

    Attributes
    ----------
    groep : str
    jaar : int
    laag, hoog : int or None
        None when unknown.
    """

    groep: str
    jaar: int
    laag: int | None
    hoog: int | None

    def compute_aandeel(self, vrij: int | None = VRIJGEKOMEN_2022) -> tuple[float, float] | None:
        """Return the share of freed dwellings that it needs, low and high; None when unknown, and of none."""
        if self.laag is None or self.hoog is None or not vrij:
            return None
        return self.laag / vrij, self.hoog / vrij


def list_stromen(cijfers: Iterable[Cijfer]) -> tuple[Stroom, ...]:
    """Return the yearly demand of each group that has one, by year: the lowest and highest of its scenarios."""
    found: dict[tuple[str, int], list[int | None]] = {}
    for cijfer in cijfers:
        if cijfer.soort == Soort.PER_JAAR:
            found.setdefault((cijfer.groep, cijfer.jaar), []).append(cijfer.vraag)
    return tuple(Stroom(groep, jaar, *_find_grenzen(values)) for (groep, jaar), values in found.items())


def _find_grenzen(values: list[int | None]) -> tuple[int, int] | tuple[None, None]:
    known = [value for value in values if value is not None]
    return (min(known), max(known)) if known and len(known) == len(values) else (None, None)


def add_stromen(stromen: Iterable[Stroom], groepen: Iterable[str], jaar: int) -> Stroom:
    """Add the yearly demand of groups that do not overlap; unknown when one of them is unknown."""
    wanted = set(groepen)
    lines = [stroom for stroom in stromen if stroom.jaar == jaar and stroom.groep in wanted]
    low, high = [stroom.laag for stroom in lines], [stroom.hoog for stroom in lines]
    known = lines and None not in low and len(lines) == len(wanted)
    return Stroom(
        "+".join(groepen) if not isinstance(groepen, str) else groepen, jaar,
        sum(value or 0 for value in low) if known else None, sum(value or 0 for value in high) if known else None,
    )  # fmt: skip
