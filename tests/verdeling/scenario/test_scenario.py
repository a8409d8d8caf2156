"""Scenario files: the smallest that works, defaults, identity, and clear answers to files that are no scenario."""

from __future__ import annotations

import dataclasses
import json
from datetime import timedelta

import jsonschema
import pytest
from veldmaken import make_veld

from woonzorg.dag import today as find_today
from woonzorg.fouten import GegevensFout, InvoerFout, WoonzorgFout
from woonzorg.verdeling.invoer.situatie import Voorstel
from woonzorg.verdeling.jaren.reeks import HEFBOMEN
from woonzorg.verdeling.regels.lijst import REGELS
from woonzorg.verdeling.scenario.inhoud import (
    GROOTSTE_BESTAND,
    SCHEMA,
    change,
    parse_scenario,
    read_scenario,
)
from woonzorg.verdeling.scenario.probleem import make_situatie
from woonzorg.verdeling.vraag.groepen import Eenheid, Instrument, Schaal, Soort, choose_schaal

SMALL = {
    "versie": 1,
    "regio": "proefstreek",
    "niveau": "buurt",
    "vraag": {"statushouders": 300, "detentie": 39},
}
CASE = {"code": "BU00010000", "motief": "gebouw staat er al", "besluit_door": "raad", "datum": "2026-01-31"}

VASTGESTELD = {"status": "vastgesteld", "besluit": "raad", "datum": "2026-01-31"}


def parse(**more):
    return parse_scenario(json.dumps(SMALL | more).encode())


def test_the_smallest_file_gets_every_default():
    scenario = parse()
    assert scenario.make_behoefte().groepen == ("statushouders", "detentie")
    assert scenario.make_behoefte().aantallen == (300, 39)
    assert (scenario.soort, scenario.bandbreedte, scenario.kenmerken["status"]) == (
        Soort.PER_JAAR,
        "hoog",
        "concept",
    )
    for regel in REGELS:
        assert (regel.sleutel in scenario.uit) == (not regel.standaard_aan)
        for parameter in regel.parameters:
            assert scenario.waarden[regel.sleutel][parameter.sleutel] == parameter.waarde
    assert scenario.hefbomen == {lever.sleutel: lever.waarde for lever in HEFBOMEN}


def test_one_parameter_can_be_set_and_a_rule_switched():
    scenario = parse(
        regels={"plafond": {"per_1000": 15}, "sleutel": {"aan": False}, "nabijheid": {"aan": True}}
    )
    assert scenario.waarden["plafond"] == {"per_1000": 15.0, "q": 1.5}
    assert scenario.uit == {"sleutel"}


def test_demand_may_have_bounds_unit_and_kind():
    scenario = parse(
        vraag={"uitstroom": {"laag": 212, "hoog": 365}, "jeugd_tussenvorm": 27, "woonwagenbewoners": 79}
    )
    assert scenario.make_behoefte("laag").aantallen == (185, 27)
    assert scenario.make_behoefte("hoog").aantallen == (338, 27)
    units = {line.groep: (line.eenheid, line.soort) for line in scenario.vraag}
    assert units["jeugd_tussenvorm"] == (Eenheid.PERSOON, Soort.PER_JAAR)
    assert units["woonwagenbewoners"] == (Eenheid.STANDPLAATS, Soort.TOT_2030)


def test_the_id_is_that_of_the_content_and_not_of_its_order_or_of_written_defaults():
    scenario = parse()
    turned = dict(reversed(SMALL.items()))
    assert parse_scenario(json.dumps(turned, indent=4).encode()).id == scenario.id
    assert parse(bandbreedte="hoog", sloten=[], regels={"plafond": {"per_1000": 8}}).id == scenario.id
    assert parse(regels={"plafond": {"per_1000": 9}}).id != scenario.id
    assert parse(naam="A").id != scenario.id
    assert len(scenario.id) == 12


