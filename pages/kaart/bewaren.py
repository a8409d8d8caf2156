"""What the page Kaart shows, as files: the map and charts for slides, and the areas as a table."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from pages.bouwstenen.downloads import Download, find_vandaag, show_downloads
from woonzorg.kaart.thema import KLASSE
from woonzorg.kaart.verschiltabel import extend_export
from woonzorg.oordeel import klassewoorden, toets
from woonzorg.rapport import bestand, dia
from woonzorg.rapport.a3vel import A3stof

if TYPE_CHECKING:
    from collections.abc import Callable

    from pages.kaart.kaartbeeld import Kaartbeeld

BEWAAR_OPEN = "bewaar-open"
"""Key of the folder around the buttons: a change of theme must reach them when it is open."""


def show_bewaren(beeld: Kaartbeeld) -> None:
    """Show the buttons, folded away."""
    folder = st.expander("Bewaar kaart, grafieken en tabel als bestand", key=BEWAAR_OPEN, on_change="rerun")
    if not folder.open:
        return
    with folder:
        if beeld.kaart.vormen.is_druk:
            st.caption(klassewoorden.TE_VEEL)
        else:
            st.markdown("Beelden voor een presentatie, met kop, legenda en bron:")
            show_downloads(_list_beelden(beeld), "bewaar-beeld")
            st.markdown(
                "Voor op tafel, om samen op te schrijven: de kaart op A3, met ruimte om te schrijven:"
            )
            show_downloads(_list_vellen(beeld), "bewaar-vel")
        st.markdown("De gebieden, met scores, klassen en bronnen:")
        show_downloads(_list_tabellen(beeld), "bewaar-tabel")


def _list_beelden(beeld: Kaartbeeld) -> list[Download]:
    view, snapshot, day = beeld.weergave, beeld.snapshot, find_vandaag()
    basis, told = beeld.grondslag, beeld.kaart.kleuring.titel
    regio = snapshot.manifest.regio.titel
    named = klassewoorden.name_plek(basis.plek or regio, told)
    kop = beeld.kop if view.thema == KLASSE or beeld.gemeten else named
    keuze = view.gemeente, beeld.kern
    # Who is selected belongs to the talk, not to the picture.
    kaart = replace(beeld.kaart, gekozen="")
    drawings: dict[str, Callable[[], str]] = {
        "Kaart": lambda: dia.make_kaartdia(kaart, kop, snapshot, day, omlijnen=view.omlijnen),
        "Spreiding": lambda: dia.make_spreidingdia(basis.score, view.niveau, snapshot, day, *keuze),
        "Huishoudens": lambda: dia.make_stapeldia(basis.score, view.niveau, snapshot, day, *keuze),
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


def _list_vellen(beeld: Kaartbeeld) -> list[Download]:
    # Only who opens the folder waits for all that makes papers.
    from pages.bouwstenen.stukken import list_stukken  # noqa: PLC0415

    view, basis, snapshot, kern = beeld.weergave, beeld.grondslag, beeld.snapshot, beeld.kern
    # An own area is known by what is in it: two may have one name, and one of the installation can change. What is of
    # one visitor is kept for nobody.
    own = kern is not None and kern.is_van_bezoeker
    kept = "" if own else f"{snapshot.id} {view.niveau} {view.gemeente} {view.jaar} {kern}"
    return list_stukken(
        A3stof,
        lambda: A3stof(snapshot, basis, view.jaar),
        lambda soort: f"{_name_bestand(beeld, soort)}-{view.niveau}",
        kept,
    )


def _name_bestand(beeld: Kaartbeeld, wat: str) -> str:
    """Name a file, so that those of two gemeenten or years are told apart.

    The newest has no year, for each measure has its own.
    """
    view, snapshot = beeld.weergave, beeld.snapshot
    compared = f"sinds-{view.sinds}" if view.sinds else f"tov-{view.tov}" if view.tov else ""
    parts = (wat, beeld.grondslag.plek, str(view.jaar or ""), compared, snapshot.id)
    return bestand.name_bestand(snapshot.manifest, *parts)


def _draw(draw: Callable[[], str], soort: str) -> Callable[[], bytes]:
    return lambda: bestand.make_beeld(draw(), soort)


_TABELLEN = {".xlsx": "Excel", ".csv": "CSV", ".geojson": "GeoJSON", ".parquet": "GeoParquet"}


def _list_tabellen(beeld: Kaartbeeld) -> list[Download]:
    plural = klassewoorden.MEERVOUD[beeld.weergave.niveau]
    return [
        Download(
            f"{plural.capitalize()} ({title})",
            f"{_name_bestand(beeld, plural)}{soort}",
            _make_gebieden(beeld, soort),
        )
        for soort, title in _TABELLEN.items()
    ]


def _make_gebieden(beeld: Kaartbeeld, soort: str) -> Callable[[], bytes]:
    def write() -> bytes:
        areas = toets.make_export(beeld.grondslag.score, beeld.snapshot, beeld.weergave.niveau)
        if beeld.weergave.gemeente or beeld.kern:
            areas = areas[areas["code"].isin(beeld.grondslag.geteld["code"])].reset_index(drop=True)
        if beeld.gemeten is not None:
            areas = extend_export(areas, beeld.gemeten)
        return bestand.make_gebieden(areas, beeld.snapshot.manifest, soort)

    return write
