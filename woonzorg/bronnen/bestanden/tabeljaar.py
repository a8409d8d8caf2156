"""The year that a table or map belongs to, by the words of its title.

A year counts behind the words of a title ('Kerncijfers wijken en buurten 2024', 'regio-indeling 2024') or by the
table's own number. The date of a download or a change never does, and where two years may be meant none is taken.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from woonzorg.bronnen.levering import join_words
from woonzorg.fouten import BESTAND, BronFout

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

JAAR_ONBEKEND = 0
GEEN_GRENS = 9999
"""A year that no year lies beyond, where it is not known what year it is now."""

GEEN_TABELLEN: Mapping[str, int] = {}

_VAST = frozenset({"kerncijfers", "kwb", "indeling", "gebiedsindeling", "gebiedsindelingen", "regioindeling"})
"""Words of which the year is that of the division."""

_LOS = frozenset({
    "buurt", "buurten", "wijk", "wijken", "gemeente", "gemeenten", "wijkenbuurten", "wijkbuurtkaart", "buurtkaart",
    "kaart", "grenzen", "geometrie", "ses", "woa", "seswoa", "status", "scores", "score", "leefbaarometer", "lbm",
    "meting",
})  # fmt: skip
"""Words of a name or title that a year may stand behind, where none of the words above is there."""

_STOP = frozenset({
    "datum", "export", "geexporteerd", "geëxporteerd", "download", "downloads", "gedownload", "opgehaald", "gewijzigd",
    "bijgewerkt", "gemaakt", "bewaard", "opgeslagen", "stand", "versie", "update", "op", "dd",
})  # fmt: skip
"""Words behind which a year is that of a date."""

_DATUM_TEKEN = "§"
_JAAR = r"(?<!\d)20\d{2}(?!\d)"
_MAAND, _DAG = r"(?:0[1-9]|1[0-2])", r"(?:0[1-9]|[12]\d|3[01])"
_DATUM = re.compile(
    rf"(?<!\d)20\d{{2}}(?:{_MAAND}{_DAG}(?:\d{{4}}|\d{{6}})?|([-_. ]){_MAAND}\1{_DAG}|[-_.]{_MAAND})(?!\d)"
)
_REEKS = re.compile(rf"({_JAAR})\s*(?:-|–|—|t/m|tot en met|tot)\s*({_JAAR})")
_WOORD = re.compile(rf"20\d{{2}}\.\.20\d{{2}}|{_JAAR}|[^\W\d_]+|\d+|{_DATUM_TEKEN}")
_ERTUSSEN = 4
"""How many words may stand between a title's word and its year ('kerncijfers per wijk en buurt 2024')."""


def find_jaar(*texts: str, nu: int = GEEN_GRENS, tabellen: Mapping[str, int] = GEEN_TABELLEN) -> int:
    """Return the year that names or titles tell; 0 when none does.

    Parameters
    ----------
    *texts : str
        What stands above a table, and the name of its file; the last names the file in messages.
    nu : int
        The year of today.
    tabellen : dict
        Id of a known table to its division.

    Raises
    ------
    BronFout
        When several years may be meant, or one that is still to come.
    """
    firm: dict[int, str] = {}
    loose: dict[int, str] = {}
    for text in texts:
        firm |= {tabellen[table]: table for table in tabellen if table in text.upper()}
        for word, jaar, shown in _find_behind(text):
            (firm if word in _VAST else loose).setdefault(jaar, shown)
    found = firm or loose
    if len(found) > 1:
        raise _doubt(texts[-1], "er kunnen twee jaren bedoeld zijn", found)
    check_toekomst(next(iter(found), JAAR_ONBEKEND), nu, texts[-1])
    return next(iter(found), JAAR_ONBEKEND)


def check_toekomst(jaar: int, nu: int, naam: str) -> None:
    """Refuse a year that is still to come."""
    if jaar > nu:
        raise _doubt(naam, "dit jaar moet nog komen", {jaar: ""}, f"een jaar tot en met {nu}")


def list_jaren(*texts: str) -> str:
    """Name the years that stand anywhere in texts, for a message; '' when there are none."""
    years = [jaar for text in texts for jaar in re.findall(r"20\d{2}", text)]
    return join_words(dict.fromkeys(years))


def _doubt(naam: str, oorzaak: str, found: dict[int, str], verwacht: str = "één jaar") -> BronFout:
    shown = [f"{jaar} ('{where}')" if where else str(jaar) for jaar, where in sorted(found.items())]
    return BronFout(
        BESTAND, naam, oorzaak, verwacht=verwacht, gevonden=" en ".join(shown),
        remedie="Zet het jaar van de cijfers achter de titel in de naam, bijvoorbeeld kerncijfers-2024.csv of "
        "indeling-2024.csv, en geen tweede jaar.",
    )  # fmt: skip


def _find_behind(text: str) -> Iterator[tuple[str, int, str]]:
    """Yield each year behind a word of a title, with that word and how they stand there."""
    plain = _DATUM.sub(f" {_DATUM_TEKEN} ", text.lower())
    words = _WOORD.findall(_REEKS.sub(r"\1..\2", plain))
    for at, word in enumerate(words):
        if word not in _VAST | _LOS:
            continue
        start = _find_first(words, at + 1)
        for jaar in _take_years(words[start:], with_ranges=word in {"kerncijfers", "kwb"}):
            yield word, jaar, " ".join([*words[at:start], str(jaar)])


def _find_first(words: list[str], start: int) -> int:
    """Return where the first year behind a title's word stands; the end when a date's word comes before it."""
    for at, word in enumerate(words[start : start + _ERTUSSEN + 1], start):
        if word.startswith("20") and len(word) in {4, 10}:
            return at
        if word in _STOP or word == _DATUM_TEKEN:
            break
    return len(words)


def _take_years(words: list[str], *, with_ranges: bool) -> list[int]:
    """Return the years in a row; a range is a series of years, and no candidate but for a table of one year."""
    found: list[int] = []
    for at, word in enumerate(words):
        if ".." in word:
            found += [int(word[:4]), int(word[-4:])] if with_ranges else []
        elif re.fullmatch(r"20\d{2}", word):
            found.append(int(word))
        elif word not in {"en", "of"} or at + 1 == len(words) or not words[at + 1].startswith("20"):
            break
    return found
