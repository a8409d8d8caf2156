"""The forms that a part of a scenario can have: what a file may hold, how that is read and written, and how it is told.

A part is declared with one of these (`declaratie`); what a page shows and a comparison tells follows.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from woonzorg.tekst.getal import format_getal

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

Schema = dict[str, Any]

GEEN = "geen"


@dataclass(frozen=True)
class Vraagpunt:
    """One thing that a scenario asks: its name, what it is, and that in words."""

    wat: str
    waarde: object
    tekst: str


class Veldvorm:
    """A form; each kind says what it allows (`schema`), and differs from this one where it must."""

    def schema(self) -> Schema:
        """Return what a file may hold, as JSON Schema 2020-12."""
        raise NotImplementedError

    def read(self, gegeven: Any) -> Any:
        """Return what a file holds as a value."""
        return gegeven

    def write(self, waarde: Any) -> Any:
        """Return a value as a file holds it."""
        return waarde

    def tell(self, waarde: Any) -> str:
        """Tell a value in words."""
        return str(waarde) or GEEN

    def list_punten(self, titel: str, waarde: Any) -> list[Vraagpunt]:
        """Return what a value asks, always in the same order and under the same names."""
        return [Vraagpunt(titel, waarde, self.tell(waarde))]


@dataclass(frozen=True)
class Getal(Veldvorm):
    """A number between bounds.

    Attributes
    ----------
    laagst, hoogst : float
    geheel : bool
        Whether it is a whole number.
    lees : callable, optional
        Turns what stands in a file (3 or 3.0) into the one that is kept. Without it the number stays as it was
        written: what was kept so before is named by that.
    decimalen : int
        Most decimals in words.
    """

    laagst: float
    hoogst: float
    geheel: bool = False
    lees: Callable[[Any], float] | None = None
    decimalen: int = 0

    def schema(self) -> Schema:
        """Return what a file may hold, as JSON Schema."""
        kind = "integer" if self.geheel else "number"
        return {"type": kind, "minimum": self.laagst, "maximum": self.hoogst}

    def read(self, gegeven: Any) -> Any:
        """Return what a file holds as a value."""
        return self.lees(gegeven) if self.lees else gegeven

    def tell(self, waarde: float) -> str:
        """Tell a value in words."""
        return format_getal(waarde, self.decimalen)


@dataclass(frozen=True)
class Schakelaar(Veldvorm):
    """Yes or no."""

    def schema(self) -> Schema:
        """Return what a file may hold, as JSON Schema."""
        return {"type": "boolean"}

    def tell(self, waarde: bool) -> str:
        """Tell a value in words."""
        return "ja" if waarde else "nee"


@dataclass(frozen=True)
class Tekst(Veldvorm):
    """A text.

    Attributes
    ----------
    langst, kortst : int
        Most and least characters; 0 for no bound.
    patroon, voorbeeld : str
        A regular expression that it matches, and in words what that looks like.
    """

    langst: int = 0
    kortst: int = 0
    patroon: str = ""
    voorbeeld: str = ""

    def schema(self) -> Schema:
        """Return what a file may hold, as JSON Schema."""
        limits = {
            "maxLength": self.langst, "minLength": self.kortst, "pattern": self.patroon, "description": self.voorbeeld,
        }  # fmt: skip
        return {"type": "string"} | {name: limit for name, limit in limits.items() if limit}


@dataclass(frozen=True, eq=False)
class Keuze(Veldvorm):
    """One of some values.

    Attributes
    ----------
    woorden : mapping
        Each value with its words on screen.
    noemt : bool
        Whether it is told by its words; else by the value itself.
    """

    woorden: Mapping[Any, str]
    noemt: bool = True

    def schema(self) -> Schema:
        """Return what a file may hold, as JSON Schema."""
        return {"enum": [str(value) for value in self.woorden]}

    def read(self, gegeven: str) -> Any:
        """Return what a file holds as a value."""
        return next(value for value in self.woorden if str(value) == gegeven)

    def write(self, waarde: Any) -> str:
        """Return a value as a file holds it."""
        return str(waarde)

    def tell(self, waarde: Any) -> str:
        """Tell a value in words."""
        return self.woorden[waarde] if self.noemt else str(waarde)


@dataclass(frozen=True)
class Namen(Veldvorm):
    """A list of names."""

    naam: Veldvorm
    kortst: int = 0
    langst: int = 5000

    def schema(self) -> Schema:
        """Return what a file may hold, as JSON Schema."""
        least = {"minItems": self.kortst} if self.kortst else {}
        return {"type": "array", "items": self.naam.schema(), "maxItems": self.langst} | least

    def read(self, gegeven: Any) -> tuple[str, ...]:
        """Return what a file holds as a value."""
        return tuple(gegeven)

    def write(self, waarde: tuple[str, ...]) -> list[str]:
        """Return a value as a file holds it."""
        return list(waarde)

    def tell(self, waarde: Collection[object]) -> str:
        """Tell a value in words."""
        return format_getal(len(waarde))


@dataclass(frozen=True)
class PerNaam(Veldvorm):
    """A value by name."""

    inhoud: Veldvorm

    def schema(self) -> Schema:
        """Return what a file may hold, as JSON Schema."""
        return {"type": "object", "additionalProperties": self.inhoud.schema()}

    def read(self, gegeven: Mapping[str, Any]) -> dict[str, Any]:
        """Return what a file holds as a value."""
        return {name: self.inhoud.read(value) for name, value in gegeven.items()}

    def write(self, waarde: Mapping[str, Any]) -> dict[str, Any]:
        """Return a value as a file holds it."""
        return {name: self.inhoud.write(value) for name, value in waarde.items()}

    def tell(self, waarde: Collection[object]) -> str:
        """Tell a value in words."""
        return format_getal(len(waarde))


AANTAL = Getal(0, 1_000_000, geheel=True)
"""A number of homes."""

GROEP = Tekst(40)
"""Key of a group."""

CODE = Tekst(patroon="^(BU[0-9A-Z]{8}|WK[0-9A-Z]{6})$", voorbeeld="een code als BU09171000 of WK091710")
GEMEENTECODE = Tekst(patroon="^GM[0-9]{4}$", voorbeeld="een code als GM0917")


def list_woorden(soort: Iterable[str]) -> dict[str, str]:
    """Return each value of a kind with itself as its words."""
    return {value: str(value) for value in soort}
