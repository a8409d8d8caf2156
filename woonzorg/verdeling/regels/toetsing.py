"""Proposed sites, judged by the rules and never spread: standplaatsen, vrouwenopvang, moves within the own buurt.

All proposals of a scenario are judged as if all of them were made, beside what lives there and without the plan (which
counts per year, where standplaatsen are a total), or each as if it alone were made (`judge_apart`). A rule that lays no
limit on the site is kept. Four things differ from what the plan is held to:

- a standplaats takes no dwelling: capacity and complexes do not bind it;
- what is built or transformed brings its own homes, as planned dwellings do in a plan: it takes none of those that come
  free, so that only a capacity of the planner's own figures binds it;
- letting an existing dwelling to somebody who lives in that buurt already adds neither a home nor a household: only
  what it says about the place itself counts (place rule, complex, nearness) and whether there is a home (capacity).
  That must be said of it ('toewijzing'): whatever is built, transformed or laid out adds, whoever moves in;
- an area under 100 households receives nothing by itself, but may be proposed.
"""

from __future__ import annotations

import dataclasses
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from woonzorg.tekst.plat import join_woorden
from woonzorg.verdeling.invoer.eenmaal import once
from woonzorg.verdeling.regels.afspraken import fix_afspraken
from woonzorg.verdeling.regels.besluiten import (
    describe_besluiten,
    list_feiten,
    list_grenzen_ruim,
    list_redenen,
)
from woonzorg.verdeling.regels.capaciteit import CAPACITEIT, KLEINSTE
from woonzorg.verdeling.regels.complexen import COMPLEX, find_ongetoetst, is_per_complex, judge_complexen
from woonzorg.verdeling.regels.lijst import PER_SLEUTEL as REGELS
from woonzorg.verdeling.regels.lijst import (
    list_actief,
    turn_parameter,
)
from woonzorg.verdeling.regels.oordeel import OORDELEN, Regeloordeel
from woonzorg.verdeling.regels.voorstelsoort import (
    adds_nothing,
    brings_woningen,
    describe_binnen,
    is_standplaats,
)
from woonzorg.verdeling.vraag.groepen import (
    Instrument,
    is_gebonden,
)
from woonzorg.verdeling.vraag.lijnen import Behoefte, Vraagregel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from woonzorg.verdeling.invoer.situatie import Situatie, Uitzondering, Voorstel
    from woonzorg.verdeling.invoer.veld import Counts
    from woonzorg.verdeling.regels.complexen import Complextoets
    from woonzorg.verdeling.regels.grenzen import Grens
    from woonzorg.verdeling.regels.oordeel import Toetsbereik
    from woonzorg.verdeling.regels.regel import Regel


@dataclass(frozen=True)
class Regeltoets:
    """A proposal judged by one rule, in dwellings or standplaatsen.

    Attributes
    ----------
    regel : str
    voldaan : bool
        passed.
    waarde, grens, ruimte : float
        actual, limit and headroom of the tightest limit that the site falls under: what all proposals ask there, the
        most that may, and what is left; infinite where the rule lays no limit.
    reden : str
        In Dutch.
    besluiten : tuple of Uitzondering
        Decided exceptions by which it is not kept; none where more is asked than was decided.
    vol : bool
        Whether figures of a complex leave no room for what is asked, whatever the class of its buurt.
    """

    regel: str
    oordeel: Regeloordeel
    waarde: float
    grens: float
    ruimte: float
    reden: str
    besluiten: tuple[Uitzondering, ...] = ()
    vol: bool = False

    @property
    def voldaan(self) -> bool | None:
        """passed; None where the rule could not be tested."""
        return self.oordeel.voldaan


