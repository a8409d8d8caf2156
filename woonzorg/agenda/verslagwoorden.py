"""What a half-year report says: of its lines, of what came since, of what is not known. Plain text, Dutch, B1."""

from __future__ import annotations

from typing import TYPE_CHECKING

from woonzorg.agenda.paneel import GEEN_GEMEENTE
from woonzorg.agenda.planning import list_verslagen
from woonzorg.agenda.prestatie import Meetbaar
from woonzorg.agenda.urgentie import Opgenomen
from woonzorg.agenda.versie import Wijzigingsoort
from woonzorg.agenda.voortgang import Teller
from woonzorg.agenda.woorden import (
    BUURTLOOS_GEDEELD,
    NIET_GEDEELD,
    NIET_TE_DELEN,
    describe_ongetoetst,
    tell_buurtloos,
    tell_klasseloos,
)
from woonzorg.dag import format_datum
from woonzorg.tekst.getal import count_woord, format_getal, write_minstens
from woonzorg.tekst.melding import Zin, list_geldend
from woonzorg.tekst.plat import join_woorden
from woonzorg.verdeling.scenario.levensloop import name_auteur
from woonzorg.verdeling.vraag.groepen import PER_SLEUTEL, Eenheid

if TYPE_CHECKING:
    from collections.abc import Mapping

    from woonzorg.agenda.gedeeldelijn import GedeeldeLijn
    from woonzorg.agenda.kwartaal import Kwartaal
    from woonzorg.agenda.lijn import Agendalijn
    from woonzorg.agenda.urgentie import Urgentieregel
    from woonzorg.agenda.versie import Agendawijziging
    from woonzorg.agenda.verslag import Verslag
    from woonzorg.agenda.verslagvergelijking import Bijstelling, Erbij, Verslagvergelijking

HELE_STREEK = "hele streek"

WERKWIJZE: tuple[str, ...] = (
    "Toewijzingen en opgeleverde woningen zijn twee dingen. Ze worden nergens opgeteld.",
    "Nodig zijn 452 tot 725 toewijzingen per jaar (visie, §4.2), gelijk over de jaren (aanname).",
    "Wat nodig is, geldt voor de hele streek: de visie geeft geen deel per gemeente.",
    "Een gemeente staat naast wat zij zelf heeft afgesproken.",
    "Of een buurt kwetsbaar is, komt uit dezelfde regel als bij het verdelen van woningen.",
)
PRIVACY: tuple[str, ...] = (
    "Plaatsingen per buurt zijn geteld en daarna weggegooid. In dit verslag staat geen aantal per buurt.",
    "Aantallen onder de 10 staan er niet in. Ze volgen ook niet uit het verschil met een verslag dat toen bekend was.",
    "Daarom staat er soms 'ten minste', 'minder dan 10' of 'niet te delen'.",
    "Van groepen met extra privacy staat geen aantal plaatsingen apart.",
    "Dit verslag verandert niet meer: een ander verslag krijgt een ander kenmerk.",
    "Wat eerder over een moment is gemeld, blijft zo staan, ook als het later is gecorrigeerd.",
)

NIET_GETOETST = (
    "Is er een andere versie gedeeld, die bij het maken niet bekend was? Of uit het verschil een klein aantal volgt, "
    "is dan niet getoetst."
)
"""Of every report: nobody knows of files that others have."""

_SOORTEN = {Teller.TOEWIJZING: "Toewijzingen", Teller.BOUW: "Opgeleverd"}


def describe_maker(verslag: Verslag) -> str:
    """Tell whose report it is, when it was made, and whether it was decided."""
    day = f"opgesteld op {format_datum(verslag.opgesteld)}"
    parts = [verslag.grond.streek, day, name_auteur(verslag.maker), f"kenmerk {verslag.id}"]
    if not verslag.is_concept:
        parts.append(f"vastgesteld op {format_datum(verslag.datum)}")
    return " · ".join(filter(None, parts))


def name_plek(code: str, gemeenten: Mapping[str, str]) -> str:
    """Return what a code is called; '' is the whole region."""
    return gemeenten.get(code, code) or HELE_STREEK


