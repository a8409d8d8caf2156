"""A scenario with one part more, and a rule more, as somebody would add them: each declared once, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from woonzorg.verdeling.invoer.eenmaal import once
from woonzorg.verdeling.regels.grenzen import limit_areas
from woonzorg.verdeling.regels.metingen import measure_tightest
from woonzorg.verdeling.regels.regel import Regel
from woonzorg.verdeling.scenario.inhoud import Scenario
from woonzorg.verdeling.vraag.declaratie import Plek, declare
from woonzorg.verdeling.vraag.parameter import AANNAME, Parameter
from woonzorg.verdeling.vraag.vorm import Getal


# --8<-- [start:regel]
@dataclass(frozen=True, kw_only=True)
class Ruimer(Scenario):
    """A scenario that also says how much of the groups moves on by themselves."""

    doorstroom: float = declare(
        Getal(0, 50, lees=float, decimalen=1), default=5.0, titel="Doorstroom", sinds=2, plek=Plek.MEER,
        label=f"Huishoudens die zelf doorstromen (%, {AANNAME})", uitleg="Van de groepen, per jaar.", bron=AANNAME,
    )  # fmt: skip


@once
def find_proef(situatie):
    return limit_areas(situatie, np.full(len(situatie.veld.codes), PROEF.read(situatie)["hoogstens"]))


PROEF = Regel(
    sleutel="proef", titel="Proefregel", versie=1, paragraaf="proef, §0", sinds=2,
    uitleg="Geen gebied krijgt meer dan een vast aantal.", formule="Σx ≤ n",
    parameters=(Parameter("hoogstens", "Meeste woningen per gebied", 3.0, AANNAME, 0, 100, "woningen"),),
    find_grenzen=find_proef, meet=measure_tightest, knoppen=("hoogstens",),
)  # fmt: skip
# --8<-- [end:regel]
