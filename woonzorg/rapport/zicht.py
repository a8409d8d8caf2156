"""An outcome of a distribution as it may be shared (methode, Privacy): in figures, as a map, as a table of areas."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from woonzorg.gebied import Niveau, find_niveau
from woonzorg.kaart.beeld import VLAKKEN_MAXIMUM
from woonzorg.kaart.belasting import colour_belasting
from woonzorg.kaart.kleuring import make_kaart
from woonzorg.kaart.telling import select_gebieden
from woonzorg.kaart.vormen import make_vormen
from woonzorg.verdeling.levensloop import is_concept
from woonzorg.verdeling.openbaar import find_verborgen, has_eigen_cijfers, may_tell_regio
from woonzorg.verdeling.uitkomst import describe_kop_openbaar, describe_openbaar

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd

    from woonzorg.kaart.beeld import Kaart
    from woonzorg.opslag import Snapshot
    from woonzorg.toets import Score
    from woonzorg.verdeling.scenario import Scenario
    from woonzorg.verdeling.uitkomst import Uitkomst

NIET_TE_DELEN = "niet te delen"
"""In a cell whose figure may not be shared."""

PER_GEBIED_VERBORGEN = (
    "Per gebied mag deze verdeling niet worden gedeeld: eigen cijfers, of één groep, zouden eruit af te leiden zijn. "
    "U ziet de verdeling per gemeente."
)


@dataclass(frozen=True, eq=False)
class Openbaar:
    """An outcome as it may be shared.

    Attributes
    ----------
    snapshot : Snapshot
    score : Score
    uitkomst : Uitkomst
    """

    snapshot: Snapshot
    score: Score
    uitkomst: Uitkomst

    @cached_property
    def zicht(self) -> dict[str, Any]:
        """All figures that may be told."""
        return describe_openbaar(self.uitkomst)

    @property
    def met_eigen(self) -> bool:
        """Whether the outcome rests on own figures."""
        return has_eigen_cijfers(self.uitkomst.situatie.veld) or bool(self.uitkomst.scenario.eigen_cijfers)

    @property
    def telt_regio(self) -> bool:
        """Whether the totals of the region may be told."""
        return may_tell_regio(self.uitkomst.situatie, self.uitkomst.plan.aantallen)

    @cached_property
    def per_gebied(self) -> dict[str, int]:
        """Homes by area below gemeente; empty when that may not be told."""
        rows = self.zicht["plaatsingen"]
        return {row["code"]: row["aantal"] for row in rows if find_niveau(row["code"]) != Niveau.GEMEENTE}

    @property
    def heeft_kaart(self) -> bool:
        """Whether there is a map: something may be told by area, and there are not too many to draw."""
        return bool(self.per_gebied) and len(self.uitkomst.situatie.veld.codes) <= VLAKKEN_MAXIMUM

    def tabulate_gebieden(self) -> pd.DataFrame:
        """Return the region's areas with what may be told of each: as `kaart.belasting` colours them."""
        veld = self.uitkomst.situatie.veld
        table = veld.gebieden.loc[veld.eigen, ["code", "naam", "gemeentenaam", "klasse", "huishoudens"]]
        placed = table["code"].map(self.per_gebied).fillna(0.0)
        households = table["huishoudens"].where(table["huishoudens"] > 0)
        rows: pd.DataFrame = table.assign(
            geplaatst=placed, per_1000=1000 * placed / households, vast=float("nan")
        )
        return rows

    @property
    def verborgen(self) -> frozenset[str]:
        """Codes of the gemeenten whose total may not be told."""
        situatie, plan = self.uitkomst.situatie, self.uitkomst.plan.aantallen
        if not self.telt_regio:
            return frozenset(situatie.veld.gebieden["gemeentecode"])
        return find_verborgen(situatie, plan)

    def export_gebieden(self) -> gpd.GeoDataFrame:
        """Return what may be told by area, or else by gemeente, with outlines, for a file."""
        told = {row["code"]: row["aantal"] for row in self.zicht["plaatsingen"]}
        level = str(self.uitkomst.scenario.niveau) if self.per_gebied else str(Niveau.GEMEENTE)
        areas = select_gebieden(self.score, level).sort_values("code", ignore_index=True)
        households = areas["huishoudens"].where(areas["huishoudens"] > 0)
        # Zero is a value, and not the same as what may not be told.
        placed = areas["code"].map(lambda code: told.get(code, None if code in self.verborgen else 0))
        placed = placed.astype("Int64")
        rows = areas[["code", "naam", "niveau", "gemeentenaam", "klasse", "huishoudens"]].assign(
            woningen=placed, per_1000=1000 * placed / households,
            scenario=self.uitkomst.scenario.id, status=self.uitkomst.scenario.kenmerken["status"],
            gegevens=self.snapshot.id, fictief=self.snapshot.manifest.fictief, geometry=areas.geometry,
        )  # fmt: skip
        found: gpd.GeoDataFrame = areas[["geometry"]].assign(**rows)[list(rows.columns)]
        return found


def name_scenario(scenario: Scenario) -> str:
    """Return what a scenario is called."""
    return scenario.kenmerken["naam"] or f"scenario {scenario.id}"


def find_watermerk(*scenarios: Scenario) -> str:
    """Return the word across each page: 'CONCEPT' when any of the scenarios is one."""
    return "CONCEPT" if any(map(is_concept, scenarios)) else ""


def colour_kaart(openbaar: Openbaar) -> Kaart | None:
    """Return the map of what may be told by area; None when nothing may, or there are too many areas to draw."""
    if not openbaar.heeft_kaart:
        return None
    outlines = make_vormen(select_gebieden(openbaar.score, str(openbaar.uitkomst.scenario.niveau)))
    spared = [
        code for answer in openbaar.uitkomst.uitslagen if answer.regel == "ontzien" for code in answer.dicht
    ]
    colours = colour_belasting(openbaar.tabulate_gebieden(), outlines, spared)
    return make_kaart(outlines, colours, describe_kop_openbaar(openbaar.uitkomst))
