"""Changing a scenario: each change is checked, leaves the one before as it was, and can be gone back on."""

from __future__ import annotations

import dataclasses
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from woonzorg.fouten import GegevensFout
from woonzorg.gebied import Niveau
from woonzorg.verdeling.invoer.situatie import Afspraak, Slot, Uitzondering
from woonzorg.verdeling.scenario import bewerken
from woonzorg.verdeling.scenario.bewerken import Geschiedenis, make_standaard
from woonzorg.verdeling.scenario.inhoud import parse_scenario
from woonzorg.verdeling.uitkomst.tabellen import tabulate_schalen
from woonzorg.verdeling.vraag.groepen import Instrument, Schaal
from woonzorg.verdeling.vraag.lijnen import STANDAARDVRAAG, Vraagregel

START = make_standaard("proefstreek")
GEVAL = Uitzondering("BU00010000", "gebouw staat er al", "raad", "2026-01-31")


def test_parkstad_starts_with_its_published_demand_and_another_region_with_an_assumption():
    assert make_standaard("parkstad").vraag == STANDAARDVRAAG
    assert make_standaard("parkstad", Niveau.WIJK).niveau == Niveau.WIJK
    for published, line in zip(STANDAARDVRAAG, START.vraag, strict=True):
        assert dataclasses.replace(line, bron=published.bron) == published
        assert line.bron.startswith("aanname")
        assert published.bron in line.bron
    assert parse_scenario(START.to_json().encode()) == START


def test_demand_of_a_group_is_replaced_or_added_and_checked():
    more = bewerken.set_vraag(START, Vraagregel("statushouders", 10, 20))
    assert {line.groep: line.hoog for line in more.vraag}["statushouders"] == 20
    assert [line.groep for line in more.vraag] == [line.groep for line in START.vraag]
    added = bewerken.set_vraag(START, Vraagregel("dreigend_dakloos", 1, 2))
    assert added.vraag[-1].groep == "dreigend_dakloos"
    with pytest.raises(GegevensFout, match="onderkant ligt boven de bovenkant"):
        bewerken.set_vraag(START, Vraagregel("statushouders", 3, 2))
    with pytest.raises(GegevensFout, match="groter dan het geheel"):
        bewerken.set_vraag(START, Vraagregel("detentie", 300, 300))


def test_a_parameter_stays_within_its_bounds_and_only_some_rules_can_go():
    looser = bewerken.set_parameter(START, "plafond", "per_1000", 12.0)
    assert looser.waarden["plafond"] == START.waarden["plafond"] | {"per_1000": 12.0}
    with pytest.raises(GegevensFout, match="tussen 0 en 1000"):
        bewerken.set_parameter(START, "plafond", "per_1000", 1001)
    off = bewerken.switch_regel(START, "plafond", aan=False)
    assert off.uit == START.uit | {"plafond"}
    assert bewerken.switch_regel(off, "plafond", aan=True) == START
    with pytest.raises(GegevensFout, match="kan niet uit"):
        bewerken.switch_regel(START, "ontzien", aan=False)


@pytest.mark.parametrize("naam", ["plafon", ""])
def test_a_rule_or_parameter_that_is_not_known_is_refused(naam):
    known = "bestaat niet; kies uit ontzien"
    with pytest.raises(GegevensFout, match=known):
        bewerken.switch_regel(START, naam, aan=False)
    with pytest.raises(GegevensFout, match=known):
        bewerken.switch_regel(START, naam, aan=True)
    with pytest.raises(GegevensFout, match=known):
        bewerken.set_parameter(START, naam, "per_1000", 8.0)
    with pytest.raises(GegevensFout, match=f"plafond heeft geen {naam}"):
        bewerken.set_parameter(START, "plafond", naam, 8.0)


@pytest.mark.parametrize("getal", [math.nan, math.inf, -math.inf])
def test_what_is_no_number_is_set_nowhere(getal):
    with pytest.raises(GegevensFout, match="jaren_capaciteit"):
        bewerken.set_deel(START, attribuut="jaren", waarde=getal)
    with pytest.raises(GegevensFout, match=r"plafond\.per_1000"):
        bewerken.set_parameter(START, "plafond", "per_1000", getal)
    line = dataclasses.replace(START.vraag[0], personen_per_woning=getal)
    with pytest.raises(GegevensFout, match=f"vraag.{line.groep}"):
        bewerken.set_vraag(START, line)
    with pytest.raises(GegevensFout, match=r"jaren\.maatwerk"):
        bewerken.set_deel(START, attribuut="hefbomen", waarde=START.hefbomen | {"maatwerk": getal})


def test_a_lock_replaces_the_one_before_and_letting_go_drops_those_by_group_too():
    one = bewerken.set_slot(START, "BU00010000", 3)
    two = bewerken.set_slot(one, "BU00010000", -1)
    assert bewerken.find_slot(one, "BU00010000") == Slot("BU00010000", 3)
    assert two.sloten == (Slot("BU00010000", 0),)
    by_group = bewerken.change(two, sloten=(*two.sloten, Slot("BU00010000", 1, "detentie")))
    assert len(bewerken.set_slot(by_group, "BU00010000", 4).sloten) == 2
    assert bewerken.set_slot(by_group, "BU00010000", None) == START
    assert bewerken.find_slot(START, "BU00010000") is None


