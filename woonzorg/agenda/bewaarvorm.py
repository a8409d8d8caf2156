"""Agendas and reports as they are kept: plain values, read back strictly, under the hash of their text.

The parts of a dataclass are read by their own annotations (`tekst.waardevorm`).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, TypeVar

from woonzorg.agenda.deeltabel import Deeltabel
from woonzorg.agenda.gedeeld import GedeeldeVoortgang
from woonzorg.agenda.gedeeldelijn import GedeeldeLijn
from woonzorg.agenda.gedeeldspoor import GedeeldSpoor
from woonzorg.agenda.kwartaal import Kwartaal, parse_kwartaal
from woonzorg.agenda.lijn import Agendalijn
from woonzorg.agenda.prestatie import Meetbaar
from woonzorg.agenda.urgentie import Urgentieregel
from woonzorg.agenda.voortgang import Teller
from woonzorg.fouten import InvoerFout
from woonzorg.tekst.leestekst import TekstFout, find_reuzen, parse_json
from woonzorg.tekst.waardevorm import VormFout, Waardevorm

GROOTSTE_BESTAND = 5_000_000
"""Larger files (bytes) are no agenda or report."""

VERSIE = 1
"""Version of the form of what is kept."""

_NAMEN: dict[str, Any] = {
    "Agendalijn": Agendalijn, "Deeltabel": Deeltabel, "GedeeldeLijn": GedeeldeLijn,
    "GedeeldSpoor": GedeeldSpoor, "GedeeldeVoortgang": GedeeldeVoortgang, "Kwartaal": Kwartaal,
    "Mapping": Mapping, "Meetbaar": Meetbaar, "Teller": Teller, "Urgentieregel": Urgentieregel,
}  # fmt: skip
"""What annotations of kept parts name and import for type checking only."""


_VORM = Waardevorm(_NAMEN, {Kwartaal: parse_kwartaal})
write_plat, read_plat = _VORM.write, _VORM.read


def write_inhoud(soort: str, deel: Any) -> str:
    """Return the text of which the id is the hash; the same content always gives the same text."""
    return write_tekst(soort, write_plat(deel))


def write_tekst(soort: str, inhoud: Any) -> str:
    """Return the same text of what is plain values already."""
    content = {"soort": soort, "versie": VERSIE, "inhoud": inhoud}
    return json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def hash_inhoud(inhoud: str) -> str:
    """Return the id that goes with a text: twelve digits of its hash."""
    return hashlib.sha256(inhoud.encode()).hexdigest()[:12]


@dataclass(frozen=True)
class Bevroren:
    """What is kept under the hash of its text, and keeps that for good.

    A file of an earlier program lacks parts that were added since: what was read from it has the text and the id of
    that file, and not those that this program would write. A copy with another part is another one, with its own.

    Attributes
    ----------
    soort : str
        What its file says that it is.
    gelezen : str
        The text that the id of its file is the hash of; '' for what was made here.
    """

    soort: ClassVar[str]
    gelezen: str = field(default="", init=False, compare=False, repr=False)

    @property
    def id(self) -> str:
        """Twelve digits of the hash of all that it holds."""
        return hash_inhoud(self.to_inhoud())

    def to_inhoud(self) -> str:
        """Return the text that the id is the hash of."""
        return self.gelezen or write_inhoud(self.soort, self)

    def to_json(self) -> str:
        """Return the text of its file: the content with its id; `parse_bestand` opens it again."""
        content = {"id": self.id, **json.loads(self.to_inhoud())}
        return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


T = TypeVar("T", bound=Bevroren)


def parse_bestand(klasse: type[T], raw: bytes) -> T:
    """Return what a file holds: as it was written, or not at all.

    Parameters
    ----------
    klasse : type
        What it must be.
    raw : bytes

    Raises
    ------
    InvoerFout
        When it is too large, something else, changed since it was made, or of another version.
    """
    soort = klasse.soort
    message = "Dit is geen bewaarde agenda." if soort == "agenda" else f"Dit is geen {soort}."
    if len(raw) > GROOTSTE_BESTAND:
        raise InvoerFout(message, verwacht="hoogstens 5 MB", remedie=_REMEDIE)
    try:
        content = _check_object(parse_json(raw))
        _check_kop(soort, content)
        found: T = read_plat(klasse, content["inhoud"])
    except (TekstFout, VormFout) as error:
        raise InvoerFout(message, gevonden=str(error)[:200], remedie=_REMEDIE) from error
    text = write_tekst(soort, content["inhoud"])
    if content["id"] != hash_inhoud(text):
        changed = "Dit bestand is veranderd sinds het is gemaakt."
        raise InvoerFout(changed, verwacht=f"de inhoud van {str(content['id'])[:40]}", remedie=_REMEDIE)
    object.__setattr__(found, "gelezen", text)
    return found


_REMEDIE = "Kies het bestand zoals Woonzorg het gaf."


def _check_object(waarde: Any) -> Mapping[str, Any]:
    if not isinstance(waarde, dict):
        message = "het bestand: hier hoort een object met namen en waarden"
        raise VormFout(message)
    return waarde


def _check_kop(soort: str, content: Mapping[str, Any]) -> None:
    told = {name: str(content.get(name, "niets"))[:30] for name in ("soort", "versie")}
    if set(content) != {"id", "soort", "versie", "inhoud"} or told["soort"] != soort or find_reuzen(content):
        message = f"soort {told['soort']}"
        raise VormFout(message)
    if content["versie"] != VERSIE:
        message = f"versie {told['versie']}; dit programma leest versie {VERSIE}"
        raise VormFout(message)
