"""The forms of what a scenario sets by group, by rule, and for the years: read from groups, rules and levers alike."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from woonzorg.tekst.getal import format_getal
from woonzorg.tekst.plat import join_woorden
from woonzorg.verdeling.jaren.reeks import HEFBOMEN, fill_hefbomen
from woonzorg.verdeling.regels.lijst import PER_SLEUTEL as REGELS
from woonzorg.verdeling.regels.lijst import fill_waarden, list_uit
from woonzorg.verdeling.vraag.declaratie import (
    Objectlijst,
    list_onderdelen,
    make_schema,
    read_delen,
    write_object,
)
from woonzorg.verdeling.vraag.getal import format_waarde
from woonzorg.verdeling.vraag.groepen import (
    GROEPEN,
    PER_SLEUTEL,
    Eenheid,
    Groep,
    Instrument,
    Schaal,
    fill_schalen,
)
from woonzorg.verdeling.vraag.lijnen import Vraagregel
from woonzorg.verdeling.vraag.vorm import AANTAL, GEEN, Keuze, Schema, Veldvorm, Vraagpunt, list_woorden

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from woonzorg.verdeling.regels.regel import Regel
    from woonzorg.verdeling.vraag.parameter import Parameter


def make_vraagregel(groep: Groep, **gegeven: Any) -> Vraagregel:
    """Return a line of demand in the usual unit, kind and way of a group, but for what is given of it."""
    place = groep.eenheid == Eenheid.STANDPLAATS
    usual: dict[str, Any] = {
        "laag": 0, "hoog": 0, "eenheid": groep.eenheid, "soort": groep.soort,
        "instrument": Instrument.STANDPLAATS if place else Instrument.TOEWIJZING,
    }  # fmt: skip
    return Vraagregel(groep.sleutel, **usual | gegeven)


class Vraagvorm(Veldvorm):
    """Demand by group: a plain number is both low and high, in the group's usual unit and kind."""

    def schema(self) -> Schema:
        """Return what a file may hold, as JSON Schema."""
        line = make_schema(Vraagregel)
        return {
            "type": "object", "minProperties": 1, "maxProperties": 50,
            "additionalProperties": {
                "anyOf": [AANTAL.schema(), line], "description": "een heel getal, of laag en hoog",
            },
        }  # fmt: skip

    def read(self, gegeven: Mapping[str, Any]) -> tuple[Vraagregel, ...]:
        """Return what a file holds as a value."""
        return tuple(_read_vraag(name, given) for name, given in gegeven.items())

    def write(self, waarde: Iterable[Vraagregel]) -> dict[str, Any]:
        """Return a value as a file holds it."""
        return {line.groep: write_object(line) for line in waarde}

    def list_punten(self, titel: str, waarde: Iterable[Vraagregel]) -> list[Vraagpunt]:
        """Return what a value asks, point by point."""
        lines = {line.groep: line for line in waarde}
        return [
            Vraagpunt(
                f"{titel}: {groep.titel}", lines.get(groep.sleutel), _tell_vraag(lines.get(groep.sleutel))
            )
            for groep in GROEPEN
        ]


def _read_vraag(groep: str, given: Any) -> Vraagregel:
    usual = PER_SLEUTEL.get(groep)
    if usual is None:
        return Vraagregel(groep, 0, 0)  # `check_vraag` tells what is wrong with it
    fields = given if isinstance(given, dict) else {"laag": given, "hoog": given}
    return make_vraagregel(usual, **read_delen(list_onderdelen(Vraagregel), fields))


def _tell_vraag(regel: Vraagregel | None) -> str:
    if regel is None:
        return GEEN
    bounds = dict.fromkeys((regel.laag, regel.hoog))
    return f"{' tot '.join(map(format_getal, bounds))} {regel.eenheid} {str(regel.soort).replace('_', ' ')}"


@dataclass(frozen=True)
class Regelstand:
    """How the rules stand in a scenario.

    Attributes
    ----------
    waarden : mapping
        Values of all parameters of all rules.
    uit : frozenset of str
        Rules that do not apply.
    """

    waarden: Mapping[str, Mapping[str, float]] = dataclasses.field(default_factory=fill_waarden)
    uit: frozenset[str] = dataclasses.field(default_factory=list_uit)

    def set(self, regel: str, parameter: str, waarde: float) -> Regelstand:
        """Return it with one parameter of one rule set."""
        return dataclasses.replace(self, waarden=self._fill(regel, {parameter: waarde}))

    def switch(self, regel: str, *, aan: bool) -> Regelstand:
        """Return it with a rule that applies, or not."""
        rest = self.uit - {regel}
        return dataclasses.replace(self, waarden=self._fill(regel, {}), uit=rest if aan else rest | {regel})

    def _fill(self, regel: str, waarden: Mapping[str, float]) -> dict[str, dict[str, float]]:
        """Return all values with some of one rule set; a rule or parameter that is not known is refused."""
        return fill_waarden({**self.waarden, regel: {**self.waarden.get(regel, {}), **waarden}})


