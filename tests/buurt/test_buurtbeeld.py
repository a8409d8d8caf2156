"""What is told beside the verdict: other years, neighbours, wijk, region, and what is not known."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from maken import make_gebieden, make_gemeenten, make_land, make_manifest, make_reeksen, make_rij, make_square

from woonzorg import instelling
from woonzorg.buurt import buurtbeeld
from woonzorg.buurt import buurtwoorden as woorden
from woonzorg.fouten import InvoerFout
from woonzorg.gebied import Niveau, Rol, find_pairs
from woonzorg.gegevens import opslag
from woonzorg.gegevens.bronsleutel import Bronsleutel
from woonzorg.gegevens.opslag import Ongekoppeld
from woonzorg.gegevens.schema import STATUS_UITLEG, Status
from woonzorg.grafiek.marge import describe_waarde
from woonzorg.grafiek.svg import render_grafiek
from woonzorg.grafiek.trend import Jaarpunt, describe_punten, make_trend
from woonzorg.oordeel import klassewoorden, toets
from woonzorg.oordeel.veerkracht import Klasse, classify

SNAPSHOT = opslag.open_snapshot(instelling.INGEBOUWD)
SCORE = toets.score_snapshot(SNAPSHOT)
EDITIES = {jaar: toets.score_snapshot(SNAPSHOT, jaar) for jaar in toets.find_edities(SNAPSHOT)}
BUURT = {"huishoudens": 500.0, "ses_huishoudens": 480.0, "ses_spreiding": 0.5, "lbm_klasse": 3.0}


@pytest.fixture
def proef(tmp_path):
    """Return a snapshot of a grid: a kwetsbare buurt in the corner, its neighbours, one far off, one in the ring."""
    rows = [
        make_rij("BU00010000", naam="Hoek", ses_woa=-0.3, lbm_afwijking=-0.1, landsgrens=True, **BUURT),
        make_rij("BU00010001", naam="Oost", ses_woa=0.3, lbm_afwijking=0.1, **BUURT),
        make_rij("BU00010002", naam="Boven", ses_woa=-0.3, lbm_afwijking=-0.2, **BUURT),
        make_rij("BU00010003", naam="Ver", ses_woa=-0.3, lbm_afwijking=0.1, **BUURT),
        make_rij("BU00020000", naam="Rand", rol=str(Rol.RAND), ses_woa=-0.3, lbm_afwijking=-0.1, **BUURT),
        make_rij("BU00010005", naam="Meer", water=True),
        make_rij("WK000100", naam="Wijk Proef", ses_woa=0.2, lbm_afwijking=0.1, **BUURT),
        make_rij("GM0001", naam="Proefdam", ses_woa=-0.4, lbm_afwijking=-0.2, **BUURT),
        *make_gemeenten([0.2, -0.2], [1000.0, 1000.0]),
        make_land(2480.0, naam="Proefland", huishoudens=2600.0),
    ]
    places = [(0, 0), (1, 0), (0, 1), (5, 5), (1, 1), (2, 0), (0, 0), (0, 0)]
    shapes = [make_square(x, y, gap=10.0) for x, y in places] + [None] * 3
    gebieden = make_gebieden(rows, shapes)
    lost = Ongekoppeld(
        "BU00010099", "Oud", Bronsleutel("leefbaarometer", "x"), "staat niet op de kaart van 2024"
    )
    manifest = make_manifest(ongekoppeld=(lost,))
    return opslag.publish(tmp_path, manifest, gebieden, make_reeksen(gebieden))


def names(verwanten):
    return [verwant.naam for verwant in verwanten]


def test_neighbours_lie_within_25_metres_ring_included_water_not(proef):
    score = toets.score_snapshot(proef)
    found = buurtbeeld.find_buren(score.gebieden, "BU00010000")
    assert names(found) == ["Boven", "Oost", "Rand"]
    assert [buur.klasse for buur in found] == [Klasse.KWETSBAAR, Klasse.DRAAGKRACHTIG, Klasse.KWETSBAAR]
    assert found[2].rol is Rol.RAND
    assert buurtbeeld.find_buren(score.gebieden, "BU00010003") == ()


def test_neighbours_are_those_of_all_pairs_together():
    areas = SCORE.gebieden[SCORE.gebieden["niveau"] == Niveau.BUURT]
    rows, columns = find_pairs(areas.geometry)
    for row in range(0, len(areas), 17):
        code = areas["code"].iloc[row]
        expected = set(areas["code"].iloc[columns[rows == row]])
        assert {buur.code for buur in buurtbeeld.find_buren(SCORE.gebieden, code)} == expected


def test_an_area_without_outline_has_no_neighbours(proef):
    areas = toets.score_snapshot(proef).gebieden.copy()
    areas.loc[areas["code"] == "BU00010000", "geometry"] = None
    assert buurtbeeld.find_buren(areas, "BU00010000") == ()


def test_parts_of_a_wijk_and_of_a_gemeente():
    wijk = SCORE.select(Niveau.WIJK)["code"].iloc[0]
    parts = buurtbeeld.find_delen(SCORE.gebieden, wijk)
    assert {part.code[2:8] for part in parts} == {wijk[2:]}
    assert names(parts) == sorted(names(parts))
    wijken = buurtbeeld.find_delen(SCORE.gebieden, "GM9101")
    assert {part.niveau for part in wijken} == {"wijk"}
    assert {part.gemeente for part in wijken} == {"Zilverhage"}
    assert buurtbeeld.find_delen(SCORE.gebieden, parts[0].code) == ()


def test_editions_are_those_of_the_scores_oldest_first():
    code = SCORE.select(Niveau.BUURT).query("klasse == 'kwetsbaar'")["code"].iloc[0]
    found = buurtbeeld.find_edities(dict(reversed(EDITIES.items())), code)
    assert [editie.jaar for editie in found] == sorted(EDITIES)
    for editie in found:
        row = EDITIES[editie.jaar].gebieden.set_index("code").loc[code]
        assert editie.klasse == row["klasse"]
        assert (editie.ses_woa, editie.referentie) == (row["ses_woa"], row["ses_referentie"])
        assert editie.grensgeval == row["grensgeval"]


def test_a_year_without_a_score_or_a_mean_tells_no_deviation():
    assert Jaarpunt(2024, None, 0.1).afwijking is None
    assert Jaarpunt(2024, 0.3, None).afwijking is None
    assert Jaarpunt(2024, 0.3, 0.1).afwijking == pytest.approx(0.2)


def test_the_comparison_goes_outwards_and_ends_at_the_reference(proef):
    score = toets.score_snapshot(proef)
    lines = buurtbeeld.compare_gebied(proef, score, "BU00010000")
    assert [line.soort for line in lines] == ["buurt", "wijk", "gemeente", "regio", "land"]
    assert [line.klasse for line in lines[:3]] == [Klasse.KWETSBAAR, Klasse.DRAAGKRACHTIG, Klasse.KWETSBAAR]
    assert lines[3].klasse is lines[4].klasse is None
    assert lines[4].naam == "Proefland"
    assert lines[4].ses_woa == pytest.approx(score.referentie.waarde)
    assert (lines[4].leefbaarheid, lines[4].huishoudens) == (0.0, 2600.0)
    assert [line.soort for line in buurtbeeld.compare_gebied(proef, score, "GM0001")] == [
        "gemeente",
        "regio",
        "land",
    ]


def test_the_region_is_the_household_weighted_mean_of_its_gemeenten():
    own = SCORE.select(Niveau.GEMEENTE)
    mean = buurtbeeld.calculate_regiogemiddelde(SCORE)
    weights = own[SCORE.referentie.gewicht]
    assert mean.ses_woa == pytest.approx((own["ses_woa"] * weights).sum() / weights.sum())
    assert mean.huishoudens == own["huishoudens"].sum()
    assert own["lbm_afwijking"].min() <= mean.leefbaarheid <= own["lbm_afwijking"].max()
    bare = dataclasses.replace(SCORE, gebieden=SCORE.gebieden[SCORE.gebieden["niveau"] == Niveau.BUURT])
    assert np.isnan(buurtbeeld.calculate_regiogemiddelde(bare).ses_woa)


def test_the_region_as_measure_never_changes_the_verdict(proef):
    score = toets.score_snapshot(proef)
    beeld = buurtbeeld.make_buurtbeeld(proef, score, {}, "BU00010000")
    assert beeld.toets.klasse is Klasse.KWETSBAAR  # against the country
    assert beeld.klasse_regio is Klasse.DRAAGKRACHTIG  # the region lies lower still
    row = score.gebieden.set_index("code").loc["BU00010000"]
    mean = buurtbeeld.calculate_regiogemiddelde(score)
    expected = classify(
        np.array([row["ses_woa"]]), mean.ses_woa, np.array([row["lbm_afwijking"] - mean.leefbaarheid])
    )
    assert beeld.klasse_regio == expected[0]


def test_a_buurtbeeld_holds_wijk_neighbours_and_the_border(proef):
    beeld = buurtbeeld.make_buurtbeeld(proef, toets.score_snapshot(proef), {}, "bu00010000 ")
    assert beeld.toets.code == "BU00010000"
    assert beeld.wijk is not None
    assert (beeld.wijk.naam, beeld.wijk.klasse) == ("Wijk Proef", Klasse.DRAAGKRACHTIG)
    assert klassewoorden.LANDSGRENS in beeld.onbekend
    assert beeld.edities == ()
    assert buurtbeeld.make_buurtbeeld(proef, toets.score_snapshot(proef), {}, "WK000100").wijk is None


def test_every_area_of_the_region_can_be_told():
    for code in SCORE.gebieden["code"].iloc[::7]:
        beeld = buurtbeeld.make_buurtbeeld(SNAPSHOT, SCORE, EDITIES, code)
        assert beeld.toets.code == code
        assert beeld.vergelijking[0].code == code
        assert code not in {buur.code for buur in beeld.buren}
        assert (beeld.toets.klasse is Klasse.ONBEKEND) <= bool(beeld.onbekend)


def test_the_country_has_the_households_of_the_edition_or_none():
    series = SNAPSHOT.reeksen.query("code == 'NL00' and indicator == 'huishoudens'").set_index("jaar")[
        "waarde"
    ]
    for jaar, score in {None: SCORE, **EDITIES}.items():
        *_, land = buurtbeeld.compare_gebied(SNAPSHOT, score, "BU91010000")
        newest = SNAPSHOT.manifest.jaren["huishoudens"]
        assert land.soort == "land"
        assert land.huishoudens == series.get(jaar or newest), jaar
    assert 2020 not in series
    assert 2020 in EDITIES


@pytest.mark.parametrize(
    ("niveau", "kolom", "reden"),
    [
        ("gemeente", "huishoudens", woorden.GEMEENTEN_ZONDER_HUISHOUDENS),
        ("gemeente", "ses_huishoudens", woorden.GEMEENTEN_ZONDER_HUISHOUDENS),
        ("gemeente", "lbm_afwijking", woorden.GEMEENTEN_ZONDER_SCORE),
        ("gemeente", "ses_woa", woorden.GEMEENTEN_ZONDER_SCORE),
        ("buurt", "ses_woa", woorden.GEBIED_ZONDER_SCORE),
        ("buurt", "lbm_afwijking", woorden.GEBIED_ZONDER_SCORE),
        ("buurt", "huishoudens", ""),
    ],
)
def test_why_the_region_gives_no_class_names_what_is_missing(niveau, kolom, reden):
    areas = SCORE.gebieden.copy()
    areas.loc[areas["niveau"] == niveau, kolom] = np.nan
    score = dataclasses.replace(SCORE, gebieden=areas)
    beeld = buurtbeeld.make_buurtbeeld(SNAPSHOT, score, {}, "BU91010000")
    assert beeld.zonder_regiomaat == reden
    assert (beeld.klasse_regio is Klasse.ONBEKEND) == bool(reden)


def test_in_an_edition_without_households_these_are_what_is_missing():
    beeld = buurtbeeld.make_buurtbeeld(SNAPSHOT, EDITIES[2020], EDITIES, "BU91010000")
    assert beeld.toets.ses_woa.waarde is not None
    assert beeld.zonder_regiomaat == woorden.GEMEENTEN_ZONDER_HUISHOUDENS
    assert {regel.huishoudens for regel in beeld.vergelijking} == {None}


def test_an_unknown_area_is_refused_with_what_to_do():
    with pytest.raises(InvoerFout, match="staat niet in deze gegevens"):
        buurtbeeld.make_buurtbeeld(SNAPSHOT, SCORE, EDITIES, "BU00000000")


def test_what_is_unknown_names_score_year_and_reason():
    unknown = SCORE.gebieden.query("klasse == 'onbekend' and ses_woa.isna() and niveau == 'buurt'")
    code = unknown["code"].iloc[0]
    lines = buurtbeeld.make_buurtbeeld(SNAPSHOT, SCORE, EDITIES, code).onbekend
    assert any(line.startswith("De score voor welvaart, opleiding en werk (2024): ") for line in lines)
    reasons = [line.reden for line in SNAPSHOT.manifest.ongekoppeld if line.code == code]
    known = [*STATUS_UITLEG.values(), *reasons]
    assert any(reason in lines[0] for reason in known)


def test_a_missing_margin_is_told(proef):
    verdict = toets.judge_gebied(proef, "BU00010001")
    without = dataclasses.replace(verdict, ses_woa=dataclasses.replace(verdict.ses_woa, marge=None))
    assert not any("toevalsmarge" in line for line in buurtbeeld.explain_onbekend(proef, verdict))
    assert any("toevalsmarge" in line for line in buurtbeeld.explain_onbekend(proef, without))
    absent = dataclasses.replace(
        verdict.leefbaarometer, waarde=None, status=Status.ONDERDRUKT, uitleg=STATUS_UITLEG[Status.ONDERDRUKT]
    )
    lines = buurtbeeld.explain_onbekend(proef, dataclasses.replace(verdict, leefbaarometer=absent))
    assert STATUS_UITLEG[Status.ONDERDRUKT] in lines[0]


@pytest.mark.parametrize(
    ("code", "woorden"),
    [
        ("BU00010099", "Oud (BU00010099) is niet getoetst: staat niet op de kaart van 2024."),
        ("BU00010005", "open water"),
        ("BU00017777", "Misschien is de code oud"),
        ("BU09170000", "Ze gaan over Proefstreek"),
        ("BU10000000", "hoort bij de gemeente Gebied GM1000"),
    ],
)
def test_an_absent_area_is_explained(proef, code, woorden):
    assert woorden in buurtbeeld.explain_afwezig(proef, code)


def test_a_trend_tells_the_same_in_words_and_marks():
    punten = [Jaarpunt(2020, -0.1), Jaarpunt(2022, None), Jaarpunt(2024, 0.0)]
    svg = render_grafiek(make_trend("Leef <b>& meer", punten))
    words = describe_punten(punten)
    assert (
        words == "2020 −0,100, onder het gemiddelde, 2022 onbekend en 2024 0,000, niet onder het gemiddelde."
    )
    assert words in svg
    assert "<b>" not in svg
    assert svg.count("<circle") == 1
    assert svg.count('width="9.8"') == 1  # the square
    assert 'd="M' in svg


def test_a_trend_writes_the_score_itself_as_the_rest_of_the_page_does():
    # S lies 0.412 below its mean and is itself -0.411: beside the score of the head that read as another score.
    assert describe_punten([Jaarpunt(2024, -0.411, 0.001)]) == "2024 −0,411, onder het gemiddelde."
    # Never 'the same, and below it': two numbers that differ are written so that it can be seen.
    assert describe_punten([Jaarpunt(2024, -0.0003)]) == "2024 −0,0003, onder het gemiddelde."
    assert describe_waarde(0.004, 0.00425) == "0,0040, onder het landelijk gemiddelde van 0,0043"
    assert describe_waarde(0.004, 0.004) == "0,004, niet onder het landelijk gemiddelde van 0,004"
    assert ">−0,411<" in render_grafiek(make_trend("Welvaart", [Jaarpunt(2024, -0.411, 0.001)]))
    assert "0,412" not in render_grafiek(make_trend("Welvaart", [Jaarpunt(2024, -0.411, 0.001)]))


def test_a_trend_survives_one_year_zeros_and_nothing_known():
    assert "2024" in render_grafiek(make_trend("Een", [Jaarpunt(2024, 0.0)]))
    assert "nan" not in render_grafiek(make_trend("Nul", [Jaarpunt(2020, 0.0), Jaarpunt(2024, 0.0)]))
    assert (
        render_grafiek(make_trend("Niets", [Jaarpunt(2020, None), Jaarpunt(2024, None)])).count("onbekend")
        == 4
    )


@pytest.mark.parametrize(
    ("zin", "verwacht"),
    [
        (woorden.describe_buren("buurt", 0, 0, 0), "Van dit gebied kennen we geen buren."),
        (woorden.describe_buren("wijk", 1, 0, 1), "De enige wijk ernaast is kwetsbaar."),
        (woorden.describe_buren("wijk", 0, 0, 1), "De enige wijk ernaast is niet kwetsbaar."),
        (woorden.describe_buren("wijk", 0, 1, 1), "Van de enige wijk ernaast is de klasse onbekend."),
        (woorden.describe_buren("buurt", 0, 2, 3), "is er voor zover bekend geen kwetsbaar. Van 2"),
        (woorden.describe_buren("buurt", 0, 0, 3), "Van de 3 buurten ernaast is er geen kwetsbaar."),
        (woorden.describe_buren("buurt", 0, 3, 3), "Van alle 3 buurten ernaast is de klasse onbekend."),
        (woorden.describe_buren("buurt", 1, 0, 3), "is er 1 kwetsbaar."),
        (woorden.describe_delen("buurt", "Hier", 0, 0), "staan geen buurten van Hier"),
        (woorden.describe_delen("buurt", "Hier", 0, 4), "Alle buurten in Hier hebben dezelfde klasse"),
        (woorden.describe_delen("buurt", "Hier", 1, 4), "Van de 4 buurten in Hier heeft er 1 een andere klasse"),
        (woorden.describe_delen("wijk", "Hier", 2, 4), "hebben er 2 een andere klasse"),
        (woorden.describe_trend({}), "geen eerdere jaren"),
        (woorden.describe_trend({2020: Klasse.KWETSBAAR, 2022: Klasse.KWETSBAAR}), "klasse in 2020 en 2022: kwetsbaar"),
        (woorden.describe_trend({2020: Klasse.KWETSBAAR, 2022: Klasse.ONBEKEND}), "2020 kwetsbaar, 2022 onbekend"),
        (woorden.describe_regiomaat("Hier", Klasse.KWETSBAAR, Klasse.KWETSBAAR, ""), "was de klasse ook kwetsbaar"),
        (woorden.describe_regiomaat("Hier", Klasse.KWETSBAAR, Klasse.ONBEKEND, "de reden"), "als maat nemen: de reden"),
        (klassewoorden.describe_verschil("A", Klasse.KWETSBAAR, "B", Klasse.KWETSBAAR).zin, "dezelfde klasse"),
        (
            klassewoorden.describe_verschil("A", Klasse.KWETSBAAR, "B", Klasse.DRAAGKRACHTIG).zin,
            "Let op: buurt en wijk verschillen. A: kwetsbaar. B: draagkrachtig.",
        ),
    ],
)  # fmt: skip
def test_sentences(zin, verwacht):
    assert verwacht in zin


def test_the_rule_is_told_in_full():
    assert "beide scores" in klassewoorden.REGEL
    assert "landelijk gemiddelde" in klassewoorden.REGEL
    assert "in beginsel" in klassewoorden.REGEL
    assert klassewoorden.REGEL.endswith("is onze lezing (aanname).")
