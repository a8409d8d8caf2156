"""Own goals on the profile: each figure over the years with its goal as a mark, and a table beside the pictures."""

from __future__ import annotations

from html import escape
from itertools import groupby
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from pages.bouwstenen.blok import show_blok
from pages.bouwstenen.tabel import Tabelkolom, render_tabel, show_tabel
from woonzorg.grafiek.doelverloop import make_doelverloop
from woonzorg.grafiek.svg import render_grafiek
from woonzorg.profiel import doelwoorden

if TYPE_CHECKING:
    from woonzorg.gegevens.opslag import Snapshot
    from woonzorg.profiel.eigen import Profieldoel

_KOLOMMEN = [
    Tabelkolom("cijfer", "Cijfer"), Tabelkolom("soort", "Gemeten of doel"), Tabelkolom("jaar", "Jaar"),
    Tabelkolom("waarde", "Waarde"),
]  # fmt: skip


def show_doelen(snapshot: Snapshot, code: str, doelen: tuple[Profieldoel, ...]) -> None:
    """Show each figure that has a goal over the years, with the goal as a mark; and all of it in a table."""
    found = [
        (doelwoorden.find_jaren(snapshot, code, key), list(goals))
        for key, goals in groupby(doelen, key=lambda goal: goal.indicator)
    ]
    figures = "".join(_render_doel(years, goals) for years, goals in found)
    show_blok(
        f'<section class="wz-buurt wz-profiel"><h2>Eigen doelen</h2><p class="klein">{escape(doelwoorden.UITLEG)}</p>'
        f'<div class="doelen">{figures}</div></section>', "profiel-doelen",
    )  # fmt: skip
    with st.expander("Doelen en gemeten cijfers in een tabel"):
        rows = [row for years, goals in found for row in doelwoorden.list_rijen(years, goals)]
        frame = pd.DataFrame(rows, columns=[kolom.naam for kolom in _KOLOMMEN])
        show_tabel(render_tabel(frame, _KOLOMMEN, "Eigen doelen naast gemeten cijfers"), "profiel-doeltabel")


def _render_doel(jaren: dict[int, float], doelen: list[Profieldoel]) -> str:
    note = doelwoorden.tell_uitgang(jaren, doelen)
    small = f"<small>{escape(note)}</small>" if note else ""
    chart = render_grafiek(make_doelverloop(jaren, doelen))
    return (
        f"<figure><figcaption>{escape(doelwoorden.tell_doelen(doelen))}{small}</figcaption>{chart}</figure>"
    )
