"""Keeping an initiative on the server: what is kept, what is left out, and who keeps it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pages.bouwstenen.aanmelding.bezoek import show_bevoegd
from pages.bouwstenen.werk import inloggen
from pages.initiatief import dossierstand, initiatiefstand
from pages.initiatief.dossierstand import Bewaarwens
from woonzorg.bibliotheek.dossiermaken import LANGSTE_AUTEUR, list_nakijken, list_weggelaten
from woonzorg.bibliotheek.dossierwoorden import EIGEN_ERBIJ, UITLEG
from woonzorg.fouten import WoonzorgFout
from woonzorg.tekst.plat import write_plat
from woonzorg.toegang.rechten import Daad
from woonzorg.verdeling.scenario.levensloop import WOO

if TYPE_CHECKING:
    from pages.initiatief.initiatiefstand import Initiatiefstand
    from woonzorg.initiatief.initiatief import Initiatief
    from woonzorg.initiatief.toets import Toetsuitkomst

_AUTEUR, _NAGEKEKEN = "initiatief_bewaar_auteur", "initiatief_bewaar_nagekeken"


def show_melding() -> None:
    """Say once what the last button did."""
    kind, text = dossierstand.pop_melding()
    if text:
        (st.success if kind == "goed" else st.error)(write_plat(text))


def show_bewaren(stand: Initiatiefstand) -> None:
    """Show what can be kept; nothing where there is no answer, or nothing may be kept."""
    item, found = stand.initiatief, stand.uitkomst
    if item is None or found is None or not stand.toont_uitkomst or item.waarom_onbewaard:
        return
    folder = st.expander("Bewaar op de server, om te delen", key="initiatief-bewaren", on_change="rerun")
    if not folder.open:
        return
    with folder:
        st.caption(UITLEG)
        try:
            for told in _list_erbij(stand, item, found):
                st.info(write_plat(told))
        except WoonzorgFout as fout:
            st.error(write_plat(fout))
            return
        if not show_bevoegd(Daad.INITIATIEF):
            return
        _show_wie(list_nakijken(item))
        # The fields are read when the button is pressed: what is typed last has arrived by then.
        if st.button("Bewaar dit initiatief", type="primary", key="initiatief_bewaar"):
            wish = Bewaarwens(str(st.session_state.get(_AUTEUR, "")), bool(st.session_state.get(_NAGEKEKEN)))
            dossierstand.attempt(lambda: dossierstand.keep(stand, wish), bewaart=True)
            st.rerun()


def _list_erbij(stand: Initiatiefstand, item: Initiatief, found: Toetsuitkomst) -> list[str]:
    """Return what will not be kept, and that own figures counted."""
    situation = initiatiefstand.load_situatie(stand.snapshot, stand.eigen)
    own = [EIGEN_ERBIJ] if stand.eigen else []
    kept = dossierstand.open_initiatieven().list(stand.snapshot.manifest.regio.naam)
    return [*list_weggelaten(item, found, situation, [one.dossier for one in kept]), *own]


def _show_wie(nakijken: tuple[str, ...]) -> None:
    """Ask who keeps it, and to look after what seems not to be for others."""
    if who := inloggen.find_ingelogd():
        st.caption(write_plat(f"U bewaart dit als {who}."))
    else:
        st.text_input(
            "Wie bewaart dit? (naam wordt niet gecontroleerd)", key=_AUTEUR, placeholder="uw naam of organisatie",
            max_chars=LANGSTE_AUTEUR,
        )  # fmt: skip
    st.caption(WOO)
    if nakijken:
        st.warning(write_plat(" ".join(nakijken)))
        st.checkbox("Ik heb dit nagekeken: het mag openbaar worden", key=_NAGEKEKEN)
