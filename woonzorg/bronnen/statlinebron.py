"""A source that is a series of tables in StatLine: found by title, read by the titles of its fields, or an export."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from woonzorg.bronnen import cbs
from woonzorg.bronnen.bestanden import statlinebestand
from woonzorg.bronnen.bron import Cijferbron, Controle
from woonzorg.bronnen.levering import join_words
from woonzorg.bronnen.statline import GEBIED_VELD, PERIODE_VELD

if TYPE_CHECKING:
    import re
    from collections.abc import Mapping, Sequence

    from woonzorg.bronnen.bestanden.inhoud import Tabelinhoud
    from woonzorg.bronnen.bron import Laadvraag
    from woonzorg.bronnen.levering import Levering
    from woonzorg.bronnen.web import Web
    from woonzorg.gegevens.manifest import BronVermelding

STATLINE = "CBS StatLine"
LICENTIE_CBS = "CC BY 4.0"


@dataclass(frozen=True, kw_only=True)
class Statlinebron(Cijferbron):
    """A source of figures in StatLine.

    Attributes
    ----------
    titel : re.Pattern
        Title of its tables in the catalogue; its group is the year of the division.
    tabellen : dict
        Id to division of the tables that we were told of: to recognise a file by, and to ask for.
    terug : int
        How many tables to read at most, until each figure has a year that is not empty.
    herken : tuple of str
        Stems of columns that a file of it has.
    met_perioden : bool
        Whether its tables hold several years.
    omgerekend : str
        How its figures are worked out from its tables, in Dutch, where these do not hold them as they are.
    eigen_controles : tuple of Controle
        What else was told of it.
    """

    dienst: str = STATLINE
    adres: str = "cbs_url"
    codeveld: str = GEBIED_VELD
    licentie: str = LICENTIE_CBS
    heel: str = "Download de hele tabel bij StatLine als CSV."
    titel: re.Pattern[str]
    tabellen: Mapping[str, int]
    terug: int = 1
    herken: tuple[str, ...]
    met_perioden: bool = False
    omgerekend: str = ""
    eigen_controles: tuple[Controle, ...] = field(default=())

    def find_tabellen(self, web: Web) -> list[cbs.Catalogustabel]:
        """Find its tables in the catalogue, newest division first."""
        return cbs.search_tabellen(web, self.titel, self.naam)

    def load(self, web: Web, vraag: Laadvraag) -> list[Levering]:
        """Read the newest tables, of the map's division or before it, until each figure has a year."""
        found = self.find_tabellen(web)
        fitting = [tabel for tabel in found if tabel.indeling <= vraag.indeling] or found[-1:]
        filters = cbs.make_filters([*vraag.regio.gemeenten, *vraag.rand], is_land=vraag.regio.is_land)
        return self.read_tabellen(web, fitting, [*filters, cbs.VERGELIJKING], vraag)

    def read_tabellen(
        self, web: Web, tabellen: Sequence[cbs.Catalogustabel], filters: Sequence[str], vraag: Laadvraag
    ) -> list[Levering]:
        """Read tables until each figure has a year that is not empty, `terug` at most."""
        wanted = {indicator.sleutel for indicator in self.indicatoren}
        leveringen: list[Levering] = []
        for number, tabel in enumerate(tabellen[: self.terug]):
            vraag.voortgang(f"{self.kort} (indeling {tabel.indeling})", number, self.terug)
            leveringen.append(cbs.read_levering(web, tabel, self, filters))
            waarden = leveringen[-1].waarden
            wanted -= set(waarden.loc[waarden["waarde"].notna(), "indicator"].unique())
            if not wanted:
                break
        return leveringen

    def recognise(self, kolommen: frozenset[str]) -> bool:
        """Tell whether columns hold every stem that a file of it has."""
        return all(any(stem in kolom for kolom in kolommen) for stem in self.herken)

    def read_bestand(self, tabel: Tabelinhoud) -> list[Levering]:
        """Read an export of one of its tables."""
        return [statlinebestand.read_statline(tabel, self, self.tabellen, met_perioden=self.met_perioden)]

    def find_adres(self, vermelding: BronVermelding, code: str, jaar: int) -> str:
        """Return the address of the one row that holds a figure."""
        if not vermelding.url.endswith("/TypedDataSet"):
            return ""
        query = {"$filter": self.write_conditie(code, jaar), "$format": "json"}
        return f"{vermelding.url}?" + urlencode(query, quote_via=quote, safe="$'")

    def write_conditie(self, code: str, jaar: int) -> str:
        """Write the condition that selects the row of one area and year."""
        condition = f"{self.codeveld} eq '{code:<10}'"
        return f"{condition} and {PERIODE_VELD} eq '{jaar}JJ00'" if self.met_perioden else condition

    def list_controles(self) -> tuple[Controle, ...]:
        """Return what was told of every such source, and of this one."""
        named = " en ".join([", ".join(sorted(self.tabellen)[:-1]), max(self.tabellen)]).removeprefix(" en ")
        return (
            Controle(f"{self.kort}: de tabellen {named} bestaan.", self._check_tabellen),
            Controle(f"{self.kort}: elk cijfer is op titel en groep te vinden.", self._check_velden),
            *self.eigen_controles,
        )

    def _check_tabellen(self, web: Web) -> tuple[bool, str]:
        found = self.find_tabellen(web)
        known = join_words(f"{tabel.id} ({tabel.indeling})" for tabel in found)
        return self.tabellen.keys() <= {tabel.id for tabel in found}, known

    def _check_velden(self, web: Web) -> tuple[bool, str]:
        tabel = self.find_tabellen(web)[0]
        velden, _, absent = cbs.find_velden(web, tabel, self)
        found = join_words((f"{key}={veld.sleutel}" for key, veld in velden.items()), 20)
        return not absent, f"{tabel.id}: {found}{'; ' if absent else ''}{' '.join(absent)}"
