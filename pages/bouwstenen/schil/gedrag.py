"""What the browser is taught on every page: its language, menu, way back, the keyboard's focus, and a lost connection.

One component for all of it: each costs a browser some ten milliseconds, and they stand before the first page.
"""

from __future__ import annotations

import streamlit as st

from pages.bouwstenen.bestand import read_bestand

_DELEN = ("taal", "menu", "geschiedenis", "venster", "tabbladen", "verbinding")
_BEGIN = """
export default function ({ data, setTriggerValue }) {
  spreekNederlands();
  volgMenu(data.groep);
  houdGeschiedenis();
  bewaarTab();
  volgVerbinding(() => setTriggerValue("verbonden", true));
}
"""
_GEDRAG = st.components.v2.component(
    "woonzorg_gedrag",
    js="".join(read_bestand(f"bouwstenen/schil/{name}.js") for name in _DELEN) + _BEGIN,
    isolate_styles=False,
)


def set_gedrag(groep: str) -> None:
    """Tell that the page is Dutch, and mend what Streamlit leaves undone for menu, way back and focus.

    Parameters
    ----------
    groep : str
        Group of the menu in which the page stands: a reader is there; '' for none.
    """
    _GEDRAG(key="gedrag-onzichtbaar", data={"groep": groep}, on_verbonden_change=_run_again)


def _run_again() -> None:
    """Do nothing: that the page runs is what was asked."""
