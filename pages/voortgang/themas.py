"""The tab Thema's: what was agreed without being measurable, which theme has nothing, and what forerunners agreed."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from pages.bouwstenen.blad import render_rooster
from pages.bouwstenen.blok import show_blok
from woonzorg.agenda import prestatiewoorden
from woonzorg.agenda.prestatie import (
    THEMAS,
    Meetbaar,
    list_kenmerken,
    list_koplopers,
    list_tegenspraken,
    list_voorbeelden,
    tabulate_themas,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pages.voortgang.voortgangstand import Voortgangstand
    from woonzorg.agenda.lijn import Agendalijn
    from woonzorg.agenda.prestatie import Koploper, Themastand


def show_themas(stand: Voortgangstand) -> None:
    """Show the tab."""
    left, right = st.columns([2, 3], gap="large")
    with left:
        show_blok(render_themas(stand), "voortgang-themas")
    with right:
        show_blok(render_onmeetbaar(stand), "voortgang-onmeetbaar")
    with st.expander(prestatiewoorden.MATRIX):
        show_blok(render_matrix(), "voortgang-matrix")
    with st.expander(prestatiewoorden.VOORBEELDEN):
        show_blok(render_voorbeelden(), "voortgang-koplopers")
    st.html(f'<p class="wz-kleintje">{escape(prestatiewoorden.WOONZORGQUOTE_UITLEG)}</p>')


def render_themas(stand: Voortgangstand) -> str:
    """Render the thirteen themes: own agreements, how many can be measured, and how many forerunners had one."""
    themes = tabulate_themas(stand.bundel.lijnen)
    table = render_rooster(
        "Afspraken per thema", ("Thema", "Afspraken", "Meetbaar", "Koplopers (2016)"),
        (_list_themacellen(theme) for theme in themes),
    )  # fmt: skip
    told = prestatiewoorden.describe_leemten(themes) if stand.bundel.lijnen else prestatiewoorden.GEEN_AGENDA
    head = f"<h2>Welke thema's hebben een afspraak?</h2><p>{escape(told)}</p>"
    return f'<section class="wz-voortgang">{head}{table}</section>'


def _list_themacellen(thema: Themastand) -> tuple[str, ...]:
    count = len(thema.lijnen)
    return (
        f"{thema.thema} {escape(thema.titel)}", str(count) if count else "geen",
        f"{thema.meetbaar} van {count}" if count else "–", f"{thema.koplopers} van 13",
    )  # fmt: skip


def render_onmeetbaar(stand: Voortgangstand) -> str:
    """Render the agreements that lack one of five marks, with what they lack."""
    lines = stand.bundel.lijnen
    lacking = [line for line in lines if len(list_kenmerken(line)) < len(Meetbaar)]
    told = prestatiewoorden.describe_meetbaar(len(lines), len(lacking))
    head = f'<section class="wz-voortgang"><h2>Welke afspraken zijn niet te meten?</h2><p>{escape(told)}</p>'
    if not lacking:
        return f"{head}</section>"
    rows = (tuple(_list_merken(line, stand)) for line in lacking)
    heads = ("Regel", "Gemeente", *(str(mark).capitalize() for mark in Meetbaar))
    return f"{head}{render_rooster('Wat er ontbreekt', heads, rows)}</section>"


def _list_merken(lijn: Agendalijn, stand: Voortgangstand) -> Iterator[str]:
    yield escape(lijn.regel)
    yield escape(stand.gemeenten.get(lijn.gemeente, "hele streek"))
    has = list_kenmerken(lijn)
    for mark in Meetbaar:
        yield "ja" if mark in has else '<b class="wz-ontbreekt">ontbreekt</b>'


def render_matrix() -> str:
    """Render the forerunners by theme; what the document leaves open stays open."""
    rows = (_list_matrixcellen(item) for item in list_koplopers())
    heads = ("Koploper", *(f"{number} {title}" for number, title in enumerate(THEMAS, start=1)))
    odd = "".join(f"<li>{escape(text)}</li>" for text in list_tegenspraken())
    return (
        f'<section class="wz-voortgang wz-matrix"><p>{escape(prestatiewoorden.MATRIX_UITLEG)}</p>'
        f"{render_rooster('Koplopers en thema’s, augustus 2016', heads, rows)}"
        f"<p>{escape(prestatiewoorden.TEGENSPRAAK)}</p><ul>{odd}</ul></section>"
    )


def _list_matrixcellen(koploper: Koploper) -> tuple[str, ...]:
    name = escape(koploper.naam)
    if koploper.themas is None:
        return (name, *("niet ingevuld" for _ in THEMAS))
    return (name, *("+" if there else "–" for there in koploper.themas))


def render_voorbeelden() -> str:
    """Render what forerunners agreed, each with its line."""
    rows = (
        (escape(item.koploper), escape(item.afspraak), _name_thema(item.thema), str(item.regel))
        for item in list_voorbeelden()
    )
    heads = ("Koploper", "Afspraak", "Thema", "Regel in het document")
    return (
        f'<section class="wz-voortgang">{render_rooster(prestatiewoorden.BRONREGEL, heads, rows)}</section>'
    )


def _name_thema(nummer: int) -> str:
    return escape(f"{nummer} {THEMAS[nummer - 1]}")
