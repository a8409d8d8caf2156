"""An own area as a block: that it has no class, its households by class, and its buurten by gemeente and name."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from pages.bouwstenen import gegevens, toestand
from pages.bouwstenen.bestand import read_bestand
from pages.bouwstenen.blok import show_keuzeblok
from pages.bouwstenen.kaart.merk import render_stip
from pages.bouwstenen.kern.kernbewaring import keep_bij_kern
from woonzorg.kaart.kernbeeld import make_kernbeeld
from woonzorg.kern.kernwoorden import GEEN_KLASSE
from woonzorg.oordeel import klassewoorden
from woonzorg.oordeel.veerkracht import Oordeel
from woonzorg.tekst.getal import format_getal

if TYPE_CHECKING:
    from collections.abc import Callable

    from woonzorg.gegevens.opslag import Snapshot
    from woonzorg.kaart.kernbeeld import Kernbeeld, Kernbuurt
    from woonzorg.kern.kern import Kerngebied

STIJL = f"<style>{read_bestand('bouwstenen/kern/kern.css')}</style>"


@keep_bij_kern(64)
def _load_kernbeeld(
    _snapshot: Snapshot, snapshot_id: str, kern: Kerngebied, jaar: int | None
) -> Kernbeeld:  # fmt: skip
    return make_kernbeeld(gegevens.load_score(_snapshot, snapshot_id, jaar), kern)


def show_kern(
    snapshot: Snapshot, kern: Kerngebied, jaar: int | None, link: Callable[[str], str], hoofd: str = ""
) -> None:  # fmt: skip
    """Show an own area; a buurt of it that is chosen is looked at.

    Parameters
    ----------
    snapshot : Snapshot
    kern : Kerngebied
    jaar : int or None
        Edition.
    link : callable
        Gives the address of a buurt, by its code.
    hoofd : str
        Key of the block that is the head of its page, with the heading and the counts in a sentence; '' beside a map,
        whose headline tells them.
    """
    st.html(STIJL)
    beeld = _load_kernbeeld(snapshot, snapshot.id, kern, jaar)
    show_keuzeblok(render_kern(beeld, link, kop=bool(hoofd)), hoofd or "kern-blok", toestand.select_gebied)


def render_kern(beeld: Kernbeeld, link: Callable[[str], str], *, kop: bool = False) -> str:
    """Render an own area; its name is text of a visitor."""
    title = f"{beeld.kern.titel[:1].upper()}{beeld.kern.titel[1:]}"
    head = f"<h2>{escape(title)}</h2>"
    if kop:
        head = f'<h1 tabindex="-1" data-kop="{escape(beeld.kern.adres)}">{escape(title)}</h1><p>{escape(beeld.kop)}</p>'
    missing = f'<p class="klein">{escape(beeld.zonder)}</p>' if beeld.zonder else ""
    items = "".join(_render_buurt(buurt, link) for buurt in beeld.buurten)
    return (
        f'<section class="wz-kaartje wz-kern">{head}'
        f"<p>{escape(GEEN_KLASSE)}</p>{_render_tabel(beeld)}{missing}<p>{escape(beeld.ophoping)}</p>"
        f'<h3>De buurten, op gemeente en naam</h3><ul>{items}</ul><p class="klein">'
        f"{escape(klassewoorden.DISCLAIMER)}</p></section>"
    )


def _render_tabel(beeld: Kernbeeld) -> str:
    count = beeld.telling
    rows = "".join(
        f'<tr><th scope="row">{render_stip(klasse)} {escape(klassewoorden.name_klasse(klasse).capitalize())}</th>'
        f"<td>{count.gebieden[klasse]}</td><td>{format_getal(count.huishoudens[klasse])}</td>"
        f"<td>{escape(count.share(klasse))}</td></tr>"
        for klasse in klassewoorden.LABELS
    )
    return (
        '<table><caption>Huishoudens naar klasse</caption><thead><tr><th scope="col">Klasse</th>'
        '<th scope="col">Buurten</th><th scope="col">Huishoudens</th><th scope="col">Deel</th></tr></thead>'
        f'<tbody>{rows}<tr class="som"><th scope="row">Samen</th><td>{count.totaal}</td>'
        f"<td>{format_getal(count.totaal_huishoudens)}</td><td></td></tr></tbody></table>"
    )


def _render_buurt(buurt: Kernbuurt, link: Callable[[str], str]) -> str:
    words = [buurt.gemeente, klassewoorden.name_klasse(buurt.klasse)]
    words += ["overconcentratie"] if buurt.overconcentratie == Oordeel.JA else []
    return (
        f'<li><a href="{escape(link(buurt.code))}" data-gebied="{escape(buurt.code)}" target="_self">'
        f"{render_stip(buurt.klasse)}<span>{escape(buurt.naam)}<small>{escape(' · '.join(words))}</small></span>"
        "</a></li>"
    )
