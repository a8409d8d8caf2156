"""Files and the library around a scenario: own figures, saving, giving a scenario in, and taking the outcome along."""

from __future__ import annotations

import dataclasses
import json
from functools import partial
from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from pages.bouwstenen import toestand
from pages.bouwstenen.aanmelding.bezoek import perform, show_bevoegd
from pages.bouwstenen.bestandvak import show_bestandvak
from pages.bouwstenen.downloads import Download, show_downloads
from pages.bouwstenen.werk import rekenwerk, verdeelstand
from pages.bouwstenen.werk.kast import describe_mislukt, open_kast
from pages.bouwstenen.werk.maker import is_gemaakt, read_codes, tell_begonnen
from pages.bouwstenen.werk.stukken import show_uitkomst
from pages.verdelen.veld import name_sleutel, show_invoer
from woonzorg.eigenbestand.lezen import GROOTSTE_BESTAND as GROOTSTE_CIJFERS
from woonzorg.eigenbestand.lezen import KAARTEN, TABELLEN, tell_notities
from woonzorg.fouten import InvoerFout, WoonzorgFout
from woonzorg.gebied import Niveau, Rol
from woonzorg.oordeel.klassewoorden import count_gebieden
from woonzorg.tekst.getal import count_woord, format_getal
from woonzorg.tekst.plat import write_plat
from woonzorg.toegang.rechten import Daad
from woonzorg.verdeling.invoer.eigen_cijfers import VORMEN, read_eigen_cijfers
from woonzorg.verdeling.invoer.sjabloon import make_sjabloon, make_sjabloon_xlsx
from woonzorg.verdeling.invoer.veld import VERDEELNIVEAUS
from woonzorg.verdeling.scenario.inhoud import GROOTSTE_BESTAND, Scenario, parse_scenario
from woonzorg.verdeling.scenario.levensloop import WOO, make_begin, make_kopie, make_werk
from woonzorg.verdeling.scenario.werkversie import drop_plan
from woonzorg.verdeling.uitkomst.antwoord import describe
from woonzorg.verdeling.uitkomst.gedeeld import describe_openbaar
from woonzorg.verdeling.uitkomst.meldingen import TELT_NIET_MEE
from woonzorg.verdeling.uitkomst.ruimte import write_plan
from woonzorg.verdeling.vraag.declaratie import Plek, list_onderdelen

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pages.bouwstenen.werk.verdeelstand import Verdeelstand
    from pages.verdelen.verdeelbeeld import Verdeelbeeld
    from woonzorg.gegevens.opslag import Snapshot
    from woonzorg.verdeling.uitkomst.uitkomst import Uitkomst

_OPEN, _FOUT = "bewaren", "bewaren-fout"
_EIGEN_WERK = (
    "Werkbestand, uitkomst en plan zijn eigen werk: ze noemen groepen per gebied, of geven het plan per gebied terug. "
    "Deel alleen het bestand om te delen, of een link."
)
_BEVROREN = (
    "Dit bestand houdt in wat gedeeld mag worden. Het werkbestand is er alleen voor wie het plan maakte: daarmee is "
    "het plan per buurt terug te rekenen."
)


def show_bewaren(snapshot: Snapshot, stand: Verdeelstand) -> None:
    """Show the form that keeps the scenario in the library, and the link to what was kept last."""
    with st.popover("Bewaar", type="primary", key=_OPEN, on_change=_forget_fout):
        if wrong := st.session_state.get(_FOUT, ""):
            st.error(write_plat(wrong))
        if not show_bevoegd(Daad.BEWAREN):
            return
        st.html(
            '<p class="wz-invoer"><small>Bewaard wordt het scenario, niet de uitkomst en nooit uw eigen cijfers. '
            "Wie de link opent, ziet alleen wat gedeeld mag worden. Wilt u later verder werken? Bewaar dan ook het "
            "werkbestand, onder 'Bestanden'.</small></p>"
        )
        with st.form("bewaar-formulier", border=False):
            for part in list_onderdelen(Scenario, Plek.BEWAREN):
                st.session_state.setdefault(name_sleutel(part), getattr(stand.scenario, part.attribuut))
                show_invoer(part, name_sleutel(part))
            st.caption(WOO)
            st.form_submit_button("Bewaar in de bibliotheek", on_click=_save, args=(snapshot,))


