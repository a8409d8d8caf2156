"""Lines, stands and counts of an agenda for tests, each with what a test names."""

from __future__ import annotations

import dataclasses
from datetime import date

from woonzorg.agenda.bundel import Agendabundel, Leesgrond, add_bestanden
from woonzorg.agenda.kwartaal import Kwartaal
from woonzorg.agenda.lijn import Agendalijn, Agendasoort, Gedekt, Standlijn
from woonzorg.agenda.plaatsingen import Plaatsingstelling

Q2, Q4 = Kwartaal(2026, 2), Kwartaal(2026, 4)


def make_lijn(regel: str, soort: str = "toewijzing", gemeente: str = "GM1", aantal: int | None = 100, **rest):
    usual = Agendalijn(
        regel, 3, "statushouders", gemeente, "", Agendasoort(soort), "woning", aantal, Q4, "gemeente", "", "",
        Gedekt.JA, "raad, 1-6-2026", 2, True, True,
    )  # fmt: skip
    return dataclasses.replace(usual, **rest)


def make_stand(regel: str, moment: Kwartaal, gereed: int, **rest):
    return dataclasses.replace(Standlijn(moment, regel, 0, 0, gereed, "", None, ""), **rest)


def make_telling(
    moment: Kwartaal, kwetsbaar: int, zonder: int, draagkrachtig: int = 0, **rest
) -> Plaatsingstelling:
    classes = {"kwetsbaar": kwetsbaar, "draagkrachtig": draagkrachtig}
    usual = Plaatsingstelling(moment, classes, {}, zonder, {"raad, 2026-04-14": kwetsbaar - zonder}, 0, 0)
    return dataclasses.replace(usual, **rest)


def read_bestand(
    naam: str, raw: bytes, gemeenten=None, veld=None, *, bij: Agendabundel | None = None,
    moment: Kwartaal | None = None, vandaag: date = date(2026, 11, 29),
) -> Agendabundel:  # fmt: skip
    """Return what one file holds, as a visit gives it; beside files that were given before."""
    ground = Leesgrond(gemeenten or {}, lambda: veld, Q4, vandaag, moment)
    return add_bestanden(bij or Agendabundel(), [(naam, raw)], ground)
