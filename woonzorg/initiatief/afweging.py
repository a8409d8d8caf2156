"""The second step (§6.4, §6.5): twenty questions to an initiative, their answers, and what is still open.

Open points are told by paragraph. There is no score, no sum and no verdict: what an answer weighs is for who decides.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from woonzorg.fouten import InhoudFout
from woonzorg.initiatief.persoonstekst import warn_personen
from woonzorg.tekst.lijstbestand import read_lijst
from woonzorg.tekst.plat import strip_onzichtbaar

if TYPE_CHECKING:
    from collections.abc import Sequence

LANGST = 500
"""Most signs of a note."""

_BESTAND = Path(__file__).parent / "toetskader.csv"

PARAGRAFEN: dict[str, str] = {
    "6.4": "Zorg en onderbouwing",
    "6.4.1": "Gemeenschap",
    "6.4.2": "Geld en partners",
    "6.4.3": "Gebouw voor later",
    "6.4.4": "Vraag en voorzieningen",
    "6.5": "Gemengd wonen",
}
"""The six paragraphs of the vision that ask something, in its order, with our words for what they are about."""


class Vraagkeuze(StrEnum):
    """An answer."""

    JA = "ja"
    NEE = "nee"
    ONBEKEND = "onbekend"
    NVT = "nvt"


class Eis(StrEnum):
    """How the vision puts what it asks."""

    GEEN = ""
    GEVRAAGD = "gevraagd"
    MUST = "must"
    VOORKEUR = "voorkeur"
    PRE = "pré"
    AANBEVOLEN = "aanbevolen"
    WAAR_MOGELIJK = "waar mogelijk"
    WAAR_HET_KAN = "waar het kan"
    NASTREVENSWAARDIG = "nastrevenswaardig"


class Feitsoort(StrEnum):
    """Which figures of the house stand beside a question."""

    GEEN = ""
    OPGAVE = "opgave"
    VOORZIENINGEN = "voorzieningen"
    AFSTANDEN = "afstanden"


@dataclass(frozen=True)
class Toetsvraag:
    """One of the twenty questions.

    Attributes
    ----------
    nr : int
    paragraaf : str
        Of the vision.
    vraag, uitleg : str
        Our words.
    eis : Eis
    regel : int
        Line of the vision.
    feit : Feitsoort
    """

    nr: int
    paragraaf: str
    vraag: str
    uitleg: str
    eis: Eis
    regel: int
    feit: Feitsoort


@dataclass(frozen=True)
class Vraagantwoord:
    """An answer as it is kept.

    Attributes
    ----------
    nr : int
        Of the question.
    antwoord : Vraagkeuze
    toelichting : str
        Plain text on one line; never about persons.
    """

    nr: int
    antwoord: Vraagkeuze
    toelichting: str = ""


@dataclass(frozen=True)
class Afweging:
    """The answers so far, in the order of the questions; what was not answered is not there."""

    antwoorden: tuple[Vraagantwoord, ...] = ()

    def find(self, nr: int) -> Vraagantwoord | None:
        """Return the answer to a question; None without one."""
        return next((answer for answer in self.antwoorden if answer.nr == nr), None)


class Openreden(StrEnum):
    """Why a question is still open."""

    LEEG = "nog niet beantwoord"
    ONBEKEND = "nog niet bekend"
    NEE = "het antwoord is nee: bespreek dit"
    UITLEG = "niet van toepassing: schrijf erbij waarom"


@dataclass(frozen=True)
class Openpunt:
    """A question that is still open.

    Attributes
    ----------
    vraag : Toetsvraag
    reden : Openreden
    toelichting : str
        What was written with the answer.
    """

    vraag: Toetsvraag
    reden: Openreden
    toelichting: str = ""

    @property
    def houdt_op(self) -> bool:
        """Whether the weighing is not done without it: a must that has no answer."""
        return self.vraag.eis == Eis.MUST and self.reden != Openreden.NEE


@cache
def list_vragen() -> tuple[Toetsvraag, ...]:
    """Return the twenty questions in order."""
    return tuple(map(_read_vraag, read_lijst(_BESTAND)))


def _read_vraag(row: dict[str, str]) -> Toetsvraag:
    return Toetsvraag(
        int(row["nr"]), row["paragraaf"], row["vraag"], row["uitleg"], Eis(row["eis"]), int(row["regel"]),
        Feitsoort(row["feit"]),
    )  # fmt: skip


def list_open(afweging: Afweging) -> tuple[Openpunt, ...]:
    """Return what is still open, in the order of the questions."""
    found = ((question, afweging.find(question.nr)) for question in list_vragen())
    return tuple(point for question, answer in found if (point := _find_open(question, answer)) is not None)


def _find_open(vraag: Toetsvraag, antwoord: Vraagantwoord | None) -> Openpunt | None:
    if antwoord is None:
        return Openpunt(vraag, Openreden.LEEG)
    unexplained = vraag.eis == Eis.MUST and not antwoord.toelichting
    reasons = {Vraagkeuze.ONBEKEND: Openreden.ONBEKEND, Vraagkeuze.NEE: Openreden.NEE}
    reasons |= {Vraagkeuze.NVT: Openreden.UITLEG} if unexplained else {}
    reason = reasons.get(antwoord.antwoord)
    return None if reason is None else Openpunt(vraag, reason, antwoord.toelichting)


def group_open(afweging: Afweging) -> dict[str, tuple[Openpunt, ...]]:
    """Return what is still open by paragraph, in the order of the vision; only paragraphs with something open."""
    points = list_open(afweging)
    by_part = {part: tuple(one for one in points if one.vraag.paragraaf == part) for part in PARAGRAFEN}
    return {part: found for part, found in by_part.items() if found}


def is_af(afweging: Afweging) -> bool:
    """Tell whether every must has an answer. That says nothing of what the answer is."""
    return not any(point.houdt_op for point in list_open(afweging))


def change_antwoord(
    afweging: Afweging, nr: int, antwoord: Vraagkeuze | None, toelichting: str = ""
) -> Afweging:
    """Return the weighing with one question answered anew; None takes its answer away.

    Raises
    ------
    InhoudFout
        When there is no such question, or the note is too long.
    """
    others = tuple(one for one in afweging.antwoorden if one.nr != nr)
    given = () if antwoord is None else (Vraagantwoord(nr, antwoord, strip_onzichtbaar(toelichting)),)
    changed = replace(afweging, antwoorden=tuple(sorted((*others, *given), key=lambda one: one.nr)))
    refuse_afweging(changed)
    return changed


def check_afweging(afweging: Afweging) -> tuple[str, ...]:
    """Return all that is wrong, in Dutch: what was expected, what was found, and the remedy."""
    known = {question.nr for question in list_vragen()}
    times = Counter(answer.nr for answer in afweging.antwoorden)
    unknown = [
        f"vraag {nr} bestaat niet; kies een nummer van 1 tot en met {len(known)}"
        for nr in times
        if nr not in known
    ]
    doubled = [
        f"vraag {nr} is {count} keer beantwoord; houd er een over" for nr, count in times.items() if count > 1
    ]
    return (*unknown, *doubled, *_check_lengte(afweging.antwoorden))


def _check_lengte(antwoorden: Sequence[Vraagantwoord]) -> tuple[str, ...]:
    return tuple(
        f"vraag {one.nr}: de toelichting heeft {len(one.toelichting)} tekens; hoogstens {LANGST} mag, kort haar in"
        for one in antwoorden
        if len(one.toelichting) > LANGST
    )


def refuse_afweging(afweging: Afweging) -> None:
    """Raise when anything is wrong: all of it together.

    Raises
    ------
    InhoudFout
    """
    findings = list(check_afweging(afweging))
    if findings:
        message = "Deze afweging klopt niet."
        raise InhoudFout(message, findings, remedie="Pas aan wat hier staat.")


def warn_afweging(afweging: Afweging) -> tuple[str, ...]:
    """Return a warning for each note that may be about a person."""
    return warn_personen((f"vraag {one.nr}", one.toelichting) for one in afweging.antwoorden)
