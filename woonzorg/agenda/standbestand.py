"""The file of a stand: how far each line of the agenda is at a moment; numbers are since the start."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from woonzorg.agenda.cel import Cellezer
from woonzorg.agenda.lijn import Agendalijn, Standlijn
from woonzorg.agenda.planning import LAATSTE, list_verslagen
from woonzorg.eigenbestand.vorm import Sjabloontabel

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from woonzorg.agenda.kwartaal import Kwartaal
    from woonzorg.eigenbestand.tabel import Tabelregel

STAND = Sjabloontabel(
    "stand",
    {
        "moment": "2026-Q2 of 2026-Q4, tot en met 2030-Q4",
        "regel": "naam of nummer van de regel, zoals in de agenda",
        "toegezegd": "toegezegd, en nog niet in voorbereiding; vul 0 in als dat er niet is",
        "in_voorbereiding": "in voorbereiding, en nog niet klaar; vul 0 in als dat er niet is",
        "opgeleverd": "sinds het begin opgeleverd, of bij een toewijzing: toegewezen; vul 0 in als dat er niet is",
        "toelichting": "wat erbij te zeggen is; schrijf niet over personen",
        "bijgesteld_aantal": "een ander aantal dan in de agenda; leeg als dat blijft",
        "reden": "waarom het aantal is bijgesteld, of waarom er minder is opgeleverd dan de vorige keer; dit komt in "
        "het verslag: schrijf niet over personen",
    },
    sleutel="regel",
    verplicht=frozenset({"moment", "regel", "opgeleverd"}),
    voorbeelden=(("2026-Q4", "voorbeeld: A1", 10, 20, 10, "", "", ""),),
)
"""The table of a stand."""


def read_standen(
    regels: Sequence[Tabelregel], agenda: Sequence[Agendalijn], nu: Kwartaal, bevindingen: list[str]
) -> tuple[Standlijn, ...]:
    """Return how far the lines are, by moment.

    Parameters
    ----------
    regels : sequence of Tabelregel
    agenda : sequence of Agendalijn
        The lines that there are.
    nu : Kwartaal
        A stand of a later quarter is still to come.
    bevindingen : list of str
        Grows by what is wrong.
    """
    known = {line.regel.casefold(): line for line in agenda}
    read: list[tuple[Cellezer, Standlijn]] = []
    for row in regels:
        reader = Cellezer(row, bevindingen)
        line = _read_stand(reader, known, nu)
        if line is not None:
            read.append((reader, line))
    _check_dubbel(read)
    _check_verloop(read, known)
    return tuple(line for _, line in read)


def _read_stand(lees: Cellezer, known: dict[str, Agendalijn], nu: Kwartaal) -> Standlijn | None:
    moment, name = lees.read_kwartaal("moment", LAATSTE), lees.read_tekst("regel", verplicht=True)
    _check_moment(lees, moment, nu)
    agreed = known.get(name.casefold())
    if name and agreed is None:
        lees.say("regel", f"'{name[:40]}' staat niet in de agenda; verbeter de naam, of zet hem in de agenda")
    promised, busy, ready = (
        _read_stap(lees, column) for column in ("toegezegd", "in_voorbereiding", "opgeleverd")
    )
    changed, reason = lees.read_aantal("bijgesteld_aantal"), lees.read_tekst("reden")
    note = lees.read_tekst("toelichting")
    if moment is None or agreed is None or ready is None:
        return None
    line = Standlijn(moment, agreed.regel, promised, busy, ready, note, changed, reason)
    _check_reden(lees, line)
    return line


def _read_stap(lees: Cellezer, kolom: str) -> int | None:
    """Return a number; what is not filled in is not 0: a finding, but for a column that the file does not have."""
    if kolom in lees.regel.cellen and not lees.read_tekst(kolom):
        lees.say(kolom, "is leeg; vul een getal in, of 0 als er niets is")
    return lees.read_aantal(kolom)


def _check_moment(lees: Cellezer, moment: Kwartaal | None, nu: Kwartaal) -> None:
    if moment is None:
        if not lees.read_tekst("moment"):
            lees.say("moment", "is leeg; vul een moment in, zoals 2026-Q4")
        return
    if moment <= LAATSTE and moment not in {item.kwartaal for item in list_verslagen()}:
        lees.say("moment", f"{moment} is geen moment van de agenda; kies Q2 of Q4 van 2026 tot en met 2030")
    elif nu < moment <= LAATSTE:
        lees.say("moment", f"{moment} moet nog komen; het is nu {nu}")


def _check_reden(lees: Cellezer, line: Standlijn) -> None:
    if line.bijgesteld is not None and not line.reden:
        lees.say("reden", "is leeg; zeg waarom het aantal is bijgesteld")


def _check_dubbel(read: Sequence[tuple[Cellezer, Standlijn]]) -> None:
    seen: set[tuple[Kwartaal, str]] = set()
    for reader, line in read:
        if (line.moment, line.regel) in seen:
            reader.say("regel", f"'{line.regel}' staat er twee keer voor {line.moment}; haal er een weg")
        seen.add((line.moment, line.regel))


def _check_verloop(read: Sequence[tuple[Cellezer, Standlijn]], known: dict[str, Agendalijn]) -> None:
    readers = {id(line): reader for reader, line in read}
    for line, text in find_verloopfouten([line for _, line in read], known.values()):
        readers[id(line)].say("opgeleverd", text)


def find_verloopfouten(
    standen: Iterable[Standlijn], agenda: Iterable[Agendalijn]
) -> list[tuple[Standlijn, str]]:
    """Return where less was delivered than before without a reason, or more than the number that then holds.

    Parameters
    ----------
    standen : iterable of Standlijn
        Of one file or of more; what each is about hangs on those of earlier moments.
    agenda : iterable of Agendalijn
    """
    agreed = {line.regel: line.aantal for line in agenda}
    ordered = sorted(standen, key=lambda line: (line.regel, line.moment))
    found: list[tuple[Standlijn, str]] = []
    for name, own in groupby(ordered, key=lambda line: line.regel):
        total, before = agreed.get(name), None
        for line in own:
            total = total if line.bijgesteld is None else line.bijgesteld
            if before and line.opgeleverd < before.opgeleverd and not line.reden:
                less = f"{line.opgeleverd} is minder dan de {before.opgeleverd} van {before.moment}"
                found.append((line, f"{less}; zeg bij 'reden' waarom"))
            if total is not None and line.opgeleverd > total:
                found.append(
                    (line, f"{line.opgeleverd} is meer dan het aantal van {total}; verbeter een van beide")
                )
            before = line
    return found
