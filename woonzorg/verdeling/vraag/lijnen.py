"""Demand: lines by group with unit, kind, low and high; and what of it is to be spread.

Figures of two kinds are never added. A part's demand (detentie, jeugd) lies inside that of the whole (uitstroom)
unless the planner chooses to add it: Table 1's uitstroom and statushouders alone give the 7 and 12 % of §4.2, so that
the figures of §6.11 and §6.12 are taken to be part of them (an inference, not said by the document).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from woonzorg.fouten import InhoudFout
from woonzorg.tekst.melding import Zin, list_geldend
from woonzorg.verdeling.vraag.declaratie import declare
from woonzorg.verdeling.vraag.groepen import (
    PER_SLEUTEL,
    URGENTIE,
    VERDEELINSTRUMENTEN,
    Eenheid,
    Instrument,
    Soort,
    describe_onbekend,
    find_schaal,
    is_gebonden,
    list_voorouders,
)
from woonzorg.verdeling.vraag.parameter import AANNAME, Parameter
from woonzorg.verdeling.vraag.vorm import AANTAL, Getal, Keuze, Tekst, list_woorden

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

PERSONEN_PER_WONING = Parameter(
    "personen_per_woning", "Personen in één woning", 1.0, AANNAME, 0.5, 20.0, "personen"
)

VAN_PARKSTAD = "parkstad"
"""The region whose published demand is the standard one."""

VRIJGEKOMEN_2022 = 6261
"""Corporation dwellings that came free in 2022: 1,213 + 5,048 (§4.2)."""


_HEEL = Getal(AANTAL.laagst, AANTAL.hoogst, geheel=True, lees=int)


@dataclass(frozen=True)
class Vraagregel:
    """Demand of one group.

    Attributes
    ----------
    groep : str
        Key of the group.
    laag, hoog : int
        Bounds of the demand, in `eenheid`.
    eenheid : Eenheid
    soort : Soort
    instrument : Instrument
        How the homes are to come about; with the group it sets the scale of the test.
    personen_per_woning : float
        Turns persons into dwellings.
    bron : str
        Where the figures come from.
    """

    groep: str
    laag: int = declare(_HEEL, titel="Laag")
    hoog: int = declare(_HEEL, titel="Hoog")
    eenheid: Eenheid = declare(Keuze(list_woorden(Eenheid)), default=Eenheid.WONING)
    soort: Soort = declare(Keuze(list_woorden(Soort)), default=Soort.PER_JAAR)
    instrument: Instrument = declare(Keuze(list_woorden(VERDEELINSTRUMENTEN)), default=Instrument.TOEWIJZING)
    personen_per_woning: float = declare(
        Getal(PERSONEN_PER_WONING.laagst, PERSONEN_PER_WONING.hoogst, lees=float),
        default=PERSONEN_PER_WONING.waarde,
        label=f"Personen in één woning ({PERSONEN_PER_WONING.bron})",
    )
    bron: str = declare(Tekst(200), default="invoer")

    def count(self, *, hoog: bool) -> int:
        """Return the demand in dwellings (or standplaatsen); persons are rounded up to whole dwellings."""
        number = self.hoog if hoog else self.laag
        return math.ceil(number / self.personen_per_woning) if self.eenheid == Eenheid.PERSOON else number


STANDAARDVRAAG: tuple[Vraagregel, ...] = (
    Vraagregel("mantelzorg", 8, 8, bron="visie, tabel 1"),
    Vraagregel("statushouders", 240, 360, bron="visie, tabel 1"),
    Vraagregel("uitstroom", 212, 365, bron="visie, tabel 1"),
    Vraagregel("jeugd_zelfstandig", 12, 12, bron="visie, §6.11"),
    Vraagregel("jeugd_tussenvorm", 27, 27, Eenheid.PERSOON, bron="visie, §6.11"),
    Vraagregel("detentie", 39, 39, bron="visie, §6.12"),
    Vraagregel("woonwagenbewoners", 79, 91, Eenheid.STANDPLAATS, Soort.TOT_2030, Instrument.STANDPLAATS,
               bron="visie, tabel 1 (§6.16 noemt 80 tot 90)"),
)  # fmt: skip
"""The demand of Parkstad as published; uitstappende sekswerkers are '?' in table 1 and so have no line."""

SAMEN: tuple[str, ...] = ("uitstroom", "statushouders")
"""The groups that give §4.2's 7 to 12 %; with mantelzorg (8) its 3 % would be 4 %."""