def describe_wat(lijn: Agendalijn) -> str:
    """Tell what a line is about: kind and group."""
    group = PER_SLEUTEL[lijn.groep].titel if lijn.groep else ""
    return ", ".join(filter(None, [str(lijn.soort).capitalize(), group[:1].lower() + group[1:]]))


def tell_aantal(lijn: GedeeldeLijn) -> int | str:
    """Return the number of a line, with its unit where that is no home."""
    if lijn.verborgen or lijn.aantal is None:
        return NIET_TE_DELEN if lijn.verborgen else "geen"
    unit = lijn.lijn.eenheid
    return (
        lijn.aantal
        if unit in {"", Eenheid.WONING}
        else f"{format_getal(lijn.aantal)} {_MEERVOUD.get(unit, unit)}"
    )


_MEERVOUD: dict[str, str] = {Eenheid.PERSOON: "personen", Eenheid.STANDPLAATS: "standplaatsen"}


def tell_stand(lijn: GedeeldeLijn, nu: Kwartaal) -> str:
    """Tell of a line whether its term has passed, and why it was adjusted."""
    due = lijn.lijn.gereed
    if due is None:
        state = "geen termijn"
    elif due >= nu:
        state = "termijn loopt"
    elif lijn.aantal is None and not lijn.verborgen:
        state = "termijn voorbij"
    elif lijn.te_laat is None:
        state = f"termijn voorbij; of het klaar is: niet gemeld of {NIET_TE_DELEN}"
    else:
        state = "termijn voorbij, niet klaar" if lijn.te_laat else "klaar"
    return f"{state}; bijgesteld: {lijn.reden}" if lijn.reden else state


def describe_lijn(lijn: Agendalijn, gemeenten: Mapping[str, str]) -> str:
    """Tell of a line what it is, where, and when it is due."""
    due = f"gereed {lijn.gereed}" if lijn.gereed else "zonder termijn"
    return f"{lijn.regel} ({describe_wat(lijn)}, {name_plek(lijn.gemeente, gemeenten)}): {due}."


def describe_gemist(lijn: GedeeldeLijn) -> str:
    """Tell which of the five marks a line misses."""
    missing = [str(mark) for mark in Meetbaar if mark not in lijn.kenmerken]
    return f"{lijn.lijn.regel}: {join_woorden(missing)} ontbreekt." if len(missing) == 1 else (
        f"{lijn.lijn.regel}: {join_woorden(missing)} ontbreken."
    )  # fmt: skip


def tell_getal(aantal: int | None) -> int | str:
    """Return a count, or the words in its place where it may not be shared."""
    return NIET_TE_DELEN if aantal is None else aantal


def list_erbij(
    erbij: Erbij, gemeenten: Mapping[str, str]
) -> tuple[str, str, int | str, int | str, int | str]:
    """Return a row of what came since: what, where, then, now, and what came with it."""
    place = gemeenten.get(erbij.code, erbij.code) or GEEN_GEMEENTE
    then, now = map(_tell_minstens, (erbij.toen, erbij.nu), erbij.minstens)
    return _SOORTEN[erbij.teller], place, then, now, tell_getal(erbij.aantal)


def _tell_minstens(aantal: int | None, deel: bool) -> int | str:
    return tell_getal(aantal) if aantal is None or not deel else write_minstens(aantal, minstens=True)


def list_gecorrigeerd(vergelijking: Verslagvergelijking) -> list[str]:
    """Tell of which moments what was told has been corrected since."""
    names = vergelijking.nu.grond.gemeenten
    return [_tell_gecorrigeerd(one, names) for one in vergelijking.erbij if one.gecorrigeerd]


def _tell_gecorrigeerd(erbij: Erbij, gemeenten: Mapping[str, str]) -> str:
    what, place, *_ = list_erbij(erbij, gemeenten)
    moments = join_woorden([str(moment) for moment in erbij.gecorrigeerd])
    told = "Hier staat wat toen is gemeld."
    return f"{place}, {what.lower()}: de stand van {moments} is na het verslag gecorrigeerd. {told}"


