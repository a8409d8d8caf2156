"""What is compared, at the top of the page: each plan with its status and what it places; what is equal, told once."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from pages.bouwstenen.blok import show_blok
from pages.bouwstenen.werk.scenariomerk import render_status, render_watermerk
from woonzorg.tekst.getal import count_woord, format_getal
from woonzorg.tekst.plat import write_plat
from woonzorg.verdeling.delen.openbaar import VERBORGEN
from woonzorg.verdeling.scenario.levensloop import is_concept
from woonzorg.verdeling.vergelijking.kant import NUL
from woonzorg.verdeling.vergelijking.vergelijking import describe_gelijk, list_meldingen

if TYPE_CHECKING:
    from woonzorg.verdeling.vergelijking.kant import Kant
    from woonzorg.verdeling.vergelijking.vergelijking import Vergelijking


def show_plannen(found: Vergelijking) -> None:
    """Show the plans, marked when one is a concept, and what to know before comparing them."""
    show_blok(_render_plannen(found), "vergelijk-plannen")
    equal = describe_gelijk(found)
    if equal:
        st.html(f'<p class="wz-let-op" role="status">{escape(equal)}</p>')
    notices = " ".join(list_meldingen(found))
    if notices:
        st.caption(write_plat(notices))


def _render_plannen(found: Vergelijking) -> str:
    items = "".join(
        _render_plan(letter, side, verborgen=found.verborgen)
        for letter, side in zip(found.letters, found.plannen, strict=True)
    )
    inner = f'<div class="wz-kanten">{items}</div>'
    known = list(found.vragers.values())
    concepts = [scenario for scenario in known if is_concept(scenario)]
    if not known:
        return f'<section class="wz-scenario">{inner}</section>'
    return render_watermerk(inner, (concepts or known)[0])


def _render_plan(letter: str, side: Kant, *, verborgen: bool) -> str:
    return (
        f'<div><header><h2><span class="wz-kant {letter}">{letter}</span> {escape(side.titel)}</h2>'
        f"{_render_soort(side)}</header><p>{_tell_geplaatst(side, verborgen=verborgen)}</p></div>"
    )


def _render_soort(side: Kant) -> str:
    if side.scenario:
        return render_status(side.scenario.kenmerken["status"])
    return "<span>vóór elke plaatsing</span>" if side.sleutel == NUL else "<span>eenvoudige sleutel</span>"


def _tell_geplaatst(side: Kant, *, verborgen: bool) -> str:
    if verborgen:
        return VERBORGEN
    asked = count_woord(side.gevraagd, "woning", "woningen")
    return f"Een plek voor {format_getal(side.geplaatst)} van de {asked}."
