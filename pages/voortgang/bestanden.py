"""The tab Bestanden: templates, the field for files, what is wrong with them, and what is in use."""

from __future__ import annotations

from functools import partial
from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from pages.bouwstenen.bestandvak import show_bestandenvak
from pages.bouwstenen.blad import render_fout, render_rooster
from pages.bouwstenen.blok import show_blok
from pages.bouwstenen.downloads import Download, show_downloads
from pages.voortgang import voortgangstand
from pages.voortgang.agendabewaren import show_agendakast
from pages.voortgang.plan import show_overname
from woonzorg.agenda.bundel import find_bundelfout
from woonzorg.agenda.bundelwoorden import describe_deel
from woonzorg.agenda.inlezen import VORMEN, make_sjabloon
from woonzorg.agenda.paneelwoorden import BEVINDINGEN_GEDEELD, BEZOEK_UITLEG
from woonzorg.eigenbestand.lezen import GROOTSTE_BESTAND, TABELLEN
from woonzorg.eigenbestand.sjabloon import make_csv
from woonzorg.tekst.plat import write_plat
from woonzorg.verdeling.scenario.levensloop import WOO

if TYPE_CHECKING:
    from pages.voortgang.voortgangstand import Voortgangstand


def show_bestanden(stand: Voortgangstand) -> None:
    """Show the tab."""
    st.html(
        f'<section class="wz-voortgang"><h2>Bestanden van de agenda</h2><p>{escape(BEZOEK_UITLEG)}</p></section>'
    )
    show_vak(stand)
    show_agendakast(stand)
    show_sjablonen("voortgang-sjablonen")
    folder = st.expander("Neem een plan over in de agenda", key="voortgang-overname-open", on_change="rerun")
    if folder.open:
        with folder:
            show_overname(stand)


def show_vak(stand: Voortgangstand) -> None:
    """Show the field, what is wrong with the last files, and what is in use."""
    show_bestandenvak(
        "Agenda, stand, plaatsingen en urgentieregels",
        "csv, xlsx of ods, gemaakt met het sjabloon, of een bewaarde agenda (json); meer bestanden tegelijk mag, zoals "
        "een per gemeente",
        "voortgang_bestanden", lambda given: voortgangstand.take_bestanden(stand.snapshot, given),
        soorten=",".join(f".{kind}" for kind in (*TABELLEN, "json")), grootste=GROOTSTE_BESTAND,
    )  # fmt: skip
    st.caption(WOO)
    show_blok(render_mis(stand), "voortgang-fout")
    if stand.bundel.delen:
        show_blok(render_delen(stand), "voortgang-delen")
        _show_weg(stand)


def _show_weg(stand: Voortgangstand) -> None:
    """Show how a file is taken away, or all of them."""
    regio, parts = stand.snapshot.manifest.regio.naam, stand.bundel.delen
    with st.container(horizontal=True, key="voortgang-weg"):
        for place, part in enumerate(parts if len(parts) > 1 else ()):
            st.button(
                write_plat(f"Haal {part.titel} weg"), key=f"voortgang_weg_{place}",
                on_click=voortgangstand.remove_bestand, args=(regio, part.titel),
            )  # fmt: skip
    st.button(
        "Vergeet deze bestanden", key="voortgang_vergeet", on_click=voortgangstand.forget_bestanden,
        args=(regio,),
    )  # fmt: skip


def render_mis(stand: Voortgangstand) -> str:
    """Render what is wrong with the last files, and with all together; to others only that something is."""
    faults = [fault for fault in (voortgangstand.read_fout(), find_bundelfout(stand.bundel)) if fault]
    if faults and stand.alleen_gedeeld:
        return f'<div class="wz-fout" role="alert"><p>{escape(BEVINDINGEN_GEDEELD)}</p></div>'
    return "".join(map(render_fout, faults))


def show_sjablonen(sleutel: str) -> None:
    """Show the templates with their examples."""
    show_downloads(
        [
            Download("Sjabloon (xlsx)", "agenda-sjabloon.xlsx", make_sjabloon),
            *(
                Download(f"Sjabloon {vorm.naam} (csv)", f"sjabloon-{vorm.naam}.csv", partial(make_csv, vorm))
                for vorm in VORMEN
            ),
        ],
        sleutel,
    )


def render_delen(stand: Voortgangstand) -> str:
    """Render what is in use: a row a file; where others look along, without its counts and what was passed over."""
    shared = stand.alleen_gedeeld
    heads = ("Bestand", "Inhoud") if shared else ("Bestand", "Inhoud", "Let op")
    cells = [
        (part.titel, describe_deel(part, gedeeld=shared), "; ".join(part.notities)) for part in stand.bundel.delen
    ]  # fmt: skip
    rows = (tuple(map(escape, row[: len(heads)])) for row in cells)
    return render_rooster("In gebruik, tijdens dit bezoek", heads, rows)
