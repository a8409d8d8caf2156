"""What the last change did, told in words and spoken: one line that stays until the next change."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pages.bouwstenen.bestand import read_bestand
from pages.bouwstenen.werk import rekenwerk, verdeelstand
from woonzorg.fouten import WoonzorgFout
from woonzorg.verdeling.uitkomst.effect import describe_effect
from woonzorg.verdeling.vergelijking.stap import describe_stap

if TYPE_CHECKING:
    from pages.verdelen.verdeelbeeld import Verdeelbeeld

_GEVOLG = st.components.v2.component(
    "woonzorg_gevolg",
    html='\n<p class="wz-gevolg" role="status" aria-live="polite"></p>',
    js=read_bestand("verdelen/gevolg.js"),
    isolate_styles=False,
)


def show_gevolg(beeld: Verdeelbeeld) -> None:
    """Tell what the last change set, and what it did to the plan."""
    what, did = tell_gevolg(beeld)
    _GEVOLG(key="gevolg", data={"wat": what, "effect": did})


def tell_gevolg(beeld: Verdeelbeeld) -> tuple[str, str]:
    """Return what the last change set and what it did; '' before any change."""
    before = verdeelstand.read_vorige(beeld.stand)
    if before is None or before.rekenkenmerk == beeld.stand.scenario.rekenkenmerk:
        return "", ""
    names = beeld.uitkomst.situatie.veld.namen
    what = describe_stap(before, beeld.stand.scenario, names)
    try:
        old = rekenwerk.load_plan(before, beeld.snapshot, beeld.stand.eigen)
    except WoonzorgFout:
        # What was there before has no plan on these data: then there is nothing to hold the new one against.
        return what, ""
    return what, describe_effect(old, beeld.uitkomst)
