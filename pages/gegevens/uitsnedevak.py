"""A region out of the national data, chosen on the page: by gemeenten, COROP area, province, or an own list."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from pages.bouwstenen import gegevens
from pages.bouwstenen.aanmelding.bezoek import find_bezoeker, perform
from pages.bouwstenen.bestandvak import show_bestandvak
from pages.bouwstenen.blad import render_fout
from woonzorg.dag import format_datum
from woonzorg.fouten import WoonzorgFout
from woonzorg.gegevens import opslag
from woonzorg.instelling import read_instellingen
from woonzorg.laden import uitsnede
from woonzorg.laden.streekkeuze import (
    GROOTSTE,
    Landindeling,
    Streekvraag,
    find_regio,
    list_streken,
    read_indeling,
    read_streekbestand,
)
from woonzorg.toegang.rechten import Daad

if TYPE_CHECKING:
    from collections.abc import Sequence

    from woonzorg.laden.regio import Samenvatting
    from woonzorg.laden.streekkeuze import Streek

KOP = "Kies een regio uit deze gegevens"
UITLEG = (
    "Zonder opnieuw te laden. De cijfers, bronnen en klassen zijn die van de gegevens van Nederland. De regio komt "
    "onder Bewaarde gegevens."
)
MANIEREN = {
    "gemeenten": "Gemeenten",
    "corop": "COROP-gebied",
    "provincie": "Provincie",
    "lijst": "Eigen bestand",
}
_SLEUTEL, _UITKOMST, _BESTAND = "uitsnede", "uitsnede_uitkomst", "uitsnede_bestand"


def show_uitsnedevak() -> None:
    """Show the form, where there are national data; what the last press did comes first."""
    lines = uitsnede.list_nationaal(read_instellingen().opslagplek)
    if not lines or lines[0].manifest is None:
        return
    st.html(f'<h2 class="wz-tussenkop">{escape(KOP)}</h2>')
    _show_uitkomst()
    st.caption(UITLEG)
    indeling = _load_indeling(lines[0].id)
    known = {"corop": indeling.corops, "provincie": indeling.provincies}
    ways = [way for way in MANIEREN if known.get(way, True)]
    way = st.radio("Hoe kiest u?", ways, format_func=MANIEREN.__getitem__, key=f"{_SLEUTEL}_manier")
    _show_keuze(way, indeling)
    if way != "lijst":
        st.text_input("Naam van de regio (mag leeg blijven)", key=f"{_SLEUTEL}_naam", max_chars=60)
    if find_bezoeker().may(Daad.KIEZEN):
        st.checkbox("Neem de regio meteen in gebruik, voor iedereen", key=f"{_SLEUTEL}_gebruik")
    loaded = format_datum(lines[0].manifest.datum)
    st.html(
        f'<p class="wz-kleintje">Uit Nederland, geladen op {escape(loaded)}: <code>{escape(lines[0].id)}</code></p>'
    )
    st.button("Maak deze regio", key=f"{_SLEUTEL}_maak", on_click=_cut, args=(lines[0].id,))


@st.cache_resource(max_entries=2, show_spinner=False)
def _load_indeling(land_id: str) -> Landindeling:
    return read_indeling(gegevens.open_gegevens(land_id)[0])


def _show_keuze(manier: str, indeling: Landindeling) -> None:
    if manier == "gemeenten":
        names = indeling.gemeenten
        st.multiselect(
            "Gemeenten", list(names), format_func=lambda code: f"{names[code]} ({code})", key=f"{_SLEUTEL}_gemeenten",
            placeholder="Kies gemeenten",
        )  # fmt: skip
    elif manier == "corop":
        _show_streken("COROP-gebied", indeling.corops, f"{_SLEUTEL}_corop")
    elif manier == "provincie":
        _show_streken("Provincie", indeling.provincies, f"{_SLEUTEL}_provincie")
    else:
        _show_bestand()


def _show_streken(label: str, streken: Sequence[Streek], sleutel: str) -> None:
    names = {one.code: f"{one.naam} ({len(one.gemeenten)} gemeenten)" for one in streken}
    st.selectbox(label, list(names), format_func=names.__getitem__, key=sleutel)


def _show_bestand() -> None:
    """Show the field for a file with regions, and which of these to take."""
    show_bestandvak(
        "Bestand met regio's", "toml, hoogstens 1 MB: een kop per regio, met titel en gemeenten.",
        f"{_SLEUTEL}_veld", _take, soorten=".toml", grootste=GROOTSTE,
    )  # fmt: skip
    given: tuple[str, bytes, tuple[str, ...]] | None = st.session_state.get(_BESTAND)
    if given is not None:
        st.selectbox("Regio in dit bestand", given[2], key=f"{_SLEUTEL}_kop")


def _take(naam: str, raw: bytes) -> None:
    """Take a file with regions; what is wrong is told, and what was there before stays."""
    try:
        st.session_state[_BESTAND] = naam, raw, list_streken(naam, raw)
    except WoonzorgFout as fout:
        st.session_state[_UITKOMST] = fout
        return
    st.session_state.pop(_UITKOMST, None)


def _read_vraag() -> Streekvraag:
    """Return what the form asks."""
    state = st.session_state
    way, name = state[f"{_SLEUTEL}_manier"], state.get(f"{_SLEUTEL}_naam", "")
    if way == "lijst":
        file, raw, _ = state.get(_BESTAND, ("", b"", ()))
        return read_streekbestand(file, raw, state.get(f"{_SLEUTEL}_kop", "")) if file else Streekvraag()
    if way == "gemeenten":
        return Streekvraag(name, tuple(state.get(f"{_SLEUTEL}_gemeenten", ())))
    return Streekvraag(name, **{way: state.get(f"{_SLEUTEL}_{way}", "")})


def _cut(land_id: str) -> None:
    """Make the region; what is wrong with the choice is said on the page, and nothing then changes."""
    state, settings = st.session_state, read_instellingen()
    used = bool(state.get(f"{_SLEUTEL}_gebruik"))
    try:
        if used:
            find_bezoeker().check(Daad.KIEZEN)
        with perform(Daad.LADEN) as deed:
            land = uitsnede.open_nationaal(settings.opslagplek, land_id)
            regio = find_regio(_load_indeling(land_id), _read_vraag())
            deed.kenmerk = regio.naam
            state[_UITKOMST] = uitsnede.publish_uitsnede(settings, land, regio, in_gebruik=used)
    except WoonzorgFout as fout:
        state[_UITKOMST] = fout
        return
    opslag.renew(settings.opslagplek)


def _show_uitkomst() -> None:
    """Say once what the last press did, and where the region is seen."""
    told: Samenvatting | WoonzorgFout | None = st.session_state.pop(_UITKOMST, None)
    if isinstance(told, WoonzorgFout):
        st.html(render_fout(told))
    elif told is not None:
        manifest, made = told.snapshot.manifest, told.snapshot.id
        count = told.gebieden.get("buurt", 0)
        st.html(
            f'<div class="wz-dossier" role="status"><b>{escape(manifest.regio.titel)}</b> is gemaakt: {count} buurten, '
            f'<code>{escape(made)}</code>. <a href="./?data={escape(made)}" target="_self">Bekijk de kaart van '
            f"{escape(manifest.regio.titel)}</a></div>"
        )
