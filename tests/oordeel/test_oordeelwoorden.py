"""What is told beside a verdict: headlines, what is not known, why a figure is missing, and the region's own mean."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from maken import make_gebieden, make_rij

from woonzorg.gegevens.bronsleutel import Bronsleutel
from woonzorg.gegevens.manifest import Ongekoppeld
from woonzorg.gegevens.schema import STATUS_UITLEG, Status
from woonzorg.indicator import PER_SLEUTEL
from woonzorg.oordeel.klassewoorden import (
    NIETS_GEVONDEN,
    describe_kop,
    describe_niets,
    describe_postcode,
    describe_verschil,
)
from woonzorg.oordeel.koppeling import NIET_GELADEN, WEGGELATEN, explain_zonder_rij, find_bron, list_redenen
from woonzorg.oordeel.regiomiddel import calculate_regiomiddel, count_anders
from woonzorg.oordeel.toets import Score, confirm_concentraties
from woonzorg.oordeel.veerkracht import Klasse, Referentie, classify

if TYPE_CHECKING:
    import geopandas as gpd

NAN = float("nan")


@pytest.mark.parametrize(
    ("kop", "told"),
    [
        (("buurt", 78, 201, "61 %", 28), ("In 78 van de 201 buurten liggen beide scores onder het landelijk "
         "gemiddelde. Daar woont 61 % van de huishoudens. Van 28 buurten is de klasse onbekend.")),
        (("buurt", 2426, 14574, "33 %", 0), ("In 2.426 van de 14.574 buurten liggen beide scores onder het landelijk "
         "gemiddelde. Daar woont 33 % van de huishoudens.")),
        (("buurt", 1200, 1200, "onbekend", 1200), "Van alle 1.200 buurten is de klasse onbekend."),
        (("buurt", 0, 2, "0 %", 0), "In 0 van de 2 buurten liggen beide scores onder het landelijk gemiddelde."),
        (("buurt", 1, 2, "onbekend", 0),
         "In 1 van de 2 buurten liggen beide scores onder het landelijk gemiddelde."),
        (("wijk", 0, 0, "", 0), "Er zijn geen wijken in deze keuze."),
        (("wijk", 0, 3, "", 3, "Oost"), "Van alle 3 wijken van Oost is de klasse onbekend."),
        (("wijk", 0, 1, "", 1), "Van de enige wijk is de klasse onbekend."),
        (("wijk", 1, 1, "100 %", 0), ("In de enige wijk liggen beide scores onder het landelijk gemiddelde. "
         "Daar woont 100 % van de huishoudens.")),
        (("wijk", 0, 1, "0 %", 0), "In de enige wijk liggen niet beide scores onder het landelijk gemiddelde."),
    ],
)  # fmt: skip
def test_the_headline_of_a_map_by_hand(kop: tuple, told: str) -> None:
    assert describe_kop(*kop) == told


def test_what_was_not_found_says_whether_the_data_could_know_it() -> None:
    assert describe_niets("", bekend=True) == describe_niets("", bekend=False) == NIETS_GEVONDEN
    assert describe_niets("6411", bekend=True).startswith(
        "6411 is in geen buurt de meest voorkomende postcode."
    )
    assert describe_postcode("6411") == "meest voorkomende postcode 6411"
    assert describe_niets("6411", bekend=False).startswith("Deze gegevens hebben geen postcodes.")


def test_buurt_and_wijk_that_differ_are_told_with_the_kind_of_aandacht() -> None:
    same = describe_verschil("Oost", Klasse.KWETSBAAR, "Wijk 1", Klasse.KWETSBAAR)
    assert (same.aanhef, same.tekst) == ("", "Oost en Wijk 1 hebben dezelfde klasse: kwetsbaar.")
    other = describe_verschil("Oost", Klasse.AANDACHT_LEEFBAARHEID, "Wijk 1", Klasse.KWETSBAAR)
    assert other.tekst.startswith("Oost: aandacht (leefbaarheid). Wijk 1: kwetsbaar.")


def test_a_figure_leads_to_the_table_of_its_own_year() -> None:
    rows = pd.DataFrame({"indicator": ["woz", "woz", "ses_woa"], "jaar": [2023, 2024, 2024],
                         "bron": ["kerncijfers:86A", "kerncijfers:87B", "ses_woa:85C"]})  # fmt: skip
    assert find_bron(rows, "woz", 2024) == Bronsleutel("kerncijfers", "87B")
    assert find_bron(rows, "woz", 2022) is None


def test_why_a_source_was_not_joined_is_told_of_that_area_and_that_edition_only() -> None:
    lines = [
        Ongekoppeld(code, code, Bronsleutel.parse(bron), reden)
        for code, bron, reden in (
            ("BU1", "leefbaarometer:2024", "de hele editie"), ("BU1", "leefbaarometer:2024-ab", "dit deel"),
            ("BU1", "leefbaarometer:2022", "een andere editie"), ("BU2", "leefbaarometer:2024", "een ander gebied"),
        )
    ]  # fmt: skip
    manifest = SimpleNamespace(ongekoppeld=lines)
    assert list_redenen(manifest, "BU1", "leefbaarometer:2024-ab") == ["de hele editie", "dit deel"]
    assert list_redenen(manifest, "BU1", "leefbaarometer:2024") == ["de hele editie"]
    assert list_redenen(manifest, "BU3", "leefbaarometer:2024") == []


def test_a_figure_without_a_row_is_younger_than_the_data_or_left_out_or_not_given() -> None:
    snapshot = SimpleNamespace(
        niet_geladen={"woz"}, manifest=SimpleNamespace(zonder={PER_SLEUTEL["ses_woa"].bron})
    )
    assert explain_zonder_rij(snapshot, "woz") == NIET_GELADEN
    assert explain_zonder_rij(snapshot, "ses_woa") == WEGGELATEN
    assert explain_zonder_rij(snapshot, "lbm_afwijking") == STATUS_UITLEG[Status.ONTBREEKT]


def make_score(**columns: list) -> Score:
    """Return a region of two gemeenten with 300 and 100 households, and a buurt in each."""
    codes = ["GM0001", "GM0002", "BU00010000", "BU00020000"]
    usual = {"huishoudens": [300.0, 100.0, 300.0, 100.0]} | columns
    rows = [
        make_rij(code, **{key: values[n] for key, values in usual.items()}) for n, code in enumerate(codes)
    ]
    areas: gpd.GeoDataFrame = make_gebieden(rows)
    classes = classify(areas["ses_woa"].to_numpy(), 0.0, areas["lbm_afwijking"].to_numpy())
    return Score(areas.assign(klasse=classes), Referentie(0.0, 2024, 342, "huishoudens"), None, 2022, 2024)


def test_the_mean_of_the_region_weighs_as_its_registry_says() -> None:
    score = make_score(ses_woa=[-0.2, 0.2, NAN, NAN], woz=[200.0, 400.0, 150.0, 350.0])
    ses = calculate_regiomiddel(score, "ses_woa", "buurt")
    assert (ses.waarde, ses.gebruikt, ses.totaal) == (pytest.approx((-0.2 * 300 + 0.2 * 100) / 400), 2, 2)
    short = calculate_regiomiddel(make_score(ses_woa=[-0.2, NAN, NAN, NAN]), "ses_woa", "buurt")
    assert (short.waarde, short.gebruikt, short.totaal) == (-0.2, 1, 2)


def test_who_would_stand_otherwise_against_the_region_is_counted_where_both_are_known() -> None:
    # The means of the region are −0.1 and −0.1: the first buurt lies above both, the second below both.
    score = make_score(ses_woa=[-0.1, -0.1, -0.05, -0.2], lbm_afwijking=[-0.1, -0.1, -0.05, -0.2])
    assert count_anders(score, score.select("buurt")) == 1
    unknown = make_score(ses_woa=[-0.1, -0.1, NAN, -0.05], lbm_afwijking=[-0.1, -0.1, NAN, -0.2])
    assert count_anders(unknown, unknown.select("buurt")) == 1  # the first stays unknown, and is not counted
    without = make_score(ses_woa=[NAN, NAN, 0.1, 0.1], lbm_afwijking=[0.1, 0.1, 0.1, 0.1])
    assert count_anders(without, without.select("buurt")) is None
    assert set(score.codes) == {"GM0001", "GM0002", "BU00010000", "BU00020000"}


def test_confirmations_are_a_row_an_area_numbered_through() -> None:
    found = confirm_concentraties(make_score())
    assert found["code"].tolist() == ["BU00010000", "BU00020000", "GM0001", "GM0002"]
    assert found.index.tolist() == [0, 1, 2, 3]
    assert set(found["hotspot"]) == {"onbekend"}
