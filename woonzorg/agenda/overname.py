"""'Neem plan over': the lines of an agenda that a plan gives, by gemeente and group; and an agenda as the file of it.

A plan says how many homes, for which group, in which gemeente, and by which decision. Who sees to it, with whose money,
and how it is measured, it does not say: that stays empty, and is told. All of it is by gemeente, never below.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from woonzorg.agenda.agendabestand import AGENDA
from woonzorg.agenda.kwartaal import Kwartaal
from woonzorg.agenda.lijn import Agendalijn, Agendasoort, Gedekt
from woonzorg.agenda.planning import BEGINJAAR, LAATSTE
from woonzorg.eigenbestand import sjabloon
from woonzorg.fouten import InvoerFout
from woonzorg.tekst.getal import count_woord
from woonzorg.tekst.melding import Zin, list_geldend
from woonzorg.tekst.plat import join_woorden
from woonzorg.tekst.rekenblad import write_csv_rijen
from woonzorg.verdeling.scenario.levensloop import list_onbesloten
from woonzorg.verdeling.uitkomst.gedeeld import share
from woonzorg.verdeling.vraag.groepen import PER_SLEUTEL, Eenheid, Instrument, Soort

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from woonzorg.agenda.versie import Agendaversie
    from woonzorg.verdeling.scenario.inhoud import Scenario
    from woonzorg.verdeling.uitkomst.uitkomst import Uitkomst
    from woonzorg.verdeling.vraag.lijnen import Restant

ONDERDEEL = 3
"""Component of the agenda with homes by group and gemeente (§7.2.2)."""

CONCEPT = "concept: nog geen besluit"
"""Source of lines of a plan that is not adopted."""

INSTRUMENTEN: dict[Instrument, Agendasoort] = {
    Instrument.TOEWIJZING: Agendasoort.TOEWIJZING,
    Instrument.NIEUWBOUW: Agendasoort.NIEUWBOUW,
    Instrument.TRANSFORMATIE: Agendasoort.TRANSFORMATIE,
}
"""How homes come about, in a plan and on the agenda; standplaatsen are in no plan."""

LEEG = (
    "Wat het plan niet zegt, staat leeg: corporatie, trekker, partners, geld, thema, en wat telt en hoe dat wordt "
    "gemeten. Vul dat aan."
)
_GEEN_BESLUIT = (
    "Dit plan is niet vastgesteld. Neem het over als concept: bij elke regel staat dat er geen besluit is."
)
_PER_JAAR = "De aantallen van het plan zijn per jaar. Ze staan op de agenda voor {}."
_EIGEN = (
    "Dit plan rust op eigen cijfers die niet gedeeld worden. Houd deze agenda bij uzelf tot u weet wat ervan openbaar "
    "mag zijn."
)
_CORPORATIES = "Hoe corporaties een afspraak verdelen, is niet overgenomen: het plan telt per gemeente."


def is_besloten(scenario: Scenario) -> bool:
    """Tell whether a plan was adopted: it is vastgesteld, and what it calls a decision is one."""
    return scenario.status == "vastgesteld" and not list_onbesloten(scenario)


def make_agenda(uitkomst: Uitkomst, jaren: Sequence[int] = (BEGINJAAR,)) -> tuple[Agendalijn, ...]:
    """Return the lines that a plan gives, by group (most urgent first) and gemeente, for each year.

    The number is what the plan places; the kind is how its homes come about, most often a letting. Of a plan that was
    not adopted the source says so (`CONCEPT`). What to tell beside it: `list_overnamezinnen`.

    Parameters
    ----------
    uitkomst : Uitkomst
        Of the scenario with its plan (`antwoord.compute_plan`).
    jaren : sequence of int
        Years for which a plan per year is put on the agenda, each due in its last quarter; 2026 to 2030. A plan that is
        a total to 2030 has one line, due at the end.

    Raises
    ------
    InvoerFout
        When a year lies outside the agenda, or none is given.
    """
    _check_jaren(jaren)
    source = f"{uitkomst.scenario.besluit}, {uitkomst.scenario.datum}"
    source = source if is_besloten(uitkomst.scenario) else CONCEPT
    return tuple(
        _make_lijn(key, due, count, source)
        for due in _list_termijnen(uitkomst.scenario, jaren)
        for key, count in _count_plan(uitkomst)
    )


def _check_jaren(jaren: Sequence[int]) -> None:
    if not jaren or not all(BEGINJAAR <= year <= LAATSTE.jaar for year in jaren):
        message = "Dit zijn geen jaren van de agenda."
        found = ", ".join(map(str, jaren)) or "geen jaar"
        raise InvoerFout(message, verwacht=f"{BEGINJAAR} tot en met {LAATSTE.jaar}", gevonden=found)


def _list_termijnen(scenario: Scenario, jaren: Sequence[int]) -> list[Kwartaal]:
    if scenario.soort == Soort.TOT_2030:
        return [LAATSTE]
    return [Kwartaal(year, 4) for year in sorted(set(jaren))]


Lijnsleutel = tuple[str, Agendasoort, str, str]
"""Group, kind, and code and name of the gemeente."""


def _count_plan(uitkomst: Uitkomst) -> Iterator[tuple[Lijnsleutel, int]]:
    """Yield what a plan places by group and gemeente, where that is something."""
    situatie, plan = uitkomst.situatie, uitkomst.plan.aantallen
    areas = situatie.veld.gebieden
    codes = areas["gemeentecode"].astype(str)
    towns = dict(zip(codes, areas["gemeentenaam"].astype(str), strict=True))
    for position, group in enumerate(situatie.groepen):
        kind = INSTRUMENTEN[situatie.behoefte.regels[position].instrument]
        for code in sorted(towns):
            count = int(plan[np.asarray(codes == code), position].sum())
            if count:
                yield (group, kind, code, towns[code]), count


def _make_lijn(sleutel: Lijnsleutel, gereed: Kwartaal, aantal: int, bron: str) -> Agendalijn:
    group, kind, code, town = sleutel
    name = f"{PER_SLEUTEL[group].titel}, {town}, {gereed}"
    return Agendalijn(
        name, ONDERDEEL, group, code, "", kind, Eenheid.WONING, aantal, gereed, "", "", "", Gedekt.ONBEKEND, bron, None,
        definitie=False, meting=False,
    )  # fmt: skip


def list_overnamezinnen(uitkomst: Uitkomst, jaren: Sequence[int] = (BEGINJAAR,)) -> list[str]:
    """Return what to tell of the lines that a plan gives: what they are, what is not in them, and what stays empty.

    Parameters
    ----------
    uitkomst : Uitkomst
    jaren : sequence of int
        As of `make_agenda`.
    """
    scenario, plan = uitkomst.scenario, uitkomst.plan
    short = sum(uitkomst.situatie.behoefte.aantallen) - sum(plan.geplaatst)
    years = join_woorden([str(year) for year in sorted(set(jaren))])
    rest, times = uitkomst.situatie.behoefte.restant, len(_list_termijnen(scenario, jaren))
    homes = count_woord(short * times, "woning", "woningen") + (" over deze jaren samen" if times > 1 else "")
    return list_geldend((
        Zin(not is_besloten(scenario), _GEEN_BESLUIT),
        Zin(scenario.soort == Soort.PER_JAAR, _PER_JAAR.format(years)),
        Zin(short > 0, f"Voor {homes} heeft het plan geen plek: die staan niet op de agenda."),
        Zin(bool(rest), f"Het plan verdeelt niet, en dus staat niet op de agenda: {_tell_restant(rest, times)}."),
        Zin(any(deal.corporaties for deal in scenario.afspraken), _CORPORATIES),
        Zin(share(uitkomst).verborgen, _EIGEN),
        Zin(True, LEEG),
    ))  # fmt: skip


def _tell_restant(restant: Sequence[Restant], jaren: int) -> str:
    """Name what is not spread, over so many years; what is asked once counts once."""
    words = {
        Eenheid.WONING: ("woning", "woningen"),
        Eenheid.STANDPLAATS: ("standplaats", "standplaatsen"),
    }
    counts = [item.aantal * (jaren if item.soort == Soort.PER_JAAR else 1) for item in restant]
    return "; ".join(
        f"{PER_SLEUTEL[item.groep].titel.lower()} ({count_woord(count, *words[item.eenheid])})"
        for item, count in zip(restant, counts, strict=True)
    )


AGENDAFORMATEN: tuple[str, ...] = (".csv", ".xlsx", ".json")
"""Kinds of file that an agenda can be, by their extension."""


def make_agendabestand(versie: Agendaversie, formaat: str) -> bytes:
    """Return an agenda as a file that opens again; `formaat` is one of `AGENDAFORMATEN`."""
    if formaat.lower() == ".json":
        return versie.to_json().encode()
    if formaat.lower() == ".xlsx":
        rows = [_list_cellen(line) for line in versie.lijnen]
        return sjabloon.make_werkmap("Uitvoeringsagenda", AGENDA.naam, tuple(AGENDA.kolommen), rows)
    return write_agenda(versie.lijnen)


def write_agenda(lijnen: Iterable[Agendalijn]) -> bytes:
    """Return lines as the file of an agenda (csv): `bundel.add_bestanden` gives the same lines back."""
    return write_csv_rijen(list(AGENDA.kolommen), map(_list_cellen, lijnen))


def _list_cellen(lijn: Agendalijn) -> list[str | int]:
    cells = {name: getattr(lijn, name) for name in AGENDA.kolommen}
    marks = {name: "ja" if cells[name] else "" for name in ("definitie", "meting")}
    return [_write_cel(cell) for cell in (cells | marks).values()]


def _write_cel(cel: object) -> str | int:
    return cel if isinstance(cel, int) else "" if cel is None else str(cel)
