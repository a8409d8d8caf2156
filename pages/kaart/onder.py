"""What stands beneath the map: both pictures, still or to explore, and a table of the same areas."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pages.bouwstenen.tabel import Tabelkolom, render_tabel, show_tabel
from pages.kaart import beelden, verkennen
from pages.kaart.bezit import add_bezit, list_bezitkolommen
from woonzorg.herkomst.herkomstlink import make_href
from woonzorg.indicator import PER_SLEUTEL, SCORE_TITEL
from woonzorg.kaart import verschilwoorden
from woonzorg.kaart.thema import KLASSE
from woonzorg.kaart.verschiltabel import find_decimalen
from woonzorg.oordeel import klassewoorden
from woonzorg.oordeel.ophoping import describe_grens, list_woorden
from woonzorg.oordeel.veerkracht import Klasse

if TYPE_CHECKING:
    import pandas as pd

    from pages.kaart.kaartbeeld import Kaartbeeld

TABEL_OPEN = "tabel-open"
"""Key of the folder around the table: a change of theme must reach it when it is open."""

_VAST = (
    Tabelkolom("klasse_tekst", "Klasse"),
    Tabelkolom("grensgeval_tekst", "Grensgeval"),
    Tabelkolom("huishoudens", "Huishoudens", 0),
    Tabelkolom("ses_woa", SCORE_TITEL["ses_woa"], 3),
    Tabelkolom("lbm_afwijking", SCORE_TITEL["lbm_afwijking"], 3),
)


def show_beelden(beeld: Kaartbeeld) -> None:
    """Show both pictures, beside each other; who explores them has each with its table."""
    if verkennen.show_schakelaar():
        verkennen.show_spreiding(beeld)
        verkennen.show_stapels(beeld)
        return
    scatter, bars = st.columns(2, gap="large")
    with scatter:
        beelden.show_spreiding(beeld)
    with bars:
        beelden.show_stapels(beeld)


def show_gebieden(beeld: Kaartbeeld) -> None:
    """Show a table of the areas on the map."""
    plural = klassewoorden.MEERVOUD[beeld.weergave.niveau]
    columns = [Tabelkolom("naam", beeld.weergave.niveau.capitalize(), bron="bron")]
    columns += [Tabelkolom("wijknaam", "Wijk")] if beeld.weergave.niveau == "buurt" else []
    columns += [Tabelkolom("gemeentenaam", "Gemeente"), *_VAST, _name_concentratie(beeld)]
    columns += [*_choose_themakolom(beeld), *list_bezitkolommen(beeld), *_choose_verschilkolommen(beeld)]
    count = klassewoorden.count_gebieden(len(beeld.grondslag.geteld), beeld.weergave.niveau)
    caption = f"{count}. {beeld.kaart.kleuring.titel}. Klik op een kop om te sorteren."
    # A closed table is not sent: it is most of what a page weighs.
    folder = st.expander(f"Alle {plural} in een tabel", key=TABEL_OPEN, on_change="rerun")
    if folder.open:
        with folder:
            if beeld.grondslag.is_druk:
                st.caption(klassewoorden.TE_VEEL)
                return
            rows = add_bezit(
                _add_verschil(_add_bronnen(_add_words(beeld.grondslag.geteld), beeld), beeld), beeld
            )
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


def _choose_verschilkolommen(beeld: Kaartbeeld) -> list[Tabelkolom]:
    """Return the columns of what the map compares; none where it compares nothing."""
    found = beeld.gemeten
    if found is None:
        return []
    before = verschilwoorden.name_daar(found)
    if found.schaal is None:
        return [Tabelkolom("daar_tekst", before), Tabelkolom("verschil_tekst", "Veranderd")]
    indicator, unit = PER_SLEUTEL[found.sleutel], found.schaal.eenheid
    head = f"Verschil ({unit})" if unit else "Verschil"
    return [
        Tabelkolom("daar", before, indicator.decimalen),
        Tabelkolom("verschil", head, find_decimalen(found)),
        Tabelkolom("verschil_tekst", "Te vergelijken"),
    ]


def _add_verschil(rijen: pd.DataFrame, beeld: Kaartbeeld) -> pd.DataFrame:
    """Add what the map compares to the rows of the table."""
    found = beeld.gemeten
    if found is None:
        return rijen
    known = found.tabel.set_index("code").loc[rijen["code"].tolist()]
    words = [verschilwoorden.tell_vergelijkbaar(found, row) for row in known.to_dict("records")]
    if found.schaal is None:
        before = [_name_klasse(Klasse(value)) for value in known["toen"]]
        return rijen.assign(daar_tekst=before, verschil_tekst=words)
    return rijen.assign(
        daar=known["toen"].to_numpy(), verschil=known["verschil"].to_numpy(), verschil_tekst=words
    )


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


def _name_klasse(klasse: Klasse) -> str:
    label = klassewoorden.LABELS[klasse]
    return f"{label.kop}: {label.uitleg}" if label.kop == "Aandacht" else label.kop
