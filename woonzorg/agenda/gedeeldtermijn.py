"""Which lines of the agenda are late, as far as it may be shared.

A line that is due and not late is ready: its number is known, and so what the others of its gemeente hold. Whether it
is told hangs on nothing but what is told anyhow, whichever lines are ready: else it would follow from the silence.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING

from woonzorg.agenda.deeltabel import is_deelbaar
from woonzorg.agenda.gedeeldelijn import list_bekend
from woonzorg.agenda.lijn import fold_regel
from woonzorg.agenda.voortgang import find_teller, is_te_laat
from woonzorg.verdeling.invoer.veld import KLEIN

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from woonzorg.agenda.gedeeldelijn import GedeeldeLijn
    from woonzorg.agenda.gedeeldspoor import GedeeldSpoor
    from woonzorg.agenda.voortgang import Agendavoortgang


def add_termijnen(
    lijnen: Sequence[GedeeldeLijn],
    voortgang: Agendavoortgang,
    eerder: Sequence[GedeeldeLijn],
    sporen: Sequence[Sequence[GedeeldSpoor]],
) -> tuple[GedeeldeLijn, ...]:
    """Return the lines with which of them are late, as far as no small count follows.

    Parameters
    ----------
    lijnen : sequence of GedeeldeLijn
        Those of the progress, in its order.
    voortgang : Agendavoortgang
    eerder : sequence of GedeeldeLijn
        Lines as they were shared before.
    sporen : sequence of sequence of GedeeldSpoor
        Each count of each gemeente: as it is told, then as it was shared before.
    """
    numbers = list_bekend([*eerder, *lijnen])
    due = [
        line
        for line in lijnen
        if not line.verborgen and line.lijn.gereed and line.lijn.gereed < voortgang.moment
    ]
    silent = set()
    for spoor, *before in sporen:
        own = [line for line in lijnen if _is_van(line, spoor)]
        late = [line for line in due if _is_van(line, spoor)]
        sums = _list_sommen([numbers[fold_regel(line.lijn.regel)] for line in late])
        if not (
            _is_veilig(spoor, before, sums)
            and all(map(is_deelbaar, _list_minst(own, late, [spoor, *before])))
        ):
            silent.add((spoor.teller, spoor.code))
    return tuple(
        line
        if line.verborgen or (find_teller(line.lijn), line.lijn.gemeente) in silent
        else replace(line, te_laat=is_te_laat(item, voortgang.moment))
        for line, item in zip(lijnen, voortgang.lijnen, strict=True)
    )


def _is_van(lijn: GedeeldeLijn, spoor: GedeeldSpoor) -> bool:
    return (find_teller(lijn.lijn), lijn.lijn.gemeente) == (spoor.teller, spoor.code)


def _list_sommen(aantallen: Sequence[Collection[int]]) -> set[int]:
    """Return what the lines that are due can hold together, when any of them are ready and not none."""
    sums = {0}
    for counts in aantallen:
        sums |= {one + count for one in sums for count in counts}
    return sums - {0}


def _is_veilig(spoor: GedeeldSpoor, eerder: Sequence[GedeeldSpoor], sommen: Collection[int]) -> bool:
    """Tell whether no sum leaves few of what is told, or can later: where more is ready than may be told."""
    told = _list_geteld([spoor, *eerder])
    if any(0 < count - one < KLEIN for count in told for one in sommen):
        return False
    last = spoor.stappen[-1] if spoor.stappen else None
    if last is None or last.precies or not told:
        return True
    return not any((last.gereed or 0) < one < max(told) + KLEIN for one in sommen)


def _list_geteld(sporen: Sequence[GedeeldSpoor]) -> set[int]:
    return {step.gereed for spoor in sporen for step in spoor.stappen if step.gereed is not None}


def _list_minst(
    lijnen: Sequence[GedeeldeLijn], te_laat: Sequence[GedeeldeLijn], sporen: Sequence[GedeeldSpoor]
) -> Iterator[int]:
    """Give how many at least are ready of each line that is late: so many as find no place in the others.

    Each of the others that is late too is one short of its number, at least.
    """
    if any(line.aantal is None and not line.verborgen for line in lijnen):
        return
    most = sum(KLEIN - 1 if line.aantal is None else line.aantal for line in lijnen)
    for line, count, others in product(te_laat, _list_geteld(sporen), range(len(te_laat))):
        yield max(0, (line.aantal or 0) - (most - count) + others)
