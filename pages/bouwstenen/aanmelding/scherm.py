"""The door, for who is not logged in or has no role; and what somebody who is logged in reads of that."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from pages.bouwstenen import blad
from pages.bouwstenen.aanmelding import afgemeld
from pages.bouwstenen.aanmelding.bezoek import find_bezoeker, forget_bezoek, read_auth
from pages.bouwstenen.aanmelding.terugweg import keep_heen
from pages.bouwstenen.schil.schil import show_schil
from pages.bouwstenen.server.paginas import AANMELDING
from woonzorg.fouten import WoonzorgFout
from woonzorg.instelling import GEEN, OIDC, read_instellingen
from woonzorg.tekst.plat import write_plat
from woonzorg.toegang.boek import Afloop, write_boek
from woonzorg.toegang.rechten import RANGORDE, ROLUITLEG, Daad
from woonzorg.toegang.start import check_aanmelden

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from streamlit.navigation.page import StreamlitPage

    from woonzorg.toegang.bezoeker import Bezoeker

TITEL = "Mijn aanmelding"
"""Title of the page on one's own login."""

_ACCOUNT = "bezoek_account"
_KNOP = "deur_aanmelden"
_LANGST = 20
PRIVACY = (
    "Bij wat u bewaart, vaststelt of schrijft staat uw account. Het logboek van de server noemt uw account bij wat u "
    "doet. Uw naam en uw groepen bewaren we niet."
)


def enter(groepen: Mapping[str, Sequence[StreamlitPage]]) -> Bezoeker | None:
    """Return the visitor who may look; show the door and return None for any other.

    What an earlier account left in this visit is dropped when it is another's now.

    Parameters
    ----------
    groepen : mapping
        The pages of the house by group: at the door their addresses stay, without a menu.
    """
    try:
        visitor = find_bezoeker()
    except WoonzorgFout as fout:
        _open_deur(groepen)
        st.error(write_plat(fout))
        return None
    if st.session_state.get(_ACCOUNT, visitor.account) != visitor.account:
        forget_bezoek()
    if not visitor.may(Daad.KIJKEN):
        _open_deur(groepen)
        show_deur(visitor)
        return None
    if visitor.gecontroleerd and _ACCOUNT not in st.session_state:
        write_boek(visitor, "aanmelden", Afloop.GEDAAN)
    st.session_state[_ACCOUNT] = visitor.account
    return visitor


def _open_deur(groepen: Mapping[str, Sequence[StreamlitPage]]) -> None:
    st.navigation({group: list(pages) for group, pages in groepen.items()}, position="hidden")
    show_schil()


def show_deur(bezoeker: Bezoeker) -> None:
    """Show why somebody may not look, and how he can log in, or out to log in as another."""
    settings = read_instellingen()
    st.html(f'<h1 class="wz-kop">Aanmelden</h1><p>{escape(bezoeker.waarom)}</p>')
    if settings.aanmelden != OIDC:
        return
    try:
        check_aanmelden(settings, read_auth())
    except WoonzorgFout as fout:
        st.error(write_plat(fout))
        return
    if bezoeker.account:
        st.html(f"<p>U bent aangemeld als <b>{escape(bezoeker.account)}</b>.{_tell_contact()}</p>")
        st.button("Afmelden", key="deur_afmelden", on_click=_log_out)
        return
    keep_heen(_KNOP)
    st.button("Aanmelden", type="primary", key=_KNOP, on_click=st.login)


def _tell_contact() -> str:
    contact = read_instellingen().contact
    return f" Vragen? {escape(contact)}" if contact else ""


def make_groep(bezoeker: Bezoeker) -> dict[str, list[StreamlitPage]]:
    """Return what of the menu tells who is logged in; nothing in an installation without logins."""
    if read_instellingen().aanmelden == GEEN or not bezoeker.rol:
        return {}
    name = write_plat(bezoeker.weergave[:_LANGST])
    return {f"{name}, {bezoeker.rol}": [st.Page(show_aanmelding, title=TITEL, url_path=AANMELDING)]}


def show_aanmelding() -> None:
    """Show who is logged in, what he may do, and the button to log out."""
    visitor = find_bezoeker()
    blad.show_stijl()
    st.html('<h1 class="wz-kop">Mijn aanmelding</h1>')
    able = [
        ROLUITLEG[role]
        for role in RANGORDE
        if visitor.rol and RANGORDE.index(role) <= RANGORDE.index(visitor.rol)
    ]
    rows = (
        ("Aangemeld als", f"<bdi>{escape(visitor.account)}</bdi>"),
        ("Naam", f"<bdi>{escape(visitor.naam)}</bdi>"),
        ("Rol", escape(str(visitor.rol or ""))),
        ("Wat u kunt", escape(" ".join(able))),
    )
    st.html(f'<div class="wz-dossier">{blad.render_eigenschappen("Wie u hier bent", rows)}</div>')
    st.caption(PRIVACY)
    if read_instellingen().aanmelden == OIDC:
        st.button("Afmelden", key="afmelden", on_click=_log_out)
    else:
        st.caption("Afmelden doet u waar u zich aanmeldde. Sluit daarna de browser.")


def _log_out() -> None:
    visitor = find_bezoeker()
    write_boek(visitor, "afmelden", Afloop.GEDAAN)
    afgemeld.log_out(visitor.account)
    st.logout()
