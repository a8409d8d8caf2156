"""What is told of an own area: its buurten with their class, and the share of its households by class. No verdict."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from woonzorg.gebied import Niveau
from woonzorg.kaart.telling import count_keuze, select_gebieden, write_kop
from woonzorg.kaart.woorden import describe_zonder
from woonzorg.oordeel.ophoping import count_ophoping, describe_ophoping
from woonzorg.oordeel.veerkracht import Klasse, Oordeel

if TYPE_CHECKING:
    from woonzorg.kaart.telling import Telling
    from woonzorg.kern.kern import Kerngebied
    from woonzorg.oordeel.toets import Score


@dataclass(frozen=True)
class Kernbuurt:
    """A buurt of an own area."""

    code: str
    naam: str
    gemeente: str
    klasse: Klasse
    overconcentratie: Oordeel


@dataclass(frozen=True)
class Kernbeeld:
    """An own area.

    Attributes
    ----------
    kern : Kerngebied
    telling : Telling
        Its buurten and their households by class.
    kop : str
        The same in a headline.
    ophoping : str
        Its overconcentraties, in one sentence.
    zonder : str
        Of how many buurten the households are unknown, and what that does to the shares; '' where all are known.
    buurten : tuple of Kernbuurt
        By gemeente and name.
    aantal_zonder : int
        Of so many buurten the households are unknown.
    """

    kern: Kerngebied
    telling: Telling
    kop: str
    ophoping: str
    zonder: str
    buurten: tuple[Kernbuurt, ...]
    aantal_zonder: int


def make_kernbeeld(score: Score, kern: Kerngebied) -> Kernbeeld:
    """Gather what is told of an own area in an edition."""
    areas = select_gebieden(score, Niveau.BUURT, kern=kern).sort_values(["gemeentenaam", "naam", "code"])
    counted = count_keuze(areas, Niveau.BUURT, kern=kern)
    without = int(areas["huishoudens"].isna().sum())
    columns = areas[["code", "naam", "gemeentenaam", "klasse", "overconcentratie"]]
    return Kernbeeld(
        kern, counted, write_kop(counted),
        describe_ophoping(count_ophoping(score, areas, Niveau.BUURT), kern.titel),
        f"Onbekend aantal huishoudens: {describe_zonder(Niveau.BUURT, without)}." if without else "",
        tuple(
            Kernbuurt(code, naam, gemeente, Klasse(klasse), Oordeel(over))
            for code, naam, gemeente, klasse, over in columns.itertuples(index=False)
        ),
        without,
    )  # fmt: skip
