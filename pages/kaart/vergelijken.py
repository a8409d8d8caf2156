"""What the map compares with: nothing, an earlier year, or the region's own mean."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from pages.bouwstenen import gegevens, toestand
from woonzorg.kaart import verschilwoorden
from woonzorg.kaart.regioverschil import ZONDER_KLASSE, explain_zonder_regio
from woonzorg.kaart.thema import KLASSE
from woonzorg.kaart.verandering import list_sinds
from woonzorg.kaart.verschilkleuring import colour_vergelijking
from woonzorg.kaart.verschiltabel import select_gemeten
from woonzorg.kaart.verschilwoorden import SINDS, TEN_OPZICHTE, ZONDER
from woonzorg.links.kaartvergelijking import fit_vergelijking
from woonzorg.links.link import REGIO
from woonzorg.oordeel import klassewoorden

if TYPE_CHECKING:
    from pages.kaart.kaartbeeld import Kaartbeeld
    from woonzorg.gegevens.opslag import Snapshot
    from woonzorg.kaart.beeld import Kleuring, Vormen
    from woonzorg.kaart.grondslag import Grondslag
    from woonzorg.kaart.regioverschil import Regioverschil
    from woonzorg.kaart.verandering import Verandering
    from woonzorg.links.link import Weergave

SLEUTEL = "vergelijk"
"""Key of the list."""


def fit_verschil(
    snapshot: Snapshot, basis: Grondslag, weergave: Weergave
) -> tuple[Weergave, tuple[str, ...]]:
    """Fit what a view compares with to the data, with a sentence for what cannot be shown."""
    title = basis.themas.get(weergave.thema, weergave.thema)
    return fit_vergelijking(
        weergave,
        find_sinds(snapshot, weergave),
        _explain_zonder(snapshot, weergave) if weergave.tov else "",
        title,
    )


def find_sinds(snapshot: Snapshot, weergave: Weergave) -> tuple[int, ...]:
    """Return the years that the theme of a view can be compared with."""
    return list_sinds(gegevens.load_reeksjaren(snapshot, snapshot.id), weergave.thema, weergave.jaar)


def _explain_zonder(snapshot: Snapshot, weergave: Weergave) -> str:
    score = gegevens.load_score(snapshot, snapshot.id, weergave.jaar)
    return explain_zonder_regio(score, weergave.niveau, weergave.thema)


def find_gemeten(
    snapshot: Snapshot, weergave: Weergave, basis: Grondslag
) -> Verandering | Regioverschil | None:
    """Return what the map compares, of the areas that count; None when it compares nothing."""
    found = _load_gemeten(snapshot, weergave)
    return select_gemeten(found, basis.score, basis.geteld) if found else None


def _load_gemeten(snapshot: Snapshot, weergave: Weergave) -> Verandering | Regioverschil | None:
    key = (snapshot, snapshot.id, weergave.niveau, weergave.jaar, weergave.thema)
    if weergave.sinds is not None:
        return gegevens.load_verandering(*key, weergave.sinds)
    return gegevens.load_regioverschil(*key) if weergave.tov else None


def colour_gemeten(
    snapshot: Snapshot, basis: Grondslag, vormen: Vormen, weergave: Weergave
) -> Kleuring | None:
    """Return the colours of a map that compares; None when it compares nothing."""
    found = _load_gemeten(snapshot, weergave)
    if found is None:
        return None
    return colour_vergelijking(found, basis.geteld, vormen, basis.score.kenmerk)


def write_kop(
    gemeten: Verandering | Regioverschil | None, basis: Grondslag, regio: str, *, omlijnen: bool
) -> str:
    """Write the headline of page and slide: it begins with the place, the region where no part of it is kept to."""
    if gemeten is None:
        return basis.write_kop(regio, omlijnen=omlijnen)
    return klassewoorden.name_plek(basis.plek or regio, verschilwoorden.describe_kop(gemeten, basis.niveau))


def show_vergelijken(beeld: Kaartbeeld) -> None:
    """Offer what the theme can be compared with; nothing where there is nothing to choose."""
    view = beeld.weergave
    titles = {"": ZONDER}
    titles |= {str(year): SINDS.format(year) for year in reversed(find_sinds(beeld.snapshot, view))}
    titles |= {} if _explain_zonder(beeld.snapshot, view) else {REGIO: TEN_OPZICHTE}
    chosen = str(view.sinds or view.tov)
    if len(titles) == 1:
        return
    if st.session_state.get(SLEUTEL, "") != chosen:
        st.session_state[SLEUTEL] = chosen
    st.selectbox(
        "Vergelijk", list(titles), key=SLEUTEL, on_change=_keep, label_visibility="collapsed", width=200,
        format_func=titles.__getitem__,
    )  # fmt: skip


def show_zonder(beeld: Kaartbeeld) -> None:
    """Say why the class is not held against the region, where somebody looks for what else the map can do."""
    if beeld.weergave.thema == KLASSE:
        st.caption(ZONDER_KLASSE)


def _keep() -> None:
    chosen = st.session_state[SLEUTEL]
    region = chosen == REGIO
    toestand.change_weergave(
        sinds=int(chosen) if chosen and not region else None, tov=REGIO if region else ""
    )
    toestand.ask_rerun()


def show_toelichting(beeld: Kaartbeeld) -> None:
    """Say with what the map compares, where its title does not say it all."""
    told = verschilwoorden.explain(beeld.gemeten, beeld.weergave.niveau) if beeld.gemeten else ""
    if told:
        st.html(f'<p class="wz-hoogte">{escape(told)}</p>')


def show_kaartregel(beeld: Kaartbeeld) -> None:
    """Say beneath the card of the selected area what the map compares there."""
    told = verschilwoorden.describe_gebied(beeld.gemeten, beeld.weergave.gebied) if beeld.gemeten else ""
    if told:
        st.html(f'<p class="wz-verschilregel">{escape(told)}</p>')