BINNEN_UITSTROOM: tuple[str, ...] = ("detentie", "jeugd_zelfstandig", "jeugd_tussenvorm")
"""Lines of §6.11 and §6.12, taken to lie inside uitstroom."""


GAAT_EERST: frozenset[str] = frozenset({"mantelzorg"})
"""Groups outside the rule that a gemeente with an urgentieregeling must serve first (§3.1, note 1)."""


@dataclass(frozen=True)
class Restant:
    """Demand that is not spread, and why.

    Attributes
    ----------
    groep : str
    aantal : int
    eenheid : Eenheid
    reden : str
        In Dutch.
    soort : Soort
    """

    groep: str
    aantal: int
    eenheid: Eenheid
    reden: str
    soort: Soort = Soort.PER_JAAR

    @property
    def gaat_eerst(self) -> bool:
        """Whether these homes come before what is spread, and outside it."""
        return self.groep in GAAT_EERST


@dataclass(frozen=True)
class Behoefte:
    """What is to be spread, in dwellings, most urgent group first; and what is not.

    Attributes
    ----------
    groepen : tuple of str
    aantallen : tuple of int
    regels : tuple of Vraagregel
        The line behind each group.
    restant : tuple of Restant
    """

    groepen: tuple[str, ...]
    aantallen: tuple[int, ...]
    regels: tuple[Vraagregel, ...]
    restant: tuple[Restant, ...]


def check_vraag(regels: Sequence[Vraagregel], *, optellen: bool = False) -> None:
    """Check demand, all findings together.

    Raises
    ------
    InhoudFout
        When a group is unknown, named twice or not as a whole bound or free; when bounds, unit or instrument make no
        sense; or when parts are larger than the whole they lie in.
    """
    findings = [*_find_doubles(regels), *(finding for regel in regels for finding in _check_regel(regel))]
    if not findings and not optellen:
        findings = [text for hoog in (False, True) for text in _find_overflow(regels, hoog=hoog)]
    if findings:
        message = "De vraag klopt niet."
        raise InhoudFout(message, list(dict.fromkeys(findings)), remedie="Verbeter deze regels.")


def _find_doubles(regels: Sequence[Vraagregel]) -> list[str]:
    names = [regel.groep for regel in regels]
    return [
        f"{name}: staat er {names.count(name)} keer" for name in dict.fromkeys(names) if names.count(name) > 1
    ]


def _check_regel(regel: Vraagregel) -> list[str]:
    groep = PER_SLEUTEL.get(regel.groep)
    if groep is None:
        return [f"vraag: {describe_onbekend(regel.groep)}"]
    place, bound = groep.eenheid == Eenheid.STANDPLAATS, PERSONEN_PER_WONING
    return list_geldend(Zin(wrong, f"{regel.groep}: {text}") for wrong, text in (
        (regel.laag > regel.hoog, "de onderkant ligt boven de bovenkant"),
        (min(regel.laag, regel.hoog) < 0, "een aantal kan niet onder 0 liggen"),
        (place != (regel.eenheid == Eenheid.STANDPLAATS), "de eenheid past niet bij deze groep"),
        (not bound.laagst <= regel.personen_per_woning <= bound.hoogst,
         f"personen per woning ligt tussen {bound.laagst:g} en {bound.hoogst:g}"),
        (find_schaal(regel.groep, regel.instrument) is None,
         f"het instrument {regel.instrument} past niet bij deze groep"),
        (is_gebonden(regel.groep) is None, "de regel geldt maar voor een deel van deze groep; geef de delen op"),
    ))  # fmt: skip


