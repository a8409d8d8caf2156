"""Social rent by place: which buurten a programme makes rarer or denser, by class, and what other homes would do.

No advice and no ranking: buurten stand by gemeente and name. Of a class that is unknown nothing is presumed.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from woonzorg.oordeel.veerkracht import Klasse
from woonzorg.socialehuur.programma import Bouwregel, Bouwsom, add_regels
from woonzorg.socialehuur.uitkomst import compute_na
from woonzorg.socialehuur.vertegenwoordiging import Vertegenwoordiging, find_regiodeel, tabulate_bezit

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import pandas as pd

    from woonzorg.oordeel.toets import Score
    from woonzorg.socialehuur.stand import Woningstand


class Verschuiving(StrEnum):
    """What a programme does to the share of social rent."""

    DICHTER = "dichter"
    ZELDZAMER = "zeldzamer"
    GELIJK = "gelijk"
    ONBEKEND = "onbekend"


@dataclass(frozen=True)
class Bezitsplaats:
    """A buurt with its stock.

    Attributes
    ----------
    stand : Woningstand
    gemeente : str
        Name.
    klasse : Klasse
    regio, land : Vertegenwoordiging
        Of corporation homes, against region and country.
    """

    stand: Woningstand
    gemeente: str
    klasse: Klasse
    regio: Vertegenwoordiging
    land: Vertegenwoordiging

    @property
    def aandeel(self) -> float | None:
        """Share of corporation homes now, in percent."""
        return self.stand.find_deel(self.stand.sociaal)


@dataclass(frozen=True)
class Plaatsuitkomst:
    """What a programme does in one buurt.

    Attributes
    ----------
    plaats : Bezitsplaats
    bouw : Bouwsom
    aandeel_na : float or None
        In percent.
    alleen_midden : float or None
        What the homes for middle incomes would do by themselves.
    """

    plaats: Bezitsplaats
    bouw: Bouwsom
    aandeel_na: float | None
    alleen_midden: float | None

    @property
    def verschuiving(self) -> Verschuiving:
        """Whether social rent becomes denser or rarer here."""
        now, after = self.plaats.aandeel, self.aandeel_na
        if now is None or after is None:
            return Verschuiving.ONBEKEND
        if math.isclose(now, after, abs_tol=1e-9):
            return Verschuiving.GELIJK
        return Verschuiving.DICHTER if after > now else Verschuiving.ZELDZAMER


def list_plaatsen(
    gebieden: pd.DataFrame, score: Score, standen: Iterable[Woningstand]
) -> tuple[Bezitsplaats, ...]:
    """Return the buurten of a region with their class, and how common corporation homes are there.

    Parameters
    ----------
    gebieden : DataFrame
        All areas of a snapshot.
    score : Score
    standen : iterable of Woningstand
        Of the buurten.
    """
    stocks = {stand.code: stand for stand in standen}
    areas = gebieden[gebieden["code"].isin(list(stocks))]
    table = tabulate_bezit(gebieden, areas, "corporatie_pct")
    regio, land = (
        dict(zip(table["code"], table[f"woord_{name}"], strict=True)) for name in ("regio", "land")
    )
    names = dict(zip(areas["code"], areas["gemeentenaam"], strict=True))
    classes = dict(zip(score.gebieden["code"], score.gebieden["klasse"], strict=True))
    return tuple(
        Bezitsplaats(
            stand, names[code], Klasse(classes.get(code, Klasse.ONBEKEND)),
            Vertegenwoordiging(regio[code]), Vertegenwoordiging(land[code]),
        )
        for code, stand in stocks.items()
    )  # fmt: skip


def place_programma(
    programma: Sequence[Bouwregel], plaatsen: Iterable[Bezitsplaats]
) -> tuple[Plaatsuitkomst, ...]:
    """Return what a programme does in each buurt that it names, by gemeente and name."""
    named = {line.buurt for line in programma if line.buurt}
    return tuple(
        _place(place, add_regels(line for line in programma if line.buurt == place.stand.code))
        for place in sorted(plaatsen, key=lambda place: (place.gemeente, place.stand.naam, place.stand.code))
        if place.stand.code in named
    )


def _place(plaats: Bezitsplaats, bouw: Bouwsom) -> Plaatsuitkomst:
    stand = plaats.stand
    only = Bouwsom(midden=bouw.midden)
    return Plaatsuitkomst(
        plaats, bouw, compute_na(stand, stand.sociaal, bouw), compute_na(stand, stand.sociaal, only)
    )


MINSTE_BUURTEN = 3
"""Of fewer buurten together, the number of one follows."""


def list_deelbaar(uitkomsten: Sequence[Plaatsuitkomst]) -> tuple[Plaatsuitkomst, ...]:
    """Return the buurten that may be named beside the homes of their gemeente.

    Those of a gemeente, where each kind of home that is built there, and demolition, lies in at least
    `MINSTE_BUURTEN` of them.
    """
    towns: dict[str, list[Bouwsom]] = {}
    for item in uitkomsten:
        towns.setdefault(item.plaats.stand.code[2:6], []).append(item.bouw)
    open_towns = {town for town, built in towns.items() if _is_deelbaar(built)}
    return tuple(item for item in uitkomsten if item.plaats.stand.code[2:6] in open_towns)


def _is_deelbaar(bouw: Sequence[Bouwsom]) -> bool:
    kinds = ("sociaal", "midden", "overig", "sloop_sociaal")
    spread = [sum(getattr(one, kind) > 0 for one in bouw) for kind in kinds]
    return len(bouw) >= MINSTE_BUURTEN and all(count == 0 or count >= MINSTE_BUURTEN for count in spread)


def is_klassedeelbaar(programma: Iterable[Bouwregel], plaatsen: Iterable[Bezitsplaats]) -> bool:
    """Tell whether new social homes by class may stand beside those by gemeente.

    They may not where a class has fewer than `MINSTE_BUURTEN` that build, or where what fewer buurten of one class in
    one gemeente build follows from the sums: without that cell the sums would have a lower rank.
    """
    building = {line.buurt for line in programma if line.sociaal}
    cells = Counter(
        (place.stand.code[2:6], place.klasse) for place in plaatsen if place.stand.code in building
    )
    heads = sorted({head for cell in cells for head in cell})
    sums = np.array([[head in cell for cell in cells] for head in heads], dtype=float)
    rank, columns = np.linalg.matrix_rank, np.arange(len(cells))
    follows = (
        count < MINSTE_BUURTEN and rank(np.where(columns == place, 0.0, sums)) < rank(sums)
        for place, count in enumerate(cells.values())
    )
    by_class = Counter[Klasse]()
    for (_, klasse), count in cells.items():
        by_class[klasse] += count
    return min(by_class.values(), default=MINSTE_BUURTEN) >= MINSTE_BUURTEN and not any(follows)


@dataclass(frozen=True)
class Klassetelling:
    """Homes by the class of their buurt.

    Attributes
    ----------
    aantallen : mapping of Klasse to float
        All classes, *onbekend* too.
    zonder : float
        Homes of which no buurt is known.
    onbekend : int
        Buurten of which the homes are unknown; nothing of those is counted.
    """

    aantallen: Mapping[Klasse, float]
    zonder: float = 0.0
    onbekend: int = 0

    @property
    def totaal(self) -> float:
        """All of them."""
        return math.fsum([*self.aantallen.values(), self.zonder])

    def find_deel(self, klasse: Klasse | None) -> float | None:
        """Return the share of a class in percent, None for those without a buurt; None when there are no homes."""
        count = self.zonder if klasse is None else self.aantallen[klasse]
        return 100.0 * count / self.totaal if self.totaal else None


def count_erbij(programma: Iterable[Bouwregel], plaatsen: Iterable[Bezitsplaats]) -> Klassetelling:
    """Count the new social homes of a programme by the class of their buurt; demolition takes nothing off."""
    classes = {place.stand.code: place.klasse for place in plaatsen}
    counts = Counter[Klasse | None]()
    for line in programma:
        counts[classes.get(line.buurt, Klasse.ONBEKEND) if line.buurt else None] += line.sociaal
    return Klassetelling({klasse: float(counts[klasse]) for klasse in Klasse}, float(counts[None]))


def count_voorraad(plaatsen: Iterable[Bezitsplaats]) -> Klassetelling:
    """Count the corporation homes of buurten by class, as far as their share is published."""
    counts, unknown = dict.fromkeys(Klasse, 0.0), 0
    for place in plaatsen:
        if place.stand.sociaal is not None:
            counts[place.klasse] += place.stand.sociaal
        else:
            unknown += place.stand.woningen != 0
    return Klassetelling(counts, onbekend=unknown)


def count_verdunning(stand: Woningstand, doel: float | None) -> int | None:
    """Return how many other homes bring the share of social rent of an area down to an aim (percent).

    None when it is unknown, or when the share lies there or lower already.

    Examples
    --------
    >>> count_verdunning(Woningstand("BU1", "B", 1000.0, 600.0, None, None, None, ""), 40.0)
    500
    """
    if stand.sociaal is None or not stand.woningen or not doel:
        return None
    more = 100.0 * stand.sociaal / doel - stand.woningen
    return math.ceil(more - 1e-9) if more > 1e-9 else None


def find_regiopercentage(gebieden: pd.DataFrame) -> float | None:
    """Return the region's share of corporation homes in percent, of its gemeenten's own rows; None when unknown."""
    share = find_regiodeel(gebieden, "corporatie_pct")
    return None if math.isnan(share) else 100.0 * share


def dilute(plaats: Bezitsplaats, woningen: int) -> float | None:
    """Return the share of corporation homes when so many homes for middle incomes, rented or owned, are added."""
    return compute_na(plaats.stand, plaats.stand.sociaal, Bouwsom(midden=woningen))
