"""Whether 'minder dan 10' may be said of homes in kwetsbare buurten, where their number is not told.

Who sees that it is said, or that it is not, knows on which side of ten it lies; and each class that is held back holds
fewer than each that is told. So it is said only where on both sides more than one number stays possible.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from woonzorg.agenda.plaatsingsbestand import KLASSE_ONBEKEND
from woonzorg.oordeel.veerkracht import Klasse
from woonzorg.verdeling.invoer.veld import KLEIN

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from woonzorg.agenda.deeltabel import Deeltabel
    from woonzorg.agenda.voortgang import Agendavoortgang

KRAP = KLEIN + 3
"""Where fewer homes are left for what is not told, it can be one or two numbers only that are 10 or more."""

MEEST = 45
"""Most homes of which all divisions are tried; of more the limits alone are reckoned with."""


@cache
def may_klein(rest: int | None, anderen: int, plafond: int | None) -> bool:
    """Tell whether it may be said on which side of ten a class lies that is not told.

    Parameters
    ----------
    rest : int or None
        Homes in it and the other classes that are not told; None where that is not known.
    anderen : int
        How many others there are.
    plafond : int or None
        The smallest class that is told: each other holds less; None where none is told.
    """
    if rest is not None and rest < KRAP:
        return rest == 0
    if not _has_keuze(_list_ruim(rest, anderen, plafond)):
        return False
    return rest is None or rest > MEEST or _has_keuze(_list_streng(rest, anderen, plafond or rest + 1))


def list_mogelijk(binnen: int, *, klein: bool) -> range:
    """Return what the homes without a decision can be, of those in kwetsbare buurten, where their number is not told.

    Parameters
    ----------
    binnen : int
        In kwetsbare buurten.
    klein : bool
        Whether it is told that those without are under 10.
    """
    if klein:
        return range(KLEIN)
    return range(binnen) if binnen == KLEIN + 1 else range(max(KLEIN, binnen - KLEIN + 1), binnen)


def is_open(voortgang: Agendavoortgang, klassen: Deeltabel[str]) -> bool:
    """Tell whether what is said of kwetsbare buurten leaves a choice, or their number is told."""
    least = min(klassen.cellen.values(), default=None)
    return Klasse.KWETSBAAR in klassen.cellen or may_klein(
        klassen.rest, count_anderen(voortgang, klassen), least
    )


def count_anderen(voortgang: Agendavoortgang, klassen: Deeltabel[str]) -> int:
    """Return of how many other classes nothing is told, and it is not told either that there is nothing in them."""
    unknown = {Klasse.ONBEKEND, KLASSE_ONBEKEND}
    names = {*Klasse, KLASSE_ONBEKEND} - {Klasse.KWETSBAAR} - set(klassen.cellen)
    return len(names if voortgang.zonder_klasse else names - unknown) + (klassen.totaal is None)


def _has_keuze(aantallen: set[int]) -> bool:
    """Tell whether on neither side of ten one number alone is possible."""
    large = sum(count >= KLEIN for count in aantallen)
    return large != 1 and len(aantallen) - large != 1


def _list_ruim(rest: int | None, anderen: int, plafond: int | None) -> set[int]:
    """Return what the class can hold by the limits alone; where there is none, as if there were one far away."""
    top = (plafond or max(rest or 0, 3 * KLEIN) + 1) - 1
    if rest is None:
        return set(range(top + 1))
    return set(range(max(0, rest - anderen * top), min(top, rest) + 1))


def _list_streng(rest: int, anderen: int, plafond: int) -> set[int]:
    """Return what the class can hold in the divisions of which just these classes would be held back."""
    found = set()
    for parts in _divide(rest, anderen + 1, plafond - 1):
        if _is_genoeg(parts, plafond) and _is_achter(parts):
            found |= set(parts) | ({0} if len(parts) <= anderen else set())
    return found


def _is_genoeg(delen: Sequence[int], plafond: int) -> bool:
    """Tell whether these parts may stand together behind what is told, as in `deeltabel`."""
    return len(delen) > 1 and sum(delen) >= KLEIN and set(delen) != {plafond - 1}


def _is_achter(delen: Sequence[int]) -> bool:
    """Tell whether these parts would be held back: small ones, and then the least others until that is enough."""
    if not delen or delen[0] < KLEIN:
        return bool(delen)
    others = [part for part in delen if part < delen[0]]
    return not _is_genoeg(others, delen[0]) and _is_achter(others)


def _divide(rest: int, delen: int, hoogst: int) -> Iterator[tuple[int, ...]]:
    """Give the ways to divide homes over at most so many parts, the largest first; none of them is nothing."""
    if rest == 0:
        yield ()
        return
    if delen == 0 or hoogst * delen < rest:
        return
    for part in range(min(hoogst, rest), 0, -1):
        for others in _divide(rest - part, delen - 1, part):
            yield part, *others
