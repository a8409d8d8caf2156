"""The map for a council on the page of a frozen scenario: of all groups or of one, with its table beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from pages.bouwstenen import gegevens, stukken, toestand
from pages.bouwstenen.downloads import show_downloads
from pages.bouwstenen.kaart.legenda import render_legenda
from pages.bouwstenen.kaart.regiokaart import show_kaart
from pages.bouwstenen.tabel import Tabelkolom, render_tabel, show_tabel
from pages.bouwstenen.werk import rekenwerk
from woonzorg.gebied import Niveau
from woonzorg.kaart.raadskaart import Raadskaart, make_raadskaart, name_kaart
from woonzorg.oordeel import klassewoorden
from woonzorg.rapport import bestand
from woonzorg.rapport.raadskaartdeel import KOP, REGEL_VOORAF, Raadsstof
from woonzorg.rapport.soorten import RAADSKAART
from woonzorg.rapport.zicht import Openbaar
from woonzorg.tekst.plat import write_plat
from woonzorg.verdeling.delen.per_groep import list_kaartgroepen
from woonzorg.verdeling.uitkomst.gedeeld import share

if TYPE_CHECKING:
    from pages.verdelen.verdeelbeeld import Verdeelbeeld

_GROEP = "raadskaart-groep"
_KOLOMMEN = [
    Tabelkolom("naam", "Gemeente"),
    Tabelkolom("wijk", "Wijk"),
    Tabelkolom("woningen", "Woningen", 0),
]


def show_raadskaart(beeld: Verdeelbeeld) -> None:
    """Show the map for a council of a frozen scenario; of the planner's own work there is none."""
    if not beeld.stand.bevroren:
        return
    groups = list_kaartgroepen(share(beeld.uitkomst))
    st.html(f'<h2 class="wz-tussenkop">{KOP}</h2>')
    groep = _choose_groep(("", *groups)) if len(groups) > 1 else ""
    kaart = _load_kaart(beeld, groep)
    left, right = st.columns([3, 2], gap="large")
    with left:
        _show_kaart(kaart, beeld)
    with right:
        st.markdown(write_plat(kaart.kop))
        _show_tabel(kaart)
        for text in (REGEL_VOORAF, *kaart.uitleg):
            st.caption(write_plat(text))
        _show_stukken(beeld, groep)


def _choose_groep(keuzes: tuple[str, ...]) -> str:
    if st.session_state.get(_GROEP) not in keuzes:
        st.session_state[_GROEP] = ""
    chosen: str = st.selectbox(
        "Voor welke groep?", keuzes, key=_GROEP, format_func=name_kaart, placeholder="Kies"
    )
    return chosen


def _load_kaart(beeld: Verdeelbeeld, groep: str) -> Raadskaart:
    snapshot, stand = beeld.snapshot, beeld.stand
    score = gegevens.load_score(snapshot, snapshot.id, None)
    areas, wijken = (
        gegevens.load_vormen(score, snapshot.id, level)
        for level in (str(stand.scenario.niveau), str(Niveau.WIJK))
    )
    return rekenwerk.keep(
        lambda: make_raadskaart(beeld.uitkomst, areas, wijken, groep),
        stand.eigen, "raadskaart", snapshot.id, stand.scenario.id, groep,
    )  # fmt: skip


def _show_kaart(kaart: Raadskaart, beeld: Verdeelbeeld) -> None:
    if kaart.kaart is None:
        st.caption(klassewoorden.TE_VEEL)
        return
    show_kaart(kaart.kaart, "raadskaart", toestand.select_gebied, omlijnen=False)
    plural = klassewoorden.MEERVOUD[beeld.stand.scenario.niveau]
    st.html(render_legenda(kaart.kaart.kleuring, plural, omlijnen=False))


def _show_tabel(kaart: Raadskaart) -> None:
    if not kaart.rijen:
        return
    rows = pd.DataFrame(
        [
            {"code": row.code, "naam": row.gemeente, "wijk": row.wijk or "hele gemeente", "woningen": row.woningen}
            for row in kaart.rijen
        ]
    )  # fmt: skip
    show_tabel(render_tabel(rows, _KOLOMMEN, f"Woningen erbij: {kaart.titel.lower()}"), "raadskaart-tabel")


def _show_stukken(beeld: Verdeelbeeld, groep: str) -> None:
    snapshot, scenario = beeld.snapshot, beeld.stand.scenario
    score = gegevens.load_score(snapshot, snapshot.id, None)
    stof = Raadsstof(Openbaar(snapshot, score, beeld.uitkomst), groep)
    kept = "" if stof.openbaar.met_eigen else f"{scenario.id} {snapshot.id} {groep}"

    def name(soort: str) -> str:
        return bestand.name_bestand(snapshot.manifest, soort, groep, scenario.id)

    papers = stukken.list_stukken(Raadsstof, lambda: stof, lambda _: name(RAADSKAART.sleutel), kept)
    show_downloads([*papers, *stukken.list_beelden(stof, name)], "raadskaart-stuk")
