"""'Wat deden anderen?': examples that fit an area's public figures, each with why it is shown and its reservation."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from pages.bouwstenen.bestand import read_bestand
from pages.bouwstenen.blok import show_blok
from pages.bouwstenen.bronweg import render_bronweg
from pages.bouwstenen.verwijzing import show_voorbeelden_link
from woonzorg.gebied import Niveau
from woonzorg.voorbeelden import voorbeeldwoorden
from woonzorg.voorbeelden.passend import find_voorbeelden

if TYPE_CHECKING:
    from pages.buurt.blad import Gebiedsblad
    from woonzorg.oordeel.toets import Score
    from woonzorg.voorbeelden.passend import Bevonden, Getoond, Voorbeeldkeuze

_STIJL = read_bestand("buurt/anderen.css")


def show_anderen(score: Score, blad: Gebiedsblad) -> None:
    """Show the box, with the way to all examples."""
    st.html(f"<style>{_STIJL}</style>")
    found = find_voorbeelden(score, blad.beeld.toets.code)
    show_blok(render_anderen(found, blad), "buurt-anderen")
    show_voorbeelden_link(voorbeeldwoorden.ALLE)


def render_anderen(keuze: Voorbeeldkeuze, blad: Gebiedsblad) -> str:
    """Render the examples that were found for an area, or why there are none."""
    shown = "".join(_render_voorbeeld(item, blad) for item in keuze.getoond)
    rest = voorbeeldwoorden.describe_verder([item.plaats for item in keuze.verder])
    lines = (voorbeeldwoorden.UITLEG if shown else _explain_niets(blad), rest, _tell_onbekend(keuze))
    notes = "".join(f'<p class="klein">{escape(line)}</p>' for line in lines if line)
    return f'<section class="wz-buurt wz-anderen"><h2>{voorbeeldwoorden.KOP}</h2>{shown}{notes}</section>'


def _tell_onbekend(keuze: Voorbeeldkeuze) -> str:
    return voorbeeldwoorden.describe_onbekend(keuze.onbekend)


def _explain_niets(blad: Gebiedsblad) -> str:
    gemeente = blad.beeld.toets.niveau == Niveau.GEMEENTE
    return voorbeeldwoorden.GEMEENTE if gemeente else voorbeeldwoorden.NIETS


def _render_voorbeeld(item: Getoond, blad: Gebiedsblad) -> str:
    example = item.voorbeeld
    why = voorbeeldwoorden.join_redenen([_render_reden(reden, blad) for reden in item.redenen])
    return (
        f"<article><h3>{escape(example.plaats)} <span>{escape(example.naam)} · {escape(example.schaal)}</span></h3>"
        f'<p class="want"><b>{voorbeeldwoorden.WANT}</b> {why}</p><p>{escape(example.gedaan)}</p>'
        f'<p class="klein"><b>{voorbeeldwoorden.VOORBEHOUD}</b> {escape(example.voorbehoud)}</p></article>'
    )


def _render_reden(reden: Bevonden, blad: Gebiedsblad) -> str:
    """Render a reason, its figure a link to the source."""
    text, figure = escape(reden.zin), escape(reden.getal)
    if not reden.cijfer:
        return text
    way = render_bronweg(blad.herkomst(reden.cijfer), figure, f"{reden.getal}, {blad.beeld.toets.naam}")
    return text.replace(figure, way, 1)
