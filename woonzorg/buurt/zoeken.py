"""Search for an area by name, wijk, gemeente, code or postcode-4, forgiving of typos and diacritics.

Every word of the question must be found in the area's name, wijk or gemeente: whole, as its beginning, inside
it, or with a typo. Beside that the question as a whole is held against the whole name, so that a missing or
extra space does no harm. Each way costs something; the cheapest areas come first.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from woonzorg.gebied import TE_TOETSEN, Niveau, Rol
from woonzorg.gegevens.schema import POSTCODE
from woonzorg.oordeel.veerkracht import Klasse

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import numpy.typing as npt

    Costs = npt.NDArray[np.float64]
    Positions = npt.NDArray[np.intp]
    Distances = npt.NDArray[np.int8]

VRAAG_MAXIMUM = 60
"""Characters of a question that are looked at: no Dutch name is longer, and a pasted page must not stall."""

TREFFERS_MAXIMUM = 8

TIKFOUTEN_MAXIMUM = 2
"""Typos of a word that is still read; with more it is another word."""

_WOORDEN_MAXIMUM = 8
_LETTERS_MAXIMUM = 48
_VELDEN: dict[str, float] = {"naam": 0.0, "gemeentenaam": 0.3, "wijknaam": 0.35}
"""Columns that are searched, and what it costs that a word is only found there."""

_BIJWOORDEN = frozenset(
    ("t", "s", "d", "de", "den", "der", "het", "en", "in", "aan", "van", "op", "te", "wijk", "buurt", "gemeente")
)  # fmt: skip
"""Words that may be left out or added: "'t Hazelnoot" is looked up as "Hazelnoot" too."""

_HEEL, _BEGIN, _BINNEN, _TIKFOUT, _TIKFOUT_BEGIN, _BIJWOORD = 0.0, 0.1, 0.4, 0.6, 0.7, 0.05
_NAAM_HEEL, _NAAM_BEGIN, _CODE_HEEL, _CODE_BEGIN, _POSTCODE_HEEL = -0.5, -0.2, -2.0, -1.0, -1.5
_SPELING = 0.85
"""Areas that cost this much more than the best are no answer any more."""

_POSTCODE = re.compile(r"\s*(\d{4})\s*(?:[a-z]{2})?\s*", re.IGNORECASE)
_CODE = re.compile(r"(bu|wk|gm)?(\d+)")


@dataclass(frozen=True)
class Treffer:
    """An area that answers a question.

    Attributes
    ----------
    code, naam, niveau, wijk, gemeente : str
    rol : Rol
        `rand` when it lies just outside the region.
    klasse : Klasse
    postcode : str
        The one that most addresses of a buurt have; '' when unknown.
    """

    code: str
    naam: str
    niveau: str
    wijk: str
    gemeente: str
    rol: Rol
    klasse: Klasse
    postcode: str = ""


@dataclass(frozen=True, eq=False)
class Woorden:
    """Words as a table of letters, so that a question is held against all of them at once.

    Attributes
    ----------
    teksten : tuple of str
    letters : ndarray of shape (longest, words)
        A column a word; 0 pads and is never typed.
    lengtes : ndarray of int
    """

    teksten: tuple[str, ...]
    letters: npt.NDArray[np.uint32]
    lengtes: Positions


def pack_woorden(teksten: Iterable[str]) -> Woorden:
    """Make the table of letters; those beyond the 48th are left out."""
    cut = tuple(text[:_LETTERS_MAXIMUM] for text in teksten)
    lengths = np.array([len(text) for text in cut], dtype=np.intp)
    width = max(int(lengths.max(initial=0)), 1)
    signs = np.array([text.ljust(width, "\0") for text in cut], dtype=f"<U{width}")
    letters = np.ascontiguousarray(signs.view(np.uint32).reshape(len(cut), width).T)
    return Woorden(cut, letters, lengths)


@dataclass(frozen=True, eq=False)
class Zoekindex:
    """What a search needs of a table of areas, made once; use `make_index`.

    Attributes
    ----------
    treffers : tuple of Treffer
        The areas, those to be preferred among equals first.
    codes : tuple of str
        Their codes in small letters.
    namen : Woorden
        Their names without signs, spaces, capitals and diacritics.
    woorden : Woorden
        All words that occur.
    gebied, woord : ndarray of int
        Which area has which word, sorted by area.
    toeslag : ndarray of float
        What it costs to find that word in that area.
    postcodes : tuple of str
        Their postcodes; empty when the table had none.
    """

    treffers: tuple[Treffer, ...]
    codes: tuple[str, ...]
    namen: Woorden
    woorden: Woorden
    gebied: Positions
    woord: Positions
    toeslag: Costs
    postcodes: tuple[str, ...]


def has_postcode(gebieden: pd.DataFrame) -> bool:
    """Tell whether a table of areas can be searched by postcode."""
    return POSTCODE in gebieden and bool(gebieden[POSTCODE].any())


def read_postcode(vraag: str) -> str:
    """Return the four digits of what was typed when it is a postcode, with its letters or without; else ''.

    Examples
    --------
    >>> read_postcode("6411 AB")
    '6411'
    """
    match = _POSTCODE.fullmatch(vraag)
    return match[1] if match else ""


def fold_tekst(text: str) -> str:
    """Return a text without capitals and diacritics.

    Examples
    --------
    >>> fold_tekst("Reeënbroek")
    'reeenbroek'
    """
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))


def split_woorden(text: str) -> list[str]:
    """Return the words of a text: runs of a to z and digits, folded.

    Examples
    --------
    >>> split_woorden("'s-Gravenwoud aan de Wouwe")
    ['s', 'gravenwoud', 'aan', 'de', 'wouwe']
    """
    return re.findall(r"[a-z0-9]+", fold_tekst(text))


def make_index(gebieden: pd.DataFrame) -> Zoekindex:
    """Build the index of a table of scored areas.

    Parameters
    ----------
    gebieden : DataFrame
        With code, naam, niveau, rol, wijknaam, gemeentenaam, huishoudens and klasse; a column `postcode` is
        searched too. Snapshots of before there were postcodes do not have it.
    """
    ordered = _sort_gebieden(gebieden)
    columns = list(_VELDEN)
    places = {
        (row, word): _VELDEN[column] for row, word, column in reversed(list(_list_words(ordered, columns)))
    }
    words = sorted({word for _, word in places})
    position = {word: index for index, word in enumerate(words)}
    triples = sorted((row, position[word], extra) for (row, word), extra in places.items())
    table = np.array(triples, dtype=np.float64).reshape(-1, 3)
    return Zoekindex(
        treffers=tuple(_make_treffers(ordered)),
        codes=tuple(code.lower() for code in ordered["code"]),
        namen=pack_woorden("".join(split_woorden(naam)) for naam in ordered["naam"]),
        woorden=pack_woorden(words),
        gebied=table[:, 0].astype(np.intp),
        woord=table[:, 1].astype(np.intp),
        toeslag=table[:, 2],
        postcodes=tuple(ordered[POSTCODE]) if POSTCODE in ordered else (),
    )


def _sort_gebieden(gebieden: pd.DataFrame) -> pd.DataFrame:
    """Put first what is meant most often: the own region, small levels, many households."""
    levels = {str(niveau): rank for rank, niveau in enumerate(TE_TOETSEN)}
    ranked = gebieden.assign(_rand=gebieden["rol"] != Rol.REGIO, _niveau=gebieden["niveau"].map(levels))
    order = ["_rand", "_niveau", "huishoudens", "code"]
    return ranked.sort_values(order, ascending=[True, True, False, True])


def _list_words(gebieden: pd.DataFrame, columns: Sequence[str]) -> Iterable[tuple[int, str, str]]:
    """List row, word and column, the cheapest column of a word first."""
    for column in sorted(columns, key=_VELDEN.__getitem__):
        for row, text in enumerate(gebieden[column]):
            yield from ((row, word, column) for word in split_woorden(str(text)))


def _make_treffers(gebieden: pd.DataFrame) -> Iterable[Treffer]:
    columns = ["code", "naam", "niveau", "wijknaam", "gemeentenaam", "rol", "klasse", POSTCODE]
    known = gebieden if POSTCODE in gebieden else gebieden.assign(**{POSTCODE: ""})
    for code, naam, niveau, wijk, gemeente, rol, klasse, postcode in known[columns].itertuples(index=False):
        yield Treffer(code, naam, niveau, wijk, gemeente, Rol(rol), Klasse(klasse), postcode)


def search_gebieden(index: Zoekindex, vraag: str, maximum: int = TREFFERS_MAXIMUM) -> list[Treffer]:
    """Return the areas that answer a question best, best first; none when nothing comes near.

    A postcode finds every buurt with it, however many.

    Parameters
    ----------
    index : Zoekindex
    vraag : str
        What was typed; any text at all.
    maximum : int
        Most answers to another question.
    """
    asked = read_postcode(vraag[:VRAAG_MAXIMUM])
    vraag = asked or vraag
    words = split_woorden(vraag[:VRAAG_MAXIMUM])[:_WOORDEN_MAXIMUM]
    if not words or not index.treffers:
        return []
    costs = np.minimum(_cost_words(index, words), _cost_name(index, "".join(words)))
    costs = np.minimum(costs, _cost_code(index, "".join(words)))
    inside = np.array([postcode == asked for postcode in index.postcodes] if asked else [], dtype=bool)
    if inside.any():
        costs = np.where(inside, np.minimum(costs, _POSTCODE_HEEL), costs)
    order = np.argsort(costs, kind="stable")[: max(maximum, int(inside.sum()))]
    limit = costs[order[0]] + _SPELING
    return [index.treffers[row] for row in order if costs[row] <= limit and np.isfinite(costs[row])]


def search_namen(namen: Sequence[str], vraag: str) -> list[int]:
    """Return which of some names answer a question, best first: as areas are found, by name alone."""
    count = len(namen)
    table = pd.DataFrame({
        "code": [f"naam{place}" for place in range(count)], "naam": list(namen), "niveau": [str(Niveau.BUURT)] * count,
        "rol": str(Rol.REGIO), "wijknaam": "", "gemeentenaam": "", "huishoudens": 0.0, "klasse": str(Klasse.ONBEKEND),
    })  # fmt: skip
    found = search_gebieden(make_index(table), vraag) if count and split_woorden(vraag) else []
    return [int(treffer.code.removeprefix("naam")) for treffer in found]


def _cost_words(index: Zoekindex, words: list[str]) -> Costs:
    """Return what it costs each area that all words are found in it; infinite when one is not."""
    total = np.zeros(len(index.treffers))
    needed = [word for word in words if word not in _BIJWOORDEN] or words
    for word in words:
        found = np.full(len(index.treffers), _BIJWOORD if word not in needed else np.inf)
        np.minimum.at(found, index.gebied, _cost_word(index.woorden, word)[index.woord] + index.toeslag)
        total += found
    return total


def _cost_word(known: Woorden, word: str) -> Costs:
    """Return what it costs to read each known word where `word` was typed."""
    whole, begin = measure_afstanden(word, known)
    allowed = _allow_tikfouten(word)
    costs = np.where(whole <= allowed, _TIKFOUT * whole, np.inf)
    costs = np.minimum(costs, np.where(begin <= min(allowed, 1), _TIKFOUT_BEGIN * begin, np.inf))
    costs[begin == 0] = _BEGIN
    costs[whole == 0] = _HEEL
    if len(word) > 2:
        inside = np.array([word in other for other in known.teksten])
        costs = np.minimum(costs, np.where(inside, _BINNEN, np.inf))
    return costs


def _allow_tikfouten(word: str) -> int:
    """Return how many typos a word may have: none in two letters or a number, one in five letters, else two."""
    if len(word) <= 2 or word.isdigit():
        return 0
    return 1 if len(word) <= 5 else TIKFOUTEN_MAXIMUM


def _cost_name(index: Zoekindex, name: str) -> Costs:
    whole, begin = measure_afstanden(name, index.namen)
    costs = np.where(whole <= _allow_tikfouten(name), _TIKFOUT * whole, np.inf)
    costs[begin == 0] = _NAAM_BEGIN
    costs[whole == 0] = _NAAM_HEEL
    return costs


def _cost_code(index: Zoekindex, typed: str) -> Costs:
    """Return what it costs to read a code (or its digits only) in what was typed."""
    costs = np.full(len(index.codes), np.inf)
    match = _CODE.fullmatch(typed)
    if match is None or (not match[1] and len(typed) < 3):
        return costs
    heads = [code if match[1] else code[2:] for code in index.codes]
    costs[[head.startswith(typed) for head in heads]] = _CODE_BEGIN
    costs[[head == typed for head in heads]] = _CODE_HEEL
    return costs


def measure_afstanden(vraag: str, woorden: Woorden) -> tuple[Distances, Distances]:
    """Count the typos between a question and many words at once, as far as they are still typos.

    A typo is a letter too many, too few or other, or two neighbours swapped (optimal string alignment).

    Returns
    -------
    tuple of ndarray of int
        Typos against each whole word, and against that beginning of it that fits best; of more than
        `TIKFOUTEN_MAXIMUM` only that they are more.
    """
    asked = [ord(letter) for letter in vraag[:_LETTERS_MAXIMUM]]
    reach = len(asked) + TIKFOUTEN_MAXIMUM
    # A word that is so much shorter has too many letters too few; of one that is longer no more than this part counts.
    near = np.flatnonzero(woorden.lengtes >= len(asked) - TIKFOUTEN_MAXIMUM)
    letters, lengths = woorden.letters[:reach, near], woorden.lengtes[near]
    steps = np.arange(letters.shape[0] + 1, dtype=np.int8)[:, None]
    before = row = np.repeat(steps, letters.shape[1], axis=1)
    for index, letter in enumerate(asked):
        before, row = row, _add_letter(before, row, letters, letter, asked[index - 1] if index else 0)
    whole, begin = np.full((2, len(woorden.lengtes)), TIKFOUTEN_MAXIMUM + 1, dtype=np.int8)
    ends = np.take_along_axis(row, np.minimum(lengths, len(row) - 1)[None, :], axis=0)[0]
    whole[near] = np.where(lengths <= reach, np.minimum(ends, TIKFOUTEN_MAXIMUM + 1), TIKFOUTEN_MAXIMUM + 1)
    begin[near] = np.minimum(row.min(axis=0), TIKFOUTEN_MAXIMUM + 1)
    return whole, begin


def _add_letter(
    before: Distances, row: Distances, letters: npt.NDArray[np.uint32], letter: int, previous: int
) -> Distances:
    """Return the next row of the distance table, for one letter more of the question."""
    fits = letters == letter
    best = np.minimum(row[1:] + np.int8(1), row[:-1] + ~fits)
    if previous:
        swapped = fits[:-1] & (letters[1:] == previous)
        best[1:] = np.where(swapped, np.minimum(best[1:], before[:-2] + 1), best[1:])
    table: Distances = np.concatenate([row[:1] + 1, best]).astype(np.int8)
    # Letters too many may follow from an earlier place in the word: from no further than there may be typos.
    extended = table.copy()
    for step in range(1, TIKFOUTEN_MAXIMUM + 1):
        np.minimum(extended[step:], table[:-step] + np.int8(step), out=extended[step:])
    return extended
