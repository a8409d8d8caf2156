"""Own observations, goals and complexes on the profile: given in a file, kept for the visit, beside open figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pages.bouwstenen.bestandvak import show_bestandvak
from pages.bouwstenen.blad import render_fout
from pages.bouwstenen.blok import show_blok
from pages.bouwstenen.downloads import Download, show_downloads
from woonzorg.dag import today
from woonzorg.eigenbestand.lezen import GROOTSTE_BESTAND, KAARTEN, TABELLEN, tell_notities
from woonzorg.fouten import WoonzorgFout
from woonzorg.profiel.eigen import Profieleigen, make_sjabloon, read_profieleigen
from woonzorg.profiel.eigenwoorden import tell_elders, tell_gegeven
from woonzorg.tekst.plat import write_plat

if TYPE_CHECKING:
    from woonzorg.gegevens.opslag import Snapshot
    from woonzorg.oordeel.toets import Score
    from woonzorg.verdeling.invoer.complex import Complex

INTRO = (
    "Geef een bestand met waarnemingen, doelen of complexen (csv, xlsx, ods of GeoJSON), gemaakt met het sjabloon. Het "
    "blijft in dit bezoek; de server bewaart het niet. Het kan met het buurtblad openbaar worden (Woo). Schrijf "
    "niet over personen."
)
_EIGEN, _FOUT = "profieleigen", "profieleigen_fout"


def read_eigen(snapshot: Snapshot) -> Profieleigen:
    """Return what this visit gave for the region that is shown."""
    kept: dict[str, Profieleigen] = st.session_state.get(_EIGEN, {})
    return kept.get(snapshot.manifest.regio.naam, Profieleigen())


def make_kenmerk(eigen: Profieleigen, *delen: object) -> str:
    """Return what paper depends on, to make it once for all visitors; '' with own figures: for nobody else."""
    return "" if eigen.tabellen else " ".join(map(str, delen))


def list_complexen(snapshot: Snapshot) -> tuple[tuple[Complex, ...], bool]:
    """Return the complexes of this visit, and whether they come from the own figures of Verdelen.

    A file that was given here goes before.
    """
    if own := read_eigen(snapshot).complexen:
        return own, False
    # Only who looks at a profile waits for what makes plans.
    from pages.bouwstenen.werk import verdeelstand  # noqa: PLC0415

    figures = verdeelstand.read_eigen(snapshot.manifest.regio.naam)
    return (figures.complexen, bool(figures.complexen)) if figures else ((), False)


def show_eigenvak(snapshot: Snapshot, score: Score) -> None:
    """Show the field for a file, the template, and what is wrong with what was given."""
    given, fault = read_eigen(snapshot), st.session_state.get(_FOUT, {}).get(snapshot.manifest.regio.naam)
    with st.expander("Eigen waarnemingen, doelen en complexen", expanded=bool(fault)):
        st.caption(write_plat(INTRO))
        if fault:
            show_blok(render_fout(fault), "profieleigen-fout")
        show_bestandvak(
            "Waarnemingen, doelen of complexen", "csv, xlsx, ods of GeoJSON, gemaakt met het sjabloon",
            "profieleigen_vak", lambda naam, raw: take_bestand(snapshot, score, naam, raw),
            soorten=",".join(f".{kind}" for kind in (*TABELLEN, *KAARTEN)), grootste=GROOTSTE_BESTAND,
        )  # fmt: skip
        show_downloads([Download("Sjabloon (Excel)", "sjabloon-profiel.xlsx", make_sjabloon)], "profieleigen")
        _tell_gegeven(snapshot, score, given)


def _tell_gegeven(snapshot: Snapshot, score: Score, gegeven: Profieleigen) -> None:
    if not gegeven.tabellen:
        return
    st.caption(write_plat(f"In dit bezoek: {tell_gegeven(gegeven)}."))
    notes = tell_notities([note.rstrip(".") for note in gegeven.notities])
    if told := f"{tell_elders(gegeven, score.codes)}{notes}".strip():
        st.warning(write_plat(told))
    st.button("Vergeet wat u hier gaf", key="profieleigen_weg", on_click=forget_eigen, args=(snapshot,))


def take_bestand(snapshot: Snapshot, score: Score, naam: str, raw: bytes) -> None:
    """Take a file for this visit; what is wrong with it is told all together, and what was given before stays."""
    try:
        read = read_profieleigen(naam, raw, score, today())
    except WoonzorgFout as fout:
        st.session_state[_FOUT] = {snapshot.manifest.regio.naam: fout}
        return
    st.session_state.pop(_FOUT, None)
    kept = st.session_state.get(_EIGEN, {})
    merged = read_eigen(snapshot).take(read)
    st.session_state[_EIGEN] = {**kept, snapshot.manifest.regio.naam: merged}


def forget_eigen(snapshot: Snapshot) -> None:
    """Forget what this visit gave."""
    kept = st.session_state.get(_EIGEN, {})
    st.session_state[_EIGEN] = {key: one for key, one in kept.items() if key != snapshot.manifest.regio.naam}
    st.session_state.pop(_FOUT, None)
