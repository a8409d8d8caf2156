"""Small random cases of a distribution, for the oracle and for the library."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
from hypothesis import strategies as st
from orakel import Geval
from veldmaken import make_situatie, make_veld

from woonzorg.verdeling.invoer.situatie import Afspraak

NAMES = ("psychisch", "statushouders", "beschermd_wonen")


def translate(geval, **options):
    """Return a case of the oracle as a problem of the library."""
    veld = make_veld(
        len(geval.H), geval.buren, huishoudens=np.array(geval.H, dtype=float), kenmerk_v=np.array(geval.v, dtype=float),
        klasse=["kwetsbaar" if flag else "aandacht_ses" for flag in geval.kwetsbaar],
        capaciteit=np.array(geval.cap, dtype=float), gemeentecode=geval.gemeente,
        inwoners=np.array(geval.inwoners, dtype=float),
    )  # fmt: skip
    values = {
        "plafond": {"per_1000": float(geval.per_1000)},
        "geen_verplaatsing": {"q": float(geval.q)},
        "geen_verplaatsing_buren": {"kappa": float(geval.kappa)},
    }
    if geval.hoogstens is not None:
        options["afspraken"] = (Afspraak((geval.gemeente[0],), hoogstens=geval.hoogstens),)
    demand = dict(zip(NAMES, geval.vraag, strict=False))
    return make_situatie(veld, demand, values, loten=dict(zip(NAMES, geval.lot, strict=False)), **options)


@st.composite
def small_cases(draw):
    n = draw(st.integers(1, 4))

    def numbers(low, high):
        return draw(st.lists(st.integers(low, high), min_size=n, max_size=n))

    households = [draw(st.sampled_from([0, 60, 150, 300, 500, 800])) for _ in range(n)]
    pairs = [(a, b) for a in range(n) for b in range(a + 1, n)]
    return Geval(
        H=[*households[:-1], max(households[-1], 100)],
        v=[draw(st.integers(1, h // 20 + 1)) if h else 0 for h in (*households[:-1], max(households[-1], 100))],
        kwetsbaar=draw(st.lists(st.sampled_from([False, False, True]), min_size=n, max_size=n)),
        cap=numbers(0, 4), buren=draw(st.lists(st.sampled_from(pairs), unique=True)) if pairs else [],
        gemeente=[draw(st.sampled_from(["GM0001", "GM0002"])) for _ in range(n)], inwoners=numbers(1, 5),
        vraag=draw(st.lists(st.integers(0, 4), min_size=1, max_size=2)), lot=[1, draw(st.integers(1, 3))],
        per_1000=draw(st.sampled_from([4, 8, 20])), kappa=draw(st.sampled_from([Fraction(1), Fraction(5, 4)])),
        hoogstens=draw(st.sampled_from([None, None, 2])),
    )  # fmt: skip
