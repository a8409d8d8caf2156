"""The first step: the form, or the answer with what can be done next, an exception, and the file."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from pages.bouwstenen import gegevens
from pages.bouwstenen.blad import render_fout
from pages.bouwstenen.blok import show_blok, show_keuzeblok
from pages.bouwstenen.schil.kop import show_kop
from pages.bouwstenen.voorbeeldvak import render_voorbeeld, show_voorbeeldvak
from pages.bouwstenen.werk import rekenwerk
from pages.initiatief import initiatiefstand
from pages.initiatief.besluit import show_besluit
from pages.initiatief.formulier import show_formulier
from pages.initiatief.lijststap import read_lijst, show_lijstweg
from pages.initiatief.naarverdeling import show_meename
from pages.initiatief.toetsblad import WIJZIG, Toetsblad, render_antwoord
from woonzorg.gebied import Niveau
from woonzorg.herkomst import herkomst
from woonzorg.kaart.plekkaart import render_plekkaart
from woonzorg.kaart.schalen import make_schalen
from woonzorg.verdeling.regels.complexen import COMPLEX
from woonzorg.voorbeelden import passend, voorbeeldwoorden

if TYPE_CHECKING:
    from pages.initiatief.initiatiefstand import Initiatiefstand
    from woonzorg.initiatief.toets import Toetsuitkomst

INTRO = "In een minuut: wat zegt de regel van de visie (§5.3) over dit plan op deze plek, waarom, en waar kan het wel?"
KOP = "Toets een initiatief: één project op één plek."


def show_toets(stand: Initiatiefstand) -> None:
    """Show the step."""
    if stand.uitkomst is None or stand.werk.invullen:
        show_kop(KOP)
        st.html(f'<p class="wzi-intro">{INTRO}</p>')
        if stand.fout and not stand.werk.invullen:
            show_blok(render_fout(stand.fout), "initiatief-stuk")
        show_formulier(stand)
        show_lijstweg(stand)
        return
    if read_lijst(stand):
        show_lijstweg(stand)
    show_keuzeblok(render_antwoord(make_blad(stand, stand.uitkomst)), "initiatief-antwoord", _kies)
    show_besluit(stand)
    show_meename(stand)
    _show_anderen(stand.uitkomst)


def _show_anderen(uitkomst: Toetsuitkomst) -> None:
    """Show what others did where figures of the complex leave no room, or its corporatie says so."""
    why = escape(explain_vol(uitkomst))
    if not why:
        return
    shown = "".join(render_voorbeeld(passend.find_voorbeeld(name), why) for name in passend.BIJ_COMPLEX)
    show_voorbeeldvak(shown, (voorbeeldwoorden.GEEN_BEWIJS,), "initiatief-anderen")


def explain_vol(uitkomst: Toetsuitkomst) -> str:
    """Tell by what the complex has no room; '' where the class of its buurt alone stops it, or nothing does."""
    rule = next((item for item in uitkomst.gebroken if item.regel == COMPLEX.sleutel), None)
    told = uitkomst.initiatief.complex
    if rule is None or told is None:
        return ""
    if rule.vol:
        return voorbeeldwoorden.COMPLEX_VOL
    return voorbeeldwoorden.COMPLEX_OPGAVE if told.ruimte is False else ""


def _kies(keuze: str) -> None:
    if keuze == WIJZIG:
        initiatiefstand.open_formulier()
    elif keuze in initiatiefstand.STAPPEN:
        initiatiefstand.go_to(keuze)
    else:
        initiatiefstand.move(keuze)


def make_blad(stand: Initiatiefstand, uitkomst: Toetsuitkomst) -> Toetsblad:
    """Gather what is shown of an answer, from cached parts."""
    snapshot, place = stand.snapshot, uitkomst.plek
    score = gegevens.load_score(snapshot, snapshot.id, None)
    known = place.wijk in score.codes
    return Toetsblad(
        uitkomst, gegevens.load_toets(snapshot, snapshot.id, place.code, None),
        gegevens.load_toets(snapshot, snapshot.id, place.wijk, None) if known else None,
        {level: make_schalen(score, level) for level in (str(Niveau.BUURT), str(Niveau.WIJK))},
        _load_kaart(stand, place.code, place.wijk), stand.link,
        lambda figure, code: herkomst.make_href(code, figure, None, snapshot.id),
    )  # fmt: skip


def _load_kaart(stand: Initiatiefstand, buurt: str, wijk: str) -> str:
    snapshot = stand.snapshot
    score = gegevens.load_score(snapshot, snapshot.id, None)
    buurten, wijken = (
        gegevens.load_vormen(score, snapshot.id, str(level)) for level in (Niveau.BUURT, Niveau.WIJK)
    )
    return rekenwerk.keep(
        lambda: render_plekkaart(score.gebieden, buurten, wijken, buurt, wijk), None, "plekkaart", snapshot.id, buurt
    )  # fmt: skip