@dataclass(frozen=True)
class Toetsing:
    """A proposal judged.

    Attributes
    ----------
    voorstel : Voorstel
    regels : tuple of Regeltoets
        Of the rules that concern this group and place; none for a group that the rule does not bind.
    reden : str
        In Dutch.
    """

    voorstel: Voorstel
    regels: tuple[Regeltoets, ...]
    reden: str

    @property
    def oordeel(self) -> Regeloordeel:
        """The outcome that weighs most: a rule that is not kept, then one that could not be tested."""
        found = {item.oordeel for item in self.regels}
        return next((item for item in ZWAARTE if item in found), Regeloordeel.GEHAALD)

    @property
    def voldaan(self) -> bool | None:
        """passed; None where no rule is broken but not all could be tested."""
        return self.oordeel.voldaan

    @property
    def besluiten(self) -> tuple[Uitzondering, ...]:
        """Decided exceptions by which it does not keep the rules; none where anything is broken without one."""
        broken = [item for item in self.regels if item.voldaan is False]
        decided = all(item.besluiten for item in broken)
        return tuple(dict.fromkeys(case for item in broken for case in item.besluiten)) if decided else ()


ZWAARTE = (Regeloordeel.NIET_GEHAALD, Regeloordeel.NIET_GETOETST, Regeloordeel.KNELT)
"""What weighs most comes first."""


def judge_voorstellen(situatie: Situatie, voorstellen: Sequence[Voorstel]) -> tuple[Toetsing, ...]:
    """Judge the proposals of a scenario, all of them together.

    Parameters
    ----------
    situatie : Situatie
        Its field, rules and exceptions count; its demand and locks do not.
    voorstellen : sequence of Voorstel
    """
    if not voorstellen:
        return ()
    lines = [find_vraagregel(situatie, voorstel) for voorstel in voorstellen]
    posed = pose_voorstellen(situatie, voorstellen, lines)
    sites = [
        Toetsplek(site, posed.veld.codes.index(site.code), posed.behoefte.regels.index(line))
        for site, line in zip(voorstellen, lines, strict=True)
    ]
    bare = posed.without_besluiten()
    rules = list_actief(posed)
    limits = {regel.sleutel: (regel.find_grenzen(bare), list_grenzen_ruim(regel, posed)) for regel in rules}
    reach = {regel.sleutel: regel.find_bereik(posed) for regel in rules}
    plans = {regel.sleutel: _add_up(posed, sites, regel) for regel in rules}
    return tuple(
        make_toetsing(posed, site, [
            judge_complexplek(posed, site, sites) if regel is COMPLEX and site.voorstel.complex
            else judge_plek(regel, site, limits[regel.sleutel], plans[regel.sleutel], posed,
                reach[regel.sleutel])
            for regel in rules
            if binds(posed, site, regel) and concerns(posed, site, regel)
        ])
        for site in sites
    )  # fmt: skip


@dataclass(frozen=True)
class Toetsplek:
    """A proposal with its place in a plan.

    Attributes
    ----------
    voorstel : Voorstel
    gebied, groep : int
        Positions.
    """

    voorstel: Voorstel
    gebied: int
    groep: int


def pose_voorstellen(
    situatie: Situatie, voorstellen: Sequence[Voorstel], regels: Sequence[Vraagregel]
) -> Situatie:
    """Return the situation of which the proposals are the demand: a line for each group and instrument."""
    counts: dict[Vraagregel, int] = {}
    for line, site in zip(regels, voorstellen, strict=True):
        counts[line] = counts.get(line, 0) + site.aantal
    behoefte = Behoefte(tuple(line.groep for line in counts), tuple(counts.values()), tuple(counts), ())
    # A small area may be proposed: nothing but the proposals is asked, so that it opens for nobody else.
    open_small = turn_parameter(situatie, CAPACITEIT, KLEINSTE, 0.0)
    return dataclasses.replace(
        open_small,
        behoefte=behoefte,
        sloten=(),
        basis=None,
        geplaatst=None,
        afspraken=fix_afspraken(situatie),
    )


def find_vraagregel(situatie: Situatie, voorstel: Voorstel) -> Vraagregel:
    """Return the line that a proposal belongs to: the instrument sets its scale, as proposed, demanded, else usual."""
    demanded = [line.instrument for line in situatie.behoefte.regels if line.groep == voorstel.groep]
    usual = Instrument.STANDPLAATS if is_standplaats(voorstel) else Instrument.TOEWIJZING
    found = voorstel.instrument or [*demanded, usual][0]
    return Vraagregel(voorstel.groep, 0, 0, instrument=Instrument(found))


