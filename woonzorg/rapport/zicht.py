"""An outcome of a distribution as it may be shared (methode, Privacy): in figures, as a map, as a table of areas."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import pandas as pd

from woonzorg.gebied import Niveau
from woonzorg.kaart.beeld import VLAKKEN_MAXIMUM
from woonzorg.kaart.telling import select_gebieden
from woonzorg.verdeling.delen import openbaar
from woonzorg.verdeling.scenario.levensloop import is_concept
from woonzorg.verdeling.uitkomst import gedeeld
from woonzorg.verdeling.uitkomst.ruimte import tabulate_belasting, tabulate_statussen, tabulate_wijken

if TYPE_CHECKING:
    import geopandas as gpd

    from woonzorg.bibliotheek.reactie import Reactie
    from woonzorg.gegevens.opslag import Snapshot
    from woonzorg.oordeel.toets import Score
    from woonzorg.verdeling.delen.openbaar import GedeeldPlan
    from woonzorg.verdeling.scenario.inhoud import Scenario
    from woonzorg.verdeling.uitkomst.uitkomst import Uitkomst

NIET_TE_DELEN = "niet te delen"
"""In a cell whose figure may not be shared."""


@dataclass(frozen=True, eq=False)
class Openbaar:
    """An outcome as it may be shared.

    Attributes
    ----------
    snapshot : Snapshot
    score : Score
    uitkomst : Uitkomst
        Over the groups that may be told, whatever it is made from (`gedeeld.share_uitkomst`).
    ander : Uitkomst or None
        Another plan of the same region and level, to decide between; as `uitkomst`.
    standpunten : tuple of Reactie
        What organisations said of it; a paper tells those whose name a login vouched for.
    """

    snapshot: Snapshot
    score: Score
    uitkomst: Uitkomst
    ander: Uitkomst | None = None
    standpunten: tuple[Reactie, ...] = ()

    def __post_init__(self) -> None:
        """Leave out what may not be told, so that nothing made from this can hold it."""
        object.__setattr__(self, "uitkomst", gedeeld.share_uitkomst(self.uitkomst))
        object.__setattr__(self, "ander", gedeeld.share_uitkomst(self.ander) if self.ander else None)
        told = tuple(item for item in self.standpunten if item.gecontroleerd and not item.op)
        object.__setattr__(self, "standpunten", told)

    @cached_property
    def zicht(self) -> dict[str, Any]:
        """All figures that may be told."""
        return gedeeld.describe_openbaar(self.uitkomst)

    @cached_property
    def plan(self) -> GedeeldPlan:
        """The plan as it may be told."""
        return gedeeld.share(self.uitkomst)

    @property
    def kop(self) -> str:
        """The headline that may be told."""
        return gedeeld.describe_kop_openbaar(self.uitkomst)

    @property
    def met_eigen(self) -> bool:
        """Whether the outcome rests on own figures: then no value of a rule or measure is told."""
        return self.plan.met_eigen

    @property
    def verborgen(self) -> bool:
        """Whether no number of the plan may be told."""
        return self.plan.verborgen

    @property
    def heeft_kaart(self) -> bool:
        """Whether there is a map: there are not too many areas to draw."""
        return len(self.uitkomst.situatie.veld.codes) <= VLAKKEN_MAXIMUM

    @cached_property
    def gemeenten(self) -> pd.DataFrame:
        """A row a gemeente (`ruimte.tabulate_belasting`); proposals that may not be told are NaN."""
        return tabulate_belasting(self.uitkomst, openbaar=True)

    @cached_property
    def wijken(self) -> pd.DataFrame:
        """The wijken that may be told (`ruimte.tabulate_wijken`)."""
        return tabulate_wijken(self.uitkomst)

    @cached_property
    def statussen(self) -> pd.DataFrame:
        """A row an area, with the rule's answer before placement (`ruimte.tabulate_statussen`)."""
        return tabulate_statussen(self.uitkomst)

    @cached_property
    def klassen(self) -> dict[str, int] | None:
        """Homes by class of area; None when that may not be told."""
        return openbaar.share_klassen(self.plan)

    def export_gebieden(self) -> gpd.GeoDataFrame:
        """Return what may be told, with outlines, for a file: areas with a status, wijken and gemeenten with homes."""
        level = str(self.uitkomst.scenario.niveau)
        told = {**self.plan.gemeenten, **self.plan.wijken}
        levels = dict.fromkeys((level, str(Niveau.WIJK), str(Niveau.GEMEENTE)))
        parts = {name: select_gebieden(self.score, name).sort_values("code") for name in levels}
        if level != Niveau.WIJK:
            parts["wijk"] = parts["wijk"][parts["wijk"]["code"].isin(told)]
        areas: gpd.GeoDataFrame = pd.concat(parts.values(), ignore_index=True)
        households = areas["huishoudens"].where(areas["huishoudens"] > 0)
        # Zero is a value, and not the same as what may not be told.
        homes = areas["code"].map(told).astype("Int64")
        status = areas["code"].map(self.plan.statussen).map(openbaar.STATUSTEKST)
        rows = areas[["code", "naam", "niveau", "gemeentenaam", "klasse", "huishoudens"]].assign(
            status_regel=status.fillna(""), woningen=homes, per_1000=(1000 * homes / households).astype(float),
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
