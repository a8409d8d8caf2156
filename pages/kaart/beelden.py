"""Both pictures beneath the map, drawn once for all visitors: still, as they stand on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import streamlit as st

from pages.bouwstenen import gegevens
from pages.bouwstenen.bestand import read_bestand
from pages.bouwstenen.blok import show_blok
from pages.bouwstenen.grafiek import render_cijfers
from pages.bouwstenen.kaart.regiokaart import REGIOKAART
from pages.bouwstenen.kern.kernbewaring import keep_bij_kern
from pages.bouwstenen.tabel import show_tabel
from woonzorg.dag import format_datum
from woonzorg.grafiek import spreiding, stapels, svg
from woonzorg.herkomst.herkomstlink import Telvraag, make_telhref
from woonzorg.kaart import woorden
from woonzorg.oordeel import klassewoorden
from woonzorg.tekst.plat import write_plat

if TYPE_CHECKING:
    from pages.kaart.kaartbeeld import Kaartbeeld
    from woonzorg.gegevens.opslag import Snapshot
    from woonzorg.grafiek.beschrijving import Grafiek
    from woonzorg.kern.kern import Kerngebied

_SPREIDING = st.components.v2.component(
    "woonzorg_spreiding",
    html='\n<div class="wz-spreiding"></div>',
    js=read_bestand("kaart/spreiding.js"),
    isolate_styles=False,
)


def show_spreiding(beeld: Kaartbeeld) -> None:
    """Show picture 1: which areas to discuss; the browser marks what is selected on the map."""
    st.html('<h2 class="wz-tussenkop">Welke gebieden vragen een gesprek?</h2>')
    drawn = draw_spreiding(beeld)
    if drawn:
        _SPREIDING(key="spreiding", data=drawn)
    else:
        st.caption(klassewoorden.TE_VEEL)


def draw_spreiding(beeld: Kaartbeeld) -> dict[str, object]:
    """Draw the scatter; nothing where there are too many areas."""
    return {} if beeld.grondslag.is_druk else _draw_spreiding(*_key(beeld))[1]


def load_spreiding(beeld: Kaartbeeld) -> Grafiek:
    """Return the scatter as it is described."""
    return _draw_spreiding(*_key(beeld))[0]


def _key(beeld: Kaartbeeld) -> tuple[Snapshot, str, str, str, int | None, Kerngebied | None]:
    view, snapshot = beeld.weergave, beeld.snapshot
    return snapshot, snapshot.id, view.niveau, view.gemeente, view.jaar, beeld.kern


@keep_bij_kern(64)
def _draw_spreiding(
    _snapshot: Snapshot,
    snapshot_id: str,
    niveau: str,
    gemeente: str,
    jaar: int | None,
    kern: Kerngebied | None,
) -> tuple[Grafiek, dict[str, object]]:
    basis = gegevens.load_grondslag(_snapshot, snapshot_id, niveau, gemeente, jaar, kern)
    scales, chart = basis.schalen, spreiding.make_spreiding(basis.geteld, basis.schalen)
    return chart, {
        "sleutel": REGIOKAART,
        "html": svg.render_grafiek(chart),
        "middenklasse": scales.middenklasse / (2 * scales.lbm.bereik) * chart.vak.hoogte,
    }


def show_stapels(beeld: Kaartbeeld) -> None:
    """Show picture 2: households by class, of country, province, region and gemeenten."""
    st.html('<h2 class="wz-tussenkop">Hoeveel huishoudens wonen waar?</h2>')
    drawn = draw_stapels(beeld)
    show_blok(drawn.svg, "stapels")
    if drawn.noot:
        st.caption(write_plat(drawn.noot))
    with st.expander("Deze cijfers als tabel"):
        show_tabel(drawn.tabel, "stapels-tabel")


class Stapels(NamedTuple):
    """The bars, drawn, the same as a table, and what must be said of the country and the province."""

    grafiek: Grafiek
    svg: str
    tabel: str
    noot: str


def draw_stapels(beeld: Kaartbeeld) -> Stapels:
    """Draw the bars of a view."""
    return _draw_stapels(*_key(beeld), gegevens.find_land(beeld.snapshot))


@keep_bij_kern(64)
def _draw_stapels(
    _snapshot: Snapshot, snapshot_id: str, niveau: str, gemeente: str, jaar: int | None, kern: Kerngebied | None,
    land_id: str,
) -> Stapels:  # fmt: skip
    basis = gegevens.load_grondslag(_snapshot, snapshot_id, niveau, gemeente, jaar, kern)
    counts, note = basis.count_sets(_snapshot.manifest.regio.titel), ""
    sources = [
        make_telhref(
            Telvraag(niveau, count.gemeente, jaar, snapshot_id, kern.adres if kern and count.is_kern else "")
        )
        if count.totaal
        else ""
        for count in counts
    ]
    if not _snapshot.manifest.regio.is_land:
        land = gegevens.load_landtelling(_snapshot, snapshot_id, land_id, niveau, jaar)
        told = woorden.describe_land(format_datum(land.datum)) if land.datum else ""
        counts, note = [*land.tellingen, *counts], f"{told} {land.reden}".strip()
        # Country and province come from other data, which have no page for the counts of a province.
        sources = [*[""] * len(land.tellingen), *sources]
    chart = stapels.make_stapels(counts)
    table = render_cijfers(chart.tabel, "Huishoudens naar klasse", sources)
    return Stapels(chart, svg.render_grafiek(chart), table, note)
