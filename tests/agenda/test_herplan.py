"""'Herplan de rest': plan → agenda → stand → a scenario with what is left, close to the plan."""

from __future__ import annotations

import dataclasses
from datetime import date

import numpy as np
import pytest
from agendamaken import Q2, Q4, make_stand
from agendamaken import make_lijn as make_los

from woonzorg.agenda.herplan import (
    BESTAND_BIJ_BEZOEK,
    BESTAND_NODIG,
    PER_GEMEENTE,
    ZONDER_PLAN,
    list_resten,
    make_herplan,
)
from woonzorg.agenda.herplandeel import Groepsrest
from woonzorg.agenda.herplantekort import tell_verschil
from woonzorg.agenda.kwartaal import Kwartaal
from woonzorg.agenda.lijn import Agendasoort
from woonzorg.agenda.overname import make_agenda
from woonzorg.agenda.plaatsbasis import count_geplaatst, make_eigen, read_plaatsbestand
from woonzorg.agenda.voortgang import make_voortgang
from woonzorg.fouten import InvoerFout
from woonzorg.gebied import Niveau
from woonzorg.gegevens import opslag
from woonzorg.instelling import INGEBOUWD
from woonzorg.oordeel.toets import score_snapshot
from woonzorg.verdeling.invoer.situatie import Afspraak, Slot, Uitzondering
from woonzorg.verdeling.invoer.veld import make_veld
from woonzorg.verdeling.scenario.bewerken import make_standaard
from woonzorg.verdeling.scenario.inhoud import change
from woonzorg.verdeling.scenario.probleem import write_basis
from woonzorg.verdeling.uitkomst.antwoord import compute_plan, score_veld
from woonzorg.verdeling.vraag.groepen import Instrument, Soort
from woonzorg.verdeling.vraag.lijnen import Vraagregel

VANDAAG = date(2026, 11, 29)
BEGIN = make_standaard("voorbeeldstreek", Niveau.WIJK)


def make_lijn(regel, soort="toewijzing", gemeente="GM9101", **rest):
    return make_los(regel, soort, gemeente, **rest)


@pytest.fixture(scope="module")
def score():
    return score_snapshot(opslag.open_snapshot(INGEBOUWD))


@pytest.fixture(scope="module")
def besloten(score):
    """A plan of 160 homes by buurt, of which 10 lie inside uitstroom, adopted."""
    vraag = (
        Vraagregel("statushouders", 100, 100),
        Vraagregel("uitstroom", 60, 60),
        Vraagregel("detentie", 10, 10),
    )
    decided = {"status": "vastgesteld", "besluit": "gremium", "datum": "2026-06-01", "naam": "Plan 2026"}
    scenario = change(make_standaard("voorbeeldstreek"), vraag=vraag, **decided)
    return compute_plan(scenario, make_veld(score, Niveau.BUURT))


def count_gemeenten(uitkomst):
    towns = uitkomst.situatie.veld.gebieden["gemeentecode"].to_numpy()
    return {str(code): int(uitkomst.plan.aantallen[towns == code].sum()) for code in np.unique(towns)}


def test_what_is_left_by_group_and_gemeente():
    lines = (
        make_lijn("A"),
        make_lijn("B", gereed=Kwartaal(2027, 4), aantal=40),
        make_lijn("C", gemeente="GM9102", groep="psychisch", aantal=10),
        make_lijn("D", "nieuwbouw", groep="dreigend_dakloos", aantal=7),
    )
    stands = [
        make_stand("A", Q4, 30),
        make_stand("C", Q2, 10),
        make_stand("B", Q4, 5, bijgesteld=50, reden="meer"),
    ]
    progress = make_voortgang(lines, stands, (), Q4)
    assert list_resten(progress) == (
        Groepsrest("dreigend_dakloos", "GM9101", Agendasoort.NIEUWBOUW, 7, 0),
        Groepsrest("psychisch", "GM9102", Agendasoort.TOEWIJZING, 10, 10),
        Groepsrest("statushouders", "GM9101", Agendasoort.TOEWIJZING, 150, 35),
    )
    assert [rest.over for rest in list_resten(progress, Q4)] == [7, 0, 70]


