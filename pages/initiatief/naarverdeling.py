"""An initiative that is taken into the distribution of this visit: there it can be undone, and it is named."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from pages.bouwstenen import toestand
from pages.bouwstenen.blad import render_fout
from pages.bouwstenen.blok import show_blok
from pages.bouwstenen.werk import rekenwerk, verdeelstand
from pages.initiatief import initiatiefstand
from woonzorg.fouten import InvoerFout, WoonzorgFout
from woonzorg.gebied import Niveau
from woonzorg.initiatief.meename import find_deel, take_along
from woonzorg.initiatief.meenamewoorden import GEEN_VERDELING, describe_staat
from woonzorg.verdeling.invoer.situatie import Uitzondering
from woonzorg.verdeling.uitkomst.uitzonderwoorden import describe_vastgelegd

if TYPE_CHECKING:
    from pages.initiatief.initiatiefstand import Initiatiefstand
    from woonzorg.gegevens.opslag import Snapshot
    from woonzorg.verdeling.invoer.gepland import Gepland
    from woonzorg.verdeling.uitkomst.uitkomst import Uitkomst

VERDELEN = "pages/verdelen/pagina.py"
_GEZEGD, _FOUT = "initiatief_meegenomen", "initiatief_meenemen_fout"
_UITLEG = (
    "Het komt in uw verdeling van dit bezoek, als geplande woningen of, met een besluit, als uitzondering. De regels "
    "van die verdeling gelden. Op Verdelen kunt u het ongedaan maken."
)


def show_meename(stand: Initiatiefstand) -> None:
    """Show the way into the distribution, and whether the initiative is in it."""
    item = stand.initiatief
    if item is None or item.waarom_onbewaard:
        return
    scenario = verdeelstand.read_stand(stand.snapshot).scenario
    inside = find_deel(scenario, item)
    with st.container(key="initiatief-verdeling"):
        st.html('<h2 class="wzi-kop">In de verdeling</h2>')
        st.caption(_UITLEG)
        said = st.session_state.pop(_GEZEGD, ()) or ([describe_staat(inside)] if inside else [])
        if said:
            st.html(f'<p class="wzi-meegenomen" role="status">{escape(" ".join(said))}</p>')
        if fault := st.session_state.pop(_FOUT, None):
            show_blok(render_fout(fault), "initiatief-meenemen-fout")
        with st.container(horizontal=True, vertical_alignment="center", gap="small", key="meeneemknoppen"):
            st.button(
                "Neem opnieuw mee" if inside else "Neem mee in de verdeling", key="initiatief_meenemen",
                on_click=_take, args=(stand.snapshot,),
            )  # fmt: skip
            st.page_link(VERDELEN, label="Open Verdelen")


def _take(snapshot: Snapshot) -> None:
    """Take the initiative along, unless the distribution cannot hold it: then that is told and nothing changes."""
    try:
        told = _change(snapshot)
    except WoonzorgFout as fout:
        st.session_state[_FOUT] = fout
        return
    st.session_state[_GEZEGD] = told
    toestand.change_weergave(scenario="")


def _change(snapshot: Snapshot) -> tuple[str, ...]:
    """Change the distribution; return what to say."""
    if rekenwerk.is_te_groot(snapshot):
        message = "Deze streek is te groot om op het scherm te verdelen."
        raise InvoerFout(
            message, remedie="Gebruik: python -m woonzorg initiatief BESTAND --scenario … --uit …"
        )
    stand = verdeelstand.read_stand(snapshot)
    veld = rekenwerk.load_veld(snapshot, Niveau.BUURT, stand.eigen)
    taken = take_along(initiatiefstand.read_werk().make(), stand.scenario, veld)
    told = list(taken.zinnen)
    if taken.is_nieuw and (wrong := verdeelstand.change_or_explain(
        snapshot, lambda _: taken.scenario, lambda outcome: _tell_geplaatst(outcome, taken.deel, told)
    )):  # fmt: skip
        raise InvoerFout(wrong)
    return tuple(told)


def _tell_geplaatst(uitkomst: Uitkomst, deel: Gepland | Uitzondering, gezegd: list[str]) -> str:
    """Add what a decision places now, and return all that is said."""
    if isinstance(deel, Uitzondering) and GEEN_VERDELING not in gezegd:
        gezegd.append(describe_vastgelegd(uitkomst, deel))
    return " ".join(gezegd)
