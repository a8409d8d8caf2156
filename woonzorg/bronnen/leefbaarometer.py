"""The Leefbaarometer (BZK) over its WFS: deviation ``afw``, its five dimensions and class ``kafw``, per edition.

The deviation tells below or above average; the total class ``kscore`` does not (its mean is 6 to 7) and is not read.
Only properties are asked for, never outlines.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import pandas as pd

from woonzorg.bronnen.levering import (
    Levering,
    Voortgang,
    clean_codes,
    drop_duplicates,
    ignore_voortgang,
    join_words,
    keep_asked,
    make_waarden,
    parse_getallen,
)
from woonzorg.bronnen.web import Web, hash_answers
from woonzorg.fouten import BronFout
from woonzorg.gebied import Niveau
from woonzorg.gegevens.bronsleutel import Bronsleutel
from woonzorg.gegevens.opslag import BronVermelding
from woonzorg.indicator import DIMENSIES, PER_SLEUTEL, Bron, of_bron

if TYPE_CHECKING:
    from collections.abc import Sequence

NAAM = "Leefbaarometer 3.0 (ministerie van BZK)"
LICENTIE = "CC0"
PAD = "lbm3/ows"
CODE_VELD, NAAM_VELD, JAAR_VELD = "id", "name", "year"
PER_BLADZIJDE = 1000

GEMEENTEN_PER_VRAAG = 20
"""Keeps the address short enough for any proxy (about 1,000 characters)."""

VERSCHIL_MAXIMUM = 1e-3
"""Greatest gap between afw and the sum of its dimensions; checked data stay under 2e-6."""

_ZONDER: tuple[tuple[str, ...], ...] = ((), ("sortBy",), ("propertyName",), ("sortBy", "propertyName"))
"""What is left out, in this order, where the service refuses it."""

_LAAG = re.compile(r"(?:\w+:)?(buurt|wijk|gemeente)score(\d{2})")
_BEGIN = re.compile(r"LIKE '(\w+)%'")
SERVERFOUT = 500
_LETTERS = {Niveau.BUURT: "BU", Niveau.WIJK: "WK", Niveau.GEMEENTE: "GM"}


@dataclass(frozen=True)
class Laag:
    """A layer of the service: one level of one edition."""

    naam: str
    niveau: Niveau
    jaar: int


def find_lagen(web: Web) -> list[Laag]:
    """Find the layers with scores by buurt, wijk and gemeente, newest edition first.

    Raises
    ------
    BronFout
        When the service has no layer at buurt level.
    """
    text = read_capabilities(web)
    names = re.findall(r"<(?:\w+:)?Name>\s*([^<]+?)\s*</", text)
    matches = [(name, _LAAG.fullmatch(name)) for name in dict.fromkeys(names)]
    lagen = [Laag(name, Niveau(match[1]), 2000 + int(match[2])) for name, match in matches if match]
    if not any(laag.niveau == Niveau.BUURT for laag in lagen):
        raise BronFout(
            web.bron, web.resolve(PAD), "geen kaartlaag met scores per buurt",
            verwacht="een laag als lbm3:buurtscore24", gevonden=join_words(names) or "geen lagen",
        )  # fmt: skip
    return sorted(lagen, key=lambda laag: (-laag.jaar, laag.naam))


def read_capabilities(web: Web) -> str:
    """Return what the service says of itself, as XML."""
    vraag = {"service": "WFS", "version": "2.0.0", "request": "GetCapabilities"}
    return web.get(PAD, vraag).inhoud.decode("utf-8", errors="replace")


def describe_laag(web: Web, naam: str) -> Any:
    """Return the service's description of a layer."""
    vraag = {
        "service": "WFS", "version": "2.0.0", "request": "DescribeFeatureType",
        "typeNames": naam, "outputFormat": "application/json",
    }  # fmt: skip
    return web.get_json(PAD, vraag)


