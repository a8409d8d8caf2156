"""The place of an initiative: buurt and wijk, each by its own class, what lies beside it, and where the others lie."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from woonzorg.gebied import Niveau
from woonzorg.oordeel.veerkracht import Klasse, Oordeel
from woonzorg.verdeling.invoer.eenmaal import once

if TYPE_CHECKING:
    from collections.abc import Mapping

    from woonzorg.oordeel.toets import Score
    from woonzorg.verdeling.invoer.veld import Veld


@dataclass(frozen=True)
class Ligging:
    """What is known of the buurten beside the field.

    Attributes
    ----------
    punten : mapping
        Code to a point inside the buurt, in metres (EPSG:28992).
    grensgevallen : mapping
        Code of a buurt or wijk to whether its verdict could turn with a new measurement.
    uitgesloten : frozenset of str
        Codes of areas of unknown class of which it is known that they are not kwetsbaar.
    """

    punten: Mapping[str, tuple[float, float]]
    grensgevallen: Mapping[str, Oordeel]
    uitgesloten: frozenset[str] = frozenset()


def make_ligging(score: Score) -> Ligging:
    """Return where the buurten of a snapshot lie, region and ring."""
    areas = score.gebieden
    buurten = areas[areas["niveau"] == Niveau.BUURT]
    points = buurten.geometry.representative_point()
    known = ~(points.is_empty | points.isna())
    spared = areas["kwetsbaar_uitgesloten"].astype(bool) & (areas["klasse"] == Klasse.ONBEKEND)
    return Ligging(
        {code: (point.x, point.y) for code, point in zip(buurten["code"][known], points[known], strict=True)},
        {code: Oordeel(value) for code, value in zip(areas["code"], areas["grensgeval"], strict=True)},
        frozenset(areas.loc[spared, "code"]),
    )


@dataclass(frozen=True)
class Plekbeeld:
    """A place.

    Attributes
    ----------
    code, naam, wijk, wijknaam, gemeente, gemeentenaam : str
    klasse, klasse_wijk, klasse_gemeente : Klasse
        Each of its own figures.
    grensgeval, grensgeval_wijk : Oordeel or None
        None where it was not looked at.
    buren, buren_kwetsbaar, buren_onbekend : int
        Neighbouring buurten, region and ring, and how many of them are kwetsbaar or of unknown class.
    landsgrens : bool
        Whether it lies at the national border: beyond it nothing is known.
    uitgesloten, uitgesloten_wijk : bool
        Whether it is known not to be kwetsbaar, though its class is unknown.
    """

    code: str
    naam: str
    wijk: str
    wijknaam: str
    gemeente: str
    gemeentenaam: str
    klasse: Klasse
    klasse_wijk: Klasse
    klasse_gemeente: Klasse
    grensgeval: Oordeel | None
    grensgeval_wijk: Oordeel | None
    buren: int
    buren_kwetsbaar: int
    buren_onbekend: int
    landsgrens: bool
    uitgesloten: bool = False
    uitgesloten_wijk: bool = False

    @cached_property
    def verschilt(self) -> bool:
        """Whether buurt and wijk are of another class."""
        return self.klasse != self.klasse_wijk


def describe_plek(code: str, veld: Veld, ligging: Ligging | None = None) -> Plekbeeld:
    """Return a place of the field.

    Parameters
    ----------
    code : str
        Of a buurt in the field.
    veld : Veld
    ligging : Ligging, optional
        Without it, whether a verdict could turn is not told.
    """
    rows, place = _read_rijen(veld), veld.codes.index(code)
    row = rows[place]
    near = [rows[other]["klasse"] for other in _list_buren(veld).get(place, ())]
    turns, spared = (ligging.grensgevallen, ligging.uitgesloten) if ligging else ({}, frozenset[str]())
    return Plekbeeld(
        code, str(row["naam"]), str(row["wijkcode"]), str(row["wijknaam"]), str(row["gemeentecode"]),
        str(row["gemeentenaam"]), Klasse(row["klasse"]), Klasse(row["klasse_wijk"] or Klasse.ONBEKEND),
        Klasse(row["klasse_gemeente"] or Klasse.ONBEKEND),
        turns.get(code), turns.get(str(row["wijkcode"])), len(near), near.count(Klasse.KWETSBAAR),
        near.count(Klasse.ONBEKEND), bool(row["landsgrens"]),
        code in spared, str(row["wijkcode"]) in spared,
    )  # fmt: skip


_KOLOMMEN = [
    "naam", "wijkcode", "wijknaam", "gemeentecode", "gemeentenaam", "klasse", "klasse_wijk", "klasse_gemeente",
    "landsgrens",
]  # fmt: skip


@once
def _read_rijen(veld: Veld) -> list[dict[str, Any]]:
    cells = veld.gebieden[_KOLOMMEN].itertuples(index=False, name=None)
    return [dict(zip(_KOLOMMEN, row, strict=True)) for row in cells]


@once
def _list_buren(veld: Veld) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for one, other in veld.paren.T.tolist():
        found.setdefault(one, []).append(other)
    return found
