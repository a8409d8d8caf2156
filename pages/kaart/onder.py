"""What stands beneath the map: scatter, stacked bars, and a table of the same areas."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import streamlit as st

from pages.bouwstenen import gegevens
from pages.bouwstenen.bestand import read_bestand
from pages.bouwstenen.blok import show_blok
from pages.bouwstenen.kaart.regiokaart import REGIOKAART
from pages.bouwstenen.tabel import Tabelkolom, render_tabel, show_tabel
from woonzorg.dag import format_datum
from woonzorg.grafiek import spreiding, stapels
from woonzorg.herkomst.nagaan import Telvraag, make_href, make_telhref
from woonzorg.indicator import PER_SLEUTEL, SCORE_TITEL
from woonzorg.kaart import telling, woorden
from woonzorg.kaart.thema import KLASSE
from woonzorg.oordeel import klassewoorden
from woonzorg.oordeel.ophoping import describe_grens, list_woorden
from woonzorg.oordeel.veerkracht import Klasse
from woonzorg.tekst.plat import write_plat

if TYPE_CHECKING:
    import pandas as pd

    from pages.kaart.kaartbeeld import Kaartbeeld
    from woonzorg.gegevens.opslag import Snapshot

_SPREIDING = st.components.v2.component(
    "woonzorg_spreiding",
    html='\n<div class="wz-spreiding"></div>',
    js=read_bestand("kaart/spreiding.js"),
    isolate_styles=False,
)

TABEL_OPEN = "tabel-open"
"""Key of the folder around the table: a change of theme must reach it when it is open."""

_VAST = (
    Tabelkolom("klasse_tekst", "Klasse"),
    Tabelkolom("grensgeval_tekst", "Grensgeval"),
    Tabelkolom("huishoudens", "Huishoudens", 0),
    Tabelkolom("ses_woa", SCORE_TITEL["ses_woa"], 3),
    Tabelkolom("lbm_afwijking", SCORE_TITEL["lbm_afwijking"], 3),
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
    """Draw the scatter, once for all visitors; nothing where there are too many areas."""
    basis = beeld.grondslag
    if basis.is_druk:
        return {}
    view, snapshot = beeld.weergave, beeld.snapshot
    return _draw_spreiding(snapshot, snapshot.id, view.niveau, view.gemeente, view.jaar)


@st.cache_resource(max_entries=64, show_spinner=False)
def _draw_spreiding(
    _snapshot: Snapshot, snapshot_id: str, niveau: str, gemeente: str, jaar: int | None
) -> dict[str, object]:
    basis = gegevens.load_grondslag(_snapshot, snapshot_id, niveau, gemeente, jaar)
    scales = basis.schalen
    return {
        "sleutel": REGIOKAART,
        "html": spreiding.render_spreiding(spreiding.place_stippen(basis.geteld, scales.ses, scales.lbm)),
        "middenklasse": scales.middenklasse / (2 * scales.lbm.bereik) * spreiding.SPREIDING_HOOGTE,
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
    """The bars, the same as a table, and what must be said of the country and the province."""

    svg: str
    tabel: str
    noot: str


def draw_stapels(beeld: Kaartbeeld) -> Stapels:
    """Draw the bars of a view, once for all visitors."""
    view, snapshot = beeld.weergave, beeld.snapshot
    land = gegevens.find_land(snapshot)
    return _draw_stapels(snapshot, snapshot.id, land, view.niveau, view.gemeente, view.jaar)


@st.cache_resource(max_entries=64, show_spinner=False)
def _draw_stapels(
    _snapshot: Snapshot, snapshot_id: str, land_id: str, niveau: str, gemeente: str, jaar: int | None
) -> Stapels:
    basis = gegevens.load_grondslag(_snapshot, snapshot_id, niveau, gemeente, jaar)
    counts, note = basis.count_sets(_snapshot.manifest.regio.titel), ""
    sources = [
        make_telhref(Telvraag(niveau, count.gemeente, jaar, snapshot_id)) if count.totaal else ""
        for count in counts
    ]
    if not _snapshot.manifest.regio.is_land:
        land = gegevens.load_landtelling(_snapshot, snapshot_id, land_id, niveau, jaar)
        told = woorden.describe_land(format_datum(land.datum)) if land.datum else ""
        counts, note = [*land.tellingen, *counts], f"{told} {land.reden}".strip()
        # Country and province come from other data, which have no page for the counts of a province.
        sources = [*[""] * len(land.tellingen), *sources]
    heads = [Tabelkolom("naam", "Gebied", bron="bron")]
    heads += [Tabelkolom(klasse.value, _name_klasse(klasse), 0) for klasse in klassewoorden.LABELS]
    rows = telling.to_table(counts).assign(bron=sources)
    table = render_tabel(rows, heads, "Huishoudens naar klasse")
    return Stapels(stapels.render_stapels(counts), table, note)


def _name_klasse(klasse: Klasse) -> str:
    label = klassewoorden.LABELS[klasse]
    return f"{label.kop}: {label.uitleg}" if label.kop == "Aandacht" else label.kop


def show_gebieden(beeld: Kaartbeeld) -> None:
    """Show a table of the areas on the map."""
    plural = klassewoorden.MEERVOUD[beeld.weergave.niveau]
    columns = [Tabelkolom("naam", beeld.weergave.niveau.capitalize(), bron="bron")]
    columns += [Tabelkolom("wijknaam", "Wijk")] if beeld.weergave.niveau == "buurt" else []
    columns += [Tabelkolom("gemeentenaam", "Gemeente"), *_VAST, _name_concentratie(beeld)]
    columns += _choose_themakolom(beeld)
    count = klassewoorden.count_gebieden(len(beeld.grondslag.geteld), beeld.weergave.niveau)
    caption = f"{count}. {beeld.kaart.kleuring.titel}. Klik op een kop om te sorteren."
    # A closed table is not sent: it is most of what a page weighs.
    folder = st.expander(f"Alle {plural} in een tabel", key=TABEL_OPEN, on_change="rerun")
    if folder.open:
        with folder:
            if beeld.grondslag.is_druk:
                st.caption(klassewoorden.TE_VEEL)
                return
            rows = _add_bronnen(_add_words(beeld.grondslag.geteld), beeld)
            show_tabel(render_tabel(rows, columns, caption), "gebieden")


def _name_concentratie(beeld: Kaartbeeld) -> Tabelkolom:
    """Return the column of concentrations; its head says of what, and how much."""
    told = describe_grens(beeld.grondslag.score.kenmerk)
    return Tabelkolom("concentratie_tekst", f"Concentratie ({told})" if told else "Concentratie")


def _choose_themakolom(beeld: Kaartbeeld) -> list[Tabelkolom]:
    key = beeld.weergave.thema
    if key == KLASSE or key in {kolom.naam for kolom in _VAST}:
        return []
    indicator = PER_SLEUTEL[key]
    return [Tabelkolom(key, f"{indicator.titel} ({indicator.eenheid})", indicator.decimalen, "bron_thema")]


def _add_bronnen(gebieden: pd.DataFrame, beeld: Kaartbeeld) -> pd.DataFrame:
    """Add where the class of each area is traced, from where its other figures are one click on, and the theme.

    A link in every cell would make the table four times as heavy.
    """
    theme, year, data = beeld.weergave.thema, beeld.weergave.jaar, beeld.snapshot.id
    rows = gebieden.assign(bron=[make_href(code, "klasse", year, data) for code in gebieden["code"]])
    if theme == KLASSE:
        return rows
    known = zip(rows["code"], rows[theme].notna(), strict=True)
    return rows.assign(
        bron_thema=[make_href(code, theme, year, data) if told else "" for code, told in known]
    )


def _add_words(gebieden: pd.DataFrame) -> pd.DataFrame:
    """Return the areas by name, with answers as words."""
    return gebieden.sort_values(["gemeentenaam", "naam"]).assign(
        klasse_tekst=lambda rows: rows["klasse"].map(lambda value: _name_klasse(Klasse(value))),
        grensgeval_tekst=lambda rows: rows["grensgeval"].str.replace("_", " "),
        concentratie_tekst=list_woorden,
    )
