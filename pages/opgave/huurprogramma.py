"""The building programme on the tab Sociale huur: a file or a form, what is in it, and what it still has to answer."""

from __future__ import annotations

from functools import partial
from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from pages.bouwstenen.bestandvak import show_bestandvak
from pages.bouwstenen.blad import render_fout, render_rooster
from pages.bouwstenen.blok import show_blok
from pages.bouwstenen.downloads import Download, show_downloads
from pages.opgave import huurstand
from woonzorg.eigenbestand.getal import MEEST
from woonzorg.eigenbestand.lezen import TABELLEN
from woonzorg.eigenbestand.sjabloon import make_csv
from woonzorg.socialehuur import woorden
from woonzorg.socialehuur.programmabestand import GROOTSTE_PROGRAMMA, PROGRAMMA, make_sjabloon
from woonzorg.tekst.getal import format_getal
from woonzorg.tekst.plat import write_plat
from woonzorg.verdeling.scenario.levensloop import WOO

if TYPE_CHECKING:
    from pages.opgave.huurstand import Huurstand
    from woonzorg.gegevens.opslag import Snapshot
    from woonzorg.socialehuur.programma import Bouwregel

_GETALLEN: dict[str, str] = {
    "sociaal": "Sociale huur",
    "midden": "Middeninkomens (huur en koop)",
    "overig": "Overig",
    "sloop_sociaal": "Sloop sociale huur",
    "buiten": "Sociaal, corporatie buiten haar werkgebied",
}


def show_programma(stand: Huurstand, snapshot: Snapshot) -> None:
    """Show the programme."""
    show_blok(render_programma(stand), "huur-programma")
    fout = huurstand.read_fout()
    show_blok(render_fout(fout) if fout else "", "huur-fout")
    _show_weg(stand)
    form, file = st.columns(2, gap="medium")
    with form:
        show_formulier(stand, snapshot)
    with file:
        show_bestandvak(
            "Bestand met het bouwprogramma", "csv, xlsx, ods of json, hoogstens 2 MB, gemaakt met het sjabloon",
            "huur_bestand", lambda naam, raw: huurstand.take_bestand(snapshot, naam, raw),
            soorten=",".join(f".{kind}" for kind in (*TABELLEN, "json")), grootste=GROOTSTE_PROGRAMMA,
        )  # fmt: skip
        show_downloads(
            [
                Download("Sjabloon bouwprogramma (xlsx)", "bouwprogramma-sjabloon.xlsx", make_sjabloon),
                Download("Sjabloon bouwprogramma (csv)", "bouwprogramma-sjabloon.csv", partial(make_csv, PROGRAMMA)),
            ],
            "huur-sjablonen",
        )  # fmt: skip
        st.caption(woorden.BEZOEK)


def render_programma(stand: Huurstand) -> str:
    """Render the lines of the programme, and what it still has to answer."""
    lines = stand.programma or ()
    heads = ("Plek", *_GETALLEN.values(), "Waarheen")
    rows = ((escape(_name(stand, line)), *_list_getallen(line), escape(line.waarheen)) for line in lines)
    table = render_rooster("Bouwprogramma, tijdens dit bezoek", heads, rows) if lines else ""
    asked = "".join(
        f'<p class="wz-let-op">{escape(text)}</p>'
        for text in woorden.list_vragen(lines, stand.voorraad.namen)
    )
    intro = "" if lines else f"<p>{escape(woorden.GEEN_PROGRAMMA)}</p>"
    outside = f"<p>{escape(woorden.describe_buiten(lines))}</p>" if lines else ""
    return (
        f'<section class="wz-opgave wz-huur"><h2>Bouwprogramma</h2>{intro}{table}{asked}{outside}'
        f'<p class="wz-kleintje">{escape(woorden.NIET_VERDRINGEN)}</p></section>'
    )


def _list_getallen(line: Bouwregel) -> list[str]:
    return [format_getal(getattr(line, name)) for name in _GETALLEN]


def _name(stand: Huurstand, line: Bouwregel) -> str:
    names = stand.voorraad.namen
    place = names.get(line.buurt, line.buurt) if line.buurt else "plek nog niet bekend"
    return f"{names.get(line.gemeente, line.gemeente)}, {place}"


def _show_weg(stand: Huurstand) -> None:
    """Show how a line is taken away, or all of them."""
    lines = stand.programma or ()
    if not lines:
        return
    with st.container(horizontal=True, key="huur-weg"):
        for place, line in enumerate(lines if 1 < len(lines) <= _MEESTE_KNOPPEN else ()):
            st.button(
                write_plat(f"Haal weg: {_name(stand, line)}"), key=f"huur_weg_{place}",
                on_click=huurstand.remove_regel, args=(stand.regio, place),
            )  # fmt: skip
        st.button(
            "Vergeet dit programma", key="huur_vergeet", on_click=huurstand.forget_programma, args=(stand.regio,)
        )  # fmt: skip


_MEESTE_KNOPPEN = 20
"""Of a longer programme the file is changed: so many buttons help nobody."""


def show_formulier(stand: Huurstand, snapshot: Snapshot) -> None:
    """Show the form for one line."""
    gemeenten = {item.code: item.naam for item in stand.voorraad.gemeenten}
    if not gemeenten:
        st.info("In deze gegevens staan geen gemeenten.")
        return
    chosen = st.selectbox("Gemeente", list(gemeenten), format_func=gemeenten.__getitem__, key="huur_gemeente")
    buurten = {"": "plek nog niet bekend"} | {
        place.stand.code: place.stand.naam
        for place in stand.voorraad.plaatsen
        if place.gemeente == gemeenten[chosen]
    }
    with st.form("huur-formulier", border=False):
        st.selectbox("Buurt", list(buurten), format_func=buurten.__getitem__, key="huur_buurt")
        columns = st.columns(2)
        for place, (name, title) in enumerate(_GETALLEN.items()):
            columns[place % 2].number_input(title, 0, MEEST, 0, key=f"huur_{name}")
        st.text_input("Bij sloop: waar kunnen bewoners heen?", max_chars=500, key="huur_waarheen")
        st.caption(WOO)
        st.form_submit_button("Zet in het programma", on_click=_add, args=(snapshot,))


def _add(snapshot: Snapshot) -> None:
    names = ("gemeente", "buurt", *_GETALLEN, "waarheen")
    huurstand.add_regel(snapshot, {name: st.session_state[f"huur_{name}"] for name in names})
