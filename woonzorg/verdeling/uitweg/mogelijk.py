"""What is most possible: with one rule alone beside 'ontzien', and when only what never gives way stays.

A default that makes a demand impossible by itself is told in homes, for no other rule can then help: 'ook zonder andere
regels past hoogstens {n}'. Locks and least lots are left out of both: they are no rules, and what fits without them is
no less.
"""

from __future__ import annotations

import dataclasses
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from woonzorg.speling import OPLOSSER
from woonzorg.tekst.getal import format_getal
from woonzorg.tekst.plat import join_woorden
from woonzorg.verdeling.invoer.eenmaal import once
from woonzorg.verdeling.optimum.bouw import build_model
from woonzorg.verdeling.optimum.programma import solve
from woonzorg.verdeling.optimum.samennemen import merge_groepen
from woonzorg.verdeling.regels.afspraken import SLEUTEL
from woonzorg.verdeling.regels.besluiten import list_grenzen_ruim
from woonzorg.verdeling.regels.lijst import PER_SLEUTEL, list_actief
from woonzorg.verdeling.regels.ontzien import ONTZIEN
from woonzorg.verdeling.vraag.parameter import AANNAME

if TYPE_CHECKING:
    from collections.abc import Iterable

    from woonzorg.verdeling.invoer.situatie import Situatie
    from woonzorg.verdeling.regels.regel import Regel
    from woonzorg.verdeling.vraag.parameter import Parameter


@dataclass(frozen=True)
class Hoogstens:
    """A rule that by itself, beside 'ontzien', leaves no room for all of the demand.

    Attributes
    ----------
    regel : str
    past : int
        Most homes that fit when only 'ontzien' and this rule apply.
    vraag : int
        Homes asked.
    standaard : bool
        Whether the values that may be turned are defaults, so that it is flagged as such at the start; what was agreed
        is never one.
    """

    regel: str
    past: int
    vraag: int
    standaard: bool


@once
def find_hoogstens(situatie: Situatie) -> tuple[Hoogstens, ...]:
    """Return the rules that somebody set and that by themselves make the demand impossible; fewest homes first.

    Parameters
    ----------
    situatie : Situatie
    """
    asked = sum(situatie.behoefte.aantallen)
    rules = [regel for regel in list_actief(situatie) if _is_gezet(situatie, regel)]
    found = [
        Hoogstens(regel.sleutel, most, asked, _is_standaard(situatie, regel))
        for regel in rules
        if (most := count_mogelijk(situatie, (ONTZIEN, regel))) < asked
    ]
    return tuple(sorted(found, key=lambda item: item.past))


def _is_gezet(situatie: Situatie, regel: Regel) -> bool:
    """Tell whether a rule rests on values that may be set, or on what was agreed; 'ontzien' is not looked at."""
    return regel != ONTZIEN and bool(regel.parameters or (regel == SLEUTEL and situatie.afspraken))


def _is_standaard(situatie: Situatie, regel: Regel) -> bool:
    values, knobs = regel.read(situatie), list_knoppen(regel)
    return bool(knobs) and all(values[knob.sleutel] == knob.waarde for knob in knobs)


def list_knoppen(regel: Regel) -> tuple[Parameter, ...]:
    """Return the parameters of a rule that a relaxation may turn; of one that never gives way all of them."""
    return tuple(map(regel.find_parameter, regel.knoppen)) or regel.parameters


def find_meest_mogelijk(situatie: Situatie) -> int:
    """Return the most homes of the demand that fit when 'ontzien' and the rules that are never off stay alone.

    Parameters
    ----------
    situatie : Situatie
    """
    return count_mogelijk(situatie, [regel for regel in list_actief(situatie) if is_vast(regel)])


def is_vast(regel: Regel) -> bool:
    """Tell whether a rule stays where all others go: 'ontzien', and what can never be off, as 'geen verplaatsing'."""
    return regel == ONTZIEN or not regel.mag_uit


def count_mogelijk(situatie: Situatie, regels: Iterable[Regel]) -> int:
    """Return the most homes of the demand that fit under some rules only, without locks, lots and agreed least numbers.

    Parameters
    ----------
    situatie : Situatie
    regels : iterable of Regel
    """
    limits = [
        dataclasses.replace(limit, laag=0.0) if limit.laag else limit
        for regel in regels
        for limit in list_grenzen_ruim(regel, situatie)
    ]
    fewer, fewer_limits = merge_groepen(dataclasses.replace(situatie, loten={}), limits)
    model = build_model(fewer, eisen=fewer_limits)
    costs = model.make_kosten(range(len(model.cellen)), -1.0)
    bound = solve(model.programma, costs, ontspannen=True)
    if bound.x is not None and np.abs(bound.x - np.round(bound.x)).max(initial=0.0) < OPLOSSER:
        return round(-bound.doel)
    return round(-solve(model.programma, costs).doel)


def describe_hoogstens(situatie: Situatie, hoogstens: Hoogstens) -> str:
    """Tell in a sentence that a rule by itself makes the demand impossible, with its values.

    Parameters
    ----------
    situatie : Situatie
    hoogstens : Hoogstens
        As `find_hoogstens` gives them.
    """
    regel = PER_SLEUTEL[hoogstens.regel]
    return (
        f"Ook zonder andere regels past hoogstens {format_getal(hoogstens.past)} van de "
        f"{format_getal(hoogstens.vraag)} door de regel '{regel.titel.lower()}' ({_tell_waarden(situatie, regel)})."
    )


def describe_hoogstens_kort(situatie: Situatie, hoogstens: Hoogstens) -> str:
    """Tell the same in a headline: the homes, the rule, and the value that may be turned.

    Parameters
    ----------
    situatie : Situatie
    hoogstens : Hoogstens
        Of a rule with a value that may be turned.
    """
    regel = PER_SLEUTEL[hoogstens.regel]
    knob = list_knoppen(regel)[0]
    value = regel.read(situatie)[knob.sleutel]
    source = f", {AANNAME}" if knob.is_aanname and value == knob.waarde else ""
    return (
        f"Ook zonder andere regels past hoogstens {format_getal(hoogstens.past)} door de regel "
        f"'{regel.titel.lower()}' ({knob.write(value)}{source})."
    )


def _tell_waarden(situatie: Situatie, regel: Regel) -> str:
    """Name the values of a rule up to the first that may be turned, with which of them are an assumption of ours."""
    if regel == SLEUTEL:
        return _tell_afspraken(situatie)
    values, knob = regel.read(situatie), list_knoppen(regel)[0]
    until = regel.parameters[: regel.parameters.index(knob) + 1]
    return "; ".join(_tell_waarde(parameter, values[parameter.sleutel]) for parameter in until)


def _tell_afspraken(situatie: Situatie) -> str:
    """Name the sets of gemeenten of which a most was agreed, each with it."""
    table = situatie.veld.gebieden
    names = dict(zip(table["gemeentecode"], table["gemeentenaam"], strict=True))
    pairs = zip(situatie.afspraken, SLEUTEL.find_grenzen(situatie), strict=True)
    told = (
        f"{join_woorden([names[code] for code in deal.gemeenten])} hoogstens {format_getal(limit.hoog)}"
        for deal, limit in pairs
        if math.isfinite(limit.hoog)
    )
    return f"afgesproken: {'; '.join(told)}"


def _tell_waarde(parameter: Parameter, waarde: float) -> str:
    source = f", {AANNAME}" if parameter.is_aanname and waarde == parameter.waarde else ""
    return f"{parameter.titel[0].lower()}{parameter.titel[1:]}: {parameter.write(waarde)}{source}"
