"""The controls of the page Kaart: level, theme, gemeente, year, outlines and search."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from pages.bouwstenen import gegevens, toestand
from pages.bouwstenen.zoekvak import show_zoekvak
from pages.kaart import kernfilter
from pages.kaart.achtergrond import show_keuze
from pages.kaart.bewaren import BEWAAR_OPEN
from pages.kaart.onder import TABEL_OPEN
from pages.kaart.tijdlijn import show_tijdlijn
from pages.kaart.vergelijken import show_vergelijken, show_zonder
from woonzorg.gebied import Niveau, find_gemeentecode, find_niveau
from woonzorg.indicator import PER_SLEUTEL
from woonzorg.kaart import thema
from woonzorg.links.link import NIVEAUS
from woonzorg.oordeel import klassewoorden

if TYPE_CHECKING:
    from pages.kaart.kaartbeeld import Kaartbeeld

ALLE = ""
"""Choice of all gemeenten."""

_VANZELF = {"thema": thema.KLASSE, "gemeente": ALLE, "hoogte": "", "omlijnen": False}
"""What a control shows as long as nobody chose."""


def show_zoekregel(beeld: Kaartbeeld) -> None:
    """Show search, level and what is asked for less: the first of what stands above the card."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="kaartzoek"):
        _show_zoek(beeld)
        _show_niveau(beeld)
        with st.popover("Meer"):
            _show_hoogte(beeld)
            show_zonder(beeld)
            if not beeld.kaart.vormen.is_druk and not beeld.hoogte:
                show_keuze(beeld.snapshot.manifest)


def show_bediening(beeld: Kaartbeeld) -> None:
    """Show the controls that choose what the map tells; each changes the view."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="bediening"):
        _show_thema(beeld)
        show_vergelijken(beeld)
        _show_gemeente(beeld)


def show_lagen(beeld: Kaartbeeld) -> None:
    """Show what lies over a corner of the map: the years, which play, and whether concentrations are outlined."""
    edities = gegevens.load_edities(beeld.snapshot, beeld.snapshot.id)
    show_tijdlijn(edities, beeld.weergave.jaar, beeld.snapshot.manifest.jaren, _keep_jaar, beeld.stap)
    _bind("omlijnen", beeld.weergave.omlijnen)
    st.toggle("Concentraties", key="omlijnen", on_change=_keep, args=("omlijnen",))


def _bind(naam: str, waarde: Any) -> None:
    """Let a control show the view, whoever changed it; one that does so already is not sent to the browser again."""
    if st.session_state.get(naam, _VANZELF.get(naam)) != waarde:
        st.session_state[naam] = waarde


def _set(naam: str, waarde: Any) -> None:
    """Let a control in a popover show the view at each run: it is drawn only when somebody opens the popover."""
    st.session_state[naam] = waarde


def _keep(naam: str) -> None:
    toestand.change_weergave(**{naam: st.session_state[naam]})
    view = toestand.peek_weergave()
    compared = view.sinds is not None or bool(view.tov)  # then the headline tells of the theme
    if compared or st.session_state.get(TABEL_OPEN) or st.session_state.get(BEWAAR_OPEN):
        toestand.ask_rerun()


def _keep_for_all(**changes: Any) -> None:
    """Keep a change that headline, pictures and table follow too."""
    toestand.change_weergave(**changes)
    toestand.ask_rerun()


def _keep_jaar(jaar: int | None) -> None:
    _keep_for_all(jaar=jaar)


def _show_niveau(beeld: Kaartbeeld) -> None:
    _bind("niveau", beeld.weergave.niveau)
    st.segmented_control(
        "Niveau", NIVEAUS, key="niveau", required=True, on_change=_keep_niveau, label_visibility="collapsed",
        format_func=lambda niveau: klassewoorden.MEERVOUD[niveau].capitalize(),
    )  # fmt: skip


def _keep_niveau() -> None:
    # A buurt is no wijk: with another level the selected area is gone from the map.
    _keep_for_all(niveau=st.session_state["niveau"], gebied="")
    kernfilter.leave_kern()


def _show_thema(beeld: Kaartbeeld) -> None:
    titles = beeld.grondslag.themas
    _bind("thema", beeld.weergave.thema)
    st.selectbox(
        "Thema", list(titles | {beeld.weergave.thema: titles.get(beeld.weergave.thema, beeld.weergave.thema)}),
        key="thema", on_change=_keep, args=("thema",), label_visibility="collapsed", width="stretch",
        format_func=lambda key: titles.get(key, key),
    )  # fmt: skip


def _show_hoogte(beeld: Kaartbeeld) -> None:
    """Offer columns where they can be told apart."""
    if beeld.kaart.vormen.is_druk:
        return
    chosen, known = beeld.weergave.hoogte, beeld.grondslag.hoogtes
    # What was chosen stays in the list, also for a year or gemeente without figures: else the list would choose anew.
    titles = {"": "Plat"} | known | ({chosen: PER_SLEUTEL[chosen].titel} if chosen else {})
    _set("hoogte", chosen)
    st.selectbox(
        "Hoogte", list(titles), key="hoogte", on_change=_keep, args=("hoogte",),
        format_func=lambda key: titles.get(key, key),
    )  # fmt: skip
    if chosen and chosen not in known:
        st.caption("Van dit jaar of deze gemeente is dit cijfer er niet. Daarom is de kaart plat.")


def _show_gemeente(beeld: Kaartbeeld) -> None:
    names = kernfilter.list_keuzes(beeld)
    _bind("gemeente", beeld.weergave.kern or beeld.weergave.gemeente)
    st.selectbox(
        "Gemeente of eigen gebied", [ALLE, *names], key="gemeente", on_change=_keep_gemeente,
        label_visibility="collapsed", width="stretch",
        format_func=lambda code: names.get(code, "Alle gemeenten"),
    )  # fmt: skip


def _keep_gemeente() -> None:
    kernfilter.keep_keuze(st.session_state["gemeente"])
    toestand.ask_rerun()


def _show_zoek(beeld: Kaartbeeld) -> None:
    """Search as on the page Buurt, among the areas that the map can show."""
    view = beeld.weergave
    code = view.gebied or view.kern or view.gemeente
    show_zoekvak(
        beeld.snapshot.id, view.jaar, (code, kernfilter.name_keuze(beeld, code)),
        kies=select_gevonden, kort=True, met_rand=False, kernen=kernfilter.list_vindbaar(beeld),
    )  # fmt: skip


def select_gevonden(code: str) -> None:
    """Select an area that was found; the map shows its gemeente alone only when it did so already."""
    if find_niveau(code) == Niveau.GEMEENTE:
        toestand.change_weergave(gebied="")
        kernfilter.keep_keuze(code)
        return
    kept = keep_gemeente(code, toestand.peek_weergave().gemeente)
    toestand.change_weergave(gebied=code, gemeente=kept, kern=kernfilter.keep_kern(code))


def keep_gemeente(code: str, gemeente: str) -> str:
    """Return the chosen gemeente when an area lies in it, else '' for all."""
    return gemeente if find_gemeentecode(code) == gemeente else ""
