"""What is told of a file of the agenda that was taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from woonzorg.tekst.getal import count_woord

if TYPE_CHECKING:
    from woonzorg.agenda.bundel import Agendadeel


def describe_deel(deel: Agendadeel, *, gedeeld: bool = False) -> str:
    """Tell what a file holds.

    Parameters
    ----------
    deel : Agendadeel
    gedeeld : bool
        Whether others look along: then it is not told how many placements it has.
    """
    moments = sorted({line.moment for line in deel.standen})
    parts = [
        count_woord(len(deel.lijnen), "regel van de agenda", "regels van de agenda") if deel.lijnen else "",
        f"stand van {', '.join(map(str, moments))}" if moments else "",
        *(
            _describe_telling(one.totaal + one.vrij, str(one.moment), gedeeld=gedeeld)
            for one in deel.tellingen
        ),
        count_woord(len(deel.urgentie), "urgentieregel", "urgentieregels") if deel.urgentie else "",
    ]
    return "; ".join(filter(None, parts))


def _describe_telling(aantal: int, moment: str, *, gedeeld: bool) -> str:
    if gedeeld:
        return f"plaatsingen over {moment}, geteld"
    return f"{count_woord(aantal, 'toegewezen woning', 'toegewezen woningen')} geteld over {moment}"
