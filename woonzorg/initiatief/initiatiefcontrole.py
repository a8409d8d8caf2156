"""What is wrong with an initiative by itself: each finding says what was expected, what was found and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from woonzorg.gebied import Niveau, find_niveau
from woonzorg.initiatief.afweging import check_afweging
from woonzorg.initiatief.gesprekscontrole import check_gesprek
from woonzorg.initiatief.initiatief import OPEN, SCHAALKEUZES, VORMTEKEN, may_choose_schaal
from woonzorg.initiatief.persoonstekst import warn_personen
from woonzorg.tekst.melding import Zin, list_geldend
from woonzorg.verdeling.invoer.datum import describe_datumfout, is_leeg
from woonzorg.verdeling.vraag.groepen import (
    PER_SLEUTEL,
    Instrument,
    describe_onbekend,
    find_schaal,
    is_gebonden,
    list_delen,
)
from woonzorg.verdeling.vraag.vorm import AANTAL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from woonzorg.initiatief.initiatief import Besluitgegeven, Complexgegeven, Initiatief

LANGSTE_NAAM, LANGSTE_MOTIEF = 200, 2000
EERSTE_JAAR, LAATSTE_JAAR = 2020, 2100
_GEHEEL = f"geef een heel getal van 1 tot en met {AANTAL.hoogst:.0f}"


def check_initiatief(initiatief: Initiatief) -> list[str]:
    """Return all that is wrong, in Dutch; whether its place is known is for who has the data."""
    return [
        *_check_plek(initiatief.plek),
        *_check_groep(initiatief),
        *_check_getallen(initiatief),
        *_check_schaal(initiatief),
        *_check_woonvorm(initiatief.woonvorm),
        *(_check_complex(initiatief, initiatief.complex) if initiatief.complex else ()),
        *(_check_besluit(initiatief.uitzondering) if initiatief.uitzondering else ()),
        *_check_namen(initiatief),
        *(f"afweging: {text}" for text in check_afweging(initiatief.afweging)),
        *(f"gesprek: {text}" for text in check_gesprek(initiatief.gesprek)),
    ]


def warn_initiatief(initiatief: Initiatief) -> tuple[str, ...]:
    """Return a warning for each name that looks like that of a person; nothing is lost."""
    return warn_personen(list_namen(initiatief).items())


def list_namen(initiatief: Initiatief) -> dict[str, str]:
    """Return the names and texts of an initiative that somebody typed, by what they are."""
    home, decision = initiatief.complex, initiatief.uitzondering
    return {
        "naam": initiatief.naam, "organisatie": initiatief.organisatie, "complex": home.naam if home else "",
        "motief": decision.motief if decision else "", "besluiter": decision.besluiter if decision else "",
    }  # fmt: skip


def _check_plek(plek: str) -> Iterator[str]:
    if find_niveau(plek) != Niveau.BUURT:
        yield f"plek: '{plek[:30]}' is geen code van een buurt; verwacht een code als BU09171000"


def _check_groep(initiatief: Initiatief) -> Iterator[str]:
    key, instrument = initiatief.groep, initiatief.instrument
    if key == OPEN:
        if instrument == Instrument.STANDPLAATS:
            yield "groep: een standplaats is voor woonwagenbewoners; vul die groep in"
    elif key not in PER_SLEUTEL:
        yield f"groep: {describe_onbekend(key[:40])} of {OPEN}"
    elif is_gebonden(key) is None:
        parts = ", ".join(part.sleutel for part in list_delen(key))
        yield f"groep: de regel geldt maar voor een deel van '{key}'; kies een deel: {parts}"
    elif find_schaal(key, instrument) is None:
        yield f"instrument: {instrument} past niet bij de groep {key}; een standplaats is voor woonwagenbewoners"


def _check_getallen(initiatief: Initiatief) -> Iterator[str]:
    form = initiatief.vorm
    if not 1 <= initiatief.aantal <= AANTAL.hoogst:
        yield f"aantal: er staat {initiatief.aantal} {form.eenheid[1]}; {_GEHEEL}"
    persons, year = initiatief.personen, initiatief.jaar
    if persons is not None and not form.personen:
        yield f"personen: bij {initiatief.instrument} telt alleen het aantal {form.eenheid[1]}; laat personen weg"
    elif persons is not None and not 1 <= persons <= AANTAL.hoogst:
        yield f"personen: er staat {persons}; {_GEHEEL}, of laat het weg"
    if year is not None and initiatief.instrument != Instrument.TOEWIJZING:
        yield f"jaar: een convenantjaar hoort bij toewijzing, en niet bij {initiatief.instrument}; laat het weg"
    elif year is not None and not EERSTE_JAAR <= year <= LAATSTE_JAAR:
        yield f"jaar: er staat {year}; geef een jaar van {EERSTE_JAAR} tot en met {LAATSTE_JAAR}"


def _check_schaal(initiatief: Initiatief) -> Iterator[str]:
    chosen = initiatief.schaal
    if chosen is not None and chosen not in SCHAALKEUZES:
        yield f"schaal: er staat {chosen}; kies uit {', '.join(SCHAALKEUZES)}, of laat het weg"
    elif chosen is not None and not _has_schaalkeuze(initiatief):
        what = f"bij {initiatief.groep} en {initiatief.instrument} valt geen schaal te kiezen"
        yield f"schaal: {what}: de regel bindt die groep niet, of er wordt per complex getoetst; laat het weg"


def _check_woonvorm(woonvorm: str) -> Iterator[str]:
    group, sign, form = woonvorm.partition(VORMTEKEN)
    if woonvorm and not (group and sign and form and len(woonvorm) <= LANGSTE_NAAM):
        yield f"woonvorm: '{woonvorm[:40]}' is geen groep en vorm; schrijf ze als ouderen{VORMTEKEN}geclusterd wonen"


def _has_schaalkeuze(initiatief: Initiatief) -> bool:
    known = initiatief.groep in PER_SLEUTEL
    return not known or may_choose_schaal(initiatief.groep, initiatief.instrument)


def _check_complex(initiatief: Initiatief, complex_: Complexgegeven) -> list[str]:
    homes, housed = complex_.woningen, complex_.gehuisvest
    let = initiatief.instrument == Instrument.TOEWIJZING
    return list_geldend((
        Zin(not complex_.naam and not complex_.is_bekend,
            "complex: er staat niets in; geef een naam of het aantal woningen, of laat het complex weg"),
        Zin(homes is not None and not 1 <= homes <= AANTAL.hoogst,
            f"complex.woningen: er staat {homes}; {_GEHEEL}"),
        Zin(housed is not None and housed < 0, f"complex.gehuisvest: er staat {housed}; geef een heel getal vanaf 0"),
        Zin(housed is not None and homes is None,
            "complex: gehuisvest is ingevuld en woningen niet; vul ook het aantal woningen in"),
        Zin(homes is not None and housed is not None and housed > homes >= 1,
            f"complex.gehuisvest: {housed} is meer dan de {homes} woningen; verbeter een van beide"),
        Zin(housed is not None and complex_.ruimte is not None,
            "complex: geef gehuisvest, of ruimte (ja of nee), en niet allebei"),
        Zin(let and homes is not None and 1 <= homes < initiatief.aantal,
            f"aantal: {initiatief.aantal} toewijzingen is meer dan de {homes} woningen van het complex"),
    ))  # fmt: skip


def _check_besluit(besluit: Besluitgegeven) -> list[str]:
    wrong = describe_datumfout(besluit.datum)
    return list_geldend((
        Zin(is_leeg(besluit.motief), "uitzondering.motief: is leeg; schrijf waarom het hier wel kan"),
        Zin(is_leeg(besluit.besluiter), "uitzondering.besluiter: is leeg; schrijf wie besloot"),
        Zin(bool(wrong), f"uitzondering.datum: '{besluit.datum[:20]}' {wrong}; schrijf een datum als 2026-11-22"),
        Zin(len(besluit.motief) > LANGSTE_MOTIEF,
            f"uitzondering.motief: heeft {len(besluit.motief)} tekens; hoogstens {LANGSTE_MOTIEF} mag"),
    ))  # fmt: skip


def _check_namen(initiatief: Initiatief) -> Iterator[str]:
    for where, text in list_namen(initiatief).items():
        if where != "motief" and len(text) > LANGSTE_NAAM:
            yield f"{where}: heeft {len(text)} tekens; hoogstens {LANGSTE_NAAM} mag"
    copied = initiatief.afgeleid_van
    if copied and not (len(copied) == 12 and set(copied) <= set("0123456789abcdef")):
        yield f"afgeleid_van: '{copied[:20]}' is geen kenmerk; verwacht 12 tekens van 0 tot en met f"
