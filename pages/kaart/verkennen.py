"""Both pictures to explore: a frame or a loop around marks puts their areas on the list to present.

They are shown when somebody asks for them. The script that draws them is heavier than all else on the page, and who
shows the map in a meeting has no need of it: until then the pictures stand there still, as they do on paper.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pages.bouwstenen import toestand
from pages.bouwstenen.grafiek import render_cijfers, show_grafiek
from pages.bouwstenen.tabel import Knop, show_tabel
from pages.kaart.beelden import draw_stapels, load_spreiding
from woonzorg.herkomst.herkomstlink import make_href
from woonzorg.oordeel import klassewoorden
from woonzorg.tekst.getal import count_woord
from woonzorg.tekst.plat import write_plat

if TYPE_CHECKING:
    from pages.kaart.kaartbeeld import Kaartbeeld

VERKENNEN, GRAFIEK, _WIJZE = "verkennen", "spreiding-verkennen", "verkennen_wijze"
_GEKOZEN = "verkennen_gekozen"
"""Areas that the last frame put on the list: the next one replaces them."""

WIJZEN: dict[str, str] = {"Kader": "select", "Lasso": "lasso", "Aanwijzen": ""}
"""What dragging does, by the word of its button, as plotly names it."""

_UITLEG = (
    "Trek een kader of een lus om stippen, of wijs er een aan: die gebieden komen op de lijst om te bespreken. "
    "Een nieuw kader komt in de plaats van het vorige; wat u zelf op de lijst zette, blijft. "
    "Zonder muis: met de knoppen in de tabel."
)


def show_schakelaar() -> bool:
    """Show the switch between still pictures and those to explore; return whether to explore."""
    return st.toggle("Zelf verkennen", key=VERKENNEN, help="Kies gebieden in de grafiek, en zie elk getal.")


def show_spreiding(beeld: Kaartbeeld) -> None:
    """Show picture 1 to choose in, with the same areas in a table beside it."""
    st.html('<h2 class="wz-tussenkop">Welke gebieden vragen een gesprek?</h2>')
    if beeld.grondslag.is_druk:
        st.caption(klassewoorden.TE_VEEL)
        return
    chart = load_spreiding(beeld)
    left, right = st.columns([2, 3], gap="medium")  # the table stands whole on a beamer
    with left:
        st.caption(_UITLEG)
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            way = st.segmented_control(
                "Kiezen met", list(WIJZEN), key=_WIJZE, default="Kader", required=True, label_visibility="collapsed",
            )  # fmt: skip
            st.button(
                "Maak de lijst leeg", key="lijst-leeg", on_click=_clear, disabled=not beeld.weergave.lijst
            )
        show_grafiek(
            chart, GRAFIEK, slepen=WIJZEN[way], kies=lambda codes: _fill_lijst(codes, chart.tabel.codes)
        )
    with right, st.container(key="verkentabel"):
        _show_tabel(beeld)


def _show_tabel(beeld: Kaartbeeld) -> None:
    """Show the areas of the chart, each with a button that puts it on the list or takes it off."""
    view, table = beeld.weergave, load_spreiding(beeld).tabel
    listed = count_woord(len(view.lijst), "gebied", "gebieden")
    st.html(f'<p class="wz-onderschrift" role="status">Op de lijst om te bespreken: {listed}.</p>')
    sources = [make_href(code, "klasse", view.jaar, beeld.snapshot.id) for code in table.codes]
    words = ["ja" if code in view.lijst else "–" for code in table.codes]
    rendered = render_cijfers(
        table, "De gebieden van de grafiek. Klik op een kop om te sorteren.", sources,
        knoppen=(Knop("lijst", "±", "Zet op de lijst of haal eraf:"),), extra=("Op de lijst", words),
    )  # fmt: skip
    show_tabel(rendered, "spreiding-tabel", lambda _, code: toestand.toggle_lijst(code))


def show_stapels(beeld: Kaartbeeld) -> None:
    """Show picture 2 with its figures beside it."""
    st.html('<h2 class="wz-tussenkop">Hoeveel huishoudens wonen waar?</h2>')
    drawn = draw_stapels(beeld)
    left, right = st.columns(2, gap="large")
    with left:
        show_grafiek(drawn.grafiek, "stapels-verkennen")
    with right:
        if drawn.noot:
            st.caption(write_plat(drawn.noot))
        show_tabel(drawn.tabel, "stapels-tabel")


def _fill_lijst(codes: tuple[str, ...], volgorde: tuple[str, ...]) -> None:
    """Put the areas that were chosen on the list, in the order of the table; they replace those of the last time."""
    before = st.session_state.get(_GEKOZEN, ())
    own = tuple(code for code in toestand.peek_weergave().lijst if code not in before)
    chosen = tuple(code for code in volgorde if code in codes and code not in own)
    st.session_state[_GEKOZEN] = toestand.set_lijst(own + chosen)[len(own) :]


def _clear() -> None:
    st.session_state[_GEKOZEN] = ()
    toestand.change_weergave(lijst=())
