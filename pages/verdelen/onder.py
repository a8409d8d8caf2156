"""What stands beneath the map of a distribution: pictures 3 and 4, each with its table, and all areas in a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from pages.bouwstenen.blok import show_blok
from pages.bouwstenen.tabel import Knop, Tabelkolom, render_tabel, show_tabel
from pages.bouwstenen.werk import rekenwerk
from pages.verdelen.deelkeuze import choose_deel
from pages.verdelen.kaartje import MEER, MINDER, SLOT, pas_gebied_aan
from woonzorg.grafiek.svg import render_grafiek
from woonzorg.grafiek.verdeling import make_aandeel, make_halters, make_merken
from woonzorg.oordeel import klassewoorden
from woonzorg.oordeel.veerkracht import Klasse
from woonzorg.tekst.getal import count_woord, format_getal
from woonzorg.verdeling.delen.openbaar import STATUSTEKST
from woonzorg.verdeling.regels.lijst import PER_SLEUTEL
from woonzorg.verdeling.uitkomst.ruimte import tabulate_wijken

if TYPE_CHECKING:
    from pages.verdelen.verdeelbeeld import Verdeelbeeld

_HALTERS = [
    Tabelkolom("naam", "Gemeente"), Tabelkolom("taakstelling", "Naar inwoners", 0),
    Tabelkolom("voorstel", "Voorstel", 0),
    Tabelkolom("taak_1000", "Naar inwoners, per 1.000 huishoudens", 1),
    Tabelkolom("voorstel_1000", "Voorstel, per 1.000 huishoudens", 1),
    Tabelkolom("aandeel", "Deel van de vrijkomende woningen (%)", 1),
]  # fmt: skip
_KNOPPEN = (
    Knop(MINDER, "−", "Eén minder in"),
    Knop(MEER, "+", "Eén meer in"),
    Knop(SLOT, "vast", "Zet vast of laat los:"),
)


def show_halters(beeld: Verdeelbeeld) -> None:
    """Show picture 3; nothing where no number of the plan may be told."""
    table = beeld.gemeenten[beeld.gemeenten["voorstel"].notna()]
    if table.empty:
        return
    st.html(
        '<h2 class="wz-tussenkop">Wie krijgt hoeveel?</h2><p class="wz-onderschrift">Streep: de hele vraag naar '
        "inwoners. Stip: dit voorstel.</p>"
    )
    show_blok(render_grafiek(make_halters(table)), "halters")
    folder = st.expander("Deze gemeenten als tabel", key="halters-open", on_change="rerun")
    if not folder.open:
        return
    with folder:
        show_tabel(render_tabel(table, _HALTERS, "Naar inwoners en voorstel, per gemeente"), "halters-tabel")


def show_aandeel(beeld: Verdeelbeeld) -> None:
    """Show picture 4; it takes seconds to work out, so only when it is asked for."""
    st.html('<h2 class="wz-tussenkop">Wat doet het toewijsaandeel?</h2>')
    folder = st.expander("Toon hoeveel er past bij elk aandeel", key="aandeel-open", on_change="rerun")
    if not folder.open:
        return
    with folder:
        with st.spinner("De lijn wordt berekend …"):
            line = rekenwerk.load_aandeel(beeld.stand.scenario, beeld.snapshot, beeld.stand.eigen)
        st.html(
            '<p class="wz-onderschrift">Paars: bij de hoge vraag. Groen, gestreept: bij de lage vraag. Ook bij 100 % '
            "houden de andere regels tegen wat niet kan.</p>"
        )
        show_blok(render_grafiek(make_aandeel(line)), "aandeel")
        if line.merken:
            show_blok(render_grafiek(make_merken(line)), "aandeel-merken")
        rows = pd.DataFrame([vars(point) for point in line.punten]).astype(float)
        rows = rows.assign(naam=rows["aandeel"].map(lambda share: f"{format_getal(share)} %"))
        heads = [
            Tabelkolom("naam", "Toewijsaandeel"),
            Tabelkolom("laag", "Lage vraag", 0),
            Tabelkolom("hoog", "Hoge vraag", 0),
        ]
        show_tabel(render_tabel(rows, heads, "Woningen met een plek bij elk aandeel"), "aandeel-tabel")


def show_wijken(beeld: Verdeelbeeld) -> None:
    """Show the wijken of a frozen scenario that have a total to tell, and what remains of their gemeente."""
    table = tabulate_wijken(beeld.uitkomst)
    if table.empty:
        return
    with st.expander("Wijken met een aantal dat te delen is"):
        heads = [
            Tabelkolom("naam", "Wijk"),
            Tabelkolom("gemeentenaam", "Gemeente"),
            Tabelkolom("woningen", "Woningen", 0),
        ]
        show_tabel(render_tabel(table, heads, "Woningen per wijk"), "wijken-tabel")


def show_gebieden(beeld: Verdeelbeeld) -> None:
    """Show all areas in a table, with buttons to raise, lower and hold; a closed table is not sent."""
    plural = klassewoorden.MEERVOUD[beeld.stand.scenario.niveau]
    folder = st.expander(f"Alle {plural} in een tabel", key="verdeeltabel-open", on_change="rerun")
    if not folder.open:
        return
    heads = [
        Tabelkolom("naam", str(beeld.stand.scenario.niveau).capitalize()), Tabelkolom("code", "Code"),
        Tabelkolom("gemeentenaam", "Gemeente"), Tabelkolom("klasse_tekst", "Klasse"),
    ]  # fmt: skip
    with folder:
        part = choose_deel(beeld)
        if beeld.stand.bevroren:
            rows = _name_klassen(part).assign(status_tekst=part["status"].map(STATUSTEKST))
            heads = [*heads, Tabelkolom("status_tekst", "Wat zegt de regel?")]
            show_tabel(
                render_tabel(rows, heads, f"{_count(beeld, rows)}, vóór de verdeling."), "verdeeltabel"
            )
        else:
            _show_eigen(beeld, part, heads)


def _show_eigen(beeld: Verdeelbeeld, deel: pd.DataFrame, heads: list[Tabelkolom]) -> None:
    heads = [
        *heads, Tabelkolom("geplaatst", "Woningen", 0), Tabelkolom("per_1000", "Per 1.000 huishoudens", 1),
        Tabelkolom("ruimte", "Kan erbij", 0), Tabelkolom("regel_tekst", "Daarna stopt"),
        Tabelkolom("vast_tekst", "Vast"),
    ]  # fmt: skip
    rows = _add_words(deel)
    counts = dict(zip(rows["code"], rows["geplaatst"], strict=True))
    show_tabel(
        render_tabel(rows, heads, f"{_count(beeld, rows)}. Klik op een kop om te sorteren.", _KNOPPEN),
        "verdeeltabel",
        lambda actie, code: (
            pas_gebied_aan(beeld.snapshot, actie, code, int(counts[code])) if code in counts else None
        ),
    )


def _count(beeld: Verdeelbeeld, rijen: pd.DataFrame) -> str:
    level = beeld.stand.scenario.niveau
    return count_woord(len(rijen), str(level), klassewoorden.MEERVOUD[level])


def _name_klassen(gebieden: pd.DataFrame) -> pd.DataFrame:
    return gebieden.assign(
        klasse_tekst=gebieden["klasse"].map(
            lambda value: klassewoorden.name_klasse(Klasse(value)).capitalize()
        )
    )


def _add_words(gebieden: pd.DataFrame) -> pd.DataFrame:
    """Return the areas by gemeente and name, with answers as words: a list is no ranking."""
    rows = gebieden.sort_values(["gemeentenaam", "naam", "code"])
    return _name_klassen(rows).assign(
        regel_tekst=rows["regel"].map(lambda key: PER_SLEUTEL[key].titel if key else "geen regel"),
        vast_tekst=rows["vast"].map(lambda value: "nee" if value != value else "ja"),  # noqa: PLR0124  NaN
    )
