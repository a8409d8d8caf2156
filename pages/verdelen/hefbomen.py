"""The levers in view: value, what one step more does, and where it comes from; turned by a slider or by typing.

They are one component: what did not change is not sent, and a slider that somebody holds keeps its focus.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

import streamlit as st

from pages.bouwstenen.bestand import read_bestand
from pages.bouwstenen.getalveld import describe_grenzen, parse_getal, write_getal
from pages.bouwstenen.werk import verdeelstand
from woonzorg.eigenbestand.getal import GetalFout
from woonzorg.tekst.getal import format_getal
from woonzorg.verdeling.scenario import bewerken
from woonzorg.verdeling.scenario.mutatiegraad import tell_bron
from woonzorg.verdeling.uitkomst import woorden
from woonzorg.verdeling.uitkomst.stuurknoppen import STUURKNOPPEN, count_gepland, find_stuurknop
from woonzorg.verdeling.vraag.parameter import AANNAME

if TYPE_CHECKING:
    from collections.abc import Callable

    from pages.verdelen.verdeelbeeld import Verdeelbeeld
    from woonzorg.gegevens.opslag import Snapshot
    from woonzorg.verdeling.uitkomst.stuurknoppen import Stuurknop

SLEUTEL = "hefbomen"
"""Key of the component."""

_KEER = "hefbomen_keer"
_HEFBOMEN = st.components.v2.component(
    "woonzorg_hefbomen",
    html='\n<div class="wz-hefbomen"></div>',
    css=read_bestand("verdelen/hefbomen.css"),
    js=read_bestand("verdelen/hefbomen.js"),
    isolate_styles=False,
)
_STAPPEN = st.components.v2.component(
    "woonzorg_hefboomstappen", js=read_bestand("verdelen/hefboomstappen.js"), isolate_styles=False
)


def show_hefbomen(beeld: Verdeelbeeld, naar_cijfers: Callable[[], None]) -> None:
    """Show the levers.

    Parameters
    ----------
    beeld : Verdeelbeeld
    naar_cijfers : callable
        Opens the place of own figures, where planned homes come from.
    """
    situatie = beeld.uitkomst.situatie
    data: dict[str, Any] = {
        "html": "".join(_render(beeld, knob) for knob in STUURKNOPPEN) + _render_gepland(beeld),
        "waarden": {knob.sleutel: write_getal(knob.read(situatie)) for knob in STUURKNOPPEN},
        # What was refused leaves the values as they were: the controls must be told all the same.
        "keer": st.session_state.get(_KEER, 0),
    }
    _HEFBOMEN(
        key=SLEUTEL,
        data=data,
        on_hefboom_change=lambda: turn(beeld.snapshot, st.session_state[SLEUTEL]["hefboom"]),
        on_deur_change=naar_cijfers,
    )


def show_stappen(stappen: dict[str, str]) -> None:
    """Fill in what one step more of each lever does (`stuurknoppen.describe_stappen`)."""
    _STAPPEN(key="hefboomstappen-onzichtbaar", data=stappen)


def turn(snapshot: Snapshot, gevraagd: object) -> None:
    """Set the lever that the browser names to what was typed; what is no value is told and changes nothing."""
    st.session_state[_KEER] = st.session_state.get(_KEER, 0) + 1
    asked = gevraagd if isinstance(gevraagd, dict) else {}
    knob, typed = find_stuurknop(str(asked.get("knop", ""))), str(asked.get("waarde", ""))
    if knob is None:
        return
    bounds = (knob.knop.laagst, knob.knop.hoogst)
    try:
        value = parse_getal(typed.strip(), bounds)
    except GetalFout as fout:
        verdeelstand.tell("fout", f"{knob.titel}: {fout}. {describe_grenzen(bounds)}")
        return
    verdeelstand.try_change(
        snapshot,
        lambda scenario: bewerken.set_parameter(scenario, knob.regel.sleutel, knob.knop.sleutel, value),
    )


def _render(beeld: Verdeelbeeld, knop: Stuurknop) -> str:
    """Render a lever without its value: that is sent apart, so that the control stays as it is."""
    situatie, name = beeld.uitkomst.situatie, knop.sleutel.replace(".", "-")
    source = tell_bron(knop.knop, knop.read(situatie), beeld.stand.scenario.regio, situatie.veld.voorraad)
    off = "regel geldt nu niet" if knop.regel.mag_uit and knop.regel.sleutel in situatie.uit else ""
    return (
        f'<div class="wz-hefboom" data-knop="{knop.sleutel}"><label for="hefboom-{name}">{escape(knop.titel)}</label>'
        f'<span class="waarde"><input id="hefboom-{name}" type="text" inputmode="decimal" maxlength="20" '
        f'aria-describedby="stap-{name}"><small>{escape(knop.eenheid)}</small></span>'
        f'<input type="range" aria-label="{escape(knop.titel)}: schuif" min="{max(0.0, knop.knop.laagst):g}" '
        f'max="{knop.tot:g}" step="{knop.stap / 2 if knop.stap < 1 else knop.stap:g}">'
        f'<p><b id="stap-{name}" class="stap">{off}</b>{_render_bron(source)}</p></div>'
    )


def _render_bron(bron: str) -> str:
    short = woorden.shorten_bron(bron)
    return f'<small class="{AANNAME if short == AANNAME else "bron"}" title="{escape(bron)}">{escape(short)}</small>'


_GEEN_SCHUIF = "Geen schuif: spreiden over de streek zou plekken verzinnen."
"""Why the planned homes cannot be turned: one number for the region would be laid in areas where nobody builds."""


def _render_gepland(beeld: Verdeelbeeld) -> str:
    """Render the planned homes for the groups: they come by area, so they are told here and set elsewhere."""
    count = count_gepland(beeld.uitkomst)
    taken = sum(item.aantal for item in beeld.stand.scenario.gepland)
    source = f"{format_getal(taken)} uit initiatieven" if taken else "plan" if count else "geen"
    return (
        '<div class="wz-hefboom gepland"><span class="naam">Nieuwbouw</span><span class="waarde">'
        f"<b>{format_getal(count)}</b><small>voor de groepen</small></span>"
        '<p><button type="button" data-deur="cijfers">per gebied, eigen cijfers</button>'
        f'<small class="bron">{source}</small></p>'
        f'<p class="waarom"><small>{escape(_GEEN_SCHUIF)}</small></p></div>'
    )
