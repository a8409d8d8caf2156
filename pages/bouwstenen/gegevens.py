"""Data for the pages, kept by snapshot and parameters, so that a visitor computes nothing twice."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from pages.bouwstenen.kern.kernbewaring import keep_bij_kern
from woonzorg.fouten import OpslagFout
from woonzorg.gegevens import opslag
from woonzorg.instelling import read_instellingen
from woonzorg.kaart import landtelling
from woonzorg.kaart.grondslag import Grondslag
from woonzorg.kaart.regioverschil import compare_regio
from woonzorg.kaart.telling import select_gebieden
from woonzorg.kaart.thema import KLASSE
from woonzorg.kaart.verandering import compare_cijfer, compare_klassen, find_reeksjaren
from woonzorg.kaart.vormen import make_vormen
from woonzorg.oordeel import toets

if TYPE_CHECKING:
    from woonzorg.gegevens.opslag import Snapshot
    from woonzorg.kaart.beeld import Vormen
    from woonzorg.kaart.landtelling import Landtelling
    from woonzorg.kaart.regioverschil import Regioverschil
    from woonzorg.kaart.verandering import Verandering
    from woonzorg.kern.kern import Kerngebied
    from woonzorg.links.link import Weergave
    from woonzorg.oordeel.toets import Score, Toets


@st.cache_resource(max_entries=4, show_spinner=False)
def _load_snapshot(data: str, snapshot_id: str) -> Snapshot:  # noqa: ARG001  part of the key
    return opslag.open_snapshot(read_instellingen().opslagplek, snapshot_id)


def open_gegevens(snapshot_id: str = "") -> tuple[Snapshot, str]:
    """Open the data asked for, or else the data in use.

    Returns
    -------
    Snapshot
    str
        Why it is not what was asked for; '' when it is.

    Raises
    ------
    OpslagFout
        When the data in use cannot be read either.
    """
    data = read_instellingen().opslagplek
    lines = opslag.list_snapshots(data)
    current = lines[0].id if lines else ""
    try:
        return _load_snapshot(str(data), snapshot_id or current), ""
    except OpslagFout as error:
        if not snapshot_id:
            return _open_ander(data, current, error)
        return _load_snapshot(str(data), current), _describe_ander(error, current)


def _open_ander(data: opslag.Plek, mislukt: str, fout: OpslagFout) -> tuple[Snapshot, str]:
    """Open what is in use now that another proved damaged, or could not be fetched."""
    lines = opslag.list_snapshots(data)
    if not lines or lines[0].id == mislukt:
        return opslag.open_snapshot(data), ""  # it tells the fault
    return _load_snapshot(str(data), lines[0].id), _describe_ander(fout, lines[0].id)


def _describe_ander(fout: OpslagFout, snapshot_id: str) -> str:
    return f"{fout.wat} U ziet nu de gegevens van {snapshot_id[:10]}."


@st.cache_resource(max_entries=12, show_spinner=False)
def load_score(_snapshot: Snapshot, snapshot_id: str, jaar: int | None) -> Score:  # noqa: ARG001
    """Return the scored areas of an edition (None: the newest of each measure)."""
    return toets.score_snapshot(_snapshot, jaar)


@keep_bij_kern(32)
def load_grondslag(
    _snapshot: Snapshot,
    snapshot_id: str,
    niveau: str,
    gemeente: str,
    jaar: int | None,
    kern: Kerngebied | None = None,
) -> Grondslag:
    """Return what a map of a level, gemeente ('' for all) or own area, and edition rests on, with its score."""
    return Grondslag(load_score(_snapshot, snapshot_id, jaar), niveau, gemeente, kern)


@st.cache_resource(max_entries=512, show_spinner=False)
def load_toets(_snapshot: Snapshot, snapshot_id: str, code: str, jaar: int | None) -> Toets:
    """Return the verdict on an area in an edition."""
    return toets.judge_gebied(_snapshot, code, load_score(_snapshot, snapshot_id, jaar))


def find_land(snapshot: Snapshot) -> str:
    """Return the id of the national snapshot that lies beside that of a region; '' when there is none."""
    line = landtelling.find_land(opslag.list_snapshots(read_instellingen().opslagplek), snapshot.manifest)
    return line.id if line else ""


@st.cache_resource(max_entries=16, show_spinner="Nederland wordt geteld …")
def load_landtelling(
    _snapshot: Snapshot, snapshot_id: str, land_id: str, niveau: str, jaar: int | None
) -> Landtelling:
    """Return the country and the province of a region by class, counted from a national snapshot (`find_land`)."""
    score = load_score(_snapshot, snapshot_id, jaar)
    # Opened here and not kept: the counts are small, a country in memory is not.
    land = opslag.open_snapshot(read_instellingen().opslagplek, land_id) if land_id else None
    return landtelling.count_land(_snapshot.manifest, score, land, niveau, jaar)


@st.cache_resource(max_entries=4, show_spinner=False)
def load_edities(_snapshot: Snapshot, snapshot_id: str) -> list[int]:  # noqa: ARG001
    """Return the years for which there are classes."""
    return toets.find_edities(_snapshot)


@st.cache_resource(max_entries=4, show_spinner=False)
def load_reeksjaren(_snapshot: Snapshot, snapshot_id: str) -> dict[str, tuple[int, ...]]:  # noqa: ARG001
    """Return the years of which there are values, of the class and of each indicator."""
    return find_reeksjaren(_snapshot)


@st.cache_resource(max_entries=32, show_spinner=False)
def load_verandering(
    _snapshot: Snapshot, snapshot_id: str, niveau: str, jaar: int | None, sleutel: str, sinds: int
) -> Verandering:
    """Return what changed in the areas of a level between an earlier year and an edition."""
    now = load_score(_snapshot, snapshot_id, jaar)
    if sleutel == KLASSE:
        return compare_klassen(_snapshot, load_score(_snapshot, snapshot_id, sinds), now, niveau)
    year = jaar or _snapshot.manifest.jaren.get(sleutel, 0)
    return compare_cijfer(_snapshot, now, niveau, sleutel, sinds, year)


@st.cache_resource(max_entries=32, show_spinner=False)
def load_regioverschil(
    _snapshot: Snapshot, snapshot_id: str, niveau: str, jaar: int | None, sleutel: str
) -> Regioverschil:
    """Return how the areas of a level lie against the region's own mean of a figure."""
    year = jaar or _snapshot.manifest.jaren.get(sleutel, 0)
    return compare_regio(load_score(_snapshot, snapshot_id, jaar), niveau, sleutel, year)


def drop_nieuwste(snapshot: Snapshot, weergave: Weergave) -> Weergave:
    """Return a view without its year, when that is the newest of both measures: then nothing earlier is shown."""
    newest = weergave.jaar is not None and toets.is_nieuwste(snapshot.manifest, weergave.jaar)
    return replace(weergave, jaar=None) if newest else weergave


@keep_bij_kern(8, "De kaart wordt getekend …")
def load_vormen(
    _score: Score, snapshot_id: str, niveau: str, gemeente: str = "", kern: Kerngebied | None = None  # noqa: ARG001
) -> Vormen:  # fmt: skip
    """Return the outlines of a level: of one gemeente, of an own area, or all."""
    return make_vormen(select_gebieden(_score, niveau, gemeente, kern))
