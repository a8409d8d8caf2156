"""'Vanaf nu': how far a plan has come of which part is placed, for whoever gave the numbers."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from pages.bouwstenen.tabel import Tabelkolom, render_tabel, show_tabel
from pages.bouwstenen.werk import rekenwerk
from woonzorg.verdeling.uitkomst.vanafnu import list_vanafnuzinnen, make_vanafnu
from woonzorg.verdeling.vraag.groepen import PER_SLEUTEL

if TYPE_CHECKING:
    from pages.bouwstenen.werk.verdeelstand import Verdeelstand
    from woonzorg.gegevens.opslag import Snapshot

_KOLOMMEN = [
    Tabelkolom("naam", "Groep"), Tabelkolom("gevraagd", "Gevraagd", 0), Tabelkolom("geplaatst", "Al geplaatst", 0),
    Tabelkolom("erbij", "Erbij in dit plan", 0), Tabelkolom("zonder", "Nog zonder plek", 0),
]  # fmt: skip


def show_vanafnu(snapshot: Snapshot, stand: Verdeelstand) -> None:
    """Show what is placed, what comes beside it, and where a rule says no to what is there; nothing without numbers."""
    if stand.eigen is None or not stand.eigen.geplaatst:
        return
    found = make_vanafnu(rekenwerk.load_plan(stand.scenario, snapshot, stand.eigen))
    if found is None:
        return
    with st.expander("Vanaf nu: wat er al geplaatst is", expanded=True):
        lines = "".join(f"<li>{escape(text)}</li>" for text in list_vanafnuzinnen(found))
        st.html(f"<ul>{lines}</ul>")
        if found.groepen:
            rows = pd.DataFrame(
                [
                    vars(item) | {"naam": PER_SLEUTEL[item.groep].titel, "zonder": item.zonder}
                    for item in found.groepen
                ]
            )
            show_tabel(render_tabel(rows, _KOLOMMEN, "Stand per groep"), "vanafnu-tabel")
