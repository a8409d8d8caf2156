"""Region, country, provinces and named sets, counted in one set of national data with one yardstick.

All are counted from the same national snapshot, so that no bar compares two rules or two years. An overconcentratie is
held against the share of the country here: one yardstick for all. On the map it is held against the region's own.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import pandas as pd

from woonzorg.gebied import NEDERLAND, PROVINCIES, Niveau
from woonzorg.kaart import landtelling, woorden
from woonzorg.kaart.telling import Telling, count_klassen, count_niets
from woonzorg.oordeel import toets
from woonzorg.oordeel.veerkracht import Klasse, Oordeel
from woonzorg.socialehuur.vertegenwoordiging import find_gezamenlijk

if TYPE_CHECKING:
    from collections.abc import Sequence

    from woonzorg.gebied import Regio
    from woonzorg.gegevens.manifest import Manifest
    from woonzorg.gegevens.opslag import Snapshot
    from woonzorg.oordeel.concentratie import Kenmerk
    from woonzorg.streken.streekset import Streekset


GEKOZEN = "gekozen streek"
"""What is said of a set that is called as the country, the region or a province."""


class Streeksoort(StrEnum):
    """What a row is about."""

    LAND = "land"
    REGIO = "regio"
    PROVINCIE = "provincie"
    SET = "set"


@dataclass(frozen=True)
class Streekrij:
    """What was counted of one set of gemeenten.

    Attributes
    ----------
    titel : str
    soort : Streeksoort
    gemeenten : tuple of str
        Names of the gemeenten of a set or the region, by name; () for country and provinces.
    telling : Telling
        Buurten and households by class.
    over : int or None
        Buurten with an overconcentratie; None when of those that may have one none is known, or the trait is not.
    over_onbekend : int
        Buurten of which it is not known: with these, what is known is the least.
    over_huishoudens : float
        Households in the known ones; NaN when these are unknown.
    corporatie : float or None
        Dwellings of a corporatie, in percent of all, of the gemeenten's own rows; None when one of these is unknown.
    gekozen_door : str
        Who chose a set; '' when nobody said so.
    ontbreekt : tuple of str
        Codes of a set that the national data do not have: it is then not counted.
    """

    titel: str
    soort: Streeksoort
    gemeenten: tuple[str, ...]
    telling: Telling
    over: int | None = None
    over_onbekend: int = 0
    over_huishoudens: float = math.nan
    corporatie: float | None = None
    gekozen_door: str = ""
    ontbreekt: tuple[str, ...] = ()

    def share(self, klasse: Klasse) -> float | None:
        """Return the households of a class in percent; None when unknown."""
        return _divide(self.telling.huishoudens[klasse], self.telling.totaal_huishoudens, 100.0)

    def count_promille(self, huishoudens: float) -> float | None:
        """Return households per 1,000 of all that are known; None when unknown."""
        return _divide(huishoudens, self.telling.totaal_huishoudens, 1000.0)

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain values; what is unknown is None."""
        count = self.telling
        return {
            "titel": self.titel, "soort": str(self.soort), "gemeenten": list(self.gemeenten),
            "buurten": {str(klasse): count.gebieden[klasse] if count.bekend else None for klasse in Klasse},
            "huishoudens": {str(klasse): _none(count.huishoudens[klasse]) for klasse in Klasse},
            "aandeel": {str(klasse): self.share(klasse) for klasse in Klasse},
            "kwetsbaar_per_1000": self.count_promille(count.huishoudens[Klasse.KWETSBAAR]),
            "overconcentraties": self.over,
            "overconcentraties_onbekend": self.over_onbekend if count.bekend else None,
            "overconcentratie_per_1000": self.count_promille(self.over_huishoudens),
            "corporatie_per_1000": None if self.corporatie is None else 10.0 * self.corporatie,
            "gekozen_door": self.gekozen_door, "ontbreekt": list(self.ontbreekt),
        }  # fmt: skip


def _divide(deel: float, geheel: float, keer: float) -> float | None:
    return keer * deel / geheel if geheel > 0 and not math.isnan(deel) else None


