"""What two scenarios ask for differently: demand, rules, and what the planner set; in words, before any result."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from woonzorg.tekst.getal import format_getal
from woonzorg.verdeling.delen.openbaar import drop_vraag
from woonzorg.verdeling.jaren.reeks import HEFBOMEN
from woonzorg.verdeling.optimum.sleutels import SLEUTELS
from woonzorg.verdeling.regels.lijst import REGELS
from woonzorg.verdeling.vraag.groepen import PER_SLEUTEL as GROEPEN

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from woonzorg.verdeling.regels.regel import Regel
    from woonzorg.verdeling.scenario.inhoud import Scenario
    from woonzorg.verdeling.vraag.lijnen import Vraagregel
    from woonzorg.verdeling.vraag.parameter import Parameter

GEEN = "geen"


@dataclass(frozen=True)
class Opdrachtverschil:
    """One thing that A and B ask for differently.

    Attributes
    ----------
    wat, a, b : str
        Name of it, and what each asks; never by group and area.
    """

    wat: str
    a: str
    b: str


@dataclass(frozen=True)
class _Punt:
    """One thing that a scenario asks: its name, what it is, and that in words."""

    wat: str
    waarde: object
    tekst: str


def list_verschillen(a: Scenario, b: Scenario, *, openbaar: bool = False) -> tuple[Opdrachtverschil, ...]:
    """Return what two scenarios ask for differently, demand first; empty when they ask the same.

    With `openbaar` the demand of the groups for which more privacy holds stays out.
    """
    if openbaar:
        a, b = drop_vraag(a), drop_vraag(b)
    named = {line.groep for item in (a, b) for line in item.vraag}
    groups = [name for name in GROEPEN if name in named]
    pairs = zip(_list_punten(a, groups), _list_punten(b, groups), strict=True)
    return tuple(
        Opdrachtverschil(
            one.wat, one.tekst, two.tekst if one.tekst != two.tekst else f"{two.tekst}, maar andere"
        )
        for one, two in pairs
        if one.waarde != two.waarde
    )


def _list_punten(scenario: Scenario, groepen: Sequence[str]) -> list[_Punt]:
    """Return all that a scenario asks, in one order for every scenario."""
    lines = {line.groep: line for line in scenario.vraag}
    yes = {True: "ja", False: "nee"}
    side, add = scenario.bandbreedte, scenario.optellen
    key = next(key.titel for key in SLEUTELS if key.kolom == scenario.verdeelsleutel)
    return [
        *(_Punt(f"Vraag: {GROEPEN[name].titel}", lines.get(name), _write_vraag(lines.get(name))) for name in groepen),
        _Punt("Kant van de vraag", side, side),
        _Punt("Deelgroepen optellen", add, yes[add]),
        *(point for rule in REGELS for point in _list_regel(scenario, rule)),
        _count("Vastgezette gebieden", scenario.sloten),
        _count("Uitzonderingen", scenario.uitzonderingen),
        _count("Plekken die worden getoetst", scenario.toetsen),
        _count("Afspraken met gemeenten", scenario.afspraken),
        _count("Groepen met een kleinste aantal per gebied", tuple(scenario.loten.items())),
        _count("Groepen met een eigen schaal", tuple(scenario.schalen.items())),
        _count("Groepen met een eigen urgentie", scenario.urgentie),
        _Punt("Verdeelsleutel", key, key),
        _Punt("Jaren waarin plek vrijkomt", scenario.jaren, format_getal(scenario.jaren, 1)),
        *(_write_parameter(lever, scenario.hefbomen[lever.sleutel]) for lever in HEFBOMEN),
        _Punt("Eigen cijfers", scenario.eigen_cijfers, scenario.eigen_cijfers or GEEN),
    ]  # fmt: skip


def _list_regel(scenario: Scenario, regel: Regel) -> list[_Punt]:
    applies = regel.sleutel not in scenario.uit
    values = scenario.waarden[regel.sleutel]
    return [
        _Punt(f"Regel '{regel.titel}'", applies, "geldt" if applies else "geldt niet"),
        *(_write_parameter(item, values[item.sleutel], f"{regel.titel}: ") for item in regel.parameters),
    ]


def _write_parameter(parameter: Parameter, waarde: float, voor: str = "") -> _Punt:
    number = format_getal(waarde, 0 if waarde == int(waarde) else 2)
    return _Punt(f"{voor}{parameter.titel}", waarde, f"{number} {parameter.eenheid}".strip())


def _write_vraag(regel: Vraagregel | None) -> str:
    if regel is None:
        return GEEN
    bounds = dict.fromkeys((regel.laag, regel.hoog))
    return f"{' tot '.join(map(format_getal, bounds))} {regel.eenheid} {str(regel.soort).replace('_', ' ')}"


def _count(wat: str, inhoud: Collection[object]) -> _Punt:
    return _Punt(wat, inhoud, format_getal(len(inhoud)))
