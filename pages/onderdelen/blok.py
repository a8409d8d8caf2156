"""A piece of HTML with inline SVG on a page; `st.html` would leave the SVG out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pages.onderdelen.bestand import read_bestand

if TYPE_CHECKING:
    from collections.abc import Callable

_BLOK = st.components.v2.component(
    "woonzorg_blok",
    html='\n<div class="wz-blok"></div>',
    js=read_bestand("blok.js"),
    isolate_styles=False,
)


def show_blok(html: str, sleutel: str, kies: Callable[[str], None] | None = None) -> None:
    """Show HTML that our own renderers made.

    Parameters
    ----------
    html : str
        Every text from data in it must have been escaped.
    sleutel : str
        Key, unique on the page.
    kies : callable, optional
        Receives the code of an area when a link with ``data-gebied`` is followed.
    """

    def report() -> None:
        if kies is not None:
            kies(str(st.session_state[sleutel]["gebied"]))

    _BLOK(key=sleutel, data={"html": html}, on_gebied_change=report)
