"""Many at once: a list of complexes or initiatives, with all that is wrong told together and nothing lost."""

from __future__ import annotations

import dataclasses

import pytest
from initiatiefmaken import DRAAGKRACHTIG, KWETSBAAR, lees_ligging, score_streek, stel_situatie

from woonzorg.eigenbestand.lezen import read_inhoud
from woonzorg.fouten import GegevensFout
from woonzorg.initiatief.initiatief import Besluitgegeven, Complexgegeven
from woonzorg.initiatief.initiatieflijst import (
    INITIATIEVEN,
    make_sjabloon,
    read_initiatieven,
    split_bewaarbaar,
)
from woonzorg.initiatief.lijsttoets import check_keuze, count_geheim, fill_complexen, judge_lijst, share_rijen
from woonzorg.verdeling.invoer.complex import Complex

KOP = "naam;code;x;y;groep;instrument;aantal;personen;woningen;gehuisvest;ruimte;corporatie;jaar;binnen_buurt"


def read(*rows, kop=KOP):
    return read_initiatieven("lijst.csv", "\n".join([kop, *rows]).encode(), score_streek().gebieden)


def find_bevindingen(*rows):
    with pytest.raises(GegevensFout) as caught:
        read(*rows)
    assert "Er is niets getoetst" in str(caught.value)
    return caught.value.bevindingen


def test_rows_are_complexes_and_projects_by_code_or_by_point():
    x, y = lees_ligging().punten[DRAAGKRACHTIG]
    first, second, third, fourth = read(
        f"De Linde;{DRAAGKRACHTIG};;;psychisch;toewijzing;4;;48;20;;Woonpunt;2027;nee",
        f"Plein;;{x:.0f};{y:.0f};open;Onzelfstandig wonen;10;12;;;;;;",
        f"De Eik;{KWETSBAAR};;;Statushouders;toewijzing;2;;;;ja;Woonpunt;;ja",
        f"De Beuk;{KWETSBAAR};;;Statushouders;toewijzing;2;;;;nee;Woonpunt;;",
    ).initiatieven
    assert (first.plek, first.jaar, first.organisatie) == (DRAAGKRACHTIG, 2027, "Woonpunt")
    assert first.complex == Complexgegeven("De Linde", 48, 20)
    assert (second.plek, second.groep, second.instrument, second.personen) == (
        DRAAGKRACHTIG,
        "open",
        "onzelfstandig",
        12,
    )
    assert second.complex is None
    assert (fourth.complex.ruimte, fourth.binnen_buurt, first.binnen_buurt) == (False, False, False)
    assert (third.complex.ruimte, third.binnen_buurt, third.groep) == (True, True, "statushouders")


def test_points_outside_and_in_the_ring_and_all_else_that_is_wrong_are_told_together_with_their_rows():
    x, y = lees_ligging().punten["BU92040000"]
    told = find_bevindingen(
        f"A;;{x:.0f};{y:.0f};statushouders;nieuwbouw;2;;;;;;;",
        "B;;10;10;statushouders;nieuwbouw;2;;;;;;;",
        "C;BU92040000;;;statushouders;nieuwbouw;2;;;;;;;",
        f"D;{KWETSBAAR};;;open;onzelfstandig;0;;;;;;;",
        f"E;{KWETSBAAR};;;iedereen;loterij;x;;;;misschien;;;",
        f"F;{KWETSBAAR};;;statushouders;nieuwbouw;2;;;;;;2027;",
        ";;;;statushouders;nieuwbouw;;;;;;;;",
    )
    rows = {number: [text for text in told if f"rij {number}" in text] for number in range(2, 9)}
    assert "BU92040000 ligt in" in rows[2][0]
    assert "in de rand om deze streek" in rows[2][0]
    assert "het punt ligt niet in een buurt van deze streek" in rows[3][0]
    assert "in de rand om deze streek" in rows[4][0]
    assert "er staat 0 kamers" in rows[5][0]
    assert len(rows[6]) == 4
    assert "een convenantjaar hoort bij toewijzing" in rows[7][0]
    for word in ("de plaats ontbreekt", "kolom aantal", "kolom naam"):
        assert any(word in text for text in rows[8])


def test_a_complex_twice_is_told_unless_it_is_for_another_group_or_year():
    row = f"De Linde;{DRAAGKRACHTIG};;;{{}};toewijzing;4;;48;{{}};;Woonpunt;{{}};nee"
    told = find_bevindingen(row.format("psychisch", 20, 2027), row.format("psychisch", 20, 2027))
    assert "staat er twee keer" in told[0]
    assert "rij 2" in told[0]
    assert len(read(row.format("psychisch", 20, 2027), row.format("psychisch", 20, 2028),
                    row.format("statushouders", 20, 2027)).initiatieven) == 3  # fmt: skip
    other = find_bevindingen(row.format("psychisch", 20, 2027), row.format("statushouders", 21, 2027))
    assert "met andere cijfers" in other[0]


