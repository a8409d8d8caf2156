"""Picture 5, by hand: bars that stand on each other, and what is needed or agreed."""

from __future__ import annotations

import math

from woonzorg.agenda.kwartaal import Kwartaal
from woonzorg.agenda.voortgang import Momentstand, Spoor, Teller
from woonzorg.grafiek.agenda import BEZIG, GEREED, TOEGEZEGD, make_spoor
from woonzorg.grafiek.svg import render_grafiek

Q2, Q4 = Kwartaal(2026, 2), Kwartaal(2026, 4)


def test_bars_stand_on_each_other_and_the_region_has_the_band_of_what_is_needed():
    spoor = Spoor("", Teller.TOEWIJZING, 500, (Momentstand(Q2, 100, 50, 0), Momentstand(Q4, 200, 80, 40)))
    chart = make_spoor(spoor, "Voorbeeldstreek", Q4)
    assert [(tint.y, tint.kleur) for tint in chart.tinten] == [
        ((0, 100), GEREED), ((100, 150), BEZIG),
        ((0, 200), GEREED), ((200, 280), BEZIG), ((280, 320), TOEGEZEGD),
    ]  # fmt: skip
    low, high = chart.reeksen
    assert [point.y for point in low.punten[:2]] == [226, 452]
    assert (low.punten[-1].y, high.punten[-1].y) == (2260, 3625)
    assert chart.y.eind >= 3625
    assert [line.x for line in chart.lijnen] == [1]
    assert chart.tabel.rijen == (("2026-Q2", 100, 50, 0), ("2026-Q4", 200, 80, 40))
    assert "200 toegewezen, 80 in voorbereiding, 40 toegezegd. Afgesproken: 500." in chart.zin
    assert render_grafiek(chart).startswith("<")


def test_a_gemeente_has_her_own_agreement_and_no_band():
    spoor = Spoor("GM1", Teller.BOUW, 60, (Momentstand(Q4, 10, 0, 0),))
    before = Spoor("GM1", Teller.BOUW, 60, (Momentstand(Q2, 5, 1, 0),))
    chart = make_spoor(spoor, "Aaa", Q4, (0, 20, 20, 60, 60, 60, 60, 60, 60, 60), before)
    assert [line.naam for line in chart.reeksen] == ["Afgesproken", "Vorig verslag"]
    assert [point.y for point in chart.reeksen[1].punten] == [6]
    bare = make_spoor(Spoor("GM1", Teller.BOUW, 60, (Momentstand(Q4, 10, None, None),)), "Aaa", Q4)
    assert (len(bare.tinten), math.isnan(bare.tabel.rijen[0][2])) == (1, True)
    assert "onbekend in voorbereiding" in bare.zin
    empty = make_spoor(Spoor("GM1", Teller.BOUW, 60, ()), "Aaa", Q4)
    assert (empty.tinten, empty.zin) == ((), "Aaa: nog niets gemeld. Afgesproken: 60.")
