"""How a part of a scenario is declared: once, beside its attribute in the class that holds it.

From the declaration follow the JSON schema, reading, writing, what is filled in, the differences between two scenarios
and the form on screen. A part that came later is left out of a file and of a scenario's name while it is at its
default: what was kept before keeps its name, and an older program reads what does not use it.
"""

from __future__ import annotations

import dataclasses
from dataclasses import MISSING, dataclass
from enum import StrEnum
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from woonzorg.fouten import InhoudFout
from woonzorg.tekst.getal import format_getal
from woonzorg.verdeling.vraag.vorm import Schema, Veldvorm

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping


class Gevoeligheid(StrEnum):
    """With whom a part of a scenario stays."""

    DEELBAAR = "deelbaar"
    """May be shared: whoever sees the scenario may begin with it."""

    EIGEN = "eigen"
    """Stays with who made the plan: with it the plan by area could be computed."""

    GEVOELIG = "gevoelig"
    """Stays with who made the plan, and may name groups for which more privacy holds."""


class Plek(StrEnum):
    """Where on the page a part is set."""

    BOVEN = "boven"
    VRAAG = "vraag"
    MEER = "meer"
    BEWAREN = "bewaren"


@dataclass(frozen=True, kw_only=True)
class Onderdeel:
    """One part as it is declared.

    Attributes
    ----------
    vorm : Veldvorm
        What it can hold, with its bounds.
    naam, attribuut : str
        Name in a file, and that of the attribute.
    maak_standaard : callable
        Gives its default; None where it has none.
    verplicht : bool
        Whether a file must give it.
    titel, label, uitleg : str
        What it is called, on screen in full (with its source or 'aanname'), and help beside it.
    bron : str
        Where the default comes from, or 'aanname'; '' where there is nothing to choose by default.
    gevoeligheid : Gevoeligheid
    sinds : int
        Edition in which it came; 1 for what was always there.
    plek : Plek or None
        Where on the page it is set by a control of its own; None where it has a form of its own, or none.
    rekent : bool
        Whether the distribution depends on it.
    vergelijkt : bool
        Whether two scenarios that are compared may differ in it, which is then told.
    noemt_gebied : bool
        Whether it names areas of the level of the scenario: another level drops it.
    kenmerk : bool
        Whether it says something of the scenario and asks nothing: name, status, decision.
    """

    vorm: Veldvorm
    naam: str = ""
    attribuut: str = ""
    maak_standaard: Callable[[], Any] = lambda: None
    verplicht: bool = True
    titel: str = ""
    label: str = ""
    uitleg: str = ""
    bron: str = ""
    gevoeligheid: Gevoeligheid = Gevoeligheid.DEELBAAR
    sinds: int = 1
    plek: Plek | None = None
    rekent: bool = True
    vergelijkt: bool = True
    noemt_gebied: bool = False
    kenmerk: bool = False

    @property
    def standaard(self) -> Any:
        """Its default."""
        return self.maak_standaard()

    def is_weg(self, waarde: object) -> bool:
        """Tell whether a value is left out of files: no value, or the default of a part that came later."""
        return waarde is None or (self.sinds > 1 and waarde == self.standaard)


def declare(
    vorm: Veldvorm, *, default: Any = MISSING, factory: Callable[[], Any] | None = None, **woorden: Any
) -> Any:
    """Declare an attribute of a dataclass as a part of a scenario (see `Onderdeel`); without default it is needed."""
    part = {"onderdeel": Onderdeel(vorm=vorm, **woorden)}
    if factory is not None:
        return dataclasses.field(default_factory=factory, metadata=part)
    return dataclasses.field(default=default, metadata=part)


def list_onderdelen(soort: type, plek: Plek | None = None) -> tuple[Onderdeel, ...]:
    """Return the parts that a class declares, in order; of one place on the page only these."""
    return tuple(part for part in _list_onderdelen(soort) if plek in {None, part.plek})


@cache
def _list_onderdelen(soort: type) -> tuple[Onderdeel, ...]:
    return tuple(_complete(item) for item in dataclasses.fields(soort) if "onderdeel" in item.metadata)


