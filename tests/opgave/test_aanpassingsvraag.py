"""VPT and the Wmo rule: by hand, and unknown as long as nobody gave a number."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from woonzorg.opgave.aanpassingsvraag import (
    PARAMETERS,
    Aanpassingsvraag,
    compute_aanpassingsvraag,
    describe_aanpassingsvraag,
)


def test_without_a_number_nothing_is_reckoned():
    found = compute_aanpassingsvraag(2030)
    assert (found.vpt, found.erbij, found.wmo) == (None, None, None)
    first, second = describe_aanpassingsvraag(found)
    assert "onbekend" in first
    assert "1-1-2026" in second
    assert {item.sleutel: item.waarde for item in PARAMETERS} == {
        "vpt": 625, "vpt_groei": None, "wmo": None, "wmo_regel": None,
    }  # fmt: skip
    assert next(item.vanaf for item in PARAMETERS if item.sleutel == "wmo_regel") == date(2026, 1, 1)
    assert all("§" in item.bron or "eigen cijfer" in item.bron for item in PARAMETERS)


def test_by_hand():
    # 625 × 1.04⁵ = 760.4; the rule of 2026 holds in 2030 and not in 2025.
    assert compute_aanpassingsvraag(2030, groei=4.0) == Aanpassingsvraag(2030, 760, 135, None)
    assert compute_aanpassingsvraag(2030, groei=0.0).erbij == 0
    assert compute_aanpassingsvraag(2030, wmo=200.0, regel=-15.0).wmo == 170
    assert compute_aanpassingsvraag(2025, wmo=200.0).wmo == 200
    assert compute_aanpassingsvraag(2030, wmo=200.0).wmo is None
    told, other = describe_aanpassingsvraag(compute_aanpassingsvraag(2030, groei=4.0, wmo=200.0, regel=0.0))
    assert told == (
        "VPT in 2030: 760 ouderen thuis, 135 meer dan nu, en hoogstens zo veel woningen waar een aanpassing bij komt "
        "(aanname)."
    )
    assert other == "Wmo in 2030: 200 aanvragen per jaar (aanname)."
    assert "niet meer dan nu" in describe_aanpassingsvraag(compute_aanpassingsvraag(2030, groei=-1.0))[0]


@given(st.floats(0, 20), st.integers(2025, 2060), st.floats(0, 1000), st.floats(-100, 100))
def test_more_growth_and_later_years_never_ask_less(groei, jaar, wmo, regel):
    now, later = (
        compute_aanpassingsvraag(year, groei=groei, wmo=wmo, regel=regel) for year in (jaar, jaar + 1)
    )
    assert (now.vpt or 0) <= (later.vpt or 0)
    assert (now.erbij or 0) >= 0
    assert (later.wmo or 0) >= 0
    assert compute_aanpassingsvraag(jaar, groei=None).vpt is None
