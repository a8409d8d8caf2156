"""The list of saved scenarios: a filter, an order, and a real table; names lead to each, boxes choose what to compare.

What a plan places is worked out for the rows that are shown, as far as that is quick; the rest when somebody asks.
"""

from __future__ import annotations

import time
from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from pages.bouwstenen import blad, gegevens
from pages.bouwstenen.blok import show_keuzeblok
from pages.bouwstenen.werk import rekenwerk
from pages.bouwstenen.werk.scenariomerk import name_scenario, render_status
from woonzorg.dag import format_datum, to_lokaal
from woonzorg.fouten import WoonzorgFout
from woonzorg.links.vergelijking import PLANNEN, Vergelijkkeuze, format_keuze
from woonzorg.tekst.plat import write_plat
from woonzorg.verdeling.scenario.inhoud import STATUSSEN
from woonzorg.verdeling.scenario.levensloop import name_auteur
from woonzorg.verdeling.uitkomst.kort import tell_geplaatst, tell_regels, tell_uitzonderingen
from woonzorg.verdeling.uitkomst.merken import LEGENDA

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from woonzorg.bibliotheek.bewaard import Bewaard
    from woonzorg.bibliotheek.schade import Schade
    from woonzorg.gegevens.opslag import Snapshot
    from woonzorg.verdeling.scenario.inhoud import Scenario
    from woonzorg.verdeling.uitkomst.uitkomst import Uitkomst

_ALLE = "Alle"
_RIJEN = 25
"""Rows that are shown at first, and more at each press."""
_BUDGET = 0.5
"""Seconds that a run spends on plans that nobody worked out yet."""
_VINK, _GEKOZEN, _AANTAL = "vink-", "scenarios_vinken", "scenarios_rijen"
_KOPPEN = (
    "Naam", "Vergelijk", "Status", "Bewaard op", "Door", "Geplaatst", "Regels", "Uitzonderingen", "Niveau", "Gegevens",
    "Afgeleid van",
)  # fmt: skip
_NOG_NIET = "nog niet uitgerekend"
VOLGORDES: dict[str, str] = {
    "nieuw": "Laatst bewaard eerst",
    "oud": "Eerst bewaard eerst",
    "naam": "Naam, van A naar Z",
    "maan": "Naam, van Z naar A",
}
"""The orders of the list."""


