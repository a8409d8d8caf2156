"""The kinds of documents, each once: `SOORTEN` is what pages and the command line offer.

A document is one module that describes a `Stuk`, and one entry here. Whoever has the result that a kind is made of
(an area, an outcome, a comparison, the opgave) can offer every kind that asks for it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from woonzorg.fouten import InvoerFout
from woonzorg.rapport import beelden, bestand, scenariobestand
from woonzorg.rapport.a3vel import TITEL as A3TITEL
from woonzorg.rapport.a3vel import A3stof, make_a3vel
from woonzorg.rapport.afwegingstuk import make_afwegingstuk
from woonzorg.rapport.buurtblad import Buurtstof, make_buurtblad
from woonzorg.rapport.huurstuk import TITEL as HUURTITEL
from woonzorg.rapport.huurstuk import Huurstof, make_huurstuk
from woonzorg.rapport.initiatiefstof import Initiatiefstof
from woonzorg.rapport.initiatiefstuk import make_initiatiefstuk
from woonzorg.rapport.kaartpak import TITEL as PAKTITEL
from woonzorg.rapport.kaartpak import Pakstof, make_kaartpak
from woonzorg.rapport.opgavestuk import Gepubliceerd, make_opgavestuk
from woonzorg.rapport.raadskaartdeel import KOP as RAADSKAARTKOP
from woonzorg.rapport.raadskaartdeel import Raadsstof, make_raadskaartstuk
from woonzorg.rapport.scenariostuk import make_scenariostuk
from woonzorg.rapport.streekstuk import TITEL as STREEKTITEL
from woonzorg.rapport.streekstuk import draw_streken, list_streekbeelden, make_streekstuk
from woonzorg.rapport.toetsstuk import make_toetsstuk
from woonzorg.rapport.vergelijkstuk import Vergelijkstof, make_vergelijkstuk
from woonzorg.rapport.voortgangbeelden import draw_voortgang, list_voortgangbeelden
from woonzorg.rapport.voortgangpanelen import Verslagstof
from woonzorg.rapport.voortgangstuk import make_voortgangstuk
from woonzorg.rapport.werkvelstuk import make_werkvelstuk
from woonzorg.rapport.zicht import Openbaar
from woonzorg.streken.streektelling import Streekbeeld

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping

    from woonzorg.rapport.stuk import Stuk

Stof = TypeVar("Stof")


@dataclass(frozen=True)
class Beeldenreeks(Generic[Stof]):
    """The slides of a result.

    Attributes
    ----------
    list_namen : callable
        Names those that a page can offer; drawing may still leave one out.
    draw : callable
        Draws all, as SVG by name, with the date that goes on them.
    """

    list_namen: Callable[[Stof], tuple[str, ...]]
    draw: Callable[[Stof, dt.date], dict[str, str]]


@dataclass(frozen=True)
class Stuksoort(Generic[Stof]):
    """A kind of document.

    Attributes
    ----------
    sleutel : str
        Its word on the command line, with which names of files begin.
    titel : str
        What a button calls it.
    stof : type
        The result that it is made of.
    describe : callable
        Makes the document of a result, a date, and the web address of the installation ('' when unknown).
    beelden : Beeldenreeks, optional
        The slides that go with it.
    gegevens : mapping
        Other kinds of file of the same result, by extension, each with what makes it.
    """

    sleutel: str
    titel: str
    stof: type[Stof]
    describe: Callable[[Stof, dt.date, str], Stuk]
    beelden: Beeldenreeks[Stof] | None = None
    gegevens: Mapping[str, Callable[[Stof], bytes]] = field(default_factory=dict)

    @property
    def formaten(self) -> tuple[str, ...]:
        """Extensions of all files that it can be."""
        return (*bestand.STUK, *(bestand.BEELD if self.beelden else ()), *self.gegevens)

    def make(
        self,
        stof: Stof,
        formaat: str,
        datum: dt.date,
        *,
        adres: str = "",
        beeld: str = "",
        sign: Callable[[Stuk], Stuk] = lambda stuk: stuk,
    ) -> bytes:
        """Make a file of a result.

        Parameters
        ----------
        stof
            The result.
        formaat : str
            One of `formaten`.
        datum : date
            Date of the document.
        adres : str
            Web address of the installation; '' when unknown.
        beeld : str
            Which slide; '' for the first.
        sign : callable
            Adds who answers for the document.

        Raises
        ------
        InvoerFout
            When it cannot be such a file, or the slide that is asked for may not be shared.
        """
        bestand.check_soort(self.sleutel, formaat, self.formaten)
        if beeld and formaat not in bestand.BEELD:
            message = (
                f"Een beeld kiest u alleen bij een dia: in een bestand met '{formaat}' doet die keuze niets."
            )
            raise InvoerFout(message, verwacht=" of ".join(bestand.BEELD), gevonden=f"beeld '{beeld}'")
        if formaat in self.gegevens:
            return self.gegevens[formaat](stof)
        if self.beelden and formaat in bestand.BEELD:
            return bestand.make_beeld(beelden.choose_beeld(self.beelden.draw(stof, datum), beeld), formaat)
        return bestand.make_stuk(sign(self.describe(stof, datum, adres)), formaat)


BUURTBLAD: Stuksoort[Buurtstof] = Stuksoort("buurtblad", "Buurtblad", Buurtstof, make_buurtblad)
A3VEL: Stuksoort[A3stof] = Stuksoort("a3", A3TITEL, A3stof, make_a3vel)
SCENARIO: Stuksoort[Openbaar] = Stuksoort(
    "scenario", "Raadsstuk", Openbaar, make_scenariostuk,
    Beeldenreeks(beelden.list_scenariobeelden, beelden.draw_scenario), scenariobestand.GEGEVENS,
)  # fmt: skip
RAADSKAART: Stuksoort[Raadsstof] = Stuksoort(
    "raadskaart", RAADSKAARTKOP, Raadsstof, make_raadskaartstuk,
    Beeldenreeks(beelden.list_raadsbeelden, beelden.draw_raadskaart),
)  # fmt: skip
VERGELIJKING: Stuksoort[Vergelijkstof] = Stuksoort(
    "vergelijking", "Raadsstuk", Vergelijkstof, make_vergelijkstuk,
    Beeldenreeks(beelden.list_vergelijkbeelden, beelden.draw_vergelijking),
)  # fmt: skip
OPGAVE: Stuksoort[Gepubliceerd] = Stuksoort(
    "opgave", "Raadsstuk", Gepubliceerd, make_opgavestuk,
    Beeldenreeks(beelden.list_opgavebeelden, beelden.draw_opgave),
)  # fmt: skip
VOORTGANG: Stuksoort[Verslagstof] = Stuksoort(
    "voortgang", "Halfjaarverslag", Verslagstof, make_voortgangstuk,
    Beeldenreeks(list_voortgangbeelden, draw_voortgang), {".json": lambda stof: stof.verslag.to_json().encode()},
)  # fmt: skip
TOETS: Stuksoort[Initiatiefstof] = Stuksoort("toets", "Toets", Initiatiefstof, make_toetsstuk)
AFWEGING: Stuksoort[Initiatiefstof] = Stuksoort("afweging", "Afweging", Initiatiefstof, make_afwegingstuk)
WERKVEL: Stuksoort[Initiatiefstof] = Stuksoort("werkvel", "Werkvel", Initiatiefstof, make_werkvelstuk)
INITIATIEF: Stuksoort[Initiatiefstof] = Stuksoort(
    "initiatief", "Alles bij elkaar", Initiatiefstof, make_initiatiefstuk
)
STREKEN: Stuksoort[Streekbeeld] = Stuksoort(
    "streken", STREEKTITEL, Streekbeeld, make_streekstuk, Beeldenreeks(list_streekbeelden, draw_streken)
)
SOCIALE_HUUR: Stuksoort[Huurstof] = Stuksoort("socialehuur", HUURTITEL, Huurstof, make_huurstuk)
KAARTPAK: Stuksoort[Pakstof] = Stuksoort("kaartpak", PAKTITEL, Pakstof, make_kaartpak)

SOORTEN: tuple[Stuksoort[Any], ...] = (
    BUURTBLAD, A3VEL, KAARTPAK, SCENARIO, RAADSKAART, VERGELIJKING, OPGAVE, VOORTGANG, TOETS, AFWEGING, WERKVEL,
    INITIATIEF, STREKEN, SOCIALE_HUUR,
)  # fmt: skip
"""Every kind of document."""


def list_soorten(stof: type) -> list[Stuksoort[Any]]:
    """Return the kinds that are made of a result of this type."""
    return [soort for soort in SOORTEN if soort.stof is stof]
