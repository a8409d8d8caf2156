"""Proposed sites, judged by the rules and never spread: standplaatsen, vrouwenopvang, moves within the own buurt.

All proposals of a scenario are judged as if all of them were made, beside what lives there and without the plan (which
counts per year, where standplaatsen are a total). A rule that lays no limit on the site is kept. Three things differ
from what the plan is held to:

- a standplaats takes no dwelling: capacity and complexes do not bind it;
- a move within the own buurt adds nobody: only what it says about the place itself counts (place rule, complex,
  nearness) and whether there is a home (capacity), not the rules on how many there are;
- an area under 100 households receives nothing by itself, but may be proposed.
"""

from __future__ import annotations

import dataclasses
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from woonzorg.verdeling.complexen import judge_complexen
from woonzorg.verdeling.groepen import PER_SLEUTEL, Eenheid, Instrument, Schaal, is_gebonden
from woonzorg.verdeling.regels import Regel, list_actief
from woonzorg.verdeling.situatie import Slot
from woonzorg.verdeling.vraag import Behoefte, Vraagregel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from woonzorg.verdeling.grenzen import Grens
    from woonzorg.verdeling.situatie import Situatie, Voorstel
    from woonzorg.verdeling.veld import Counts, Veld

_ZONDER_WONING = frozenset({"capaciteit", "complex"})
"""Rules on dwellings, which do not bind standplaatsen."""

