"""The words of an initiative that is taken into a distribution: what was done, and what to know about it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from woonzorg.initiatief.persoonstekst import find_persoonlijk
from woonzorg.initiatief.toets import KLEINSTE_PLEK
from woonzorg.initiatief.toetswoorden import GEEN_JA
from woonzorg.tekst.getal import format_getal
from woonzorg.tekst.melding import Zin, list_geldend
from woonzorg.verdeling.invoer.datum import format_dag
from woonzorg.verdeling.invoer.gepland import Gepland
from woonzorg.verdeling.invoer.situatie import Uitzondering
from woonzorg.verdeling.regels.besluiten import count_woningen
from woonzorg.verdeling.regels.lijst import PER_SLEUTEL as REGELS

if TYPE_CHECKING:
    from woonzorg.initiatief.toets import Toetsuitkomst
    from woonzorg.verdeling.invoer.situatie import Situatie

VOOR_ALLEN = f"Geplande woningen tellen mee als plek voor alle groepen in de verdeling. {GEEN_JA}"
GEEN_VERDELING = (
    "Deze groep wordt getoetst en nooit verdeeld: het besluit staat erin, en er wordt niets geplaatst."
)
KOPIE = "Dit is een kopie van het plan, en weer een concept."
ZONDER_NAAM = "De naam lijkt op die van een persoon: in de verdeling staat alleen het kenmerk."
NIET_NODIG = "Het besluit is niet nodig: met de regels van deze verdeling houdt niets dit tegen."

WORDT_OPENBAAR = (
    "Dit besluit is niet openbaar. Stelt u het plan vast, dan staat het wel in wat u van het plan deelt."
)


def describe_meename(deel: Gepland | Uitzondering, plek: str, *, stond_er: bool, is_nieuw: bool) -> str:
    """Tell as what an initiative is in a distribution.

    Parameters
    ----------
    deel : Gepland or Uitzondering
    plek : str
        Name of the buurt.
    stond_er : bool
        Whether it was in before, as it is now or otherwise.
    is_nieuw : bool
        Whether anything changed.
    """
    name = f"'{deel.initiatief.naam}'" if deel.initiatief and deel.initiatief.naam else "Dit initiatief"
    what = f"{_tell_soort(deel)}, {count_woningen(deel.aantal or 0)} in {plek}"
    if not is_nieuw:
        return f"{name} staat al in de verdeling: {what}. Er is niets veranderd."
    if stond_er:
        return f"{name} stond al in de verdeling, en is bijgewerkt: {what}."
    return f"{name} staat nu in de verdeling: {what}."


def describe_staat(deel: Gepland | Uitzondering) -> str:
    """Tell as what an initiative stands in a distribution."""
    return f"Dit initiatief staat in uw verdeling: {_tell_soort(deel)}, {count_woningen(deel.aantal or 0)}."


def _tell_soort(deel: Gepland | Uitzondering) -> str:
    if isinstance(deel, Gepland):
        return "geplande capaciteit"
    return f"uitzondering met een besluit van {deel.besluit_door}, {format_dag(deel.datum)}"


def list_letop(deel: Gepland | Uitzondering, uitkomst: Toetsuitkomst, situatie: Situatie) -> list[str]:
    """Tell what to know about an initiative that is in a distribution now.

    Parameters
    ----------
    deel : Gepland or Uitzondering
    uitkomst : Toetsuitkomst
        By the rules of that distribution.
    situatie : Situatie
        Of that distribution, without the initiative.
    """
    item, place, planned = uitkomst.initiatief, uitkomst.plek.naam, isinstance(deel, Gepland)
    own, most, households = _read(situatie, item.plek)
    blind = [REGELS[rule.regel].titel.lower() for rule in uitkomst.ongetoetst]
    spread = any(map(deel.covers, situatie.groepen)) if isinstance(deel, Uitzondering) else True
    return list_geldend((
        Zin(planned, VOOR_ALLEN),
        Zin(planned and item.uitzondering is not None, NIET_NODIG),
        Zin(planned and bool(blind), f"Niet getoetst, en dus niet gehaald: {', '.join(blind)}."),
        Zin(planned and not math.isnan(most),
            f"Voor {place} gaat uw eigen cijfer voor de capaciteit voor: deze woningen tellen daar niet bij op."),
        Zin(planned and own > 0,
            f"In uw eigen cijfers staan voor {place} al {format_getal(own)} geplande woningen. Kijk of deze daar al in "
            "zitten."),
        Zin(planned and not households >= KLEINSTE_PLEK,
            f"In {place} wonen minder dan {KLEINSTE_PLEK:g} huishoudens: daar plaatst de verdeling niets vanzelf."),
        Zin(not planned and item.uitzondering is not None and not item.uitzondering.openbaar, WORDT_OPENBAAR),
        Zin(not spread, GEEN_VERDELING),
        Zin(bool(find_persoonlijk(item.naam)), ZONDER_NAAM),
    ))  # fmt: skip


def _read(situatie: Situatie, code: str) -> tuple[float, float, float]:
    """Return of a buurt the planned homes and the capacity in own figures, and its households."""
    row = situatie.veld.gebieden.iloc[situatie.veld.codes.index(code)]
    return float(row["gepland"]), float(row["capaciteit"]), float(row["huishoudens"])
