"""Every chart of a scenario, a comparison and the opgave as a slide, by its name; only what may be shared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from woonzorg.dag import format_datum
from woonzorg.fouten import InvoerFout
from woonzorg.grafiek.opgave import render_stromen, render_tekorten
from woonzorg.grafiek.svg import render_grafiek
from woonzorg.grafiek.verdeling import make_halters
from woonzorg.grafiek.vergelijking import make_gemeenten, make_maten
from woonzorg.kaart.beeld import VLAKKEN_MAXIMUM
from woonzorg.opgave.banden import find_grootste, make_banden
from woonzorg.opgave.publicatie import BRON, STREEK
from woonzorg.opgave.woorden import describe_kop as describe_opgave
from woonzorg.rapport import vergelijkstuk
from woonzorg.rapport.dia import make_beelddia, make_kaartdia, make_reeksdia, mark_kop, write_bron
from woonzorg.rapport.raadskaartdeel import Raadsstof
from woonzorg.rapport.zicht import find_watermerk
from woonzorg.verdeling.optimum.sleutels import SLEUTELS
from woonzorg.verdeling.vergelijking.kant import NUL
from woonzorg.verdeling.vergelijking.vergelijking import describe_kop

if TYPE_CHECKING:
    import datetime as dt

    from woonzorg.rapport.opgavestuk import Gepubliceerd
    from woonzorg.rapport.vergelijkstuk import Vergelijkstof
    from woonzorg.rapport.zicht import Openbaar
    from woonzorg.verdeling.scenario.inhoud import Scenario
    from woonzorg.verdeling.vergelijking.kant import Kant


def choose_beeld(beelden: dict[str, str], naam: str = "") -> str:
    """Return a slide by its name; the first when none is named.

    Raises
    ------
    InvoerFout
        When there is no such slide; what may not be shared is not there.
    """
    chosen = naam or next(iter(beelden), "")
    if chosen not in beelden:
        message = (
            f"Het beeld '{naam}' is er niet, of mag niet worden gedeeld."
            if naam
            else "Er is geen beeld te delen."
        )
        raise InvoerFout(message, verwacht=", ".join(beelden) or "een uitkomst die mag worden gedeeld")
    return beelden[chosen]


def list_scenariobeelden(openbaar: Openbaar) -> tuple[str, ...]:
    """Name the slides of a scenario: no map of too many areas, no gemeenten that may not be told."""
    drawn = {"kaart": openbaar.heeft_kaart, "gemeenten": not openbaar.verborgen}
    return tuple(name for name, known in drawn.items() if known)


def draw_scenario(openbaar: Openbaar, datum: dt.date) -> dict[str, str]:
    """Return the map (where it is not too large) and the gemeenten (where these may be told), each as SVG."""
    scenario, snapshot = openbaar.uitkomst.scenario, openbaar.snapshot
    kop, plan = _mark(openbaar.kop, scenario), describe_plan(scenario)
    slides = draw_raadskaart(Raadsstof(openbaar), datum)
    if not openbaar.verborgen:
        chart = render_grafiek(make_halters(openbaar.gemeenten))
        slides["gemeenten"] = make_beelddia(mark_kop(kop, snapshot), chart, write_bron(snapshot, datum), plan)
    return slides


def list_raadsbeelden(stof: Raadsstof) -> tuple[str, ...]:
    """Name the slides of the map for a council: none of too many areas."""
    return ("kaart",) if stof.openbaar.heeft_kaart else ()


def draw_raadskaart(stof: Raadsstof, datum: dt.date) -> dict[str, str]:
    """Return the map for a council as SVG, where it is not too large; of one group or of all together."""
    scenario, kaart = stof.openbaar.uitkomst.scenario, stof.kaart
    if kaart.kaart is None:
        return {}
    kop = _mark(kaart.kop, scenario)
    slide = make_kaartdia(kaart.kaart, kop, stof.openbaar.snapshot, datum, plan=describe_plan(scenario))
    return {"kaart": slide}


def list_vergelijkbeelden(stof: Vergelijkstof) -> tuple[str, ...]:
    """Name the slides of a comparison: no map of too many areas, no measures that rest on own figures."""
    found = stof.vergelijking
    drawn = {"kaart": len(found.gebieden) <= VLAKKEN_MAXIMUM, "gemeenten": True, "maten": not found.met_eigen}
    return tuple(name for name, known in drawn.items() if known)


def draw_vergelijking(stof: Vergelijkstof, datum: dt.date) -> dict[str, str]:
    """Return the map of the difference, the gemeenten and the measures, each as SVG.

    Raises
    ------
    InvoerFout
        When nothing of the comparison may be shared.
    """
    found, snapshot = stof.vergelijking, stof.snapshot
    vergelijkstuk.check_deelbaar(found)
    kop, source = _mark(describe_kop(found), *found.vragers.values()), write_bron(snapshot, datum)
    sides = zip(found.letters, found.plannen, strict=True)
    plans = " · ".join(f"{letter}: {_describe_kant(side)}" for letter, side in sides)
    slides = _draw_kaart(stof, kop, datum, plans)
    kop = mark_kop(kop, snapshot)
    slides["gemeenten"] = make_beelddia(kop, render_grafiek(make_gemeenten(found.gemeenten)), source, plans)
    if not found.met_eigen:
        slides["maten"] = make_beelddia(kop, render_grafiek(make_maten(found)), source, plans)
    return slides


def _draw_kaart(stof: Vergelijkstof, kop: str, datum: dt.date, plans: str) -> dict[str, str]:
    """Return the map of the difference of two plans; of more, each plan as a small map on one scale."""
    found, snapshot = stof.vergelijking, stof.snapshot
    if len(found.plannen) > 2:
        reeks = vergelijkstuk.draw_reeks(stof)
        return {"kaart": make_reeksdia(reeks, kop, snapshot, datum, plans)} if reeks else {}
    kaart = vergelijkstuk.colour_kaart(found, stof.score)
    return {} if kaart is None else {"kaart": make_kaartdia(kaart, kop, snapshot, datum, plan=plans)}


def describe_plan(scenario: Scenario) -> str:
    """Tell by which plan a slide is: its name, its kenmerk, and the key by which gemeenten are measured."""
    name = scenario.kenmerken["naam"]
    key = next(key.titel for key in SLEUTELS if key.kolom == scenario.verdeelsleutel and not key.gelijk)
    parts = [name, f"kenmerk {scenario.id}", f"sleutel: {key.lower()}"]
    return " · ".join(filter(None, parts)) if name else f"Scenario met {' · '.join(parts[1:])}"


def _describe_kant(kant: Kant) -> str:
    if kant.scenario is None:
        return kant.titel if kant.sleutel == NUL else f"{kant.titel} (eenvoudige sleutel)"
    return describe_plan(kant.scenario)


def list_opgavebeelden(_opgave: Gepubliceerd) -> tuple[str, ...]:
    """Name the slides of the opgave."""
    return "tekorten", "stromen"


def draw_opgave(opgave: Gepubliceerd, datum: dt.date) -> dict[str, str]:
    """Return the shortages and the yearly demand, each as SVG; what has nothing to show is left out."""
    kop = describe_opgave(STREEK, find_grootste(make_banden(opgave.cijfers, opgave.keuze)), opgave.cijfers)
    source = f"Bron: {BRON}. Cijfers {opgave.keuze}, {format_datum(datum.isoformat())}."
    charts = {
        "tekorten": render_tekorten(opgave.cijfers, opgave.keuze),
        "stromen": render_stromen(opgave.cijfers, STREEK),
    }
    return {name: make_beelddia(kop, chart, source) for name, chart in charts.items() if chart}


def _mark(kop: str, *scenarios: Scenario) -> str:
    """Say of a concept that it is one: a slide travels without its paper."""
    mark = find_watermerk(*scenarios)
    return f"{mark}. {kop}" if mark else kop
