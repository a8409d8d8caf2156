"""The file of placements as own figures of Verdelen: what is placed stays, and the rest is divided anew.

It stays with the visit, as all own figures do (`eigen_cijfers`): nothing here keeps a row.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from typing import TYPE_CHECKING

import pandas as pd

from woonzorg.agenda.inlezen import read_plaatsrijen
from woonzorg.agenda.planning import find_nu
from woonzorg.gebied import Niveau, find_niveau
from woonzorg.tekst.getal import count_woord
from woonzorg.tekst.rekenblad import write_csv_rijen
from woonzorg.verdeling.invoer.eigen_cijfers import EigenCijfers
from woonzorg.verdeling.invoer.geplaatst import GEPLAATST, Geplaatst
from woonzorg.verdeling.invoer.veld import EIGEN_KOLOMMEN

if TYPE_CHECKING:
    from datetime import date

    from woonzorg.agenda.kwartaal import Kwartaal
    from woonzorg.verdeling.invoer.veld import Veld


def read_geplaatst(naam: str, raw: bytes, veld: Veld, moment: Kwartaal, vandaag: date) -> EigenCijfers:
    """Return what is placed up to a moment, by buurt and group, as own figures; errors as `inlezen.read_plaatsrijen`.

    Groups for which more privacy holds are given by gemeente and stay out, which is told. Of groups that the rule does
    not bind nothing is divided: Verdelen tells that they are not counted.

    Parameters
    ----------
    naam : str
    raw : bytes
    veld : Veld
        Of the level buurt.
    moment : Kwartaal
        Of the progress that is planned on, and of rows that give none; what was placed later is left out.
    vandaag : date
        Nothing is placed beyond the moment that is due.
    """
    every = read_plaatsrijen(naam, raw, veld, min(moment, find_nu(vandaag).kwartaal), vandaag)
    rows = [row for row in every if row.moment <= moment]
    sums, outside = Counter[tuple[str, str]](), 0
    for row in rows:
        if find_niveau(row.code) == Niveau.BUURT:
            sums[row.code, row.groep] += row.aantal
        else:
            outside += row.aantal
    homes = count_woord(outside, "woning staat", "woningen staan")
    note = f"{homes} per gemeente, om privacy: waar ze zijn, telt in de verdeling niet mee"
    blank = pd.DataFrame(columns=["code", *EIGEN_KOLOMMEN]).astype(dict.fromkeys(EIGEN_KOLOMMEN, float))
    return EigenCijfers(
        hashlib.sha256(raw).hexdigest()[:12], blank, notities=(note,) if outside else (),
        geplaatst=tuple(Geplaatst(*key, count) for key, count in sums.items()),
    )  # fmt: skip


def write_geplaatst(*eigen: EigenCijfers) -> bytes:
    """Return what is placed as a file of own figures (csv), for who works with files: it stays with its maker.

    What files of placements hold of the same buurt and group is added up.
    """
    sums = Counter[tuple[str, str]]()
    for item in (item for own in eigen for item in own.geplaatst):
        sums[item.code, item.groep] += item.aantal
    return write_csv_rijen(list(GEPLAATST.kolommen), [(*key, count) for key, count in sums.items()])
