"""A parameter of a rule that is turned, with the limits that move with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from woonzorg.verdeling.regels.besluiten import list_grenzen_ruim
from woonzorg.verdeling.regels.lijst import list_actief, turn_parameter

if TYPE_CHECKING:
    from woonzorg.verdeling.invoer.situatie import Situatie
    from woonzorg.verdeling.invoer.veld import Values
    from woonzorg.verdeling.regels.grenzen import Grens
    from woonzorg.verdeling.regels.regel import Regel
    from woonzorg.verdeling.vraag.parameter import Parameter


class Hefboom:
    """One lever of a situation.

    Attributes
    ----------
    regels : tuple of Regel
        The rules of which limits move: its own, and those that read it (the place rule of a wijk reads the share). A
        rule whose limits are the same at both ends of the scale does not hang on it.
    blokken : list of Grens
        Their limits, as they stand now; the same blocks at every value.
    """

    def __init__(self, situatie: Situatie, regel: Regel, knop: Parameter) -> None:
        self.situatie, self.regel, self.knop = situatie, regel, knop
        ends = [turn_parameter(situatie, regel, knop, value) for value in (knop.laagst, knop.hoogst)]
        self.regels = tuple(
            other for other in list_actief(situatie) if len({other.find_grenzen(end) for end in ends}) > 1
        )
        self.blokken: list[Grens] = self._list_grenzen(situatie)

    def _list_grenzen(self, situatie: Situatie) -> list[Grens]:
        return [limit for regel in self.regels for limit in list_grenzen_ruim(regel, situatie)]

    def read(self, waarde: float) -> Values:
        """Return the most of each of its limits at a value."""
        turned = turn_parameter(self.situatie, self.regel, self.knop, waarde)
        return np.array([limit.hoog for limit in self._list_grenzen(turned)])
