"""The part of Methode on a wijk: steps, starting points and roles, and all that others did, folded away by example."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from pages.bouwstenen.bestand import read_bestand
from pages.bouwstenen.blad import render_rooster
from woonzorg.agenda import prestatie
from woonzorg.methode.wijkproces import (
    BEDIEND,
    RIJK_BIJSCHRIFT,
    RIJK_KOLOMMEN,
    RIJK_KOP,
    list_processtappen,
    list_rijkspunten,
    list_rolverdeling,
    list_uitgangspunten,
)
from woonzorg.voorbeelden import voorbeeldwoorden
from woonzorg.voorbeelden.praktijk import (
    KOPJES,
    MAGAZINE,
    WIJK_VAN_MORGEN,
    list_aanbevelingen,
    list_klein,
    list_praktijk,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from woonzorg.methode.wijkproces import Processtap, Uitgangspunt
    from woonzorg.voorbeelden.praktijk import Bronfiguur, Praktijkvoorbeeld

_STIJL = read_bestand("methode/voorbeelden.css")
_ADRESSEN = {
    "Kaart": "./", "Buurt": "buurt", "Opgave": "opgave", "Voortgang": "voortgang",
    "Verdelen": "verdelen", "Vergelijken": "vergelijken",
}  # fmt: skip


def show_wijk() -> None:
    """Show steps, starting points, roles and examples."""
    st.html(f"<style>{_STIJL}</style>")  # apart: what brings looks only is not shown
    st.html(f"{render_rijk()}{render_proces()}{render_praktijk()}{render_meer()}")


def render_rijk() -> str:
    """Render what the Rijk asks of a vision: which page answers it, and what is put off."""
    rows = (
        (
            f"{point.nr}. {escape(point.punt)}", escape(point.antwoord), ", ".join(map(_render_pagina, point.paginas)),
            escape(point.uitgesteld) or "–",
        )
        for point in list_rijkspunten()
    )  # fmt: skip
    table = render_rooster(RIJK_BIJSCHRIFT, RIJK_KOLOMMEN, rows)
    return f'<section class="wz-wijk"><h2>{RIJK_KOP}</h2>{table}</section>'


def render_proces() -> str:
    """Render the five steps with the pages that serve them; starting points and roles folded away."""
    steps = "".join(map(_render_stap, list_processtappen()))
    points = "".join(map(_render_uitgangspunt, list_uitgangspunten()))
    told = f"<p>Uit {escape(WIJK_VAN_MORGEN)}, in onze woorden. Dit dashboard helpt bij punt {BEDIEND}.</p>"
    roles = [
        (escape(role.wie), *(escape(text) or "–" for text in (role.beslist, role.voert_uit, role.volgt)))
        for role in list_rolverdeling()
    ]
    return (
        f'<section class="wz-wijk"><h2>Vijf stappen</h2><ol>{steps}</ol>'
        f"{_fold('Tien uitgangspunten', f'{told}<ol>{points}</ol>')}"
        f"{_fold('Wie beslist, wie voert uit en wie volgt?', _render_rollen(roles))}</section>"
    )


def _render_stap(stap: Processtap) -> str:
    pages = ", ".join(map(_render_pagina, stap.paginas))
    return f"<li><b>{escape(stap.stap)}.</b> {escape(stap.uitleg)} Op: {pages}.</li>"


def _render_pagina(titel: str) -> str:
    if titel not in _ADRESSEN:
        return "deze pagina"
    return f'<a href="{_ADRESSEN[titel]}" target="_self">{escape(titel)}</a>'


def _render_uitgangspunt(punt: Uitgangspunt) -> str:
    helps = " <b>Hierbij helpt Woonzorg.</b>" if punt.nr == BEDIEND else ""
    return f"<li><b>{escape(punt.titel)}.</b> {escape(punt.uitleg)}{helps}</li>"


def _render_rollen(rijen: Iterable[tuple[str, ...]]) -> str:
    return render_rooster(
        "Rollen volgens de regionale visie (§7.1 en §7.2)", ("Wie", "Beslist", "Voert uit", "Volgt"), rijen
    )


def render_praktijk() -> str:
    """Render the twelve examples, each folded away."""
    items = "".join(map(_render_voorbeeld, list_praktijk()))
    return (
        f'<section class="wz-wijk"><h2>{voorbeeldwoorden.KOP}</h2><p>Twaalf voorbeelden uit {escape(MAGAZINE)}, in '
        "onze woorden. Bij elk cijfer staat de regel van de bron. Een voorbeeld is geen bewijs dat iets hier werkt.</p>"
        f"{items}</section>"
    )


def _render_voorbeeld(item: Praktijkvoorbeeld) -> str:
    tags = ", ".join(KOPJES[name] for name in item.kopjes)
    figures = "".join(map(_render_cijfer, item.cijfers))
    body = (
        f"<p><b>Wat speelde er?</b> {escape(item.omstandigheid)}</p><p><b>Wat is gedaan?</b> {escape(item.gedaan)}</p>"
        f"<ul>{figures}</ul><p><b>{voorbeeldwoorden.VOORBEHOUD}</b> {escape(item.voorbehoud)}</p>"
        f'<p class="wz-kleintje">Gaat over: {escape(tags)}. Schaal: {escape(item.schaal)}. Begint op regel '
        f"{item.regel} van de bron.</p>"
    )
    return _fold(f"{item.plaats}: {item.naam}", body, item.anker)


def _render_cijfer(figuur: Bronfiguur) -> str:
    return f"<li>{escape(figuur.zin)} {_render_bron(figuur.regels)}</li>"


def _render_bron(regels: Iterable[int]) -> str:
    return f'<span class="wz-kleintje">({voorbeeldwoorden.describe_bron(regels)})</span>'


def render_meer() -> str:
    """Render the small examples, what forerunners agreed, and what Parkstad advised."""
    small = "".join(
        f"<li>{escape(item.titel)}{f', {escape(item.plaats)}' if item.plaats else ''} "
        f"{_render_bron([item.regel])}</li>"
        for item in list_klein()
    )
    advice = "".join(
        f"<li>{escape(item.tekst)} {_render_bron([item.regel])}</li>" for item in list_aanbevelingen()
    )
    leaders = [
        (escape(item.koploper), escape(item.afspraak), escape(prestatie.THEMAS[item.thema - 1]), str(item.regel))
        for item in prestatie.list_voorbeelden()
    ]  # fmt: skip
    table = render_rooster(f"Uit: {prestatie.BRON}", ("Wie", "Afspraak", "Thema", "Regel"), leaders)
    return (
        '<section class="wz-wijk"><h2>Meer voorbeelden</h2>'
        f"{_fold('Tien kleine voorbeelden', f'<p>Titels uit {escape(MAGAZINE)}.</p><ul>{small}</ul>')}"
        f"{_fold('Wat koplopers afspraken', table)}"
        f"{_fold('Vijf aanbevelingen uit Parkstad', f'<p>Uit {escape(WIJK_VAN_MORGEN)}.</p><ol>{advice}</ol>')}"
        "</section>"
    )


def _fold(titel: str, inhoud: str, anker: str = "") -> str:
    place = f' id="{anker}"' if anker else ""
    return f'<details class="wz-meer"{place}><summary>{escape(titel)}</summary>{inhoud}</details>'
