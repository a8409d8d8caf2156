"""Crimes that the police registered, by buurt: a table of the police that Statistics Netherlands publishes.

It counts crimes; the figure is their number per 1,000 inhabitants, by Kerncijfers of the same year. Who commits or
suffers them may live elsewhere, so in a centre it says little of those who live there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from woonzorg import indicator
from woonzorg.bronnen import cbs
from woonzorg.bronnen.bron import Controle, Verzinsel
from woonzorg.bronnen.levering import join_words
from woonzorg.bronnen.statline import PERIODE_VELD
from woonzorg.bronnen.statlinebron import Statlinebron
from woonzorg.fouten import BronFout
from woonzorg.gegevens.schema import Status
from woonzorg.tekst.getal import count_woord

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from woonzorg.bronnen.bron import Laadvraag, Values
    from woonzorg.bronnen.levering import Levering
    from woonzorg.bronnen.web import Web

SOORT_VELD = "SoortMisdrijf"
ALLE_SOORTEN = "0.0.0 "
"""Key of all kinds together, padded as the service has it."""

HUISHOUDENS_MINIMUM = 20
"""Households from which the fictional region has a figure."""

_INDELING = re.compile(r"indeling\D{0,40}(20\d{2})", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class _Politie(Statlinebron):
    def load(self, web: Web, vraag: Laadvraag) -> list[Levering]:
        """Read the crimes of the newest year of which the inhabitants are known, and divide."""
        tabel = self.find_tabellen(web)[0]
        told = self._find_indeling(web, tabel)
        tabel = replace(tabel, indeling=told or vraag.indeling)
        jaar, people = self._find_inwoners(vraag, self._list_jaren(web, tabel), web)
        vraag.voortgang(f"{self.kort} {jaar}", 0, 1)
        where = f"{PERIODE_VELD} eq '{jaar}JJ00' and {SOORT_VELD} eq '{ALLE_SOORTEN}'"
        areas = cbs.make_filters([*vraag.regio.gemeenten, *vraag.rand], is_land=vraag.regio.is_land)
        filters = [f"({area}) and {where}" for area in [*areas, cbs.VERGELIJKING]]
        changed = _find_gewijzigd(vraag.eerder, people.vermelding.indeling, tabel.indeling)
        levering = _divide(
            cbs.read_levering(web, tabel, self, filters), _count_inwoners(people, jaar, changed), jaar
        )
        notes = self._list_meldingen(told, tabel.indeling, people.vermelding.indeling, len(changed))
        return [replace(levering, meldingen=(*levering.meldingen, *notes))]

    def _list_meldingen(self, told: int, indeling: int, inwoners: int, anders: int) -> list[str]:
        """Say what of the divisions is a guess, and what was joined on equal codes or left out."""
        guess = f"{self.naam}: de indeling staat nergens; aangenomen is {indeling}, die van de kaart."
        joined = (
            f"{self.naam}: de misdrijven zijn naar de indeling van {indeling}, de inwoners naar die van {inwoners}; "
            f"gekoppeld op gelijke code. Van {count_woord(anders, 'code', 'codes')} veranderden de grenzen: daar "
            "is geen cijfer."
        )
        return [*([] if told else [guess]), *([] if indeling == inwoners else [joined])]

    def _find_indeling(self, web: Web, tabel: cbs.Catalogustabel) -> int:
        """Return the division that the description of the table tells; 0 when it tells none, or several."""
        pages = cbs.read_pages(web, f"ODataApi/odata/{tabel.id}/TableInfos", {"$format": "json"})
        text = " ".join(str(value) for page in pages for row in page for value in row.values())
        years = set(_INDELING.findall(text))
        return int(years.pop()) if len(years) == 1 else 0

    def _list_jaren(self, web: Web, tabel: cbs.Catalogustabel) -> set[int]:
        pages = cbs.read_pages(web, f"ODataApi/odata/{tabel.id}/{PERIODE_VELD}", {"$format": "json"})
        keys = [str(row.get("Key", "")).strip() for page in pages for row in page]
        return {int(key[:4]) for key in keys if re.fullmatch(r"\d{4}JJ00", key)}

    def _find_inwoners(self, vraag: Laadvraag, jaren: set[int], web: Web) -> tuple[int, Levering]:
        """Return the newest year of which both crimes and inhabitants are known, and what gave the inhabitants."""
        # Of two tables that know a year the one that is asked first goes.
        known = {
            jaar: given for given in reversed(vraag.eerder) for jaar in _list_inwonerjaren(given) & jaren
        }
        if not known:
            raise BronFout(
                web.bron, web.basis, "er is geen jaar waarvan misdrijven en inwoners bekend zijn",
                verwacht="inwoners uit de Kerncijfers van hetzelfde jaar", gevonden=join_words(map(str, sorted(jaren))),
            )  # fmt: skip
        return max(known), known[max(known)]

    def recognise(self, kolommen: frozenset[str]) -> bool:  # noqa: ARG002
        """Recognise no file: it counts crimes, and without inhabitants beside it there is no figure."""
        return False

    def write_conditie(self, code: str, jaar: int) -> str:
        """Write the condition that selects the row of one area and year, of all kinds together."""
        return f"{super().write_conditie(code, jaar)} and {SOORT_VELD} eq '{ALLE_SOORTEN}'"

    def list_controles(self) -> tuple[Controle, ...]:
        """Return what was told of the table."""
        return (
            *super().list_controles(),
            Controle(
                f"{self.kort}: alle soorten samen hebben de sleutel '{ALLE_SOORTEN}'.", self._check_soort
            ),
            Controle(
                f"{self.kort}: de beschrijving noemt de indeling van wijken en buurten.", self._check_indeling
            ),
            Controle(f"{self.kort}: de cijfers zijn vrij te gebruiken, ook zonder naamsvermelding."),
        )

    def _check_soort(self, web: Web) -> tuple[bool, str]:
        tabel = self.find_tabellen(web)[0]
        pages = cbs.read_pages(web, f"ODataApi/odata/{tabel.id}/{SOORT_VELD}", {"$format": "json"})
        found = {str(row.get("Key")): str(row.get("Title")) for page in pages for row in page}
        return ALLE_SOORTEN in found, join_words(f"'{key}' {title}" for key, title in found.items())

    def _check_indeling(self, web: Web) -> tuple[bool | None, str]:
        told = self._find_indeling(web, self.find_tabellen(web)[0])
        return (True, str(told)) if told else (None, "geen, of meer dan een; dan geldt die van de kaart")


def _list_inwonerjaren(levering: Levering) -> set[int]:
    rows = levering.waarden[levering.waarden["indicator"] == "inwoners"]
    return {int(jaar) for jaar in rows.dropna(subset="waarde")["jaar"]}


def _count_inwoners(levering: Levering, jaar: int, gewijzigd: frozenset[str]) -> pd.Series:
    """Return the inhabitants of a year by code, but where the borders are not those of the crimes."""
    rows = levering.waarden
    mine = (rows["indicator"] == "inwoners") & (rows["jaar"] == jaar) & ~rows["code"].isin(gewijzigd)
    return rows[mine].set_index("code")["waarde"]


def _find_gewijzigd(leveringen: Sequence[Levering], een: int, ander: int) -> frozenset[str]:
    """Return the codes that changed between two divisions, as far as the other tables tell."""
    between = range(min(een, ander) + 1, max(een, ander) + 1)
    told = [given.gewijzigd for given in leveringen if given.vermelding.indeling in between]
    return frozenset[str]().union(*told)


def _divide(levering: Levering, inwoners: pd.Series, jaar: int) -> Levering:
    """Turn crimes into crimes per 1,000 inhabitants; without a known number of them an area has no such figure."""
    rows = levering.waarden
    people = rows["code"].map(inwoners)
    status = (
        rows["status"]
        .mask(people.isna(), str(Status.ONDERDRUKT))
        .mask(people == 0, str(Status.NIET_VAN_TOEPASSING))
    )
    rows = rows.assign(waarde=1000 * rows["waarde"] / people.where(people > 0), status=status)
    note = (
        f"Geregistreerde misdrijven van {jaar}, gedeeld door de inwoners van {jaar} en maal 1.000. "
        "Waar het aantal inwoners 0 of onbekend is, is er geen cijfer."
    )
    return replace(levering, waarden=rows, vermelding=replace(levering.vermelding, toelichting=note))


def _verzin(gebieden: pd.DataFrame, chance: Values) -> dict[str, Values]:
    a, stad = (gebieden[name].to_numpy(dtype=float) for name in ("achterstand", "stad"))
    return {"misdrijven_1000": np.exp(3.0 + 0.15 * a + 1.1 * stad**4 + 0.25 * chance[0])}


POLITIE = _Politie(
    sleutel=indicator.POLITIE,
    naam="Politie, Geregistreerde misdrijven in de buurt",
    kort="Politie, geregistreerde misdrijven",
    licentie="CC0 (nog na te gaan)",
    dienst="CBS, tabellen van derden",
    adres="politie_url",
    omgerekend="misdrijven, gedeeld door de inwoners van hetzelfde jaar en maal 1.000",
    kenmerk="geen: bestanden van de politie worden niet gelezen",
    heel="Laad deze cijfers van de dienst.",
    verzonnen="Verzonnen cijfers in de vorm van de misdrijven die de politie registreert",
    titel=re.compile(r"geregistreerde misdrijven; soort misdrijf, wijk, buurt, jaarcijfers.*", re.IGNORECASE),
    tabellen={"47018NED": 0},
    herken=(),
    met_perioden=True,
    optioneel=True,
    verzinsel=Verzinsel((2024,), _verzin, lambda _: (HUISHOUDENS_MINIMUM, Status.ONDERDRUKT)),
)
