"""The tab Afspraken: every line of the agenda by the date at which it is due."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from pages.bouwstenen.tabel import Tabelkolom, render_tabel, show_tabel
from pages.voortgang.plan import show_herplan
from woonzorg.agenda.lijntabel import list_gedeelde_lijnrijen, list_lijnrijen
from woonzorg.agenda.paneelwoorden import GEEN_AGENDA

if TYPE_CHECKING:
    from pages.voortgang.voortgangstand import Voortgangstand

_KOLOMMEN: tuple[tuple[str, str, int | None], ...] = (
    ("regel", "Regel", None), ("gereed", "Gereed", None), ("wat", "Wat", None), ("gemeente", "Gemeente", None),
    ("trekker", "Trekker", None), ("aantal", "Aantal", 0), ("opgeleverd", "Klaar of toegewezen", 0),
    ("in_voorbereiding", "In voorbereiding", 0), ("toegezegd", "Toegezegd", 0), ("gedekt", "Geld gedekt", None),
    ("let_op", "Let op", None),
)  # fmt: skip
_VOORTGANG = frozenset({"opgeleverd", "in_voorbereiding", "toegezegd"})
"""How far a line is: told by gemeente only, where others look along."""


def show_afspraken(stand: Voortgangstand) -> None:
    """Show the table; where only what may be shared is on screen, without how far each line is."""
    shared = stand.alleen_gedeeld
    if not stand.bundel.lijnen:
        st.html(f'<section class="wz-voortgang"><p>{escape(GEEN_AGENDA)}</p></section>')
        return
    rows = (
        list_gedeelde_lijnrijen(stand.gedeeld, stand.gemeenten)
        if shared
        else list_lijnrijen(stand.voortgang, stand.gemeenten)
    )
    columns = [Tabelkolom(*head) for head in _KOLOMMEN if not (shared and head[0] in _VOORTGANG)]
    frame = pd.DataFrame([vars(row) for row in rows], columns=[head[0] for head in _KOLOMMEN])
    title = f"Afspraken naar datum, stand {stand.moment.kwartaal}"
    show_tabel(render_tabel(frame, columns, title), "voortgang-afspraken")
    if shared:
        return
    folder = st.expander("Herplan de rest", key="voortgang-herplan-open", on_change="rerun")
    if folder.open:
        with folder:
            show_herplan(stand)
