"""A demand that is uncertain: how the plan of now fares from low to high, and where it breaks first."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from pages.bouwstenen.blok import show_blok
from pages.bouwstenen.grafiek import render_cijfers
from pages.bouwstenen.tabel import show_tabel
from pages.bouwstenen.werk import rekenwerk
from woonzorg.grafiek.svg import render_grafiek
from woonzorg.grafiek.vraagverloop import make_vraagverloop
from woonzorg.verdeling.uitkomst.vraagverloop import list_verloopzinnen

if TYPE_CHECKING:
    from pages.bouwstenen.werk.verdeelstand import Verdeelstand
    from woonzorg.gegevens.opslag import Snapshot

ONZEKER_OPEN = "onzeker-open"
"""Key of the fold."""


def show_onzeker(snapshot: Snapshot, stand: Verdeelstand) -> None:
    """Show how the plan fares; worked out only when it is asked for."""
    folder = st.expander("Als de vraag anders uitvalt", key=ONZEKER_OPEN, on_change="rerun")
    if not folder.open:
        return
    with folder:
        steps = rekenwerk.load_vraagverloop(stand.scenario, snapshot, stand.eigen)
        lines = "".join(f"<li>{escape(text)}</li>" for text in list_verloopzinnen(steps))
        st.html(f"<ul>{lines}</ul>")
        chart = make_vraagverloop(steps)
        left, right = st.columns(2, gap="large")
        with left:
            show_blok(render_grafiek(chart), "onzeker")
        with right:
            show_tabel(render_cijfers(chart.tabel, "Van lage naar hoge vraag"), "onzeker-tabel")
