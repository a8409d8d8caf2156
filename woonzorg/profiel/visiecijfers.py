"""What the vision itself gives beside a profile: suitable homes by gemeente, and the demand of people with dementia.

Both are of the region of the vision only. A figure of a gemeente is never one of a buurt: it is told with its place.
"""

from __future__ import annotations

from dataclasses import dataclass

from woonzorg.opgave.cijfers import Cijfersleutel, read_parkstad
from woonzorg.opgave.publicatie import JAREN, STREEK, find_deel, read_delen
from woonzorg.verdeling.vraag.lijnen import VAN_PARKSTAD

GESCHIKT_TITEL = "Woningen die geschikt zijn voor ouderen"
GESCHIKT_BRON = "visie, tabel 5"
ALLEEN_GEMEENTE = "Dit cijfer is er alleen per gemeente."
ELDERS = f"niet gepubliceerd (de visie geeft dit alleen voor de gemeenten van {STREEK})"
"""Why an area elsewhere has no such figure."""

_PG = "zorggeschikt/woonzorgcentrum (PG)"
SCENARIOS: dict[str, str] = {"basis": "basisscenario", "trend": "trendscenario"}


@dataclass(frozen=True)
class Gemeentecijfer:
    """The share of homes suitable for ouderen in a gemeente, as the vision gives it.

    Attributes
    ----------
    gemeente : str
    procent, mogelijk, regio : int
        Suitable; could be made so; suitable in the region of the vision.
    """

    gemeente: str
    procent: int
    mogelijk: int
    regio: int

    def describe(self, soort: str) -> str:
        """Write it beside an area: what is not the gemeente itself gets the figure with its place.

        Parameters
        ----------
        soort : str
            Level of the area.
        """
        where = "" if soort == "gemeente" else f" (heel {self.gemeente})"
        return f"{self.procent} %{where}"


@dataclass(frozen=True)
class Dementievraag:
    """Homes with care for people with dementia that the vision asks for in one scenario.

    Attributes
    ----------
    scenario : str
    jaren : tuple of int
    aantallen : tuple of int
    """

    scenario: str
    jaren: tuple[int, ...]
    aantallen: tuple[int, ...]


def find_geschikt(gemeentecode: str) -> Gemeentecijfer | None:
    """Return the figure of a gemeente; None for one that the vision does not tell of."""
    row = next((deel for deel in read_delen(5) if deel.code and deel.code == gemeentecode), None)
    if row is None:
        return None
    return Gemeentecijfer(
        row.gemeente, row.read("Geschikt"), row.read("Potentieel"), find_deel(5, STREEK).read("Geschikt")
    )


def list_dementievraag(regio: str) -> tuple[Dementievraag, ...]:
    """Return the demand by scenario; () for a region that the vision is not of.

    Parameters
    ----------
    regio : str
        Name of the region of the data.
    """
    if regio != VAN_PARKSTAD:
        return ()
    opgave = read_parkstad()
    found = {
        key: [opgave.find_vraag(Cijfersleutel("ouderen", key, _PG, jaar)) for jaar in JAREN]
        for key in SCENARIOS
    }
    return tuple(
        Dementievraag(SCENARIOS[key], JAREN, tuple(number for number in numbers if number is not None))
        for key, numbers in found.items()
    )
