"""The Leefbaarometer (BZK) over its WFS: deviation ``afw``, its five dimensions and class ``kafw``, per edition.

The deviation tells below or above average; the total class ``kscore`` does not (its mean is 6 to 7) and is not read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from woonzorg import indicator
from woonzorg.bronnen import wfs
from woonzorg.bronnen.bestanden.editiebestand import read_edities
from woonzorg.bronnen.bron import Cijferbron, Controle, Verzinsel
from woonzorg.bronnen.editie import (
    CODE_VELD,
    JAAR_VELD,
    NAAM_VELD,
    check_velden,
    describe_weggelaten,
    make_levering,
)
from woonzorg.bronnen.levering import (
    Levering,
    Voortgang,
    clean_codes,
    ignore_voortgang,
    join_words,
    keep_asked,
)
from woonzorg.bronnen.web import Web, hash_answers
from woonzorg.fouten import BronFout
from woonzorg.gebied import Niveau
from woonzorg.gegevens.bronsleutel import Bronsleutel
from woonzorg.gegevens.opslag import BronVermelding
from woonzorg.gegevens.schema import Status
from woonzorg.indicator import DIMENSIES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from woonzorg.bronnen.bestanden.inhoud import Tabelinhoud
    from woonzorg.bronnen.bron import Laadvraag, Values

PAD = "lbm3/ows"

GEMEENTEN_PER_VRAAG = 20
"""Keeps the address short enough for any proxy (about 1,000 characters)."""

HUISHOUDENS_MINIMUM = 80
"""Households from which the fictional region has a score: fewer than SES-WOA asks, so that one may be known alone."""

KLASSEGRENZEN = (-0.2352, -0.1568, -0.0784, -0.0392, 0.0392, 0.0784, 0.1568, 0.2352)
"""Bounds between the nine classes of the deviation; class 5 is the middle."""

_LAAG = re.compile(r"(?:\w+:)?(buurt|wijk|gemeente)score(\d{2})")
_BEGIN = re.compile(r"LIKE '(\w+)%'")
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
    text = wfs.read_capabilities(web, PAD)
    names = re.findall(r"<(?:\w+:)?Name>\s*([^<]+?)\s*</", text)
    matches = [(name, _LAAG.fullmatch(name)) for name in dict.fromkeys(names)]
    lagen = [Laag(name, Niveau(match[1]), 2000 + int(match[2])) for name, match in matches if match]
    if not any(laag.niveau == Niveau.BUURT for laag in lagen):
        raise BronFout(
            web.bron, web.resolve(PAD), "geen kaartlaag met scores per buurt",
            verwacht="een laag als lbm3:buurtscore24", gevonden=join_words(names) or "geen lagen",
        )  # fmt: skip
    return sorted(lagen, key=lambda laag: (-laag.jaar, laag.naam))


def find_velden(web: Web, laag: Laag) -> list[str]:
    """Return the layer's fields that hold an indicator, the code, the name or the year.

    Raises
    ------
    BronFout
        When a required field, or the code, is not there.
    """
    answer = wfs.describe_laag(web, PAD, laag.naam)
    try:
        present = [str(field["name"]) for kind in answer["featureTypes"] for field in kind["properties"]]
    except (KeyError, TypeError) as error:
        raise BronFout(
            web.bron, web.resolve(PAD), f"de beschrijving van {laag.naam} is onleesbaar"
        ) from error
    check_velden(present, web.bron, f"{web.resolve(PAD)} ({laag.naam})", CODE_VELD)
    wanted = (CODE_VELD, NAAM_VELD, JAAR_VELD, *(i.velden[0] for i in LEEFBAAROMETER.indicatoren))
    return [name for name in wanted if name in present]


def make_filter(niveau: Niveau, gemeenten: Sequence[str]) -> str:
    """Return the CQL condition that selects the areas of some gemeenten at one level.

    The field is quoted: 'id' alone is a reserved word to GeoServer, which then refuses the whole question.
    """
    return " OR ".join(f"\"{CODE_VELD}\" LIKE '{_LETTERS[niveau]}{code[2:]}%'" for code in gemeenten)


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
            notes.append(describe_weggelaten(LEEFBAAROMETER.naam, jaar, error))
    first = leveringen[0]
    return [replace(first, meldingen=(*first.meldingen, *notes)), *leveringen[1:]]


def is_vreemd(fout: BronFout) -> bool:
    """Tell whether an edition itself is odd, rather than the line to it; a service may fail on one layer for good."""
    return not fout.tijdelijk or fout.status == wfs.SERVERFOUT


def _load_editie(web: Web, lagen: Sequence[Laag], gemeenten: Sequence[str], rand: Sequence[str]) -> Levering:
    start, rows, present, notes = len(web.antwoorden), [], set(), []
    for laag in lagen:
        asked = find_velden(web, laag)
        present |= set(asked)
        for conditie in _conditions(laag, gemeenten, rand):
            part, note = _keep_asked(
                wfs.read_rijen(web, PAD, laag.naam, asked, conditie), laag, conditie, web
            )
            rows += part
            notes.append(note)
    velden = {i.sleutel: i.velden[0] for i in LEEFBAAROMETER.indicatoren if i.velden[0] in present}
    jaar, answers = lagen[0].jaar, web.antwoorden[start:]
    vermelding = BronVermelding(
        sleutel=Bronsleutel(LEEFBAAROMETER.sleutel, str(jaar)),
        naam=f"{LEEFBAAROMETER.naam}, meting {jaar}", url=web.resolve(PAD),
        licentie=LEEFBAAROMETER.licentie, indeling=jaar, velden=velden, opgehaald_op=answers[-1].opgehaald_op,
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


@dataclass(frozen=True, kw_only=True)
class _Leefbaarometer(Cijferbron):
    def load(self, web: Web, vraag: Laadvraag) -> list[Levering]:
        """Read all editions at each level, newest first."""
        return load_edities(web, vraag.regio.gemeenten, vraag.rand, vraag.voortgang)

    def recognise(self, kolommen: frozenset[str]) -> bool:
        """Tell whether the five dimensions are there."""
        return {"won", "fys", "vrz", "soc", "onv"} <= kolommen

    def read_bestand(self, tabel: Tabelinhoud) -> list[Levering]:
        """Read the open data: all editions, or one."""
        return read_edities(tabel, self)

    def list_controles(self) -> tuple[Controle, ...]:
        """Return what was told of its service and its open data."""
        kort = self.kort
        return (
            Controle(
                f"{kort}: er zijn lagen per buurt, wijk en gemeente voor 2020, 2022 en 2024.", _check_lagen
            ),
            Controle(f"{kort}: afw, kafw en de vijf dimensies zijn velden van de laag.", self._check_velden),
            Controle(f"{kort}: het open-databestand heeft bu_code, jaar en lbm."),
            Controle(f"{kort}: de dienst kan sorteren (sortBy).", _check_sorteren),
            Controle(f"{kort}: de dienst geeft alleen de gevraagde velden (propertyName)."),
            Controle(f"{kort}: een fout komt als ExceptionReport met status 200.", _check_weigering),
            Controle(f"{kort}: ook vóór 2024 is afw de som van de vijf dimensies."),
            Controle(f"{kort}: het antwoord houdt zich aan CQL_FILTER."),
        )

    def _check_velden(self, web: Web) -> tuple[bool, str]:
        velden = find_velden(web, find_lagen(web)[0])
        return {one.velden[0] for one in self.indicatoren} <= set(velden), join_words(velden, 20)


def _check_lagen(web: Web) -> tuple[bool, str]:
    lagen = find_lagen(web)
    expected = {(niveau, jaar) for niveau in ("buurt", "wijk", "gemeente") for jaar in (2020, 2022, 2024)}
    found = {(str(laag.niveau), laag.jaar) for laag in lagen}
    return expected <= found, join_words((laag.naam for laag in lagen), 20)


def _check_sorteren(web: Web) -> tuple[bool | None, str]:
    text = wfs.read_capabilities(web, PAD)
    match = re.search(r'ImplementsSorting"(?:(?!/(?:\w+:)?Constraint).)*?Value>\s*(\w+)', text, re.DOTALL)
    if match is None:
        return None, "de dienst zegt niet of hij kan sorteren (ImplementsSorting); dat blijkt bij het laden"
    return match[1].upper() == "TRUE", f"ImplementsSorting is {match[1]}"


def _check_weigering(web: Web) -> tuple[bool, str]:
    """Ask for a layer that cannot exist."""
    try:
        answer = wfs.describe_laag(replace(web, pogingen=1), PAD, "lbm3:bestaat_niet")
    except BronFout as error:
        if not error.is_geweigerd:
            raise
        return "meldt een fout" in error.oorzaak, f"{error.oorzaak} {error.gevonden}".strip()
    return False, f"een gewoon antwoord: {str(answer)[:80]}"


def classify_afwijking(afwijking: Values) -> Values:
    """Give the source's class, 1 to 9, of a deviation."""
    klasse: Values = np.digitize(afwijking, KLASSEGRENZEN).astype(np.float64) + 1.0
    return klasse


