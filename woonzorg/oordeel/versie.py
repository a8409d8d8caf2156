"""The version of the rule: a short hash of every parameter that a class, grensgeval or concentratie depends on.

It travels in each link, so that whoever opens an older one hears that the same figures may now give another answer.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from woonzorg.oordeel import concentratie, veerkracht

if TYPE_CHECKING:
    from collections.abc import Mapping

PARAMETERS: dict[str, object] = {
    "z": veerkracht.Z_95,
    "kafw_midden": veerkracht.KAFW_MIDDEN,
    "dekking_minimum": veerkracht.DEKKING_MINIMUM,
    "gemeenten_minimum": veerkracht.GEMEENTEN_MINIMUM,
    "klassen": [str(klasse) for klasse in veerkracht.Klasse],
    "q": concentratie.Q,
    "huishoudens_minimum": concentratie.HUISHOUDENS_MINIMUM,
    "kenmerken": list(concentratie.KENMERKEN),
}
"""What the rule is made of, by name."""


def hash_parameters(parameters: Mapping[str, object]) -> str:
    """Return eight hexadecimal digits that change with any parameter and with nothing else."""
    text = json.dumps(parameters, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:8]


REGEL_VERSIE = hash_parameters(PARAMETERS)
"""Version of the rule in this program."""