def _find_overflow(regels: Sequence[Vraagregel], *, hoog: bool) -> list[str]:
    return [
        f"{regel.groep}: de delen samen ({-rest + regel.count(hoog=hoog)}) zijn groter dan het geheel "
        f"({regel.count(hoog=hoog)}); tel ze op, verklein ze, of laat de hele groep weg"
        for regel, rest in zip(regels, _subtract_delen(regels, hoog=hoog), strict=True)
        if rest < 0
    ]


def _subtract_delen(regels: Sequence[Vraagregel], *, hoog: bool) -> list[int]:
    """Return each line's demand without that of its parts that have a line of their own, of the same kind."""
    rest = {(regel.groep, regel.soort): regel.count(hoog=hoog) for regel in regels}
    for regel in regels:
        above = [name for name in list_voorouders(regel.groep) if (name, regel.soort) in rest]
        if above:
            rest[above[0], regel.soort] -= regel.count(hoog=hoog)
    return [rest[regel.groep, regel.soort] for regel in regels]


def make_behoefte(
    regels: Sequence[Vraagregel], soort: Soort, *, hoog: bool, optellen: bool = False,
    urgentie: Sequence[str] = URGENTIE,
) -> Behoefte:  # fmt: skip
    """Return what is to be spread of one kind, at the low or the high side.

    Parameters
    ----------
    regels : sequence of Vraagregel
        Sound (`check_vraag`), as those of a scenario are.
    soort : Soort
        Only lines of this kind are spread; the others are named as left out.
    hoog : bool
        High side, else low side.
    optellen : bool
        Add parts to the whole instead of taking them to lie inside it.
    urgentie : sequence of str
        Group keys, most urgent first; groups it does not name come after it, in the usual order.
    """
    counts = [regel.count(hoog=hoog) for regel in regels] if optellen else _subtract_delen(regels, hoog=hoog)
    order = list(dict.fromkeys([*urgentie, *URGENTIE]))
    lines = sorted(zip(regels, counts, strict=True), key=lambda line: order.index(line[0].groep))
    spread = [(regel, count) for regel, count in lines if not _explain_restant(regel, soort)]
    return Behoefte(
        tuple(regel.groep for regel, _ in spread),
        tuple(count for _, count in spread),
        tuple(regel for regel, _ in spread),
        tuple(_list_restant(lines, soort)),
    )


def _list_restant(lines: Iterable[tuple[Vraagregel, int]], soort: Soort) -> Iterable[Restant]:
    for regel, count in lines:
        reason = _explain_restant(regel, soort)
        unit = Eenheid.STANDPLAATS if regel.eenheid == Eenheid.STANDPLAATS else Eenheid.WONING
        if reason and count:
            yield Restant(regel.groep, count, unit, reason, regel.soort)


def _explain_restant(regel: Vraagregel, soort: Soort) -> str:
    """Tell why a line is not spread; '' when it is."""
    if regel.groep in GAAT_EERST:
        return (
            "Deze groep gaat eerst: wie een urgentieregeling heeft, moet haar daarin opnemen (§3.1, noot 1). De regel "
            "geldt niet voor deze groep, en de woningen staan buiten de verdeling."
        )
    if not is_gebonden(regel.groep):
        return "De regel geldt niet voor deze groep. De verdeling doet daarom geen voorstel."
    if not PER_SLEUTEL[regel.groep].verdeelbaar:
        return "Deze groep wordt getoetst, en nooit automatisch verdeeld."
    if regel.soort != soort:
        kind, other = str(regel.soort).replace("_", " "), str(soort).replace("_", " ")
        return (
            f"Dit getal is van een andere soort ({kind}) dan de verdeling ({other}). Die tellen we niet op."
        )
    return ""
