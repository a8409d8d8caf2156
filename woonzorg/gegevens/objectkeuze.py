"""Which snapshot of an object store is in use: one small object, that is replaced only while it is as it was read."""

from __future__ import annotations

import json
import uuid
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any

from woonzorg.fouten import OpslagFout
from woonzorg.gegevens.objectdienst import OpslagStoring, VoorwaardeFout
from woonzorg.gegevens.schijf import GEWOON, Publicatie

if TYPE_CHECKING:
    from collections.abc import Callable

    from woonzorg.gegevens.objectdienst import Objectdienst

KEUZE = "in_gebruik.json"
"""Name of the object."""

_PROEF = "proef.json"
_POGINGEN = 5


@dataclass(frozen=True)
class Objectkeuze:
    """What was published in which order, and what was gone back to.

    Attributes
    ----------
    volgorde : dict
        Number of each snapshot, when it was last published; the highest is the last.
    regios : dict
        Region of each of these.
    gekozen : str
        What was gone back to; '' for nothing.
    na : int
        The last number that was given by then.
    kenmerk : str
        Of this one write, by which a writer knows its own again when the answer got lost.
    """

    volgorde: dict[str, int] = field(default_factory=dict)
    regios: dict[str, str] = field(default_factory=dict)
    gekozen: str = ""
    na: int = 0
    kenmerk: str = ""

    @property
    def laatste(self) -> int:
        """The highest number that was given."""
        return max([0, self.na, *self.volgorde.values()])

    def add(self, snapshot_id: str, regio: str, wijze: Publicatie = GEWOON) -> Objectkeuze:
        """Return what it is once a snapshot was published: a choice holds on when it does not come into use."""
        number = wijze.number(self.volgorde, snapshot_id, self.laatste)
        kept = ("", 0) if wijze.in_gebruik else (self.gekozen, self.na)
        return Objectkeuze(
            self.volgorde | {snapshot_id: number}, self.regios | {snapshot_id: regio}, *kept, _mark()
        )

    def go_back(self, snapshot_id: str) -> Objectkeuze:
        """Return what it is once a snapshot was gone back to."""
        return Objectkeuze(self.volgorde, self.regios, snapshot_id, self.laatste, _mark())

    def find_nieuwer(self, regio: str, sinds: int) -> list[str]:
        """Return the snapshots of a region that were published after a number."""
        return [
            one for one, number in self.volgorde.items() if number > sinds and self.regios.get(one) == regio
        ]

    def to_json(self) -> str:
        """Return it as JSON text."""
        return json.dumps(vars(self), indent=1) + "\n"


def add_geladen(now: Objectkeuze, snapshot_id: str, regio: str, sinds: int) -> Objectkeuze:
    """Return what it is once a region was loaded.

    Parameters
    ----------
    now : Objectkeuze
    snapshot_id, regio : str
    sinds : int
        The last number that was given when the load began.

    Raises
    ------
    VoorwaardeFout
        When others loaded that region meanwhile: theirs stays in use.
    """
    others = [one for one in now.find_nieuwer(regio, sinds) if one != snapshot_id]
    if others:
        message = f"Intussen zijn elders al gegevens van '{regio}' geladen. Die blijven in gebruik."
        remedy = (
            f"Uw lading is bewaard als {snapshot_id}. Kies haar met 'terug', als u haar toch wilt gebruiken."
        )
        raise VoorwaardeFout(message, gevonden=", ".join(others), remedie=remedy)
    return now.add(snapshot_id, regio)


_DELEN = frozenset(one.name for one in fields(Objectkeuze))
"""What is read of it: a later version may have more."""


def _mark() -> str:
    return uuid.uuid4().hex


def parse_keuze(tekst: bytes | str) -> Objectkeuze:
    """Read it back.

    Raises
    ------
    OpslagFout
        When it is damaged: to guess would bring other figures into use.
    """
    try:
        raw: dict[str, Any] = json.loads(tekst)
        keuze = Objectkeuze(**{name: raw[name] for name in _DELEN & (raw.keys() | {"volgorde"})})
        is_sound = (
            all(isinstance(number, int) for number in [keuze.na, *keuze.volgorde.values()])
            and all(isinstance(regio, str) for regio in keuze.regios.values())
            and isinstance(keuze.gekozen, str)
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise _make_schade() from error
    if not is_sound:
        raise _make_schade()
    return keuze


def _make_schade() -> OpslagFout:
    message = f"Het bestand {KEUZE} in de opslag van gegevens is beschadigd."
    remedy = "Zet een eerdere versie terug. Of haal het weg: dan gelden de gegevens met de jongste datum."
    return OpslagFout(message, remedie=remedy)


def read_objectkeuze(dienst: Objectdienst) -> tuple[Objectkeuze, str]:
    """Return what is in use, and the mark of that object ('' where there is none yet)."""
    found = dienst.read(KEUZE)
    return (parse_keuze(found[0]), found[1]) if found else (Objectkeuze(), "")


def write_objectkeuze(
    dienst: Objectdienst, maak: Callable[[Objectkeuze], Objectkeuze], pogingen: int = _POGINGEN
) -> Objectkeuze:
    """Replace what is in use by one conditional write; when another was first, on what that one wrote.

    Parameters
    ----------
    dienst : Objectdienst
    maak : callable
        Makes the new one of what stands there; it refuses by raising.
    pogingen : int
        How often; 1 where another's write in between must be told.

    Raises
    ------
    VoorwaardeFout
        When others were first each time.
    """
    for left in reversed(range(pogingen)):
        now, merk = read_objectkeuze(dienst)
        new = maak(now)
        try:
            dienst.write(
                KEUZE, new.to_json().encode(), {"If-Match": merk} if merk else {"If-None-Match": "*"}
            )
        except (VoorwaardeFout, OpslagStoring) as fout:
            if read_objectkeuze(dienst)[0].kenmerk == new.kenmerk:
                return new  # it was written after all: only the answer got lost
            if not left or isinstance(fout, OpslagStoring):
                raise
            continue
        return new
    raise AssertionError(pogingen)


def check_voorwaarden(dienst: Objectdienst) -> None:
    """Refuse a store that lets a condition fall away unseen: there, of two who load at once, one would be lost.

    Raises
    ------
    OpslagFout
    """
    content = b"{}\n"
    dienst.write(_PROEF, content)
    for voorwaarde in ({"If-None-Match": "*"}, {"If-Match": f'"{"0" * 32}"'}):
        try:
            dienst.write(_PROEF, content, voorwaarde)
        except VoorwaardeFout:
            continue
        message = "Deze objectopslag houdt zich niet aan voorwaarden bij het schrijven."
        remedy = "Kies een dienst die If-Match en If-None-Match kent, of gebruik een map (WOONZORG_DATA)."
        raise OpslagFout(message, gevonden=f"{next(iter(voorwaarde))} telt niet", remedie=remedy)