def test_a_file_saved_before_scales_had_other_defaults_keeps_its_id_and_its_scales():
    line = {"eenheid": "woning", "soort": "per_jaar", "instrument": "toewijzing", "personen_per_woning": 1.0}
    saved = {
        "versie": 1, "regio": "voorbeeldstreek", "niveau": "buurt", "vraag": {
            "uitstroom": line | {"laag": 40, "hoog": 60, "bron": "invoer"},
            "detentie": line | {"laag": 9, "hoog": 9, "bron": "invoer"},
            "statushouders": line | {"laag": 80, "hoog": 100, "instrument": "nieuwbouw", "bron": "invoer"},
        }, "bandbreedte": "hoog", "soort": "per_jaar", "optellen": False, "regels": {
            "ontzien": {"onbekend": 1.0, "aan": True}, "plaatsregel": {"aan": True}, "complex": {"q": 1.5, "aan": True},
            "plafond": {"per_1000": 8.0, "q": 1.5, "aan": True}, "geen_verplaatsing": {"q": 1.5, "aan": True},
            "geen_verplaatsing_buren": {"kappa": 1.25, "aan": True},
            "capaciteit": {"mutatiegraad": 8.5, "toewijsaandeel": 25.0, "huishoudens": 100.0, "aan": True},
            "nabijheid": {"huisarts": 2.0, "supermarkt": 2.0, "aan": False}, "sleutel": {"aan": True},
        }, "sloten": [], "uitzonderingen": [], "afspraken": [], "toetsen": [], "loten": {}, "schalen": {
            "statushouders": {"toewijzing": "gemeente", "nieuwbouw": "gemeente", "transformatie": "gemeente"},
            "detentie": {"toewijzing": "buurt"},
        }, "urgentie": [], "verdeelsleutel": "inwoners", "jaren_capaciteit": 1.0, "jaren": {
            "maatwerk": 25.0, "vrije_ruimte": 7.5, "uitstroom": 0.0, "nieuwbouw": 0.0, "instroom": 0.0, "tot": 2040.0,
        }, "gegevens": "", "eigen_cijfers": "", "naam": "Oud", "auteur": "", "notitie": "", "status": "concept",
        "besluit": "", "datum": "", "afgeleid_van": "",
    }  # fmt: skip
    scenario = parse_scenario(json.dumps(saved).encode())
    assert scenario.id == "152c82b3b87b"
    assert scenario.to_dict()["schalen"] == saved["schalen"]
    assert choose_schaal(scenario.schalen, "detentie", Instrument.TOEWIJZING) == Schaal.BUURT
    assert choose_schaal(scenario.schalen, "uitstroom", Instrument.TOEWIJZING) == Schaal.COMPLEX


def test_a_scenario_can_be_written_and_read_back():
    scenario = parse(
        sloten=[{"code": "BU00010000", "aantal": 3}], uitzonderingen=[CASE | {"hoogstens": 2}],
        afspraken=[{"gemeenten": ["GM0001", "GM0002"], "minstens": 2}], loten={"detentie": 2},
        schalen={"statushouders": "wijk"}, urgentie=["detentie"], naam="A", jaren={"maatwerk": 50},
    )  # fmt: skip
    again = parse_scenario(scenario.to_json().encode())
    assert again == scenario
    assert again.id == scenario.id
    assert len(again.schalen) == 3  # every instrument that suits the group, and not standplaats
    assert {(groep, scale) for (groep, _), scale in again.schalen.items()} == {("statushouders", Schaal.WIJK)}
    assert again.make_behoefte().groepen == ("detentie", "statushouders")
    jsonschema.Draft202012Validator(SCHEMA).validate(json.loads(scenario.to_json()))


def test_a_scale_can_be_set_by_instrument():
    scenario = parse(
        schalen={"statushouders": {"nieuwbouw": "buurt"}, "detentie": {"toewijzing": "gemeente"}}
    )
    assert scenario.to_dict()["schalen"] == {
        "statushouders": {"nieuwbouw": "buurt"}, "detentie": {"toewijzing": "gemeente"},
    }  # fmt: skip
    assert scenario.schalen["statushouders", Instrument.NIEUWBOUW] == Schaal.BUURT


def test_a_scenario_cannot_be_changed():
    with pytest.raises(dataclasses.FrozenInstanceError):
        parse().regio = "elders"


def test_the_schema_itself_is_sound():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (b"", "niet te lezen"), (b"{", "niet te lezen"), (b"\xff\xfe{}", "niet te lezen"),
        (b"PK\x03\x04", "niet te lezen"), (b"[" * 100_000, "niet te lezen"), (b"[]", "geen scenario"),
        (b'"tekst"', "geen scenario"), (b'{"type": "FeatureCollection"}', "geen scenario"),
        (b'{"versie": 2}', "nieuwere versie"), (b'{"versie": 0}', "andere versie"), (b'{"versie": true}', "andere"),
        (b'{"versie": "1"}', "andere versie"), (b'{"versie": 1, "versie": 1}', "twee keer"),
        (b'{"versie": 1, "naam": "\\ud800"}', "niet te lezen"),
        (b'{"versie": NaN}', "geen getal"), (b" " * (GROOTSTE_BESTAND + 1), "1 MB"),
    ],
)  # fmt: skip
def test_files_that_are_no_scenario_get_a_clear_answer(raw, text):
    with pytest.raises(InvoerFout, match=text):
        parse_scenario(raw)


