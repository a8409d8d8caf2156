"""Small tables for tests: a row an area, as `gegevens.schema` declares them, with only what a test names filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from hypothesis import HealthCheck, settings

from woonzorg.gebied import Regio, Rol, find_gemeentecode, find_niveau, find_wijkcode
from woonzorg.gegevens import opslag, schema
from woonzorg.gegevens.bronsleutel import Bronsleutel
from woonzorg.gegevens.opslag import BronVermelding, Manifest
from woonzorg.gegevens.schema import REEKS_KOLOMMEN, Status
from woonzorg.indicator import PER_SLEUTEL

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

settings.register_profile("zonder_klok", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("zonder_klok")  # no test may fail because a machine is slow

JAAR = 2024
REGIO = Regio("proefstreek", "Proefstreek", ("GM0001",), "PV99")


def make_rij(code: str, **values: Any) -> dict[str, Any]:
    """Return one area; its level, wijk and gemeente follow from its code, figures are missing unless given."""
    return {
        "code": code,
        "naam": f"Gebied {code}",
        "niveau": str(find_niveau(code)),
        "rol": str(Rol.REGIO),
        "wijkcode": find_wijkcode(code),
        "wijknaam": f"Wijk {find_wijkcode(code)}" if find_wijkcode(code) else "",
        "gemeentecode": find_gemeentecode(code),
        "gemeentenaam": f"Gemeente {find_gemeentecode(code)}",
        "provinciecode": "PV99",
        "water": False,
        "landsgrens": False,
        "postcode": "",
        **dict.fromkeys(PER_SLEUTEL, np.nan),
        **values,
    }


def make_gebieden(
    rijen: Sequence[Mapping[str, Any]], shapes: Iterable[Any] | None = None
) -> gpd.GeoDataFrame:
    """Return a table of areas; without `shapes` each is a square of a kilometre, in one row from west to east."""
    outlines = [make_square(column, 0) for column in range(len(rijen))] if shapes is None else list(shapes)
    table = pd.DataFrame(list(rijen)).astype(dict.fromkeys(PER_SLEUTEL, float))
    return gpd.GeoDataFrame(table, geometry=gpd.GeoSeries(outlines, crs=schema.CRS))


def make_square(column: int, row: int, *, gap: float = 0.0) -> shapely.Polygon:
    """Return a square of a kilometre on a grid, `gap` metres smaller than its cell."""
    x, y = 100_000.0 + 1000 * column, 400_000.0 + 1000 * row
    return shapely.box(x, y, x + 1000 - gap, y + 1000 - gap)


def make_buurten(count: int, **columns: Sequence[Any]) -> gpd.GeoDataFrame:
    """Return buurten of one wijk, in one row, each with its value of every column."""
    rows = [
        make_rij(f"BU0001{number:04d}", **{name: values[number] for name, values in columns.items()})
        for number in range(count)
    ]
    return make_gebieden(rows)


def make_gemeenten(
    scores: Sequence[float], huishoudens: Sequence[float], **values: Any
) -> list[dict[str, Any]]:
    """Return gemeenten outside the region, for the reference."""
    pairs = zip(scores, huishoudens, strict=True)
    return [
        make_rij(
            f"GM{number:04d}", rol=str(Rol.VERGELIJKING), ses_woa=score, ses_huishoudens=households, **values
        )
        for number, (score, households) in enumerate(pairs, start=1000)
    ]


def make_land(ses_huishoudens: float, **values: Any) -> dict[str, Any]:
    """Return the country."""
    values = {"rol": str(Rol.VERGELIJKING), "ses_huishoudens": ses_huishoudens} | values
    return make_rij("NL00", **values)


def make_snapshotgebieden() -> gpd.GeoDataFrame:
    """Return a region with an area of each class, a ring, a water, and what is needed for the reference (S* = 0)."""
    buurt = {"huishoudens": 500.0, "ses_huishoudens": 480.0, "ses_spreiding": 0.5, "lbm_klasse": 3.0}
    rows = [
        make_rij("BU00010000", ses_woa=-0.3, lbm_afwijking=-0.1, laag_inkomen_pct=20.0, **buurt),
        make_rij("BU00010001", ses_woa=-0.3, lbm_afwijking=0.1, laag_inkomen_pct=5.0, **buurt),
        make_rij("BU00010002", ses_woa=0.3, lbm_afwijking=-0.1, laag_inkomen_pct=5.0, **buurt),
        make_rij("BU00010003", ses_woa=0.3, lbm_afwijking=0.1, laag_inkomen_pct=5.0, **buurt),
        make_rij("BU00010004", lbm_afwijking=0.1, **buurt),
        make_rij("BU00010005", **buurt),
        make_rij("BU00010006", water=True),
        make_rij("BU00020000", rol=str(Rol.RAND), ses_woa=-0.3, lbm_afwijking=-0.1, **buurt),
        make_rij("WK000100", ses_woa=-0.001, lbm_afwijking=-0.1, **buurt),
        make_rij("GM0001", ses_woa=0.0, lbm_afwijking=0.05, **buurt),
        *make_gemeenten([0.2, -0.2], [1000.0, 1000.0]),
        make_land(2500.0, laag_inkomen_pct=7.0),
    ]
    return make_gebieden(rows)


def make_reeksen(gebieden: pd.DataFrame, jaar: int = JAAR) -> pd.DataFrame:
    """Return the known values of a table of areas as series of one year."""
    long = gebieden.melt("code", list(PER_SLEUTEL), "indicator", "waarde").dropna(subset="waarde")
    long = long.assign(jaar=np.int16(jaar), status=str(Status.WAARGENOMEN), bron="proef")
    return long[list(REEKS_KOLOMMEN)].astype({"jaar": "int16", "indicator": "str"}).reset_index(drop=True)


def make_manifest(**values: Any) -> Manifest:
    """Return a manifest of a region that is not fictional."""
    bron = BronVermelding(
        Bronsleutel("proef"),
        "Proefbron",
        "https://example.org",
        "CC0",
        2024,
        {"ses_woa": "Score"},
        "2026-01-02T03:04:05Z",
        3,
        "ab",
    )
    usual = {
        "regio": REGIO, "datum": "2026-01-02", "indeling": JAAR, "jaren": dict.fromkeys(PER_SLEUTEL, JAAR),
        "bronnen": (bron,),
    }  # fmt: skip
    return Manifest(**usual | values)


def publish_proef(data: opslag.Plek, **values: Any) -> opslag.Snapshot:
    """Publish the small region; other `meldingen` or `datum` make it another snapshot."""
    gebieden = make_snapshotgebieden()
    return opslag.publish(data, make_manifest(**values), gebieden, make_reeksen(gebieden))
