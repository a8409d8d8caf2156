"""The figures of the opgave as this visitor chose them on the page Opgave: whose, and published or recomputed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from woonzorg.opgave.cijfers import Cijferkeuze, read_parkstad
from woonzorg.opgave.hypothesen import compute_cijfers

if TYPE_CHECKING:
    from woonzorg.opgave.cijfers import Cijfer, Opgave
    from woonzorg.opgave.inlezen import EigenOpgave

PAGINA = "opgave"
PARKSTAD = "parkstad"
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
        The visitor's own figures, where these are the ones.
    """

    opgave: Opgave
    cijfers: tuple[Cijfer, ...]
    keuze: Cijferkeuze
    eigen: EigenOpgave | None


def read_bron(regio: str) -> Opgavebron:
    """Return the figures for a region as the page Opgave has them, or would open with."""
    asked: dict[str, str] = st.session_state.get(PAGINA, {})
    own = read_eigen(regio) if asked.get("van") != PARKSTAD else None
    published = asked.get("cijfers") == Cijferkeuze.GEPUBLICEERD
    keuze = Cijferkeuze.GEPUBLICEERD if published else Cijferkeuze.HERBEREKEND
    if own is not None:
        return Opgavebron(own.opgave, compute_cijfers(own.opgave), keuze, own)
    return Opgavebron(*load_parkstad(), keuze, None)


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
