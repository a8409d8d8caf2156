"""Everything that the page Kaart shows for a view, from cached parts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from pages.onderdelen import gegevens, toestand
from woonzorg.indicator import PER_SLEUTEL
from woonzorg.kaart import grafiek, kleuring, telling, thema
from woonzorg.kaart.beeld import VLAKKEN_MAXIMUM
from woonzorg.kaart.hoogte import Hoogte, find_hoogte, list_hoogtes
from woonzorg.link import Weergave, fit_weergave

if TYPE_CHECKING:
    import geopandas as gpd

    from woonzorg.kaart.beeld import Kaart, Kleuring, Vormen
    from woonzorg.kaart.grafiek import Schalen
    from woonzorg.opslag import Snapshot
    from woonzorg.toets import Score


@dataclass(frozen=True)
class Beeld:
    """A view with its data.

    Attributes
    ----------
    snapshot : Snapshot
    weergave : Weergave
        Fitted to the data.
    score : Score
    geteld : GeoDataFrame
        The areas that count.
    kop : str
        Headline.
    kaart : Kaart
    hoogte : Hoogte or None
        What columns tell; None for a flat map.
    """

    snapshot: Snapshot
    weergave: Weergave
    score: Score
    geteld: gpd.GeoDataFrame
    kop: str
    kaart: Kaart
    hoogte: Hoogte | None

    @property
    def is_druk(self) -> bool:
        """Whether there are more areas than a page can list."""
        return len(self.geteld) > VLAKKEN_MAXIMUM

    @property
    def schalen(self) -> Schalen:
        """Scales of both measures over the whole region, so that cards compare."""
        return grafiek.make_schalen(self.score, self.weergave.niveau)


def make_beeld(snapshot: Snapshot, weergave: Weergave, melding: str = "") -> Beeld:
    """Fit a view to the data and gather what it shows; the fitted view is kept, with its link."""
    newest = gegevens.load_score(snapshot, snapshot.id, None)
    fitted, notices = fit_weergave(
        weergave,
        set(newest.gebieden["code"]),
        thema.list_themas(telling.select_gebieden(newest, weergave.niveau)),
        gegevens.load_edities(snapshot, snapshot.id),
    )
    notices = tuple(notice for notice in (melding, *notices) if notice)
    toestand.keep_weergave(fitted, notices, snapshot.id)
    score = gegevens.load_score(snapshot, snapshot.id, fitted.jaar)
    counted = telling.select_gebieden(score, fitted.niveau, fitted.gemeente)
    # Of a country one gemeente is drawn apart: sharper, and each area can then be found by name.
    drawn = fitted.gemeente if is_druk(newest, fitted.niveau) else ""
    vormen = gegevens.load_vormen(newest, snapshot.id, fitted.niveau, drawn)
    kop = telling.write_kop(telling.count_klassen(counted, "", fitted.niveau))
    colours = _colour(snapshot, fitted, newest, score, counted, vormen)
    kaart = kleuring.make_kaart(vormen, colours, kop, fitted.gemeente, fitted.gebied)
    return Beeld(snapshot, fitted, score, counted, kop, kaart, _find_hoogte(score, fitted, vormen))


def _find_hoogte(score: Score, weergave: Weergave, vormen: Vormen) -> Hoogte | None:
    """Return the heights; of a whole country there are none, for columns would hide each other."""
    areas = telling.select_gebieden(score, weergave.niveau)
    if vormen.is_druk or weergave.hoogte not in list_hoogtes(areas):
        return None
    return find_hoogte(areas, vormen, weergave.hoogte)


def is_druk(score: Score, niveau: str) -> bool:
    """Tell whether a level has more areas than a page can list."""
    return len(telling.select_gebieden(score, niveau)) > VLAKKEN_MAXIMUM


def _colour(
    snapshot: Snapshot,
    weergave: Weergave,
    newest: Score,
    score: Score,
    counted: gpd.GeoDataFrame,
    vormen: Vormen,
) -> Kleuring:
    if weergave.thema == thema.KLASSE:
        return kleuring.colour_klasse(counted, vormen, score)
    indicator = PER_SLEUTEL[weergave.thema]
    midden = score.referentie.waarde if weergave.thema == "ses_woa" else np.nan
    values = telling.select_gebieden(newest, weergave.niveau)[weergave.thema].to_numpy(dtype=float)
    jaar = weergave.jaar or snapshot.manifest.jaren.get(weergave.thema, 0)
    bins = thema.find_grenzen(indicator, values, midden)
    return kleuring.colour_waarde(counted, vormen, weergave.thema, bins, jaar)
