"""The tab Verschillen: where publication and recomputation part, with the cause where one is found."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from pages.bouwstenen.blad import render_rooster
from pages.bouwstenen.blok import show_blok
from woonzorg.opgave.beweringen import check_opgave
from woonzorg.opgave.controles import Controleoordeel
from woonzorg.opgave.hypothesen import HYPOTHESEN
from woonzorg.opgave.lijst import select_verschillen
from woonzorg.opgave.woorden import VERSCHIL_UITLEG, describe_telling, name_rij
from woonzorg.tekst.getal import format_getal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pages.opgave.opgavestand import Opgavestand
    from woonzorg.opgave.cijfers import Cijfer
    from woonzorg.opgave.controles import Herberekening


@st.cache_resource(max_entries=1, show_spinner=False)
def load_controles() -> tuple[Herberekening, ...]:
    """Return the checks of totals, shares and claims."""
    return check_opgave()


def show_verschillen(stand: Opgavestand) -> None:
    """Show the tab."""
    parted = select_verschillen(stand.cijfers)
    show_blok(render_cijfers(parted), "opgave-verschillen")
    if stand.eigen:
        return
    checks = load_controles()
    show_blok(render_controles(checks, Controleoordeel.WIJKT_AF), "opgave-wijktaf")
    for verdict, label in (
        (Controleoordeel.NIET_TE_CONTROLEREN, "Niet te controleren"), (Controleoordeel.KLOPT, "Wat klopt"),
    ):  # fmt: skip
        with st.expander(
            f"{label}: {sum(check.oordeel == verdict for check in checks)} totalen, aandelen en uitspraken"
        ):
            show_blok(render_controles(checks, verdict), f"opgave-{label.split()[0].lower()}")


def render_cijfers(cijfers: Sequence[Cijfer]) -> str:
    """Render the figures that part, with every cause that fits."""
    tried = ", ".join(hypothese.titel.lower() for hypothese in HYPOTHESEN)
    intro = f'<p class="wz-kleintje">{escape(VERSCHIL_UITLEG)} Geprobeerd: {escape(tried)}.</p>'
    if not cijfers:
        return (
            f'<section class="wz-opgave"><h2>Tekorten</h2><p>Er zijn geen verschillen.</p>{intro}</section>'
        )
    heads = ("Groep, scenario en woonvorm", "Jaar", "Gepubliceerd", "Herberekend", "Verschil", "Verklaring")
    rows = (
        (
            escape(name_rij(c.sleutel)), str(c.jaar), format_getal(c.gepubliceerd), format_getal(c.herberekend),
            format_getal(c.verschil, teken=True), _render_oorzaken(c),
        )
        for c in cijfers
    )  # fmt: skip
    table = render_rooster("Verschillen in tabel 3 (verschil is herberekend min gepubliceerd)", heads, rows)
    return f'<section class="wz-opgave"><h2>{escape(describe_telling(cijfers))}</h2>{intro}{table}</section>'


def _render_oorzaken(cijfer: Cijfer) -> str:
    first = escape(cijfer.verklaring)
    others = "; ".join(escape(cause.tekst) for cause in cijfer.oorzaken[1:])
    return f"{first}<br><small>Ook mogelijk: {others}</small>" if others else first


def render_controles(controles: Sequence[Herberekening], oordeel: Controleoordeel) -> str:
    """Render the checks with one verdict."""
    heads = ("Waar", "Wat", "Gepubliceerd", "Herberekend", "Verschil", "Berekening", "Verklaring")
    rows = (
        (
            escape(c.uitspraak.plek), escape(c.uitspraak.wat), c.format(c.gepubliceerd), c.format(c.herberekend),
            c.format(c.verschil, teken=True), escape(c.berekening), escape(c.verklaring),
        )
        for c in controles
        if c.oordeel == oordeel
    )  # fmt: skip
    title = f"Totalen, aandelen en uitspraken: {oordeel}"
    return f'<section class="wz-opgave">{render_rooster(title, heads, rows)}</section>'
