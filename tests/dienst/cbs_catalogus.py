"""The catalogue of the CBS and the metadata of its tables."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, partial
from typing import TYPE_CHECKING

import pandas as pd

from .cbs_tabellen import (
    MISDRIJVEN_JAREN,
    SES_JAREN,
    SOORTEN,
    build_gebieden,
    build_kerncijfers,
    build_misdrijven,
    build_nabijheid,
    build_ses,
)
from .cbs_velden import GEBIEDEN, MISDRIJVEN, NABIJHEID, SES_WOA, Veld, list_kerncijfers

if TYPE_CHECKING:
    from collections.abc import Callable

    from .waarden import Waarden

UITKERINGEN = "85586NED"
"""The table of which the test data hold a recorded answer."""
OUDE_SES = "85900NED"


@dataclass(frozen=True)
class Tabel:
    """A table of the catalogue; without `build` it has no rows here."""

    identifier: str
    titel: str
    periode: str
    velden: tuple[Veld, ...] = ()
    build: Callable[[Waarden], pd.DataFrame] | None = None
    taal: str = "nl"
    dimensie: str = "WijkenEnBuurten"
    jaren: tuple[int, ...] = ()
    """The years that it has as a dimension."""
    soorten: bool = False
    """Whether kinds of crime are a dimension too."""
    toelichting: str = ""


def _kerncijfers(identifier: str, jaar: int) -> Tabel:
    build = partial(build_kerncijfers, jaar=jaar)
    return Tabel(
        identifier, f"Kerncijfers wijken en buurten {jaar}", str(jaar), list_kerncijfers(jaar), build
    )


def _ses(identifier: str, indeling: int, jaren: tuple[int, ...]) -> Tabel:
    titel = f"Sociaal-economische status; scores per wijk en buurt, regio-indeling {indeling}"
    build = partial(build_ses, jaren=jaren, ouder=indeling < 2024)
    return Tabel(identifier, titel, f"2014 - {max(jaren)}", SES_WOA, build, jaren=jaren)


_NABIJ = "Nabijheid voorzieningen; afstand locatie, wijk- en buurtcijfers"

TABELLEN: dict[str, Tabel] = {
    tabel.identifier: tabel
    for tabel in (
        Tabel("37259ned", "Bevolkingsontwikkeling; regio per jaar", "1942 - 2023"),
        Tabel("70072ned", "Regionale kerncijfers Nederland", "1995 - 2024"),
        Tabel("84772ENG", "Key figures districts and neighbourhoods 2024", "2024", taal="en"),
        _kerncijfers("85318NED", 2022),
        Tabel(UITKERINGEN, "Personen met een uitkering; wijken en buurten", "2019 december - 2024 maart"),
        _kerncijfers("85618NED", 2023),
        _ses(OUDE_SES, 2023, (2022,)),
        _kerncijfers("85984NED", 2024),
        Tabel("85755NED", "Gebieden in Nederland 2024", "2024", GEBIEDEN, build_gebieden, dimensie="RegioS"),
        Tabel("86048NED", "Kerncijfers wijken en buurten 2024; nabijheid voorzieningen", "2024"),
        Tabel("85830NED", f"{_NABIJ} 2023", "2023"),
        _ses("86092NED", 2024, SES_JAREN),
        Tabel("86134NED", f"{_NABIJ} 2024", "2024", NABIJHEID, build_nabijheid),
        Tabel("86110NED", "Sociaal-economische status; scores per postcode-4, 2022", "2022"),
    )
}  # fmt: skip

DERDEN: dict[str, Tabel] = {
    "47018NED": Tabel(
        "47018NED", "Geregistreerde misdrijven; soort misdrijf, wijk, buurt, jaarcijfers", "2010 - 2024", MISDRIJVEN,
        build_misdrijven, jaren=MISDRIJVEN_JAREN, soorten=True,
        toelichting="De cijfers van alle jaren zijn ingedeeld naar de wijk- en buurtindeling van 2024.",
    )
}  # fmt: skip
"""Tables of others, which the CBS publishes at another address."""


@cache
def read_table(waarden: Waarden, tabel: Tabel) -> pd.DataFrame:
    """Return all rows of a table."""
    if tabel.build is None:
        return pd.DataFrame({"ID": [], "WijkenEnBuurten": pd.Series([], dtype=str)})
    return tabel.build(waarden)


def list_resources(tabel: Tabel) -> tuple[str, ...]:
    """Return what the service document of a table lists."""
    names = (
        "TableInfos",
        "UntypedDataSet",
        "TypedDataSet",
        "DataProperties",
        "CategoryGroups",
        "WijkenEnBuurten",
    )
    kinds = ("SoortMisdrijf",) if tabel.soorten else ()
    return (*names, *kinds, "Perioden") if tabel.jaren else names


def describe_table(tabel: Tabel, base: str) -> dict[str, object]:
    """Return the row of a table in the catalogue, and in its own TableInfos."""
    moment = "2024-11-29T02:00:00"
    return {
        "Updated": moment, "ID": [*TABELLEN, *DERDEN].index(tabel.identifier), "Identifier": tabel.identifier,
        "Title": tabel.titel, "ShortTitle": tabel.titel.split(";")[0], "ShortDescription": f"\n{tabel.titel}\n",
        "Summary": tabel.titel, "Modified": moment, "MetaDataModified": moment, "ReasonDelivery": "Actualisering",
        "ExplanatoryText": tabel.toelichting, "OutputStatus": "Regulier", "Source": "CBS.",
        "Language": tabel.taal, "Catalog": "CBS",
        "Frequency": "Perjaar", "Period": tabel.periode, "ApiUrl": f"{base}/ODataApi/OData/{tabel.identifier}",
        "FeedUrl": f"{base}/ODataFeed/OData/{tabel.identifier}",
    }  # fmt: skip


def list_periods(tabel: Tabel) -> list[dict[str, object]]:
    """Return the years of a table; the latest is provisional."""
    years = tabel.jaren
    status = {max(years): "Voorlopig"}
    return [
        {
            "Key": f"{year}JJ00",
            "Title": str(year),
            "Description": "",
            "Status": status.get(year, "Definitief"),
        }
        for year in years
    ]


def list_kinds() -> list[dict[str, object]]:
    """Return the kinds of crime."""
    return [{"Key": key, "Title": title, "Description": ""} for key, title in SOORTEN.items()]


def list_areas(waarden: Waarden, tabel: Tabel) -> pd.DataFrame:
    """Return the areas of a table with padded codes and names."""
    codes = read_table(waarden, tabel)["WijkenEnBuurten"].drop_duplicates()
    names = waarden.gebieden.set_index("code")["naam"]
    frame = pd.DataFrame({"Key": codes, "Title": codes.str.strip().map(names).fillna(codes.str.strip())})
    frame["Description"] = None
    frame["Municipality"] = ("GM" + codes.str[2:6]).where(~codes.str.startswith("NL"), "")
    return frame


def describe_properties(tabel: Tabel) -> list[dict[str, object]]:
    """Return DataProperties: dimensions first, then groups and topics in their order."""
    rows = [_row(0, "GeoDimension", tabel.dimensie, "Regio's", None) | {"ReleasePolicy": True}]
    if tabel.soorten:
        rows.append(
            _row(len(rows), "Dimension", "SoortMisdrijf", "Soort misdrijf", None) | {"ReleasePolicy": True}
        )
    if tabel.jaren:
        rows.append(_row(len(rows), "TimeDimension", "Perioden", "Perioden", None) | {"ReleasePolicy": True})
    groups: dict[tuple[str, ...], int] = {}
    for veld in tabel.velden:
        for depth in range(1, len(veld.groepen) + 1):
            path = veld.groepen[:depth]
            if path not in groups:
                groups[path] = len(rows)
                rows.append(_row(len(rows), "TopicGroup", "", path[-1], groups.get(path[:-1])))
        rows.append(_describe_topic(len(rows), veld, groups.get(veld.groepen)))
    return rows


_WIJZIGING = (
    "Of cijfers van deze wijk of buurt te koppelen zijn aan die van het voorgaande jaar. Mogelijke waarden: "
    "(1) codering en afbakening zijn ongewijzigd; (2) de codering is veranderd, de afbakening niet; "
    "(3) de afbakening is veranderd, de codering misschien ook."
)


def _describe_topic(number: int, veld: Veld, parent: int | None) -> dict[str, object]:
    kind = "GeoDetail" if veld.soort == "String" and veld.kolom != "wijziging" else "Topic"
    return _row(number, kind, veld.key, veld.titel, parent) | {
        "Description": _WIJZIGING if veld.kolom == "wijziging" else "",
        "ReleasePolicy": False, "Datatype": veld.soort, "Unit": veld.eenheid, "Decimals": veld.decimalen,
        "Default": None,
    }  # fmt: skip


def _row(number: int, kind: str, key: str, title: str, parent: int | None) -> dict[str, object]:
    return {
        "odata.type": f"Cbs.OData.WebAPI.{kind}", "ID": number, "Position": number, "ParentID": parent, "Type": kind,
        "Key": key, "Title": title, "Description": "",
    }  # fmt: skip
