"""Words of a distribution on screen and paper: rules as marks, what would help, demand and areas. Plain text."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Any

from woonzorg.tekst.getal import (
    count_woord,
    format_getal,
)
from woonzorg.tekst.plat import join_woorden
from woonzorg.verdeling.invoer.datum import format_dag
from woonzorg.verdeling.regels.besluiten import count_woningen, describe_redenen
from woonzorg.verdeling.regels.lijst import PER_SLEUTEL
from woonzorg.verdeling.regels.toetsendeling import list_openbaar
from woonzorg.verdeling.scenario import inhoud
from woonzorg.verdeling.scenario.mutatiegraad import tell_bron
from woonzorg.verdeling.uitkomst.merken import FOUT, GOED, ONGETOETST
from woonzorg.verdeling.vraag.getal import format_waarde
from woonzorg.verdeling.vraag.groepen import PER_SLEUTEL as GROEPEN
from woonzorg.verdeling.vraag.groepen import Eenheid, Soort
from woonzorg.verdeling.vraag.parameter import AANNAME

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from woonzorg.verdeling.invoer.gepland import Gepland, Initiatiefmerk
    from woonzorg.verdeling.invoer.situatie import Uitzondering
    from woonzorg.verdeling.scenario.inhoud import Scenario
    from woonzorg.verdeling.uitkomst.uitkomst import Uitkomst
    from woonzorg.verdeling.vraag.lijnen import Restant, Vraagregel
    from woonzorg.verdeling.vraag.parameter import Parameter

SOORTEN: Mapping[Soort, str] = inhoud.SOORTEN
"""Kinds of demand that can be spread, with their words on a button."""


WAAROM_NIVEAU = (
    "De visie kijkt eerst naar wijken (§5.3). Corporaties vinden cijfers per wijk meestal niet precies genoeg om een "
    "buurt met problemen te zien (Wijk van Morgen). Daarom begint deze pagina op buurten. U kiest zelf. Op wijken telt "
    "elke wijk als één gebied, met haar eigen scores."
)
"""Why the page opens at buurten, and what the other level is."""


def describe_parameter(
    parameter: Parameter, waarde: float, regio: str = "", voorraad: Mapping[str, float] | None = None
) -> str:
    """Tell where a value comes from (`mutatiegraad.tell_bron`), and within which bounds it may be set."""
    source = tell_bron(parameter, waarde, regio, voorraad or {})
    if parameter.is_schakelaar:
        return source
    return f"{source} · van {format_waarde(parameter.laagst)} tot {format_waarde(parameter.hoogst)}"


def name_groep(sleutel: str) -> str:
    """Return the name of a group."""
    return GROEPEN[sleutel].titel


def shorten_bron(bron: str) -> str:
    """Return a source in a word or two: 'aanname', or what stands before its explanation.

    Examples
    --------
    >>> shorten_bron("aanname: als voorbeeld"), shorten_bron("visie, tabel 1 (§6.16 noemt 80)")
    ('aanname', 'visie, tabel 1')
    """
    return AANNAME if bron.startswith(AANNAME) else re.split(r" \(|[:;]", bron)[0]


def describe_vraagbron(regel: Vraagregel) -> str:
    """Tell what a line of demand counts, and where it comes from."""
    return f"{describe_eenheid(regel)} · {regel.bron}"


def describe_eenheid(regel: Vraagregel) -> str:
    """Tell what a line of demand counts."""
    unit = MEERVOUD_EENHEID[regel.eenheid]
    kind = (
        ""
        if regel.soort == Soort.PER_JAAR
        else " tot 2030"
        if regel.soort == Soort.TOT_2030
        else " (voorraad)"
    )
    return f"{unit}{kind}"


MEERVOUD_EENHEID: dict[Eenheid, str] = {
    Eenheid.WONING: "woningen", Eenheid.PERSOON: "personen", Eenheid.STANDPLAATS: "standplaatsen",
}  # fmt: skip


def name_initiatief(initiatief: Initiatiefmerk) -> str:
    """Return the name of an initiative; one without a name is called by its id."""
    return f"'{initiatief.naam}'" if initiatief.naam else initiatief.kenmerk


def describe_gepland(item: Gepland) -> str:
    """Tell planned homes: how many, for whom, and which initiative they come from."""
    parts = [f"Gepland: {count_woningen(item.aantal)}."]
    parts += [f"Voor {name_groep(item.groep).lower()}."] if item.groep else []
    parts += [f"Uit initiatief {name_initiatief(item.initiatief)}."] if item.initiatief else []
    return " ".join(parts)


def describe_uitzondering(item: Uitzondering) -> str:
    """Tell an exception to 'ontzien': why, by whom, when, how many, and whether it is decided."""
    parts = [f"Uitzondering: {item.motief} ({item.besluit_door}, {format_dag(item.datum)})."]
    parts += [f"Alleen voor {name_groep(item.groep).lower()}."] if item.groep else []
    parts += [f"Besloten: {count_woningen(item.aantal)}."] if item.aantal else []
    parts += [] if item.hoogstens is None else [f"Hoogstens {format_getal(item.hoogstens)}."]
    parts += [f"Uit initiatief {name_initiatief(item.initiatief)}."] if item.initiatief else []
    parts += [f"Niet besloten: {item.onbesloten}."] if item.onbesloten else []
    return " ".join(parts)


def describe_gebied(uitkomst: Uitkomst, rij: Mapping[Any, Any]) -> list[str]:
    """Tell the planner in lines what an area receives, by group, and how much more fits there.

    Parameters
    ----------
    uitkomst : Uitkomst
    rij : mapping
        Row of the area (`ruimte.tabulate_gebieden`).
    """
    count, load = int(rij["geplaatst"]), float(rij["per_1000"])
    rate = "" if math.isnan(load) else f" ({format_getal(load, 1)} per 1.000 huishoudens)"
    held = "" if math.isnan(rij["vast"]) else ", vastgezet"
    lines = [f"{format_getal(count)} nieuwe {'woning' if count == 1 else 'woningen'}{rate}{held}"]
    area = uitkomst.situatie.veld.codes.index(str(rij["code"]))
    groups = zip(uitkomst.situatie.groepen, uitkomst.plan.aantallen[area].tolist(), strict=True)
    lines += [f"{name_groep(name)}: {format_getal(n)}" for name, n in groups if n]
    lines += [describe_gepland(item) for item in uitkomst.scenario.gepland if item.code == str(rij["code"])]
    return [*lines, describe_ruimte(float(rij["ruimte"]), str(rij["regel"]))]


def describe_ruimte(ruimte: float, regel: str) -> str:
    """Tell how much more fits in an area, and which rule stops it."""
    if not regel:
        return "Geen regel houdt hier meer tegen."
    title = PER_SLEUTEL[regel].titel.lower()
    if ruimte < 1:
        return f"Er kan niets bij: de regel '{title}' laat niet meer toe."
    return f"Er kan nog {format_getal(ruimte)} bij. Daarna stopt de regel '{title}'."


_SOORT = {Soort.PER_JAAR: "per jaar", Soort.TOT_2030: "tot 2030", Soort.VOORRAAD: "in totaal"}


def describe_hoeveel(item: Restant) -> str:
    """Tell how much is not spread, with its unit and its kind: that is no part of the task."""
    one, more = (
        ("standplaats", "standplaatsen") if item.eenheid == Eenheid.STANDPLAATS else ("woning", "woningen")
    )
    return f"{count_woord(item.aantal, one, more)} {_SOORT[item.soort]}"


def describe_restant(restant: Sequence[Restant]) -> str:
    """Tell in one line what goes first, and what is not spread; '' when all is."""
    parts = (
        ("Gaat eerst, buiten de verdeling", [item for item in restant if item.gaat_eerst]),
        ("Niet verdeeld", [item for item in restant if not item.gaat_eerst]),
    )
    return " ".join(
        f"{head}: {join_woorden(list(map(_tell_restant, items)))}." for head, items in parts if items
    )


def _tell_restant(item: Restant) -> str:
    return f"{describe_hoeveel(item)} voor {name_groep(item.groep).lower()}"


TOETSTEKENS: dict[bool | None, str] = {True: GOED, False: FOUT, None: ONGETOETST}
"""Signs of a proposed site: within the rules, not within them, not tested by all of them."""


def list_toetsen(uitkomst: Uitkomst) -> list[str]:
    """Tell of each proposed site, in the planner's own view, whether the rules keep it out."""
    return [
        f"{TOETSTEKENS[item.voldaan]} {item.voorstel.code}, {name_groep(item.voorstel.groep).lower()} "
        f"({format_getal(item.voorstel.aantal)}): {item.reden}"
        for item in uitkomst.toetsen
    ]


