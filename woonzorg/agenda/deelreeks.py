"""What may be shared of each moment that the same files tell of: who has them all learns no small count by subtraction.

The page shows any moment, and a report is made of any: so each is shared as if those before it had been.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from woonzorg.agenda.gedeeld import share_voortgang

if TYPE_CHECKING:
    from collections.abc import Sequence

    from woonzorg.agenda.gedeeld import GedeeldeVoortgang
    from woonzorg.agenda.voortgang import Agendavoortgang


def share_momenten(
    voortgang: Agendavoortgang, eerder: Sequence[GedeeldeVoortgang] = (), *, opnieuw: bool = False
) -> tuple[GedeeldeVoortgang, ...]:
    """Return what may be shared of each moment up to that of the progress, which is the last.

    Parameters
    ----------
    voortgang : Agendavoortgang
    eerder : sequence of GedeeldeVoortgang
        All that was shared before, also of later moments; where two tell of one moment the last one holds.
    opnieuw : bool
        Whether of the moment itself is told anew what an earlier concept told, as far as no small count follows; else
        that stays as it was.
    """
    told = list(eerder)
    made: list[GedeeldeVoortgang] = []
    for one in voortgang.eerder:
        made.append(share_voortgang(one, [*told, *made], vast=True))
    return (*made, share_voortgang(voortgang, [*told, *made], vast=not opnieuw))


def list_eens(gedeeld: Sequence[GedeeldeVoortgang]) -> tuple[GedeeldeVoortgang, ...]:
    """Return each once, where it stands last."""
    return tuple(one for place, one in enumerate(gedeeld) if one not in gedeeld[place + 1 :])
