"""The groups of §3.1, as a tree, with the scope of the rule; and at which scale each instrument is tested.

The rule binds category I without I.i.ii, and the woonwagenbewoners besides (§3.1, §6.16). A group that has parts is
bound when all its parts are; where parts differ, demand must be given by part.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from woonzorg.fouten import InhoudFout
from woonzorg.verdeling.vraag.parameter import AANNAME

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


class Eenheid(StrEnum):
    """What demand is counted in."""

    WONING = "woning"
    PERSOON = "persoon"
    STANDPLAATS = "standplaats"


class Soort(StrEnum):
    """Kind of a figure; figures of two kinds are never added."""

    VOORRAAD = "voorraad"
    PER_JAAR = "per_jaar"
    TOT_2030 = "totaal_tot_2030"


class Instrument(StrEnum):
    """How a home for a group comes about."""

    TOEWIJZING = "toewijzing"
    NIEUWBOUW = "nieuwbouw"
    TRANSFORMATIE = "transformatie"
    STANDPLAATS = "standplaats"
    ONZELFSTANDIG = "onzelfstandig"
    OPVANGPLEK = "opvangplek"
    TUSSENVORM = "tussenvorm"


class Schaal(StrEnum):
    """Scale at which the rule is tested, smallest first."""

    COMPLEX = "complex"
    BUURT = "buurt"
    WIJK = "wijk"
    GEMEENTE = "gemeente"


@dataclass(frozen=True)
class Groep:
    """One node of the tree.

    Attributes
    ----------
    sleutel : str
        Key in a scenario file.
    code : str
        Number in the vision.
    titel : str
        Name on screen.
    ouder : str
        Key of the group it is part of; '' for a category.
    gebonden : bool
        Whether the rule binds it; counts for groups without parts only (see `is_gebonden`).
    verdeelbaar : bool
        Whether it may be spread automatically; else it is only tested.
    gevoelig : bool
        Whether figures below gemeente stay with the planner (methode: Privacy).
    plaatsregel : bool
        Whether it has a place rule of its own: outside kwetsbare complexes as well as buurten (§6.12).
    eenheid, soort : Eenheid, Soort
        Usual unit and kind of its demand.
    toelichting : str
        What to know about it, in Dutch.
    """

    sleutel: str
    code: str
    titel: str
    ouder: str = ""
    gebonden: bool = True
    verdeelbaar: bool = True
    gevoelig: bool = False
    plaatsregel: bool = False
    eenheid: Eenheid = Eenheid.WONING
    soort: Soort = Soort.PER_JAAR
    toelichting: str = ""


GROEPEN: tuple[Groep, ...] = (
    Groep("huisvesting_zorg", "I", "Huisvesting, zorg en ondersteuning"),
    Groep("urgent", "I.i", "Mensen met sociale of medische urgentie", "huisvesting_zorg"),
    Groep("dreigend_dakloos", "I.i.i", "Dreigend dak- en thuisloos", "urgent"),
    Groep("beperking", "I.i.ii", "Lichamelijke, verstandelijke of zintuiglijke beperking", "urgent", gebonden=False,
          toelichting="Telt in de visie niet als kwetsbaar (§3.1)."),
    Groep("psychisch", "I.i.iii", "Psychische kwetsbaarheid", "urgent"),
    Groep("sekswerkers", "I.i.iv", "Uitstappende sekswerkers", "urgent", gevoelig=True),
    Groep("remigranten", "I.i.v", "Remigranten zonder woning", "urgent"),
    Groep("mantelzorg", "I.i, noot 1", "Mantelzorgers en -ontvangers", "urgent", gebonden=False,
          toelichting="Staat in §3.1 alleen in de voetnoot en niet bij de groepen waarvoor de regel geldt (aanname)."),
    Groep("statushouders", "I.ii", "Statushouders", "huisvesting_zorg"),
    Groep("uitstroom", "I.iii", "Uitstroom uit instellingen", "huisvesting_zorg"),
    Groep("opvang_jeugdzorg", "I.iii.i", "Uitstroom uit opvang en jeugdzorg", "uitstroom"),
    Groep("maatschappelijke_opvang", "I.iii.i", "Uitstroom uit maatschappelijke opvang", "opvang_jeugdzorg"),
    Groep("jeugd_zelfstandig", "I.iii.i", "Jongeren uit jeugdzorg, zelfstandig", "opvang_jeugdzorg"),
    Groep("jeugd_tussenvorm", "I.iii.i", "Jongeren uit jeugdzorg, tussenvorm", "opvang_jeugdzorg",
          eenheid=Eenheid.PERSOON),
    Groep("vrouwenopvang", "I.iii.ii", "Uitstroom uit vrouwenopvang", "uitstroom", verdeelbaar=False, gevoelig=True,
          toelichting="Wordt getoetst, nooit automatisch verdeeld. De opvangplekken zelf (15 in Parkstad) zijn iets "
          "anders: die komen erbij waar een gemeente een tekort aantoont (§6.13)."),
    Groep("beschermd_wonen", "I.iii.iii", "Uitstroom uit beschermd wonen", "uitstroom"),
    Groep("detentie_forensisch", "I.iii.iv", "Uitstroom uit detentie en forensische zorg", "uitstroom",
          gevoelig=True, plaatsregel=True, toelichting="De plaatsregel van §6.12 gaat over detentie; dat hij ook voor "
          "forensisch geldt, is een aanname."),
    Groep("detentie", "I.iii.iv", "Uitstroom uit detentie", "detentie_forensisch", gevoelig=True, plaatsregel=True),
    Groep("forensisch", "I.iii.iv", "Uitstroom uit forensische zorg", "detentie_forensisch", gevoelig=True,
          plaatsregel=True, toelichting="§6.12 noemt alleen detentie; dat dezelfde plaatsregel hier geldt, is een "
          "aanname."),
    Groep("ouderen", "II", "Ouderen", gebonden=False, soort=Soort.VOORRAAD),
    Groep("accent_woonruimte", "III", "Accent op woonruimte"),
    Groep("arbeidsmigranten", "III.i", "Arbeidsmigranten", "accent_woonruimte", gebonden=False),
    Groep("studenten", "III.ii", "Studenten", "accent_woonruimte", gebonden=False),
    Groep("woonwagenbewoners", "III.iii", "Woonwagenbewoners", "accent_woonruimte", verdeelbaar=False,
          eenheid=Eenheid.STANDPLAATS, soort=Soort.TOT_2030,
          toelichting="Telt naast categorie I als kwetsbaar (§6.16). Standplaatsen worden getoetst, nooit automatisch "
          "verdeeld. Spijtoptanten zijn in het getal van de visie niet meegeteld (§6.16)."),
)  # fmt: skip

PER_SLEUTEL: dict[str, Groep] = {groep.sleutel: groep for groep in GROEPEN}

URGENTIE: tuple[str, ...] = tuple(groep.sleutel for groep in GROEPEN)
"""Order in which demand is met, most urgent first."""

URGENTIE_BRON = f"{AANNAME}: de volgorde waarin de visie de groepen noemt (§3.1)"


@cache
def list_delen(sleutel: str) -> tuple[Groep, ...]:
    """Return the groups that lie directly under a group."""
    return tuple(groep for groep in GROEPEN if groep.ouder == sleutel)


@cache
def list_voorouders(sleutel: str) -> tuple[str, ...]:
    """Return the keys of the groups in which a group lies, nearest first."""
    parent = PER_SLEUTEL[sleutel].ouder
    return (parent, *list_voorouders(parent)) if parent else ()


@cache
def is_gebonden(sleutel: str) -> bool | None:
    """Tell whether the rule binds a group; None where its parts differ.

    Examples
    --------
    >>> is_gebonden("uitstroom"), is_gebonden("ouderen"), is_gebonden("urgent")
    (True, False, None)
    """
    parts = list_delen(sleutel)
    if not parts:
        return PER_SLEUTEL[sleutel].gebonden
    answers = {is_gebonden(part.sleutel) for part in parts}
    return answers.pop() if len(answers) == 1 else None


@dataclass(frozen=True)
class Schaalkeuze:
    """At which scale an instrument is tested for a group.

    Attributes
    ----------
    groep, instrument, schaal : Groep key, Instrument, Schaal
    bron : str
        Paragraph, or 'aanname'.
    """

    groep: str
    instrument: Instrument
    schaal: Schaal
    bron: str


@dataclass(frozen=True)
class Instrumentvorm:
    """How homes come about by an instrument.

    Attributes
    ----------
    instrument : Instrument
    titel : str
        Name on screen.
    eenheid : tuple of (str, str)
        What it is counted in, one and more. The rule counts each as a home (aanname).
    schaal : Schaal
        At which its test is done; at the scale of the wijk the buurt is tested, too.
    bron : str
        Where that comes from.
    verdeeld : bool
        Whether a demand may be spread by it; else it is for a project at a place, which is only tested.
    bouwt : bool
        Whether it brings its own homes, so that it takes none of those that come free.
    personen : bool
        Whether it is told, too, how many persons come to live there.
    """

    instrument: Instrument
    titel: str
    eenheid: tuple[str, str]
    schaal: Schaal
    bron: str
    verdeeld: bool = True
    bouwt: bool = True
    personen: bool = False


_BUURT_EN_WIJK = f"{AANNAME}, naar §5.3: buurt en wijk"
_WONING, _PLEK = ("woning", "woningen"), ("plek", "plekken")

INSTRUMENTVORMEN: dict[Instrument, Instrumentvorm] = {vorm.instrument: vorm for vorm in (
    Instrumentvorm(Instrument.TOEWIJZING, "Toewijzing", _WONING, Schaal.BUURT, AANNAME, bouwt=False),
    Instrumentvorm(Instrument.NIEUWBOUW, "Nieuwbouw", _WONING, Schaal.WIJK,
                   f"{AANNAME}, naar §5.3: eerst naar wijken kijken"),
    Instrumentvorm(Instrument.TRANSFORMATIE, "Transformatie", _WONING, Schaal.BUURT, AANNAME),
    Instrumentvorm(Instrument.STANDPLAATS, "Standplaats", ("standplaats", "standplaatsen"), Schaal.BUURT, AANNAME),
    Instrumentvorm(Instrument.ONZELFSTANDIG, "Onzelfstandig wonen", ("kamer", "kamers"), Schaal.WIJK,
                   _BUURT_EN_WIJK, verdeeld=False, personen=True),
    Instrumentvorm(Instrument.OPVANGPLEK, "Opvangplek", _PLEK, Schaal.WIJK, _BUURT_EN_WIJK, verdeeld=False,
                   personen=True),
    Instrumentvorm(Instrument.TUSSENVORM, "Tussenvorm", _PLEK, Schaal.WIJK, _BUURT_EN_WIJK, verdeeld=False,
                   personen=True),
)}  # fmt: skip
"""Every instrument, declared once (§5.3, §6.11): its unit, its scale and what it is for."""

VERDEELINSTRUMENTEN: tuple[Instrument, ...] = tuple(
    vorm.instrument for vorm in INSTRUMENTVORMEN.values() if vorm.verdeeld
)
"""Instruments by which a demand may be spread."""

HOUSING: frozenset[str] = frozenset(
    {"dreigend_dakloos", "psychisch", "uitstroom", "opvang_jeugdzorg", "maatschappelijke_opvang", "beschermd_wonen",
     "detentie_forensisch", "detentie", "forensisch"}
)  # fmt: skip
"""Groups that live by the housing convenant, and the wholes they lie in: those of which Loket Housing helps people out
of an institution, or at risk of losing their home (§6.8, note 2)."""

_CONVENANT = f"§5.3 (housing convenant; {AANNAME}: welke groepen daaronder vallen, naar §6.8, noot 2)"


def _choose_schaal(groep: Groep, instrument: Instrument) -> Schaalkeuze:
    if groep.plaatsregel:
        told = groep.sleutel == "detentie" and instrument == Instrument.TOEWIJZING
        return Schaalkeuze(
            groep.sleutel, instrument, Schaal.COMPLEX, "§6.12" if told else f"{AANNAME}, naar §6.12"
        )
    if groep.sleutel in HOUSING and instrument == Instrument.TOEWIJZING:
        return Schaalkeuze(groep.sleutel, instrument, Schaal.COMPLEX, _CONVENANT)
    usual = INSTRUMENTVORMEN[instrument]
    return Schaalkeuze(groep.sleutel, instrument, usual.schaal, usual.bron)


SCHALEN: tuple[Schaalkeuze, ...] = (
    *(
        _choose_schaal(groep, instrument)
        for groep in GROEPEN
        if groep.eenheid != Eenheid.STANDPLAATS
        for instrument in INSTRUMENTVORMEN
        if instrument != Instrument.STANDPLAATS
    ),
    Schaalkeuze("woonwagenbewoners", Instrument.STANDPLAATS, Schaal.BUURT, AANNAME),
)
"""Default scale by group and instrument; a scenario may set another (§5.3: it depends on group and instrument)."""


_PER_PAAR = {(keuze.groep, keuze.instrument): keuze for keuze in SCHALEN}


def find_schaal(groep: str, instrument: Instrument) -> Schaalkeuze | None:
    """Return the default scale, or None when the instrument does not suit the group."""
    return _PER_PAAR.get((groep, instrument))


def choose_schaal(
    schalen: Mapping[tuple[str, Instrument], Schaal], groep: str, instrument: Instrument
) -> Schaal:
    """Return the scale of the test for a group and an instrument: as chosen, else the default."""
    usual = find_schaal(groep, instrument)
    return schalen.get((groep, instrument), usual.schaal if usual else Schaal.BUURT)


def describe_onbekend(sleutel: str) -> str:
    """Tell in Dutch that a group does not exist, or has no name, and which do exist."""
    return f"de groep {sleutel or 'zonder naam'} bestaat niet; kies uit {', '.join(PER_SLEUTEL)}"


def fill_schalen(gekozen: Mapping[str, str | Mapping[str, str]]) -> dict[tuple[str, Instrument], Schaal]:
    """Return the chosen scales by group and instrument; one scale for a group holds for all its instruments.

    Raises
    ------
    InhoudFout
        When a group is unknown or an instrument does not suit it; all findings together.
    """
    chosen = [
        (groep, instrument, scale)
        for groep, given in gekozen.items()
        for instrument, scale in (_repeat(groep, given) if isinstance(given, str) else given.items())
    ]
    findings = [f"schalen: {describe_onbekend(groep)}" for groep in gekozen if groep not in PER_SLEUTEL]
    findings += [
        f"schalen.{groep}: het instrument {instrument} past niet bij deze groep"
        for groep, instrument, _ in chosen
        if groep in PER_SLEUTEL and find_schaal(groep, Instrument(instrument)) is None
    ]
    if findings:
        message = "De schalen kloppen niet."
        raise InhoudFout(message, findings, remedie="Kies een ander instrument.")
    return {(groep, Instrument(instrument)): Schaal(scale) for groep, instrument, scale in chosen}


def _repeat(groep: str, schaal: str) -> Iterator[tuple[str, str]]:
    """Repeat a scale for the instruments of a demand: those that came later leave what was kept as it was."""
    return (
        (keuze.instrument, schaal)
        for keuze in SCHALEN
        if keuze.groep == groep and keuze.instrument in VERDEELINSTRUMENTEN
    )
