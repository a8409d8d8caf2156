"""Shares of social rent before and after a programme, and the three tests of §6.10 with actual, limit and headroom.

With w homes, of which c are social rent, and a programme that adds s social, m for middle incomes and o others, and
demolishes d social ones::

    share now      c / w
    share after    (c + s − d) / (w + s + m + o − d)
    nodig          least n with (c + n) / (w + n) ≥ streefdeel, when all n are social rent

c is bounded by [laag, hoog]: a share in whole percents may be half a point off, and where only rent is known c lies
between 0 and all that is not owned. A test is settled when both ends say the same; it is *zeker* when what is not
owned says so by itself, whoever lets the rest.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from woonzorg.oordeel.veerkracht import Oordeel
from woonzorg.socialehuur.normen import NORMEN_2025
from woonzorg.socialehuur.programma import NIETS, add_regels

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from woonzorg.socialehuur.normen import Normen
    from woonzorg.socialehuur.programma import Bouwregel, Bouwsom
    from woonzorg.socialehuur.stand import Woningstand

STREEFDEEL, NIEUWBOUW, BETAALBAAR = "streefdeel", "nieuwbouw", "betaalbaar"
"""Keys of the three tests."""


@dataclass(frozen=True)
class Normtoets:
    """One of the three tests.

    Attributes
    ----------
    toets : str
        Its key.
    actueel : float or None
        In percent; None when it is unknown, or when nothing is built.
    grens : float or None
        In percent; None when it is unknown which limit holds.
    gehaald : Oordeel
    zeker : bool
        Whether that holds whatever part of rent is social rent.
    uitleg : str
        What it was tested on, or why it was not, in Dutch.
    """

    toets: str
    actueel: float | None
    grens: float | None
    gehaald: Oordeel
    zeker: bool
    uitleg: str

    @property
    def ruimte(self) -> float | None:
        """Points above the limit; below 0 it is not reached; None when one of both is unknown."""
        return None if self.actueel is None or self.grens is None else self.actueel - self.grens

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain values."""
        return {
            "toets": self.toets, "actueel": self.actueel, "grens": self.grens, "ruimte": self.ruimte,
            "gehaald": str(self.gehaald), "zeker": self.zeker, "uitleg": self.uitleg,
        }  # fmt: skip


@dataclass(frozen=True)
class Deelgrenzen:
    """A share between two bounds, in percent, and the most that it can be for sure."""

    laag: float
    hoog: float
    zeker_hoogst: float

    def reaches(self, grens: float) -> Oordeel:
        """Tell whether a share of at least so much is reached."""
        if self.laag >= grens:
            return Oordeel.JA
        return Oordeel.NEE if self.hoog < grens else Oordeel.ONBEKEND


