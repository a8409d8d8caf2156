"""How a plan fares from the low to the high demand, and where it breaks first: by which rule, in which gemeente.

Between both sides each group grows in equal steps. At each step two things are worked out:

- the plan in its own proportions: each group is divided over the areas as the plan does, by largest remainder, and held
  against the rules. So it is known which rule stops the plan first, and where;
- the same rules with the homes divided anew: the most that has a place (objective 1 of `optimum.model`).

Rounding may break a step and keep the next one: each step is told by itself. For whoever makes the plan.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from woonzorg.tekst.getal import count_woord, format_getal
from woonzorg.tekst.plat import join_woorden
from woonzorg.verdeling.invoer.veld import round_largest_remainder
from woonzorg.verdeling.optimum.bouw import build_model
from woonzorg.verdeling.optimum.model import maximise_geplaatst, settle_tekort
from woonzorg.verdeling.regels.lijst import PER_SLEUTEL, judge_plan
from woonzorg.verdeling.scenario.inhoud import HOOG, LAAG
from woonzorg.verdeling.scenario.probleem import make_situatie

if TYPE_CHECKING:
    from collections.abc import Sequence

    from woonzorg.verdeling.invoer.situatie import Situatie
    from woonzorg.verdeling.invoer.veld import Counts
    from woonzorg.verdeling.uitkomst.uitkomst import Uitkomst

STAPPEN = 8
"""Steps from low to high."""


@dataclass(frozen=True)
class Breuk:
    """A rule that the plan in its own proportions does not keep.

    Attributes
    ----------
    regel : str
        Key of the rule.
    gemeenten : tuple of str
        Names of the gemeenten in which it is not kept.
    """

    regel: str
    gemeenten: tuple[str, ...]


@dataclass(frozen=True)
class Vraagstap:
    """One height of the demand.

    Attributes
    ----------
    vraag : int
        Homes asked.
    breuken : tuple of Breuk
        Rules that the plan in its own proportions does not keep; empty where it keeps all.
    zonder : int
        Homes for groups of which the plan places none: in its proportions they have no place.
    geplaatst : int or None
        The most that has a place when the homes are divided anew; None where the locks cannot be kept.
    """

    vraag: int
    breuken: tuple[Breuk, ...]
    zonder: int
    geplaatst: int | None

    @property
    def houdt(self) -> bool:
        """Whether the plan in its own proportions holds."""
        return not self.breuken and not self.zonder

    @property
    def past(self) -> bool:
        """Whether all has a place when the homes are divided anew."""
        return self.geplaatst == self.vraag


def trace_vraagverloop(uitkomst: Uitkomst, stappen: int = STAPPEN) -> tuple[Vraagstap, ...]:
    """Return how a plan fares at each step from the low to the high demand; one where these are equal.

    Parameters
    ----------
    uitkomst : Uitkomst
    stappen : int
    """
    low, high = (
        make_situatie(uitkomst.scenario, uitkomst.situatie.veld, side).behoefte.aantallen
        for side in (LAAG, HOOG)
    )
    shares = range(stappen + 1) if low != high else range(1)
    return tuple(
        _make_stap(uitkomst, tuple(_mix(a, b, step, stappen) for a, b in zip(low, high, strict=True)))
        for step in shares
    )


def _mix(laag: int, hoog: int, stap: int, stappen: int) -> int:
    """Return the number at a step between two, rounded; both ends are exact."""
    return laag + round((hoog - laag) * stap / stappen)


def _make_stap(uitkomst: Uitkomst, aantallen: tuple[int, ...]) -> Vraagstap:
    situatie = dataclasses.replace(
        uitkomst.situatie, behoefte=dataclasses.replace(uitkomst.situatie.behoefte, aantallen=aantallen)
    )
    plan = scale_plan(situatie, uitkomst.plan.aantallen)
    return Vraagstap(
        sum(aantallen),
        _list_breuken(situatie, plan),
        sum(aantallen) - int(plan.sum()),
        _count_meest(situatie),
    )


def scale_plan(situatie: Situatie, plan: Counts) -> Counts:
    """Return a plan for the demand of a situation in the proportions of another plan, group by group."""
    scaled = np.zeros_like(plan)
    for group, count in enumerate(situatie.behoefte.aantallen):
        scaled[:, group] = round_largest_remainder(plan[:, group].astype(float), count, situatie.rang)
    return scaled


def _list_breuken(situatie: Situatie, plan: Counts) -> tuple[Breuk, ...]:
    broken = [
        answer
        for answer in judge_plan(situatie, plan)
        if answer.voldaan is False and not answer.besluiten and not answer.is_al_geplaatst
    ]
    return tuple(Breuk(answer.regel, _name_gemeenten(situatie, answer.gebroken)) for answer in broken)


def _name_gemeenten(situatie: Situatie, codes: Sequence[str]) -> tuple[str, ...]:
    """Return the gemeenten in which areas, wijken, gemeenten or sets of these lie."""
    own, wanted = (
        situatie.veld.gebieden[situatie.veld.eigen],
        {part for code in codes for part in code.split("+")},
    )
    inside = own[["code", "wijkcode", "gemeentecode"]].isin(wanted).any(axis=1)
    return tuple(sorted(set(own.loc[inside, "gemeentenaam"].astype(str))))


def _count_meest(situatie: Situatie) -> int | None:
    model, short = settle_tekort(build_model(situatie))
    if short.x is None:
        return None
    _, answer = maximise_geplaatst(model, short)
    return None if answer.x is None else int(model.read_plan(answer.x).sum())


def list_verloopzinnen(stappen: Sequence[Vraagstap]) -> list[str]:
    """Tell how far the plan holds, where it breaks first, and how far dividing anew reaches."""
    return [*_tell_plan(stappen), _tell_opnieuw(stappen)]


def _tell_plan(stappen: Sequence[Vraagstap]) -> list[str]:
    first = next((step for step in stappen if not step.houdt), None)
    if first is None:
        return [
            f"In deze verhoudingen houdt het plan stand tot en met de hoge vraag ({_count(stappen[-1].vraag)})."
        ]
    before = [step.vraag for step in stappen[: stappen.index(first)]]
    held = (
        f"In deze verhoudingen houdt het plan stand tot {_count(before[-1])}. "
        if before
        else "In deze verhoudingen past ook de lage vraag niet. "
    )
    again = [format_getal(step.vraag) for step in stappen if step.houdt and step.vraag > first.vraag]
    more = [f"Bij {join_woorden(again)} past het weer, door afronding."] if again else []
    return [f"{held}Bij {format_getal(first.vraag)} breekt het eerst: {describe_breuk(first)}.", *more]


def describe_breuk(stap: Vraagstap) -> str:
    """Tell which rules a step does not keep and in which gemeenten, or what has no place; 'past' where it holds."""
    words = [
        f"de regel '{PER_SLEUTEL[item.regel].titel.lower()}' in {_name_plek(item.gemeenten)}"
        for item in stap.breuken
    ]
    words += (
        [f"{count_woord(stap.zonder, 'woning', 'woningen')} voor groepen die dit plan nergens plaatst"]
        if stap.zonder
        else []
    )
    return "; ".join(words) or "past"


def _name_plek(gemeenten: Sequence[str]) -> str:
    """Name the gemeenten; of more than three only how many."""
    return join_woorden(list(gemeenten)) if len(gemeenten) <= 3 else f"{len(gemeenten)} gemeenten"


def _tell_opnieuw(stappen: Sequence[Vraagstap]) -> str:
    short = next((step for step in stappen if not step.past), None)
    if short is None:
        return "Opnieuw verdeeld is er bij elke vraag een plek voor alle woningen."
    if short.geplaatst is None:
        return f"Opnieuw verdeeld passen de vastgezette aantallen niet bij {_count(short.vraag)}."
    before = [step.vraag for step in stappen[: stappen.index(short)]]
    at, placed = format_getal(short.vraag), format_getal(short.geplaatst)
    if not before:
        return f"Ook opnieuw verdeeld past de lage vraag niet: bij {at} is er een plek voor {placed}."
    return f"Opnieuw verdeeld past alles tot {_count(before[-1])}. Bij {at} is er een plek voor {placed}."


def _count(aantal: int) -> str:
    return count_woord(aantal, "woning", "woningen")
