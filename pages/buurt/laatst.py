"""What this visitor last looked at: kept by the browser for as long as its tab is open, and nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pages.bouwstenen.bestand import read_bestand

if TYPE_CHECKING:
    from collections.abc import Callable

_LAATST = st.components.v2.component(
    "woonzorg_laatst",
    html='\n<section class="wz-buurt wz-laatst" hidden></section>',
    js=read_bestand("buurt/laatst.js"),
    isolate_styles=False,
)


def keep_laatst(regio: str, code: str, naam: str) -> None:
    """Let the browser remember an area.

    Parameters
    ----------
    regio : str
        Name of the region: areas of another are not told here.
    code, naam : str
    """
    _LAATST(key="laatst-onzichtbaar", data={"regio": regio, "nu": {"code": code, "naam": naam}})


def show_laatst(regio: str, kies: Callable[[str], None]) -> None:
    """Show the areas that the browser remembers, newest first; nothing on a first visit.

    Parameters
    ----------
    regio : str
        As for `keep_laatst`.
    kies : callable
        Receives the code of the area whose link is followed.
    """
    _LAATST(
        key="buurt-laatst", data={"regio": regio, "nu": None},
        on_gebied_change=lambda: kies(str(st.session_state["buurt-laatst"]["gebied"])),
    )  # fmt: skip
