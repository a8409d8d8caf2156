"""A list of complexes or initiatives, judged: in order of gemeente and name, with what the annex tells of each row.

Rows never stand in order of room: it is no list of best places.
"""

from __future__ import annotations

import dataclasses
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from woonzorg.initiatief.gedeeldetoets import rests_on_klein, share_uitkomst
from woonzorg.initiatief.initiatief import OPEN, Complexgegeven
from woonzorg.initiatief.toets import find_samen_te_veel, judge_initiatieven
from woonzorg.verdeling.delen.openbaar import is_gevoelig

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from woonzorg.initiatief.gedeeldetoets import GedeeldeToets
    from woonzorg.initiatief.initiatief import Initiatief
    from woonzorg.initiatief.plekbeeld import Ligging
    from woonzorg.initiatief.toets import Toetsuitkomst
    from woonzorg.verdeling.invoer.situatie import Situatie
    from woonzorg.verdeling.invoer.veld import Veld
    from woonzorg.verdeling.regels.toetsing import Regeltoets

ZONDER_TOEWIJZING = "over één toewijzing: staat niet in de bijlage"
ZONDER_PLEK = "in de bijlage alleen de gemeente en het antwoord"
ZONDER_GETAL = "in de bijlage alleen het antwoord, zonder getallen"


@dataclass(frozen=True)
class Lijstrij:
    """A row that was judged.

    Attributes
    ----------
    nummer : int
        Its place in the list, from 0.
    uitkomst : Toetsuitkomst
    bijlage : str
        What the annex leaves out of it; '' where it tells all.
    samen_te_veel : bool
        Whether it passes by itself, and not beside the other rows.
    """

    nummer: int
    uitkomst: Toetsuitkomst
    bijlage: str
    samen_te_veel: bool


def judge_lijst(
    initiatieven: Sequence[Initiatief], situatie: Situatie, ligging: Ligging | None = None
) -> tuple[Lijstrij, ...]:
    """Judge a list, each row as if it alone came; what is known of a complex in own figures counts.

    Parameters and errors as of `judge_initiatieven`.
    """
    found = judge_initiatieven(fill_complexen(initiatieven, situatie.veld), situatie, ligging)
    over = set(map(id, find_samen_te_veel(found, situatie)))
    rows = (
        Lijstrij(number, item, _tell_bijlage(item, situatie), id(item) in over)
        for number, item in enumerate(found)
    )
    return tuple(sorted(rows, key=_sort_key))


def _sort_key(rij: Lijstrij) -> tuple[str, str, int]:
    return rij.uitkomst.plek.gemeentenaam, rij.uitkomst.initiatief.naam.casefold(), rij.nummer


def fill_complexen(initiatieven: Iterable[Initiatief], veld: Veld) -> list[Initiatief]:
    """Return initiatives; one that bears the name of a complex of its buurt in own figures is of that complex."""
    own = {(item.gebied, item.naam) for item in veld.complexen}
    return [
        dataclasses.replace(item, complex=Complexgegeven(item.naam))
        if item.complex is None and (item.plek, item.naam) in own
        else item
        for item in initiatieven
    ]


def _tell_bijlage(uitkomst: Toetsuitkomst, situatie: Situatie) -> str:
    item = uitkomst.initiatief
    if item.waarom_onbewaard:
        return ZONDER_TOEWIJZING
    if item.groep != OPEN and is_gevoelig(item.groep):
        return ZONDER_PLEK
    return ZONDER_GETAL if rests_on_klein(uitkomst, situatie) else ""


def select_rijen(
    rijen: Iterable[Lijstrij], gemeente: str = "", organisatie: str = "", oordeel: str = ""
) -> tuple[Lijstrij, ...]:
    """Return the rows of a gemeente (code), of an organisation (whatever its capitals) and with an answer.

    '' leaves a choice open.
    """
    party = organisatie.strip().casefold()
    return tuple(
        row for row in rijen
        if gemeente in {"", row.uitkomst.plek.gemeente}
        and party in {"", row.uitkomst.initiatief.organisatie.casefold()}
        and oordeel in {"", str(row.uitkomst.oordeel)}
    )  # fmt: skip


def share_rijen(rijen: Iterable[Lijstrij], situatie: Situatie) -> list[GedeeldeToets]:
    """Return what the annex tells of rows; of a single letting it tells nothing."""
    return [
        share_uitkomst(row.uitkomst, situatie)
        for row in rijen
        if not row.uitkomst.initiatief.waarom_onbewaard
    ]


def find_ruimte(regels: Iterable[Regeltoets]) -> int | None:
    """Return what is left under the tightest rule; None where no rule lays a limit, or it is not told."""
    rooms = [rule.ruimte for rule in regels if rule.voldaan is not None and math.isfinite(rule.ruimte)]
    return int(min(rooms)) if rooms else None
