"""Colour the outlines by what a distribution adds: new homes per 1,000 households, and the areas that are spared.

For the planner's own work only: what is shared is coloured by the rule's answer before placement (`statuskaart`).
"""

from __future__ import annotations

import bisect
import functools
import itertools
import math
from typing import TYPE_CHECKING

import numpy as np

from woonzorg.kaart.beeld import BUITEN, Kleuring, Vak
from woonzorg.kaart.thema import write_binnen
from woonzorg.oordeel.klassewoorden import LABELS
from woonzorg.oordeel.veerkracht import Klasse
from woonzorg.tekst.getal import format_getal

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    import pandas as pd

    from woonzorg.kaart.beeld import Vormen

TITEL = "Nieuwe woningen per 1.000 huishoudens"

GRENZEN: tuple[float, ...] = (0.0, 3.0, 6.0, 8.0)
"""Highest load of each box but the last; the usual ceiling is one of them."""

_KOPPEN = (
    "0",
    *(f"meer dan {format_getal(low)} t/m {format_getal(high)}" for low, high in itertools.pairwise(GRENZEN)),
    f"meer dan {format_getal(GRENZEN[-1])}",
)
_ZONDER_MAAT = ", of niet te berekenen"
_KLEUREN = ("#f6f5f0", "#cfe6e1", "#8cc4be", "#4d9c95", "#135e57")
_ONTZIEN, _ONBEKEND = len(GRENZEN) + 1, len(GRENZEN) + 2


def colour_belasting(gebieden: pd.DataFrame, vormen: Vormen, ontzien: Collection[str]) -> Kleuring:
    """Colour the areas by their load after placement.

    Parameters
    ----------
    gebieden : DataFrame
        With code, klasse, geplaatst, per_1000 and vast, as `ruimte.tabulate_gebieden` gives them.
    vormen : Vormen
        Outlines of the same level.
    ontzien : collection of str
        Codes where the rule 'ontzien' allows nothing.
    """
    rows = gebieden.assign(vak=_choose_vakken(gebieden, set(ontzien)))
    counts = rows["vak"].value_counts()
    without = bool(((rows["geplaatst"] > 0) & rows["per_1000"].isna()).any())
    vakken = tuple(
        Vak(letter, kop, "", kleur, patroon, int(counts.get(index, 0)), "onbekend")
        for index, (letter, kop, kleur, patroon) in enumerate(_list_vakken(zonder_maat=without))
    )
    box = dict(zip(rows["code"], rows["vak"], strict=True))
    words = _describe_gebieden(rows)
    codes = [vlak.code for vlak in vormen.vlakken]
    return Kleuring(
        TITEL,
        vakken,
        tuple(int(box.get(code, BUITEN)) for code in codes),
        tuple(words.get(code, "") for code in codes),
        ("",) * len(codes),
        (False,) * len(codes),
        tuple(_write_cijfers(rows, codes)),
    )


def _write_cijfers(rows: pd.DataFrame, codes: list[str]) -> list[str]:
    """Return what each area receives, as a number to draw in it; a dot marks what is held fast."""
    placed = zip(rows["code"], rows["geplaatst"], rows["vast"].notna(), strict=True)
    signs = {
        code: f"{f'{count:.0f}' if count or held else ''}{'•' if held else ''}"
        for code, count, held in placed
    }
    return [signs.get(code, "") for code in codes]


def join_vakken(kleuringen: Iterable[Kleuring]) -> tuple[Vak, ...]:
    """Return the boxes of the scale that maps share, those that one of them uses, in order.

    Of a box that maps name differently the widest name is told, of those that use it: 'of niet te berekenen' stays.
    """
    return tuple(
        max(boxes, key=lambda box: (bool(box.aantal) * len(box.kop), box.aantal))
        for boxes in zip(*(one.vakken for one in kleuringen), strict=True)
        if any(box.aantal for box in boxes)
    )


def _list_vakken(*, zonder_maat: bool) -> list[tuple[str, str, str, str]]:
    *most, last = _KOPPEN
    heads = (*most, f"{last}{_ZONDER_MAAT}" if zonder_maat else last)
    plain = [("", kop, kleur, "") for kop, kleur in zip(heads, _KLEUREN, strict=True)]
    unknown = LABELS[Klasse.ONBEKEND]
    return [
        *plain,
        ("", "ontzien: kwetsbaar", "#f3eefb", "streep"),
        ("", "ontzien: onbekend", unknown.kleur, unknown.patroon),
    ]


def choose_vak(belasting: float) -> int:
    """Return the box of a load: an edge belongs to the box below it."""
    return bisect.bisect_left(GRENZEN, belasting)


def _choose_vakken(gebieden: pd.DataFrame, ontzien: set[str]) -> list[int]:
    """Return the box of each area: by its load, or as spared when it receives nothing."""
    load = gebieden["per_1000"].to_numpy(dtype=float)
    placed = gebieden["geplaatst"].to_numpy(dtype=float) > 0
    # Where households are unknown or 0 there is no rate: what is placed there stands in the last box, which says so.
    boxes = np.where(placed, [choose_vak(math.inf if math.isnan(value) else value) for value in load], 0)
    spared = gebieden["code"].isin(ontzien).to_numpy() & ~placed
    unknown = (gebieden["klasse"] == Klasse.ONBEKEND).to_numpy()
    chosen = np.where(spared, np.where(unknown, _ONBEKEND, _ONTZIEN), boxes)
    return [int(box) for box in chosen]


def _describe_gebieden(gebieden: pd.DataFrame) -> dict[str, str]:
    """Tell of each area what it receives; most receive nothing, which is put into words once."""
    tell, codes = functools.cache(_describe_gebied), gebieden["code"].tolist()
    columns = (gebieden[name].to_numpy(dtype=float).tolist() for name in ("geplaatst", "per_1000"))
    return dict(zip(codes, map(tell, *columns, gebieden["vast"].notna().tolist()), strict=True))


def _describe_gebied(count: float, load: float, held: bool) -> str:
    """Tell what an area receives, and whether the planner holds that fast."""
    what = f"{format_getal(count)} {'woning' if count == 1 else 'woningen'}"
    known = bool(count) and not np.isnan(load)
    rate = f", {write_binnen(load, 1, choose_vak)} per 1.000 huishoudens" if known else ""
    return f"{what}{rate}{', vastgezet' if held else ''}"
