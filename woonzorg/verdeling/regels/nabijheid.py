"""The rule 'nabijheid': only areas with a huisarts and a supermarkt close by receive homes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from woonzorg.verdeling.invoer.eenmaal import once
from woonzorg.verdeling.regels.grenzen import Grens, limit_areas
from woonzorg.verdeling.regels.metingen import measure_blocked
from woonzorg.verdeling.regels.regel import Regel
from woonzorg.verdeling.vraag.parameter import AANNAME, Parameter

if TYPE_CHECKING:
    from woonzorg.verdeling.invoer.situatie import Situatie


@once
def find_nabijheid(situatie: Situatie) -> tuple[Grens, ...]:
    """Return 0 for areas that lie too far from a huisarts or supermarkt, or whose distance is unknown."""
    values, veld = NABIJHEID.read(situatie), situatie.veld
    near = (veld.read("afstand_huisarts") <= values["huisarts"]) & (
        veld.read("afstand_supermarkt") <= values["supermarkt"]
    )
    return limit_areas(situatie, np.where(near, np.inf, 0.0))


NABIJHEID = Regel(
    sleutel="nabijheid", titel="Nabijheid", versie=1, paragraaf="§5.2.3",
    uitleg="Alleen gebieden met een huisarts en een supermarkt dichtbij krijgen woningen.",
    formule="x = 0 als de afstand te groot of onbekend is",
    parameters=(
        Parameter("huisarts", "Grootste afstand tot een huisarts", 2.0, AANNAME, 0, 100, "km"),
        Parameter("supermarkt", "Grootste afstand tot een supermarkt", 2.0, AANNAME, 0, 100, "km"),
    ),
    find_grenzen=find_nabijheid, meet=measure_blocked, standaard_aan=False, over_de_plek=True, nul_gedeeld=True,
)  # fmt: skip
