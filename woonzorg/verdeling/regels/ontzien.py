"""The rule 'ontzien': nothing comes in kwetsbare areas, but for a motivated exception."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from woonzorg.gebied import Niveau
from woonzorg.oordeel.veerkracht import Klasse
from woonzorg.verdeling.invoer.eenmaal import once
from woonzorg.verdeling.regels.bereik import list_codes
from woonzorg.verdeling.regels.grenzen import Grens
from woonzorg.verdeling.regels.metingen import measure_blocked
from woonzorg.verdeling.regels.oordeel import VOLLEDIG, Toetsbereik
from woonzorg.verdeling.regels.regel import Regel
from woonzorg.verdeling.vraag.groepen import Schaal
from woonzorg.verdeling.vraag.parameter import AANNAME, Parameter

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy.typing as npt

    from woonzorg.verdeling.invoer.situatie import Situatie, Uitzondering
    from woonzorg.verdeling.invoer.veld import Veld

GEEN_KLASSE = "de klasse is onbekend"


def list_ontzien(situatie: Situatie) -> frozenset[Klasse]:
    """Return the classes that are spared: kwetsbaar, and unknown unless the planner says otherwise."""
    unknown = [Klasse.ONBEKEND] if ONTZIEN.read(situatie)["onbekend"] else []
    return frozenset((Klasse.KWETSBAAR, *unknown))


@once
def find_ontzien(situatie: Situatie) -> tuple[Grens, ...]:
    """Return the limits of 'ontzien': 0 in kwetsbare areas, and in unknown ones unless the planner says otherwise."""
    spared = list_ontzien(situatie)
    scales = [situatie.find_schaal(group) for group in range(len(situatie.groepen))]
    if not scales:  # a scenario can hold only demand that is never spread
        return ()
    by_scale = {scale: _is_ontzien(situatie, scale, spared) for scale in set(scales)}
    blocked = (
        np.array([by_scale[scale] for scale in scales], dtype=bool)
        .reshape(len(scales), len(situatie.veld.codes))
        .T
    )
    opened, codes = {item.code for item in situatie.uitzonderingen}, situatie.veld.codes
    limits: list[Grens] = []
    for area, row in enumerate(blocked.tolist()):
        groups = tuple(g for g, flag in enumerate(row) if flag)
        if groups and codes[area] in opened:
            limits += _spare(situatie, area, groups)
        elif groups:
            limits.append(Grens(codes[area], (area,), groups, 0.0))
    return tuple(limits)


def _is_ontzien(situatie: Situatie, scale: Schaal, spared: frozenset[Klasse]) -> npt.NDArray[np.bool_]:
    """Tell which areas a scale of test spares: the area itself, or the larger one in which it lies."""
    columns = ["klasse"]
    columns += ["klasse_wijk"] if scale == Schaal.WIJK and situatie.veld.niveau == Niveau.BUURT else []
    columns += ["klasse_gemeente"] if scale == Schaal.GEMEENTE else []
    classes = _read_klassen(situatie.veld)
    # Of a larger area without a row of its own the class is unknown, too.
    names = [*spared, ""] if Klasse.ONBEKEND in spared else [*spared]
    answer: npt.NDArray[np.bool_] = np.any([np.isin(classes[name], names) for name in columns], axis=0)
    return answer


@once
def _read_klassen(veld: Veld) -> dict[str, npt.NDArray[np.str_]]:
    """Return the class of each area, and of the larger areas in which it lies."""
    return {
        name: veld.gebieden[name].to_numpy(dtype=str) for name in ("klasse", "klasse_wijk", "klasse_gemeente")
    }


def _spare(situatie: Situatie, area: int, groups: tuple[int, ...]) -> Iterator[Grens]:
    code = situatie.veld.codes[area]
    covered: dict[Uitzondering, list[int]] = {}
    for g in groups:
        for item in situatie.find_uitzonderingen(situatie.groepen[g], code):
            covered.setdefault(item, []).append(g)
    rest = tuple(g for g in groups if not any(g in found for found in covered.values()))
    if rest:
        yield Grens(code, (area,), rest, 0.0)
    for item, found in covered.items():
        # The number of a decision is no limit on what an exception without one leaves open.
        wider = {
            g for other in covered if item.hoogstens is None and other.aantal is None for g in covered[other]
        }
        left = tuple(g for g in found if g not in wider)
        if item.meest is not None and left:
            yield Grens(code, (area,), left, float(item.meest))


def find_bereik_ontzien(situatie: Situatie) -> Toetsbereik:
    """Tell where the class is unknown and the planner lets homes come all the same."""
    if ONTZIEN.read(situatie)["onbekend"] or not situatie.groepen:
        return VOLLEDIG
    table = situatie.veld.gebieden
    scales = {situatie.find_schaal(group) for group in range(len(situatie.groepen))}
    unknown = (table["klasse"] == Klasse.ONBEKEND).to_numpy(dtype=bool)
    for scale, column in ((Schaal.WIJK, "klasse_wijk"), (Schaal.GEMEENTE, "klasse_gemeente")):
        if scale in scales and not (scale == Schaal.WIJK and situatie.veld.niveau == Niveau.WIJK):
            unknown |= table[column].isin(["", Klasse.ONBEKEND]).to_numpy(dtype=bool)
    codes = list_codes(situatie.veld, situatie.veld.eigen & unknown)
    return Toetsbereik(codes, GEEN_KLASSE) if codes else VOLLEDIG


ONTZIEN = Regel(
    sleutel="ontzien", titel="Ontzien", versie=2, paragraaf="§5.3",
    uitleg="In kwetsbare gebieden komt niets bij, behalve bij een gemotiveerde uitzondering.",
    formule="x = 0 als klasse = kwetsbaar, of onbekend",
    parameters=(
        Parameter("onbekend", "Ook gebieden met een onbekende klasse ontzien", 1.0,
                  f"{AANNAME}: de visie zegt niets over een gebied zonder score", 0, 1),
    ),
    find_grenzen=find_ontzien, meet=measure_blocked, versoepelbaar=False, mag_uit=False,
    find_bereik=find_bereik_ontzien, nul_gedeeld=True,
)  # fmt: skip
