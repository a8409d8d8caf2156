"""All classes of the country by gemeente and province, beneath the map of the country: as a table and as files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pages.bouwstenen.downloads import Download, find_vandaag, show_downloads
from pages.bouwstenen.server.openstelling import may_laden
from pages.bouwstenen.tabel import Tabelkolom, render_tabel, show_tabel
from woonzorg.instelling import read_instellingen
from woonzorg.oordeel.klassewoorden import LABELS
from woonzorg.streken.klassetabel import KOP, UITLEG, make_uitvoer, tabulate_klassen

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

    from woonzorg.gegevens.opslag import Snapshot

_OPEN = "klassenblad-open"
_SOORTEN = {".xlsx": "Excel", ".csv": "CSV"}


def show_land(snapshot: Snapshot) -> None:
    """Show what only the map of the country has: the table of all classes, and the way to a region out of it."""
    if not snapshot.manifest.regio.is_land:
        return
    if read_instellingen().laden is not False and may_laden():
        st.html(
            '<p class="wz-kleintje"><a href="gegevens?deel=laden" target="_self">Kies een regio uit deze gegevens</a>: '
            "zonder opnieuw te laden.</p>"
        )
    folder = st.expander(KOP, key=_OPEN, on_change="rerun")
    if folder.open:
        with folder:
            _show_tabel(snapshot)


def _show_tabel(snapshot: Snapshot) -> None:
    # Read then: it counts the country for who asks it.
    from pages.kaart.streken import load_grond  # noqa: PLC0415

    rows = tabulate_klassen(load_grond(snapshot.id))
    st.caption(UITLEG)
    show_tabel(render_tabel(rows, list_kolommen(), f"{KOP}. Klik op een kop om te sorteren."), "klassenblad")
    day = find_vandaag()
    name = f"klassen-{snapshot.manifest.regio.naam}-{day}"
    files = [
        Download(f"{KOP} ({title})", f"{name}{kind}", _make_bestand(rows, snapshot, kind))
        for kind, title in _SOORTEN.items()
    ]
    show_downloads(files, "klassenblad-bestand")


def list_kolommen() -> list[Tabelkolom]:
    """Return the columns: the name first, then buurten and households, in all and by class."""
    classes = {
        klasse: f"{label.kop} {label.uitleg}" if label.kop == "Aandacht" else label.kop
        for klasse, label in LABELS.items()
    }
    columns = [
        Tabelkolom("streek", "Streek"),
        Tabelkolom("soort", "Soort"),
        Tabelkolom("provincie", "Provincie"),
    ]
    for what in ("buurten", "huishoudens"):
        columns.append(Tabelkolom(what, what.capitalize(), 0))
        columns += [
            Tabelkolom(f"{what}_{klasse}", f"{what.capitalize()}: {told}", 0)
            for klasse, told in classes.items()
        ]
    return columns


def _make_bestand(rijen: pd.DataFrame, snapshot: Snapshot, soort: str) -> Callable[[], bytes]:
    def write() -> bytes:
        from woonzorg.rapport import bestand  # noqa: PLC0415  only who takes it along waits

        return bestand.make_gebieden(make_uitvoer(rijen, snapshot.id), snapshot.manifest, soort)

    return write
