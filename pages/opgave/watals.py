"""The tab Wat als: adapt, build, move on; what is left of each shortage, under assumptions that can be switched off."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from pages.bouwstenen import toestand
from pages.bouwstenen.blad import render_rooster
from pages.bouwstenen.blok import show_blok
from woonzorg.oordeel.klassewoorden import LIGGING
from woonzorg.opgave.aanpassingsvraag import (
    NIET_OPGETELD,
    PARAMETERS,
    VPT,
    compute_aanpassingsvraag,
    describe_aanpassingsvraag,
)
from woonzorg.opgave.publicatie import STREEK
from woonzorg.opgave.wat_als import (
    GECLUSTERD,
    OUDEREN,
    REGULIER,
    VERONDERSTELLINGEN,
    Ingreep,
    compute_rest,
    count_doorstroom,
    list_aanpassingen,
)
from woonzorg.opgave.woorden import (
    WAT_ALS_UITLEG,
    describe_doorstroom,
    describe_rest,
    describe_saldo,
    name_scenario,
)
from woonzorg.tekst.getal import format_getal

if TYPE_CHECKING:
    from pages.opgave.opgavestand import Opgavestand
    from woonzorg.opgave.wat_als import Aanpassing, Rest

ALLE = ""


@st.fragment
def show_wat_als(stand: Opgavestand) -> None:
    """Show the tab; a change of it runs nothing else."""
    if toestand.is_rerun_asked():
        st.rerun()
    forms = list(
        dict.fromkeys(c.woonvorm for c in stand.cijfers if c.groep == OUDEREN and c.woonvorm != "totaal")
    )
    if not forms:
        st.info("In deze cijfers staan geen woonvormen voor ouderen.")
        return
    outcome = st.container()  # above what is filled in: on a phone the rest lies far below
    left, right = st.columns([2, 3], gap="medium")
    with left:
        ingreep = show_ingreep(stand, forms)
    rest = compute_rest(stand.cijfers, stand.keuze, stand.jaar, stand.voorraad, ingreep)
    with outcome:
        moved = describe_doorstroom(count_doorstroom(ingreep))
        show_blok(
            f'<section class="wz-opgave"><h2>{escape(describe_rest(rest))}</h2>'
            f"{f'<p>{escape(moved)}</p>' if moved else ''}</section>",
            "opgave-uitkomst",
        )
    with right:
        show_aanpassingsvraag(stand)
        show_blok(render_rest(rest, stand), "opgave-rest")
        show_blok(render_aanpassingen(list_aanpassingen(stand.voorraad, ingreep)), "opgave-aanpassingen")


def show_aanpassingsvraag(stand: Opgavestand) -> None:
    """Show how the demand for adapted homes may grow: dated parameters, of which most have no number yet."""
    with st.expander("Vraag naar aanpassingen: VPT en de Wmo vanaf 2026"):
        given: dict[str, float | None] = {}
        for one in PARAMETERS:
            own = (
                one == VPT and stand.streek != STREEK
            )  # the 625 are Parkstad's, and so is a number typed over them
            given[one.sleutel] = st.number_input(
                f"{one.titel} ({one.eenheid})", one.laagst, one.hoogst, None if own else one.waarde,
                key=f"watals_{one.sleutel}{'_eigen' if own else ''}", placeholder="onbekend",
                help=f"{one.bron}. Vanaf {one.vanaf:%d-%m-%Y}.",
            )  # fmt: skip
        found = compute_aanpassingsvraag(
            stand.jaar, given["vpt"], given["vpt_groei"], given["wmo"], given["wmo_regel"]
        )
        told = "".join(
            f"<p>{escape(text)}</p>" for text in (*describe_aanpassingsvraag(found), NIET_OPGETELD)
        )
        show_blok(f'<section class="wz-opgave">{told}</section>', "opgave-aanpassingsvraag")


def show_ingreep(stand: Opgavestand, forms: list[str]) -> Ingreep:
    """Show what can be done, and return what was chosen."""
    names = {ALLE: "alle gemeenten"} | {deel.code: deel.gemeente for deel in stand.voorraad}
    huur = koop = 0
    gemeente = ALLE
    if stand.voorraad:
        one, two = st.columns(2)
        huur = one.number_input("Aanpassen, huur (%)", 0, 100, 0, key="watals_huur")
        koop = two.number_input("Aanpassen, koop (%)", 0, 100, 0, key="watals_koop")
        gemeente = st.selectbox("Waar", list(names), format_func=names.__getitem__, key="watals_waar")
    one, two = st.columns(2)
    built = one.number_input("Nieuw bouwen (woningen)", 0, 20_000, 0, key="watals_bouw")
    clustered = _find(forms, GECLUSTERD, 0)
    form = two.selectbox("Woonvorm", forms, clustered, key="watals_vorm")
    moved = st.number_input("Doorstromen (huishoudens)", 0, 20_000, 0, key="watals_door")
    one, two = st.columns(2)
    start = _find(forms, REGULIER, 0)
    away = one.selectbox("Van", forms, start, key="watals_van")
    other = _find(forms, GECLUSTERD, min(1, len(forms) - 1))
    toward = two.selectbox("Naar", forms, other, key="watals_naar")
    off = show_veronderstellingen()
    return Ingreep(huur, koop, gemeente, {form: built}, moved, away, toward, off)


def _find(vormen: list[str], woonvorm: str, anders: int) -> int:
    return vormen.index(woonvorm) if woonvorm in vormen else anders


def show_veronderstellingen() -> frozenset[str]:
    """Show the assumptions with their sources; return those switched off."""
    with st.expander("Aannames: zet uit wat u niet aanneemt", expanded=True):
        held = {
            item.sleutel: st.checkbox(f"{item.tekst} ({item.bron})", value=True, key=f"watals_{item.sleutel}")
            for item in VERONDERSTELLINGEN
        }
        st.caption(LIGGING)
    return frozenset(name for name, on in held.items() if not on)


def render_rest(resten: tuple[Rest, ...], stand: Opgavestand) -> str:
    """Render what is left of each shortage."""
    heads = (
        "Woonvorm en scenario",
        "Zonder ingreep",
        "Aanpassen",
        "Bouwen",
        "Doorstromen",
        "Wat er overblijft",
    )
    rows = (
        (
            escape(f"{rest.woonvorm}{f' ({name_scenario(rest.scenario)})' if rest.scenario else ''}"),
            describe_saldo(rest.saldo, rest.saldo),
            *(format_getal(n, teken=True) for n in (rest.aangepast, rest.gebouwd, rest.doorgestroomd)),
            f"<b>{describe_saldo(rest.na, rest.na)}</b>",
        )
        for rest in resten
    )  # fmt: skip
    table = render_rooster(f"Ouderen in {stand.jaar}, {stand.keuze} tekort", heads, rows)
    return f'<section class="wz-opgave">{table}<p class="wz-kleintje">{escape(WAT_ALS_UITLEG)}</p></section>'


def render_aanpassingen(aanpassingen: tuple[Aanpassing, ...]) -> str:
    """Render the dwellings adapted, by gemeente and tenure."""
    if not aanpassingen:
        return ""
    heads = ("Gemeente", "Bezit", "Woningen", "Geschikt te maken", "Aangepast", "Bron")
    rows = (
        (
            escape(item.deel.gemeente), escape(item.deel.bezit), format_getal(item.deel.woningen),
            f"{format_getal(item.deel.potentieel)} ({format_getal(item.deel.procent)} %)", format_getal(item.woningen),
            escape(item.deel.bron),
        )
        for item in aanpassingen
    )  # fmt: skip
    return f'<section class="wz-opgave">{render_rooster("Aanpassen per gemeente, huur en koop", heads, rows)}</section>'
