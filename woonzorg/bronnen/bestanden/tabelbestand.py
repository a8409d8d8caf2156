"""Tables that a user downloaded by hand, as CSV: which source one is of is told by its columns, never by its name."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

import pandas as pd

from woonzorg.bronnen import lijst, statline
from woonzorg.bronnen.bestanden.inhoud import Tabelinhoud
from woonzorg.bronnen.bestanden.tabeljaar import GEEN_GRENS
from woonzorg.bronnen.bestanden.vondst import Terzijde, Vondst
from woonzorg.bronnen.levering import clean_codes, join_words
from woonzorg.fouten import BESTAND, BronFout

if TYPE_CHECKING:
    from woonzorg.bronnen.bestanden.inhoud import Bestand
    from woonzorg.bronnen.bron import Cijferbron
    from woonzorg.bronnen.levering import Levering

CODES_MINIMUM = 0.5
"""A column holds the areas when at least this share of its values are area codes."""

UTF16 = (b"\xff\xfe", b"\xfe\xff")
"""How a file begins that Excel saved as 'Unicode-tekst'."""

_BIJLAGE = frozenset({"tableinfos", "dataproperties", "categorygroups"})
"""First line of the file with the description of a table that StatLine gives beside its data."""

_LANG = frozenset({"measure", "value"})
"""Columns of StatLine's other export, with a line for each figure."""


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


def recognise(rows: pd.DataFrame) -> Cijferbron | None:
    """Tell of which source a table is, by its columns; None when it is none of them."""
    words = frozenset(statline.normalise(str(name)) for name in rows.columns)
    return next((bron for bron in lijst.list_cijferbronnen() if bron.recognise(words)), None)


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
    return bron.read_bestand(Tabelinhoud(bestand, rows, column, preamble, nu))
