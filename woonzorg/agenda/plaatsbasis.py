"""Files of placements as own figures of Verdelen: what is placed stays, and the rest is divided anew.

They stay with the visit, as all own figures do (`eigen_cijfers`): nothing here keeps a row. A file holds its sums by
moment, so that it counts right whichever moment is looked at.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from woonzorg.agenda.inlezen import read_plaatsrijen
from woonzorg.agenda.planning import find_nu
from woonzorg.fouten import InvoerFout
from woonzorg.gebied import Niveau, find_niveau
from woonzorg.tekst.getal import count_woord
from woonzorg.tekst.plat import join_woorden
from woonzorg.tekst.rekenblad import write_csv_rijen
from woonzorg.verdeling.invoer.eigen_cijfers import EigenCijfers
from woonzorg.verdeling.invoer.geplaatst import GEPLAATST, Geplaatst
from woonzorg.verdeling.invoer.veld import EIGEN_KOLOMMEN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from woonzorg.agenda.kwartaal import Kwartaal
    from woonzorg.verdeling.invoer.veld import Veld

_DUBBEL = (
    "Twee bestanden gaan over dezelfde groep in dezelfde gemeente: staan daar dezelfde woningen in, vergeet ze dan en "
    "geef er een."
)

Plek = tuple["Kwartaal", str, str, str]
"""Moment, code of the gemeente, code of the area, and group."""


@dataclass(frozen=True)
class Plaatsbestand:
    """What one file of placements holds, for a visit.

    Attributes
    ----------
    naam : str
        Of the file.
    hash : str
        Twelve digits of the hash of the file.
    woningen : mapping
        Moment, gemeente, area and group to homes; of groups with more privacy the area is the gemeente.
    """

    naam: str
    hash: str
    woningen: Mapping[Plek, int]

    @property
    def onderwerpen(self) -> frozenset[tuple[Kwartaal, str, str]]:
        """What it tells of: moments, gemeenten and groups."""
        return frozenset((moment, town, group) for moment, town, _, group in self.woningen)


def read_plaatsbestand(naam: str, raw: bytes, veld: Veld, moment: Kwartaal, vandaag: date) -> Plaatsbestand:
    """Return what a file of placements holds; errors as `inlezen.read_plaatsrijen`.

    Parameters
    ----------
    naam : str
    raw : bytes
    veld : Veld
        Of the level buurt.
    moment : Kwartaal
        Of rows that give none: the one that is looked at.
    vandaag : date
        Nothing is placed beyond the moment that is due.
    """
    sums = Counter[Plek]()
    for row in read_plaatsrijen(naam, raw, veld, min(moment, find_nu(vandaag).kwartaal), vandaag):
        sums[row.moment, row.gemeente, row.code, row.groep] += row.aantal
    return Plaatsbestand(naam, hashlib.sha256(raw).hexdigest()[:12], dict(sums))


def add_plaatsbestand(gegeven: Sequence[Plaatsbestand], nieuw: Plaatsbestand) -> tuple[Plaatsbestand, ...]:
    """Return the files with another one: seven gemeenten may each give theirs, also under one name.

    One of the same name that tells of all that an earlier one did, takes its place.

    Parameters
    ----------
    gegeven : sequence of Plaatsbestand
    nieuw : Plaatsbestand

    Raises
    ------
    InvoerFout
        When it tells of a part of what an earlier one of its name did: which of the two counts, is not known.
    """
    kept = [
        old for old in gegeven
        if old.hash != nieuw.hash and not (old.naam == nieuw.naam and old.onderwerpen <= nieuw.onderwerpen)
    ]  # fmt: skip
    if any(old.naam == nieuw.naam and old.onderwerpen & nieuw.onderwerpen for old in kept):
        message = (
            f"Het bestand {nieuw.naam[:80]} telt een deel van wat een eerder bestand met die naam al telt."
        )
        raise InvoerFout(
            message,
            remedie="Tellen ze allebei, geef het dan een eigen naam; vergeet anders eerst de plaatsingen.",
        )
    return (*kept, nieuw)


def _list_tot(bestanden: Iterable[Plaatsbestand], moment: Kwartaal) -> Iterator[tuple[Plek, int]]:
    """Give what is placed up to a moment; what was placed later is left out."""
    return ((key, count) for one in bestanden for key, count in one.woningen.items() if key[0] <= moment)


def make_eigen(bestanden: Sequence[Plaatsbestand], moment: Kwartaal) -> EigenCijfers:
    """Return what is placed up to a moment, by buurt and group, as own figures.

    Groups for which more privacy holds are given by gemeente and stay out, which is told. Of groups that the rule does
    not bind nothing is divided: Verdelen tells that they are not counted.

    Parameters
    ----------
    bestanden : sequence of Plaatsbestand
        What they hold of the same buurt and group is added up.
    moment : Kwartaal
        Of the progress that is planned on.
    """
    sums, outside = Counter[tuple[str, str]](), 0
    for (_, _, code, group), count in _list_tot(bestanden, moment):
        if find_niveau(code) == Niveau.BUURT:
            sums[code, group] += count
        else:
            outside += count
    homes = count_woord(outside, "woning staat", "woningen staan")
    note = f"{homes} per gemeente, om privacy: waar ze zijn, telt in de verdeling niet mee"
    blank = pd.DataFrame(columns=["code", *EIGEN_KOLOMMEN]).astype(dict.fromkeys(EIGEN_KOLOMMEN, float))
    name = " ".join([str(moment), *sorted(one.hash for one in bestanden)])
    return EigenCijfers(
        hashlib.sha256(name.encode()).hexdigest()[:12], blank, notities=(note,) if outside else (),
        geplaatst=tuple(Geplaatst(*key, count) for key, count in sums.items()),
    )  # fmt: skip


def count_geplaatst(bestanden: Iterable[Plaatsbestand], moment: Kwartaal) -> dict[tuple[str, str], int]:
    """Return what is placed by buurt up to a moment, by group and gemeente."""
    sums = Counter[tuple[str, str]]()
    for (_, town, code, group), count in _list_tot(bestanden, moment):
        if find_niveau(code) == Niveau.BUURT:
            sums[group, town] += count
    return dict(sums)


def tell_bestanden(bestanden: Sequence[Plaatsbestand], moment: Kwartaal) -> str:
    """Tell the maker which files of placements go along, and what in them does not; '' without files.

    Parameters
    ----------
    bestanden : sequence of Plaatsbestand
    moment : Kwartaal
        Of the progress that is planned on.
    """
    if not bestanden:
        return ""
    homes = sum(count for _, count in _list_tot(bestanden, moment))
    every = sum(sum(one.woningen.values()) for one in bestanden)
    told = f", samen {count_woord(homes, 'woning', 'woningen')}"
    names = join_woorden([one.naam[:80] for one in bestanden])
    later = f" Wat na {moment} is geplaatst, telt niet mee." if every > homes else ""
    subjects = [subject for one in bestanden for subject in one.onderwerpen]
    twice = f" {_DUBBEL}" if len(subjects) > len(set(subjects)) else ""
    return f"Plaatsingen tot en met {moment}: {names}{told}.{later}{twice}"


def write_geplaatst(eigen: EigenCijfers) -> bytes:
    """Return what is placed as a file of own figures (csv), for who works with files: it stays with its maker."""
    rows = [(item.code, item.groep, item.aantal) for item in eigen.geplaatst]
    return write_csv_rijen(list(GEPLAATST.kolommen), rows)
