"""Cells of the agenda's files: each read as what its column holds; what is wrong goes to a list of findings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from woonzorg.agenda.kwartaal import Kwartaal, parse_kwartaal
from woonzorg.agenda.vrijetekst import find_gebiedscode
from woonzorg.eigenbestand.getal import GetalFout, parse_geheel
from woonzorg.gebied import clean_code
from woonzorg.verdeling.vraag.groepen import GROEPEN, PER_SLEUTEL

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from woonzorg.eigenbestand.tabel import Tabelregel

T = TypeVar("T")

LANGST = 500
"""Most characters of a text in a cell."""

_GROEPNAMEN = {groep.titel.casefold(): groep.sleutel for groep in GROEPEN}
_JA_NEE = {"ja": True, "nee": False, "": False, "waar": True, "onwaar": False}


class Cellezer:
    """Reads the cells of one row.

    Attributes
    ----------
    regel : Tabelregel
    bevindingen : list of str
        Grows by what is wrong.
    """

    def __init__(self, regel: Tabelregel, bevindingen: list[str]) -> None:
        self.regel, self.bevindingen = regel, bevindingen

    def say(self, kolom: str, tekst: str) -> None:
        """Add a finding about a cell."""
        self.bevindingen.append(self.regel.say(kolom, tekst))

    def read_tekst(self, kolom: str, *, verplicht: bool = False) -> str:
        """Return a text."""
        text = self.regel.read_tekst(kolom).strip()
        if verplicht and not text:
            self.say(kolom, "is leeg; vul het in")
        if len(text) > LANGST:
            self.say(kolom, f"heeft {len(text)} tekens; hoogstens {LANGST} mag")
        return text[:LANGST]

    def read_vrij(self, kolom: str, *, verplicht: bool = False) -> str:
        """Return a text that is shared in a report: a code of a buurt or wijk in it is a finding."""
        text = self.read_tekst(kolom, verplicht=verplicht)
        if code := find_gebiedscode(text):
            self.say(
                kolom,
                f"'{code}' is een code van een buurt of wijk, en dit komt in het verslag; noem de gemeente",
            )
        return text

    def read_aantal(self, kolom: str, laagst: int = 0) -> int | None:
        """Return a whole number; None when the cell is empty or wrong."""
        try:
            return parse_geheel(self.regel.read(kolom), laagst)
        except GetalFout as error:
            self.say(kolom, str(error))
            return None

    def read_keuze(self, kolom: str, keuzes: Collection[str], *, verplicht: bool = True) -> str:
        """Return one of some words; '' when it is empty or another."""
        text = self.read_tekst(kolom).casefold()
        if text in keuzes and (text or not verplicht):
            return text
        if text or verplicht:
            self.say(kolom, f"'{text[:30]}' is geen keuze; kies uit {', '.join(filter(None, keuzes))}")
        return ""

    def read_ja_nee(self, kolom: str) -> bool:
        """Return yes or no; an empty cell is no."""
        text = self.read_tekst(kolom).casefold()
        if text not in _JA_NEE:
            self.say(kolom, f"'{text[:30]}' is geen ja of nee")
        return _JA_NEE.get(text, False)

    def read_kwartaal(self, kolom: str, laatste: Kwartaal) -> Kwartaal | None:
        """Return a quarter; None when the cell is empty or wrong."""
        text = self.read_tekst(kolom)
        quarter = parse_kwartaal(text)
        if text and quarter is None:
            self.say(kolom, f"'{text[:30]}' is geen kwartaal; schrijf het als 2027-Q2")
        if quarter is not None and quarter > laatste:
            self.say(kolom, f"{quarter} is na {laatste}, het einde van de agenda")
        return quarter

    def read_groep(self, kolom: str, *, verplicht: bool) -> str:
        """Return the key of a group, given by its key or its name; '' when it is empty or unknown."""
        text = self.read_tekst(kolom, verplicht=verplicht).casefold()
        key = text if text in PER_SLEUTEL else _GROEPNAMEN.get(text, "")
        if text and not key:
            self.say(kolom, f"de groep '{text[:40]}' bestaat niet; kies uit {', '.join(PER_SLEUTEL)}")
        return key

    def read_gemeente(self, kolom: str, gemeenten: Mapping[str, str]) -> str:
        """Return the code of a gemeente, given by its code or its name; '' when it is empty or unknown."""
        text = self.read_tekst(kolom)
        names = {name.casefold(): code for code, name in gemeenten.items()}
        code = clean_code(text) if clean_code(text) in gemeenten else names.get(text.casefold(), "")
        if text and not code:
            known = ", ".join(f"{name} ({code})" for code, name in sorted(gemeenten.items())[:20])
            self.say(kolom, f"'{text[:40]}' is geen gemeente van deze streek; kies uit {known}")
        return code


@dataclass(frozen=True)
class Gelezen(Generic[T]):
    """What a row holds, and where it stands.

    Attributes
    ----------
    deel : object
    lees : Cellezer
        Of the row, for what is found out about it later.
    """

    deel: T
    lees: Cellezer

    @property
    def plek(self) -> str:
        """Sheet and row."""
        return self.lees.regel.plek


def read_elk(
    regels: Sequence[Tabelregel], bevindingen: list[str], read: Callable[[Cellezer], T | None],
    name: Callable[[T], tuple[object, str, str]],
) -> tuple[Gelezen[T], ...]:  # fmt: skip
    """Return what the rows of a table hold; two rows about the same are a finding.

    Parameters
    ----------
    regels : sequence of Tabelregel
    bevindingen : list of str
        Grows by what is wrong.
    read : callable
        Gives what a row holds; None when that cannot be said.
    name : callable
        Gives what a row is about (None while that is not known), its column, and what is said of the second one.
    """
    seen, found = set[object](), []
    for row in regels:
        reader = Cellezer(row, bevindingen)
        part = read(reader)
        if part is None:
            continue
        key, column, text = name(part)
        if key is not None and key in seen:
            reader.say(column, text)
        seen.add(key)
        found.append(Gelezen(part, reader))
    return tuple(found)
