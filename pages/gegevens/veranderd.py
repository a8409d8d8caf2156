"""What changed between two snapshots, or between two editions: which areas changed class, and why."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from pages.bouwstenen import blad, gegevens
from woonzorg.gebied import TE_TOETSEN
from woonzorg.gegevens import opslag, overzicht
from woonzorg.herkomst import herkomst, verschil
from woonzorg.instelling import read_instellingen
from woonzorg.oordeel import klassewoorden
from woonzorg.tekst.getal import format_getal
from woonzorg.tekst.plat import write_plat

if TYPE_CHECKING:
    from collections.abc import Sequence

    from woonzorg.gegevens.opslag import Snapshot
    from woonzorg.gegevens.overzicht import Gegevenskeuze
    from woonzorg.herkomst.verschil import Gebied, Overgang, Verschil
    from woonzorg.oordeel.toets import Score
    from woonzorg.oordeel.veerkracht import Klasse


_MEEST = 300
"""Most areas in the table on screen."""


def show_veranderd(snapshot: Snapshot) -> None:
    """Show the choice of two, and what differs."""
    lines = opslag.list_snapshots(read_instellingen().opslagplek)
    choices = overzicht.list_keuzes(lines, snapshot, gegevens.load_edities(snapshot, snapshot.id))
    if len(choices) < 2:
        st.info(
            "Er is maar één set gegevens van deze regio, met één meting. Er valt nog niets te vergelijken."
        )
        return
    left, middle, right = st.columns([4, 4, 2])
    old = left.selectbox(
        "Van", choices, index=1, format_func=lambda keuze: keuze.titel, placeholder="Kies gegevens"
    )
    new = middle.selectbox(
        "Naar", choices, index=0, format_func=lambda keuze: keuze.titel, placeholder="Kies gegevens"
    )
    level = right.selectbox("Niveau", [str(niveau) for niveau in TE_TOETSEN], placeholder="Kies een niveau")
    (before, division_before), (after, division_after) = _open(old), _open(new)
    if division_before != division_after:
        st.warning(
            write_plat(
                f"De indeling is anders ({division_before} en {division_after}). Een gebied met dezelfde code "
                "kan andere grenzen hebben."
            )
        )
    _show_verschil(verschil.compare(before, after), level, new)


def _open(keuze: Gegevenskeuze) -> tuple[Score, int]:
    """Return the scored areas of a choice, and their division."""
    snapshot, _ = gegevens.open_gegevens(keuze.snapshot_id)
    return gegevens.load_score(snapshot, snapshot.id, keuze.jaar), snapshot.manifest.indeling


def _show_verschil(found: Verschil, niveau: str, nieuw: Gegevenskeuze) -> None:
    moved = [line for line in found.overgangen if line.niveau == niveau]
    came = [line for line in found.gekomen if line.niveau == niveau]
    went = [line for line in found.verdwenen if line.niveau == niveau]
    st.html(
        f'<p class="wz-hoofdcijfer">{escape(_count(len(moved), niveau))} <span>van klasse veranderd</span></p>'
    )
    st.html(f'<p class="wz-kleintje">{escape(_describe(found))}</p>')
    if moved:
        heads = ("Gebied", "Was", "Is nu", "Waarom")
        if len(moved) > _MEEST:
            st.info(write_plat(f"U ziet de eerste {_MEEST} gebieden."))
        st.html(
            blad.render_rooster(
                "Veranderd van klasse", heads, [_render_overgang(line, nieuw) for line in moved[:_MEEST]]
            )
        )
    for title, lines in (("Erbij gekomen", came), ("Verdwenen", went)):
        if lines:
            st.html(blad.render_rooster(title, ("Gebied", "Gemeente", "Klasse"), _render_gebieden(lines)))
    if not (moved or came or went):
        st.info(write_plat(f"Geen enkele {niveau} veranderde van klasse, kwam erbij of verdween."))


def _count(aantal: int, niveau: str) -> str:
    return f"{format_getal(aantal)} {niveau if aantal == 1 else klassewoorden.MEERVOUD[niveau]}"


def _describe(found: Verschil) -> str:
    reference = f"{format_getal(found.referentie_oud, 4)} naar {format_getal(found.referentie_nieuw, 4)}"
    return (
        f"Jaren: SES-WOA {_year(found.jaren_oud[0])} naar {_year(found.jaren_nieuw[0])}, Leefbaarometer "
        f"{_year(found.jaren_oud[1])} naar {_year(found.jaren_nieuw[1])}. Landelijk gemiddelde SES-WOA: {reference}. "
        f"Over alle niveaus hielden {format_getal(found.zelfde_klasse)} gebieden hun klasse; "
        f"bij {format_getal(found.andere_cijfers)} daarvan veranderde wel een score."
    )


def _year(jaar: int) -> str:
    return str(jaar or "geen")


def _render_overgang(line: Overgang, nieuw: Gegevenskeuze) -> tuple[str, ...]:
    href = herkomst.make_href(line.code, "klasse", nieuw.jaar, nieuw.snapshot_id)
    place = (
        f'<br><span class="wz-kleintje">{escape(line.gemeente)}</span>' if line.niveau != "gemeente" else ""
    )
    return (
        f'<a href="{href}" target="_self">{escape(line.naam)}</a>{place}',
        _render_klasse(line.oud), _render_klasse(line.nieuw),
        "<br>".join(escape(reason.describe()) for reason in line.redenen),
    )  # fmt: skip


def _render_klasse(klasse: Klasse) -> str:
    label = klassewoorden.LABELS[klasse]
    return f"{escape(label.kop)}<br><span class='wz-kleintje'>{escape(label.uitleg)}</span>"


def _render_gebieden(lines: Sequence[Gebied]) -> list[tuple[str, ...]]:
    return [(escape(line.naam), escape(line.gemeente), _render_klasse(line.klasse)) for line in lines]
