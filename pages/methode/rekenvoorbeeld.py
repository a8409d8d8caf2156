"""A worked example: the steps from two scores to a class, with the numbers of one area."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from woonzorg.methode.verantwoording import make_voorbeeld

if TYPE_CHECKING:
    from woonzorg.gegevens.opslag import Snapshot
    from woonzorg.herkomst.herkomst import Herkomst
    from woonzorg.oordeel.toets import Score


def show_voorbeeld(snapshot: Snapshot, score: Score, code: str) -> None:
    """Show the steps for one area."""
    steps = make_voorbeeld(snapshot, score, code)
    items = "".join(f"<li>{_render_stap(step)}</li>" for step in steps)
    name = f"{steps[0].naam} ({steps[0].niveau}{f' in {steps[0].gemeente}' if steps[0].gemeente else ''})"
    st.html(f'<section class="wz-dossier"><h2>Rekenvoorbeeld: {escape(name)}</h2><ol>{items}</ol></section>')


def _render_stap(step: Herkomst) -> str:
    return (
        f"<b>{escape(step.titel)}: {escape(step.tekst)}</b>"
        f'<div class="wz-formule"><b>Formule</b>{escape(step.formule)}<b>Ingevuld</b>{escape(step.ingevuld)}</div>'
    )
