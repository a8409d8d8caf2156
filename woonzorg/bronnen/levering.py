"""The common form in which every source hands over its figures, and the reading of numbers as sources write them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

import numpy as np
import pandas as pd

from woonzorg.fouten import BESTAND, BronFout
from woonzorg.gebied import clean_code, find_niveau
from woonzorg.gegevens.schema import Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import geopandas as gpd

    from woonzorg.gegevens.opslag import BronVermelding

SENTINEL = -99990.0
"""The wijk- en buurtkaart writes a missing figure as −99997 or −99995: all up to this bound are missing."""

ONGEWIJZIGD = frozenset({"", ".", "0", "1"})
"""Values of the field 'Indelingswijziging …' that mean: same code, same borders (to be confirmed)."""

_GEEN_GETAL = frozenset({"", ".", "..", "x", "-", "na", "nan", "null", "none"})

_DUIZENDTALLEN = r"-?[1-9]\d{0,2}(\.\d{3})+(,\d*)?"

WAARDE_KOLOMMEN = ("code", "indicator", "jaar", "waarde", "status")


class Voortgang(Protocol):
    """Told at every step of a load, so that a screen or a terminal can show it."""

    def __call__(self, stap: str, gedaan: int, totaal: int) -> None:
        """Take note of a step: its name in Dutch, how many are done, how many there are."""


def ignore_voortgang(stap: str, gedaan: int, totaal: int) -> None:
    """Take no note of progress."""


@dataclass(frozen=True)
class Levering:
    """Figures of one table or edition.

    Attributes
    ----------
    vermelding : BronVermelding
        Where they came from.
    waarden : DataFrame
        code, indicator, jaar, waarde, status; one row an area, indicator and year.
    namen : dict
        Code to name, as far as the source gives names.
    gewijzigd : frozenset of str
        Codes that the source marks as changed since the division of the year before its own.
    kent_wijzigingen : bool
        Whether the source tells of changes at all.
    meldingen : tuple of str
        What a reader must know.
    """

    vermelding: BronVermelding
    waarden: pd.DataFrame
    namen: dict[str, str] = field(default_factory=dict)
    gewijzigd: frozenset[str] = frozenset()
    kent_wijzigingen: bool = False
    meldingen: tuple[str, ...] = ()


@dataclass(frozen=True)
class Grenzen:
    """Outlines of the region and its ring.

    Attributes
    ----------
    gebieden : GeoDataFrame
        EPSG:28992; code, naam, niveau, rol, wijkcode, gemeentecode, gemeentenaam, postcode, water, landsgrens,
        geometry.
    vermelding : BronVermelding
    gewijzigd : frozenset of str
        Codes that changed since the year before.
    kent_wijzigingen : bool
        Whether the map tells of changes at all.
    meldingen : tuple of str
    provincies : dict
        Gemeentecode to provinciecode, where another source than the region itself tells it.
    corops : dict
        Gemeentecode to code and name of its COROP area; empty where that was not asked.
    bijbronnen : tuple of BronVermelding
        Where that comes from.
    """

    gebieden: gpd.GeoDataFrame
    vermelding: BronVermelding
    gewijzigd: frozenset[str] = frozenset()
    kent_wijzigingen: bool = False
    meldingen: tuple[str, ...] = ()
    provincies: dict[str, str] = field(default_factory=dict)
    corops: dict[str, tuple[str, str]] = field(default_factory=dict)
    bijbronnen: tuple[BronVermelding, ...] = ()


def parse_getallen(raw: pd.Series, bron: str, adres: str, *, is_aantal: bool = False) -> pd.Series:
    """Read a column of numbers as sources write them.

    Numbers pass; text may be padded, and have a decimal point or comma; '.', empty, 'x' and sentinels are missing.
    In a column with decimal commas, or of counts, points between thousands are understood.

    Parameters
    ----------
    raw : Series
        Values as received; the name tells the field in messages.
    bron, adres : str
        For messages.
    is_aantal : bool
        Whether the column runs into the thousands (`indicator.Gedrag.is_groot`), so that '11.200' is eleven thousand.

    Returns
    -------
    Series of float
        NaN where missing.

    Raises
    ------
    BronFout
        When a value is text that is no number; all of them are told together.
    """
    is_number = _find_getallen(raw)
    numbers = pd.to_numeric(raw.where(is_number)).astype(float)
    text = raw[~is_number & raw.notna()]
    if len(text):
        read = _read_tekst(text, bron, adres, is_aantal=is_aantal)
        numbers.loc[read.index] = read
    return numbers.where(np.isfinite(numbers) & (numbers > SENTINEL))


def _read_tekst(raw: pd.Series, bron: str, adres: str, *, is_aantal: bool) -> pd.Series:
    """Read numbers that are written as text, and leave out what is none; errors as `parse_getallen`."""
    text = raw.astype(str).str.strip().str.lower()
    text = text[~text.isin(_GEEN_GETAL)]
    read = pd.to_numeric(_write_plainly(text, is_aantal=is_aantal), errors="coerce")
    wrong = text[read.isna()].unique()
    if len(wrong):
        raise BronFout(
            bron, adres, f"in het veld {raw.name} staat tekst waar een getal hoort",
            verwacht="een getal, een punt of niets", gevonden=", ".join(repr(value) for value in wrong[:5]),
        )  # fmt: skip
    return read.astype(float)


def _find_getallen(raw: pd.Series) -> pd.Series:
    """Tell which values are numbers; looking at each is slow, and needed only in a column that may hold both."""
    if pd.api.types.is_object_dtype(raw.dtype):
        found = [isinstance(value, int | float | np.number) for value in raw.to_numpy()]
        return pd.Series(found, index=raw.index, dtype=bool)
    return pd.Series(data=not isinstance(raw.dtype, pd.StringDtype), index=raw.index, dtype=bool)


def _write_plainly(text: pd.Series, *, is_aantal: bool) -> pd.Series:
    """Write Dutch numbers with a decimal point; in a column with commas a point can only part thousands."""
    is_dutch = bool(text.str.contains(",", regex=False).any())
    if not (is_dutch or is_aantal):
        return text
    grouped = text.str.fullmatch(_DUIZENDTALLEN)
    plain = text.where(~grouped, text.str.replace(".", "", regex=False))
    if is_dutch:  # '0.5' beside '0,5' is not to be guessed
        plain = plain.mask(plain.str.contains(".", regex=False))
    return plain.str.replace(",", ".", regex=False)


def clean_codes(raw: pd.Series) -> pd.Series:
    """Return area codes without padding; what is no area code becomes ''."""
    codes = [clean_code(value) for value in raw.to_numpy(dtype=object)]
    known = [code if find_niveau(code) else "" for code in codes]
    return pd.Series(known, index=raw.index, name=raw.name, dtype=str)


def find_gewijzigd(codes: pd.Series, flags: pd.Series) -> frozenset[str]:
    """Return the codes of which the source says that code or borders changed; a missing flag says nothing."""
    marks = flags.fillna("").astype(str).str.strip().str.removesuffix(".0")
    missing = pd.to_numeric(marks, errors="coerce") <= SENTINEL
    return frozenset(codes[~marks.isin(ONGEWIJZIGD) & ~missing])


def drop_duplicates(
    rows: pd.DataFrame, sleutel: Sequence[str], bron: str, adres: str
) -> tuple[pd.DataFrame, str]:
    """Drop rows that a source gave twice alike; refuse those that contradict each other.

    Returns
    -------
    rows : DataFrame
    melding : str
        What was dropped; '' when nothing.

    Raises
    ------
    BronFout
        When two rows of one key differ.
    """
    hashed = rows.astype(str)
    distinct = rows[~hashed.duplicated()]
    clash = distinct[distinct.duplicated(list(sleutel), keep=False)]
    if len(clash):
        codes = ", ".join(sorted(set(clash[sleutel[0]].astype(str)))[:5])
        raise BronFout(
            bron, adres, "dezelfde code komt meer dan eens voor met verschillende cijfers",
            verwacht="één regel per gebied en jaar", gevonden=codes,
        )  # fmt: skip
    dropped = len(rows) - len(distinct)
    naam = adres if bron == BESTAND else bron
    melding = f"{naam}: {dropped} regels kwamen dubbel voor en zijn één keer gebruikt." if dropped else ""
    return distinct, melding


def keep_asked(codes: pd.Series, begin: Sequence[str], bron: str, adres: str) -> tuple[pd.Series, str]:
    """Tell which codes were asked for; a service may pass over a filter, or answer another question.

    Parameters
    ----------
    codes : Series of str
        Clean codes, '' for rows without one.
    begin : sequence of str
        How the codes that were asked for begin, such as ``BU0917``; empty asks for all.
    bron, adres : str
        For messages.

    Returns
    -------
    asked : Series of bool
    melding : str
        What came besides, and is not used; '' when nothing did.

    Raises
    ------
    BronFout
        When others came in place of what was asked: their absence would pass for a missing figure.
    """
    asked = codes.str.startswith(tuple(begin)) if begin else codes != ""
    others = sorted(set(codes[~asked & (codes != "")]))
    present = {start[2:] for start in begin if codes.str.startswith(start).any()}
    absent = [start for start in begin if start[2:] not in present]
    if others and absent:
        raise BronFout(
            bron, adres, "de dienst gaf andere gebieden dan gevraagd",
            verwacht=f"codes die beginnen met {join_words(absent)}", gevonden=join_words(others),
        )  # fmt: skip
    text = f"{bron} gaf ook {len(others)} gebieden waar niet om was gevraagd: {join_words(others, 4)}. Niet gebruikt."
    return asked, text if others else ""


def make_waarden(code: pd.Series, jaar: pd.Series | int, values: dict[str, pd.Series]) -> pd.DataFrame:
    """Stack columns of values into the long form, with a status each.

    A row that the source has without a number is `onderdrukt`, unless the source gives no area a number for that
    indicator and year: then the figure is not published yet, and `ontbreekt`.

    Parameters
    ----------
    code : Series of str
        Clean codes, '' for rows to leave out.
    jaar : Series or int
        Year of each row.
    values : dict
        Indicator key to values, in the order of `code`.
    """
    years = pd.Series(jaar, index=code.index)
    keep = code != ""
    frames = [
        pd.DataFrame({"code": code[keep], "indicator": key, "jaar": years[keep], "waarde": column[keep]})
        for key, column in values.items()
    ]
    if not frames:
        return pd.DataFrame({name: pd.Series(dtype=object) for name in WAARDE_KOLOMMEN})
    stacked = pd.concat(frames, ignore_index=True)
    published = stacked["waarde"].notna().groupby([stacked["indicator"], stacked["jaar"]]).transform("any")
    missing = np.where(published, str(Status.ONDERDRUKT), str(Status.ONTBREEKT))
    stacked["status"] = np.where(stacked["waarde"].notna(), str(Status.WAARGENOMEN), missing)
    return stacked


def join_words(words: Iterable[str], most: int = 8) -> str:
    """Join words for a message, cutting a long list with a count."""
    listed = list(words)
    more = f" en nog {len(listed) - most}" if len(listed) > most else ""
    return ", ".join(listed[:most]) + more