def _none(waarde: float) -> float | None:
    return None if math.isnan(waarde) else waarde


@dataclass(frozen=True)
class Streekbeeld:
    """Region, country, provinces and sets beside each other.

    Attributes
    ----------
    rijen : tuple of Streekrij
        The country, the region, the sets by name, then all provinces by name: no order of most.
    kenmerk : Kenmerk or None
        Of what an overconcentratie is.
    manifest : Manifest
    land_id : str
        National data that were counted.
    jaren : tuple of int
        Year of SES-WOA and of the Leefbaarometer; 0 for none.
    anders : tuple of str
        In what the region's own data differ from these.
    provincie : str
        Name of the province in which the region lies; '' when it lies in more than one, or none is known.
    """

    rijen: tuple[Streekrij, ...]
    kenmerk: Kenmerk | None
    manifest: Manifest
    land_id: str
    jaren: tuple[int, int]
    anders: tuple[str, ...] = ()
    provincie: str = ""

    @property
    def land(self) -> Streekrij:
        """The country."""
        return self.rijen[0]

    @property
    def regio(self) -> Streekrij | None:
        """The region; None when the country itself is looked at."""
        return next((row for row in self.rijen if row.soort == Streeksoort.REGIO), None)

    def list_dia(self) -> tuple[Streekrij, ...]:
        """Return the rows of a slide: without sets every province, with sets the region's own province only."""
        sets = any(row.soort == Streeksoort.SET for row in self.rijen)
        near = [
            row for row in self.rijen if row.soort != Streeksoort.PROVINCIE or row.titel == self.provincie
        ]
        return tuple(near) if sets else self.rijen


def explain_ontbreekt(manifest: Manifest, land: Snapshot | None) -> str:
    """Tell why nothing can be counted, and what is needed; '' when it can."""
    if manifest.fictief:
        return woorden.FICTIEF
    return woorden.LAAD_NEDERLAND if land is None else ""


@dataclass(frozen=True, eq=False)
class Streekgrond:
    """What is counted of national data once, for whatever stands beside it: nothing of a visitor.

    Attributes
    ----------
    land : Streekrij
    provincies : tuple of Streekrij
        By name.
    buurten, gemeenten : DataFrame
        Of all buurten and gemeenten what a set is counted from.
    kenmerk, manifest, land_id, jaren
        As in `Streekbeeld`.
    """

    land: Streekrij
    provincies: tuple[Streekrij, ...]
    buurten: pd.DataFrame
    gemeenten: pd.DataFrame
    kenmerk: Kenmerk | None
    manifest: Manifest
    land_id: str
    jaren: tuple[int, int]


_BUURTKOLOMMEN = ["gemeentecode", "provinciecode", "klasse", "huishoudens", "overconcentratie"]
_GEMEENTEKOLOMMEN = ["code", "naam", "gemeentecode", "provinciecode", "woningen", "corporatie_pct"]


def count_grond(land: Snapshot) -> Streekgrond:
    """Count country and provinces, and keep what any set of gemeenten is counted from."""
    score = toets.score_snapshot(land)
    buurten = pd.DataFrame(score.select(Niveau.BUURT)[_BUURTKOLOMMEN])
    towns = pd.DataFrame(score.select(Niveau.GEMEENTE)[_GEMEENTEKOLOMMEN])
    if score.kenmerk is None:
        buurten = buurten.assign(overconcentratie=str(Oordeel.ONBEKEND))
    return Streekgrond(
        _count(NEDERLAND.titel, Streeksoort.LAND, buurten, towns), tuple(_count_provincies(buurten, towns)),
        buurten, towns, score.kenmerk, land.manifest, land.id, (score.jaar_ses, score.jaar_lbm),
    )  # fmt: skip


def count_streken(manifest: Manifest, land: Snapshot, sets: Sequence[Streekset] = ()) -> Streekbeeld:
    """Count region, country, provinces and sets of a snapshot with national data, as `count_naast` does."""
    return count_naast(manifest, count_grond(land), sets)


