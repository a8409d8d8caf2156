"""How far the agenda is at a moment: what was let and what got ready, kept apart; by line, by gemeente, for the region.

Only homes are counted: lines in persons or standplaatsen stand in the table of lines and are added to nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from woonzorg.agenda.jaarstroom import Jaarstroom, add_stroom
from woonzorg.agenda.kwartaal import Kwartaal
from woonzorg.agenda.lijn import Agendasoort
from woonzorg.agenda.nodig import is_in_band
from woonzorg.agenda.plaatsingsbestand import KLASSE_ONBEKEND
from woonzorg.agenda.planning import BEGINJAAR, list_verslagen
from woonzorg.oordeel.veerkracht import Klasse
from woonzorg.verdeling.vraag.groepen import Eenheid, is_gebonden

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from woonzorg.agenda.lijn import Agendalijn, Standlijn
    from woonzorg.agenda.plaatsingen import Plaatsingstelling


class Teller(StrEnum):
    """What is counted; the two are never added."""

    TOEWIJZING = "toewijzing"
    BOUW = "bouw"


@dataclass(frozen=True)
class Momentstand:
    """Homes at one moment.

    Attributes
    ----------
    moment : Kwartaal
    gereed : int
        Since the start; of lettings what was let.
    in_voorbereiding, toegezegd : int or None
        No home stands in two; None where a line does not follow it, for then the sum is not known.
    """

    moment: Kwartaal
    gereed: int
    in_voorbereiding: int | None
    toegezegd: int | None


@dataclass(frozen=True)
class Spoor:
    """One count of one gemeente, or of the region.

    Attributes
    ----------
    code : str
        '' for the region.
    teller : Teller
    afgesproken : int
        What the agenda asks until its end, with what was adjusted since.
    stappen : tuple of Momentstand
        By moment; none where nothing was reported.
    stromen : tuple of Jaarstroom
        By year, from 2026 to that of the moment.
    """

    code: str
    teller: Teller
    afgesproken: int
    stappen: tuple[Momentstand, ...]
    stromen: tuple[Jaarstroom, ...] = ()

    @property
    def laatste(self) -> Momentstand | None:
        """What was reported last."""
        return self.stappen[-1] if self.stappen else None

    @property
    def deel(self) -> float | None:
        """Share that is ready, in percent of what was agreed; None where nothing was agreed or reported."""
        if not self.afgesproken or self.laatste is None:
            return None
        return 100 * self.laatste.gereed / self.afgesproken


@dataclass(frozen=True)
class Lijnstand:
    """A line with how far it is.

    Attributes
    ----------
    lijn : Agendalijn
    stand : Standlijn or None
        The last one up to the moment; None while nothing was reported.
    aantal : int or None
        The number that holds: as agreed, or adjusted.
    reden : str
        Why it was adjusted last; '' while it stands as agreed.
    """

    lijn: Agendalijn
    stand: Standlijn | None
    aantal: int | None
    reden: str = ""


@dataclass(frozen=True)
class Agendavoortgang:
    """How far the agenda is.

    Attributes
    ----------
    moment : Kwartaal
    lijnen : tuple of Lijnstand
        By due quarter, those without one last.
    sporen : tuple of Spoor
        Of the region (code '') and of each gemeente with a line, for each count that has one.
    tellingen : tuple of Plaatsingstelling
        Of placements, up to the moment.
    zonder_gemeente : tuple of Spoor
        Of the region, what is agreed for no gemeente in particular.
    vrij : Jaarstroom or None
        Lettings of the year to groups that the rule does not bind: in no count; None where the agenda has no such line.
    buiten_band : Jaarstroom or None
        Those of the lettings that are counted, to groups of which the vision names no number (`nodig.is_in_band`).
    eerder : tuple of Agendavoortgang
        How far the same files say that it was at each earlier moment of which they tell, the earliest first.
    """

    moment: Kwartaal
    lijnen: tuple[Lijnstand, ...]
    sporen: tuple[Spoor, ...]
    tellingen: tuple[Plaatsingstelling, ...]
    zonder_gemeente: tuple[Spoor, ...] = ()
    vrij: Jaarstroom | None = None
    buiten_band: Jaarstroom | None = None
    eerder: tuple[Agendavoortgang, ...] = ()

    def find(self, teller: Teller, code: str = "") -> Spoor | None:
        """Return one count of a gemeente, or of the region."""
        return next((one for one in self.sporen if one.teller == teller and one.code == code), None)

    def count_jaar(self, teller: Teller) -> tuple[int, bool] | None:
        """Return what got ready in the year of the moment, and whether that is all; None where nothing is known."""
        found = self.find(teller)
        stroom = next((one for one in found.stromen if one.jaar == self.moment.jaar), None) if found else None
        return (stroom.aantal, stroom.is_heel) if stroom and stroom.bekend else None

    @property
    def zonder_begin(self) -> int:
        """Lines of which it cannot be said what the year added: no report at its start, or corrected to less since."""
        found = (self.find(teller) for teller in Teller)
        flows = [flow for spoor in found if spoor for flow in spoor.stromen if flow.jaar == self.moment.jaar]
        return sum(flow.zonder_begin for flow in flows)

    @property
    def zonder_buurt(self) -> int:
        """Lettings of the year that the agenda reports and of which no placement was given: they were not tested."""
        let = self.count_jaar(Teller.TOEWIJZING)
        placed = sum(one.totaal for one in self.dit_jaar)
        return max(0, let[0] - placed) if let and self.dit_jaar else 0

    @property
    def niet_gemeld(self) -> tuple[str, ...]:
        """Names of the lines in homes of which nothing was reported for the moment: they stand where they stood.

        Of a line that lapsed nothing is to be reported.
        """
        return tuple(
            item.lijn.regel
            for item in self.lijnen
            if find_teller(item.lijn)
            and item.aantal != 0
            and (item.stand is None or item.stand.moment < self.moment)
        )

    @property
    def dit_jaar(self) -> tuple[Plaatsingstelling, ...]:
        """The placements of the year of the moment."""
        return tuple(one for one in self.tellingen if one.moment.jaar == self.moment.jaar)

    @property
    def zonder_plaatsingen(self) -> tuple[Kwartaal, ...]:
        """The moments of the year, up to this one, of which no placements were given: they were not tested."""
        given = {one.moment for one in self.dit_jaar}
        due = [item.kwartaal for item in list_verslagen() if item.kwartaal.jaar == self.moment.jaar]
        return tuple(moment for moment in due if moment <= self.moment and moment not in given)

    @property
    def per_klasse(self) -> dict[str, int]:
        """Homes placed in the year of the moment, by class of the buurt, all groups that the rule binds together."""
        return add_up(one.per_klasse for one in self.dit_jaar)

    @property
    def in_kwetsbaar(self) -> int:
        """Those in kwetsbare buurten."""
        return self.per_klasse.get(Klasse.KWETSBAAR, 0)

    @property
    def zonder_klasse(self) -> int:
        """Those of which the class of the buurt is not known: whether they are in a kwetsbare buurt was not tested."""
        return sum(self.per_klasse.get(name, 0) for name in (Klasse.ONBEKEND, KLASSE_ONBEKEND))

    @property
    def zonder_besluit(self) -> int:
        """Those in kwetsbare buurten without a decision."""
        return sum(one.zonder_besluit for one in self.dit_jaar)


def add_up(counts: Iterable[Mapping[str, int]]) -> dict[str, int]:
    """Return the sums by key."""
    total: dict[str, int] = {}
    for count in counts:
        for key, number in count.items():
            total[key] = total.get(key, 0) + number
    return total


def make_voortgang(
    agenda: Sequence[Agendalijn],
    standen: Sequence[Standlijn],
    tellingen: Sequence[Plaatsingstelling],
    moment: Kwartaal,
) -> Agendavoortgang:
    """Return how far an agenda is at a moment; what was reported later is left out.

    Parameters
    ----------
    agenda : sequence of Agendalijn
    standen : sequence of Standlijn
    tellingen : sequence of Plaatsingstelling
    moment : Kwartaal
    """
    told = {line.moment for line in standen} | {one.moment for one in tellingen}
    earlier = (
        _look(agenda, standen, tellingen, item.kwartaal)
        for item in list_verslagen()
        if item.kwartaal < moment and any(one <= item.kwartaal for one in told)
    )
    return replace(_look(agenda, standen, tellingen, moment), eerder=tuple(earlier))


def _look(
    agenda: Sequence[Agendalijn],
    standen: Sequence[Standlijn],
    tellingen: Sequence[Plaatsingstelling],
    moment: Kwartaal,
) -> Agendavoortgang:
    known = [line for line in standen if line.moment <= moment]
    lines = [_judge_lijn(line, known) for line in agenda]
    late = Kwartaal(9999, 4)
    ordered = sorted(lines, key=lambda item: (item.lijn.gereed or late, item.lijn.regel))
    free = [item.lijn for item in lines if is_vrij(item.lijn)]
    let = [item.lijn for item in lines if find_teller(item.lijn) == Teller.TOEWIJZING]
    beside = [line for line in let if not is_in_band(line.groep)]
    return Agendavoortgang(
        moment, tuple(ordered), tuple(_list_sporen(lines, known, moment)),
        tuple(one for one in tellingen if one.moment <= moment),
        tuple(_list_los(lines, known, moment)),
        add_stroom(free, known, moment.jaar, moment) if free else None,
        add_stroom(beside, known, moment.jaar, moment) if beside else None,
    )  # fmt: skip


def _judge_lijn(lijn: Agendalijn, standen: Sequence[Standlijn]) -> Lijnstand:
    own = sorted((item for item in standen if item.regel == lijn.regel), key=lambda item: item.moment)
    changed = [item for item in own if item.bijgesteld is not None]
    last = own[-1] if own else None
    if not changed:
        return Lijnstand(lijn, last, lijn.aantal)
    return Lijnstand(lijn, last, changed[-1].bijgesteld, changed[-1].reden)


def find_teller(lijn: Agendalijn) -> Teller | None:
    """Return what a line counts in.

    None for an agreement, for what is not in homes, and for lettings to groups that the rule does not bind (`is_vrij`).
    """
    if lijn.eenheid != Eenheid.WONING or lijn.soort == Agendasoort.AFSPRAAK or is_vrij(lijn):
        return None
    return Teller.BOUW if lijn.soort.bouwt else Teller.TOEWIJZING


def is_vrij(lijn: Agendalijn) -> bool:
    """Tell whether a line lets homes to a group that the rule does not, or not wholly, bind: no part of 452 to 725."""
    if lijn.eenheid != Eenheid.WONING or lijn.soort != Agendasoort.TOEWIJZING:
        return False
    return not (lijn.groep and is_gebonden(lijn.groep))


def _list_sporen(
    lijnen: Sequence[Lijnstand], standen: Sequence[Standlijn], moment: Kwartaal
) -> Iterable[Spoor]:
    for teller in Teller:
        counted = [item for item in lijnen if find_teller(item.lijn) == teller]
        codes = sorted({item.lijn.gemeente for item in counted if item.lijn.gemeente})
        for code in ["", *codes] if counted else []:
            own = [item for item in counted if code in {"", item.lijn.gemeente}]
            yield _trace(code, teller, own, standen, moment)


def _list_los(lijnen: Sequence[Lijnstand], standen: Sequence[Standlijn], moment: Kwartaal) -> Iterable[Spoor]:
    for teller in Teller:
        own = [item for item in lijnen if find_teller(item.lijn) == teller and not item.lijn.gemeente]
        if own:
            yield _trace("", teller, own, standen, moment)


def _trace(
    code: str, teller: Teller, lijnen: Sequence[Lijnstand], standen: Sequence[Standlijn], moment: Kwartaal
) -> Spoor:
    lines = [item.lijn for item in lijnen]
    names = {line.regel for line in lines}
    own = [line for line in standen if line.regel in names]
    moments = [item.kwartaal for item in list_verslagen()]
    steps = tuple(_add_stap(one, own) for one in moments if any(line.moment == one for line in own))
    years = range(BEGINJAAR, moment.jaar + 1)
    flows = tuple(add_stroom(lines, own, year, moment) for year in years)
    return Spoor(code, teller, sum(item.aantal or 0 for item in lijnen), steps, flows)


def _add_stap(moment: Kwartaal, standen: Sequence[Standlijn]) -> Momentstand:
    """Add up the lines at a moment; one that was not reported then stands where it stood."""
    last: dict[str, Standlijn] = {}
    for line in sorted(standen, key=lambda item: item.moment):
        if line.moment <= moment:
            last[line.regel] = line
    now = list(last.values())
    return Momentstand(
        moment, sum(line.opgeleverd for line in now), add_bekend([line.in_voorbereiding for line in now]),
        add_bekend([line.toegezegd for line in now]),
    )  # fmt: skip


def add_bekend(aantallen: Sequence[int | None]) -> int | None:
    """Return a sum; None where a part is not known."""
    known = [count for count in aantallen if count is not None]
    return sum(known) if len(known) == len(aantallen) else None


def is_te_laat(stand: Lijnstand, nu: Kwartaal) -> bool | None:
    """Tell whether a line was due before a quarter and is not ready; None where it is due and nobody reported that."""
    due = stand.lijn.gereed
    if due is None or due >= nu or stand.aantal == 0:
        return False
    if stand.stand is None or stand.aantal is None:
        return None
    return stand.stand.opgeleverd < stand.aantal


def count_jaren(moment: Kwartaal) -> float:
    """Return the part of the year of a moment that has passed at its end; that of 2026 and later."""
    return moment.nummer / 4 if moment.jaar >= BEGINJAAR else 0.0


def list_afgesproken(lijnen: Sequence[Lijnstand], teller: Teller, code: str) -> tuple[float, ...]:
    """Return how many homes were agreed to be ready at each of the ten moments.

    Parameters
    ----------
    lijnen : sequence of Lijnstand
    teller : Teller
    code : str
        Of the gemeente; '' for the region.
    """
    own = [
        item
        for item in lijnen
        if find_teller(item.lijn) == teller and code in {"", item.lijn.gemeente} and item.lijn.gereed
    ]
    return tuple(
        float(
            sum(item.aantal or 0 for item in own if item.lijn.gereed and item.lijn.gereed <= moment.kwartaal)
        )
        for moment in list_verslagen()
    )