def find_velden(web: Web, laag: Laag) -> list[str]:
    """Return the layer's fields that hold an indicator, the code, the name or the year.

    Raises
    ------
    BronFout
        When a required field, or the code, is not there.
    """
    answer = describe_laag(web, laag.naam)
    try:
        present = [str(field["name"]) for kind in answer["featureTypes"] for field in kind["properties"]]
    except (KeyError, TypeError) as error:
        raise BronFout(
            web.bron, web.resolve(PAD), f"de beschrijving van {laag.naam} is onleesbaar"
        ) from error
    check_velden(present, web.bron, f"{web.resolve(PAD)} ({laag.naam})", CODE_VELD)
    wanted = (CODE_VELD, NAAM_VELD, JAAR_VELD, *(i.velden[0] for i in of_bron(Bron.LEEFBAAROMETER)))
    return [name for name in wanted if name in present]


def check_velden(aanwezig: Sequence[str], bron: str, adres: str, codeveld: str) -> None:
    """Refuse fields without the code, the deviation or (all of) its dimensions."""
    needed = [codeveld, *(PER_SLEUTEL[key].velden[0] for key in (*DIMENSIES, "lbm_afwijking"))]
    absent = [name for name in needed if name not in aanwezig]
    if absent:
        raise BronFout(
            bron,
            adres,
            "verwachte velden ontbreken",
            verwacht=join_words(absent),
            gevonden=join_words(aanwezig, 20),
        )


def make_filter(niveau: Niveau, gemeenten: Sequence[str]) -> str:
    """Return the CQL condition that selects the areas of some gemeenten at one level.

    The field is quoted: 'id' alone is a reserved word to GeoServer, which then refuses the whole question.
    """
    return " OR ".join(f"\"{CODE_VELD}\" LIKE '{_LETTERS[niveau]}{code[2:]}%'" for code in gemeenten)


def read_rijen(web: Web, laag: Laag, velden: Sequence[str], conditie: str = "") -> list[dict[str, Any]]:
    """Read the properties of a layer's features, page by page, and check the count.

    An order and a choice of fields are asked for, as without an order the pages of a WFS may overlap. A service that
    refuses one of these is asked without it, and what comes is checked for doubles.

    Raises
    ------
    BronFout
        When an answer is no feature collection, or fewer or more features came than were matched.
    """
    vraag = {
        "service": "WFS", "version": "2.0.0", "request": "GetFeature", "typeNames": laag.naam,
        "outputFormat": "application/json", "propertyName": ",".join(velden), "count": str(PER_BLADZIJDE),
        "sortBy": CODE_VELD,
    } | ({"CQL_FILTER": conditie} if conditie else {})  # fmt: skip
    first: BronFout | None = None
    refused = set(web.geweigerd) & {name for missed in _ZONDER for name in missed}
    for missed in [one for one in _ZONDER if refused <= set(one)]:
        try:
            rows = _read_pages(web, laag, {key: text for key, text in vraag.items() if key not in missed})
        except BronFout as error:
            if not error.is_geweigerd:
                raise
            first = first or error
            continue
        web.geweigerd |= dict.fromkeys(missed, first.oorzaak if first else "")
        return rows
    raise first or BronFout(web.bron, web.resolve(PAD), "de dienst weigert elke vraag")


def _read_pages(web: Web, laag: Laag, vraag: dict[str, str]) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    pages = 0
    while True:
        answer = web.get_json(PAD, vraag | {"startIndex": str(len(rows))})
        page = _read_page(web, laag, answer)
        rows, pages = rows + page, pages + 1
        matched = _read_matched(answer)
        if not page or (matched is not None and len(rows) >= matched):
            break
    if matched is not None and len(rows) != matched:
        raise BronFout(
            web.bron, web.resolve(PAD), f"het aantal gebieden van {laag.naam} klopt niet",
            verwacht=str(matched), gevonden=str(len(rows)),
        )  # fmt: skip
    if pages > 1 and len({row.get(CODE_VELD) for row in rows}) < len(rows):
        # The total fits, yet an area came twice: then another did not come at all.
        raise BronFout(web.bron, web.resolve(PAD), f"de bladzijden van {laag.naam} overlappen elkaar")
    return rows


