"""Withdrawing the scenario that is open: for who made it, after a second press."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pages.bouwstenen import adres
from pages.bouwstenen.aanmelding.bezoek import perform
from pages.bouwstenen.werk.kast import open_kast
from pages.bouwstenen.werk.maker import read_codes
from pages.scenarios.blad import PAGINA, attempt, tell
from woonzorg.bibliotheek.databank import OnzekerFout
from woonzorg.bibliotheek.intrekkingen import UITLEG, Intrekkingen
from woonzorg.bibliotheek.reeks import Wie, judge_wie
from woonzorg.toegang.rechten import Daad

if TYPE_CHECKING:
    from collections.abc import Sequence

    from woonzorg.bibliotheek.bewaard import Bewaard
    from woonzorg.fouten import WoonzorgFout


def show_intrekken(bewaard: Bewaard, plan: Sequence[Bewaard]) -> None:
    """Let who made a plan withdraw the scenario that is open; others do not see this.

    Parameters
    ----------
    bewaard : Bewaard
    plan : sequence of Bewaard
        All scenarios that are the same plan (`find_reeks`).
    """
    if judge_wie(plan, read_codes()) != Wie.MAKER:
        return
    with st.expander("Trek dit scenario in"):
        st.caption(UITLEG)
        sure = st.checkbox("Ja, haal de inhoud weg", key=f"intrekken_zeker_{bewaard.id}")
        if st.button("Trek in", key=f"intrekken_{bewaard.id}", disabled=not sure):
            attempt(lambda: _withdraw(bewaard.id), _describe_mislukt)
            st.rerun()


def _describe_mislukt(fout: WoonzorgFout) -> str:
    """Say what became of a scenario that could not be withdrawn: it stands, unless nobody knows."""
    if isinstance(fout, OnzekerFout):
        return "De bibliotheek antwoordt niet. Ververs de pagina over een minuut: u ziet dan of het scenario er nog is."
    return f"Er is niets ingetrokken. {fout}"


def _withdraw(scenario_id: str) -> None:
    with perform(Daad.INTREKKEN, scenario_id):
        Intrekkingen(open_kast()).withdraw(scenario_id, read_codes())
    adres.change_adres(PAGINA, scenario="")
    tell(f"Het scenario {scenario_id} is ingetrokken. De inhoud is weg uit de bibliotheek.")
