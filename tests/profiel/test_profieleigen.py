"""Own observations and goals: read whole or not at all, with all that is wrong told together."""

from __future__ import annotations

import datetime as dt
import io

import openpyxl
import pytest

from woonzorg import instelling
from woonzorg.eigenbestand.sjabloon import make_werkmap
from woonzorg.fouten import InhoudFout
from woonzorg.gegevens import opslag
from woonzorg.oordeel import toets
from woonzorg.profiel.eigen import (
    PROCES,
    WAARNEMING,
    Profieleigen,
    Waarneemstand,
    make_sjabloon,
    read_profieleigen,
)
from woonzorg.profiel.eigenwoorden import tell_elders, tell_gegeven
from woonzorg.verdeling.invoer import eigen_cijfers

VANDAAG = dt.date(2026, 11, 30)
SCORE = toets.score_snapshot(opslag.open_snapshot(instelling.INGEBOUWD))
GEZIEN, DOELEN = "code;voorwaarde;stand;bron;datum", "code;indicator;nu;streef;jaar"


def read(kop, *rows):
    return read_profieleigen("eigen.csv", "\n".join([kop, *rows]).encode(), SCORE, VANDAAG)


def find_bevindingen(kop, *rows):
    with pytest.raises(InhoudFout) as caught:
        read(kop, *rows)
    return caught.value.bevindingen


def test_observations_are_read_and_the_last_of_each_condition_counts():
    found = read(
        GEZIEN, "bu91010001;1;Deels;schouw;22-11-2026", "BU91010001;1;aanwezig;schouw;2025-01-31",
        "BU91010001;9;onbekend;wijkteam;30-11-2026", "WK910101;1;afwezig;wijkteam;30-11-2026",
    )  # fmt: skip
    newest = found.find_nieuwste("BU91010001")
    assert {number: (one.stand, one.datum) for number, one in newest.items()} == {
        1: (Waarneemstand.DEELS, dt.date(2026, 11, 22)), 9: (Waarneemstand.ONBEKEND, VANDAAG),
    }  # fmt: skip
    assert found.find_nieuwste("BU91010002") == {}


def test_an_observation_may_be_of_the_theme_that_has_no_figure():
    found = read(
        GEZIEN, "BU91010001;Proces;aanwezig;wijkoverleg;22-11-2026",
        "BU91010001;Proces van samenwerken;deels;wijkoverleg;2026-11-01", "BU91010001;8;afwezig;schouw;22-11-2026",
    )  # fmt: skip
    newest = found.find_nieuwste("BU91010001")
    assert {number: one.stand for number, one in newest.items()} == {
        PROCES: Waarneemstand.AANWEZIG, 8: Waarneemstand.AFWEZIG,
    }  # fmt: skip
    twice = find_bevindingen(GEZIEN, *["BU91010001;proces;deels;schouw;22-11-2026"] * 2)
    (told,) = twice
    assert "rij 3, kolom voorwaarde" in told
    assert "een waarneming van 'proces' op deze dag" in told


def test_a_goal_is_of_a_figure_of_the_registry_by_its_key_or_name():
    found = read(DOELEN, "BU91010001;laag_inkomen_pct;12;10;2030", "BU91010001;Koopwoningen;;40%;2026"
                 .replace("%", ""))  # fmt: skip
    first, second = found.select_doelen("BU91010001")[::-1]
    assert first.describe() == "Huishoudens met een laag inkomen 12,0 → 10,0 % in 2030"
    assert second.describe() == "Koopwoningen 40 % in 2026"


