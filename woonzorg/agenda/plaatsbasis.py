"""The file of placements as own figures of Verdelen: what is placed stays, and the rest is divided anew.

It stays with the visit, as all own figures do (`eigen_cijfers`): nothing here writes a row down.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from typing import TYPE_CHECKING

import pandas as pd

from woonzorg.agenda.inlezen import read_plaatsrijen
from woonzorg.gebied import Niveau, find_niveau
from woonzorg.tekst.getal import count_woord
from woonzorg.verdeling.invoer.eigen_cijfers import EigenCijfers
from woonzorg.verdeling.invoer.geplaatst import Geplaatst
from woonzorg.verdeling.invoer.veld import EIGEN_KOLOMMEN

if TYPE_CHECKING:
    from datetime import date

    from woonzorg.agenda.kwartaal import Kwartaal
    from woonzorg.verdeling.invoer.veld import Veld


def read_geplaatst(naam: str, raw: bytes, veld: Veld, moment: Kwartaal, vandaag: date) -> EigenCijfers:
    """Return what is placed up to a moment, by buurt and group, as own figures; errors as `inlezen.read_plaatsingen`.

    Groups for which more privacy holds are given by gemeente and stay out, which is told. Of groups that the rule does
    not bind nothing is divided: Verdelen tells that they are not counted.

    Parameters
    ----------
    naam : str
    raw : bytes
    veld : Veld
        Of the level buurt.
    moment : Kwartaal
        Of the progress that is planned on; the moment of rows that give none.
    vandaag : date
    """
    rows = [row for row in read_plaatsrijen(naam, raw, veld, moment, vandaag) if row.moment <= moment]
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
