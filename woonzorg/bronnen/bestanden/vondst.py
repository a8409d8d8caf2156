"""What is found in downloaded files: tables, outlines, what is something else, and what is broken."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from woonzorg.bronnen.levering import join_words

if TYPE_CHECKING:
    import geopandas as gpd

    from woonzorg.bronnen.levering import Levering
    from woonzorg.fouten import BronFout

KOLOMMEN_GENOEMD = 6


@dataclass(frozen=True)
class Terzijde:
    """A file that is not used, and stands in nobody's way.

    Attributes
    ----------
    naam : str
        Its name, with that of the zip file around it.
    reden : str
        Why it is not used, and what would help; '' where it is simply of no known kind.
    kolommen : tuple of str
        The columns of a table or map that is not recognised.
    """

    naam: str
    reden: str = ""
    kolommen: tuple[str, ...] = ()

    def describe(self) -> str:
        """Name the file with what is known of it."""
        columns = f"kolommen {join_words(self.kolommen, KOLOMMEN_GENOEMD)}" if self.kolommen else ""
        known = self.reden or columns
        return f"{self.naam} ({known})" if known else self.naam


@dataclass(frozen=True)
class Vondst:
    """What one file, or a folder of files, gives.

    Attributes
    ----------
    tabellen : tuple of Levering
    kaarten : tuple of GeoDataFrame
    terzijde : tuple of Terzijde
    fouten : tuple of BronFout
        Parts that are of a known source and cannot be used: these stop the load.
    """

    tabellen: tuple[Levering, ...] = ()
    kaarten: tuple[gpd.GeoDataFrame, ...] = ()
    terzijde: tuple[Terzijde, ...] = ()
    fouten: tuple[BronFout, ...] = ()

    def __add__(self, ander: Vondst) -> Vondst:
        """Put two finds together."""
        return Vondst(
            self.tabellen + ander.tabellen, self.kaarten + ander.kaarten, self.terzijde + ander.terzijde,
            self.fouten + ander.fouten,
        )  # fmt: skip
