"""Complexes: candidates for the housing convenant, and a scale of their own for groups that are tested by complex.

What is placed stays by area: a complex gets no variable of its own. A complex c with W_c dwellings lies in a buurt and

- takes the class of that buurt: where it is to be spared, the complex takes nothing, but for an exception;
- is judged by its own data where these exist, as the ceiling judges an area: with v_c housed households and ρ the
  region's share of own counts, room_c = min(W_c − v_c, max(0, ⌊q·ρ·W_c − v_c⌋)). A complex that is over that already is
  what the vision calls kwetsbaar at this scale (§6.12), whatever its buurt;
- without own data (or without ρ) it has room for all of its dwellings, less those known to be housed.

For the groups that are tested at the scale of the complex the rule lays on each area that has a complex in the list

    Σ_g x[a, g] ≤ Σ_{c in a} room_c

and leaves other groups alone. §5.3 has homes let in complexes that can carry it, within buurten that are not spared:
the test by complex comes on top of that by buurt. A list of two complexes says nothing of the rest of the region. So an
area without a complex in the list is tested by its buurt, as it is without any list, and is told as not tested by
complex (`find_ongetoetst`); it is not closed. In an area with complexes the list counts as all that there is: that is
the cautious side, and a list never makes more room. Capacity and every other rule of the area go on counting.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from woonzorg.oordeel.concentratie import Q
from woonzorg.oordeel.klassewoorden import name_klasse
from woonzorg.oordeel.veerkracht import Klasse
from woonzorg.tekst.getal import format_getal
from woonzorg.verdeling.invoer.eenmaal import once
from woonzorg.verdeling.invoer.veld import floor_exact
from woonzorg.verdeling.regels.bereik import list_codes
from woonzorg.verdeling.regels.grenzen import Grens
from woonzorg.verdeling.regels.metingen import KEER, measure_tightest
from woonzorg.verdeling.regels.ontzien import ONTZIEN, list_ontzien
from woonzorg.verdeling.regels.oordeel import VOLLEDIG, Regeloordeel, Toetsbereik
from woonzorg.verdeling.regels.regel import Regel
from woonzorg.verdeling.regels.tellingen import list_tellingen
from woonzorg.verdeling.vraag.groepen import PER_SLEUTEL, Schaal
from woonzorg.verdeling.vraag.parameter import AANNAME, Parameter

GEEN_COMPLEXGROEP = "geen van deze groepen wordt per complex getoetst"
GEEN_COMPLEXEN = "er zijn geen cijfers van complexen"

if TYPE_CHECKING:
    from collections.abc import Iterator

    from woonzorg.verdeling.invoer.complex import Complex
    from woonzorg.verdeling.invoer.situatie import Situatie


@dataclass(frozen=True)
class Complextoets:
    """A complex judged as a candidate for one group.

    Attributes
    ----------
    complex : Complex
    groep : str
    voldaan : bool
        passed: whether one dwelling more can go to the group.
    waarde, grens : float
        actual and limit: households of the groups that live there, and the most that may; NaN when not known.
    ruimte : int
        headroom, in dwellings.
    reden : str
        In Dutch.
    """

    complex: Complex
    groep: str
    voldaan: bool
    waarde: float
    grens: float
    ruimte: int
    reden: str

    @property
    def oordeel(self) -> Regeloordeel:
        """Outcome; whether a complex is full is not known without own figures of who lives there."""
        if not self.voldaan:
            return Regeloordeel.NIET_GEHAALD
        return Regeloordeel.GEHAALD if math.isfinite(self.grens) else Regeloordeel.NIET_GETOETST

    def misses_ruimte(self, gevraagd: int) -> bool:
        """Tell whether what is known of it leaves no room for so many dwellings; the class of its buurt left aside."""
        return gevraagd > _count_room(self.complex, self.grens)


def judge_complexen(situatie: Situatie, groep: str) -> tuple[Complextoets, ...]:
    """Judge every complex of the field as a candidate for a group."""
    limits = _list_grenzen(situatie)
    return tuple(
        _judge(situatie, item, limit, groep)
        for item, limit in zip(situatie.veld.complexen, limits, strict=True)
    )


def _judge(situatie: Situatie, item: Complex, grens: float, groep: str) -> Complextoets:
    room, klasse = _count_room(item, grens), name_klasse(Klasse(item.klasse))
    if not _is_open(situatie, item, groep):
        reason = f"De klasse van de buurt is {klasse}: hier komt niets bij voor deze groep."
        return Complextoets(item, groep, False, item.gehuisvest, grens, 0, reason)
    if math.isnan(grens):
        reason = (
            f"Getoetst op de klasse van de buurt ({klasse}): er zijn geen eigen cijfers om mee te rekenen."
        )
    else:
        reason = (
            f"Er wonen {format_getal(item.gehuisvest)} huishoudens van de groepen; "
            f"in een complex van {format_getal(item.woningen)} woningen mogen dat er {format_getal(grens)} zijn."
        )
    return Complextoets(item, groep, room > 0, item.gehuisvest, grens, room, reason)


def _list_grenzen(situatie: Situatie) -> list[float]:
    """Return the most households of the groups in each complex, by its own data; NaN where these do not tell."""
    veld, q = situatie.veld, COMPLEX.read(situatie)["q"]
    share = next((count.aandeel for count in list_tellingen(veld) if count.is_eigen), math.nan)
    most = floor_exact(np.array([q * share * item.woningen for item in veld.complexen], dtype=float))
    return [
        float(limit) if math.isfinite(item.gehuisvest) else math.nan
        for item, limit in zip(veld.complexen, most, strict=True)
    ]


def _count_room(item: Complex, grens: float) -> int:
    housed = 0.0 if math.isnan(item.gehuisvest) else item.gehuisvest
    most = float(item.woningen) if math.isnan(grens) else min(grens, float(item.woningen))
    return int(max(0.0, most - housed))


def _is_open(situatie: Situatie, item: Complex, groep: str) -> bool:
    """Tell whether the class of its buurt leaves a complex open to a group, or an exception does."""
    unknown = [Klasse.ONBEKEND] if PER_SLEUTEL[groep].plaatsregel else []
    if item.klasse not in {*list_ontzien(situatie), *unknown}:
        return True
    return bool(situatie.find_uitzonderingen(groep, item.buurt, item.gebied))


@once
def find_complexgrenzen(situatie: Situatie) -> tuple[Grens, ...]:
    """Return the limits of the complexes: for each group tested at that scale, and for these groups together."""
    groups = [g for g in range(len(situatie.groepen)) if is_per_complex(situatie, g)]
    if not groups or not situatie.veld.complexen:
        return ()
    rooms = _group_by_gebied(situatie)
    return tuple(
        limit
        for area, code in enumerate(situatie.veld.codes)
        if code in rooms
        for limit in _limit(situatie, area, groups, rooms[code])
    )


def is_per_complex(situatie: Situatie, groep: int) -> bool:
    """Tell whether a group is tested at the scale of the complex."""
    return situatie.find_schaal(groep) == Schaal.COMPLEX


def find_ongetoetst(situatie: Situatie) -> tuple[str, ...]:
    """Return the codes of the region's areas of which no complex is given, where a group is tested at that scale."""
    if not any(is_per_complex(situatie, g) for g in range(len(situatie.groepen))):
        return ()
    given = {item.gebied for item in situatie.veld.complexen}
    own = zip(situatie.veld.codes, situatie.veld.eigen.tolist(), strict=True)
    return tuple(code for code, inside in own if inside and code not in given)


