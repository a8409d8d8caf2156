"""Picture 5, by hand: bars that stand on each other, and what is needed or agreed."""

from __future__ import annotations

import math

from woonzorg.agenda.gedeeldspoor import GedeeldeStap
from woonzorg.agenda.kwartaal import Kwartaal
from woonzorg.agenda.nodig import calculate_toewijzingen
from woonzorg.agenda.paneel import Agendapaneel
from woonzorg.agenda.planning import list_verslagen
from woonzorg.agenda.voortgang import Teller
from woonzorg.grafiek.agenda import BEZIG, GEREED, TOEGEZEGD, make_paneel
from woonzorg.grafiek.svg import render_grafiek

Q2, Q4, Q2_2027 = Kwartaal(2026, 2), Kwartaal(2026, 4), Kwartaal(2027, 2)
BAND = tuple(calculate_toewijzingen(item.kwartaal) for item in list_verslagen())


def test_what_is_past_shows_what_was_ready_and_what_comes_stands_on_it():
    panel = Agendapaneel(
        "", "Voorbeeldstreek", Teller.TOEWIJZING, 500, (), BAND,
        (GedeeldeStap(Q2, 100, 50, 0), GedeeldeStap(Q4, 200, 80, 40)), (GedeeldeStap(Q2_2027, 200, 80, 40),),
    )  # fmt: skip
    chart = make_paneel(panel, Q4)
    assert [(tint.y, tint.kleur) for tint in chart.tinten] == [
        ((0, 100), GEREED), ((0, 200), GEREED),
        ((0, 200), GEREED), ((200, 280), BEZIG), ((280, 320), TOEGEZEGD),
    ]  # fmt: skip
    within, low, high = chart.reeksen
    assert [point.y for point in low.punten[:2]] == [226, 452]
    assert (low.punten[-1].y, high.punten[-1].y) == (2260, 3625)
    assert [point.y for point in within.punten] == [
        point.y for point in (*low.punten, *reversed(high.punten))
    ]
    assert chart.y.eind >= 3625
    assert [line.x for line in chart.lijnen] == [1]
    assert [row[:4] for row in chart.tabel.rijen[:3]] == [
        ("2026-Q2", 100, 50, 0), ("2026-Q4", 200, 80, 40), ("2027-Q2", 200, 80, 40),
    ]  # fmt: skip
    assert [row[5:7] for row in chart.tabel.rijen[:2]] == [(226, 362.5), (452, 725)]
    assert "200 toegewezen, 80 in voorbereiding, 40 toegezegd. Afgesproken tot en met 2030: 500." in chart.zin
    assert render_grafiek(chart).startswith("<")


def test_a_gemeente_has_her_own_agreement_and_no_band():
    agreed = (0.0, 20.0, 20.0, *(60.0,) * 7)
    panel = Agendapaneel(
        "GM1", "Aaa", Teller.BOUW, 60, agreed, (), (GedeeldeStap(Q4, 10, 0, 0),), vorig=((Q2, 6),)
    )
    chart = make_paneel(panel, Q4)
    assert [line.naam for line in chart.reeksen] == ["Afgesproken", "Vorig verslag"]
    assert [point.y for point in chart.reeksen[0].punten] == list(agreed)
    assert [(point.x, point.y) for point in chart.reeksen[1].punten] == [(0, 6)]
    assert chart.tabel.koppen[1] == ("Opgeleverd", 0)


def test_what_is_not_known_has_no_bar_and_no_number():
    bare = make_paneel(
        Agendapaneel("GM1", "Aaa", Teller.BOUW, 60, (), (), (GedeeldeStap(Q4, None, None, 10),)), Q4
    )
    assert (bare.tinten, math.isnan(bare.tabel.rijen[1][1]), bare.tabel.rijen[1][3]) == ((), True, 10)
    assert "onbekend opgeleverd, onbekend in voorbereiding, 10 toegezegd" in bare.zin
    empty = make_paneel(Agendapaneel("GM1", "Aaa", Teller.BOUW, 60, (), (), ()), Q4)
    assert (empty.tinten, empty.zin) == ((), "Aaa: nog niets gemeld. Afgesproken tot en met 2030: 60.")
