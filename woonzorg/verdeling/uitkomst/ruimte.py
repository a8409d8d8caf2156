"""The areas of an outcome in a table: what each receives, how much more it could take, and which rule stops it."""

from __future__ import annotations

import math
from itertools import product
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from woonzorg.gebied import Niveau
from woonzorg.tekst.rekenblad import write_csv
from woonzorg.verdeling.delen.openbaar import share_plan, sum_rest
from woonzorg.verdeling.invoer.eenmaal import once
from woonzorg.verdeling.optimum.maten import tabulate_gemeenten
from woonzorg.verdeling.regels.capaciteit import CAPACITEIT
from woonzorg.verdeling.regels.grenzen import count_alle
from woonzorg.verdeling.regels.lijst import list_actief

if TYPE_CHECKING:
    from woonzorg.verdeling.invoer.situatie import Situatie
    from woonzorg.verdeling.invoer.veld import Counts, Values, Veld
    from woonzorg.verdeling.uitkomst.uitkomst import Uitkomst

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
    room, stop = [[math.inf] * plan.shape[1] for _ in plan], [[""] * plan.shape[1] for _ in plan]
    for regel in list_actief(situatie):
        limits = regel.find_grenzen(situatie)
        for limit, count in zip(limits, count_alle(limits, plan), strict=True):
            left = max(0.0, limit.hoog - count)
            # One by one: plain lists are much faster here than slices of an array.
            for area, group in product(limit.gebieden, limit.groepen):
                if left < room[area][group]:
                    room[area][group], stop[area][group] = left, regel.sleutel
    best = [row.index(max(row)) for row in room]
    rows = range(len(plan))
    return np.array([room[n][best[n]] for n in rows]), tuple(stop[n][best[n]] for n in rows)


def tabulate_gebieden(uitkomst: Uitkomst) -> pd.DataFrame:
    """Return a row an area of the region, with `KOLOMMEN`.

    per_1000 counts new homes by household (NaN without households), ruimte what still fits (`find_ruimte`), vast the
    number that a lock on all groups holds (NaN without one).
    """
    situatie, plan = uitkomst.situatie, uitkomst.plan.aantallen
    placed, households = plan.sum(axis=1), situatie.veld.read("huishoudens")
    room, rules = find_ruimte(situatie, plan)
    locks = {slot.code: slot.aantal for slot in situatie.sloten if not slot.groep}
    own = situatie.veld.eigen
    table = _list_eigen(situatie.veld).assign(
        geplaatst=placed[own],
        per_1000=1000.0 * placed[own] / np.where(households[own] > 0, households[own], np.nan),
        ruimte=room[own],
        regel=[rule for rule, here in zip(rules, own, strict=True) if here],
        vast=[locks.get(code, math.nan) for code, here in zip(situatie.veld.codes, own, strict=True) if here],
    )
    return table[list(KOLOMMEN)].astype({"vast": float})


@once
def _list_eigen(veld: Veld) -> pd.DataFrame:
    """Return what is the same in every plan on a field: of the areas of the region."""
    columns = [name for name in KOLOMMEN if name in veld.gebieden]
    return pd.DataFrame(veld.gebieden.loc[veld.eigen, columns]).reset_index(drop=True)


def tabulate_statussen(uitkomst: Uitkomst) -> pd.DataFrame:
    """Return the areas as others may see them: a row an area, with the rule's answer before placement.

    Returns
    -------
    DataFrame
        code, naam, gemeentenaam, klasse, huishoudens, status (`openbaar.Status`), woningen_gemeente and woningen_wijk
        (total of the gemeente and wijk in which it lies; NaN where that may not be told), by gemeente and name.
    """
    situatie, veld = uitkomst.situatie, uitkomst.situatie.veld
    told = share_plan(situatie, uitkomst.plan.aantallen, met_eigen=bool(uitkomst.scenario.eigen_cijfers))
    own = veld.gebieden[veld.eigen]
    wijken = own["code"] if veld.niveau == Niveau.WIJK else own["wijkcode"]
    rows = own[["code", "naam", "gemeentenaam", "klasse", "huishoudens"]].assign(
        status=own["code"].map(told.statussen),
        woningen_gemeente=own["gemeentecode"].map(told.gemeenten).astype(float),
        woningen_wijk=wijken.map(told.wijken).astype(float),
    )
    return pd.DataFrame(rows).sort_values(["gemeentenaam", "naam", "code"], ignore_index=True)


