"""What a change did to a plan, in a few words: homes more or fewer, and areas that came along or went."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from woonzorg.oordeel.klassewoorden import MEERVOUD, count_gebieden
from woonzorg.tekst.getal import format_getal
from woonzorg.verdeling.regels.besluiten import count_woningen

if TYPE_CHECKING:
    from woonzorg.verdeling.invoer.veld import Counts
    from woonzorg.verdeling.uitkomst.uitkomst import Uitkomst

GELIJK = "het plan blijft gelijk"


def describe_effect(oud: Uitkomst, nieuw: Uitkomst) -> str:
    """Tell what differs between two outcomes, such as '+46 woningen, 3 buurten erbij'.

    Parameters
    ----------
    oud, nieuw : Uitkomst
        Before and after the change. On another level, or on other areas, only the new numbers are told.
    """
    before, after = (sum(item.situatie.behoefte.aantallen) for item in (oud, nieuw))
    placed = sum(nieuw.plan.geplaatst)
    if oud.situatie.veld.codes != nieuw.situatie.veld.codes:
        level = MEERVOUD[nieuw.scenario.niveau]
        return f"nu op {level}: een plek voor {format_getal(placed)} van de {count_woningen(after)}"
    words = (
        [] if before == after else [f"gevraagd {format_getal(after)} in plaats van {format_getal(before)}"]
    )
    words += [tell_woningen(placed - sum(oud.plan.geplaatst))]
    words += _list_gebieden(
        oud.plan.aantallen.sum(axis=1), nieuw.plan.aantallen.sum(axis=1), nieuw.scenario.niveau
    )
    return ", ".join(filter(None, words)) or GELIJK


def tell_woningen(meer: int) -> str:
    """Tell how many homes more (or fewer) there are, with a sign; '' for as many."""
    return f"{format_getal(meer, teken=True)} {'woning' if abs(meer) == 1 else 'woningen'}" if meer else ""


def _list_gebieden(oud: Counts, nieuw: Counts, niveau: str) -> list[str]:
    """Tell how many areas came along and went; where none did, how many receive another number."""
    came, gone = int(((oud == 0) & (nieuw > 0)).sum()), int(((oud > 0) & (nieuw == 0)).sum())
    words = [f"{count_gebieden(came, niveau)} erbij"] if came else []
    words += [f"{count_gebieden(gone, niveau)} eraf"] if gone else []
    other = int(np.sum(oud != nieuw))
    return words or ([f"in {count_gebieden(other, niveau)} een ander aantal"] if other else [])
