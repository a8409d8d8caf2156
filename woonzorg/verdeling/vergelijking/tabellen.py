"""Plans by area and by gemeente in one table each, a column a plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from woonzorg.gebied import Niveau
from woonzorg.verdeling.optimum.maten import tabulate_gemeenten
from woonzorg.verdeling.vergelijking.gelijk import LETTERS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

    from woonzorg.verdeling.invoer.veld import Counts, Values
    from woonzorg.verdeling.vergelijking.kant import Kant


def _name_kolommen(kanten: Sequence[Kant]) -> list[tuple[str, Kant]]:
    return [(letter.lower(), side) for letter, side in zip(LETTERS, kanten, strict=False)]


def compare_gemeenten(kanten: Sequence[Kant], sleutels: Sequence[Kant]) -> pd.DataFrame:
    """Return a row a gemeente with every plan and simple key, as `Vergelijking.gemeenten`."""
    tables = {
        name: tabulate_gemeenten(side.situatie, side.aantallen) for name, side in _name_kolommen(kanten)
    }
    first = tables["a"][["code", "naam"]]
    rows = first.assign(huishoudens=first["code"].map(_sum_huishoudens(kanten[0])))
    shares = {f"taakstelling_{name}": table["taakstelling"] for name, table in tables.items()}
    homes = {name: table["voorstel"] for name, table in tables.items()}
    keys = {
        f"sleutel_{key.sleutel}": tabulate_gemeenten(key.situatie, key.aantallen)["voorstel"]
        for key in sleutels
    }
    return rows.assign(**shares, **homes, **keys)


def _sum_huishoudens(kant: Kant) -> pd.Series:
    own = kant.situatie.veld.gebieden[kant.situatie.veld.eigen]
    return own.groupby("gemeentecode")["huishoudens"].sum()


def compare_gebieden(kanten: Sequence[Kant], *, openbaar: bool) -> tuple[pd.DataFrame, Niveau]:
    """Return all plans by area, or by gemeente in what is shared."""
    field = kanten[0].situatie.veld
    if not openbaar:
        rows = field.gebieden.loc[field.eigen, ["code", "naam", "gemeentenaam", "huishoudens"]]
        homes = {name: side.aantallen.sum(axis=1)[field.eigen] for name, side in _name_kolommen(kanten)}
        return _subtract(rows, homes), field.niveau
    tables = {
        name: tabulate_gemeenten(side.situatie, side.aantallen) for name, side in _name_kolommen(kanten)
    }
    first = tables["a"]
    rows = first[["code", "naam"]].assign(
        gemeentenaam=first["naam"], huishoudens=first["code"].map(_sum_huishoudens(kanten[0]))
    )
    homes = {name: table["voorstel"].to_numpy() for name, table in tables.items()}
    return _subtract(rows, homes), Niveau.GEMEENTE


def _subtract(rows: pd.DataFrame, homes: Mapping[str, Counts]) -> pd.DataFrame:
    households, change = rows["huishoudens"].to_numpy(dtype=float), homes["b"] - homes["a"]
    rates: Values = np.full(len(change), np.nan)
    np.divide(1000.0 * change, households, out=rates, where=households > 0)
    return rows.assign(**homes, verschil=change, per_1000=rates).reset_index(drop=True)
