"""In which province each gemeente lies, from the table 'Gebieden in Nederland' of Statistics Netherlands."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

from woonzorg.bronnen import cbs
from woonzorg.bronnen.grenzen import GRENZEN
from woonzorg.bronnen.kerncijfers import KERNCIJFERS
from woonzorg.bronnen.levering import clean_codes, join_words
from woonzorg.bronnen.statline import normalise
from woonzorg.bronnen.web import hash_answers
from woonzorg.fouten import BronFout
from woonzorg.gegevens.bronsleutel import Bronsleutel
from woonzorg.gegevens.opslag import BronVermelding

if TYPE_CHECKING:
    from woonzorg.bronnen.levering import Grenzen
    from woonzorg.bronnen.web import Web

TITEL = re.compile(r"Gebieden in Nederland (\d{4})", re.IGNORECASE)
NAAM = "CBS, Gebieden in Nederland"
GEBIED_VELD = "RegioS"
GROEP = "provincies"


def add_provincies(web: Web, grenzen: Grenzen) -> Grenzen:
    """Add the province of each gemeente to outlines; a country can do without, and then that is said.

    Raises
    ------
    BronFout
        When the service does not answer: a next try may do better.
    """
    try:
        codes, vermelding = load_provincies(web, grenzen.vermelding.indeling)
    except BronFout as error:
        if error.tijdelijk:
            raise
        gap = f"Van de gemeenten is niet bekend in welke provincie ze liggen: {error.oorzaak}."
        return replace(grenzen, meldingen=(*grenzen.meldingen, gap))
    return replace(grenzen, provincies=codes, bijbronnen=(*grenzen.bijbronnen, vermelding))


def load_provincies(web: Web, indeling: int) -> tuple[dict[str, str], BronVermelding]:
    """Read the table of a division's own year.

    Returns
    -------
    dict
        Gemeentecode to provinciecode.
    BronVermelding

    Raises
    ------
    BronFout
        When the service fails, there is no such table of that year, or its fields are not found.
    """
    tables = cbs.search_tabellen(web, TITEL, NAAM)
    tabel = next((table for table in tables if table.indeling == indeling), None)
    if tabel is None:
        raise BronFout(
            web.bron, web.resolve("ODataCatalog/Tables"), f"geen tabel voor {NAAM} {indeling}",
            verwacht=str(indeling), gevonden=join_words(str(table.indeling) for table in tables),
        )  # fmt: skip
    start, veld = len(web.antwoorden), _find_veld(web, tabel)
    pad = f"ODataFeed/odata/{tabel.id}/TypedDataSet"
    pages = cbs.read_counted(web, pad, {"$format": "json", "$select": f"{GEBIED_VELD},{veld}"})
    rows = [row for page in pages for row in page]
    codes = {
        column: clean_codes(pd.Series([row.get(column) for row in rows])) for column in (GEBIED_VELD, veld)
    }
    found = {
        gemeente: provincie
        for gemeente, provincie in zip(codes[GEBIED_VELD], codes[veld], strict=True)
        if gemeente.startswith("GM") and provincie.startswith("PV")
    }
    return found, _cite(web, tabel, len(rows), start)


def _find_veld(web: Web, tabel: cbs.Catalogustabel) -> str:
    """Return the key of the provinces' code: its suffix shifts by year, its group does not."""
    velden = cbs.read_velden(web, tabel)
    hits = [veld for veld in velden if normalise(veld.titel) == "code" and GROEP in veld.groepen.lower()]
    if len(hits) != 1:
        raise BronFout(
            web.bron, web.resolve(f"ODataApi/odata/{tabel.id}/DataProperties"),
            f"de velden van tabel {tabel.id} zijn anders dan verwacht", verwacht=f"precies één veld Code ({GROEP})",
            gevonden=join_words([f"{veld.titel} [{veld.groepen}]" for veld in velden], 12) or "geen velden",
        )  # fmt: skip
    return hits[0].sleutel


def _cite(web: Web, tabel: cbs.Catalogustabel, rijen: int, start: int) -> BronVermelding:
    return BronVermelding(
        sleutel=Bronsleutel(GRENZEN.sleutel, tabel.id), naam=f"{NAAM} {tabel.indeling}, tabel {tabel.id}",
        url=web.resolve(f"ODataFeed/odata/{tabel.id}/TypedDataSet"), licentie=KERNCIJFERS.licentie,
        indeling=tabel.indeling, velden={}, opgehaald_op=web.antwoorden[-1].opgehaald_op, rijen=rijen,
        sha256=hash_answers(web.antwoorden[start:]), toelichting="Alleen voor de provincie van elke gemeente.",
    )  # fmt: skip
