"""The papers of an initiative as buttons: that of the step that is open, and all of them in one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pages.bouwstenen import gegevens, stukken
from pages.bouwstenen.downloads import show_downloads
from pages.initiatief import initiatiefstand
from pages.initiatief.initiatiefstand import AFWEGING, GESPREK, TOETS
from pages.initiatief.vraagfeiten import collect_feiten
from woonzorg.initiatief.gedeeldetoets import is_geheim
from woonzorg.rapport import bestand, soorten
from woonzorg.rapport.initiatiefstof import GEHEIM, Initiatiefstof, find_kenmerk, make_initiatiefstof
from woonzorg.tekst.plat import write_plat

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pages.initiatief.initiatiefstand import Initiatiefstand
    from woonzorg.initiatief.initiatief import Initiatief
    from woonzorg.initiatief.toets import Toetsuitkomst
    from woonzorg.initiatief.voorinvulling import Vraagfeit
    from woonzorg.rapport.soorten import Stuksoort

STUKKEN: Mapping[str, Stuksoort[Initiatiefstof]] = {
    TOETS: soorten.TOETS,
    AFWEGING: soorten.AFWEGING,
    GESPREK: soorten.WERKVEL,
}
"""The paper of each step."""

OP_PAPIER = "Op papier staat alleen wat gedeeld mag worden."
WERKVEL = "Het werkvel is om op tafel te leggen en op te schrijven: print het op A4 of A3, liggend."
NOG_NIET = "Vul eerst stap 1 in. Dan is hier het papier van deze stap."


def show_papier(stand: Initiatiefstand) -> None:
    """Show the papers of the step that is open; while the form of the first step is open, none."""
    item, found = stand.initiatief, stand.uitkomst
    if stand.stap == TOETS and not stand.toont_uitkomst:
        return
    st.html('<h2 class="wzi-kop">Op papier</h2>')
    if item is None or found is None:
        st.caption(NOG_NIET)
        return
    if item.waarom_onbewaard:
        st.caption(write_plat(item.waarom_onbewaard))
        return
    told = (OP_PAPIER, GEHEIM if is_geheim(item) else "", WERKVEL if stand.stap == GESPREK else "")
    st.caption(write_plat(" ".join(filter(None, told))))
    show_knoppen(stand, item, found, collect_feiten(stand))


def show_knoppen(
    stand: Initiatiefstand,
    item: Initiatief,
    uitkomst: Toetsuitkomst,
    feiten: Callable[[], tuple[Vraagfeit, ...]],
) -> None:
    """Show the buttons: what a visitor typed is of that visitor, and no file is kept for others."""
    chosen = (STUKKEN[stand.stap].sleutel, soorten.INITIATIEF.sleutel)
    buttons = stukken.list_stukken(
        Initiatiefstof, _collect_stof(stand, item, uitkomst, feiten), _make_naam(stand, item, uitkomst), "",
        alleen=chosen,
    )  # fmt: skip
    show_downloads(buttons, f"initiatief-papier-{stand.stap}")


def _collect_stof(
    stand: Initiatiefstand,
    item: Initiatief,
    uitkomst: Toetsuitkomst,
    feiten: Callable[[], tuple[Vraagfeit, ...]],
) -> Callable[[], Initiatiefstof]:
    """Return what makes the result when a file is asked for; all that is of the session is read now."""
    snapshot = stand.snapshot
    score = gegevens.load_score(snapshot, snapshot.id, None)
    posed = initiatiefstand.load_situatie(snapshot, stand.eigen)
    return lambda: make_initiatiefstof(item, uitkomst, posed, snapshot, score, feiten())


def _make_naam(stand: Initiatiefstand, item: Initiatief, uitkomst: Toetsuitkomst) -> Callable[[str], str]:
    """Return what names a file: by what it holds, unless what is hidden could be found by that."""
    posed = initiatiefstand.load_situatie(stand.snapshot, stand.eigen)
    what = find_kenmerk(item, uitkomst, posed) or uitkomst.plek.gemeentenaam
    return lambda sleutel: bestand.name_bestand(stand.snapshot.manifest, sleutel, what)
