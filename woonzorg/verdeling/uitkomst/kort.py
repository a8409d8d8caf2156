"""A plan in short, for a list of plans: placed and asked, rules by marks, exceptions; only what may be shared."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from woonzorg.tekst.getal import format_getal
from woonzorg.verdeling.uitkomst.gedeeld import share, share_uitkomst
from woonzorg.verdeling.uitkomst.merken import FOUT, GOED, LET_OP, ONGETOETST, list_merken

if TYPE_CHECKING:
    from woonzorg.verdeling.scenario.inhoud import Scenario
    from woonzorg.verdeling.uitkomst.uitkomst import Uitkomst

_WOORDEN = {GOED: "gehaald", LET_OP: "grens bereikt", FOUT: "niet gehaald", ONGETOETST: "niet getoetst"}


def tell_geplaatst(uitkomst: Uitkomst) -> str:
    """Tell how many homes are placed of how many that are asked, over the groups that may be told."""
    if share(uitkomst).verborgen:
        return "niet te delen"
    told = share_uitkomst(uitkomst)
    placed, asked = sum(told.plan.geplaatst), sum(told.situatie.behoefte.aantallen)
    return f"{format_getal(placed)} van {format_getal(asked)}"


def tell_regels(uitkomst: Uitkomst) -> str:
    """Count the rules by their marks; one that is not tested everywhere never counts as kept."""
    counts = Counter(mark.teken for mark in list_merken(share_uitkomst(uitkomst)))
    return ", ".join(f"{sign} {counts[sign]} {word}" for sign, word in _WOORDEN.items() if counts[sign])


def tell_uitzonderingen(scenario: Scenario) -> str:
    """Count the exceptions of a scenario, and how many of them are not decided."""
    every = scenario.uitzonderingen
    left = sum(bool(item.onbesloten) for item in every)
    return f"{len(every)}, waarvan {left} niet besloten" if left else f"{len(every)}"
