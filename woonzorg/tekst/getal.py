"""Numbers as they are written on screen and paper: the Dutch way, rounded as a person does."""

from __future__ import annotations

import math
from decimal import ROUND_HALF_UP, Decimal

ONBEKEND = "onbekend"
"""In place of a number that is missing."""


def round_getal(waarde: float, decimalen: int = 0) -> float:
    """Round the decimals of a number as a person does, halves away from 0, whatever kind of float it is.

    Python rounds the binary number, numpy another way and halves to even: one score would then read as two numbers.

    Examples
    --------
    >>> round_getal(-0.4115, 3), round_getal(2.5)
    (-0.412, 3.0)
    """
    value = float(waarde)
    if not abs(value) < _GROOTST:
        return value
    return float(Decimal(repr(value)).quantize(Decimal(1).scaleb(-decimalen), ROUND_HALF_UP))


_GROOTST = 1e15
"""From here on a float has no decimals."""


def format_getal(waarde: float | None, decimalen: int = 0, *, teken: bool = False) -> str:
    """Write a number the Dutch way: comma, points between thousands, a real minus; 'onbekend' when missing.

    Examples
    --------
    >>> format_getal(-1234.5, 1)
    '−1.234,5'
    """
    if waarde is None or math.isnan(waarde):
        return ONBEKEND
    rounded = round_getal(waarde, decimalen) + 0.0  # no minus before a zero
    text = f"{abs(rounded):,.{decimalen}f}".translate(str.maketrans(",.", ".,"))
    sign = "−" if rounded < 0 else "+" if teken and rounded > 0 else ""
    return sign + text


_DECIMALEN_MEEST = 17
"""Decimals that tell any two numbers apart, as they are kept."""


def write_naast(een: float, ander: float, decimalen: int) -> tuple[str, str]:
    """Write two numbers that are compared: with more decimals than asked where they would read the same, and differ.

    Examples
    --------
    >>> write_naast(-0.41, 0.0, 3), write_naast(-0.00028, 0.0, 3)
    (('−0,410', '0,000'), ('−0,0003', '0,0000'))
    """
    differ = (n for n in range(decimalen, _DECIMALEN_MEEST) if round_getal(een, n) != round_getal(ander, n))
    places = decimalen if een == ander else next(differ, _DECIMALEN_MEEST)
    return format_getal(een, places), format_getal(ander, places)


def format_kort(waarde: float, decimalen: int) -> str:
    """Write a number that is whole without decimals, another with as many as asked.

    Examples
    --------
    >>> format_kort(40.0, 1), format_kort(0.25, 2)
    ('40', '0,25')
    """
    return format_getal(waarde, 0 if waarde == int(waarde) else decimalen)


def write_minstens(waarde: float | None, *, minstens: bool) -> str:
    """Write a number, and of one that is a part only that there are at least so many.

    Examples
    --------
    >>> write_minstens(146, minstens=True), write_minstens(None, minstens=True)
    ('ten minste 146', 'onbekend')
    """
    return f"{'ten minste ' if minstens and waarde is not None else ''}{format_getal(waarde)}"


def count_woord(aantal: int, een: str, meer: str) -> str:
    """Write a number with its noun.

    Examples
    --------
    >>> count_woord(1, "woning", "woningen"), count_woord(1200, "woning", "woningen")
    ('1 woning', '1.200 woningen')
    """
    return f"{format_getal(aantal)} {een if aantal == 1 else meer}"


def format_procent(deel: float, geheel: float) -> str:
    """Write a share as a whole percentage; a share between 0 and 1 % reads 'minder dan 1 %'."""
    if not geheel > 0 or math.isnan(deel):
        return ONBEKEND
    percent = 100.0 * deel / geheel
    if 0 < percent < 1:
        return "minder dan 1 %"
    return f"{format_getal(percent)} %"