def _verzin(gebieden: pd.DataFrame, chance: Values) -> dict[str, Values]:
    a, stad, hinder = (gebieden[name].to_numpy(dtype=float) for name in ("achterstand", "stad", "hinder"))
    parts = (
        0.030 - 0.031 * a - 0.015 * stad + 0.012 * chance[0],
        0.002 - 0.055 * hinder + 0.020 * chance[1],
        -0.085 + 0.125 * stad + 0.028 * chance[2],
        0.025 - 0.027 * a - 0.025 * stad + 0.012 * chance[3],
        0.029 - 0.060 * a - 0.045 * stad - 0.095 * hinder + 0.036 * chance[4],
    )
    total: Values = np.sum(parts, axis=0)
    named = dict(zip(DIMENSIES, parts, strict=True))
    return {**named, "lbm_afwijking": total, "lbm_klasse": classify_afwijking(total)}


LEEFBAAROMETER = _Leefbaarometer(
    sleutel=indicator.LEEFBAAROMETER,
    naam="Leefbaarometer 3.0 (ministerie van BZK)",
    kort="Leefbaarometer 3.0",
    licentie="CC0",
    dienst="Leefbaarometer 3.0 (ministerie van BZK)",
    adres="leefbaarometer_url",
    codeveld=CODE_VELD,
    kenmerk="won, fys, vrz, soc en onv",
    heel="Vraag alle bladzijden in één bestand (zonder count en startIndex in het adres), of download de open data "
    "van de Leefbaarometer.",
    verzonnen="Verzonnen cijfers in de vorm van de Leefbaarometer",
    hoofdmaat="lbm_afwijking",
    met_omtrek=True,
    verzinsel=Verzinsel(
        (2020, 2022, 2024), _verzin, lambda _: (HUISHOUDENS_MINIMUM, Status.ONTBREEKT), beurt=2, decimalen=6
    ),
)
