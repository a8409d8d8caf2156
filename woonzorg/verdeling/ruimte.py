"""The areas of an outcome in a table: what each receives, how much more it could take, and which rule stops it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from woonzorg.rekenblad import write_csv
from woonzorg.verdeling.maten import tabulate_gemeenten
from woonzorg.verdeling.openbaar import find_open_groepen, find_verborgen
from woonzorg.verdeling.regels import list_actief

if TYPE_CHECKING:
    import numpy.typing as npt

    from woonzorg.verdeling.situatie import Situatie
    from woonzorg.verdeling.uitkomst import Uitkomst
    from woonzorg.verdeling.veld import Counts, Values, Veld

KOLOMMEN: tuple[str, ...] = (
    "code", "naam", "gemeentenaam", "klasse", "huishoudens", "geplaatst", "per_1000", "ruimte", "regel", "vast",
)  # fmt: skip
"""Columns of `tabulate_gebieden`, in order."""


def find_ruimte(situatie: Situatie, plan: Counts) -> tuple[Values, tuple[str, ...]]:
    """Return for each area how many more homes fit there while all others stay, and the rule that allows no more.

    Locks are left out: they are the planner's own. Of groups that differ the one with most room counts.

    Returns
    -------
    ndarray of float
        Homes; infinite where no rule bounds it.
    tuple of str
        Keys of rules; '' where none bounds it, or nothing is spread.
    """
    if not situatie.groepen:
        return np.zeros(len(plan)), ("",) * len(plan)
    room = np.full(plan.shape, math.inf)
    stop = np.full(plan.shape, "", dtype=object)
    for regel in list_actief(situatie):
        for limit in regel.find_grenzen(situatie):
            block = np.ix_(limit.gebieden, limit.groepen)
            left = max(0.0, limit.hoog - limit.count(plan))
            tighter = left < room[block]
            room[block] = np.where(tighter, left, room[block])
            stop[block] = np.where(tighter, regel.sleutel, stop[block])
    best: npt.NDArray[np.intp] = room.argmax(axis=1)
    rows = np.arange(len(plan))
    return room[rows, best], tuple(stop[rows, best].tolist())


def tabulate_gebieden(uitkomst: Uitkomst) -> pd.DataFrame:
    """Return a row an area of the region, with `KOLOMMEN`.

    per_1000 counts new homes by household (NaN without households), ruimte what still fits (`find_ruimte`), vast the
    number that a lock on all groups holds (NaN without one).
    """
    situatie, plan = uitkomst.situatie, uitkomst.plan.aantallen
    placed, households = plan.sum(axis=1), situatie.veld.read("huishoudens")
    room, rules = find_ruimte(situatie, plan)
    locks = {slot.code: slot.aantal for slot in situatie.sloten if not slot.groep}
    table = situatie.veld.gebieden.assign(
        geplaatst=placed,
        per_1000=1000.0 * placed / np.where(households > 0, households, np.nan),
        ruimte=room,
        regel=list(rules),
        vast=[float(locks.get(code, math.nan)) for code in situatie.veld.codes],
    )
    return pd.DataFrame(table.loc[situatie.veld.eigen, list(KOLOMMEN)]).reset_index(drop=True)


def tabulate_openbaar(uitkomst: Uitkomst) -> tuple[pd.DataFrame, bool]:
    """Return the areas as others may see them: as `tabulate_gebieden`, without room and locks.

    Returns
    -------
    DataFrame
        geplaatst and per_1000 of the groups that may be added up by area; else of the whole gemeente around it.
    bool
        Whether the numbers are of the whole gemeente; gemeenten that stay hidden are then left out.
    """
    situatie, plan = uitkomst.situatie, uitkomst.plan.aantallen
    table = tabulate_gebieden(uitkomst).assign(ruimte=math.nan, regel="", vast=math.nan)
    shown = find_open_groepen(situatie, plan)
    if shown:
        counts = plan[:, shown].sum(axis=1)[situatie.veld.eigen]
        households = table["huishoudens"].where(table["huishoudens"] > 0)
        return table.assign(geplaatst=counts, per_1000=1000.0 * counts / households), False
    gemeenten = tabulate_belasting(uitkomst, openbaar=True).set_index("naam")
    names = table["gemeentenaam"]
    whole = table.assign(
        geplaatst=names.map(gemeenten["voorstel"]), per_1000=names.map(gemeenten["voorstel_1000"])
    )
    return whole[whole["geplaatst"].notna()], True


def tabulate_belasting(uitkomst: Uitkomst, *, openbaar: bool = False) -> pd.DataFrame:
    """Return a row a gemeente: as `maten.tabulate_gemeenten`, with load and share of freed homes.

    taak_1000 and voorstel_1000 are by 1,000 households; aandeel is what the proposal takes of the corporation homes
    that come free (percent), NaN where none do: of the stock in the gemeente's own row, as in the opgave. With
    `openbaar` proposals that may not be shared are NaN.
    """
    situatie, plan = uitkomst.situatie, uitkomst.plan.aantallen
    table = tabulate_gemeenten(situatie, plan)
    if openbaar:
        secret = table["code"].isin(find_verborgen(situatie, plan))
        table = table.assign(voorstel=table["voorstel"].mask(secret), verschil=table["verschil"].mask(secret))
    own = situatie.veld.gebieden[situatie.veld.eigen].groupby("gemeentecode")
    households = own["huishoudens"].sum().reindex(table["code"]).to_numpy()
    rate = situatie.waarden["capaciteit"]["mutatiegraad"] / 100 * situatie.jaren
    freed = _count_voorraad(situatie.veld).reindex(table["code"]).to_numpy() * rate
    with np.errstate(divide="ignore", invalid="ignore"):
        return table.assign(
            taak_1000=np.where(households > 0, 1000 * table["taakstelling"] / households, np.nan),
            voorstel_1000=np.where(households > 0, 1000 * table["voorstel"] / households, np.nan),
            aandeel=np.where(freed > 0, 100 * table["voorstel"] / freed, np.nan),
        )


def _count_voorraad(veld: Veld) -> pd.Series:
    """Return the corporation homes of each gemeente: its own row; the sum of its areas where some are own figures."""
    own = veld.gebieden[veld.eigen].groupby("gemeentecode")
    sums, changed = own["corporatie"].sum(), own["corporatie_eigen"].any()
    published = pd.Series(veld.voorraad, dtype=float).reindex(sums.index)
    return published.where(~changed).fillna(sums)


def write_plan(uitkomst: Uitkomst) -> bytes:
    """Return the plan as csv, a row an area that receives: code, naam, gemeente, each group, and the total."""
    situatie, plan = uitkomst.situatie, uitkomst.plan.aantallen
    table = situatie.veld.gebieden[["code", "naam", "gemeentenaam"]]
    groups = pd.DataFrame(plan, columns=list(situatie.groepen), index=table.index)
    rows = table.join(groups).assign(totaal=plan.sum(axis=1))
    return write_csv(rows[rows["totaal"] > 0])
