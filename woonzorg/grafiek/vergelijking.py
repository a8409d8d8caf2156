"""Charts of a comparison: the share of each gemeente, the measures on one scale, and the years.

Each plan has a colour and a shape of its own: A is a purple dot, B a teal diamond. What is equal is drawn and told
once, as 'A = B'.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from woonzorg.grafiek.assen import round_up, write_getal
from woonzorg.grafiek.beschrijving import (
    GRIJS,
    INKT,
    LICHT,
    PAARS,
    TEAL,
    As,
    Cijfertabel,
    Formaat,
    Grafiek,
    Punt,
    Reeks,
    Reekssoort,
    Teken,
    Uiterlijk,
    Woord,
    join_paren,
)  # fmt: skip
from woonzorg.tekst.getal import format_getal
from woonzorg.verdeling.vergelijking.gelijk import LETTERS, merge_gelijke

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Mapping, Sequence

    import pandas as pd

    from woonzorg.verdeling.jaren.reeks import Jaarlijn
    from woonzorg.verdeling.vergelijking.kant import Kant
    from woonzorg.verdeling.vergelijking.vergelijking import Vergelijking

KANTEN: dict[str, Uiterlijk] = {
    "A": Uiterlijk(PAARS, Teken.ROND),
    "B": Uiterlijk(TEAL, Teken.RUIT, streep="7 4"),
    "C": Uiterlijk("#a34a00", Teken.VIERKANT, streep="2 3"),
    "D": Uiterlijk("#1f5fa8", Teken.DRIEHOEK, streep="10 3 2 3"),
    "E": Uiterlijk("#5a5a66", Teken.PUNT_OMLAAG, streep="12 5"),
}
"""Looks of each plan, by its letter."""

_BREEDTE, _NAAM = 446.0, 224.0
_LETTERS = 28
_TAAK = "naar inwoners"
_STREPEN = (Uiterlijk(INKT, Teken.STREEP, dikte=3.0), Uiterlijk(INKT, Teken.STREEP, streep="3 3", dikte=3.0))
"""Looks of a share by inhabitants: of A, and of a plan with another demand."""


def make_gemeenten(gemeenten: pd.DataFrame) -> Grafiek:
    """Describe new homes per 1,000 households: each plan and the share by inhabitants of each gemeente.

    Parameters
    ----------
    gemeenten : DataFrame
        As `Vergelijking.gemeenten`; a gemeente without households has no line.
    """
    rows = gemeenten[gemeenten["huishoudens"] > 0].to_dict("records")
    names = [str(row["naam"]) for row in rows]
    tasks, plans = (_merge_kolommen(rows, gemeenten, prefix) for prefix in ("taakstelling_", ""))
    tasks = [(_name_taak(head, len(tasks)), values) for head, values in tasks]
    every = [value for _, values in (*tasks, *plans) for value in values]
    most = round_up(max(every, default=1.0))
    ends = [
        tuple(
            Punt(choose(values), place)
            for place, values in enumerate(zip(*(v for _, v in plans), strict=True))
        )
        for choose in (min, max)
    ]
    told = _tell_gemeenten(names, [*plans, (_TAAK, tasks[0][1])])
    return Grafiek(
        f"Nieuwe woningen per 1.000 huishoudens, per gemeente. {told}. Dezelfde cijfers staan in de tabel.",
        As(0.0, most, tuple((most * part / 4, write_getal(most * part / 4)) for part in range(5))),
        _make_rijen([_shorten(name) for name in names]),
        (
            Reeks("", Reekssoort.STUKKEN, Uiterlijk("#c9c9d2", dikte=5.0), join_paren(*ends)),
            *(
                Reeks(head if not place else "", Reekssoort.PUNTEN, _STREPEN[min(place, 1)],
                      _make_punten(head, names, values, 11.0))
                for place, (head, values) in enumerate(tasks)
            ),
            *(
                Reeks(head, Reekssoort.PUNTEN, KANTEN[head[0]], _make_punten(head, names, values, 7.0))
                for head, values in plans
            ),
        ),
        Formaat(_BREEDTE, 34.0 * max(len(rows), 1), (40.0, 40.0, 26.0, _NAAM)),
        Cijfertabel(
            (
                ("Gemeente", None),
                *((f"{head[:1].upper()}{head[1:]}, per 1.000 huishoudens", 2) for head, _ in (*tasks, *plans)),
            ),
            tuple(
                (name, *(values[place] for _, values in (*tasks, *plans))) for place, name in enumerate(names)
            ),
        ),
        legenda=True,
    )  # fmt: skip


def _merge_kolommen(
    rows: list[dict[Hashable, Any]], gemeenten: pd.DataFrame, prefix: str
) -> list[tuple[str, tuple[float, ...]]]:
    """Return rates by plan, each with its letter; those of plans that are equal once, as 'A = B'."""
    letters = [letter for letter in LETTERS if f"{prefix}{letter.lower()}" in gemeenten]
    columns = [[_rate(row, f"{prefix}{letter.lower()}") for row in rows] for letter in letters]
    return merge_gelijke(letters, columns)


def _name_taak(letters: str, aantal: int) -> str:
    return _TAAK if aantal == 1 else f"{_TAAK}, {letters}"


def _make_punten(head: str, names: list[str], values: Sequence[float], straal: float) -> tuple[Punt, ...]:
    return tuple(
        Punt(value, place, names[place], f"{head} {write_getal(value)}", (value,), straal=straal)
        for place, value in enumerate(values)
    )


def _tell_gemeenten(names: list[str], columns: list[tuple[str, tuple[float, ...]]]) -> str:
    return "; ".join(
        f"{name}: {', '.join(f'{head} {write_getal(values[place])}' for head, values in columns)}"
        for place, name in enumerate(names)
    )


def _rate(row: Mapping[Any, Any], name: str) -> float:
    return 1000.0 * float(row[name]) / float(row["huishoudens"])


def _shorten(naam: str) -> str:
    """Return a name that fits beside its line; the table has it whole."""
    return naam if len(naam) <= _LETTERS else f"{naam[: _LETTERS - 1].rstrip()}…"


def _make_rijen(namen: list[str]) -> As:
    """Return the axis of rows, the first one above."""
    return As(max(len(namen), 1) - 0.5, -0.5, tuple(enumerate(namen)), rijen=True)


MATEN: dict[str, str] = {
    "hoogste_belasting": "Hoogste per 1.000",
    "hoogste_lq": "Hoogste aandeel (LQ)",
    "dissimilariteit": "Ongelijk verdeeld (D)",
    "theil": "Ongelijk verdeeld (Theil)",
    "in_kwetsbaar": "In kwetsbaar gebied",
}
"""Measures in the chart, each on a scale of its own that begins at 0."""


def make_maten(vergelijking: Vergelijking) -> Grafiek:
    """Describe each measure on one line for all plans: the simple keys, now, A, B and so on."""
    sides = _name_kanten(vergelijking)
    tops = [_find_top([_read(side, name) for _, side, _ in sides]) for name in MATEN]
    series = tuple(
        Reeks(key, Reekssoort.PUNTEN, looks, tuple(
            _make_maat(place, title, word, _read(side, name), tops[place])
            for word, side, of in sides if of == key
            for place, (name, title) in enumerate(MATEN.items())
            if not math.isnan(_read(side, name))
        ))
        for key, looks in _TEKENS.items()
        if any(of == key for _, _, of in sides)
    )  # fmt: skip
    starts, ends = (tuple(Punt(x, place) for place in range(len(MATEN))) for x in (0.0, 1.0))
    told = "; ".join(_tell_maat(name, title, sides) for name, title in MATEN.items())
    return Grafiek(
        f"Maten van alle plannen. {told}. Alle cijfers staan in de tabel.",
        As(0.0, 1.0),
        _make_rijen(list(MATEN.values())),
        (Reeks("", Reekssoort.STUKKEN, Uiterlijk(LICHT, dikte=3.0), join_paren(starts, ends)), *series),
        Formaat(_BREEDTE, 46.0 * len(MATEN), (40.0, 40.0, 4.0, _NAAM)),
        Cijfertabel(
            (("Plan", None), *((title, 3) for title in MATEN.values())),
            tuple((word, *(_read(side, name) for name in MATEN)) for word, side, _ in sides),
        ),
        woorden=tuple(
            Woord(x, place, word, dy=23.0)
            for place, top in enumerate(tops)
            for x, word in ((0.0, "0"), (1.0, write_getal(top)))
        ),
        legenda=True,
    )


_SLEUTEL, _NUL = "eenvoudige sleutels", "nulsituatie"
_TEKENS: dict[str, Uiterlijk] = {
    _SLEUTEL: Uiterlijk(GRIJS, Teken.STREEP),
    _NUL: Uiterlijk(INKT, Teken.OPEN),
    **KANTEN,
}
"""Looks of the marks of a plan; A, B and so on lie over the others."""


def _name_kanten(found: Vergelijking) -> list[tuple[str, Kant, str]]:
    """Return each plan: its name, the plan, and under which mark it stands; those that come out equal once."""
    return [
        (name, side, letter or (_NUL if side is found.nul else _SLEUTEL))
        for letter, name, side in found.name_kanten()
    ]


def _make_maat(place: int, title: str, plan: str, value: float, top: float) -> Punt:
    return Punt(value / top, place, plan, f"{title} {format_getal(value, 3)}", (value,), straal=8.0)


def _find_top(values: list[float]) -> float:
    return round_up(max((value for value in values if not math.isnan(value)), default=1.0))


def _read(kant: Kant, name: str) -> float:
    return float(getattr(kant.maten, name))


def _tell_maat(name: str, title: str, sides: Sequence[tuple[str, Kant, str]]) -> str:
    parts = [
        (word.partition(":")[0] if of in KANTEN else "nu", side) for word, side, of in sides if of != _SLEUTEL
    ]
    return f"{title}: " + ", ".join(f"{word} {format_getal(_read(side, name), 2)}" for word, side in parts)


JAARMATEN: dict[str, str] = {
    "tekort": "Tekort aan woningen",
    "extra_tekort": "Extra tekort door afstapelen",
    "concentraties": "Concentraties (naar het aandeel nu)",
    "concentraties_jaar": "Concentraties (naar het aandeel van het jaar)",
}
"""What the years show, by the name of a field of `Stand`."""


def make_jaren(maat: str, lijnen: Mapping[str, Mapping[str, Jaarlijn]]) -> Grafiek:
    """Describe one figure over the years: a band from low to high demand for each plan.

    Parameters
    ----------
    maat : str
        One of `JAARMATEN`.
    lijnen : mapping
        Letter of a plan ('A', or 'A = B') → side of the demand → line.
    """
    points = {
        (letter, side): _list_jaren(maat, f"{letter}, {_VRAAG[side]} vraag", line)
        for letter, sides in lijnen.items()
        for side, line in sides.items()
    }
    years = sorted({punt.x for line in points.values() for punt in line})
    most = round_up(max(punt.y for line in points.values() for punt in line))
    first, last = years[0], max(years[-1], years[0] + 1)
    ticks = sorted({first, last, *(year for year in (2030.0, 2035.0, 2040.0) if first < year < last)})
    told = " ".join(_tell_jaren(letter, points) for letter in lijnen)
    return Grafiek(
        f"{JAARMATEN[maat]} per jaar, van lage tot hoge vraag. {told} Alle jaren staan in de tabel.",
        As(first, last, tuple((year, f"{year:.0f}") for year in ticks)),
        As(0.0, most, tuple((value, write_getal(value)) for value in (0.0, most / 2, most))),
        tuple(_draw_jaren(lijnen, points)),
        Formaat(400.0, 170.0, (40.0, 34.0, 30.0, 52.0)),
        _tabulate_jaren(points),
        titel=JAARMATEN[maat],
        legenda=True,
    )


_VRAAG = {"laag": "lage", "hoog": "hoge"}


def _list_jaren(maat: str, woorden: str, line: Jaarlijn) -> tuple[Punt, ...]:
    values = [(stand.jaar, float(getattr(stand, maat))) for stand in line.standen]
    return tuple(
        Punt(float(jaar), value, str(jaar), f"{woorden} {write_getal(value)}", (value,))
        for jaar, value in values
    )


def _draw_jaren(
    lijnen: Mapping[str, Mapping[str, Jaarlijn]], points: Mapping[tuple[str, str], tuple[Punt, ...]]
) -> Iterator[Reeks]:
    for letter in lijnen:
        low, high = points[letter, "laag"], points[letter, "hoog"]
        looks = KANTEN[letter[0]]
        yield Reeks("", Reekssoort.VLAK, looks, high + low[::-1])
        yield from (Reeks("", Reekssoort.LIJN, looks, line) for line in (low, high))
        yield Reeks(letter, Reekssoort.PUNTEN, looks, (low[-1], high[-1]))


def _tell_jaren(letter: str, points: Mapping[tuple[str, str], tuple[Punt, ...]]) -> str:
    low, high = (points[letter, side][-1] for side in ("laag", "hoog"))
    return (
        f"{letter} in {high.naam}: {format_getal(low.y)} bij lage en {format_getal(high.y)} bij hoge vraag."
    )


def _tabulate_jaren(points: Mapping[tuple[str, str], tuple[Punt, ...]]) -> Cijfertabel:
    rows: dict[str, list[float]] = {}
    for place, line in enumerate(points.values()):
        for punt in line:
            # A line may be shorter than another: its place stays empty.
            row = rows.setdefault(punt.naam, [math.nan] * len(points))
            row[place] = punt.y
    heads = (("Jaar", None), *((f"{letter}, {side}", 0) for letter, side in points))
    return Cijfertabel(heads, tuple((jaar, *row) for jaar, row in sorted(rows.items())))
