"""What stands beneath the map: scatter, stacked bars, and a table of the same areas."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pages.onderdelen import gegevens
from pages.onderdelen.bestand import read_bestand
from pages.onderdelen.blok import show_blok
from pages.onderdelen.regiokaart import REGIOKAART
from pages.onderdelen.tabel import Kolom, render_tabel, show_tabel
from woonzorg import tekst
from woonzorg.indicator import PER_SLEUTEL
from woonzorg.kaart import grafiek, telling, woorden
from woonzorg.kaart.thema import KLASSE
from woonzorg.overzicht import format_datum
from woonzorg.plat import write_plat
from woonzorg.veerkracht import Klasse

if TYPE_CHECKING:
    import pandas as pd

    from pages.onderdelen.kaartbeeld import Beeld
    from woonzorg.kaart.telling import Telling

_SPREIDING = st.components.v2.component(
    "woonzorg_spreiding",
    html='\n<div class="wz-spreiding"></div>',
    js=read_bestand("spreiding.js"),
    isolate_styles=False,
)

TABEL_OPEN = "tabel-open"
"""Key of the folder around the table: a change of theme must reach it when it is open."""

_VAST = (
    Kolom("klasse_tekst", "Klasse"),
    Kolom("grensgeval_tekst", "Grensgeval"),
    Kolom("huishoudens", "Huishoudens", 0),
    Kolom("ses_woa", "Welvaart, opleiding en werk", 3),
    Kolom("lbm_afwijking", "Leefbaarheid", 3),
    Kolom("concentratie_tekst", "Concentratie"),
)


def show_spreiding(beeld: Beeld) -> None:
    """Show picture 1: which areas to discuss; the browser marks what is selected on the map."""
    st.html('<h2 class="wz-tussenkop">Welke gebieden vragen een gesprek?</h2>')
    if beeld.is_druk:
        st.caption(tekst.TE_VEEL)
        return
    schalen = beeld.schalen
    dots = grafiek.place_stippen(beeld.geteld, schalen.ses, schalen.lbm)
    _SPREIDING(
        key="spreiding",
        data={
            "sleutel": REGIOKAART,
            "html": grafiek.render_spreiding(dots),
            "middenklasse": schalen.middenklasse / (2 * schalen.lbm.bereik) * grafiek.SPREIDING_HOOGTE,
        },
    )


def show_stapels(beeld: Beeld) -> None:
    """Show picture 2: households by class, of country, province, region and gemeenten."""
    view, title = beeld.weergave, beeld.snapshot.manifest.regio.titel
    counts = telling.count_sets(beeld.score, view.niveau, title, view.gemeente)
    st.html('<h2 class="wz-tussenkop">Hoeveel huishoudens wonen waar?</h2>')
    wide, note = _find_land(beeld)
    counts = [*wide, *counts]
    show_blok(grafiek.render_stapels(counts), "stapels")
    if note:
        st.caption(write_plat(note))
    with st.expander("Deze cijfers als tabel"):
        heads = [Kolom("naam", "Gebied")]
        heads += [Kolom(klasse.value, _name_klasse(klasse), 0) for klasse in tekst.LABELS]
        show_tabel(render_tabel(telling.to_table(counts), heads, "Huishoudens naar klasse"), "stapels-tabel")


def _find_land(beeld: Beeld) -> tuple[tuple[Telling, ...], str]:
    """Return the country and the province, with what they rest on or why they are unknown."""
    if beeld.snapshot.manifest.regio.is_land:
        return (), ""
    land = gegevens.load_landtelling(beeld.snapshot, beeld.weergave.niveau, beeld.weergave.jaar)
    told = woorden.describe_land(format_datum(land.datum)) if land.datum else ""
    return land.tellingen, f"{told} {land.reden}".strip()


def _name_klasse(klasse: Klasse) -> str:
    label = tekst.LABELS[klasse]
    return f"{label.kop}: {label.uitleg}" if label.kop == "Aandacht" else label.kop


def show_gebieden(beeld: Beeld) -> None:
    """Show a table of the areas on the map."""
    plural = tekst.MEERVOUD[beeld.weergave.niveau]
    columns = [Kolom("naam", beeld.weergave.niveau.capitalize())]
    columns += [Kolom("wijknaam", "Wijk")] if beeld.weergave.niveau == "buurt" else []
    columns += [Kolom("gemeentenaam", "Gemeente"), *_VAST, *_choose_themakolom(beeld)]
    caption = f"{len(beeld.geteld)} {plural}. {beeld.kaart.kleuring.titel}. Klik op een kop om te sorteren."
    # A closed table is not sent: it is most of what a page weighs.
    folder = st.expander(f"Alle {plural} in een tabel", key=TABEL_OPEN, on_change="rerun")
    if folder.open:
        with folder:
            if beeld.is_druk:
                st.caption(tekst.TE_VEEL)
                return
            show_tabel(render_tabel(_add_words(beeld.geteld), columns, caption), "gebieden")


def _choose_themakolom(beeld: Beeld) -> list[Kolom]:
    key = beeld.weergave.thema
    if key == KLASSE or key in {kolom.naam for kolom in _VAST}:
        return []
    indicator = PER_SLEUTEL[key]
    return [Kolom(key, f"{indicator.titel} ({indicator.eenheid})", indicator.decimalen)]


def _add_words(gebieden: pd.DataFrame) -> pd.DataFrame:
    """Return the areas by name, with answers as words."""
    return gebieden.sort_values(["gemeentenaam", "naam"]).assign(
        klasse_tekst=lambda rows: rows["klasse"].map(lambda value: _name_klasse(Klasse(value))),
        grensgeval_tekst=lambda rows: rows["grensgeval"].str.replace("_", " "),
        concentratie_tekst=lambda rows: rows["concentratie"].where(
            rows["overconcentratie"] != "ja", "ja, in kwetsbaar gebied"
        ),
    )
