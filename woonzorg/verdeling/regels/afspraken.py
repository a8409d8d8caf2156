"""The rule 'bestuurlijke sleutel': each gemeente, or group of gemeenten, takes what was agreed.

A share p_k of what is asked is worked out for each demand D anew: n_k = p_k·D by largest remainder, with what no share
names as one more part. Of equal remainders the set with most households goes first, then that with most inhabitants,
and what no share names goes last. A set takes its n_k: no less, as far as that can be reached (objective 0 of
`optimum.model`; what falls short is told), and no more, so that nobody takes over what another leaves. Gemeenten that
no share names are free.
"""

from __future__ import annotations

import dataclasses
import math
from typing import TYPE_CHECKING

import numpy as np

from woonzorg.verdeling.invoer.eenmaal import once
from woonzorg.verdeling.invoer.rang import rank_gemeenten
from woonzorg.verdeling.invoer.veld import round_largest_remainder
from woonzorg.verdeling.regels.bereik import list_codes
from woonzorg.verdeling.regels.grenzen import Grens
from woonzorg.verdeling.regels.metingen import measure_tightest
from woonzorg.verdeling.regels.oordeel import VOLLEDIG, Toetsbereik
from woonzorg.verdeling.regels.regel import Regel

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from woonzorg.verdeling.invoer.situatie import Afspraak, Situatie

GEEN_AFSPRAKEN = "er zijn geen afspraken"

ZONDER_CORPORATIE = (
    "van welke corporatie een woning is, staat niet in de cijfers; de verdeling over corporaties telt niet"
)
"""Why an agreement that is divided between corporaties is not tested as a whole."""

SLEUTEL_BRON = "§7.2.2; voorbeeld: raamafspraken Alkmaar, 'Zo doen we dat'"
"""The vision asks for numbers by group and gemeente; the magazine has an agreed division (50, 25 and 25 %)."""


@once
def settle_aandelen(situatie: Situatie) -> dict[Afspraak, int]:
    """Return the homes that each agreed share comes to, of what this situation asks."""
    deals = [deal for deal in dict.fromkeys(situatie.afspraken) if deal.aandeel is not None]
    shares = [deal.aandeel or 0.0 for deal in deals]
    ranks = np.append(_rank_afspraken(situatie, deals), len(deals))
    counts = round_aandelen(shares, sum(situatie.behoefte.aantallen), ranks)
    return dict(zip(deals, counts, strict=True))


def fix_afspraken(situatie: Situatie) -> tuple[Afspraak, ...]:
    """Return the agreements with each share as the number that it comes to: for who asks another demand of them."""
    shares = settle_aandelen(situatie)
    return tuple(
        dataclasses.replace(deal, aandeel=None, minstens=shares[deal], hoogstens=shares[deal])
        if deal in shares
        else deal
        for deal in situatie.afspraken
    )


def round_aandelen(aandelen: Sequence[float], totaal: int, rang: npt.NDArray[np.intp]) -> list[int]:
    """Return shares (percent, together at most 100) of a total in whole numbers, by largest remainder.

    Parameters
    ----------
    aandelen : sequence of float
    totaal : int
    rang : ndarray of int
        Which of equal remainders goes first; one more than there are shares: the last is of what no share names.

    Examples
    --------
    >>> round_aandelen([50.0, 25.0, 25.0], 725, np.arange(4)), round_aandelen([50.0, 25.0], 30, np.arange(3))
    ([363, 181, 181], [15, 8])
    """
    rest = max(0.0, 100.0 - math.fsum(aandelen))
    counts: list[int] = round_largest_remainder(np.array([*aandelen, rest]), totaal, rang).tolist()
    return counts[:-1]


def divide_corporaties(afspraak: Afspraak, aantal: int) -> dict[str, int]:
    """Return what each corporatie takes of the homes of an agreement; of equal remainders the first goes first."""
    parts = afspraak.corporaties
    counts = round_aandelen([part.aandeel for part in parts], aantal, np.arange(len(parts) + 1))
    return {part.naam: count for part, count in zip(parts, counts, strict=True)}


def _rank_afspraken(situatie: Situatie, deals: Sequence[Afspraak]) -> npt.NDArray[np.intp]:
    """Return the place of each set where claims are equal: most households first, then most inhabitants."""
    towns = situatie.veld.gebieden["gemeentecode"]
    sizes = [-np.nan_to_num(situatie.veld.read(name)) for name in ("huishoudens", "inwoners")]
    inside = [(towns.isin(deal.gemeenten) & situatie.veld.eigen).to_numpy(dtype=bool) for deal in deals]
    codes = sorted({code for deal in deals for code in deal.gemeenten})
    ranks = dict(zip(codes, rank_gemeenten(situatie.veld, codes).tolist(), strict=True))
    rows = [
        (*(float(size[part].sum()) for size in sizes), sorted(ranks[code] for code in deal.gemeenten))
        for deal, part in zip(deals, inside, strict=True)
    ]
    return np.argsort(sorted(range(len(rows)), key=rows.__getitem__)).astype(np.intp)


@once
def find_sleutel(situatie: Situatie) -> tuple[Grens, ...]:
    """Return least and most for each agreed set of gemeenten."""
    municipality, shares = situatie.veld.gebieden["gemeentecode"], settle_aandelen(situatie)
    groups = tuple(range(len(situatie.groepen)))
    return tuple(
        Grens(
            afspraak.naam,
            tuple(np.flatnonzero(municipality.isin(afspraak.gemeenten) & situatie.veld.eigen).tolist()),
            groups,
            *_read_grenzen(afspraak, shares),
            zacht=True,
        )
        for afspraak in situatie.afspraken
    )


def _read_grenzen(afspraak: Afspraak, aandelen: dict[Afspraak, int]) -> tuple[float, float]:
    """Return most and least."""
    if afspraak in aandelen:
        return float(aandelen[afspraak]), float(aandelen[afspraak])
    return math.inf if afspraak.hoogstens is None else float(afspraak.hoogstens), float(afspraak.minstens)


def find_bereik_sleutel(situatie: Situatie) -> Toetsbereik:
    """Tell that nothing is tested without agreements, and not wholly where corporaties divide them."""
    veld = situatie.veld
    if not situatie.afspraken:
        return Toetsbereik(list_codes(veld, veld.eigen), GEEN_AFSPRAKEN)
    divided = {code for deal in situatie.afspraken if deal.corporaties for code in deal.gemeenten}
    blind = (veld.gebieden["gemeentecode"].isin(divided) & veld.eigen).to_numpy(dtype=bool)
    return Toetsbereik(list_codes(veld, blind), ZONDER_CORPORATIE) if blind.any() else VOLLEDIG


def has_afspraken(situatie: Situatie, groep: int) -> bool:  # noqa: ARG001 - one form for every rule
    """Tell whether anything was agreed: then it is for every group."""
    return bool(situatie.afspraken)


SLEUTEL = Regel(
    sleutel="sleutel", titel="Bestuurlijke sleutel", versie=1, paragraaf=SLEUTEL_BRON,
    uitleg="Elke gemeente, of groep gemeenten, krijgt wat is afgesproken: aantallen, of een deel van de vraag.",
    formule="minstens ≤ Σx ≤ hoogstens",
    find_grenzen=find_sleutel, meet=measure_tightest, find_bereik=find_bereik_sleutel, speaks_of=has_afspraken,
    decimalen_gedeeld=0,
)  # fmt: skip
