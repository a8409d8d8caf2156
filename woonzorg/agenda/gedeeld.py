"""Progress as it may be shared (methode.md, Privacy): no count under 10, and none that can be derived.

Four habits keep that:

- a count in a row of moments is shown when it is 10 or more and differs from each that was shown before by nothing or
  by 10 or more; else what was shown last stays;
- a table whose total may be known hides, beside its small cells, the smallest others, until those hidden hold 10
  together and are more than one;
- every sum is one of what is shown, and then says 'ten minste';
- of a line of the agenda only what was agreed is told, when it is 10 or more; how far it is stands by gemeente.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from woonzorg.agenda.voortgang import Momentstand, Spoor, Teller, add_bekend, count_in_jaar, find_teller
from woonzorg.oordeel.veerkracht import Klasse
from woonzorg.verdeling.invoer.veld import KLEIN

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping, Sequence

    from woonzorg.agenda.kwartaal import Kwartaal
    from woonzorg.agenda.voortgang import Agendavoortgang

K = TypeVar("K", bound="Hashable")


def show_reeks(aantallen: Sequence[int | None]) -> tuple[int | None, ...]:
    """Return a count by moment as it may be shared: None until the first and where unknown, then what was shown last.

    Examples
    --------
    >>> show_reeks([4, 12, 15, 30])
    (None, 12, 12, 30)
    """
    shown: list[int] = []
    told: list[int | None] = []
    for count in aantallen:
        if (
            count is not None
            and count >= KLEIN
            and all(count == other or abs(count - other) >= KLEIN for other in shown)
        ):
            shown.append(count)
            told.append(count)
        else:
            told.append(told[-1] if told else None)
    return tuple(told)


def show_tabel(cellen: Mapping[K, int]) -> dict[K, int]:
    """Return the cells of a table that may be shared beside its total.

    Examples
    --------
    >>> show_tabel({"a": 40, "b": 12, "c": 3})
    {'a': 40}
    """
    order = sorted(cellen, key=lambda key: (-cellen[key], str(key)))
    shown = [key for key in order if cellen[key] >= KLEIN]
    hidden = [key for key in order if cellen[key] < KLEIN]
    while hidden and shown and (len(hidden) < 2 or sum(cellen[key] for key in hidden) < KLEIN):
        hidden.append(shown.pop())
    return {key: cellen[key] for key in cellen if key in shown}


@dataclass(frozen=True)
class GedeeldeStap:
    """Homes of one gemeente at one moment; None where nothing may be told yet."""

    moment: Kwartaal
    gereed: int | None
    in_voorbereiding: int | None
    toegezegd: int | None


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
    """

    code: str
    teller: Teller
    afgesproken: int
    stappen: tuple[GedeeldeStap, ...]
    volledig: bool


@dataclass(frozen=True)
class GedeeldeVoortgang:
    """Progress, as it may be shared.

    Attributes
    ----------
    moment : Kwartaal
    sporen : tuple of GedeeldSpoor
        By gemeente, and under code '' what is for none in particular; the region is their sum.
    per_klasse : mapping
        Class to homes placed in the year, of the classes that may be told.
    per_gemeente : mapping
        Gemeente and group to homes placed in the year, of those that may be told.
    in_kwetsbaar, zonder_besluit : int or None
        None where that may not be told.
    klein : frozenset of str
        Which of these two are under 10; one that is not told and not small would give a small one away.
    klassen_volledig : bool
        Whether every class is told.
    heeft_plaatsingen : bool
    """

    moment: Kwartaal
    sporen: tuple[GedeeldSpoor, ...]
    per_klasse: Mapping[str, int]
    per_gemeente: Mapping[tuple[str, str], int]
    in_kwetsbaar: int | None
    zonder_besluit: int | None
    klein: frozenset[str]
    klassen_volledig: bool
    heeft_plaatsingen: bool

    def count_jaar(self, teller: Teller) -> tuple[int, bool] | None:
        """Return what got ready in the year of the moment as a sum of what is shown, and whether that is all.

        None where nothing of it may be told, or is known.
        """
        own = [spoor for spoor in self.sporen if spoor.teller == teller and spoor.stappen]
        counts = [_count_jaar(spoor, self.moment.jaar) for spoor in own]
        known = [count for count in counts if count is not None]
        if not known:
            return None
        return sum(known), len(known) == len(own) and all(spoor.volledig for spoor in own)


