"""A draft: what is kept of unsaved work, what is never in it, and text of a browser that is no draft."""

from __future__ import annotations

import dataclasses
import json
from datetime import UTC, datetime, timedelta

import pytest

from woonzorg.fouten import WoonzorgFout
from woonzorg.verdeling.invoer.situatie import Slot, Uitzondering, Voorstel
from woonzorg.verdeling.scenario.bewerken import make_standaard
from woonzorg.verdeling.scenario.werkversie import DAGEN, read_werkversie, write_werkversie
from woonzorg.verdeling.uitkomst.woorden import describe_vervallen

MOMENT = datetime(2026, 11, 29, 23, 30, tzinfo=UTC)
CODE = "BU91060400"


def make_scenario(**changes):
    work = {
        "sloten": (Slot(CODE, 3),),
        "uitzonderingen": (Uitzondering("BU91010001", "staat er al", "raad", "2026-01-31"),),
    }
    return dataclasses.replace(make_standaard("voorbeeldstreek"), **(work | changes))


def test_a_draft_gives_back_the_scenario_with_its_locks_and_exceptions():
    scenario = make_scenario()
    draft = read_werkversie(write_werkversie(scenario, MOMENT))
    assert draft.scenario == scenario
    assert draft.moment == MOMENT
    assert draft.naam == "werkversie van 30 november 2026, 00:30 uur"  # by the Dutch clock
    assert not draft.met_eigen


def test_own_figures_are_never_in_a_draft_and_it_says_that_there_were():
    sites = (Voorstel(CODE, "psychisch", 2, complex="Flat Zuid"), Voorstel(CODE, "psychisch", 2))
    scenario = make_scenario(eigen_cijfers="0a1b2c3d4e5f", gegevens="2026-11-21-92c6d0f6", toetsen=sites)
    text = write_werkversie(scenario, MOMENT)
    assert "0a1b2c3d4e5f" not in text
    assert "Flat Zuid" not in text
    draft = read_werkversie(text)
    assert draft.met_eigen
    assert scenario.sloten
    assert draft.scenario.sloten == ()  # all locks together give the plan on own figures back
    assert (draft.scenario.eigen_cijfers, draft.scenario.gegevens) == ("", "")
    assert draft.scenario.toetsen == sites[1:]


def test_a_draft_is_kept_for_thirty_days():
    draft = read_werkversie(write_werkversie(make_scenario(), MOMENT))
    assert not draft.is_oud(MOMENT + timedelta(days=DAGEN))
    assert draft.is_oud(MOMENT + timedelta(days=DAGEN, seconds=1))
    assert not draft.is_oud(MOMENT - timedelta(days=400))  # a clock that was set back


@pytest.mark.parametrize(
    "text",
    [
        "", "geen json", "[]", "{}", '{"werkversie": 1}', "[" * 100_000, "9" * 5000, "x" * 1_000_001,
        '{"werkversie": 1, "moment": "2026-11-29T10:00:00", "scenario": {}}',
        '{"werkversie": 1, "moment": "ooit", "scenario": {}}',
        '{"werkversie": 2, "moment": "2026-11-29T10:00:00+00:00", "scenario": {}}',
        '{"werkversie": 1, "moment": "2026-11-29T10:00:00+00:00", "scenario": {"versie": 1}}',
        '{"werkversie": 1, "moment": "2026-11-29T10:00:00+00:00", "scenario": "\\ud800"}',
    ],
)  # fmt: skip
def test_text_that_is_no_draft_is_told_in_dutch(text):
    with pytest.raises(WoonzorgFout) as caught:
        read_werkversie(text)
    assert "Expecting" not in str(caught.value)
    assert len(str(caught.value)) < 600


def test_another_level_names_what_it_drops():
    assert describe_vervallen(make_scenario(toetsen=(Voorstel(CODE, "psychisch", 1),) * 2)) == (
        "Op een ander niveau vervallen: 1 vastgezet aantal, 1 uitzondering en 2 getoetste plekken. "
        "Met 'Ongedaan' komen ze terug."
    )
    assert describe_vervallen(make_standaard("voorbeeldstreek")) == ""


def test_a_draft_written_by_this_version_stays_readable():
    plain = json.loads(write_werkversie(make_scenario(), MOMENT))
    assert set(plain) == {"werkversie", "moment", "eigen", "scenario"}
    older = {"werkversie": 1, "moment": MOMENT.isoformat(), "scenario": {
        "versie": 1, "regio": "voorbeeldstreek", "niveau": "wijk", "vraag": {"statushouders": 12}}}  # fmt: skip
    assert read_werkversie(json.dumps(older)).scenario.niveau == "wijk"
