"""A real HTML table with caption, scopes and sortable columns: `st.dataframe` is a canvas."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from pages.onderdelen.bestand import read_bestand
from woonzorg.tekst import format_getal

if TYPE_CHECKING:
    import pandas as pd


_TABEL = st.components.v2.component(
    "woonzorg_tabel",
    html='\n<div class="wz-tabel" role="region" aria-label="Tabel" tabindex="0"></div>',
    css=read_bestand("tabel.css"),
    js=read_bestand("tabel.js"),
    isolate_styles=False,
)


@dataclass(frozen=True)
class Kolom:
    """A column: its name in the data, its head, and its decimals (None for text)."""

    naam: str
    kop: str
    decimalen: int | None = None


def render_tabel(rijen: pd.DataFrame, kolommen: list[Kolom], bijschrift: str) -> str:
    """Render rows as a table; the first column heads its row, numbers sort by their unrounded value."""
    heads = "".join(
        f'<th scope="col" data-soort="{_sort_of(kolom)}" class="{_sort_of(kolom)}">'
        f'<button type="button">{escape(kolom.kop)}</button></th>'
        for kolom in kolommen
    )
    rows = "".join(
        f"<tr>{_render_rij(kolommen, values)}</tr>"
        for values in rijen[[kolom.naam for kolom in kolommen]].itertuples(index=False, name=None)
    )
    return (
        f"<table><caption>{escape(bijschrift)}</caption><thead><tr>{heads}</tr></thead>"
        f"<tbody>{rows}</tbody></table>"
    )


def _sort_of(kolom: Kolom) -> str:
    return "tekst" if kolom.decimalen is None else "getal"


def _render_rij(kolommen: list[Kolom], values: tuple[str | float, ...]) -> str:
    head = f'<th scope="row">{escape(str(values[0]))}</th>'
    cells = zip(kolommen[1:], values[1:], strict=True)
    return head + "".join(_render_cel(kolom, value) for kolom, value in cells)


def _render_cel(kolom: Kolom, value: str | float) -> str:
    if kolom.decimalen is None or isinstance(value, str):
        return f"<td>{escape(str(value))}</td>"
    exact = "" if value != value else f"{value:.6g}"  # noqa: PLR0124  NaN differs from itself
    return f'<td class="getal" data-v="{exact}">{format_getal(value, kolom.decimalen)}</td>'


def show_tabel(html: str, sleutel: str) -> None:
    """Show a table that `render_tabel` made."""
    _TABEL(key=sleutel, data={"html": html})
