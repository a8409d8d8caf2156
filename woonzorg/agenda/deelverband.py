"""What follows from lettings and placements together: the first are told since the start, the second of one year.

Between the start and each moment lie the half-years. What was let until a moment is a point; homes placed in some
half-years are a step from one point to another. Where a step starts or ends in a point that is known, the other end is
known too: also of a moment of which the lettings are held back. So a step is told only where all points that then are
known lie nothing, or 10 or more, from each other.

Placements that were given at Q4 alone can be of the half-year or of the year: both are reckoned with.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import combinations, product
from typing import TYPE_CHECKING

from woonzorg.agenda.deeltabel import is_deelbaar
from woonzorg.agenda.planning import BEGINJAAR, list_verslagen
from woonzorg.agenda.voortgang import Teller

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from woonzorg.agenda.gedeeldspoor import GedeeldSpoor
    from woonzorg.agenda.kwartaal import Kwartaal

MEEST = 200
"""Most sums of points of the gemeenten that are tried for a point of the region."""


@dataclass(frozen=True)
class Deelstap:
    """Homes placed between two points.

    Attributes
    ----------
    begin, eind : int
        Half-years since the start of the agenda.
    aantal : int
    """

    begin: int
    eind: int
    aantal: int


@dataclass(frozen=True)
class Verteld:
    """What was told at a moment of what is let.

    Attributes
    ----------
    sporen : tuple of GedeeldSpoor
    grenzen : tuple of (int, int)
        Between which points the placements of its year lie (`list_grenzen`).
    cellen : mapping
        Gemeente to homes placed.
    totalen : frozenset of int
        Homes placed in the region.
    """

    sporen: tuple[GedeeldSpoor, ...]
    grenzen: tuple[tuple[int, int], ...]
    cellen: Mapping[str, int]
    totalen: frozenset[int]


Punten = dict[int, set[int]]
"""Half-years since the start to what is known to be let until then."""


@dataclass(frozen=True)
class Deelverband:
    """All that was told of what is let in a region, in one reading of the moments of the placements.

    Attributes
    ----------
    gemeenten : mapping
        Code to the points that are known of it; '' for lettings that the agenda counts for none in particular.
    streek : dict
        The points that are known of the region.
    """

    gemeenten: Mapping[str, Punten]
    streek: Punten

    def may_cel(self, code: str, stap: Deelstap) -> bool:
        """Tell whether homes placed in a gemeente may be told."""
        return may_stap(self.gemeenten.get(code, {0: {0}}), stap)

    @property
    def _gemeld(self) -> list[Punten]:
        """Points of the gemeenten of which something is known; of the others it may be guessed that there is none."""
        return [points for points in self.gemeenten.values() if len(points) > 1]

    def may_totaal(self, stap: Deelstap) -> bool:
        """Tell whether all homes placed in the region may be told."""
        within = sum(_find_binnen(points, stap) for points in self._gemeld)
        around = [_find_rond(points, stap) for points in self._gemeld]
        known = [count for count in around if count is not None]
        over = sum(known) - stap.aantal if around and len(known) == len(around) else 0
        return may_stap(self.streek, stap) and is_deelbaar(stap.aantal - within) and is_deelbaar(over)


def may_stap(punten: Punten, stap: Deelstap) -> bool:
    """Tell whether nothing small follows from a step beside the points that are known."""
    ends = [(stap.eind, one + stap.aantal) for one in punten.get(stap.begin, ())]
    ends += [(stap.begin, one - stap.aantal) for one in punten.get(stap.eind, ())]
    known = {one for counts in punten.values() for one in counts}
    return all(is_deelbaar(count - one) for _, count in ends for one in known)


def may_punt(punten: Punten, stappen: Sequence[Deelstap], plek: int, aantal: int) -> bool:
    """Tell whether nothing small follows from what was let until a point, beside steps that were told before."""
    before = {one for counts in add_stappen(punten, stappen).values() for one in counts}
    after = add_stappen({**punten, plek: punten.get(plek, set()) | {aantal}}, stappen)
    new = {one for counts in after.values() for one in counts} - before
    return all(is_deelbaar(one - other) for one, other in product(new, before)) and all(
        is_deelbaar(one - other) for one, other in combinations(sorted(new), 2)
    )


def add_stappen(punten: Punten, stappen: Iterable[Deelstap]) -> Punten:
    """Return the points with those that follow from steps."""
    found = {place: set(counts) for place, counts in punten.items()}
    ordered = sorted(stappen, key=lambda step: (step.begin, step.eind, step.aantal))
    for step in (*ordered, *reversed(ordered)):
        begin, end = found.setdefault(step.begin, set()), found.setdefault(step.eind, set())
        more = {one - step.aantal for one in end}
        end |= {one + step.aantal for one in begin}
        begin |= more
    return found


class Puntentoets:
    """Tells of what was let in a gemeente until a moment, one after the other, whether it may be told.

    Parameters
    ----------
    code : str
    eerder : sequence of Verteld
        All that was shared before: also placements of which the lettings were not reported yet.
    """

    def __init__(self, code: str, eerder: Sequence[Verteld]) -> None:
        told = list_punten(
            spoor
            for one in eerder
            for spoor in one.sporen
            if (spoor.teller, spoor.code) == (Teller.TOEWIJZING, code)
        )
        steps = [list_cellen(eerder, code, reading) for reading in (0, 1)]
        self._parts = [({place: set(counts) for place, counts in told.items()}, own) for own in steps if own]

    def __call__(self, moment: Kwartaal, aantal: int) -> bool:
        """Tell whether what was let until a moment may be told; if so it is reckoned with from then on."""
        place = find_punt(moment)
        may = all(may_punt(points, steps, place, aantal) for points, steps in self._parts)
        if may:
            for points, _ in self._parts:
                points.setdefault(place, set()).add(aantal)
        return may


def is_naast_totalen(sporen: Sequence[GedeeldSpoor], eerder: Sequence[Verteld]) -> bool:
    """Tell whether lettings, as they are to be told now, give nothing small beside totals that were told before."""
    for place, one in enumerate(eerder):
        bare = [*eerder[:place], replace(one, cellen={}, totalen=frozenset()), *eerder[place + 1 :]]
        for reading in (0, 1):
            steps = list_totalen([one], reading)
            then, now = (_make_verband(tracks, bare, reading) for tracks in ((), sporen))
            if any(then.may_totaal(step) and not now.may_totaal(step) for step in steps):
                return False
    return True


def find_punt(moment: Kwartaal) -> int:
    """Return how many half-years of the agenda have passed at a moment."""
    return 2 * (moment.jaar - BEGINJAAR) + moment.nummer // 2


def list_grenzen(moment: Kwartaal, zonder: Collection[Kwartaal]) -> tuple[tuple[int, int], ...]:
    """Return between which points the placements of a year lie: as given, and as they may be meant; none for none.

    Parameters
    ----------
    moment : Kwartaal
        The last one of the year that is told of.
    zonder : collection of Kwartaal
        Moments of the year of which no placements were given.
    """
    due = [item.kwartaal for item in list_verslagen() if item.kwartaal.jaar == moment.jaar]
    given = [find_punt(one) for one in due if one <= moment and one not in zonder]
    if not given:
        return ()
    start = 2 * (moment.jaar - BEGINJAAR)
    return tuple(dict.fromkeys([(given[0] - 1, given[-1]), (start, given[-1])]))


def list_punten(sporen: Iterable[GedeeldSpoor]) -> Punten:
    """Return what is known of one count by what was told of it since the start."""
    found: Punten = {0: {0}}
    for spoor in sporen:
        for step in spoor.stappen:
            if step.gereed is not None and step.precies:
                found.setdefault(find_punt(step.moment), set()).add(step.gereed)
    return found


def list_cellen(eerder: Sequence[Verteld], code: str, lezing: int) -> list[Deelstap]:
    """Return the homes that were told to be placed in a gemeente, in one reading (0 or 1)."""
    return [
        Deelstap(*one.grenzen[lezing % len(one.grenzen)], one.cellen[code])
        for one in eerder
        if code in one.cellen and one.grenzen
    ]


def list_totalen(eerder: Sequence[Verteld], lezing: int) -> list[Deelstap]:
    """Return the homes that were told to be placed in the region, in one reading (0 or 1)."""
    return [
        Deelstap(*one.grenzen[lezing % len(one.grenzen)], total)
        for one in eerder
        if one.grenzen
        for total in sorted(one.totalen)
    ]


def make_verbanden(
    sporen: Sequence[GedeeldSpoor], eerder: Sequence[Verteld]
) -> tuple[Deelverband, Deelverband]:
    """Return all that is known by what is told now and was told before, in both readings."""
    first, second = (_make_verband(sporen, eerder, reading) for reading in (0, 1))
    return first, second


def _make_verband(sporen: Sequence[GedeeldSpoor], eerder: Sequence[Verteld], lezing: int) -> Deelverband:
    every = [*sporen, *(spoor for one in eerder for spoor in one.sporen)]
    let = [spoor for spoor in every if spoor.teller == Teller.TOEWIJZING]
    codes = {spoor.code for spoor in let} | {code for one in eerder for code in one.cellen}
    towns = {
        code: add_stappen(
            list_punten(spoor for spoor in let if spoor.code == code), list_cellen(eerder, code, lezing)
        )
        for code in sorted(codes)
    }
    told = [points for points in towns.values() if len(points) > 1]
    return Deelverband(towns, add_stappen(_add_punten(told), list_totalen(eerder, lezing)))


def _add_punten(gemeenten: Sequence[Punten]) -> Punten:
    """Return the points of the region: where that of each gemeente is known."""
    places = set.intersection(*(set(points) for points in gemeenten)) if gemeenten else set()
    found: Punten = {0: {0}}
    for place in places - {0}:
        sums = {0}
        for points in gemeenten:
            sums = set(sorted({one + count for one in sums for count in points[place]})[:MEEST])
        found[place] = sums
    return found


def _find_binnen(punten: Punten, stap: Deelstap) -> int:
    """Return the most homes of a gemeente that are known to lie within a step."""
    within = [(place, one) for place, counts in punten.items() for one in counts if _is_tussen(place, stap)]
    return max(
        (high - low for (first, low), (last, high) in product(within, within) if first < last), default=0
    )


def _is_tussen(plek: int, stap: Deelstap) -> bool:
    return stap.begin <= plek <= stap.eind


def _find_rond(punten: Punten, stap: Deelstap) -> int | None:
    """Return the fewest homes of a gemeente in half-years among which those of a step are; None where not known."""
    before = [one for place, counts in punten.items() for one in counts if place <= stap.begin]
    after = [one for place, counts in punten.items() for one in counts if place >= stap.eind]
    return min((high - low for low, high in product(before, after)), default=None)
