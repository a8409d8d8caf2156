"""Own complexes of an area: by buurt, with what the file says on screen, and on paper only what may be shared."""

from __future__ import annotations

import math

import pytest

from woonzorg import instelling
from woonzorg.gegevens import opslag
from woonzorg.oordeel import toets
from woonzorg.profiel.eigen import Profieleigen
from woonzorg.profiel.eigencomplex import (
    NIET_VOLLEDIG,
    count_elders,
    describe_complexen,
    list_complexbuurten,
    share_complex,
    tell_complex,
)
from woonzorg.profiel.profiel import Plaats
from woonzorg.rapport.profieldeel import MEESTE_COMPLEXEN, make_complexdeel
from woonzorg.rapport.stuk import Lijst
from woonzorg.verdeling.invoer.complex import Complex

SCORE = toets.score_snapshot(opslag.open_snapshot(instelling.INGEBOUWD))
BUURTEN = SCORE.gebieden[(SCORE.gebieden["wijkcode"] == "WK910101") & (SCORE.gebieden["niveau"] == "buurt")]
EEN, TWEE = sorted(BUURTEN["code"])[:2]
WIJK = Plaats("wijk", "WK910101", "Wijk Een")


def test_complexes_stand_by_buurt_of_the_wijk_and_those_elsewhere_are_left_out():
    elsewhere = SCORE.gebieden.loc[
        (SCORE.gebieden["wijkcode"] != "WK910101") & (SCORE.gebieden["niveau"] == "buurt"), "code"
    ].iloc[0]
    given = [Complex("Wilg", EEN, 12), Complex("Beuk", EEN, 30, 4.0), Complex("Els", elsewhere, 99)]
    found = list_complexbuurten(SCORE, WIJK, given)
    assert [buurt.naam for buurt in found] == sorted(BUURTEN["naam"])
    assert {buurt.code: [item.naam for item in buurt.complexen] for buurt in found if buurt.complexen} == {
        EEN: ["Beuk", "Wilg"]
    }
    told = describe_complexen(WIJK, found)
    assert told.startswith(
        f"In Wijk Een liggen 2 complexen uit uw bestand, met 42 woningen, in 1 van de {len(BUURTEN)} buurten."
    )
    assert "cijfer van een wijk laat zo'n complex niet zien" in told
    town = list_complexbuurten(SCORE, Plaats("gemeente", "GM9101", "Gemeente"), given)
    assert len(town) > len(found)


def test_a_buurt_has_one_sentence_with_names_and_says_that_the_file_may_not_be_all():
    place = Plaats("buurt", EEN, "Dorp")
    two = [Complex("Wilg", EEN, 12), Complex("Beuk", EEN, 30, 1.0)]
    told = describe_complexen(place, list_complexbuurten(SCORE, place, two))
    assert told == (
        "In Dorp liggen 2 complexen uit uw bestand, met 42 woningen: Beuk (30 woningen, daarvan 1 huishouden van de "
        f"groepen) en Wilg (12 woningen, wie er woont, is niet opgegeven). {NIET_VOLLEDIG}"
    )
    three = [Complex(f"C{number}", EEN, 1) for number in range(3)]
    assert "C0 (1 woning" in describe_complexen(place, list_complexbuurten(SCORE, place, three))
    many = [Complex(f"C{number}", EEN, 1) for number in range(4)]
    told = describe_complexen(place, list_complexbuurten(SCORE, place, many))
    assert told == f"In Dorp liggen 4 complexen uit uw bestand, met 4 woningen. {NIET_VOLLEDIG}"
    none = describe_complexen(place, list_complexbuurten(SCORE, place, [Complex("Els", TWEE, 5)]))
    assert none == f"In Dorp ligt geen complex uit uw bestand. {NIET_VOLLEDIG}"


def test_complexes_of_another_division_are_told_as_unknown_and_not_as_absent():
    place = Plaats("buurt", EEN, "Dorp")
    given = [Complex("Els", "BU09179999", 12), Complex("Wilg", TWEE, 12)]
    assert count_elders(SCORE, given) == 1
    told = describe_complexen(place, list_complexbuurten(SCORE, place, given), count_elders(SCORE, given))
    assert told.endswith(
        f"{NIET_VOLLEDIG} 1 complex heeft een code van een andere indeling. De plek daarvan is onbekend."
    )
    assert "andere indeling" not in describe_complexen(place, list_complexbuurten(SCORE, place, given[1:]), 0)


