"""The link of a page that is no map: parameters kept in the session and in the address bar.

Who does something while a run still goes on sends the address of before that run along: its link is no new one. What a
run leaves behind is therefore remembered until it has ended; after that the same link is the way back. A page
writes its link before what it shows: who clicks on that has the link in his address bar already.
"""

from __future__ import annotations

import streamlit as st

from woonzorg.links.parameters import list_parameters

_VERLATEN = "adres_verlaten"


def replace_adres(link: dict[str, str]) -> None:
    """Put a link in the address bar, and remember until the run has ended which one it takes the place of."""
    shown = st.query_params.to_dict()
    if shown != link:
        st.session_state[_VERLATEN] = [*st.session_state.get(_VERLATEN, []), shown]
        st.query_params.from_dict(link)


def is_achter(link: dict[str, str]) -> bool:
    """Tell whether a link is one that a run, interrupted before its end, took away from the address bar."""
    return link in st.session_state.get(_VERLATEN, [])


def end_run() -> None:
    """Note that a run, of a page or of a part of it that writes its link, came to its end."""
    st.session_state.pop(_VERLATEN, None)


def read_adres(pagina: str) -> dict[str, str]:
    """Return the parameters of a page: those of a new link, else those kept; others than it knows are passed over.

    Parameters
    ----------
    pagina : str
        Name of the page, under which its parameters are kept.
    """
    state = st.session_state
    shown = st.query_params.to_dict()
    link = {name: text for name, text in shown.items() if name in list_parameters()[pagina]}
    if state.pop(f"{pagina}_veranderd", False):
        # The visitor chose something: the address that came along with that may be a step behind, and is no new link.
        state[f"{pagina}_geschreven"] = link
    if pagina not in state or (link and link != state.get(f"{pagina}_geschreven") and not is_achter(shown)):
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
    replace_adres(link)