def list_toetsen_openbaar(uitkomst: Uitkomst, *, verborgen: bool) -> list[str]:
    """Tell of proposed sites what others may know: by gemeente; with `verborgen` the outcome without a number."""
    veld, decided = uitkomst.situatie.veld, uitkomst.scenario.kenmerken["status"] == "vastgesteld"
    names = dict(zip(veld.gebieden["gemeentecode"], veld.gebieden["gemeentenaam"], strict=True))
    return [
        f"{TOETSTEKENS[row['voldaan']]} {names[row['code']]}, {name_groep(row['groep']).lower()}"
        f"{_write_aantal(row['aantal'])}: {describe_samen(row)}."
        for row in list_openbaar(veld, uitkomst.toetsen, verborgen=verborgen, besloten=decided)
    ]


def _write_aantal(aantal: int | None) -> str:
    return "" if aantal is None else f" ({format_getal(aantal)})"


def describe_samen(row: Mapping[str, Any]) -> str:
    """Tell the outcome of proposed sites of one gemeente and group (`toetsing.list_openbaar`)."""
    if decided := describe_redenen(row.get("besluiten", ())):
        return decided
    told = {True: "past binnen de regels", False: "past niet binnen de regels"}
    return told.get(row["voldaan"], "niet op alle regels getoetst")


def describe_vervallen(scenario: Scenario) -> str:
    """Tell what another level drops of a scenario: what names an area; '' when there is nothing of the kind."""
    counts = {
        ("vastgezet aantal", "vastgezette aantallen"): len(scenario.sloten),
        ("plan voor woningen", "plannen voor woningen"): len(scenario.gepland),
        ("uitzondering", "uitzonderingen"): len(scenario.uitzonderingen),
        ("getoetste plek", "getoetste plekken"): len(scenario.toetsen),
    }
    words = [f"{number} {one if number == 1 else more}" for (one, more), number in counts.items() if number]
    if not words:
        return ""
    return f"Op een ander niveau vervallen: {join_woorden(words)}. Met 'Ongedaan' komen ze terug."
