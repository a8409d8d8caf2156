"""The frontier on screen: when the demand fits, and what a point costs; a click or the arrow keys take a point."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

import streamlit as st

from pages.bouwstenen import toestand
from pages.bouwstenen.bestand import read_bestand
from pages.bouwstenen.grafiek import render_cijfers
from pages.bouwstenen.werk import rekenwerk, verdeelstand
from woonzorg.fouten import WoonzorgFout
from woonzorg.grafiek.grensvlak import KOP, find_top, make_grensvlak
from woonzorg.grafiek.svg import render_grafiek
from woonzorg.tekst.getal import format_getal
from woonzorg.verdeling.regels.capaciteit import CAPACITEIT, TOEWIJSAANDEEL
from woonzorg.verdeling.regels.plafond import PLAFOND
from woonzorg.verdeling.scenario import bewerken
from woonzorg.verdeling.uitweg.grensvlak import PER_1000
from woonzorg.verdeling.uitweg.prijs import list_prijszinnen
from woonzorg.verdeling.vergelijking.nawerk import neutralise

if TYPE_CHECKING:
    from pages.verdelen.verdeelbeeld import Verdeelbeeld
    from woonzorg.gegevens.opslag import Snapshot
    from woonzorg.grafiek.beschrijving import Grafiek
    from woonzorg.verdeling.scenario.inhoud import Scenario
    from woonzorg.verdeling.uitweg.grensvlak import Grensvlak

SLEUTEL = "grensvlak"
"""Key of the component."""

PUNT = "grensvlak_punt"
"""Where the session keeps the point that was chosen: share and ceiling, with the scenario for which."""

_VLAK = st.components.v2.component(
    "woonzorg_grensvlak",
    html=read_bestand("verdelen/vlak.html"),
    css=read_bestand("verdelen/vlak.css"),
    js=read_bestand("verdelen/vlak.js"),
    isolate_styles=False,
)


@st.fragment
def show_grensvlak(beeld: Verdeelbeeld) -> None:
    """Show the frontier with the price of the point that was chosen; by itself, so that a point draws nothing else."""
    if toestand.is_rerun_asked():
        st.rerun()
    snapshot, stand = beeld.snapshot, beeld.stand
    vlak = rekenwerk.load_grensvlak(stand.scenario, snapshot, stand.eigen)
    point = read_punt(stand.scenario)
    _VLAK(
        key=SLEUTEL,
        data=_pack(vlak, point) | {"tabel": _load_tabel(beeld, vlak)},
        on_punt_change=lambda: choose(stand.scenario, st.session_state[SLEUTEL]["punt"]),
        on_neem_change=lambda: take(snapshot, st.session_state[SLEUTEL]["neem"]),
    )
    st.html(_render_prijs(beeld, point))


def _pack(vlak: Grensvlak, punt: tuple[float, float] | None) -> dict[str, Any]:
    """Return what the browser needs to place a point and to tell whether a demand fits there."""
    chart = make_grensvlak(vlak)
    box, low, high = chart.vak, format_getal(vlak.vraag_laag), format_getal(vlak.vraag_hoog)
    return {
        "kop": KOP, "svg": render_grafiek(chart),
        "vak": [box.breedte, box.hoogte, *box.rand], "top": find_top(vlak), "hoogst": PER_1000.hoogst,
        "nu": [vlak.aandeel, vlak.per_1000], "punt": punt,
        "punten": [
            [p.per_1000, p.aandeel_laag, p.aandeel_hoog, list(p.mist_laag), list(p.mist_hoog)] for p in vlak.punten
        ],
        "woorden": [f"de lage vraag ({low})", f"de hoge vraag ({high})"],
        "onbewezen": "" if vlak.bewezen else "Niet alle punten zijn bewezen: het rekenen duurde te lang.",
    }  # fmt: skip


def _load_tabel(beeld: Verdeelbeeld, vlak: Grensvlak) -> str:
    """Return the frontier as a table: the same at every point."""
    same = neutralise(beeld.stand.scenario).rekenkenmerk
    return rekenwerk.keep(
        lambda: _render_tabel(make_grensvlak(vlak)), beeld.stand.eigen, "grensvlaktabel", beeld.snapshot.id, same,
        str(vlak.bewezen),
    )  # fmt: skip


def _render_tabel(grafiek: Grafiek) -> str:
    return (
        render_cijfers(grafiek.tabel, "Vanaf welk toewijsaandeel de vraag past")
        if grafiek.tabel.rijen
        else ""
    )


def read_punt(scenario: Scenario) -> tuple[float, float] | None:
    """Return the point that was chosen on the frontier of this scenario: share and ceiling."""
    known, share, ceiling = st.session_state.get(PUNT, ("", 0.0, 0.0))
    return (share, ceiling) if known == scenario.rekenkenmerk else None


def _read(gevraagd: object) -> tuple[float, float] | None:
    """Return share and ceiling as the browser gives them; None for what is no point."""
    if not isinstance(gevraagd, list) or len(gevraagd) != 2:
        return None
    if not all(isinstance(value, int | float) and not isinstance(value, bool) for value in gevraagd):
        return None
    share, ceiling = (float(value) for value in gevraagd)
    inside = TOEWIJSAANDEEL.laagst <= share <= TOEWIJSAANDEEL.hoogst
    return (share, ceiling) if inside and PER_1000.laagst <= ceiling <= PER_1000.hoogst else None


def choose(scenario: Scenario, gevraagd: object) -> None:
    """Keep the point that the browser names; what is none is passed over."""
    if found := _read(gevraagd):
        st.session_state[PUNT] = (scenario.rekenkenmerk, *found)


def take(snapshot: Snapshot, gevraagd: object) -> None:
    """Set both levers to a point, in one step that can be undone."""
    if found := _read(gevraagd):
        verdeelstand.try_change(snapshot, lambda scenario: set_punt(scenario, *found))
        toestand.ask_rerun()


def set_punt(scenario: Scenario, aandeel: float, per_1000: float) -> Scenario:
    """Return a scenario with both levers at a point; with the ceiling off the share alone: the point is without it."""
    turned = bewerken.set_parameter(scenario, CAPACITEIT.sleutel, TOEWIJSAANDEEL.sleutel, aandeel)
    if PLAFOND.sleutel in scenario.uit:
        return turned
    return bewerken.set_parameter(turned, PLAFOND.sleutel, PER_1000.sleutel, per_1000)


def _render_prijs(beeld: Verdeelbeeld, punt: tuple[float, float] | None) -> str:
    """Render what the point costs: the first sentences in sight, the others behind them."""
    if punt is None:
        return '<p class="wz-vlakhint">Klik in het vlak of gebruik de pijltjes. Van elk punt ziet u wat het kost.</p>'
    share, ceiling = punt
    try:
        price = rekenwerk.load_prijs(beeld.stand.scenario, beeld.snapshot, ceiling, share, beeld.stand.eigen)
    except WoonzorgFout as fout:  # what is held does not fit at this point
        return f'<p class="wz-vlakhint">Dit punt heeft geen plan. {escape(str(fout))}</p>'
    first, *rest = (escape(line) for line in list_prijszinnen(price))
    more = "".join(f"<li>{line}</li>" for line in rest[2:])
    shown = "".join(f"<li>{line}</li>" for line in (first, *rest[:2]))
    behind = (
        f'<details class="wz-meer"><summary>En over vijf jaar?</summary><ul>{more}</ul></details>'
        if more
        else ""
    )
    return f'<section class="wz-prijs" aria-label="Wat dit punt kost"><ul>{shown}</ul>{behind}</section>'
