"""The group tree against §3.1: who is bound by the rule, and at which scale instruments are tested."""

from __future__ import annotations

import pytest

from woonzorg.verdeling.vraag.groepen import (
    GROEPEN,
    HOUSING,
    INSTRUMENTVORMEN,
    PER_SLEUTEL,
    SCHALEN,
    URGENTIE,
    VERDEELINSTRUMENTEN,
    Eenheid,
    Instrument,
    Schaal,
    fill_schalen,
    find_schaal,
    is_gebonden,
    list_delen,
    list_voorouders,
)
from woonzorg.verdeling.vraag.parameter import AANNAME

BOUND = {
    "dreigend_dakloos", "psychisch", "sekswerkers", "remigranten", "statushouders", "maatschappelijke_opvang",
    "jeugd_zelfstandig", "jeugd_tussenvorm", "vrouwenopvang", "beschermd_wonen", "detentie", "forensisch",
    "woonwagenbewoners",
}  # fmt: skip


def test_the_rule_binds_category_one_without_beperking_and_woonwagenbewoners_besides():
    leaves = {groep.sleutel for groep in GROEPEN if not list_delen(groep.sleutel)}
    assert {name for name in leaves if is_gebonden(name)} == BOUND
    assert not is_gebonden("beperking")
    assert not is_gebonden("ouderen")


@pytest.mark.parametrize(
    ("groep", "answer"),
    [("uitstroom", True), ("detentie_forensisch", True), ("urgent", None), ("huisvesting_zorg", None),
     ("accent_woonruimte", None), ("ouderen", False)],
)  # fmt: skip
def test_a_whole_is_bound_only_when_all_its_parts_agree(groep, answer):
    assert is_gebonden(groep) is answer


def test_keys_are_unique_and_parents_exist_before_their_parts():
    names = [groep.sleutel for groep in GROEPEN]
    assert len(set(names)) == len(names)
    for groep in GROEPEN:
        assert not groep.ouder or names.index(groep.ouder) < names.index(groep.sleutel)
    assert list_voorouders("detentie") == ("detentie_forensisch", "uitstroom", "huisvesting_zorg")
    assert set(URGENTIE) == set(names)


def test_every_group_has_one_scale_for_each_instrument_that_suits_it():
    pairs = [(keuze.groep, keuze.instrument) for keuze in SCHALEN]
    assert len(set(pairs)) == len(pairs)
    assert all(keuze.bron for keuze in SCHALEN)
    for groep in GROEPEN:
        places = groep.eenheid == Eenheid.STANDPLAATS
        assert (find_schaal(groep.sleutel, Instrument.STANDPLAATS) is not None) == places
        assert (find_schaal(groep.sleutel, Instrument.TOEWIJZING) is None) == places


def test_detentie_and_forensisch_are_tested_by_complex():
    for name in ("detentie", "forensisch"):
        assert PER_SLEUTEL[name].plaatsregel
        assert find_schaal(name, Instrument.TOEWIJZING).schaal == Schaal.COMPLEX
    assert find_schaal("statushouders", Instrument.NIEUWBOUW).schaal == Schaal.WIJK
    # §6.12 speaks of letting to people out of detentie; all beyond that is our own.
    told = {keuze for keuze in SCHALEN if keuze.bron == "§6.12"}
    assert {(keuze.groep, keuze.instrument) for keuze in told} == {("detentie", Instrument.TOEWIJZING)}
    assert find_schaal("forensisch", Instrument.TOEWIJZING).bron.startswith(AANNAME)
    assert AANNAME in PER_SLEUTEL["forensisch"].toelichting


def test_letting_to_groups_of_the_housing_convenant_is_tested_by_complex():
    letting = {name: find_schaal(name, Instrument.TOEWIJZING) for name in PER_SLEUTEL}
    by_complex = {name for name, found in letting.items() if found and found.schaal == Schaal.COMPLEX}
    assert by_complex == HOUSING
    assert letting["uitstroom"].bron.startswith("§5.3 (housing convenant")
    assert letting["statushouders"].schaal == Schaal.BUURT
    assert all(
        find_schaal(name, Instrument.TRANSFORMATIE).schaal == Schaal.BUURT
        for name in ("psychisch", "uitstroom")
    )


def test_every_instrument_is_declared_once_and_those_for_a_project_look_at_buurt_and_wijk():
    assert tuple(INSTRUMENTVORMEN) == tuple(Instrument)
    new = [vorm for vorm in INSTRUMENTVORMEN.values() if not vorm.verdeeld]
    assert [(vorm.instrument, vorm.eenheid[1], vorm.schaal) for vorm in new] == [
        ("onzelfstandig", "kamers", "wijk"), ("opvangplek", "plekken", "wijk"), ("tussenvorm", "plekken", "wijk"),
    ]  # fmt: skip
    assert set(VERDEELINSTRUMENTEN) == {"toewijzing", "nieuwbouw", "transformatie", "standplaats"}
    assert find_schaal("statushouders", Instrument.ONZELFSTANDIG).schaal == Schaal.WIJK
    # One scale for a group is what it was before these came: a scenario keeps its name.
    assert {item for _, item in fill_schalen({"statushouders": "buurt"})} == set(VERDEELINSTRUMENTEN) - {
        "standplaats"
    }
