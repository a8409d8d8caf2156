"""Themes of rented and owned homes on Kaart: what the figure is, and how common it is beside region and country."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from pages.bouwstenen.tabel import Tabelkolom
from woonzorg.socialehuur import plaatswoorden
from woonzorg.socialehuur.vertegenwoordiging import BEZIT, compare_bezit, tabulate_bezit

if TYPE_CHECKING:
    import pandas as pd

    from pages.kaart.kaartbeeld import Kaartbeeld

_KOLOMMEN = tuple(
    kolom
    for name, where in (("regio", "regio"), ("land", "Nederland"))
    for kolom in (
        Tabelkolom(f"woord_{name}", f"Naast {where}"), Tabelkolom(f"lq_{name}", f"Keer {where}", 2),
        Tabelkolom(f"laag_{name}", "van", 2), Tabelkolom(f"hoog_{name}", "tot", 2),
    )
)  # fmt: skip


def is_bezit(beeld: Kaartbeeld) -> bool:
    """Tell whether the map shows a tenure, in the newest figures."""
    return beeld.weergave.thema in BEZIT and beeld.weergave.jaar is None


def show_bezit(beeld: Kaartbeeld) -> None:
    """Say of a theme of rented or owned homes what it is; nothing of other themes."""
    if beeld.weergave.thema in BEZIT:
        words = f"{plaatswoorden.BEZIT_KAART} {plaatswoorden.MIDDENHUUR}"
        st.html(f'<p class="wz-hoogte">{escape(words)}</p>')


def show_bezitregel(beeld: Kaartbeeld) -> None:
    """Say beneath the card of the selected area how common the tenure on the map is there."""
    if not is_bezit(beeld):
        return
    lines = compare_bezit(beeld.snapshot.gebieden, beeld.weergave.gebied)
    told = [plaatswoorden.describe_bezit(line) for line in lines if line.sleutel == beeld.weergave.thema]
    st.html(f'<p class="wz-verschilregel">{escape(told[0])}</p>')


def list_bezitkolommen(beeld: Kaartbeeld) -> list[Tabelkolom]:
    """Return the columns that the table of areas has with a theme of rented or owned homes."""
    return list(_KOLOMMEN) if is_bezit(beeld) else []


def add_bezit(rijen: pd.DataFrame, beeld: Kaartbeeld) -> pd.DataFrame:
    """Add what these columns hold, beside the class."""
    if not is_bezit(beeld):
        return rijen
    found = tabulate_bezit(beeld.snapshot.gebieden, rijen, beeld.weergave.thema)
    words = {str(word): text for word, text in plaatswoorden.VERTEGENWOORDIGD.items()}
    told = {name: found[name].map(words) for name in ("woord_regio", "woord_land")}
    return rijen.assign(**{kolom.naam: found[kolom.naam] for kolom in _KOLOMMEN}).assign(**told)