def test_a_name_like_that_of_a_person_is_warned_of_with_its_row_and_kept():
    found = read(f"Mevr. Jansen;{KWETSBAAR};;;statushouders;nieuwbouw;2;;;;;;;")
    assert found.initiatieven[0].naam == "Mevr. Jansen"
    assert len(found.waarschuwingen) == 1
    assert "rij 2" in found.waarschuwingen[0]


def test_columns_on_a_letting_or_a_person_are_refused():
    with pytest.raises(GegevensFout, match=r"kolom 'nationaliteit' is onbekend.*personen of afkomst"):
        read(f"A;{KWETSBAAR};x", kop="naam;code;nationaliteit")
    with pytest.raises(GegevensFout, match="kolom 'proces' is onbekend"):
        read(
            f"A;{KWETSBAAR};statushouders;nieuwbouw;2;Housing", kop="naam;code;groep;instrument;aantal;proces"
        )


def test_single_lettings_are_split_off():
    found = read(
        f"A;{KWETSBAAR};;;statushouders;toewijzing;1;;;;;;;",
        f"B;{KWETSBAAR};;;statushouders;nieuwbouw;1;;;;;;;",
    )
    kept, single = split_bewaarbaar(found.initiatieven)
    assert ([item.naam for item in kept], single) == (["B"], 1)


def test_the_template_reads_back_and_its_example_does_not_count():
    content = read_inhoud("sjabloon.xlsx", make_sjabloon(), (INITIATIEVEN,))
    assert content.tabellen[0].koppen == tuple(INITIATIEVEN.kolommen)
    assert content.tabellen[0].regels == ()
    assert make_sjabloon() == make_sjabloon()


def test_a_row_may_name_its_scale_and_the_decision_by_which_it_deviates():
    kop = "naam;code;groep;instrument;aantal;schaal;motief;besluiter;datum"
    plain, chosen = read(
        f"A;{KWETSBAAR};uitstroom;nieuwbouw;2;;;;",
        f"B;{KWETSBAAR};uitstroom;nieuwbouw;2;Buurt;Er is een team.;de raad;2 november 2026",
        kop=kop,
    ).initiatieven
    assert (plain.schaal, plain.uitzondering) == (None, None)
    assert (chosen.schaal, chosen.uitzondering) == (
        "buurt",
        Besluitgegeven("Er is een team.", "de raad", "2026-11-02"),
    )


def test_a_row_with_the_name_of_a_complex_of_own_figures_is_of_that_complex():
    row = read(f"De Linde;{DRAAGKRACHTIG};;;psychisch;toewijzing;2;;;;;;;").initiatieven
    veld = stel_situatie().veld
    assert fill_complexen(row, veld) == list(row)
    home = Complex("De Linde", DRAAGKRACHTIG, 48, 20.0, gebied=DRAAGKRACHTIG)
    known = dataclasses.replace(veld, complexen=(home,))
    [filled] = fill_complexen(row, known)
    assert filled.complex == Complexgegeven("De Linde")
    [judged] = judge_lijst(row, stel_situatie(veld=known))
    assert "De Linde" in next(rule.reden for rule in judged.uitkomst.regels if rule.regel == "complex")


@pytest.mark.parametrize(
    ("figures", "said"), [("48;20", "kolom naam: 'de linde' heet in rij 2 'De Linde'"), ("48;21", "met andere cijfers")]
)  # fmt: skip
def test_a_complex_spelled_in_two_ways_is_one_complex_told_of_twice(figures, said):
    """As two it would have the room of two."""
    (told,) = find_bevindingen(
        f"De Linde;{DRAAGKRACHTIG};;;psychisch;toewijzing;4;;48;20;;Woonpunt;2027;nee",
        f"de linde;{DRAAGKRACHTIG};;;dreigend_dakloos;toewijzing;4;;{figures};;Woonpunt;2027;nee",
    )
    assert said in told


def test_the_annex_of_one_organisation_leaves_out_what_would_be_a_place():
    rows = judge_lijst(
        read(
            f"Het Baken;{DRAAGKRACHTIG};;;vrouwenopvang;nieuwbouw;4;;;;;Stichting Veilig;;",
            f"De Linde;{DRAAGKRACHTIG};;;statushouders;nieuwbouw;4;;;;;Stichting Veilig;;",
        ).initiatieven, stel_situatie(),
    )  # fmt: skip
    assert [len(share_rijen(rows, stel_situatie(), per_organisatie=apart)) for apart in (False, True)] == [
        2,
        1,
    ]
    assert count_geheim(rows) == 1


def test_a_choice_that_is_not_in_the_list_is_refused_with_what_is():
    rows = judge_lijst(
        read(f"De Linde;{DRAAGKRACHTIG};;;statushouders;nieuwbouw;4;;;;;Woonpunt;;").initiatieven, stel_situatie()
    )  # fmt: skip
    check_keuze(rows, "", " woonpunt ")
    check_keuze(rows, rows[0].uitkomst.plek.gemeente, "")
    with pytest.raises(GegevensFout) as caught:
        check_keuze(rows, "GM0000", "Elders")
    town, party = caught.value.bevindingen
    assert rows[0].uitkomst.plek.gemeentenaam in town
    assert party == "corporatie: 'Elders' staat niet in de lijst; kies uit Woonpunt"
