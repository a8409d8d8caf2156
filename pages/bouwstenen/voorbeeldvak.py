"""The box with what others did, alike on every page, and the way to all examples on Methode."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from pages.bouwstenen.bestand import read_bestand
from pages.bouwstenen.blok import show_blok
from woonzorg.links.parameters import METHODEDEEL
from woonzorg.voorbeelden import voorbeeldwoorden

if TYPE_CHECKING:
    from collections.abc import Iterable

    from woonzorg.voorbeelden.praktijk import Praktijkvoorbeeld

METHODE = "pages/methode/pagina.py"
VOORBEELDEN = "Wijk en voorbeelden"
"""The part of Methode with the examples."""

_STIJL = read_bestand("bouwstenen/voorbeeldvak.css")


def show_voorbeeldvak(inhoud: str, noten: Iterable[str], sleutel: str) -> None:
    """Show the box.

    Parameters
    ----------
    inhoud : str
        The examples, as `render_voorbeeld` made them; '' for none.
    noten : iterable of str
        What is said beneath; an empty one is passed over.
    sleutel : str
        Key, unique on the page.
    """
    st.html(f"<style>{_STIJL}</style>")
    notes = "".join(f'<p class="klein">{escape(note)}</p>' for note in noten if note)
    shown = f'<div class="rij">{inhoud}</div>' if inhoud else ""
    html = f'<section class="wz-anderen"><h2>{voorbeeldwoorden.KOP}</h2>{shown}{notes}</section>'
    show_blok(html, sleutel)
    show_voorbeelden_link(voorbeeldwoorden.ALLE, sleutel)


def render_voorbeeld(voorbeeld: Praktijkvoorbeeld, waarom: str) -> str:
    """Render an example: first why it is shown, as HTML after 'want', last its reservation."""
    place, name, scale = map(escape, (voorbeeld.plaats, voorbeeld.naam, voorbeeld.schaal))
    return (
        f"<article><h3>{place} <span>{name} · {scale}</span></h3>"
        f'<p class="want"><b>{voorbeeldwoorden.WANT}</b> {waarom}</p><p>{escape(voorbeeld.gedaan)}</p>'
        f'<p class="klein"><b>{voorbeeldwoorden.VOORBEHOUD}</b> {escape(voorbeeld.voorbehoud)}</p></article>'
    )


def show_voorbeelden_link(label: str, sleutel: str) -> None:
    """Show a link to all examples."""
    with st.container(key=f"alle-voorbeelden-{sleutel}"):
        st.page_link(METHODE, label=label, query_params={METHODEDEEL: VOORBEELDEN})
