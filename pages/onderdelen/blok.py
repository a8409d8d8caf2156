"""A piece of HTML with inline SVG on a page; `st.html` would leave the SVG out."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

_BLOK = st.components.v2.component(
    "woonzorg_blok",
    html='\n<div class="wz-blok"></div>',
    js="\n" + Path(__file__).with_name("blok.js").read_text(encoding="utf-8"),
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
