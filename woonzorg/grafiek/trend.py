"""A measure over the years: above or below the mean, with the years beneath it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from woonzorg.grafiek.beschrijving import (
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
)  # fmt: skip
from woonzorg.tekst.getal import format_getal, write_naast
from woonzorg.tekst.plat import join_woorden

if TYPE_CHECKING:
    from collections.abc import Sequence

_BREEDTE, _HOOGTE = 252.0, 110.0
_RAND = 34.0
_SPEELRUIMTE = 55.0 / 31.0
"""How much further the axis reaches than the farthest value, so that there is room to write it."""


@dataclass(frozen=True)
class Jaarpunt:
    """A measure in one year, beside the mean of that year.

    Attributes
    ----------
    jaar : int
    waarde, referentie : float or None
        None when missing.
    """

    jaar: int
    waarde: float | None
    referentie: float | None = 0.0

    @property
    def afwijking(self) -> float | None:
        """How far it lies from the mean; a value of 0 or more is not below it."""
        if self.waarde is None or self.referentie is None:
            return None
        return self.waarde - self.referentie


def make_trend(titel: str, punten: Sequence[Jaarpunt]) -> Grafiek:
    """Describe a measure over the years; round marks lie below the mean, square ones do not.

    Parameters
    ----------
    titel : str
        Name of the measure.
    punten : sequence of Jaarpunt
        Oldest first; at least one.
    """
    reach = max((abs(punt.afwijking) for punt in punten if punt.afwijking is not None), default=0.0) or 1.0
    years, half = _make_jaren(punten), _SPEELRUIMTE * reach
    margin = _RAND / _BREEDTE * (years.eind - years.begin)
    across = (years.begin - margin, years.eind + margin)
    places = tuple(_place(punt) for punt in punten)
    return Grafiek(
        f"{titel}: {describe_punten(punten)}",
        years,
        As(-half, half),
        (
            Reeks("", Reekssoort.LIJN, Uiterlijk("#5c5c66", dikte=2.0), places),
            Reeks("onder gemiddeld", Reekssoort.PUNTEN, Uiterlijk(PAARS), tuple(p for p in places if p.y < 0)),
            Reeks("niet onder gemiddeld", Reekssoort.PUNTEN, Uiterlijk(TEAL, Teken.VIERKANT),
                  tuple(p for p in places if p.y >= 0)),
        ),
        Formaat(_BREEDTE, _HOOGTE, (0.0, _RAND, 18.0, _RAND)),
        Cijfertabel((("Jaar", None), (titel, 3), ("Gemiddelde", 3)),
              tuple((str(p.jaar), _read(p.waarde), _read(p.referentie)) for p in punten)),
        lijnen=(Lijn(Uiterlijk(INKT, dikte=1.5), y=0.0),),
        tinten=(Tint(across, (0.0, half), "#e5f1f0"), Tint(across, (-half, 0.0), "#ece7f3")),
        woorden=tuple(word for punt, place in zip(punten, places, strict=True) for word in _label(punt, place, half)),
    )  # fmt: skip


def _read(value: float | None) -> float:
    return math.nan if value is None else value


def _make_jaren(punten: Sequence[Jaarpunt]) -> As:
    """Return the axis of the years, each at its distance; a single one stands in the middle."""
    first, last = punten[0].jaar, punten[-1].jaar
    return As(float(first), float(last)) if last > first else As(first - 1.0, first + 1.0)


def _place(punt: Jaarpunt) -> Punt:
    value = _read(punt.waarde)
    return Punt(
        float(punt.jaar), _read(punt.afwijking), str(punt.jaar), format_getal(value, 3), (value,), straal=5.5
    )


def _label(punt: Jaarpunt, place: Punt, half: float) -> tuple[Woord, Woord]:
    """Return the score itself, as it is written elsewhere, and the year below."""
    year = Woord(place.x, -half, str(punt.jaar), dy=14.0, vet=True)
    if punt.afwijking is None:
        return year, Woord(place.x, 0.0, "onbekend", dy=-6.0)
    return year, Woord(place.x, place.y, place.woorden, dy=18.0 if place.y < 0 else -9.0)


def describe_punten(punten: Sequence[Jaarpunt]) -> str:
    """Tell the same in words."""
    parts = [f"{punt.jaar} {_describe_punt(punt)}" for punt in punten]
    return f"{join_woorden(parts)}." if parts else ""


def _describe_punt(punt: Jaarpunt) -> str:
    if punt.afwijking is None:
        return "onbekend"
    side = "onder" if punt.afwijking < 0 else "niet onder"
    if punt.waarde is None:
        return f"onbekend, {side} het gemiddelde"
    value, _ = write_naast(punt.waarde, punt.waarde - punt.afwijking, 3)
    return f"{value}, {side} het gemiddelde"
