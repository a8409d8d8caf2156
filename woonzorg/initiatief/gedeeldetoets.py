"""What may be shared of a judged initiative (methode: Privacy).

- Of a group for which more privacy holds, nothing below gemeente: no place, name, number, class or rule, and no other
  places.
- Where own counts under 10 stand behind the answer: the outcome, and no number by which they could be worked out. A
  limit that was just reached would give the count away beside the number that was asked: neither is told.
- Names that look like those of persons are left out, also that of who decided.
- A decision that is not public: the answer without it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from woonzorg.initiatief.initiatief import OPEN
from woonzorg.initiatief.persoonstekst import find_persoonlijk
from woonzorg.initiatief.toets import judge_initiatief
from woonzorg.initiatief.toetswoorden import describe_zin, list_plekzinnen, list_stappen, tell_kaal
from woonzorg.verdeling.delen.openbaar import has_eigen_cijfers, has_kleine_cijfers, is_gevoelig
from woonzorg.verdeling.invoer.veld import KLEIN
from woonzorg.verdeling.regels.besluiten import describe_besluiten
from woonzorg.verdeling.regels.lijst import PER_SLEUTEL as REGELS
from woonzorg.verdeling.regels.oordeel import OORDELEN
from woonzorg.verdeling.uitkomst.merken import TEKENS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from woonzorg.initiatief.initiatief import Besluitgegeven, Complexgegeven, Initiatief
    from woonzorg.initiatief.schaaltoets import Schaaltoets
    from woonzorg.initiatief.toets import Toetsoordeel, Toetsuitkomst
    from woonzorg.verdeling.invoer.situatie import Situatie, Uitzondering
    from woonzorg.verdeling.regels.toetsing import Regeltoets

GEEN_PLEK = "Voor deze groep geldt extra privacy: alleen de gemeente staat hier, en geen plek of aantal."
NIET_OPENBAAR = "Een besluit dat niet openbaar is, telt hier niet mee."
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
    binnen_buurt : bool
    complex : Complexgegeven or None
    besluit : Besluitgegeven or None
        By which the rule is deviated from; its motive and its decider without what looks like a person.
    plekzinnen, stappen : tuple of str
        What stands beside the answer, and what can be done next, in words.
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
    binnen_buurt: bool = False
    complex: Complexgegeven | None = None
    besluit: Besluitgegeven | None = None
    plekzinnen: tuple[str, ...] = ()
    stappen: tuple[str, ...] = ()

    @property
    def is_geheim(self) -> bool:
        """Whether nothing below gemeente is told."""
        return not self.plek


def share_uitkomst(uitkomst: Toetsuitkomst, situatie: Situatie) -> GedeeldeToets:
    """Return what may be shared of an outcome.

    Parameters
    ----------
    uitkomst : Toetsuitkomst
    situatie : Situatie
        That it was judged in.
    """
    left = _has_gesloten(uitkomst.initiatief)
    uitkomst = _hide_besluiters(_leave_besluit(uitkomst, situatie) if left else uitkomst)
    item, place = uitkomst.initiatief, uitkomst.plek
    secret = is_geheim(item)
    bare = secret or rests_on_klein(uitkomst, situatie)
    # Whether another place has room may rest on figures of others, too.
    others = () if bare or has_eigen_cijfers(situatie.veld) else uitkomst.alternatieven
    uitkomst = replace(uitkomst, alternatieven=others)
    return GedeeldeToets(
        place.gemeente, place.gemeentenaam,
        "" if secret else place.code, "" if secret else place.naam,
        "" if secret else _keep_naam(item.naam or (item.complex.naam if item.complex else "")),
        "" if secret else _keep_naam(item.organisatie),
        item.groep, str(item.instrument), None if bare else item.aantal, None if bare else item.personen, item.jaar,
        "" if secret else str(place.klasse), "" if secret else str(place.klasse_wijk),
        "" if secret or place.grensgeval is None else str(place.grensgeval),
        uitkomst.oordeel, tell_kaal(uitkomst) if bare else describe_zin(uitkomst),
        () if bare else uitkomst.regels, tuple(other.code for other in others),
        GEEN_PLEK if secret else ALLEEN_UITKOMST if bare else "",
        None if secret or not uitkomst.regels else uitkomst.schaal, not bare and item.binnen_buurt,
        None if bare else _share_complex(item.complex), None if bare else _share_besluit(item.uitzondering),
        () if secret else _list_plekzinnen(uitkomst, bare=bare, zonder=left),
        () if bare else tuple(list_stappen(uitkomst)),
    )  # fmt: skip


def _leave_besluit(uitkomst: Toetsuitkomst, situatie: Situatie) -> Toetsuitkomst:
    """Return an outcome as it is without a decision that is not public; other places were not looked for then."""
    bare = judge_initiatief(replace(uitkomst.initiatief, uitzondering=None), situatie)
    return replace(bare, plek=uitkomst.plek)


def _has_gesloten(initiatief: Initiatief) -> bool:
    """Tell whether there is a decision that is not public."""
    return initiatief.uitzondering is not None and not initiatief.uitzondering.openbaar


def is_geheim(initiatief: Initiatief) -> bool:
    """Tell whether nothing below gemeente may be told: more privacy holds for its group."""
    return initiatief.groep != OPEN and is_gevoelig(initiatief.groep)


def _list_plekzinnen(uitkomst: Toetsuitkomst, *, bare: bool, zonder: bool) -> tuple[str, ...]:
    """Tell the place, without the number of persons where no number is told; and that a decision was left out."""
    item = replace(uitkomst.initiatief, personen=None) if bare else uitkomst.initiatief
    return (*list_plekzinnen(replace(uitkomst, initiatief=item)), *((NIET_OPENBAAR,) if zonder else ()))


def _share_complex(gegeven: Complexgegeven | None) -> Complexgegeven | None:
    """Return a complex without own counts under 10, also where no rule looked at them."""
    if gegeven is None:
        return None
    homes, housed = (_drop_klein(count) for count in (gegeven.woningen, gegeven.gehuisvest))
    return replace(gegeven, naam=_keep_naam(gegeven.naam), woningen=homes, gehuisvest=housed)


def _drop_klein(aantal: int | None) -> int | None:
    return None if aantal is None or aantal < KLEIN else aantal


def _share_besluit(besluit: Besluitgegeven | None) -> Besluitgegeven | None:
    if besluit is None:
        return None
    return replace(besluit, motief=_hide_motief(besluit.motief), besluiter=_hide_door(besluit.besluiter))


def _hide_besluiters(uitkomst: Toetsuitkomst) -> Toetsuitkomst:
    """Return an outcome of which who decided is told as an office, and not as a person."""
    rules = tuple(
        replace(rule, besluiten=_hide(rule.besluiten), reden=_keep_naam(rule.reden))
        for rule in uitkomst.regels
    )
    return replace(uitkomst, regels=rules, besluiten=_hide(uitkomst.besluiten))


def _hide(besluiten: Sequence[Uitzondering]) -> tuple[Uitzondering, ...]:
    return tuple(
        replace(case, besluit_door=_hide_door(case.besluit_door), motief=_hide_motief(case.motief))
        for case in besluiten
    )


def _hide_door(besluiter: str) -> str:
    return ZONDER_NAAM if find_persoonlijk(besluiter) else besluiter


def _hide_motief(motief: str) -> str:
    return ZONDER_MOTIEF if find_persoonlijk(motief) else motief


ZONDER_NAAM = "wie besloot, staat hier niet"
"""In place of a name that looks like that of a person."""

ZONDER_MOTIEF = "staat hier niet: er lijkt iets over een persoon in te staan"
"""In place of a motive that looks as if it is about a person."""


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