def test_all_that_is_wrong_with_observations_is_told_together_with_row_and_column():
    told = find_bevindingen(
        GEZIEN, "BU91010001;10;deels;schouw;22-11-2026", "BU99999999;1;deels;schouw;22-11-2026",
        "BU91010001;2;misschien;schouw;22-11-2026", "BU91010001;3;deels;;22-11-2026",
        "BU91010001;4;deels;schouw;01-12-2026", "BU91010001;5;deels;schouw;31-2-2026",
        "BU91010001;6;deels;schouw;22-11-2026", "BU91010001;6;afwezig;schouw;22-11-2026",
        f"BU91010001;7;deels;{'x' * 81};22-11-2026",
    )  # fmt: skip
    for row, column, words in (
        (2, "voorwaarde", "niet tussen 1 en 9"), (3, "code", "een andere indeling"), (4, "stand", "geen keuze"),
        (5, "bron", "is leeg"), (6, "datum", "moet nog komen"), (7, "datum", "is geen dag"),
        (9, "voorwaarde", "op deze dag"), (10, "bron", "hoogstens 80"),
    ):  # fmt: skip
        assert any(f"rij {row}, kolom {column}: " in text and words in text for text in told), (row, told)
    assert len(told) == 8


def test_all_that_is_wrong_with_goals_is_told_together_with_row_and_column():
    told = find_bevindingen(
        DOELEN, "BU91010001;geluk;1;2;2030", "BU91010001;laag_inkomen_pct;12;10;2025",
        "BU91010001;laag_inkomen_pct;12;10;ooit", "BU91010001;laag_inkomen_pct;12;;2030",
        "BU91010001;laag_inkomen_pct;12;110;2030", "BU99999999;woz;1;2;2030", "BU91010001;woz;180;veel;2030",
        "BU91010001;woz;180;200;2031", "BU91010001;woz;180;210;2031",
    )  # fmt: skip
    for row, column, words in (
        (2, "indicator", "geen cijfer van Woonzorg"), (3, "jaar", "niet tussen 2026"), (4, "jaar", "ooit"),
        (5, "streef", "is leeg"), (6, "streef", ""), (7, "code", "een andere indeling"), (8, "streef", "veel"),
        (10, "indicator", "al een doel"),
    ):  # fmt: skip
        assert any(f"rij {row}, kolom {column}: " in text and words in text for text in told), (row, told)


@pytest.mark.parametrize("naam", ["inwoners_65plus_pct", "Huishoudens van één persoon", "bijstand_1000"])
def test_a_goal_for_what_the_profile_works_out_is_refused_as_that_and_not_as_unknown(naam):
    (told,) = find_bevindingen(DOELEN, f"BU91010001;{naam};1;2;2030")
    assert "staat op het profiel, maar een doel kan er niet voor" in told


def test_a_workbook_may_hold_both_tables_and_a_later_file_takes_the_place_of_its_own_table_only():
    first = read_profieleigen("a.xlsx", make_werkmap("t", "waarneming", tuple(GEZIEN.split(";")),
                              [("BU91010001", 1, "deels", "schouw", "22-11-2026")]), SCORE, VANDAAG)  # fmt: skip
    goals = read(DOELEN, "BU91010001;laag_inkomen_pct;12;10;2030")
    both = Profieleigen().take(first).take(goals)
    assert both.waarnemingen == first.waarnemingen
    assert both.doelen == goals.doelen


def make_boek(*vormen):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for vorm, row in vormen:
        sheet = book.create_sheet(vorm.naam)
        sheet.append(list(vorm.kolommen))
        sheet.append(row)
    book.save(out := io.BytesIO())
    return out.getvalue()


def test_a_file_of_verdelen_and_one_of_the_profile_tell_what_does_not_belong_and_invite_to_no_other_name():
    house = (eigen_cijfers.COMPLEXEN, ["De Linde", "BU91010001", "", "", "", "", 48, 2])
    areas = (eigen_cijfers.GEBIEDEN, ["BU91010001", 1])
    placed = (eigen_cijfers.GEPLAATST, ["BU91010001", "2026", "ouderen", 1])
    found = read_profieleigen("eigen.xlsx", make_boek(house, areas, placed), SCORE, VANDAAG)
    assert [one.naam for one in found.complexen] == ["De Linde"]
    assert found.notities == tuple(
        f"blad '{name}' is niet gelezen: het hoort hier niet bij" for name in ("gebieden", "geplaatst")
    )
    seen = make_boek(house, (WAARNEMING, ["BU91010001", 1, "deels", "schouw", "22-11-2026"]))
    other = eigen_cijfers.read_eigen_cijfers("profiel.xlsx", seen, SCORE.codes, SCORE.select("buurt"))
    assert other.notities == ("blad 'waarneming' is niet gelezen: het hoort hier niet bij",)


