"""The region beside the country, the provinces and chosen sets, beneath the map: for province and Rijk."""

from __future__ import annotations

from functools import partial
from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from pages.bouwstenen import gegevens, stukken
from pages.bouwstenen.bestandvak import show_bestandvak
from pages.bouwstenen.blad import render_fout, render_rooster
from pages.bouwstenen.blok import show_blok
from pages.bouwstenen.downloads import Download, find_vandaag, show_downloads
from pages.kaart.gesprekstijl import show_looks
from woonzorg.fouten import WoonzorgFout
from woonzorg.gegevens import opslag
from woonzorg.instelling import read_instellingen
from woonzorg.kaart import woorden
from woonzorg.rapport.streekstuk import render_streken
from woonzorg.streken.streekset import EINDE, GROOTSTE, VOORBEELD, read_installatie, read_sets
from woonzorg.streken.streektelling import Streekbeeld, Streekgrond, count_grond, count_naast
from woonzorg.streken.streekwoorden import (
    NIET_GEZEGD,
    ZONDER_SETS,
    describe_beeld,
    describe_grond,
    describe_maat,
    describe_onbekend,
    list_keuzes,
    list_kolommen,
    list_rijen,
)
from woonzorg.tekst.getal import format_getal
from woonzorg.verdeling.scenario.levensloop import WOO

if TYPE_CHECKING:
    from woonzorg.gegevens.opslag import Snapshot
    from woonzorg.streken.streekset import Streekset

_SETS, _FOUT = "streken_sets", "streken_fout"
UITLEG = (
    "Kies zelf welke gemeenten samen een streek zijn, en zet erbij welke organisatie ze koos, en wanneer. Dat staat "
    f"ook op papier. {WOO} Het bestand blijft alleen tijdens dit bezoek bewaard. Het voorbeeld laat de vorm zien."
)


def show_inhoud(snapshot: Snapshot) -> None:
    """Show the comparison, or what it lacks."""
    show_looks()
    if snapshot.manifest.fictief:
        st.info(woorden.FICTIEF)
        return
    land_id = gegevens.find_land(snapshot)
    if not land_id:
        st.info(woorden.LAAD_NEDERLAND)
        return
    beeld = count_naast(snapshot.manifest, load_grond(land_id), _read_sets())
    show_blok(render_beeld(beeld), "streken-beeld")
    show_blok(render_tabel(beeld), "streken-tabel")
    show_blok(render_noten(beeld), "streken-noten")
    _show_stukken(beeld, snapshot)
    _show_bestand()


@st.cache_resource(max_entries=2, show_spinner="Nederland wordt geteld …")
def load_grond(land_id: str) -> Streekgrond:
    """Return country and provinces, counted once for all visitors: what a visitor chose is not in it."""
    return count_grond(opslag.open_snapshot(read_instellingen().opslagplek, land_id))


def _read_sets() -> tuple[Streekset, ...]:
    """Return the sets of this visit, else those of the installation; a fault in the latter is told."""
    given: tuple[Streekset, ...] | None = st.session_state.get(_SETS)
    if given is not None:
        return given
    try:
        return read_installatie(read_instellingen().kernen)
    except WoonzorgFout as fout:
        show_blok(render_fout(fout), "streken-installatiefout")
        return ()


def render_beeld(beeld: Streekbeeld) -> str:
    """Render the sentence and the bars."""
    unknown = describe_onbekend(beeld)
    note = f'<p class="wz-kleintje">{escape(unknown)}</p>' if unknown else ""
    head = f"<p><b>{escape(describe_beeld(beeld))}</b></p>"
    return f'<section class="wz-gesprek">{head}{note}{render_streken(beeld.rijen)}</section>'


def render_tabel(beeld: Streekbeeld) -> str:
    """Render the same as a table."""
    heads = list_kolommen(beeld)
    rows = (
        [escape(cell) if isinstance(cell, str) else format_getal(cell, places or 0)
         for cell, (_, places) in zip(row, heads, strict=True)]
        for row in list_rijen(beeld.rijen)
    )  # fmt: skip
    title = "Huishoudens naar klasse, overconcentraties en corporatiewoningen"
    return f'<section class="wz-gesprek">{render_rooster(title, [head for head, _ in heads], rows)}</section>'


def render_noten(beeld: Streekbeeld) -> str:
    """Render who chose the sets, what the figures do not tell, and what they rest on."""
    chosen = "".join(f"<li>{escape(text)}</li>" for text in list_keuzes(beeld) or (ZONDER_SETS,))
    silent = "".join(f"<li>{escape(text)}</li>" for text in NIET_GEZEGD)
    return (
        f'<section class="wz-gesprek"><h3>Welke streken zijn gekozen</h3><ul>{chosen}</ul>'
        f"<h3>Wat deze cijfers niet zeggen</h3><ul>{silent}</ul>"
        f'<p class="wz-kleintje">{escape(f"{describe_grond(beeld)} {describe_maat(beeld)}")}</p></section>'
    )


def _show_stukken(beeld: Streekbeeld, snapshot: Snapshot) -> None:
    day = find_vandaag()

    def name(kind: str) -> str:
        return f"{kind}-{snapshot.manifest.regio.naam}-{day}"

    files = stukken.list_stukken(Streekbeeld, lambda: beeld, name, "")
    show_downloads([*files, *stukken.list_beelden(beeld, name)], "streken-stukken")


def _show_bestand() -> None:
    show_bestandvak(
        "Bestand met andere streken", f"toml, hoogstens 1 MB. {UITLEG}", "streken-bestand", partial(_take),
        soorten=EINDE, grootste=GROOTSTE,
    )  # fmt: skip
    example = Download("Voorbeeld (toml)", "streken-voorbeeld.toml", VOORBEELD.encode)
    show_downloads([example], "streken-voorbeeld")
    fault: WoonzorgFout | None = st.session_state.get(_FOUT)
    if fault is not None:
        show_blok(render_fout(fault), "streken-fout")
    if _SETS in st.session_state:
        st.button("Vergeet deze streken", key="streken-vergeet", on_click=_forget)


def _take(naam: str, raw: bytes) -> None:
    """Take the sets of a file; what is wrong is told, and what was there before stays."""
    try:
        st.session_state[_SETS] = read_sets(naam, raw)
    except WoonzorgFout as fout:
        st.session_state[_FOUT] = fout
        return
    st.session_state.pop(_FOUT, None)


def _forget() -> None:
    for key in (_SETS, _FOUT):
        st.session_state.pop(key, None)
