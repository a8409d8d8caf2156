"""Numbers as people write them in a cell: with points, commas and spaces, and never guessed.

A number that a spreadsheet keeps as one is taken as it is. Text is read the Dutch way (a comma before decimals, points
between thousands) and the English way; where both give a number that could be meant, the cell is refused.
"""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from woonzorg.eigenbestand.blad import Cel

MEEST = 9_999_999
"""No area, complex or demand counts more."""

_SPATIE = r"[ \u00a0\u2007\u202f'’]"
_GROEPEN = re.compile(rf"-?[1-9][0-9]{{0,2}}({_SPATIE}[0-9]{{3}})+(?=[.,]|$)")
_HEEL = re.compile(r"-?[0-9]{1,15}")
_NEDERLANDS = re.compile(r"-?([1-9][0-9]{0,2}(\.[0-9]{3}){1,4}|[0-9]{1,15})(,[0-9]{1,15})?")
_ENGELS = re.compile(r"-?([1-9][0-9]{0,2}(,[0-9]{3}){1,4}|[0-9]{1,15})(\.[0-9]{1,15})?")


class GetalFout(ValueError):
    """What is wrong with a number, and what to do, in Dutch."""


def parse_geheel(cel: Cel, laagst: int = 0, hoogst: int = MEEST) -> int | None:
    """Return the whole number in a cell; None when it is empty.

    Raises
    ------
    GetalFout
        When it is none, can be read in two ways, or lies outside the bounds.

    Examples
    --------
    >>> parse_geheel("1.234"), parse_geheel("12,0"), parse_geheel(7), parse_geheel("")
    (1234, 12, 7, None)
    """
    if cel == "":
        return None
    number = cel if isinstance(cel, int | float) else _choose_geheel(cel)
    if not math.isfinite(number) or number != math.floor(number):
        message = f"'{show_cel(cel)}' is geen heel getal; typ alleen cijfers"
        raise GetalFout(message)
    if not laagst <= number <= hoogst:
        message = f"{show_cel(cel)} ligt niet tussen {laagst} en {hoogst}; verbeter het"
        raise GetalFout(message)
    return int(number)


def _choose_geheel(tekst: str) -> float:
    """Return what a text says; NaN when it is no whole number."""
    dutch, english = _read_wijzen(tekst)
    # 12.000 may be 12 or 12000, and 1,234 a broken number or 1234; but 1.234 can only be the whole number 1234.
    if dutch is not None and english is not None and dutch != english and english.is_integer():
        raise GetalFout(_refuse_dubbel(tekst, dutch, english))
    read = dutch if dutch is not None and dutch.is_integer() else english
    return math.nan if read is None else read


def parse_maat(cel: Cel, hoogst: float) -> float:
    """Return a number with decimals, such as a coordinate; NaN when the cell is empty.

    Parameters
    ----------
    cel : str, int or float
    hoogst : float
        Greatest size: of two ways to read a text, one may lie beyond.

    Raises
    ------
    GetalFout
        When it is none, can be read in two ways, or is too large.

    Examples
    --------
    >>> parse_maat("5,988", 180), parse_maat("196123.5", 1e6)
    (5.988, 196123.5)
    """
    if cel == "":
        return math.nan
    read = (float(cel),) * 2 if isinstance(cel, int | float) else _read_wijzen(cel)
    fitting = {number for number in read if number is not None and abs(number) <= hoogst}
    if len(fitting) == 2:
        raise GetalFout(_refuse_dubbel(str(cel), *sorted(fitting)))
    if not fitting:
        message = f"'{show_cel(cel)}' is geen getal tot {hoogst:.0f}; verbeter het"
        raise GetalFout(message)
    return fitting.pop()


def parse_procent(cel: Cel) -> float | None:
    """Return a percentage from 0 to 100, a percent sign allowed; None when the cell is empty.

    Raises
    ------
    GetalFout
        When it is none.
    """
    if cel == "":
        return None
    if isinstance(cel, str):
        bare = cel.removesuffix("%").rstrip().replace(",", ".")
        value = float(bare) if re.fullmatch(r"[0-9]{1,3}(\.[0-9]{1,20})?", bare) else math.nan
    else:
        value = float(cel)
    if math.isnan(value):
        message = f"'{show_cel(cel)}' is geen percentage; typ alleen cijfers"
        raise GetalFout(message)
    if not 0 <= value <= 100:
        message = f"'{show_cel(cel)}': verwacht 0 tot 100 procent"
        raise GetalFout(message)
    return value


def show_cel(cel: Cel) -> str:
    """Return what stands in a cell, for a message: short, with a comma before decimals."""
    return cel[:30] if isinstance(cel, str) else f"{cel:.15g}".replace(".", ",")[:30]


def _read_wijzen(tekst: str) -> tuple[float | None, float | None]:
    """Return what a text says the Dutch way, and the English way; None where it says nothing."""
    text = tekst.replace("−", "-").replace("–", "-")
    grouped = _GROEPEN.match(text)
    if grouped:
        text = re.sub(_SPATIE, "", grouped[0]) + text[grouped.end() :]
    dutch = text.replace(".", "").replace(",", ".") if _NEDERLANDS.fullmatch(text) else ""
    english = text.replace(",", "") if _ENGELS.fullmatch(text) else ""
    return float(dutch) if dutch else None, float(english) if english else None


def _refuse_dubbel(tekst: str, een: float, ander: float) -> str:
    first, second = (f"{number:.15g}".replace(".", ",") for number in (een, ander))
    return (
        f"'{tekst[:30]}' kan {first} of {second} zijn; schrijf het zonder punt of komma tussen duizendtallen"
    )
