"""What of an initiative is kept for others: no more than may be shared, and what is left out is told beforehand.

- Of a single letting nothing is kept.
- Of a group for which more privacy holds: no place, number, name or free text, and no conversation.
- Where own counts under 10 stand behind the answer: no number that was asked, and none in any text: beside the outcome
  it would give the count away.
- What it was copied from is told only where that leaves out the same: another would tell what is left out here.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import math
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from woonzorg.agenda.vrijetekst import drop_naamgetallen
from woonzorg.bibliotheek.dossier import (
    VASTGESTELD,
    Afzender,
    Dossier,
    Dossiergrond,
    Dossierregel,
    Dossieruitkomst,
)
from woonzorg.fouten import InhoudFout, InvoerFout
from woonzorg.initiatief.afweging import Afweging, warn_afweging
from woonzorg.initiatief.gedeeldetoets import GEEN_PLEK, ZONDER_NAAM, share_uitkomst
from woonzorg.initiatief.gesprek import Gesprek
from woonzorg.initiatief.gesprekscontrole import check_gesprek, warn_gesprek
from woonzorg.initiatief.initiatief import OPEN, VORM
from woonzorg.initiatief.initiatiefcontrole import list_namen, warn_initiatief
from woonzorg.initiatief.initiatieflink import BESLUITVELDEN, TEKSTEN, share_velden, write_velden
from woonzorg.initiatief.persoonstekst import find_persoonlijk
from woonzorg.tekst.melding import Zin, list_geldend
from woonzorg.tekst.plat import strip_onzichtbaar
from woonzorg.verdeling.delen.openbaar import is_gevoelig
from woonzorg.verdeling.invoer.datum import is_leeg
from woonzorg.verdeling.regels.besluiten import describe_besluiten
from woonzorg.verdeling.scenario.inhoud import STATUSSEN
from woonzorg.verdeling.scenario.levensloop import read_besluit

if TYPE_CHECKING:
    from datetime import date

    from woonzorg.initiatief.gedeeldetoets import GedeeldeToets
    from woonzorg.initiatief.initiatief import Initiatief
    from woonzorg.initiatief.toets import Toetsuitkomst
    from woonzorg.verdeling.invoer.situatie import Situatie
    from woonzorg.verdeling.regels.toetsing import Regeltoets

LANGSTE_AUTEUR, LANGSTE_BESLUIT = 120, 500
"""Most signs of the name of who keeps it, and of a decision."""

_GEVOELIG = frozenset({"groep", "instrument", "jaar"})
"""All fields that are kept of a group for which more privacy holds."""

_AANTALLEN = frozenset({"aantal", "personen", "woningen", "gehuisvest"})

LEEG_GEVOELIG = (
    "Voor deze groep geldt extra privacy: bewaard worden de gemeente, de antwoorden van de afweging en de uitkomst. De "
    "plek, het aantal, namen, toelichtingen en het gesprek blijven in uw bestand."
)
LEEG_KLEIN = (
    "Achter het antwoord staan eigen tellingen onder 10. Het aantal wordt niet bewaard, en getallen in namen en "
    "teksten ook niet."
)
LEEG_COMPLEX = "Eigen aantallen onder 10 van het complex worden niet bewaard."
LEEG_NAAM = "Een naam die op een persoon lijkt, wordt niet bewaard."
BESLUIT_GEVOELIG = "er is een besluit; de tekst ervan staat hier niet"
"""In place of a decision on a site for a group for which more privacy holds."""


def make_dossier(
    initiatief: Initiatief, uitkomst: Toetsuitkomst, situatie: Situatie, grond: Dossiergrond, van: Afzender,
    *, nagekeken: bool = False, ouder: Dossier | None = None,
) -> Dossier:  # fmt: skip
    """Return what is kept of an initiative.

    Parameters
    ----------
    initiatief : Initiatief
    uitkomst : Toetsuitkomst
        What the rule says of it.
    situatie : Situatie
        That it was judged in.
    grond : Dossiergrond
    van : Afzender
    nagekeken : bool
        Whether who keeps it looked after what seems not to be for others (`list_nakijken`).
    ouder : Dossier, optional
        From the library: what it was copied from.

    Raises
    ------
    InvoerFout
        For a single letting, without an author, or as InhoudFout for texts that seem to be about persons and were not
        looked after.
    """
    check_bewaarbaar(initiatief, nagekeken=nagekeken)
    shared = share_uitkomst(uitkomst, situatie)
    made = Dossier(
        shared.gemeente, shared.gemeentenaam, _keep_velden(initiatief, shared), keep_uitkomst(shared), grond,
        clean_afzender(van), shared.pleknaam, initiatief.afweging, initiatief.gesprek,
    )  # fmt: skip
    same = ouder is not None and ouder.uitkomst.waarom == shared.waarom
    return _hide(replace(made, afgeleid_van=ouder.id if ouder is not None and same else ""))


def check_bewaarbaar(initiatief: Initiatief, *, nagekeken: bool) -> None:
    """Refuse what may not be kept; errors as `make_dossier`."""
    if initiatief.waarom_onbewaard:
        raise InvoerFout(initiatief.waarom_onbewaard, remedie="Geef het aantal van een heel jaar.")
    if (found := list_nakijken(initiatief)) and not nagekeken:
        message = "Hier lijkt iets te staan dat niet openbaar mag worden (Woo)."
        remedy = "Haal het weg. Klopt dat niet? Zeg dan dat u het hebt nagekeken."
        raise InhoudFout(message, list(found), remedie=remedy)


def list_nakijken(initiatief: Initiatief) -> tuple[str, ...]:
    """Return a warning for each text that seems to be about a person, or to tell a group with more privacy by place."""
    secret = initiatief.groep != OPEN and is_gevoelig(initiatief.groep)
    texts = json.dumps(
        [list_namen(initiatief), VORM.write(initiatief.afweging), VORM.write(initiatief.gesprek)]
    )
    return (
        *warn_initiatief(initiatief), *warn_afweging(initiatief.afweging), *warn_gesprek(initiatief.gesprek),
        *((GROEP_BIJ_PLEK,) if not secret and _GROEPWOORD.search(texts) else ()),
    )  # fmt: skip


GROEP_BIJ_PLEK = (
    "In een naam of tekst lijkt een groep te staan waarvoor extra privacy geldt. Die mag niet bij een plek staan: kies "
    "die groep in het formulier, of haal het weg."
)
_GROEPWOORD = re.compile(
    r"vrouwenopvang|blijf[- ]van[- ]mijn|detenti|gedetineer|gevangen|forensisch|sekswerk|prostitu",
    re.IGNORECASE,
)
"""What tells of a group for which more privacy holds (`groepen.Groep.gevoelig`)."""


def list_weggelaten(initiatief: Initiatief, uitkomst: Toetsuitkomst, situatie: Situatie) -> tuple[str, ...]:
    """Return what will not be kept, in Dutch."""
    shared = share_uitkomst(uitkomst, situatie)
    if shared.waarom == GEEN_PLEK:
        return (LEEG_GEVOELIG,)
    gone = write_velden(initiatief).keys() - _keep_velden(initiatief, shared).keys()
    return tuple(list_geldend((
        Zin(bool(shared.waarom), LEEG_KLEIN),
        Zin(not shared.waarom and not gone.isdisjoint(_AANTALLEN), LEEG_COMPLEX),
        Zin(not gone.isdisjoint(TEKSTEN), LEEG_NAAM),
    )))  # fmt: skip


def clean_afzender(van: Afzender) -> Afzender:
    """Return who keeps it, in plain text.

    Raises
    ------
    InvoerFout
        When there is no name.
    """
    name = strip_onzichtbaar(van.naam)[:LANGSTE_AUTEUR]
    if is_leeg(name):
        message = "Er staat niet bij wie dit bewaart."
        raise InvoerFout(message, verwacht="uw naam of organisatie", gevonden="niets")
    return replace(van, naam=name)


def _keep_velden(initiatief: Initiatief, gedeeld: GedeeldeToets) -> dict[str, str]:
    """Return the fields that a link may carry, with the decision; without numbers where the answer tells none."""
    given = write_velden(initiatief)
    kept, _ = share_velden(given)
    kept |= {name: given[name] for name in BESLUITVELDEN if name in given}
    if find_persoonlijk(kept.get("besluiter", "")):
        kept["besluiter"] = ZONDER_NAAM
    if gedeeld.waarom == GEEN_PLEK:
        return {name: text for name, text in kept.items() if name in _GEVOELIG}
    return {name: text for name, text in kept.items() if gedeeld.aantal is not None or name not in _AANTALLEN}


def keep_uitkomst(gedeeld: GedeeldeToets) -> Dossieruitkomst:
    """Return what is kept of an outcome that may be shared."""
    scale = gedeeld.schaal
    return Dossieruitkomst(
        gedeeld.oordeel, gedeeld.zin, tuple(map(_keep_regel, gedeeld.regels)), gedeeld.klasse, gedeeld.klasse_wijk,
        gedeeld.grensgeval, gedeeld.waarom, str(scale.schaal) if scale else "", scale.bron if scale else "",
    )  # fmt: skip


def _keep_regel(regel: Regeltoets) -> Dossierregel:
    limited = math.isfinite(regel.grens)
    return Dossierregel(
        regel.regel, str(regel.oordeel), float(regel.waarde) if limited else None,
        float(regel.grens) if limited else None, describe_besluiten(regel.besluiten),
    )  # fmt: skip


def _hide(dossier: Dossier) -> Dossier:
    """Return a dossier without free text that could tell what is left out."""
    if dossier.uitkomst.waarom == GEEN_PLEK:
        answers = tuple(replace(one, toelichting="") for one in dossier.afweging.antwoorden)
        return replace(dossier, afweging=Afweging(answers), gesprek=Gesprek())
    if not dossier.uitkomst.waarom:
        return dossier
    texts = {name: drop_naamgetallen(text) for name, text in dossier.velden.items() if name in _VRIJ}
    answers = tuple(
        replace(one, toelichting=drop_naamgetallen(one.toelichting)) for one in dossier.afweging.antwoorden
    )
    talk = _drop_getallen(dossier.gesprek)
    # Two organisations that only a number told apart are one now.
    talk = talk if not check_gesprek(talk) else Gesprek()
    return replace(dossier, velden={**dossier.velden, **texts}, afweging=Afweging(answers), gesprek=talk)


_VRIJ = TEKSTEN | {"motief", "besluiter"}


def _drop_getallen(deel: Any) -> Any:
    """Return a part of a conversation without numbers in its texts; its amounts stay."""
    if type(deel) is str:
        return drop_naamgetallen(deel)
    if isinstance(deel, tuple):
        return tuple(map(_drop_getallen, deel))
    if not dataclasses.is_dataclass(deel) or isinstance(deel, type):
        return deel
    return replace(
        deel, **{part.name: _drop_getallen(getattr(deel, part.name)) for part in dataclasses.fields(deel)}
    )


def hash_eigen(eigen: str, code: str) -> str:
    """Return how own figures are named in a dossier: by a hash that only who has the code can make again.

    A small file could be guessed from the hash of its content alone.

    Parameters
    ----------
    eigen : str
        Hash of the own figures; '' for none.
    code : str
        Of who keeps it (`geheim`).
    """
    return hashlib.sha256(f"{code}:{eigen}".encode()).hexdigest()[:12] if eigen else ""


def list_volgende(dossier: Dossier) -> tuple[str, ...]:
    """Return the statuses that a dossier can still get."""
    return STATUSSEN[STATUSSEN.index(dossier.status) + 1 :]


def change_dossierstatus(
    dossier: Dossier, status: str, besluit: str = "", datum: str = "", vandaag: date | None = None
) -> Dossier:
    """Return a dossier with a later status, derived from the one before.

    Parameters
    ----------
    dossier : Dossier
    status : str
        One of `list_volgende`.
    besluit, datum : str
        Which decision, and when; both needed, and only used, for vastgesteld.
    vandaag : date, optional
        See `levensloop.read_besluit`.

    Raises
    ------
    InvoerFout
        When the status would go back, or decision or date is missing or makes no sense.
    """
    if status not in list_volgende(dossier):
        message = f"Dit initiatief is {dossier.status} en kan niet {status} worden."
        raise InvoerFout(message, remedie="Maak een kopie: dat is weer een concept.")
    later = replace(dossier, status=status, afgeleid_van=dossier.id)
    if status != VASTGESTELD:
        return later
    words, day = read_besluit(strip_onzichtbaar(besluit)[:LANGSTE_BESLUIT], datum, vandaag)
    if dossier.uitkomst.waarom:
        words = BESLUIT_GEVOELIG if dossier.uitkomst.waarom == GEEN_PLEK else drop_naamgetallen(words)
    elif find_persoonlijk(words):
        words = ZONDER_NAAM
    return replace(later, besluit=words, datum=day)
