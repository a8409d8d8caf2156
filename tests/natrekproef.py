"""A small snapshot whose figures are those of the local server: what the CBS is asked again about."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from dienst.cbs_catalogus import TABELLEN, read_table
from maken import make_gebieden, make_gemeenten, make_land, make_manifest, make_rij

from woonzorg.gebied import Regio
from woonzorg.gegevens import opslag
from woonzorg.gegevens.bronsleutel import Bronsleutel
from woonzorg.gegevens.manifest import BronVermelding
from woonzorg.gegevens.schema import REEKS_KOLOMMEN, Status

if TYPE_CHECKING:
    from pathlib import Path

    from dienst import Waarden

CODES = ("BU09650000", "BU09650001", "BU09650009", "WK096500", "GM0965")
KERN = {
    "inwoners": "AantalInwoners_5",
    "huishoudens": "HuishoudensTotaal_29",
    "afstand_school": "AfstandTotSchool_113",
}
SES = {
    "ses_woa": "GemiddeldeScore_29",
    "ses_spreiding": "Waarde_37",
    "ses_huishoudens": "ParticuliereHuishoudens_4",
}
JAREN = dict.fromkeys(KERN, 2024) | dict.fromkeys(SES, 2023) | {"lbm_afwijking": 2024}


def make_bron(sleutel: str, velden: dict[str, str], url: str = "") -> BronVermelding:
    bron, table = sleutel.split(":")
    url = url or f"https://opendata.cbs.nl/ODataFeed/odata/{table}/TypedDataSet"
    return BronVermelding(
        Bronsleutel(bron, table),
        f"Proef, {table}",
        url,
        "CC BY 4.0",
        2024,
        velden,
        "2026-11-21T10:00:00+00:00",
        5,
        "ab",
    )


BRONNEN = (
    make_bron("kerncijfers:85984NED", KERN),
    make_bron("ses_woa:86092NED", SES),
    make_bron("leefbaarometer:2024", {"lbm_afwijking": "afw"}, "https://geo.leefbaarometer.nl/lbm3/ows"),
)


def publish_cbs(data: Path, waarden: Waarden) -> opslag.Snapshot:
    """Publish five areas of Simpelveld, with figures straight from the tables of the server."""
    own = [make_rij(code, lbm_afwijking=-0.125, **_read(waarden, code)) for code in CODES]
    rows = [*own, *make_gemeenten([0.2, -0.2], [1000.0, 1000.0]), make_land(2500.0)]
    sources = {key: str(bron.sleutel) for bron in BRONNEN for key in bron.velden}
    series = [
        {
            "code": row["code"], "indicator": key, "jaar": JAREN[key], "waarde": row[key], "bron": sources[key],
            "status": str(Status.ONDERDRUKT if np.isnan(row[key]) else Status.WAARGENOMEN),
        }
        for row in rows
        for key in JAREN
        if row["code"] in CODES or not np.isnan(row[key])
    ]  # fmt: skip
    table = pd.DataFrame(series)[list(REEKS_KOLOMMEN)].astype({"jaar": "int16", "indicator": "str"})
    regio = Regio("simpelveld", "Simpelveld", ("GM0965",), "PV31")
    return opslag.publish(
        data, make_manifest(regio=regio, jaren=JAREN, bronnen=BRONNEN), make_gebieden(rows), table
    )


def _read(waarden: Waarden, code: str) -> dict[str, float]:
    kern, ses = (read_table(waarden, TABELLEN[table]) for table in ("85984NED", "86092NED"))
    row = kern[kern["WijkenEnBuurten"].str.strip() == code].iloc[0]
    score = ses[(ses["WijkenEnBuurten"].str.strip() == code) & (ses["Perioden"] == "2023JJ00")].iloc[0]
    values = {key: row[field] for key, field in KERN.items()} | {
        key: score[field] for key, field in SES.items()
    }
    return {key: np.nan if pd.isna(value) else float(value) for key, value in values.items()}
