"""The Leefbaarometer's open data: one file with all editions, or one of them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

from woonzorg.bronnen import editie
from woonzorg.bronnen.bestanden.tabeljaar import JAAR_ONBEKEND, check_toekomst, find_jaar
from woonzorg.bronnen.levering import parse_getallen
from woonzorg.fouten import BESTAND, BronFout
from woonzorg.indicator import DIMENSIES, PER_SLEUTEL

if TYPE_CHECKING:
    from woonzorg.bronnen.bestanden.inhoud import Bestand, Tabelinhoud
    from woonzorg.bronnen.bron import Cijferbron
    from woonzorg.bronnen.levering import Levering


def read_edities(tabel: Tabelinhoud, bron: Cijferbron) -> list[Levering]:
    """Split a file with all editions by year; its newest year is taken for the division of all of them.

    An odd older edition is left out, and that is said; the newest must be in order.
    """
    rows, naam = tabel.rijen, tabel.bestand.naam
    rows = rows.rename(columns={name: str(name).lower() for name in rows.columns if name != tabel.codekolom})
    years = _read_jaren(rows, naam, tabel.nu, bron.kort)
    division = int(years.max())
    check_toekomst(division, tabel.nu, naam)
    edities, notes = [], []
    for jaar in sorted(years.unique(), reverse=True):
        part = replace(tabel, rijen=rows[years == jaar])
        try:
            edities.append(_read_editie(part, bron, int(jaar), division))
        except BronFout as error:
            if jaar == division:
                raise
            notes.append(f"{naam}: {editie.describe_weggelaten(bron.naam, int(jaar), error)}")
    first = replace(edities[0], meldingen=(*edities[0].meldingen, *notes))
    return [first, *edities[1:]]


def _read_jaren(rows: pd.DataFrame, naam: str, nu: int, bron: str) -> pd.Series:
    period = next((name for name in ("jaar", editie.JAAR_VELD) if name in rows.columns), None)
    years = (
        rows[period].str.extract(r"(\d{4})", expand=False) if period else pd.Series(pd.NA, index=rows.index)
    )
    if years.isna().any():
        years = years.fillna(str(find_jaar(naam, nu=nu)))
    years = years.astype(int)
    if (years == JAAR_ONBEKEND).any():
        raise BronFout(
            BESTAND, naam, f"het jaar van {bron} staat nergens", verwacht="een kolom 'jaar'",
            remedie="Zet het jaar in de naam van het bestand, bijvoorbeeld leefbaarometer-2024.csv.",
        )  # fmt: skip
    return years


def _add_afwijking(rows: pd.DataFrame, bestand: Bestand) -> tuple[pd.DataFrame, str]:
    """Where the file has the dimensions but not their sum, the sum is the deviation (checked elsewhere)."""
    if "afw" in rows:
        return rows, ""
    parts = [parse_getallen(rows[PER_SLEUTEL[key].velden[0]], BESTAND, bestand.naam) for key in DIMENSIES]
    note = " De afwijking is de som van de vijf dimensies; het bestand heeft haar niet zelf."
    return rows.assign(afw=sum(parts[1:], start=parts[0])), note


def _read_editie(tabel: Tabelinhoud, bron: Cijferbron, jaar: int, indeling: int) -> Levering:
    rows, note = _add_afwijking(tabel.rijen, tabel.bestand)
    velden = {one.sleutel: one.velden[0] for one in bron.indicatoren if one.velden[0] in rows.columns}
    cited = bron.cite_bestand(tabel, indeling, velden, editie=jaar)
    cited = replace(cited, toelichting=cited.toelichting + note)
    return editie.make_levering(rows, cited, BESTAND, codeveld=tabel.codekolom, jaar=jaar)
