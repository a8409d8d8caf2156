"""Declared shape of the two tables of a snapshot, and the check of it (pandera).

`gebieden`: a row an area. `reeksen`: a row an area, indicator and year. See `opslag` for where they are kept.
"""

from __future__ import annotations

import math
from enum import StrEnum
from typing import TYPE_CHECKING

import pandas as pd
import pandera.errors
import pandera.pandas as pa

from woonzorg.fouten import GegevensFout
from woonzorg.gebied import Niveau, Rol
from woonzorg.indicator import INDICATOREN, PER_SLEUTEL, Indicator

if TYPE_CHECKING:
    import geopandas as gpd


class Status(StrEnum):
    """What is known of a value. Zero is a value; nothing is imputed."""

    WAARGENOMEN = "waargenomen"
    ONDERDRUKT = "onderdrukt"
    ONTBREEKT = "ontbreekt"
    NIET_VAN_TOEPASSING = "niet_van_toepassing"


STATUS_UITLEG: dict[Status, str] = {
    Status.WAARGENOMEN: "de bron geeft een getal",
    Status.ONDERDRUKT: "de bron kent het gebied, maar geeft geen getal (te klein of te onzeker)",
    Status.ONTBREEKT: "de bron heeft geen regel voor dit gebied en jaar",
    Status.NIET_VAN_TOEPASSING: "er wonen geen huishoudens",
}

TEKST_KOLOMMEN: tuple[str, ...] = (
    "code", "naam", "niveau", "rol", "wijkcode", "wijknaam", "gemeentecode", "gemeentenaam", "provinciecode",
)  # fmt: skip
POSTCODE = "postcode"
"""Column with the four digits that most addresses of a buurt have; '' elsewhere. Older snapshots do not have it."""

VLAG_KOLOMMEN: tuple[str, ...] = ("water", "landsgrens")
"""``water``: the area is open water. ``landsgrens``: it touches the national border, so neighbours are unknown."""

REEKS_KOLOMMEN: tuple[str, ...] = ("code", "indicator", "jaar", "waarde", "status", "bron")


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
        findings = [
            f"kolom {row.column}: {row.check} (waarde: {row.failure_case})" for row in cases.itertuples()
        ]
        message = f"De tabel {naam} voldoet niet aan de afgesproken vorm."
        raise GegevensFout(
            message, findings, remedie="Meld dit; de vorige gegevens blijven in gebruik."
        ) from error
