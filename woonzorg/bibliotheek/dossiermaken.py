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
from woonzorg.initiatief.gedeeldetoets import ALLEEN_UITKOMST, GEEN_PLEK, ZONDER_NAAM, share_uitkomst
from woonzorg.initiatief.gesprek import Gesprek
from woonzorg.initiatief.gesprekscontrole import check_gesprek, warn_gesprek
from woonzorg.initiatief.initiatief import OPEN, VORM
from woonzorg.initiatief.initiatiefcontrole import list_namen, warn_initiatief
from woonzorg.initiatief.initiatieflink import JA, OPENBAAR, TEKSTEN, share_velden, write_velden
from woonzorg.initiatief.persoonstekst import find_persoonlijk
from woonzorg.initiatief.toetswoorden import OORDEELWOORDEN
from woonzorg.tekst.melding import Zin, list_geldend
from woonzorg.tekst.plat import strip_onzichtbaar
from woonzorg.verdeling.delen.openbaar import is_gevoelig
from woonzorg.verdeling.invoer.datum import is_leeg
from woonzorg.verdeling.invoer.veld import KLEIN
from woonzorg.verdeling.regels.besluiten import describe_besluiten
from woonzorg.verdeling.scenario.inhoud import STATUSSEN
from woonzorg.verdeling.scenario.levensloop import read_besluit
from woonzorg.verdeling.vraag.groepswoord import has_extra_privacy

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from woonzorg.bibliotheek.initiatiefkast import BewaardDossier
    from woonzorg.initiatief.gedeeldetoets import GedeeldeToets
    from woonzorg.initiatief.initiatief import Initiatief
    from woonzorg.initiatief.toets import Toetsuitkomst
    from woonzorg.verdeling.invoer.situatie import Situatie
    from woonzorg.verdeling.regels.toetsing import Regeltoets

LANGSTE_AUTEUR, LANGSTE_BESLUIT = 120, 500
"""Most signs of the name of who keeps it, and of a decision."""

_GEVOELIG = frozenset({"groep", "instrument", "jaar"})
"""All fields that are kept of a group for which more privacy holds."""

_BLOOT = frozenset({*_GEVOELIG, "gebied", "naam", "organisatie", "complex", "schaal"})
"""All fields that are kept where own counts under 10 stand behind the answer."""

_AANTALLEN = frozenset({"woningen", "gehuisvest"})

LEEG_GEVOELIG = (
    "Voor deze groep geldt extra privacy: bewaard worden de gemeente, de antwoorden van de afweging en de uitkomst. De "
    "plek, het aantal, namen, toelichtingen en het gesprek blijven in uw bestand."
)
LEEG_KLEIN = (
    "Achter het antwoord staan eigen tellingen onder 10, of een telling die minder dan 10 verschilt van wat hier al is "
    "bewaard. Alleen de uitkomst wordt bewaard: het aantal niet, en getallen in namen en teksten ook niet."
)
LEEG_COMPLEX = "Eigen aantallen onder 10 van het complex worden niet bewaard."
LEEG_NAAM = "Een naam die op een persoon lijkt, wordt niet bewaard."
BESLUIT_GEVOELIG = "er is een besluit; de tekst ervan staat hier niet"
"""In place of a decision on a site for a group for which more privacy holds."""


def make_dossier(
    initiatief: Initiatief, uitkomst: Toetsuitkomst, situatie: Situatie, grond: Dossiergrond, van: Afzender,
    *, nagekeken: bool = False, kast: Iterable[BewaardDossier] = (),
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
    kast : iterable of BewaardDossier
        What is kept of the region: what it was copied from (`Initiatief.afgeleid_van`), and counts told before.

    Raises
    ------
    InvoerFout
        For a single letting, without an author, or as InhoudFout for texts that seem to be about persons and were not
        looked after.
    """
    check_bewaarbaar(initiatief, nagekeken=nagekeken)
    known = {item.id: item.dossier for item in kast}
    shared = share(initiatief, uitkomst, situatie, known.values())
    parent = known.get(initiatief.afgeleid_van)
    made = Dossier(
        shared.gemeente, shared.gemeentenaam, _keep_velden(initiatief, shared), keep_uitkomst(shared), grond,
        clean_afzender(van), shared.pleknaam, initiatief.afweging, initiatief.gesprek,
    )  # fmt: skip
    same = parent is not None and parent.uitkomst.waarom == shared.waarom
    return _hide(replace(made, afgeleid_van=initiatief.afgeleid_van if same else ""))


def share(
    initiatief: Initiatief, uitkomst: Toetsuitkomst, situatie: Situatie, bewaard: Iterable[Dossier]
) -> GedeeldeToets:
    """Return what may be shared beside what was kept before: no count under 10 follows from two of a complex.

    Parameters
    ----------
    initiatief : Initiatief
    uitkomst : Toetsuitkomst
    situatie : Situatie
    bewaard : iterable of Dossier
        Of the region.
    """
    shared = share_uitkomst(uitkomst, situatie)
    if shared.waarom or not any(_is_dichtbij(initiatief, one) for one in bewaard):
        return shared
    return replace(
        shared, aantal=None, personen=None, zin=f"{OORDEELWOORDEN[shared.oordeel]}.", regels=(), alternatieven=(),
        waarom=ALLEEN_UITKOMST, complex=None, besluit=None,
    )  # fmt: skip


def _is_dichtbij(initiatief: Initiatief, dossier: Dossier) -> bool:
    """Tell whether of the same place another count is told already, and both part by less than 10."""
    home, told = initiatief.complex, dossier.velden.get("gehuisvest", "")
    if home is None or home.gehuisvest is None or not told or dossier.velden.get("gebied") != initiatief.plek:
        return False
    return 0 < abs(int(told) - home.gehuisvest) < KLEIN


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
        *((GROEP_BIJ_PLEK,) if not secret and has_extra_privacy(texts) else ()),
    )  # fmt: skip


GROEP_BIJ_PLEK = (
    "In een naam of tekst lijkt een groep te staan waarvoor extra privacy geldt. Die mag niet bij een plek staan: kies "
    "die groep in het formulier, of haal het weg."
)


def list_weggelaten(
    initiatief: Initiatief, uitkomst: Toetsuitkomst, situatie: Situatie, bewaard: Iterable[Dossier] = ()
) -> tuple[str, ...]:
    """Return what will not be kept, in Dutch; parameters as `share`."""
    shared = share(initiatief, uitkomst, situatie, bewaard)
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
    """Return the fields that a link may carry, with the decision; fewer where less of the answer is told."""
    kept, _ = share_velden(write_velden(replace(initiatief, uitzondering=None)))
    if gedeeld.waarom:
        told = _GEVOELIG if gedeeld.waarom == GEEN_PLEK else _BLOOT
        return {name: text for name, text in kept.items() if name in told}
    case = gedeeld.besluit
    if case is None:
        return kept
    return kept | {"motief": case.motief, "besluiter": case.besluiter, "datum": case.datum, OPENBAAR: JA}


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
    texts = {name: drop_naamgetallen(text) for name, text in dossier.velden.items() if name in TEKSTEN}
    answers = tuple(
        replace(one, toelichting=drop_naamgetallen(one.toelichting)) for one in dossier.afweging.antwoorden
    )
    talk = _drop_getallen(dossier.gesprek)
    # Two organisations that only a number told apart are one now.
    talk = talk if not check_gesprek(talk) else Gesprek()
    return replace(dossier, velden={**dossier.velden, **texts}, afweging=Afweging(answers), gesprek=talk)


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
