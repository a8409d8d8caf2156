"""What a source is: one object that says all there is to know of it; `lijst.BRONNEN` lists them.

A source is added as a module that makes such an object, and one line in that list. Loading, the manifest, the list on
Gegevens, the origin of a figure, the questions of ``laad --controleer`` and the fictional region follow from it.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from woonzorg.bronnen.levering import Levering, Voortgang, ignore_voortgang
from woonzorg.bronnen.web import Web
from woonzorg.gegevens.bronsleutel import Bronsleutel
from woonzorg.gegevens.manifest import BronVermelding
from woonzorg.indicator import of_bron

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    import numpy as np
    import numpy.typing as npt
    import pandas as pd

    from woonzorg.bronnen.bestanden.inhoud import Tabelinhoud
    from woonzorg.gebied import Regio
    from woonzorg.gegevens.schema import Status
    from woonzorg.indicator import Indicator
    from woonzorg.instelling import Instellingen

    Values = npt.NDArray[np.float64]

POGINGEN_OPTIONEEL = 2
"""How often a service is asked that a region can do without."""

_CC_BY, _CC0 = "CC BY 4.0", "CC0"
LICENTIES: dict[str, dict[str, str]] = {
    _CC_BY: {
        "name": "CC-BY-4.0", "title": "Creative Commons Naamsvermelding 4.0",
        "path": "https://creativecommons.org/licenses/by/4.0/",
    },
    _CC0: {
        "name": "CC0-1.0", "title": "Creative Commons 0: geen rechten voorbehouden",
        "path": "https://creativecommons.org/publicdomain/zero/1.0/",
    },
}  # fmt: skip
"""Licences by how a source names its own; the strictest first."""


@dataclass(frozen=True)
class Controle:
    """Something that was told of a source, and how its service is asked whether it is so.

    Attributes
    ----------
    tekst : str
        What we were told, in Dutch.
    vraag : callable, optional
        Asks the service, by metadata only; returns whether it holds (None: it does not tell) and what was found.
        Without it only a load shows.
    """

    tekst: str
    vraag: Callable[[Web], tuple[bool | None, str]] | None = None


@dataclass(frozen=True)
class Laadvraag:
    """What a load asks of a source.

    Attributes
    ----------
    regio : Regio
    indeling : int
        Year of the areal division of the map.
    rand : tuple of str
        Gemeentecodes of the ring around the region.
    codes : frozenset of str
        Codes of all areas of the region.
    eerder : tuple of Levering
        What the sources before it in the list gave.
    voortgang : Voortgang
        Told at every step.
    """

    regio: Regio
    indeling: int
    rand: tuple[str, ...] = ()
    codes: frozenset[str] = frozenset()
    eerder: tuple[Levering, ...] = ()
    voortgang: Voortgang = ignore_voortgang


@dataclass(frozen=True)
class Verzinsel:
    """How the fictional region makes the figures of a source; all of them are invented.

    Attributes
    ----------
    jaren : tuple of int
        Years for which there are figures, oldest first.
    maak : callable
        From the areas (`samenleving.settle_buurten`) and nine rows of chance: a column for each indicator.
    drempel : callable
        From an indicator's key: the households under which the source gives no figure, and the status that it then has.
    beurt : int, optional
        When it draws from the common chance. Without it the source has a chance of its own: so one that is added later
        leaves the figures of the others as they were.
    tot_land : bool
        Whether there are figures of provinces and the country too.
    kent_wijzigingen : bool
        Whether older years have another division, so that some buurten have no figure then.
    decimalen : int, optional
        Decimals that it publishes, where they are not those on screen.
    """

    jaren: tuple[int, ...]
    maak: Callable[[pd.DataFrame, Values], dict[str, Values]]
    drempel: Callable[[str], tuple[int, Status]]
    beurt: int | None = None
    tot_land: bool = False
    kent_wijzigingen: bool = True
    decimalen: int | None = None


@dataclass(frozen=True, kw_only=True)
class Bron(ABC):
    """A source.

    Attributes
    ----------
    sleutel : str
        By which indicators and stored manifests name it.
    naam : str
        As it is cited.
    kort : str
        As lists and choices name it.
    licentie : str
        Licence under which its figures are used.
    dienst : str
        Name of its service, for messages.
    adres : str
        Field of `Instellingen` that holds the address of its service.
    codeveld : str
        Field by which it knows an area; '' when it has no figures.
    kenmerk : str
        Columns by which a file of it is recognised, in words.
    heel : str
        How a user gets all of it in one file.
    verzonnen : str
        Name of what the fictional region has in its place.
    """

    sleutel: str
    naam: str
    kort: str
    licentie: str
    dienst: str
    adres: str
    codeveld: str = ""
    kenmerk: str
    heel: str
    verzonnen: str

    @property
    def indicatoren(self) -> tuple[Indicator, ...]:
        """Its figures, in the order of the registry."""
        return of_bron(self.sleutel)

    def make_web(self, instellingen: Instellingen, archief: Path | None = None) -> Web:
        """Return a connection to its service."""
        return Web(self.dienst, getattr(instellingen, self.adres), archief, instellingen.wachttijd)

    @abstractmethod
    def list_controles(self) -> tuple[Controle, ...]:
        """Return what was told of it and can be asked."""


@dataclass(frozen=True, kw_only=True)
class Cijferbron(Bron):
    """A source of figures.

    Attributes
    ----------
    verzinsel : Verzinsel
        How the fictional region makes its figures.
    hoofdmaat : str
        Key of the measure whose year all its figures share; '' when each has its own.
    optioneel : bool
        Whether a region is loaded without it when it cannot be had, and that is told.
    een_indeling : bool
        Whether only figures of its newest division may be used together.
    voorlopig : str
        What to say of its newest year; '' when that is final.
    met_omtrek : bool
        Whether a file of its figures may hold outlines too.
    """

    verzinsel: Verzinsel
    hoofdmaat: str = ""
    optioneel: bool = False
    een_indeling: bool = False
    voorlopig: str = ""
    met_omtrek: bool = False

    def make_web(self, instellingen: Instellingen, archief: Path | None = None) -> Web:
        """Return a connection to its service, less patient where a region can do without it."""
        web = super().make_web(instellingen, archief)
        web.pogingen = min(web.pogingen, POGINGEN_OPTIONEEL) if self.optioneel else web.pogingen
        return web

    def find_indeling(self, web: Web) -> int | None:  # noqa: ARG002  most sources decide no division
        """Return the newest division that it has, for the choice of a map; None where it decides none."""
        return None

    @abstractmethod
    def load(self, web: Web, vraag: Laadvraag) -> list[Levering]:
        """Ask its service for the figures of a region, newest table or edition first.

        Raises
        ------
        BronFout
            When the service fails, or what it gives is not in order.
        """

    @abstractmethod
    def recognise(self, kolommen: frozenset[str]) -> bool:
        """Tell whether a table is of this source, by its columns in small letters and digits."""

    @abstractmethod
    def read_bestand(self, tabel: Tabelinhoud) -> list[Levering]:
        """Read a table that a user downloaded.

        Raises
        ------
        BronFout
            When codes, fields, years or numbers are not in order.
        """

    def cite_bestand(
        self, tabel: Tabelinhoud, indeling: int, velden: dict[str, str], editie: int = 0
    ) -> BronVermelding:
        """Tell where figures came from that were read from a file, be it of one edition in it."""
        digits = tabel.bestand.sha256[:8]
        return BronVermelding(
            sleutel=Bronsleutel(self.sleutel, *((str(editie), digits) if editie else (digits,))),
            naam=f"{self.naam}, meting {editie}" if editie else self.naam, url=tabel.bestand.naam,
            licentie=self.licentie, indeling=indeling, velden=velden, opgehaald_op="", rijen=len(tabel.rijen),
            sha256=tabel.bestand.sha256, toelichting="Uit een gedownload bestand.",
        )  # fmt: skip

    def find_adres(self, vermelding: BronVermelding, code: str, jaar: int) -> str:  # noqa: ARG002
        """Return the address at which its service gives one row; '' where it has no such address."""
        return ""


@dataclass(frozen=True, kw_only=True)
class Kaartbron(Bron):
    """The source of outlines: there is one, and no region is loaded without it."""

    controles: tuple[Controle, ...] = field(default=())

    def list_controles(self) -> tuple[Controle, ...]:
        """Return what was told of it and can be asked."""
        return self.controles


def choose_webs(
    bronnen: tuple[Bron, ...], instellingen: Instellingen, archief: Path | None = None
) -> Mapping[str, Web]:
    """Return a connection for each source by its key; sources of one service share theirs."""
    shared: dict[tuple[str, str], Web] = {}
    for bron in bronnen:
        shared.setdefault((bron.dienst, bron.adres), bron.make_web(instellingen, archief))
    return {bron.sleutel: shared[bron.dienst, bron.adres] for bron in bronnen}