def _limit(
    situatie: Situatie, area: int, groups: list[int], inside: list[tuple[Complex, int]]
) -> Iterator[Grens]:
    code = situatie.veld.codes[area]
    rooms = {
        g: sum(room for item, room in inside if _is_open(situatie, item, situatie.groepen[g])) for g in groups
    }
    yield from (Grens(code, (area,), (g,), float(room)) for g, room in rooms.items())
    if len(groups) > 1:
        open_to_any = [
            room
            for item, room in inside
            if any(_is_open(situatie, item, situatie.groepen[g]) for g in groups)
        ]
        yield Grens(code, (area,), tuple(groups), float(sum(open_to_any)))


def _group_by_gebied(situatie: Situatie) -> dict[str, list[tuple[Complex, int]]]:
    rooms: dict[str, list[tuple[Complex, int]]] = defaultdict(list)
    for item, limit in zip(situatie.veld.complexen, _list_grenzen(situatie), strict=True):
        rooms[item.gebied].append((item, _count_room(item, limit)))
    return rooms


def find_bereik_complex(situatie: Situatie) -> Toetsbereik:
    """Tell of which areas no complex is given; all of them where no group is tested by complex."""
    if not any(is_per_complex(situatie, g) for g in range(len(situatie.groepen))):
        return Toetsbereik(list_codes(situatie.veld, situatie.veld.eigen), GEEN_COMPLEXGROEP)
    codes = find_ongetoetst(situatie)
    return Toetsbereik(codes, GEEN_COMPLEXEN) if codes else VOLLEDIG


COMPLEX = Regel(
    sleutel="complex", titel="Complexen", versie=2, paragraaf="§5.3, §6.12",
    uitleg="Wie per complex wordt getoetst, komt in een complex dat niet vol is en niet in een kwetsbare buurt ligt. "
    "Waar geen complex is opgegeven, geldt alleen de toets per buurt.",
    formule="Σx ≤ Σ min(W − v, max(0, ⌊q·ρ·W − v⌋)), over de opgegeven complexen van het gebied",
    parameters=(Parameter("q", "Grens van een vol complex", Q, AANNAME, 1, 10, KEER, 0.01),),
    find_grenzen=find_complexgrenzen, meet=measure_tightest, knoppen=("q",), find_bereik=find_bereik_complex,
    speaks_of=is_per_complex, telt_woningen=True, over_de_plek=True, leest=(ONTZIEN.sleutel,),
)  # fmt: skip


def list_complextoetsen(situatie: Situatie) -> list[Complextoets]:
    """Return every complex, judged for each group of the demand that is tested at that scale."""
    groups = [name for g, name in enumerate(situatie.groepen) if is_per_complex(situatie, g)]
    return [answer for name in groups for answer in judge_complexen(situatie, name)]


def describe_complextoets(toets: Complextoets) -> dict[str, Any]:
    """Return a judged complex for JSON, as the planner sees it."""
    numbers = {"waarde": toets.waarde, "grens": toets.grens}
    return {
        "complex": toets.complex.naam, "code": toets.complex.buurt, "groep": toets.groep,
        "uitkomst": str(toets.oordeel), "voldaan": toets.oordeel.voldaan,
        **{name: number if math.isfinite(number) else None for name, number in numbers.items()},
        "ruimte": toets.ruimte, "reden": toets.reden,
    }  # fmt: skip
