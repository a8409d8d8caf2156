"""Declared shape of the two tables of a snapshot (pandera), checked before they are published.

What was published is known by its hash, so it is not checked again when it is read: a reader can do without pandera,
which takes as long to import as the map to draw.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pandera.errors
import pandera.pandas as pa

from woonzorg.fouten import GegevensFout
from woonzorg.gebied import Niveau, Rol
from woonzorg.gegevens.schema import (
    COROP_KOLOMMEN,
    POSTCODE,
    TEKST_KOLOMMEN,
    VLAG_KOLOMMEN,
    Status,
    widen_reeksen,
)
from woonzorg.indicator import PER_SLEUTEL, Indicator

if TYPE_CHECKING:
    from collections.abc import Collection

    import geopandas as gpd


def _column(indicator: Indicator) -> pa.Column:
    bounds = pa.Check.in_range(
        indicator.minimum, indicator.maximum, include_max=math.isfinite(indicator.maximum)
    )
    return pa.Column(float, bounds, nullable=True, required=True)


def list_kolommen(aanwezig: Collection[str] = ()) -> list[str]:
    """Return the columns of `gebieden`, in their order, but for the outlines; COROP only where it is there."""
    corop = [name for name in COROP_KOLOMMEN if name in aanwezig]
    return [*TEKST_KOLOMMEN, POSTCODE, *corop, *VLAG_KOLOMMEN, *PER_SLEUTEL]


def _declare_gebieden() -> pa.DataFrameSchema:
    return pa.DataFrameSchema(
        {
            **{naam: pa.Column(str, nullable=False) for naam in TEKST_KOLOMMEN[4:]},
            "code": pa.Column(str, pa.Check.str_matches(r"^(NL|PV|GM|WK|BU)[0-9A-Z]+$"), unique=True),
            "naam": pa.Column(str, pa.Check.str_length(min_value=1)),
            "niveau": pa.Column(str, pa.Check.isin([str(niveau) for niveau in Niveau])),
            "rol": pa.Column(str, pa.Check.isin([str(rol) for rol in Rol])),
            POSTCODE: pa.Column(str, pa.Check.str_matches(r"^(\d{4})?$")),
            **{naam: pa.Column(str, required=False) for naam in COROP_KOLOMMEN},
            **{naam: pa.Column(bool) for naam in VLAG_KOLOMMEN},
            **{indicator.sleutel: _column(indicator) for indicator in PER_SLEUTEL.values()},
        },
        strict="filter",
    )


def _declare_reeksen() -> pa.DataFrameSchema:
    return pa.DataFrameSchema(
        {
            "code": pa.Column(str),
            "indicator": pa.Column(str, pa.Check.isin(list(PER_SLEUTEL))),
            "jaar": pa.Column("int16", pa.Check.in_range(1995, 2100)),
            "waarde": pa.Column(float, nullable=True),
            "status": pa.Column(str, pa.Check.isin([str(status) for status in Status])),
            "bron": pa.Column(str),
        },
        checks=[
            pa.Check(
                lambda frame: frame["waarde"].notna() == (frame["status"] == Status.WAARGENOMEN),
                name="alleen een waargenomen status heeft een waarde",
            )
        ],
        unique=["code", "indicator", "jaar"],
        strict=True,
    )


def check_gebieden(gebieden: gpd.GeoDataFrame) -> None:
    """Check the table of areas, all findings together.

    Raises
    ------
    GegevensFout
        When a column is absent, a code occurs twice or a value is out of bounds.
    """
    _validate(_declare_gebieden(), pd.DataFrame(gebieden.drop(columns="geometry")), "gebieden")


def check_reeksen(reeksen: pd.DataFrame) -> None:
    """Check the table of series, all findings together.

    Raises
    ------
    GegevensFout
        When a column is absent, a row occurs twice, or value and status contradict each other.
    """
    _validate(_declare_reeksen(), reeksen, "reeksen")


def check_overeenkomst(gebieden: gpd.GeoDataFrame, reeksen: pd.DataFrame, jaren: dict[str, int]) -> None:
    """Check that the newest value of each indicator beside an area is the one that its series has for that year.

    Both lie in a snapshot, for a map needs the newest of all areas at once, and must not drift apart.

    Parameters
    ----------
    gebieden, reeksen : tables
    jaren : dict
        Indicator key to its newest year.

    Raises
    ------
    GegevensFout
        With each indicator that differs, an area as example and both values.
    """
    newest = widen_reeksen(reeksen, jaren, gebieden["code"])
    findings = [
        finding for key in PER_SLEUTEL if (finding := _compare(gebieden, newest, key, jaren.get(key, 0)))
    ]
    if findings:
        message = "De nieuwste waarden in gebieden en reeksen spreken elkaar tegen."
        raise GegevensFout(message, findings, remedie="Meld dit; de vorige gegevens blijven in gebruik.")


def _compare(gebieden: pd.DataFrame, newest: pd.DataFrame, sleutel: str, jaar: int) -> str:
    """Tell where a column differs from its series; '' where it nowhere does."""
    here, there = (table[sleutel].to_numpy(dtype=float) for table in (gebieden, newest))
    other = np.flatnonzero(~((here == there) | (np.isnan(here) & np.isnan(there))))
    if not other.size:
        return ""
    first = other[0]
    values = (
        "geen waarde" if math.isnan(value) else f"{value:g}".replace(".", ",")
        for value in (here[first], there[first])
    )
    return (
        f"{sleutel} ({jaar or 'geen jaar'}) bij {gebieden['code'].iloc[first]}: {next(values)} in gebieden, "
        f"{next(values)} in reeksen; {other.size} gebieden"
    )


def _validate(schema: pa.DataFrameSchema, frame: pd.DataFrame, naam: str) -> None:
    try:
        schema.validate(frame.reset_index(drop=True), lazy=True)
    except pandera.errors.SchemaErrors as error:
        cases = error.failure_cases.drop_duplicates(["column", "check", "failure_case"])
        findings = [_explain(row.column, str(row.check), row.failure_case) for row in cases.itertuples()]
        message = f"De tabel {naam} voldoet niet aan de afgesproken vorm."
        raise GegevensFout(
            message, findings, remedie="Meld dit; de vorige gegevens blijven in gebruik."
        ) from error


_UITLEG: dict[str, str] = {
    "in_range": "waarde buiten de grenzen", "isin": "onbekend woord", "not_nullable": "waarde ontbreekt",
    "field_uniqueness": "waarde komt meer dan eens voor", "multiple_fields_uniqueness": "regel komt meer dan eens voor",
    "str_matches": "waarde heeft een andere vorm", "str_length": "tekst is leeg",
    "column_in_dataframe": "kolom ontbreekt", "column_in_schema": "kolom hoort hier niet",
    "dtype": "andere soort waarden",
}  # fmt: skip


def _explain(kolom: object, check: str, waarde: object) -> str:
    """Say a finding of pandera in Dutch; what it has no words for, such as our own checks, keeps its name."""
    name, _, rest = check.partition("(")
    bounds = f" {rest.removesuffix(')')}" if name == "in_range" else ""
    return f"kolom {kolom}: {_UITLEG.get(name, name)}{bounds} (waarde: {waarde})"