class Regelvorm(Veldvorm):
    """The rules: the values of each, and whether it applies."""

    def schema(self) -> Schema:
        """Return what a file may hold, as JSON Schema."""
        rules = {name: _make_regelschema(regel) for name, regel in REGELS.items()}
        other = {
            "type": "object", "additionalProperties": {"type": "number"}, "properties": {"aan": {"type": "boolean"}},
        }  # fmt: skip
        return {"type": "object", "properties": rules, "additionalProperties": other}

    def read(self, gegeven: Mapping[str, Mapping[str, Any]]) -> Regelstand:
        """Return what a file holds as a value."""
        on = {name: given["aan"] for name, given in gegeven.items() if "aan" in given}
        values = {
            name: {key: value for key, value in given.items() if key != "aan"}
            for name, given in gegeven.items()
        }
        return Regelstand(fill_waarden(values), list_uit(on))

    def write(self, waarde: Regelstand) -> dict[str, Any]:
        """Return a value as a file holds it."""
        rules = (
            (name, _write_regel(REGELS[name], values, waarde.uit)) for name, values in waarde.waarden.items()
        )
        return {name: written for name, written in rules if written}

    def list_punten(self, titel: str, waarde: Regelstand) -> list[Vraagpunt]:  # noqa: ARG002
        """Return what a value asks, point by point."""
        return [point for regel in REGELS.values() for point in _list_regelpunten(regel, waarde)]


def _make_regelschema(regel: Regel) -> Schema:
    on = {"aan": {"type": "boolean", "default": regel.standaard_aan}}
    numbers = {parameter.sleutel: parameter.schema() for parameter in regel.parameters}
    return {
        "type": "object",
        "title": regel.titel,
        "properties": numbers | on,
        "additionalProperties": {"type": "number"},
    }


def _write_regel(regel: Regel, waarden: Mapping[str, float], uit: frozenset[str]) -> dict[str, Any]:
    """Return a rule as a file holds it; nothing of one that came later and stands as it usually does."""
    on = regel.sleutel not in uit
    usual = all(waarden[item.sleutel] == item.waarde for item in regel.parameters)
    if regel.sinds > 1 and usual and on == regel.standaard_aan:
        return {}
    return {**_write_parameters(regel.parameters, waarden), "aan": on}


def _write_parameters(parameters: Iterable[Parameter], waarden: Mapping[str, float]) -> dict[str, float]:
    return {
        item.sleutel: waarden[item.sleutel]
        for item in parameters
        if item.sinds == 1 or waarden[item.sleutel] != item.waarde
    }


def _list_regelpunten(regel: Regel, stand: Regelstand) -> list[Vraagpunt]:
    applies, values = regel.sleutel not in stand.uit, regel.read(stand)
    return [
        Vraagpunt(f"Regel '{regel.titel}'", applies, "geldt" if applies else "geldt niet"),
        *(item.make_punt(values[item.sleutel], f"{regel.titel}: ") for item in regel.parameters),
    ]


class Hefboomvorm(Veldvorm):
    """The levers of the years."""

    def schema(self) -> Schema:
        """Return what a file may hold, as JSON Schema."""
        levers = {lever.sleutel: lever.schema() for lever in HEFBOMEN}
        return {"type": "object", "properties": levers, "additionalProperties": {"type": "number"}}

    def read(self, gegeven: Mapping[str, float]) -> dict[str, float]:
        """Return what a file holds as a value."""
        return fill_hefbomen(gegeven)

    def write(self, waarde: Mapping[str, float]) -> dict[str, float]:
        """Return a value as a file holds it."""
        return _write_parameters(HEFBOMEN, waarde)

    def list_punten(self, titel: str, waarde: Mapping[str, float]) -> list[Vraagpunt]:  # noqa: ARG002
        """Return what a value asks, point by point."""
        return [lever.make_punt(waarde[lever.sleutel]) for lever in HEFBOMEN]


class Schaalvorm(Veldvorm):
    """The scale of the test, where it is not the default: by group, and for all its instruments or one."""

    def schema(self) -> Schema:
        """Return what a file may hold, as JSON Schema."""
        scale = Keuze(list_woorden(Schaal)).schema()
        each = {
            "type": "object",
            "properties": {str(item): scale for item in Instrument},
            "additionalProperties": False,
        }
        words = f"een van {', '.join(Schaal)}, of een schaal per instrument ({', '.join(Instrument)})"
        return {"type": "object", "additionalProperties": {"anyOf": [scale, each], "description": words}}

    def read(self, gegeven: Mapping[str, str | Mapping[str, str]]) -> dict[tuple[str, Instrument], Schaal]:
        """Return what a file holds as a value."""
        return fill_schalen(gegeven)

    def write(self, waarde: Mapping[tuple[str, Instrument], Schaal]) -> dict[str, dict[str, str]]:
        """Return a value as a file holds it."""
        plain: dict[str, dict[str, str]] = {}
        for (groep, instrument), scale in waarde.items():
            plain.setdefault(groep, {})[str(instrument)] = str(scale)
        return plain

    def tell(self, waarde: Mapping[tuple[str, Instrument], Schaal]) -> str:
        """Tell a value in words."""
        return format_getal(len(waarde))


class Afsprakenvorm(Objectlijst):
    """The agreements with gemeenten."""

    def tell(self, waarde: tuple[Any, ...]) -> str:  # noqa: D102
        shares = [f"{format_waarde(round(deal.aandeel, 2))} %" for deal in waarde if deal.aandeel is not None]
        word = "aandeel" if len(shares) == 1 else "aandelen"
        return f"{super().tell(waarde)} ({word}: {join_woorden(shares)})" if shares else super().tell(waarde)