_OVER_DE_PLEK = frozenset({"plaatsregel", "complex", "capaciteit", "nabijheid"})
"""Rules that bind a move within the own buurt, by which nobody is added."""


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
    """

    regel: str
    voldaan: bool
    waarde: float
    grens: float
    ruimte: float
    reden: str


@dataclass(frozen=True)
class Toetsing:
    """A proposal judged.

    Attributes
    ----------
    voorstel : Voorstel
    voldaan : bool
    regels : tuple of Regeltoets
        None for a group that the rule does not bind.
    reden : str
        In Dutch.
    """

    voorstel: Voorstel
    voldaan: bool
    regels: tuple[Regeltoets, ...]
    reden: str


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
    posed = _pose(situatie, voorstellen)
    limits = {regel.sleutel: regel.find_grenzen(posed) for regel in list_actief(posed)}
    plans = {key: _add_up(posed, voorstellen, key) for key in limits}
    return tuple(
        _judge(posed, voorstel, [
            _judge_complex(posed, voorstel, voorstellen) if regel.sleutel == "complex" and voorstel.complex
            else _judge_regel(posed, regel, voorstel, limits[regel.sleutel], plans[regel.sleutel])
            for regel in list_actief(posed)
            if _binds(voorstel, regel.sleutel)
        ])
        for voorstel in voorstellen
    )  # fmt: skip


def _pose(situatie: Situatie, voorstellen: Sequence[Voorstel]) -> Situatie:
    """Return the situation of which the proposals are the demand."""
    groups = tuple(dict.fromkeys(voorstel.groep for voorstel in voorstellen))
    lines = tuple(Vraagregel(g, 0, 0, instrument=_find_instrument(situatie, g, voorstellen)) for g in groups)
    counts = tuple(sum(v.aantal for v in voorstellen if v.groep == groep) for groep in groups)
    # A lock says that the area is the planner's choice: it may be a small one.
    locks = tuple(Slot(voorstel.code, voorstel.aantal) for voorstel in voorstellen)
    behoefte = Behoefte(groups, counts, lines, ())
    return dataclasses.replace(situatie, behoefte=behoefte, sloten=locks, basis=None)


def _find_instrument(situatie: Situatie, groep: str, voorstellen: Sequence[Voorstel]) -> Instrument:
    """Return how the homes are to come about, which sets the scale: as proposed, as demanded, else as is usual."""
    proposed = [
        voorstel.instrument for voorstel in voorstellen if voorstel.groep == groep and voorstel.instrument
    ]
    demanded = [line.instrument for line in situatie.behoefte.regels if line.groep == groep]
    place = PER_SLEUTEL[groep].eenheid == Eenheid.STANDPLAATS
    usual = Instrument.STANDPLAATS if place else Instrument.TOEWIJZING
    return Instrument([*proposed, *demanded, usual][0])


def _binds(voorstel: Voorstel, regel: str) -> bool:
    """Tell whether a rule binds a proposal."""
    if not is_gebonden(voorstel.groep):
        return False
    if PER_SLEUTEL[voorstel.groep].eenheid == Eenheid.STANDPLAATS and regel in _ZONDER_WONING:
        return False
    return regel in _OVER_DE_PLEK or not voorstel.binnen_buurt


def _add_up(situatie: Situatie, voorstellen: Sequence[Voorstel], regel: str) -> Counts:
    """Return what the proposals that a rule binds ask, as a plan."""
    plan = np.zeros((len(situatie.veld.codes), len(situatie.groepen)), dtype=np.int64)
    for voorstel in voorstellen:
        if _binds(voorstel, regel):
            plan[_find_cel(situatie, voorstel)] += voorstel.aantal
    return plan


def _find_cel(situatie: Situatie, voorstel: Voorstel) -> tuple[int, int]:
    return situatie.veld.codes.index(voorstel.code), situatie.groepen.index(voorstel.groep)


def _judge_regel(
    situatie: Situatie, regel: Regel, voorstel: Voorstel, limits: tuple[Grens, ...], plan: Counts
) -> Regeltoets:
    area, group = _find_cel(situatie, voorstel)
    rows = [
        (limit.hoog - limit.count(plan), limit.count(plan), limit.hoog)
        for limit in limits
        if area in limit.gebieden and group in limit.groepen
    ]
    left, asked, most = min(rows, default=(math.inf, int(plan[area, group]), math.inf))
    if math.isinf(most):
        return Regeltoets(regel.sleutel, True, asked, most, left, f"{regel.titel}: legt hier geen grens.")
    outcome = "gehaald" if left >= 0 else "niet gehaald"
    reason = f"{regel.titel}: {outcome}. Gevraagd {asked}, hoogstens {most:g}."
    return Regeltoets(regel.sleutel, left >= 0, asked, most, left, reason)


def _judge_complex(situatie: Situatie, voorstel: Voorstel, voorstellen: Sequence[Voorstel]) -> Regeltoets:
    """Judge a proposal for one complex by that complex itself, with all that is proposed there."""
    name = voorstel.complex
    found = next(item for item in judge_complexen(situatie, voorstel.groep) if item.complex.naam == name)
    asked = sum(other.aantal for other in voorstellen if other.complex == name and _binds(other, "complex"))
    left = found.ruimte - asked
    outcome = "gehaald" if left >= 0 else "niet gehaald"
    reason = f"{name}: {outcome}. Gevraagd {asked}, hoogstens {found.ruimte}. {found.reden}"
    return Regeltoets("complex", left >= 0, asked, found.ruimte, left, reason)


def _judge(situatie: Situatie, voorstel: Voorstel, regels: list[Regeltoets]) -> Toetsing:
    broken = [item.reden for item in regels if not item.voldaan]
    if not is_gebonden(voorstel.groep):
        reason = "De regel geldt niet voor deze groep."
    elif broken:
        reason = " ".join(broken)
    else:
        reason = "Past binnen de regels."
    if voorstel.binnen_buurt:
        reason += " Verhuizing binnen de eigen buurt: er komt niemand bij."
    if _misses_complexen(situatie, voorstel):
        reason += " Complexen zijn niet getoetst: daarvan zijn geen cijfers."
    return Toetsing(voorstel, not broken, tuple(regels), reason)


def _misses_complexen(situatie: Situatie, voorstel: Voorstel) -> bool:
    scale = situatie.find_schaal(situatie.groepen.index(voorstel.groep))
    return scale == Schaal.COMPLEX and not situatie.veld.complexen


def describe_toetsing(toetsing: Toetsing) -> dict[str, Any]:
    """Return a judged proposal for JSON, as the planner sees it."""
    rules = [
        {"regel": item.regel, "voldaan": item.voldaan, "waarde": item.waarde, "reden": item.reden}
        | {name: number if math.isfinite(number) else None
           for name, number in (("grens", item.grens), ("ruimte", item.ruimte))}
        for item in toetsing.regels
    ]  # fmt: skip
    return {**vars(toetsing.voorstel), "voldaan": toetsing.voldaan, "reden": toetsing.reden, "regels": rules}


def list_openbaar(veld: Veld, toetsen: Sequence[Toetsing], *, verborgen: bool) -> list[dict[str, Any]]:
    """Return what may be shared of proposals: by gemeente and group, and not whether they fit where that is hidden."""
    municipality = dict(zip(veld.codes, veld.gebieden["gemeentecode"].tolist(), strict=True))
    totals: dict[tuple[str, str], list[Toetsing]] = {}
    for item in toetsen:
        totals.setdefault((municipality[item.voorstel.code], item.voorstel.groep), []).append(item)
    return [
        {"code": code, "groep": groep, "aantal": sum(item.voorstel.aantal for item in items),
         "voldaan": None if verborgen else all(item.voldaan for item in items)}
        for (code, groep), items in sorted(totals.items())
    ]  # fmt: skip
