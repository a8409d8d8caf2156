"""Charts of a distribution: who takes how much (picture 3), and what the share of homes does (picture 4)."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from woonzorg.grafiek.assen import choose_stap, list_stappen
from woonzorg.grafiek.beschrijving import (
    GEEL,
    INKT,
    PAARS,
    TEAL,
    As,
    Cijfertabel,
    Formaat,
    Grafiek,
    Lijn,
    Punt,
    Reeks,
    Reekssoort,
    Teken,
    Tint,
    Uiterlijk,
    Woord,
    join_paren,
)  # fmt: skip
from woonzorg.tekst.getal import format_getal
from woonzorg.verdeling.vraag.getal import format_waarde

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from woonzorg.verdeling.uitkomst.aandeel import Aandeellijn

_GRIJS = "#c9c9d2"
_STAP = 300.0
"""Width of the axis of the dumbbells, in pixels; what is told beside it lies beyond its end."""
_NAAST, _DEEL, _NAAST_EIND = 340.0 / _STAP, 80.0 / _STAP, 428.0 / _STAP


def make_halters(gemeenten: pd.DataFrame) -> Grafiek:
    """Describe picture 3: a line a gemeente, with its share by inhabitants as a tick and the proposal as a dot.

    Parameters
    ----------
    gemeenten : DataFrame
        As `ruimte.tabulate_belasting` gives it; a gemeente without households has no line.
    """
    rows = gemeenten[gemeenten["taak_1000"].notna()].to_dict("records")
    most, ticks = _make_stappen(max([*(row[name] for row in rows for name in _HALTER), 1.0]))
    places = list(enumerate(rows))
    task, plan = (
        tuple(
            Punt(row[name], place, str(row["naam"]), getallen=(row[name],), straal=size)
            for place, row in places
        )
        for name, size in zip(_HALTER, (10.0, 7.0), strict=True)
    )
    told = "; ".join(_tell_halter(row) for row in rows)
    return Grafiek(
        f"Per gemeente: nieuwe woningen per 1.000 huishoudens. {told}. Dezelfde cijfers staan in de tabel.",
        As(0.0, most, ticks),
        As(max(len(rows), 1) - 0.5, -0.5, tuple((place, str(row["naam"])) for place, row in places), rijen=True),
        (
            Reeks("", Reekssoort.STUKKEN, Uiterlijk(_GRIJS, dikte=5.0), join_paren(task, plan)),
            Reeks("Naar inwoners", Reekssoort.PUNTEN, Uiterlijk(INKT, Teken.STREEP, dikte=3.0), task),
            Reeks("Voorstel", Reekssoort.PUNTEN, Uiterlijk(PAARS), plan),
        ),
        Formaat(_STAP, 34.0 * max(len(rows), 1), (30.0, 220.0, 26.0, 210.0)),
        Cijfertabel(
            (("Gemeente", None), ("Naar inwoners", 1), ("Voorstel", 1), ("Deel van wat vrijkomt (%)", 0)),
            tuple((str(row["naam"]), row["taak_1000"], row["voorstel_1000"], row["aandeel"]) for row in rows),
        ),
        tinten=tuple(tint for place, row in places for tint in _tint_deel(row["aandeel"], place, most)),
        woorden=(
            Woord(0.0, -0.5, "Woningen per 1.000 huishoudens", "start", -16, vet=True),
            Woord(most * _NAAST, -0.5, "Deel van wat vrijkomt", "start", -16, vet=True),
            *(Woord(most * _NAAST_EIND, place, _tell_deel(row["aandeel"]), "start") for place, row in places),
        ),
    )  # fmt: skip


_HALTER = ("taak_1000", "voorstel_1000")


def _tell_deel(share: float) -> str:
    return "onbekend" if math.isnan(share) else f"{format_getal(share)} %"


def _tint_deel(share: float, place: int, most: float) -> tuple[Tint, Tint]:
    """Return the bar of what is taken of the dwellings that come free, beyond the end of the axis."""
    left, side = most * _NAAST, (place - 0.24, place + 0.24)
    part = 0.0 if math.isnan(share) else min(share, 100.0) / 100
    return Tint((left, left + most * _DEEL), side, "#eeeef3"), Tint(
        (left, left + part * most * _DEEL), side, TEAL
    )


def _tell_halter(row: Mapping[Any, Any]) -> str:
    task, plan = (format_getal(row[name], 1) for name in _HALTER)
    return f"{row['naam']}: naar inwoners {task}, voorstel {plan}"


def _make_stappen(top: float) -> tuple[float, tuple[tuple[float, str], ...]]:
    """Return a round end of an axis that begins at 0, and its steps."""
    step = choose_stap(top)
    most = step * math.ceil(top / step)
    return most, tuple((value, format_waarde(value)) for value in list_stappen(step, most))


def make_aandeel(lijn: Aandeellijn) -> Grafiek:
    """Describe picture 4: homes placed against the share of freed homes; both demands dashed."""
    most, ticks = _make_stappen(
        max(lijn.vraag_hoog, lijn.vraag_laag, *(point.hoog or 0 for point in lijn.punten), 1)
    )
    now = format_getal(lijn.aandeel, 0 if lijn.aandeel == int(lijn.aandeel) else 1)
    asked = {lijn.vraag_laag: "Lage vraag", lijn.vraag_hoog: "Hoge vraag"}
    dashed = Uiterlijk(INKT, streep="3 4", dikte=1.5)
    return Grafiek(
        _tell_aandeel(lijn),
        As(0.0, 100.0, tuple((float(share), f"{share} %") for share in range(0, 101, 25)),
           "Toewijsaandeel: deel van de vrijkomende woningen"),
        As(0.0, most, ticks),
        (
            Reeks("Lage vraag", Reekssoort.LIJN, Uiterlijk(TEAL, streep="7 4", dikte=3.0), _list_punten(lijn, "laag")),
            Reeks("Hoge vraag", Reekssoort.LIJN, Uiterlijk(PAARS, dikte=3.0), _list_punten(lijn, "hoog")),
        ),
        Formaat(600.0, 250.0, (16.0, 24.0, 50.0, 56.0)),
        Cijfertabel(
            (("Toewijsaandeel", None), ("Lage vraag", 0), ("Hoge vraag", 0)),
            tuple((f"{format_getal(point.aandeel)} %", _read(point.laag), _read(point.hoog)) for point in lijn.punten),
        ),
        lijnen=(
            *(Lijn(dashed, y=count, tekst=f"{word} {format_getal(count)}") for count, word in asked.items()),
            Lijn(Uiterlijk(GEEL, dikte=3.0), x=lijn.aandeel, tekst=f"nu {now} %"),
        ),
    )  # fmt: skip


def _read(count: int | None) -> float:
    return math.nan if count is None else float(count)


def _list_punten(lijn: Aandeellijn, kant: str) -> tuple[Punt, ...]:
    values = [(point.aandeel, _read(getattr(point, kant))) for point in lijn.punten]
    return tuple(
        Punt(share, count, f"{format_getal(share)} %", f"{format_getal(count)} woningen", (count,))
        for share, count in values
        if not math.isnan(count)
    )


def _tell_aandeel(lijn: Aandeellijn) -> str:
    some = [point for point in lijn.punten if point.aandeel % 25 == 0 and point.hoog is not None]
    points = "; ".join(f"bij {format_getal(point.aandeel)} % {format_getal(point.hoog)}" for point in some)
    return (
        f"Woningen met een plek bij een hoge vraag van {format_getal(lijn.vraag_hoog)}: {points}. "
        f"De lage vraag is {format_getal(lijn.vraag_laag)}. Dezelfde cijfers staan in de tabel."
    )


def make_merken(lijn: Aandeellijn) -> Grafiek:
    """Describe beneath picture 4, a row a gemeente, up to which share more of it still helps there."""
    places = list(enumerate(lijn.merken))
    ends = tuple(
        Punt(mark.aandeel, place, mark.naam, f"{format_getal(mark.aandeel)} %", (mark.aandeel,), straal=4.5)
        for place, mark in places
    )
    starts = tuple(Punt(0.0, end.y) for end in ends)
    told = "; ".join(f"{end.naam} {end.woorden}" for end in ends)
    return Grafiek(
        f"Tot dit aandeel helpt meer in de gemeente: {told}.",
        As(0.0, 100.0),
        As(max(len(places), 1) - 0.5, -0.5),
        (
            Reeks("", Reekssoort.STUKKEN, Uiterlijk(_GRIJS, dikte=2.0), join_paren(starts, ends)),
            Reeks("", Reekssoort.PUNTEN, Uiterlijk(PAARS), ends),
        ),
        Formaat(600.0, 17.0 * len(places), (24.0, 24.0, 4.0, 56.0)),
        Cijfertabel((("Gemeente", None), ("Toewijsaandeel (%)", 0)), tuple((end.naam, end.x) for end in ends)),
        titel="Tot dit aandeel helpt meer in de gemeente:",
        hoeken=tuple(
            Woord(end.x, end.y, f"\N{NO-BREAK SPACE}\N{NO-BREAK SPACE}{end.naam}\N{NO-BREAK SPACE}\N{NO-BREAK SPACE}",
                  "end" if end.x > 60 else "start")
            for end in ends
        ),
    )  # fmt: skip
