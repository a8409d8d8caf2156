"""Simple keys beside the optimum: they divide by one number, look at no rule, and are then judged by the same rules."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from woonzorg.verdeling.invoer.veld import round_largest_remainder
from woonzorg.verdeling.optimum.deling import divide_gebieden
from woonzorg.verdeling.regels.lijst import judge_plan

if TYPE_CHECKING:
    from woonzorg.verdeling.invoer.situatie import Situatie
    from woonzorg.verdeling.invoer.veld import Counts, Values, Veld
    from woonzorg.verdeling.regels.regel import Uitslag


@dataclass(frozen=True)
class Sleutel:
    """A way to divide by one number.

    Attributes
    ----------
    sleutel, titel : str
    kolom : str
        Column of the field that gives each area its weight.
    gelijk : bool
        Every gemeente the same, and `kolom` only inside it.
    """

    sleutel: str
    titel: str
    kolom: str
    gelijk: bool = False


SLEUTELS: tuple[Sleutel, ...] = (
    Sleutel("inwoners", "Naar inwoners", "inwoners"),
    Sleutel("huishoudens", "Naar huishoudens", "huishoudens"),
    Sleutel("woningvoorraad", "Naar woningen", "woningen"),
    Sleutel("sociale_huur", "Naar sociale huurwoningen", "corporatie"),
    Sleutel("gelijk", "Elke gemeente evenveel", "huishoudens", gelijk=True),
)


@dataclass(frozen=True)
class Sleutelplan:
    """What a key does.

    Attributes
    ----------
    sleutel : Sleutel
    aantallen : ndarray of int, shape (areas, groups)
    uitslagen : tuple of Uitslag
    """

    sleutel: Sleutel
    aantallen: Counts
    uitslagen: tuple[Uitslag, ...]


def weigh_gebieden(veld: Veld, sleutel: Sleutel) -> Values:
    """Return each area's weight; 0 in the ring and where the number is unknown."""
    weight = np.where(veld.eigen, np.nan_to_num(veld.read(sleutel.kolom)), 0.0)
    if not sleutel.gelijk:
        return weight
    for positions in veld.gebieden.groupby("gemeentecode").indices.values():
        total = weight[positions].sum()
        weight[positions] /= total or 1.0
    return weight


def apply_sleutel(situatie: Situatie, sleutel: Sleutel) -> Counts:
    """Divide all of the demand by a key, by largest remainder: over gemeenten, over their areas, and then over groups.

    Returns
    -------
    ndarray of int, shape (areas, groups)
        Zeros when no area has a weight.
    """
    demand = situatie.behoefte.aantallen
    left = divide_gebieden(situatie, weigh_gebieden(situatie.veld, sleutel), sum(demand))
    plan = np.zeros((len(left), len(demand)), dtype=np.int64)
    for group, number in enumerate(demand):
        plan[:, group] = round_largest_remainder(
            left.astype(float), min(number, int(left.sum())), situatie.rang
        )
        left = left - plan[:, group]
    return plan


def score_sleutels(situatie: Situatie) -> tuple[Sleutelplan, ...]:
    """Return what each key does, judged by the rules of the situation."""
    plans = [(sleutel, apply_sleutel(situatie, sleutel)) for sleutel in SLEUTELS]
    return tuple(Sleutelplan(sleutel, plan, judge_plan(situatie, plan)) for sleutel, plan in plans)