def _forget_fout() -> None:
    st.session_state.pop(_FOUT, None)


def _save(snapshot: Snapshot) -> None:
    """Keep the scenario and close the form; what is wrong is told in the form, which then stays open as it is."""
    _forget_fout()
    stand = verdeelstand.read_stand(snapshot)
    parts = list_onderdelen(Scenario, Plek.BEWAREN)
    texts = {part.attribuut: str(st.session_state[name_sleutel(part)]) for part in parts}
    try:
        if not texts["naam"].strip():
            message = "Geef het scenario een naam."
            raise InvoerFout(message)
        scenario = make_werk(stand.scenario, **texts)
        with perform(Daad.BEWAREN, scenario.id) as deed:
            kept = open_kast().save(scenario, codes=read_codes(), account=deed.bezoeker.account)
    except WoonzorgFout as fout:
        st.session_state[_FOUT] = describe_mislukt(fout)
        return
    st.session_state[_OPEN] = False
    verdeelstand.change_scenario(scenario)
    verdeelstand.tell_bewaard(kept)


def copy_bevroren(scenario: Scenario, kenmerk: str) -> None:
    """Go on with a copy of a frozen scenario: whole for who made it, for others its rules (`make_begin`)."""
    made, eigen = is_gemaakt(kenmerk), verdeelstand.read_eigen(scenario.regio)
    # Without the figures on which they rest, locks would be a plan on own figures that names none.
    known = not scenario.eigen_cijfers or (eigen is not None and eigen.hash == scenario.eigen_cijfers)
    kept = scenario if known else drop_plan(scenario)
    verdeelstand.start_scenario(make_kopie(kept) if made else make_begin(kept))
    verdeelstand.tell("goed", tell_begonnen(scenario, gemaakt=made))


def forget_bevroren() -> None:
    """Go back to the visitor's own scenario."""
    toestand.change_weergave(scenario="")


def show_eigen_cijfers(snapshot: Snapshot, stand: Verdeelstand) -> None:
    """Show which own figures are in use, the template, and a field to give them in."""
    if stand.eigen is None:
        st.html(f'<p class="wz-let-op">{escape(TELT_NIET_MEE)}</p>')
    else:
        st.html(
            f"<p>In gebruik: eigen cijfers met kenmerk <code>{escape(stand.eigen.hash)}</code>, "
            f"{count_gebieden(len(stand.eigen.gebieden), '')}, "
            f"{count_woord(len(stand.eigen.complexen), 'complex', 'complexen')}, al geplaatst: "
            f"{format_getal(sum(item.aantal for item in stand.eigen.geplaatst))}, met een vorige gemeente: "
            f"{format_getal(sum(count for _, count in stand.eigen.vorige))}.</p>"
        )
        st.button(
            "Vergeet de eigen cijfers",
            key="eigen-weg",
            on_click=verdeelstand.forget_eigen,
            args=(stand.scenario.regio,),
        )
    tables = "".join(
        f"<h3>{escape(vorm.naam.capitalize())}</h3><ul>{_render_kolommen(vorm.kolommen)}</ul>"
        for vorm in VORMEN
    )
    st.html(
        "<p>De cijfers blijven bij dit bezoek: ze worden nergens bewaard. Een bewaard scenario noemt alleen hun "
        f'kenmerk.</p><div class="wz-kolommen">{tables}</div>'
    )
    templates = [
        *(
            Download(f"Sjabloon {name} (csv)", f"eigen-{name}.csv", partial(make_sjabloon, name))
            for name in (vorm.naam for vorm in VORMEN)
        ),
        Download("Sjabloon (xlsx)", "eigen-cijfers.xlsx", make_sjabloon_xlsx),
    ]
    show_downloads(templates, "cijfers-sjablonen")
    show_bestandvak(
        "Laad eigen cijfers", f"Een bestand: csv, xlsx, ods of GeoJSON, hoogstens {GROOTSTE_CIJFERS // 1_000_000} MB.",
        "eigen-cijfers", lambda naam, raw: take_eigen(snapshot, naam, raw),
        soorten=",".join(f".{kind}" for kind in (*TABELLEN, *KAARTEN)), grootste=GROOTSTE_CIJFERS,
    )  # fmt: skip


def _render_kolommen(columns: Mapping[str, str]) -> str:
    return "".join(f"<li><code>{escape(name)}</code>: {escape(text)}</li>" for name, text in columns.items())


