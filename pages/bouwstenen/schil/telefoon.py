"""Where a phone begins: on the page that the installation chose, for who comes by the bare address."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from woonzorg.fouten import WoonzorgFout
from woonzorg.instelling import TELEFOON_BUURT, read_instellingen

if TYPE_CHECKING:
    from collections.abc import Mapping

    from streamlit.navigation.page import StreamlitPage

_BEGONNEN = "telefoon_begonnen"


def open_begin(pagina: StreamlitPage, kaart: StreamlitPage, buurt: StreamlitPage) -> None:
    """Lead a phone from the map to Buurt where the installation chose so: once a visit, and never away from a link."""
    begun = st.session_state.get(_BEGONNEN, False)
    st.session_state[_BEGONNEN] = True
    if begun or pagina is not kaart or st.query_params:
        return
    if is_telefoon(st.context.headers) and begins_on_buurt():
        st.switch_page(buurt)


def begins_on_buurt() -> bool:
    """Tell whether the installation chose Buurt as the page on which a phone begins."""
    try:
        return read_instellingen().telefoon == TELEFOON_BUURT
    except WoonzorgFout:
        return False  # the page itself tells which setting is wrong


def is_telefoon(koppen: Mapping[str, str]) -> bool:
    """Tell whether a browser says of itself that it is one of a phone."""
    return "Mobi" in koppen.get("User-Agent", "")
