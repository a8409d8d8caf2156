"""Composing an own area on the map: click buurten to add or remove them, or use the table; then name and keep it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pages.bouwstenen import gegevens, toestand
from pages.bouwstenen.bestand import read_bestand
from pages.bouwstenen.kern import kernkeuze, kernstand
from pages.bouwstenen.kern.kernblok import STIJL
from pages.bouwstenen.kern.kernkeuze import BEZIG
from pages.bouwstenen.tabel import Knop, Tabelkolom, render_tabel, show_tabel
from woonzorg.gebied import Niveau, find_niveau
from woonzorg.kern.kern import (
    NAAM_MAXIMUM,
    SOORT_MAXIMUM,
    Kerngebied,
    check_code,
    check_vorm,
    clean_naam,
    find_kern,
    toggle_buurt,
)
from woonzorg.kern.kernwoorden import NIEUW, OPENBAAR, describe_maken
from woonzorg.oordeel import klassewoorden
from woonzorg.oordeel.veerkracht import Klasse
from woonzorg.tekst.plat import write_plat

if TYPE_CHECKING:
    from collections.abc import Callable

    from pages.kaart.kaartbeeld import Kaartbeeld

_BALK = st.components.v2.component(
    "woonzorg_kernbalk", html='\n<p role="status" tabindex="-1"></p>', js=read_bestand("kaart/kernbalk.js"),
    isolate_styles=False,
)  # fmt: skip

_NAAM, _SOORT, _FOUT = "kern-naam", "kern-soort", "kern_fout"


def start(kern: Kerngebied | None = None) -> None:
    """Begin to compose: a new area, or an own one to change."""
    st.session_state[BEZIG] = {"was": kern.adres if kern else ""}
    st.session_state[_NAAM], st.session_state[_SOORT] = (kern.naam, kern.soort) if kern else ("", "")
    st.session_state.pop(_FOUT, None)
    toestand.select_kern(kern.adres if kern else "")
    toestand.ask_rerun()


def make_kies(beeld: Kaartbeeld) -> Callable[[str], None]:
    """Return what a click on the map does: look at an area, and while somebody composes, add or remove it too."""

    def kies(code: str) -> None:
        toestand.select_gebied(code)
        toggle(beeld, code)

    return kies if kernkeuze.is_bezig() else toestand.select_gebied


def toggle(beeld: Kaartbeeld, code: str) -> None:
    """Add a buurt to the area that is composed, or remove it; what cannot be a part of it is told."""
    if find_niveau(code) != Niveau.BUURT:
        return
    indeling = kernkeuze.load_indeling(beeld.snapshot, beeld.snapshot.id)
    draft = toggle_buurt(_read_draft(), code, indeling)
    wrong = [check_code(code, indeling)] if check_code(code, indeling) else check_vorm(draft)
    toestand.change_weergave() if wrong else toestand.change_weergave(kern=draft.adres if draft.codes else "")
    for text in wrong:
        toestand.tell_melding(f"Dat kan niet: {text}.")
    toestand.ask_rerun()


def _read_draft() -> Kerngebied:
    """Return the area that is composed: its buurten stand in the view, and so in the link."""
    adres = toestand.peek_weergave().kern
    found = find_kern(adres, ()) if adres else None
    return found or Kerngebied(NIEUW, ())


def show_balk(beeld: Kaartbeeld) -> None:
    """Show above the map how far the composing is, with name and buttons; nothing when nobody composes."""
    if not kernkeuze.is_bezig():
        return
    count = len(beeld.grondslag.geteld) if beeld.kern else 0
    st.html(STIJL)
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="kern-balk"):
        _BALK(key="kern-stand", data={"tekst": describe_maken(count)})
        _show_gekozen(beeld)
        with st.popover("Geef een naam en bewaar", type="primary", width="content"):
            _show_naam(beeld)
        st.button("Stop zonder bewaren", key="kern-stop", on_click=_stop)


def _show_naam(beeld: Kaartbeeld) -> None:
    """Show the fields of name and kind, what is wrong with them, and the button that keeps the area."""
    for field in (_NAAM, _SOORT):
        # Sent with each run: a field is drawn only when somebody opens the popover.
        st.session_state[field] = st.session_state.get(field, "")
    st.text_input("Naam", key=_NAAM, max_chars=NAAM_MAXIMUM)
    st.text_input("Soort, zoals kern of stadsdeel (mag leeg)", key=_SOORT, max_chars=SOORT_MAXIMUM)
    st.caption(OPENBAAR)
    if st.session_state.get(_FOUT):
        st.error(write_plat(st.session_state[_FOUT]))
    st.button("Bewaar in deze browser", key="kern-bewaar", type="primary", on_click=_save, args=(beeld,))


def _show_gekozen(beeld: Kaartbeeld) -> None:
    """Show the button for the buurt that was searched or selected: without a mouse, and on the map of the country."""
    code = beeld.weergave.gebied
    if find_niveau(code) != Niveau.BUURT:
        return
    inside = beeld.kern is not None and beeld.kern.has_buurt(code)
    name = write_plat(beeld.grondslag.score.namen.get(code, code))
    words = f"Haal {name} eruit" if inside else f"Zet {name} erbij"
    st.button(words, key="kern-gekozen", on_click=toggle, args=(beeld, code))


def _save(beeld: Kaartbeeld) -> None:
    """Keep the area in the browser when it is sound, else say what is wrong."""
    regio, was = beeld.snapshot.manifest.regio.naam, st.session_state[BEZIG]["was"]
    kern = Kerngebied(
        clean_naam(st.session_state[_NAAM]), _read_draft().codes, clean_naam(st.session_state[_SOORT])
    )  # fmt: skip
    same = kernstand.find_gelijknamig(regio, kern)
    wrong = check_vorm(kern) if kern.codes else ["kies eerst een of meer buurten", *check_vorm(kern)]
    wrong += (
        [f"er is al een eigen gebied '{same.titel}'; kies een andere naam"]
        if same and same.adres != was
        else []
    )
    st.session_state[_FOUT] = f"Dit kan nog niet bewaard worden: {'; '.join(wrong)}." if wrong else ""
    if not wrong:
        kernstand.keep_kern(regio, kern, was)
        st.session_state.pop(BEZIG)
        toestand.select_kern(kern.adres)
    toestand.ask_rerun()


def _stop() -> None:
    was = st.session_state.pop(BEZIG)["was"]
    toestand.select_kern(was)
    toestand.ask_rerun()


_KOLOMMEN = [
    Tabelkolom("naam", "Buurt"), Tabelkolom("gemeentenaam", "Gemeente"), Tabelkolom("klasse_tekst", "Klasse"),
    Tabelkolom("erin", "In het gebied"),
]  # fmt: skip


def show_tabel_maken(beeld: Kaartbeeld) -> None:
    """Show all buurten, each with a button that adds or removes it: the way without a mouse."""
    whole = gegevens.load_grondslag(beeld.snapshot, beeld.snapshot.id, Niveau.BUURT, "", beeld.weergave.jaar)
    if whole.is_druk:
        st.caption(
            "Dit zijn te veel buurten voor een tabel. Zoek een buurt, en kies boven de kaart 'Zet erbij'."
        )
        return
    rows = whole.geteld.sort_values(["gemeentenaam", "naam"])
    rows = rows.assign(
        klasse_tekst=[klassewoorden.name_klasse(Klasse(one)).capitalize() for one in rows["klasse"]],
        erin=["ja" if beeld.kern and beeld.kern.has_buurt(code) else "–" for code in rows["code"]],
    )
    knop = Knop("kern", "±", "Zet in het gebied of haal eruit:")
    table = render_tabel(rows, _KOLOMMEN, "Alle buurten. Klik op een kop om te sorteren.", (knop,))
    show_tabel(table, "kern-tabel", lambda _, code: toggle(beeld, code))
