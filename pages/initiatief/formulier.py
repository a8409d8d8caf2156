"""The form of a minute: place, how, for whom, how many; and what else is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pages.bouwstenen.blad import render_fout
from pages.bouwstenen.blok import show_blok
from pages.initiatief import initiatiefstand
from pages.initiatief.plekkeuze import list_complexen, show_plek
from woonzorg.dag import today
from woonzorg.initiatief.initiatief import EEN_TOEWIJZING, OPEN, SCHAALKEUZES, may_choose_schaal
from woonzorg.initiatief.initiatiefcontrole import LANGSTE_NAAM
from woonzorg.initiatief.initiatieflink import GETALLEN, JA, NEE
from woonzorg.initiatief.persoonstekst import warn_personen
from woonzorg.initiatief.toetswoorden import name_groep, name_schaal
from woonzorg.tekst.plat import join_woorden, write_plat
from woonzorg.verdeling.scenario.levensloop import WOO
from woonzorg.verdeling.vraag.groepen import (
    GROEPEN,
    INSTRUMENTVORMEN,
    Instrument,
    Schaal,
    find_schaal,
    is_gebonden,
)

if TYPE_CHECKING:
    from pages.initiatief.initiatiefstand import Initiatiefstand

BINNEN = (
    "Dit telt alleen mee bij toewijzing van een bestaande woning: dan komt er niets bij. Bij bouwen of verbouwen komt "
    "er wel iets bij, wie er ook gaat wonen."
)
TOEWIJZING = "Het gaat over een complex en een jaar, nooit over één toewijzing of één kandidaat."
_GEPROBEERD = "initiatief_geprobeerd"
_RUIMTE = {JA: "ja, er is ruimte", NEE: "nee, er is geen ruimte"}


def show_formulier(stand: Initiatiefstand) -> None:
    """Show the form; what is missing is told when somebody asks for the answer."""
    left, right = st.columns([1, 1], gap="large")
    with left, st.container(key="initiatief-nodig"):
        st.html('<h2 class="wzi-kop">Wat, waar en voor wie</h2>')
        show_plek(stand)
        _show_wat(stand)
    with right, st.container(key="initiatief-erbij"):
        st.html('<h2 class="wzi-kop">Weet u meer? <small>niet verplicht</small></h2>')
        _show_namen(stand)
        _show_complex(stand)
        _show_schaal(stand)
    _show_fout(stand)
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="initiatief-knoppen"):
        st.button(
            "Toets dit initiatief", type="primary", key="initiatief_toets", on_click=_try, args=(stand,)
        )
        if stand.werk.velden:
            st.button("Begin opnieuw", key="initiatief_opnieuw", on_click=_clear)


def _try(stand: Initiatiefstand) -> None:
    """Show the answer, or tell what is missing."""
    st.session_state[_GEPROBEERD] = stand.uitkomst is None
    initiatiefstand.open_formulier(open_=stand.uitkomst is None)


def _clear() -> None:
    st.session_state.pop(_GEPROBEERD, None)
    initiatiefstand.begin_anew()


def _show_fout(stand: Initiatiefstand) -> None:
    fault = stand.fout if st.session_state.get(_GEPROBEERD) else None
    show_blok(render_fout(fault) if fault else "", "initiatief-fout")


def _show_wat(stand: Initiatiefstand) -> None:
    """Show how, for whom and how many."""
    given = stand.werk.velden
    instruments = [str(one) for one in INSTRUMENTVORMEN]
    _show_keuze("Hoe komen de plekken er?", "instrument", instruments,
        {str(one): form.titel for one, form in INSTRUMENTVORMEN.items()}, "Kies hoe")  # fmt: skip
    chosen = given.get("instrument", "")
    form = INSTRUMENTVORMEN[Instrument(chosen)] if chosen else None
    groups = list_groepen(Instrument(chosen)) if chosen else list_groepen(None)
    _show_keuze(
        "Voor welke groep?", "groep", groups, {key: tell_groep(key) for key in groups}, "Kies een groep"
    )
    many = form.eenheid[1] if form else "plekken"
    with st.container(horizontal=True, gap="small", key="initiatief-aantallen"):
        _show_getal(f"Hoeveel {many}?", "aantal")
        if form and form.personen:
            _show_getal("Voor hoeveel personen?", "personen", leeg="niet bekend")
        if form and form.instrument == Instrument.TOEWIJZING:
            _show_getal("Convenantjaar", "jaar", leeg=str(today().year), help_=TOEWIJZING)
    _show_vink("Voor mensen die al in deze buurt wonen", "binnen", BINNEN)
    if chosen == Instrument.TOEWIJZING and given.get("aantal") == "1":
        st.info(write_plat(EEN_TOEWIJZING))


def list_groepen(instrument: Instrument | None) -> list[str]:
    """Return the groups that go with an instrument, with 'open' where the group may be left open."""
    known = [
        group.sleutel for group in GROEPEN
        if is_gebonden(group.sleutel) is not None and (instrument is None or find_schaal(group.sleutel, instrument))
    ]  # fmt: skip
    return known if instrument == Instrument.STANDPLAATS else [OPEN, *known]


def tell_groep(groep: str) -> str:
    """Return a group as it is chosen, with whether the rule binds it."""
    if groep == OPEN:
        return "Nog niet bekend (open)"
    return name_groep(groep) if is_gebonden(groep) else f"{name_groep(groep)} (de regel geldt niet)"


def _show_namen(stand: Initiatiefstand) -> None:
    _show_tekst("Naam van het initiatief", "naam", "bijvoorbeeld Kamerverhuur Molenstraat")
    _show_tekst("Wie stelt het voor?", "organisatie", "een organisatie, geen persoon")
    st.caption(WOO)
    names = {name: stand.werk.velden.get(name, "") for name in ("naam", "organisatie", "complex")}
    for said in warn_personen(names.items()):
        st.warning(write_plat(said))


def _show_complex(stand: Initiatiefstand) -> None:
    """Show what is known of the complex, with the names in own figures."""
    given = stand.werk.velden
    here = given.get("gebied", "")
    own = [item.naam for item in list_complexen(stand) if item.gebied == here]
    told = f"in uw eigen cijfers: {join_woorden(own)}" if own else "naam of adres van het gebouw"
    _show_tekst("Complex", "complex", told)
    with st.container(horizontal=True, gap="small", key="initiatief-complex"):
        _show_getal("Woningen in het complex", "woningen", leeg="niet bekend")
        _show_getal("Nu gehuisvest uit de groepen", "gehuisvest", leeg="niet bekend")
    if (given.get("complex") or given.get("woningen")) and not given.get("gehuisvest"):
        _show_keuze(
            "Is er ruimte, volgens de corporatie?", "ruimte", list(_RUIMTE), _RUIMTE, "dat weet ik niet"
        )


def _show_schaal(stand: Initiatiefstand) -> None:
    """Let the scale of the test be chosen, where a rule is asked by area."""
    given = stand.werk.velden
    group, instrument = given.get("groep", ""), given.get("instrument", "")
    if not (group and instrument and may_choose_schaal(group, Instrument(instrument))):
        return
    usual = find_schaal(group, Instrument(instrument))
    told = f"gebruikelijk: {name_schaal(usual.schaal)} ({usual.bron})" if usual else ""
    words = {
        str(one): f"alleen de {one}" if one == Schaal.BUURT else name_schaal(one) for one in SCHAALKEUZES
    }
    _show_keuze("Op welke schaal toetst u?", "schaal", list(words), words, told)


def _show_tekst(label: str, veld: str, voorbeeld: str, help_: str = "") -> None:
    key = _seed(veld, initiatiefstand.read_werk().velden.get(veld, ""))
    st.text_input(
        label, key=key, placeholder=voorbeeld, max_chars=LANGSTE_NAAM, help=help_ or None, on_change=_keep,
        args=(veld, key),
    )  # fmt: skip


def _show_getal(label: str, veld: str, leeg: str = "", help_: str = "") -> None:
    held = initiatiefstand.read_werk().velden.get(veld, "")
    key = _seed(veld, int(held) if held else None)
    least, most = GETALLEN[veld]
    st.number_input(
        label, min_value=least, max_value=most, step=1, key=key, value=None,
        placeholder=leeg or "aantal", help=help_ or None, on_change=_keep, args=(veld, key),
    )  # fmt: skip


def _show_keuze(label: str, veld: str, keuzes: list[str], woorden: dict[str, str], leeg: str) -> None:
    held = initiatiefstand.read_werk().velden.get(veld, "")
    key = _seed(veld, held if held in keuzes else None)
    st.selectbox(
        label, keuzes, index=None, key=key, format_func=lambda one: woorden.get(one, one), placeholder=leeg or "Kies",
        on_change=_keep, args=(veld, key),
    )  # fmt: skip


def _show_vink(label: str, veld: str, help_: str) -> None:
    key = _seed(veld, initiatiefstand.read_werk().velden.get(veld) == JA)
    st.checkbox(label, key=key, help=help_, on_change=_keep, args=(veld, key))


def _seed(veld: str, waarde: object) -> str:
    key = f"initiatief-veld-{veld}"
    st.session_state[key] = waarde
    return key


def _keep(veld: str, key: str) -> None:
    value = st.session_state[key]
    text = JA if value is True else "" if value is None or value is False else str(value)
    initiatiefstand.set_veld(veld, text)
    group = initiatiefstand.read_werk().velden.get("groep", "")
    if veld == "instrument" and text and group not in list_groepen(Instrument(text)):
        initiatiefstand.set_veld("groep", "")
