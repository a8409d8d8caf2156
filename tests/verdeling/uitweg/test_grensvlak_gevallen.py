"""The frontier against the optimum itself: what it says of a share and a ceiling is what a plan there does."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from uitweggevallen import make_geval, take

from woonzorg.fouten import InvoerFout
from woonzorg.verdeling.optimum.model import place
from woonzorg.verdeling.uitweg.grensvlak import trace_situaties


def fits(situatie):
    """Tell whether the optimum places all of the demand; locks that cannot be kept are no plan at all."""
    try:
        return place(situatie).geplaatst == situatie.behoefte.aantallen
    except InvoerFout:
        return False


def says(aandeel, mist, percent):
    return aandeel is not None and percent >= aandeel and percent not in mist


@settings(max_examples=40)
@given(make_geval(), st.data())
def test_a_point_fits_and_one_per_cent_less_does_not(geval, data):
    vlak = trace_situaties(*geval)
    assert vlak.bewezen
    point = data.draw(st.sampled_from(vlak.punten))
    sides = [(point.aandeel_laag, point.mist_laag), (point.aandeel_hoog, point.mist_hoog)]
    for situatie, (least, lacks) in zip(geval, sides, strict=True):
        tried = {0, 100, data.draw(st.integers(0, 100)), *lacks[:2]}
        tried |= set() if least is None else {least, max(0, least - 1), min(100, least + 1)}
        for percent in tried:
            assert fits(take(situatie, point.per_1000, percent)) == says(least, lacks, percent), percent


@settings(max_examples=40)
@given(make_geval(), st.integers(0, 100))
def test_a_higher_ceiling_never_needs_more_and_past_the_last_point_nothing_changes(geval, percent):
    vlak = trace_situaties(*geval)
    for side in ("laag", "hoog"):
        least = [101 if (value := getattr(p, f"aandeel_{side}")) is None else value for p in vlak.punten]
        assert least == sorted(least, reverse=True)
        lacks = [set(getattr(point, f"mist_{side}")) for point in vlak.punten]
        assert all(higher > one for one, found in zip(least, lacks, strict=True) for higher in found)
    last = vlak.punten[-1]
    assert fits(take(geval[1], 1000, percent)) == says(last.aandeel_hoog, last.mist_hoog, percent)
