"""Frozen dataclasses as plain values of JSON, and read back strictly by their own annotations.

What is kept is declared once, in the class; a part that nobody gives (`init=False`) is not kept. What is wrong with a
file is told of all its parts together.
"""

from __future__ import annotations

import dataclasses
import types
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")

_SOORTEN: dict[type, str] = {
    int: "een heel getal", float: "een getal", str: "tekst tussen aanhalingstekens", bool: "true of false",
    dict: "een object met namen en waarden", list: "een lijst",
}  # fmt: skip


class VormFout(ValueError):
    """Where values are not what is kept there, in Dutch.

    Parameters
    ----------
    *bevindingen : str
        At least one.
    """

    def __init__(self, *bevindingen: str) -> None:
        self.bevindingen = bevindingen
        super().__init__("; ".join(bevindingen))


@dataclass(frozen=True)
class Waardevorm:
    """How the dataclasses of one room are written and read.

    Attributes
    ----------
    namen : mapping
        What annotations name and import for type checking only.
    woorden : mapping
        Of classes that are kept as one word: what reads that word; None for what is none.
    """

    namen: Mapping[str, Any] = field(default_factory=dict)
    woorden: Mapping[type, Callable[[str], Any]] = field(default_factory=dict)

    def write(self, waarde: Any) -> Any:
        """Return a value as JSON holds it: a part by its names, a table as rows of key and value."""
        if isinstance(waarde, Enum) or type(waarde) in self.woorden:
            return str(waarde)
        if dataclasses.is_dataclass(waarde):
            return {part.name: self.write(getattr(waarde, part.name)) for part in _list_delen(waarde)}
        if isinstance(waarde, Mapping):
            return sorted([*_list_sleutel(key), self.write(item)] for key, item in waarde.items())
        if isinstance(waarde, frozenset):
            return sorted(map(self.write, waarde))
        return [self.write(item) for item in waarde] if isinstance(waarde, tuple) else waarde

    def read(self, soort: Any, waarde: Any, plek: str = "") -> Any:
        """Return a value of a type from what `write` made of it.

        Parameters
        ----------
        soort : type
            A dataclass, or what its parts are.
        waarde
        plek : str
            Where it stands, for the message.

        Raises
        ------
        VormFout
            When it is something else: all findings together.
        """
        base, parts = get_origin(soort) or soort, get_args(soort)
        if base in {types.UnionType, Union}:
            kind = next(part for part in parts if part is not type(None))
            return None if waarde is None else self.read(kind, waarde, plek)
        if base in self.woorden or (isinstance(base, type) and issubclass(base, Enum)):
            return self._read_woord(base, _check(str, waarde, plek), plek)
        if dataclasses.is_dataclass(base):
            return self._read_deel(soort, waarde, plek)
        if base is Mapping:
            return dict(self._list_rijen(parts, waarde, plek))
        if base in {tuple, frozenset}:
            items = enumerate(_check(list, waarde, plek))
            return base(_read_alle((self.read, parts[0], item, f"{plek}.{place}") for place, item in items))
        return _check(base, waarde, plek)

    def _read_deel(self, soort: Any, waarde: Any, plek: str) -> Any:
        base = get_origin(soort) or soort
        filled = dict(zip(getattr(base, "__parameters__", ()), get_args(soort), strict=False))
        hints, given = _find_annotaties(base, frozenset(self.namen.items())), _check(dict, waarde, plek)
        fields = {part.name: part for part in _list_delen(base)}
        known = {name: item for name, item in given.items() if name in fields}
        faults = [*_check_namen(fields, given, plek)]
        try:
            values = _read_alle(
                (self.read, _fill(hints[name], filled), item, f"{plek}.{name}".lstrip("."))
                for name, item in known.items()
            )
        except VormFout as error:
            faults += error.bevindingen
        if faults:
            raise VormFout(*faults)
        return base(**dict(zip(known, values, strict=True)))

    def _list_rijen(self, parts: tuple[Any, ...], waarde: Any, plek: str) -> Iterator[tuple[Any, Any]]:
        """Give the rows of a table as pairs."""
        names = get_args(parts[0]) or (parts[0],)
        for place, row in enumerate(_check(list, waarde, plek)):
            cells = _check(list, row, f"{plek}.{place}")
            if len(cells) != len(names) + 1:
                message = f"{plek}.{place}: de rij heeft {len(cells)} cellen"
                raise VormFout(message)
            *key, value = (
                self.read(kind, cell, f"{plek}.{place}")
                for kind, cell in zip((*names, parts[1]), cells, strict=True)
            )
            yield tuple(key) if len(key) > 1 else key[0], value

    def _read_woord(self, soort: Any, tekst: str, plek: str) -> Any:
        try:
            found = self.woorden.get(soort, soort)(tekst)
        except ValueError:
            found = None
        if found is None:
            choices = f"; kies uit {', '.join(map(str, soort))}" if issubclass(soort, Enum) else ""
            message = f"{plek}: '{tekst[:30]}' hoort hier niet{choices}"
            raise VormFout(message)
        return found


@cache
def _find_annotaties(soort: Any, namen: frozenset[tuple[str, Any]]) -> dict[str, Any]:
    """Return the annotations of a class, looked up once: a library is read row by row."""
    return get_type_hints(soort, localns=dict(namen))


def _list_delen(soort: Any) -> list[dataclasses.Field[Any]]:
    return [part for part in dataclasses.fields(soort) if part.init]


def _list_sleutel(sleutel: Any) -> tuple[Any, ...]:
    return sleutel if isinstance(sleutel, tuple) else (sleutel,)


def _read_alle(lezingen: Iterator[tuple[Callable[[Any, Any, str], Any], Any, Any, str]]) -> list[Any]:
    """Read each part; what is wrong with all of them is told together."""
    values: list[Any] = []
    faults: list[str] = []
    for read, kind, item, place in lezingen:
        try:
            values.append(read(kind, item, place))
        except VormFout as error:
            faults += error.bevindingen
    if faults:
        raise VormFout(*faults)
    return values


def _check_namen(
    delen: Mapping[str, dataclasses.Field[Any]], gegeven: Mapping[str, Any], plek: str
) -> Iterator[str]:
    """Yield what lacks or is unknown; what a later program added has a default, so that a file of before opens."""
    where = f"{plek}: " if plek else ""
    for name, part in delen.items():
        if name not in gegeven and part.default is part.default_factory is dataclasses.MISSING:
            yield f"{where}'{name}' ontbreekt"
    for name in gegeven:
        if name not in delen:
            yield f"{where}'{str(name)[:30]}' is onbekend; kies uit {', '.join(delen)}"


def _fill(soort: Any, gevuld: Mapping[Any, Any]) -> Any:
    """Return the type of a part of a table with what its keys are."""
    holes = getattr(soort, "__parameters__", ())
    return soort[tuple(gevuld[one] for one in holes)] if holes else soort


def _check(soort: type[T], waarde: Any, plek: str) -> T:
    if not isinstance(waarde, soort) or (soort is int and isinstance(waarde, bool)):
        wanted = _SOORTEN.get(soort, "iets anders")
        message = f"{plek or 'het bestand'}: hier hoort {wanted}, en er staat {_show(waarde)}"
        raise VormFout(message)
    return waarde


def _show(waarde: Any) -> str:
    """Write what stands there in few words: never the whole of it."""
    return _SOORTEN[type(waarde)] if isinstance(waarde, dict | list) else f"'{str(waarde)[:30]}'"
