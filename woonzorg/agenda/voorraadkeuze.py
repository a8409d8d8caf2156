"""What a visitor can hold homes that get ready against: a group, by one scenario of its shortage or by all."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from woonzorg.agenda.voorraadband import list_voorraadband

if TYPE_CHECKING:
    from woonzorg.agenda.nodig import Nodig

ALLE = "Alle groepen samen, zonder wat nodig is"
"""The groups overlap: what they need is never added."""


@dataclass(frozen=True)
class Voorraadkeuze:
    """A group, and what it needs in stock.

    Attributes
    ----------
    groep : str
        Key of the group on the agenda.
    naam : str
        Of group and scenario.
    nodig : tuple of Nodig
        At each of the ten moments.
    """

    groep: str
    naam: str
    nodig: tuple[Nodig, ...]


@cache
def _list_keuzes() -> dict[str, Voorraadkeuze]:
    found = {}
    for band in list_voorraadband():
        scenarios = {"": "alle scenario's", **band.scenarios} if len(band.scenarios) > 1 else band.scenarios
        for key, name in scenarios.items():
            needed = tuple(need for _, need in band.list_nodig(key))
            words = f"Nodig in voorraad: {band.naam}, {name}" if name else f"Nodig in voorraad: {band.naam}"
            found[f"{band.groep}/{key}"] = Voorraadkeuze(band.lijngroep, words, needed)
    return found


def list_voorraadkeuzes() -> dict[str, str]:
    """Return what can be chosen, key to name; '' for all groups together."""
    return {"": ALLE, **{key: choice.naam for key, choice in _list_keuzes().items()}}


def find_voorraad(sleutel: str) -> Voorraadkeuze | None:
    """Return a choice by its key; None for all groups together, and for a key that is none."""
    return _list_keuzes().get(sleutel)
