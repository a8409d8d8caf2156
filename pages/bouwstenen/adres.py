"""The link of a page that is no map: parameters kept in the session and in the address bar."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

if TYPE_CHECKING:
    from collections.abc import Collection


def read_adres(pagina: str, velden: Collection[str]) -> dict[str, str]:
    """Return the parameters of a page: those of a new link, else those kept.

    Parameters
    ----------
    pagina : str
        Name of the page, under which its parameters are kept.
    velden : collection of str
        Parameters that this page knows; others are passed over.
    """
    state = st.session_state
    link = {name: text for name, text in st.query_params.to_dict().items() if name in velden}
    if state.pop(f"{pagina}_veranderd", False):
        # The visitor chose something: the address that came along with that may be a step behind, and is no new link.
        state[f"{pagina}_geschreven"] = link
    if pagina not in state or (link and link != state.get(f"{pagina}_geschreven")):
        state[pagina] = state[f"{pagina}_geschreven"] = link
    kept: dict[str, str] = state[pagina]
    return kept


def change_adres(pagina: str, **velden: str) -> None:
    """Change some parameters of a page; '' takes one away. For callbacks."""
    changed = {**st.session_state.get(pagina, {}), **velden}
    st.session_state[pagina] = {name: text for name, text in changed.items() if text}
    st.session_state[f"{pagina}_veranderd"] = True


def write_adres(pagina: str, link: dict[str, str]) -> None:
    """Keep the parameters of a page, as they were understood, and put them in the address bar."""
    st.session_state[pagina] = st.session_state[f"{pagina}_geschreven"] = link
    if st.query_params.to_dict() != link:
        st.query_params.from_dict(link)
