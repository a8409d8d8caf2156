"""The third step: who invests and who gains, by knob; one picture, the balance by party, and what has no answer yet."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from pages.bouwstenen.blad import render_rooster
from pages.bouwstenen.blok import show_blok
from pages.bouwstenen.schil.kop import show_kop
from pages.initiatief.knopvel import show_knoppen
from pages.initiatief.tafel import show_tafel
from woonzorg.dag import today
from woonzorg.grafiek.gesprek import render_gespreksbeeld
from woonzorg.initiatief.balans import find_jaar, list_meldingen, make_balans
from woonzorg.initiatief.gesprek import EERSTE_JAAR, LAATSTE_JAAR
from woonzorg.initiatief.gespreksbeeld import TABELKOPPEN, make_gespreksbeeld
from woonzorg.initiatief.gesprekscontrole import warn_gesprek
from woonzorg.initiatief.gesprekswoorden import (
    GEEN_OPTELSOM,
    UITLEG,
    describe_bedragen,
    describe_gesprek,
    describe_krijgt,
    describe_melding,
)
from woonzorg.tekst.plat import write_plat
from woonzorg.verdeling.scenario.levensloop import WOO

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pages.initiatief.initiatiefstand import Initiatiefstand

_JAAR, _DEEL = "initiatief_jaar", "initiatief_gespreksdeel"


def show_gesprek(stand: Initiatiefstand) -> None:
    """Show the step."""
    talk = stand.werk.gesprek
    said = list_meldingen(talk)
    show_kop(describe_gesprek(said, len(talk.knoppen)))
    for warning in warn_gesprek(talk):
        st.warning(write_plat(warning))
    if _DEEL not in st.session_state:
        st.session_state[_DEEL] = "Het beeld" if talk.knoppen else "Per stuurknop"
    tabs = st.tabs(list(DELEN), on_change="rerun", key=_DEEL)
    for tab, show in zip(tabs, DELEN.values(), strict=True):
        if tab.open:
            with tab:
                show(stand)


def read_jaar(stand: Initiatiefstand) -> int:
    """Return the year that is shown."""
    return int(st.session_state.get(_JAAR) or find_jaar(stand.werk.gesprek, today().year))


def _show_jaar(stand: Initiatiefstand) -> None:
    st.session_state["initiatief-kies-jaar"] = read_jaar(stand)
    st.number_input(
        "Jaar", EERSTE_JAAR, LAATSTE_JAAR, step=1, key="initiatief-kies-jaar", width=150,
        on_change=lambda: st.session_state.update({_JAAR: st.session_state["initiatief-kies-jaar"]}),
    )  # fmt: skip


def _show_beeld(stand: Initiatiefstand) -> None:
    """Show the picture with what has no answer yet, and the same in a table."""
    picture = make_gespreksbeeld(stand.werk.gesprek, read_jaar(stand))
    drawn = render_gespreksbeeld(picture)
    if not drawn:
        st.html('<p class="wzi-erbij">Kies eerst een stuurknop, bij Per stuurknop.</p>')
        return
    show_blok(
        f'<div class="wzi-beeld" role="region" aria-label="Beeld van het gesprek" tabindex="0">{drawn}</div>'
        f"{render_vragen(stand)}",
        "initiatief-beeld",
    )
    rows = [tuple(map(escape, row)) for row in picture.tabel]
    table = render_rooster("Wie betaalt wat, en wie heeft er iets aan", TABELKOPPEN, rows)
    with st.expander("Hetzelfde in een tabel"):
        show_blok(table, "initiatief-beeldtabel")


def render_vragen(stand: Initiatiefstand) -> str:
    """Render what the partners still have to talk about."""
    lines = [describe_melding(one) for one in list_meldingen(stand.werk.gesprek)]
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    return f'<section class="wzi-vragen"><h2>Nog te bespreken</h2><ul>{items}</ul></section>' if items else ""


def _show_balans(stand: Initiatiefstand) -> None:
    """Show by party what it puts in and what it gains, in a year."""
    _show_jaar(stand)
    year = read_jaar(stand)
    lines = make_balans(stand.werk.gesprek, year)
    if not lines:
        st.html('<p class="wzi-erbij">Er is nog geen partij genoemd.</p>')
        return
    rows = [
        (escape(line.partij), escape(describe_bedragen(line.geeft)),
         escape(describe_krijgt(line)))
        for line in lines
    ]  # fmt: skip
    html = render_rooster(f"Balans per partij, {year}", ("Partij", "Geeft", "Krijgt"), rows)
    show_blok(
        f'{html}<p class="wzi-erbij">{escape(GEEN_OPTELSOM)}</p>{render_vragen(stand)}', "initiatief-balans"
    )


def _show_vellen(stand: Initiatiefstand) -> None:
    st.html(f'<p class="wzi-erbij">{escape(UITLEG)} {escape(WOO)}</p>')
    show_tafel(stand)
    show_knoppen(stand, read_jaar(stand))


DELEN: Mapping[str, Callable[[Initiatiefstand], None]] = {
    "Het beeld": _show_beeld,
    "Per stuurknop": _show_vellen,
    "Balans": _show_balans,
}
"""The parts of the step, by the words on their tabs."""
