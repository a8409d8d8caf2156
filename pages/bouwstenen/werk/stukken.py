"""Buttons that give an outcome of a distribution as a paper for a council; only what may be shared goes in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pages.bouwstenen import gegevens
from pages.bouwstenen.downloads import Download, find_adres, find_vandaag, list_stukken, show_downloads
from pages.bouwstenen.werk import rekenwerk
from woonzorg.fouten import InvoerFout
from woonzorg.kaart.beeld import VLAKKEN_MAXIMUM
from woonzorg.rapport import bestand
from woonzorg.rapport.beelden import choose_beeld, draw_opgave, draw_scenario, draw_vergelijking
from woonzorg.rapport.opgavestuk import Gepubliceerd, make_opgavestuk
from woonzorg.rapport.scenariobestand import make_scenariobestand
from woonzorg.rapport.scenariostuk import make_scenariostuk
from woonzorg.rapport.vergelijkstuk import check_deelbaar, make_vergelijkstuk
from woonzorg.rapport.zicht import Openbaar
from woonzorg.tekst.plat import write_plat
from woonzorg.verdeling.uitkomst.antwoord import EIGEN_ONTBREEKT

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from woonzorg.gegevens.opslag import Snapshot
    from woonzorg.rapport.jarendeel import Lijnen
    from woonzorg.rapport.stuk import Stuk
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
    day, name = find_vandaag(), bestand.name_bestand(snapshot.manifest, "scenario", uitkomst.scenario.id)
    paper = _list_stuk(lambda: openbaar, uitkomst.scenario, snapshot, met_eigen=openbaar.met_eigen)
    areas = Download(
        "Gebieden (GeoJSON)", f"{name}.geojson", lambda: make_scenariobestand(openbaar, ".geojson", day)
    )
    show_downloads([*paper, areas], sleutel)
    slides = (["kaart"] if openbaar.heeft_kaart else []) + ([] if openbaar.verborgen else ["gemeenten"])
    show_downloads(_list_beelden(slides, lambda: draw_scenario(openbaar, day), name), f"{sleutel}-beeld")


def _list_beelden(namen: Sequence[str], draw: Callable[[], dict[str, str]], naam: str) -> list[Download]:
    """Return the buttons of slides: each as PNG and as SVG, drawn when asked for."""
    return [
        Download(
            f"{slide.capitalize()} ({kind[1:].upper()})",
            f"{naam}-{slide}{kind}",
            _make_beeld(draw, slide, kind),
        )
        for slide in namen
        for kind in bestand.BEELD
    ]


def _make_beeld(draw: Callable[[], dict[str, str]], slide: str, kind: str) -> Callable[[], bytes]:
    return lambda: bestand.make_beeld(choose_beeld(draw(), slide), kind)


def show_bewaard(scenario: Scenario, snapshot: Snapshot, sleutel: str = "stuk") -> None:
    """Show the buttons of a saved scenario, which is worked out when its paper is asked for."""
    if scenario.eigen_cijfers:
        st.caption(EIGEN_ONTBREEKT)
        return
    used, _ = gegevens.open_gegevens(scenario.gegevens) if scenario.gegevens else (snapshot, "")
    score = gegevens.load_score(used, used.id, None)

    def work_out() -> Openbaar:
        return Openbaar(used, score, rekenwerk.load_uitkomst(scenario, used))

    show_downloads(_list_stuk(work_out, scenario, used, met_eigen=False), sleutel)


def _list_stuk(
    work_out: Callable[[], Openbaar], scenario: Scenario, snapshot: Snapshot, *, met_eigen: bool
) -> list[Download]:
    day, address = find_vandaag(), find_adres()

    def describe() -> Stuk:
        return make_scenariostuk(work_out(), day, adres=address)

    # What rests on own figures is never kept for other visitors.
    kenmerk = "" if met_eigen else f"scenario {scenario.id} {snapshot.id} {day} {address}"
    name = bestand.name_bestand(snapshot.manifest, "scenario", scenario.id)
    return list_stukken("Raadsstuk", name, describe, kenmerk)


def show_vergelijking(
    vergelijking: Vergelijking,
    snapshot: Snapshot,
    kenmerk: str,
    jaren: Callable[[], Lijnen | None],
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
        All that both sides depend on, levers of the years included.
    jaren : callable
        Gives A and B over the years; None where these cannot be told.
    sleutel : str
        Key, unique on the page.
    """
    try:
        check_deelbaar(vergelijking)
    except InvoerFout as fout:
        st.caption(write_plat(fout))
        return
    score, day, address = gegevens.load_score(snapshot, snapshot.id, None), find_vandaag(), find_adres()
    name = bestand.name_bestand(
        snapshot.manifest, "vergelijking", vergelijking.a.sleutel, vergelijking.b.sleutel
    )

    def describe() -> Stuk:
        years = None if vergelijking.met_eigen else jaren()
        return make_vergelijkstuk(vergelijking, snapshot, day, jaren=years, adres=address)

    kept = "" if vergelijking.met_eigen else f"vergelijking {kenmerk} {day} {address}"
    show_downloads(list_stukken("Raadsstuk", name, describe, kept), sleutel)
    slides = ["kaart"] if len(vergelijking.gebieden) <= VLAKKEN_MAXIMUM else []
    slides += ["gemeenten", *([] if vergelijking.met_eigen else ["maten"])]
    drawn = _list_beelden(slides, lambda: draw_vergelijking(vergelijking, snapshot, score, day), name)
    show_downloads(drawn, f"{sleutel}-beeld")


def show_opgave(opgave: Gepubliceerd, sleutel: str = "stuk") -> None:
    """Show the buttons of the published opgave, as it is looked at."""
    day, address = find_vandaag(), find_adres()

    def describe() -> Stuk:
        return make_opgavestuk(opgave, day, adres=address)

    kenmerk = f"opgave {opgave.keuze} {opgave.jaar} {day} {address}"
    name = f"opgave-{opgave.keuze}-{opgave.jaar}"
    show_downloads(list_stukken("Raadsstuk", name, describe, kenmerk), sleutel)
    slides = _list_beelden(["tekorten", "stromen"], lambda: draw_opgave(opgave, day), name)
    show_downloads(slides, f"{sleutel}-beeld")
