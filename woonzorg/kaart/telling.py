"""Counts for headline, legend and bars: areas and households by class."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from woonzorg.oordeel import klassewoorden
from woonzorg.oordeel.veerkracht import Klasse
from woonzorg.tekst.getal import format_procent

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd

    from woonzorg.kern.kern import Kerngebied
    from woonzorg.oordeel.toets import Score


SETS_MAXIMUM = 60
"""With more sets than this beside each other nobody sees a thing."""


@dataclass(frozen=True)
class Telling:
    """Areas and households by class.

    Attributes
    ----------
    naam : str
        What was counted: a region, gemeente, province or the country.
    niveau : str
    gebieden : dict of Klasse to int
        Areas; every class is there.
    huishoudens : dict of Klasse to float
        Households in them; areas with unknown households add nothing, and where none are known the sum is NaN.
    bekend : bool
        Whether it could be counted at all.
    gemeente : str
        Code of the gemeente whose areas alone were counted; '' for more than one.
    is_kern : bool
        Whether the areas of an own area were counted, which the name then tells.
    """

    naam: str
    niveau: str
    gebieden: dict[Klasse, int]
    huishoudens: dict[Klasse, float]
    bekend: bool = True
    gemeente: str = ""
    is_kern: bool = False

    @property
    def totaal(self) -> int:
        """All areas."""
        return sum(self.gebieden.values())

    @property
    def totaal_huishoudens(self) -> float:
        """All households, as far as known; NaN when those of no area are."""
        known = [number for number in self.huishoudens.values() if not math.isnan(number)]
        return sum(known) if any(known) or len(known) == len(self.huishoudens) else math.nan

    def share(self, klasse: Klasse) -> str:
        """Return the share of the households in a class, as text."""
        return format_procent(self.huishoudens[klasse], self.totaal_huishoudens)


def select_gebieden(
    score: Score, niveau: str, gemeente: str = "", kern: Kerngebied | None = None
) -> gpd.GeoDataFrame:  # fmt: skip
    """Return the region's areas of one level: of an own area (its buurten), of one gemeente, or all."""
    own = score.select(niveau)
    if kern is not None:
        return own[[kern.has_buurt(code) for code in own["code"]]]
    return own[own["gemeentecode"] == gemeente] if gemeente else own


def count_klassen(gebieden: pd.DataFrame, naam: str, niveau: str, gemeente: str = "") -> Telling:
    """Count scored areas by class.

    Parameters
    ----------
    gebieden : DataFrame
        With klasse and huishoudens.
    naam, niveau, gemeente : str
        What is counted.
    """
    counts = gebieden["klasse"].value_counts()
    households = gebieden.groupby("klasse")["huishoudens"].sum(min_count=1)
    return Telling(
        naam,
        niveau,
        {klasse: int(counts.get(klasse, 0)) for klasse in Klasse},
        {klasse: float(households.get(klasse, 0.0)) for klasse in Klasse},
        gemeente=gemeente,
    )


def count_keuze(
    gebieden: pd.DataFrame, niveau: str, gemeente: str = "", regio: str = "", kern: Kerngebied | None = None
) -> Telling:
    """Count the areas of a choice by class: of an own area or one gemeente, by its name, or of the whole region."""
    if kern is not None:
        return replace(count_klassen(gebieden, kern.titel, niveau), is_kern=True)
    naam = find_gemeentenaam(gebieden) if gemeente else regio
    return count_klassen(gebieden, naam, niveau, gemeente)


def find_gemeentenaam(gebieden: pd.DataFrame) -> str:
    """Return the name of the gemeente of which these are the areas; '' when there are none."""
    return str(next(iter(gebieden["gemeentenaam"]), ""))


def count_niets(naam: str, niveau: str) -> Telling:
    """Return the place of a set of areas that could not be counted: its figures are unknown, not 0."""
    return Telling(naam, niveau, dict.fromkeys(Klasse, 0), dict.fromkeys(Klasse, math.nan), bekend=False)


def write_kop(telling: Telling) -> str:
    """Write the headline above a map; when only one gemeente was counted, its name comes first."""
    told = klassewoorden.describe_kop(
        telling.niveau,
        telling.gebieden[Klasse.KWETSBAAR],
        telling.totaal,
        telling.share(Klasse.KWETSBAAR),
        telling.gebieden[Klasse.ONBEKEND],
        telling.naam if telling.is_kern else "",
    )
    return klassewoorden.name_plek(telling.naam if telling.gemeente else "", told)


def count_sets(score: Score, niveau: str, regio: str, gemeente: str = "") -> list[Telling]:
    """Count the region, and each of its gemeenten by name; of very many only the chosen one."""
    own = select_gebieden(score, niveau)
    apart = own if own["gemeentecode"].nunique() < SETS_MAXIMUM else own[own["gemeentecode"] == gemeente]
    groups = sorted(apart.groupby(["gemeentenaam", "gemeentecode"]), key=lambda group: str(group[0][0]))
    return [
        count_klassen(own, regio, niveau),
        *(count_klassen(group, str(name), niveau, str(code)) for (name, code), group in groups),
    ]


def list_gesprek(gebieden: pd.DataFrame) -> tuple[str, ...]:
    """Return the codes of the kwetsbare areas by name: the list to present when none was chosen."""
    chosen = gebieden[gebieden["klasse"] == Klasse.KWETSBAAR].sort_values(["naam", "code"])
    return tuple(chosen["code"])
