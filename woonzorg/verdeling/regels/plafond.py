"""The rule 'plafond': no area receives more than a fixed number per 1,000 households."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from woonzorg.oordeel.concentratie import Q
from woonzorg.verdeling.invoer.eenmaal import once
from woonzorg.verdeling.invoer.veld import floor_exact
from woonzorg.verdeling.regels.bereik import list_codes
from woonzorg.verdeling.regels.grenzen import Grens, limit_areas
from woonzorg.verdeling.regels.metingen import KEER, Meting, fill_grens, measure_quotient
from woonzorg.verdeling.regels.oordeel import VOLLEDIG, Toetsbereik
from woonzorg.verdeling.regels.regel import Regel
from woonzorg.verdeling.regels.tellingen import list_tellingen
from woonzorg.verdeling.vraag.parameter import AANNAME, Parameter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from woonzorg.verdeling.invoer.situatie import Situatie
    from woonzorg.verdeling.invoer.veld import Counts, Values, Veld


@once
def find_plafond(situatie: Situatie) -> tuple[Grens, ...]:
    """Return the ceilings: additions per 1,000 households, and by own counts where these are known; the stricter."""
    return limit_areas(situatie, _calculate(situatie.veld, **PLAFOND.read(situatie)))


def find_plafonden(situatie: Situatie, knop: str, waarden: Sequence[float]) -> Values:
    """Return the most of each limit of `find_plafond` at many values of one of its parameters at once; a row each."""
    turned = {name: np.full((len(waarden), 1), value) for name, value in PLAFOND.read(situatie).items()}
    turned[knop] = np.array(waarden, dtype=float)[:, np.newaxis]
    return _calculate(situatie.veld, **turned)


def _calculate(veld: Veld, per_1000: float | Values, q: float | Values) -> Values:
    """Return the ceiling of each area; columns of values give a row each."""
    households = veld.read("huishoudens")
    room = per_1000 / 1000.0 * households
    for count in list_tellingen(veld):
        if count.is_eigen:
            room = np.fmin(room, q * count.aandeel * households - count.v)
    ceilings: Values = np.maximum(0.0, floor_exact(np.nan_to_num(room)))
    return ceilings


def measure_plafond(
    situatie: Situatie,
    plan: Counts,
    rijen: Sequence[tuple[Grens, int]],  # noqa: ARG001
) -> Meting:
    """Measure the highest load: additions per 1,000 households, or as a location quotient where that comes nearer."""
    values, veld, added = PLAFOND.read(situatie), situatie.veld, plan.sum(axis=1)
    households = veld.read("huishoudens")
    receiving = (added > 0) & (households > 0)
    rate = 1000.0 * np.divide(added, households, out=np.zeros(len(added)), where=receiving)
    found = [Meting(float(rate.max(initial=0.0)), values["per_1000"], "per 1.000 huishoudens")]
    found += [
        measure_quotient(count.v, households, added, count.aandeel, values["q"])
        for count in list_tellingen(veld)
        if count.is_eigen
    ]
    return max(found, key=fill_grens)


def find_bereik_plafond(situatie: Situatie) -> Toetsbereik:
    """Tell where the ceiling tests additions only; that is a test of its own, so nothing is left untested."""
    veld = situatie.veld
    unknown = np.isnan(veld.read("gehuisvest")) if veld.telt_eigen else np.ones(len(veld.codes), dtype=bool)
    codes = list_codes(veld, veld.eigen & unknown)
    return Toetsbereik((), "", codes) if codes else VOLLEDIG


PLAFOND = Regel(
    sleutel="plafond", titel="Plafond", versie=2, paragraaf="afgeleid van §5.3",
    uitleg="Geen gebied krijgt meer dan een vast aantal per 1.000 huishoudens.",
    formule="Σx ≤ ⌊per_1000·H/1000⌋; met eigen telling ook Σx ≤ max(0, ⌊q·ρ·H − v⌋)",
    parameters=(
        Parameter("per_1000", "Meeste nieuwe woningen", 8.0, AANNAME, 0, 1000, "per 1.000 huishoudens", 0.1),
        Parameter("q", "Grens van een concentratie", Q, AANNAME, 1, 10, KEER, 0.01),
    ),
    find_grenzen=find_plafond, meet=measure_plafond, knoppen=("per_1000", "q"), find_bereik=find_bereik_plafond,
    decimalen_gedeeld=1,
)  # fmt: skip
