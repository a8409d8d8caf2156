"""The list of saved scenarios: a filter, and a real table whose names lead to each scenario."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from pages.bouwstenen import blad
from pages.bouwstenen.blok import show_keuzeblok
from pages.bouwstenen.werk.scenariomerk import name_scenario, render_status
from woonzorg.dag import format_datum, to_lokaal
from woonzorg.tekst.getal import format_getal
from woonzorg.tekst.plat import write_plat
from woonzorg.verdeling.delen.openbaar import list_gedeelde_groepen
from woonzorg.verdeling.scenario.inhoud import STATUSSEN
from woonzorg.verdeling.scenario.levensloop import name_auteur

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from woonzorg.bibliotheek.bibliotheek import Bewaard, Schade
    from woonzorg.verdeling.scenario.inhoud import Scenario

_ALLE = "Alle"
_MEEST = 200
_KOPPEN = ("Naam", "Status", "Bewaard op", "Door", "Niveau", "Woningen", "Gegevens", "Afgeleid van")


def show_lijst(
    bewaard: Sequence[Bewaard], schade: Sequence[Schade], gekozen: str, kies: Callable[[str], None]
) -> None:
    """Show filter and table.

    Parameters
    ----------
    bewaard : sequence of Bewaard
        Scenarios of the region.
    schade : sequence of Schade
        Rows that are damaged: told, and not hidden.
    gekozen : str
        Id of the scenario that is open.
    kies : callable
        Receives the id of a scenario that is followed.
    """
    left, right = st.columns([3, 1], gap="small")
    word = left.text_input(
        "Zoek op naam, auteur of kenmerk", key="scenarios_zoek", placeholder="Bijvoorbeeld: raad"
    )
    status = right.selectbox(
        "Status", [_ALLE, *STATUSSEN], key="scenarios_status", format_func=str.capitalize
    )
    found = [item for item in bewaard if _is_wanted(item, word, status)]
    names = {item.id: name_scenario(item.scenario) for item in bewaard}
    caption = f"{len(found)} van de {len(bewaard)} scenario's in deze streek, de laatst bewaarde eerst"
    caption += f". U ziet de eerste {_MEEST}: zoek om de lijst korter te maken" * (len(found) > _MEEST)
    rows = [_render_rij(item, names, gekozen) for item in found[:_MEEST]]
    table = blad.render_rooster(caption, _KOPPEN, rows)
    show_keuzeblok(f'<div class="wz-scenarios">{table}</div>', "scenarios-lijst", kies)
    for row in schade:
        st.warning(write_plat(row.fout))


def _is_wanted(item: Bewaard, word: str, status: str) -> bool:
    kept = item.scenario.kenmerken
    text = f"{kept['naam']} {kept['auteur']} {item.id}".casefold()
    return word.strip().casefold() in text and status in {_ALLE, kept["status"]}


def _render_rij(item: Bewaard, names: Mapping[str, str], gekozen: str) -> tuple[str, ...]:
    scenario, kept = item.scenario, item.scenario.kenmerken
    parent = kept["afgeleid_van"]
    here = " (open)" if item.id == gekozen else ""
    return (
        f"{render_link(item.id, names[item.id])}{here}",
        render_status(kept["status"]),
        escape(format_datum(to_lokaal(item.bewaard_op).date().isoformat())),
        escape(name_auteur(kept["auteur"])) or "onbekend",
        escape(scenario.niveau),
        format_getal(_count_woningen(scenario)),
        escape(scenario.gegevens[:10]) or "niet genoemd",
        render_link(parent, names[parent]) if parent in names else escape(parent) or "–",
    )


def _count_woningen(scenario: Scenario) -> int:
    """Return the homes that are asked, of the groups that may be told."""
    need = scenario.make_behoefte()
    return sum(need.aantallen[group] for group in list_gedeelde_groepen(need.groepen))


def render_link(scenario_id: str, naam: str) -> str:
    """Render the way to a scenario: a link that can be copied, followed without loading the page anew."""
    name = escape(scenario_id)
    return f'<a href="scenarios?scenario={name}" data-gebied="{name}">{escape(naam)}</a>'
