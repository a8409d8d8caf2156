"""The words of the first step: one sentence, what stands beside it, and what can be done next."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from woonzorg.initiatief.initiatief import OPEN
from woonzorg.initiatief.toets import Toetsoordeel, make_voorstel
from woonzorg.oordeel.klassewoorden import LANDSGRENS, describe_verschil, name_klasse
from woonzorg.oordeel.veerkracht import Klasse, Oordeel
from woonzorg.tekst.getal import format_getal
from woonzorg.tekst.melding import Zin, list_geldend
from woonzorg.tekst.plat import join_woorden
from woonzorg.verdeling.regels.besluiten import describe_besluiten
from woonzorg.verdeling.regels.complexen import COMPLEX
from woonzorg.verdeling.regels.lijst import PER_SLEUTEL as REGELS
from woonzorg.verdeling.regels.ontzien import ONTZIEN
from woonzorg.verdeling.regels.oordeel import OORDELEN, Regeloordeel
from woonzorg.verdeling.regels.voorstelsoort import adds_nothing, describe_binnen
from woonzorg.verdeling.vraag.groepen import PER_SLEUTEL, Schaal

if TYPE_CHECKING:
    from woonzorg.initiatief.initiatief import Initiatief
    from woonzorg.initiatief.plekbeeld import Plekbeeld
    from woonzorg.initiatief.schaaltoets import Schaaltoets
    from woonzorg.initiatief.toets import Alternatief, Toetsuitkomst
    from woonzorg.verdeling.regels.toetsing import Regeltoets

GEEN_VERGUNNING = "Dit is geen vergunningtoets en zegt niets over een kandidaat."
"""Stands under every answer."""

OORDEELWOORDEN: dict[Toetsoordeel, str] = {
    Toetsoordeel.IN_BEGINSEL_NIET: "In beginsel niet",
    Toetsoordeel.NIET_TEGENGEHOUDEN: "De regel houdt dit niet tegen",
    Toetsoordeel.ADVIES: "De regel bindt deze groep niet. De visie vraagt de draagkracht te wegen",
    Toetsoordeel.NIET_TE_ZEGGEN: "Niet te zeggen",
}
"""The four answers, in the words of the card."""

ADVIES_OPEN = "Advies: voor welke groep dit is, is niet gezegd. De visie vraagt de draagkracht te wegen"
"""In place of the third, where no group is said: it may be one that the rule binds."""

ONGETOETST = "Wat niet getoetst is, geldt niet als gehaald."
GEEN_GROEP = "Er is geen groep genoemd. Daarom is geen regel getoetst."
GEEN_REGEL = "De regel bindt deze groep niet. Daarom is geen regel getoetst."
GEEN_JA = "Of er plaats is, blijkt hier niet uit."
AFSTAPELEN = (
    "Maak het aandeel hier kleiner (afstapelen): corporaties kunnen dat met maatwerktoewijzing en met de vrije "
    "toewijzingsruimte (§5.3)."
)
MENGEN = (
    "Meng: voeg hier woningen toe die er weinig zijn, zoals middenhuur en koop; en sociale huur op plekken waar die "
    "weinig voorkomt (§5.3)."
)
UITZONDERING = "Een uitzondering kan alleen met een besluit: waarom het hier wel kan, wie besloot en wanneer."
GEEN_BEDING = (
    "Geen verplaatsing wijkt voor geen besluit ('onder geen beding', §5.3): een uitzondering opent deze plek niet "
    "voor dit aantal."
)
ANDERE_PLEK = "Kijk naar een andere plek. Dichtbij houdt geen getoetste regel dit tegen in:"
KLEINER = "Met een kleiner aantal kan het wel passen: kijk naar de ruimte per regel."
VERDER = "Ga verder met de afweging: is het plan goed onderbouwd?"
WEEG = "Weeg wat de buurt en de wijk kunnen dragen, en leg vast waarom."
NOEM_GROEP = (
    "Noem de groep, als die bekend is. Voor groepen waarvoor de regel geldt, kan het antwoord anders zijn."
)
NOEM_COMPLEX = (
    "Noem het complex: met de woningen en wat er nu van de groepen woont, of met het antwoord van de corporatie of er "
    "ruimte is."
)
GEEF_TELLINGEN = (
    "Geef de eigen tellingen van de streek mee, en wat er nu van de groepen in het complex woont: daaruit volgt "
    "hoeveel er mogen wonen. Of vraag de corporatie of er ruimte is."
)
VRAAG_KLASSE = "Vraag de gemeente wat zij van deze buurt weet: voor een klasse ontbreekt hier een score."


def name_oordeel(oordeel: Toetsoordeel, groep: str) -> str:
    """Return an answer in the words of the card, for a group."""
    unsaid = oordeel == Toetsoordeel.ADVIES and groep == OPEN
    return ADVIES_OPEN if unsaid else OORDEELWOORDEN[oordeel]


def tell_kaal(uitkomst: Toetsuitkomst) -> str:
    """Tell the answer and no more; but that it rests on the word of a corporatie, which was not tested."""
    told = f"; {_VOLGENS_OPGAVE}" if uitkomst.volgens_opgave else ""
    return f"{OORDEELWOORDEN[uitkomst.oordeel]}{told}."


def describe_zin(uitkomst: Toetsuitkomst) -> str:
    """Tell the answer in one sentence (two with a decision); it holds no number, so that none is given away."""
    tell = {
        Toetsoordeel.IN_BEGINSEL_NIET: _tell_niet, Toetsoordeel.NIET_TEGENGEHOUDEN: _tell_vrij,
        Toetsoordeel.ADVIES: _tell_advies, Toetsoordeel.NIET_TE_ZEGGEN: _tell_onbekend,
    }[uitkomst.oordeel]  # fmt: skip
    return tell(uitkomst)


def _tell_niet(uitkomst: Toetsuitkomst) -> str:
    place = uitkomst.plek
    if uitkomst.is_kwetsbaar:
        what = _name_kwetsbaar(place, uitkomst.schaal.schaal)
        told = f"{what} kwetsbaar (§5.3), en daar komt in beginsel niets bij voor deze groep."
    else:
        names = [
            REGELS[item.regel].titel.lower() for item in uitkomst.gebroken if item.regel != ONTZIEN.sleutel
        ]
        words, let = ("de regel", "laat") if len(names) == 1 else ("de regels", "laten")
        blind = ONTZIEN.sleutel in {item.regel for item in uitkomst.gebroken}
        more = ", en de klasse is onbekend" if blind else ""
        told = f"{words} {join_woorden(names)} {let} dit aantal in {place.naam} niet toe{more}."
    return f"In beginsel niet: {told}{_tell_besluit(uitkomst)}"


def _tell_besluit(uitkomst: Toetsuitkomst) -> str:
    """Tell by which decision the rule is deviated from, as a sentence of its own; '' without one."""
    decided = describe_besluiten(uitkomst.besluiten)
    return f" {decided[0].upper()}{decided[1:]}." if decided else ""


def name_wijk(naam: str) -> str:
    """Return the name of a wijk inside a sentence; many a name begins with that word.

    Examples
    --------
    >>> name_wijk("Wijk 00 Centrum"), name_wijk("Centrum")
    ('de wijk 00 Centrum', 'de wijk Centrum')
    """
    return f"de wijk {naam.removeprefix('Wijk ')}"


def _name_kwetsbaar(plek: Plekbeeld, schaal: Schaal) -> str:
    wider = _name_ruimer(plek, schaal, Klasse.KWETSBAAR)
    if wider and plek.klasse == Klasse.KWETSBAAR:
        return f"{plek.naam} en {wider} zijn"
    return f"{wider}, waarin {plek.naam} ligt, is" if wider else f"{plek.naam} is"


def _name_ruimer(plek: Plekbeeld, schaal: Schaal, klasse: Klasse) -> str:
    """Return the name of the larger area that was looked at, where it is of a class; '' where it is not."""
    wider = {
        Schaal.WIJK: (plek.klasse_wijk, name_wijk(plek.wijknaam)),
        Schaal.GEMEENTE: (plek.klasse_gemeente, f"de gemeente {plek.gemeentenaam}"),
    }
    found, name = wider.get(schaal, (None, ""))
    return name if found == klasse else ""


def _tell_vrij(uitkomst: Toetsuitkomst) -> str:
    place = uitkomst.plek
    if not uitkomst.initiatief.is_gebonden:
        return f"De regel houdt dit in {place.naam} niet tegen: hij geldt niet voor deze groep."
    why = f": {_NIETS_ERBIJ}" if adds_nothing(make_voorstel(uitkomst.initiatief)) else ""
    room = _VOLGENS_OPGAVE if uitkomst.volgens_opgave else _GEEN_PLAATS
    return f"De regel houdt dit in {place.naam} niet tegen{why}; {room}."


_NIETS_ERBIJ = (
    "met een verhuizing binnen de eigen buurt, naar een bestaande woning, komt er niets en niemand bij"
)
_GEEN_PLAATS = "of er plaats is, blijkt hier niet uit"
_VOLGENS_OPGAVE = "of er in het complex ruimte is, is niet getoetst: volgens de corporatie wel"


def _tell_advies(uitkomst: Toetsuitkomst) -> str:
    place = uitkomst.plek
    wijk, klasse = name_wijk(place.wijknaam), name_klasse(place.klasse)
    classes = f"{place.naam} en {wijk} zijn {klasse}"
    if place.verschilt:
        classes = f"{place.naam} is {klasse}, en {wijk} is {name_klasse(place.klasse_wijk)}"
    who = "De regel bindt deze groep niet"
    if uitkomst.initiatief.groep == OPEN:
        who = "Voor welke groep dit is, is niet gezegd: dit is een advies en geen oordeel"
    return f"{who}; de visie vraagt de draagkracht te wegen: {classes}."


def _tell_onbekend(uitkomst: Toetsuitkomst) -> str:
    place = uitkomst.plek
    if uitkomst.klasse_onbekend:
        names = [place.naam] if place.klasse == Klasse.ONBEKEND else []
        names += filter(None, [_name_ruimer(place, uitkomst.schaal.schaal, Klasse.ONBEKEND)])
        told = f"Niet te zeggen: van {join_woorden(names)} is de klasse onbekend."
        return f"{told}{_tell_besluit(uitkomst)}"
    names = [REGELS[item.regel].titel.lower() for item in uitkomst.ongetoetst]
    return f"Niet te zeggen: geen regel die is getoetst houdt dit tegen, maar niet getoetst: {join_woorden(names)}."


def list_plekzinnen(uitkomst: Toetsuitkomst) -> list[str]:
    """Tell the scale and whose choice it was, buurt beside wijk, the neighbours and what could turn."""
    place = uitkomst.plek
    return list_geldend((
        Zin(bool(uitkomst.regels), tell_schaal(uitkomst.schaal)),
        Zin(uitkomst.initiatief.binnen_buurt and bool(uitkomst.regels), _tell_binnen(uitkomst)),
        Zin(True, describe_verschil(place.naam, place.klasse, _head_wijk(place), place.klasse_wijk).zin),
        Zin(place.uitgesloten, _tell_uitgesloten(place.naam)),
        Zin(place.uitgesloten_wijk, _tell_uitgesloten(name_wijk(place.wijknaam))),
        Zin(place.grensgeval == Oordeel.JA, _tell_grensgeval(place.naam, place.klasse)),
        Zin(place.grensgeval_wijk == Oordeel.JA, _tell_grensgeval(f"{name_wijk(place.wijknaam)}", place.klasse_wijk)),
        Zin(place.grensgeval == Oordeel.NIET_TE_BEPALEN, f"Of {place.naam} een grensgeval is, is niet te bepalen."),
        Zin(True, _tell_buren(place)),
        Zin(place.landsgrens, LANDSGRENS),
        Zin(uitkomst.initiatief.vorm.personen, _tell_telling(uitkomst.initiatief)),
    ))  # fmt: skip


def tell_schaal(schaal: Schaaltoets) -> str:
    """Tell the scale of a test, whose choice it was, and what is usual where another was chosen."""
    more = " (de buurt en de wijk)" if schaal.schaal == Schaal.WIJK else ""
    usual = f" Gebruikelijk is: {name_schaal(schaal.gebruikelijk)}." if schaal.gebruikelijk else ""
    return f"Getoetst op de schaal {schaal.schaal}{more}: {schaal.bron}.{usual}"


def name_schaal(schaal: Schaal) -> str:
    """Return what is looked at, at a scale."""
    return "buurt en wijk" if schaal == Schaal.WIJK else str(schaal)


def _tell_binnen(uitkomst: Toetsuitkomst) -> str:
    return describe_binnen(make_voorstel(uitkomst.initiatief)) if uitkomst.regels else ""


def _head_wijk(plek: Plekbeeld) -> str:
    name = name_wijk(plek.wijknaam).removeprefix("de ")
    return f"{name[0].upper()}{name[1:]}"


def _tell_uitgesloten(naam: str) -> str:
    return f"Van {naam} ontbreekt een score. De andere score ligt niet onder het gemiddelde: kwetsbaar is uitgesloten."


def _tell_grensgeval(naam: str, klasse: Klasse) -> str:
    return (
        f"Let op: grensgeval. Een nieuwe meting kan voor {naam} anders uitvallen. "
        f"De klasse blijft nu {name_klasse(klasse)}."
    )


def _tell_buren(plek: Plekbeeld) -> str:
    if not plek.buren:
        return f"Van {plek.naam} zijn geen buurten ernaast bekend."
    unknown = (
        f", en van {format_getal(plek.buren_onbekend)} is de klasse onbekend" if plek.buren_onbekend else ""
    )
    verb = "is" if plek.buren_kwetsbaar == 1 else "zijn"
    many = "buurt" if plek.buren == 1 else "buurten"
    return (
        f"Van de {format_getal(plek.buren)} {many} ernaast {verb} er {format_getal(plek.buren_kwetsbaar)} kwetsbaar"
        f"{unknown}."
    )


def _tell_telling(initiatief: Initiatief) -> str:
    one, _ = initiatief.vorm.eenheid
    persons = f" Er komen {format_getal(initiatief.personen)} personen." if initiatief.personen else ""
    return f"De regel telt elke {one} als een woning (aanname).{persons}"


def list_stappen(uitkomst: Toetsuitkomst) -> list[str]:
    """Tell what can be done next."""
    initiative, place = uitkomst.initiatief, uitkomst.plek
    answer = uitkomst.oordeel
    refused, weigh = answer == Toetsoordeel.IN_BEGINSEL_NIET, answer == Toetsoordeel.ADVIES
    spared = uitkomst.is_kwetsbaar or (weigh and Klasse.KWETSBAAR in {place.klasse, place.klasse_wijk})
    strict = [item for item in uitkomst.gebroken if REGELS[item.regel].onder_geen_beding]
    room = refused and all(item.grens >= 1 for item in uitkomst.gebroken)
    by_complex = (
        COMPLEX.sleutel in {item.regel for item in uitkomst.ongetoetst} and not uitkomst.volgens_opgave
    )
    accent = initiative.groep == OPEN
    return list_geldend((
        Zin(weigh, WEEG),
        Zin(room, KLEINER),
        Zin(uitkomst.klasse_onbekend, VRAAG_KLASSE),
        Zin(by_complex and initiative.complex is None, NOEM_COMPLEX),
        Zin(by_complex and initiative.complex is not None, GEEF_TELLINGEN),
        Zin(bool(uitkomst.alternatieven), tell_alternatieven(uitkomst.alternatieven)),
        Zin(spared, AFSTAPELEN),
        Zin(spared, MENGEN),
        Zin(refused and bool(strict), GEEN_BEDING),
        Zin(refused and not strict and not uitkomst.besluiten, UITZONDERING),
        Zin(accent, NOEM_GROEP),
        Zin(answer == Toetsoordeel.NIET_TEGENGEHOUDEN, VERDER),
    ))  # fmt: skip


def tell_geen_regel(groep: str) -> str:
    """Tell why no rule was tested for a group, or where none is said."""
    return GEEN_GROEP if groep == OPEN else GEEN_REGEL


_TOEVOEGINGEN = "Alleen toevoegingen getoetst"
_GETALLEN = re.compile(r" ?(Gevraagd [\d.]+, hoogstens [\d.e+]+|Legt hier geen grens)\.")


def explain_regel(regel: Regeltoets) -> str:
    """Return what a rule asks, or why it was not tested; and what was tested of it."""
    known = REGELS[regel.regel]
    if not regel.reden:
        return known.uitleg
    if regel.oordeel == Regeloordeel.NIET_GETOETST or not regel.reden.startswith(known.titel):
        told = _GETALLEN.sub("", regel.reden)
        mark = describe_besluiten(regel.besluiten) or OORDELEN[regel.oordeel]
        return told.partition(f": {mark}. ")[2] or told
    more = f" {_TOEVOEGINGEN}." if _TOEVOEGINGEN in regel.reden else ""
    return f"{known.uitleg}{more}"


def tell_alternatieven(alternatieven: tuple[Alternatief, ...]) -> str:
    """Name the nearest other places, with how far they are."""
    if not alternatieven:
        return ""
    told = [f"{item.naam} in {item.gemeente} ({format_getal(item.afstand, 1)} km)" for item in alternatieven]
    return f"{ANDERE_PLEK} {join_woorden(told)}."


def name_groep(groep: str) -> str:
    """Return the name of a group on screen."""
    return "Niet genoemd" if groep == OPEN else PER_SLEUTEL[groep].titel


def tell_aantal(initiatief: Initiatief) -> str:
    """Write what it is about: a number in its unit, by which instrument, for which year."""
    one, more = initiatief.vorm.eenheid
    year = f", convenantjaar {initiatief.jaar}" if initiatief.jaar else ""
    unit = one if initiatief.aantal == 1 else more
    return f"{format_getal(initiatief.aantal)} {unit} ({initiatief.vorm.titel}{year})"