def tabulate_wijken(uitkomst: Uitkomst) -> pd.DataFrame:
    """Return the wijken whose total may be told, and what then remains of their gemeente.

    Returns
    -------
    DataFrame
        code ('' for what remains), naam, gemeentenaam, woningen.
    """
    veld = uitkomst.situatie.veld
    told = share_plan(
        uitkomst.situatie, uitkomst.plan.aantallen, met_eigen=bool(uitkomst.scenario.eigen_cijfers)
    )
    wijk, naam = ("code", "naam") if veld.niveau == Niveau.WIJK else ("wijkcode", "wijknaam")
    own = veld.gebieden[veld.eigen].drop_duplicates(wijk)
    rows = own[own[wijk].isin(told.wijken)]
    table = pd.DataFrame(
        {"code": rows[wijk], "naam": rows[naam], "gemeentenaam": rows["gemeentenaam"],
         "woningen": rows[wijk].map(told.wijken)}
    )  # fmt: skip
    towns = dict(zip(own["gemeentecode"], own["gemeentenaam"], strict=True))
    rest = [
        {"code": "", "naam": "andere wijken", "gemeentenaam": towns[code], "woningen": count}
        for code, count in sum_rest(told, set(rows["gemeentecode"])).items()
        if count
    ]
    whole = pd.concat([table, pd.DataFrame(rest, columns=table.columns)]).astype({"woningen": int})
    return whole.sort_values(["gemeentenaam", "code", "naam"], key=_sort_rest, ignore_index=True)


def _sort_rest(column: pd.Series) -> pd.Series:
    """Let what remains of a gemeente stand behind its wijken."""
    return column.mask(column == "", "~")


def tabulate_belasting(uitkomst: Uitkomst, *, openbaar: bool = False) -> pd.DataFrame:
    """Return a row a gemeente: as `maten.tabulate_gemeenten`, with load and share of freed homes.

    taak_1000 and voorstel_1000 are by 1,000 households; aandeel is what the proposal takes of the corporation homes
    that come free (percent), NaN where none do: of the stock in the gemeente's own row, as in the opgave. With
    `openbaar` all is over the groups that may be told, and proposals that may not be told are NaN.
    """
    situatie, plan = uitkomst.situatie, uitkomst.plan.aantallen
    told = share_plan(situatie, plan) if openbaar else None
    if told:
        situatie, plan = told.situatie, told.aantallen
    table = tabulate_gemeenten(situatie, plan)
    if told and told.verborgen:
        table = table.assign(voorstel=math.nan, verschil=math.nan)
    known = _count_gemeenten(situatie.veld).reindex(table["code"])
    households = known["huishoudens"].to_numpy()
    freed = known["voorraad"].to_numpy() * CAPACITEIT.read(situatie)["mutatiegraad"] / 100 * situatie.jaren
    with np.errstate(divide="ignore", invalid="ignore"):
        return table.assign(
            taak_1000=np.where(households > 0, 1000 * table["taakstelling"] / households, np.nan),
            voorstel_1000=np.where(households > 0, 1000 * table["voorstel"] / households, np.nan),
            aandeel=np.where(freed > 0, 100 * table["voorstel"] / freed, np.nan),
        )


@once
def _count_gemeenten(veld: Veld) -> pd.DataFrame:
    """Return households and corporation homes (voorraad) of each gemeente of the region, by code.

    The homes are those of its own row; the sum of its areas where some are own figures.
    """
    columns = ["gemeentecode", "huishoudens", "corporatie", "corporatie_eigen"]
    own = veld.gebieden.loc[veld.eigen, columns].groupby("gemeentecode")
    sums, changed = own["corporatie"].sum(), own["corporatie_eigen"].any()
    published = pd.Series(veld.voorraad, dtype=float).reindex(sums.index)
    homes = published.where(~changed).fillna(sums)
    return pd.DataFrame({"huishoudens": own["huishoudens"].sum(), "voorraad": homes})


def write_plan(uitkomst: Uitkomst) -> bytes:
    """Return the plan as csv, a row an area that receives: code, naam, gemeente, each group, and the total."""
    situatie, plan = uitkomst.situatie, uitkomst.plan.aantallen
    table = situatie.veld.gebieden[["code", "naam", "gemeentenaam"]]
    groups = pd.DataFrame(plan, columns=list(situatie.groepen), index=table.index)
    rows = table.join(groups).assign(totaal=plan.sum(axis=1))
    return write_csv(rows[rows["totaal"] > 0])
