"""Scenario files as an earlier version wrote them: each opens, keeps its names, and is written as it was."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from woonzorg.verdeling.scenario.inhoud import parse_scenario
from woonzorg.verdeling.scenario.werkversie import read_werkversie, write_werkversie

OUD = Path(__file__).parent / "oud"
KENMERKEN = json.loads((OUD / "kenmerken.json").read_text(encoding="utf-8"))
"""What revision 4058a35 called each file: its id, and what its outcome was kept under."""


def read(naam):
    return (OUD / f"{naam}.json").read_bytes()


def test_every_file_has_a_name_and_every_name_a_file():
    assert set(KENMERKEN) | {"kenmerken"} == {path.stem for path in OUD.glob("*.json")}
    assert len({known["id"] for known in KENMERKEN.values()}) == 12


@pytest.mark.parametrize("naam", KENMERKEN)
def test_a_file_of_before_opens_under_the_name_it_had(naam):
    scenario = parse_scenario(read(naam))
    assert scenario.id == KENMERKEN[naam]["id"]
    assert scenario.rekenkenmerk == KENMERKEN[naam]["rekenkenmerk"]
    assert parse_scenario(scenario.to_json().encode()) == scenario


@pytest.mark.parametrize("naam", [naam for naam in KENMERKEN if not naam.endswith("met_de_hand")])
def test_what_is_written_now_says_what_was_written_then(naam):
    scenario = parse_scenario(read(naam))
    assert json.loads(scenario.to_json()) == json.loads(read(naam))


def test_a_draft_of_before_opens_and_is_written_as_it_was():
    text = (OUD / "werkversie.txt").read_text(encoding="utf-8")
    draft = read_werkversie(text)
    assert draft.met_eigen
    assert [site.complex for site in draft.scenario.toetsen] == [
        ""
    ]  # what names a complex stays with the visit
    again = json.loads(write_werkversie(draft.scenario, draft.moment))
    assert again == json.loads(text) | {"eigen": False}
