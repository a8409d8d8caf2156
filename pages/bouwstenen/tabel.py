"""A real HTML table with caption, scopes and sortable columns: `st.dataframe` is a canvas."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from pages.bouwstenen.bestand import read_bestand
from pages.bouwstenen.bronweg import render_bronweg
from woonzorg.tekst.getal import format_getal

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import pandas as pd


_TABEL = st.components.v2.component(
    "woonzorg_tabel",
    html='\n<div class="wz-tabel" role="region" aria-label="Tabel" tabindex="0"></div>',
    css=read_bestand("bouwstenen/tabel.css"),
    js=read_bestand("bouwstenen/tabel.js"),
    isolate_styles=False,
)


@dataclass(frozen=True)
class Tabelkolom:
    """A column: its name in the data, its head, and its decimals (None for text).

    `bron` names the column that holds, escaped, where each of its figures is traced ('' for one that cannot be).
    """

    naam: str
    kop: str
    decimalen: int | None = None
    bron: str = ""


@dataclass(frozen=True)
class Knop:
    """A button in each row: what it asks for, its sign, and its name before that of the row."""

    actie: str
    teken: str
    woord: str


def render_tabel(
    rijen: pd.DataFrame,
    kolommen: list[Tabelkolom],
    bijschrift: str,
    knoppen: Sequence[Knop] = (),
    van: str = "",
) -> str:
    """Render rows as a table; the first column heads its row, numbers sort by their unrounded value.

    With buttons there is a last column for them, and `rijen` has a column `code`. `van` is the area that the figures
    are of, where the name of a row does not tell: it is spoken with each link.
    """
    heads = "".join(
        f'<th scope="col" data-soort="{_sort_of(kolom)}" class="{_sort_of(kolom)}">'
        f'<button type="button">{escape(kolom.kop)}</button></th>'
        for kolom in kolommen
    )
    heads += '<th scope="col">Aanpassen</th>' if knoppen else ""
    codes = rijen["code"] if knoppen else [""] * len(rijen)
    values = rijen[[kolom.naam for kolom in kolommen]].itertuples(index=False, name=None)
    sources = zip(
        *(rijen[kolom.bron] if kolom.bron else [""] * len(rijen) for kolom in kolommen), strict=True
    )
    rows = "".join(
        f"<tr>{_render_rij(kolommen, row, links, van)}{_render_knoppen(knoppen, str(code), str(row[0]))}</tr>"
        for code, row, links in zip(codes, values, sources, strict=True)
    )
    return (
        f"<table><caption>{escape(bijschrift)}</caption><thead><tr>{heads}</tr></thead>"
        f"<tbody>{rows}</tbody></table>"
    )


def _sort_of(kolom: Tabelkolom) -> str:
    return "tekst" if kolom.decimalen is None else "getal"


def _render_rij(
    kolommen: list[Tabelkolom], values: tuple[str | float, ...], bronnen: tuple[str, ...], van: str
) -> str:
    name = str(values[0])
    of = " ".join(filter(None, [van, name]))
    first = render_bronweg(bronnen[0], escape(name), f"{kolommen[0].kop} {of}")
    cells = zip(kolommen[1:], values[1:], bronnen[1:], strict=True)
    return f'<th scope="row">{first}</th>' + "".join(
        _render_cel(kolom, value, bron, of) for kolom, value, bron in cells
    )


def _render_cel(kolom: Tabelkolom, value: str | float, bron: str, van: str) -> str:
    if kolom.decimalen is None or isinstance(value, str):
        return f"<td>{_link_cel(kolom, str(value), bron, van)}</td>"
    words = format_getal(value, kolom.decimalen)
    exact = "" if value != value else f"{value:.6g}"  # noqa: PLR0124  NaN differs from itself
    return f'<td class="getal" data-v="{exact}">{_link_cel(kolom, words, bron, van)}</td>'


def _link_cel(kolom: Tabelkolom, words: str, bron: str, van: str) -> str:
    return render_bronweg(bron, escape(words), f"{kolom.kop} {words}, {van}")


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
