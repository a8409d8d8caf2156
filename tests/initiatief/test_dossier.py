"""What is kept of an initiative: no more than may be shared, unchangeable, and with what it was tested on."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest
from dossierproef import GROND, keep
from initiatiefmaken import DRAAGKRACHTIG, KWETSBAAR, make_initiatief, make_rho

from woonzorg.bibliotheek.dossier import Afzender, parse_dossier
from woonzorg.bibliotheek.dossiermaken import (
    BESLUIT_GEVOELIG,
    LEEG_KLEIN,
    change_dossierstatus,
    hash_eigen,
    list_weggelaten,
)
from woonzorg.bibliotheek.dossierwoorden import describe_onherhaalbaar, list_verschillen, tell_regel
from woonzorg.fouten import InhoudFout, InvoerFout
from woonzorg.initiatief.initiatieflink import make_initiatief as fill_initiatief
from woonzorg.initiatief.toets import judge_initiatief
from woonzorg.verdeling.scenario.inhoud import STATUSSEN

NOTE = {
    "antwoorden": [
        {"nr": 1, "antwoord": "ja", "toelichting": "Zeven bewoners, 7 kamers, aan de Karekietstreek"}
    ]
}
TALK = {
    "knoppen": [
        {"knop": 1, "kosten": [{"bedrag": 25000, "uren": None, "ritme": "jaarlijks", "wat": "3 kamers"}]}
    ],
    "partijen": [{"naam": "Stichting Cichorei", "soort": ""}],
}
HOUSING = {
    "plek": DRAAGKRACHTIG,
    "groep": "psychisch",
    "instrument": "toewijzing",
    "aantal": 2,
    "naam": "De Linde",
}


def test_what_is_kept_reads_back_the_same_and_its_id_changes_with_all_that_it_holds():
    kept = keep(plek=KWETSBAAR, naam="Molenhof", afweging=NOTE, gesprek=TALK)
    again = parse_dossier(kept.to_inhoud())
    assert (again, again.id) == (kept, kept.id)
    others = [
        dataclasses.replace(kept, status="besproken"),
        dataclasses.replace(kept, van=Afzender("An")),
        dataclasses.replace(kept, afgeleid_van="0123456789ab"),
        dataclasses.replace(kept, grond=dataclasses.replace(GROND, gegevens="2026-02-02-bbbbbbbb")),
        dataclasses.replace(kept, grond=dataclasses.replace(GROND, regels="87654321")),
        keep(plek=KWETSBAAR, naam="Molenhof", aantal=2, afweging=NOTE, gesprek=TALK),
        keep(plek=KWETSBAAR, naam="Molenhof", gesprek=TALK),
    ]
    assert len({kept.id, *(other.id for other in others)}) == len(others) + 1
    assert kept.gesprek.knoppen[0].kosten[0].bedrag == 25000
    assert (kept.gemeentenaam, kept.naam, kept.pleknaam) == ("Zilverhage", "Molenhof", "Ereprijshage")
    assert str(kept.van) == "Jo (naam niet gecontroleerd)"
    assert str(Afzender("Jo", gecontroleerd=True)) == "Jo"


def test_the_fields_that_are_kept_give_the_same_initiative_back_to_be_tested_again():
    case = {
        "motief": "Er is een team.",
        "besluiter": "raad van Zilverhage",
        "datum": "2026-11-02",
        "openbaar": True,
    }
    kept = keep(plek=KWETSBAAR, naam="Molenhof", organisatie="Stichting Thuis", uitzondering=case)
    again = fill_initiatief(kept.velden)
    assert again == make_initiatief(
        plek=KWETSBAAR, naam="Molenhof", organisatie="Stichting Thuis", uitzondering=case
    )


def test_a_single_letting_is_never_kept():
    with pytest.raises(InvoerFout, match="één toewijzing"):
        keep(**HOUSING | {"aantal": 1})


@pytest.mark.parametrize(
    "groep", ["vrouwenopvang", "sekswerkers", "detentie", "forensisch", "detentie_forensisch"]
)
def test_of_a_group_with_more_privacy_no_place_number_name_or_text_is_kept(groep):
    given = {
        "plek": DRAAGKRACHTIG, "groep": groep, "aantal": 7, "naam": "Het Baken", "organisatie": "Stichting Cichorei",
        "complex": {"naam": "De Linde", "woningen": 48}, "afweging": NOTE, "gesprek": TALK,
    }  # fmt: skip
    kept = keep(**given)
    text = kept.to_inhoud()
    for word in (
        DRAAGKRACHTIG,
        "WK910109",
        "Karekiet",
        "Baken",
        "Cichorei",
        "Linde",
        "draagkrachtig",
        "25000",
        "Zeven",
    ):
        assert word not in text
    assert kept.velden == {"groep": groep, "instrument": "nieuwbouw"}
    assert (kept.gemeentenaam, kept.pleknaam, kept.is_gevoelig) == ("Zilverhage", "", True)
    assert [(one.nr, one.antwoord) for one in kept.afweging.antwoorden] == [(1, "ja")]
    # Nor does it follow from the other places of the same gemeente, or numbers, that give the same dossier.
    assert keep(**given | {"aantal": 3, "naam": ""}).id == kept.id
    # By what it was copied from, an open site would give the place away; and the other way round.
    parent = keep(plek=DRAAGKRACHTIG, groep="open", instrument="onzelfstandig", aantal=7)
    assert keep(ouder=parent, **given).afgeleid_van == ""
    assert keep(ouder=kept, plek=DRAAGKRACHTIG).afgeleid_van == ""
    assert keep(ouder=kept, **given).afgeleid_van == kept.id
    decided = change_dossierstatus(kept, "vastgesteld", "raad, Karekietstreek 3", "2-11-2026")
    assert decided.besluit == BESLUIT_GEVOELIG
    assert "Karekiet" not in decided.to_inhoud()


def test_behind_an_own_count_under_ten_nothing_that_is_kept_tells_the_count_or_the_number():
    """Of each number of housed households, and each number asked, that has the same answer, the same is kept."""
    seen = {}
    for asked in (2, 3):
        for housed in range(5):
            given = {"aantal": asked, "complex": {"woningen": 48, "gehuisvest": housed}, "afweging": NOTE}
            kept = keep(make_rho(), **HOUSING | given)
            seen.setdefault(kept.uitkomst.oordeel, set()).add(kept.to_inhoud())
            assert kept.velden == {"gebied": DRAAGKRACHTIG, "groep": "psychisch", "instrument": "toewijzing",
                                   "naam": "De Linde"}  # fmt: skip
            assert kept.afweging.antwoorden[0].toelichting == "… bewoners, … kamers, aan de Karekietstreek"
    assert {answer: len(texts) for answer, texts in seen.items()} == {
        "in_beginsel_niet": 1,
        "niet_tegengehouden": 1,
    }
    parent = keep(make_rho(), **HOUSING)
    assert (
        keep(
            make_rho(), ouder=parent, **HOUSING | {"complex": {"woningen": 48, "gehuisvest": 2}}
        ).afgeleid_van
        == ""
    )


def test_no_count_under_ten_follows_from_two_that_are_kept_of_one_complex():
    """Twelve housed in one year and fifteen in the next are three who came."""
    given = HOUSING | {"complex": {"naam": "De Linde", "woningen": 480, "gehuisvest": 12}}
    first = keep(make_rho(), **given)
    assert (first.velden["gehuisvest"], first.uitkomst.waarom) == ("12", "")
    for housed, told in ((3 + 12, ""), (9 + 12, ""), (12, "12"), (10 + 12, "22")):
        later = given | {"complex": {"naam": "Linde", "woningen": 480, "gehuisvest": housed}}
        kept = keep(make_rho(), kast=(first,), **later)
        assert kept.velden.get("gehuisvest", "") == told
        assert bool(kept.uitkomst.regels) == bool(told)
        assert kept.velden.get("aantal", "") == ("2" if told else "")
    elsewhere = {"plek": "BU91010901", "complex": {"naam": "De Linde", "woningen": 480, "gehuisvest": 15}}
    assert keep(make_rho(), kast=(first,), **given | elsewhere).velden["gehuisvest"] == "15"


def test_texts_of_a_conversation_lose_their_numbers_too_and_its_amounts_stay():
    small = HOUSING | {"complex": {"woningen": 48, "gehuisvest": 2}, "gesprek": TALK}
    kept = keep(make_rho(), **small)
    cost = kept.gesprek.knoppen[0].kosten[0]
    assert (cost.bedrag, cost.wat) == (25000, "… kamers")
    doubled = {
        "partijen": [{"naam": "Groep 1", "soort": ""}, {"naam": "Groep 2", "soort": ""}],
        "knoppen": [],
    }
    assert keep(make_rho(), **small | {"gesprek": doubled}).gesprek.partijen == ()


def test_what_is_left_out_is_told_beforehand():
    def tell(situatie, **delen):
        item = make_initiatief(**HOUSING | delen)
        return list_weggelaten(item, judge_initiatief(item, situatie), situatie)

    assert tell(make_rho()) == ()
    assert tell(make_rho(), complex={"woningen": 48, "gehuisvest": 2}) == (LEEG_KLEIN,)
    told = tell(make_rho(), groep="ouderen", complex={"woningen": 9}, naam="mevrouw Jansen")
    assert [text.split()[0] for text in told] == ["Eigen", "Een"]
    assert tell(make_rho(), groep="detentie")[0].startswith("Voor deze groep geldt extra privacy")


def test_texts_that_seem_to_be_about_a_person_are_refused_until_they_were_looked_after():
    about = {"antwoorden": [{"nr": 2, "antwoord": "ja", "toelichting": "mevrouw Jansen woont er al"}]}
    with pytest.raises(InhoudFout) as fault:
        keep(afweging=about, naam="Hof, bel 06 1234 5678")
    assert len(fault.value.bevindingen) == 2
    kept = keep(afweging=about, naam="Hof, bel 06 1234 5678", nagekeken=True)
    assert "06 1234" not in kept.to_inhoud()  # a name that looks like a person's goes as it does from a link
    for word in ("Vrouwenopvang De Hof", "kamers na detentie"):
        with pytest.raises(InhoudFout, match="extra privacy"):
            keep(groep="open", instrument="onzelfstandig", naam=word)
    assert keep(groep="vrouwenopvang", naam="Vrouwenopvang De Hof").naam == ""
    with pytest.raises(InvoerFout, match="wie dit bewaart"):
        keep(van=Afzender(" \u202e. "))


def test_a_status_goes_forward_and_each_step_is_another_dossier_derived_from_the_one_before():
    first = keep(naam="Molenhof")
    talked = change_dossierstatus(first, "besproken")
    decided = change_dossierstatus(
        talked, "vastgesteld", "raad van Zilverhage", "2-11-2026", dt.date(2026, 12, 1)
    )
    assert [one.status for one in (first, talked, decided)] == list(STATUSSEN)
    assert (talked.afgeleid_van, decided.afgeleid_van) == (first.id, talked.id)
    assert (decided.besluit, decided.datum) == ("raad van Zilverhage", "2026-11-02")
    for status, words, day in (
        ("vastgesteld", "", "2-11-2026"),
        ("vastgesteld", "raad", "morgen"),
        ("concept", "", ""),
    ):
        with pytest.raises(InvoerFout):
            change_dossierstatus(talked, status, words, day)


def test_own_figures_are_named_by_a_hash_that_only_who_has_the_code_can_make():
    assert hash_eigen("", "code") == ""
    assert hash_eigen("abc", "code") == hash_eigen("abc", "code") != hash_eigen("abc", "andere code")


def test_it_is_told_that_data_or_rules_changed_with_what_the_answer_was_and_is():
    kept = keep(plek=KWETSBAAR)
    assert list_verschillen(kept, GROND, kept.uitkomst) == []
    later = dataclasses.replace(GROND, gegevens="2026-02-02-bbbbbbbb")
    [data, same] = list_verschillen(kept, later, kept.uitkomst)
    assert "toen 2026-01-01-aaaaaaaa, nu 2026-02-02-bbbbbbbb" in data
    assert "hetzelfde gebleven" in same
    now = keep(plek=DRAAGKRACHTIG).uitkomst
    told = list_verschillen(kept, dataclasses.replace(GROND, regels="87654321"), now)
    assert told[0].startswith("De rekenregels of aannames zijn veranderd")
    assert told[1] == f"Het antwoord was: {kept.uitkomst.zin}"
    assert told[2] == f"Het antwoord is nu: {now.zin}"
    assert any(line.startswith("Ontzien: toen niet gehaald") and "nu gehaald" in line for line in told[3:])
    told = list_verschillen(kept, later, None, "de plek is er niet meer.")
    assert told[-1] == "Of het antwoord nu anders is, is niet te zeggen: de plek is er niet meer."


def test_what_cannot_be_tested_again_says_why():
    plain = keep()
    assert describe_onherhaalbaar(plain) == ""
    own = dataclasses.replace(plain, grond=dataclasses.replace(GROND, eigen="abcdefabcdef"))
    assert "eigen cijfers" in describe_onherhaalbaar(own)
    assert describe_onherhaalbaar(own, eigen=True) == ""
    assert "plek" in describe_onherhaalbaar(keep(groep="detentie"))
    small = keep(make_rho(), **HOUSING | {"complex": {"woningen": 48, "gehuisvest": 2}})
    assert "aantal" in describe_onherhaalbaar(small, eigen=True)


def test_a_rule_is_told_by_its_mark_and_numbers_and_one_that_is_not_known_by_its_key():
    rules = {rule.regel: tell_regel(rule) for rule in keep(plek=KWETSBAAR).uitkomst.regels}
    assert rules["ontzien"] == "niet gehaald (gevraagd 1, hoogstens 0)"
    case = {
        "motief": "Er is een team.",
        "besluiter": "raad van Zilverhage",
        "datum": "2026-11-02",
        "openbaar": True,
    }
    decided = {
        rule.regel: tell_regel(rule) for rule in keep(plek=KWETSBAAR, uitzondering=case).uitkomst.regels
    }
    assert decided["ontzien"].startswith("afgeweken: besluit van raad van Zilverhage")
    person = keep(plek=KWETSBAAR, uitzondering=case | {"besluiter": "mevrouw Jansen"}, nagekeken=True)
    assert "Jansen" not in person.to_inhoud()


def test_a_content_that_is_none_is_refused_in_words():
    good = keep(naam="Molenhof").to_inhoud()
    for old, new in (
        ('"versie":1', '"versie":9'),
        ("Molenhof", "x" * 300),
        ('"naam"', '"geheim"'),
        ("{", ""),
    ):
        with pytest.raises((InvoerFout, InhoudFout)):
            parse_dossier(good.replace(old, new, 1))
