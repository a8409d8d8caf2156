"""In which province and COROP area each gemeente lies, from the table 'Gebieden in Nederland' of the CBS."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pandas as pd

from woonzorg.bronnen import cbs
from woonzorg.bronnen.grenzen import GRENZEN
from woonzorg.bronnen.kerncijfers import KERNCIJFERS
from woonzorg.bronnen.levering import clean_codes, join_words
from woonzorg.bronnen.statline import normalise
from woonzorg.bronnen.web import hash_answers
from woonzorg.fouten import BronFout
from woonzorg.gebied import clean_code
from woonzorg.gegevens.bronsleutel import Bronsleutel
from woonzorg.gegevens.opslag import BronVermelding

if TYPE_CHECKING:
    from collections.abc import Sequence

    from woonzorg.bronnen.levering import Grenzen
    from woonzorg.bronnen.web import Web

TITEL = re.compile(r"Gebieden in Nederland (\d{4})", re.IGNORECASE)
NAAM = "CBS, Gebieden in Nederland"
GEBIED_VELD = "RegioS"
GROEP, COROPGROEP = "provincies", "corop-gebieden"
PROVINCIE, COROP = re.compile(r"PV\d{2}"), re.compile(r"CR\d{2}")
TOELICHTING = "Alleen voor de provincie en het COROP-gebied van elke gemeente."
ZONDER_COROP = (
    "Van de gemeenten is niet bekend in welk COROP-gebied ze liggen: de tabel heeft die velden niet."
)


@dataclass(frozen=True)
class Gebiedsligging:
    """Where the gemeenten lie.

    Attributes
    ----------
    provincies : dict
        Gemeentecode to provinciecode.
    corops : dict
        Gemeentecode to code and name of its COROP area; empty when the table has no such fields.
    vermelding : BronVermelding
    """

    provincies: dict[str, str]
    corops: dict[str, tuple[str, str]]
    vermelding: BronVermelding


def add_provincies(web: Web, grenzen: Grenzen) -> Grenzen:
    """Add province and COROP area of each gemeente to outlines; a country can do without, and then that is said.

    Raises
    ------
    BronFout
        When the service does not answer: a next try may do better.
    """
    try:
        found = load_provincies(web, grenzen.vermelding.indeling)
    except BronFout as error:
        if error.tijdelijk:
            raise
        gap = f"Van de gemeenten is niet bekend in welke provincie ze liggen: {error.oorzaak}."
        return replace(grenzen, meldingen=(*grenzen.meldingen, gap))
    gaps = () if found.corops else (ZONDER_COROP,)
    return replace(
        grenzen, provincies=found.provincies, corops=found.corops, meldingen=(*grenzen.meldingen, *gaps),
        bijbronnen=(*grenzen.bijbronnen, found.vermelding),
    )  # fmt: skip


def load_provincies(web: Web, indeling: int) -> Gebiedsligging:
    """Read the table of a division's own year.

    Raises
    ------
    BronFout
        When the service fails, there is no such table of that year, or the field of the provinces is not found.
    """
    tables = cbs.search_tabellen(web, TITEL, NAAM)
    tabel = next((table for table in tables if table.indeling == indeling), None)
    if tabel is None:
        raise BronFout(
            web.bron, web.resolve("ODataCatalog/Tables"), f"geen tabel voor {NAAM} {indeling}",
            verwacht=str(indeling), gevonden=join_words(str(table.indeling) for table in tables),
        )  # fmt: skip
    start, velden = len(web.antwoorden), cbs.read_velden(web, tabel)
    veld, corop = _find_veld(web, tabel, velden), _find_corop(velden)
    pad = f"ODataFeed/odata/{tabel.id}/TypedDataSet"
    pages = cbs.read_counted(web, pad, {"$format": "json", "$select": ",".join((GEBIED_VELD, veld, *corop))})
    rows = [row for page in pages for row in page]
    codes = clean_codes(pd.Series([row.get(GEBIED_VELD) for row in rows], name=GEBIED_VELD, dtype=object))
    known = [(code, row) for code, row in zip(codes, rows, strict=True) if code.startswith("GM")]
    provincies = {code: clean_code(row.get(veld)) for code, row in known}
    corops = {
        code: (clean_code(row.get(corop[0])), _read_naam(row.get(corop[1]))) for code, row in known if corop
    }
    return Gebiedsligging(
        {code: provincie for code, provincie in provincies.items() if PROVINCIE.fullmatch(provincie)},
        {code: one for code, one in corops.items() if COROP.fullmatch(one[0])},
        _cite(web, tabel, len(rows), start),
    )  # fmt: skip


def _read_naam(raw: object) -> str:
    return raw.strip() if isinstance(raw, str) else ""


def _match(velden: Sequence[cbs.Tabelveld], titel: str, groep: str) -> list[cbs.Tabelveld]:
    """Return the fields of a group by title: a suffix of a key shifts by year, a group does not."""
    return [veld for veld in velden if normalise(veld.titel) == titel and groep in veld.groepen.lower()]


def _find_veld(web: Web, tabel: cbs.Catalogustabel, velden: Sequence[cbs.Tabelveld]) -> str:
    """Return the key of the provinces' code."""
    hits = _match(velden, "code", GROEP)
    if len(hits) != 1:
        raise BronFout(
            web.bron, web.resolve(f"ODataApi/odata/{tabel.id}/DataProperties"),
            f"de velden van tabel {tabel.id} zijn anders dan verwacht", verwacht=f"precies één veld Code ({GROEP})",
            gevonden=join_words([f"{veld.titel} [{veld.groepen}]" for veld in velden], 12) or "geen velden",
        )  # fmt: skip
    return hits[0].sleutel


def _find_corop(velden: Sequence[cbs.Tabelveld]) -> tuple[str, ...]:
    """Return the keys of code and name of the COROP areas; () unless there is one of each."""
    hits = [_match(velden, title, COROPGROEP) for title in ("code", "naam")]
    return tuple(one[0].sleutel for one in hits) if all(len(one) == 1 for one in hits) else ()


def _cite(web: Web, tabel: cbs.Catalogustabel, rijen: int, start: int) -> BronVermelding:
    return BronVermelding(
        sleutel=Bronsleutel(GRENZEN.sleutel, tabel.id), naam=f"{NAAM} {tabel.indeling}, tabel {tabel.id}",
        url=web.resolve(f"ODataFeed/odata/{tabel.id}/TypedDataSet"), licentie=KERNCIJFERS.licentie,
        indeling=tabel.indeling, velden={}, opgehaald_op=web.antwoorden[-1].opgehaald_op, rijen=rijen,
        sha256=hash_answers(web.antwoorden[start:]), toelichting=TOELICHTING,
    )  # fmt: skip
