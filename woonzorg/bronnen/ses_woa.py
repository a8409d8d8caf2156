"""SES-WOA: the score of Statistics Netherlands for welvaart, opleiding and werk of households."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from woonzorg import indicator
from woonzorg.bronnen import cbs
from woonzorg.bronnen.bestanden.statlinebestand import SLEUTEL_GROEPEN
from woonzorg.bronnen.bron import Controle, Verzinsel
from woonzorg.bronnen.levering import join_words
from woonzorg.bronnen.statlinebron import Statlinebron
from woonzorg.gegevens.schema import Status

if TYPE_CHECKING:
    import pandas as pd

    from woonzorg.bronnen.bron import Values
    from woonzorg.bronnen.web import Web

HUISHOUDENS_MINIMUM = 100
"""Households from which the source gives a score."""


@dataclass(frozen=True, kw_only=True)
class _SesWoa(Statlinebron):
    """Decides the division of the map: S and S* must come from one table."""

    def find_indeling(self, web: Web) -> int:
        """Return the division of the newest table."""
        return self.find_tabellen(web)[0].indeling

    def list_controles(self) -> tuple[Controle, ...]:
        """Return what was told of it, with the keys of its scores."""
        told = f"{self.kort}: de velden heten {', '.join(SLEUTEL_GROEPEN)}."
        return (*super().list_controles(), Controle(told, self._check_sleutels))

    def _check_sleutels(self, web: Web) -> tuple[bool, str]:
        velden, _, _ = cbs.find_velden(web, self.find_tabellen(web)[0], self)
        found = {veld.sleutel for veld in velden.values()}
        return found >= set(SLEUTEL_GROEPEN), join_words(sorted(found))


def _verzin(gebieden: pd.DataFrame, chance: Values) -> dict[str, Values]:
    a, hinder, households = (
        gebieden[name].to_numpy(dtype=float) for name in ("achterstand", "hinder", "huishoudens")
    )
    welvaart = -0.045 - 0.115 * a + 0.04 * hinder + 0.030 * chance[0]
    opleiding = -0.032 - 0.063 * a + 0.04 * hinder + 0.035 * chance[1]
    arbeid = -0.012 - 0.045 * a + 0.015 * chance[2]
    return {
        "ses_woa": welvaart + opleiding + arbeid,
        "ses_welvaart": welvaart,
        "ses_opleiding": opleiding,
        "ses_arbeid": arbeid,
        "ses_spreiding": 1.0 + 0.03 * chance[3],
        "ses_huishoudens": households * 0.996,
    }


def _find_drempel(sleutel: str) -> tuple[int, Status]:
    return (0 if sleutel == "ses_huishoudens" else HUISHOUDENS_MINIMUM), Status.ONDERDRUKT


SES_WOA = _SesWoa(
    sleutel=indicator.SES_WOA,
    naam="CBS, Sociaal-economische status (SES-WOA)",
    kort="CBS, SES-WOA",
    kenmerk="Gemiddelde score",
    verzonnen="Verzonnen cijfers in de vorm van de SES-WOA-scores",
    titel=re.compile(
        r"sociaal-economische status; scores per wijk en buurt.*regio-indeling (\d{4})", re.IGNORECASE
    ),
    tabellen={"85163NED": 2021, "85539NED": 2022, "85900NED": 2023, "86092NED": 2024, "86296NED": 2025},
    herken=("gemiddeldescore",),
    met_perioden=True,
    een_indeling=True,
    hoofdmaat="ses_woa",
    voorlopig="Het nieuwste jaar van SES-WOA is voorlopig. Het CBS kan dit cijfer nog aanpassen.",
    verzinsel=Verzinsel(
        (2019, 2020, 2021, 2022, 2023, 2024), _verzin, _find_drempel, beurt=1, kent_wijzigingen=False
    ),
)
