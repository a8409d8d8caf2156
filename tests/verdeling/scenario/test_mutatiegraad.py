"""The rate at which homes come free: worked out for a new scenario of Parkstad, and never for one that was there."""

from __future__ import annotations

import dataclasses
import json

import pandas as pd
import pytest
from keten import load_parkstad, run
from veldmaken import make_veld

from woonzorg.oordeel.toets import score_snapshot
from woonzorg.verdeling.invoer.veld import count_voorraad
from woonzorg.verdeling.regels.capaciteit import MUTATIEGRAAD
from woonzorg.verdeling.scenario import bewerken, mutatiegraad
from woonzorg.verdeling.scenario.bewerken import make_standaard
from woonzorg.verdeling.scenario.inhoud import parse_scenario
from woonzorg.verdeling.scenario.mutatiegraad import (
    describe_afwijking,
    find_mutatiegraad,
    tell_bron,
)
from woonzorg.verdeling.uitkomst import ruimte
from woonzorg.verdeling.uitkomst.antwoord import compute_plan, score_veld
from woonzorg.verdeling.uitkomst.meldingen import list_meldingen
from woonzorg.verdeling.uitkomst.ruimte import tabulate_belasting

PARKSTAD = {"GM0001": 40_000.0, "GM0002": 12_471.0}
NAN = float("nan")


def read_mutatiegraad(scenario):
    return scenario.waarden["capaciteit"]["mutatiegraad"]


def test_a_new_scenario_of_parkstad_reckons_with_what_came_free_and_any_other_with_the_default():
    # 6,261 / 52,471 = 11.932 %.
    assert read_mutatiegraad(make_standaard("parkstad", voorraad=PARKSTAD)) == pytest.approx(11.932, abs=5e-4)
    for regio, stock in (("elders", PARKSTAD), ("parkstad", {}), ("parkstad", PARKSTAD | {"GM0003": NAN})):
        assert read_mutatiegraad(make_standaard(regio, voorraad=stock)) == 8.5
    assert find_mutatiegraad("parkstad", {"GM0001": 6000.0}) == 8.5  # more came free than there are: no rate


def test_a_file_without_the_value_keeps_the_default_and_one_with_it_keeps_its_own():
    bare = {"versie": 1, "regio": "parkstad", "niveau": "buurt", "vraag": {"statushouders": 300}}
    old = parse_scenario(json.dumps(bare).encode())
    assert read_mutatiegraad(old) == 8.5
    made = make_standaard("parkstad", voorraad=PARKSTAD)
    again = parse_scenario(made.to_json().encode())
    assert (read_mutatiegraad(again), again.id) == (read_mutatiegraad(made), made.id)
    written = bare | {"regels": {"capaciteit": {"mutatiegraad": 8.5}}}
    assert old.id == parse_scenario(json.dumps(written).encode()).id


def test_the_source_of_the_rate_is_told_and_so_is_another_rate():
    usual = find_mutatiegraad("parkstad", PARKSTAD)
    assert tell_bron(MUTATIEGRAAD, usual, "parkstad", PARKSTAD) == (
        "visie, §4.2: 6.261 vrijgekomen (2022) van de 52.471 corporatiewoningen"
    )
    assert tell_bron(MUTATIEGRAAD, usual, "elders", PARKSTAD) == "eigen keuze; gewoon is 8,5"
    assert tell_bron(MUTATIEGRAAD, 8.5, "parkstad", PARKSTAD) == MUTATIEGRAAD.bron
    assert "rekent met 8,5 %" in describe_afwijking(8.5, "parkstad", PARKSTAD)
    assert "is het 11,93 %" in describe_afwijking(8.5, "parkstad", PARKSTAD)
    assert {describe_afwijking(usual, "parkstad", PARKSTAD), describe_afwijking(9, "elders", PARKSTAD)} == {
        ""
    }


def test_the_stock_is_that_of_the_rows_of_the_gemeenten_and_unknown_is_no_nought():
    areas = pd.DataFrame(
        [
            ("GM0001", "gemeente", "regio", 1000.0, 40.0), ("GM0002", "gemeente", "regio", 500.0, NAN),
            ("GM0003", "gemeente", "rand", 900.0, 50.0), ("BU00010000", "buurt", "regio", 700.0, 90.0),
        ],
        columns=["code", "niveau", "rol", "woningen", "corporatie_pct"],
    )  # fmt: skip
    found = count_voorraad(areas)
    assert list(found) == ["GM0001", "GM0002"]
    assert found["GM0001"] == 400.0
    assert pd.isna(found["GM0002"])


@pytest.mark.gegevens
def test_parkstad_places_more_of_the_low_demand_and_takes_it_from_one_stock(waarden, gedeeld, monkeypatch):
    """Measured before: 195 of 452 at 8.5 %."""
    geladen = load_parkstad(waarden, gedeeld)
    monkeypatch.setenv("WOONZORG_DATA", str(geladen.data))
    told = run("nieuw", "--json")
    made = bewerken.change(parse_scenario(told.out.encode()), bandbreedte="laag")
    assert read_mutatiegraad(made) == pytest.approx(11.932, abs=5e-4)
    veld = score_veld(score_snapshot(geladen.snapshot), made.niveau)
    outcome = compute_plan(made, veld)
    old = compute_plan(bewerken.set_parameter(made, "capaciteit", "mutatiegraad", 8.5), veld)
    assert sum(outcome.situatie.behoefte.aantallen) == 452
    assert sum(outcome.plan.geplaatst) > sum(old.plan.geplaatst)
    assert any("rekent met 8,5 %" in text for text in list_meldingen(old))
    assert not any("rekent met" in text for text in list_meldingen(outcome))
    # What is proposed is told as a share of the same homes as on the page Opgave: 6,261 a year.
    table = tabulate_belasting(outcome)
    taken = table[table["aandeel"] > 0]
    freed = sum(veld.voorraad.values()) * read_mutatiegraad(made) / 100
    assert freed == pytest.approx(mutatiegraad.VRIJGEKOMEN_2022)
    shares = 100 * taken["voorstel"] / (taken["code"].map(veld.voorraad) * read_mutatiegraad(made) / 100)
    assert taken["aandeel"].to_numpy() == pytest.approx(shares.to_numpy())


def test_own_figures_of_the_stock_go_before_the_row_of_the_gemeente():
    row = {"GM0001": 500.0}
    published = dataclasses.replace(make_veld(2, corporatie=[300.0, 100.0]), voorraad=row)
    own = make_veld(2, corporatie=[300.0, 100.0], corporatie_eigen=[True, False])
    assert list_voorraad(published) == row
    assert list_voorraad(dataclasses.replace(own, voorraad=row)) == {"GM0001": 400.0}
    assert list_voorraad(make_veld(2, corporatie=[300.0, 100.0])) == {"GM0001": 400.0}


def list_voorraad(veld):
    return ruimte._count_gemeenten(veld)["voorraad"].to_dict()
