"""What is told with a demand: groups without a number, what its figures leave out, and parts that were added."""

from __future__ import annotations

import dataclasses

import pytest
from veldmaken import make_veld

from woonzorg.verdeling.scenario import bewerken
from woonzorg.verdeling.scenario.bewerken import make_standaard
from woonzorg.verdeling.uitkomst.vraagmelding import (
    OPVANGPLEKKEN,
    SPIJTOPTANTEN,
    describe_opgeteld,
    find_zonder_aantal,
    list_toelichting,
    list_vraagmeldingen,
)
from woonzorg.verdeling.vraag.lijnen import Vraagregel

STANDAARD = make_standaard("parkstad")


def test_groups_that_the_rule_binds_without_a_number_are_named_until_they_have_one():
    groups = [line.groep for line in STANDAARD.vraag]
    assert find_zonder_aantal(groups) == ("dreigend_dakloos", "psychisch", "sekswerkers", "remigranten")
    assert find_zonder_aantal([*groups, "psychisch"]) == ("dreigend_dakloos", "sekswerkers", "remigranten")
    # A demand of statushouders only does not make the vision silent on uitstroom; a file of one's own may be.
    assert "beschermd_wonen" not in find_zonder_aantal(["statushouders"])
    assert "beschermd_wonen" in find_zonder_aantal(["statushouders"], genoemd=())
    assert any("sekswerkers (I.i.iv)" in text for text in list_vraagmeldingen(STANDAARD, make_veld(1)))


def test_what_the_published_figures_leave_out_is_told_only_of_those_figures():
    assert list_toelichting(STANDAARD.vraag) == [SPIJTOPTANTEN, OPVANGPLEKKEN]
    assert (
        list_toelichting([dataclasses.replace(line, bron="eigen invoer") for line in STANDAARD.vraag]) == []
    )
    assert list_toelichting([Vraagregel("statushouders", 1, 1, bron="visie, tabel 1")]) == []


@pytest.mark.parametrize("regio", ["parkstad", "elders"])
def test_detentie_and_jeugd_on_top_of_uitstroom_need_more_than_the_vision_says(regio):
    # (212 + 240 + 39 + 12 + 27) / 6,261 = 8.5 %; (365 + 360 + 39 + 12 + 27) / 6,261 = 12.8 %.
    added = bewerken.change(make_standaard(regio), optellen=True)
    told = describe_opgeteld(added)
    assert "detentie (39) en jeugd (39)" in told
    assert "8,5 tot 12,8 %" in told
    assert "7 tot 12 %" in told
    assert describe_opgeteld(make_standaard(regio)) == ""


def test_of_a_demand_of_ones_own_no_share_of_parkstads_homes_is_told():
    own = [dataclasses.replace(line, bron="eigen invoer") for line in STANDAARD.vraag]
    elsewhere = dataclasses.replace(STANDAARD, regio="elders", vraag=tuple(own), optellen=True)
    assert "%" not in describe_opgeteld(elsewhere)
    assert "8,5 tot 12,8 %" in describe_opgeteld(dataclasses.replace(elsewhere, regio="parkstad"))
