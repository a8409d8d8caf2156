"""The way to a test of one project, and the sites that a plan of before holds: shown, and no longer changed here."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from pages.bouwstenen.tabel import Tabelkolom, render_tabel, show_tabel
from pages.verdelen.invoer import render_uitleg
from woonzorg.initiatief.initiatieflink import link_voorstel
from woonzorg.verdeling.uitkomst import woorden
from woonzorg.verdeling.uitkomst.tabellen import tabulate_toetsen

if TYPE_CHECKING:
    from pages.verdelen.verdeelbeeld import Verdeelbeeld

TOETSEN_OPEN = "plekken-getoetst"
"""Key of the folder."""

INITIATIEF = "pages/initiatief/pagina.py"
_NAAR = "Toets één project op één plek: ga naar Initiatief"
_UITLEG = (
    "Deze plekken staan in dit scenario en zijn aan elke regel getoetst. Alle plekken tellen samen, zonder het plan "
    "hierboven. Ze blijven erin als u het bewaart; een plek wijzigen of toevoegen doet u op Initiatief."
)
_KOPPEN = [
    Tabelkolom("plek", "Plek"), Tabelkolom("code", "Code"), Tabelkolom("groep", "Groep"), Tabelkolom("regel", "Regel"),
    Tabelkolom("oordeel", "Oordeel"), Tabelkolom("gevraagd", "Gevraagd", 0), Tabelkolom("hoogstens", "Hoogstens", 0),
]  # fmt: skip


def show_toetsen(beeld: Verdeelbeeld) -> None:
    """Show the way to Initiatief, and the sites that the scenario holds with the judgement of each rule."""
    with st.container(key="naar-initiatief"):
        st.page_link(INITIATIEF, label=_NAAR)
        if not beeld.uitkomst.toetsen:
            return
        folder = st.expander("Getoetste plekken", key=TOETSEN_OPEN, on_change="rerun")
        if folder.open:
            with folder:
                st.html(render_uitleg("", _UITLEG))
                _show_oordelen(beeld)


def _show_oordelen(beeld: Verdeelbeeld) -> None:
    """Show what was found of each site, with the way to test it again, and each rule in a table."""
    told = woorden.list_toetsen(beeld.uitkomst)
    for place, (item, words) in enumerate(zip(beeld.uitkomst.toetsen, told, strict=True), 1):
        st.html(f'<p class="wz-invoer">{place}. {escape(words)}</p>')
        link = link_voorstel(item.voorstel)
        st.page_link(INITIATIEF, label=f"Open plek {place} in Initiatief", query_params=link)
    rows = tabulate_toetsen(beeld.uitkomst)
    if len(rows):
        caption = "Elke plek, getoetst aan elke regel die ervoor geldt"
        show_tabel(render_tabel(rows, _KOPPEN, caption), "toetsen-tabel")
