"""What the map compares with: nothing, an earlier year, or the region's own mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pages.bouwstenen import gegevens, toestand
from woonzorg.kaart import verschilwoorden
from woonzorg.kaart.verandering import list_sinds
from woonzorg.kaart.verschilwoorden import SINDS, ZONDER
from woonzorg.links.kaartvergelijking import fit_vergelijking
from woonzorg.oordeel import klassewoorden

if TYPE_CHECKING:
    from pages.kaart.kaartbeeld import Kaartbeeld
    from woonzorg.gegevens.opslag import Snapshot
    from woonzorg.kaart.grondslag import Grondslag
    from woonzorg.kaart.verandering import Verandering
    from woonzorg.links.link import Weergave

SLEUTEL = "vergelijk"
"""Key of the list."""


def fit_verschil(
    snapshot: Snapshot, basis: Grondslag, weergave: Weergave
) -> tuple[Weergave, tuple[str, ...]]:
    """Fit what a view compares with to the data, with a sentence for what cannot be shown."""
    title = basis.themas.get(weergave.thema, weergave.thema)
    return fit_vergelijking(weergave, find_sinds(snapshot, weergave), "", title)


def find_sinds(snapshot: Snapshot, weergave: Weergave) -> tuple[int, ...]:
    """Return the years that the theme of a view can be compared with."""
    return list_sinds(gegevens.load_reeksjaren(snapshot, snapshot.id), weergave.thema, weergave.jaar)


def find_verandering(snapshot: Snapshot, weergave: Weergave, basis: Grondslag) -> Verandering | None:
    """Return what changed in the areas that count; None when no earlier year was asked for."""
    if weergave.sinds is None:
        return None
    key = (snapshot, snapshot.id, weergave.niveau, weergave.jaar, weergave.thema, weergave.sinds)
    return gegevens.load_verandering(*key).select(basis.geteld["code"])


def write_kop(verandering: Verandering | None, basis: Grondslag, regio: str, *, omlijnen: bool) -> str:
    """Write the headline of page and slide: it begins with the place, the region where no part of it is kept to."""
    if verandering is None:
        return basis.write_kop(regio, omlijnen=omlijnen)
    return klassewoorden.name_plek(
        basis.plek or regio, verschilwoorden.describe_kop(verandering, basis.niveau)
    )


def show_vergelijken(beeld: Kaartbeeld) -> None:
    """Offer what the theme can be compared with; nothing where there is nothing to choose."""
    view = beeld.weergave
    titles = {"": ZONDER} | {
        str(year): SINDS.format(year) for year in reversed(find_sinds(beeld.snapshot, view))
    }
    chosen = str(view.sinds or "")
    if len(titles) < 2 and not chosen:
        return
    if st.session_state.get(SLEUTEL, "") != chosen:
        st.session_state[SLEUTEL] = chosen
    st.selectbox(
        "Vergelijk", list(titles), key=SLEUTEL, on_change=_keep, label_visibility="collapsed", width=190,
        format_func=titles.__getitem__,
    )  # fmt: skip


def _keep() -> None:
    chosen = st.session_state[SLEUTEL]
    toestand.change_weergave(sinds=int(chosen) if chosen else None)
    toestand.ask_rerun()