def _read_page(web: Web, laag: Laag, answer: Any) -> list[dict[str, Any]]:
    features = answer.get("features") if isinstance(answer, dict) else None
    if not isinstance(features, list) or not all(isinstance(feature, dict) for feature in features):
        raise BronFout(
            web.bron, web.resolve(PAD), f"het antwoord voor {laag.naam} is geen lijst van gebieden"
        )
    return [feature.get("properties") or {} for feature in features]


def _read_matched(answer: dict[str, Any]) -> int | None:
    count = answer.get("numberMatched", answer.get("totalFeatures"))
    return count if isinstance(count, int) else None


def load_edities(
    web: Web, gemeenten: Sequence[str], rand: Sequence[str], voortgang: Voortgang = ignore_voortgang
) -> list[Levering]:
    """Read all editions at each level: the region, its ring, and every gemeente of the country.

    Parameters
    ----------
    web : Web
    gemeenten, rand : sequence of str
        Gemeentecodes of the region (empty: the whole country) and of the ring around it.
    voortgang : Voortgang

    Returns
    -------
    list of Levering
        One an edition, newest first.
    """
    lagen = find_lagen(web)
    leveringen, notes = [], []
    years = sorted({laag.jaar for laag in lagen}, reverse=True)
    newest = max(laag.jaar for laag in lagen if laag.niveau == Niveau.BUURT)
    for number, jaar in enumerate(years):
        voortgang(f"Leefbaarometer {jaar}", number, len(years))
        try:
            leveringen.append(
                _load_editie(web, [laag for laag in lagen if laag.jaar == jaar], gemeenten, rand)
            )
        except BronFout as error:
            if jaar == newest or not is_vreemd(error):
                raise
            notes.append(describe_weggelaten(jaar, error))
    first = leveringen[0]
    return [replace(first, meldingen=(*first.meldingen, *notes)), *leveringen[1:]]


def is_vreemd(fout: BronFout) -> bool:
    """Tell whether an edition itself is odd, rather than the line to it; a service may fail on one layer for good."""
    return not fout.tijdelijk or fout.status == SERVERFOUT


def describe_weggelaten(jaar: int, fout: BronFout) -> str:
    """Say that an older edition is left out, and why."""
    found = f" (gevonden: {fout.gevonden})" if fout.gevonden else ""
    return f"{NAAM}: de meting van {jaar} is weggelaten: {fout.oorzaak}{found}."


def _load_editie(web: Web, lagen: Sequence[Laag], gemeenten: Sequence[str], rand: Sequence[str]) -> Levering:
    start, rows, present, notes = len(web.antwoorden), [], set(), []
    for laag in lagen:
        asked = find_velden(web, laag)
        present |= set(asked)
        for conditie in _conditions(laag, gemeenten, rand):
            part, note = _keep_asked(read_rijen(web, laag, asked, conditie), laag, conditie, web)
            rows += part
            notes.append(note)
    velden = {i.sleutel: i.velden[0] for i in of_bron(Bron.LEEFBAAROMETER) if i.velden[0] in present}
    jaar, answers = lagen[0].jaar, web.antwoorden[start:]
    vermelding = BronVermelding(
        sleutel=Bronsleutel(Bron.LEEFBAAROMETER, str(jaar)), naam=f"{NAAM}, meting {jaar}", url=web.resolve(PAD),
        licentie=LICENTIE, indeling=jaar, velden=velden, opgehaald_op=answers[-1].opgehaald_op,
        rijen=len(rows), sha256=hash_answers(answers),
    )  # fmt: skip
    levering = make_levering(pd.DataFrame(rows), vermelding, web.bron)
    return replace(levering, meldingen=(*levering.meldingen, *filter(None, dict.fromkeys(notes))))


def _keep_asked(
    rows: list[dict[str, Any]], laag: Laag, conditie: str, web: Web
) -> tuple[list[dict[str, Any]], str]:
    """Leave out the areas that were not asked for, and say so."""
    codes = clean_codes(pd.Series([row.get(CODE_VELD) for row in rows], dtype=object))
    begin = _BEGIN.findall(conditie) or [_LETTERS[laag.niveau]]
    asked, note = keep_asked(codes, begin, web.bron, f"{web.resolve(PAD)} ({laag.naam})")
    return [row for row, fits in zip(rows, asked, strict=True) if fits], note