def _count_jaar(spoor: GedeeldSpoor, jaar: int) -> int | None:
    return count_in_jaar(
        [(step.moment, step.gereed) for step in spoor.stappen if step.gereed is not None], jaar
    )


def share_voortgang(voortgang: Agendavoortgang) -> GedeeldeVoortgang:
    """Return progress as it may be shared.

    Parameters
    ----------
    voortgang : Agendavoortgang
    """
    classes, towns = voortgang.per_klasse, _add_gemeenten(voortgang)
    shown = show_tabel(classes)
    within = shown.get(Klasse.KWETSBAAR)
    without = voortgang.zonder_besluit
    rest = (within or 0) - without
    told = without if within is not None and without >= KLEIN and (rest == 0 or rest >= KLEIN) else None
    return GedeeldeVoortgang(
        voortgang.moment, tuple(_share_spoor(spoor, voortgang) for spoor in _list_sporen(voortgang)), shown,
        show_tabel(towns), within, told, _list_klein(voortgang), shown == classes, bool(voortgang.dit_jaar),
    )  # fmt: skip


def _list_klein(voortgang: Agendavoortgang) -> frozenset[str]:
    counts = {"in_kwetsbaar": voortgang.in_kwetsbaar, "zonder_besluit": voortgang.zonder_besluit}
    return frozenset(name for name, count in counts.items() if count < KLEIN)


def _add_gemeenten(voortgang: Agendavoortgang) -> dict[tuple[str, str], int]:
    total: dict[tuple[str, str], int] = {}
    for count in voortgang.dit_jaar:
        for key, number in count.per_gemeente.items():
            total[key] = total.get(key, 0) + number
    return total


def _list_sporen(voortgang: Agendavoortgang) -> list[Spoor]:
    """Return the counts by gemeente, and what of the region is left: what is agreed for no gemeente."""
    found = [spoor for spoor in voortgang.sporen if spoor.code]
    for teller in Teller:
        whole = voortgang.find(teller)
        parts = [spoor for spoor in found if spoor.teller == teller]
        if whole is not None and (rest := _subtract(whole, parts)) is not None:
            found.append(rest)
    return found


def _subtract(geheel: Spoor, delen: Sequence[Spoor]) -> Spoor | None:
    agreed = geheel.afgesproken - sum(spoor.afgesproken for spoor in delen)
    if not agreed:
        return None
    steps = tuple(_subtract_stap(step, delen) for step in geheel.stappen)
    return Spoor("", geheel.teller, agreed, steps)


def _subtract_stap(stap: Momentstand, delen: Sequence[Spoor]) -> Momentstand:
    inside = [_find_stap(spoor, stap.moment) for spoor in delen]
    return Momentstand(
        stap.moment, stap.gereed - sum(one.gereed for one in inside),
        _take_off(stap.in_voorbereiding, [one.in_voorbereiding for one in inside]),
        _take_off(stap.toegezegd, [one.toegezegd for one in inside]),
    )  # fmt: skip


def _take_off(geheel: int | None, delen: Sequence[int | None]) -> int | None:
    inside = add_bekend(delen)
    return None if geheel is None or inside is None else geheel - inside


def _find_stap(spoor: Spoor, moment: Kwartaal) -> Momentstand:
    at = [step for step in spoor.stappen if step.moment <= moment]
    return at[-1] if at else Momentstand(moment, 0, 0, 0)


def _share_spoor(spoor: Spoor, voortgang: Agendavoortgang) -> GedeeldSpoor:
    columns = [
        show_reeks([getattr(step, name) for step in spoor.stappen])
        for name in ("gereed", "in_voorbereiding", "toegezegd")
    ]
    steps = tuple(
        GedeeldeStap(step.moment, *counts) for step, *counts in zip(spoor.stappen, *columns, strict=True)
    )
    lines = [
        item.aantal or 0
        for item in voortgang.lijnen
        if find_teller(item.lijn) == spoor.teller and item.lijn.gemeente == spoor.code
    ]
    agreed = [count for count in lines if count >= KLEIN]
    whole = all(
        shown.gereed == step.gereed for shown, step in zip(steps, spoor.stappen, strict=True)
    ) and len(agreed) == len(lines)
    return GedeeldSpoor(spoor.code, spoor.teller, sum(agreed), steps, whole)
