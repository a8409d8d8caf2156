"""Progress as it may be shared (methode.md, Privacy): no count under 10, and none that can be derived.

Five habits keep that, also for who has two reports (`deeltabel`):

- a count in a row of moments is shown when it is 10 or more and differs from each that was shown before by nothing or
  by 10 or more; else what was shown last stays, as long as there are no fewer;
- what an earlier report showed of a moment stays as it was, whatever was corrected since; that it was, is told;
- a table holds back, beside its small cells, the smallest others, until nothing small follows from its total, from its
  gemeenten, or from an earlier report; placements of groups with more privacy are never told by themselves;
- every sum is one of what is shown, and then says 'ten minste';
- of a line of the agenda only what was agreed is told, when it is 10 or more; how far it is stands by gemeente.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import product
from typing import TYPE_CHECKING

from woonzorg.agenda.deeltabel import Deeltabel, is_deelbaar, may_tell, share_tabel
from woonzorg.agenda.deelverband import (
    Deelstap,
    Puntentoets,
    Verteld,
    is_naast_totalen,
    list_grenzen,
    make_verbanden,
)
from woonzorg.agenda.gedeeldelijn import GedeeldeLijn, share_lijnen
from woonzorg.agenda.gedeeldklein import count_anderen, is_open, list_mogelijk, may_klein
from woonzorg.agenda.gedeeldspoor import share_spoor
from woonzorg.agenda.gedeeldtermijn import add_termijnen
from woonzorg.agenda.klassetabel import add_gemeenten
from woonzorg.agenda.voortgang import Teller
from woonzorg.oordeel.veerkracht import Klasse
from woonzorg.verdeling.invoer.veld import KLEIN
from woonzorg.verdeling.vraag.groepen import PER_SLEUTEL

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from woonzorg.agenda.gedeeldspoor import GedeeldSpoor
    from woonzorg.agenda.kwartaal import Kwartaal
    from woonzorg.agenda.voortgang import Agendavoortgang, Spoor


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
        Gemeente and group to homes placed in the year, of those that may be told and that the rule binds.
    in_kwetsbaar, zonder_besluit : int or None
        None where that may not be told.
    klein : frozenset of str
        Which of these two are told to be under 10; of one that is not told and not here nothing is said.
    klassen_volledig : bool
        Whether every class is told.
    heeft_plaatsingen : bool
    lijnen : tuple of GedeeldeLijn
        By due quarter, those without one last.
    klasse_rest : int or None
        Homes in the other classes together, and where few stand beside these those that the agenda counts more; None
        where that is not told.
    gemeente_totalen : Deeltabel
        Homes placed in the year by gemeente.
    niet_gemeld : tuple of str
        Names of the lines of which nothing was reported for the moment.
    zonder_plaatsingen : tuple of Kwartaal
        Moments of the year of which no placements were given.
    zonder_klasse : bool
        Whether of some homes the class of the buurt is not known.
    zonder_buurt : bool
        Whether of some homes that were let no placement was given.
    heeft_vrij, heeft_buiten_band : bool
        Whether the agenda lets homes to groups that the rule does not bind, which are in no count; and to groups of
        which the vision names no number.
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
    lijnen: tuple[GedeeldeLijn, ...] = ()
    klasse_rest: int | None = None
    gemeente_totalen: Deeltabel[str] = field(default_factory=Deeltabel)
    niet_gemeld: tuple[str, ...] = ()
    zonder_plaatsingen: tuple[Kwartaal, ...] = ()
    zonder_klasse: bool = False
    heeft_vrij: bool = False
    zonder_buurt: bool = False
    heeft_buiten_band: bool = False

    def count_jaar(self, teller: Teller) -> tuple[int, bool] | None:
        """Return what got ready in the year of the moment as a sum of what is shown, and whether that is all.

        None where nothing of it may be told, or is known.
        """
        own = [spoor for spoor in self.sporen if spoor.teller == teller]
        counts = [spoor.count_jaar(self.moment.jaar) for spoor in own]
        known = [count for count in counts if count is not None]
        if not known:
            return None
        whole = len(known) == len(own) and all(exact for _, exact in known)
        return sum(count for count, _ in known), whole

    def find(self, teller: Teller, code: str) -> GedeeldSpoor | None:
        """Return one count of a gemeente, or ('') of what is for none in particular."""
        return next((one for one in self.sporen if one.teller == teller and one.code == code), None)

    @property
    def klassen(self) -> Deeltabel[str]:
        """Homes placed in the year by class."""
        return Deeltabel(self.per_klasse, self.klasse_rest)


def share_voortgang(
    voortgang: Agendavoortgang, eerder: Sequence[GedeeldeVoortgang] = (), *, vast: bool = False
) -> GedeeldeVoortgang:
    """Return progress as it may be shared; what the same files tell of earlier moments stays out (`deelreeks`).

    Parameters
    ----------
    voortgang : Agendavoortgang
    eerder : sequence of GedeeldeVoortgang
        All that was shared of it before, the earliest first; nothing follows from the difference with it.
    vast : bool
        Whether what was told of the moment itself stays too, and not only what was told of moments before it.
    """
    before = [line for one in eerder for line in one.lijnen]
    lines = share_lijnen(voortgang, before)
    tracks = _share_sporen(voortgang, lines, eerder, vast=vast)
    then = [(spoor, *list_sporen(eerder, spoor.teller, spoor.code)) for spoor in tracks]
    lines = add_termijnen(lines, voortgang, before, then)
    year = [one for one in eerder if one.moment.jaar == voortgang.moment.jaar]
    classes, towns, cells = _share_plaatsingen(voortgang, tracks, year, _Verband(voortgang, tracks, eerder))
    within = classes.cellen.get(Klasse.KWETSBAAR)
    return GedeeldeVoortgang(
        voortgang.moment, tracks, classes.cellen, cells, within, _share_zonder(voortgang, within, year),
        _list_klein(voortgang, classes, tracks, year), classes.cellen == voortgang.per_klasse, bool(voortgang.dit_jaar),
        lines, classes.rest, towns, _name_ongemeld(voortgang, lines),
        voortgang.zonder_plaatsingen, voortgang.zonder_klasse > 0,
        voortgang.vrij is not None, voortgang.zonder_buurt > 0, voortgang.buiten_band is not None,
    )  # fmt: skip


def _name_ongemeld(voortgang: Agendavoortgang, lijnen: Sequence[GedeeldeLijn]) -> tuple[str, ...]:
    """Return the lines of which nothing was reported, by the names that are told of them."""
    names = {item.lijn.regel: line.lijn.regel for item, line in zip(voortgang.lijnen, lijnen, strict=True)}
    return tuple(names[name] for name in voortgang.niet_gemeld)


def _share_sporen(
    voortgang: Agendavoortgang,
    lijnen: Sequence[GedeeldeLijn],
    eerder: Sequence[GedeeldeVoortgang],
    *,
    vast: bool,
) -> tuple[GedeeldSpoor, ...]:
    """Return the counts as they may be shared: of lettings nothing new where it would give placements away."""
    told = _list_verteld(eerder)

    def share(*, nieuw: bool) -> tuple[GedeeldSpoor, ...]:
        return tuple(
            share_spoor(
                spoor, voortgang.moment, lijnen, list_sporen(eerder, spoor.teller, spoor.code), vast=vast,
                past=(Puntentoets(spoor.code, told) if nieuw else lambda *_: False)
                if spoor.teller == Teller.TOEWIJZING else None,
            )
            for spoor in _list_sporen(voortgang)
        )  # fmt: skip

    tracks = share(nieuw=True)
    return tracks if is_naast_totalen(tracks, told) else share(nieuw=False)


def list_sporen(eerder: Sequence[GedeeldeVoortgang], teller: Teller, code: str) -> list[GedeeldSpoor]:
    """Return one count of one gemeente as it was shared before."""
    return [found for one in eerder if (found := one.find(teller, code))]


def _share_plaatsingen(
    voortgang: Agendavoortgang,
    sporen: Sequence[GedeeldSpoor],
    eerder: Sequence[GedeeldeVoortgang],
    verband: _Verband,
) -> tuple[Deeltabel[str], Deeltabel[str], dict[tuple[str, str], int]]:
    """Return the placements of the year by class, by gemeente, and by group within each gemeente that is told.

    The agenda tells lettings too: of all groups, where these tables are of those that the rule binds.
    """
    year, classes, towns = voortgang.moment.jaar, voortgang.per_klasse, add_gemeenten(voortgang)
    total, let = sum(classes.values()), _list_toegewezen(sporen, year)
    every_let = _find_geheel(sporen, year)
    beside = max(0, every_let - total)
    may = verband.may_totaal(total) and all(
        is_deelbaar(total - other) for other in _list_totalen(let, eerder)
    )
    every = classes | ({_NAAST: beside} if beside else {})
    before = [table for one in eerder for table in (_list_klassen(one) if beside else [one.klassen])]
    secret = [] if may else [_NAAST]
    found = share_tabel(every, before, secret, totaal=may or 0 < total <= every_let)
    while found.cellen and not is_open(voortgang, found):
        secret += [key for key, count in found.cellen.items() if count == min(found.cellen.values())]
        found = share_tabel(every, before, secret, totaal=may or 0 < total <= every_let)
    may = may and beside == found.cellen.get(_NAAST, 0)
    by_class = Deeltabel({key: count for key, count in found.cellen.items() if key != _NAAST}, found.rest)
    whole = {code: sum(own.values()) for code, own in towns.items()}
    told = [*(one.gemeente_totalen for one in eerder), *map(Deeltabel, [let, *_list_eerder(eerder)])]
    silent = [
        *_list_stil(whole, let, eerder),
        *(code for code in whole if not verband.may_cel(code, whole[code])),
    ]
    by_town = share_tabel(whole, told, silent, totaal=may)
    cells = {
        (code, group): count
        for code in by_town.cellen
        for group, count in _share_groepen(code, towns[code], eerder).items()
    }
    return by_class, by_town, cells


def _list_verteld(eerder: Sequence[GedeeldeVoortgang]) -> list[Verteld]:
    return [
        Verteld(
            one.sporen,
            list_grenzen(one.moment, one.zonder_plaatsingen) if one.heeft_plaatsingen else (),
            one.gemeente_totalen.cellen,
            frozenset(whole for whole in (one.klassen.totaal, one.gemeente_totalen.totaal) if whole),
        )
        for one in eerder
    ]


class _Verband:
    """What follows of lettings and placements of all years together, for those of the year of the progress."""

    def __init__(
        self,
        voortgang: Agendavoortgang,
        sporen: Sequence[GedeeldSpoor],
        eerder: Sequence[GedeeldeVoortgang],
    ) -> None:
        bounds = list_grenzen(voortgang.moment, voortgang.zonder_plaatsingen) if voortgang.dit_jaar else ()
        self._parts = list(product(bounds, make_verbanden(sporen, _list_verteld(eerder))))

    def may_cel(self, code: str, aantal: int) -> bool:
        return all(known.may_cel(code, Deelstap(*bounds, aantal)) for bounds, known in self._parts)

    def may_totaal(self, aantal: int) -> bool:
        return all(known.may_totaal(Deelstap(*bounds, aantal)) for bounds, known in self._parts)


_NAAST = "naast de regel"
"""What the agenda counts beside the placements that the rule binds: one more class, which is told by its total."""


def _list_eerder(eerder: Sequence[GedeeldeVoortgang]) -> list[dict[str, int]]:
    """Return the lettings by gemeente that each earlier report told of its year."""
    return [_list_toegewezen(one.sporen, one.moment.jaar) for one in eerder]


def _list_totalen(let: Mapping[str, int], eerder: Sequence[GedeeldeVoortgang]) -> list[int]:
    """Return what was told of the whole region in this year, now and before."""
    found = [sum(counts.values()) for counts in (let, *_list_eerder(eerder)) if counts]
    return found + [
        whole for one in eerder for whole in (one.klassen.totaal, one.gemeente_totalen.totaal) if whole
    ]


def _find_geheel(sporen: Sequence[GedeeldSpoor], jaar: int) -> int:
    """Return the lettings of a year where the agenda tells all of them; 0 where it does not."""
    counts = [spoor.count_jaar(jaar) for spoor in sporen if spoor.teller == Teller.TOEWIJZING]
    known = [count for count in counts if count and count[1]]
    return sum(count for count, _ in known) if len(known) == len(counts) else 0


def _list_klassen(gedeeld: GedeeldeVoortgang) -> list[Deeltabel[str]]:
    """Return the classes as they were shared, with what the agenda counted beside them as far as that could be known.

    Where the total is what the agenda tells, nothing was beside them, or it was held back: both are reckoned with.
    """
    found, whole = gedeeld.klassen, _find_geheel(gedeeld.sporen, gedeeld.moment.jaar)
    if not whole or found.totaal is None or found.totaal > whole:
        return [found, Deeltabel({**found.cellen, _NAAST: 0}, found.rest)]
    with_it = Deeltabel({**found.cellen, _NAAST: whole - found.totaal}, found.rest)
    return [with_it] if whole > found.totaal else [found, with_it]


def _list_stil(
    gemeenten: Mapping[str, int], let: Mapping[str, int], eerder: Sequence[GedeeldeVoortgang]
) -> list[str]:
    """Return the gemeenten of which lettings that the rule does not bind rose by few: their placements are not told."""
    return [
        code
        for code, count in gemeenten.items()
        for one, then in zip(eerder, _list_eerder(eerder), strict=True)
        if code in let and code in then and code in one.gemeente_totalen.cellen
        if not is_deelbaar(let[code] - count - then[code] + one.gemeente_totalen.cellen[code])
    ]


def _share_groepen(
    code: str, groepen: Mapping[str, int], eerder: Sequence[GedeeldeVoortgang]
) -> Mapping[str, int]:
    """Return what may be told of the groups of a gemeente whose total is told."""
    before = []
    for one in eerder:
        told = {group: count for (town, group), count in one.per_gemeente.items() if town == code}
        whole = one.gemeente_totalen.cellen.get(code)
        before.append(Deeltabel(told, None if whole is None else whole - sum(told.values())))
    return share_tabel(groepen, before, [key for key in groepen if PER_SLEUTEL[key].gevoelig]).cellen


def _list_toegewezen(sporen: Sequence[GedeeldSpoor], jaar: int) -> dict[str, int]:
    """Return the lettings of a year by gemeente, as the agenda tells them."""
    counts = {spoor.code: spoor.count_jaar(jaar) for spoor in sporen if spoor.teller == Teller.TOEWIJZING}
    return {code: count[0] for code, count in counts.items() if count}


def _share_zonder(
    voortgang: Agendavoortgang, binnen: int | None, eerder: Sequence[GedeeldeVoortgang]
) -> int | None:
    """Return the homes without a decision, where neither they nor those with one are few, nor have grown by few."""
    without = voortgang.zonder_besluit
    if binnen is None:
        return None
    pairs = [
        (one.zonder_besluit, one.in_kwetsbaar - one.zonder_besluit)
        for one in eerder
        if one.zonder_besluit is not None and one.in_kwetsbaar is not None
    ]
    may = may_tell(without, [pair[0] for pair in pairs])
    decided = binnen - without
    return (
        without
        if may and is_deelbaar(decided) and all(is_deelbaar(decided - pair[1]) for pair in pairs)
        and all(
            len([one for one in own if without - (binnen - within) <= one <= without]) > 1
            for within, own in _list_ongezegd(eerder)
        )
        else None
    )  # fmt: skip


def _list_ongezegd(eerder: Sequence[GedeeldeVoortgang]) -> list[tuple[int, range]]:
    """Return the homes in kwetsbare buurten where those without a decision were not told, and what these can be."""
    return [
        (one.in_kwetsbaar, list_mogelijk(one.in_kwetsbaar, klein="zonder_besluit" in one.klein))
        for one in eerder
        if one.in_kwetsbaar is not None and one.zonder_besluit is None
    ]


def _list_klein(
    voortgang: Agendavoortgang,
    klassen: Deeltabel[str],
    sporen: Sequence[GedeeldSpoor],
    eerder: Sequence[GedeeldeVoortgang],
) -> frozenset[str]:
    """Return which of the two counts are told to be under 10, where it is not told what they are.

    Of neither where one that is 10 or more, beside what is told, could then be one number only: nothing is said of it.
    """
    within, without = voortgang.in_kwetsbaar, voortgang.zonder_besluit
    whole = klassen.totaal or _find_geheel(sporen, voortgang.moment.jaar)
    told = klassen.cellen.get(Klasse.KWETSBAAR)
    if told is not None:
        before = [one for one in eerder if one.in_kwetsbaar is not None and one.zonder_besluit is None]
        if before and before[-1].in_kwetsbaar != told:
            # Which of the two ends it is would settle what was not told before.
            return frozenset()
        return frozenset() if told == KLEIN + 1 or without >= KLEIN else frozenset({"zonder_besluit"})
    left = whole - sum(klassen.cellen.values()) if whole else None
    if not may_klein(left, count_anderen(voortgang, klassen), min(klassen.cellen.values(), default=None)):
        return frozenset()
    counts = {"in_kwetsbaar": within, "zonder_besluit": without}
    return frozenset(name for name, count in counts.items() if count < KLEIN)


def _list_sporen(voortgang: Agendavoortgang) -> list[Spoor]:
    """Return the counts by gemeente, and of what is agreed for no gemeente in particular: together the region."""
    return [*(spoor for spoor in voortgang.sporen if spoor.code), *voortgang.zonder_gemeente]
