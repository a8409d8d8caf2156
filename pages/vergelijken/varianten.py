"""Many variants on Vergelijken: the table that the visitor gives as a picture, a list, and each to open on Verdelen.

The table stays with the visit: in its memory, and nowhere else.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from pages.bouwstenen.bestandvak import show_bestandvak
from pages.bouwstenen.grafiek import show_grafiek
from pages.bouwstenen.tabel import Knop, Tabelkolom, render_tabel, show_tabel
from pages.bouwstenen.werk import verdeelstand
from woonzorg.eigenbestand.lezen import GROOTSTE_BESTAND
from woonzorg.fouten import InvoerFout, WoonzorgFout
from woonzorg.grafiek.varianten import list_getalkolommen, make_variantenbeeld
from woonzorg.tekst.getal import count_woord, format_getal
from woonzorg.tekst.plat import write_plat
from woonzorg.varianten import rij
from woonzorg.varianten.lezen import SOORTEN, Variantentabel, read_varianten
from woonzorg.varianten.ruimtewoorden import name_kolom, tell_knelt, tell_waarde
from woonzorg.verdeling.delen.openbaar import ZONDER_GEVOELIG

if TYPE_CHECKING:
    from collections.abc import Callable

    from woonzorg.gegevens.opslag import Snapshot

_OPEN, _TABEL, _FOUT, _KEUZE = "varianten-open", "varianten-tabel", "varianten-fout", "varianten-keuze"
_GA = "varianten-ga"
_ALLE = "alle"
_MEESTE_WAARDEN, _MEESTE_RIJEN = 25, 100
"""Values of a field that can be chosen from, and rows that are shown at once."""

_UITLEG = (
    "Een tabel van `python -m woonzorg varianten` (parquet, of als csv bewaard). Zij blijft bij dit bezoek. Het is een "
    "werkbestand: elke rij geeft een plan per gebied terug. Deel haar niet."
)
_HULP = (
    "Sleep een kader om varianten in het beeld, of kies hieronder waarden: de lijst volgt. Dit zijn rekenvoorbeelden, "
    "geen opgave."
)


def show_varianten(snapshot: Snapshot) -> None:
    """Show the field for a table of variants, and what is in the one that was given."""
    folder = st.expander("Veel varianten in één beeld", key=_OPEN, on_change="rerun")
    if not folder.open:
        return
    with folder:
        st.caption(_UITLEG)
        show_bestandvak(
            "Tabel van varianten", "parquet of csv, hoogstens 20 MB", "varianten-vak", _take,
            soorten=",".join(f".{kind}" for kind in SOORTEN), grootste=GROOTSTE_BESTAND,
        )  # fmt: skip
        if wrong := st.session_state.get(_FOUT, ""):
            st.error(write_plat(wrong))
        table: Variantentabel | None = st.session_state.get(_TABEL)
        if table is not None:
            _show_tabel(table, snapshot)


def _take(naam: str, raw: bytes) -> None:
    st.session_state[_FOUT] = ""
    try:
        st.session_state[_TABEL] = read_varianten(naam, raw)
    except WoonzorgFout as fout:
        st.session_state[_FOUT] = str(fout)
        return
    st.session_state[_KEUZE] = ()


def _show_tabel(tabel: Variantentabel, snapshot: Snapshot) -> None:
    columns = list_getalkolommen(tabel)
    if len(columns) < 2:
        st.caption("In deze tabel verandert te weinig om er een beeld van te maken.")
    shown = _filter(tabel)
    if len(columns) > 1:
        x, y = _choose_assen(columns)
        st.caption(_HULP)
        show_grafiek(
            make_variantenbeeld(tabel, shown, x, y), f"varianten-beeld-{x}-{y}", slepen="select", kies=_choose
        )
    _show_lijst(tabel, shown, snapshot)


def _choose_assen(columns: list[str]) -> tuple[str, str]:
    first = columns[0]
    second = rij.GEPLAATST if rij.GEPLAATST in columns and first != rij.GEPLAATST else columns[1]
    with st.container(horizontal=True, gap="small"):
        x = st.selectbox(
            "Van links naar rechts", columns, index=0, key="varianten-x", format_func=name_kolom, width=280
        )
        y = st.selectbox(
            "Van onder naar boven", columns, index=columns.index(second), key="varianten-y", format_func=name_kolom,
            width=280,
        )  # fmt: skip
    return str(x), str(y)


def _filter(tabel: Variantentabel) -> pd.DataFrame:
    """Return the variants with the values that are chosen: the way of the keyboard to what a frame chooses."""
    rows = tabel.rijen
    names = [name for name in (*tabel.velden, rij.PAST) if 1 < rows[name].nunique() <= _MEESTE_WAARDEN]
    with st.container(horizontal=True, gap="small", key="varianten-waarden"):
        for name in names:
            values = sorted(rows[name].dropna().unique(), key=lambda value: (isinstance(value, str), value))
            options = [_ALLE, *map(tell_waarde, values)]
            chosen = st.selectbox(name_kolom(name), options, key=f"varianten-bij-{name}", width=220)
            if chosen != _ALLE:
                rows = rows[rows[name].map(tell_waarde) == chosen]
    return rows


def _choose(codes: tuple[str, ...]) -> None:
    st.session_state[_KEUZE] = tuple(int(code) for code in codes if code.isdigit())


def _forget_keuze() -> None:
    st.session_state[_KEUZE] = ()


def _show_lijst(tabel: Variantentabel, shown: pd.DataFrame, snapshot: Snapshot) -> None:
    chosen: tuple[int, ...] = st.session_state.get(_KEUZE, ())
    framed = shown[shown[rij.NUMMER].isin(chosen)] if chosen else shown
    told = f"{count_woord(len(framed), 'variant', 'varianten')} van {format_getal(len(tabel.rijen))}"
    if chosen:
        st.button("Vergeet het kader", key="varianten-kader-weg", on_click=_forget_keuze)
    if len(framed) > _MEESTE_RIJEN:
        told += f"; hier staan de eerste {_MEESTE_RIJEN}, op nummer"
    first = framed.sort_values(rij.NUMMER).head(_MEESTE_RIJEN)
    show_tabel(_render_lijst(tabel, first, told), "varianten-lijst", partial(_open, tabel, snapshot))
    st.caption(ZONDER_GEVOELIG)
    if wrong := st.session_state.pop(_GA + "-fout", ""):
        st.error(write_plat(wrong))
    if st.session_state.pop(_GA, False):
        st.switch_page("pages/verdelen/pagina.py")


def _render_lijst(tabel: Variantentabel, rijen: pd.DataFrame, bijschrift: str) -> str:
    names = [*tabel.velden, rij.GEVRAAGD, rij.GEPLAATST, "hoogste_belasting", "dissimilariteit"]
    names = [name for name in names if name in rijen]
    data = pd.DataFrame({"naam": [f"Variant {number:.0f}" for number in rijen[rij.NUMMER]]})
    data["code"] = [f"{number:.0f}" for number in rijen[rij.NUMMER]]
    tell: dict[str, Callable[[object], str]] = {rij.KNELT: tell_knelt, rij.STAND: str}
    for name in (*names, rij.KNELT, rij.STAND):
        data[name] = list(map(tell.get(name, tell_waarde), rijen[name]))
    heads = [
        Tabelkolom("naam", "Variant"),
        *(Tabelkolom(name, name_kolom(name)) for name in data.columns[2:]),
    ]
    return render_tabel(data, heads, bijschrift, [Knop("open", "Open", "Open op Verdelen:")])


def _open(tabel: Variantentabel, snapshot: Snapshot, actie: str, code: str) -> None:
    """Take the scenario of a variant as what this visitor works on."""
    if actie != "open" or not code.isdigit():
        return
    try:
        scenario = tabel.open_scenario(int(code))
        if scenario.regio != snapshot.manifest.regio.naam:
            message = "Deze variant is van een andere streek dan de gegevens die u ziet."
            raise InvoerFout(message, verwacht=snapshot.manifest.regio.naam, gevonden=scenario.regio)
    except WoonzorgFout as fout:
        st.session_state[_GA + "-fout"] = str(fout)
        return
    verdeelstand.start_scenario(scenario)
    other = (
        f" Zij is gerekend met andere gegevens ({scenario.gegevens})."
        if scenario.gegevens != snapshot.id
        else ""
    )
    verdeelstand.tell(
        "goed", f"Variant {code} staat nu hier. Met 'Ongedaan' gaat u terug naar waar u was.{other}"
    )
    st.session_state[_GA] = True
