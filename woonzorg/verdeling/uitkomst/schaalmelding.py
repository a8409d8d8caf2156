"""What the scale of the test leaves out, in words: complexes that are not given, a gemeente that hides its buurten.

§5.3 looks at wijken first and at gemeenten last; a test that was not made is never passed over in silence.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from woonzorg.gebied import Niveau
from woonzorg.oordeel.klassewoorden import MEERVOUD
from woonzorg.tekst.getal import format_getal
from woonzorg.tekst.plat import join_woorden
from woonzorg.verdeling.regels.complexen import find_ongetoetst
from woonzorg.verdeling.regels.ontzien import find_ontzien
from woonzorg.verdeling.vraag.groepen import PER_SLEUTEL, Schaal

if TYPE_CHECKING:
    from woonzorg.verdeling.invoer.situatie import Situatie

GEMEENTE = (
    "De visie kijkt eerst naar wijken; gemeenten komen het laatst (§5.3). "
    "Een gemeentegemiddelde verbergt buurten."
)
"""Why the scale gemeente is warned against."""


def list_schaalmeldingen(situatie: Situatie) -> list[str]:
    """Return what a reader must know of the scales at which groups are tested; empty when there is nothing to say."""
    texts = (_tell_complexen(situatie), _tell_gemeente(situatie), _tell_wijkplan(situatie))
    return [text for text in texts if text]


def _list_groepen(situatie: Situatie, *schalen: Schaal) -> list[int]:
    return [g for g in range(len(situatie.groepen)) if situatie.find_schaal(g) in schalen]


def _name(situatie: Situatie, groepen: list[int]) -> str:
    return join_woorden([PER_SLEUTEL[situatie.groepen[g]].titel.lower() for g in groepen])


def _tell_complexen(situatie: Situatie) -> str:
    niveau, missing = situatie.veld.niveau, find_ongetoetst(situatie)
    if not missing:
        return ""
    names = _name(situatie, _list_groepen(situatie, Schaal.COMPLEX))
    if not situatie.veld.complexen:
        return f"Complexen zijn niet getoetst: daarvan zijn geen cijfers. Wel getoetst per {niveau}: {names}."
    places = f"{format_getal(len(missing))} {MEERVOUD[niveau] if len(missing) != 1 else niveau}"
    return (
        f"In {places} is geen complex opgegeven: daar is niet per complex getoetst, wel per {niveau}. "
        f"Het gaat om {names}."
    )


def _tell_gemeente(situatie: Situatie) -> str:
    groups = _list_groepen(situatie, Schaal.GEMEENTE)
    if not groups:
        return ""
    closed, usual = count_ontzien(situatie, groups)
    return (
        f"Let op: {_name(situatie, groups)} is getoetst per gemeente. {GEMEENTE} Nu zijn {format_getal(closed)} "
        f"{MEERVOUD[situatie.veld.niveau]} ontzien; per buurt getoetst zouden dat er {format_getal(usual)} zijn."
    )


def count_ontzien(situatie: Situatie, groepen: list[int]) -> tuple[int, int]:
    """Count the region's areas that 'ontzien' closes to some groups: at the scale chosen, and at that of the buurt."""
    lines = situatie.behoefte.regels
    usual = {(situatie.groepen[g], lines[g].instrument): Schaal.BUURT for g in groepen}
    by_area = dataclasses.replace(situatie, schalen={**situatie.schalen, **usual})
    return _count(situatie, groepen), _count(by_area, groepen)


def _count(situatie: Situatie, groepen: list[int]) -> int:
    own = situatie.veld.eigen
    limits = [limit for limit in find_ontzien(situatie) if limit.hoog == 0 and {*limit.groepen} & {*groepen}]
    return len({area for limit in limits for area in limit.gebieden if own[area]})


def _tell_wijkplan(situatie: Situatie) -> str:
    """Tell that a plan by wijk does not see the buurten within it."""
    if situatie.veld.niveau != Niveau.WIJK:
        return ""
    scales = (Schaal.BUURT,) if situatie.veld.complexen else (Schaal.BUURT, Schaal.COMPLEX)
    groups = [g for g in _list_groepen(situatie, *scales) if not PER_SLEUTEL[situatie.groepen[g]].plaatsregel]
    if not groups:
        return ""
    return (
        "Deze verdeling is per wijk: of een buurt binnen de wijk kwetsbaar is, is niet getoetst. Het gaat om "
        f"{_name(situatie, groups)}."
    )
