"""What picture 5 shows of the region and of each gemeente: what is ready by the half-year, and what is still to come.

At a moment that is past a panel has what was ready then. After it stands what would be ready if all comes at the date
that was agreed ('aanname'); what is late already has no new date, and counts at the end only. The region has the band
of what is needed, each gemeente its own agreement. Shared panels rest on what may be shared (`gedeeld`) and on nothing
else: they tell what is still to come at the end only, where no date of a line can be read from it.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from woonzorg.agenda.gedeeldspoor import GedeeldeStap
from woonzorg.agenda.planning import LAATSTE, list_verslagen
from woonzorg.agenda.voortgang import Lijnstand, Teller, add_bekend, find_teller, list_afgesproken

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from woonzorg.agenda.gedeeld import GedeeldeVoortgang
    from woonzorg.agenda.gedeeldspoor import GedeeldSpoor
    from woonzorg.agenda.kwartaal import Kwartaal
    from woonzorg.agenda.nodig import Nodig
    from woonzorg.agenda.voortgang import Agendavoortgang, Spoor

GEEN_GEMEENTE = "Zonder gemeente"
"""Name of the panel of what is agreed for no gemeente in particular."""


KOLOMMEN: tuple[str, ...] = ("gereed", "in_voorbereiding", "toegezegd")
"""The parts of a step; no home stands in two."""


@dataclass(frozen=True)
class Agendapaneel:
    """What is shown of the region, or of one gemeente.

    Attributes
    ----------
    code, naam : str
        '' and its name for the region.
    teller : Teller
    afgesproken : int
        Homes agreed until the end of the agenda; of a shared panel those that may be told.
    lijn : tuple of float
        Homes agreed to be ready at each of the ten moments.
    band : tuple of Nodig
        Needed at each of the ten moments; none for a gemeente.
    stappen : tuple of GedeeldeStap
        What was reported, by moment; None where it is not known, or may not be told.
    verwacht : tuple of GedeeldeStap
        What would be ready at later moments.
    vorig : tuple of (Kwartaal, int)
        What the report before told to be ready, and to come, by moment.
    minstens : frozenset of (str, Kwartaal)
        Columns and moments of which there may be more than a shared panel tells: 'gereed', 'in_voorbereiding',
        'toegezegd', 'afgesproken' or 'vorig'.
    afgesproken_heel : bool
        Whether no line that it counts has a number that may not be told.
    """

    code: str
    naam: str
    teller: Teller
    afgesproken: int
    lijn: tuple[float, ...]
    band: tuple[Nodig, ...]
    stappen: tuple[GedeeldeStap, ...]
    verwacht: tuple[GedeeldeStap, ...] = ()
    vorig: tuple[tuple[Kwartaal, int], ...] = field(default=())
    minstens: frozenset[tuple[str, Kwartaal]] = frozenset()
    afgesproken_heel: bool = True

    def is_minstens(self, kolom: str, moment: Kwartaal) -> bool:
        """Tell whether a figure is a part only: then it says 'ten minste'."""
        return (kolom, moment) in self.minstens

    @property
    def gereed_minstens(self) -> bool:
        """Whether more may be ready at the moment than is told."""
        return bool(self.stappen) and self.is_minstens("gereed", self.stappen[-1].moment)

    @property
    def eind_minstens(self) -> bool:
        """Whether there may be more at the end of the agenda than is told."""
        steps = self.verwacht[-1:] or self.stappen[-1:]
        return any(self.is_minstens(column, step.moment) for step in steps for column in KOLOMMEN)

    @property
    def gereed(self) -> int | None:
        """What is ready at the moment; None where nothing was reported, or may be told."""
        return self.stappen[-1].gereed if self.stappen else None

    @property
    def aan_het_eind(self) -> int | None:
        """What would be ready at the end of the agenda; None where that is not known."""
        return count_stap(self.verwacht[-1]) if self.verwacht else self.gereed


def count_stap(stap: GedeeldeStap) -> int | None:
    """Return all homes of a step; None where a part is not known."""
    return add_bekend([stap.gereed, stap.in_voorbereiding, stap.toegezegd])


def make_panelen(
    voortgang: Agendavoortgang,
    vorig: Agendavoortgang | None,
    namen: Mapping[str, str],
    teller: Teller,
    band: Sequence[Nodig],
) -> tuple[Agendapaneel, ...]:
    """Return the panels for the maker: of the region, and of its gemeenten by name.

    Parameters
    ----------
    voortgang : Agendavoortgang
    vorig : Agendavoortgang or None
        At the moment of the report before.
    namen : mapping
        Code to name of the gemeenten; '' to that of the region.
    teller : Teller
    band : sequence of Nodig
        What the region needs at each of the ten moments.
    """
    own = [spoor for spoor in voortgang.sporen if spoor.teller == teller]
    return tuple(
        Agendapaneel(
            spoor.code, namen.get(spoor.code, spoor.code), teller, spoor.afgesproken,
            list_afgesproken(voortgang.lijnen, teller, spoor.code), () if spoor.code else tuple(band),
            _read_stappen(spoor), _expect(voortgang, spoor), _list_vorig(vorig, teller, spoor.code),
        )
        for spoor in sorted(own, key=lambda one: (bool(one.code), namen.get(one.code, one.code)))
    )  # fmt: skip


def _read_stappen(spoor: Spoor) -> tuple[GedeeldeStap, ...]:
    return tuple(
        GedeeldeStap(step.moment, step.gereed, step.in_voorbereiding, step.toegezegd)
        for step in spoor.stappen
    )


def _expect(voortgang: Agendavoortgang, spoor: Spoor) -> tuple[GedeeldeStap, ...]:
    """Return what would be ready at later moments, if what is prepared or promised comes at its date."""
    if spoor.laatste is None:
        return ()
    own = [
        item
        for item in voortgang.lijnen
        if find_teller(item.lijn) == spoor.teller and spoor.code in {"", item.lijn.gemeente} and item.stand
    ]
    later = [item.kwartaal for item in list_verslagen() if item.kwartaal > voortgang.moment]
    return tuple(_expect_stap(own, voortgang.moment, moment, spoor.laatste.gereed) for moment in later)


def _expect_stap(lijnen: Sequence[Lijnstand], nu: Kwartaal, moment: Kwartaal, gereed: int) -> GedeeldeStap:
    due = [item.stand for item in lijnen if item.stand and _is_dan(item, nu, moment)]
    return GedeeldeStap(
        moment, gereed,
        add_bekend([stand.in_voorbereiding for stand in due]), add_bekend([stand.toegezegd for stand in due]),
    )  # fmt: skip


def _is_dan(item: Lijnstand, nu: Kwartaal, moment: Kwartaal) -> bool:
    """Tell whether a line is to be ready by a moment; what is late has no date, and counts at the end."""
    due = item.lijn.gereed
    return moment == LAATSTE or (due is not None and nu < due <= moment)


def _list_vorig(vorig: Agendavoortgang | None, teller: Teller, code: str) -> tuple[tuple[Kwartaal, int], ...]:
    spoor = vorig.find(teller, code) if vorig else None
    if vorig is None or spoor is None:
        return ()
    told = [(step.moment, step.gereed) for step in spoor.stappen]
    later = [(step.moment, count_stap(step)) for step in _expect(vorig, spoor)]
    return (*told, *((moment, count) for moment, count in later if count is not None))


def make_gedeelde_panelen(
    gedeeld: GedeeldeVoortgang,
    vorig: GedeeldeVoortgang | None,
    namen: Mapping[str, str],
    teller: Teller,
    band: Sequence[Nodig],
) -> tuple[Agendapaneel, ...]:
    """Return the panels as they may be shared; that of the region adds up what the others tell.

    Parameters
    ----------
    gedeeld : GedeeldeVoortgang
    vorig : GedeeldeVoortgang or None
        What the report before shared.
    namen, teller, band
        As for `make_panelen`.
    """
    own = [spoor for spoor in gedeeld.sporen if spoor.teller == teller]
    if not own:
        return ()
    told = [Lijnstand(line.lijn, None, line.aantal) for line in gedeeld.lijnen]
    agreed = list_afgesproken(told, teller, "")
    whole = Agendapaneel(
        "", namen.get("", ""), teller, sum(spoor.afgesproken for spoor in own), agreed, tuple(band),
        _add_stappen(own), **_find_deels(gedeeld, own),
    )  # fmt: skip
    rest = (
        Agendapaneel(
            spoor.code, namen.get(spoor.code, spoor.code) if spoor.code else GEEN_GEMEENTE, teller, spoor.afgesproken,
            list_afgesproken(told, teller, spoor.code) if spoor.code else (), (), spoor.stappen,
            **_find_deels(gedeeld, [spoor]),
        )
        for spoor in sorted(own, key=lambda one: (not one.code, namen.get(one.code, one.code)))
    )  # fmt: skip
    earlier = make_gedeelde_panelen(vorig, None, namen, teller, band) if vorig else ()
    # By name: what is for no gemeente in particular has the code of the region.
    before = {panel.naam: panel for panel in earlier}
    return tuple(_add_toen(_add_eind(panel), before.get(panel.naam)) for panel in (whole, *rest))


def _add_toen(paneel: Agendapaneel, toen: Agendapaneel | None) -> Agendapaneel:
    """Add what a shared panel told to be ready in the report before, and at the end."""
    if toen is None:
        return paneel
    told = [(step.moment, step.gereed, toen.is_minstens("gereed", step.moment)) for step in toen.stappen]
    told += [(step.moment, count_stap(step), toen.eind_minstens) for step in toen.verwacht]
    known = [(moment, count, part) for moment, count, part in told if count is not None]
    parts = {("vorig", moment) for moment, _, part in known if part}
    return replace(
        paneel, vorig=tuple((moment, count) for moment, count, _ in known), minstens=paneel.minstens | parts
    )


def _find_deels(gedeeld: GedeeldeVoortgang, sporen: Sequence[GedeeldSpoor]) -> dict[str, Any]:
    """Return which figures of some counts together are a part only."""
    own = {(spoor.teller, spoor.code) for spoor in sporen}
    hidden = [
        line.lijn
        for line in gedeeld.lijnen
        if line.verborgen and (find_teller(line.lijn), line.lijn.gemeente) in own
    ]
    moments = {item.kwartaal for item in list_verslagen()}
    agreed = {
        ("afgesproken", one) for one in moments for line in hidden if line.gereed and line.gereed <= one
    }
    steps = {
        (column, one)
        for one in moments | {step.moment for spoor in sporen for step in spoor.stappen}
        for column in KOLOMMEN
        if any(_is_deel(spoor, column, one) for spoor in sporen)
    }
    return {"minstens": frozenset(agreed | steps), "afgesproken_heel": not hidden}


def _is_deel(spoor: GedeeldSpoor, kolom: str, moment: Kwartaal) -> bool:
    """Tell whether of one count there may be more at a moment than is told.

    Of what is still to come, what is told as before may have been held back: then there are at least so many.
    """
    at = [step for step in spoor.stappen if step.moment <= moment]
    if not at or getattr(at[-1], kolom) is None:
        return True
    if kolom == "gereed":
        silent = at == list(spoor.stappen) and moment.jaar in spoor.onvolledig
        return silent or not at[-1].precies or at[-1].moment < moment
    told = [count for step in at if (count := getattr(step, kolom)) is not None]
    return len(told) > 1 and told[-1] == told[-2]


def _add_eind(paneel: Agendapaneel) -> Agendapaneel:
    """Add what would be ready at the end, where that is still to come."""
    if not paneel.stappen or paneel.stappen[-1].moment == LAATSTE:
        return paneel
    last = paneel.stappen[-1]
    end = GedeeldeStap(LAATSTE, last.gereed, last.in_voorbereiding, last.toegezegd)
    parts = {(column, LAATSTE) for column in KOLOMMEN if paneel.is_minstens(column, last.moment)}
    others = {key for key in paneel.minstens if key[1] != LAATSTE or key[0] not in KOLOMMEN}
    return replace(paneel, verwacht=(end,), minstens=frozenset(others | parts))


def _add_stappen(sporen: Sequence[GedeeldSpoor]) -> tuple[GedeeldeStap, ...]:
    """Add up what is told at each moment; of who told nothing then, what was told last."""
    moments = sorted({step.moment for spoor in sporen for step in spoor.stappen})
    return tuple(_add_stap([_find_laatste(spoor, moment) for spoor in sporen], moment) for moment in moments)


def _find_laatste(spoor: GedeeldSpoor, moment: Kwartaal) -> GedeeldeStap | None:
    at = [step for step in spoor.stappen if step.moment <= moment]
    return at[-1] if at else None


def _add_stap(stappen: Sequence[GedeeldeStap | None], moment: Kwartaal) -> GedeeldeStap:
    known = [step for step in stappen if step is not None]

    def add(counts: list[int | None]) -> int | None:
        told = [count for count in counts if count is not None]
        return sum(told) if told else None

    return GedeeldeStap(
        moment, add([step.gereed for step in known]), add([step.in_voorbereiding for step in known]),
        add([step.toegezegd for step in known]),
    )  # fmt: skip
