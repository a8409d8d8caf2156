"""What is short in every scenario: by hand from tables 1 and 2, and never less than told."""

from __future__ import annotations

import json
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from keten import run

from woonzorg.grafiek.opgave import make_tekortpanelen
from woonzorg.opgave.cijfers import Cijferkeuze, read_parkstad
from woonzorg.opgave.hypothesen import compute_cijfers
from woonzorg.opgave.ondergrens import (
    LEZING,
    REST,
    VOETNOOT,
    describe_kort,
    describe_ondergrenzen,
    list_ondergrenzen,
    list_toelichting,
)

CIJFERS = compute_cijfers(read_parkstad())
HERBEREKEND = Cijferkeuze.HERBEREKEND
VG = "verstandelijke_beperking"
PG = "zorggeschikt/woonzorgcentrum (PG)"


def test_by_hand_from_tables_1_and_2():
    # Geclusterd 11,020 − 10,793 and 11,350 − 10,793 (basis); PG 2,510 − 2,207 (trend); VG gespikkeld 720 − 26 and
    # 810 − 26, VG geclusterd 1,130 − 861 (onderkant): in 2040 the onderkant (840) leaves 21 over.
    found = {
        (g.groep, g.woonvorm, g.jaar): (g.minstens, g.hoogstens)
        for g in list_ondergrenzen(CIJFERS, HERBEREKEND)
    }
    assert found == {
        ("ouderen", "geclusterd wonen", 2030): (227, 1807),
        ("ouderen", "geclusterd wonen", 2040): (557, 4587),
        ("ouderen", PG, 2040): (303, 453),
        (VG, "gespikkeld wonen", 2030): (694, 734),
        (VG, "gespikkeld wonen", 2040): (784, 854),
        (VG, "geclusterd wonen", 2030): (269, 319),
    }  # fmt: skip


def test_sentences_name_years_and_those_that_lack():
    found = list_ondergrenzen(CIJFERS, HERBEREKEND)
    told = describe_ondergrenzen(found, (2030, 2040))
    assert told[:2] == [
        "Ouderen, geclusterd wonen: minstens 227 in 2030 en 557 in 2040.",
        "Mensen met een verstandelijke beperking, gespikkeld wonen: minstens 694 in 2030 en 784 in 2040.",
    ]
    assert f"Ouderen, {PG}: minstens 303 in 2040. Niet in elk scenario in 2030." in told
    assert told[-1].endswith("geclusterd wonen: minstens 269 in 2030. Niet in elk scenario in 2040.")
    assert "ouderen, geclusterd wonen (minstens 557)" in describe_kort(found, 2040)
    assert "geen woonvorm" in describe_kort((), 2040)
    assert list_toelichting(found)[-2:] == (VOETNOOT, LEZING)
    assert list_toelichting(()) == (LEZING,)
    others = [line for line in found if line.groep != VG]  # the footnote is about one group
    assert list_toelichting(others) == (REST, LEZING)


def test_the_mark_stands_at_the_least_shortage():
    panels = {panel.titel: panel.strepen for panel in make_tekortpanelen(CIJFERS, HERBEREKEND)}
    marks = {title: [line.merken for line in lines] for title, lines in panels.items()}
    assert marks["Ouderen, geclusterd wonen"] == [(), (-227,), (-557,)]
    assert marks["Mensen met een verstandelijke beperking, geclusterd wonen"] == [(), (-269,), ()]


def test_an_unknown_scenario_leaves_the_form_out_and_one_scenario_is_told():
    lines = [c for c in CIJFERS if (c.groep, c.woonvorm, c.jaar) == ("ouderen", "geclusterd wonen", 2040)]
    first, second = lines
    assert list_ondergrenzen([first, replace(second, herberekend=None)], HERBEREKEND) == ()
    alone = list_ondergrenzen([first], HERBEREKEND)
    assert [grens.scenarios for grens in alone] == [1]
    assert describe_ondergrenzen(alone, (2040,))[0].endswith("Hier is maar één scenario van.")
    # A line of no scenario is not one of them, as table 3 has its own and table 1 none.
    assert list_ondergrenzen([*lines, replace(first, scenario="", herberekend=None)], HERBEREKEND) != ()


@given(st.lists(st.integers(-50, 50), min_size=1, max_size=5))
def test_every_scenario_falls_short_by_at_least_what_is_told(saldi: list[int]):
    base = next(c for c in CIJFERS if c.groep == "ouderen" and c.jaar == 2040)
    figures = [
        replace(base, scenario=f"s{i}", herberekend=saldo, gepubliceerd=None) for i, saldo in enumerate(saldi)
    ]
    found = list_ondergrenzen(figures, HERBEREKEND)
    assert bool(found) == all(saldo < 0 for saldo in saldi)
    assert all(grens.minstens == min(-saldo for saldo in saldi) for grens in found)
    assert all(grens.hoogstens == max(-saldo for saldo in saldi) for grens in found)


def test_the_command_tells_the_same():
    told = run("opgave", "--elk-scenario", "--json")
    assert told.status == 0
    rows = json.loads(told.out)
    assert [row["minstens"] for row in rows if row["woonvorm"] == "gespikkeld wonen"] == [694, 784]
    words = run("opgave", "--elk-scenario").out
    assert "minstens 227 in 2030 en 557 in 2040" in words
    assert LEZING in words
