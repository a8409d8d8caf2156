"""Kerncijfers wijken en buurten: who lives in an area and in which dwellings, by Statistics Netherlands."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from woonzorg import indicator
from woonzorg.bronnen import cbs
from woonzorg.bronnen.bron import Controle, Verzinsel
from woonzorg.bronnen.levering import join_words
from woonzorg.bronnen.statline import GEBIED_VELD, WIJZIGING_VELD
from woonzorg.bronnen.statlinebron import Statlinebron
from woonzorg.fouten import BronFout
from woonzorg.gegevens.schema import Status

if TYPE_CHECKING:
    import pandas as pd

    from woonzorg.bronnen.bron import Values
    from woonzorg.bronnen.web import Web

HUISHOUDENS_INKOMEN, HUISHOUDENS_AANDEEL = 100, 20
"""Households from which the source gives a figure on income, or a share."""


@dataclass(frozen=True, kw_only=True)
class _Kerncijfers(Statlinebron):
    """Decides the division of the map where there is no SES-WOA."""

    def find_indeling(self, web: Web) -> int:
        """Return the division of the newest table."""
        return self.find_tabellen(web)[0].indeling

    def list_controles(self) -> tuple[Controle, ...]:
        """Return what was told of it, and of the service that it shares with others."""
        return (
            *super().list_controles(),
            Controle(f"{self.kort}: er is een rij 'NL00' voor het land.", self._check_land),
            Controle(f"{self.kort}: bij indelingswijziging betekent 1 ongewijzigd.", self._check_wijziging),
            Controle(f"{self.kort}: inkomen blijft een tot twee jaar leeg."),
            Controle(
                "CBS: met $inlinecount=allpages komt bij de regels hun aantal mee.", self._check_telling
            ),
            Controle("CBS: met $count is het aantal regels apart te vragen.", self._check_telling_apart),
            Controle("CBS: het antwoord houdt zich aan $filter."),
        )

    def _name_pad(self, web: Web, deel: str) -> str:
        return f"ODataApi/odata/{self.find_tabellen(web)[0].id}/{deel}"

    def _check_land(self, web: Web) -> tuple[bool, str]:
        vraag = {"$format": "json", "$filter": "startswith(Key,'NL')"}
        pages = cbs.read_pages(web, self._name_pad(web, GEBIED_VELD), vraag)
        keys = [str(row.get("Key")) for page in pages for row in page]
        return any(key.strip() == "NL00" for key in keys), join_words(repr(key) for key in keys)

    def _check_wijziging(self, web: Web) -> tuple[bool, str]:
        pages = cbs.read_pages(web, self._name_pad(web, "DataProperties"), {"$format": "json"})
        rows = [row for page in pages for row in page]
        fields = [row for row in rows if str(row.get("Key", "")).lower().startswith(WIJZIGING_VELD)]
        texts = [str(row.get("Description") or "") for row in fields]
        if not texts:
            return False, "geen veld over indelingswijziging"
        return "1" in texts[0], texts[0].strip()[:400] or "het veld is er, zonder toelichting"

    def _check_telling(self, web: Web) -> tuple[bool, str]:
        """Ask for a count with the rows, once only: the CBS answers 500 to an option that it does not know."""
        pad, vraag = (
            self._name_pad(web, GEBIED_VELD),
            {"$format": "json", "$top": "1", cbs.TELLING: "allpages"},
        )
        try:
            answer = replace(web, pogingen=1).get_json(pad, vraag)
        except BronFout as error:
            if not (error.is_geweigerd or error.status == cbs.SERVERFOUT):
                raise
            return False, f"foutcode {error.status}: bij het laden wordt apart geteld, met $count"
        count = answer.get("odata.count") if isinstance(answer, dict) else None
        return count is not None, f"telling: {count}" if count else "er komt geen telling mee"

    def _check_telling_apart(self, web: Web) -> tuple[bool, str]:
        pad = self._name_pad(web, GEBIED_VELD)
        count = replace(web, pogingen=1).get_json(f"{pad}/$count")
        return isinstance(count, int), f"{pad.split('/')[2]}: {str(count)[:40]} gebieden"


def _verzin(gebieden: pd.DataFrame, chance: Values) -> dict[str, Values]:
    a, stad, households, starters = (
        gebieden[name].to_numpy(dtype=float) for name in ("achterstand", "stad", "huishoudens", "starters")
    )
    alone = np.clip(0.36 + 0.10 * a + 0.10 * stad + 0.15 * starters + 0.05 * chance[0], 0.15, 0.75)
    huur = np.clip(34 + 15 * a + 10 * stad + 7 * chance[1], 4, 96)
    inwoners = households * (2.75 - 1.6 * alone)
    corporatie = huur * np.clip(0.66 + 0.10 * a + 0.06 * chance[8], 0.1, 0.94)
    return {
        "inwoners": inwoners,
        "huishoudens": households,
        "inwoners_0_15": inwoners * np.clip(0.135 + 0.015 * chance[2], 0.05, 0.25),
        "inwoners_65plus": inwoners
        * np.clip(0.26 - 0.03 * stad - 0.12 * starters + 0.05 * chance[3], 0.06, 0.6),
        "eenpersoonshuishoudens": households * alone,
        "woningen": households * (1.04 + 0.01 * chance[4]),
        "koopwoningen_pct": 100 - huur,
        "huurwoningen_pct": huur,
        "corporatie_pct": corporatie,
        "verhuur_overig_pct": huur - corporatie,
        "woz": np.exp(5.68 - 0.19 * a - 0.10 * stad + 0.08 * chance[5]),
        "laag_inkomen_pct": np.clip(np.exp(1.85 + 0.37 * a + 0.75 * starters + 0.25 * chance[6]), 1.0, 60.0),
        "bijstand": households * np.clip(np.exp(-3.2 + 0.50 * a + 0.15 * chance[6]), 0.002, 0.3),
        "afstand_huisarts": np.exp(0.75 - 1.15 * stad + 0.22 * chance[7]),
        "afstand_supermarkt": np.exp(0.80 - 1.25 * stad + 0.25 * chance[0]),
        "afstand_school": np.exp(0.55 - 0.95 * stad + 0.22 * chance[1]),
        "afstand_kinderdagverblijf": np.exp(0.45 - 1.00 * stad + 0.22 * chance[2]),
        "arbeidsparticipatie_pct": np.clip(71 - 6 * a - 10 * starters + 2 * chance[3], 30, 90),
        "wmo_1000": np.exp(3.9 + 0.40 * a - 0.60 * starters + 0.20 * chance[4]),
        "jeugdzorg_pct": np.clip(11 + 3 * a + 1.5 * chance[5], 2, 40),
        "aardgas": 1150 - 40 * a - 250 * stad + 70 * chance[6],
        "elektriciteit": 2750 - 120 * a - 300 * stad + 110 * chance[7],
    }


def _find_drempel(sleutel: str) -> tuple[int, Status]:
    if sleutel == "laag_inkomen_pct":
        return HUISHOUDENS_INKOMEN, Status.ONDERDRUKT
    line = indicator.PER_SLEUTEL[sleutel]
    everywhere = line.vorm in {indicator.Vorm.AANTAL, indicator.Vorm.AFSTAND}
    personal = line.gebruik == indicator.PROFIEL
    return (0 if everywhere and not personal else HUISHOUDENS_AANDEEL), Status.ONDERDRUKT


KERNCIJFERS = _Kerncijfers(
    sleutel=indicator.KERNCIJFERS,
    naam="CBS, Kerncijfers wijken en buurten",
    kort="CBS, Kerncijfers wijken en buurten",
    kenmerk="Aantal inwoners en Huishoudens totaal",
    verzonnen="Verzonnen cijfers in de vorm van de Kerncijfers wijken en buurten",
    titel=re.compile(r"kerncijfers wijken en buurten (\d{4})", re.IGNORECASE),
    tabellen={
        "84799NED": 2020, "85039NED": 2021, "85318NED": 2022, "85618NED": 2023, "85984NED": 2024, "86165NED": 2025,
    },
    terug=4,
    herken=("aantalinwoners", "huishoudens"),
    verzinsel=Verzinsel((2023, 2024), _verzin, _find_drempel, beurt=3, tot_land=True),
)  # fmt: skip
