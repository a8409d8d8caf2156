"""One gemeente's own view of a plan: a choice, and what the library says of her."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from pages.bouwstenen.werk import rekenwerk
from woonzorg.verdeling.uitkomst.gemeentewoorden import (
    WETTELIJK,
    describe_deel,
    describe_gemeente,
    describe_wettelijk,
    list_routes,
)
from woonzorg.verdeling.uitkomst.gemeentezicht import view_gemeente

if TYPE_CHECKING:
    from pages.verdelen.verdeelbeeld import Verdeelbeeld
    from woonzorg.verdeling.uitkomst.gemeentezicht import Gemeentezicht

KEUZE = "gemeente-zicht"
"""Key of the choice."""


def show_gemeente(beeld: Verdeelbeeld) -> None:
    """Show the choice of a gemeente, and her view; of a scenario that others see only what rests on public figures.

    Nothing is worked out before a gemeente is chosen.
    """
    veld = beeld.uitkomst.situatie.veld
    own = [code for code, places in veld.gemeenten.items() if veld.eigen[places].any()]
    names = {code: veld.namen[code] for code in sorted(own, key=veld.namen.__getitem__)}
    code = st.selectbox(
        "Wat betekent dit voor één gemeente?", list(names), index=None, format_func=names.__getitem__, key=KEUZE,
        placeholder="Kies een gemeente",
    )  # fmt: skip
    if code is None:
        return
    with st.spinner("Even rekenen …"):
        zicht = _load(beeld, code)
    st.html(_render(zicht, openbaar=beeld.stand.bevroren and not beeld.heeft_aandeel))


def _load(beeld: Verdeelbeeld, code: str) -> Gemeentezicht:
    side = "gedeeld" if beeld.stand.bevroren else "eigen"
    return rekenwerk.keep(
        lambda: view_gemeente(beeld.uitkomst, code), beeld.stand.eigen, "gemeentezicht", beeld.snapshot.id,
        beeld.stand.scenario.rekenkenmerk, code, side,
    )  # fmt: skip


def _render(zicht: Gemeentezicht, *, openbaar: bool) -> str:
    lines = [describe_gemeente(zicht, openbaar=openbaar)]
    lines += [WETTELIJK] if openbaar else [describe_deel(zicht), describe_wettelijk(zicht)]
    routes = [] if openbaar else list_routes(zicht)
    said = "".join(f"<p>{escape(line)}</p>" for line in lines)
    items = "".join(f"<li>{escape(line)}</li>" for line in routes)
    more = f"<h3>Andere wegen, in woningen</h3><ul>{items}</ul>" if items else ""
    proof = (
        "" if zicht.bewezen or openbaar else '<p class="klein">Dit is niet bewezen binnen de rekentijd.</p>'
    )
    return (
        f'<section class="wz-paneel" aria-label="{escape(zicht.naam)}"><h2>{escape(zicht.naam)}</h2>{said}{more}'
        f"{proof}</section>"
    )
