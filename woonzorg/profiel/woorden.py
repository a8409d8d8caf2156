"""The sentences of a profile, on screen and on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from woonzorg.dag import format_datum
from woonzorg.oordeel import klassewoorden
from woonzorg.oordeel.reden import Redensoort
from woonzorg.profiel.cijfers import CIJFERS, GESCHIKT
from woonzorg.profiel.visiecijfers import ELDERS, GESCHIKT_TITEL
from woonzorg.tekst.getal import count_woord, format_getal
from woonzorg.tekst.plat import join_woorden

if TYPE_CHECKING:
    from collections.abc import Iterable

    from woonzorg.oordeel.toets import Toets
    from woonzorg.profiel.cijfers import Profielcijfer
    from woonzorg.profiel.eigen import Waarneming
    from woonzorg.profiel.lijsten import Ambitie, Buurtvoorwaarde
    from woonzorg.profiel.profiel import Deelgebied, Deelspreiding, Profiel, Profielregel
    from woonzorg.profiel.visiecijfers import Dementievraag

GEEN_OPEN_CIJFER = "Hierover bestaat geen open cijfer."
NIET_BEKEND = "niet bekend uit open cijfers"
GEEN_SCORE = "Geen score en geen rangorde: de cijfers zijn het begin van een gesprek."
_BENADERD = join_woorden([one.titel.lower() for one in CIJFERS if one.benadering])
LEESWIJZER = (
    "Van elk cijfer staat het nieuwste jaar er, ook als u een eerder jaar bekijkt. Bij Leefbaarheid is 0 het landelijk "
    "gemiddelde. Het cijfer van de regio rekent Woonzorg uit over de gemeenten; ontbreekt er een, dan staat er niets. "
    f"Het is een benadering bij: {_BENADERD}."
)
BENADERING = "benadering"
REGIOWIJZE_KOP = "Hoe rekent Woonzorg het cijfer van de regio uit?"
LIJNWIJZER = (
    "De lijn loopt van het laagste tot het hoogste cijfer van gebieden van dit soort in de regio met minstens "
    "100 huishoudens, en van de gebieden in dezelfde rij."
)
GESPREKSPUNT = "Punt voor het gesprek: hier is geen cijfer voor."
CRITERIUM_BALANS = "Balans tussen draagkracht en kwetsbaarheid"
BALANS = "Wij zeggen niet of dit in balans is: dat bespreekt u."
DEMENTIE = "Hoeveel mensen met dementie in een buurt wonen, is geen open cijfer. Wel hoeveel er 65 jaar of ouder zijn."
BUURT_VERBERGT = (
    "Ook binnen een buurt kan het verschil groot zijn, zoals in een flat. Daarvan zijn geen open cijfers."
)
PROFIELNAAM: dict[str, str] = {
    "dementievriendelijk": "Dementievriendelijke buurt",
    "inclusief": "Inclusieve buurt",
}
_HELE_EENHEID = frozenset({"%", "km"})
_SOORT = {"wijk": ("buurt", "buurten"), "gemeente": ("wijk", "wijken")}


def format_waarde(cijfer: Profielcijfer, waarde: float | None) -> str:
    """Write a figure with the unit that belongs to the number; '–' when it is not published."""
    if waarde is None:
        return "–"
    unit = f" {cijfer.eenheid}" if cijfer.eenheid in _HELE_EENHEID else ""
    return f"{format_getal(waarde, cijfer.decimalen)}{unit}"


def name_eenheid(cijfer: Profielcijfer) -> str:
    """Return the unit where it does not stand with the number; '' else."""
    return "" if cijfer.eenheid in _HELE_EENHEID else cijfer.eenheid


def tell_waarde(regel: Profielregel) -> str:
    """Write the figure of the area itself, or why there is none."""
    return regel.waarom or format_waarde(regel.cijfer, regel.waarde)


def tell_cijfers(sleutels: Iterable[str], profiel: Profiel) -> list[str]:
    """Write figures of the profile beside an ambition or a condition, each with its name, or why it is missing."""
    found = []
    for key in sleutels:
        line = profiel.find_regel(key)
        if key == GESCHIKT:
            told = profiel.geschikt.describe(profiel.gebied.soort) if profiel.geschikt else ELDERS
            found.append(f"{GESCHIKT_TITEL}: {told}")
        elif line is not None:
            unit = name_eenheid(line.cijfer) if line.waarde is not None else ""
            found.append(f"{line.cijfer.titel}: {tell_waarde(line)} {unit}".strip())
    return found


def _tell_opmerking(regel: Ambitie | Buurtvoorwaarde, profiel: Profiel) -> str:
    """Return what figures beside an ambition or a condition do not say; '' where none of them is known."""
    lines = (profiel.find_regel(key) for key in regel.cijfers)
    known = any(line is not None and line.waarde is not None for line in lines)
    known |= GESCHIKT in regel.cijfers and profiel.geschikt is not None
    return regel.opmerking if known or not regel.cijfers else ""


def tell_ambitie(ambitie: Ambitie, profiel: Profiel) -> str:
    """Write what open figures say of an ambition, or that there are none."""
    told = "; ".join(tell_cijfers(ambitie.cijfers, profiel))
    first = f"{told}." if told else GEEN_OPEN_CIJFER
    return f"{first} {_tell_opmerking(ambitie, profiel)}".strip()


def list_regiowijzen() -> tuple[tuple[str, str], ...]:
    """Return how the figures of the region are made, each way with the figures that are made so."""
    ways: dict[str, list[str]] = {}
    for one in CIJFERS:
        ways.setdefault(one.regiowijze, []).append(one.titel)
    return tuple((f"{way[:1].upper()}{way[1:]}", ", ".join(names)) for way, names in ways.items())


def tell_voorwaarde(
    voorwaarde: Buurtvoorwaarde, profiel: Profiel, waarneming: Waarneming | None, *, deelbaar: bool = False
) -> str:
    """Write figures and the own observation beside a condition; without either that nothing is known.

    Parameters
    ----------
    voorwaarde : Buurtvoorwaarde
    profiel : Profiel
    waarneming : Waarneming or None
        The last one.
    deelbaar : bool
        Whether it goes on paper: a source that looks like a person is then not named, and remarks stay on screen.
    """
    told = "; ".join(tell_cijfers(voorwaarde.cijfers, profiel))
    note = "" if deelbaar else _tell_opmerking(voorwaarde, profiel)
    parts = [f"{told}. {note}".strip()] if told else []
    if waarneming is not None:
        parts.insert(0, tell_waarneming(waarneming, deelbaar=deelbaar))
    return " ".join(parts) or f"{NIET_BEKEND.capitalize()}."


def tell_waarneming(waarneming: Waarneming, *, deelbaar: bool = False) -> str:
    """Write an own observation with its source and day; `deelbaar` as for `tell_voorwaarde`."""
    source = waarneming.bron_deelbaar if deelbaar else waarneming.bron
    day = format_datum(waarneming.datum.isoformat())
    return f"Eigen waarneming: {waarneming.stand} ({', '.join(filter(None, [source, day]))})."


def tell_thema(waarneming: Waarneming | None, *, deelbaar: bool = False) -> str:
    """Write what stands under a theme without a figure: the own observation, and that nothing open exists."""
    seen = [tell_waarneming(waarneming, deelbaar=deelbaar)] if waarneming else []
    return " ".join([*seen, GEEN_OPEN_CIJFER])


def tell_bron(regel: Profielregel) -> str:
    """Write source and year."""
    return f"{regel.bron}, {regel.jaar}" if regel.jaar else regel.bron


def tell_spreiding(cijfer: Profielcijfer, spreiding: Deelspreiding, niveau: str) -> str:
    """Write lowest and highest among the parts of an area, and of how many they are."""
    low, high = (format_waarde(cijfer, value) for value in (spreiding.laagst, spreiding.hoogst))
    one, more = _SOORT[niveau]
    of = count_woord(spreiding.totaal, one, more)
    known = "" if spreiding.bekend == spreiding.totaal else f" (bekend van {spreiding.bekend})"
    return f"{low if low == high else f'{low} tot {high}'} in {of}{known}"


def name_delen(niveau: str) -> str:
    """Return what the parts of an area are called: 'buurten'."""
    return _SOORT[niveau][1]


def describe_delen(naam: str, niveau: str, delen: tuple[Deelgebied, ...]) -> str:
    """Tell of which classes the parts are: the mean of an area hides them."""
    one, more = _SOORT[niveau]
    counts = {klasse: sum(deel.klasse == klasse for deel in delen) for klasse in klassewoorden.LABELS}
    told = [f"{count} {klassewoorden.name_klasse(klasse)}" for klasse, count in counts.items() if count]
    if not told:
        return f"Van {naam} kennen we geen {more}."
    first = f"{naam} heeft {count_woord(len(delen), one, more)}: {join_woorden(told)}."
    return f"{first} Het cijfer van een {niveau} verbergt haar {more}. {BUURT_VERBERGT}"


def describe_balans(verdict: Toets) -> tuple[str, ...]:
    """Tell the two scores beside the criterion of balance, without met or not met."""
    scores = (verdict.find_reden(soort).zin for soort in (Redensoort.SES_WOA, Redensoort.LEEFBAARHEID))
    return (*scores, BALANS)


def describe_dementievraag(vraag: tuple[Dementievraag, ...]) -> str:
    """Tell what the vision asks for in the region; '' for a region that it is not of."""
    if not vraag:
        return ""
    told = [
        f"{' → '.join(map(format_getal, one.aantallen))} ({one.scenario}, {join_woorden(list(map(str, one.jaren)))})"
        for one in vraag
    ]
    return (
        f"Woningen met zorg voor mensen met dementie in heel Parkstad, volgens de visie: {'; '.join(told)}."
    )
