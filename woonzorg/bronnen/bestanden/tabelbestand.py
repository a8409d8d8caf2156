"""Tables that a user downloaded by hand: StatLine's CSV exports and the Leefbaarometer's open data.

What a table is, is told by its columns and values, never by its name alone. Two kinds of StatLine export are known:
with titles ("SES-WOA/Totaalscore/Gemiddelde score (Getal)") and with keys ("GemiddeldeScore_29").
"""

from __future__ import annotations

import csv
import dataclasses
import hashlib
import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from woonzorg.bronnen import cbs, leefbaarometer, statline
from woonzorg.bronnen.bestanden.tabeljaar import (
    GEEN_GRENS,
    JAAR_ONBEKEND,
    check_toekomst,
    find_jaar,
    list_jaren,
)
from woonzorg.bronnen.bestanden.vondst import Terzijde, Vondst
from woonzorg.bronnen.cbs import Veld
from woonzorg.bronnen.levering import clean_codes, join_words, parse_getallen
from woonzorg.bronnen.statline import GEBIED_VELD, PERIODE_VELD
from woonzorg.fouten import BESTAND, BronFout
from woonzorg.gegevens.bronsleutel import Bronsleutel
from woonzorg.gegevens.opslag import BronVermelding
from woonzorg.indicator import DIMENSIES, PER_SLEUTEL, VERPLICHT, Bron, of_bron

if TYPE_CHECKING:
    from woonzorg.bronnen.levering import Levering

CODES_MINIMUM = 0.5
"""A column holds the areas when at least this share of its values are area codes."""

SLEUTEL_GROEPEN: dict[str, str] = {
    "GemiddeldeScore_29": "SES-WOA > totaal",
    "GemiddeldeScore_31": "SES-WOA > welvaart",
    "GemiddeldeScore_33": "SES-WOA > opleiding",
    "GemiddeldeScore_35": "SES-WOA > arbeid",
    "Waarde_37": "spreiding totaal",
}
"""Groups of the keys in an export without titles, where no metadata can tell them (to be confirmed)."""

UTF16 = (b"\xff\xfe", b"\xfe\xff")
"""How a file begins that Excel saved as 'Unicode-tekst'."""

_BIJLAGE = frozenset({"tableinfos", "dataproperties", "categorygroups"})
"""First line of the file with the description of a table that StatLine gives beside its data."""

_LANG = frozenset({"measure", "value"})
"""Columns of StatLine's other export, with a line for each figure."""


@dataclass(frozen=True)
class Bestand:
    """A file as it was found.

    Attributes
    ----------
    naam : str
        Name, with that of the zip file around it.
    inhoud : bytes
    """

    naam: str
    inhoud: bytes

    @property
    def sha256(self) -> str:
        """Hash of the content."""
        return hashlib.sha256(self.inhoud).hexdigest()


def read_csv(bestand: Bestand) -> tuple[pd.DataFrame, str]:
    """Read a CSV file: UTF-8, UTF-16 or Windows encoding, ';', ',' or tab, quoted or not, with lines of title or not.

    Returns
    -------
    rows : DataFrame of str
        Stripped; columns by header.
    preambule : str
        The lines above the header.

    Raises
    ------
    BronFout
        When no header and rows are found.
    """
    lines, header = _split(bestand)
    return _make_frame(lines, header, bestand), " ".join(" ".join(line) for line in lines[:header])


