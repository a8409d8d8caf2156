"""Which part of a plan its table shows: all, one gemeente, or an own area (a kern, a stadsdeel)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pages.bouwstenen.kern import kernkeuze, kernstand
from woonzorg.gebied import Niveau
from woonzorg.kern.kern import find_kern
from woonzorg.kern.kernwoorden import EIGEN, describe_kernlink
from woonzorg.tekst.plat import write_plat
from woonzorg.verdeling.uitkomst.deelwoorden import describe_plaatsing

if TYPE_CHECKING:
    import pandas as pd

    from pages.verdelen.verdeelbeeld import Verdeelbeeld
    from woonzorg.kern.kern import Kerngebied

KEUZE = "verdeel-deel"
"""Key of the choice."""

_ALLES = "Alle gemeenten"


def choose_deel(beeld: Verdeelbeeld) -> pd.DataFrame:
    """Show the choice, and what the plan places there; return the areas of that part.

    Of a scenario that others see no sum is told: an own area can be one buurt.
    """
    table, own = beeld.gebieden, _list_kernen(beeld)
    gemeenten = {str(name): str(name) for name in sorted(set(table["gemeentenaam"]))}
    names = gemeenten | {kern.adres: f"{EIGEN}: {kern.titel}" for kern in own}
    chosen = st.selectbox(
        "Welke gebieden?",
        list(names),
        index=None,
        format_func=names.__getitem__,
        key=KEUZE,
        placeholder=_ALLES,
    )
    if chosen is None:
        return table
    kern = find_kern(chosen, own)
    part = table[table["gemeentenaam"] == chosen] if kern is None else _select(beeld, kern)
    if not beeld.stand.bevroren:
        st.markdown(
            write_plat(describe_plaatsing(part, kern.titel if kern else chosen, beeld.stand.scenario.niveau))
        )
    return part


def _list_kernen(beeld: Verdeelbeeld) -> tuple[Kerngebied, ...]:
    """Return the own areas; they are made of buurten, so a plan by wijk has none."""
    if beeld.stand.scenario.niveau != Niveau.BUURT:
        return ()
    kernstand.show_geheugen(beeld.snapshot.manifest.regio.naam)
    return kernstand.list_kernen(beeld.snapshot)


def _select(beeld: Verdeelbeeld, kern: Kerngebied) -> pd.DataFrame:
    division = kernkeuze.load_indeling(beeld.snapshot, beeld.snapshot.id)
    if missing := describe_kernlink(kern, division):
        st.markdown(write_plat(missing))
    return beeld.gebieden[beeld.gebieden["code"].isin(division.list_buurten(kern))]