def binds(situatie: Situatie, plek: Toetsplek, regel: Regel) -> bool:
    """Tell whether a rule binds a proposal."""
    site = plek.voorstel
    if not is_gebonden(site.groep) or (is_standplaats(site) and regel.telt_woningen):
        return False
    if regel is CAPACITEIT and brings_woningen(site) and not _has_eigen_capaciteit(situatie, plek.gebied):
        return False
    return regel.over_de_plek or not adds_nothing(site)


def _has_eigen_capaciteit(situatie: Situatie, gebied: int) -> bool:
    return bool(np.isfinite(situatie.veld.read("capaciteit")[gebied]))


def concerns(situatie: Situatie, plek: Toetsplek, regel: Regel) -> bool:
    """Tell whether a rule speaks of this site at all: of its group, or because it names a complex."""
    return regel.speaks_of(situatie, plek.groep) or (regel is COMPLEX and bool(plek.voorstel.complex))


def _add_up(situatie: Situatie, plekken: Sequence[Toetsplek], regel: Regel) -> Counts:
    """Return what the proposals that a rule binds ask, as a plan."""
    plan = np.zeros((len(situatie.veld.codes), len(situatie.groepen)), dtype=np.int64)
    for site in plekken:
        if binds(situatie, site, regel):
            plan[site.gebied, site.groep] += site.voorstel.aantal
    return plan


def judge_plek(
    regel: Regel, plek: Toetsplek, limits: tuple[tuple[Grens, ...], ...], plan: Counts, situatie: Situatie,
    reach: Toetsbereik,
) -> Regeltoets:  # fmt: skip
    """Judge a site by one rule.

    Parameters
    ----------
    regel : Regel
    plek : Toetsplek
    limits : tuple of tuple of Grens
        Its limits: as the rule has them, and as wide as what is decided.
    plan : ndarray of int, shape (areas, groups)
        What the proposals that it binds ask.
    situatie : Situatie
        Of `pose_voorstellen`.
    reach : Toetsbereik
        Where it could not be tested.
    """
    strict, wide = ([limit for limit in found if _falls_under(plek, limit)] for found in limits)
    rows = [(limit.hoog - limit.count(plan), limit.count(plan), limit.hoog) for limit in strict]
    left, asked, most = min(rows, default=(math.inf, int(plan[plek.gebied, plek.groep]), math.inf))
    kept = all(limit.count(plan) <= limit.hoog for limit in wide)
    cases = (
        _list_besluiten(situatie, [item for item in strict if item.count(plan) > item.hoog]) if kept else ()
    )
    code = plek.voorstel.code
    outcome = _choose_oordeel(left, tested=code not in reach.niet)
    room = "legt hier geen grens" if math.isinf(most) else f"gevraagd {asked}, hoogstens {most:g}"
    why = f" {reach.waarom[0].upper()}{reach.waarom[1:]}." if code in reach.niet else ""
    if not why and code in reach.toevoegingen:
        why = " Alleen toevoegingen getoetst: wat er al is, is niet bekend."
    words = describe_besluiten(cases) or OORDELEN[outcome]
    reason = f"{regel.titel}: {words}. {room[0].upper()}{room[1:]}.{why}"
    return Regeltoets(regel.sleutel, outcome, asked, most, left, reason, cases)


def _falls_under(plek: Toetsplek, limit: Grens) -> bool:
    return plek.gebied in limit.gebieden and plek.groep in limit.groepen


def _list_besluiten(situatie: Situatie, gebroken: Sequence[Grens]) -> tuple[Uitzondering, ...]:
    facts = list_feiten(situatie)
    return tuple(
        dict.fromkeys(fact.uitzondering for limit in gebroken for fact in facts if fact.touches(limit))
    )