def test_exceptions_and_agreements_are_one_for_each_place_and_can_be_taken_back():
    given_once = bewerken.set_uitzondering(START, GEVAL)
    again = bewerken.set_uitzondering(given_once, dataclasses.replace(GEVAL, motief="anders"))
    assert [item.motief for item in again.uitzonderingen] == ["anders"]
    assert bewerken.drop_uitzondering(again, again.uitzonderingen[0]) == START
    with pytest.raises(GegevensFout, match="motief"):
        bewerken.set_uitzondering(START, dataclasses.replace(GEVAL, motief=""))
    for wrong in ({"motief": "  "}, {"besluit_door": "-"}, {"datum": "2026-02-30"}, {"datum": "9999-01-01"}):
        with pytest.raises(GegevensFout, match=next(iter(wrong))):
            bewerken.set_uitzondering(START, dataclasses.replace(GEVAL, **wrong))
    deal = bewerken.set_afspraak(START, Afspraak(("GM0001", "GM0002"), 5))
    other = bewerken.set_afspraak(deal, Afspraak(("GM0002", "GM0001"), 6, 9))
    assert other.afspraken == (Afspraak(("GM0002", "GM0001"), 6, 9),)
    assert bewerken.drop_afspraak(other, other.afspraken[0]) == START
    with pytest.raises(GegevensFout, match="minstens is groter"):
        bewerken.set_afspraak(START, Afspraak(("GM0001",), 6, 5))


def test_what_the_result_depends_on_is_named_apart_from_name_data_and_years():
    same = bewerken.change(START, naam="A", notitie="x", gegevens="y")
    assert same.rekenkenmerk == START.rekenkenmerk
    assert same.id != START.id
    others = [
        bewerken.set_slot(START, "BU00010000", 3), bewerken.change(START, bandbreedte="laag"),
        bewerken.switch_regel(START, "plafond", aan=False), bewerken.change(START, eigen_cijfers="abc"),
    ]  # fmt: skip
    assert len({START.rekenkenmerk, *(other.rekenkenmerk for other in others)}) == 5


@given(st.lists(st.sampled_from(["undo", "redo", "0", "1", "2"]), max_size=30))
def test_undo_and_redo_walk_the_steps_taken(steps: list[str]):
    choices = [bewerken.set_slot(START, "BU00010000", number) for number in range(3)]
    history, line, place = Geschiedenis(START), [START], 0
    for step in steps:
        if step == "undo":
            history, place = history.undo(), max(0, place - 1)
        elif step == "redo":
            history, place = history.redo(), min(len(line) - 1, place + 1)
        else:
            history = history.change(choices[int(step)])
            if line[place] != choices[int(step)]:
                line, place = [*line[: place + 1], choices[int(step)]], place + 1
        assert history.scenario == line[place]
        assert (bool(history.terug), bool(history.vooruit)) == (place > 0, place < len(line) - 1)


def test_lot_scale_and_urgency_are_set_and_the_usual_ones_leave_nothing_behind():
    lots = bewerken.set_lot(START, "detentie", 4)
    assert lots.loten == {"detentie": 4}
    assert bewerken.set_lot(lots, "detentie", 1) == START
    wijk = bewerken.set_schaal(START, "uitstroom", Instrument.TOEWIJZING, Schaal.WIJK)
    assert wijk.schalen == {("uitstroom", Instrument.TOEWIJZING): Schaal.WIJK}
    assert bewerken.set_schaal(wijk, "uitstroom", Instrument.TOEWIJZING, Schaal.COMPLEX) == START
    with pytest.raises(GegevensFout, match="past niet bij deze groep"):
        bewerken.set_schaal(START, "woonwagenbewoners", Instrument.NIEUWBOUW, Schaal.WIJK)
    order = bewerken.list_urgentie(START)
    raised = bewerken.raise_urgentie(START, order[2])
    assert bewerken.list_urgentie(raised) == [order[0], order[2], order[1], *order[3:]]
    assert raised.make_behoefte().groepen != START.make_behoefte().groepen
    assert bewerken.list_urgentie(bewerken.raise_urgentie(raised, order[0])) == bewerken.list_urgentie(raised)


def test_the_table_of_scales_names_every_bound_group_with_where_its_scale_comes_from():
    chosen = bewerken.set_schaal(START, "statushouders", Instrument.NIEUWBOUW, Schaal.BUURT)
    table = tabulate_schalen(chosen).set_index("naam")
    assert table.loc["Statushouders"].tolist() == [
        "buurt (aanname)",
        "buurt (eigen keuze)",
        "buurt (aanname)",
        "–",
    ]
    assert table.loc["Woonwagenbewoners"].tolist() == ["–", "–", "–", "buurt (aanname)"]
    assert table.loc["Uitstroom uit detentie"].tolist() == [
        "complex (§6.12)", "complex (aanname)", "complex (aanname)", "–",
    ]  # fmt: skip
    assert set(table.loc["Uitstroom uit forensische zorg"]) == {"complex (aanname)", "–"}
    assert table.loc["Uitstroom uit beschermd wonen"].tolist()[:2] == ["complex (§5.3)", "wijk (aanname)"]
    assert "Ouderen" not in table.index
