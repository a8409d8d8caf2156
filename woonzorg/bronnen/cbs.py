"""The language of Statistics Netherlands (CBS): OData version 3, as StatLine and tables of others there speak it.

Table ids, fields and their suffixes shift by year, so all are found in the service's own metadata: tables by title
in the catalogue, fields by title and group in DataProperties. Read directly rather than through cbsodata, which
replaces codes by names, has no retry or time-out and takes no base path (see README, Choices).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import pandas as pd

from woonzorg.bronnen.levering import Levering, join_words, keep_asked
from woonzorg.bronnen.statline import GEBIED_VELD, WIJZIGING_VELD, make_levering, normalise, read_codes
from woonzorg.bronnen.web import Web, hash_answers, is_rij
from woonzorg.fouten import BronFout
from woonzorg.gegevens.bronsleutel import Bronsleutel
from woonzorg.gegevens.opslag import BronVermelding
from woonzorg.indicator import VERPLICHT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from woonzorg.bronnen.bron import Bron
    from woonzorg.indicator import Indicator

GEMEENTEN_PER_VRAAG = 8
"""Keeps the address short enough for any proxy (about 1,000 characters)."""

OVERIGE_VELDEN = re.compile(rf"wijkenenbuurten|perioden|gemeentenaam|{WIJZIGING_VELD}.*")
"""Fields that are no figure: area, period, name of the gemeente, and whether code or borders changed."""

TELLING = "$inlinecount"
SERVERFOUT = 500
"""What the CBS answers to an option that it does not know."""


@dataclass(frozen=True)
class Catalogustabel:
    """A table in the catalogue.

    Attributes
    ----------
    id, titel : str
    indeling : int
        Year in its title: the areal division; 0 where it has none.
    """

    id: str
    titel: str
    indeling: int


@dataclass(frozen=True)
class Tabelveld:
    """A field of a table, with the titles of the groups that it stands in.

    Attributes
    ----------
    sleutel : str
        Key with its suffix, such as ``GemiddeldeScore_29``.
    titel : str
    groepen : str
        Titles of its groups, outermost first, joined by ' > '.
    """

    sleutel: str
    titel: str
    groepen: str

    @property
    def stam(self) -> str:
        """The key without its position suffix."""
        return re.sub(r"_\d+$", "", self.sleutel)


def search_tabellen(web: Web, titel: re.Pattern[str], naam: str) -> list[Catalogustabel]:
    """Find tables in the catalogue by their title; those whose title has the year of the division newest first.

    Raises
    ------
    BronFout
        When the catalogue has none; the message tells which titles come near.
    """
    words = titel.pattern.split(";")[0].split("(")[0].strip()
    vraag = {
        "$format": "json",
        "$select": "Identifier,Title",
        "$filter": f"substringof('{words[:1].upper()}{words[1:]}',Title)",
    }
    rows = [row for page in read_pages(web, "ODataCatalog/Tables", vraag) for row in page]
    matches = [(row, titel.fullmatch(str(row.get("Title", "")).strip())) for row in rows]
    found = [
        Catalogustabel(
            str(row.get("Identifier", "")).strip(), row["Title"].strip(), int(match[1]) if titel.groups else 0
        )
        for row, match in matches
        if match
    ]
    if not found:
        raise BronFout(
            web.bron, web.resolve("ODataCatalog/Tables"), f"geen tabel voor {naam}",
            verwacht=f"een titel als '{words} …'",
            gevonden=join_words(str(row.get("Title")) for row in rows) or "geen enkele tabel met zo'n titel",
        )  # fmt: skip
    return sorted(found, key=lambda tabel: tabel.indeling, reverse=True)


def read_pages(web: Web, pad: str, vraag: dict[str, str]) -> list[list[dict[str, Any]]]:
    """Read all pages of an OData answer, following next-links on the same host.

    Raises
    ------
    BronFout
        When an answer has no rows in 'value', pages go round, or other rows came than the service counted.
    """
    return _follow_pages(web, pad, vraag)[0]


def read_counted(web: Web, pad: str, vraag: dict[str, str]) -> list[list[dict[str, Any]]]:
    """Read all pages of rows, and check that as many came as the service counts.

    The count is asked for with the rows (`$inlinecount`); a service that does not know that option, or passes over
    it, is asked for the count apart (`$count`).

    Raises
    ------
    BronFout
        As `read_pages`; also when the service does not count at all: a part may then pass for the whole.
    """
    pages = None if TELLING in web.geweigerd else _read_with_count(web, pad, vraag)
    if TELLING not in web.geweigerd and pages is not None:
        return pages
    pages = pages or read_pages(web, pad, vraag)
    web.geweigerd.setdefault(TELLING, "de optie is niet bekend")
    where = {"$filter": vraag["$filter"]} if "$filter" in vraag else {}
    _check_total(web, pad, web.get_json(f"{pad}/$count", where), pages)
    return pages


def _read_with_count(web: Web, pad: str, vraag: dict[str, str]) -> list[list[dict[str, Any]]] | None:
    """Return the pages, noting where no count came along; None where the service refuses to count so."""
    try:
        pages, told = _follow_pages(web, pad, vraag | {TELLING: "allpages"})
    except BronFout as error:
        if error.is_geweigerd or error.status == SERVERFOUT:
            return None
        raise
    if told is None:
        web.geweigerd[TELLING] = "er komt geen telling mee"
    return pages


def _check_total(web: Web, pad: str, told: object, pages: list[list[dict[str, Any]]]) -> None:
    total = str(sum(map(len, pages)))
    if str(told) != total:
        raise BronFout(
            web.bron, web.resolve(pad), "het aantal regels klopt niet", verwacht=str(told), gevonden=total
        )


def _follow_pages(web: Web, pad: str, vraag: dict[str, str]) -> tuple[list[list[dict[str, Any]]], object]:
    """Return the pages, and the count that came along; None when none did."""
    pages: list[list[dict[str, Any]]] = []
    answer, expected, seen = web.get_json(pad, vraag), None, set[str]()
    while True:
        pages.append(_read_rows(web, pad, answer))
        expected = answer.get("odata.count", expected)
        link = answer.get("odata.nextLink")
        if not link:
            break
        answer = web.follow(pad, link, seen)
    if expected is not None:
        _check_total(web, pad, expected, pages)
    return pages, expected


def _read_rows(web: Web, pad: str, answer: Any) -> list[dict[str, Any]]:
    rows = answer.get("value") if isinstance(answer, dict) else None
    if not isinstance(rows, list) or not all(map(is_rij, rows)):
        raise BronFout(web.bron, web.resolve(pad), "het antwoord heeft geen lijst 'value' met regels")
    return rows


def read_velden(web: Web, tabel: Catalogustabel) -> list[Tabelveld]:
    """Read the fields of a table, each with its groups."""
    pages = read_pages(web, f"ODataApi/odata/{tabel.id}/DataProperties", {"$format": "json"})
    rows = [row for page in pages for row in page]
    titles = {row.get("ID"): (str(row.get("Title") or "").strip(), row.get("ParentID")) for row in rows}
    return [
        Tabelveld(
            str(row["Key"]), str(row.get("Title") or "").strip(), _name_groups(titles, row.get("ParentID"))
        )
        for row in rows
        if row.get("Key")
    ]


def _name_groups(titles: dict[Any, tuple[str, Any]], parent: Any) -> str:
    names: list[str] = []
    while parent in titles and len(names) < 10:
        title, parent = titles[parent]
        names.insert(0, title)
    return " > ".join(names)


def match_veld(velden: Sequence[Tabelveld], indicator: Indicator) -> list[Tabelveld]:
    """Return the fields that may hold an indicator; exactly one is right.

    A field matches by its title or the stem of its key, and its groups must hold the words of `Indicator.groep`.
    """
    for name in indicator.velden:
        wanted = normalise(name)
        hits = [veld for veld in velden if wanted in {normalise(veld.titel), normalise(veld.stam)}]
        words = indicator.groep.split()
        fits = [
            veld for veld in hits if all(word in f"{veld.groepen} {veld.titel}".lower() for word in words)
        ]
        if fits:
            return fits
    return []


def find_velden(
    web: Web, tabel: Catalogustabel, bron: Bron
) -> tuple[dict[str, Tabelveld], list[str], list[str]]:
    """Find the field of each indicator in a table.

    Returns
    -------
    velden : dict
        Indicator key to field.
    overige : list of str
        Keys of the other fields to ask for: area, period, name and change of borders.
    meldingen : list of str
        Indicators that the table lacks.

    Raises
    ------
    BronFout
        When a required indicator has no field, or several.
    """
    velden = read_velden(web, tabel)
    matches = {indicator.sleutel: match_veld(velden, indicator) for indicator in bron.indicatoren}
    wrong = {key: len(hits) for key, hits in matches.items() if len(hits) != 1}
    refused = [key for key in wrong if key in VERPLICHT]
    overige = [veld.sleutel for veld in velden if OVERIGE_VELDEN.fullmatch(normalise(veld.stam))]
    if refused or GEBIED_VELD not in overige:
        raise _field_fault(web, tabel, bron, refused, velden)
    found = {key: hits[0] for key, hits in matches.items() if len(hits) == 1}
    absent = [
        f"{bron.naam} {tabel.indeling} heeft {count or 'geen'} velden voor '{key}'."
        for key, count in wrong.items()
    ]
    return found, overige, absent


def _field_fault(
    web: Web, tabel: Catalogustabel, bron: Bron, keys: list[str], velden: list[Tabelveld]
) -> BronFout:
    wanted = [
        f"{'/'.join(i.velden)} ({i.groep or 'zonder groep'})" for i in bron.indicatoren if i.sleutel in keys
    ]
    return BronFout(
        web.bron, web.resolve(f"ODataApi/odata/{tabel.id}/DataProperties"),
        f"de velden van tabel {tabel.id} zijn anders dan verwacht",
        verwacht=f"precies één veld {join_words(wanted or [GEBIED_VELD])}",
        gevonden=join_words([f"{veld.titel} [{veld.groepen}]" for veld in velden], 12) or "geen velden",
        remedie="De bron is veranderd. Meld dit, of kies --zonder en laad de rest.",
    )  # fmt: skip


def make_filters(gemeenten: Sequence[str], *, is_land: bool) -> list[str]:
    """Return the OData filters that together select gemeenten at all levels, or the whole country."""
    if is_land:
        return [f"startswith({GEBIED_VELD},'{prefix}')" for prefix in ("BU", "WK")]
    numbers = [code[2:] for code in gemeenten]
    groups = [numbers[at : at + GEMEENTEN_PER_VRAAG] for at in range(0, len(numbers), GEMEENTEN_PER_VRAAG)]
    return [
        " or ".join(
            f"startswith({GEBIED_VELD},'{level}{number}')" for number in group for level in ("BU", "WK")
        )
        for group in groups
    ]


_BEGIN = re.compile(r"startswith\(\w+,'(\w+)'\)")

VERGELIJKING = " or ".join(f"startswith({GEBIED_VELD},'{prefix}')" for prefix in ("GM", "PV", "NL"))
"""All gemeenten, provinces and the country: for the reference and for comparison."""


def read_levering(web: Web, tabel: Catalogustabel, bron: Bron, filters: Sequence[str]) -> Levering:
    """Read one table for the areas that the filters select, and hand it over.

    Raises
    ------
    BronFout
        When the service fails, fields are not found, codes contradict each other or text stands for a number.
    """
    start = len(web.antwoorden)
    velden, overige, meldingen = find_velden(web, tabel, bron)
    pad = f"ODataFeed/odata/{tabel.id}/TypedDataSet"
    adres = web.resolve(pad)
    select = ",".join([*overige, *(veld.sleutel for veld in velden.values())])
    vraag = {"$format": "json", "$select": select}
    pages = [page for condition in filters for page in read_counted(web, pad, vraag | {"$filter": condition})]
    rows = pd.DataFrame([row for page in pages for row in page])
    codes, rows, dropped = read_codes(rows, web.bron, adres)
    asked, others = keep_asked(codes, _BEGIN.findall(" ".join(filters)), web.bron, adres)
    codes, rows = codes[asked], rows[asked]
    vermelding = BronVermelding(
        sleutel=Bronsleutel(bron.sleutel, tabel.id), naam=f"{bron.naam}, tabel {tabel.id}", url=adres,
        licentie=bron.licentie,
        indeling=tabel.indeling, velden={key: veld.sleutel for key, veld in velden.items()},
        opgehaald_op=web.antwoorden[-1].opgehaald_op, rijen=len(rows), sha256=hash_answers(web.antwoorden[start:]),
    )  # fmt: skip
    levering = make_levering(rows, codes, vermelding, web.bron)
    return replace(levering, meldingen=(*levering.meldingen, *meldingen, *filter(None, [dropped, others])))
