"""Which own areas there are, and the one that a view keeps to: of a link, of the installation, or of this visitor."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import streamlit as st

from pages.bouwstenen import gegevens
from woonzorg.eigenbestand.lezen import read_bytes
from woonzorg.fouten import WoonzorgFout
from woonzorg.instelling import read_instellingen
from woonzorg.kern.kern import Kerngebied, find_kern, make_indeling
from woonzorg.kern.kernbestand import GROOTSTE, read_kernen
from woonzorg.links.link import fit_kern

if TYPE_CHECKING:
    from woonzorg.gegevens.opslag import Snapshot
    from woonzorg.kern.kern import Buurtindeling
    from woonzorg.links.link import Weergave

BEZIG = "kern_bezig"
"""Where the session keeps whether this visitor composes an own area on the map."""


class Installatiekernen(NamedTuple):
    """The own areas that everybody sees, and why they cannot be read ('' when they can)."""

    kernen: tuple[Kerngebied, ...] = ()
    fout: str = ""


def is_bezig() -> bool:
    """Tell whether this visitor composes an own area on the map."""
    return bool(st.session_state.get(BEZIG))


@st.cache_resource(max_entries=4, show_spinner=False)
def load_indeling(_snapshot: Snapshot, snapshot_id: str) -> Buurtindeling:
    """Return the buurten that an own area can be made of."""
    return make_indeling(gegevens.load_score(_snapshot, snapshot_id, None), str(_snapshot.manifest.indeling))


def load_installatie() -> Installatiekernen:
    """Return the own areas of the installation; its file is read again when it changed."""
    path = read_instellingen().kernen
    if path is None:
        return Installatiekernen()
    try:
        return _load(str(path), path.stat().st_mtime_ns)
    except OSError:
        return _load(str(path), 0)


def list_gedeeld(snapshot: Snapshot) -> tuple[Kerngebied, ...]:
    """Return the own areas of the installation that are of the region that is shown."""
    division = load_indeling(snapshot, snapshot.id)
    return tuple(kern for kern in load_installatie().kernen if division.is_hier(kern))


@st.cache_resource(max_entries=4, show_spinner=False)
def _load(path: str, moment: int) -> Installatiekernen:  # noqa: ARG001  part of the key
    try:
        return Installatiekernen(read_kernen(Path(path).name, read_bytes(Path(path), GROOTSTE), None).kernen)
    except WoonzorgFout as fout:
        return Installatiekernen(fout=f"De eigen gebieden van deze installatie zijn niet te lezen. {fout}")


def fit_keuze(snapshot: Snapshot, weergave: Weergave) -> tuple[Weergave, Kerngebied | None, tuple[str, ...]]:
    """Fit the own area of a view to the data; return it too, and a sentence for what did not fit."""
    if not weergave.kern:
        return weergave, None, ()
    shared = load_installatie().kernen
    fitted, notices = fit_kern(weergave, shared, load_indeling(snapshot, snapshot.id))
    return fitted, find_kern(fitted.kern, shared) if fitted.kern else None, notices
