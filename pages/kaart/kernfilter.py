"""The own areas in the box of gemeenten on the page Kaart: an own area takes the place of a gemeente."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pages.bouwstenen import toestand
from pages.bouwstenen.kern import kernkeuze, kernstand
from woonzorg.gebied import Niveau, find_niveau
from woonzorg.kern.kern import find_kern
from woonzorg.kern.kernwoorden import EIGEN, GEEN_WIJKEN, GESTOPT

if TYPE_CHECKING:
    from pages.kaart.kaartbeeld import Kaartbeeld
    from woonzorg.kern.kern import Kerngebied


def list_keuzes(beeld: Kaartbeeld) -> dict[str, str]:
    """Return what the map can keep to, by code or address, with its words: gemeenten by name, then own areas."""
    gemeenten = beeld.grondslag.score.select(Niveau.GEMEENTE)
    names = sorted(zip(gemeenten["naam"], gemeenten["code"], strict=True))
    own = kernstand.list_kernen(beeld.snapshot, beeld.kern)
    return {code: naam for naam, code in names} | {kern.adres: f"{EIGEN}: {kern.titel}" for kern in own}


def name_keuze(beeld: Kaartbeeld, keuze: str) -> str:
    """Return the name of an area, by its code, or of the own area that is shown, by its address."""
    if beeld.kern and beeld.kern.adres == keuze:
        return beeld.kern.titel
    return beeld.grondslag.score.namen.get(keuze, "")


def list_vindbaar(beeld: Kaartbeeld) -> tuple[Kerngebied, ...]:
    """Return the own areas that a search finds; while somebody composes one, the search is for buurten."""
    return () if kernkeuze.is_bezig() else kernstand.list_kernen(beeld.snapshot)


def keep_keuze(keuze: str) -> None:
    """Keep to a gemeente, by its code, or to an own area; '' for all. Whoever composes an area, stops with that."""
    stopped = _stop_maken()
    if keuze and find_niveau(keuze) != Niveau.GEMEENTE:
        toestand.select_kern(keuze)
    else:
        toestand.change_weergave(gemeente=keuze, kern="")
    if stopped:
        toestand.tell_melding(GESTOPT)


def _stop_maken() -> bool:
    return st.session_state.pop(kernkeuze.BEZIG, None) is not None


def keep_kern(code: str) -> str:
    """Return the own area that the view keeps to when a buurt lies in it, else '' for all."""
    adres = toestand.peek_weergave().kern
    if kernkeuze.is_bezig():
        return adres
    kern = find_kern(adres, kernkeuze.load_installatie().kernen) if adres else None
    return adres if kern and kern.has_buurt(code) else ""


def leave_kern() -> None:
    """Show all areas once the level is none of buurten, and say why; whoever composes an area, stops with that."""
    view = toestand.peek_weergave()
    if view.niveau != Niveau.BUURT and _stop_maken():
        toestand.change_weergave(kern="")
        toestand.tell_melding(GESTOPT)
    elif view.kern and view.niveau != Niveau.BUURT:
        toestand.change_weergave(kern="")
        toestand.tell_melding(GEEN_WIJKEN)
