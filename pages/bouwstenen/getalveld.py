"""A field for a number with decimals, shown and read the Dutch way in any browser.

A browser shows `st.number_input` in its own language: 1,5 is then 1.5 for who has an English one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from woonzorg.eigenbestand.getal import GetalFout, parse_maat
from woonzorg.tekst.getal import format_getal
from woonzorg.tekst.plat import write_plat

if TYPE_CHECKING:
    from collections.abc import Callable

_LANGST = 20


def show_getalveld(
    label: str, waarde: float | None, grenzen: tuple[float, float],
    keep: Callable[[float | None], None], *, key: str, uitleg: str = "", leeg: str = "",
) -> None:  # fmt: skip
    """Show a number to change; what cannot be read or lies outside the bounds is told, and changes nothing.

    Parameters
    ----------
    label : str
    waarde : float or None
        The value now; None for an empty field.
    grenzen : tuple of float
        Least and greatest value.
    keep : callable
        What happens with a new value; None when the field is emptied.
    key : str
    uitleg : str
        Help behind the question mark.
    leeg : str
        What stands in an empty field; without it the field may not be empty.
    """
    st.session_state[key] = write_getal(waarde)
    st.text_input(
        label, key=key, max_chars=_LANGST, help=uitleg or None, placeholder=leeg or None,
        on_change=_read, args=(key, grenzen, keep), kwargs={"leeg": bool(leeg)},
    )  # fmt: skip
    fout = st.session_state.pop(_name_fout(key), "")
    if fout:
        st.error(write_plat(fout))


def write_getal(waarde: float | None) -> str:
    """Write a number as one types it: a comma, and no points between thousands."""
    return "" if waarde is None else f"{waarde:.10g}".replace(".", ",")


def _name_fout(key: str) -> str:
    return f"{key}-fout"


def _read(
    key: str, grenzen: tuple[float, float], keep: Callable[[float | None], None], *, leeg: bool
) -> None:
    typed = str(st.session_state[key]).strip()
    if not typed and leeg:
        keep(None)
        return
    try:
        keep(parse_getal(typed, grenzen))
    except GetalFout as fout:
        st.session_state[_name_fout(key)] = f"{fout}. {describe_grenzen(grenzen)}"


def describe_grenzen(grenzen: tuple[float, float]) -> str:
    """Tell what can be typed, where what was typed cannot."""
    low, high = (format_getal(limit, 0 if limit == int(limit) else 2) for limit in grenzen)
    return f"Typ een getal van {low} tot en met {high}, met een komma voor decimalen. Er is niets veranderd."


def parse_getal(typed: str, grenzen: tuple[float, float]) -> float:
    """Return the number that was typed.

    Raises
    ------
    GetalFout
        When it is none, or lies outside the bounds.
    """
    value = parse_maat(typed, grenzen[1])
    if not grenzen[0] <= value <= grenzen[1]:  # an empty field is NaN
        message = f"'{typed}' past hier niet" if typed else "Hier staat niets"
        raise GetalFout(message)
    return value
