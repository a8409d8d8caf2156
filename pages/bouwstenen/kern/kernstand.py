"""The own areas of this visitor: kept in the session, and by the visitor's own browser; never on the server."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from pages.bouwstenen import toestand
from pages.bouwstenen.bestand import read_bestand
from pages.bouwstenen.kern import kernkeuze
from woonzorg.kern.kern import KERNEN_MAXIMUM, parse_kern
from woonzorg.kern.kernwoorden import BEWAARDAGEN, describe_onleesbaar
from woonzorg.tekst.plat import fold_naam

if TYPE_CHECKING:
    from collections.abc import Sequence

    from woonzorg.gegevens.opslag import Snapshot
    from woonzorg.kern.kern import Kerngebied

_COMPONENT = st.components.v2.component(
    "woonzorg_kerngeheugen", js=read_bestand("bouwstenen/kern/kerngeheugen.js"), isolate_styles=False
)
_KEY = "kernen-onzichtbaar"
_KERNEN, _ANDERS, _GEVRAAGD = "kernen", "kernen_anders", "kernen_gevraagd"


def _find_eigen(regio: str) -> dict[str, Kerngebied]:
    kept: dict[str, dict[str, Kerngebied]] = st.session_state.setdefault(_KERNEN, {})
    return kept.setdefault(regio, {})


def _find_anders(regio: str) -> dict[str, bool]:
    """Return by address what changed in this visit: True for kept, False for removed."""
    changed: dict[str, dict[str, bool]] = st.session_state.setdefault(_ANDERS, {})
    return changed.setdefault(regio, {})


def list_eigen(regio: str) -> tuple[Kerngebied, ...]:
    """Return the own areas of this visitor in a region, by name."""
    return tuple(sorted(_find_eigen(regio).values(), key=lambda kern: (kern.titel.casefold(), kern.adres)))


def list_kernen(snapshot: Snapshot, getoond: Kerngebied | None = None) -> tuple[Kerngebied, ...]:
    """Return all own areas that can be chosen: of the installation, of this visitor, and the one that is shown."""
    known = (*kernkeuze.list_gedeeld(snapshot), *list_eigen(snapshot.manifest.regio.naam))
    shown = (getoond,) if getoond and getoond.adres not in {kern.adres for kern in known} else ()
    return (*known, *shown)


def find_gelijknamig(regio: str, kern: Kerngebied) -> Kerngebied | None:
    """Return the own area of this visitor with the name of another one."""
    name = fold_naam(kern.titel)
    return next((other for other in _find_eigen(regio).values() if fold_naam(other.titel) == name), None)


def keep_kern(regio: str, kern: Kerngebied, was: str = "") -> None:
    """Keep an own area, in the place of the one with that address, and of one with the same name."""
    other = find_gelijknamig(regio, kern)
    for adres in {was, other.adres if other else ""} - {"", kern.adres}:
        forget_kern(regio, adres)
    _find_eigen(regio)[kern.adres] = kern
    _find_anders(regio)[kern.adres] = True


def forget_kern(regio: str, adres: str) -> None:
    """Remove an own area of this visitor, here and from the browser."""
    _find_eigen(regio).pop(adres, None)
    _find_anders(regio)[adres] = False


def show_geheugen(regio: str) -> None:
    """Ask the browser once what it kept, and let it keep and remove what changed in this visit."""
    changed = _find_anders(regio)
    data: dict[str, Any] = {
        "regio": regio, "dagen": BEWAARDAGEN, "vraag": regio not in st.session_state.get(_GEVRAAGD, ()),
        "zet": sorted(adres for adres, kept in changed.items() if kept),
        "weg": sorted(adres for adres, kept in changed.items() if not kept),
    }  # fmt: skip
    _COMPONENT(key=_KEY, data=data, on_gevonden_change=lambda: _take(st.session_state[_KEY]["gevonden"]))


def _take(gevonden: object) -> None:
    """Take what the browser kept; what this visit removed already stays away."""
    if not isinstance(gevonden, dict):
        return
    regio = str(gevonden.get("regio", ""))
    st.session_state.setdefault(_GEVRAAGD, set()).add(regio)
    told: Sequence[object] = gevonden.get("adressen") or ()
    found = [parse_kern(str(adres)[:600]) for adres in told[:KERNEN_MAXIMUM]]
    own, changed = _find_eigen(regio), _find_anders(regio)
    own |= {kern.adres: kern for kern in found if kern and kern.adres not in {*own, *changed}}
    if wrong := found.count(None):
        toestand.tell_melding(describe_onleesbaar(wrong))