def test_the_screen_says_what_the_file_says():
    assert (
        tell_complex(Complex("Beuk", EEN, 1, 0.0)) == "Beuk: 1 woning; daarvan 0 huishoudens van de groepen"
    )
    assert tell_complex(Complex("Beuk", EEN, 30, math.nan)).endswith("is niet opgegeven")
    assert tell_complex(Complex("Vrouwenhuis", EEN, 3, 1.0)).endswith("; komt niet op het buurtblad")
    assert tell_complex(Complex("Jeugdflat", EEN, 10, 1.0)).endswith("; de naam komt niet op het buurtblad")
    place = Plaats("buurt", EEN, "Dorp")
    odd = describe_complexen(place, list_complexbuurten(SCORE, place, [Complex("Flat: Eik; oost", EEN, 12)]))
    assert "12 woningen: Flat: Eik; oost (12 woningen, wie er woont, is niet opgegeven)." in odd


@pytest.mark.parametrize(
    ("item", "told"),
    [
        (Complex("Beuk", EEN, 10, 4.0), "Beuk, 10 woningen"),
        (Complex("Beuk", EEN, 9, 9.0), "een complex van minder dan 10 woningen"),
        (Complex("Markt 3", EEN, 1, 1.0), "een complex van minder dan 10 woningen"),
        (Complex("Jan Jansen", EEN, 1), "een complex van minder dan 10 woningen"),
        (Complex("De Linde (2 statushouders)", EEN, 40), "een complex, 40 woningen"),
        (Complex("Begeleid wonen psychisch 3 pers", EEN, 12), "een complex, 12 woningen"),
        (Complex("Verblijf Oost", EEN, 12), "Verblijf Oost, 12 woningen"),
        (Complex("Vrouwenhuis Heerlen", EEN, 20), ""),
        (Complex("FPA", EEN, 5), ""),
        (Complex("Beuk", EEN, 120, 110.0), "Beuk, 120 woningen"),
        (Complex("Huize mevrouw De Vries", EEN, 48), "een complex, 48 woningen"),
        (Complex("Molenstraat 12", EEN, 10), "Molenstraat 12, 10 woningen"),
        (Complex("Vrouwenopvang Noord", EEN, 48), ""),
        (Complex("Exodus, na detentie", EEN, 48), ""),
    ],
)
def test_of_a_complex_only_name_and_homes_are_shared_and_of_extra_privacy_nothing(item, told):
    assert share_complex(item) == told


def test_paper_never_tells_who_lives_there_and_limits_its_lines():
    items = [Complex(f"Huis {number:02}", EEN, 70, 33.0) for number in range(MEESTE_COMPLEXEN + 3)]
    items += [Complex("Blijfhuis", TWEE, 21, 21.0)]
    deel = make_complexdeel(SCORE, WIJK, Profieleigen(complexen=tuple(items)))
    (lines,) = [blok.regels for blok in deel if isinstance(blok, Lijst)]
    (line,) = lines
    assert line.endswith("Huis 04, 70 woningen; en nog 3.")
    assert "33" not in line
    assert make_complexdeel(SCORE, WIJK, Profieleigen(complexen=(Complex("Blijfhuis", TWEE, 21),))) == ()
    assert make_complexdeel(SCORE, WIJK) == ()
    everywhere = SCORE.gebieden[
        (SCORE.gebieden["gemeentecode"] == "GM9101") & (SCORE.gebieden["niveau"] == "buurt")
    ]
    homes = tuple(Complex("Eikhof", code, 12) for code in sorted(everywhere["code"])[: MEESTE_COMPLEXEN + 1])
    town = make_complexdeel(SCORE, Plaats("gemeente", "GM9101", "Stad"), Profieleigen(complexen=homes))
    (lines,) = [blok.regels for blok in town if isinstance(blok, Lijst)]
    assert lines[-1] == "en nog 1 buurt"
