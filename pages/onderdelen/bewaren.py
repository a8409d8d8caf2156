"""What the page Kaart shows, as files: the map and charts for slides, and the areas as a table."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from pages.onderdelen.downloads import Download, find_vandaag, show_downloads
from woonzorg import tekst, toets
from woonzorg.kaart.thema import KLASSE
from woonzorg.rapport import bestand, dia

if TYPE_CHECKING:
    from collections.abc import Callable

    from pages.onderdelen.kaartbeeld import Beeld

BEWAAR_OPEN = "bewaar-open"
"""Key of the folder around the buttons: a change of theme must reach them when it is open."""


def show_bewaren(beeld: Beeld) -> None:
    """Show the buttons, folded away."""
    folder = st.expander("Bewaar kaart, grafieken en tabel als bestand", key=BEWAAR_OPEN, on_change="rerun")
    if not folder.open:
        return
    with folder:
        if beeld.kaart.vormen.is_druk:
            st.caption(tekst.TE_VEEL)
        else:
            st.markdown("Beelden voor een presentatie, met kop, legenda en bron:")
            show_downloads(_list_beelden(beeld), "bewaar-beeld")
        st.markdown("De gebieden, met scores, klassen en bronnen:")
        show_downloads(_list_tabellen(beeld), "bewaar-tabel")


def _list_beelden(beeld: Beeld) -> list[Download]:
    view, snapshot, day = beeld.weergave, beeld.snapshot, find_vandaag()
    kop = beeld.grondslag.kop if view.thema == KLASSE else beeld.kaart.kleuring.titel
    # Who is selected belongs to the talk, not to the picture.
    kaart = replace(beeld.kaart, gekozen="")
    drawings: dict[str, Callable[[], str]] = {
        "Kaart": lambda: dia.make_kaartdia(kaart, kop, snapshot, day, omlijnen=view.omlijnen),
        "Spreiding": lambda: dia.make_spreidingdia(beeld.grondslag.score, view.niveau, snapshot, day),
        "Huishoudens": lambda: dia.make_stapeldia(beeld.grondslag.score, view.niveau, snapshot, day),
    }
    return [
        Download(
            f"{title} ({soort[1:].upper()})",
            f"{_name_bestand(beeld, title.lower())}{soort}",
            _draw(draw, soort),
        )
        for title, draw in drawings.items()
        for soort in bestand.BEELD
    ]


def _name_bestand(beeld: Beeld, wat: str) -> str:
    """Name a file, so that those of two years are told apart; the newest has no year, for each measure has its own."""
    year = beeld.weergave.jaar
    return "-".join([wat, *([str(year)] if year else []), beeld.snapshot.id])


def _draw(draw: Callable[[], str], soort: str) -> Callable[[], bytes]:
    return lambda: bestand.make_beeld(draw(), soort)


_TABELLEN = {".xlsx": "Excel", ".csv": "CSV", ".geojson": "GeoJSON", ".parquet": "GeoParquet"}


def _list_tabellen(beeld: Beeld) -> list[Download]:
    plural = tekst.MEERVOUD[beeld.weergave.niveau]
    return [
        Download(
            f"{plural.capitalize()} ({title})", f"{_name_bestand(beeld, plural)}{soort}", _write(beeld, soort)
        )
        for soort, title in _TABELLEN.items()
    ]


def _write(beeld: Beeld, soort: str) -> Callable[[], bytes]:
    def write() -> bytes:
        areas = toets.make_export(beeld.grondslag.score, beeld.snapshot, beeld.weergave.niveau)
        return bestand.make_gebieden(areas, beeld.snapshot.manifest, soort)

    return write
