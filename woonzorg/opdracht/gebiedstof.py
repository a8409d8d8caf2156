"""What documents about areas are made of, for the command line: one area, or a list of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from woonzorg.buurt.buurtbeeld import make_buurtbeeld
from woonzorg.fouten import InvoerFout
from woonzorg.gebied import clean_code
from woonzorg.oordeel import toets
from woonzorg.rapport.buurtblad import Buurtstof
from woonzorg.rapport.kaartpak import Pakstof
from woonzorg.tekst.plat import join_woorden

if TYPE_CHECKING:
    from collections.abc import Sequence

    from woonzorg.gegevens.opslag import Snapshot
    from woonzorg.oordeel.toets import Score


def find_buurtstof(snapshot: Snapshot, code: str, jaar: int | None) -> Buurtstof:
    """Return what a document about an area is made of.

    Raises
    ------
    InvoerFout
        When the area is not in the snapshot.
    """
    score = toets.score_snapshot(snapshot, jaar)
    toets.judge_gebied(snapshot, code, score)  # an unknown code is told before the years are scored
    beeld = make_buurtbeeld(snapshot, score, _score_edities(snapshot), code.strip().upper())
    return Buurtstof(snapshot, score, beeld, jaar)


def find_pakstof(snapshot: Snapshot, gevraagd: Sequence[str], jaar: int | None) -> Pakstof:
    """Return what a pack is made of; an area that is named twice stands in it once.

    Raises
    ------
    InvoerFout
        With every code that is not in the snapshot.
    """
    score = toets.score_snapshot(snapshot, jaar)
    codes = tuple(dict.fromkeys(map(clean_code, gevraagd)))
    unknown = [code for code in codes if code not in score.namen]
    if unknown:
        message = f"Niet elk gebied van de lijst staat in deze gegevens ({snapshot.manifest.regio.titel})."
        raise InvoerFout(
            message, verwacht="codes als BU09171000, WK091710 of GM0917", gevonden=join_woorden(unknown),
            remedie="Kies andere gegevens met --snapshot, of haal deze codes weg.",
        )  # fmt: skip
    return Pakstof(snapshot, score, _score_edities(snapshot), codes, jaar)


def _score_edities(snapshot: Snapshot) -> dict[int, Score]:
    return {year: toets.score_snapshot(snapshot, year) for year in toets.find_edities(snapshot)}
