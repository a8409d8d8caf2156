"""The second step: twenty questions by paragraph, with what is known beside three of them, and what is still open.

The class of the area is not shown here (§6.4 weighs the initiative, and the rule would else weigh on whom it does not
bind). Nothing is added up.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import streamlit as st

from pages.bouwstenen.blok import show_blok, show_keuzeblok
from pages.bouwstenen.schil.kop import show_kop
from pages.initiatief import initiatiefstand
from pages.initiatief.initiatiefstand import TOETS
from pages.initiatief.vraagfeiten import show_feit
from woonzorg.fouten import WoonzorgFout
from woonzorg.initiatief.afweging import (
    LANGST,
    PARAGRAFEN,
    Openpunt,
    Openreden,
    Toetsvraag,
    Vraagkeuze,
    change_antwoord,
    group_open,
    list_vragen,
    warn_afweging,
)
from woonzorg.initiatief.afwegingswoorden import (
    BEWERING_MAGIC_MIX,
    CONCEPTEN,
    GEEN_OORDEEL,
    KEUZES,
    describe_eis,
    describe_stand,
    name_paragraaf,
)
from woonzorg.initiatief.toets import Toetsoordeel
from woonzorg.tekst.plat import write_plat
from woonzorg.verdeling.scenario.levensloop import WOO

if TYPE_CHECKING:
    from pages.initiatief.initiatiefstand import Initiatiefstand

REGEL_EERST = "De toets van stap 1 zegt: in beginsel niet. Die gaat voor: kijk daar eerst."
_ERBIJ = {"6.4.1": CONCEPTEN, "6.5": BEWERING_MAGIC_MIX}
_FOUT = "initiatief_afwegingfout"


def show_afweging(stand: Initiatiefstand) -> None:
    """Show the step: the questions of one paragraph at a time, and beside them what is open."""
    show_kop(describe_stand(stand.werk.afweging))
    st.html(f'<p class="wzi-intro">{escape(GEEN_OORDEEL)}</p>')
    found = stand.uitkomst
    if found is not None and found.oordeel == Toetsoordeel.IN_BEGINSEL_NIET:
        query = urlencode({name: text for name, text in stand.link.items() if name != "stap"})
        link = f'<a href="?{escape(query)}" data-gebied="{TOETS}">Naar stap 1</a>'
        show_keuzeblok(
            f'<p class="wz-let-op wzi-regeleerst">{REGEL_EERST} {link}</p>', "initiatief-regeleerst",
            initiatiefstand.go_to,
        )  # fmt: skip
    for said in warn_afweging(stand.werk.afweging):
        st.warning(write_plat(said))
    names = {name_paragraaf(part): part for part in PARAGRAFEN}
    tabs = st.tabs(list(names), on_change="rerun", key="initiatief_paragraaf")
    for tab, part in zip(tabs, names.values(), strict=True):
        if tab.open:
            with tab:
                left, right = st.columns([13, 7], gap="large")
                with left:
                    _show_paragraaf(stand, part)
                with right:
                    show_blok(render_open(stand), "initiatief-open")


def _show_paragraaf(stand: Initiatiefstand, paragraaf: str) -> None:
    if paragraaf in _ERBIJ:
        st.html(f'<p class="wzi-erbij">{escape(_ERBIJ[paragraaf])}</p>')
    for question in list_vragen():
        if question.paragraaf == paragraaf:
            _show_vraag(stand, question)


def _show_vraag(stand: Initiatiefstand, vraag: Toetsvraag) -> None:
    """Show a question with its answers, room for a note, and what is known."""
    given = stand.werk.afweging.find(vraag.nr)
    note = f" {escape(vraag.uitleg)}" if vraag.uitleg else ""
    with st.container(key=f"initiatief-vraag-{vraag.nr}"):
        st.html(
            f'<h2 class="wzi-vraag"><span>{vraag.nr}</span> {escape(vraag.vraag)}</h2>'
            f'<p class="wzi-eis">{escape(describe_eis(vraag))}{note}</p>'
        )
        show_feit(stand, vraag)
        choice, text = f"initiatief-antwoord-{vraag.nr}", f"initiatief-toelichting-{vraag.nr}"
        st.session_state[choice] = given.antwoord if given else None
        st.session_state[text] = given.toelichting if given else ""
        st.segmented_control(
            f"Antwoord op vraag {vraag.nr}", list(Vraagkeuze), format_func=KEUZES.__getitem__, key=choice,
            label_visibility="collapsed", on_change=_answer, args=(vraag.nr,),
        )  # fmt: skip
        st.text_input(
            f"Toelichting bij vraag {vraag.nr}", key=text, max_chars=LANGST, label_visibility="collapsed",
            placeholder="Toelichting, niet over personen", on_change=_answer, args=(vraag.nr,),
        )  # fmt: skip


def _answer(nr: int) -> None:
    """Keep an answer; a note without one is that of what is not known yet."""
    choice, note = (st.session_state[f"initiatief-{part}-{nr}"] for part in ("antwoord", "toelichting"))
    kept = Vraagkeuze(choice) if choice else Vraagkeuze.ONBEKEND if str(note).strip() else None
    try:
        initiatiefstand.set_afweging(
            change_antwoord(initiatiefstand.read_werk().afweging, nr, kept, str(note))
        )
    except WoonzorgFout as fout:
        st.session_state[_FOUT] = fout


def render_open(stand: Initiatiefstand) -> str:
    """Render what is still open, by paragraph."""
    parts = group_open(stand.werk.afweging)
    blocks = "".join(
        f"<h3>{escape(name_paragraaf(part))}</h3><ul>"
        + "".join(
            f"<li{' class=must' if point.houdt_op else ''}><b>{point.vraag.nr}</b> {escape(point.vraag.vraag)} "
            f"<small>{escape(_tell(point))}</small></li>"
            for point in points
        )
        + "</ul>"
        for part, points in parts.items()
    )
    body = blocks or "<p>Op elke vraag is een antwoord.</p>"
    return (
        f'<section class="wzi-open" aria-label="Open punten" tabindex="0"><h2>Open punten</h2>{body}</section>'
        f'<p class="wzi-erbij">{escape(WOO)}</p>'
    )


def _tell(punt: Openpunt) -> str:
    """Tell why a question is open and what was noted; that it was not answered yet only where that holds all up."""
    reason = "" if punt.reden == Openreden.LEEG and not punt.houdt_op else str(punt.reden)
    return f"{reason} ({punt.toelichting})" if punt.toelichting else reason
