"""Placements: read, counted and dropped. Only counts by class, by group per gemeente, and by decision are kept."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from woonzorg.agenda.concentraties import find_concentraties
from woonzorg.gebied import Niveau
from woonzorg.oordeel.veerkracht import Klasse

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from woonzorg.agenda.kwartaal import Kwartaal
    from woonzorg.agenda.plaatsingsbestand import Plaatsing
    from woonzorg.verdeling.invoer.veld import Veld


@dataclass(frozen=True)
class Plaatsingstelling:
    """What is kept of the placements of one moment.

    Attributes
    ----------
    moment : Kwartaal
    per_klasse : mapping
        Class of the buurt (or `KLASSE_ONBEKEND`) to homes, of all groups that the rule binds together.
    per_gemeente : mapping
        Code of the gemeente and key of the group to homes.
    zonder_besluit : int
        Of those in kwetsbare buurten, the ones without a decision.
    besluiten : mapping
        Decision, as written, to homes that rest on it.
    vrij : int
        Homes of groups that the rule does not bind; in no class.
    gestegen : int
        Buurten that became a concentratie at this moment, by all placements up to it (`concentraties`).
    """

    moment: Kwartaal
    per_klasse: Mapping[str, int]
    per_gemeente: Mapping[tuple[str, str], int]
    zonder_besluit: int
    besluiten: Mapping[str, int]
    vrij: int
    gestegen: int

    @property
    def totaal(self) -> int:
        """Homes of all groups that the rule binds."""
        return sum(self.per_klasse.values())


def add_plaatsingen(rijen: Sequence[Plaatsing], veld: Veld) -> tuple[Plaatsingstelling, ...]:
    """Return the counts of rows that were read, by moment."""
    risen = Counter(item.moment for item in find_concentraties(rijen, veld).list_nieuw(Niveau.BUURT))
    return tuple(
        _count(moment, [row for row in rijen if row.moment == moment], risen[moment])
        for moment in sorted({row.moment for row in rijen})
    )


def _count(moment: Kwartaal, rijen: Sequence[Plaatsing], gestegen: int) -> Plaatsingstelling:
    bound = [row for row in rijen if row.gebonden]
    classes, towns, decisions = Counter[str](), Counter[tuple[str, str]](), Counter[str]()
    for row in bound:
        classes[row.klasse] += row.aantal
    for row in rijen:
        towns[row.gemeente, row.groep] += row.aantal
    spared = [row for row in bound if row.klasse == Klasse.KWETSBAAR]
    for row in spared:
        decisions[row.besluit] += row.aantal
    without = decisions.pop("", 0)
    free = sum(row.aantal for row in rijen if not row.gebonden)
    return Plaatsingstelling(moment, dict(classes), dict(towns), without, dict(decisions), free, gestegen)
