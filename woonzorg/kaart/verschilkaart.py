"""Colour the outlines by the difference of two plans: purple and down where B has less, teal and up where more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from woonzorg.kaart.beeld import BUITEN, Kleuring, Vak
from woonzorg.kaart.thema import ONDER_MIDDEN_BOVEN, write_binnen
from woonzorg.tekst.getal import format_getal

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from woonzorg.kaart.beeld import Vormen

TITEL = "B min A: woningen per 1.000 huishoudens"

_STAPPEN = (0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0)
TEKENS = ("⇊", "↓", "", "↑", "⇈")
"""Signs of much less, less, as much, more and much more: a box is never told by its colour alone."""
_MIDDEN = 2


def find_stap(gebieden: pd.DataFrame) -> float:
    """Return from which difference per 1,000 households on it is a large one: about half the largest there is."""
    rates = gebieden["per_1000"].abs()
    half = float(rates.max()) / 2 if rates.notna().any() else 0.0
    return max((step for step in _STAPPEN if step <= half), default=_STAPPEN[0])


def _name_vakken(stap: float, *, zonder_maat: bool) -> tuple[str, ...]:
    step = format_getal(stap, 0 if stap >= 1 else 1)
    unknown = ", of niet te berekenen" if zonder_maat else ""
    return (
        f"minstens {step} minder{unknown}",
        f"tot {step} minder",
        "evenveel",
        f"tot {step} meer",
        f"minstens {step} meer{unknown}",
    )


def colour_verschil(gebieden: pd.DataFrame, vormen: Vormen) -> Kleuring:
    """Colour the areas by what B gives more or less than A.

    Parameters
    ----------
    gebieden : DataFrame
        As `Vergelijking.gebieden`.
    vormen : Vormen
        Outlines of the same level.
    """
    step = find_stap(gebieden)
    boxes = [choose_vak(row["verschil"], row["per_1000"], step) for row in gebieden.to_dict("records")]
    names = _name_vakken(
        step, zonder_maat=bool(((gebieden["verschil"] != 0) & gebieden["per_1000"].isna()).any())
    )
    vakken = tuple(
        Vak(sign, head, "", colour, "", boxes.count(index), "onbekend")
        for index, (sign, head, colour) in enumerate(zip(TEKENS, names, ONDER_MIDDEN_BOVEN, strict=True))
    )
    box = dict(zip(gebieden["code"], boxes, strict=True))
    words = {str(row["code"]): describe_gebied(row, step) for row in gebieden.to_dict("records")}
    codes = [vlak.code for vlak in vormen.vlakken]
    return Kleuring(
        TITEL,
        vakken,
        tuple(box.get(code, BUITEN) for code in codes),
        tuple(words.get(code, "") for code in codes),
        ("",) * len(codes),
        (False,) * len(codes),
    )


def choose_vak(verschil: int, per_1000: float, stap: float) -> int:
    """Return the box of a difference; where no one lives there is no rate, and any difference is a large one."""
    if verschil == 0:
        return _MIDDEN
    large = np.isnan(per_1000) or abs(per_1000) >= stap
    return _MIDDEN + (1 if verschil > 0 else -1) * (2 if large else 1)


def describe_gebied(rij: Mapping[Any, Any], stap: float) -> str:
    """Tell what A and B give an area, and the difference; `stap` is that of the map (`find_stap`)."""
    change, rate = int(rij["verschil"]), float(rij["per_1000"])
    plain = f"A {format_getal(rij['a'])}, B {format_getal(rij['b'])}"
    if not change:
        return f"{plain}: evenveel"
    read = write_binnen(rate, 1, lambda number: choose_vak(change if number else 0, number, stap), teken=True)
    per = "" if np.isnan(rate) else f", {read} per 1.000 huishoudens"
    return f"{plain}: {format_getal(change, teken=True)}{per}"
