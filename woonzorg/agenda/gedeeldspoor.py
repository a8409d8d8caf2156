"""Counts of the agenda by gemeente and moment, as they may be shared."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from woonzorg.agenda.deeltabel import is_deelbaar, show_reeks
from woonzorg.agenda.gedeeldelijn import add_afgesproken
from woonzorg.agenda.jaarstroom import count_in_jaar
from woonzorg.agenda.voortgang import find_teller
from woonzorg.verdeling.invoer.veld import KLEIN

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from woonzorg.agenda.gedeeldelijn import GedeeldeLijn
    from woonzorg.agenda.kwartaal import Kwartaal
    from woonzorg.agenda.voortgang import Momentstand, Spoor, Teller


@dataclass(frozen=True)
class GedeeldeStap:
    """Homes of one gemeente at one moment; None where nothing may be told yet.

    Attributes
    ----------
    moment : Kwartaal
    gereed, in_voorbereiding, toegezegd : int or None
    precies : bool
        Whether `gereed` is what is known now: not held back, and not corrected since it was told.
    """

    moment: Kwartaal
    gereed: int | None
    in_voorbereiding: int | None
    toegezegd: int | None
    precies: bool = True


@dataclass(frozen=True)
class GedeeldSpoor:
    """One count of one gemeente, as it may be shared.

    Attributes
    ----------
    code : str
        '' for what is agreed for no gemeente in particular.
    teller : Teller
    afgesproken : int
        Sum of the lines that may be told.
    stappen : tuple of GedeeldeStap
    volledig : bool
        Whether nothing is left out.
    onzeker, onvolledig : frozenset of int
        Years of which it is not known what rose in them; and in which there may be more than was reported.
    """

    code: str
    teller: Teller
    afgesproken: int
    stappen: tuple[GedeeldeStap, ...]
    volledig: bool
    onzeker: frozenset[int] = frozenset()
    onvolledig: frozenset[int] = frozenset()

    def count_jaar(self, jaar: int) -> tuple[int, bool] | None:
        """Return how far what is told rose in a year, and whether that is all; None where it cannot be told.

        What was held back at the end of the year before would count twice.
        """
        told = [step for step in self.stappen if step.gereed is not None]
        before = [step for step in told if step.moment.jaar < jaar][-1:]
        if jaar in self.onzeker or not told or self.stappen[-1].gereed is None:
            return None
        if not all(step.precies for step in before):
            return None
        count = count_in_jaar([(step.moment, step.gereed or 0) for step in told], jaar)
        return None if count is None else (count, told[-1].precies and jaar not in self.onvolledig)

    def find_stap(self, moment: Kwartaal) -> GedeeldeStap | None:
        """Return what is told of a moment; None where nothing was reported."""
        return next((step for step in self.stappen if step.moment == moment), None)


def share_spoor(
    spoor: Spoor,
    moment: Kwartaal,
    lijnen: Sequence[GedeeldeLijn],
    eerder: Sequence[GedeeldSpoor],
    *,
    vast: bool,
    past: Callable[[Kwartaal, int], bool] | None = None,
) -> GedeeldSpoor:
    """Return a count as it may be shared.

    Parameters
    ----------
    spoor : Spoor
    moment : Kwartaal
        Of the progress: what was told of moments before it stays as it was told.
    lijnen : sequence of GedeeldeLijn
        Of the whole agenda.
    eerder : sequence of GedeeldSpoor
        The same count as it was shared before.
    vast : bool
        Whether what was told of the moment itself stays too.
    past : callable, optional
        Tells whether what is ready at a moment may be told beside other figures; asked of what is new, in turn.
    """  # fmt: skip
    every = [step for one in eerder for step in one.stappen]
    frozen = {step.moment for step in every if step.moment < moment or (vast and step.moment == moment)}
    now = {step.moment: step for step in spoor.stappen}
    moments = {one: None if one in frozen else now[one] for one in sorted(now.keys() | frozen)}
    agreed, every_line = add_afgesproken(lijnen, spoor.teller, spoor.code)
    room = find_ruimte(lijnen, spoor.teller, spoor.code)
    ready, busy, promised = (
        _show_kolom(name, moments, every, room, past if name == "gereed" else None)
        for name in ("gereed", "in_voorbereiding", "toegezegd")
    )
    steps = tuple(
        _fit_stap(
            GedeeldeStap(one, *counts, one in now and counts[0] == now[one].gereed), room, vast=stand is None
        )
        for (one, stand), counts in zip(moments.items(), zip(ready, busy, promised, strict=True), strict=True)
    )
    return GedeeldSpoor(
        spoor.code, spoor.teller, agreed, steps, every_line and all(step.precies for step in steps),
        frozenset(one.jaar for one in spoor.stromen if one.zonder_begin),
        frozenset(one.jaar for one in spoor.stromen if one.stil),
    )  # fmt: skip


@dataclass(frozen=True)
class Lijnruimte:
    """How many homes the lines of a count can hold.

    Attributes
    ----------
    verteld : int
        Those that are told: what is more is of a line whose number is not told.
    verborgen : int
        Lines whose number is not told.
    """

    verteld: int
    verborgen: int

    @property
    def meest(self) -> int:
        """All of them, where each number that is not told is as large as a small one can be."""
        return self.verteld + (KLEIN - 1) * self.verborgen

    def fits(self, aantal: int) -> bool:
        """Tell whether it does not follow that few are of a line whose number is not told, nor how large that is."""
        full = self.verborgen > 0 and aantal == self.meest
        return not full and is_deelbaar(max(0, aantal - self.verteld))


def _hides(ruimte: Lijnruimte | None, laatst: int) -> bool:
    """Tell whether 'at least' what was told last leaves more than one number: of 25 in all, more than 24 is 25."""
    return ruimte is None or ruimte.meest - laatst != 1


def find_ruimte(lijnen: Sequence[GedeeldeLijn], teller: Teller, code: str) -> Lijnruimte | None:
    """Return how many homes the lines of a count can hold; None where a line has no number."""
    own = [line for line in lijnen if find_teller(line.lijn) == teller and line.lijn.gemeente == code]
    if any(line.aantal is None and not line.verborgen for line in own):
        return None
    return Lijnruimte(sum(line.aantal or 0 for line in own), sum(line.verborgen for line in own))


def _fit_stap(stap: GedeeldeStap, ruimte: Lijnruimte | None, *, vast: bool) -> GedeeldeStap:
    """Return a step without what is still to come, where few follow from all of it together: no home stands in two."""
    counts = (stap.gereed, stap.in_voorbereiding, stap.toegezegd)
    if vast or ruimte is None or ruimte.fits(sum(count or 0 for count in counts)):
        return stap
    return replace(stap, in_voorbereiding=None, toegezegd=None)


def _show_kolom(
    naam: str, momenten: Mapping[Kwartaal, Momentstand | None], ooit: Sequence[GedeeldeStap], ruimte: Lijnruimte | None,
    past: Callable[[Kwartaal, int], bool] | None,
) -> list[int | None]:  # fmt: skip
    """Return one count by moment: what an earlier report told stays (None); the others beside all that was told."""
    said = {step.moment: count for step in ooit if (count := getattr(step, naam)) is not None}
    known = {getattr(step, naam) for step in ooit} - {None}
    told: list[int | None] = []
    last: int | None = None
    for moment, stand in momenten.items():
        last = said.get(moment, last)
        told.append(
            said.get(moment)
            if stand is None
            else _show_stand(
                getattr(stand, naam),
                last,
                known - {last},
                partial(_may_nu, moment, last, ruimte, past),
                ruimte,
            )
        )
        last = last if told[-1] is None else told[-1]
        known |= {last} - {None}
    return told


def _may_nu(
    moment: Kwartaal, laatst: int | None, ruimte: Lijnruimte | None, past: Callable[[Kwartaal, int], bool] | None,
    aantal: int,
) -> bool:  # fmt: skip
    return (aantal == laatst or ruimte is None or ruimte.fits(aantal)) and (
        past is None or past(moment, aantal)
    )


def _show_stand(
    aantal: int | None,
    laatst: int | None,
    bekend: set[int],
    past: Callable[[int], bool],
    ruimte: Lijnruimte | None,
) -> int | None:
    shown = show_reeks([laatst, aantal], bekend)[-1]
    if shown is not None and shown == aantal and not past(shown):
        shown = laatst if laatst is not None and laatst < shown else None
    return shown if shown is None or shown == aantal or _hides(ruimte, shown) else None
