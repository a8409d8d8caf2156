"""A list of complexes or initiatives, judged: in order of gemeente and name, with what the annex tells of each row.

Rows never stand in order of room: it is no list of best places.
"""

from __future__ import annotations

import dataclasses
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from woonzorg.fouten import InhoudFout
from woonzorg.initiatief.gedeeldetoets import is_geheim, rests_on_klein, share_uitkomst
from woonzorg.initiatief.initiatief import Complexgegeven
from woonzorg.initiatief.toets import find_samen_te_veel, judge_initiatieven
from woonzorg.tekst.melding import Zin, list_geldend

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
ZONDER_GEHEIM = (
    "Rijen voor groepen met extra privacy staan niet in een bijlage van één organisatie: haar complexen zijn plekken, "
    "en die noemt de bijlage niet."
)


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
    if is_geheim(item):
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


def check_keuze(rijen: Sequence[Lijstrij], gemeente: str, organisatie: str) -> None:
    """Refuse a choice of which the list has no row: an empty annex would read as if there were nothing.

    Raises
    ------
    InhoudFout
        With both findings together, and what the list does have.
    """
    towns = {row.uitkomst.plek.gemeente: row.uitkomst.plek.gemeentenaam for row in rijen}
    parties = {row.uitkomst.initiatief.organisatie for row in rijen} - {""}
    folded = {name.casefold() for name in parties}
    lacking, known = organisatie.strip(), ", ".join(sorted(parties)) or "geen enkele"
    found = list_geldend((
        Zin(bool(gemeente) and gemeente not in towns,
            f"gemeente: van '{gemeente[:20]}' staat er niets in de lijst; kies uit "
            + ", ".join(f"{code} ({towns[code]})" for code in sorted(towns))),
        Zin(bool(lacking) and lacking.casefold() not in folded,
            f"corporatie: '{lacking[:60]}' staat niet in de lijst; kies uit {known}"),
    ))  # fmt: skip
    if found:
        message = "Hiervan staat er niets in de lijst."
        raise InhoudFout(message, found, remedie="Kies een die in de lijst staat, of laat de keuze weg.")


def share_rijen(
    rijen: Iterable[Lijstrij], situatie: Situatie, *, per_organisatie: bool = False
) -> list[GedeeldeToets]:
    """Return what the annex tells of rows; of a single letting it tells nothing.

    Parameters
    ----------
    rijen : iterable of Lijstrij
    situatie : Situatie
        That they were judged in.
    per_organisatie : bool
        Whether it is of one organisation: then rows of a group with more privacy are left out, for her complexes are
        places.
    """
    return [
        share_uitkomst(row.uitkomst, situatie)
        for row in rijen
        if not row.uitkomst.initiatief.waarom_onbewaard
        and not (per_organisatie and is_geheim(row.uitkomst.initiatief))
    ]


def count_geheim(rijen: Iterable[Lijstrij]) -> int:
    """Count the rows of groups with more privacy."""
    return sum(is_geheim(row.uitkomst.initiatief) for row in rijen)


def find_ruimte(regels: Iterable[Regeltoets]) -> int | None:
    """Return what is left under the tightest rule; None where no rule lays a limit, or it is not told."""
    rooms = [rule.ruimte for rule in regels if rule.voldaan is not None and math.isfinite(rule.ruimte)]
    return int(min(rooms)) if rooms else None
