"""Where placements raised the concentration: before and after, by the rules of Verdelen.

An area is a concentratie by any way of counting who lives there, as `regels.verplaatsing` tests it: buurten, and wijken
and gemeenten by their own rows. All placements up to a moment count together.

For the working view of who gave the file, and for the visit only: it names buurten. Of a buurt no number is given, so
that no placement can be counted back; nothing of it goes on a shared page, paper or file.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from woonzorg.gebied import Niveau, find_niveau
from woonzorg.oordeel.concentratie import HUISHOUDENS_MINIMUM, Q
from woonzorg.speling import RUIS
from woonzorg.verdeling.invoer.eenmaal import once
from woonzorg.verdeling.regels.tellingen import list_tellingen, read_ruimer

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from woonzorg.agenda.kwartaal import Kwartaal
    from woonzorg.agenda.plaatsingsbestand import Plaatsing
    from woonzorg.verdeling.invoer.veld import Veld


@dataclass(frozen=True)
class Stijging:
    """An area that is a concentratie with the placements, and took some of them.

    Attributes
    ----------
    code, naam, gemeente, klasse : str
            gemeente is its name; klasse is '' for a wijk or gemeente.
    niveau : Niveau
    moment : Kwartaal or None
        When it became a concentratie; None for one that it was before.
    """

    code: str
    naam: str
    gemeente: str
    klasse: str
    niveau: Niveau
    moment: Kwartaal | None


@dataclass(frozen=True)
class Concentraties:
    """Concentration before and after.

    Attributes
    ----------
    voor, na : int
        Buurten that are a concentratie, before and with the placements.
    stijgingen : tuple of Stijging
        By level, gemeente and name; never the most first.
    niet_getoetst : tuple of str
        Names of buurten with placements of which it is not known who live there, and that these alone make no
        concentratie: they count as neither.
    """

    voor: int
    na: int
    stijgingen: tuple[Stijging, ...]
    niet_getoetst: tuple[str, ...]

    def list_nieuw(self, niveau: Niveau) -> tuple[Stijging, ...]:
        """Return the areas of a level that became a concentratie."""
        return tuple(item for item in self.stijgingen if item.niveau == niveau and item.moment is not None)


@dataclass(frozen=True)
class _Gebied:
    """An area by one way of counting who lives there."""

    code: str
    niveau: Niveau
    delen: tuple[str, ...]
    huishoudens: float
    v: float
    aandeel: float

    @property
    def bekend(self) -> bool:
        """Whether it can be told if this is a concentratie; a small area never is one."""
        return math.isfinite(self.v) or self.huishoudens < HUISHOUDENS_MINIMUM

    def add(self, geplaatst: Mapping[str, int]) -> int:
        """Return the homes that are placed in it."""
        return sum(geplaatst.get(code, 0) for code in self.delen)

    def test(self, erbij: int) -> bool:
        """Tell whether it is a concentratie with homes added; where it is not known who lives there, by these alone."""
        large, lives = self.huishoudens >= HUISHOUDENS_MINIMUM, self.v if math.isfinite(self.v) else 0.0
        return large and lives + erbij >= Q * self.aandeel * self.huishoudens - RUIS


def find_concentraties(rijen: Sequence[Plaatsing], veld: Veld) -> Concentraties:
    """Return where placements raised the concentration; homes of groups that the rule does not bind do not count.

    Parameters
    ----------
    rijen : sequence of Plaatsing
    veld : Veld
        Of the level buurt.
    """
    moments = sorted({row.moment for row in rijen})
    counts = {moment: _count(rijen, moment) for moment in moments}
    last = counts[moments[-1]] if moments else {}
    areas = _list_gebieden(veld)
    buurten = [area for area in areas if area.niveau == Niveau.BUURT]
    found: dict[str, Stijging] = {}
    for area in areas:
        if (there := area.add(last)) and area.test(there):
            found.setdefault(area.code, _make_stijging(area, counts, veld))
    order = [Niveau.BUURT, Niveau.WIJK, Niveau.GEMEENTE]
    blind = {area.code for area in buurten if not area.bekend and area.add(last) and area.code not in found}
    return Concentraties(
        len({area.code for area in buurten if area.test(0)}),
        len({area.code for area in buurten if area.test(area.add(last))}),
        tuple(sorted(found.values(), key=lambda item: (order.index(item.niveau), item.gemeente, item.naam))),
        tuple(sorted(veld.namen[code] for code in blind)),
    )


def _count(rijen: Sequence[Plaatsing], moment: Kwartaal) -> Counter[str]:
    """Count homes by code up to a moment, of the groups that the rule binds."""
    counts = Counter[str]()
    for row in rijen:
        if row.gebonden and row.moment <= moment:
            counts[row.code] += row.aantal
    return counts


def _list_gebieden(veld: Veld) -> list[_Gebied]:
    """Return the buurten, wijken and gemeenten of the region, each by every way of counting."""
    own, households = np.flatnonzero(veld.eigen).tolist(), veld.read("huishoudens").tolist()
    areas: list[_Gebied] = []
    for count in list_tellingen(veld):
        areas += [
            _Gebied(
                code := veld.codes[place],
                Niveau.BUURT,
                (code,),
                households[place],
                count.v[place],
                count.aandeel,
            )
            for place in own
        ]
        for level in veld.ruimer:
            v, share = read_ruimer(level, count)
            areas += [
                _Gebied(
                    code,
                    _find_niveau(code),
                    (code, *(veld.codes[place] for place in members)),
                    size,
                    lives,
                    share,
                )
                for code, members, size, lives in zip(
                    level.codes, level.leden, level.huishoudens.tolist(), v.tolist(), strict=True
                )
            ]
    return areas


def _find_niveau(code: str) -> Niveau:
    return find_niveau(code) or Niveau.WIJK


@once
def _name_gebieden(veld: Veld) -> dict[str, tuple[str, str, str]]:
    """Return name, name of the gemeente, and class of a buurt ('' for others), by code."""
    found: dict[str, tuple[str, str, str]] = {}
    own = veld.gebieden[veld.eigen]
    columns = ["code", "naam", "wijkcode", "wijknaam", "gemeentecode", "gemeentenaam", "klasse"]
    for code, name, wijk, wijkname, gemeente, town, kind in own[columns].astype(str).itertuples(index=False):
        found |= {code: (name, town, kind), wijk: (wijkname, town, ""), gemeente: (town, town, "")}
    return found


def _make_stijging(area: _Gebied, counts: Mapping[Kwartaal, Counter[str]], veld: Veld) -> Stijging:
    since = next(moment for moment, placed in counts.items() if area.test(area.add(placed)))
    name, town, kind = _name_gebieden(veld)[area.code]
    return Stijging(area.code, name, town, kind, area.niveau, None if area.test(0) else since)
