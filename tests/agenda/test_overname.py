"""'Neem plan over': the numbers of a plan by gemeente and group as lines of an agenda, and the file of an agenda."""

from __future__ import annotations

import dataclasses
from collections import Counter

import pytest
from agendamaken import make_lijn, read_bestand
from hypothesis import given, settings
from hypothesis import strategies as st

from woonzorg.agenda.kwartaal import Kwartaal
from woonzorg.agenda.lijn import Agendasoort, Gedekt
from woonzorg.agenda.overname import CONCEPT, LEEG, list_overnamezinnen, make_agenda, write_agenda
from woonzorg.fouten import InvoerFout
from woonzorg.gebied import Niveau
from woonzorg.gegevens import opslag
from woonzorg.instelling import INGEBOUWD
from woonzorg.oordeel.toets import score_snapshot
from woonzorg.verdeling.invoer.veld import make_veld
from woonzorg.verdeling.scenario.bewerken import make_standaard
from woonzorg.verdeling.scenario.inhoud import change
from woonzorg.verdeling.uitkomst.antwoord import compute_plan
from woonzorg.verdeling.vraag.groepen import Instrument, Soort

GEMEENTEN = {"GM1": "Eén", "GM2": "Twee"}


@pytest.fixture(scope="module")
def veld():
    return make_veld(score_snapshot(opslag.open_snapshot(INGEBOUWD)), Niveau.WIJK)


def make_plan(veld, **anders):
    decided = {"status": "vastgesteld", "besluit": "gremium", "datum": "2026-06-01"}
    return compute_plan(change(make_standaard("voorbeeldstreek", Niveau.WIJK), **decided | anders), veld)


@pytest.fixture(scope="module")
def besloten(veld):
    return make_plan(veld)


def test_an_adopted_plan_gives_its_numbers_by_gemeente_and_group(besloten):
    lines = make_agenda(besloten, (2026,))
    # By a second way: the table of the plan, melted and added up.
    frame = besloten.situatie.veld.gebieden[["gemeentecode"]].reset_index(drop=True)
    counted: Counter[tuple[str, str]] = Counter()
    for area, code in enumerate(frame["gemeentecode"]):
        for position, group in enumerate(besloten.situatie.groepen):
            counted[code, group] += int(besloten.plan.aantallen[area, position])
    assert {(line.gemeente, line.groep): line.aantal for line in lines} == +counted
    assert sum(line.aantal for line in lines) == sum(besloten.plan.geplaatst) > 0
    assert len({line.regel for line in lines}) == len(lines)
    for line in lines:
        assert (line.onderdeel, line.soort, line.eenheid) == (3, Agendasoort.TOEWIJZING, "woning")
        assert (line.gereed, line.bron) == (Kwartaal(2026, 4), "gremium, 2026-06-01")
        assert line.gemeente.startswith("GM")


def test_what_a_plan_does_not_say_stays_empty_and_is_told(besloten):
    line = make_agenda(besloten)[0]
    assert (line.corporatie, line.trekker, line.partners, line.financiering) == ("", "", "", "")
    assert (line.gedekt, line.thema, line.definitie, line.meting) == (Gedekt.ONBEKEND, None, False, False)
    told = list_overnamezinnen(besloten)
    assert told[-1] == LEEG
    assert not any("niet vastgesteld" in text for text in told)
    [rest] = [text for text in told if text.startswith("Het plan verdeelt niet")]
    assert "mantelzorgers en -ontvangers (8 woningen)" in rest
    assert "woonwagenbewoners (91 standplaatsen)" in rest


def test_a_plan_that_was_not_adopted_is_a_concept_on_every_line(veld):
    concept = make_plan(veld, status="besproken", besluit="", datum="")
    assert {line.bron for line in make_agenda(concept)} == {CONCEPT}
    assert list_overnamezinnen(concept)[0].startswith("Dit plan is niet vastgesteld.")
    empty = dataclasses.replace(concept.scenario, status="vastgesteld", besluit="-", datum="2026-06-01")
    assert {line.bron for line in make_agenda(dataclasses.replace(concept, scenario=empty))} == {CONCEPT}


