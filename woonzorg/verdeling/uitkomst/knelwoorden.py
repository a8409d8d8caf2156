"""Words of what holds homes back: the headline of an outcome, and what would place the rest. Plain text.

A rule that never gives way (ontzien, the place rule, geen verplaatsing) is told as a fact, and apart: what it holds
back is no advice to loosen it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from woonzorg.oordeel.klassewoorden import count_gebieden
from woonzorg.tekst.getal import (
    count_woord,
    format_getal,
)
from woonzorg.tekst.plat import join_woorden
from woonzorg.verdeling.regels.afspraken import SLEUTEL
from woonzorg.verdeling.regels.lijst import PER_SLEUTEL
from woonzorg.verdeling.uitkomst.merken import count_plekken
from woonzorg.verdeling.uitweg.mogelijk import describe_hoogstens_kort, find_hoogstens
from woonzorg.verdeling.vraag.getal import format_waarde
from woonzorg.verdeling.vraag.groepen import PER_SLEUTEL as GROEPEN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from woonzorg.verdeling.optimum.verklaring import Knelpunt, Versoepeling
    from woonzorg.verdeling.uitkomst.uitkomst import Uitkomst

NOOIT_UIT = "Deze regel gaat nooit uit."


@dataclass(frozen=True)
class Hulp:
    """Some lines about the rules that hold back the rest, under one head."""

    kop: str
    regels: tuple[str, ...]


def describe_kop(uitkomst: Uitkomst, *, alleen: bool = True) -> str:
    """Tell in one headline how many homes have a place, and which rule holds back most of the rest.

    Where a default makes the demand impossible by itself, that is told instead, in homes: no other rule can then help.
    Else it is the rule without which most would be placed: by urgency of group, then in all. Of rules that hold back
    the same, the one that can give way is named.

    Parameters
    ----------
    uitkomst : Uitkomst
    alleen : bool
        Whether a default that leaves no room by itself may be told: not of a plan on own figures that others see.
    """
    first, rest = describe_geplaatst(uitkomst), count_tekort(uitkomst)
    if not rest:
        return first
    if alleen and (alone := find_alleen(uitkomst)):
        return f"{first} {alone}"
    binding = [item for item in uitkomst.knelpunten if item.bindend]
    if not binding:
        return f"{first} Voor {format_getal(rest)} niet: meer regels knellen tegelijk."
    most = max(binding, key=lambda item: (item.zonder, _kan_ruimer(item.regel)))
    title, where = PER_SLEUTEL[most.regel].titel.lower(), _tell_waar(uitkomst, most.regel)
    told = f"{first} Voor {format_getal(rest)} niet: de regel '{title}' knelt{where}."
    return told if _kan_ruimer(most.regel) else f"{told} {NOOIT_UIT}"


def find_alleen(uitkomst: Uitkomst) -> str:
    """Tell which default leaves no room for the demand by itself; '' when none does, or what binds is not known yet."""
    if not uitkomst.knelpunten:
        return ""
    alone = [item for item in find_hoogstens(uitkomst.situatie) if item.standaard]
    return describe_hoogstens_kort(uitkomst.situatie, alone[0]) if alone else ""


def _kan_ruimer(regel: str) -> bool:
    return PER_SLEUTEL[regel].versoepelbaar


def describe_geplaatst(uitkomst: Uitkomst) -> str:
    """Tell how many homes have a place: the first half of the headline."""
    total, placed = sum(uitkomst.situatie.behoefte.aantallen), sum(uitkomst.plan.geplaatst)
    if not total:
        return f"Rekenvoorbeeld: er is geen vraag die wordt verdeeld. {_explain_niets(uitkomst)}".strip()
    if placed == total:
        which = f"alle {_count_woningen(total)}" if total > 1 else "de ene woning"
        return f"Rekenvoorbeeld: voor {which} is een plek gevonden."
    return (
        f"Rekenvoorbeeld: voor {format_getal(placed)} van de {_count_woningen(total)} is een plek gevonden."
    )


def _count_woningen(aantal: int) -> str:
    return count_woord(aantal, "woning", "woningen")


def _explain_niets(uitkomst: Uitkomst) -> str:
    """Tell why most of what was filled in is not spread; '' when nothing was filled in."""
    reasons: dict[str, int] = {}
    for item in uitkomst.situatie.behoefte.restant:
        reasons[item.reden] = reasons.get(item.reden, 0) + item.aantal
    return max(reasons, key=reasons.__getitem__, default="")


def count_tekort(uitkomst: Uitkomst) -> int:
    """Return how many homes of what is spread have no place."""
    return sum(uitkomst.situatie.behoefte.aantallen) - sum(uitkomst.plan.geplaatst)


def _tell_waar(uitkomst: Uitkomst, regel: str) -> str:
    """Tell in how many areas, of which kind, a rule holds back; '' where no one place does."""
    where = list_krap(uitkomst, regel)
    if not where:
        return ""
    inside = set(where) <= set(uitkomst.situatie.veld.codes)
    level = uitkomst.scenario.niveau
    return f" in {count_gebieden(len(where), level) if inside else count_plekken(where)}"


def list_krap(uitkomst: Uitkomst, regel: str) -> tuple[str, ...]:
    """Return where a rule holds back: areas that receive and are full, else those where it allows nothing.

    Of agreements: gemeenten, or sets of them, that are at their most or at their least. Empty where no one place holds
    back by itself, as where a least lot is larger than the room in each.
    """
    answer = next(answer for answer in uitkomst.uitslagen if answer.regel == regel)
    found = answer.krap or answer.dicht
    if found or regel != SLEUTEL.sleutel:
        return found
    limits = [
        (limit, limit.count(uitkomst.plan.aantallen)) for limit in SLEUTEL.find_grenzen(uitkomst.situatie)
    ]
    return tuple(
        limit.naam for limit, count in limits if count >= limit.hoog or (limit.laag and count <= limit.laag)
    )


def list_hulp(uitkomst: Uitkomst) -> tuple[Hulp, ...]:
    """Return what would place the rest: first the rules that can give way, then what those hold back that never do.

    Where one rule that can give way is enough by itself, only such rules are told, with the least that each would
    have to give; where none is, what each holds back.
    """
    if not count_tekort(uitkomst) or not uitkomst.knelpunten:
        return ()
    return tuple(part for part in (_list_ruimer(uitkomst), _list_nooit(uitkomst)) if part.regels)


def _list_ruimer(uitkomst: Uitkomst) -> Hulp:
    enough = [_describe_versoepeling(item) for item in uitkomst.versoepelingen if item.woningen is not None]
    if enough:
        return Hulp("Eén van deze regels ruimer is genoeg", tuple(enough))
    binding = [item for item in uitkomst.knelpunten if item.bindend and _kan_ruimer(item.regel)]
    if not binding:
        return Hulp("Geen regel die ruimer kan, is alleen genoeg", ("er knellen meer regels tegelijk",))
    lines = tuple(_describe_zonder(uitkomst, item) for item in _sort(binding))
    return Hulp("Geen regel die ruimer kan, is alleen genoeg", lines)


def _list_nooit(uitkomst: Uitkomst) -> Hulp:
    binding = [item for item in uitkomst.knelpunten if item.bindend and not _kan_ruimer(item.regel)]
    lines = tuple(_describe_tegen(uitkomst, item) for item in _sort(binding))
    return Hulp("Deze regel gaat nooit uit" if len(lines) == 1 else "Deze regels gaan nooit uit", lines)


def _sort(knelpunten: Sequence[Knelpunt]) -> list[Knelpunt]:
    """Put what holds back most first: of rules, not of areas."""
    return sorted(knelpunten, key=lambda item: item.zonder, reverse=True)


def _describe_zonder(uitkomst: Uitkomst, item: Knelpunt) -> str:
    title = PER_SLEUTEL[item.regel].titel.lower()
    total, most = sum(uitkomst.situatie.behoefte.aantallen), sum(item.zonder)
    more = f"zonder '{title}': een plek voor {format_getal(most)} van de {_count_woningen(total)}"
    return more if most > sum(uitkomst.plan.geplaatst) else f"{more}, {_tell_ruil(uitkomst, item)}"


def _describe_tegen(uitkomst: Uitkomst, item: Knelpunt) -> str:
    title, held = PER_SLEUTEL[item.regel].titel.lower(), sum(item.zonder) - sum(uitkomst.plan.geplaatst)
    if held <= 0:
        return f"'{title}' houdt iets tegen: zonder die regel {_tell_ruil(uitkomst, item)}"
    return f"'{title}' houdt {format_getal(held)} van de {_count_woningen(count_tekort(uitkomst))} tegen"


def _tell_ruil(uitkomst: Uitkomst, item: Knelpunt) -> str:
    """Name the most urgent group that would get more where no more would be placed in all."""
    placed = zip(uitkomst.situatie.groepen, item.zonder, uitkomst.plan.geplaatst, strict=True)
    name = next(name for name, most, now in placed if most > now)
    return f"meer voor {GROEPEN[name].titel.lower()} en minder voor een groep na hen"


def _describe_versoepeling(item: Versoepeling) -> str:
    regel = PER_SLEUTEL[item.regel]
    if item.knop:
        parameter = regel.find_parameter(item.knop)
        values = f"van {format_waarde(item.van)} naar {format_waarde(item.naar)} {parameter.eenheid}"
        again = join_woorden([f"{percent} %" for percent in item.mist]) if item.mist else ""
        return f"{parameter.titel.lower()}: {values}".strip() + (f" (niet bij {again})" if again else "")
    return f"{_count_woningen(item.woningen or 0)} meer dan de regel '{regel.titel.lower()}' toelaat"
