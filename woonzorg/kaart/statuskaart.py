"""Colour the outlines by the rule's answer before placement: what others may see of a plan, equal in every plan."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from woonzorg.kaart.beeld import BUITEN, Kleuring, Vak
from woonzorg.oordeel.klassewoorden import LABELS
from woonzorg.oordeel.veerkracht import Klasse
from woonzorg.tekst.getal import format_getal
from woonzorg.verdeling.delen.openbaar import STATUSTEKST, STATUSWOORDEN, Regelstatus

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from woonzorg.kaart.beeld import Vormen

TITEL = "Wat zegt de regel, vóór de verdeling?"

_LOOK: dict[Regelstatus, tuple[str, str]] = {
    Regelstatus.OPEN: ("#f6f5f0", ""),
    Regelstatus.ONTZIEN: ("#f3eefb", "streep"),
    Regelstatus.ONBEKEND: (LABELS[Klasse.ONBEKEND].kleur, LABELS[Klasse.ONBEKEND].patroon),
}
"""Colour and pattern of each status: no colour of a load, for this says nothing of how many come where."""


def colour_status(gebieden: pd.DataFrame, vormen: Vormen) -> Kleuring:
    """Colour the areas by their status.

    Parameters
    ----------
    gebieden : DataFrame
        As `ruimte.tabulate_statussen` gives it.
    vormen : Vormen
        Outlines of the same level.
    """
    order = {status: number for number, status in enumerate(_LOOK)}
    box = {
        str(code): order[Regelstatus(status)]
        for code, status in zip(gebieden["code"], gebieden["status"], strict=True)
    }
    counts = gebieden["status"].value_counts()
    vakken = tuple(
        Vak("", *STATUSWOORDEN[status], colour, pattern, int(counts.get(status, 0)), "onbekend")
        for status, (colour, pattern) in _LOOK.items()
    )
    words = {str(row["code"]): describe_status(row) for row in gebieden.to_dict("records")}
    codes = [vlak.code for vlak in vormen.vlakken]
    return Kleuring(
        TITEL, vakken, tuple(box.get(code, BUITEN) for code in codes), tuple(words.get(code, "") for code in codes),
        ("",) * len(codes), (False,) * len(codes), ("",) * len(codes),
    )  # fmt: skip


def describe_status(rij: Mapping[Any, Any]) -> str:
    """Tell the rule's answer for an area, and what the wijk or gemeente around it gets, where that is told."""
    words = STATUSTEKST[Regelstatus(rij["status"])]
    if rij["status"] != Regelstatus.OPEN:
        return words  # a total beside 'ontzien' would read as if some came here
    for name, area in (("woningen_wijk", "in de hele wijk"), ("woningen_gemeente", "in de hele gemeente")):
        count = float(rij[name])
        if not math.isnan(count):
            return f"{words}; {area} {format_getal(count)} {'woning' if count == 1 else 'woningen'}"
    return words
