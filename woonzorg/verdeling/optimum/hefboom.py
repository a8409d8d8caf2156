"""A parameter of a rule that is turned, with the limits that move with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from woonzorg.verdeling.regels.besluiten import list_vast
from woonzorg.verdeling.regels.capaciteit import CAPACITEIT, TOEWIJSAANDEEL, find_capaciteiten
from woonzorg.verdeling.regels.lijst import list_actief, turn_parameter
from woonzorg.verdeling.regels.plafond import PLAFOND, find_plafonden

if TYPE_CHECKING:
    from collections.abc import Sequence

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
        The rules of which limits move: its own, and those that read it (the place rule of a wijk reads the share).
        None where its own does not apply.
    blokken : list of Grens
        Their limits, as they stand now; the same blocks at every value.
    """

    def __init__(self, situatie: Situatie, regel: Regel, knop: Parameter) -> None:
        self.situatie, self.regel, self.knop = situatie, regel, knop
        self.regels = tuple(other for other in list_actief(situatie) if self._moves(other))
        self.blokken: list[Grens] = [limit for other in self.regels for limit in other.find_grenzen(situatie)]
        self._fixed = np.array(
            [count for other in self.regels for count in list_vast(other, situatie)], dtype=float
        )

    def _moves(self, regel: Regel) -> bool:
        """Tell whether the limits of a rule move: a rule that reads the lever may do so at one level only."""
        if regel == self.regel or self.regel.sleutel not in regel.leest:
            return regel == self.regel
        low, high = self._read_regel(regel, [self.knop.laagst, self.knop.hoogst])
        return not np.array_equal(low, high)

    def read(self, waarden: Sequence[float]) -> Values:
        """Return the most of each of its limits at each value, as wide as what stands fast there.

        Returns
        -------
        ndarray of float, shape (values, limits)
        """
        parts = [self._read_regel(regel, waarden) for regel in self.regels]
        most: Values = np.concatenate([np.zeros((len(waarden), 0)), *parts], axis=1)
        np.maximum(most, self._fixed, out=most)
        return most

    def _read_regel(self, regel: Regel, waarden: Sequence[float]) -> Values:
        if (regel, self.knop) == (CAPACITEIT, TOEWIJSAANDEEL):  # all of them at once
            return find_capaciteiten(self.situatie, waarden)
        if regel == self.regel == PLAFOND:  # and here
            return find_plafonden(self.situatie, self.knop.sleutel, waarden)
        turned = (turn_parameter(self.situatie, self.regel, self.knop, value) for value in waarden)
        return np.array(
            [[limit.hoog for limit in regel.find_grenzen(other)] for other in turned], dtype=float
        )