def take_eigen(snapshot: Snapshot, naam: str, raw: bytes) -> None:
    """Use own figures for this visit; what is wrong with the file is told, all together.

    Figures with which the plan cannot be worked out are not kept: the page would show no way to forget them.
    """
    areas = snapshot.gebieden[snapshot.gebieden["rol"] == Rol.REGIO]
    codes = set(areas.loc[areas["niveau"].isin(VERDEELNIVEAUS), "code"])
    try:
        found = read_eigen_cijfers(naam, raw, codes, areas[areas["niveau"] == Niveau.BUURT])
        scenario = verdeelstand.read_stand(snapshot).scenario
        rekenwerk.load_plan(dataclasses.replace(scenario, eigen_cijfers=found.hash), snapshot, found)
    except WoonzorgFout as fout:
        verdeelstand.tell("fout", str(fout))
        return
    verdeelstand.keep_eigen(snapshot.manifest.regio.naam, found)
    said = f"De eigen cijfers uit {naam} tellen nu mee (kenmerk {found.hash})."
    verdeelstand.tell("goed", f"{said}{tell_notities(found.notities)}")


def show_bestandenvak(beeld: Verdeelbeeld, uitkomst: Uitkomst) -> None:
    """Show the folder of what can be taken along: own work, and what a council may have."""
    folder = st.expander("Bestanden: meenemen en openen", key="bestanden-open", on_change="rerun")
    if not folder.open:
        return
    with folder:
        show_bestanden(beeld.snapshot, beeld.stand, uitkomst)
        st.html('<p class="wz-onderschrift">Voor de raad, met alleen wat gedeeld mag worden:</p>')
        show_uitkomst(uitkomst, beeld.snapshot)


def show_bestanden(snapshot: Snapshot, stand: Verdeelstand, uitkomst: Uitkomst) -> None:
    """Show what can be taken along, and a field to give a scenario file in."""
    show_downloads(_list_meenemen(stand, uitkomst), "meenemen")
    st.html(f'<p class="wz-onderschrift">{escape(_BEVROREN if stand.bevroren else _EIGEN_WERK)}</p>')
    if not stand.bevroren:
        show_bestandvak(
            "Open een scenariobestand", "Een werkbestand (JSON) dat Woonzorg heeft gemaakt, hoogstens 1 MB.",
            "scenariobestand", lambda naam, raw: take_scenario(snapshot, naam, raw),
            soorten=".json", grootste=GROOTSTE_BESTAND,
        )  # fmt: skip


def _list_meenemen(stand: Verdeelstand, uitkomst: Uitkomst) -> list[Download]:
    """Return what can be taken along; of a frozen scenario only what others may have."""
    scenario, name = stand.scenario, f"verdeling-{stand.scenario.id}"
    own = [
        Download("Werkbestand (JSON)", f"werkbestand-{scenario.id}.json", scenario.to_json),
        Download("Uitkomst (JSON)", f"{name}.json", lambda: _write_json(describe(uitkomst))),
        Download("Plan per gebied (csv)", f"{name}.csv", lambda: write_plan(uitkomst)),
    ]
    return [
        *([] if stand.bevroren else own),
        Download(
            "Om te delen (JSON)", f"{name}-openbaar.json", lambda: _write_json(describe_openbaar(uitkomst))
        ),
    ]


def _write_json(value: dict[str, object]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def take_scenario(snapshot: Snapshot, naam: str, raw: bytes) -> None:
    """Take a scenario file as what this visitor works on; a foreign or damaged one is refused with the reason."""
    stand = verdeelstand.read_stand(snapshot)
    try:
        scenario = parse_scenario(raw)
    except WoonzorgFout as fout:
        verdeelstand.tell("fout", f"{naam}: {fout}")
        return
    needed, mine = scenario.eigen_cijfers, stand.eigen.hash if stand.eigen else ""
    if needed and needed != mine:
        verdeelstand.tell(
            "fout",
            f"{naam} is met eigen cijfers gemaakt (kenmerk {needed}). Laad die eerst, en open het dan opnieuw.",
        )
        return
    said = f"{naam} is geopend. Met 'Ongedaan' gaat u terug naar uw vorige verdeling."
    verdeelstand.try_change(snapshot, lambda _: scenario, said)