def test_the_template_is_read_as_one_without_rows_of_its_own():
    with pytest.raises(InhoudFout, match="alleen het voorbeeld"):
        read_profieleigen("sjabloon.xlsx", make_sjabloon(), SCORE, VANDAAG)


def test_a_source_that_looks_like_a_person_is_told_and_not_named_on_paper():
    found = read(
        GEZIEN, "BU91010001;1;deels;mevrouw De Vries;22-11-2026", "BU91010001;2;deels;wijkteam;22-11-2026"
    )
    assert any("Schrijf niet over personen" in note for note in found.notities)
    assert [one.bron_deelbaar for one in found.waarnemingen] == ["", "wijkteam"]
    # The warning stays as long as the source does.
    goals = read(DOELEN, "BU91010001;laag_inkomen_pct;12;10;2030")
    assert found.take(goals).notities == found.notities
    again = read(GEZIEN, "BU91010001;1;deels;wijkteam;22-11-2026")
    assert found.take(goals).take(again).notities == ()


COMPLEXEN = "complex;code;woningen;gehuisvest"


def test_complexes_are_those_of_the_own_figures_and_stay_beside_what_was_given_before():
    goals = read(DOELEN, "BU91010001;laag_inkomen_pct;12;10;2030")
    houses = read(COMPLEXEN, "De Linde;BU91010001;48;2", "Eikhof;BU91010001;12;")
    assert [(one.naam, one.buurt, one.woningen) for one in houses.complexen] == [
        ("De Linde", "BU91010001", 48), ("Eikhof", "BU91010001", 12),
    ]  # fmt: skip
    both = goals.take(houses)
    assert (both.doelen, both.complexen) == (goals.doelen, houses.complexen)
    assert both.take(goals).complexen == houses.complexen
    assert both.tabellen == {"doel", "complexen"}
    shape = SCORE.gebieden.set_index("code").geometry["BU91010001"].representative_point()
    point = read("complex;x;y;woningen", f"Punt;{shape.x:.1f};{shape.y:.1f};30")
    assert point.complexen[0].buurt == "BU91010001"


def test_all_that_is_wrong_with_complexes_is_told_together_and_a_name_of_a_person_is_warned_of():
    told = find_bevindingen(
        COMPLEXEN,
        "De Linde;BU99999999;48;2",
        ";BU91010001;48;2",
        "Eikhof;BU91010001;;",
        "Beuk;BU91010001;4;5",
    )
    for row, words in (
        (2, "geen buurt van deze streek"), (3, "naam is leeg"), (4, "kolom woningen"), (5, "meer dan de 4 woningen"),
    ):  # fmt: skip
        assert any(f"rij {row}" in text and words in text for text in told), (row, told)
    found = read(COMPLEXEN, "Huize mevrouw De Vries;BU91010001;48;2", "Molenstraat 12;BU91010001;48;2")
    (note,) = found.notities
    assert "Huize mevrouw De Vries" in note
    assert "Schrijf niet over personen" in note


def test_what_is_of_areas_that_are_not_shown_is_told_as_such():
    given = (
        read(GEZIEN, "BU91010001;1;deels;schouw;22-11-2026", "BU91010002;2;deels;schouw;22-11-2026")
        .take(read(DOELEN, "BU91010001;laag_inkomen_pct;12;10;2030"))
        .take(read(COMPLEXEN, "De Linde;BU91010001;48;2"))
    )
    assert tell_gegeven(given) == "2 waarnemingen, 1 doel en 1 complex"
    assert not tell_elders(given, SCORE.codes)
    assert (
        tell_elders(given, {"BU91010001"})
        == "Niet getoond: 1 waarneming met een code van een andere indeling."
    )
    assert tell_elders(given, set()) == (
        "Niet getoond: 2 waarnemingen, 1 doel en 1 complex met een code van een andere indeling."
    )
