"""What a map rests on, whichever theme or area is chosen: the areas of one level, gemeente and year."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from woonzorg.kaart.beeld import VLAKKEN_MAXIMUM
from woonzorg.kaart.hoogte import list_hoogtes
from woonzorg.kaart.schalen import make_schalen
from woonzorg.kaart.telling import count_keuze, count_sets, find_gemeentenaam, select_gebieden, write_kop
from woonzorg.kaart.thema import list_themas
from woonzorg.oordeel.klassewoorden import name_plek
from woonzorg.oordeel.ophoping import count_ophoping, describe_ophoping

if TYPE_CHECKING:
    import geopandas as gpd

    from woonzorg.kaart.schalen import Schalen
    from woonzorg.kaart.telling import Telling
    from woonzorg.kern.kern import Kerngebied
    from woonzorg.oordeel.toets import Score


@dataclass(frozen=True)
class Grondslag:
    """The areas behind a map; each part is worked out once, when it is first asked for. Treat as read-only.

    Attributes
    ----------
    score : Score
        Of the edition that is shown.
    niveau : str
    gemeente : str
        Gemeentecode; '' for all.
    kern : Kerngebied or None
        An own area to keep to.
    """

    score: Score
    niveau: str
    gemeente: str = ""
    kern: Kerngebied | None = None

    @cached_property
    def geteld(self) -> gpd.GeoDataFrame:
        """The areas that count."""
        return select_gebieden(self.score, self.niveau, self.gemeente, self.kern)

    @property
    def is_druk(self) -> bool:
        """Whether there are more areas than a page can list."""
        return len(self.geteld) > VLAKKEN_MAXIMUM

    @cached_property
    def kop(self) -> str:
        """Headline."""
        return write_kop(count_keuze(self.geteld, self.niveau, self.gemeente, kern=self.kern))

    @cached_property
    def ophoping(self) -> str:
        """How many kwetsbare areas are an overconcentratie, and of what, in a sentence or two."""
        return describe_ophoping(count_ophoping(self.score, self.geteld, self.niveau))

    @property
    def plek(self) -> str:
        """Name of the own area or the gemeente that is kept to; '' for the whole region."""
        return self.kern.titel if self.kern else find_gemeentenaam(self.geteld) if self.gemeente else ""

    def write_kop(self, regio: str, *, omlijnen: bool) -> str:
        """Write the headline of page, slide and sheet: the place, and how many of its areas are what the map shows.

        Parameters
        ----------
        regio : str
            Name of the region, for a map that keeps to no part of it.
        omlijnen : bool
            Whether overconcentraties are shown: then of what they are, and not the classes, which the legend counts.
        """
        if omlijnen:
            return name_plek(self.plek or regio, self.ophoping)
        return self.kop if self.plek else name_plek(regio, self.kop)

    @cached_property
    def themas(self) -> dict[str, str]:
        """Key and title of each theme that these areas can show."""
        return list_themas(self.geteld)

    @cached_property
    def hoogtes(self) -> dict[str, str]:
        """Key and title of what columns can tell of these areas."""
        return list_hoogtes(self.geteld)

    @cached_property
    def schalen(self) -> Schalen:
        """Scales of both measures over the whole region, so that cards and gemeenten compare."""
        return make_schalen(self.score, self.niveau)

    def count_sets(self, regio: str) -> list[Telling]:
        """Count the own area, the region, by the name given, and each of its gemeenten."""
        own = [count_keuze(self.geteld, self.niveau, kern=self.kern)] if self.kern else []
        return [*own, *count_sets(self.score, self.niveau, regio, self.gemeente)]
