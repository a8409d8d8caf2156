"""Equal claims go by content: another name, or another order of rows, keeps every objective; one 'naar inwoners'."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from veldmaken import NAN, make_situatie, make_veld

from woonzorg.fouten import InvoerFout
from woonzorg.gegevens import opslag
from woonzorg.instelling import INGEBOUWD
from woonzorg.verdeling.invoer.rang import colour_gebieden
from woonzorg.verdeling.invoer.situatie import Afspraak, Slot
from woonzorg.verdeling.invoer.veld import Ruimer
from woonzorg.verdeling.optimum.benadering import GROOT
from woonzorg.verdeling.optimum.deling import calculate_taakstelling
from woonzorg.verdeling.optimum.maten import tabulate_gemeenten
from woonzorg.verdeling.optimum.model import place
from woonzorg.verdeling.optimum.sleutels import SLEUTELS, apply_sleutel
from woonzorg.verdeling.regels.capaciteit import find_capaciteit
from woonzorg.verdeling.scenario.inhoud import make_scenario
from woonzorg.verdeling.scenario.probleem import make_situatie as pose
from woonzorg.verdeling.uitkomst.antwoord import open_veld

PER = {sleutel.sleutel: sleutel for sleutel in SLEUTELS}
CODES = ("BU00010000", "BU00010001", "BU00010002", "BU00010003", "BU00010004", "BU00010005")
TOWNS = ("GM0001", "GM0002", "GM0003")


@st.composite
def fields(draw):
    """Draw a field with few different numbers, so that remainders are often equal, and a way to rename it."""
    n = draw(st.integers(2, 6))

    def column(*values):
        return draw(st.lists(st.sampled_from(values), min_size=n, max_size=n))

    pairs = [(a, b) for a in range(n) for b in range(a + 1, n)]
    columns = {
        "huishoudens": column(150.0, 300.0, 500.0), "inwoners": column(300.0, 600.0), "corporatie": column(60.0, 100.0),
        "kenmerk_v": column(15.0, 30.0), "klasse": column("draagkrachtig", "draagkrachtig", "kwetsbaar"),
        "gemeentecode": column(*TOWNS),
    }  # fmt: skip
    return {
        "columns": columns, "buren": draw(st.lists(st.sampled_from(pairs), unique=True)),
        "vraag": {"psychisch": draw(st.integers(0, 3)), "statushouders": draw(st.integers(1, 6))},
        "aandeel": draw(st.sampled_from([10.0, 25.0, 40.0])), "per_1000": draw(st.sampled_from([6.0, 12.0])),
        "slot": draw(st.sampled_from([None, None, (0, 1), (1, 0)])),
        "minstens": draw(st.sampled_from([0, 2])),
        "order": draw(st.permutations(range(n))), "towns": draw(st.permutations(TOWNS)),
    }  # fmt: skip


def pose_field(field, order, towns):
    """Return the problem with its areas in another order, and with other names for its gemeenten."""
    place_of = {old: new for new, old in enumerate(order)}
    columns = {name: [values[old] for old in order] for name, values in field["columns"].items()}
    columns["gemeentecode"] = [towns[TOWNS.index(code)] for code in columns["gemeentecode"]]
    veld = make_veld(
        len(order), [(place_of[a], place_of[b]) for a, b in field["buren"]], capaciteit=NAN, **columns
    )
    values = {
        "capaciteit": {"toewijsaandeel": field["aandeel"]}, "plafond": {"per_1000": field["per_1000"]},
        "geen_verplaatsing": {"q": 2.0}, "geen_verplaatsing_buren": {"kappa": 2.0},
    }  # fmt: skip
    slots = () if field["slot"] is None else (Slot(CODES[place_of[field["slot"][0]]], field["slot"][1]),)
    deals = (Afspraak((towns[0],), field["minstens"]),) if field["minstens"] else ()
    return make_situatie(veld, field["vraag"], values, sloten=slots, afspraken=deals)


def tell(situatie, groot):
    """Return objectives 0 to 4; empty where the lock cannot be kept."""
    try:
        plan = place(situatie, groot=groot)
    except InvoerFout:
        return []
    return [plan.tekort_sleutel, *plan.geplaatst, plan.hoogste, plan.afwijking, plan.afstand]


@settings(max_examples=50)
@given(fields())
def test_renaming_and_reordering_keep_all_objectives(field):
    here = pose_field(field, range(len(field["order"])), TOWNS)
    there = pose_field(field, field["order"], field["towns"])
    assert tell(there, GROOT) == pytest.approx(tell(here, GROOT), abs=1e-5)


@settings(max_examples=60)
@given(fields())
def test_renaming_and_reordering_keep_the_objectives_of_an_approximation(field):
    here = pose_field(field, range(len(field["order"])), TOWNS)
    there = pose_field(field, field["order"], field["towns"])
    assert tell(there, -1) == pytest.approx(tell(here, -1), abs=1e-5)


@settings(max_examples=60)
@given(fields(), st.integers(0, 60))
def test_renaming_keeps_what_a_key_gives_each_area(field, total):
    n = len(field["order"])
    field = field | {"vraag": {"statushouders": total}, "slot": None}
    here, there = pose_field(field, range(n), TOWNS), pose_field(field, field["order"], field["towns"])
    for key in SLEUTELS:
        one, two = apply_sleutel(here, key)[:, 0], apply_sleutel(there, key)[:, 0]
        # Areas that are alike in all may change places; what areas of a kind get together may not.
        kinds = {}
        for colours, counts in ((here.veld.kleuren, one), (there.veld.kleuren, two)):
            for colour, count in zip(colours.tolist(), counts.tolist(), strict=True):
                kinds.setdefault(colour, {}).setdefault(id(counts), []).append(count)
        assert all(len({tuple(sorted(part)) for part in sides.values()}) == 1 for sides in kinds.values())
        assert one.sum() == two.sum() == total


def test_equal_remainders_go_to_the_larger_area_and_not_to_the_first_name():
    veld = make_veld(
        3, capaciteit=NAN, corporatie=[50.0, 50.0, 50.0], huishoudens=[400.0, 400.0, 900.0],
        inwoners=[800.0, 900.0, 700.0],
    )  # fmt: skip
    situatie = make_situatie(veld, {"statushouders": 9}, {"capaciteit": {"toewijsaandeel": 8}})
    assert situatie.rang.tolist() == [2, 1, 0]
    # 150 × 8.5 % × 8 % = 1.02: one dwelling for three equal remainders.
    limits = [limit.hoog for limit in find_capaciteit(situatie)]
    assert limits == [0, 0, 1]


def test_areas_that_are_alike_but_for_their_neighbours_are_told_apart_by_them():
    veld = make_veld(4, [(0, 3), (1, 2)], huishoudens=[300.0, 300.0, 500.0, 900.0])
    assert veld.kleuren.tolist() == [2, 3, 1, 0]
    wholes = Ruimer(("WK01", "WK02"), ((0, 1), (2, 3)), np.array([900.0, 600.0]), np.array([90.0, 60.0]), 0.1)
    pairs = dataclasses.replace(make_veld(4), ruimer=(wholes,))
    assert pairs.kleuren.tolist() == [0, 0, 1, 1]  # the larger wijk is published first
    alone = make_veld(2)
    assert alone.kleuren.tolist() == [0, 0]
    assert make_situatie(alone, {"statushouders": 1}).rang.tolist() == [0, 1]
    held = make_situatie(alone, {"statushouders": 1}, sloten=(Slot("BU00010000", 1),))
    assert sorted(held.rang.tolist()) == [0, 1]


def test_a_homes_figure_that_the_planner_gave_orders_the_work_and_nothing_that_is_shared():
    own = make_veld(2, corporatie=[50.0, 90.0], corporatie_eigen=[True, True])
    assert colour_gebieden(own).tolist() == [1, 0]
    assert colour_gebieden(own, openbaar=True).tolist() == [0, 0]
    published = make_veld(2, corporatie=[50.0, 90.0])
    assert colour_gebieden(published, openbaar=True).tolist() == [1, 0]
    assert colour_gebieden(make_veld(2, capaciteit=[5.0, 9.0]), openbaar=True).tolist() == [0, 0]


@pytest.fixture(scope="module")
def streek():
    return opslag.open_snapshot(INGEBOUWD)


@pytest.mark.parametrize("niveau", ["buurt", "wijk"])
def test_the_key_by_inhabitants_gives_each_gemeente_what_is_called_naar_inwoners(streek, niveau):
    usual = {"versie": 1, "regio": streek.manifest.regio.naam, "niveau": niveau}
    veld = open_veld(make_scenario(usual | {"vraag": {"statushouders": 1}}), streek)
    for total in (1, 7, 53, 54, 102, 104, 287, *range(300, 366, 5), 725, 999):
        scenario = make_scenario(
            usual | {"vraag": {"statushouders": total - total // 3, "psychisch": total // 3}}
        )
        situatie = pose(scenario, veld)
        rows = tabulate_gemeenten(situatie, apply_sleutel(situatie, PER["inwoners"]))
        assert rows["taakstelling"].tolist() == rows["voorstel"].tolist()
        assert rows["voorstel"].sum() == total


@settings(max_examples=50)
@given(
    st.lists(st.tuples(st.integers(0, 900), st.sampled_from(TOWNS)), min_size=1, max_size=9),
    st.integers(0, 700),
)
def test_within_a_gemeente_no_area_is_a_dwelling_from_its_part_of_what_the_gemeente_gets(areas, total):
    people, towns = np.array([float(number) for number, _ in areas]), [town for _, town in areas]
    situatie = make_situatie(
        make_veld(len(areas), inwoners=people, gemeentecode=towns), {"statushouders": total}
    )
    counts, task = apply_sleutel(situatie, PER["inwoners"])[:, 0], calculate_taakstelling(situatie, total)
    for town, number in task.items():
        part = np.array(towns) == town
        assert counts[part].sum() == number
        assert abs(number - total * people[part].sum() / max(people.sum(), 1)) < 1 + 1e-9
        if people[part].sum():
            assert (np.abs(counts[part] - number * people[part] / people[part].sum()) < 1 + 1e-9).all()
