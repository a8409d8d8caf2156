"""The figures of the opgave as this visitor chose them on the page Opgave: whose, and published or recomputed.

Whose: a file of their own, else what the region has (Parkstad its published tables, the fictional region an invented
opgave), else the published tables as an example.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from woonzorg.opgave.cijfers import Cijferkeuze, read_parkstad
from woonzorg.opgave.hypothesen import compute_cijfers
from woonzorg.opgave.voorbeeldopgave import has_voorbeeldopgave, read_voorbeeldopgave

if TYPE_CHECKING:
    from woonzorg.gegevens.manifest import Manifest
    from woonzorg.opgave.cijfers import Cijfer, Opgave
    from woonzorg.opgave.inlezen import EigenOpgave

PAGINA = "opgave"
PARKSTAD = "parkstad"
VERZONNEN = "verzonnen"
EIGEN = "eigen"
"""Whose figures: published, of the fictional region, of a file of the visitor's own."""
_EIGEN = "opgave_eigen"


@dataclass(frozen=True)
class Opgavebron:
    """What is planned with.

    Attributes
    ----------
    opgave : Opgave
    cijfers : tuple of Cijfer
        Recomputed.
    keuze : Cijferkeuze
        Which of two figures counts.
    eigen : EigenOpgave or None
        The region's own figures, where these are the ones: of the visitor's file, or invented with the region.
    van : str
        Which of them: `EIGEN`, `VERZONNEN` or `PARKSTAD`.
    """

    opgave: Opgave
    cijfers: tuple[Cijfer, ...]
    keuze: Cijferkeuze
    eigen: EigenOpgave | None
    van: str


def list_keuzes(manifest: Manifest) -> tuple[str, ...]:
    """Return whose figures can be chosen for a region; the first unless a link asks another."""
    own = (EIGEN,) if read_eigen(manifest.regio.naam) is not None else ()
    invented = (VERZONNEN,) if has_voorbeeldopgave(manifest.regio.naam, fictief=manifest.fictief) else ()
    return (*own, *invented, PARKSTAD)


def read_bron(manifest: Manifest) -> Opgavebron:
    """Return the figures for a region as the page Opgave has them, or would open with."""
    asked: dict[str, str] = st.session_state.get(PAGINA, {})
    choices = list_keuzes(manifest)
    van = asked["van"] if asked.get("van") in choices else choices[0]
    own = {EIGEN: read_eigen(manifest.regio.naam), VERZONNEN: read_voorbeeldopgave()}.get(van)
    published = asked.get("cijfers") == Cijferkeuze.GEPUBLICEERD
    keuze = Cijferkeuze.GEPUBLICEERD if published else Cijferkeuze.HERBEREKEND
    if own is not None:
        return Opgavebron(own.opgave, compute_cijfers(own.opgave), keuze, own, van)
    return Opgavebron(*load_parkstad(), keuze, None, PARKSTAD)


@st.cache_resource(max_entries=1, show_spinner=False)
def load_parkstad() -> tuple[Opgave, tuple[Cijfer, ...]]:
    """Return the published figures, with these recomputed."""
    published = read_parkstad()
    return published, compute_cijfers(published)


def read_eigen(regio: str) -> EigenOpgave | None:
    """Return the own figures of this visit for a region."""
    kept: dict[str, EigenOpgave] = st.session_state.get(_EIGEN, {})
    return kept.get(regio)


def keep_eigen(regio: str, eigen: EigenOpgave | None) -> None:
    """Keep the own figures of a region for this visit; None forgets them."""
    kept = {name: own for name, own in st.session_state.get(_EIGEN, {}).items() if name != regio}
    st.session_state[_EIGEN] = kept if eigen is None else {**kept, regio: eigen}
