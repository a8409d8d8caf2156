"""What picture 5 shows of the region and of each gemeente: what is ready by the half-year, and what is still to come.

At a moment that is past a panel has what was ready then. After it stands what would be ready if all comes at the date
that was agreed ('aanname'); what is late already has no new date, and counts at the end only. The region has the band
of what is needed, each gemeente its own agreement. Shared panels rest on what may be shared (`gedeeld`) and on nothing
else: they tell what is still to come at the end only, where no date of a line can be read from it.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

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
    volledig : bool
        Whether nothing is left out of it.
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
    volledig: bool = True

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
        _add_stappen(own), volledig=all(spoor.volledig for spoor in own),
    )  # fmt: skip
    rest = (
        Agendapaneel(
            spoor.code, namen.get(spoor.code, spoor.code) if spoor.code else GEEN_GEMEENTE, teller, spoor.afgesproken,
            list_afgesproken(told, teller, spoor.code) if spoor.code else (), (), spoor.stappen,
            volledig=spoor.volledig,
        )
        for spoor in sorted(own, key=lambda one: (not one.code, namen.get(one.code, one.code)))
    )  # fmt: skip
    earlier = make_gedeelde_panelen(vorig, None, namen, teller, band) if vorig else ()
    # By name: what is for no gemeente in particular has the code of the region.
    before = {panel.naam: _list_gedeeld(panel) for panel in earlier}
    return tuple(replace(_add_eind(panel), vorig=before.get(panel.naam, ())) for panel in (whole, *rest))


def _list_gedeeld(toen: Agendapaneel) -> tuple[tuple[Kwartaal, int], ...]:
    """Return what a shared panel told to be ready, and at the end."""
    told = [(step.moment, step.gereed) for step in toen.stappen]
    told += [(step.moment, count_stap(step)) for step in toen.verwacht]
    return tuple((moment, count) for moment, count in told if count is not None)


def _add_eind(paneel: Agendapaneel) -> Agendapaneel:
    """Add what would be ready at the end, where that is still to come."""
    if not paneel.stappen or paneel.stappen[-1].moment == LAATSTE:
        return paneel
    last = paneel.stappen[-1]
    end = GedeeldeStap(LAATSTE, last.gereed, last.in_voorbereiding, last.toegezegd)
    return Agendapaneel(**{**vars(paneel), "verwacht": (end,)})


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
