"""A real HTML table with caption, scopes and sortable columns: `st.dataframe` is a canvas."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from pages.onderdelen.bestand import read_bestand
from woonzorg.tekst import format_getal

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

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


@dataclass(frozen=True)
class Knop:
    """A button in each row: what it asks for, its sign, and its name before that of the row."""

    actie: str
    teken: str
    woord: str


def render_tabel(
    rijen: pd.DataFrame, kolommen: list[Kolom], bijschrift: str, knoppen: Sequence[Knop] = ()
) -> str:
    """Render rows as a table; the first column heads its row, numbers sort by their unrounded value.

    With buttons there is a last column for them, and `rijen` has a column `code`.
    """
    heads = "".join(
        f'<th scope="col" data-soort="{_sort_of(kolom)}" class="{_sort_of(kolom)}">'
        f'<button type="button">{escape(kolom.kop)}</button></th>'
        for kolom in kolommen
    )
    heads += '<th scope="col">Aanpassen</th>' if knoppen else ""
    codes = rijen["code"] if knoppen else [""] * len(rijen)
    values = rijen[[kolom.naam for kolom in kolommen]].itertuples(index=False, name=None)
    rows = "".join(
        f"<tr>{_render_rij(kolommen, row)}{_render_knoppen(knoppen, str(code), str(row[0]))}</tr>"
        for code, row in zip(codes, values, strict=True)
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


def _render_knoppen(knoppen: Sequence[Knop], code: str, naam: str) -> str:
    if not knoppen:
        return ""
    buttons = "".join(
        f'<button type="button" data-actie="{escape(knop.actie)}" data-code="{escape(code)}" '
        f'aria-label="{escape(knop.woord)} {escape(naam)}">{escape(knop.teken)}</button>'
        for knop in knoppen
    )
    return f'<td class="knoppen">{buttons}</td>'


def show_tabel(html: str, sleutel: str, doe: Callable[[str, str], None] | None = None) -> None:
    """Show a table that `render_tabel` made; `doe` receives the action and the code of a button that was pressed."""

    def report() -> None:
        if doe is not None:
            asked = st.session_state[sleutel]["actie"]
            doe(str(asked["actie"]), str(asked["code"]))

    _TABEL(key=sleutel, data={"html": html}, on_actie_change=report)
