"""Everything that the page Kaart shows for a view, from cached parts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import streamlit as st

from pages.bouwstenen import gegevens, toestand
from woonzorg.indicator import PER_SLEUTEL
from woonzorg.kaart import kleuring, thema
from woonzorg.kaart.hoogte import Hoogte, find_hoogte
from woonzorg.links.link import fit_weergave

if TYPE_CHECKING:
    from woonzorg.gegevens.opslag import Snapshot
    from woonzorg.kaart.beeld import Kaart, Kleuring, Vormen
    from woonzorg.kaart.grondslag import Grondslag
    from woonzorg.links.link import Weergave


@dataclass(frozen=True)
class Kaartbeeld:
    """A view with its data.

    Attributes
    ----------
    snapshot : Snapshot
    weergave : Weergave
        Fitted to the data.
    grondslag : Grondslag
        The areas behind the map; shared by all visitors.
    kaart : Kaart
    hoogte : Hoogte or None
        What columns tell; None for a flat map.
    """

    snapshot: Snapshot
    weergave: Weergave
    grondslag: Grondslag
    kaart: Kaart
    hoogte: Hoogte | None


def make_beeld(snapshot: Snapshot, weergave: Weergave, melding: str = "") -> Kaartbeeld:
    """Fit a view to the data and gather what it shows; the fitted view is kept, with its link."""
    beeld, notices = gather_beeld(snapshot, weergave)
    notices = tuple(notice for notice in (melding, *notices) if notice)
    toestand.keep_weergave(beeld.weergave, notices, snapshot.id)
    return beeld


def gather_beeld(snapshot: Snapshot, weergave: Weergave) -> tuple[Kaartbeeld, tuple[str, ...]]:
    """Fit a view and gather what it shows, with a sentence for what did not fit; nothing here is of one visitor."""
    newest = gegevens.load_grondslag(snapshot, snapshot.id, weergave.niveau, "", None)
    edities = gegevens.load_edities(snapshot, snapshot.id)
    asked = gegevens.drop_nieuwste(snapshot, weergave)
    fitted, notices = fit_weergave(asked, newest.score.codes, newest.themas, edities)
    key = (snapshot, snapshot.id, fitted.niveau, fitted.gemeente, fitted.jaar)
    basis = gegevens.load_grondslag(*key)
    vormen = _find_vormen(snapshot, fitted.niveau, fitted.gemeente)
    kaart = kleuring.make_kaart(
        vormen, _load_kleuring(*key, fitted.thema), basis.kop, fitted.gemeente, fitted.gebied
    )
    return Kaartbeeld(snapshot, fitted, basis, kaart, _find_hoogte(basis, vormen, fitted.hoogte)), notices


def _find_vormen(snapshot: Snapshot, niveau: str, gemeente: str) -> Vormen:
    """Return the outlines; of a country one gemeente is drawn apart: sharper, with areas that are found by name."""
    whole = gegevens.load_grondslag(snapshot, snapshot.id, niveau, "", None)
    return gegevens.load_vormen(whole.score, snapshot.id, niveau, gemeente if whole.is_druk else "")


def _find_hoogte(grondslag: Grondslag, vormen: Vormen, sleutel: str) -> Hoogte | None:
    """Return the heights; of a whole country there are none, for columns would hide each other."""
    if vormen.is_druk or sleutel not in grondslag.hoogtes:
        return None
    return find_hoogte(grondslag.score.select(grondslag.niveau), vormen, sleutel)


@st.cache_resource(max_entries=64, show_spinner=False)
def _load_kleuring(
    _snapshot: Snapshot, snapshot_id: str, niveau: str, gemeente: str, jaar: int | None, sleutel: str
) -> Kleuring:
    """Return what a theme makes of the outlines."""
    basis = gegevens.load_grondslag(_snapshot, snapshot_id, niveau, gemeente, jaar)
    vormen = _find_vormen(_snapshot, niveau, gemeente)
    if sleutel == thema.KLASSE:
        return kleuring.colour_klasse(basis.geteld, vormen, basis.score)
    indicator = PER_SLEUTEL[sleutel]
    midden = basis.score.referentie.waarde if sleutel == "ses_woa" else np.nan
    # So that years and gemeenten compare, the bins come from the whole region in its newest year; those of SES-WOA lie
    # around the mean of the year that is shown.
    whole = gegevens.load_grondslag(_snapshot, snapshot_id, niveau, "", None)
    bins = thema.find_grenzen(indicator, whole.geteld[sleutel].to_numpy(dtype=float), midden)
    year = jaar or _snapshot.manifest.jaren.get(sleutel, 0)
    return kleuring.colour_waarde(basis.geteld, vormen, sleutel, bins, year, basis.score.kenmerk)