def test_lettings_and_building_of_one_group_are_not_added_and_what_does_not_go_along_is_told():
    lines = (
        make_lijn("A"), make_lijn("B", "nieuwbouw"), make_lijn("C", eenheid="persoon"), make_lijn("D", groep=""),
        make_lijn("E", groep="urgent"), make_lijn("F", "aanpassing", groep="ouderen"),
        make_lijn("G", "afspraak", aantal=None, eenheid="", gereed=None),
    )  # fmt: skip
    found = make_herplan(make_voortgang(lines, (), (), Q2), BEGIN)
    assert [(line.groep, line.hoog, line.instrument) for line in found.scenario.vraag] == [
        ("statushouders", 100, Instrument.TOEWIJZING)
    ]
    told = [text for text in found.meldingen if text.startswith("Gaat niet mee")]
    assert told == [
        "Gaat niet mee: 1 regel (gaat over bouw voor een groep die ook toewijzingen heeft).",
        "Gaat niet mee: 1 regel (telt geen woningen).",
        "Gaat niet mee: 1 regel (noemt geen groep).",
        "Gaat niet mee: 1 regel (noemt een groep waarvan de regel maar voor een deel geldt).",
        "Gaat niet mee: 1 regel (past woningen aan: dat verdeelt Verdelen niet).",
    ]


def test_homes_that_are_built_or_transformed_for_one_group_are_one_count():
    lines = (
        make_lijn("A", "transformatie", groep="psychisch", aantal=100),
        make_lijn("B", "nieuwbouw", groep="psychisch", aantal=50),
        make_lijn("C", "nieuwbouw", aantal=20),
    )
    stands = [make_stand("A", Q4, 30), make_stand("B", Q4, 12)]
    found = make_herplan(make_voortgang(lines, stands, (), Q4), BEGIN)
    assert [(line.groep, line.hoog, line.instrument) for line in found.scenario.vraag] == [
        ("psychisch", 110, Instrument.TRANSFORMATIE), ("statushouders", 20, Instrument.NIEUWBOUW),
    ]  # fmt: skip
    assert not any(text.startswith("Gaat niet mee") for text in found.meldingen)
    [told] = [text for text in found.meldingen if "samen geteld" in text]
    assert told.startswith("Nieuwbouw en transformatie voor psychisch")
    only = make_herplan(make_voortgang(lines[:1], (), (), Q4), BEGIN)
    assert not any("samen geteld" in text for text in only.meldingen)
    let = make_herplan(
        make_voortgang((*lines, make_lijn("T", groep="psychisch", aantal=40)), (), (), Q4), BEGIN
    )
    assert [(line.groep, line.hoog) for line in let.scenario.vraag] == [
        ("psychisch", 40),
        ("statushouders", 20),
    ]
    assert any(text.startswith("Gaat niet mee: 2 regels (gaat over bouw") for text in let.meldingen)


def test_lettings_in_persons_do_not_keep_the_building_of_homes_out():
    lines = (make_lijn("A", eenheid="persoon"), make_lijn("B", "nieuwbouw", aantal=7))
    assert list_resten(make_voortgang(lines, (), (), Q2)) == (
        Groepsrest("statushouders", "GM9101", Agendasoort.NIEUWBOUW, 7, 0),
    )


def test_the_demand_is_a_total_with_its_least_by_gemeente(besloten):
    lines = (
        make_lijn("A", gereed=Kwartaal(2028, 4)),
        make_lijn("B", gemeente="GM9102", groep="psychisch", aantal=50),
        make_lijn("C", gemeente="GM9102", groep="vrouwenopvang", aantal=4),
        make_lijn("D", gemeente="", groep="psychisch", aantal=6),
    )
    progress = make_voortgang(lines, [make_stand("A", Q4, 25), make_stand("B", Q4, 50)], (), Q4)
    made = make_herplan(progress, besloten.scenario).scenario
    assert [(line.groep, line.laag, line.hoog, line.soort) for line in made.vraag] == [
        # Left are 6, 75 and 4: a scenario is shared, and is in tens.
        ("psychisch", 10, 10, Soort.TOT_2030), ("statushouders", 80, 80, Soort.TOT_2030),
        ("vrouwenopvang", 10, 10, Soort.TOT_2030),
    ]  # fmt: skip
    assert made.afspraken == (Afspraak(("GM9101",), minstens=70),)
    assert made.jaren == 2.0
    assert (made.status, made.besluit, made.datum, made.afgeleid_van) == (
        "concept",
        "",
        "",
        besloten.scenario.id,
    )
    assert made.naam == "Rest van Plan 2026"