@pytest.mark.parametrize(
    ("more", "text"),
    [
        ({"niveau": "gemeente"}, "niveau: 'gemeente' kan niet; kies uit buurt, wijk"),
        ({"vraag": {}}, "vraag"), ({"vraag": {"statushouders": -1}}, "vraag.statushouders"),
        ({"vraag": {"statushouders": 10**30}}, "vraag.statushouders"), ({"vraag": {"wezens": 1}}, "bestaat niet"),
        ({"vraag": {"statushouders": {"laag": 1}}}, "vraag.statushouders"), ({"kleur": "rood"}, "onbekends"),
        ({"regels": {"plafon": {}}}, "plafon bestaat niet"), ({"regels": {"plafond": {"q": 1e6}}}, "plafond.q"),
        ({"regels": {"ontzien": {"aan": False}}}, "kan niet uit"), ({"regels": {"plafond": 8}}, "regels.plafond"),
        ({"sloten": [{"code": "BU1", "aantal": 1}]}, "sloten.0.code"), ({"sloten": [{}]}, "sloten.0"),
        ({"uitzonderingen": [{"code": "BU00010000"}]}, "motief"),
        ({"uitzonderingen": [CASE | {"motief": ""}]}, "uitzonderingen.0.motief: de tekst is leeg"),
        ({"status": "vastgesteld"}, "besluit en een datum"), ({"loten": {"wezens": 2}}, "wezens bestaat niet"),
        ({"loten": {"detentie": 0}}, "loten.detentie"), ({"jaren": {"maatwerk": 200}}, "maatwerk"),
        ({"afspraken": [{"gemeenten": ["GM0001"], "minstens": 3, "hoogstens": 2}]}, "minstens is groter"),
        ({"schalen": {"detentie": "straat"}}, "schalen.detentie: straat past hier niet; verwacht een van complex"),
        ({"schalen": {"detentie": {"toewijzing": "straat"}}}, "schalen.detentie"),
        ({"schalen": {"detentie": {"standplaats": "buurt"}}}, "standplaats past niet bij deze groep"),
        ({"schalen": {"wezens": "buurt"}}, "wezens bestaat niet"),
        ({"jaren_capaciteit": 0}, "jaren_capaciteit"), ({"naam": "x" * 500}, "te lang"),
    ],
)  # fmt: skip
def test_content_that_is_not_sound_is_told_with_its_place(more, text):
    with pytest.raises(GegevensFout, match=text):
        parse(**more)


SITE = {"code": "BU00010000", "groep": "", "aantal": 1}
NAAMLOOS = [{"loten": {"": 3}}, {"urgentie": [""]}, {"toetsen": [SITE]}]


@pytest.mark.parametrize("more", [*NAAMLOOS, {"schalen": {"": "buurt"}}, {"vraag": {"": 3}}])
def test_nothing_is_set_for_a_group_without_a_name(more):
    [place] = more
    with pytest.raises(
        GegevensFout, match=f"{place}: de groep zonder naam bestaat niet; kies uit .*detentie"
    ):
        parse(**more)
    if more in NAAMLOOS:
        value = {"toetsen": (Voorstel(**SITE),), "urgentie": ("",)}.get(place, more[place])
        with pytest.raises(GegevensFout, match="zonder naam"):
            change(parse(), **{place: value})


def test_a_lock_and_an_exception_without_a_group_are_for_all_groups_together():
    lock = {"code": "BU00010000", "aantal": 1}
    scenario = parse(sloten=[lock | {"groep": ""}], uitzonderingen=[CASE | {"groep": ""}])
    assert scenario.sloten == parse(sloten=[lock]).sloten
    assert scenario.uitzonderingen == parse(uitzonderingen=[CASE]).uitzonderingen


@pytest.mark.parametrize("more", NAAMLOOS[:2])
def test_what_was_kept_for_a_group_without_a_name_opens_and_sets_nothing(more):
    kept = parse_scenario(json.dumps(SMALL | more).encode(), bewaard=True)
    assert kept.make_behoefte().groepen == parse().make_behoefte().groepen
    situatie = make_situatie(kept, make_veld(2))
    assert [situatie.find_lot(groep) for groep in situatie.groepen] == [1, 1]


BAD_DAYS = ["2026-13-45", "2026-02-29", "٢٠٢٦-٠١-٠١", "2026-01-01\n", "1-1-2026", "", "9999-01-01"]


@pytest.mark.parametrize("day", BAD_DAYS)
def test_a_decision_has_a_real_day_that_was(day):
    for more in ({"uitzonderingen": [CASE | {"datum": day}]}, VASTGESTELD | {"datum": day}):
        with pytest.raises(GegevensFout, match="datum"):
            parse(**more)


def test_no_decision_is_of_tomorrow_and_one_of_today_stands():
    today = find_today()
    parse(uitzonderingen=[CASE | {"datum": today.isoformat()}])
    with pytest.raises(GegevensFout, match="moet nog komen"):
        parse(uitzonderingen=[CASE | {"datum": (today + timedelta(days=1)).isoformat()}])


