"""Figures of the invented areas, unrounded and complete: every indicator in every year of its source.

How a source's figures are invented is said by the source (`bron.Verzinsel`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from woonzorg.bronnen import lijst
from woonzorg.bronnen.voorbeeld.vormcijfer import make_vormcijfer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from woonzorg.bronnen.bron import Cijferbron, Values

NIEUWSTE = 2024

WORPEN = 9
"""Rows of chance that each source draws."""


def list_kolommen() -> list[tuple[str, int]]:
    """Return every indicator and year, in the order of the sources and the registry."""
    return [
        (indicator.sleutel, jaar)
        for bron in lijst.list_cijferbronnen()
        for indicator in bron.indicatoren
        for jaar in bron.verzinsel.jaren
    ]


def make_cijfers(rng: np.random.Generator, gebieden: pd.DataFrame) -> pd.DataFrame:
    """Make the figures of areas from their households, urbanity, disadvantage and nuisance.

    Parameters
    ----------
    rng : Generator
    gebieden : DataFrame
        As `samenleving.settle_buurten` gives it.

    Returns
    -------
    DataFrame
        Same index; columns `list_kolommen`. What a source has no rule for is made by its form.
    """
    sources = list(_deal(rng))
    chance = [own.normal(0, 1, (WORPEN, len(gebieden))) for _, own in sources]
    trend = rng.normal(0.006, 0.04, len(gebieden))
    columns: dict[tuple[str, int], Values] = {}
    for (bron, own), throws in zip(sources, chance, strict=True):
        for jaar in bron.verzinsel.jaren:
            then = _go_back(own, gebieden, NIEUWSTE - jaar, trend)
            made = bron.verzinsel.maak(then, throws)
            columns |= {
                (indicator.sleutel, jaar): made[indicator.sleutel]
                if indicator.sleutel in made
                else make_vormcijfer(indicator, jaar, then)
                for indicator in bron.indicatoren
            }
    return pd.DataFrame(columns, index=gebieden.index)[list_kolommen()]


def _deal(rng: np.random.Generator) -> Iterator[tuple[Cijferbron, np.random.Generator]]:
    """Give each source its chance: the common one by turn, or one of its own, made from its key."""
    sources = lijst.list_cijferbronnen()
    for bron in sorted(sources, key=lambda bron: bron.verzinsel.beurt or len(sources)):
        if bron.verzinsel.beurt:
            yield bron, rng
        else:
            seed = rng.bit_generator.seed_seq.generate_state(4)
            yield bron, np.random.default_rng([*seed, *bron.sleutel.encode()])


def _go_back(rng: np.random.Generator, gebieden: pd.DataFrame, leeftijd: int, trend: Values) -> pd.DataFrame:
    """Give the areas as they were some years ago."""
    blip = rng.normal(0, 0.04, len(gebieden)) if leeftijd else 0.0
    return gebieden.assign(
        achterstand=gebieden["achterstand"] + trend * leeftijd + blip,
        huishoudens=gebieden["huishoudens"] * 0.996**leeftijd,
    )
