"""The link of an initiative: it carries the fields, refuses kindly what it cannot read, and keeps private what is."""

from __future__ import annotations

import pytest

from woonzorg.fouten import InhoudFout
from woonzorg.initiatief.initiatief import Besluitgegeven, Complexgegeven, Initiatief
from woonzorg.initiatief.initiatieflink import (
    ZONDER_BESLUIT,
    ZONDER_NAAM,
    ZONDER_PLEK,
    ZONDER_TELLING,
    ZONDER_TOEWIJZING,
    link_voorstel,
    make_initiatief,
    read_link,
    share_velden,
    write_velden,
)
from woonzorg.verdeling.invoer.situatie import Voorstel
from woonzorg.verdeling.vraag.groepen import Instrument

KWETSBAAR = "BU91010001"

KAMERS = {
    "gebied": "BU91010001", "groep": "open", "instrument": "onzelfstandig", "aantal": "10", "personen": "12",
    "naam": "Molenhof", "organisatie": "Stichting Thuis",
}  # fmt: skip


def test_a_link_gives_the_same_initiative_back():
    shared, told = share_velden(KAMERS)
    assert (shared, told) == (KAMERS, ())
    found, notices = read_link(shared)
    assert notices == ()
    made = make_initiatief(found)
    assert made == Initiatief(
        "BU91010001", "open", Instrument.ONZELFSTANDIG, 10, "Molenhof", "Stichting Thuis", personen=12
    )
    assert write_velden(made) == KAMERS


def test_all_fields_survive_the_form():
    full = Initiatief(
        "BU91010001", "psychisch", Instrument.TOEWIJZING, 4, complex=Complexgegeven("De Linde", 48, 2),
        binnen_buurt=True, jaar=2027, uitzondering=Besluitgegeven("Er is begeleiding.", "raad", "2026-11-02"),
    )  # fmt: skip
    assert make_initiatief(write_velden(full)) == full
    room = Initiatief(
        "BU91010001", "psychisch", Instrument.NIEUWBOUW, 4, complex=Complexgegeven("A", ruimte=False)
    )
    assert make_initiatief(write_velden(room)) == room


@pytest.mark.parametrize(
    ("naam", "tekst"),
    [("gebied", "GM9101"), ("gebied", "<b>"), ("groep", "buren"), ("instrument", "gratis"), ("aantal", "0"),
     ("aantal", "-3"), ("aantal", "9" * 30), ("aantal", "1e3"), ("aantal", "٣"), ("jaar", "1999"), ("binnen", "1"),
     ("naam", "x" * 201), ("ruimte", "misschien"), ("gehuisvest", "2,5")],
)  # fmt: skip
def test_what_cannot_be_read_is_passed_over_and_told(naam: str, tekst: str):
    found, notices = read_link({**KAMERS, naam: tekst})
    assert naam not in found
    assert notices == (f"De waarde bij '{naam}' in de link is niet te lezen en is overgeslagen.",)


def test_unknown_names_are_passed_over_in_silence_and_signs_that_cannot_be_seen_go():
    assert read_link({"utm": "x", "naam": "Mo\u202elen\nhof"}) == ({"naam": "Molen hof"}, ())


def test_of_a_group_with_more_privacy_the_link_has_no_place_and_none_is_taken():
    given = {
        "gebied": "BU91010001",
        "groep": "vrouwenopvang",
        "instrument": "nieuwbouw",
        "aantal": "12",
        "complex": "A",
    }
    shared, told = share_velden(given)
    assert shared == {"groep": "vrouwenopvang", "instrument": "nieuwbouw", "aantal": "12"}
    assert told == (ZONDER_PLEK,)
    found, notices = read_link(given)
    assert "gebied" not in found
    assert ZONDER_PLEK in notices[0]


def test_small_counts_single_lettings_names_of_persons_and_decisions_stay_out_of_the_link():
    home = {**KAMERS, "complex": "De Linde", "woningen": "48", "gehuisvest": "2"}
    shared, told = share_velden(home)
    assert {"woningen", "gehuisvest"}.isdisjoint(shared)
    assert told == (ZONDER_TELLING,)
    assert "woningen" in share_velden({**home, "gehuisvest": "12"})[0]
    single = {
        "gebied": "BU91010001",
        "groep": "psychisch",
        "instrument": "toewijzing",
        "aantal": "1",
        "naam": "X",
    }
    assert share_velden(single) == ({"gebied": "BU91010001"}, (ZONDER_TOEWIJZING,))
    assert share_velden({**KAMERS, "naam": "Kamer van mevrouw Jansen"})[1] == (ZONDER_NAAM,)
    decided = share_velden(
        {**KAMERS, "motief": "Er is begeleiding.", "besluiter": "raad", "datum": "2026-11-02"}
    )
    assert decided == (KAMERS, (ZONDER_BESLUIT,))


def test_what_is_missing_is_told_together_and_what_does_not_go_together_too():
    with pytest.raises(InhoudFout) as missing:
        make_initiatief({"gebied": "BU91010001"})
    assert len(missing.value.bevindingen) == 3
    with pytest.raises(InhoudFout) as wrong:
        make_initiatief({**KAMERS, "groep": "ouderen", "instrument": "standplaats"})
    assert "past niet bij de groep" in wrong.value.bevindingen[0]
    # What belongs to another instrument is no fault: it is passed over.
    assert make_initiatief({**KAMERS, "instrument": "nieuwbouw", "jaar": "2027"}).personen is None


@pytest.mark.parametrize(
    ("site", "link"),
    [
        (Voorstel(KWETSBAAR, "woonwagenbewoners", 6, "", True, "standplaats"),
         {"gebied": KWETSBAAR, "groep": "woonwagenbewoners", "instrument": "standplaats", "aantal": "6",
          "binnen": "ja"}),
        (Voorstel(KWETSBAAR, "vrouwenopvang", 2), {"groep": "vrouwenopvang", "aantal": "2"}),
        (Voorstel(KWETSBAAR, "psychisch", 3, "De Linde", instrument="toewijzing"),
         {"gebied": KWETSBAAR, "groep": "psychisch", "instrument": "toewijzing", "aantal": "3", "complex": "De Linde"}),
        (Voorstel(KWETSBAAR, "psychisch", 1, "De Linde", instrument="toewijzing"), {"gebied": KWETSBAAR}),
        (Voorstel("WK910100", "psychisch", 0), {"groep": "psychisch"}),
    ],
)  # fmt: skip
def test_a_site_of_an_older_plan_opens_as_an_initiative_as_far_as_a_link_may_say(site, link):
    assert link_voorstel(site) == link
