"""Country and province beside a region: counted from a national snapshot, or said why not.

A region's snapshot holds no buurten beyond its ring. A national one serves only when both were judged alike: the
same years, the same division and the same reference. Otherwise a bar would compare two rules.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from woonzorg.gebied import NEDERLAND, PROVINCIES
from woonzorg.kaart import woorden
from woonzorg.kaart.telling import Telling, count_klassen, count_niets
from woonzorg.oordeel import toets
from woonzorg.speling import RUIS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from woonzorg.gegevens.manifest import Manifest
    from woonzorg.gegevens.opslag import Snapshot, Vermelding
    from woonzorg.oordeel.toets import Score


@dataclass(frozen=True)
class Landtelling:
    """The country and the province of a region, as far as they can be counted.

    Attributes
    ----------
    tellingen : tuple of Telling
        The country, then the province; each may be unknown.
    reden : str
        Why one of them is unknown, and what helps; '' when both are there.
    datum : str
        ISO date of the national data that were counted; '' when none were.
    """

    tellingen: tuple[Telling, ...]
    reden: str
    datum: str = ""


def find_land(lines: Sequence[Vermelding], manifest: Manifest) -> Vermelding | None:
    """Return the national snapshot to compare with: the first in use that fits, else the first, else None.

    Parameters
    ----------
    lines : sequence of Vermelding
        As `opslag.list_snapshots` gives them: what was gone back to, then what was published last.
    manifest : Manifest
        Of the region.
    """
    known = [(line, line.manifest) for line in lines if line.manifest is not None]
    national = [(line, other) for line, other in known if other.regio.is_land and not other.fictief]
    fitting = [line for line, other in national if not list_verschillen(manifest, other)]
    return next(iter([*fitting, *(line for line, _ in national)]), None)


def list_verschillen(manifest: Manifest, ander: Manifest) -> list[str]:
    """Tell in which years and division two snapshots differ, as far as the classes hang on these."""
    pairs = [
        (what, manifest.jaren.get(key, 0), ander.jaren.get(key, 0)) for key, what in woorden.MAAT.items()
    ]
    pairs.append((woorden.INDELING, manifest.indeling, ander.indeling))
    return [woorden.describe_verschil(what, here, there) for what, here, there in pairs if here != there]


def count_land(
    manifest: Manifest, score: Score, land: Snapshot | None, niveau: str, jaar: int | None = None
) -> Landtelling:
    """Count the country and the province of a region by class.

    Parameters
    ----------
    manifest : Manifest
        Of the region.
    score : Score
        The region, scored for the same edition.
    land : Snapshot or None
        What `find_land` found.
    niveau : str
    jaar : int, optional
        Edition; by default each measure's newest year.
    """
    names = (NEDERLAND.titel, PROVINCIES.get(manifest.regio.provincie, woorden.PROVINCIE))
    if manifest.fictief:
        return _refuse((woorden.LAND, woorden.PROVINCIE), niveau, woorden.FICTIEF)
    if land is None:
        return _refuse(names, niveau, woorden.LAAD_NEDERLAND)
    if differing := list_verschillen(manifest, land.manifest):
        return _refuse(names, niveau, woorden.describe_anders(differing))
    if jaar is not None and jaar not in toets.find_edities(land):
        return _refuse(names, niveau, woorden.describe_zonder_editie(jaar))
    national = toets.score_snapshot(land, jaar)
    if not np.isclose(national.referentie.waarde, score.referentie.waarde, rtol=0, atol=RUIS, equal_nan=True):
        return _refuse(names, niveau, woorden.ANDERE_REFERENTIE)
    return _count(manifest, national, niveau, land.manifest.datum)


def _refuse(names: Sequence[str], niveau: str, reden: str) -> Landtelling:
    return Landtelling(tuple(count_niets(naam, niveau) for naam in names), reden)


def _count(manifest: Manifest, national: Score, niveau: str, datum: str) -> Landtelling:
    areas = national.select(niveau)
    country = count_klassen(areas, NEDERLAND.titel, niveau)
    own = areas.loc[areas["gemeentecode"].isin(manifest.regio.gemeenten), "provinciecode"]
    codes = np.unique(own.to_numpy(dtype=str))
    if len(codes) != 1 or codes[0] not in PROVINCIES:
        reden = woorden.MEER_PROVINCIES if len(codes) > 1 else woorden.ZONDER_PROVINCIE
        naam = PROVINCIES.get(manifest.regio.provincie, woorden.PROVINCIE)
        return Landtelling((country, count_niets(naam, niveau)), reden, datum)
    inside = areas[areas["provinciecode"] == codes[0]]
    return Landtelling((country, count_klassen(inside, PROVINCIES[codes[0]], niveau)), "", datum)
