"""What is left of a shortage, and what of the opgave goes along to a distribution."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from woonzorg.opgave.cijfers import Cijferkeuze, make_opgave, read_parkstad
from woonzorg.opgave.hypothesen import compute_cijfers
from woonzorg.opgave.overdracht import Vraagherkomst, make_overdracht
from woonzorg.opgave.publicatie import Cel, Tabelrij
from woonzorg.opgave.voorraad import read_parkstad_voorraad
from woonzorg.opgave.wat_als import (
    GECLUSTERD,
    NULTREDEN,
    REGULIER,
    VERONDERSTELLINGEN,
    Ingreep,
    Rest,
    compute_rest,
    count_doorstroom,
    list_aanpassingen,
)
from woonzorg.opgave.woorden import describe_doorstroom, describe_rest
from woonzorg.verdeling.vraag.groepen import Soort
from woonzorg.verdeling.vraag.lijnen import STANDAARDVRAAG, check_vraag

CIJFERS = compute_cijfers(read_parkstad())
VOORRAAD = read_parkstad_voorraad()


def compute(ingreep: Ingreep, jaar: int = 2040, keuze: Cijferkeuze = Cijferkeuze.HERBEREKEND):
    return {
        (rest.scenario, rest.woonvorm): rest for rest in compute_rest(CIJFERS, keuze, jaar, VOORRAAD, ingreep)
    }


def test_ten_percent_adapted_by_hand():
    # Huur: 10 % of 896, 844, 3961, 794, 267 and 276 (20 % of 4,479 and so on); koop of 6257, 3455, 4325, 6766, 1711 and
    # 2100; Kerkrade of 6042: 90 + 84 + 396 + 79 + 27 + 28 and 626 + 346 + 433 + 677 + 171 + 210 and 604.
    huur, koop, kerkrade = 90 + 84 + 396 + 79 + 27 + 28, 626 + 346 + 433 + 677 + 171 + 210, 604
    rest = compute(Ingreep(10, 10))["trend", GECLUSTERD]
    assert rest.aangepast == huur + koop + kerkrade == 3771
    assert (rest.saldo, rest.na) == (-4587, -4587 + 3771)
    assert compute(Ingreep(10, 10))["basis", GECLUSTERD].na == -557 + 3771
    only = compute(Ingreep(10, 0, uit=frozenset({"bezit_onbekend"})))["trend", GECLUSTERD]
    assert only.aangepast == huur
    assert (
        compute(Ingreep(0, 10, gemeente="GM0928"))["trend", GECLUSTERD].aangepast == 302
    )  # half of 10 % of 6,042


def test_building_and_moving_on_shift_what_they_say():
    outcome = compute(Ingreep(bouwen={GECLUSTERD: 500}, doorstroom=100, van=GECLUSTERD, naar=NULTREDEN))
    assert outcome["trend", GECLUSTERD].na == -4587 + 500 + 100
    assert outcome["trend", NULTREDEN].na == 17433 - 100
    assert outcome["trend", REGULIER].na == outcome["trend", REGULIER].saldo
    assert compute(Ingreep(doorstroom=100, van=REGULIER, naar=REGULIER)) == compute(Ingreep())


def test_moving_on_starts_from_regular_homes_and_takes_clustered_ones():
    # Tables 1 and 2, trend 2040: 10,793 − 15,380 = −4,587 clustered, 117,250 − 20,980 = 96,270 regular.
    outcome = compute(Ingreep(doorstroom=500))
    assert (outcome["trend", GECLUSTERD].saldo, outcome["trend", GECLUSTERD].na) == (-4587, -5087)
    assert (outcome["trend", REGULIER].saldo, outcome["trend", REGULIER].na) == (96270, 96770)
    told = "Doorstromen: van regulier wonen komen 500 woningen vrij; van geclusterd wonen zijn 500 woningen meer nodig."
    assert describe_doorstroom(count_doorstroom(Ingreep(doorstroom=500))) == told
    # Who leaves a home to somebody of the same group frees none; nothing is told when nobody moves on.
    held = Ingreep(doorstroom=1, uit=frozenset({"vertrek_telt"}))
    assert describe_doorstroom(count_doorstroom(held)).endswith(
        "van geclusterd wonen is 1 woning meer nodig."
    )
    assert describe_doorstroom(count_doorstroom(Ingreep())) == ""


@pytest.mark.parametrize("sleutel", [item.sleutel for item in VERONDERSTELLINGEN])
def test_every_assumption_can_be_switched_off_and_matters(sleutel: str):
    ingreep = {"huur": 20.0, "koop": 10.0, "bouwen": {GECLUSTERD: 100}, "doorstroom": 50}
    on, off = compute(Ingreep(**ingreep)), compute(Ingreep(**ingreep, uit=frozenset({sleutel})))
    assert off != on
    source = next(item.bron for item in VERONDERSTELLINGEN if item.sleutel == sleutel)
    assert source.startswith(("visie, §", "aanname"))


def test_without_a_supply_that_stays_the_future_is_unknown_but_the_present_is_not():
    off = Ingreep(uit=frozenset({"aanbod_gelijk"}))
    assert {rest.na for rest in compute(off).values()} == {None}
    assert compute(off, 2023)["basis", GECLUSTERD].na == 983
    assert "onbekend" in describe_rest(list(compute(off).values()))


def test_adapted_homes_count_as_nultreden_when_no_meeting_room_comes_with_them():
    outcome = compute(Ingreep(10, 10, uit=frozenset({"telt_als_geclusterd"})))
    assert (outcome["trend", GECLUSTERD].aangepast, outcome["trend", NULTREDEN].aangepast) == (0, 3771)
    assert outcome["trend", REGULIER].aangepast == 0
    assert compute(Ingreep(10, 10))["trend", REGULIER].aangepast == -3771


@given(huur=st.integers(0, 100), koop=st.integers(0, 100), extra=st.integers(0, 50))
def test_more_adaptation_never_leaves_a_greater_shortage_and_never_exceeds_the_potential(huur, koop, extra):
    less = list_aanpassingen(VOORRAAD, Ingreep(huur, koop))
    more = list_aanpassingen(VOORRAAD, Ingreep(min(100, huur + extra), koop))
    for one, other in zip(less, more, strict=True):
        assert 0 <= one.woningen <= other.woningen <= one.deel.potentieel + 0.5


def test_the_outcome_in_a_sentence():
    assert describe_rest(list(compute(Ingreep()).values())) == "Van de 4 tekorten blijven er 4 over."
    solved = compute(Ingreep(bouwen={GECLUSTERD: 5000, "zorggeschikt/woonzorgcentrum (PG)": 500}))
    assert describe_rest(list(solved.values())) == "Alle tekorten zijn opgelost."
    moved = compute(Ingreep(doorstroom=50, van=GECLUSTERD, naar="zorggeschikt/woonzorgcentrum (SOM)"))
    assert "Er komt een tekort bij: zorggeschikt/woonzorgcentrum (SOM) (basisscenario)." in describe_rest(
        list(moved.values())
    )
    assert "geen tekort om op te lossen" in describe_rest(list(compute(Ingreep(), 2023).values()))


def test_a_balance_of_0_is_no_shortage_and_none_that_is_left():
    assert describe_rest([Rest("basis", "a", 0, 0, 0, 0)]) == (
        "In dit jaar is er voor ouderen geen tekort om op te lossen."
    )
    exact = [Rest("basis", "a", 0, 0, 0, 0), Rest("basis", "b", -5, 0, 5, 0)]
    assert describe_rest(exact) == "Alle tekorten zijn opgelost."
    assert describe_rest([*exact, Rest("trend", "b", -5, 0, 4, 0)]) == "Van de 2 tekorten blijven er 1 over."
    assert describe_rest([*exact, Rest("basis", "c", 0, 0, 0, -1)]).endswith(
        "Er komt een tekort bij: c (basisscenario)."
    )


def carry(jaar: int, keuze: Cijferkeuze, *, elders: bool = False):
    found = make_overdracht(CIJFERS, Vraagherkomst("Parkstad", jaar, keuze, elders))
    check_vraag(found.vraag)
    return {regel.groep: regel for regel in found.vraag}, found.weggelaten


def test_the_choice_travels_in_the_source_of_each_line():
    printed, left = carry(2030, Cijferkeuze.GEPUBLICEERD)
    assert (printed["ouderen"].laag, printed["ouderen"].hoog) == (1807, 2790)
    assert printed["ouderen"].bron == "visie, tabel 3, 2030, gekozen: gepubliceerd"
    assert {item.wat for item in left} == {
        "uitstappende sekswerkers", "Ouderen, regulier wonen", "Ouderen, nultreden in regulier wonen",
    }  # fmt: skip
    computed, left = carry(2030, Cijferkeuze.HERBEREKEND)
    assert (computed["ouderen"].laag, computed["ouderen"].hoog) == (227, 1807)
    assert computed["ouderen"].bron == "visie, tabel 1 en 2, 2030, gekozen: herberekend"
    assert [item.wat for item in left] == ["uitstappende sekswerkers"]


def test_two_forms_that_do_not_overlap_are_added_and_a_surplus_fills_no_other_form():
    computed, _ = carry(2040, Cijferkeuze.HERBEREKEND)
    # Basis 557 + 453, trend 4,587 + 303; beperking onderkant: gespikkeld 784, while geclusterd has 21 over.
    assert (computed["ouderen"].laag, computed["ouderen"].hoog) == (1010, 4890)
    assert (computed["beperking"].laag, computed["beperking"].hoog) == (784, 79 + 854)


def test_the_flows_are_those_of_the_standard_demand():
    carried, _ = carry(2030, Cijferkeuze.HERBEREKEND)
    usual = {regel.groep: (regel.laag, regel.hoog, regel.eenheid, regel.soort) for regel in STANDAARDVRAAG}
    own = {name: (regel.laag, regel.hoog, regel.eenheid, regel.soort) for name, regel in carried.items()}
    assert {name: own[name] for name in usual} == usual
    assert set(own) - set(usual) == {"ouderen", "beperking"}
    elsewhere, _ = carry(2030, Cijferkeuze.HERBEREKEND, elders=True)
    assert all(regel.bron.startswith("aanname: als voorbeeld van Parkstad (") for regel in elsewhere.values())


def test_groups_that_may_be_the_same_people_are_left_out_and_not_added():
    def make(groep: str, tekst: str) -> Tabelrij:
        return Tabelrij(groep, "", "totaal", Soort.VOORRAAD, (Cel(0, 2, "", "2030", tekst),))

    groups = ("lichamelijke_beperking", "verstandelijke_beperking")
    opgave = make_opgave("Proef", "", [make(g, "100") for g in groups], [make(g, "60") for g in groups], [])
    found = make_overdracht(compute_cijfers(opgave), Vraagherkomst("Proef", 2030, Cijferkeuze.HERBEREKEND))
    assert found.vraag == ()
    assert "dezelfde mensen" in found.weggelaten[0].reden
    none = make_overdracht(compute_cijfers(opgave), Vraagherkomst("Proef", 2030, Cijferkeuze.GEPUBLICEERD))
    assert none.weggelaten[0].reden == "er is niets gepubliceerd"


def test_a_group_without_a_shortage_and_one_of_which_nothing_is_known_add_no_demand():
    def make(groep: str, tekst: str, soort: Soort = Soort.VOORRAAD) -> Tabelrij:
        return Tabelrij(groep, "", "totaal", soort, (Cel(0, 2, "", "2030", tekst),))

    demand = [make("ouderen", "100"), make("woonwagenbewoners", "?", Soort.TOT_2030)]
    opgave = make_opgave("Proef", "", demand, [make("ouderen", "100")], [])
    origin = Vraagherkomst("Proef", 2030, Cijferkeuze.HERBEREKEND)
    found = make_overdracht(compute_cijfers(opgave), origin)
    assert found.vraag == ()
    assert [item.reden for item in found.weggelaten] == ["er is geen tekort"]
    sites = [make("woonwagenbewoners", "79", Soort.TOT_2030)]
    (line,) = make_overdracht(compute_cijfers(make_opgave("Proef", "", sites, [], [])), origin).vraag
    assert (line.laag, line.hoog, line.soort) == (79, 79, Soort.TOT_2030)
