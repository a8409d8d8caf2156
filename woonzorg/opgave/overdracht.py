"""The opgave as demand for a distribution: which lines go along, which do not and why.

The choice between published and recomputed travels in the source of each line. Rows that overlap are never added: of
ouderen only the forms that §4.1 names as the opgave go along.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from woonzorg.fouten import InvoerFout
from woonzorg.opgave.banden import Band, make_banden
from woonzorg.opgave.optellen import Optelmaat, add_cijfers
from woonzorg.opgave.publicatie import STREEK, TOTAAL
from woonzorg.opgave.stromen import list_stromen
from woonzorg.opgave.voorbeeldopgave import BRON as VERZONNEN
from woonzorg.opgave.woorden import name_groep, name_vorm
from woonzorg.verdeling.uitkomst.vraagmelding import (
    describe_zonder_aantal,
    find_zonder_aantal,
    list_toelichting,
)
from woonzorg.verdeling.vraag.groepen import Eenheid, Instrument, Soort
from woonzorg.verdeling.vraag.lijnen import BINNEN_UITSTROOM, STANDAARDVRAAG, Vraagregel
from woonzorg.verdeling.vraag.parameter import AANNAME

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from woonzorg.opgave.cijfers import Cijfer, Cijferkeuze

IN_VERDELING: dict[str, str] = {
    "lichamelijke_beperking": "beperking",
    "verstandelijke_beperking": "beperking",
}
"""Groups of the tables that the tree of §3.1 knows by another key."""

NIET_MEE = frozenset({"regulier wonen", "nultreden in regulier wonen"})
"""Forms whose supply overlaps, and that §4.1 does not name as the opgave."""


@dataclass(frozen=True)
class Weggelaten:
    """What does not go along, and why."""

    wat: str
    reden: str


@dataclass(frozen=True)
class Overdracht:
    """Demand for a scenario.

    Attributes
    ----------
    vraag : tuple of Vraagregel
    weggelaten : tuple of Weggelaten
    """

    vraag: tuple[Vraagregel, ...]
    weggelaten: tuple[Weggelaten, ...]


@dataclass(frozen=True)
class Vraagherkomst:
    """Where the figures of a line come from.

    Attributes
    ----------
    streek, jaar, keuze : str, int, Cijferkeuze
        What was chosen.
    elders : bool
        Whether they are carried to another region, where they are an example.
    verzonnen : bool
        Whether they are invented, as the region is.
    """

    streek: str
    jaar: int
    keuze: Cijferkeuze
    elders: bool = False
    verzonnen: bool = False

    def write(self, plek: str) -> str:
        """Return the source of a line, with the choice."""
        own = VERZONNEN if self.verzonnen else "eigen cijfers"
        place = f"visie, {plek}" if self.streek == STREEK else own
        source = f"{place}, {self.jaar}, gekozen: {self.keuze}"
        return f"{AANNAME}: als voorbeeld van {self.streek} ({source})" if self.elders else source


def make_overdracht(cijfers: Sequence[Cijfer], herkomst: Vraagherkomst) -> Overdracht:
    """Return the demand that an opgave gives in one year.

    Parameters
    ----------
    cijfers : sequence of Cijfer
    herkomst : Vraagherkomst
    """
    year = [cijfer for cijfer in cijfers if cijfer.jaar == herkomst.jaar]
    parts = [
        *_list_stromen(year, herkomst),
        *_list_standplaatsen(year, herkomst),
        *_list_tekorten(year, herkomst),
    ]
    lines = [part for part in parts if isinstance(part, Vraagregel)]
    lines += _list_binnen(lines, herkomst)
    return Overdracht(tuple(lines), tuple(part for part in parts if isinstance(part, Weggelaten)))


def list_kanttekeningen(overdracht: Overdracht, *, eigen: bool = False) -> list[str]:
    """Return what the figures do not tell: groups that the rule binds without a number, and what a number leaves out.

    Parameters
    ----------
    overdracht : Overdracht
    eigen : bool
        Whether the figures are a region's own, in place of the vision's.
    """
    groups = [line.groep for line in overdracht.vraag]
    silent = (
        describe_zonder_aantal(find_zonder_aantal(groups, genoemd=()), "deze cijfers noemen")
        if eigen
        else describe_zonder_aantal(find_zonder_aantal(groups))
    )
    return [text for text in (silent, *list_toelichting(overdracht.vraag)) if text]


def _list_stromen(cijfers: list[Cijfer], herkomst: Vraagherkomst) -> Iterator[Vraagregel | Weggelaten]:
    for stroom in list_stromen(cijfers):
        if stroom.laag is None or stroom.hoog is None:
            yield Weggelaten(name_groep(stroom.groep), "de vraag is onbekend")
        else:
            yield Vraagregel(stroom.groep, stroom.laag, stroom.hoog, bron=herkomst.write("tabel 1"))


def _list_standplaatsen(cijfers: list[Cijfer], herkomst: Vraagherkomst) -> Iterator[Vraagregel]:
    lines = [cijfer for cijfer in cijfers if cijfer.soort == Soort.TOT_2030]
    for groep in dict.fromkeys(cijfer.groep for cijfer in lines):
        values = [cijfer.vraag for cijfer in lines if cijfer.groep == groep and cijfer.vraag is not None]
        if values:
            yield Vraagregel(
                groep, min(values), max(values), Eenheid.STANDPLAATS, Soort.TOT_2030, Instrument.STANDPLAATS,
                bron=herkomst.write("tabel 1"),
            )  # fmt: skip


def _list_binnen(lines: list[Vraagregel], herkomst: Vraagherkomst) -> list[Vraagregel]:
    """Return the lines that lie inside uitstroom, which the tables do not have; only with Parkstad's own."""
    if herkomst.streek != STREEK or not any(line.groep == "uitstroom" for line in lines):
        return []
    source = f"{AANNAME}: als voorbeeld van {STREEK} ({{}})" if herkomst.elders else "{}"
    return [
        Vraagregel(
            line.groep, line.laag, line.hoog, line.eenheid, bron=source.format(f"{line.bron}, gepubliceerd")
        )
        for line in STANDAARDVRAAG
        if line.groep in BINNEN_UITSTROOM
    ]