def test_a_plan_taken_over_and_not_begun_comes_back_as_it_was(besloten):
    lines = make_agenda(besloten)
    base = write_basis(besloten.situatie, besloten.plan.aantallen)
    found = make_herplan(make_voortgang(lines, (), (), Q2), besloten.scenario, base)
    again = compute_plan(found.scenario, besloten.situatie.veld)
    assert sum(again.plan.geplaatst) == sum(besloten.plan.geplaatst) == 160
    assert dict(zip(again.situatie.groepen, again.plan.geplaatst, strict=True)) == dict(
        zip(besloten.situatie.groepen, besloten.plan.geplaatst, strict=True)
    )
    assert count_gemeenten(again) == count_gemeenten(besloten)
    assert again.plan.afstand == 0
    assert found.meldingen[0] == BESTAND_NODIG
    assert PER_GEMEENTE in found.meldingen
    assert ZONDER_PLAN not in found.meldingen
    assert any("een deel daarvan staan op de agenda apart" in text for text in found.meldingen)


def write_plaatsingen(besloten, part: float):
    """Return the file of what was let: a part of what the plan has in each buurt, sensitive groups by gemeente."""
    situatie, plan = besloten.situatie, besloten.plan.aantallen
    towns = situatie.veld.gebieden["gemeentecode"].tolist()
    rows = ["moment;code;groep;aantal;besluit"]
    for area, group in np.argwhere(plan > 0).tolist():
        count, name = int(plan[area, group] * part), situatie.groepen[group]
        code = towns[area] if name == "detentie" else situatie.veld.codes[area]
        rows += [f"2026-Q2;{code};{name};{count};"] if count else []
    return "\n".join(rows).encode()


def test_with_the_file_of_placements_these_stay_and_the_rest_comes_beside_them(besloten, score):
    lines, veld = make_agenda(besloten), besloten.situatie.veld
    raw = write_plaatsingen(besloten, 0.5)
    files = (read_plaatsbestand("p.csv", raw, veld, Q2, VANDAAG),)
    own = make_eigen(files, Q2)
    placed = {(item.code, item.groep): item.aantal for item in own.geplaatst}
    assert not any(group == "detentie" for _, group in placed)
    town = dict(zip(veld.gebieden["code"], veld.gebieden["gemeentecode"], strict=True))
    stands = [
        make_stand(line.regel, Q2, sum(n for (code, group), n in placed.items()
                                       if group == line.groep and town[code] == line.gemeente))
        for line in lines if line.groep != "detentie"
    ]  # fmt: skip
    progress = make_voortgang(lines, stands, (), Q2)
    base = write_basis(besloten.situatie, besloten.plan.aantallen)
    found = make_herplan(progress, besloten.scenario, base, geplaatst=count_geplaatst(files, Q2))
    assert tell_verschil(found.resten, {}) == []
    assert found.meldingen[0] == BESTAND_BIJ_BEZOEK
    assert {line.groep: line.hoog for line in found.scenario.vraag} == {
        "statushouders": 100, "uitstroom": 50, "detentie": 10,
    }  # fmt: skip
    field = score_veld(score, Niveau.BUURT, own)
    again = compute_plan(dataclasses.replace(found.scenario, eigen_cijfers=own.hash), field)
    assert sum(again.plan.geplaatst) == 160
    for (code, group), count in placed.items():
        assert again.plan.aantallen[field.codes.index(code), again.situatie.groepen.index(group)] >= count
    assert count_gemeenten(again) == count_gemeenten(besloten)
    # What is kept of the file in the scenario is its hash alone.
    assert "geplaatst" not in found.scenario.to_json()


