"""Decided exceptions are facts: their number is placed first, as part of the demand of their group.

An exception is decided when it has a motive, who decided, a real day that was, and the number decided on
(`situatie.Uitzondering.onbesloten`). With n_e that number, for group g_e (or the groups without a place rule together)
in area a_e::

    Σ_{g ∈ e} x[a_e, g] ≥ n_e
    Σ_{block} x ≤ max(hoog, Σ_{e in block} n_e)     every limit of every rule but 'geen verplaatsing'

so that a rule gives way by what is decided and by nothing more: it is then not kept, by a decision that is named. For
'geen verplaatsing' no limit gives way: a decision that breaks it is refused, with the number that would not.
"""

from __future__ import annotations

import dataclasses
import math
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from woonzorg.fouten import InvoerFout
from woonzorg.tekst.getal import format_getal
from woonzorg.tekst.plat import join_woorden
from woonzorg.verdeling.invoer.datum import format_dag
from woonzorg.verdeling.invoer.eenmaal import once
from woonzorg.verdeling.regels.geplaatst import find_geplaatst
from woonzorg.verdeling.regels.grenzen import Grens, find_sloten
from woonzorg.verdeling.vraag.groepen import PER_SLEUTEL as GROEPEN

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from woonzorg.verdeling.invoer.situatie import Situatie, Uitzondering
    from woonzorg.verdeling.invoer.veld import Counts
    from woonzorg.verdeling.regels.regel import Regel
    from woonzorg.verdeling.vraag.lijnen import Behoefte


@dataclass(frozen=True)
class Feit:
    """A decided exception with its place in a plan.

    Attributes
    ----------
    uitzondering : Uitzondering
    gebied : int
    groepen : tuple of int
        Positions.
    aantal : int
        Dwellings that are placed.
    """

    uitzondering: Uitzondering
    gebied: int
    groepen: tuple[int, ...]
    aantal: int

    def touches(self, limit: Grens) -> bool:
        """Tell whether any of it can fall in the block of a limit."""
        return self.gebied in limit.gebieden and not set(self.groepen).isdisjoint(limit.groepen)


@once
def list_feiten(situatie: Situatie) -> tuple[Feit, ...]:
    """Return the decided exceptions for groups that are spread; another is tested only, and placed nowhere."""
    codes, groups = situatie.veld.codes, situatie.groepen
    facts = [
        Feit(item, codes.index(item.code), tuple(g for g, name in enumerate(groups) if item.covers(name)), item.aantal)
        for item in situatie.uitzonderingen
        if item.aantal and not item.onbesloten and item.code in codes
    ]  # fmt: skip
    return tuple(fact for fact in facts if fact.groepen)


def count_feiten(feiten: Iterable[Feit], limit: Grens) -> int:
    """Return what is decided on in the block of a limit."""
    return sum(fact.aantal for fact in feiten if fact.touches(limit))


def count_vast(situatie: Situatie, limit: Grens, feiten: Sequence[Feit]) -> int:
    """Return what stands fast in the block of a limit: what is placed and what is decided there."""
    by_area: dict[int, list[Feit]] = defaultdict(list)
    for fact in feiten:
        if fact.touches(limit):
            by_area[fact.gebied].append(fact)
    placed = situatie.geplaatst
    if placed is None:
        return sum(fact.aantal for facts in by_area.values() for fact in facts)
    return sum(_count_gebied(placed, area, limit.groepen, by_area.get(area, [])) for area in limit.gebieden)


def _count_gebied(placed: Counts, area: int, groepen: Sequence[int], feiten: Sequence[Feit]) -> int:
    named = {group for fact in feiten for group in fact.groepen}
    decided = sum(fact.aantal for fact in feiten)
    inside = sum(int(placed[area, group]) for group in groepen if group in named)
    outside = sum(int(placed[area, group]) for group in groepen if group not in named)
    return outside + (max(decided, inside) if len(feiten) < 2 else decided + inside)


def find_feiten(situatie: Situatie) -> tuple[Grens, ...]:
    """Return the least that decisions place: in each area, for each group or groups together that they name.

    What is placed already stands beside it (`geplaatst`).
    """
    facts = list_feiten(situatie)
    blocks = dict.fromkeys((fact.gebied, fact.groepen) for fact in facts)
    decided = tuple(
        Grens(
            situatie.veld.codes[area], (area,), groups,
            laag=float(sum(f.aantal for f in facts if f.gebied == area and set(f.groepen) <= set(groups))),
        )
        for area, groups in blocks
    )  # fmt: skip
    return (*decided, *find_geplaatst(situatie))


