"""The place rule: detentie and forensisch live outside kwetsbare buurten, also inside a wijk that is not kwetsbaar."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from woonzorg.gebied import Niveau
from woonzorg.oordeel.veerkracht import Klasse
from woonzorg.verdeling.invoer.eenmaal import once
from woonzorg.verdeling.invoer.veld import floor_exact
from woonzorg.verdeling.regels.bereik import list_codes
from woonzorg.verdeling.regels.capaciteit import CAPACITEIT
from woonzorg.verdeling.regels.grenzen import Grens
from woonzorg.verdeling.regels.metingen import measure_blocked
from woonzorg.verdeling.regels.oordeel import VOLLEDIG, Toetsbereik
from woonzorg.verdeling.regels.regel import Regel
from woonzorg.verdeling.vraag.groepen import PER_SLEUTEL
from woonzorg.verdeling.vraag.parameter import AANNAME

if TYPE_CHECKING:
    from collections.abc import Iterator

    from woonzorg.verdeling.invoer.situatie import Situatie
    from woonzorg.verdeling.invoer.veld import Values

GEEN_PLAATSREGEL = "voor geen van deze groepen geldt een plaatsregel"


@once
def find_plaatsregel(situatie: Situatie) -> tuple[Grens, ...]:
    """Return the limits for groups with a place rule of their own: outside kwetsbare buurten, also inside a wijk."""
    return tuple(
        limit
        for group, name in enumerate(situatie.groepen)
        if PER_SLEUTEL[name].plaatsregel
        for limit in _limit_place(situatie, group, name)
    )


def _limit_place(situatie: Situatie, groep: int, naam: str) -> Iterator[Grens]:
    room = _count_room_buiten(situatie)
    for area, code in enumerate(situatie.veld.codes):
        most = float(room[area])
        cases = situatie.find_uitzonderingen(naam, code) if math.isfinite(most) else ()
        if math.isfinite(most) and all(item.aantal for item in cases):
            yield Grens(code, (area,), (groep,), max([most, *(float(item.meest or 0) for item in cases)]))


def _count_room_buiten(situatie: Situatie) -> Values:
    """Return the most that fits outside kwetsbare and unknown buurten; infinite in a buurt that is neither."""
    veld = situatie.veld
    spared = veld.gebieden["klasse"].isin([Klasse.KWETSBAAR, Klasse.ONBEKEND]).to_numpy(dtype=bool)
    if veld.niveau == Niveau.BUURT:
        return np.where(spared, 0.0, np.inf)
    values = CAPACITEIT.read(situatie)
    rate = values["mutatiegraad"] * values["toewijsaandeel"] / 1e4 * situatie.jaren
    return floor_exact(np.nan_to_num(veld.read("corporatie_buiten")) * rate)


def find_bereik_plaatsregel(situatie: Situatie) -> Toetsbereik:
    """Tell that nothing is tested where no group has a place rule of its own."""
    bound = any(PER_SLEUTEL[name].plaatsregel for name in situatie.groepen)
    return (
        VOLLEDIG if bound else Toetsbereik(list_codes(situatie.veld, situatie.veld.eigen), GEEN_PLAATSREGEL)
    )


def has_plaatsregel(situatie: Situatie, groep: int) -> bool:
    """Tell whether a group has a place rule of its own."""
    return PER_SLEUTEL[situatie.groepen[groep]].plaatsregel


PLAATSREGEL = Regel(
    sleutel="plaatsregel", titel="Plaatsregel voor detentie en forensisch", versie=1,
    paragraaf=f"§6.12; forensisch en onbekende buurten: {AANNAME}",
    uitleg="Deze groepen wonen buiten kwetsbare buurten, ook binnen een wijk die zelf niet kwetsbaar is.",
    formule="x = 0 in kwetsbare en onbekende buurten",
    find_grenzen=find_plaatsregel, meet=measure_blocked, versoepelbaar=False, mag_uit=False,
    find_bereik=find_bereik_plaatsregel, speaks_of=has_plaatsregel, over_de_plek=True, nul_gedeeld=True,
    leest=(CAPACITEIT.sleutel,),
    kort="Plaatsregel",
)  # fmt: skip
