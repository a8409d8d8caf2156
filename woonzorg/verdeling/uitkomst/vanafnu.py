"""'Vanaf nu': a plan of which part is placed already, with the rest divided anew; what to tell its maker of it.

Areas are tested and people are not judged: where a rule says no to what has been placed, that is told by gemeente, and
it stays as it is.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from woonzorg.tekst.getal import count_woord, format_getal
from woonzorg.tekst.plat import join_woorden
from woonzorg.verdeling.invoer.geplaatst import list_buiten
from woonzorg.verdeling.regels.lijst import list_actief
from woonzorg.verdeling.vraag.groepen import PER_SLEUTEL as GROEPEN

if TYPE_CHECKING:
    from woonzorg.verdeling.regels.regel import Regel
    from woonzorg.verdeling.uitkomst.uitkomst import Uitkomst

BLIJFT = (
    "Wat geplaatst is, blijft zoals het is. De rest is opnieuw verdeeld, zo dicht mogelijk bij het plan zoals het "
    "zonder deze plaatsingen was."
)
VAN_U = "Deze aantallen komen uit uw eigen bestand. Ze blijven bij dit bezoek: ze staan in geen scenario, stuk of link."
OVER_GEBIEDEN = (
    "Dit gaat over gebieden, en niet over wie er woont. Wat er staat, blijft; er komt daar niets bij."
)


@dataclass(frozen=True)
class Groepstand:
    """How far the demand of one group has come.

    Attributes
    ----------
    groep : str
    gevraagd, geplaatst : int
        Homes asked for, and those that have been placed.
    erbij : int
        What the plan places beside these.
    """

    groep: str
    gevraagd: int
    geplaatst: int
    erbij: int

    @property
    def totaal(self) -> int:
        """Homes that the plan is about, as its headline counts: what is asked, or what is placed where that is more."""
        return max(self.gevraagd, self.geplaatst)

    @property
    def zonder(self) -> int:
        """Homes that have no place yet."""
        return self.totaal - self.geplaatst - self.erbij


@dataclass(frozen=True)
class Overschrijding:
    """Where what has been placed goes beyond what a rule allows.

    Attributes
    ----------
    regel, gemeente : str
        Titles.
    plekken, woningen : int
        Limits that are passed, and by how many homes together.
    """

    regel: str
    gemeente: str
    plekken: int
    woningen: int


@dataclass(frozen=True)
class Vanafnu:
    """A plan of which part is placed.

    Attributes
    ----------
    groepen : tuple of Groepstand
    overschrijdingen : tuple of Overschrijding
        By rule, then by gemeente.
    verschoven : int
        Homes that lie elsewhere than in the plan as it was.
    buiten : mapping
        By group what is placed and not part of this demand.
    """

    groepen: tuple[Groepstand, ...]
    overschrijdingen: tuple[Overschrijding, ...]
    verschoven: int
    buiten: dict[str, int]


def make_vanafnu(uitkomst: Uitkomst) -> Vanafnu | None:
    """Return how a plan stands of which part is placed already; None where nothing of it is."""
    situatie, plan = uitkomst.situatie, uitkomst.plan.aantallen
    left = list_buiten(situatie.veld.geplaatst, situatie.groepen)
    if situatie.geplaatst is None:
        return Vanafnu((), (), 0, left) if left else None
    asked = uitkomst.scenario.make_behoefte()
    placed, total = situatie.geplaatst.sum(axis=0).tolist(), plan.sum(axis=0).tolist()
    rows = zip(situatie.groepen, asked.aantallen, placed, total, strict=True)
    groups = tuple(Groepstand(name, want, done, now - done) for name, want, done, now in rows)
    over = tuple(item for regel in list_actief(situatie) for item in _list_over(uitkomst, regel))
    base = plan if situatie.basis is None else situatie.basis
    moved = int(np.minimum(np.clip(plan - base, 0, None).sum(), np.clip(base - plan, 0, None).sum()))
    return Vanafnu(groups, over, moved, left)


def _list_over(uitkomst: Uitkomst, regel: Regel) -> list[Overschrijding]:
    situatie = uitkomst.situatie
    placed, towns = situatie.geplaatst, situatie.veld.gebieden["gemeentenaam"].tolist()
    places: Counter[str] = Counter()
    homes: Counter[str] = Counter()
    for limit in regel.find_grenzen(situatie):
        over = 0 if placed is None else limit.count(placed) - limit.hoog
        if over > 0:
            town = join_woorden(sorted({towns[area] for area in limit.gebieden if situatie.veld.eigen[area]}))
            places[town] += 1
            homes[town] += int(over)
    return [Overschrijding(regel.titel, town, count, homes[town]) for town, count in sorted(places.items())]


def list_vanafnuzinnen(stand: Vanafnu) -> list[str]:
    """Return what is to be told of a plan of which part is placed."""
    total, done, more, rest = (
        sum(getattr(item, name) for item in stand.groepen)
        for name in ("totaal", "geplaatst", "erbij", "zonder")
    )
    lines = [_tell_stand(total, done, more, rest), BLIJFT] if stand.groepen else []
    lines += [_tell_verschoven(stand.verschoven)] if stand.verschoven else []
    lines += [_tell_meer(item) for item in stand.groepen if item.geplaatst > item.gevraagd]
    lines += [_tell_over(item) for item in stand.overschrijdingen]
    lines += [OVER_GEBIEDEN] if stand.overschrijdingen else []
    lines += [_tell_buiten(stand.buiten)] if stand.buiten else []
    return [*lines, VAN_U]


def _tell_stand(total: int, done: int, more: int, rest: int) -> str:
    verb, homes = ("is" if done == 1 else "zijn"), count_woord(total, "woning", "woningen")
    left = f" Voor {format_getal(rest)} is er nog geen plek." if rest else ""
    first = f"Van de {homes} {verb} er {format_getal(done)} al geplaatst."
    return f"{first} Voor nog {format_getal(more)} is een plek gevonden.{left}"


def _tell_verschoven(count: int) -> str:
    verb = "ligt" if count == 1 else "liggen"
    return f"{count_woord(count, 'woning', 'woningen')} {verb} nu ergens anders dan in dat plan."


def _tell_meer(item: Groepstand) -> str:
    name, counts = GROEPEN[item.groep].titel.lower(), (item.geplaatst, item.gevraagd)
    done, asked = map(format_getal, counts)
    return f"Voor {name} is al meer geplaatst ({done}) dan gevraagd ({asked})."


def _tell_over(item: Overschrijding) -> str:
    where = "op 1 plek" if item.plekken == 1 else f"op {format_getal(item.plekken)} plekken"
    more = count_woord(item.woningen, "woning is", "woningen zijn")
    return f"{item.gemeente}, {where}: {more} meer geplaatst dan de regel '{item.regel.lower()}' toelaat."


def _tell_buiten(buiten: dict[str, int]) -> str:
    words = [f"{format_getal(count)} voor {GROEPEN[name].titel.lower()}" for name, count in buiten.items()]
    return f"Niet meegeteld, want niet in deze vraag: {join_woorden(words)}."
