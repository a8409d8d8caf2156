"""The files of the agenda that are given with a command: read together, as the page Voortgang reads them."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from woonzorg.agenda.bundel import Agendabundel, Leesgrond, add_bestanden
from woonzorg.agenda.bundelwoorden import describe_deel
from woonzorg.agenda.kwartaal import find_kwartaal
from woonzorg.eigenbestand.lezen import read_bytes
from woonzorg.fouten import InhoudFout, InvoerFout
from woonzorg.gebied import Niveau
from woonzorg.oordeel.toets import score_snapshot
from woonzorg.opdracht.uitvoer import say
from woonzorg.verdeling.invoer.veld import make_veld

if TYPE_CHECKING:
    import argparse
    from datetime import date

    from woonzorg.agenda.bundeldeel import Agendadeel
    from woonzorg.agenda.kwartaal import Kwartaal
    from woonzorg.gegevens.opslag import Snapshot

_INHOUD = {"agenda": "lijnen", "stand": "standen", "plaatsingen": "tellingen", "urgentie": "urgentie"}
"""What a file that is given by an option must hold."""


@dataclass(frozen=True)
class _Gegeven:
    """A file as it was given."""

    keuze: str
    naam: str
    raw: bytes


def add_stukken(parser: argparse.ArgumentParser, *, verplicht: bool = False) -> None:
    """Add the options that name files of the agenda; each may be given more often.

    Parameters
    ----------
    parser : ArgumentParser
    verplicht : bool
        Whether the command needs an agenda.
    """
    helps = {
        "agenda": "de agenda (csv, xlsx, ods) of een bewaarde agenda (json)",
        "stand": "hoe ver elke regel van de agenda is",
        "plaatsingen": "toegewezen woningen per buurt; ze worden geteld en nergens bewaard",
    }
    for name, text in helps.items():
        parser.add_argument(
            f"--{name}", type=Path, action="append", default=[], metavar="BESTAND", help=f"{text}; mag vaker",
            required=verplicht and name == "agenda",
        )  # fmt: skip


def find_gemeenten(snapshot: Snapshot) -> dict[str, str]:
    """Return the gemeenten of the region, code to name."""
    areas = snapshot.gebieden
    own = areas[(areas["niveau"] == Niveau.GEMEENTE) & (areas["rol"] == "regio")]
    return dict(zip(own["code"].astype(str), own["naam"].astype(str), strict=True))


def read_stukken(
    arguments: argparse.Namespace, snapshot: Snapshot, moment: Kwartaal, vandaag: date
) -> Agendabundel:
    """Return what the files hold, and say what was passed over in them.

    Parameters
    ----------
    arguments : Namespace
        With lists of paths by the options of `add_stukken`, and 'urgentie' where the command has that.
    snapshot : Snapshot
    moment : Kwartaal
        That is looked at.
    vandaag : date

    Raises
    ------
    InvoerFout
        When a file cannot be opened, or does not hold what its option says.
    InhoudFout
        When something is wrong with one or more: all findings of all files together.
    """
    given = _open_alles(arguments)
    ground = Leesgrond(
        find_gemeenten(snapshot), lambda: make_veld(score_snapshot(snapshot), Niveau.BUURT), find_kwartaal(vandaag),
        vandaag, moment, snapshot.manifest.regio.naam,
    )  # fmt: skip
    bundle = add_bestanden(Agendabundel(), [(one.naam, one.raw) for one in given], ground)
    _check_inhoud(given, bundle.delen)
    for part in bundle.delen:
        for note in part.notities:
            say(f"Let op: {part.titel}: {note}.")
    return bundle


def _open_alles(arguments: argparse.Namespace) -> list[_Gegeven]:
    """Return all files by option; those of one name in other folders go by their folder too."""
    paths = [(choice, path) for choice in _INHOUD for path in getattr(arguments, choice, [])]
    shared = Counter(path.name for path in {path for _, path in paths})
    found, faults = list[_Gegeven](), list[InvoerFout]()
    for choice, path in paths:
        name = path.name if shared[path.name] == 1 else "/".join(path.parts[-2:])
        try:
            found.append(_Gegeven(choice, name, read_bytes(path)))
        except InvoerFout as fault:
            faults.append(fault)
    if len(faults) == 1:
        raise faults[0]
    if faults:
        message = f"{len(faults)} bestanden zijn niet te openen. Er is niets ingelezen."
        findings = [f"{fault.wat[:-1]}: {fault.gevonden}" for fault in faults]
        raise InhoudFout(message, findings, remedie="Controleer de namen.")
    return found


def _check_inhoud(gegeven: list[_Gegeven], delen: tuple[Agendadeel, ...]) -> None:
    """See to it that each file holds what its option says: what is meant as a stand and is none, is no stand."""
    parts = {(part.naam, part.hash): part for part in delen}
    wrong = [
        f"bestand {one.naam[:80]}: met --{one.keuze} hoort hier een blad '{one.keuze}', gevonden: "
        f"{describe_deel(part) or 'niets'}"
        for one in gegeven
        if (part := parts.get((one.naam, hashlib.sha256(one.raw).hexdigest()[:12])))
        and not getattr(part, _INHOUD[one.keuze])
    ]
    if wrong:
        message = "Een bestand hoort bij een andere keuze. Er is niets ingelezen."
        raise InhoudFout(message, wrong, remedie="Geef elk bestand met de keuze die bij de inhoud past.")
