"""The first step: the issue's own cases by hand, the four answers, and the verdict against the solver."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from initiatiefmaken import (
    DRAAGKRACHTIG,
    KWETSBAAR,
    lees_ligging,
    list_open_kwetsbaar,
    make_initiatief,
    make_rho,
    score_streek,
    solve_toevoeging,
    stel_situatie,
)

from woonzorg.fouten import GegevensFout, InvoerFout
from woonzorg.initiatief.gedeeldetoets import describe_toets
from woonzorg.initiatief.toets import (
    Toetsoordeel,
    find_samen_te_veel,
    judge_initiatief,
    judge_initiatieven,
)
from woonzorg.initiatief.toetswoorden import (
    AFSTAPELEN,
    GEEF_TELLINGEN,
    GEEN_BEDING,
    KLEINER,
    MENGEN,
    NOEM_COMPLEX,
    UITZONDERING,
    VRAAG_KLASSE,
    describe_zin,
    list_plekzinnen,
    list_stappen,
)
from woonzorg.verdeling.regels.oordeel import Regeloordeel

WAGENS = {"groep": "woonwagenbewoners", "instrument": "standplaats", "aantal": 6, "binnen_buurt": True}
HOUSING = {"plek": DRAAGKRACHTIG, "groep": "psychisch", "instrument": "toewijzing"}
BESLUIT = {"motief": "Er is begeleiding in het gebouw.", "besluiter": "de raad", "datum": "2026-04-14"}


def judge(situatie=None, **delen):
    return judge_initiatief(make_initiatief(**delen), situatie or stel_situatie(), lees_ligging())


@pytest.mark.parametrize(
    ("delen", "oordeel"),
    [({}, "in_beginsel_niet"), ({"groep": "ouderen", "aantal": 40}, "niet_tegengehouden"),
     ({"groep": "open", "instrument": "onzelfstandig", "aantal": 10, "personen": 10}, "advies"),
     (WAGENS, "in_beginsel_niet"), ({"groep": "studenten", "aantal": 60}, "advies"),
     ({"groep": "ouderen", "instrument": "onzelfstandig", "aantal": 4}, "advies"),
     ({"groep": "open", "aantal": 40}, "advies"), ({"groep": "open", "instrument": "opvangplek"}, "advies"),
     ({"groep": "beperking", "aantal": 8}, "niet_tegengehouden"), ({"plek": DRAAGKRACHTIG}, "niet_tegengehouden"),
     ({"plek": DRAAGKRACHTIG, "aantal": 30}, "in_beginsel_niet"), (HOUSING, "niet_te_zeggen"),
     ({"instrument": "toewijzing", "binnen_buurt": True}, "niet_tegengehouden")],
)  # fmt: skip
def test_the_cases_of_the_issue_and_those_beside_them(delen, oordeel):
    found = judge(**delen)
    assert str(found.oordeel) == oordeel
    if not found.initiatief.is_gebonden:
        assert found.regels == ()  # advice is no verdict, and no rule was asked


def test_a_complex_of_48_homes_has_a_limit_of_three_and_room_for_one():
    """48 homes, a share of 0.05 in the region, q = 1.5, 2 housed: 1.5 × 0.05 × 48 = 3.6, so 3; room 1."""
    situatie = make_rho()
    given = HOUSING | {"complex": {"woningen": 48, "gehuisvest": 2}}
    rules = {}
    for count in (1, 2):
        found = judge_initiatief(make_initiatief(**given, aantal=count), situatie)
        rules[count] = next(item for item in found.regels if item.regel == "complex")
    assert "mogen dat er 3 zijn" in rules[1].reden
    assert (rules[1].grens, rules[1].ruimte, rules[1].oordeel) == (1, 0, Regeloordeel.KNELT)
    assert (rules[2].grens, rules[2].ruimte, rules[2].oordeel) == (1, -1, Regeloordeel.NIET_GEHAALD)


def test_what_the_maker_reads_is_what_the_issue_names_and_nothing_more():
    told = describe_toets(judge())
    assert set(told) == {"oordeel", "zin", "regels", "alternatieven", "schaal"}
    assert all(set(rule) == {"regel", "uitkomst", "waarde", "grens", "ruimte"} for rule in told["regels"])
    assert told["regels"][0] == {
        "regel": "ontzien", "uitkomst": "niet_gehaald", "waarde": 1, "grens": 0.0, "ruimte": -1.0,
    }  # fmt: skip
    assert told["zin"].startswith(
        "In beginsel niet: Ereprijshage en de wijk 00 Zuringdorp zijn kwetsbaar (§5.3)"
    )
    open_place = describe_toets(judge(plek=DRAAGKRACHTIG))
    assert (open_place["regels"][0]["grens"], open_place["alternatieven"]) == (None, [])
    assert "of er plaats is, blijkt hier niet uit" in open_place["zin"]


def test_other_places_are_the_nearest_where_the_same_is_not_stopped():
    found, situatie = judge(), stel_situatie()
    assert len(found.alternatieven) == 5
    distances = [item.afstand for item in found.alternatieven]
    assert distances == sorted(distances)
    named = {item.code for item in found.alternatieven}
    point = lees_ligging().punten
    for code, large in zip(
        situatie.veld.codes, (situatie.veld.read("huishoudens") >= 100).tolist(), strict=True
    ):
        away = float(np.hypot(*np.subtract(point[code], point[KWETSBAAR]))) / 1000
        if (
            large
            and situatie.veld.eigen[situatie.veld.codes.index(code)]
            and away < distances[-1]
            and code != KWETSBAAR
        ):
            stopped = judge(plek=code).oordeel != Toetsoordeel.NIET_TEGENGEHOUDEN
            assert (code in named) != stopped, code


def test_wijk_beside_buurt_neighbours_scale_and_grensgeval_are_told():
    told = list_plekzinnen(judge(plek="BU91010803"))  # a draagkrachtige buurt in a kwetsbare wijk
    assert told[0].startswith("Getoetst op de schaal wijk (de buurt en de wijk): aanname")
    assert "Jeneverbesplantsoen: draagkrachtig. Wijk 08 Sleedoorngewest: kwetsbaar." in told[1]
    assert "Van de 7 buurten ernaast is er 1 kwetsbaar, en van 2 is de klasse onbekend." in told
    assert "de wijk 08 Sleedoorngewest, waarin Jeneverbesplantsoen ligt, is kwetsbaar" in describe_zin(
        judge(plek="BU91010803")
    )
    turn = list_plekzinnen(judge(plek="BU91010704"))
    assert any(text.startswith("Let op: grensgeval.") and "Narciskwartier" in text for text in turn)
    rooms = list_plekzinnen(judge(groep="open", instrument="onzelfstandig", aantal=10, personen=12))
    assert rooms[-1] == "De regel telt elke kamer als een woning (aanname). Er komen 12 personen."


def test_a_scale_of_the_planner_is_told_as_such_and_used():
    own = stel_situatie(schalen={("statushouders", "nieuwbouw"): "buurt"})
    found = judge(own, plek="BU91010803")
    assert (found.oordeel, found.schaal.bron) == (Toetsoordeel.NIET_TEGENGEHOUDEN, "eigen keuze")
    assert judge(plek="BU91010803").oordeel == Toetsoordeel.IN_BEGINSEL_NIET


def test_of_an_unknown_class_nothing_can_be_said():
    found = judge(plek="BU91020502")  # 155 households, class unknown, in a draagkrachtige wijk
    assert found.oordeel == Toetsoordeel.NIET_TE_ZEGGEN
    assert describe_zin(found) == "Niet te zeggen: van Brandnetelkreek is de klasse onbekend."
    assert VRAAG_KLASSE in list_stappen(found)
    assert AFSTAPELEN not in list_stappen(found)
    small = judge(plek="BU91010901", aantal=1)  # 95 households: ⌊8 × 95 / 1000⌋ = 0
    assert describe_zin(small).startswith(
        "In beginsel niet: de regel plafond laat dit aantal in Kwikstaartgeest niet"
    )


def test_what_can_be_done_next_goes_with_what_stands_in_the_way():
    spared, full = list_stappen(judge(**WAGENS)), list_stappen(judge(plek=DRAAGKRACHTIG, aantal=30))
    assert [AFSTAPELEN in told and MENGEN in told for told in (spared, full)] == [True, False]
    assert [KLEINER in told for told in (spared, full)] == [False, True]
    assert [GEEN_BEDING in told for told in (spared, full)] == [True, False]
    assert [UITZONDERING in told for told in (spared, full)] == [False, True]
    assert NOEM_COMPLEX in list_stappen(judge(**HOUSING))
    assert GEEF_TELLINGEN in list_stappen(judge(**HOUSING, complex={"woningen": 48, "gehuisvest": 20}))


def test_a_decision_opens_a_kwetsbare_buurt_but_never_for_what_would_move_a_concentration():
    plain = next(
        code for code in list_open_kwetsbaar() if judge(plek=code).oordeel == Toetsoordeel.IN_BEGINSEL_NIET
    )
    found = judge(plek=plain, uitzondering=BESLUIT)
    assert describe_zin(found).endswith("Afgeweken: besluit van de raad, 14-4-2026.")
    assert (found.oordeel, found.besluiten[0].aantal) == (Toetsoordeel.IN_BEGINSEL_NIET, 1)
    refused = judge(uitzondering=BESLUIT)
    assert (refused.besluiten, GEEN_BEDING in list_stappen(refused)) == ((), True)


def test_a_corporatie_may_say_whether_there_is_room_in_place_of_numbers():
    yes, no = (judge(**HOUSING, complex={"naam": "Flat", "ruimte": room}) for room in (True, False))
    assert [str(item.oordeel) for item in (yes, no)] == ["niet_tegengehouden", "in_beginsel_niet"]
    rule = next(item for item in yes.regels if item.regel == "complex")
    assert "volgens opgave van de corporatie is er ruimte. Hier is niets nagerekend." in rule.reden
    # What the corporatie says opens no kwetsbare buurt.
    closed = judge(**(HOUSING | {"plek": KWETSBAAR}), complex={"naam": "Flat", "ruimte": True})
    assert closed.oordeel == Toetsoordeel.IN_BEGINSEL_NIET


def test_a_place_outside_the_region_or_in_the_ring_is_refused_together_with_clear_words():
    given = [make_initiatief(plek="BU92040000"), make_initiatief(plek="BU99999999"),
             make_initiatief(complex={"naam": "Flat"})]  # fmt: skip
    with pytest.raises(GegevensFout) as caught:
        judge_initiatieven(given, stel_situatie())
    told = caught.value.bevindingen
    assert "BU92040000 (IJsvogelmarke) ligt in" in told[0]
    assert "in de rand om deze streek" in told[0]
    assert "BU99999999 ligt niet in deze streek" in told[1]
    assert "'Flat' staat niet in de eigen cijfers" in told[2]
    wide = dataclasses.replace(stel_situatie(), veld=dataclasses.replace(stel_situatie().veld, niveau="wijk"))
    with pytest.raises(InvoerFout, match="per buurt getoetst"):
        judge_initiatief(make_initiatief(), wide)


def test_many_at_once_say_of_each_what_it_says_by_itself():
    codes = [code for code, own in zip(stel_situatie().veld.codes, stel_situatie().veld.eigen.tolist(), strict=True)
             if own][::9]  # fmt: skip
    homes = [
        {},
        {"complex": {"naam": "Flat", "woningen": 40, "gehuisvest": 12}},
        {"complex": {"ruimte": True}},
    ]
    given = [make_initiatief(plek=code, groep="psychisch", instrument="toewijzing", aantal=2, **homes[n % 3])
             for n, code in enumerate(codes)]  # fmt: skip
    together = judge_initiatieven(given, stel_situatie(), lees_ligging())
    for item in together:
        alone = judge_initiatief(item.initiatief, stel_situatie(), lees_ligging())
        assert (alone.oordeel, alone.regels) == (item.oordeel, item.regels)
    assert len({item.oordeel for item in together}) == 3


def test_the_verdict_is_that_of_the_solver_for_the_same_addition_on_two_hundred_places():
    draw = np.random.default_rng(15)
    answers = {"ja": 0, "nee": 0}
    for _ in range(200):
        item, fits = solve_toevoeging(draw)
        found = judge_initiatief(item, stel_situatie())
        kept = not found.gebroken
        assert kept == fits, (item.plek, item.groep, item.instrument, item.aantal, item.binnen_buurt)
        verdict = {True: Toetsoordeel.NIET_TEGENGEHOUDEN, False: Toetsoordeel.IN_BEGINSEL_NIET}[fits]
        assert found.oordeel in {verdict, Toetsoordeel.NIET_TE_ZEGGEN}
        answers["ja" if fits else "nee"] += 1
    assert min(answers.values()) > 40


def test_rows_that_fit_one_by_one_and_not_together_are_found():
    """The ceiling of Cichoreiwold is 8 (of 1,025 households): 5 and 4 fit apart, and not together."""
    given = [make_initiatief(plek=DRAAGKRACHTIG, aantal=count) for count in (5, 4)]
    given += [make_initiatief(plek=DRAAGKRACHTIG, groep="ouderen", aantal=40), make_initiatief()]
    found = judge_initiatieven(given, stel_situatie())
    assert [item.initiatief.aantal for item in find_samen_te_veel(found, stel_situatie())] == [5, 4]
    assert find_samen_te_veel(found[:1] + found[2:], stel_situatie()) == ()


def test_what_the_corporatie_says_of_its_room_is_not_shown_as_tested():
    yes, no = (judge(**HOUSING, complex={"naam": "Flat", "ruimte": room}) for room in (True, False))
    rule = next(item for item in yes.regels if item.regel == "complex")
    assert (rule.oordeel, rule.voldaan) == (Regeloordeel.NIET_GETOETST, None)
    assert "of er in het complex ruimte is, is niet getoetst: volgens de corporatie wel" in describe_zin(yes)
    assert GEEF_TELLINGEN not in list_stappen(yes)
    # No room is no room: fewer do not fit either.
    assert KLEINER not in list_stappen(no)
    small = next(item for item in no.regels if item.regel == "complex")
    assert (small.grens, small.ruimte) == (0, -1)


@pytest.mark.parametrize(
    ("klasse", "oordeel", "zin"),
    [("kwetsbaar", "in_beginsel_niet", "de gemeente Zilverhage, waarin Cichoreiwold ligt, is kwetsbaar"),
     ("onbekend", "niet_te_zeggen", "Niet te zeggen: van de gemeente Zilverhage is de klasse onbekend."),
     ("", "niet_te_zeggen", "Niet te zeggen: van de gemeente Zilverhage is de klasse onbekend.")],
)  # fmt: skip
def test_at_the_scale_of_the_gemeente_its_own_class_is_told_and_an_unknown_one_is_not_kwetsbaar(
    klasse, oordeel, zin
):
    veld = stel_situatie().veld
    wide = stel_situatie(
        schalen={("statushouders", "transformatie"): "gemeente"},
        veld=dataclasses.replace(veld, gebieden=veld.gebieden.assign(klasse_gemeente=klasse)),
    )
    found = judge(wide, plek=DRAAGKRACHTIG, instrument="transformatie")
    assert str(found.oordeel) == oordeel
    assert zin in describe_zin(found)


def test_a_wijk_without_a_row_of_its_own_is_of_unknown_class_and_not_open():
    veld = stel_situatie().veld
    bare = stel_situatie(veld=dataclasses.replace(veld, gebieden=veld.gebieden.assign(klasse_wijk="")))
    assert str(judge(bare, plek=DRAAGKRACHTIG).oordeel) == "niet_te_zeggen"
    by_buurt = judge(bare, plek=DRAAGKRACHTIG, instrument="transformatie")
    assert str(by_buurt.oordeel) == "niet_tegengehouden"


def test_that_it_is_for_people_of_the_buurt_is_told_with_what_it_means():
    inside = judge(instrument="toewijzing", aantal=2, binnen_buurt=True)
    assert "niet tegen: met een verhuizing binnen de eigen buurt" in describe_zin(inside)
    counted = [list_plekzinnen(item) for item in (inside, judge(**WAGENS), judge(binnen_buurt=True))]
    for told, words in zip(
        counted, ("er komt niets en niemand bij", "een standplaats komt erbij", "bij nieuwbouw komt er een woning bij"),
        strict=True,
    ):  # fmt: skip
        assert any(words in text for text in told), words
    assert not any("uit de buurt zelf" in text for text in list_plekzinnen(judge()))


def test_a_decision_on_a_place_of_unknown_class_is_told():
    found = judge(plek="BU91020502", instrument="transformatie", uitzondering=BESLUIT)
    assert describe_zin(found).endswith("is de klasse onbekend. Afgeweken: besluit van de raad, 14-4-2026.")


def test_that_kwetsbaar_is_ruled_out_is_told_of_an_unknown_class():
    """In BU91070201 one score is missing, and the other is not below the mean; of BU91020502 both may be."""
    score = score_streek().gebieden.set_index("code")
    known = score.loc["BU91070201", ["ses_woa", "lbm_afwijking"]].dropna()
    reference = {"ses_woa": score_streek().referentie.waarde, "lbm_afwijking": 0.0}
    assert [value >= reference[name] for name, value in known.items()] == [True]
    ruled_out = "De andere score ligt niet onder het gemiddelde: kwetsbaar is uitgesloten."
    told = [
        any(ruled_out in text for text in list_plekzinnen(judge(plek=code)))
        for code in ("BU91070201", "BU91020502")
    ]
    assert told == [True, False]
