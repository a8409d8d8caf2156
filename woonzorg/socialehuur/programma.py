"""A building programme: what is built and demolished, by gemeente and, where that is known, by buurt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True)
class Bouwregel:
    """A line of a programme.

    Attributes
    ----------
    gemeente : str
        Code.
    buurt : str
        Code; '' where the place is not known yet.
    sociaal, midden, overig : int
        New homes: social rent, for middle incomes (rent and owned), all else.
    sloop_sociaal : int
        Social homes that are demolished.
    buiten : int
        Of the new social homes those of a corporatie outside the area where it works now.
    waarheen : str
        Where the tenants of what is demolished can go.
    """

    gemeente: str
    buurt: str = ""
    sociaal: int = 0
    midden: int = 0
    overig: int = 0
    sloop_sociaal: int = 0
    buiten: int = 0
    waarheen: str = ""

    @property
    def nieuw(self) -> int:
        """All new homes."""
        return self.sociaal + self.midden + self.overig

    @property
    def mist_waarheen(self) -> bool:
        """Whether homes are demolished, and it does not say where their tenants can go."""
        return self.sloop_sociaal > 0 and not self.waarheen


@dataclass(frozen=True)
class Bouwsom:
    """Lines of a programme, added.

    Attributes
    ----------
    sociaal, midden, overig, sloop_sociaal, buiten : int
        As of a line.
    """

    sociaal: int = 0
    midden: int = 0
    overig: int = 0
    sloop_sociaal: int = 0
    buiten: int = 0

    @property
    def nieuw(self) -> int:
        """All new homes."""
        return self.sociaal + self.midden + self.overig

    @property
    def erbij(self) -> int:
        """By how many homes the stock grows; below 0 it shrinks."""
        return self.nieuw - self.sloop_sociaal

    @property
    def sociaal_erbij(self) -> int:
        """By how many homes social rent grows; below 0 it shrinks."""
        return self.sociaal - self.sloop_sociaal

    def find_deel(self, aantal: int) -> float | None:
        """Return a number of new homes as a percentage of all; None when nothing is built: no share, and not 0."""
        return 100.0 * aantal / self.nieuw if self.nieuw else None


NIETS = Bouwsom()
"""A programme in which nothing is built or demolished."""


def add_regels(regels: Iterable[Bouwregel]) -> Bouwsom:
    """Return lines of a programme, added."""
    lines = tuple(regels)
    names = ("sociaal", "midden", "overig", "sloop_sociaal", "buiten")
    return Bouwsom(*(sum(getattr(line, name) for line in lines) for name in names))