def _split(bestand: Bestand) -> tuple[list[list[str]], int]:
    """Return the cells of each line that is not blank, and which of them is the header."""
    text = _decode(bestand.inhoud)
    told = re.match(r"sep=(.)\r?\n", text)
    text = text[told.end() :] if told else text
    counts = {sign: text[:20_000].count(sign) for sign in ";,\t"}
    separator = told[1] if told else max(counts, key=lambda sign: counts[sign])
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error as error:
        raise BronFout(BESTAND, bestand.naam, "dit is geen leesbare tabel") from error
    lines = [line for line in lines if any(cell.strip() for cell in line)]
    widths = [sum(bool(cell.strip()) for cell in line) for line in lines[:30]]
    if not widths or max(widths) < 2:
        raise BronFout(BESTAND, bestand.naam, "dit is geen tabel", verwacht="een CSV-bestand met kolommen")
    return lines, widths.index(next(width for width in widths if width >= max(2, max(widths) // 2)))


def _make_frame(lines: list[list[str]], header: int, bestand: Bestand) -> pd.DataFrame:
    names = [cell.strip() for cell in lines[header]]
    body = [line for line in lines[header + 1 :] if len(line) == len(names)]
    _check_ragged([line for line in lines[header + 1 :] if len(line) != len(names)], len(names), bestand)
    frame = pd.DataFrame(body, columns=_make_unique(names), dtype=str)
    stripped: pd.DataFrame = frame.apply(lambda column: column.str.strip())
    return stripped


def _check_ragged(lines: list[list[str]], width: int, bestand: Bestand) -> None:
    """Let a footer pass; refuse a line of figures that was cut off or has a separator too many."""
    broken = [line for line in lines if any(clean_codes(pd.Series(line, dtype=str)) != "")]
    if broken:
        raise BronFout(
            BESTAND, bestand.naam, "regels hebben te weinig of te veel kolommen",
            verwacht=f"{width} kolommen", gevonden=f"{len(broken)} andere, zoals {' | '.join(broken[0])[:80]!r}",
        )  # fmt: skip


def _decode(content: bytes) -> str:
    if content.startswith(UTF16):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _make_unique(names: list[str]) -> list[str]:
    seen: dict[str, int] = {}
    unique = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        unique.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return unique


def find_code_column(rows: pd.DataFrame) -> str:
    """Return the column that holds area codes, of several that of the smallest areas; '' when there is none."""
    counts: dict[str, int] = {}
    for name in rows.columns:
        head = clean_codes(rows[name].head(500))
        if len(head) and (head != "").mean() >= CODES_MINIMUM:
            counts[str(name)] = rows[name].nunique()
    return max(counts, key=lambda name: counts[name], default="")


def recognise(rows: pd.DataFrame) -> Bron | None:
    """Tell of which source a table is, by its columns; None when it is none of them."""
    words = {re.sub(r"[^0-9a-z]", "", str(name).lower()) for name in rows.columns}
    if {"won", "fys", "vrz", "soc", "onv"} <= words:
        return Bron.LEEFBAAROMETER
    stems = " ".join(words)
    if "gemiddeldescore" in stems:
        return Bron.SES_WOA
    if "aantalinwoners" in stems and "huishoudens" in stems:
        return Bron.KERNCIJFERS
    return None


def read_vondst(bestand: Bestand, *, nu: int = GEEN_GRENS) -> Vondst:
    """Read a file that looks like a table; one of no known source is put aside, whatever is wrong with it.

    Parameters
    ----------
    bestand : Bestand
    nu : int
        The year of today: figures of later years are refused.

    Raises
    ------
    BronFout
        When it is of a known source, but codes, fields, years or numbers are not in order.
    """
    first = _decode(bestand.inhoud[:200]).splitlines()
    if first and first[0].strip().strip('"').lower() in _BIJLAGE:
        return Vondst(terzijde=(Terzijde(bestand.naam, "de beschrijving bij een tabel"),))
    try:
        lines, header = _split(bestand)
    except BronFout as error:
        return Vondst(terzijde=(Terzijde(bestand.naam, error.oorzaak),))
    names = [cell.strip() for cell in lines[header]]
    if recognise(pd.DataFrame(columns=_make_unique(names))) is None:
        long = {name.lower() for name in names} >= _LANG
        reason = "één regel per cijfer: download de tabel met een kolom per onderwerp" if long else ""
        return Vondst(terzijde=(Terzijde(bestand.naam, reason, tuple(names)),))
    return Vondst(tabellen=tuple(read_tabel(bestand, nu=nu)))


def read_tabel(bestand: Bestand, *, nu: int = GEEN_GRENS) -> list[Levering]:
    """Read a table into the common form; empty when the file is of no known source.

    Raises
    ------
    BronFout
        When it is of a known source, but codes, fields, years or numbers are not in order.
    """
    rows, preamble = read_csv(bestand)
    bron = recognise(rows)
    if bron is None:
        return []
    column = find_code_column(rows)
    if not column:
        raise BronFout(
            BESTAND, bestand.naam, "er is geen kolom met codes van gebieden",
            verwacht="codes als BU09171000", gevonden=join_words(map(str, rows.columns)),
            remedie="Vink bij het downloaden ook de regiocode aan.",
        )  # fmt: skip
    if bron == Bron.LEEFBAAROMETER:
        return _read_leefbaarometer(bestand, rows, column, nu)
    jaar = find_jaar(preamble, bestand.naam, nu=nu)
    if bron == Bron.KERNCIJFERS and jaar == JAAR_ONBEKEND:
        seen = list_jaren(preamble, bestand.naam)
        raise BronFout(
            BESTAND, bestand.naam, "het jaar van deze Kerncijfers staat nergens",
            verwacht="een jaar achter de titel, of een tabelnummer, in de naam of boven de tabel",
            gevonden=f"{seen}, maar niet achter de titel" if seen else "",
            remedie="Zet het jaar in de naam van het bestand, bijvoorbeeld kerncijfers-2024.csv.",
        )  # fmt: skip
    levering = _read_statline(bestand, rows, column, bron, jaar)
    check_toekomst(int(levering.waarden["jaar"].max()) if len(levering.waarden) else 0, nu, bestand.naam)
    return [levering]


def _read_statline(bestand: Bestand, rows: pd.DataFrame, column: str, bron: Bron, jaar: int) -> Levering:
    period = next((name for name in rows.columns if str(name).strip().lower().startswith("perioden")), None)
    if bron == Bron.SES_WOA and period is None:
        raise BronFout(
            BESTAND, bestand.naam, "het jaar van deze SES-WOA staat nergens", verwacht="een kolom 'Perioden'",
            remedie="Zet bij het downloaden ook Perioden in de tabel.",
        )  # fmt: skip
    if column != GEBIED_VELD:  # some exports have names under this title, and the codes elsewhere
        rows = rows.drop(columns=GEBIED_VELD, errors="ignore")
    rows = rows.rename(columns={column: GEBIED_VELD} | ({period: PERIODE_VELD} if period else {}))
    velden = [_make_veld(str(name)) for name in rows.columns]
    found = _match(velden, bron, bestand)
    vermelding = _cite(bestand, bron, cbs.NAMEN[bron], cbs.LICENTIE, jaar, found, len(rows))
    codes, rows, dropped = statline.read_codes(rows, BESTAND, bestand.naam)
    levering = statline.make_levering(rows, codes, vermelding, BESTAND)
    return dataclasses.replace(levering, meldingen=(*levering.meldingen, *filter(None, [dropped])))


def _make_veld(header: str) -> Veld:
    """Read a header: 'Groep/Titel (eenheid)', or a key with its suffix."""
    if re.fullmatch(r"\w+_\d+", header):
        return Veld(header, re.sub(r"_\d+$", "", header), SLEUTEL_GROEPEN.get(header, ""))
    *groups, title = re.sub(r"\s*\([^()]*\)\s*$", "", header).split("/")
    return Veld(header, title.strip(), " > ".join(group.strip() for group in groups))


def _match(velden: list[Veld], bron: Bron, bestand: Bestand) -> dict[str, str]:
    matches = {indicator.sleutel: cbs.match_veld(velden, indicator) for indicator in of_bron(bron)}
    refused = [key for key, hits in matches.items() if key in VERPLICHT and len(hits) != 1]
    if refused:
        raise BronFout(
            BESTAND, bestand.naam, "velden zijn anders dan verwacht",
            verwacht=f"precies één kolom {join_words(' of '.join(PER_SLEUTEL[key].velden) for key in refused)}",
            gevonden=join_words((veld.sleutel for veld in velden), 12),
        )  # fmt: skip
    return {key: hits[0].sleutel for key, hits in matches.items() if len(hits) == 1}


def _cite(
    bestand: Bestand, bron: Bron, naam: str, licentie: str, jaar: int, velden: dict[str, str], rijen: int
) -> BronVermelding:  # fmt: skip
    return BronVermelding(
        sleutel=Bronsleutel(bron, bestand.sha256[:8]), naam=naam, url=bestand.naam, licentie=licentie, indeling=jaar,
        velden=velden, opgehaald_op="", rijen=rijen, sha256=bestand.sha256, toelichting="Uit een gedownload bestand.",
    )  # fmt: skip


def _read_leefbaarometer(bestand: Bestand, rows: pd.DataFrame, column: str, nu: int) -> list[Levering]:
    """Split a file with all editions by year; its newest year is taken for the division of all of them.

    An odd older edition is left out, and that is said; the newest must be in order.
    """
    rows = rows.rename(columns={name: str(name).lower() for name in rows.columns if name != column})
    period = next((name for name in ("jaar", leefbaarometer.JAAR_VELD) if name in rows.columns), None)
    years = (
        rows[period].str.extract(r"(\d{4})", expand=False) if period else pd.Series(pd.NA, index=rows.index)
    )
    if years.isna().any():
        years = years.fillna(str(find_jaar(bestand.naam, nu=nu)))
    years = years.astype(int)
    if (years == JAAR_ONBEKEND).any():
        raise BronFout(
            BESTAND, bestand.naam, "het jaar van deze Leefbaarometer staat nergens",
            verwacht="een kolom 'jaar'",
            remedie="Zet het jaar in de naam van het bestand, bijvoorbeeld leefbaarometer-2024.csv.",
        )  # fmt: skip
    division = int(years.max())
    check_toekomst(division, nu, bestand.naam)
    edities, notes = [], []
    for jaar in sorted(years.unique(), reverse=True):
        try:
            edities.append(_read_editie(bestand, rows[years == jaar], column, int(jaar), division))
        except BronFout as error:
            if jaar == division:
                raise
            notes.append(f"{bestand.naam}: {leefbaarometer.describe_weggelaten(int(jaar), error)}")
    first = dataclasses.replace(edities[0], meldingen=(*edities[0].meldingen, *notes))
    return [first, *edities[1:]]


def _add_afwijking(rows: pd.DataFrame, bestand: Bestand) -> tuple[pd.DataFrame, str]:
    """Where the file has the dimensions but not their sum, the sum is the deviation (checked elsewhere)."""
    if "afw" in rows:
        return rows, ""
    parts = [parse_getallen(rows[PER_SLEUTEL[key].velden[0]], BESTAND, bestand.naam) for key in DIMENSIES]
    note = " De afwijking is de som van de vijf dimensies; het bestand heeft haar niet zelf."
    return rows.assign(afw=sum(parts[1:], start=parts[0])), note


def _read_editie(bestand: Bestand, rows: pd.DataFrame, column: str, jaar: int, indeling: int) -> Levering:
    rows, note = _add_afwijking(rows, bestand)
    velden = {i.sleutel: i.velden[0] for i in of_bron(Bron.LEEFBAAROMETER) if i.velden[0] in rows.columns}
    naam = f"{leefbaarometer.NAAM}, meting {jaar}"
    cited = _cite(bestand, Bron.LEEFBAAROMETER, naam, leefbaarometer.LICENTIE, indeling, velden, len(rows))
    cited = dataclasses.replace(
        cited,
        sleutel=Bronsleutel(Bron.LEEFBAAROMETER, str(jaar), bestand.sha256[:8]),
        toelichting=cited.toelichting + note,
    )
    return leefbaarometer.make_levering(rows, cited, BESTAND, codeveld=column, jaar=jaar)