def _choose_oordeel(ruimte: float, *, tested: bool) -> Regeloordeel:
    if ruimte < 0:
        return Regeloordeel.NIET_GEHAALD
    if not tested:
        return Regeloordeel.NIET_GETOETST
    return Regeloordeel.KNELT if ruimte < 1 else Regeloordeel.GEHAALD


def judge_complexplek(situatie: Situatie, plek: Toetsplek, plekken: Sequence[Toetsplek]) -> Regeltoets:
    """Judge a proposal for one complex by that complex itself, with all that is proposed there."""
    site = plek.voorstel
    found, opened = (
        _find_complex(posed, site) for posed in (situatie.without_besluiten(), situatie)
    )  # by the rule, and with what is decided
    others = [other.voorstel for other in plekken if binds(situatie, other, COMPLEX)]
    asked = sum(item.aantal for item in others if (item.code, item.complex) == (site.code, site.complex))
    left = found.ruimte - asked
    # Without own figures only the class of the buurt was looked at: whether the complex is full is not known.
    outcome = _choose_oordeel(left, tested=math.isfinite(found.grens))
    decided = left < 0 <= opened.ruimte - asked
    cases = situatie.find_uitzonderingen(site.groep, site.code, found.complex.buurt) if decided else ()
    words = describe_besluiten(cases) or OORDELEN[outcome]
    reason = f"{site.complex}: {words}. Gevraagd {asked}, hoogstens {found.ruimte}. {found.reden}"
    full = opened.misses_ruimte(asked)
    return Regeltoets(COMPLEX.sleutel, outcome, asked, found.ruimte, left, reason, cases, vol=full)


def _find_complex(situatie: Situatie, voorstel: Voorstel) -> Complextoets:
    known = _know_complexen(situatie)
    if voorstel.groep not in known:
        judged = judge_complexen(situatie, voorstel.groep)
        known[voorstel.groep] = {(item.complex.gebied, item.complex.naam): item for item in judged}
    return known[voorstel.groep][voorstel.code, voorstel.complex]


@once
def _know_complexen(situatie: Situatie) -> dict[str, dict[tuple[str, str], Complextoets]]:  # noqa: ARG001
    return {}


def make_toetsing(situatie: Situatie, plek: Toetsplek, regels: list[Regeltoets]) -> Toetsing:
    """Return a proposal judged by some rules, with what to say of it."""
    site, broken = plek.voorstel, [item.reden for item in regels if item.voldaan is False]
    blind = [REGELS[item.regel].titel.lower() for item in regels if item.voldaan is None]
    if not is_gebonden(site.groep):
        reason = "De regel geldt niet voor deze groep."
    elif broken:
        reason = " ".join(broken)
    elif blind:
        reason = f"Geen regel die is getoetst, houdt dit tegen. Niet getoetst: {join_woorden(blind)}."
    else:
        reason = "Past binnen de regels."
    reason = f"{reason} {describe_binnen(site)}".strip()
    if _misses_complexen(situatie, plek):
        reason += " Complexen zijn niet getoetst: daarvan zijn hier geen cijfers."
    return Toetsing(site, tuple(regels), reason)


def _misses_complexen(situatie: Situatie, plek: Toetsplek) -> bool:
    by_complex = is_per_complex(situatie, plek.groep)
    return by_complex and not plek.voorstel.complex and plek.voorstel.code in find_ongetoetst(situatie)


def describe_toetsing(toetsing: Toetsing) -> dict[str, Any]:
    """Return a judged proposal for JSON, as the planner sees it."""
    rules = [
        {"regel": item.regel, "uitkomst": str(item.oordeel), "voldaan": item.voldaan,
         "waarde": item.waarde, "reden": item.reden, "besluiten": list_redenen(item.besluiten)}
        | {name: number if math.isfinite(number) else None
           for name, number in (("grens", item.grens), ("ruimte", item.ruimte))}
        for item in toetsing.regels
    ]  # fmt: skip
    judged = {"uitkomst": str(toetsing.oordeel), "voldaan": toetsing.voldaan}
    return {**vars(toetsing.voorstel), **judged, "reden": toetsing.reden, "regels": rules}
