"""Nearest buurten where no rule stops an addition: which are named, in what order, and how far they are."""

from __future__ import annotations

import numpy as np
import pytest
from maken import make_gebieden, make_gemeenten, make_land, make_manifest, make_reeksen, make_rij, make_square

from woonzorg.buurt import dichtbij
from woonzorg.buurt.dichtbij import describe_afstand, explain_geen, find_dichtbij, is_gevraagd
from woonzorg.gebied import Niveau, Rol
from woonzorg.gegevens import opslag
from woonzorg.instelling import INGEBOUWD
from woonzorg.oordeel import toets
from woonzorg.oordeel.veerkracht import Klasse

STREEK = opslag.open_snapshot(INGEBOUWD)
SCORE = toets.score_snapshot(STREEK)
BUURT = {
    "huishoudens": 500.0, "ses_huishoudens": 480.0, "ses_spreiding": 0.5, "lbm_klasse": 3.0, "laag_inkomen_pct": 8.0,
}  # fmt: skip
HOOG, LAAG = {"ses_woa": 0.3, "lbm_afwijking": 0.1}, {"ses_woa": -0.3, "lbm_afwijking": -0.1}
ZIJDE = 1000.0


@pytest.fixture
def score(tmp_path):
    """Score a row of squares of a kilometre, west to east, with a gap of 10 metres."""
    rows = [
        make_rij("BU00010000", naam="Hier", **LAAG, **BUURT),
        make_rij("BU00010001", naam="Kwetsbaar", **LAAG, **BUURT),
        make_rij("BU00010002", naam="Klein", **HOOG, **BUURT | {"huishoudens": 99.0}),
        make_rij("BU00010003", naam="Leeg", **HOOG, **BUURT | {"huishoudens": np.nan}),
        make_rij("BU00010004", naam="Onbekend", ses_woa=0.3, **BUURT),
        make_rij("BU00010005", naam="Goed", **HOOG, **BUURT),
        make_rij("BU00020000", naam="Rand", rol=str(Rol.RAND), **HOOG, **BUURT),
        make_rij("BU00010101", naam="Wijk kwetsbaar", **HOOG, **BUURT),
        make_rij("BU00010007", naam="Aandacht", ses_woa=-0.3, lbm_afwijking=0.1, **BUURT),
        make_rij("BU00010008", naam="Ongetoetst", **HOOG, **BUURT | {"laag_inkomen_pct": np.nan}),
        make_rij("BU00010009", naam="Concentratie", **HOOG, **BUURT | {"laag_inkomen_pct": 60.0}),
        make_rij("WK000100", naam="Wijk", **HOOG, **BUURT),
        make_rij("WK000101", naam="Wijk laag", **LAAG, **BUURT),
        make_rij("GM0001", naam="Proefdam", **HOOG, **BUURT),
        *make_gemeenten([0.2, -0.2], [1000.0, 1000.0]),
        make_land(2480.0, naam="Proefland", huishoudens=2600.0),
    ]
    shapes = [make_square(x, 0, gap=10.0) for x in range(11)] + [None] * (len(rows) - 11)
    gebieden = make_gebieden(rows, shapes)
    snapshot = opslag.publish(tmp_path, make_manifest(), gebieden, make_reeksen(gebieden))
    return toets.score_snapshot(snapshot)


def test_named_are_those_of_which_is_known_that_nothing_holds_them_back(score):
    found = find_dichtbij(score.gebieden, "BU00010000")
    assert [(one.naam, one.klasse) for one in found] == [
        ("Goed", Klasse.DRAAGKRACHTIG),
        ("Aandacht", Klasse.AANDACHT_SES),
    ]
    assert [one.naam for one in find_dichtbij(score.gebieden, "BU00010000", 1)] == ["Goed"]


def test_the_distance_runs_from_border_to_border(score):
    shapes = score.gebieden.set_index("code").geometry
    for one in find_dichtbij(score.gebieden, "BU00010000"):
        assert one.afstand == pytest.approx(shapes["BU00010000"].distance(shapes[one.code]))


