"""The rule 'bestuurlijke sleutel': each gemeente, or group of gemeenten, takes what was agreed."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from woonzorg.verdeling.invoer.eenmaal import once
from woonzorg.verdeling.regels.bereik import list_codes
from woonzorg.verdeling.regels.grenzen import Grens
from woonzorg.verdeling.regels.metingen import measure_tightest
from woonzorg.verdeling.regels.oordeel import VOLLEDIG, Toetsbereik
from woonzorg.verdeling.regels.regel import Regel

if TYPE_CHECKING:
    from woonzorg.verdeling.invoer.situatie import Situatie

GEEN_AFSPRAKEN = "er zijn geen afspraken"

SLEUTEL_BRON = "§7.2.2; voorbeeld: raamafspraken Alkmaar, 'Zo doen we dat'"
"""The vision asks for numbers by group and gemeente; the magazine has an agreed division (50, 25 and 25 %)."""


@once
def find_sleutel(situatie: Situatie) -> tuple[Grens, ...]:
    """Return least and most for each agreed set of gemeenten."""
    municipality = situatie.veld.gebieden["gemeentecode"]
    groups = tuple(range(len(situatie.groepen)))
    return tuple(
        Grens(
            afspraak.naam,
            tuple(np.flatnonzero(municipality.isin(afspraak.gemeenten) & situatie.veld.eigen).tolist()),
            groups,
            math.inf if afspraak.hoogstens is None else float(afspraak.hoogstens),
            float(afspraak.minstens),
            zacht=True,
        )
        for afspraak in situatie.afspraken
    )


def find_bereik_sleutel(situatie: Situatie) -> Toetsbereik:
    """Tell that nothing is tested without agreements."""
    return (
        VOLLEDIG
        if situatie.afspraken
        else Toetsbereik(list_codes(situatie.veld, situatie.veld.eigen), GEEN_AFSPRAKEN)
    )


def has_afspraken(situatie: Situatie, groep: int) -> bool:  # noqa: ARG001 - one form for every rule
    """Tell whether anything was agreed: then it is for every group."""
    return bool(situatie.afspraken)


SLEUTEL = Regel(
    sleutel="sleutel", titel="Bestuurlijke sleutel", versie=1, paragraaf=SLEUTEL_BRON,
    uitleg="Elke gemeente, of groep gemeenten, krijgt wat is afgesproken.", formule="minstens ≤ Σx ≤ hoogstens",
    find_grenzen=find_sleutel, meet=measure_tightest, find_bereik=find_bereik_sleutel, speaks_of=has_afspraken,
    decimalen_gedeeld=0,
)  # fmt: skip
