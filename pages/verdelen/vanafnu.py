"""'Vanaf nu': how far a plan has come of which part is placed, for whoever gave the numbers, and a form to do so."""

from __future__ import annotations

from functools import partial
from html import escape
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from pages.bouwstenen.downloads import Download, show_downloads
from pages.bouwstenen.tabel import Tabelkolom, render_tabel, show_tabel
from pages.bouwstenen.werk import rekenwerk, verdeelstand
from pages.verdelen.bestanden import take_eigen
from pages.verdelen.veld import bind
from woonzorg.eigenbestand.getal import MEEST
from woonzorg.verdeling.invoer.geplaatst import put_geplaatst, write_geplaatst
from woonzorg.verdeling.uitkomst.vanafnu import list_vanafnuzinnen, make_vanafnu
from woonzorg.verdeling.vraag.groepen import PER_SLEUTEL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pages.bouwstenen.werk.verdeelstand import Verdeelstand
    from pages.verdelen.verdeelbeeld import Verdeelbeeld
    from woonzorg.gegevens.opslag import Snapshot
    from woonzorg.verdeling.invoer.geplaatst import Geplaatst

_ANDERE_CIJFERS = (
    "U gebruikt een bestand met eigen cijfers. Zet wat al geplaatst is daarin, op een blad 'geplaatst', en laad het "
    "opnieuw: zo blijft alles onder één kenmerk."
)
_UITLEG = (
    "Woningen van deze vraag die al zijn toegewezen. Ze blijven staan; de rest wordt opnieuw verdeeld. De aantallen "
    "blijven bij dit bezoek. Neem het bestand mee: daarmee gaat u later verder."
)

_KOLOMMEN = [
    Tabelkolom("naam", "Groep"), Tabelkolom("gevraagd", "Gevraagd", 0), Tabelkolom("geplaatst", "Al geplaatst", 0),
    Tabelkolom("erbij", "Erbij in dit plan", 0), Tabelkolom("zonder", "Nog zonder plek", 0),
]  # fmt: skip


def show_vanafnu(snapshot: Snapshot, stand: Verdeelstand) -> None:
    """Show what is placed, what comes beside it, and where a rule says no to what is there; nothing without numbers."""
    if stand.eigen is None or not stand.eigen.geplaatst:
        return
    found = make_vanafnu(rekenwerk.load_plan(stand.scenario, snapshot, stand.eigen))
    if found is None:
        return
    with st.expander("Vanaf nu: wat er al geplaatst is", expanded=True):
        lines = "".join(f"<li>{escape(text)}</li>" for text in list_vanafnuzinnen(found))
        st.html(f"<ul>{lines}</ul>")
        if found.groepen:
            rows = pd.DataFrame(
                [
                    vars(item) | {"naam": PER_SLEUTEL[item.groep].titel, "zonder": item.zonder}
                    for item in found.groepen
                ]
            )
            show_tabel(render_tabel(rows, _KOLOMMEN, "Stand per groep"), "vanafnu-tabel")


def show_invulvak(beeld: Verdeelbeeld) -> None:
    """Show the form for what is placed in the selected area; what is closed is not there, and costs nothing."""
    folder = st.expander("Vul in wat er al geplaatst is", key="geplaatst-open", on_change="rerun")
    if not folder.open:
        return
    eigen = beeld.stand.eigen
    with folder:
        if eigen is not None and not eigen.is_alleen_geplaatst:
            st.html(f'<p class="wz-let-op">{escape(_ANDERE_CIJFERS)}</p>')
            return
        placed = eigen.geplaatst if eigen else ()
        st.html(f'<p class="wz-onderschrift">{escape(_UITLEG)}</p>')
        if beeld.gekozen is None:
            st.html("<p>Kies eerst een gebied, op de kaart of in de tabel.</p>")
        else:
            _show_formulier(beeld, str(beeld.gekozen["code"]), str(beeld.gekozen["naam"]), placed)
        if placed:
            file = Download("Wat al geplaatst is (csv)", "geplaatst.csv", partial(write_geplaatst, placed))
            show_downloads([file], "geplaatst-bestand")


def _show_formulier(beeld: Verdeelbeeld, code: str, naam: str, geplaatst: Sequence[Geplaatst]) -> None:
    groups = list(beeld.uitkomst.situatie.groepen)
    there = {item.groep: item.aantal for item in geplaatst if item.code == code}
    with st.form("geplaatst", border=True):
        st.html(f'<p class="wz-invoer"><b>Al geplaatst in {escape(naam)}</b></p>')
        for groep in groups:
            key = f"geplaatst-{code}-{groep}"
            bind(key, there.get(groep, 0))
            st.number_input(PER_SLEUTEL[groep].titel, 0, MEEST, step=1, key=key)
        st.form_submit_button("Leg dit vast", on_click=_keep, args=(beeld.snapshot, code, groups, geplaatst))


def _keep(snapshot: Snapshot, code: str, groepen: Sequence[str], geplaatst: Sequence[Geplaatst]) -> None:
    """Use what was filled in as a file that was given: it is checked alike, and has the name that the file has."""
    counts = {groep: int(st.session_state[f"geplaatst-{code}-{groep}"]) for groep in groepen}
    now = put_geplaatst(geplaatst, code, counts)
    if now:
        take_eigen(snapshot, "geplaatst.csv", write_geplaatst(now))
    else:
        verdeelstand.forget_eigen(snapshot.manifest.regio.naam)
