"""Proposed sites: standplaatsen, vrouwenopvang and others, tested by each rule and never spread."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from pages.bouwstenen.tabel import Tabelkolom, render_tabel, show_tabel
from pages.bouwstenen.werk import verdeelstand
from pages.verdelen.invoer import render_uitleg
from pages.verdelen.veld import show_invoer
from woonzorg.verdeling.invoer.situatie import Voorstel
from woonzorg.verdeling.scenario import bewerken
from woonzorg.verdeling.uitkomst import woorden
from woonzorg.verdeling.uitkomst.tabellen import tabulate_toetsen
from woonzorg.verdeling.vraag.declaratie import find_onderdeel
from woonzorg.verdeling.vraag.groepen import GROEPEN, VERDEELINSTRUMENTEN, is_gebonden

if TYPE_CHECKING:
    from pages.verdelen.verdeelbeeld import Verdeelbeeld

TOETSEN_OPEN = "plekken-toetsen"
"""Key of the folder."""

_UITLEG = (
    "Standplaatsen en vrouwenopvang worden nooit automatisch verdeeld. Noem een plek, en zie wat elke regel "
    "ervan vindt. Alle plekken tellen samen, zonder het plan hierboven."
)
_GEEN_COMPLEX, _GEEN_KEUZE = "het hele gebied", "niet opgegeven"
_BINNEN = (
    "Dit telt alleen mee bij toewijzing van een bestaande woning: dan komt er niets bij. Bij nieuwbouw, transformatie "
    "en standplaatsen komt er wel iets bij, wie er ook gaat wonen."
)
_KOPPEN = [
    Tabelkolom("plek", "Plek"), Tabelkolom("code", "Code"), Tabelkolom("groep", "Groep"), Tabelkolom("regel", "Regel"),
    Tabelkolom("oordeel", "Oordeel"), Tabelkolom("gevraagd", "Gevraagd", 0), Tabelkolom("hoogstens", "Hoogstens", 0),
]  # fmt: skip


def show_toetsen(beeld: Verdeelbeeld) -> None:
    """Show the proposed sites with the judgement of each rule, and a form for another."""
    folder = st.expander("Plekken toetsen", key=TOETSEN_OPEN, on_change="rerun")
    if not folder.open:
        return
    with folder:
        st.html(render_uitleg("", _UITLEG))
        _show_formulier(beeld)
        _show_oordelen(beeld)


def _show_formulier(beeld: Verdeelbeeld) -> None:
    areas = beeld.gebieden.sort_values(["naam", "code"])
    names = {
        str(code): f"{naam} ({gemeente}, {code})"
        for code, naam, gemeente in areas[["code", "naam", "gemeentenaam"]].itertuples(index=False)
    }
    groups = [groep.sleutel for groep in GROEPEN if is_gebonden(groep.sleutel)]
    homes = ["", *sorted({item.naam for item in beeld.uitkomst.situatie.veld.complexen})]
    with st.form("toets-formulier", border=True):
        st.selectbox(
            "Waar?", list(names), index=None, format_func=names.__getitem__, key="toets-code",
            placeholder="Kies een gebied",
        )  # fmt: skip
        st.selectbox(
            "Voor welke groep?", groups, index=None, format_func=woorden.name_groep, key="toets-groep",
            placeholder="Kies een groep",
        )  # fmt: skip
        show_invoer(find_onderdeel(Voorstel, "aantal"), "toets-aantal", min_value=1, value=1)
        if len(homes) > 1:
            st.selectbox(
                "In welk complex?", homes, format_func=lambda name: name or _GEEN_COMPLEX, key="toets-complex",
                placeholder="Kies een complex",
            )  # fmt: skip
        st.selectbox(
            "Hoe komen ze er?", ["", *VERDEELINSTRUMENTEN],
            format_func=lambda name: str(name).capitalize() or _GEEN_KEUZE, key="toets-instrument",
            placeholder="Kies een instrument",
        )  # fmt: skip
        st.checkbox("Voor mensen die al in deze buurt wonen", key="toets-binnen", help=_BINNEN)
        st.form_submit_button("Toets deze plek", on_click=_add_toets, args=(beeld,))


def _add_toets(beeld: Verdeelbeeld) -> None:
    given = st.session_state
    code, groep = given["toets-code"], given["toets-groep"]
    if not code or not groep:
        verdeelstand.tell("fout", "Kies een gebied en een groep. Dan wordt de plek getoetst.")
        return
    site = Voorstel(
        code, groep, int(given["toets-aantal"]), given.get("toets-complex", ""), bool(given["toets-binnen"]),
        str(given["toets-instrument"]),
    )  # fmt: skip
    verdeelstand.try_change(beeld.snapshot, lambda scenario: bewerken.add_toets(scenario, site))


def _show_oordelen(beeld: Verdeelbeeld) -> None:
    """Show what was found of each site, with a button that takes it away, and each rule in a table."""
    found = woorden.list_toetsen(beeld.uitkomst)
    for place, (item, words) in enumerate(zip(beeld.uitkomst.toetsen, found, strict=True)):
        text, button = st.columns([8, 2], vertical_alignment="center")
        text.html(f'<p class="wz-invoer">{escape(words)}</p>')
        button.button(
            "Haal weg", key=f"toets-weg-{place}", help=f"{item.voorstel.code}: haal weg",
            on_click=verdeelstand.try_change,
            args=(beeld.snapshot, lambda scenario, site=item.voorstel: bewerken.drop_toets(scenario, site)),
        )  # fmt: skip
    rows = tabulate_toetsen(beeld.uitkomst)
    if len(rows):
        caption = "Elke plek, getoetst aan elke regel die ervoor geldt"
        show_tabel(render_tabel(rows, _KOPPEN, caption), "toetsen-tabel")