def list_grenzen_ruim(regel: Regel, situatie: Situatie) -> tuple[Grens, ...]:
    """Return the limits of a rule, each as wide as what is decided, or placed already, in its block."""
    limits = regel.find_grenzen(situatie)
    if not list_feiten(situatie) and situatie.geplaatst is None:
        return limits
    return tuple(
        dataclasses.replace(limit, hoog=float(count)) if count > limit.hoog else limit
        for limit, count in zip(limits, list_vast(regel, situatie), strict=True)
    )


def list_vast(regel: Regel, situatie: Situatie) -> list[int]:
    """Return what stands fast in the block of each limit of a rule, by which it is no less wide."""
    facts = () if regel.onder_geen_beding else list_feiten(situatie)
    return [count_vast(situatie, limit, facts) for limit in regel.find_grenzen(situatie)]


def find_afwijking(regel: Regel, situatie: Situatie, plan: Counts) -> tuple[Uitzondering, ...]:
    """Return the decisions by which a plan does not keep a rule; none where it goes beyond what they allow."""
    facts = list_feiten(situatie)
    wide = list_grenzen_ruim(regel, situatie) if facts else ()
    if not facts or any(not limit.laag <= limit.count(plan) <= limit.hoog for limit in wide):
        return ()
    limits = regel.find_grenzen(situatie.without_besluiten())
    broken = [limit for limit in limits if limit.count(plan) > limit.hoog]
    return tuple(
        dict.fromkeys(fact.uitzondering for limit in broken for fact in facts if fact.touches(limit))
    )


def list_redenen(besluiten: Iterable[Uitzondering]) -> list[dict[str, str]]:
    """Return by whose decisions, and when, a rule is not kept, each once; names no place, group or number."""
    told = dict.fromkeys((item.besluit_door, item.datum) for item in besluiten)
    return [{"besluit_door": decider, "datum": day} for decider, day in told]


def describe_besluiten(besluiten: Iterable[Uitzondering]) -> str:
    """Tell by whose decisions, and when, a rule is not kept, each once; '' for none."""
    return describe_redenen(list_redenen(besluiten))


def describe_redenen(redenen: Iterable[Mapping[str, str]]) -> str:
    """Tell what `list_redenen` gives; '' for none."""
    told = [f"{case['besluit_door']}, {format_dag(case['datum'])}" for case in redenen]
    return f"afgeweken: besluit van {join_woorden(told)}" if told else ""


def count_ongeplaatst(situatie: Situatie) -> int:
    """Count the decisions of which no number is placed: their group is tested only, or not asked for in this plan."""
    decided = [item for item in situatie.uitzonderingen if item.aantal and not item.onbesloten]
    return len(decided) - len(list_feiten(situatie))


def check_feiten(situatie: Situatie, regels: Iterable[Regel]) -> None:
    """Refuse decisions that cannot be placed.

    Parameters
    ----------
    situatie : Situatie
    regels : iterable of Regel
        Of these, those that give way to no decision are looked at.

    Raises
    ------
    InvoerFout
        When more is decided than is asked, when a lock holds less, or when 'geen verplaatsing' would be broken, with
        the number that would not; all findings together.
    """
    facts = list_feiten(situatie)
    findings = [*find_teveel(situatie.uitzonderingen, situatie.behoefte), *_find_sloten(situatie, facts)]
    strict = [regel for regel in regels if facts and regel.onder_geen_beding]
    findings += _find_verplaatsing(situatie, facts, strict)
    if findings:
        raise make_besluitfout(findings)


def make_besluitfout(bevindingen: Sequence[str]) -> InvoerFout:
    """Return what to raise when decisions cannot be placed."""
    message = "Een besluit om van de regel af te wijken past hier niet."
    return InvoerFout(message, gevonden="; ".join(dict.fromkeys(bevindingen)), remedie=_REMEDIE)


_REMEDIE = "Verlaag het besloten aantal, verander wat in de weg zit, of haal de uitzondering weg."


def find_teveel(uitzonderingen: Iterable[Uitzondering], behoefte: Behoefte) -> list[str]:
    """Return for which groups more is decided than there is demand; it is part of that demand."""
    demand = dict(zip(behoefte.groepen, behoefte.aantallen, strict=True))
    known = {*demand, *(rest.groep for rest in behoefte.restant)}
    blocks: list[tuple[frozenset[str], int]] = []
    for item in uitzonderingen:
        covered = [name for name in demand if item.covers(name)]
        lacking = item.groep and item.groep not in known and GROEPEN[item.groep].verdeelbaar
        if item.aantal and not item.onbesloten and (covered or lacking):
            blocks.append((frozenset(covered or [item.groep]), item.aantal))
    findings = []
    for names in dict.fromkeys(names for names, _ in blocks):
        decided = sum(count for inside, count in blocks if inside <= names)
        asked = sum(demand.get(name, 0) for name in names)
        if decided > asked:
            told = join_woorden([groep.titel.lower() for groep in GROEPEN.values() if groep.sleutel in names])
            findings.append(
                f"voor {told} is {format_getal(decided)} besloten, en de vraag is {format_getal(asked)}"
            )
    return findings


