"""Buttons that give an outcome of a distribution as a paper for a council; only what may be shared goes in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pages.bouwstenen import gegevens, stukken
from pages.bouwstenen.downloads import Download, find_vandaag, show_downloads
from pages.bouwstenen.werk import rekenwerk
from woonzorg.fouten import InvoerFout
from woonzorg.rapport import bestand
from woonzorg.rapport.besluitblad import list_anderen
from woonzorg.rapport.huurstuk import Huurstof
from woonzorg.rapport.opgavestuk import Gepubliceerd
from woonzorg.rapport.soorten import SCENARIO
from woonzorg.rapport.vergelijkstuk import Vergelijkstof, check_deelbaar
from woonzorg.rapport.zicht import Openbaar, name_scenario
from woonzorg.tekst.plat import write_plat
from woonzorg.verdeling.uitkomst.antwoord import EIGEN_ONTBREEKT

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from woonzorg.bibliotheek.bewaard import Bewaard
    from woonzorg.bibliotheek.reactie import Reactie
    from woonzorg.gegevens.opslag import Snapshot
    from woonzorg.rapport.jarendeel import Lijnen
    from woonzorg.verdeling.scenario.inhoud import Scenario
    from woonzorg.verdeling.uitkomst.uitkomst import Uitkomst
    from woonzorg.verdeling.vergelijking.vergelijking import Vergelijking


def show_uitkomst(uitkomst: Uitkomst, snapshot: Snapshot, sleutel: str = "stuk") -> None:
    """Show the buttons of an outcome: its paper, its map for a slide, and what may be told of its areas.

    Parameters
    ----------
    uitkomst : Uitkomst
        With what binds and what would help (`uitkomst.explain`).
    snapshot : Snapshot
        The data that it was made from.
    sleutel : str
        Key, unique on the page.
    """
    openbaar = Openbaar(snapshot, gegevens.load_score(snapshot, snapshot.id, None), uitkomst)
    day, name = find_vandaag(), _make_naam(snapshot, uitkomst.scenario.id)
    # What rests on own figures is never kept for other visitors.
    kept = "" if openbaar.met_eigen else f"{uitkomst.scenario.id} {snapshot.id}"
    areas = Download(
        "Gebieden (GeoJSON)", f"{name(SCENARIO.sleutel)}.geojson",
        lambda: SCENARIO.make(openbaar, ".geojson", day),
    )  # fmt: skip
    show_downloads([*stukken.list_stukken(Openbaar, lambda: openbaar, name, kept), areas], sleutel)
    show_downloads(stukken.list_beelden(openbaar, name), f"{sleutel}-beeld")


def _make_naam(snapshot: Snapshot, *delen: str) -> Callable[[str], str]:
    return lambda sleutel: bestand.name_bestand(snapshot.manifest, sleutel, *delen)


def show_bewaard(
    scenario: Scenario,
    snapshot: Snapshot,
    bewaard: Sequence[Bewaard],
    reacties: Sequence[Reactie],
    sleutel: str = "stuk",
) -> None:
    """Show a saved scenario as a document: its buttons, and on the screen; it is worked out when asked for.

    Parameters
    ----------
    scenario : Scenario
    snapshot : Snapshot
        Data to use where the scenario names none.
    bewaard : sequence of Bewaard
        All scenarios of its region: one of these can be its alternative.
    reacties : sequence of Reactie
        What was said of it; the paper tells what a login vouched for.
    sleutel : str
        Key, unique on the page.
    """
    if scenario.eigen_cijfers:
        st.caption(EIGEN_ONTBREEKT)
        return
    used, _ = gegevens.open_gegevens(scenario.gegevens) if scenario.gegevens else (snapshot, "")
    score, other = gegevens.load_score(used, used.id, None), _choose_ander(scenario, bewaard, sleutel)
    told = tuple(item for item in reacties if item.gecontroleerd)

    def work_out() -> Openbaar:
        second = rekenwerk.load_plan(other, used) if other else None
        return Openbaar(used, score, rekenwerk.load_uitkomst(scenario, used), second, told)

    name = _make_naam(used, scenario.id)
    kept = " ".join([scenario.id, used.id, other.id if other else "", *(item.id for item in told)])
    show_downloads(stukken.list_stukken(Openbaar, work_out, name, kept), sleutel)
    stukken.show_op_scherm(Openbaar, work_out, f"{sleutel}-scherm")


def _choose_ander(scenario: Scenario, bewaard: Sequence[Bewaard], sleutel: str) -> Scenario | None:
    """Let the visitor choose the second alternative of the paper, where there are plans to choose from."""
    others = {item.id: item for item in list_anderen(scenario, (kept.scenario for kept in bewaard))}
    if not others:
        return None
    names = {"": "Naar sociale huurwoningen"} | {key: name_scenario(item) for key, item in others.items()}
    chosen = st.selectbox(
        "Tweede alternatief in het raadsstuk, naast 'naar inwoners'", list(names), format_func=names.__getitem__,
        key=f"{sleutel}-ander-{scenario.id}",
    )  # fmt: skip
    return others.get(chosen)


def show_vergelijking(
    vergelijking: Vergelijking,
    snapshot: Snapshot,
    kenmerk: str,
    jaren: Callable[[], Lijnen | None],
    knoppen: Mapping[str, float],
    sleutel: str = "stuk",
) -> None:
    """Show the buttons of a comparison; say so when nothing of it may be shared.

    Parameters
    ----------
    vergelijking : Vergelijking
        Made with ``openbaar=True``.
    snapshot : Snapshot
        The data of A.
    kenmerk : str
        All that the sides depend on, levers of the years included.
    jaren : callable
        Gives each plan over the years; None where these cannot be told.
    knoppen : mapping
        The levers of those years.
    sleutel : str
        Key, unique on the page.
    """
    try:
        check_deelbaar(vergelijking)
    except InvoerFout as fout:
        st.caption(write_plat(fout))
        return
    score = gegevens.load_score(snapshot, snapshot.id, None)
    stof = Vergelijkstof(vergelijking, snapshot, score, jaren, knoppen)
    name = _make_naam(snapshot, *(side.sleutel for side in vergelijking.plannen))
    kept = "" if vergelijking.met_eigen else kenmerk
    show_downloads(stukken.list_stukken(Vergelijkstof, lambda: stof, name, kept), sleutel)
    show_downloads(stukken.list_beelden(stof, name), f"{sleutel}-beeld")


def show_huur(huur: Huurstof, snapshot: Snapshot, sleutel: str = "huur") -> None:
    """Show the buttons of the document of social rent, with the programme of this visitor."""
    name = _make_naam(snapshot, huur.streek.lower())
    show_downloads(stukken.list_stukken(Huurstof, lambda: huur, name, ""), sleutel)


def show_opgave(opgave: Gepubliceerd, sleutel: str = "stuk") -> None:
    """Show the buttons of the published opgave, as it is looked at."""

    def name(soort: str) -> str:
        return f"{soort}-{opgave.keuze}-{opgave.jaar}"

    kept = f"{opgave.keuze} {opgave.jaar}"
    show_downloads(stukken.list_stukken(Gepubliceerd, lambda: opgave, name, kept), sleutel)
    show_downloads(stukken.list_beelden(opgave, name), f"{sleutel}-beeld")
