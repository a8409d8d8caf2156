"""Social rent by place on the tab Sociale huur: what a programme does by buurt, and what other homes would do."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from pages.bouwstenen.blad import render_rooster
from pages.bouwstenen.blok import show_blok
from woonzorg.oordeel.klassewoorden import name_klasse
from woonzorg.socialehuur import plaatswoorden
from woonzorg.socialehuur.plaats import count_erbij, count_verdunning, count_voorraad, dilute, place_programma
from woonzorg.socialehuur.woorden import write_deel
from woonzorg.tekst.getal import format_getal

if TYPE_CHECKING:
    from pages.opgave.huurstand import Huurstand
    from woonzorg.socialehuur.plaats import Bezitsplaats, Plaatsuitkomst


def show_plaatsen(stand: Huurstand) -> None:
    """Show the part; nothing where no buurt is known."""
    if not stand.voorraad.plaatsen:
        return
    show_blok(render_plaatsen(stand), "huur-plaatsen")
    names = {place.stand.code[2:6]: place.gemeente for place in stand.voorraad.plaatsen}
    left, right = st.columns([3, 2])
    chosen = left.selectbox("Buurten van", list(names), format_func=names.__getitem__, key="huur_waar")
    homes = right.number_input("Woningen voor middeninkomens erbij", 1, 5000, 100, key="huur_erbij")
    show_blok(render_buurten(stand, names[chosen], int(homes)), "huur-buurten")


def render_plaatsen(stand: Huurstand) -> str:
    """Render where the stock lies by class, and what the programme does in each buurt that it names."""
    places, lines = stand.voorraad.plaatsen, stand.programma or ()
    told = [plaatswoorden.describe_voorraad(count_voorraad(places)), plaatswoorden.describe_kansen(places)]
    told += [plaatswoorden.describe_erbij(count_erbij(lines, places))] if lines else []
    found = place_programma(lines, places)
    heads = (
        "Buurt",
        "Gemeente",
        "Klasse",
        "Nu",
        "Na",
        "Sociale huur wordt",
        "Alleen de middeninkomens",
        "Nu, naast de regio",
    )
    rows = (tuple(map(escape, _list_plek(item))) for item in found)
    table = render_rooster("Wat het programma per buurt doet met het aandeel corporatiewoningen", heads, rows)
    words = "".join(f"<p>{escape(text)}</p>" for text in told if text)
    return (
        f'<section class="wz-opgave wz-huur"><h2>Per plek</h2>{words}'
        f'{table if found else ""}<p class="wz-kleintje">{escape(plaatswoorden.PLEK_UITLEG)}</p></section>'
    )  # fmt: skip


def _list_plek(item: Plaatsuitkomst) -> tuple[str, ...]:
    place = item.plaats
    return (
        place.stand.naam, place.gemeente, name_klasse(place.klasse), write_deel(place.aandeel),
        write_deel(item.aandeel_na), str(item.verschuiving), write_deel(item.alleen_midden),
        plaatswoorden.VERTEGENWOORDIGD[place.regio],
    )  # fmt: skip


def render_buurten(stand: Huurstand, gemeente: str, erbij: int) -> str:
    """Render the buurten of a gemeente by name: how common corporation homes are, and what other homes would do."""
    heads = (
        "Buurt", "Klasse", "Aandeel corporatie", "Naast de regio", "Naast Nederland",
        f"Met {format_getal(erbij)} erbij", "Woningen tot het regioaandeel",
    )  # fmt: skip
    rows = (
        tuple(map(escape, _list_buurt(place, stand.voorraad.regio, erbij)))
        for place in stand.voorraad.plaatsen
        if place.gemeente == gemeente
    )
    title = f"Buurten van {gemeente}: wat woningen voor middeninkomens (huur of koop) met het aandeel doen"
    return (
        f'<section class="wz-opgave wz-huur">{render_rooster(title, heads, rows)}'
        f'<p class="wz-kleintje">{escape(plaatswoorden.LQ_UITLEG)} {escape(plaatswoorden.MIDDENHUUR)}</p></section>'
    )


def _list_buurt(place: Bezitsplaats, regio: float | None, erbij: int) -> tuple[str, ...]:
    needed = count_verdunning(place.stand, regio)
    return (
        place.stand.naam, name_klasse(place.klasse), write_deel(place.aandeel),
        plaatswoorden.VERTEGENWOORDIGD[place.regio], plaatswoorden.VERTEGENWOORDIGD[place.land],
        write_deel(dilute(place, erbij)), "" if needed is None else format_getal(needed),
    )  # fmt: skip
