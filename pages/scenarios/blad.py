"""One saved scenario: what it is, what changed since, and what can be done with it."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from pages.bouwstenen import adres, blad
from pages.bouwstenen.aanmelding.bezoek import find_bezoeker, perform, show_bevoegd
from pages.bouwstenen.blok import show_keuzeblok
from pages.bouwstenen.downloads import Download, show_downloads
from pages.bouwstenen.kopieer import show_kopieer
from pages.bouwstenen.werk import verdeelstand
from pages.bouwstenen.werk.kast import describe_bestond, describe_mislukt, open_kast
from pages.bouwstenen.werk.maker import (
    UITLEG,
    WERKBESTAND,
    is_gemaakt,
    read_codes,
    remember_gemaakt,
    tell_begonnen,
    tell_code,
)
from pages.bouwstenen.werk.scenariomerk import (
    describe_status,
    name_scenario,
    render_status,
    render_watermerk,
)
from pages.scenarios.lijst import render_link
from woonzorg.bibliotheek.account import Accountsoort
from woonzorg.bibliotheek.accounts import Accounts
from woonzorg.bibliotheek.bibliotheek import list_veranderingen
from woonzorg.bibliotheek.reeks import SLUITEN, is_vastgesteld, judge_wie
from woonzorg.dag import format_datum
from woonzorg.fouten import WoonzorgFout
from woonzorg.links.vergelijking import WERK, Vergelijkkeuze, format_keuze
from woonzorg.oordeel.klassewoorden import count_gebieden
from woonzorg.tekst.getal import (
    count_woord,
    format_getal,
)
from woonzorg.tekst.plat import write_plat
from woonzorg.toegang.rechten import Daad
from woonzorg.verdeling.delen.openbaar import ZONDER_GEVOELIG, drop_vraag, has_gevoelig
from woonzorg.verdeling.scenario.inhoud import BESLUIT, NAAM, NOTITIE, STATUSSEN
from woonzorg.verdeling.scenario.levensloop import (
    NIET_GECONTROLEERD,
    WOO,
    change_status,
    change_tekst,
    list_volgende,
    make_begin,
    make_kopie,
    name_auteur,
)
from woonzorg.verdeling.uitkomst.antwoord import EIGEN_ONTBREEKT
from woonzorg.verdeling.vraag.groepen import PER_SLEUTEL

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from woonzorg.bibliotheek.bewaard import Bewaard
    from woonzorg.verdeling.scenario.inhoud import Scenario
    from woonzorg.verdeling.vraag.lijnen import Vraagregel

PAGINA = "scenarios"
"""Name of the page whose link holds the scenario that is open."""

VERDELEN = "pages/verdelen/pagina.py"
_MELDING = "scenarios_melding"
_ANDERMANS = "een account dat alleen wie is aangemeld te zien krijgt"


def show_melding() -> None:
    """Say once what the last button did."""
    kind, text = st.session_state.pop(_MELDING, ("", ""))
    place = st.container()  # it stays when the words go, so that what is open below stays open
    if text:
        (place.success if kind == "goed" else place.error)(write_plat(text))


def tell(tekst: str) -> None:
    """Let the page say, once, what was done."""
    st.session_state[_MELDING] = ("goed", tekst)


def attempt(doe: Callable[[], None], beschrijf: Callable[[WoonzorgFout], str] = describe_mislukt) -> None:
    """Save something, in a callback; what stands in its way is said on the page, and nothing is lost.

    Parameters
    ----------
    doe : callable
    beschrijf : callable
        Says what became of it when it failed.
    """
    try:
        doe()
    except WoonzorgFout as fout:
        st.session_state[_MELDING] = ("fout", beschrijf(fout))


def keep(scenario: Scenario, wat: str, *, gemaakt: bool) -> None:
    """Keep a scenario in the library, and open it.

    Parameters
    ----------
    scenario : Scenario
    wat : str
        What was done, in a sentence.
    gemaakt : bool
        Whether this visitor made it: who only changed the status or note of another's plan did not.
    """
    adopts = scenario.status == STATUSSEN[-1]
    with perform(Daad.VASTSTELLEN if adopts else Daad.BEWAREN, scenario.id) as deed:
        codes = read_codes() if gemaakt else ()
        kept = open_kast().save(scenario, codes=codes, account=deed.bezoeker.account)
    if gemaakt:
        remember_gemaakt(kept.id)
    adres.change_adres(PAGINA, scenario=kept.id)
    tell(
        f"{describe_bestond(kept) or wat} Bewaard als {kept.id}. {tell_code(kept) if gemaakt else ''}".strip()
    )


def show_scenario(bewaard: Bewaard, plan: Sequence[Bewaard], gegevens_id: str) -> None:
    """Show a scenario of a plan (`find_reeks`), frozen: to go on with it, it is copied."""
    scenario = bewaard.scenario
    left, right = st.columns([3, 2], gap="medium")
    with left:
        changes = list_veranderingen(bewaard, gegevens_id)
        if changes:
            st.warning(write_plat(" ".join(changes)))
        show_keuzeblok(_render(bewaard), "scenario-blad", _open)
        if scenario.eigen_cijfers:
            st.info(write_plat(f"{EIGEN_ONTBREEKT} Kenmerk van die cijfers: {scenario.eigen_cijfers}."))
    with right:
        _show_acties(bewaard)
        _show_status(bewaard, plan)
        _show_tekst(bewaard)


def _open(scenario_id: str) -> None:
    adres.change_adres(PAGINA, scenario=scenario_id)


def _render(bewaard: Bewaard) -> str:
    scenario, kept = bewaard.scenario, bewaard.scenario.kenmerken
    demand = ", ".join(
        f"{escape(PER_SLEUTEL[line.groep].titel)} {_write_vraag(line)}" for line in drop_vraag(scenario).vraag
    )
    demand += f'<p class="wz-kleintje">{escape(ZONDER_GEVOELIG)}</p>' if has_gevoelig(scenario) else ""
    locks, exceptions = len(scenario.sloten), len(scenario.uitzonderingen)
    set_by_hand = f"{count_gebieden(locks, '')}, {count_woord(exceptions, 'uitzondering', 'uitzonderingen')}"
    set_by_hand += (
        f", {count_woord(len(scenario.gepland), 'plan', 'plannen')} voor woningen" if scenario.gepland else ""
    )
    parent = kept["afgeleid_van"]
    rows = (
        ("Status", escape(describe_status(scenario))),
        ("Auteur", escape(name_auteur(kept["auteur"]))),
        ("Vastgesteld door" if kept["status"] == STATUSSEN[-1] else "Bewaard door", escape(_find_door(bewaard))),
        ("Bewaard op", escape(format_datum(bewaard.bewaard_op.isoformat(timespec="seconds")))),
        ("Kenmerk", f"<code>{escape(bewaard.id)}</code>"),
        ("Afgeleid van", render_link(parent, parent) if parent else ""),
        ("Streek, niveau", f"{escape(scenario.regio)}, {escape(scenario.niveau)}"),
        ("Gegevens", escape(scenario.gegevens) or "niet genoemd"),
        ("Vraag", demand),
        ("Vastgezet, uitzonderingen en plannen", set_by_hand),
        ("Notitie", f'<div class="wz-notitie">{escape(kept["notitie"])}</div>' if kept["notitie"] else ""),
    )  # fmt: skip
    # With another scenario the reader starts again at its heading, which stands above the list.
    title = f'<h2 tabindex="-1" data-kop="{escape(bewaard.id)}">{escape(name_scenario(scenario))}</h2>'
    head = f"<header>{title}{render_status(kept['status'])}</header>"
    table = blad.render_eigenschappen("Wat er bewaard is", rows)
    return render_watermerk(f'{head}<div class="wz-dossier">{table}</div>', scenario)


def _find_door(bewaard: Bewaard) -> str:
    accounts = Accounts(open_kast()).find(Accountsoort.SCENARIO, [bewaard.id])
    if bewaard.id not in accounts:
        return NIET_GECONTROLEERD
    return accounts[bewaard.id] if find_bezoeker().gecontroleerd else _ANDERMANS


def _write_vraag(regel: Vraagregel) -> str:
    return " tot ".join(format_getal(number) for number in dict.fromkeys((regel.laag, regel.hoog)))


def _show_acties(bewaard: Bewaard) -> None:
    """Show what can be done with the scenario as it is: a whole copy and the working file for who made it only."""
    made = is_gemaakt(bewaard.id)
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        if st.button("Maak kopie" if made else "Begin met deze regels", type="primary", key="scenario_kopie"):
            _copy(bewaard, gemaakt=made)
        if made:
            file = Download("Werkbestand (JSON)", f"werkbestand-{bewaard.id}.json", bewaard.scenario.to_json)
            show_downloads([file], "scenario", smal=True)
        show_kopieer()
        st.page_link(VERDELEN, label="Open op de pagina Verdelen", query_params={"scenario": bewaard.id})
        st.page_link(
            "pages/vergelijken/pagina.py",
            label="Vergelijk met mijn werk",
            query_params=_compare_link(bewaard),
        )
    if made:
        st.caption(WERKBESTAND)
    else:
        st.caption(UITLEG)


def _compare_link(bewaard: Bewaard) -> dict[str, str]:
    return format_keuze(Vergelijkkeuze(a=bewaard.id, b=WERK))


def _copy(bewaard: Bewaard, *, gemaakt: bool) -> None:
    """Go on with a copy, on the page where it can be changed; it is kept only when it is saved."""
    scenario = bewaard.scenario
    verdeelstand.start_scenario(make_kopie(scenario) if gemaakt else make_begin(scenario))
    verdeelstand.tell("goed", tell_begonnen(scenario, gemaakt=gemaakt))
    st.switch_page(VERDELEN)


def _show_status(bewaard: Bewaard, plan: Sequence[Bewaard]) -> None:
    scenario, name = bewaard.scenario, bewaard.id
    choices = list_volgende(scenario)
    if not choices:
        return
    with st.expander("Verander de status"):
        if not show_bevoegd(Daad.VASTSTELLEN):
            return
        status = st.radio(
            "Nieuwe status", choices, key=f"status_{name}", horizontal=True, format_func=str.capitalize
        )
        decision = day = ""
        if status == "vastgesteld":
            decision = st.text_input(
                "Besluit",
                key=f"besluit_{name}",
                placeholder="Wie besloot, en welk besluit",
                max_chars=BESLUIT.langst,
            )
            day = st.text_input(
                "Datum van het besluit", key=f"datum_{name}", placeholder="22-11-2026", max_chars=40
            )
            st.caption(WOO)
            if not is_vastgesteld(plan):
                st.caption(write_plat(SLUITEN[judge_wie(plan, read_codes())]))
        # The fields are read when the button is pressed: what is typed last has arrived by then.
        if st.button("Leg deze status vast", key=f"leg_vast_{name}"):
            made = is_gemaakt(name)
            attempt(
                lambda: keep(
                    change_status(scenario, status, decision, day), f"Status: {status}.", gemaakt=made
                )
            )
            st.rerun()


def _show_tekst(bewaard: Bewaard) -> None:
    scenario, name = bewaard.scenario, bewaard.id
    if not list_volgende(scenario):
        st.caption("Dit scenario is vastgesteld en verandert niet meer. Maak een kopie om verder te werken.")
        return
    kept = scenario.kenmerken
    with st.expander("Verander naam of notitie"):
        if not show_bevoegd(Daad.BEWAREN):
            return
        title = st.text_input(
            "Naam", kept["naam"], key=f"naam_{name}", placeholder="Naam", max_chars=NAAM.langst
        )
        author = st.text_input(
            "Auteur", kept["auteur"], key=f"auteur_{name}", placeholder="Uw naam", max_chars=NAAM.langst
        )
        note = st.text_area(
            "Notitie",
            kept["notitie"],
            key=f"notitie_{name}",
            placeholder="Waarom zo?",
            max_chars=NOTITIE.langst,
        )
        st.caption(WOO)
        if st.button("Bewaar als nieuw scenario", key=f"tekst_{name}"):
            made = is_gemaakt(name)
            attempt(
                lambda: keep(
                    change_tekst(scenario, naam=title, auteur=author, notitie=note),
                    "Aangepast.",
                    gemaakt=made,
                )
            )
            st.rerun()
