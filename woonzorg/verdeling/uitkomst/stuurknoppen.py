"""The parameters that decide most of a plan: how each is told, how far it is turned, and what one step of it does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from woonzorg.verdeling.optimum.zoekmodel import make_zoekmodel
from woonzorg.verdeling.regels.capaciteit import CAPACITEIT, TOEWIJSAANDEEL
from woonzorg.verdeling.regels.lijst import list_actief, turn_parameter
from woonzorg.verdeling.regels.plafond import PLAFOND
from woonzorg.verdeling.regels.verplaatsing import GEEN_VERPLAATSING_BUREN
from woonzorg.verdeling.uitkomst.aandeel import count_geplaatst
from woonzorg.verdeling.uitkomst.effect import tell_woningen

if TYPE_CHECKING:
    from woonzorg.verdeling.invoer.situatie import Situatie
    from woonzorg.verdeling.optimum.zoekmodel import Zoekmodel
    from woonzorg.verdeling.regels.regel import Regel
    from woonzorg.verdeling.uitkomst.uitkomst import Uitkomst
    from woonzorg.verdeling.vraag.parameter import Parameter


@dataclass(frozen=True)
class Stuurknop:
    """A parameter that is kept in view.

    Attributes
    ----------
    titel, eenheid, stapwoord : str
        Short words: its name, its unit, and what one step is called.
    regel : Regel
    knop : Parameter
    stap : float
        One step of it.
    tot : float
        How far it is turned in view; beyond that it can be typed.
    """

    titel: str
    eenheid: str
    stapwoord: str
    regel: Regel
    knop: Parameter
    stap: float
    tot: float

    @property
    def sleutel(self) -> str:
        """Names rule and parameter together."""
        return f"{self.regel.sleutel}.{self.knop.sleutel}"

    def read(self, situatie: Situatie) -> float:
        """Return its value in a situation."""
        return self.regel.read(situatie)[self.knop.sleutel]


STUURKNOPPEN: tuple[Stuurknop, ...] = (
    Stuurknop("Toewijsaandeel", "%", "+1 punt", CAPACITEIT, TOEWIJSAANDEEL, 1.0, 100.0),
    Stuurknop("Plafond", "per 1.000", "+1", PLAFOND, PLAFOND.find_parameter("per_1000"), 1.0, 30.0),
    Stuurknop(
        "Samen met de buren", "×", "+0,1", GEEN_VERPLAATSING_BUREN,
        GEEN_VERPLAATSING_BUREN.find_parameter("kappa"), 0.1, 2.0,
    ),
)  # fmt: skip


def find_stuurknop(sleutel: str) -> Stuurknop | None:
    """Return the one with this key; None for any other key."""
    return next((knob for knob in STUURKNOPPEN if knob.sleutel == sleutel), None)


def count_gepland(uitkomst: Uitkomst) -> int:
    """Return the homes planned for the groups in the areas of the region: own figures, and those of the scenario."""
    situatie, veld = uitkomst.situatie, uitkomst.situatie.veld
    own = int(np.nansum(np.where(veld.eigen, veld.read("gepland"), 0.0)))
    return own + sum(item.aantal for item in situatie.gepland)


def count_stap(uitkomst: Uitkomst, knop: Stuurknop, zoekmodel: Zoekmodel | None = None) -> int | None:
    """Return how many more homes are placed with one step more; negative for fewer.

    Each is an optimum of its own, of the first objective. None where the rule does not apply, the step leaves the
    parameter's bounds, or the locks cannot be kept.

    Parameters
    ----------
    uitkomst : Uitkomst
    knop : Stuurknop
    zoekmodel : Zoekmodel, optional
        Of its situation, where it was made already.
    """
    situatie, value = uitkomst.situatie, round(knop.read(uitkomst.situatie) + knop.stap, 6)
    if knop.regel not in list_actief(situatie) or value > knop.knop.hoogst:
        return None
    if _is_alles(uitkomst):
        return 0
    search = zoekmodel or make_zoekmodel(situatie)
    placed = count_geplaatst(search.turn(knop.regel, turn_parameter(situatie, knop.regel, knop.knop, value)))
    return None if placed is None else sum(placed) - sum(uitkomst.plan.geplaatst)


def _is_alles(uitkomst: Uitkomst) -> bool:
    return sum(uitkomst.plan.geplaatst) == sum(uitkomst.situatie.behoefte.aantallen)


def describe_stappen(uitkomst: Uitkomst, zoekmodel: Zoekmodel | None = None) -> dict[str, str]:
    """Tell of each what one step more does, such as '+1 punt: +11 woningen'; '' where that is not known.

    Parameters
    ----------
    uitkomst : Uitkomst
    zoekmodel : Zoekmodel, optional
        Of its situation, where it was made already.
    """
    search = zoekmodel or (None if _is_alles(uitkomst) else make_zoekmodel(uitkomst.situatie))
    return {knob.sleutel: _tell(knob, count_stap(uitkomst, knob, search)) for knob in STUURKNOPPEN}


def _tell(knop: Stuurknop, meer: int | None) -> str:
    if meer is None:
        return ""
    return f"{knop.stapwoord}: {tell_woningen(meer) or 'niets erbij'}"