@dataclass(frozen=True)
class Gemeenteuitkomst:
    """What is told of one gemeente.

    Attributes
    ----------
    stand : Woningstand
    bouw : Bouwsom
        Its part of the programme.
    heeft_regels : bool
        Whether the programme says anything of it.
    toetsen : tuple of Normtoets
    nodig_minstens : int or None
        Least new homes, all social rent, to come to the streefdeel even if all rent were social rent; None where the
        bound does not tell that any is needed, for then the homes of unknown owner may do.
    nodig_ruimst : int or None
        The same, if the homes of unknown owner were social rent too.
    nodig_corporatie : int or None
        The same by what corporaties own.
    aandeel_na : float or None
        None without a programme, or when it says nothing of this gemeente: that is unknown, and not a programme of 0.
    """

    stand: Woningstand
    bouw: Bouwsom
    heeft_regels: bool
    toetsen: tuple[Normtoets, ...]
    nodig_minstens: int | None
    nodig_ruimst: int | None
    nodig_corporatie: int | None
    aandeel_na: float | None
    bovengrens_na: float | None

    @property
    def aandeel_nu(self) -> float | None:
        """Share of corporaties in all homes, in percent."""
        return self.stand.find_deel(self.stand.sociaal)

    @property
    def bovengrens(self) -> float | None:
        """Share of all rent, in percent: social rent is no more."""
        return self.stand.find_deel(self.stand.huur)

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain values, in percent and homes."""
        return {
            "gemeente": self.stand.naam, "aandeel_nu": self.aandeel_nu, "bovengrens": self.bovengrens,
            "aandeel_na": self.aandeel_na, "toetsen": [toets.to_dict() for toets in self.toetsen],
            "nodig_minstens": self.nodig_minstens,
        }  # fmt: skip


def count_nodig(woningen: float | None, sociaal: float | None, streefdeel: float) -> int | None:
    """Return the least number of new homes, all social rent, with which the share reaches its aim.

    Parameters
    ----------
    woningen, sociaal : float or None
        Homes now, and those of social rent.
    streefdeel : float
        In percent.

    Returns
    -------
    int or None
        None when it is unknown, is reached already, or cannot be reached (100 %).

    Examples
    --------
    >>> count_nodig(16765, 4479, 30.0), count_nodig(16765, 4497, 30.0), count_nodig(5846, 1722, 30.0)
    (787, 761, 46)
    """
    if woningen is None or sociaal is None or streefdeel >= 100.0:
        return None
    aim = Fraction(str(streefdeel)) / 100
    short = (aim * Fraction(woningen) - Fraction(sociaal)) / (1 - aim)
    return math.ceil(short) if short > 0 else None


def find_grenzen(stand: Woningstand, bouw: Bouwsom = NIETS) -> Deelgrenzen | None:
    """Return between which bounds the share lies after a programme; None when nothing is known, or no home is left."""
    most = stand.hoogst
    homes = None if stand.woningen is None else stand.woningen + bouw.erbij
    if homes is None or most is None or homes <= 0:
        return None
    known = stand.sociaal is not None
    low = (stand.sociaal or 0.0) - stand.marge if known else 0.0
    high = min((stand.sociaal or 0.0) + stand.marge, most) if known else most
    low, high, sure = (
        100.0 * max(count + bouw.sociaal_erbij, 0.0) / homes for count in (min(low, most), high, most)
    )
    return Deelgrenzen(low, high, sure)


def make_uitkomsten(
    standen: Sequence[Woningstand], programma: Sequence[Bouwregel] | None = None, normen: Normen = NORMEN_2025
) -> tuple[Gemeenteuitkomst, ...]:
    """Return what is told of each gemeente.

    Parameters
    ----------
    standen : sequence of Woningstand
        Of all gemeenten of the region.
    programma : sequence of Bouwregel, optional
        None where none was given.
    normen : Normen
    """
    affordable = judge_betaalbaar(standen, programma, normen)
    return tuple(_make_uitkomst(stand, programma, affordable, normen) for stand in standen)


def _make_uitkomst(
    stand: Woningstand, programma: Sequence[Bouwregel] | None, betaalbaar: Normtoets, normen: Normen
) -> Gemeenteuitkomst:
    own = [line for line in programma or () if line.gemeente == stand.code]
    built = add_regels(own)
    silent = programma is not None and not own
    rent = None if stand.huur is None else stand.huur + stand.marge
    tests = (
        judge_streefdeel(stand, built, normen, zwijgt=silent),
        judge_nieuwbouw(stand, built, normen, zwijgt=silent),
        betaalbaar,
    )
    least, widest, owned = (
        count_nodig(stand.woningen, count, normen.streefdeel) for count in (rent, stand.hoogst, stand.sociaal)
    )
    sure = None if widest is None else least
    return Gemeenteuitkomst(
        stand, built, bool(own), tests, sure, widest, owned,
        aandeel_na=compute_na(stand, stand.sociaal, built) if own else None,
        bovengrens_na=compute_na(stand, stand.huur, built) if own else None,
    )  # fmt: skip


def compute_na(stand: Woningstand, sociaal: float | None, bouw: Bouwsom) -> float | None:
    """Return a share of homes after a programme, in percent; None when it is unknown or no home is left."""
    if stand.woningen is None or sociaal is None or stand.woningen + bouw.erbij <= 0:
        return None
    return 100.0 * max(sociaal + bouw.sociaal_erbij, 0.0) / (stand.woningen + bouw.erbij)


def judge_streefdeel(stand: Woningstand, bouw: Bouwsom, normen: Normen, *, zwijgt: bool = False) -> Normtoets:
    """Test the share of social rent after the programme; of a gemeente that gave nothing, the share now."""
    limit, bounds = normen.streefdeel, find_grenzen(stand, bouw)
    actual = compute_na(stand, stand.sociaal, bouw)
    if bounds is None:
        return Normtoets(STREEFDEEL, actual, limit, Oordeel.ONBEKEND, zeker=False, uitleg=NIET_GEPUBLICEERD)
    sure = bounds.zeker_hoogst < limit
    why = f"{_NU if zwijgt else ''}{_explain(stand, zeker=sure)}"
    return Normtoets(STREEFDEEL, actual, limit, bounds.reaches(limit), zeker=sure, uitleg=why)


_NU = "naar de stand van nu, want er is niets opgegeven; "
NIET_GEPUBLICEERD = "het aantal woningen of het aandeel is niet gepubliceerd"
_ALLEEN_HUUR = "alleen het aandeel van alle huur is bekend; sociale huur is er een deel van"
_ZEKER = "zelfs als alle huur sociale huur is"
_CORPORATIE = "naar wat corporaties bezitten; dat is niet precies sociale huur"


def _explain(stand: Woningstand, *, zeker: bool) -> str:
    if zeker:
        return _ZEKER
    return _ALLEEN_HUUR if stand.sociaal is None else _CORPORATIE


def judge_nieuwbouw(stand: Woningstand, bouw: Bouwsom, normen: Normen, *, zwijgt: bool = False) -> Normtoets:
    """Test new building: above the national share for middle incomes, below it social rent."""
    bounds = find_grenzen(stand)
    side = Oordeel.ONBEKEND if bounds is None else bounds.reaches(normen.landelijk)
    sure = bounds is not None and bounds.zeker_hoogst < normen.landelijk
    why = NIET_GEPUBLICEERD if bounds is None else _explain(stand, zeker=sure)
    social, middle = bouw.find_deel(bouw.sociaal), bouw.find_deel(bouw.midden)
    actual, limit = {
        Oordeel.NEE: (social, normen.sociaal), Oordeel.JA: (middle, normen.midden),
    }.get(side, (None, None))  # fmt: skip
    text = f"{_KANT[side]} ({why})"
    if social is None or middle is None:
        told = f"{text}; {NIET_OPGEGEVEN if zwijgt else GEEN_NIEUWBOUW}"
        return Normtoets(NIEUWBOUW, None, limit, Oordeel.ONBEKEND, zeker=sure, uitleg=told)
    reached = {Oordeel.NEE: social >= normen.sociaal, Oordeel.JA: middle > normen.midden}
    answers = {reached[side]} if side in reached else set(reached.values())
    answer = Oordeel.ONBEKEND if len(answers) > 1 else Oordeel.JA if answers.pop() else Oordeel.NEE
    both = (
        "" if side in reached or answer == Oordeel.ONBEKEND else "; voor beide kanten is het antwoord gelijk"
    )
    return Normtoets(NIEUWBOUW, actual, limit, answer, zeker=sure, uitleg=f"{text}{both}")


NIET_OPGEGEVEN = "niet opgegeven, ook niet als 0"
GEEN_NIEUWBOUW = "er staat geen nieuwbouw in, dus er is geen aandeel"
_KANT = {
    Oordeel.NEE: "onder het landelijke aandeel: sociale huur telt",
    Oordeel.JA: "boven het landelijke aandeel: middeninkomens tellen, en het moet meer zijn dan de grens",
    Oordeel.ONBEKEND: "boven of onder het landelijke aandeel is niet te zeggen",
}


def judge_betaalbaar(
    standen: Sequence[Woningstand], programma: Iterable[Bouwregel] | None, normen: Normen
) -> Normtoets:
    """Test how much of all new building in the region is affordable; untested where a gemeente has not said."""
    lines = tuple(programma or ())
    built = add_regels(lines)
    share = built.find_deel(built.sociaal + built.midden)
    silent = [stand.naam for stand in standen if stand.code not in {line.gemeente for line in lines}]
    limit = normen.betaalbaar
    if share is None:
        return Normtoets(BETAALBAAR, None, limit, Oordeel.ONBEKEND, zeker=False, uitleg=GEEN_NIEUWBOUW)
    if silent:
        why = f"{NIET_OPGEGEVEN}: {', '.join(silent)}"
        return Normtoets(BETAALBAAR, None, limit, Oordeel.ONBEKEND, zeker=False, uitleg=why)
    answer = Oordeel.JA if share >= limit - GELIJK else Oordeel.NEE
    return Normtoets(
        BETAALBAAR, share, limit, answer, zeker=True, uitleg="sociale huur en middeninkomens samen"
    )


GELIJK = 1e-9
"""Points that are none: two thirds has no end, and a programme of exactly that reaches it."""
