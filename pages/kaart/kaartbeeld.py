"""Everything that the page Kaart shows for a view, from cached parts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from pages.bouwstenen import gegevens, toestand
from pages.bouwstenen.kern import kernkeuze
from pages.bouwstenen.kern.kernbewaring import keep_bij_kern
from pages.kaart import vergelijken
from woonzorg.indicator import PER_SLEUTEL
from woonzorg.kaart import kleuring, thema
from woonzorg.kaart.hoogte import Hoogte, find_hoogte
from woonzorg.kaart.vormen import find_gebiedsvenster
from woonzorg.links.link import Weergave, fit_weergave

if TYPE_CHECKING:
    from woonzorg.gegevens.opslag import Snapshot
    from woonzorg.kaart.beeld import Kaart, Kleuring, Vormen
    from woonzorg.kaart.grondslag import Grondslag
    from woonzorg.kaart.regioverschil import Regioverschil
    from woonzorg.kaart.verandering import Verandering
    from woonzorg.kern.kern import Kerngebied


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
    kern : Kerngebied or None
        The own area that the view keeps to.
    gemeten : Verandering, Regioverschil or None
        What changed since an earlier year, or how areas lie against their region; None for a map of what is.
    stap : str
        What the last step through the years changed, in one sentence; '' where no step was taken.
    """

    snapshot: Snapshot
    weergave: Weergave
    grondslag: Grondslag
    kaart: Kaart
    hoogte: Hoogte | None
    kern: Kerngebied | None = None
    gemeten: Verandering | Regioverschil | None = None
    stap: str = ""

    @property
    def kop(self) -> str:
        """Headline of page and slide: of the place that is shown."""
        regio, lines = self.snapshot.manifest.regio.titel, self.weergave.omlijnen
        return vergelijken.write_kop(self.gemeten, self.grondslag, regio, omlijnen=lines)


def make_beeld(snapshot: Snapshot, weergave: Weergave, melding: str = "") -> Kaartbeeld:
    """Fit a view to the data and gather what it shows; the fitted view is kept, with its link."""
    beeld, notices = gather_beeld(snapshot, weergave, heel=kernkeuze.is_bezig())
    notices = tuple(notice for notice in (melding, *notices) if notice)
    toestand.keep_weergave(beeld.weergave, notices, snapshot.id)
    return beeld


def gather_beeld(
    snapshot: Snapshot, weergave: Weergave, *, heel: bool = False
) -> tuple[Kaartbeeld, tuple[str, ...]]:
    """Fit a view and gather what it shows, with a sentence for what did not fit; nothing here is of one visitor.

    With `heel` the map of an own area shows the whole region: to whoever composes it.
    """
    newest = gegevens.load_grondslag(snapshot, snapshot.id, weergave.niveau, "", None)
    edities = gegevens.load_edities(snapshot, snapshot.id)
    asked = gegevens.drop_nieuwste(snapshot, weergave)
    fitted, notices = fit_weergave(asked, newest.score.codes, newest.themas, edities)
    fitted, apart = vergelijken.fit_verschil(snapshot, newest, fitted)
    fitted, kern, told = kernkeuze.fit_keuze(snapshot, fitted)
    key = (snapshot, snapshot.id, fitted.niveau, fitted.gemeente, fitted.jaar, kern)
    basis = gegevens.load_grondslag(*key)
    alone = None if heel else kern
    vormen = _find_vormen(snapshot, fitted.niveau, fitted.gemeente, alone)
    window = find_gebiedsvenster(vormen, basis.geteld) if alone else None
    gemeten = vergelijken.find_gemeten(snapshot, fitted, basis)
    regio = snapshot.manifest.regio.titel
    kop = vergelijken.write_kop(gemeten, basis, regio, omlijnen=fitted.omlijnen)
    asked = Weergave(
        niveau=fitted.niveau, gemeente=fitted.gemeente, jaar=fitted.jaar, thema=fitted.thema, sinds=fitted.sinds,
        tov=fitted.tov,
    )  # fmt: skip
    colours = _load_kleuring(snapshot, snapshot.id, asked, kern, alone)
    kaart = kleuring.make_kaart(vormen, colours, kop, fitted.gemeente, fitted.gebied, window)
    height = _find_hoogte(basis, vormen, fitted.hoogte)
    return Kaartbeeld(snapshot, fitted, basis, kaart, height, kern, gemeten), (*notices, *apart, *told)


def _find_vormen(snapshot: Snapshot, niveau: str, gemeente: str, kern: Kerngebied | None) -> Vormen:
    """Return the outlines; of a country one gemeente is drawn apart: sharper, with areas that are found by name."""
    whole = gegevens.load_grondslag(snapshot, snapshot.id, niveau, "", None)
    apart = (gemeente, kern) if whole.is_druk else ("", None)
    return gegevens.load_vormen(whole.score, snapshot.id, niveau, *apart)


def _find_hoogte(grondslag: Grondslag, vormen: Vormen, sleutel: str) -> Hoogte | None:
    """Return the heights; of a whole country there are none, for columns would hide each other."""
    if vormen.is_druk or sleutel not in grondslag.hoogtes:
        return None
    return find_hoogte(grondslag.score.select(grondslag.niveau), vormen, sleutel)


@keep_bij_kern(64)
def _load_kleuring(
    _snapshot: Snapshot, snapshot_id: str, vraag: Weergave, kern: Kerngebied | None, alleen: Kerngebied | None
) -> Kleuring:  # fmt: skip
    """Return what a theme makes of the outlines; `vraag` holds of a view only what colours hang on."""
    niveau, gemeente, jaar, sleutel = vraag.niveau, vraag.gemeente, vraag.jaar, vraag.thema
    basis = gegevens.load_grondslag(_snapshot, snapshot_id, niveau, gemeente, jaar, kern)
    vormen = _find_vormen(_snapshot, niveau, gemeente, alleen)
    compared = vergelijken.colour_gemeten(_snapshot, basis, vormen, vraag)
    found = compared or _colour(_snapshot, basis, vormen, sleutel, jaar)
    return replace(found, buiten=kleuring.BUITEN_KERN) if kern else found


def _colour(
    snapshot: Snapshot, basis: Grondslag, vormen: Vormen, sleutel: str, jaar: int | None
) -> Kleuring:  # fmt: skip
    if sleutel == thema.KLASSE:
        return kleuring.colour_klasse(basis.geteld, vormen, basis.score)
    indicator = PER_SLEUTEL[sleutel]
    midden = basis.score.referentie.waarde if sleutel == "ses_woa" else np.nan
    # So that years and gemeenten compare, the bins come from the whole region in its newest year; those of SES-WOA lie
    # around the mean of the year that is shown.
    whole = gegevens.load_grondslag(snapshot, snapshot.id, basis.niveau, "", None)
    bins = thema.find_grenzen(indicator, whole.geteld[sleutel].to_numpy(dtype=float), midden)
    year = jaar or snapshot.manifest.jaren.get(sleutel, 0)
    return kleuring.colour_waarde(basis.geteld, vormen, sleutel, bins, year, basis.score.kenmerk)
