"""Where each rule could not be tested, and why (`oordeel.Bereik`); those on who lives there are in `verplaatsing`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from woonzorg.gebied import Niveau
from woonzorg.oordeel.veerkracht import Klasse
from woonzorg.verdeling.regels.complexen import find_ongetoetst
from woonzorg.verdeling.regels.oordeel import VOLLEDIG, Bereik
from woonzorg.verdeling.vraag.groepen import PER_SLEUTEL, Schaal

if TYPE_CHECKING:
    import numpy.typing as npt

    from woonzorg.verdeling.invoer.situatie import Situatie

GEEN_PLAATSREGEL = "voor geen van deze groepen geldt een plaatsregel"
GEEN_COMPLEXGROEP = "geen van deze groepen wordt per complex getoetst"
GEEN_COMPLEXEN = "er zijn geen cijfers van complexen"
GEEN_AFSPRAKEN = "er zijn geen afspraken"
GEEN_KLASSE = "de klasse is onbekend"


def find_volledig(situatie: Situatie) -> Bereik:  # noqa: ARG001 - one form for every rule
    """Tell that every area is tested: where a figure is missing the rule allows nothing."""
    return VOLLEDIG


def _list_eigen(situatie: Situatie, flags: npt.NDArray[np.bool_] | None = None) -> tuple[str, ...]:
    own = situatie.veld.eigen if flags is None else situatie.veld.eigen & flags
    return tuple(situatie.veld.codes[area] for area in np.flatnonzero(own).tolist())


def find_bereik_ontzien(situatie: Situatie) -> Bereik:
    """Tell where the class is unknown and the planner lets homes come all the same."""
    if situatie.waarden["ontzien"]["onbekend"] or not situatie.groepen:
        return VOLLEDIG
    table = situatie.veld.gebieden
    scales = {situatie.find_schaal(group) for group in range(len(situatie.groepen))}
    unknown = (table["klasse"] == Klasse.ONBEKEND).to_numpy(dtype=bool)
    for scale, column in ((Schaal.WIJK, "klasse_wijk"), (Schaal.GEMEENTE, "klasse_gemeente")):
        if scale in scales and not (scale == Schaal.WIJK and situatie.veld.niveau == Niveau.WIJK):
            unknown |= table[column].isin(["", Klasse.ONBEKEND]).to_numpy(dtype=bool)
    codes = _list_eigen(situatie, unknown)
    return Bereik(codes, GEEN_KLASSE) if codes else VOLLEDIG


def find_bereik_plaatsregel(situatie: Situatie) -> Bereik:
    """Tell that nothing is tested where no group has a place rule of its own."""
    bound = any(PER_SLEUTEL[name].plaatsregel for name in situatie.groepen)
    return VOLLEDIG if bound else Bereik(_list_eigen(situatie), GEEN_PLAATSREGEL)


def find_bereik_complex(situatie: Situatie) -> Bereik:
    """Tell of which areas no complex is given; all of them where no group is tested by complex."""
    if all(situatie.find_schaal(g) != Schaal.COMPLEX for g in range(len(situatie.groepen))):
        return Bereik(_list_eigen(situatie), GEEN_COMPLEXGROEP)
    codes = find_ongetoetst(situatie)
    return Bereik(codes, GEEN_COMPLEXEN) if codes else VOLLEDIG


def find_bereik_sleutel(situatie: Situatie) -> Bereik:
    """Tell that nothing is tested without agreements."""
    return VOLLEDIG if situatie.afspraken else Bereik(_list_eigen(situatie), GEEN_AFSPRAKEN)