def test_a_yearly_plan_has_a_line_a_year_and_a_total_has_one_at_the_end(veld, besloten):
    lines = make_agenda(besloten, (2028, 2027, 2027))
    assert [line.gereed for line in lines[:1] + lines[-1:]] == [Kwartaal(2027, 4), Kwartaal(2028, 4)]
    assert len(lines) == 2 * len(make_agenda(besloten)) == len({line.regel for line in lines})
    assert "voor 2027 en 2028." in " ".join(list_overnamezinnen(besloten, (2028, 2027)))
    total = tuple(dataclasses.replace(line, soort=Soort.TOT_2030) for line in besloten.scenario.vraag)
    whole = make_plan(veld, soort=Soort.TOT_2030, vraag=total, jaren=5.0)
    assert {line.gereed for line in make_agenda(whole, (2027, 2028))} == {Kwartaal(2030, 4)}
    assert not any("per jaar" in text for text in list_overnamezinnen(whole))
    for years in ((), (2025,), (2031,)):
        with pytest.raises(InvoerFout, match="geen jaren van de agenda"):
            make_agenda(besloten, years)


def test_homes_without_a_place_are_no_line_and_that_is_told(veld):
    vraag = make_standaard("voorbeeldstreek").vraag
    [one] = [
        dataclasses.replace(line, laag=9000, hoog=9000) for line in vraag if line.groep == "statushouders"
    ]
    full = make_plan(veld, vraag=(dataclasses.replace(one, instrument=Instrument.NIEUWBOUW),))
    lines = make_agenda(full)
    placed = sum(line.aantal for line in lines)
    assert 0 < placed < 9000
    assert {line.soort for line in lines} == {Agendasoort.NIEUWBOUW}
    missing = f"{9000 - placed:,}".replace(",", ".")
    assert f"Voor {missing} woningen heeft het plan geen plek: die staan niet op de agenda." in (
        list_overnamezinnen(full)
    )


def test_over_more_years_what_has_no_place_is_told_of_all_of_them(veld):
    vraag = make_standaard("voorbeeldstreek").vraag
    [one] = [
        dataclasses.replace(line, laag=9000, hoog=9000) for line in vraag if line.groep == "statushouders"
    ]
    full = make_plan(
        veld, vraag=(one, *(line for line in vraag if line.groep in {"mantelzorg", "woonwagenbewoners"}))
    )
    years = (2026, 2027)
    short = sum(full.situatie.behoefte.aantallen) * 2 - sum(line.aantal for line in make_agenda(full, years))
    words = f"{short:,}".replace(",", ".")
    told = " ".join(list_overnamezinnen(full, years))
    assert f"Voor {words} woningen over deze jaren samen heeft het plan geen plek" in told
    # What is asked once is not asked again in the second year.
    assert "mantelzorgers en -ontvangers (16 woningen)" in told
    assert "woonwagenbewoners (91 standplaatsen)" in told


def test_what_was_taken_over_is_a_file_that_the_reader_takes(besloten):
    towns = dict(besloten.situatie.veld.gebieden[["gemeentecode", "gemeentenaam"]].to_numpy().tolist())
    lines = make_agenda(besloten, (2026, 2027))
    assert read_bestand("agenda.csv", write_agenda(lines), towns).lijnen == lines


WOORD = st.text('abcABC éë;"=+-@,0123\n', max_size=12).map(lambda text: " ".join(text.split()))


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.tuples(WOORD, WOORD, WOORD, st.sampled_from(["toewijzing", "nieuwbouw"]), st.booleans()), max_size=5)
)  # fmt: skip
def test_any_agenda_comes_back_as_it_was(rows):
    lines = tuple(
        make_lijn(
            f"{name}R{number}", kind, trekker=who, bron=source, meting=mark, gedekt=Gedekt.DEELS, thema=13
        )
        for number, (name, who, source, kind, mark) in enumerate(rows)
    )
    lines += (make_lijn("los", "afspraak", "", None, eenheid="", gereed=None, groep="", definitie=False),)
    assert read_bestand("agenda.csv", write_agenda(lines), GEMEENTEN).lijnen == lines