def test_all_that_is_wrong_with_decisions_and_numbers_is_told_together():
    cases = [CASE | {"motief": "   ", "datum": "2026-13-45"}, CASE | {"besluit_door": "\u00a0…", "aantal": 0}]
    with pytest.raises(GegevensFout) as caught:
        parse(
            uitzonderingen=cases, regels={"plafond": {"per_1000": True}, "ontzien": {"onbekend": False}},
            status="vastgesteld", besluit=" - ", datum="2026-02-30",
        )  # fmt: skip
    told = {text.split(":")[0] for text in caught.value.bevindingen}
    assert told == {
        "uitzonderingen.0.motief", "uitzonderingen.0.datum", "uitzonderingen.1.besluit_door", "uitzonderingen.1.aantal",
        "regels.plafond.per_1000", "regels.ontzien.onbekend", "besluit", "datum",
    }  # fmt: skip


def test_what_was_kept_before_still_opens_and_counts_as_not_decided():
    content = SMALL | VASTGESTELD | {
        "datum": "2026-13-45", "uitzonderingen": [CASE | {"motief": "   ", "datum": "2026-02-31"}],
    }  # fmt: skip
    kept = parse_scenario(json.dumps(content).encode(), bewaard=True)
    assert kept.id == "a58f69f4fb5f"  # as it was named when it was kept
    assert kept.uitzonderingen[0].onbesloten == "het motief ontbreekt"
    assert (kept.kenmerken["datum"], kept.kenmerken["status"]) == ("2026-13-45", "vastgesteld")


@pytest.mark.parametrize(("more", "name"), [
    ({}, "1a34482cba7a"), ({"uitzonderingen": [CASE, CASE | {"groep": "detentie", "hoogstens": 2}]}, "2db73b7e863a"),
    ({"toetsen": [{"code": "BU00010000", "groep": "detentie", "aantal": 2, "binnen_buurt": True}],
      "sloten": [{"code": "BU00010000", "aantal": 0}]}, "9323797a86d5"),
])  # fmt: skip
def test_a_field_that_came_later_leaves_the_id_of_older_scenarios_as_it_was(more, name):
    assert parse(**more).id == name
    assert "aantal" not in json.dumps(parse(uitzonderingen=[CASE]).to_dict()["uitzonderingen"])


def test_a_decided_number_is_part_of_the_scenario_and_no_more_than_the_most():
    one = parse(uitzonderingen=[CASE | {"aantal": 3}])
    assert one.uitzonderingen[0].aantal == 3
    assert one.uitzonderingen[0].onbesloten == ""
    assert parse_scenario(one.to_json().encode()) == one
    assert one.id != parse(uitzonderingen=[CASE]).id
    assert parse(uitzonderingen=[CASE | {"aantal": 3.0}]).id == one.id
    with pytest.raises(GegevensFout, match="aantal is groter dan hoogstens"):
        parse(uitzonderingen=[CASE | {"aantal": 3, "hoogstens": 2}])


def test_a_number_too_large_for_the_computer_is_refused():
    text = json.dumps(SMALL | {"regels": {"plafond": {"q": 1}}}).replace('"q": 1', '"q": 1e400')
    with pytest.raises(GegevensFout, match=r"plafond\.q"):
        parse_scenario(text.encode())


def test_all_findings_are_told_together():
    with pytest.raises(GegevensFout) as caught:
        parse(niveau="land", kleur=1, sloten=[{}])
    assert len(caught.value.bevindingen) == 4


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(InvoerFout, match=r"weg\.json is niet te openen"):
        read_scenario(tmp_path / "weg.json")


@pytest.mark.parametrize(
    ("more", "text"),
    [
        ({"sloten": [{"code": "BU99990000", "aantal": 1}]}, "BU99990000 ligt niet"),
        ({"sloten": [{"code": "BU00010000", "aantal": 1, "groep": "psychisch"}]}, "niet verdeeld"),
        ({"sloten": [{"code": "BU00010000", "aantal": 1}] * 2}, "twee keer vastgezet"),
        ({"uitzonderingen": [CASE | {"code": "BU99990000"}]}, "BU99990000 ligt niet"),
        ({"afspraken": [{"gemeenten": ["GM9999"]}]}, "GM9999 ligt niet"),
    ],
)
def test_places_and_groups_that_are_not_in_the_data_are_refused(more, text):
    with pytest.raises(WoonzorgFout, match=text):
        make_situatie(parse(**more), make_veld(2))


def test_a_scenario_becomes_a_problem_on_its_field():
    scenario = parse(uitzonderingen=[CASE], sloten=[{"code": "BU00010001", "aantal": 2}])
    situatie = make_situatie(scenario, make_veld(2))
    assert situatie.groepen == ("statushouders", "detentie")
    assert situatie.uitzonderingen[0].motief == CASE["motief"]
    assert situatie.sloten[0].aantal == 2
    assert "nabijheid" in situatie.uit