def test_placements_of_sensitive_groups_stay_out_and_that_is_told(besloten):
    raw = b"moment;code;groep;aantal;besluit\n2026-Q2;GM9101;detentie;3;\n2026-Q4;BU91010105;statushouders;2;"
    veld = besloten.situatie.veld
    files = (read_plaatsbestand("p.csv", raw, veld, Q4, VANDAAG),)
    own = make_eigen(files, Q4)
    assert [(item.code, item.groep, item.aantal) for item in own.geplaatst] == [
        ("BU91010105", "statushouders", 2)
    ]
    assert own.notities == (
        "3 woningen staan per gemeente, om privacy: waar ze zijn, telt in de verdeling niet mee",
    )
    early = make_eigen(files, Q2)
    assert (early.geplaatst, early.notities) == ((), own.notities)


def test_of_a_group_with_more_privacy_only_the_rest_is_asked_also_with_the_file(besloten):
    lines = make_agenda(besloten)
    stands = [make_stand(line.regel, Q2, line.aantal) for line in lines if line.groep == "detentie"]
    found = make_herplan(make_voortgang(lines, stands, (), Q2), besloten.scenario, geplaatst={})
    assert {line.groep: line.hoog for line in found.scenario.vraag} == {"statushouders": 100, "uitstroom": 50}


def test_what_was_fixed_by_area_goes_along_only_with_the_file(besloten):
    decided = Uitzondering("BU91010000", "motief", "raad", "2026-04-14", aantal=2)
    wish = Uitzondering("BU91010001", "motief", "raad", "2026-04-14")
    slots = (Slot("BU91010105", 3), Slot("BU91010105", 3, "uitstroom"))
    begin = change(besloten.scenario, sloten=slots, uitzonderingen=(decided, wish), status="concept")
    progress = make_voortgang((make_lijn("A"),), (), (), Q2)
    bare = make_herplan(progress, begin)
    assert (bare.scenario.sloten, bare.scenario.uitzonderingen) == ((), (wish,))
    assert any(text.startswith("Vastgezette aantallen") for text in bare.meldingen)
    full = make_herplan(progress, begin, geplaatst={})
    assert (full.scenario.sloten, full.scenario.uitzonderingen) == (slots[:1], (decided, wish))
    assert not any(text.startswith("Vastgezette aantallen") for text in full.meldingen)


def test_a_plan_on_own_figures_gives_no_plan_by_area_to_stay_close_to(besloten):
    base = write_basis(besloten.situatie, besloten.plan.aantallen)
    own = dataclasses.replace(besloten.scenario, eigen_cijfers="abc")
    found = make_herplan(make_voortgang((make_lijn("A"),), (), (), Q2), own, base)
    assert (found.scenario.basis, found.scenario.eigen_cijfers) == ((), "")
    assert any("rust op eigen cijfers" in text for text in found.meldingen)


def test_without_a_plan_that_is_told_and_with_nothing_left_there_is_no_scenario():
    progress = make_voortgang((make_lijn("A"),), (), (), Q2)
    found = make_herplan(progress, BEGIN)
    assert ZONDER_PLAN in found.meldingen
    assert found.scenario.naam == "Rest van de agenda"
    assert any("Over 1 regel is bij 2026-Q2 niets gemeld" in text for text in found.meldingen)
    done = make_voortgang((make_lijn("A"),), [make_stand("A", Q2, 100)], (), Q2)
    with pytest.raises(InvoerFout, match="niets meer te plaatsen"):
        make_herplan(done, BEGIN)


@pytest.mark.parametrize(
    ("moment", "due", "met", "years"),
    [(Q2, Kwartaal(2026, 4), False, 1.0), (Q4, Kwartaal(2030, 4), False, 4.0), (Q4, Kwartaal(2030, 4), True, 5.0),
     (Q2, Kwartaal(2028, 1), False, 1.75), (Q4, Kwartaal(2026, 2), False, 1.0)],
)  # fmt: skip
def test_homes_come_free_until_the_last_line_is_due(moment, due, met, years):
    progress = make_voortgang((make_lijn("A", gereed=due),), (), (), moment)
    found = make_herplan(progress, BEGIN, geplaatst={} if met else None)
    assert found.scenario.jaren == years
    words = f"{years:g}".replace(".", ",")
    assert any(
        text.startswith(f"Er is gerekend met wat in {words} jaar vrijkomt") for text in found.meldingen
    )
