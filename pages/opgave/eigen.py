"""The tab Eigen cijfers: the template, the field for a file, and what is wrong with it."""

from __future__ import annotations

from functools import partial
from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from pages.bouwstenen.bestandvak import show_bestandvak
from pages.bouwstenen.blad import render_fout
from pages.bouwstenen.blok import show_blok
from pages.bouwstenen.downloads import Download, show_downloads
from pages.bouwstenen.werk.opgavebron import read_eigen
from pages.opgave import opgavestand
from woonzorg.eigenbestand.lezen import TABELLEN, tell_notities
from woonzorg.opgave.inlezen import GROOTSTE_BESTAND, VORMEN
from woonzorg.opgave.sjabloon import make_csv, make_xlsx
from woonzorg.opgave.woorden import EIGEN_UITLEG
from woonzorg.tekst.plat import write_plat

if TYPE_CHECKING:
    from woonzorg.gegevens.opslag import Snapshot


def show_eigen(snapshot: Snapshot) -> None:
    """Show the tab."""
    regio = snapshot.manifest.regio
    st.html(
        f'<section class="wz-opgave"><h2>Eigen cijfers voor {escape(regio.titel)}</h2>'
        f"<p>{escape(EIGEN_UITLEG)}</p></section>"
    )
    show_downloads(
        [
            Download("Sjabloon (xlsx)", "opgave-sjabloon.xlsx", make_xlsx),
            *(
                Download(f"Sjabloon {name} (csv)", f"sjabloon-{name.lower()}.csv", partial(make_csv, name))
                for name in (vorm.naam for vorm in VORMEN)
            ),
        ],
        "sjablonen",
    )
    show_bestandvak(
        "Bestand met de opgave", "csv, xlsx of ods, hoogstens 2 MB, gemaakt met het sjabloon", "opgave_bestand",
        lambda naam, raw: opgavestand.take_eigen(snapshot, naam, raw),
        soorten=",".join(f".{kind}" for kind in TABELLEN), grootste=GROOTSTE_BESTAND,
    )  # fmt: skip
    show_uitkomst(regio.naam)


def show_uitkomst(regio: str) -> None:
    """Say what came of the last file, and how to forget it."""
    fout = opgavestand.read_fout()
    show_blok(render_fout(fout) if fout else "", "opgave-fout")
    own = read_eigen(regio)
    if own is not None:
        figures = len(own.opgave.list_sleutels())
        st.success(
            write_plat(
                f"In gebruik: bestand {own.hash} met {figures} cijfers en {len(own.voorraad)} regels voorraad."
                f"{tell_notities(own.notities)}"
            )
        )
        st.button(
            "Vergeet deze cijfers", on_click=opgavestand.forget_eigen, args=(regio,), key="opgave_vergeet"
        )
