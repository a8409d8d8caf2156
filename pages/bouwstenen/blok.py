"""A piece of HTML with inline SVG on a page; `st.html` would leave the SVG out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pages.bouwstenen.bestand import read_bestand

if TYPE_CHECKING:
    from collections.abc import Callable

_PLEK = '\n<div class="wz-blok"></div>'

_BLOK = st.components.v2.component(
    "woonzorg_blok",
    html=_PLEK,
    # What a component returns Streamlit calls at the end: so nothing is returned.
    js=read_bestand("bouwstenen/blok.js") + "export default (component) => void toonBlok(component);\n",
    isolate_styles=False,
)
_KEUZEBLOK = st.components.v2.component(
    "woonzorg_keuzeblok",
    html=_PLEK,
    js=read_bestand("bouwstenen/blok.js") + read_bestand("bouwstenen/keuzeblok.js"),
    isolate_styles=False,
)


def show_blok(html: str, sleutel: str) -> None:
    """Show HTML that our own renderers made.

    Parameters
    ----------
    html : str
        Every text from data in it must have been escaped.
    sleutel : str
        Key, unique on the page.
    """
    _BLOK(key=sleutel, data={"html": html})


def show_keuzeblok(html: str, sleutel: str, kies: Callable[[str], None]) -> None:
    """Show HTML whose links choose; with another ``data-kop`` in it the reader is led to that heading.

    Parameters
    ----------
    html, sleutel
        As for `show_blok`.
    kies : callable
        Receives the ``data-gebied`` of a link that is followed.
    """
    _KEUZEBLOK(
        key=sleutel,
        data={"html": html},
        on_gebied_change=lambda: kies(str(st.session_state[sleutel]["gebied"])),
    )