def list_bijstelling(bijstelling: Bijstelling) -> tuple[str, int | str, int | str, str]:
    """Return a row of a line that was adjusted: its name, then, now, and why."""
    line = bijstelling.lijn
    return line.lijn.regel, tell_getal(bijstelling.toen), tell_aantal(line), line.reden


def describe_wijziging(wijziging: Agendawijziging, gemeenten: Mapping[str, str]) -> str:
    """Tell what changed in a line of the agenda."""
    line = wijziging.lijn
    if wijziging.soort == Wijzigingsoort.GEWIJZIGD:
        parts = [
            f"{part.veld} van {_tell(part.veld, part.was, gemeenten)} naar {_tell(part.veld, part.nu, gemeenten)}"
            for part in wijziging.velden
        ]
        return f"{line.regel}: {'; '.join(parts)}."
    what = f"{describe_wat(line)}, {name_plek(line.gemeente, gemeenten)}"
    return f"{line.regel}: {wijziging.soort} ({what})."


def _tell(veld: str, tekst: str, gemeenten: Mapping[str, str]) -> str:
    if veld == "gemeente":
        return name_plek(tekst, gemeenten)
    if veld == "groep" and tekst:
        return PER_SLEUTEL[tekst].titel
    if veld == "aantal" and tekst == "0":
        return "0 (vervallen)"
    return tekst or (NIET_TE_DELEN if veld == "aantal" else "leeg")


def tell_urgentie(regel: Urgentieregel | None) -> str:
    """Write what the rule of a gemeente says of a group."""
    if regel is None or regel.opgenomen == Opgenomen.ONBEKEND:
        return "niet bekend"
    term = f", {regel.termijn}\N{NO-BREAK SPACE}mnd" if regel.termijn else ""
    return f"{regel.opgenomen}{term}"


def describe_getoetst(bewaard: int) -> str:
    """Tell to what a report is held, so that no small count follows from a difference, and to what it is not.

    Parameters
    ----------
    bewaard : int
        How many reports of the region are kept on the server, as far as the visitor may know.
    """
    kept = (
        f"Ook getoetst aan {count_woord(bewaard, 'verslag', 'verslagen')} op de server. " if bewaard else ""
    )
    return f"{kept}{NIET_GETOETST}"


def list_onbekend(verslag: Verslag) -> list[str]:
    """Tell what a report does not know, or may not tell."""
    shared = verslag.gedeeld
    first = list_verslagen()[0].kwartaal
    silent = [spoor for spoor in shared.sporen if not spoor.stappen or spoor.stappen[-1].gereed is None]
    towns = list(dict.fromkeys(name_plek(spoor.code, verslag.grond.gemeenten) for spoor in silent))
    missing = len(shared.niet_gemeld)
    untested = describe_ongetoetst(shared)
    return list_geldend((
        Zin(bool(untested), untested),
        Zin(shared.zonder_klasse, tell_klasseloos(NIET_GEDEELD)),
        Zin(shared.zonder_buurt, tell_buurtloos(BUURTLOOS_GEDEELD)),
        Zin(
            shared.heeft_plaatsingen and not shared.klassen_volledig,
            "Niet van elke klasse is te delen hoeveel woningen er kwamen.",
        ),
        Zin(missing > 0, f"Van {count_woord(missing, 'regel', 'regels')} is over {shared.moment} niets gemeld."),
        Zin(
            bool(towns),
            f"Hoe ver het is, is niet gemeld of niet te delen: {join_woorden(towns or ['niets'])}.",
        ),
        Zin(
            not verslag.vorige and shared.moment > first,
            "Dit verslag is gemaakt zonder een vorig verslag. Of uit het verschil met een eerder verslag een klein "
            "aantal volgt, is dus niet nagegaan.",
        ),
        Zin(True, NIET_GETOETST),
        Zin(not verslag.urgentie, "Van de urgentieregels van de gemeenten is geen bestand gegeven."),
    ))  # fmt: skip
