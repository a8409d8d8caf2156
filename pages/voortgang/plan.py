"""From a plan to the agenda and back: 'neem plan over', and 'herplan de rest' on the page Verdelen."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from pages.bouwstenen import blad, gegevens
from pages.bouwstenen.bestandvak import show_bestandenvak
from pages.bouwstenen.downloads import Download, show_downloads
from pages.bouwstenen.werk import rekenwerk, verdeelstand
from pages.bouwstenen.werk.kast import open_kast
from pages.voortgang import voortgangstand
from woonzorg.agenda import planwoorden
from woonzorg.agenda.herplan import make_herplan
from woonzorg.agenda.herplantekort import tell_verschil
from woonzorg.agenda.overname import is_besloten, list_overnamezinnen, make_agenda, write_agenda
from woonzorg.agenda.plaatsbasis import (
    add_plaatsbestand,
    count_geplaatst,
    make_eigen,
    read_plaatsbestand,
    tell_bestanden,
)
from woonzorg.dag import today
from woonzorg.eigenbestand.lezen import GROOTSTE_BESTAND, TABELLEN
from woonzorg.fouten import WoonzorgFout
from woonzorg.gebied import Niveau
from woonzorg.tekst.plat import write_plat
from woonzorg.verdeling.scenario.bewerken import make_standaard
from woonzorg.verdeling.scenario.probleem import write_basis

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pages.voortgang.voortgangstand import Voortgangstand
    from woonzorg.bibliotheek.bewaard import Bewaard
    from woonzorg.gegevens.opslag import Snapshot
    from woonzorg.verdeling.invoer.situatie import Basisdeel
    from woonzorg.verdeling.scenario.inhoud import Scenario
    from woonzorg.verdeling.uitkomst.uitkomst import Uitkomst


def show_overname(stand: Voortgangstand) -> None:
    """Show how a saved plan fills the agenda."""
    st.html(f'<section class="wz-voortgang"><p>{escape(planwoorden.OVERNAME)}</p></section>')
    kept = list_plannen(stand.snapshot)
    if not kept:
        st.caption(planwoorden.GEEN_PLAN)
        return
    chosen = _choose_plan(kept, "voortgang_plan")
    last = st.checkbox(planwoorden.TOT_2030, key="voortgang_plan_jaren")
    years = range(stand.moment.kwartaal.jaar, 2031) if last else [stand.moment.kwartaal.jaar]
    try:
        outcome = _work_out(kept[chosen].scenario, stand.snapshot)
        content = write_agenda(make_agenda(outcome, tuple(years)))
    except WoonzorgFout as fout:
        st.error(write_plat(fout))
        return
    lines = "".join(f"<li>{escape(text)}</li>" for text in list_overnamezinnen(outcome, tuple(years)))
    st.html(f'<ul class="wz-kleintje">{lines}</ul>')
    name = f"agenda-{chosen}.csv"
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            "Neem dit plan over", key="voortgang_overnemen", on_click=voortgangstand.take_bestanden,
            args=(stand.snapshot, [(name, content)]),
        )  # fmt: skip
        show_downloads(
            [Download("Agenda van dit plan (csv)", name, lambda: content)], "voortgang-overname", smal=True
        )


def list_plannen(snapshot: Snapshot) -> dict[str, Bewaard]:
    """Return the saved plans of the region by their id, those that were adopted first; without a library none."""
    try:
        kept = open_kast().list(snapshot.manifest.regio.naam)
    except WoonzorgFout as fout:
        st.warning(write_plat(fout))
        return {}
    own = [item for item in kept if not item.scenario.eigen_cijfers]
    return {item.id: item for item in sorted(own, key=lambda item: not is_besloten(item.scenario))}


def _choose_plan(plannen: Mapping[str, Bewaard], sleutel: str, leeg: str = "") -> str:
    names = {"": leeg} if leeg else {}
    names |= {key: planwoorden.name_plan(item.scenario, key) for key, item in plannen.items()}
    return str(st.selectbox("Plan", list(names), format_func=names.__getitem__, key=sleutel))


def _work_out(scenario: Scenario, snapshot: Snapshot) -> Uitkomst:
    """Return a saved plan, on the data that it names."""
    used = gegevens.open_gegevens(scenario.gegevens)[0] if scenario.gegevens else snapshot
    return rekenwerk.load_plan(scenario, used)


def _write_basis(plan: Scenario | None, snapshot: Snapshot) -> tuple[Basisdeel, ...]:
    if plan is None:
        return ()
    outcome = _work_out(plan, snapshot)
    return write_basis(outcome.situatie, outcome.plan.aantallen)


def show_herplan(stand: Voortgangstand) -> None:
    """Show the way to Verdelen with what is still to be placed; for buurten it asks for the placements again."""
    st.html(f'<section class="wz-voortgang"><p>{escape(planwoorden.HERPLAN)}</p></section>')
    kept = {key: item for key, item in list_plannen(stand.snapshot).items() if is_besloten(item.scenario)}
    chosen = _choose_plan(kept, "voortgang_herplan_plan", planwoorden.ZONDER_PLAN)
    show_bestandenvak(
        "Plaatsingen per buurt", planwoorden.PLAATSINGEN, "voortgang_herplan_bestand",
        lambda given: take_geplaatst(stand, given),
        soorten=",".join(f".{kind}" for kind in TABELLEN), grootste=GROOTSTE_BESTAND,
    )  # fmt: skip
    _show_geplaatst(stand)
    if st.button("Herplan de rest in Verdelen", type="primary", key="voortgang_herplan"):
        _open_verdelen(stand, kept[chosen].scenario if chosen else None)


def _show_geplaatst(stand: Voortgangstand) -> None:
    """Show which files of placements go along, at the moment that is looked at, and how they are forgotten."""
    if fout := voortgangstand.read_geplaatstfout():
        st.error(write_plat(fout))
    regio = stand.snapshot.manifest.regio.naam
    if not (files := voortgangstand.read_geplaatst(regio)):
        return
    told = tell_bestanden(files, stand.moment.kwartaal)
    st.success(write_plat(f"{planwoorden.MET_PLAATSINGEN} {told}"))
    st.button(
        "Vergeet deze plaatsingen", key="voortgang_herplan_vergeet", on_click=voortgangstand.forget_geplaatst,
        args=(regio,),
    )  # fmt: skip


def take_geplaatst(stand: Voortgangstand, bestanden: Sequence[tuple[str, bytes]]) -> None:
    """Take files of placements beside those that there are; all of them, or none and what is wrong."""
    veld, regio = rekenwerk.load_veld(stand.snapshot, Niveau.BUURT), stand.snapshot.manifest.regio.naam
    files = voortgangstand.read_geplaatst(regio)
    try:
        for naam, raw in bestanden:
            read = read_plaatsbestand(naam, raw, veld, stand.moment.kwartaal, today())
            files = add_plaatsbestand(files, read)
    except WoonzorgFout as fout:
        voortgangstand.keep_geplaatst(regio, fout)
        return
    voortgangstand.keep_geplaatst(regio, files)


def _open_verdelen(stand: Voortgangstand, plan: Scenario | None) -> None:
    regio, moment = stand.snapshot.manifest.regio.naam, stand.moment.kwartaal
    files = voortgangstand.read_geplaatst(regio)
    try:
        found = make_herplan(
            stand.voortgang, plan or make_standaard(regio), _write_basis(plan, stand.snapshot),
            geplaatst=count_geplaatst(files, moment) if files else None,
        )  # fmt: skip
    except WoonzorgFout as fout:
        st.error(write_plat(f"Dit kan niet. {fout}"))
        return
    blad.keep_kaartweergave(blad.read_kaartweergave())
    told = list(found.meldingen)
    if files:
        voortgangstand.pass_geplaatst(regio, make_eigen(files, moment))
        told += tell_verschil(found.resten, stand.gemeenten)
    verdeelstand.start_scenario(found.scenario)
    verdeelstand.tell("goed", " ".join(told))
    st.switch_page("pages/verdelen/pagina.py")
