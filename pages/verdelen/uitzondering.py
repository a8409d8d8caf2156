"""The exceptions of the selected area, and the form for one: it closes with what it did, or says what is wrong."""

from __future__ import annotations

from functools import partial
from html import escape
from typing import TYPE_CHECKING, Any

import streamlit as st

from pages.bouwstenen.werk import verdeelstand
from pages.verdelen.veld import show_invoer
from woonzorg.fouten import InvoerFout, WoonzorgFout
from woonzorg.oordeel.veerkracht import Klasse
from woonzorg.tekst.plat import write_plat
from woonzorg.verdeling.invoer.datum import is_leeg, read_datum
from woonzorg.verdeling.invoer.situatie import Uitzondering
from woonzorg.verdeling.regels.ontzien import ONTZIEN
from woonzorg.verdeling.scenario import bewerken
from woonzorg.verdeling.scenario.levensloop import WOO
from woonzorg.verdeling.uitkomst import woorden
from woonzorg.verdeling.uitkomst.uitzonderwoorden import describe_vastgelegd, describe_weggehaald
from woonzorg.verdeling.vraag.declaratie import list_onderdelen
from woonzorg.verdeling.vraag.groepen import PER_SLEUTEL as GROEPEN
from woonzorg.verdeling.vraag.groepen import is_gebonden

if TYPE_CHECKING:
    from collections.abc import Mapping

    from woonzorg.gegevens.opslag import Snapshot
    from woonzorg.verdeling.scenario.inhoud import Scenario
    from woonzorg.verdeling.uitkomst.uitkomst import Uitkomst

OPEN = "uitzondering"
"""Key of the form: whether it stands open."""

_FOUT = "uitzondering-fout"
_DELEN = {part.attribuut: part for part in list_onderdelen(Uitzondering)}
_VELDEN = ("motief", "besluit", "datum", "groep", "aantal", "hoogstens")
_UITLEG = (
    "Een besluit met een aantal is een feit: dat aantal wordt geplaatst. Zonder aantal is er nog niet besloten. Het "
    "gebied staat dan open, en het plan blijft een concept."
)


def show_uitzonderingen(snapshot: Snapshot, uitkomst: Uitkomst, rij: Mapping[Any, Any]) -> None:
    """Show the exceptions of an area, and a form for one where the area is spared.

    Parameters
    ----------
    snapshot : Snapshot
    uitkomst : Uitkomst
    rij : mapping
        Row of the area (`ruimte.tabulate_gebieden`).
    """
    code, scenario = str(rij["code"]), uitkomst.scenario
    cases = dict.fromkeys(item for item in scenario.uitzonderingen if item.code == code)
    for number, item in enumerate(cases):  # a file may hold more than one for a group
        st.html(f'<p class="wz-let-op">{escape(woorden.describe_uitzondering(item))}</p>')
        st.button(
            "Haal deze uitzondering weg", key=f"uitzondering-weg-{number}", on_click=_drop,
            args=(snapshot, item),
        )  # fmt: skip
    if rij["klasse"] in {Klasse.KWETSBAAR, Klasse.ONBEKEND} or _is_ontzien(uitkomst, code):
        form = st.popover("Leg een uitzondering vast", key=OPEN, on_change=_forget_fout)
        with form:
            _show_formulier(snapshot, scenario, code)


def _is_ontzien(uitkomst: Uitkomst, code: str) -> bool:
    """Tell whether an area is spared for some group, also where only the wijk or gemeente around it is kwetsbaar."""
    return code in uitkomst.list_dicht(ONTZIEN)


def _show_formulier(snapshot: Snapshot, scenario: Scenario, code: str) -> None:
    groups = {"": "Alle groepen zonder eigen plaatsregel"}
    groups |= {line.groep: GROEPEN[line.groep].titel for line in scenario.vraag if is_gebonden(line.groep)}
    if wrong := st.session_state.get(_FOUT, ""):
        st.error(write_plat(wrong))
    st.html(f'<p class="klein">{_UITLEG}</p>')
    with st.form("uitzondering-formulier", border=False):
        show_invoer(_DELEN["motief"], "uitzondering-motief")
        show_invoer(_DELEN["besluit_door"], "uitzondering-besluit")
        st.caption(WOO)
        show_invoer(_DELEN["datum"], "uitzondering-datum")
        st.selectbox(
            _DELEN["groep"].label, list(groups), format_func=groups.__getitem__, key="uitzondering-groep",
            placeholder="Kies een groep",
        )  # fmt: skip
        show_invoer(_DELEN["aantal"], "uitzondering-aantal", placeholder="nog geen besluit")
        show_invoer(_DELEN["hoogstens"], "uitzondering-hoogstens", placeholder="geen")
        st.form_submit_button("Leg de uitzondering vast", on_click=_add, args=(snapshot, code))


def _forget_fout() -> None:
    st.session_state.pop(_FOUT, None)


def _add(snapshot: Snapshot, code: str) -> None:
    """Add what the form holds and close it; what is wrong is told in the form, which then stays open as it is."""
    _forget_fout()
    try:
        item = _read(code)
    except WoonzorgFout as fout:
        st.session_state[_FOUT] = str(fout)
        return
    wrong = verdeelstand.change_or_explain(
        snapshot, partial(bewerken.set_uitzondering, uitzondering=item),
        lambda outcome: describe_vastgelegd(outcome, item),
    )  # fmt: skip
    if wrong:
        st.session_state[_FOUT] = wrong
        return
    for name in _VELDEN:
        del st.session_state[f"uitzondering-{name}"]
    st.session_state[OPEN] = False


def _read(code: str) -> Uitzondering:
    """Return the exception that the form holds.

    Raises
    ------
    InvoerFout
        When motive, decider or day are missing or say nothing.
    """
    given = {name: st.session_state[f"uitzondering-{name}"] for name in _VELDEN}
    motive, decider = str(given["motief"]).strip(), str(given["besluit"]).strip()
    if is_leeg(motive) or is_leeg(decider):
        message = "Een uitzondering heeft een motief, en wie het besloot."
        raise InvoerFout(message, remedie="Vul beide in.")
    decided, most = (None if given[name] is None else int(given[name]) for name in ("aantal", "hoogstens"))
    return Uitzondering(code, motive, decider, read_datum(str(given["datum"])), given["groep"], most, decided)


def _drop(snapshot: Snapshot, item: Uitzondering) -> None:
    verdeelstand.try_change(
        snapshot, lambda scenario: bewerken.drop_uitzondering(scenario, item),
        lambda outcome: describe_weggehaald(outcome, item),
    )  # fmt: skip
