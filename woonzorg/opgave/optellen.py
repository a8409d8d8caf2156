"""Adding figures of the opgave, and refusing to add what overlaps.

Which rows overlap is declared here, each with its reason; the demand of regulier and nultreden may be added (table 1
does so in its total), their supply may not.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from typing import TYPE_CHECKING

from woonzorg.fouten import InvoerFout
from woonzorg.opgave.publicatie import TOTAAL
from woonzorg.opgave.woorden import name_rij

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from woonzorg.opgave.cijfers import Cijfer


class Optelmaat(StrEnum):
    """What of a figure is added."""

    VRAAG = "vraag"
    AANBOD = "aanbod"
    GEPUBLICEERD = "gepubliceerd"
    HERBEREKEND = "herberekend"


@dataclass(frozen=True)
class Overlap:
    """Two rows that may not be added.

    Attributes
    ----------
    sleutel, reden : str
    geldt : callable
        Tells of two figures and what is added whether they overlap in this way.
    """

    sleutel: str
    reden: str
    geldt: Callable[[Cijfer, Cijfer, Optelmaat], bool]


_NULTREDEN = frozenset({"regulier wonen", "nultreden in regulier wonen"})
_PERSONEN = frozenset({"ouderen", "lichamelijke_beperking", "verstandelijke_beperking"})


OVERLAPPEN: tuple[Overlap, ...] = (
    Overlap("soort", "de cijfers zijn van een andere soort (voorraad, per jaar of totaal tot 2030)",
            lambda a, b, _: a.soort != b.soort),
    Overlap("jaar", "het is een ander jaar: wie er in 2030 woont, woont er vaak ook in 2040",
            lambda a, b, _: a.jaar != b.jaar),
    Overlap("scenario", "scenario's zijn elkaars alternatief",
            lambda a, b, _: a.groep == b.groep and a.scenario != b.scenario),
    Overlap("totaal", "een totaal bevat zijn delen",
            lambda a, b, _: a.groep == b.groep and a.woonvorm != b.woonvorm and TOTAAL in {a.woonvorm, b.woonvorm}),
    Overlap("nultreden", "nultredenwoningen zijn ook reguliere woningen; de rijen van tabel 2 tellen samen op tot meer "
            "dan de hele voorraad van tabel 4",
            lambda a, b, maat: a.groep == b.groep and {a.woonvorm, b.woonvorm} == _NULTREDEN
            and maat != Optelmaat.VRAAG),
    Overlap("personen", "de visie zegt niet of dezelfde mensen in beide groepen geteld zijn",
            lambda a, b, _: a.groep != b.groep and {a.groep, b.groep} <= _PERSONEN),
    Overlap("zelfde", "het is twee keer dezelfde rij", lambda a, b, _: a.sleutel == b.sleutel),
)  # fmt: skip
"""All ways in which rows overlap."""


def find_overlap(a: Cijfer, b: Cijfer, maat: Optelmaat) -> Overlap | None:
    """Return why two figures may not be added, or None."""
    return next((overlap for overlap in OVERLAPPEN if overlap.geldt(a, b, maat)), None)


def add_cijfers(cijfers: Sequence[Cijfer], maat: Optelmaat) -> int | None:
    """Add one measure of several figures; None when one of them is unknown.

    Raises
    ------
    InvoerFout
        When two of them overlap: every pair with its reason.
    """
    pairs = [(a, b, find_overlap(a, b, maat)) for a, b in combinations(cijfers, 2)]
    found = [
        f"{name_rij(a.sleutel)} {a.jaar} en {name_rij(b.sleutel)} {b.jaar}: {why.reden}"
        for a, b, why in pairs
        if why is not None
    ]
    if found:
        message = "Deze cijfers overlappen. Ze worden niet opgeteld."
        raise InvoerFout(
            message, gevonden="; ".join(found[:5]), remedie="Kies rijen die elkaar niet overlappen."
        )
    values: list[int | None] = [getattr(cijfer, maat) for cijfer in cijfers]
    known = [value for value in values if value is not None]
    return sum(known) if len(known) == len(values) else None