def test_the_fictional_region_by_hand():
    areas = SCORE.gebieden
    wijken = areas[areas["niveau"] == "wijk"].set_index("code")["klasse"]
    held = {Klasse.KWETSBAAR, Klasse.ONBEKEND}
    own = SCORE.select("buurt").set_index("code")
    for code in own.index[own["klasse"] == Klasse.KWETSBAAR][:6]:
        expected = sorted(
            (own.geometry[code].distance(row.geometry), row["naam"], other)
            for other, row in own.iterrows()
            if other != code and row["klasse"] not in held and wijken[row["wijkcode"]] not in held
            and row["huishoudens"] >= 100 and row["concentratie"] == "nee"
        )[:3]  # fmt: skip
        found = find_dichtbij(areas, code)
        assert [one.code for one in found] == [other for _, _, other in expected]
        assert [one.afstand for one in found] == pytest.approx([distance for distance, _, _ in expected])


def test_asked_for_only_where_the_rule_holds_back_or_may():
    asked = {klasse for klasse in Klasse if is_gevraagd(klasse, Niveau.BUURT)}
    assert asked == {Klasse.KWETSBAAR, Klasse.ONBEKEND}
    assert not is_gevraagd(Klasse.ONBEKEND, Niveau.BUURT, uitgesloten=True)
    assert not is_gevraagd(Klasse.KWETSBAAR, Niveau.WIJK)


def test_without_an_outline_or_for_a_wijk_none_are_named():
    areas = SCORE.gebieden
    wijk = areas.loc[areas["niveau"] == "wijk", "code"].iloc[0]
    assert find_dichtbij(areas, wijk) == ()
    code = SCORE.select("buurt")["code"].iloc[0]
    bare = areas.copy()
    bare.loc[bare["code"] == code, "geometry"] = None
    assert find_dichtbij(bare, code) == ()


def test_an_earlier_edition_takes_its_own_classes_with_the_newest_households_and_concentraties():
    earlier = toets.score_snapshot(STREEK, 2022)
    areas, now = earlier.gebieden, SCORE.gebieden.set_index("code")
    assert areas["huishoudens"].isna().all()
    assert set(areas["concentratie"]) == {"onbekend"}
    code = earlier.select("buurt").loc[lambda own: own["klasse"] == Klasse.KWETSBAAR, "code"].iloc[0]
    found = find_dichtbij(areas, code)
    assert len(found) == 3
    classes = areas.set_index("code")["klasse"]
    for one in found:
        assert one.klasse == classes[one.code]
        assert now["huishoudens"][one.code] >= 100
        assert now["concentratie"][one.code] == "nee"
    plain = areas.set_index("code")
    assert plain["concentratie_nu"].equals(now["concentratie"].reindex(plain.index).rename("concentratie_nu"))


def test_that_there_is_none_is_said_only_where_it_is_known_of_every_buurt(score):
    areas, here = score.gebieden, "BU00010000"
    sure = areas[
        areas["naam"].isin(["Hier", "Kwetsbaar", "Klein", "Concentratie", "Wijk laag", "Wijk kwetsbaar"])
    ]
    assert find_dichtbij(sure, here) == ()
    assert explain_geen(sure, here) == dichtbij.GEEN
    for naam in ("Leeg", "Onbekend", "Ongetoetst"):
        more = areas[areas["code"].isin(sure["code"]) | areas["naam"].isin([naam, "Wijk"])]
        assert find_dichtbij(more, here) == ()
        assert explain_geen(more, here) == dichtbij.ONBEKEND
    bare = areas.copy()
    bare.loc[bare["code"] == here, "geometry"] = None
    assert explain_geen(bare, here) == dichtbij.ZONDER_GRENS


@pytest.mark.parametrize(
    ("meters", "tekst"),
    [(0.0, "ernaast"), (25.0, "ernaast"), (26.0, "100 m"), (149.0, "100 m"), (151.0, "200 m"), (949.0, "900 m"),
     (951.0, "1,0 km"), (1250.0, "1,3 km"), (12_340.0, "12,3 km")],
)  # fmt: skip
def test_a_distance_reads_as_a_person_says_it(meters, tekst):
    assert describe_afstand(meters) == tekst


def test_what_is_told_of_them_promises_no_room():
    assert "Of er plaats is, blijkt hier niet uit" in dichtbij.VAN_GRENS
    assert "minstens 100 huishoudens" in dichtbij.WELKE
    assert "Is iets daarvan onbekend, dan staat de buurt hier niet." in dichtbij.WELKE
