"""The line on Buurt about rented and owned homes: shares, and how common they are beside region and country."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from pages.bouwstenen.blok import show_blok
from pages.bouwstenen.tabel import Tabelkolom, render_tabel, show_tabel
from woonzorg.indicator import PER_SLEUTEL
from woonzorg.oordeel.klassewoorden import name_klasse
from woonzorg.socialehuur import plaatswoorden
from woonzorg.socialehuur.vertegenwoordiging import compare_bezit
from woonzorg.socialehuur.woorden import CORPORATIE_IS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pages.buurt.blad import Gebiedsblad
    from woonzorg.gegevens.opslag import Snapshot
    from woonzorg.socialehuur.vertegenwoordiging import Bezitregel


def show_bezit(snapshot: Snapshot, blad: Gebiedsblad) -> None:
    """Show the line, and its figures in a table."""
    lines = compare_bezit(snapshot.gebieden, blad.beeld.toets.code)
    year = snapshot.manifest.jaren.get("corporatie_pct", 0)
    show_blok(render_bezit(lines, blad, year), "buurt-bezit")
    with st.expander("Huur en koop in een tabel"):
        show_tabel(render_bezittabel(lines, blad), "buurt-bezittabel")


def render_bezit(lines: tuple[Bezitregel, ...], blad: Gebiedsblad, jaar: int) -> str:
    """Render what is told of corporation homes beside the class, and what these figures are not."""
    verdict = blad.beeld.toets
    notes = f"{CORPORATIE_IS} {plaatswoorden.MIDDENHUUR} {plaatswoorden.LQ_UITLEG}"
    return (
        f'<section class="wz-buurt"><h2>{plaatswoorden.BEZIT_KOP} ({jaar or "jaar onbekend"})</h2>'
        f"<p>{escape(plaatswoorden.describe_bezit(lines[0]))} De klasse is {escape(name_klasse(verdict.klasse))}.</p>"
        f'<p class="klein">{escape(notes)}</p></section>'
    )


_KOPPEN = (
    "Bezit",
    "Hier",
    "Regio",
    "Nederland",
    "Naast de regio",
    "Keer (regio)",
    "Naast Nederland",
    "Keer (NL)",
)


def render_bezittabel(lines: tuple[Bezitregel, ...], blad: Gebiedsblad) -> str:
    """Render all tenures."""
    columns = [Tabelkolom(str(place), head) for place, head in enumerate(_KOPPEN)]
    rows = pd.DataFrame(
        [list(_list_cellen(line)) for line in lines], columns=[column.naam for column in columns]
    )
    area = blad.beeld.toets.naam
    return render_tabel(rows, columns, f"Aandeel van alle woningen, {area}", van=area)


def _list_cellen(line: Bezitregel) -> Iterator[str]:
    yield PER_SLEUTEL[line.sleutel].titel
    yield from map(plaatswoorden.write_heel, (line.aandeel, line.regio.gemiddeld, line.land.gemiddeld))
    for side in (line.regio, line.land):
        yield plaatswoorden.VERTEGENWOORDIGD[side.woord]
        yield plaatswoorden.tell_lq(side)
