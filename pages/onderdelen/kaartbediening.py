"""The controls of the page Kaart: level, theme, gemeente, year, outlines and search."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from pages.onderdelen import gegevens, toestand
from pages.onderdelen.kaartonder import TABEL_OPEN
from pages.onderdelen.tijdlijn import show_tijdlijn
from woonzorg import tekst
from woonzorg.gebied import Niveau, find_niveau
from woonzorg.kaart import dek, thema
from woonzorg.kaart.telling import select_gebieden
from woonzorg.link import NIVEAUS

if TYPE_CHECKING:
    from pages.onderdelen.kaartbeeld import Beeld

ALLE = ""
"""Choice of all gemeenten."""


def show_bediening(beeld: Beeld) -> None:
    """Show one row of controls; each changes the view and reruns the page."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="bediening"):
        _show_niveau(beeld)
        _show_thema(beeld)
        _show_gemeente(beeld)
        edities = gegevens.load_edities(beeld.snapshot, beeld.snapshot.id)
        show_tijdlijn(edities, beeld.weergave.jaar, beeld.snapshot.manifest.jaren, _keep_jaar)
        with st.popover("Meer"):
            _bind("omlijnen", beeld.weergave.omlijnen)
            st.toggle("Concentraties", key="omlijnen", on_change=_keep, args=("omlijnen",))
            _show_hoogte(beeld)
        _show_zoek(beeld)


def _bind(naam: str, waarde: Any) -> None:
    """Let a control show the view, whoever changed it."""
    st.session_state[naam] = waarde


def _keep(naam: str) -> None:
    toestand.change_weergave(**{naam: st.session_state[naam]})
    if st.session_state.get(TABEL_OPEN):
        toestand.ask_rerun()


def _keep_for_all(**changes: Any) -> None:
    """Keep a change that headline, pictures and table follow too."""
    toestand.change_weergave(**changes)
    toestand.ask_rerun()


def _keep_jaar(jaar: int | None) -> None:
    _keep_for_all(jaar=jaar)


def _show_niveau(beeld: Beeld) -> None:
    _bind("niveau", beeld.weergave.niveau)
    st.segmented_control(
        "Niveau", NIVEAUS, key="niveau", required=True, on_change=_keep_niveau, label_visibility="collapsed",
        format_func=lambda niveau: tekst.MEERVOUD[niveau].capitalize(),
    )  # fmt: skip


def _keep_niveau() -> None:
    # A buurt is no wijk: with another level the selected area is gone from the map.
    _keep_for_all(niveau=st.session_state["niveau"], gebied="")


def _show_thema(beeld: Beeld) -> None:
    titles = thema.list_themas(beeld.geteld)
    _bind("thema", beeld.weergave.thema)
    st.selectbox(
        "Thema", list(titles | {beeld.weergave.thema: titles.get(beeld.weergave.thema, beeld.weergave.thema)}),
        key="thema", on_change=_keep, args=("thema",), label_visibility="collapsed", width=235,
        format_func=lambda key: titles.get(key, key),
    )  # fmt: skip


def _show_hoogte(beeld: Beeld) -> None:
    """Offer columns where they can be told apart."""
    if beeld.kaart.vormen.is_druk:
        return
    titles = {"": "Plat"} | dek.list_hoogtes(beeld.geteld)
    _bind("hoogte", beeld.weergave.hoogte if beeld.weergave.hoogte in titles else "")
    st.selectbox(
        "Hoogte", list(titles), key="hoogte", on_change=_keep, args=("hoogte",),
        format_func=lambda key: titles.get(key, key),
    )  # fmt: skip


def _show_gemeente(beeld: Beeld) -> None:
    gemeenten = select_gebieden(beeld.score, Niveau.GEMEENTE)
    names = dict(zip(gemeenten["code"], gemeenten["naam"], strict=True))
    _bind("gemeente", beeld.weergave.gemeente)
    st.selectbox(
        "Gemeente", [ALLE, *sorted(names, key=names.__getitem__)], key="gemeente", on_change=_keep_gemeente,
        label_visibility="collapsed", width=180,
        format_func=lambda code: names.get(code, "Alle gemeenten"),
    )  # fmt: skip


def _keep_gemeente() -> None:
    _keep_for_all(gemeente=st.session_state["gemeente"])


def _show_zoek(beeld: Beeld) -> None:
    """Search by name, wijk, gemeente or code; the box empties itself after a choice."""
    names = _name_gebieden(beeld)
    _bind("zoek", None)
    st.selectbox(
        "Zoek een gebied", list(names), key="zoek", index=None, on_change=_keep_zoek,
        label_visibility="collapsed", placeholder="Zoek een buurt, wijk of code",
        format_func=lambda code: names.get(code, code),
    )  # fmt: skip


def _keep_zoek() -> None:
    code = st.session_state["zoek"]
    level = find_niveau(code or "")
    if level == Niveau.GEMEENTE:
        _keep_for_all(gemeente=code, gebied="")
    elif level:
        _keep_for_all(gebied=code, gemeente="")


def _name_gebieden(beeld: Beeld) -> dict[str, str]:
    """Return a line to search in for each area, wijken and gemeenten after buurten."""
    tables = [select_gebieden(beeld.score, level) for level in (*NIVEAUS, Niveau.GEMEENTE.value)]
    return {
        row.code: " · ".join(dict.fromkeys((row.naam, row.wijknaam, row.gemeentenaam, row.code)))
        for table in tables
        for row in table[["code", "naam", "wijknaam", "gemeentenaam"]].itertuples()
    }
