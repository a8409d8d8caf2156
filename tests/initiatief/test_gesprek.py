"""What partners at a table fill in: what is refused, all together, and what is allowed and marked."""

from __future__ import annotations

from dataclasses import replace

import pytest
from gesprekmaken import BOUWER, SUBSIDIE, make_gesprek, make_knop
from hypothesis import given
from hypothesis import strategies as st

from woonzorg.fouten import InhoudFout
from woonzorg.initiatief.gesprek import Baat, Doel, Gesprek, Gesprekspartij, Investering, Ritme
from woonzorg.initiatief.gesprekscontrole import change_knop, check_gesprek, refuse_gesprek, warn_gesprek
from woonzorg.initiatief.gespreksmodel import (
    Gesprekswaarde,
    Route,
    list_investeringen,
    list_knoppen,
    list_schakels,
)


def test_a_fair_conversation_has_nothing_wrong():
    assert (
        check_gesprek(make_gesprek(investeringen=(SUBSIDIE,), baten=(Baat("gemeente", Gesprekswaarde.ZORG),)))
        == ()
    )
    assert check_gesprek(Gesprek()) == ()


@given(st.sampled_from(list_knoppen()), st.sampled_from(Route), st.sampled_from(Gesprekswaarde))
def test_only_what_a_sheet_connects_can_be_chosen(knob, route: Route, value: Gesprekswaarde):
    said = check_gesprek(make_gesprek(nr=knob.nr, doelen=(Doel(route, value),)))
    assert (said == ()) == ((knob.nr, route, value) in list_schakels())


def test_a_link_that_is_in_no_sheet_is_refused_with_what_is():
    assert check_gesprek(make_gesprek(nr=10)) == (
        (
            "stuurknop 10 werkt in het Gespreksmodel niet via 'Zorgen voor elkaar'; kies uit Meer welbevinden, Beter "
            "zien, Beter team en Beter netwerk"
        ),
    )
    wrong = make_gesprek(doelen=(Doel(Route.ZIEN, Gesprekswaarde.PLEZIER),))
    assert check_gesprek(wrong) == (
        (
            "stuurknop 6: 'Beter zien' leidt in het Gespreksmodel niet naar 'Werkplezier'; kies uit Minder zorg nodig "
            "en Efficiënt werken"
        ),
    )


def test_a_gain_that_does_not_follow_from_the_knob_is_refused():
    wrong = make_gesprek(nr=4, baten=(Baat("zorgorganisatie", Gesprekswaarde.PLEZIER),))
    (said,) = check_gesprek(wrong)
    assert said.startswith(
        "stuurknop 4, baat 1: 'Werkplezier' volgt in het Gespreksmodel niet uit stuurknop 4"
    )
    assert check_gesprek(make_gesprek(nr=4, baten=(Baat("zorgorganisatie"),))) == ()


def test_an_end_before_the_start_is_refused_and_the_same_year_is_not():
    early = replace(SUBSIDIE, van=2028, tot=2027)
    assert check_gesprek(make_gesprek(investeringen=(early,))) == (
        "stuurknop 6, investering 1: houdt op in 2027, maar begint pas in 2028; kies een einde in of na 2028",
    )
    assert check_gesprek(make_gesprek(investeringen=(replace(SUBSIDIE, van=2028, tot=2028),))) == ()
    assert check_gesprek(make_gesprek(investeringen=(replace(SUBSIDIE, van=None, tot=2027),))) == ()


def test_all_that_is_wrong_is_told_together_with_place_and_remedy():
    wrong = Gesprek(
        (
            make_knop(investeringen=(
                Investering("XI", "gemeente", 0, van=1900), Investering("I", " ", uren=-1),
            ), kosten=(replace(BOUWER, bedrag=10**9),), uitwerking="x" * 501),
            make_knop(),
            make_knop(11),
        ),
        (Gesprekspartij("Weller", "corporatie"), Gesprekspartij("weller ")),
    )  # fmt: skip
    with pytest.raises(InhoudFout) as caught:
        refuse_gesprek(wrong)
    said = caught.value.bevindingen
    for words in (
        "stuurknop 6 staat er 2 keer in", "stuurknop 11 bestaat niet; kies een nummer van 1 tot en met 10",
        "partij 'weller' staat er 2 keer in", "de soort 'corporatie' bestaat niet", "soort 'XI' bestaat niet",
        "het bedrag is 0", "1900 is geen jaar", "de partij ontbreekt", "het aantal uren is -1",
        "kosten 1: het bedrag is 1000000000", "'uitwerking' heeft 501 tekens; hoogstens 500",
    ):  # fmt: skip
        assert len([one for one in said if words in one]) == 1, words
    assert len(said) == 11


def test_a_party_that_the_document_does_not_name_is_allowed_and_marked():
    odd = Investering("IV", "gemeente", 10_000)
    talk = make_gesprek(investeringen=(odd, SUBSIDIE))
    assert check_gesprek(talk) == ()
    assert not talk.is_genoemd(odd)
    assert talk.is_genoemd(SUBSIDIE)
    assert talk.is_genoemd(replace(SUBSIDIE, partij=" Gemeente "))


def test_an_organisation_at_the_table_is_known_by_its_kind():
    gift = Investering("IV", "Weller", 10_000)
    assert not make_gesprek(investeringen=(gift,)).is_genoemd(gift)
    at_table = Gesprek((), (Gesprekspartij("WELLER", "woningcorporatie"),))
    assert at_table.is_genoemd(gift)
    assert not at_table.is_genoemd(replace(gift, soort="I"))


@pytest.mark.parametrize("kind", list_investeringen(), ids=lambda kind: kind.nummer)
def test_each_way_to_invest_takes_the_parties_that_the_document_names(kind):
    assert all(Gesprek().is_genoemd(Investering(kind.nummer, party)) for party in kind.partijen)


def test_a_knob_is_changed_in_place_and_turned_off_again():
    talk = change_knop(
        change_knop(Gesprek(), 6, make_knop()), 2, make_knop(2, uitwerking=" open\n elke dag ")
    )
    assert [knob.knop for knob in talk.knoppen] == [2, 6]
    assert talk.find(2).uitwerking == "open elke dag"
    assert change_knop(talk, 6, None).find(6) is None
    with pytest.raises(InhoudFout):
        change_knop(talk, 6, make_knop(investeringen=(replace(SUBSIDIE, tot=2025),)))


def test_texts_about_persons_are_warned_of_with_their_place():
    talk = make_gesprek(
        uitwerking="mevrouw Jansen wordt de community builder",
        investeringen=(SUBSIDIE, replace(SUBSIDIE, toelichting="bel 06-12345678")),
        baten=(Baat("J. de Vries"),),
    )
    assert [said.split(":")[0] for said in warn_gesprek(talk)] == [
        "stuurknop 6", "stuurknop 6, investering 2", "stuurknop 6, baat 1",
    ]  # fmt: skip
    assert warn_gesprek(make_gesprek(investeringen=(SUBSIDIE,))) == ()


def test_who_gains_is_never_prefilled():
    assert make_knop().baten == ()
    assert not hasattr(list_knoppen()[0], "baten")
    assert Ritme("jaarlijks") == SUBSIDIE.ritme
