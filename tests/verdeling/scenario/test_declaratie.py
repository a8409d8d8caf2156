"""A part of a scenario is declared once: one that is added reaches file, names, changes and differences by itself."""

from __future__ import annotations

import dataclasses
import json

import jsonschema
import pytest
from test_oud import KENMERKEN, read
from uitbreiding import Ruimer

from woonzorg.fouten import InhoudFout
from woonzorg.verdeling.scenario.bewerken import make_standaard, set_deel
from woonzorg.verdeling.scenario.inhoud import SCHEMA, Scenario, change, parse_scenario
from woonzorg.verdeling.scenario.levensloop import make_begin
from woonzorg.verdeling.scenario.schema import make_bestandschema
from woonzorg.verdeling.vergelijking.opdracht import Opdrachtverschil, list_verschillen
from woonzorg.verdeling.vraag.declaratie import Gevoeligheid, Plek, find_onderdeel, list_onderdelen
from woonzorg.verdeling.vraag.vorm import Schakelaar, Tekst, Vraagpunt

PLAIN = json.loads(read("klein_met_de_hand"))


def parse(soort=Ruimer, **more):
    return parse_scenario(json.dumps(PLAIN | more).encode(), soort=soort)


def test_a_part_that_is_added_stands_in_the_schema_with_bounds_default_and_title():
    schema = make_bestandschema(Ruimer)
    assert schema["properties"]["doorstroom"] == {
        "type": "number", "minimum": 0, "maximum": 50, "title": "Doorstroom", "default": 5.0,
    }  # fmt: skip
    assert "doorstroom" not in SCHEMA["properties"]
    assert schema["required"] == ["versie", "regio", "niveau", "vraag"]
    jsonschema.Draft202012Validator.check_schema(schema)


def test_it_is_read_written_filled_in_and_held_to_its_bounds():
    assert parse().doorstroom == 5.0
    more = parse(doorstroom=7)
    assert more.doorstroom == 7.0
    assert more.to_dict()["doorstroom"] == 7.0
    assert parse_scenario(more.to_json().encode(), soort=Ruimer) == more
    assert more.id != parse().id
    assert more.rekenkenmerk != parse().rekenkenmerk
    with pytest.raises(InhoudFout, match="doorstroom: 51 is te groot; hoogstens 50"):
        parse(doorstroom=51)
    with pytest.raises(InhoudFout, match="doorstroom: veel past hier niet; verwacht een getal"):
        parse(doorstroom="veel")


@pytest.mark.parametrize("naam", KENMERKEN)
def test_at_its_default_it_leaves_every_name_and_file_of_before_as_it_was(naam):
    scenario = parse_scenario(read(naam), soort=Ruimer)
    assert scenario.id == KENMERKEN[naam]["id"]
    assert scenario.rekenkenmerk == KENMERKEN[naam]["rekenkenmerk"]
    assert scenario.to_dict() == parse_scenario(read(naam)).to_dict()


def test_an_older_program_reads_what_does_not_use_it_and_refuses_what_does():
    assert parse_scenario(parse(doorstroom=5).to_json().encode()).id == parse().id
    with pytest.raises(InhoudFout, match="er staat iets onbekends in"):
        parse_scenario(parse(doorstroom=7).to_json().encode())


def test_a_change_of_it_is_checked_and_told_as_a_difference():
    usual = parse()
    more = set_deel(usual, attribuut="doorstroom", waarde=12)
    assert (more.doorstroom, type(more)) == (12.0, Ruimer)
    assert list_verschillen(usual, more) == (Opdrachtverschil("Doorstroom", ("5,0", "12,0")),)
    with pytest.raises(InhoudFout, match="doorstroom: -1 is te klein; minstens 0"):
        set_deel(usual, attribuut="doorstroom", waarde=-1)
    assert make_begin(more).doorstroom == 12.0  # it may be shared


def test_every_part_says_what_it_is_where_it_comes_from_and_with_whom_it_stays():
    for part in list_onderdelen(Scenario):
        assert part.titel or part.label, part.attribuut
        if not part.verplicht:
            assert part.vorm.read(part.vorm.write(part.standaard)) == part.standaard, part.attribuut
    stays = {
        part.attribuut for part in list_onderdelen(Scenario) if part.gevoeligheid != Gevoeligheid.DEELBAAR
    }
    assert stays == {
        "vraag", "bandbreedte", "soort", "optellen", "sloten", "uitzonderingen", "toetsen", "loten", "eigen_cijfers",
        "basis", "gepland",
    }  # fmt: skip
    assert [part.attribuut for part in list_onderdelen(Scenario, Plek.BOVEN)] == [
        "niveau",
        "bandbreedte",
        "soort",
    ]


def test_a_scenario_is_made_by_keyword_only():
    with pytest.raises(TypeError):
        Scenario("proefstreek")
    made = Scenario(regio="proefstreek", niveau=parse().niveau, vraag=parse(Scenario).vraag)
    assert made == parse(Scenario)  # what is left out is filled in alike


def test_only_what_changes_is_looked_at_and_another_level_drops_what_names_an_area():
    # A text that became too long by other ways stands in no way of another change.
    long = dataclasses.replace(parse(), naam="x" * 300)
    assert change(long, optellen=True).naam == long.naam
    with pytest.raises(InhoudFout, match="naam: de tekst is te lang; hoogstens 200"):
        change(long, naam="y" * 201)
    held = parse(sloten=[{"code": "BU00010000", "aantal": 2}], loten={"detentie": 2})
    wijk = set_deel(held, attribuut="niveau", waarde="wijk")
    assert (wijk.sloten, wijk.loten) == ((), {"detentie": 2})
    assert set_deel(held, attribuut="niveau", waarde=held.niveau).sloten == held.sloten


def test_what_is_wrong_in_several_parts_is_told_together():
    with pytest.raises(InhoudFout) as caught:
        parse(regels={"plafond": {"q": 99}}, jaren={"maatwerk": 200}, schalen={"wezens": "buurt"})
    told = " ".join(caught.value.bevindingen)
    assert all(
        word in told for word in ("plafond.q is 99", "jaren.maatwerk is 200", "de groep wezens bestaat niet")
    )
    assert len(caught.value.bevindingen) == 3


def test_a_form_tells_its_value_in_words():
    assert Tekst(3).list_punten("A", "") == [Vraagpunt("A", "", "geen")]
    assert Schakelaar().tell(True) == "ja"
    side = find_onderdeel(Scenario, "bandbreedte").vorm
    assert (side.tell("laag"), side.schema()) == ("laag", {"enum": ["laag", "hoog"]})
    key = find_onderdeel(Scenario, "verdeelsleutel").vorm
    assert key.tell("woningen") == "Naar woningen"
    assert make_standaard("parkstad").verdeelsleutel in key.woorden