def _complete(veld: dataclasses.Field[Any]) -> Onderdeel:
    part: Onderdeel = veld.metadata["onderdeel"]
    make = part.maak_standaard
    if veld.default_factory is not MISSING:
        make = veld.default_factory
    elif veld.default is not MISSING:
        make = partial(_give, veld.default)
    return dataclasses.replace(
        part, naam=part.naam or veld.name, attribuut=veld.name, verplicht=make is part.maak_standaard,
        label=part.label or part.titel, maak_standaard=make,
    )  # fmt: skip


def _give(waarde: object) -> object:
    return waarde


def find_onderdeel(soort: type, attribuut: str) -> Onderdeel:
    """Return one part by its attribute."""
    return next(part for part in list_onderdelen(soort) if part.attribuut == attribuut)


def make_schema(soort: type) -> Schema:
    """Return what a file may hold of a class, as JSON Schema 2020-12, with the default of each part."""
    parts = list_onderdelen(soort)
    return {
        "type": "object", "properties": {part.naam: _make_eigenschap(part) for part in parts},
        "required": [part.naam for part in parts if part.verplicht], "additionalProperties": False,
    }  # fmt: skip


def _make_eigenschap(part: Onderdeel) -> Schema:
    usual = part.standaard
    default = {} if usual is None else {"default": part.vorm.write(usual)}
    return part.vorm.schema() | ({"title": part.titel} if part.titel else {}) | default


def read_delen(delen: Iterable[Onderdeel], gegeven: Mapping[str, Any]) -> dict[str, Any]:
    """Return the attributes that a file gives of some parts, by keyword.

    Raises
    ------
    InhoudFout
        With all findings of all parts together.
    """
    found: dict[str, Any] = {}
    faults: list[InhoudFout] = []
    for part in delen:
        if part.naam in gegeven:
            try:
                found[part.attribuut] = part.vorm.read(gegeven[part.naam])
            except InhoudFout as fout:
                faults.append(fout)
    if len(faults) == 1:
        raise faults[0]
    if faults:
        message = "Dit scenario klopt niet."
        raise InhoudFout(
            message, [text for fout in faults for text in fout.bevindingen], remedie="Verbeter deze regels."
        )
    return found


def write_object(waarde: object) -> dict[str, Any]:
    """Return an object as a file holds it."""
    values = ((part, getattr(waarde, part.attribuut)) for part in list_onderdelen(type(waarde)))
    return {part.naam: part.vorm.write(value) for part, value in values if not part.is_weg(value)}


@dataclass(frozen=True)
class Objectvorm(Veldvorm):
    """One object of a class; none is left out."""

    soort: type

    def schema(self) -> Schema:
        """Return what a file may hold, as JSON Schema."""
        return make_schema(self.soort)

    def read(self, gegeven: Mapping[str, Any] | None) -> Any:
        """Return what a file holds as a value."""
        return gegeven and self.soort(**read_delen(list_onderdelen(self.soort), gegeven))

    def write(self, waarde: object) -> dict[str, Any] | None:
        """Return a value as a file holds it."""
        return None if waarde is None else write_object(waarde)


@dataclass(frozen=True)
class Objectlijst(Veldvorm):
    """A list of objects of one class."""

    soort: type
    langst: int = 5000

    def schema(self) -> Schema:
        """Return what a file may hold, as JSON Schema."""
        return {"type": "array", "items": make_schema(self.soort), "maxItems": self.langst}

    def read(self, gegeven: Iterable[Mapping[str, Any]]) -> tuple[Any, ...]:
        """Return what a file holds as a value."""
        parts = list_onderdelen(self.soort)
        return tuple(self.soort(**read_delen(parts, item)) for item in gegeven)

    def write(self, waarde: Iterable[object]) -> list[dict[str, Any]]:
        """Return a value as a file holds it."""
        return [write_object(item) for item in waarde]

    def tell(self, waarde: tuple[object, ...]) -> str:
        """Tell a value in words."""
        return format_getal(len(waarde))
