"""The tab Verslag: the report of the moment as a document, beside the one before; a concept until it was decided."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from pages.bouwstenen import stukken
from pages.bouwstenen.bestandvak import show_bestandvak
from pages.bouwstenen.downloads import Download, find_vandaag, show_downloads
from pages.voortgang import voortgangstand
from pages.voortgang.bewaren import show_actualisatie, show_bewaren
from woonzorg.agenda import paneelwoorden
from woonzorg.agenda.verslag import Verslaggrond, decide_verslag, make_verslag
from woonzorg.agenda.verslagwoorden import describe_getoetst
from woonzorg.fouten import WoonzorgFout
from woonzorg.rapport import bestand
from woonzorg.rapport.voortgangpanelen import Verslagstof
from woonzorg.tekst.plat import write_plat
from woonzorg.verdeling.scenario.levensloop import WOO

if TYPE_CHECKING:
    from pages.voortgang.voortgangstand import Voortgangstand
    from woonzorg.agenda.verslag import Verslag


def show_verslag(stand: Voortgangstand) -> None:
    """Show the tab."""
    if not stand.heeft_agenda:
        st.html(f'<section class="wz-voortgang"><p>{escape(paneelwoorden.GEEN_AGENDA)}</p></section>')
        return
    st.html(
        f'<section class="wz-voortgang"><h2>{escape(stand.moment.titel)}</h2>'
        f"<p>{escape(paneelwoorden.VERSLAG_UITLEG)}</p></section>"
    )
    left, right = st.columns(2, gap="large")
    with left:
        show_vorig(stand)
    with right:
        maker = st.text_input("Wie maakt dit verslag", key="voortgang_maker", max_chars=200)
        decision = st.text_input("Besluit (leeg: concept)", key="voortgang_besluit", max_chars=200)
        st.caption(WOO)
        day = st.text_input(
            "Datum van het besluit", key="voortgang_besluitdag", placeholder="zoals 14-12-2026"
        )
    try:
        report = make_halfjaar(stand, maker)
        shown = decide_verslag(report, decision, day) if decision.strip() else report
    except WoonzorgFout as fout:
        st.error(write_plat(fout))
        return
    show_stuk(stand, shown)
    show_bewaren(stand, shown)
    show_actualisatie(stand)


def show_vorig(stand: Voortgangstand) -> None:
    """Show the field for the report before, and whether there is one."""
    show_bestandvak(
        "Vorig verslag", paneelwoorden.VORIG_UITLEG, "voortgang_vorig_bestand",
        lambda _, raw: voortgangstand.take_verslag(stand.snapshot, raw), soorten=".json", grootste=5_000_000,
    )  # fmt: skip
    if fout := voortgangstand.read_verslagfout():
        st.error(write_plat(fout))
    if stand.verslag is not None:
        st.success(write_plat(f"In gebruik: {stand.verslag.titel}, kenmerk {stand.verslag.id}."))
    else:
        st.caption(paneelwoorden.ZONDER_VORIG)
    st.caption(write_plat(describe_getoetst(len(stand.andere))))


def make_halfjaar(stand: Voortgangstand, maker: str) -> Verslag:
    """Return the report of the moment; errors as `make_verslag`."""
    regio = stand.snapshot.manifest.regio
    ground = Verslaggrond(
        regio.naam, regio.titel, stand.snapshot.manifest.fictief, stand.snapshot.id, stand.gemeenten
    )  # fmt: skip
    return make_verslag(
        stand.voortgang, ground, find_vandaag(), vorige=stand.verslag, andere=stand.andere,
        urgentie=stand.bundel.urgentie, maker=maker,
    )  # fmt: skip


def show_stuk(stand: Voortgangstand, verslag: Verslag) -> None:
    """Show the buttons of a report: the documents, its slides, and the file that opens it again."""
    stof = Verslagstof(verslag, stand.verslag)

    def name(_: str) -> str:
        return bestand.name_bestand(
            stand.snapshot.manifest, verslag.titel.replace(" ", "-").lower(), verslag.id
        )

    kept = Download("Verslag om te bewaren (JSON)", f"{name('')}.json", verslag.to_json)
    show_downloads([*stukken.list_stukken(Verslagstof, lambda: stof, name, ""), kept], "voortgang-stuk")
    show_downloads(stukken.list_beelden(stof, name), "voortgang-beeld")
    stukken.show_op_scherm(Verslagstof, lambda: stof, "voortgang-scherm")
