"""Templates for own figures: a table by area (with planned building) and one of complexes, as csv or as one xlsx."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import pandas as pd

from woonzorg.rekenblad import write_csv_rijen
from woonzorg.verdeling.complexbestand import UITLEG_COMPLEXEN
from woonzorg.verdeling.eigen_cijfers import UITLEG

TABELLEN: dict[str, tuple[dict[str, str], tuple[str, ...]]] = {
    "gebieden": (UITLEG, ("BU00000000", "12", "3", "", "450")),
    "complexen": (UITLEG_COMPLEXEN, ("Voorbeeldflat", "BU00000000", "", "", "", "", "48", "2")),
}
"""The tables that can be given: their columns, and a row as an example."""

_LEES_MIJ = (
    "Vervang de voorbeeldrij door eigen rijen. Laat leeg wat niet bekend is: leeg is niet hetzelfde als 0. "
    "Zet er geen gegevens over personen in. Vul één blad in, of beide."
)


def make_sjabloon(soort: str = "gebieden") -> bytes:
    """Return the template of one table, as csv."""
    columns, example = TABELLEN[soort]
    return write_csv_rijen(list(columns), [example])


def make_sjabloon_xlsx() -> bytes:
    """Return a workbook with a sheet a table, and one that explains every column; always the same bytes."""
    buffer, options = io.BytesIO(), {"options": {"in_memory": True, "strings_to_formulas": False}}
    with pd.ExcelWriter(buffer, engine="xlsxwriter", engine_kwargs=options) as writer:
        writer.book.set_properties(
            {"created": datetime(2000, 1, 1, tzinfo=UTC), "title": "Sjabloon eigen cijfers"}
        )
        for name, (columns, example) in TABELLEN.items():
            pd.DataFrame([example], columns=list(columns)).to_excel(writer, sheet_name=name, index=False)
        _explain().to_excel(writer, sheet_name="uitleg", index=False)
        for sheet in writer.sheets.values():
            sheet.freeze_panes(1, 0)
            sheet.autofit()
    return buffer.getvalue()


def _explain() -> pd.DataFrame:
    rows = [
        (name, column, text) for name, (columns, _) in TABELLEN.items() for column, text in columns.items()
    ]
    return pd.DataFrame([*rows, ("", "", _LEES_MIJ)], columns=["blad", "kolom", "uitleg"])
