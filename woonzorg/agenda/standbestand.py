"""The file of a stand: how far each line of the agenda is at a moment; numbers are since the start."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from woonzorg.agenda.cel import read_elk
from woonzorg.agenda.lijn import Agendalijn, Standlijn, fold_regel
from woonzorg.agenda.planning import LAATSTE, list_verslagen
from woonzorg.agenda.vrijetekst import OPENBAAR
from woonzorg.eigenbestand.vorm import Sjabloontabel

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from woonzorg.agenda.cel import Cellezer, Gelezen
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
        f"het verslag; {OPENBAAR}",
    },
    sleutel="regel",
    verplicht=frozenset({"moment", "regel", "opgeleverd"}),
    voorbeelden=(("2026-Q4", "voorbeeld: A1", 10, 20, 10, "", "", ""),),
)
"""The table of a stand."""


def read_standen(
    regels: Sequence[Tabelregel],
    agenda: Sequence[Agendalijn],
    nu: Kwartaal,
    bevindingen: list[str],
    *,
    heel: bool = True,
) -> tuple[Gelezen[Standlijn], ...]:
    """Return how far the lines are, by moment; what follows from other moments is for `find_verloopfouten`.

    Parameters
    ----------
    regels, bevindingen
        As `cel.read_elk`.
    agenda : sequence of Agendalijn
        The lines that there are.
    nu : Kwartaal
        A stand of a later quarter is still to come.
    heel : bool
        Whether these are all lines; where an agenda could not be read, no line is said to be in none.
    """
    known = {fold_regel(line.regel): line for line in sorted(agenda, key=lambda line: line.regel)}
    return read_elk(regels, bevindingen, lambda lees: _read_stand(lees, known, nu, heel=heel), _name_stand)


def _name_stand(lijn: Standlijn) -> tuple[object, str, str]:
    text = f"'{lijn.regel}' staat er twee keer voor {lijn.moment}; haal er een weg"
    return (lijn.moment, fold_regel(lijn.regel)), "regel", text


def _read_stand(
    lees: Cellezer, known: dict[str, Agendalijn], nu: Kwartaal, *, heel: bool
) -> Standlijn | None:
    moment, name = lees.read_kwartaal("moment", LAATSTE), lees.read_tekst("regel", verplicht=True)
    _check_moment(lees, moment, nu)
    agreed = known.get(fold_regel(name))
    if name and agreed is None and heel:
        lees.say("regel", f"'{name[:40]}' staat niet in de agenda; verbeter de naam, of zet hem in de agenda")
    promised, busy, ready = (
        _read_stap(lees, column) for column in ("toegezegd", "in_voorbereiding", "opgeleverd")
    )
    changed, reason = lees.read_aantal("bijgesteld_aantal"), lees.read_vrij("reden")
    note = lees.read_tekst("toelichting")
    if changed is not None and not reason:
        lees.say("reden", "is leeg; zeg waarom het aantal is bijgesteld")
    if moment is None or not name or ready is None or (agreed is None and heel):
        return None
    line = agreed.regel if agreed else name
    return Standlijn(moment, line, promised, busy, ready, note, changed, reason)


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


@dataclass(frozen=True)
class Verloopfout:
    """A stand that does not agree with another, or with the number of its line.

    Attributes
    ----------
    lijn : Standlijn
    kolom : str
    wat, remedie : str
        What is wrong, and what to do.
    tegen : Agendalijn or Standlijn
        With what it does not agree.
    """

    lijn: Standlijn
    kolom: str
    wat: str
    remedie: str
    tegen: Agendalijn | Standlijn


def find_verloopfouten(
    standen: Iterable[Standlijn], agenda: Iterable[Agendalijn], vanaf: Mapping[str, Kwartaal] | None = None
) -> list[Verloopfout]:
    """Return where less was delivered than before without a reason, or more than the number that then holds.

    In whatever order they are given, the same is found.

    Parameters
    ----------
    standen : iterable of Standlijn
        Of one file or of more; what each is about hangs on those of earlier moments.
    agenda : iterable of Agendalijn
    vanaf : mapping, optional
        Folded name of a line to the moment from which its number holds: earlier stands are not held against it.
    """
    agreed = {fold_regel(line.regel): line for line in sorted(agenda, key=lambda line: line.aantal or 0)}
    ordered = sorted(standen, key=_order)
    found: list[Verloopfout] = []
    for name, own in groupby(ordered, key=lambda line: fold_regel(line.regel)):
        lines = list(own)
        found += _find_daling(lines)
        found += _find_teveel(lines, agreed.get(name), (vanaf or {}).get(name))
    return found


def _order(lijn: Standlijn) -> tuple[object, ...]:
    adjusted = -1 if lijn.bijgesteld is None else lijn.bijgesteld
    return fold_regel(lijn.regel), lijn.moment, lijn.opgeleverd, adjusted, lijn.reden


def _find_daling(lijnen: Sequence[Standlijn]) -> Iterator[Verloopfout]:
    for before, line in pairwise(lijnen):
        if before.moment < line.moment and line.opgeleverd < before.opgeleverd and not line.reden:
            less = f"{line.opgeleverd} is minder dan de {before.opgeleverd} van {before.moment}"
            yield Verloopfout(line, "opgeleverd", less, "zeg bij 'reden' waarom", before)


def _find_teveel(
    lijnen: Sequence[Standlijn], lijn: Agendalijn | None, vanaf: Kwartaal | None
) -> Iterator[Verloopfout]:
    """Find more than the number: as agreed, until it was adjusted; of a kept agenda again from its moment.

    A number of the agenda that a stand adjusted the line to was taken over from it (`versie.make_actualisatie`). What
    was agreed before is then not known: more may have been under way, but homes that are ready stay.
    """
    taken = lijn is not None and lijn.aantal in {line.bijgesteld for line in lijnen}
    adjusted: Standlijn | None = None
    for line in lijnen:
        if line.bijgesteld is not None and not is_achterhaald(line, vanaf):
            adjusted = line
        if adjusted and adjusted.bijgesteld is not None:
            yield from _find_boven(line, adjusted.bijgesteld, adjusted)
        elif line.bijgesteld is not None:
            yield from _find_boven(line, line.bijgesteld, line)
        elif lijn is not None and lijn.aantal is not None and not (vanaf and line.moment < vanaf):
            yield from _find_boven(line, lijn.aantal, lijn, onderweg=not taken)


def is_achterhaald(lijn: Standlijn, vanaf: Kwartaal | None) -> bool:
    """Tell whether a stand adjusted its line before the agenda that holds now; of the same moment the stand is later.

    Parameters
    ----------
    lijn : Standlijn
    vanaf : Kwartaal or None
        From which moment the agenda holds; None where that is not known.
    """
    return lijn.bijgesteld is not None and vanaf is not None and lijn.moment < vanaf


def _find_boven(
    lijn: Standlijn, aantal: int, tegen: Agendalijn | Standlijn, *, onderweg: bool = True
) -> Iterator[Verloopfout]:
    every = lijn.opgeleverd + (lijn.in_voorbereiding or 0) + (lijn.toegezegd or 0)
    more = f"meer dan het aantal van {aantal}"
    if lijn.opgeleverd > aantal:
        yield Verloopfout(lijn, "opgeleverd", f"{lijn.opgeleverd} is {more}", "verbeter een van beide", tegen)
    elif onderweg and every > aantal:
        column = "toegezegd" if lijn.toegezegd else "in_voorbereiding"
        what = f"toegezegd, in voorbereiding en opgeleverd zijn samen {every}, {more}"
        yield Verloopfout(
            lijn, column, what, "verbeter ze, of vul bij bijgesteld_aantal in wat nu geldt", tegen
        )
