"""Chart of the frontier: toewijsaandeel across, plafond upwards, and where the low and the high demand fit."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from woonzorg.grafiek.beschrijving import (
    INKT,
    PAARS,
    As,
    Cijfertabel,
    Formaat,
    Grafiek,
    Punt,
    Reeks,
    Reekssoort,
    Uiterlijk,
    Woord,
)
from woonzorg.tekst.getal import format_getal
from woonzorg.verdeling.vraag.getal import format_waarde

if TYPE_CHECKING:
    from collections.abc import Sequence

    from woonzorg.verdeling.uitweg.grensvlak import Grensvlak

KOP = "Wanneer past de vraag?"
_STAP = 5.0
_VAK = Formaat(362.0, 134.0, (20.0, 18.0, 42.0, 32.0))
_LAAG, _HOOG = Uiterlijk(PAARS, streep="7 4"), Uiterlijk(PAARS)


def make_grensvlak(vlak: Grensvlak) -> Grafiek:
    """Describe the frontier, with the point of the scenario itself.

    Parameters
    ----------
    vlak : Grensvlak
        As `uitweg.grensvlak.trace_grensvlak` gives it.
    """
    top = find_top(vlak)
    low, high = (list_rand(vlak, side, top) for side in ("laag", "hoog"))
    now = Punt(
        vlak.aandeel, min(vlak.per_1000, top), "nu", _tell_punt(vlak.aandeel, vlak.per_1000), straal=6.5
    )
    return Grafiek(
        _tell(vlak),
        As(0.0, 100.0, tuple((float(share), f"{share} %") for share in range(0, 101, 25)),
           "toewijsaandeel: deel van wat vrijkomt"),
        As(0.0, top, tuple((float(step), format_getal(step)) for step in _list_hoogten(top))),
        (
            *(Reeks("", Reekssoort.VLAK, Uiterlijk(PAARS), _sluit(edge, top)) for edge in (low, high) if edge),
            Reeks(f"lage vraag past ({format_getal(vlak.vraag_laag)})", Reekssoort.LIJN, _LAAG, low),
            Reeks(f"hoge vraag past ({format_getal(vlak.vraag_hoog)})", Reekssoort.LIJN, _HOOG, high),
            Reeks("", Reekssoort.STUKKEN, Uiterlijk(INKT, streep="2 3", dikte=1.3),
                  (now, Punt(now.x, 0.0), now, Punt(0.0, now.y))),
            Reeks("nu", Reekssoort.PUNTEN, Uiterlijk(INKT), (now,)),
        ),
        _VAK,
        _make_tabel(vlak),
        woorden=(
            Woord(0.0, top, "plafond per 1.000", "start", -9, vet=True),
            *_name_vlakken(vlak, low, high, top),
            Woord(now.x, now.y, "nu", "end" if now.x > 8 else "start", -9, vet=True),
        ),
    )  # fmt: skip


def find_top(vlak: Grensvlak) -> float:
    """Return where the axis upwards ends: above the heights that matter, on a round number."""
    most = max(vlak.per_1000, *(point.per_1000 for point in vlak.punten))
    return max(10.0, _STAP * math.ceil((most + 1) / _STAP))


def _list_hoogten(top: float) -> range:
    step = int(_STAP) if top <= 40 else int(_STAP) * math.ceil(top / 40)
    return range(0, int(top) + 1, step)


def list_rand(vlak: Grensvlak, kant: str, top: float) -> tuple[Punt, ...]:
    """Return the edge within which a demand fits, from 100 % below to the top; empty where it fits nowhere.

    Parameters
    ----------
    vlak : Grensvlak
    kant : str
        laag or hoog.
    top : float
        End of the axis upwards.
    """
    found = [
        (point.per_1000, least)
        for point in vlak.punten
        if (least := getattr(point, f"aandeel_{kant}")) is not None
    ]
    if not found:
        return ()
    points = [
        (100.0, found[0][0]),
        *((float(least), height) for height, least in found),
        (float(found[-1][1]), top),
    ]
    return tuple(
        Punt(share, height, f"{format_waarde(height)} per 1.000", f"{share:.0f} %")
        for share, height in points
    )


def _sluit(rand: tuple[Punt, ...], top: float) -> tuple[Punt, ...]:
    return (*rand, Punt(100.0, top))


def _name_vlakken(
    vlak: Grensvlak, laag: Sequence[Punt], hoog: Sequence[Punt], top: float
) -> tuple[Woord, ...]:
    """Write in each part which demand fits there; where a demand fits nowhere, that at the top."""
    above = hoog[0].y if hoog else top
    sides = (("lage", laag, above, vlak.vraag_laag), ("hoge", hoog, top, vlak.vraag_hoog))
    words = [
        Woord(99.0, (edge[0].y + until) / 2, f"{name} vraag past ({format_getal(asked)})", "end", vet=True)
        for name, edge, until, asked in sides
        if edge
    ]
    nowhere = " en de ".join(name for name, edge, _, _ in sides if not edge)
    told = f"de {nowhere} vraag past bij geen enkel aandeel en plafond"
    return (*words, *([Woord(50.0, top, told, "middle", 16)] if nowhere else []))


def _make_tabel(vlak: Grensvlak) -> Cijfertabel:
    rows = [
        point for point in vlak.punten if point.aandeel_laag is not None or point.aandeel_hoog is not None
    ]
    return Cijfertabel(
        (("Plafond per 1.000", None), (f"Lage vraag ({format_getal(vlak.vraag_laag)}) past vanaf", None),
         (f"Hoge vraag ({format_getal(vlak.vraag_hoog)}) past vanaf", None)),
        tuple(
            (format_waarde(point.per_1000), _write(point.aandeel_laag, point.mist_laag),
             _write(point.aandeel_hoog, point.mist_hoog))
            for point in rows
        ),
    )  # fmt: skip


def _write(aandeel: int | None, mist: tuple[int, ...]) -> str:
    if aandeel is None:
        return "past niet"
    return f"{aandeel} %" + (f", niet bij {', '.join(f'{share} %' for share in mist)}" if mist else "")


def _tell_punt(aandeel: float, per_1000: float) -> str:
    return f"toewijsaandeel {format_waarde(aandeel)} %, plafond {format_waarde(per_1000)} per 1.000"


def _tell(vlak: Grensvlak) -> str:
    parts = [f"Nu: {_tell_punt(vlak.aandeel, vlak.per_1000)}."]
    for name, asked, side in (("lage", vlak.vraag_laag, "laag"), ("hoge", vlak.vraag_hoog, "hoog")):
        edge = list_rand(vlak, side, find_top(vlak))
        parts.append(
            f"De {name} vraag ({format_getal(asked)}) past vanaf een plafond van {format_waarde(edge[1].y)} bij "
            f"{edge[1].x:.0f} %, en met een hoger plafond vanaf {edge[-1].x:.0f} %."
            if edge
            else f"De {name} vraag ({format_getal(asked)}) past bij geen enkel aandeel en plafond."
        )
    return " ".join([*parts, "Dezelfde cijfers staan in de tabel."])
