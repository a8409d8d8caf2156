"""An own area on the page Buurt: in the place of a buurt, without a verdict, with its buurten to go on to."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import streamlit as st

from pages.bouwstenen import gegevens, toestand
from pages.bouwstenen.kern import kernkeuze
from pages.bouwstenen.kern.kernblok import show_kern
from pages.bouwstenen.kopieer import show_kopieer
from woonzorg.links.link import format_link
from woonzorg.tekst.plat import write_plat

if TYPE_CHECKING:
    from woonzorg.gegevens.opslag import Snapshot
    from woonzorg.links.link import Weergave


def show_kernblad(snapshot: Snapshot, view: Weergave) -> bool:
    """Show the own area of a view that has no buurt; return whether there is one to show."""
    if view.gebied or not view.kern:
        return False
    known = view.jaar in gegevens.load_edities(snapshot, snapshot.id)
    dated = gegevens.drop_nieuwste(snapshot, view if known else replace(view, jaar=None))
    fitted, kern, notices = kernkeuze.fit_keuze(snapshot, dated)
    if notices:
        st.warning(write_plat(" ".join(notices)))
    if kern is None:
        return False
    fitted = replace(fitted, data=snapshot.id)
    toestand.keep_weergave(fitted, (), snapshot.id)
    show_kern(snapshot, kern, fitted.jaar, lambda code: _make_adres(fitted, code), kop=True)
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="buurt-acties"):
        show_kopieer()
        st.page_link("pages/kaart/pagina.py", label="Toon op de kaart", query_params=format_link(fitted))
    return True


def _make_adres(view: Weergave, code: str) -> str:
    return f"?{urlencode(format_link(replace(view, gebied=code)))}"
