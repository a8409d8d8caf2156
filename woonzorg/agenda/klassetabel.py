"""Whether the rule was kept: homes by class of the buurt, by year and by moment, and on which decisions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from woonzorg.agenda.plaatsingsbestand import KLASSE_ONBEKEND
from woonzorg.agenda.voortgang import add_up
from woonzorg.oordeel.klassewoorden import LABELS, name_klasse
from woonzorg.oordeel.veerkracht import Klasse
from woonzorg.verdeling.vraag.groepen import is_gebonden

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from woonzorg.agenda.kwartaal import Kwartaal
    from woonzorg.agenda.plaatsingen import Plaatsingstelling
    from woonzorg.agenda.voortgang import Agendavoortgang

VOLGORDE: tuple[str, ...] = (
    Klasse.DRAAGKRACHTIG, Klasse.AANDACHT_SES, Klasse.AANDACHT_LEEFBAARHEID, Klasse.ONBEKEND, KLASSE_ONBEKEND,
    Klasse.KWETSBAAR,
)  # fmt: skip
"""Classes as they stand below each other; the one that the rule is about stands last."""


@dataclass(frozen=True)
class Klasserij:
    """Homes in buurten of one class.

    Attributes
    ----------
    klasse : str
        A class, or `plaatsingen.KLASSE_ONBEKEND`.
    naam : str
    aantal : int or None
        None where it may not be told.
    kleur, patroon : str
        How the class looks on the map.
    """

    klasse: str
    naam: str
    aantal: int | None
    kleur: str
    patroon: str


def name_rij(klasse: str) -> str:
    """Return the name of a class at the head of its row."""
    if klasse == KLASSE_ONBEKEND:
        return "Alleen per gemeente bekend"
    name = name_klasse(Klasse(klasse))
    return name[:1].upper() + name[1:]


def list_klassen(aantallen: Mapping[str, int], *, gedeeld: bool) -> tuple[Klasserij, ...]:
    """Return a row a class.

    Parameters
    ----------
    aantallen : mapping
        Class to homes; of what is shared those that may be told.
    gedeeld : bool
        Whether a class that is not there is one that is not told, and not 0.
    """
    rest = None if gedeeld else 0
    return tuple(_make_rij(klasse, aantallen.get(klasse, rest)) for klasse in VOLGORDE)


def _make_rij(klasse: str, aantal: int | None) -> Klasserij:
    label = LABELS[Klasse.ONBEKEND if klasse == KLASSE_ONBEKEND else Klasse(klasse)]
    return Klasserij(klasse, name_rij(klasse), aantal, label.kleur, label.patroon)


@dataclass(frozen=True)
class Klassereeks:
    """Homes placed in buurten of one class, by moment.

    Attributes
    ----------
    rij : Klasserij
        With all of them together.
    aantallen : tuple of int
        By moment.
    """

    rij: Klasserij
    aantallen: tuple[int, ...]


def list_verloop(
    tellingen: Sequence[Plaatsingstelling],
) -> tuple[tuple[Kwartaal, ...], tuple[Klassereeks, ...]]:
    """Return the moments with placements, and for each class how many were placed between one and the next.

    For the maker only: what is shared is one year at a time (`gedeeld`).
    """
    moments = tuple(sorted({one.moment for one in tellingen}))
    found = [add_up(one.per_klasse for one in tellingen if one.moment == moment) for moment in moments]
    return moments, tuple(
        Klassereeks(_make_rij(klasse, sum(counts)), tuple(counts))
        for klasse in VOLGORDE
        for counts in [[one.get(klasse, 0) for one in found]]
    )


@dataclass(frozen=True)
class Regelmoment:
    """What was placed in kwetsbare buurten at a moment, and what that did.

    Attributes
    ----------
    moment : Kwartaal
    in_kwetsbaar, met_besluit, zonder_besluit : int
        Homes.
    besluiten : mapping
        Decision to homes that rest on it.
    gestegen : int
        Areas that became a concentratie by what was placed.
    vrij : int
        Homes of groups that the rule does not bind.
    """

    moment: Kwartaal
    in_kwetsbaar: int
    met_besluit: int
    zonder_besluit: int
    besluiten: Mapping[str, int]
    gestegen: int
    vrij: int


def list_regelmomenten(tellingen: Sequence[Plaatsingstelling]) -> tuple[Regelmoment, ...]:
    """Return what was placed in kwetsbare buurten, by moment; for the maker only."""
    return tuple(
        _add_regelmoment(moment, [one for one in tellingen if one.moment == moment])
        for moment in sorted({one.moment for one in tellingen})
    )


def _add_regelmoment(moment: Kwartaal, tellingen: Sequence[Plaatsingstelling]) -> Regelmoment:
    within = sum(one.per_klasse.get(Klasse.KWETSBAAR, 0) for one in tellingen)
    without = sum(one.zonder_besluit for one in tellingen)
    return Regelmoment(
        moment, within, within - without, without, add_up(one.besluiten for one in tellingen),
        sum(one.gestegen for one in tellingen), sum(one.vrij for one in tellingen),
    )  # fmt: skip


def add_gemeenten(voortgang: Agendavoortgang) -> dict[str, dict[str, int]]:
    """Return the placements of the year by gemeente and group, of groups that the rule binds: as those by class."""
    total: dict[str, dict[str, int]] = {}
    for count in voortgang.dit_jaar:
        for (code, group), number in count.per_gemeente.items():
            if is_gebonden(group) is not False:
                own = total.setdefault(code, {})
                own[group] = own.get(group, 0) + number
    return total
