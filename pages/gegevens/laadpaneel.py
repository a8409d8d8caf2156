"""Loading data from the page, and going back to older ones."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import streamlit as st

from pages.bouwstenen import blad, toestand
from pages.bouwstenen.aanmelding.bezoek import find_bezoeker, perform, show_bevoegd, tell_open
from pages.gegevens.uitsnedevak import show_uitsnedevak
from woonzorg.dag import format_datum
from woonzorg.fouten import WoonzorgFout
from woonzorg.gebied import NEDERLAND, read_regios, resolve_regio
from woonzorg.gegevens import opslag
from woonzorg.instelling import read_instellingen
from woonzorg.laden.proces import Ladingen
from woonzorg.laden.regio import list_weglaatbaar, make_webs
from woonzorg.tekst.getal import format_getal
from woonzorg.tekst.plat import write_plat
from woonzorg.toegang.rechten import Daad

if TYPE_CHECKING:
    from woonzorg.gegevens.opslag import Vermelding
    from woonzorg.instelling import Instellingen
    from woonzorg.laden.proces import Lading

EIGEN = "eigen"
_GEVOLGD, _MELDING = "ladingen_gevolgd", "laadpaneel_melding"
_MEEST = 30


@st.cache_resource(show_spinner=False)
def get_ladingen() -> Ladingen:
    """Return the loads of this dashboard, shared by all visitors."""
    return Ladingen()


def show_laadpaneel() -> None:
    """Show loading, then the list of snapshots."""
    instellingen = read_instellingen()
    _show_melding()
    if told := tell_open():
        st.caption(write_plat(told))
    left, right = st.columns(2, gap="large")
    with left:
        st.html('<h2 class="wz-tussenkop">Nieuwe gegevens ophalen</h2>')
        if show_bevoegd(Daad.LADEN):
            _show_formulier(instellingen)
        show_voortgang()
        if find_bezoeker().may(Daad.LADEN):
            show_uitsnedevak()
    with right:
        st.html('<h2 class="wz-tussenkop">Bewaarde gegevens</h2>')
        _show_lijst(instellingen)


def _show_melding() -> None:
    """Say once what the last button did."""
    kind, text = st.session_state.pop(_MELDING, ("", ""))
    if text:
        (st.success if kind == "goed" else st.error)(write_plat(text))


def _show_formulier(instellingen: Instellingen) -> None:
    names = {naam: regio.titel for naam, regio in read_regios().items()}
    names |= {NEDERLAND.naam: "Heel Nederland (duurt lang)", EIGEN: "Eigen keuze van gemeenten"}
    choice = st.radio("Regio", list(names), format_func=names.__getitem__, key="laden_regio")
    if choice == EIGEN:
        st.text_input(
            "Gemeentecodes", key="laden_codes", placeholder="GM0917, GM0928",
            help="Codes van het CBS, gescheiden door een komma.",
        )  # fmt: skip
    st.html(
        '<p class="wz-kleintje">Laat een bron alleen weg als die niet werkt. Klassen worden dan onbekend.</p>'
    )
    for bron, naam in list_weglaatbaar().items():
        st.checkbox(f"Zonder {naam}", key=f"laden_zonder_{bron}")
    urls = [web.basis for web in make_webs(instellingen).values()]
    hosts = ", ".join(dict.fromkeys(urlsplit(url).netloc for url in urls))
    st.html(
        '<p class="wz-kleintje">Pas als u op de knop drukt, vraagt dit programma gegevens op bij '
        f"{escape(hosts)}. De nieuwe gegevens gelden daarna voor iedereen die dit dashboard gebruikt.</p>"
    )
    st.button("Haal de gegevens op", type="primary", on_click=_start, key="laden_start")


def _start() -> None:
    """Start what the form asks for; what is wrong with it is said on the page."""
    state = st.session_state
    typed = state.get("laden_codes", "") if state["laden_regio"] == EIGEN else state["laden_regio"]
    skipped = [bron for bron in list_weglaatbaar() if state.get(f"laden_zonder_{bron}")]
    try:
        with perform(Daad.LADEN) as deed:
            regio = resolve_regio([typed])
            deed.kenmerk = regio.naam
            get_ladingen().start(read_instellingen(), regio, skipped)
    except WoonzorgFout as fout:
        state[_MELDING] = ("fout", str(fout))


def show_voortgang() -> None:
    """Show the loads; look again every second as long as one runs."""
    running = any(not lading.klaar for lading in get_ladingen().list_ladingen())
    st.fragment(_show_ladingen, run_every=1.0 if running else None)()


def _show_ladingen() -> None:
    if toestand.is_rerun_asked():
        st.rerun()
    followed: set[str] = st.session_state.setdefault(_GEVOLGD, set())
    for lading in get_ladingen().list_ladingen():
        if not lading.klaar:
            followed.add(lading.regio.naam)
            _show_lopend(lading)
            continue
        if lading.regio.naam in followed:
            followed.discard(lading.regio.naam)
            _take_into_use(lading)
            st.rerun()
        _show_klaar(lading)


def _show_lopend(lading: Lading) -> None:
    st.progress(
        min(1.0, lading.gedaan / lading.totaal),
        f"{lading.regio.titel}: {lading.stap} (stap {lading.stappen}, {lading.gedaan} van {lading.totaal})",
    )
    st.html(
        '<p class="wz-kleintje" role="status">U kunt intussen verder werken. Ook op andere pagina\'s.</p>'
    )


def _take_into_use(lading: Lading) -> None:
    """Let this visitor see the new data, also when an older link was open."""
    if lading.snapshot:
        opslag.renew(read_instellingen().opslagplek)
        st.query_params.pop("data", None)
        blad.keep_kaartweergave(replace(blad.read_kaartweergave(), data=""))


def _show_klaar(lading: Lading) -> None:
    if lading.fout:
        st.error(write_plat(f"{lading.regio.titel} is niet geladen. {lading.fout}"))
    else:
        seconds = format_getal(lading.seconden)
        st.success(write_plat(f"{lading.regio.titel} is geladen in {seconds} seconden: {lading.snapshot}."))
        if lading.melding:
            st.warning(write_plat(lading.melding))
    if not find_bezoeker().may(Daad.LADEN):
        return
    st.button(
        f"Sluit de melding over {lading.regio.titel}", key=f"sluit_{lading.regio.naam}",
        on_click=_forget, args=(lading,),
    )  # fmt: skip


def _forget(lading: Lading) -> None:
    """Close what is told of a load, for all; only who may load can."""
    try:
        find_bezoeker().check(Daad.LADEN)
    except WoonzorgFout as fout:
        st.session_state[_MELDING] = ("fout", str(fout))
        return
    get_ladingen().forget(lading)


def _show_lijst(instellingen: Instellingen) -> None:
    lines = opslag.list_snapshots(instellingen.opslagplek)
    if not lines:
        st.info("Er zijn nog geen gegevens bewaard.")
    for place, line in enumerate(lines[:_MEEST]):
        with st.container(border=True):
            _show_regel(line, in_use=place == 0)
    if len(lines) > _MEEST:
        st.caption(write_plat(f"En nog {len(lines) - _MEEST} oudere."))


def _show_regel(line: Vermelding, *, in_use: bool) -> None:
    if line.manifest is None:
        st.html(
            f'<div class="wz-dossier"><b>{escape(line.map.parent.name)}</b>, <code>{escape(line.id)}</code>'
            f'<p class="wz-let-op"><b>Beschadigd.</b> {escape(line.fout)}</p></div>'
        )
        return
    manifest = line.manifest
    ses, lbm = (manifest.jaren.get(key, "ontbreekt") for key in ("ses_woa", "lbm_afwijking"))
    loaded = format_datum(manifest.datum)
    years = f"SES-WOA {ses}, Leefbaarometer {lbm}, indeling {manifest.indeling}"
    st.html(
        f'<div class="wz-dossier"><b>{escape(manifest.regio.titel)}</b>, geladen op {escape(loaded)}'
        f"{' (verzonnen)' if manifest.fictief else ''}<br>"
        f'<span class="wz-kleintje">{escape(years)}, <code>{escape(line.id)}</code></span>'
        f"{'<br><span class=wz-inuse>Nu in gebruik</span>' if in_use else ''}</div>"
    )
    if in_use:
        return
    if manifest.fictief:
        st.html(
            '<p class="wz-kleintje">Deze gegevens zijn verzonnen. Ze komen nooit in de plaats van echte. '
            f'<a href="./?data={escape(line.id)}" target="_self">Bekijk ze, alleen voor uzelf</a></p>'
        )
        return
    if not find_bezoeker().may(Daad.KIEZEN):
        return
    with st.popover(f"Neem {manifest.regio.titel} van {loaded} in gebruik"):
        st.html("<p>Deze gegevens gelden daarna voor iedereen die dit dashboard gebruikt.</p>")
        st.button(
            "Ja, neem deze gegevens in gebruik", key=f"terug_{line.id}", on_click=_go_back, args=(line.id,)
        )


def _go_back(snapshot_id: str) -> None:
    try:
        with perform(Daad.KIEZEN, snapshot_id):
            snapshot = opslag.go_back(read_instellingen().opslagplek, snapshot_id)
    except WoonzorgFout as fout:
        st.session_state[_MELDING] = ("fout", str(fout))
        return
    st.query_params.pop("data", None)
    blad.keep_kaartweergave(replace(blad.read_kaartweergave(), data=""))
    st.session_state[_MELDING] = ("goed", f"In gebruik: {snapshot.manifest.regio.titel}, {snapshot.id}.")
