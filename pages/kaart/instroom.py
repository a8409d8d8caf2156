"""The register of instruments against vulnerable inflow beneath the map, and their areas outlined on it.

The file stays with the visit. It registers published decisions, and proposes no area.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from pages.bouwstenen import gegevens
from pages.bouwstenen.bestandvak import show_bestandvak
from pages.bouwstenen.blad import render_fout, render_rooster
from pages.bouwstenen.blok import show_blok
from pages.bouwstenen.downloads import Download, show_downloads
from pages.kaart.gesprekstijl import show_looks
from woonzorg.dag import today
from woonzorg.eigenbestand.lezen import tell_notities
from woonzorg.eigenbestand.sjabloon import make_csv, make_xlsx
from woonzorg.fouten import WoonzorgFout
from woonzorg.instroom.instroombestand import GROOTSTE, INSTROOMVORM, TITEL, read_instroom
from woonzorg.instroom.instroomwoorden import (
    ANDER_MERK,
    KOP,
    KOPPEN,
    MERK,
    OPENBAAR,
    UITLEG,
    VRAGEN,
    describe_elders,
    describe_register,
    list_cellen,
    list_vragen,
)
from woonzorg.instroom.instrument import find_omlijnd, judge_besluiten
from woonzorg.tekst.getal import count_woord
from woonzorg.tekst.plat import write_plat

if TYPE_CHECKING:
    from pages.kaart.kaartbeeld import Kaartbeeld
    from woonzorg.gegevens.opslag import Snapshot
    from woonzorg.instroom.instroombestand import Instroomregister
    from woonzorg.instroom.instrument import Instroombesluit, Instroomrij

_OPEN, _REGISTER, _FOUT = "instroom-open", "instroom_register", "instroom_fout"
STREEP = "streep"


def read_register(snapshot: Snapshot) -> Instroomregister | None:
    """Return the register of this visit for a region; None without one."""
    kept: dict[str, Instroomregister] = st.session_state.get(_REGISTER, {})
    return kept.get(snapshot.manifest.regio.naam)


def list_rijen(snapshot: Snapshot) -> tuple[Instroomrij, ...]:
    """Return the decisions of this visit with what is known of their areas; those of `list_elders` are not in it."""
    register = read_register(snapshot)
    if register is None:
        return ()
    score = gegevens.load_score(snapshot, snapshot.id, None)
    elsewhere = list_elders(snapshot)
    return judge_besluiten([one for one in register.besluiten if one not in elsewhere], score, today())


def list_elders(snapshot: Snapshot) -> tuple[Instroombesluit, ...]:
    """Return the decisions of this visit whose area these data do not have: those of another division, for one."""
    register = read_register(snapshot)
    names = gegevens.load_score(snapshot, snapshot.id, None).namen if register is not None else {}
    return tuple(
        one for one in (register.besluiten if register is not None else ()) if one.gebied not in names
    )


def mark_instroom(beeld: Kaartbeeld) -> Kaartbeeld:
    """Outline on the map where an instrument is in force; a map that marks something else keeps that."""
    rows, colours = list_rijen(beeld.snapshot), beeld.kaart.kleuring
    marks = find_omlijnd(rows, [vlak.code for vlak in beeld.kaart.vormen.vlakken])
    if not any(marks) or any(colours.gemerkt):
        return beeld
    marked = replace(colours, gemerkt=marks, merkuitleg=MERK, merklijn=STREEP)
    return replace(beeld, kaart=replace(beeld.kaart, kleuring=marked))


def show_instroom(beeld: Kaartbeeld) -> None:
    """Show the register, folded away."""
    folder = st.expander(KOP, key=_OPEN, on_change="rerun")
    if folder.open:
        with folder:
            show_looks()
            _show_inhoud(beeld)


def _show_inhoud(beeld: Kaartbeeld) -> None:
    snapshot = beeld.snapshot
    st.markdown(UITLEG)
    rows, register = list_rijen(snapshot), read_register(snapshot)
    if register is not None:
        show_blok(render_register(rows, list_elders(snapshot)), "instroom-tabel")
        if beeld.kaart.kleuring.gemerkt and beeld.kaart.kleuring.merkuitleg != MERK:
            st.caption(ANDER_MERK)
        count = count_woord(len(rows), "besluit", "besluiten")
        st.caption(write_plat(f"In gebruik: {count}.{tell_notities(register.notities)}"))
        st.button("Vergeet dit register", key="instroom-vergeet", on_click=_keep, args=(snapshot, None))
    show_bestandvak(
        "Bestand met instroominstrumenten", f"csv, xlsx of ods, gemaakt met het sjabloon. {OPENBAAR}",
        "instroom-bestand", partial(_take, snapshot), soorten=".csv,.xlsx,.ods", grootste=GROOTSTE,
    )  # fmt: skip
    fault: WoonzorgFout | None = st.session_state.get(_FOUT)
    if fault is not None:
        show_blok(render_fout(fault), "instroom-fout")
    files = [
        Download("Sjabloon (xlsx)", "instroom-sjabloon.xlsx", lambda: make_xlsx(TITEL, [INSTROOMVORM])),
        Download("Sjabloon (csv)", "instroom-sjabloon.csv", lambda: make_csv(INSTROOMVORM)),
    ]
    show_downloads(files, "instroom-sjablonen")


def render_register(rijen: tuple[Instroomrij, ...], elders: tuple[Instroombesluit, ...] = ()) -> str:
    """Render how many there are, the list, and apart the areas whose figures do not show what §6.8 names."""
    table = render_rooster(KOP, KOPPEN, ([escape(cell) for cell in list_cellen(row)] for row in rijen))
    asked = "".join(f"<li>{escape(text)}</li>" for text in list_vragen(rijen))
    apart = f"<h3>{escape(VRAGEN)}</h3><ul>{asked}</ul>" if asked else ""
    left = f"<p>{escape(describe_elders(elders))}</p>" if elders else ""
    head = f"<p><b>{escape(describe_register(rijen))}</b></p>{left}"
    return f'<section class="wz-gesprek">{head}{table if rijen else ""}{apart}</section>'


def _take(snapshot: Snapshot, naam: str, raw: bytes) -> None:
    """Take a register; what is wrong is told, and what was there before stays."""
    try:
        taken = read_instroom(naam, raw, gegevens.load_score(snapshot, snapshot.id, None))
    except WoonzorgFout as fout:
        st.session_state[_FOUT] = fout
        return
    _keep(snapshot, taken)


def _keep(snapshot: Snapshot, register: Instroomregister | None) -> None:
    regio = snapshot.manifest.regio.naam
    kept = {name: one for name, one in st.session_state.get(_REGISTER, {}).items() if name != regio}
    st.session_state[_REGISTER] = kept if register is None else {**kept, regio: register}
    st.session_state.pop(_FOUT, None)