def _conditions(laag: Laag, gemeenten: Sequence[str], rand: Sequence[str]) -> list[str]:
    """Region and ring apart; gemeenten always for the whole country, which is where the comparison lies."""
    if laag.niveau == Niveau.GEMEENTE or not gemeenten:
        return [""]
    return [
        make_filter(laag.niveau, group[at : at + GEMEENTEN_PER_VRAAG])
        for group in (gemeenten, rand)
        for at in range(0, len(group), GEMEENTEN_PER_VRAAG)
    ]


def make_levering(
    rows: pd.DataFrame,
    vermelding: BronVermelding,
    bron: str,
    codeveld: str = CODE_VELD,
    jaar: int | None = None,
) -> Levering:
    """Turn rows of one edition into the common form; also used for files that a user downloaded.

    `jaar` is the edition's year; by default that of the division.

    Raises
    ------
    BronFout
        When fields are missing, codes contradict each other, or afw is not the sum of its dimensions.
    """
    check_velden(list(rows.columns), bron, vermelding.url, codeveld)
    rows = rows.assign(**{codeveld: clean_codes(rows[codeveld])})
    rows, dropped = drop_duplicates(rows[rows[codeveld] != ""], [codeveld], bron, vermelding.url)
    velden = {key: field for key, field in vermelding.velden.items() if field in rows}
    values = {key: parse_getallen(rows[field], bron, vermelding.url) for key, field in velden.items()}
    _check_sum(rows[codeveld], values, bron, vermelding.url)
    _check_grenzen(rows[codeveld], values, bron, vermelding.url)
    names = rows.get(NAAM_VELD, rows[codeveld]).astype(str).str.strip()
    return Levering(
        vermelding,
        make_waarden(
            rows[codeveld], _check_jaar(rows, jaar or vermelding.indeling, vermelding.url, bron), values
        ),
        namen=dict(zip(rows[codeveld], names, strict=True)),
        meldingen=(dropped,) if dropped else (),
    )


def _check_jaar(rows: pd.DataFrame, jaar: int, adres: str, bron: str) -> int:
    """Return the edition's year, after checking that the rows say the same."""
    said = set(rows[JAAR_VELD].dropna().astype(str).str.strip().str[:4]) if JAAR_VELD in rows else set()
    if said - {str(jaar)}:
        raise BronFout(
            bron, adres, "het jaar in de gegevens is een ander dan dat van de meting",
            verwacht=str(jaar), gevonden=join_words(sorted(said)),
        )  # fmt: skip
    return jaar


def _check_grenzen(codes: pd.Series, values: dict[str, pd.Series], bron: str, adres: str) -> None:
    """Refuse an edition in another unit: the newest is checked again when it is published, an older one is not."""
    for key, column in values.items():
        known = PER_SLEUTEL[key]
        wrong = column.notna() & ~column.between(known.minimum, known.maximum)
        if wrong.any():
            raise BronFout(
                bron, adres, f"waarden van {known.velden[0]} liggen buiten de grenzen",
                verwacht=f"{known.minimum:g} tot en met {known.maximum:g}", gevonden=join_words(codes[wrong]),
            )  # fmt: skip


def _check_sum(codes: pd.Series, values: dict[str, pd.Series], bron: str, adres: str) -> None:
    total = sum((values[key] for key in DIMENSIES), start=pd.Series(0.0, index=codes.index))
    wrong = (values["lbm_afwijking"] - total).abs() > VERSCHIL_MAXIMUM
    if wrong.any():
        raise BronFout(
            bron, adres, "de afwijking is niet de som van de vijf dimensies",
            verwacht="afw = won + fys + vrz + soc + onv", gevonden=join_words(codes[wrong]),
            remedie="De bron is veranderd of beschadigd. Meld dit; de vorige gegevens blijven in gebruik.",
        )  # fmt: skip
