"""An own area on the page Buurt: in the place of a buurt, without a verdict, with its buurten to go on to."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlencode

import streamlit as st

from pages.bouwstenen import gegevens, toestand
from pages.bouwstenen.kern import kernkeuze
from pages.bouwstenen.kern.kernblok import show_kern
from pages.bouwstenen.kopieer import show_kopieer
from woonzorg.links.link import fit_weergave, format_link

if TYPE_CHECKING:
    from collections.abc import Collection

    from woonzorg.gegevens.opslag import Snapshot
    from woonzorg.kern.kern import Kerngebied
    from woonzorg.links.link import Weergave


class Kernkeus(NamedTuple):
    """The own area of a view that has no buurt: the view fitted to the data, and what did not fit."""

    weergave: Weergave
    kern: Kerngebied | None = None
    meldingen: tuple[str, ...] = ()


def find_kernblad(snapshot: Snapshot, view: Weergave, codes: Collection[str]) -> Kernkeus:
    """Return the own area to show in the place of a buurt, if any; `codes` are those of all areas."""
    if view.gebied or not view.kern:
        return Kernkeus(view)
    years = gegevens.load_edities(snapshot, snapshot.id)
    dated = gegevens.drop_nieuwste(snapshot, view)
    fitted, notices = fit_weergave(dated, codes, [view.thema, view.hoogte], years)
    fitted, kern, told = kernkeuze.fit_keuze(snapshot, fitted)
    return Kernkeus(replace(fitted, data=snapshot.id), kern, (*notices, *told))


def show_kernblad(snapshot: Snapshot, view: Weergave, kern: Kerngebied, hoofd: str) -> None:
    """Show an own area.

    Parameters
    ----------
    snapshot : Snapshot
    view : Weergave
        Fitted to the data.
    kern : Kerngebied
    hoofd : str
        Key of the block that is the head of the page.
    """
    toestand.keep_weergave(view, (), snapshot.id)
    show_kern(snapshot, kern, view.jaar, lambda code: _make_adres(view, code), hoofd)
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="buurt-acties"):
        show_kopieer()
        st.page_link("pages/kaart/pagina.py", label="Toon op de kaart", query_params=format_link(view))


def _make_adres(view: Weergave, code: str) -> str:
    return f"?{urlencode(format_link(replace(view, gebied=code)))}"
