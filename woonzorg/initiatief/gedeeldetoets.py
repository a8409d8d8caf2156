"""What may be shared of a judged initiative (methode: Privacy).

- Of a group for which more privacy holds, nothing below gemeente: no place, name, number, class or rule, and no other
  places.
- Where own counts under 10 stand behind the answer: the outcome, and no number by which they could be worked out. A
  limit that was just reached would give the count away beside the number that was asked: neither is told.
- Names that look like those of persons are left out, also that of who decided.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from woonzorg.initiatief.initiatief import OPEN
from woonzorg.initiatief.persoonstekst import find_persoonlijk
from woonzorg.initiatief.toetswoorden import OORDEELWOORDEN, describe_zin
from woonzorg.verdeling.delen.openbaar import has_eigen_cijfers, has_kleine_cijfers, is_gevoelig
from woonzorg.verdeling.invoer.veld import KLEIN
from woonzorg.verdeling.regels.besluiten import describe_besluiten
from woonzorg.verdeling.regels.lijst import PER_SLEUTEL as REGELS
from woonzorg.verdeling.regels.oordeel import OORDELEN
from woonzorg.verdeling.uitkomst.merken import TEKENS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from woonzorg.initiatief.initiatief import Complexgegeven
    from woonzorg.initiatief.schaaltoets import Schaaltoets
    from woonzorg.initiatief.toets import Toetsoordeel, Toetsuitkomst
    from woonzorg.verdeling.invoer.situatie import Situatie, Uitzondering
    from woonzorg.verdeling.regels.toetsing import Regeltoets

GEEN_PLEK = "Voor deze groep geldt extra privacy: alleen de gemeente staat hier, en geen plek of aantal."
ALLEEN_UITKOMST = "Achter dit antwoord staan eigen tellingen onder 10: alleen de uitkomst staat hier."


@dataclass(frozen=True)
class GedeeldeToets:
    """What may be shared.

    Attributes
    ----------
    gemeente, gemeentenaam : str
    plek, pleknaam, naam, organisatie : str
        '' where it is not told.
    groep, instrument : str
    aantal, personen, jaar : int or None
    klasse, klasse_wijk, grensgeval : str
        '' where it is not told.
    oordeel : Toetsoordeel
    zin : str
    regels : tuple of Regeltoets
        Empty where only the outcome is told.
    alternatieven : tuple of str
        Codes.
    waarom : str
        Why less is told; '' where all is.
    schaal : Schaaltoets or None
        None where no rule was asked, or it is not told.
    """

    gemeente: str
    gemeentenaam: str
    plek: str
    pleknaam: str
    naam: str
    organisatie: str
    groep: str
    instrument: str
    aantal: int | None
    personen: int | None
    jaar: int | None
    klasse: str
    klasse_wijk: str
    grensgeval: str
    oordeel: Toetsoordeel
    zin: str
    regels: tuple[Regeltoets, ...]
    alternatieven: tuple[str, ...]
    waarom: str = ""
    schaal: Schaaltoets | None = None


def share_uitkomst(uitkomst: Toetsuitkomst, situatie: Situatie) -> GedeeldeToets:
    """Return what may be shared of an outcome.

    Parameters
    ----------
    uitkomst : Toetsuitkomst
    situatie : Situatie
        That it was judged in.
    """
    uitkomst = _hide_besluiters(uitkomst)
    item, place = uitkomst.initiatief, uitkomst.plek
    secret = item.groep != OPEN and is_gevoelig(item.groep)
    bare = secret or rests_on_klein(uitkomst, situatie)
    # Whether another place has room may rest on figures of others, too.
    others = () if bare or has_eigen_cijfers(situatie.veld) else uitkomst.alternatieven
    return GedeeldeToets(
        place.gemeente, place.gemeentenaam,
        "" if secret else place.code, "" if secret else place.naam,
        "" if secret else _keep_naam(item.naam or (item.complex.naam if item.complex else "")),
        "" if secret else _keep_naam(item.organisatie),
        item.groep, str(item.instrument), None if bare else item.aantal, None if bare else item.personen, item.jaar,
        "" if secret else str(place.klasse), "" if secret else str(place.klasse_wijk),
        "" if secret or place.grensgeval is None else str(place.grensgeval),
        uitkomst.oordeel, f"{OORDEELWOORDEN[uitkomst.oordeel]}." if bare else describe_zin(uitkomst),
        () if bare else uitkomst.regels, tuple(other.code for other in others),
        GEEN_PLEK if secret else ALLEEN_UITKOMST if bare else "",
        None if secret or not uitkomst.regels else uitkomst.schaal,
    )  # fmt: skip


def _hide_besluiters(uitkomst: Toetsuitkomst) -> Toetsuitkomst:
    """Return an outcome of which who decided is told as an office, and not as a person."""
    rules = tuple(replace(rule, besluiten=_hide(rule.besluiten)) for rule in uitkomst.regels)
    return replace(uitkomst, regels=rules, besluiten=_hide(uitkomst.besluiten))


def _hide(besluiten: Sequence[Uitzondering]) -> tuple[Uitzondering, ...]:
    return tuple(
        replace(case, besluit_door=ZONDER_NAAM) if find_persoonlijk(case.besluit_door) else case
        for case in besluiten
    )


ZONDER_NAAM = "wie besloot, staat hier niet"
"""In place of a name that looks like that of a person."""


def tell_regel(regel: Regeltoets) -> str:
    """Tell the mark of a rule, with what was asked and the most that may where it lays a limit."""
    words = describe_besluiten(regel.besluiten) or OORDELEN[regel.oordeel]
    limit = f", gevraagd {regel.waarde:g} en hoogstens {regel.grens:g}" if math.isfinite(regel.grens) else ""
    return f"{TEKENS[regel.oordeel]} {REGELS[regel.regel].titel}: {words}{limit}."


def rests_on_klein(uitkomst: Toetsuitkomst, situatie: Situatie) -> bool:
    """Tell whether own counts under 10 stand behind an answer: of its complex, or in the figures of the region."""
    if not uitkomst.initiatief.is_gebonden:
        return False  # no rule was asked, so that no count was looked at
    home = uitkomst.initiatief.complex
    return has_kleine_cijfers(situatie.veld) or (home is not None and _is_klein(home))


def _is_klein(gegeven: Complexgegeven) -> bool:
    return any(count is not None and count < KLEIN for count in (gegeven.woningen, gegeven.gehuisvest))


def _keep_naam(naam: str) -> str:
    return "" if find_persoonlijk(naam) else naam


def describe_toets(uitkomst: Toetsuitkomst | GedeeldeToets) -> dict[str, Any]:
    """Return an outcome for JSON: as its maker sees it, or what may be shared."""
    if isinstance(uitkomst, GedeeldeToets):
        sentence, others = uitkomst.zin, list(uitkomst.alternatieven)
    else:
        sentence, others = describe_zin(uitkomst), [item.code for item in uitkomst.alternatieven]
    rules = [_describe_regel(item) for item in uitkomst.regels]
    answer = {"oordeel": str(uitkomst.oordeel), "zin": sentence, "regels": rules, "alternatieven": others}
    return answer | {"schaal": _describe_schaal(uitkomst)}


def _describe_schaal(uitkomst: Toetsuitkomst | GedeeldeToets) -> dict[str, str] | None:
    """Return the scale and whose choice it was; None where no rule was asked, or it is not told."""
    asked = isinstance(uitkomst, GedeeldeToets) or bool(uitkomst.regels)
    scale = uitkomst.schaal if asked else None
    return {"schaal": str(scale.schaal), "bron": scale.bron} if scale else None


def _describe_regel(regel: Regeltoets) -> dict[str, Any]:
    numbers = {"waarde": regel.waarde, "grens": regel.grens, "ruimte": regel.ruimte}
    return {"regel": regel.regel, "uitkomst": str(regel.oordeel)} | {
        name: number if math.isfinite(number) else None for name, number in numbers.items()
    }