def _list_tekorten(cijfers: list[Cijfer], herkomst: Vraagherkomst) -> Iterator[Vraagregel | Weggelaten]:
    stock = [cijfer for cijfer in cijfers if cijfer.soort == Soort.VOORRAAD]
    groups = dict.fromkeys(IN_VERDELING.get(cijfer.groep, cijfer.groep) for cijfer in stock)
    for groep in groups:
        lines = [cijfer for cijfer in stock if IN_VERDELING.get(cijfer.groep, cijfer.groep) == groep]
        short = [cijfer for cijfer in lines if (cijfer.choose(herkomst.keuze) or 0) < 0]
        for band in make_banden([cijfer for cijfer in short if cijfer.woonvorm in NIET_MEE], herkomst.keuze):
            yield _leave_nultreden(band)
        yield from _add_tekort(
            groep, [cijfer for cijfer in lines if cijfer.woonvorm not in NIET_MEE], herkomst
        )


def _leave_nultreden(band: Band) -> Weggelaten:
    return Weggelaten(
        name_vorm(band.groep, band.woonvorm), "dit aanbod overlapt met ander aanbod en is niet op te tellen"
    )


def _add_tekort(
    groep: str, lines: list[Cijfer], herkomst: Vraagherkomst
) -> Iterator[Vraagregel | Weggelaten]:
    """Yield the shortage of one group, lowest and highest of its scenarios; a surplus of one form fills no other."""
    known = [cijfer for cijfer in lines if cijfer.choose(herkomst.keuze) is not None]
    if not known:
        yield Weggelaten(name_groep(groep), f"er is niets {herkomst.keuze}")
        return
    try:
        totals = count_tekorten(known, herkomst.keuze).values()
    except InvoerFout as error:
        yield Weggelaten(name_groep(groep), f"{error.wat} {error.gevonden}")
        return
    if max(totals) == 0:
        yield Weggelaten(name_groep(groep), "er is geen tekort")
        return
    source = herkomst.write("tabel 3" if herkomst.keuze == "gepubliceerd" else "tabel 1 en 2")
    yield Vraagregel(
        groep, min(totals), max(totals), Eenheid.WONING, Soort.VOORRAAD, Instrument.NIEUWBOUW, bron=source
    )


def count_tekorten(cijfers: Sequence[Cijfer], keuze: Cijferkeuze) -> dict[str, int]:
    """Return the shortage of one group in one year by scenario, over the forms that §4.1 names as the opgave.

    A surplus of one form fills no other, and a total stands only where there are no forms.

    Raises
    ------
    InvoerFout
        When forms overlap.
    """
    lines = [cijfer for cijfer in cijfers if cijfer.woonvorm not in NIET_MEE]
    names = dict.fromkeys(cijfer.scenario for cijfer in lines)
    return {
        name: _add_scenario([cijfer for cijfer in lines if cijfer.scenario == name], keuze) for name in names
    }


def _add_scenario(lines: list[Cijfer], keuze: Cijferkeuze) -> int:
    forms = [cijfer for cijfer in lines if cijfer.woonvorm != TOTAAL] or lines
    short = [cijfer for cijfer in forms if (cijfer.choose(keuze) or 0) < 0]
    return -(add_cijfers(short, Optelmaat(str(keuze))) or 0)
