"""What a plan places in a part of the region: a gemeente, or an own area."""

from __future__ import annotations

from typing import TYPE_CHECKING

from woonzorg.oordeel import klassewoorden
from woonzorg.oordeel.veerkracht import Klasse
from woonzorg.tekst.getal import count_woord

if TYPE_CHECKING:
    import pandas as pd

    from woonzorg.gebied import Niveau


def describe_plaatsing(gebieden: pd.DataFrame, naam: str, niveau: Niveau) -> str:
    """Tell what a plan places in some areas, for its maker alone.

    Parameters
    ----------
    gebieden : DataFrame
        Rows of `ruimte.tabulate_gebieden`.
    naam : str
        Of the part.
    niveau : Niveau

    Returns
    -------
    str
        Without what still fits: that holds for an area by itself, and adds up to nothing.
    """
    een, meer = str(niveau), klassewoorden.MEERVOUD[niveau]
    kwetsbaar, onbekend = (
        gebieden[gebieden["klasse"] == klasse] for klasse in (Klasse.KWETSBAAR, Klasse.ONBEKEND)
    )
    told = [
        f"In {naam} plaatst dit voorstel {_tell_woningen(gebieden)}, in {count_woord(len(gebieden), een, meer)}."
    ]
    if len(kwetsbaar):
        there = count_woord(len(kwetsbaar), f"kwetsbare {een}", f"kwetsbare {meer}")
        told.append(f"Daarvan {_tell_woningen(kwetsbaar)} in {there}.")
    elif not len(onbekend):
        told.append("Geen daarvan is kwetsbaar.")
    if len(onbekend):
        told.append(f"Van {count_woord(len(onbekend), een, meer)} is de klasse onbekend.")
    return " ".join(told)


def _tell_woningen(gebieden: pd.DataFrame) -> str:
    return count_woord(int(gebieden["geplaatst"].sum()), "woning", "woningen")