def find_plaats(situatie: Situatie, code: str, regels: Iterable[Regel]) -> int | None:
    """Return how many more could be decided in an area before 'geen verplaatsing' is broken; None for no limit."""
    facts, area = list_feiten(situatie), situatie.veld.codes.index(code)
    limits = (
        limit
        for regel in regels
        if regel.onder_geen_beding
        for limit in regel.find_grenzen(situatie)
        if area in limit.gebieden
    )
    most = min((limit.hoog - count_feiten(facts, limit) for limit in limits), default=math.inf)
    return None if math.isinf(most) else max(0, int(most))


def _find_sloten(situatie: Situatie, facts: Sequence[Feit]) -> list[str]:
    """Return where a lock holds less than is decided."""
    inside = [
        (limit, sum(f.aantal for f in facts if f.gebied in limit.gebieden and set(f.groepen) <= set(limit.groepen)))
        for limit in find_sloten(situatie)
    ]  # fmt: skip
    placed = [] if situatie.geplaatst is None else [
        (limit, limit.count(situatie.geplaatst)) for limit in find_sloten(situatie)
    ]  # fmt: skip
    return [
        f"in {_name(situatie, limit.naam)} is {format_getal(limit.hoog)} vastgezet en {format_getal(count)} {what}"
        for pairs, what in ((inside, "besloten"), (placed, "al geplaatst"))
        for limit, count in pairs
        if count > limit.hoog
    ]


def _find_verplaatsing(situatie: Situatie, facts: Sequence[Feit], regels: Iterable[Regel]) -> list[str]:
    """Return which decisions would make a concentratie, each by itself or with others, and how many would not."""
    tightest: dict[tuple[Feit, ...], Grens] = {}
    for limit in (limit for regel in regels for limit in regel.find_grenzen(situatie)):
        inside = tuple(fact for fact in facts if fact.touches(limit))
        if sum(fact.aantal for fact in inside) > limit.hoog and limit.hoog < tightest.get(inside, _OPEN).hoog:
            tightest[inside] = limit
    alone = {inside[0]: limit.hoog for inside, limit in tightest.items() if len(inside) == 1}
    return [
        _tell_verplaatsing(situatie, inside, limit)
        for inside, limit in sorted(tightest.items(), key=lambda found: len(found[0]))
        # What each may be by itself can be few enough for all of them together.
        if len(inside) == 1 or sum(min(alone.get(f, math.inf), f.aantal) for f in inside) > limit.hoog
    ]


_OPEN = Grens("", (), ())


def _tell_verplaatsing(situatie: Situatie, inside: Sequence[Feit], limit: Grens) -> str:
    most = "er past er geen" if limit.hoog < 1 else f"er passen er hoogstens {format_getal(limit.hoog)}"
    of = [f"{count_woningen(fact.aantal)} in {_name(situatie, fact.uitzondering.code)}" for fact in inside]
    places = situatie.veld.codes[limit.gebieden[0]] == limit.naam and len(limit.gebieden) > 1
    where = f"{_name(situatie, limit.naam)}{' met de buren' if places else ''}"
    if len(inside) == 1:
        case = inside[0].uitzondering
        what = f"het besluit van {case.besluit_door}, {format_dag(case.datum)}, plaatst {of[0]}"
    else:
        what = f"de besluiten samen plaatsen {join_woorden(of)}"
    return f"{what}; {where} is dan een concentratie (geen verplaatsing); {most}"


def _name(situatie: Situatie, code: str) -> str:
    """Return the name of an area, wijk or gemeente, with its code."""
    table = situatie.veld.gebieden
    for column, names, kind in (
        ("code", "naam", ""), ("wijkcode", "wijknaam", "wijk "), ("gemeentecode", "gemeentenaam", "gemeente "),
    ):  # fmt: skip
        found = table.loc[table[column] == code, names]
        if len(found):
            return f"{kind}{found.iloc[0]} ({code})"
    return code


def count_woningen(aantal: int) -> str:
    """Write a number of homes."""
    return f"{format_getal(aantal)} {'woning' if aantal == 1 else 'woningen'}"


def find_vrij(situatie: Situatie) -> dict[int, frozenset[int]]:
    """Return by area the groups that have a number by decision or are there already: no least lot holds for them."""
    free: dict[int, set[int]] = defaultdict(set)
    for block in find_geplaatst(situatie):
        free[block.gebieden[0]] |= set(block.groepen)
    for fact in list_feiten(situatie):
        free[fact.gebied] |= set(fact.groepen)
    return {area: frozenset(groups) for area, groups in free.items()}
