"""Simple keys beside the optimum: they divide by one number, look at no rule, and are then judged by the same rules.

One key rests on own figures: who leaves an institution goes back to the gemeente of before (`vorige_gemeente`). All
other groups then go by inhabitants, and what is due to people from outside the region is not spread.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from woonzorg.verdeling.invoer.rang import rank_gemeenten
from woonzorg.verdeling.invoer.veld import round_largest_remainder
from woonzorg.verdeling.optimum.deling import divide_gebieden
from woonzorg.verdeling.regels.lijst import judge_plan
from woonzorg.verdeling.vraag.groepen import list_voorouders

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from woonzorg.verdeling.invoer.situatie import Situatie
    from woonzorg.verdeling.invoer.veld import Counts, Values, Veld
    from woonzorg.verdeling.invoer.vorige_gemeente import Vorige
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
    eigen : bool
        Whether it rests on own figures, and so stays with the planner.
    """

    sleutel: str
    titel: str
    kolom: str
    gelijk: bool = False
    eigen: bool = False


SLEUTELS: tuple[Sleutel, ...] = (
    Sleutel("inwoners", "Naar inwoners", "inwoners"),
    Sleutel("huishoudens", "Naar huishoudens", "huishoudens"),
    Sleutel("woningvoorraad", "Naar woningen", "woningen"),
    Sleutel("sociale_huur", "Naar sociale huurwoningen", "corporatie"),
    Sleutel("gelijk", "Elke gemeente evenveel", "huishoudens", gelijk=True),
)


UITSTROOM = "uitstroom"
"""The group for which the gemeente of before is a key, with all that lies in it."""

VORIGE = Sleutel("vorige_gemeente", "Uitstroom naar vorige gemeente", "inwoners", eigen=True)
"""Who leaves an institution goes back to the gemeente of before; inside it, and for other groups, by inhabitants."""


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
    weight = weigh_gebieden(situatie.veld, sleutel)
    everyone = range(len(situatie.groepen))
    if sleutel.eigen and situatie.veld.vorige is not None:
        flow = list_uitstroom(situatie)
        others = _spread(situatie, weight, [group for group in everyone if group not in flow])
        back: Counts = others + _spread_vorige(situatie, situatie.veld.vorige, weight, flow)
        return back
    return _spread(situatie, weight, everyone)


def list_uitstroom(situatie: Situatie) -> list[int]:
    """Return the positions of the groups that leave an institution."""
    names = enumerate(situatie.groepen)
    return [group for group, name in names if UITSTROOM in {name, *list_voorouders(name)}]


def _spread(situatie: Situatie, weight: Values, groepen: Sequence[int]) -> Counts:
    total = sum(situatie.behoefte.aantallen[group] for group in groepen)
    return _fill_groepen(situatie, divide_gebieden(situatie, weight, total), groepen, situatie.rang)


def _fill_groepen(
    situatie: Situatie, totalen: Counts, groepen: Sequence[int], rang: npt.NDArray[np.intp]
) -> Counts:
    """Divide the totals of areas over groups, one group after another."""
    left, plan = totalen, np.zeros((len(totalen), len(situatie.groepen)), dtype=np.int64)
    for group in groepen:
        number = min(situatie.behoefte.aantallen[group], int(left.sum()))
        plan[:, group] = round_largest_remainder(left.astype(float), number, rang)
        left = left - plan[:, group]
    return plan


def _spread_vorige(situatie: Situatie, vorige: Vorige, weight: Values, groepen: Sequence[int]) -> Counts:
    """Divide some groups by where people lived before; what is due to elsewhere is a row of its own, and falls away."""
    towns, total = (
        divide_vorige(situatie, vorige),
        sum(situatie.behoefte.aantallen[group] for group in groepen),
    )
    codes, ranks = situatie.veld.gebieden["gemeentecode"].to_numpy(), situatie.rang
    counts = np.zeros(len(codes) + 1, dtype=np.int64)
    for code, number in towns.items():
        part = np.flatnonzero(codes == code)
        counts[part] = round_largest_remainder(weight[part], number, ranks[part])
    counts[-1] = total - sum(towns.values())
    return _fill_groepen(situatie, counts, groepen, np.append(ranks, len(codes)))[:-1]


def divide_vorige(situatie: Situatie, vorige: Vorige) -> dict[str, int]:
    """Return by gemeente how many of the homes for uitstroom are due to people who lived there before.

    Largest remainder, with elsewhere as one more part that goes last among equals; the rest is due to elsewhere.
    """
    codes = sorted(vorige.gemeenten)
    total = sum(situatie.behoefte.aantallen[group] for group in list_uitstroom(situatie))
    weights = np.array([*(vorige.gemeenten[code] for code in codes), vorige.buiten], dtype=float)
    counts = round_largest_remainder(
        weights, total, np.append(rank_gemeenten(situatie.veld, codes), len(codes))
    )
    return dict(zip(codes, counts.tolist()[:-1], strict=True))


def list_sleutels(situatie: Situatie) -> tuple[Sleutel, ...]:
    """Return the keys that can be worked out: the one that rests on own figures where these are given."""
    return (*SLEUTELS, VORIGE) if situatie.veld.vorige and list_uitstroom(situatie) else SLEUTELS


def score_sleutels(situatie: Situatie) -> tuple[Sleutelplan, ...]:
    """Return what each key does, judged by the rules of the situation."""
    plans = [(sleutel, apply_sleutel(situatie, sleutel)) for sleutel in list_sleutels(situatie)]
    return tuple(Sleutelplan(sleutel, plan, judge_plan(situatie, plan)) for sleutel, plan in plans)
