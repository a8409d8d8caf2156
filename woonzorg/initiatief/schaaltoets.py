"""At which scale an initiative is tested, and whose choice that was: as declared, of a scenario, or of its own."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING

from woonzorg.initiatief.initiatief import OPEN
from woonzorg.verdeling.invoer.eenmaal import once
from woonzorg.verdeling.vraag.groepen import find_schaal

if TYPE_CHECKING:
    from woonzorg.initiatief.initiatief import Initiatief
    from woonzorg.verdeling.invoer.situatie import Situatie
    from woonzorg.verdeling.vraag.groepen import Instrument, Schaal

EIGEN_KEUZE = "eigen keuze"
KEUZE_HIER = "keuze bij dit initiatief"
"""Whose choice a scale was: that of a scenario, or of the initiative."""


@dataclass(frozen=True)
class Schaaltoets:
    """At which scale it was tested, and whose choice that was.

    Attributes
    ----------
    schaal : Schaal
    bron : str
        A paragraph or 'aanname'; else `EIGEN_KEUZE` (of a scenario) or `KEUZE_HIER` (of the initiative).
    gebruikelijk : Schaal or None
        What it would else have been, where another was chosen.
    """

    schaal: Schaal
    bron: str
    gebruikelijk: Schaal | None = None


def find_schaaltoets(initiatief: Initiatief, situatie: Situatie) -> Schaaltoets:
    """Return at which scale an initiative is tested in a situation, and whose choice that was."""
    if initiatief.groep == OPEN:
        return Schaaltoets(initiatief.vorm.schaal, initiatief.vorm.bron)
    usual = find_schaal(initiatief.groep, initiatief.instrument)
    chosen = situatie.choose_schaal(initiatief.groep, initiatief.instrument)
    other = usual.schaal if usual and usual.schaal != chosen else None
    if initiatief.schaal is not None:
        return Schaaltoets(chosen, KEUZE_HIER, other)
    return Schaaltoets(chosen, usual.bron if usual and other is None else EIGEN_KEUZE, other)


def pose_schaal(initiatief: Initiatief, situatie: Situatie) -> Situatie:
    """Return the situation with the scale that was chosen for an initiative; itself where none was."""
    if initiatief.schaal is None:
        return situatie
    known, key = _know_schalen(situatie), (initiatief.groep, initiatief.instrument, initiatief.schaal)
    if key not in known:
        scales = {**situatie.schalen, key[:2]: initiatief.schaal}
        known[key] = dataclasses.replace(situatie, schalen=scales)
        vars(known[key])["rang"] = situatie.rang  # which of two areas goes first does not hang on the scale
    return known[key]


@once
def _know_schalen(situatie: Situatie) -> dict[tuple[str, Instrument, Schaal], Situatie]:  # noqa: ARG001
    return {}
