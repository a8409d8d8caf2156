"""Small fields and problems for tests of the distribution: a few areas in a row, each with what a test names."""

from __future__ import annotations

import numpy as np
import pandas as pd

from woonzorg.gebied import Niveau
from woonzorg.verdeling.invoer.situatie import Situatie
from woonzorg.verdeling.invoer.veld import Veld
from woonzorg.verdeling.regels import lijst
from woonzorg.verdeling.vraag.groepen import Soort
from woonzorg.verdeling.vraag.lijnen import Vraagregel, make_behoefte

NAN = float("nan")
USUAL = {
    "rol": "regio", "klasse": "draagkrachtig", "klasse_wijk": "draagkrachtig", "klasse_gemeente": "draagkrachtig",
    "huishoudens": 1000.0, "inwoners": 2000.0, "woningen": 1000.0, "corporatie": NAN, "corporatie_buiten": 0.0,
    "kenmerk_v": NAN, "gehuisvest": NAN, "gepland": NAN, "capaciteit": 100.0, "landsgrens": False, "eigen_klein": False,
    "corporatie_eigen": False,
    "afstand_huisarts": 1.0, "afstand_supermarkt": 1.0, "gemeentecode": "GM0001",
    "wijkcode": "WK000100", "buurten_open": None,
}  # fmt: skip


def make_veld(count, buren=(), niveau=Niveau.BUURT, **columns):
    """Return a field; a column is one value for all areas, or a list; `buren` are pairs of positions."""
    table = pd.DataFrame({"code": [f"BU0001{number:04d}" for number in range(count)]})
    for name, usual in USUAL.items():
        table[name] = columns.get(name, usual)
    table["naam"], table["wijknaam"], table["gemeentenaam"] = (
        table["code"],
        table["wijkcode"],
        table["gemeentecode"],
    )
    if columns.get("buurten_open") is None:
        table["buurten_open"] = (~table["klasse"].isin(["kwetsbaar", "onbekend"])).astype(int)
    pairs = sorted({pair for a, b in buren for pair in ((a, b), (b, a))})
    paren = np.array(pairs, dtype=np.intp).reshape(-1, 2).T
    return Veld(niveau, table, paren, "laag inkomen" if table["kenmerk_v"].notna().any() else "")


def make_situatie(veld, vraag, waarden=None, **options):
    """Return a problem; `vraag` gives dwellings by group."""
    lines = [Vraagregel(name, number, number) for name, number in vraag.items()]
    behoefte = make_behoefte(lines, Soort.PER_JAAR, hoog=True, optellen=True)
    options.setdefault("uit", lijst.list_uit())
    return Situatie(veld, behoefte, lijst.fill_waarden(waarden), **options)


def make_plan(situatie, *rows):
    """Return a plan, a row an area."""
    return np.array(rows, dtype=np.int64).reshape(len(situatie.veld.codes), len(situatie.groepen))
