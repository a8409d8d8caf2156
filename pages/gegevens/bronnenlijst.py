"""What the data on screen consist of: sources, figures, messages, and codes without a partner."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from pages.bouwstenen import blad
from pages.bouwstenen.downloads import Download, show_downloads
from pages.bouwstenen.tabel import Tabelkolom, render_tabel, show_tabel
from woonzorg.bronnen import lijst
from woonzorg.dag import format_datum
from woonzorg.gegevens import overzicht
from woonzorg.tekst.getal import format_getal
from woonzorg.tekst.rekenblad import write_csv

if TYPE_CHECKING:
    import pandas as pd

    from woonzorg.gegevens.opslag import BronVermelding, Manifest, Snapshot


_MEEST = 500
"""Most codes in the table on screen; the file holds all."""


def show_bronnen(snapshot: Snapshot) -> None:
    """Show all of it, from top to bottom."""
    manifest = snapshot.manifest
    for melding in manifest.meldingen:
        st.html(f'<p class="wz-let-op">{escape(melding)}</p>')
    rows = [_render_bron(bron) for bron in manifest.bronnen]
    heads = (
        "Bron",
        "Tabel",
        "Indeling",
        "Rijen",
        "Opgehaald op",
        "Licentie",
        "Adres",
        "Controlegetal (SHA-256)",
    )
    st.html(blad.render_rooster("Bronnen", heads, rows))
    _show_indicatoren(snapshot)
    _show_ongekoppeld(manifest)
    st.html(f'<div class="wz-dossier">{_render_kenmerken(snapshot)}</div>')
    name = f"manifest-{snapshot.id}.json"
    show_downloads([Download("Bewaar het manifest (JSON)", name, manifest.to_json)], "manifest")


def _render_kenmerken(snapshot: Snapshot) -> str:
    manifest = snapshot.manifest
    files = "<br>".join(
        f"{escape(name)}: <code>{escape(known)}</code>" for name, known in manifest.bestanden.items()
    )
    left_out = ", ".join(manifest.zonder) or "geen bron weggelaten"
    return blad.render_eigenschappen(
        "De gegevens op het scherm",
        [
            ("Regio", escape(manifest.regio.titel)),
            ("Gemeenten", escape(", ".join(manifest.regio.gemeenten)) or "heel Nederland"),
            ("Kenmerk", f"<code>{escape(snapshot.id)}</code>"),
            ("Geladen op", format_datum(manifest.datum)),
            ("Indeling van de gebieden", str(manifest.indeling)),
            ("Weggelaten", escape(left_out)),
            ("Bestanden", files),
        ],
    )


def _render_bron(bron: BronVermelding) -> tuple[str, ...]:
    note = f'<br><span class="wz-kleintje">{escape(bron.toelichting)}</span>' if bron.toelichting else ""
    return (
        f"{escape(bron.naam)}{note}", f'<code class="kort">{escape(str(bron.sleutel))}</code>', str(bron.indeling),
        format_getal(bron.rijen), escape(format_datum(bron.opgehaald_op)), escape(bron.licentie),
        blad.render_adres(bron.url) or "geen", f'<code class="lang">{escape(bron.sha256)}</code>',
    )  # fmt: skip


def _show_indicatoren(snapshot: Snapshot) -> None:
    columns = [
        Tabelkolom("titel", "Cijfer"), Tabelkolom("eenheid", "Eenheid"), Tabelkolom("richting", "Richting"),
        Tabelkolom("gebruik", "Gebruik"), Tabelkolom("bron", "Bron"), Tabelkolom("jaar", "Jaar"),
        Tabelkolom("tabel", "Tabel"),
        Tabelkolom("veld", "Veld"), Tabelkolom("bekend", "Buurten met waarde", 0),
    ]  # fmt: skip
    show_tabel(render_tabel(_load_indicatoren(snapshot, snapshot.id), columns, "Cijfers"), "indicatoren")


@st.cache_resource(max_entries=4, show_spinner="De cijfers worden geteld …")
def _load_indicatoren(_snapshot: Snapshot, snapshot_id: str) -> pd.DataFrame:  # noqa: ARG001  part of the key
    return overzicht.list_indicatoren(_snapshot, {bron.sleutel: bron.kort for bron in lijst.BRONNEN})


def _show_ongekoppeld(manifest: Manifest) -> None:
    counts = overzicht.count_ongekoppeld(manifest)
    if counts.empty:
        st.html('<p class="wz-kleintje">Alle codes zijn gekoppeld.</p>')
        return
    rows = [
        (escape(reden), f'<code class="kort">{escape(bron)}</code>', format_getal(aantal))
        for bron, reden, aantal in counts.itertuples(index=False, name=None)
    ]
    st.html(blad.render_rooster("Codes zonder partner", ("Reden", "Bron", "Aantal"), rows))
    codes = overzicht.list_ongekoppeld(manifest)
    total = format_getal(len(codes))
    file = Download(
        f"Bewaar alle {total} codes zonder partner (CSV)",
        f"zonder-partner-{manifest.regio.naam}.csv",
        lambda: write_csv(codes),
    )
    show_downloads([file], "zonder-partner")
    shown = codes.head(_MEEST)
    with st.expander(f"De eerste {_MEEST} codes" if len(codes) > _MEEST else f"Alle {total} codes"):
        columns = [
            Tabelkolom("code", "Code"),
            Tabelkolom("naam", "Naam"),
            Tabelkolom("bron", "Bron"),
            Tabelkolom("reden", "Reden"),
        ]
        show_tabel(render_tabel(shown, columns, "Codes"), "ongekoppeld")
