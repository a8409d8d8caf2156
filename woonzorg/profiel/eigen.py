"""Own observations of conditions and of a theme, goals for a figure, and complexes: files of a visit, kept nowhere.

A file is read whole or not at all: what is wrong is told together, each with row and column.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from woonzorg.agenda.cel import Cellezer, read_elk
from woonzorg.eigenbestand import sjabloon
from woonzorg.eigenbestand.getal import GetalFout, parse_geheel, parse_maat
from woonzorg.eigenbestand.lezen import read_inhoud, refuse_inhoud
from woonzorg.eigenbestand.vorm import Sjabloontabel
from woonzorg.gebied import Niveau, clean_code
from woonzorg.indicator import PER_SLEUTEL, Vorm
from woonzorg.initiatief.persoonstekst import find_persoonlijk, warn_personen
from woonzorg.profiel.cijfers import CIJFERS
from woonzorg.profiel.eigencomplex import is_persoonlijk
from woonzorg.profiel.lijsten import PROCES_THEMA, find_thema, list_voorwaarden
from woonzorg.tekst.getal import format_getal
from woonzorg.verdeling.invoer.complexbestand import COMPLEXEN, read_complexen
from woonzorg.verdeling.invoer.datum import parse_datum

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date

    from woonzorg.indicator import Indicator
    from woonzorg.oordeel.toets import Score
    from woonzorg.verdeling.invoer.complex import Complex

LAATSTE_JAAR = 2100
"""No goal lies beyond this year."""

LANGSTE_BRON = 80
"""Most signs of the source of an observation: it goes on a page of paper."""

_GROOTST = 1e7


PROCES = 0
"""Number of an observation that is of the theme 'Proces van samenwerken', and of no condition."""

PROCESWOORD = "proces"
"""How a file names it."""


class Waarneemstand(StrEnum):
    """How far a condition was seen to be there."""

    AANWEZIG = "aanwezig"
    DEELS = "deels"
    AFWEZIG = "afwezig"
    ONBEKEND = "onbekend"


WAARNEMING = Sjabloontabel(
    "waarneming",
    {
        "code": "code van een buurt, wijk of gemeente, zoals BU09171000",
        "voorwaarde": "nummer van de voorwaarde, 1 tot en met 9; of proces, voor het thema 'Proces van samenwerken'",
        "stand": "aanwezig, deels, afwezig of onbekend",
        "bron": "wie het zag, en waar: een organisatie, geen persoon",
        "datum": "dag van de waarneming, zoals 22-11-2026",
    },
    sleutel="code",
    verplicht=frozenset({"code", "voorwaarde", "stand", "bron", "datum"}),
    voorbeelden=(
        ("voorbeeld: BU00000000", 1, "deels", "schouw van het wijkteam", "22-11-2026"),
        ("voorbeeld: BU00000000", PROCESWOORD, "aanwezig", "verslag van het wijkoverleg", "22-11-2026"),
    ),
)
"""The table of observations."""

DOEL = Sjabloontabel(
    "doel",
    {
        "code": "code van een buurt, wijk of gemeente, zoals BU09171000",
        "indicator": "sleutel of naam van het cijfer, zoals laag_inkomen_pct",
        "nu": "waarde waarvan u uitgaat; leeg als u die niet noemt",
        "streef": "waarde die u wilt halen",
        "jaar": "jaar waarin, nu of later",
    },
    sleutel="code",
    verplicht=frozenset({"code", "indicator", "streef", "jaar"}),
    voorbeelden=(("voorbeeld: BU00000000", "laag_inkomen_pct", 12, 10, 2030),),
)
"""The table of goals."""

VORMEN: tuple[Sjabloontabel, ...] = (WAARNEMING, DOEL, COMPLEXEN)
"""The tables that a file can hold; that of complexes is the one of own figures."""


@dataclass(frozen=True)
class Waarneming:
    """An observation of one condition, or of the theme without a figure, on one day.

    Attributes
    ----------
    code : str
    voorwaarde : int
        `PROCES` for the theme.
    stand : Waarneemstand
    bron : str
    datum : date
    """

    code: str
    voorwaarde: int
    stand: Waarneemstand
    bron: str
    datum: date

    @property
    def bron_deelbaar(self) -> str:
        """Its source as paper may name it: '' when it looks as if it names a person."""
        return "" if find_persoonlijk(self.bron) else self.bron


@dataclass(frozen=True)
class Profieldoel:
    """A goal for a figure of an area.

    Attributes
    ----------
    code, indicator : str
    nu : float or None
        Value that the goal starts from; None when it is not named.
    streef : float
    jaar : int
    """

    code: str
    indicator: str
    nu: float | None
    streef: float
    jaar: int

    @property
    def cijfer(self) -> Indicator:
        """The figure."""
        return PER_SLEUTEL[self.indicator]

    def describe(self) -> str:
        """Tell the goal: 'Huishoudens met een laag inkomen 12,0 → 10,0 % in 2030'."""
        return f"{self.cijfer.titel} {self.tell_streef()}"

    def tell_streef(self) -> str:
        """Tell what is aimed at, without the name of the figure: '12,0 → 10,0 % in 2030'; a score has no unit."""
        figure = self.cijfer
        unit = "" if figure.vorm == Vorm.SCORE else f" {figure.eenheid}"
        steps = [number for number in (self.nu, self.streef) if number is not None]
        told = " → ".join(format_getal(number, figure.decimalen) for number in steps)
        return f"{told}{unit} in {self.jaar}"


@dataclass(frozen=True)
class Profielnoot:
    """What is to be told of rows that were given.

    Attributes
    ----------
    tekst : str
    tabellen : frozenset of str
        The tables that it is about: it stays as long as one of these does.
    """

    tekst: str
    tabellen: frozenset[str]


@dataclass(frozen=True)
class Profieleigen:
    """What a visit gave of its own.

    Attributes
    ----------
    waarnemingen : tuple of Waarneming
    doelen : tuple of Profieldoel
    noten : tuple of Profielnoot
        What was passed over, and what may be about a person.
    complexen : tuple of Complex
    """

    waarnemingen: tuple[Waarneming, ...] = ()
    doelen: tuple[Profieldoel, ...] = ()
    noten: tuple[Profielnoot, ...] = ()
    complexen: tuple[Complex, ...] = ()

    @property
    def notities(self) -> tuple[str, ...]:
        """What is to be told, in words."""
        return tuple(note.tekst for note in self.noten)

    @property
    def tabellen(self) -> frozenset[str]:
        """Names of the tables that it holds."""
        held = {
            WAARNEMING.naam: self.waarnemingen, DOEL.naam: self.doelen, COMPLEXEN.naam: self.complexen,
        }  # fmt: skip
        return frozenset(name for name, rows in held.items() if rows)

    def find_nieuwste(self, code: str) -> dict[int, Waarneming]:
        """Return the last observation of each condition of an area; that of the theme under `PROCES`."""
        own = sorted((one for one in self.waarnemingen if one.code == code), key=lambda one: one.datum)
        return {one.voorwaarde: one for one in own}

    def select_doelen(self, code: str) -> tuple[Profieldoel, ...]:
        """Return the goals of an area, by figure and year."""
        order = list(PER_SLEUTEL)
        own = (goal for goal in self.doelen if goal.code == code)
        return tuple(sorted(own, key=lambda goal: (order.index(goal.indicator), goal.jaar)))

    def take(self, later: Profieleigen) -> Profieleigen:
        """Return both: a table of the later file takes the place of the earlier one, and of what is told of it."""
        kept = tuple(note for note in self.noten if not note.tabellen <= later.tabellen)
        return Profieleigen(
            later.waarnemingen or self.waarnemingen, later.doelen or self.doelen, (*kept, *later.noten),
            later.complexen or self.complexen,
        )  # fmt: skip


def make_sjabloon() -> bytes:
    """Return a workbook with a sheet a table, and one that explains every column; always the same bytes."""
    return sjabloon.make_xlsx("Sjabloon waarnemingen, doelen en complexen", VORMEN)


def read_profieleigen(naam: str, raw: bytes, score: Score, vandaag: date) -> Profieleigen:
    """Return the observations, goals and complexes that a file holds.

    Parameters
    ----------
    naam : str
        Name of the file; its extension tells the kind.
    raw : bytes
    score : Score
        Areas that figures are shown of, those of another division are refused; and where the region's buurten lie.
    vandaag : date
        No observation is later, and no goal of an earlier year.

    Raises
    ------
    InvoerFout
        When the file is too large, of another kind, or not to be read.
    InhoudFout
        When a column or cell is wrong: all findings together, each with row and column.
    """
    content = read_inhoud(naam, raw, VORMEN, kaart=True)
    findings = list(content.bevindingen)
    rows = {vorm.naam: [row for table in content.tabellen if table.vorm is vorm for row in table.regels]
            for vorm in VORMEN}  # fmt: skip
    codes = score.codes
    seen = read_elk(
        rows[WAARNEMING.naam], findings, lambda lees: _read_waarneming(lees, codes, vandaag), _name_waarneming
    )
    goals = read_elk(rows[DOEL.naam], findings, lambda lees: _read_doel(lees, codes, vandaag), _name_doel)
    houses, faults = read_complexen(rows[COMPLEXEN.naam], score.select(Niveau.BUURT))
    if findings := findings + faults:
        raise refuse_inhoud(naam, findings)
    given = Profieleigen(tuple(one.deel for one in seen), tuple(one.deel for one in goals), complexen=houses)
    texts = {
        WAARNEMING.naam: [(f"{one.plek}, kolom bron", one.deel.bron) for one in seen],
        COMPLEXEN.naam: [(f"complex '{one.naam[:60]}'", one.naam) for one in houses if is_persoonlijk(one)],
    }
    warned = ((name, text) for name, places in texts.items() for text in warn_personen(places))
    notes = (
        *(Profielnoot(text, given.tabellen) for text in content.notities),
        *(Profielnoot(text, frozenset({name})) for name, text in warned),
    )
    return replace(given, noten=notes)


def _read_waarneming(lees: Cellezer, gebieden: Collection[str], vandaag: date) -> Waarneming | None:
    code = _read_code(lees, gebieden)
    number = _read_voorwaarde(lees)
    stand = lees.read_keuze("stand", [str(one) for one in Waarneemstand])
    source, day = lees.read_tekst("bron", verplicht=True), _read_dag(lees, vandaag)
    if len(source) > LANGSTE_BRON:
        lees.say("bron", f"heeft {len(source)} tekens; hoogstens {LANGSTE_BRON} mag")
    if not code or number is None or not stand or not source or day is None:
        return None
    return Waarneming(code, number, Waarneemstand(stand), source, day)


def _read_voorwaarde(lees: Cellezer) -> int | None:
    if lees.read_tekst("voorwaarde").casefold() in {PROCESWOORD, find_thema(PROCES_THEMA).naam.casefold()}:
        return PROCES
    numbers = [one.nr for one in list_voorwaarden()]
    return _read_geheel(lees, "voorwaarde", numbers[0], numbers[-1])


def _name_waarneming(waarneming: Waarneming) -> tuple[object, str, str]:
    key = (waarneming.code, waarneming.voorwaarde, waarneming.datum)
    what = f"voorwaarde {waarneming.voorwaarde}" if waarneming.voorwaarde != PROCES else f"'{PROCESWOORD}'"
    twice = f"er is al een waarneming van {what} op deze dag; haal er een weg"
    return key, "voorwaarde", twice


def _read_code(lees: Cellezer, gebieden: Collection[str]) -> str:
    code = clean_code(lees.read_tekst("code", verplicht=True))
    if code and code not in gebieden:
        lees.say("code", f"'{code[:20]}' staat niet op deze kaart; een andere indeling heeft andere codes")
        return ""
    return code


def _read_dag(lees: Cellezer, vandaag: date) -> date | None:
    text = lees.read_tekst("datum", verplicht=True)
    day = parse_datum(text)
    if text and day is None:
        lees.say("datum", f"'{text[:30]}' is geen dag; schrijf hem als 22-11-2026")
    if day is not None and day > vandaag:
        lees.say("datum", f"{text[:30]} moet nog komen; vul de dag van de waarneming in")
        return None
    return day


def _read_geheel(lees: Cellezer, kolom: str, laagst: int, hoogst: int) -> int | None:
    try:
        number = parse_geheel(lees.regel.read(kolom), laagst, hoogst)
    except GetalFout as fout:
        lees.say(kolom, str(fout))
        return None
    if number is None:
        lees.say(kolom, "is leeg; vul het in")
    return number


def _read_doel(lees: Cellezer, gebieden: Collection[str], vandaag: date) -> Profieldoel | None:
    code, figure = _read_code(lees, gebieden), _find_indicator(lees)
    year = _read_geheel(lees, "jaar", vandaag.year, LAATSTE_JAAR)
    now, goal = (_read_maat(lees, column, figure) for column in ("nu", "streef"))
    if goal is None and not lees.read_tekst("streef"):
        lees.say("streef", "is leeg; vul in wat u wilt halen")
    if not code or figure is None or year is None or goal is None:
        return None
    return Profieldoel(code, figure.sleutel, now, goal, year)


def _name_doel(doel: Profieldoel) -> tuple[object, str, str]:
    return (
        (doel.code, doel.indicator, doel.jaar),
        "indicator",
        "er is al een doel voor dit cijfer in dit jaar",
    )


_NAMEN: Mapping[str, str] = {one.titel.casefold(): one.sleutel for one in PER_SLEUTEL.values()}


def _find_indicator(lees: Cellezer) -> Indicator | None:
    text = lees.read_tekst("indicator", verplicht=True).casefold()
    found = PER_SLEUTEL.get(_NAMEN.get(text, text))
    if text and found is None:
        lees.say(
            "indicator", f"'{text[:40]}' {_explain_geen_doel(text)}; kies een sleutel zoals laag_inkomen_pct"
        )
    return found


def _explain_geen_doel(tekst: str) -> str:
    """Tell why no goal can be for what was named: the profile works it out, or it is no figure at all."""
    shown = any(tekst in {one.sleutel, one.titel.casefold()} for one in CIJFERS)
    return "staat op het profiel, maar een doel kan er niet voor" if shown else "is geen cijfer van Woonzorg"


def _read_maat(lees: Cellezer, kolom: str, cijfer: Indicator | None) -> float | None:
    """Return a number within the bounds of the figure; None when the cell is empty or wrong."""
    if not lees.read_tekst(kolom):
        return None
    low, high = (cijfer.minimum, cijfer.maximum) if cijfer else (-_GROOTST, _GROOTST)
    try:
        value = parse_maat(lees.regel.read(kolom), min(high, _GROOTST))
    except GetalFout as fout:
        lees.say(kolom, str(fout))
        return None
    if not low <= value <= high:
        lees.say(
            kolom, f"{format_getal(value, 1)} kan dit cijfer niet zijn; het minste is {format_getal(low)}"
        )
        return None
    return value
