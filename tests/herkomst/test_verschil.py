"""What changed between two snapshots: nothing against itself, and swapped when they are swapped."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from maken import make_gebieden, make_rij

from woonzorg.gebied import Rol
from woonzorg.gegevens import opslag
from woonzorg.herkomst import verschil
from woonzorg.herkomst.verschil import Meetstand, Omslagsoort
from woonzorg.instelling import INGEBOUWD
from woonzorg.oordeel import toets
from woonzorg.oordeel.toets import Score
from woonzorg.oordeel.veerkracht import Klasse, Referentie, classify

GETAL = st.one_of(st.just(float("nan")), st.floats(-2, 2, allow_nan=False), st.sampled_from([0.0, -0.0, 0.1]))


def make_score(rijen: list[tuple[str, float, float]], referentie: float, rol: str = "regio") -> Score:
    """Return scored buurten: code, S and L; without anything else."""
    areas = make_gebieden([make_rij(code, ses_woa=s, lbm_afwijking=low, rol=rol) for code, s, low in rijen])
    klasse = classify(areas["ses_woa"].to_numpy(), referentie, areas["lbm_afwijking"].to_numpy())
    areas = areas.assign(klasse=klasse, ses_referentie=referentie)
    return Score(areas, Referentie(referentie, 2024, 3, "huishoudens"), None, 2024, 2024)


@st.composite
def draw_score(draw: st.DrawFn) -> Score:
    numbers = draw(st.lists(st.integers(0, 9), min_size=1, max_size=6, unique=True))
    rows = [(f"BU0001{number:04d}", draw(GETAL), draw(GETAL)) for number in numbers]
    return make_score(rows, draw(GETAL))


@given(draw_score())
def test_nothing_differs_from_itself(score):
    found = verschil.compare(score, score)
    assert found.is_leeg
    assert found.zelfde_klasse == len(score.gebieden)
    assert found.andere_cijfers == 0


@settings(max_examples=40)
@given(draw_score(), draw_score())
def test_swapping_swaps(een, ander):
    there, back = verschil.compare(een, ander), verschil.compare(ander, een)
    assert (there.gekomen, there.verdwenen) == (back.verdwenen, back.gekomen)
    assert (there.zelfde_klasse, there.andere_cijfers) == (back.zelfde_klasse, back.andere_cijfers)
    assert len(there.overgangen) == len(back.overgangen)
    for forth, reverse in zip(there.overgangen, back.overgangen, strict=True):
        assert (forth.code, forth.oud, forth.nieuw) == (reverse.code, reverse.nieuw, reverse.oud)
        assert [(r.maat, r.soort) for r in forth.redenen] == [(r.maat, r.soort) for r in reverse.redenen]
        pairs = zip(forth.redenen, reverse.redenen, strict=True)
        assert all(repr(one.oud) == repr(other.nieuw) for one, other in pairs)


@settings(max_examples=40)
@given(draw_score(), draw_score())
def test_every_area_is_counted_once_and_every_change_has_a_reason(oud, nieuw):
    found = verschil.compare(oud, nieuw)
    both = set(oud.gebieden["code"]) & set(nieuw.gebieden["code"])
    assert len(found.overgangen) + found.zelfde_klasse == len(both)
    assert {area.code for area in found.gekomen} == set(nieuw.gebieden["code"]) - both
    assert {area.code for area in found.verdwenen} == set(oud.gebieden["code"]) - both
    for line in found.overgangen:
        assert line.oud != line.nieuw
        assert line.redenen
        assert all(reason.describe().endswith(".") for reason in line.redenen)


NAN = float("nan")


@pytest.mark.parametrize(
    ("oud", "nieuw", "soort", "words"),
    [
        ((-0.2, 0.0), (0.2, 0.0), Omslagsoort.MAAT, "de score ging over het gemiddelde heen"),
        ((-0.2, 0.0), (0.2, 0.1), Omslagsoort.MAAT, "niet meer onder"),
        (
            (0.05, 0.1),
            (0.05, 0.0),
            Omslagsoort.REFERENTIE,
            "het gemiddelde verschoof (gemiddelde van 0,100 naar 0,000)",
        ),
        ((0.05, 0.0), (0.06, 0.1), Omslagsoort.REFERENTIE, "ligt nu onder"),
        ((0.0, 0.1), (0.2, -0.1), Omslagsoort.BEIDE, "score en gemiddelde verschoven samen"),
        ((-0.1, 0.0), (0.3, 0.2), Omslagsoort.MAAT, "ging over"),
        ((0.1, 0.0), (NAN, 0.0), Omslagsoort.ONTBREEKT, "de score ontbreekt nu"),
        ((NAN, 0.0), (0.1, 0.0), Omslagsoort.ONTBREEKT, "de score ontbrak eerst"),
        ((0.1, 0.0), (0.1, NAN), Omslagsoort.ONTBREEKT, "het landelijk gemiddelde ontbreekt nu"),
        ((0.1, NAN), (0.1, 0.0), Omslagsoort.ONTBREEKT, "het landelijk gemiddelde ontbrak eerst"),
    ],
)
def test_the_reason_is_named(oud, nieuw, soort, words):
    reason = verschil.explain("ses_woa", Meetstand(*oud), Meetstand(*nieuw))
    assert reason is not None
    assert reason.soort == soort
    assert words in reason.describe()
    assert reason.describe().startswith("Welvaart, opleiding en werk: ")


@given(GETAL, GETAL, GETAL, GETAL)
def test_a_side_that_did_not_turn_has_no_reason(s_oud, r_oud, s_nieuw, r_nieuw):
    oud, nieuw = Meetstand(s_oud, r_oud), Meetstand(s_nieuw, r_nieuw)
    reason = verschil.explain("ses_woa", oud, nieuw)
    assert (reason is None) == (oud.laag is nieuw.laag)
    if reason and reason.soort == Omslagsoort.MAAT:
        assert verschil.explain("ses_woa", oud, Meetstand(s_nieuw, r_oud)) is not None
    if reason and reason.soort == Omslagsoort.REFERENTIE:
        assert verschil.explain("ses_woa", oud, Meetstand(s_oud, r_nieuw)) is not None


def test_a_moved_reference_turns_areas_that_did_not_move():
    rows = [("BU00010000", 0.05, -0.1), ("BU00010001", 0.5, -0.1)]
    found = verschil.compare(make_score(rows, 0.0), make_score(rows, 0.1))
    (line,) = found.overgangen
    assert (line.code, line.oud, line.nieuw) == ("BU00010000", Klasse.AANDACHT_LEEFBAARHEID, Klasse.KWETSBAAR)
    assert [reason.soort for reason in line.redenen] == [Omslagsoort.REFERENTIE]
    assert (found.referentie_oud, found.referentie_nieuw, found.andere_cijfers) == (0.0, 0.1, 0)


def test_the_ring_does_not_count():
    rows = [("BU00010000", 0.05, -0.1)]
    found = verschil.compare(make_score(rows, 0.0, str(Rol.RAND)), make_score(rows, 0.1, str(Rol.RAND)))
    assert found.is_leeg
    assert found.zelfde_klasse == 0


def test_editions_of_the_fictional_region_differ_and_tell_why():
    snapshot = opslag.open_snapshot(INGEBOUWD)
    edition = toets.find_edities(snapshot)[0]
    oud, nieuw = toets.score_snapshot(snapshot, edition), toets.score_snapshot(snapshot)
    found = verschil.compare(oud, nieuw)
    assert found.overgangen
    assert (found.gekomen, found.verdwenen) == ((), ())
    assert (found.jaren_oud, found.jaren_nieuw) == ((edition, edition), (nieuw.jaar_ses, nieuw.jaar_lbm))
    classes = [
        dict(zip(score.gebieden["code"], score.gebieden["klasse"], strict=True)) for score in (oud, nieuw)
    ]
    own = set(nieuw.gebieden.loc[nieuw.gebieden["rol"] == Rol.REGIO, "code"])
    turned = {code for code in own if classes[0][code] != classes[1][code]}
    assert {line.code for line in found.overgangen} == turned
    assert math.isfinite(found.referentie_oud)
    order = [(line.niveau, line.code) for line in found.overgangen]
    ranks = {"buurt": 0, "wijk": 1, "gemeente": 2}
    assert order == sorted(order, key=lambda pair: (ranks[pair[0]], pair[1]))
    assert np.isfinite(found.referentie_nieuw)