def show_lijst(
    bewaard: Sequence[Bewaard],
    schade: Sequence[Schade],
    gekozen: str,
    kies: Callable[[str], None],
    snapshot: Snapshot,
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
    snapshot : Snapshot
        Data to use where a scenario names none.
    """
    left, middle, right = st.columns([2, 1, 1], gap="small")
    word = left.text_input(
        "Zoek op naam, auteur of kenmerk", key="scenarios_zoek", placeholder="Bijvoorbeeld: raad"
    )
    status = middle.selectbox(
        "Status", [_ALLE, *STATUSSEN], key="scenarios_status", format_func=str.capitalize
    )
    order = right.selectbox(
        "Volgorde", list(VOLGORDES), key="scenarios_volgorde", format_func=VOLGORDES.__getitem__
    )
    found = _sort([item for item in bewaard if _is_wanted(item, word, status)], order)
    shown = found[: st.session_state.get(_AANTAL, _RIJEN)]
    names, outcomes = {item.id: name_scenario(item.scenario) for item in bewaard}, _work_out(shown, snapshot)
    caption = f"{len(found)} van de {len(bewaard)} scenario's in deze streek. {VOLGORDES[order]}. {LEGENDA}"
    ticked = _read_vinken(names)
    rows = [_render_rij(item, names, gekozen, outcomes, ticked) for item in shown]
    table = blad.render_rooster(caption, _KOPPEN, rows)
    show_keuzeblok(
        f'<div class="wz-scenarios">{table}</div>', "scenarios-lijst",
        lambda name: _tick(name.removeprefix(_VINK)) if name.startswith(_VINK) else kies(name),
    )  # fmt: skip
    _show_onder(len(found) - len(shown), ticked, halverwege=_NOG_NIET in outcomes.values())
    for row in schade:
        st.warning(write_plat(row.fout))


def _sort(items: list[Bewaard], order: str) -> list[Bewaard]:
    """Put scenarios in order; they come with the last saved first."""
    if order in {"nieuw", "oud"}:
        return items if order == "nieuw" else items[::-1]
    return sorted(items, key=lambda item: name_scenario(item.scenario).casefold(), reverse=order == "maan")


def _work_out(items: Sequence[Bewaard], snapshot: Snapshot) -> dict[str, Uitkomst | str]:
    """Return each plan worked out, or why it is not; what was worked out before, by anyone, costs no time."""
    found: dict[str, Uitkomst | str] = {}
    until = time.monotonic() + _BUDGET
    for item in items:
        if item.scenario.eigen_cijfers:
            found[item.id] = "met eigen cijfers"
        elif time.monotonic() > until:
            found[item.id] = _NOG_NIET
        else:
            found[item.id] = _try(item.scenario, snapshot)
    return found


def _try(scenario: Scenario, snapshot: Snapshot) -> Uitkomst | str:
    used, _ = gegevens.open_gegevens(scenario.gegevens) if scenario.gegevens else (snapshot, "")
    try:
        return rekenwerk.load_uitkomst(scenario, used)
    except WoonzorgFout:
        return "niet uit te rekenen"


def _read_vinken(names: Mapping[str, str]) -> list[str]:
    """Return what is ticked and still there, in the order of ticking."""
    return [name for name in st.session_state.get(_GEKOZEN, ()) if name in names]


def _tick(name: str) -> None:
    before = list(st.session_state.get(_GEKOZEN, ()))
    after = [other for other in before if other != name]
    st.session_state[_GEKOZEN] = after if name in before else [*before, name][: len(PLANNEN)]


def _show_onder(meer: int, ticked: Sequence[str], *, halverwege: bool) -> None:
    """Show what can be done with the list: compare what is ticked, show more rows, work out the rest."""
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        if len(ticked) > 1:
            choice = Vergelijkkeuze(a=ticked[0], b=ticked[1], meer=tuple(ticked[2:]))
            label = f"Vergelijk deze {len(ticked)} plannen"
            st.page_link("pages/vergelijken/pagina.py", label=label, query_params=format_keuze(choice))
        else:
            st.caption(write_plat(f"Vink 2 tot {len(PLANNEN)} plannen aan om ze te vergelijken."))
        if halverwege:
            st.button("Reken meer plannen uit")
        if meer > 0:
            st.button(f"Toon er meer (nog {meer})", on_click=_show_more)


def _show_more() -> None:
    st.session_state[_AANTAL] = st.session_state.get(_AANTAL, _RIJEN) + _RIJEN


def _is_wanted(item: Bewaard, word: str, status: str) -> bool:
    kept = item.scenario.kenmerken
    text = f"{kept['naam']} {kept['auteur']} {item.id}".casefold()
    return word.strip().casefold() in text and status in {_ALLE, kept["status"]}


def _render_rij(
    item: Bewaard,
    names: Mapping[str, str],
    gekozen: str,
    outcomes: Mapping[str, Uitkomst | str],
    ticked: Sequence[str],
) -> tuple[str, ...]:
    scenario, kept, outcome = item.scenario, item.scenario.kenmerken, outcomes[item.id]
    parent = kept["afgeleid_van"]
    here = " (open)" if item.id == gekozen else ""
    placed, rules = (
        (outcome, "") if isinstance(outcome, str) else (tell_geplaatst(outcome), tell_regels(outcome))
    )
    return (
        f"{render_link(item.id, names[item.id])}{here}",
        _render_vink(item.id, names[item.id], ticked),
        render_status(kept["status"]),
        escape(format_datum(to_lokaal(item.bewaard_op).date().isoformat())),
        escape(name_auteur(kept["auteur"])) or "onbekend",
        escape(placed),
        escape(rules) or "–",
        escape(tell_uitzonderingen(scenario)),
        escape(scenario.niveau),
        escape(scenario.gegevens[:10]) or "niet genoemd",
        render_link(parent, names[parent]) if parent in names else escape(parent) or "–",
    )


def _render_vink(name: str, title: str, ticked: Sequence[str]) -> str:
    """Render a box; once there are as many as can be compared, the others wait."""
    on = " checked" if name in ticked else ""
    off = " disabled" if not on and len(ticked) >= len(PLANNEN) else ""
    label = escape(f"Vergelijk {title}", quote=True)
    return f'<input type="checkbox" data-gebied="{_VINK}{escape(name)}" aria-label="{label}"{on}{off}>'


def render_link(scenario_id: str, naam: str) -> str:
    """Render the way to a scenario: a link that can be copied, followed without loading the page anew."""
    name = escape(scenario_id)
    return f'<a href="scenarios?scenario={name}" data-gebied="{name}">{escape(naam)}</a>'
