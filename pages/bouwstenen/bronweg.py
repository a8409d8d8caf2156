"""The quiet link from a figure to its source, alike wherever a figure stands."""

from __future__ import annotations

from html import escape

import streamlit as st

from woonzorg.herkomst import herkomst


def render_bronweg(adres: str, inhoud: str, naam: str) -> str:
    """Render a figure as a link to where it is traced; without an address it stays as it is.

    Parameters
    ----------
    adres : str
        Address, escaped; '' for a figure that cannot be traced.
    inhoud : str
        What is seen, as HTML.
    naam : str
        What is seen, and of what area: what a link says must hold what it shows.
    """
    if not adres:
        return inhoud
    return f'<a class="wz-bron" href="{adres}" target="_self" aria-label="{escape(naam)}: naar de bron">{inhoud}</a>'


PAGINA = "pages/gegevens/pagina.py"


def show_nagaan_link(label: str, gebied: str, cijfer: str, jaar: int | None = None, data: str = "") -> None:
    """Show a link from any page to the origin of a figure."""
    st.page_link(PAGINA, label=label, query_params=herkomst.format_herkomst(gebied, cijfer, jaar, data))
