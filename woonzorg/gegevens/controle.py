"""Declared shape of the two tables of a snapshot (pandera), checked before they are published.

What was published is known by its hash, so it is not checked again when it is read: a reader can do without pandera,
which takes as long to import as the map to draw.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pandas as pd
import pandera.errors
import pandera.pandas as pa

from woonzorg.fouten import GegevensFout
from woonzorg.gebied import Niveau, Rol
from woonzorg.gegevens.schema import POSTCODE, TEKST_KOLOMMEN, VLAG_KOLOMMEN, Status
from woonzorg.indicator import INDICATOREN, PER_SLEUTEL, Indicator

if TYPE_CHECKING:
    import geopandas as gpd


def _column(indicator: Indicator) -> pa.Column:
    bounds = pa.Check.in_range(
        indicator.minimum, indicator.maximum, include_max=math.isfinite(indicator.maximum)
    )
    return pa.Column(float, bounds, nullable=True, required=True)


GEBIEDEN = pa.DataFrameSchema(
    {
        **{naam: pa.Column(str, nullable=False) for naam in TEKST_KOLOMMEN[4:]},
        "code": pa.Column(str, pa.Check.str_matches(r"^(NL|PV|GM|WK|BU)[0-9A-Z]+$"), unique=True),
        "naam": pa.Column(str, pa.Check.str_length(min_value=1)),
        "niveau": pa.Column(str, pa.Check.isin([str(niveau) for niveau in Niveau])),
        "rol": pa.Column(str, pa.Check.isin([str(rol) for rol in Rol])),
        POSTCODE: pa.Column(str, pa.Check.str_matches(r"^(\d{4})?$"), required=False),
        **{naam: pa.Column(bool) for naam in VLAG_KOLOMMEN},
        **{indicator.sleutel: _column(indicator) for indicator in INDICATOREN},
    },
    strict="filter",
)

REEKSEN = pa.DataFrameSchema(
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
    _validate(GEBIEDEN, pd.DataFrame(gebieden.drop(columns="geometry")), "gebieden")


def check_reeksen(reeksen: pd.DataFrame) -> None:
    """Check the table of series, all findings together.

    Raises
    ------
    GegevensFout
        When a column is absent, a row occurs twice, or value and status contradict each other.
    """
    _validate(REEKSEN, reeksen, "reeksen")


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
