"""Who this visitor is, found anew at each run and each deed: a role that was taken away is gone at the next one."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import streamlit as st

from pages.bouwstenen.aanmelding import afgemeld
from woonzorg.fouten import WoonzorgFout
from woonzorg.instelling import GEEN, OIDC, read_instellingen
from woonzorg.tekst.plat import write_plat
from woonzorg.toegang.aanmelding import AFGEMELD, read_claims, read_koppen
from woonzorg.toegang.bezoeker import IEDEREEN, OPEN_INSTALLATIE, Bezoeker, ToegangFout
from woonzorg.toegang.boek import Afloop, write_boek
from woonzorg.toegang.rechten import Daad, describe_wie

if TYPE_CHECKING:
    from collections.abc import Iterator

_BEGONNEN = "bezoek_begonnen"


@dataclass
class Handeling:
    """A deed that is being done: `kenmerk` is the id of what it is done to, once that is known."""

    bezoeker: Bezoeker
    kenmerk: str = ""


def find_bezoeker() -> Bezoeker:
    """Return who this visitor is now.

    Raises
    ------
    InvoerFout
        When a setting or the file of roles cannot be used: nobody has a role then.
    """
    settings = read_instellingen()
    begun = st.session_state.setdefault(_BEGONNEN, datetime.now(UTC))
    if settings.aanmelden == GEEN:
        return IEDEREEN
    if settings.aanmelden == OIDC:
        found = read_claims(st.user.to_dict(), settings, datetime.now(UTC))
    else:
        found = read_koppen(_list_koppen(), settings)
    return AFGEMELD if afgemeld.is_afgemeld(found.account, begun) else found


def is_welkom() -> bool:
    """Tell whether this visitor may look, now; nobody may where that cannot be found out."""
    try:
        return find_bezoeker().may(Daad.KIJKEN)
    except WoonzorgFout:
        return False


def forget_bezoek() -> None:
    """Drop all that this visit holds, as when somebody else goes on in its place."""
    begun = st.session_state[_BEGONNEN]
    st.session_state.clear()
    st.session_state[_BEGONNEN] = begun


def _list_koppen() -> dict[str, list[str]]:
    headers = st.context.headers
    return {name.lower(): headers.get_all(name) for name in headers}


@contextmanager
def perform(daad: Daad, kenmerk: str = "") -> Iterator[Handeling]:
    """Let a deed be done by who may, and write in the book how it ended; every deed of a page stands in this.

    Parameters
    ----------
    daad : Daad
    kenmerk : str
        Id of what it is done to; a deed that makes something gives it later.

    Raises
    ------
    ToegangFout
        When this visitor may not; nothing was done then.
    """
    visitor = find_bezoeker()
    deed, outcome = Handeling(visitor, kenmerk), Afloop.MISLUKT
    try:
        visitor.check(daad)
        yield deed
        outcome = Afloop.GEDAAN
    except ToegangFout:
        outcome = Afloop.GEWEIGERD
        raise
    finally:
        write_boek(visitor, daad, outcome, deed.kenmerk)


def show_bevoegd(daad: Daad) -> bool:
    """Tell whether this visitor may do something, and say who can when he may not."""
    try:
        allowed = find_bezoeker().may(daad)
    except WoonzorgFout as fout:
        st.error(write_plat(fout))
        return False
    if not allowed:
        st.caption(write_plat(describe_wie(daad)))
    return allowed


def tell_open() -> str:
    """Return what is said in an installation without logins; '' where visitors log in."""
    return OPEN_INSTALLATIE if read_instellingen().aanmelden == GEEN else ""


def read_auth() -> dict[str, object]:
    """Return the secrets of Streamlit's login; empty for none."""
    return dict(st.secrets.get("auth", {})) if st.secrets.load_if_toml_exists() else {}
