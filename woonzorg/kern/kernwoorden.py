"""Sentences about own named areas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from woonzorg.tekst.plat import join_woorden

if TYPE_CHECKING:
    from woonzorg.kern.kern import Buurtindeling, Kerngebied

GEEN_KLASSE = "Van een eigen gebied bestaat geen score. Het heeft daarom geen klasse."

EIGEN = "Eigen gebied"

GEEN_WIJKEN = "Een eigen gebied bestaat uit buurten. Bij wijken ziet u daarom weer alle gemeenten."

ALLEEN_BUURTEN = "Een eigen gebied bestaat uit buurten. Daarom ziet u buurten."

_GENOEMD = 5
"""So many codes are named; of more it is told how many."""


def describe_kernlink(kern: Kerngebied | None, indeling: Buurtindeling) -> str:
    """Tell what of an own area these data do not have; '' when they have all of it, None for an unknown one."""
    if kern is None:
        return "Het eigen gebied uit deze link is hier niet bekend. U ziet alle gebieden."
    absent = indeling.list_ontbrekend(kern)
    if not absent:
        return ""
    verb = "bestaat" if len(absent) == 1 else "bestaan"
    more = len(absent) - _GENOEMD
    named = [*absent[:_GENOEMD], *([f"nog {more}"] if more > 0 else [])]
    told = (
        f"{len(absent)} van de {len(kern.codes)} {_name_delen(kern)} van {kern.titel} {verb} niet in deze indeling "
        f"({indeling.naam}): {join_woorden(named)}."
    )
    kept = "De rest telt mee." if indeling.list_buurten(kern) else "U ziet alle gebieden."
    return f"{told} {kept}"


def _name_delen(kern: Kerngebied) -> str:
    kinds = sorted({code[:2] for code in kern.codes})
    return " en ".join({"BU": "buurten", "WK": "wijken"}[kind] for kind in kinds)
