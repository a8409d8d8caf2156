"""Lines of the agenda as they may be shared: what was agreed, when it is due, and why it was adjusted."""

from __future__ import annotations

from dataclasses import dataclass, replace
from string import ascii_lowercase
from typing import TYPE_CHECKING

from woonzorg.agenda.deeltabel import may_tell
from woonzorg.agenda.lijn import fold_regel
from woonzorg.agenda.prestatie import Meetbaar, list_kenmerken
from woonzorg.agenda.voortgang import find_teller
from woonzorg.agenda.vrijetekst import (
    MET_GETALLEN,
    WEG,
    drop_gebiedscodes,
    drop_getallen,
    drop_letter,
    drop_lijncodes,
    drop_lijngetallen,
    drop_naamgetallen,
    has_getal,
    names_lijn,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from woonzorg.agenda.lijn import Agendalijn
    from woonzorg.agenda.voortgang import Agendavoortgang, Lijnstand, Teller


@dataclass(frozen=True)
class GedeeldeLijn:
    """A line of the agenda, as it may be shared.

    Attributes
    ----------
    lijn : Agendalijn
        As agreed; its number is None where that may not be told.
    aantal : int or None
        The number that holds now: agreed or adjusted; None where there is none, or it may not be told.
    verborgen : bool
        Whether there is a number that may not be told.
    reden : str
        Why it was adjusted; '' while it stands as agreed.
    kenmerken : frozenset of Meetbaar
        What makes it an agreement that can be measured.
    te_laat : bool or None
        Whether its term has passed and it is not ready; None where its number is not told, or where telling that would
        give a small count away.
    """

    lijn: Agendalijn
    aantal: int | None
    verborgen: bool
    reden: str
    kenmerken: frozenset[Meetbaar]
    te_laat: bool | None

    @property
    def is_smart(self) -> bool:
        """Whether it has all five marks."""
        return len(self.kenmerken) == len(Meetbaar)


def share_lijnen(voortgang: Agendavoortgang, eerder: Iterable[GedeeldeLijn]) -> tuple[GedeeldeLijn, ...]:
    """Return the lines as they may be shared; `gedeeldtermijn` adds which of them are late.

    Parameters
    ----------
    voortgang : Agendavoortgang
    eerder : iterable of GedeeldeLijn
        As they were shared before.
    """
    known = list_bekend(eerder)
    lines = [replace(item, lijn=drop_lijncodes(item.lijn)) for item in voortgang.lijnen]
    told = [_share_lijn(item, _find_bekend(known, item.lijn.regel)) for item in lines]
    secret = [
        item.lijn.regel for item, line in zip(lines, told, strict=True) if is_achtergehouden(item, line)
    ]
    return _tell_apart(
        replace(line, lijn=drop_lijngetallen(line.lijn))
        if is_achtergehouden(item, line)
        else replace(line, reden=MET_GETALLEN)
        if has_getal(line.reden) and names_lijn(line.reden, secret)
        else line
        for item, line in zip(lines, told, strict=True)
    )


def _tell_apart(lijnen: Iterable[GedeeldeLijn]) -> tuple[GedeeldeLijn, ...]:
    """Return the lines with a letter behind the name of each that is called as one before it without its number."""
    made: list[GedeeldeLijn] = []
    for line in lijnen:
        same = (
            sum(drop_letter(one.lijn.regel) == line.lijn.regel for one in made)
            if WEG in line.lijn.regel
            else 0
        )
        name = (
            f"{line.lijn.regel} ({ascii_lowercase[same % 26] * (1 + same // 26)})"
            if same
            else line.lijn.regel
        )
        made.append(replace(line, lijn=replace(line.lijn, regel=name)))
    return tuple(made)


def is_achtergehouden(item: Lijnstand, gedeeld: GedeeldeLijn) -> bool:
    """Tell whether a number of a line is held back: that it holds now, or that was agreed."""
    return gedeeld.verborgen or (item.lijn.aantal is not None and gedeeld.lijn.aantal is None)


def _find_bekend(bekend: dict[str, set[int]], regel: str) -> set[int]:
    """Return the numbers that were told of a line, also where its name was told without the number in it."""
    names = {fold_regel(regel), fold_regel(drop_naamgetallen(regel))}
    return {count for name in names for count in bekend.get(name, ())}


def list_bekend(lijnen: Iterable[GedeeldeLijn]) -> dict[str, set[int]]:
    """Return by the name of each line the numbers that were told of it."""
    known: dict[str, set[int]] = {}
    for line in lijnen:
        told = {count for count in (line.lijn.aantal, line.aantal) if count is not None}
        known.setdefault(fold_regel(line.lijn.regel), set()).update(told)
        known.setdefault(fold_regel(drop_letter(line.lijn.regel)), set()).update(told)
    return known


def _share_lijn(item: Lijnstand, bekend: set[int]) -> GedeeldeLijn:
    first = item.lijn.aantal if may_tell(item.lijn.aantal, bekend) else None
    beside = bekend | (set() if first is None else {first})
    now = item.aantal if may_tell(item.aantal, beside) else None
    line, secret = replace(item.lijn, aantal=first), item.aantal is not None and now is None
    held = secret or (item.lijn.aantal is not None and first is None)
    reason = drop_getallen(drop_gebiedscodes(item.reden), verborgen=held)
    return GedeeldeLijn(line, now, secret, reason, list_kenmerken(item.lijn), None)


def add_afgesproken(lijnen: Iterable[GedeeldeLijn], teller: Teller, code: str) -> tuple[int, bool]:
    """Return the homes agreed for a gemeente as a sum of the lines that are told, and whether these are all."""
    own = [line for line in lijnen if find_teller(line.lijn) == teller and line.lijn.gemeente == code]
    return sum(line.aantal or 0 for line in own), not any(line.verborgen for line in own)