def count_naast(manifest: Manifest, grond: Streekgrond, sets: Sequence[Streekset] = ()) -> Streekbeeld:
    """Count region and sets by class of their buurten, beside the country and the provinces.

    Parameters
    ----------
    manifest : Manifest
        Of the region that is looked at; of the country itself, no region stands beside it.
    grond : Streekgrond
        Of the national data (`landtelling.find_land`).
    sets : sequence of Streekset
    """
    regio = manifest.regio
    chosen = [_mark_titel(one, regio) for one in sets if one.gemeenten != regio.gemeenten]
    rows = [grond.land]
    rows += [] if regio.is_land else [_count_gemeenten(regio.titel, regio.gemeenten, grond)]
    rows += [_count_set(one, grond) for one in sorted(chosen, key=lambda one: one.titel)]
    differing = () if regio.is_land else tuple(landtelling.list_verschillen(manifest, grond.manifest))
    return Streekbeeld(
        (*rows, *grond.provincies), grond.kenmerk, grond.manifest, grond.land_id, grond.jaren, differing,
        _find_provincie(grond.gemeenten, regio),
    )  # fmt: skip


def _mark_titel(one: Streekset, regio: Regio) -> Streekset:
    """Mark a set that is called as the country, the region or a province: it never passes for that."""
    taken = {title.casefold() for title in (NEDERLAND.titel, regio.titel, *PROVINCIES.values())}
    return replace(one, titel=f"{one.titel} ({GEKOZEN})") if one.titel.casefold() in taken else one


def _count(titel: str, soort: Streeksoort, buurten: pd.DataFrame, towns: pd.DataFrame) -> Streekrij:
    over = buurten["overconcentratie"]
    crowded, unknown = buurten.loc[over == Oordeel.JA, "huishoudens"], int((over == Oordeel.ONBEKEND).sum())
    owned = find_gezamenlijk(towns, "corporatie_pct")
    counted = Streekrij(
        titel, soort, (), count_klassen(buurten, titel, Niveau.BUURT),
        over_onbekend=unknown, corporatie=None if math.isnan(owned) else owned,
    )  # fmt: skip
    if unknown and crowded.empty:
        return counted
    households = 0.0 if crowded.empty else float(crowded.sum(min_count=1))
    return replace(counted, over=len(crowded), over_huishoudens=households)


def _count_gemeenten(titel: str, codes: Sequence[str], grond: Streekgrond, *, soort: Streeksoort = Streeksoort.REGIO,
                     gekozen_door: str = "") -> Streekrij:  # fmt: skip
    buurten, towns = grond.buurten, grond.gemeenten
    names = dict(zip(towns["code"], towns["naam"], strict=True))
    absent = tuple(code for code in codes if code not in names)
    members = tuple(sorted(names.get(code, code) for code in codes))
    if absent:
        unknown = count_niets(titel, Niveau.BUURT)
        return Streekrij(titel, soort, members, unknown, gekozen_door=gekozen_door, ontbreekt=absent)
    inside = _count(titel, soort, *(part[part["gemeentecode"].isin(codes)] for part in (buurten, towns)))
    return replace(inside, gemeenten=members, gekozen_door=gekozen_door)


def _count_set(one: Streekset, grond: Streekgrond) -> Streekrij:
    return _count_gemeenten(
        one.titel, one.gemeenten, grond, soort=Streeksoort.SET, gekozen_door=one.gekozen_door
    )


def _count_provincies(buurten: pd.DataFrame, towns: pd.DataFrame) -> list[Streekrij]:
    found = [code for code in PROVINCIES if (buurten["provinciecode"] == code).any()]
    return [
        _count(
            PROVINCIES[code], Streeksoort.PROVINCIE,
            *(part[part["provinciecode"] == code] for part in (buurten, towns)),
        )
        for code in sorted(found, key=PROVINCIES.__getitem__)
    ]  # fmt: skip


def _find_provincie(towns: pd.DataFrame, regio: Regio) -> str:
    codes = set(towns.loc[towns["code"].isin(regio.gemeenten), "provinciecode"])
    return PROVINCIES.get(codes.pop(), "") if len(codes) == 1 else ""
