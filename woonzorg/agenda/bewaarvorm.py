"""Agendas and reports as they are kept: plain values, read back strictly, under the hash of their text.

The parts of a dataclass are read by their own annotations, so that what is kept is declared once.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import types
from collections.abc import Mapping
from enum import Enum
from typing import TYPE_CHECKING, Any, TypeVar, Union, get_args, get_origin, get_type_hints

from woonzorg.agenda.deeltabel import Deeltabel
from woonzorg.agenda.gedeeld import GedeeldeVoortgang
from woonzorg.agenda.gedeeldelijn import GedeeldeLijn
from woonzorg.agenda.kwartaal import Kwartaal, parse_kwartaal
from woonzorg.agenda.lijn import Agendalijn
from woonzorg.agenda.prestatie import Meetbaar
from woonzorg.agenda.urgentie import Urgentieregel
from woonzorg.agenda.voortgang import Teller
from woonzorg.fouten import InvoerFout
from woonzorg.tekst.leestekst import TekstFout, find_reuzen, parse_json

if TYPE_CHECKING:
    from collections.abc import Iterator

T = TypeVar("T")

GROOTSTE_BESTAND = 5_000_000
"""Larger files (bytes) are no agenda or report."""

VERSIE = 1
"""Version of the form of what is kept."""

_NAMEN: dict[str, Any] = {
    "Agendalijn": Agendalijn, "Deeltabel": Deeltabel, "GedeeldeLijn": GedeeldeLijn,
    "GedeeldeVoortgang": GedeeldeVoortgang, "Kwartaal": Kwartaal,
    "Mapping": Mapping, "Meetbaar": Meetbaar, "Teller": Teller, "Urgentieregel": Urgentieregel,
}  # fmt: skip
"""What annotations of kept parts name and import for type checking only."""


class VormFout(ValueError):
    """Where a value is not what is kept there, in Dutch."""


def write_plat(waarde: Any) -> Any:
    """Return a value as JSON holds it: a part by its names, a table as rows of key and value."""
    if isinstance(waarde, Enum | Kwartaal):
        return str(waarde)
    if dataclasses.is_dataclass(waarde):
        parts = dataclasses.fields(waarde)
        return {part.name: write_plat(getattr(waarde, part.name)) for part in parts}
    if isinstance(waarde, Mapping):
        return sorted([*_list_sleutel(key), write_plat(item)] for key, item in waarde.items())
    if isinstance(waarde, frozenset):
        return sorted(map(write_plat, waarde))
    return [write_plat(item) for item in waarde] if isinstance(waarde, tuple) else waarde


def _list_sleutel(sleutel: Any) -> tuple[Any, ...]:
    return sleutel if isinstance(sleutel, tuple) else (sleutel,)


def read_plat(soort: Any, waarde: Any, plek: str = "") -> Any:
    """Return a value of a type from what `write_plat` made of it.

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
        When it is something else.
    """
    base, parts = get_origin(soort) or soort, get_args(soort)
    if base in {types.UnionType, Union}:
        return (
            None
            if waarde is None
            else read_plat(next(part for part in parts if part is not type(None)), waarde, plek)
        )
    if dataclasses.is_dataclass(base) and base is not Kwartaal:
        return _read_deel(soort, waarde, plek)
    if base is Mapping:
        return dict(_list_rijen(parts, waarde, plek))
    if base in {tuple, frozenset}:
        return base(
            read_plat(parts[0], item, f"{plek}.{place}")
            for place, item in enumerate(_check(list, waarde, plek))
        )
    if base is Kwartaal or issubclass(base, Enum):
        return _read_woord(base, _check(str, waarde, plek), plek)
    return _check(base, waarde, plek)


def _read_deel(soort: Any, waarde: Any, plek: str) -> Any:
    base = get_origin(soort) or soort
    filled = dict(zip(getattr(base, "__parameters__", ()), get_args(soort), strict=False))
    hints, given = get_type_hints(base, localns=_NAMEN), _check(dict, waarde, plek)
    # What a later program added has a default: a file of before it opens.
    fields = dataclasses.fields(base)
    needed = {part.name for part in fields if part.default is part.default_factory is dataclasses.MISSING}
    if not needed <= set(given) <= {part.name for part in fields}:
        message = f"{plek or 'het bestand'}: er ontbreekt iets, of er staat iets te veel"
        raise VormFout(message)
    return base(**{
        name: read_plat(_fill(hints[name], filled), item, f"{plek}.{name}".lstrip(".")) for name, item in given.items()
    })  # fmt: skip


def _fill(soort: Any, gevuld: Mapping[Any, Any]) -> Any:
    """Return the type of a part of a table with what its keys are."""
    return (
        soort[tuple(gevuld[one] for one in soort.__parameters__)]
        if getattr(soort, "__parameters__", ())
        else soort
    )


def _list_rijen(parts: tuple[Any, ...], waarde: Any, plek: str) -> Iterator[tuple[Any, Any]]:
    """Give the rows of a table as pairs."""
    names = get_args(parts[0]) or (parts[0],)
    for place, row in enumerate(_check(list, waarde, plek)):
        cells = _check(list, row, f"{plek}.{place}")
        if len(cells) != len(names) + 1:
            message = f"{plek}.{place}: de rij heeft {len(cells)} cellen"
            raise VormFout(message)
        *key, value = (
            read_plat(kind, cell, f"{plek}.{place}")
            for kind, cell in zip((*names, parts[1]), cells, strict=True)
        )
        yield tuple(key) if len(key) > 1 else key[0], value


def _read_woord(soort: Any, tekst: str, plek: str) -> Any:
    try:
        found = parse_kwartaal(tekst) if soort is Kwartaal else soort(tekst)
    except ValueError:
        found = None
    if found is None:
        message = f"{plek}: '{tekst[:30]}' hoort hier niet"
        raise VormFout(message)
    return found


def _check(soort: type[T], waarde: Any, plek: str) -> T:
    if not isinstance(waarde, soort) or (soort is int and isinstance(waarde, bool)):
        message = f"{plek or 'het bestand'}: hier hoort iets anders"
        raise VormFout(message)
    return waarde


def write_inhoud(soort: str, deel: Any) -> str:
    """Return the text of which the id is the hash; the same content always gives the same text."""
    return _write_tekst(soort, write_plat(deel))


def _write_tekst(soort: str, inhoud: Any) -> str:
    content = {"soort": soort, "versie": VERSIE, "inhoud": inhoud}
    return json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def hash_inhoud(inhoud: str) -> str:
    """Return the id that goes with a text: twelve digits of its hash."""
    return hashlib.sha256(inhoud.encode()).hexdigest()[:12]


def write_bestand(soort: str, deel: Any) -> str:
    """Return the text of a file: the content with its id."""
    text = write_inhoud(soort, deel)
    return json.dumps({"id": hash_inhoud(text), **json.loads(text)}, ensure_ascii=False, indent=1) + "\n"


def parse_bestand(soort: str, klasse: type[T], raw: bytes) -> T:
    """Return what a file holds: as it was written, or not at all.

    Parameters
    ----------
    soort : str
        What it must be: 'agenda' or 'verslag'.
    klasse : type
        The dataclass that is read.
    raw : bytes

    Raises
    ------
    InvoerFout
        When it is too large, something else, changed since it was made, or of another version.
    """
    message = "Dit is geen bewaarde agenda." if soort == "agenda" else f"Dit is geen {soort}."
    if len(raw) > GROOTSTE_BESTAND:
        raise InvoerFout(message, verwacht="hoogstens 5 MB", remedie=_REMEDIE)
    try:
        content = _check(dict, parse_json(raw), "")
        _check_kop(soort, content)
        found: T = read_plat(klasse, content["inhoud"])
    except (TekstFout, VormFout) as error:
        raise InvoerFout(message, gevonden=str(error)[:200], remedie=_REMEDIE) from error
    if content["id"] != hash_inhoud(_write_tekst(soort, content["inhoud"])):
        changed = "Dit bestand is veranderd sinds het is gemaakt."
        raise InvoerFout(changed, verwacht=f"de inhoud van {str(content['id'])[:40]}", remedie=_REMEDIE)
    return found


_REMEDIE = "Kies het bestand zoals Woonzorg het gaf."


def _check_kop(soort: str, content: Mapping[str, Any]) -> None:
    told = {name: str(content.get(name, "niets"))[:30] for name in ("soort", "versie")}
    if set(content) != {"id", "soort", "versie", "inhoud"} or told["soort"] != soort or find_reuzen(content):
        message = f"soort {told['soort']}"
        raise VormFout(message)
    if content["versie"] != VERSIE:
        message = f"versie {told['versie']}; dit programma leest versie {VERSIE}"
        raise VormFout(message)
