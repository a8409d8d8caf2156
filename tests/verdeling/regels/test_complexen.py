"""Complexes: read as points or codes, judged by their own data or their buurt, and what they let an area take."""

from __future__ import annotations

import dataclasses
import io
import json

import geopandas as gpd
import openpyxl
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from veldmaken import NAN, make_plan, make_situatie, make_veld

from woonzorg.fouten import GegevensFout, InvoerFout
from woonzorg.gebied import Niveau
from woonzorg.verdeling.invoer.complex import Complex
from woonzorg.verdeling.invoer.eigen_cijfers import VORMEN, join_eigen_cijfers, read_eigen_cijfers
from woonzorg.verdeling.invoer.situatie import Uitzondering
from woonzorg.verdeling.invoer.sjabloon import make_sjabloon, make_sjabloon_xlsx
from woonzorg.verdeling.optimum.model import place
from woonzorg.verdeling.regels.complexen import (
    GEEN_COMPLEXEN,
    GEEN_COMPLEXGROEP,
    find_bereik_complex,
    find_complexgrenzen,
    find_ongetoetst,
    judge_complexen,
)
from woonzorg.verdeling.regels.lijst import PER_SLEUTEL, judge_regel
from woonzorg.verdeling.vraag.groepen import fill_schalen

BUURTEN = gpd.GeoDataFrame(
    {"code": ["BU00010000", "BU00010001"]},
    geometry=[shapely.box(190_000, 320_000, 191_000, 321_000), shapely.box(191_000, 320_000, 192_000, 321_000)],
    crs="EPSG:28992",
)  # fmt: skip
HEAD = "complex;code;x;y;lon;lat;woningen;gehuisvest\n"


def read(text, naam="complexen.csv"):
    raw = text.encode() if isinstance(text, str) else text
    return read_eigen_cijfers(naam, raw, set(BUURTEN["code"]), BUURTEN)


def test_complexes_are_laid_in_their_buurt_by_code_metres_or_degrees():
    point = gpd.GeoSeries.from_xy([191_500], [320_500], crs="EPSG:28992").to_crs("EPSG:4326")[0]
    found = read(
        HEAD + "A;bu00010000;;;;;40;\nB;;190500,5;320500.25;;;1.200;3\n"
        f"C;;;;{point.x:.7f};{point.y:.7f};10;0\nD;BU00010000;191000;320500;;;9;\n"
    )
    assert [(item.naam, item.buurt, item.woningen) for item in found.complexen] == [
        ("A", "BU00010000", 40), ("B", "BU00010000", 1200), ("C", "BU00010001", 10), ("D", "BU00010000", 9),
    ]  # fmt: skip
    assert (found.complexen[1].x, found.complexen[1].y, found.complexen[1].gehuisvest) == (
        190_500.5,
        320_500.25,
        3,
    )
    assert found.complexen[2].x == pytest.approx(191_500, abs=0.1)
    assert pd.isna(found.complexen[0].x)
    assert pd.isna(found.complexen[0].gehuisvest)
    assert found.gebieden.empty


def test_geojson_points_may_be_in_degrees_or_metres():
    features = [
        {"type": "Feature", "geometry": {"type": "Point", "coordinates": place},
         "properties": {"complex": name, "woningen": 20, "gehuisvest": None}}
        for name, place in (("A", [190_500, 320_500]), ("B", [5.93, 50.87]))
    ]  # fmt: skip
    text = json.dumps({"type": "FeatureCollection", "features": features})
    with pytest.raises(GegevensFout) as caught:
        read(text, "punten.geojson")
    assert caught.value.bevindingen == [
        "blad complexen, rij 2: het punt ligt niet in een buurt van deze streek; verbeter de plaats of haal de rij weg"
    ]
    single = json.dumps({"type": "FeatureCollection", "features": features[:1]})
    assert [item.buurt for item in read(single, "punten.geojson").complexen] == ["BU00010000"]


def test_every_wrong_row_is_told_with_its_place():
    text = HEAD + (
        "A;BU00010000;;;;;40;41\nA;BU00010001;190500;320500;;;10;\n;BU00010000;;;;;10;\n"
        "D;;;;;;10;\nE;BU99990000;;;;;10;\nF;;oost;1;;;10;\nG;;1;1;;;nul;x\nH;BU00010000;;;;;;\n"
    )
    with pytest.raises(GegevensFout) as caught:
        read(text.replace("gehuisvest\n", "gehuisvest;nationaliteit\n", 1))
    told = "\n".join(caught.value.bevindingen)
    for part in (
        "rij 2, kolom gehuisvest: 41 is meer dan de 40 woningen", "rij 3, kolom complex: 'A' staat er twee keer",
        "rij 3: het punt ligt in BU00010000 en niet in BU00010001", "rij 4, kolom complex: de naam is leeg",
        "rij 5: de plaats ontbreekt", "rij 6, kolom code: BU99990000 is geen buurt", "rij 7, kolom x: 'oost' is geen",
        "rij 8: het punt ligt niet in een buurt", "rij 8, kolom woningen", "rij 8, kolom gehuisvest",
        "rij 9, kolom woningen", "weg: gegevens over personen",
    ):  # fmt: skip
        assert part in told
    assert len(caught.value.bevindingen) == 12


def test_a_table_of_complexes_needs_rows_and_a_reader_that_asks_for_them():
    with pytest.raises(GegevensFout, match="geen rijen"):
        read(HEAD)
    with pytest.raises(InvoerFout, match="staan complexen"):
        read_eigen_cijfers("a.csv", (HEAD + "A;BU00010000;;;;;4;\n").encode(), set(BUURTEN["code"]))


def test_templates_can_be_filled_in_and_read_back():
    book = openpyxl.load_workbook(io.BytesIO(make_sjabloon_xlsx()))
    assert book.sheetnames == [*(vorm.naam for vorm in VORMEN), "Uitleg"]
    explained = [row for row in book["Uitleg"].iter_rows(min_row=2, values_only=True) if row[0]]
    assert explained == [(vorm.naam, *column) for vorm in VORMEN for column in vorm.kolommen.items()]
    assert [cell.value for cell in book["complexen"][2]][-2:] == [48, 2]
    assert make_sjabloon_xlsx() == make_sjabloon_xlsx()
    book["gebieden"].append(["BU00010000", 12, None, 3])
    buffer = io.BytesIO()
    book.save(buffer)
    found = read(buffer.getvalue(), "ingevuld.xlsx")
    assert (found.gebieden["code"].tolist(), found.complexen) == (["BU00010000"], ())
    assert found.notities == tuple(
        f"1 voorbeeldregel overgeslagen (blad {vorm.naam}, rij 2)" for vorm in VORMEN
    )


def test_templates_handed_out_earlier_are_read_and_their_example_is_known():
    old = HEAD + "Voorbeeldflat;BU00000000;;;;;48;2\n"
    assert [item.naam for item in read(old + "A;BU00010000;;;;;4;\n").complexen] == ["A"]
    with pytest.raises(GegevensFout, match="alleen het voorbeeld"):
        read(old)
    with pytest.raises(GegevensFout, match="rij 2, kolom code: BU00000000 is geen buurt"):
        read(old.replace("48", "49"))


def test_an_example_that_was_filled_in_and_kept_its_mark_is_told():
    text = make_sjabloon("complexen").decode("utf-8-sig").replace("BU00000000", "BU00010000")
    with pytest.raises(
        GegevensFout, match="rij 2, kolom complex: begint met 'voorbeeld:', maar is veranderd"
    ):
        read(text)
    assert read(text.replace("voorbeeld: ", "")).complexen[0].naam == "De Linde"


def test_two_files_become_one_unless_they_tell_of_the_same():
    areas = read("code;gehuisvest\nBU00010000;12\n", "g.csv")
    houses = read(HEAD + "A;BU00010001;;;;;4;\n")
    both = join_eigen_cijfers([areas, houses])
    assert both.hash == join_eigen_cijfers([houses, areas]).hash != areas.hash
    assert (len(both.gebieden), len(both.complexen)) == (1, 1)
    assert join_eigen_cijfers([areas]) is areas
    with pytest.raises(GegevensFout, match="BU00010000 staat in meer dan een bestand"):
        join_eigen_cijfers([areas, read("code;gepland\nBU00010000;3\n", "p.csv")])


def make_case(*complexes, demand=None, **columns):
    """Two areas of 1,000 households with 10 housed each: ρ = 1 %, so 1.5·ρ·W is 1.5 % of the dwellings."""
    veld = make_veld(2, **({"gehuisvest": 10.0} | columns))
    return make_situatie(
        dataclasses.replace(veld, complexen=complexes), demand or {"detentie": 50},
        {"geen_verplaatsing": {"q": 10}, "geen_verplaatsing_buren": {"kappa": 10}},
        uit=frozenset({"plafond", "nabijheid"}),
    )  # fmt: skip


def lay(naam, woningen, gehuisvest=NAN, gebied="BU00010000", klasse="draagkrachtig"):
    return Complex(naam, gebied, woningen, gehuisvest, gebied=gebied, klasse=klasse)


def test_a_complex_with_data_of_its_own_is_judged_by_its_own_share():
    room, full, over, plain, poor = judge_complexen(
        make_case(
            lay("ruim", 400, 2), lay("precies vol", 200, 3), lay("kwetsbaar", 200, 9), lay("zonder", 30),
            lay("arm", 500, 0, klasse="kwetsbaar"),
        ), "detentie",
    )  # fmt: skip
    assert (room.voldaan, room.waarde, room.grens, room.ruimte) == (True, 2, 6, 4)
    assert "mogen dat er 6 zijn" in room.reden
    assert (full.voldaan, full.ruimte, over.voldaan, over.ruimte) == (False, 0, False, 0)
    assert (plain.voldaan, plain.ruimte) == (True, 30)
    assert "klasse van de buurt (draagkrachtig)" in plain.reden
    assert (poor.voldaan, poor.ruimte) == (False, 0)
    assert "kwetsbaar" in poor.reden


def test_without_counts_by_area_a_complex_is_judged_by_its_buurt():
    (found,) = judge_complexen(make_case(lay("a", 40, 39), gehuisvest=NAN), "detentie")
    assert (found.voldaan, found.ruimte) == (True, 1)


def test_an_area_takes_no_more_than_its_complexes_and_without_any_it_is_tested_by_its_buurt():
    situatie = make_case(lay("a", 400, 2), lay("b", 3), lay("vol", 200, 9))
    rule = PER_SLEUTEL["complex"]
    assert judge_regel(rule, situatie, make_plan(situatie, 7, 0)).voldaan
    broken = judge_regel(rule, situatie, make_plan(situatie, 8, 0))
    assert (broken.voldaan, broken.waarde, broken.grens, broken.ruimte) == (False, 8, 7, -1)
    assert find_ongetoetst(situatie) == ("BU00010001",)
    assert place(situatie).aantallen.ravel().tolist() == [7, 43]
    spared = make_case(lay("a", 400, 2), klasse=["draagkrachtig", "kwetsbaar"])
    assert place(spared).aantallen.ravel().tolist() == [4, 0]


@settings(deadline=None, max_examples=50)
@given(st.lists(st.tuples(st.integers(1, 300), st.integers(0, 9), st.booleans()), max_size=5))
def test_a_list_of_complexes_never_makes_more_room_and_closes_no_area_that_it_does_not_name(rows):
    listed = [
        lay(f"c{number}", homes, min(housed, homes), "BU00010001" if second else "BU00010000")
        for number, (homes, housed, second) in enumerate(rows)
    ]
    demand = {"detentie": 30, "uitstroom": 300}
    without, given = make_case(demand=demand), make_case(*listed, demand=demand)
    assert place(given).geplaatst <= place(without).geplaatst
    named = {item.gebied for item in listed}
    assert set(find_ongetoetst(given)) == {"BU00010000", "BU00010001"} - named
    closed = {limit.naam for limit in find_complexgrenzen(given)}
    assert closed == named


def test_capacity_of_the_area_counts_as_well():
    assert place(make_case(lay("a", 400, 2), lay("b", 30), capaciteit=5.0)).aantallen[0, 0] == 5


def test_only_groups_tested_by_complex_are_bound_and_share_the_room():
    demand = {"statushouders": 9, "detentie": 3, "forensisch": 3}
    situatie = make_case(lay("a", 4), lay("vol", 200, 9, "BU00010001"), demand=demand)
    assert place(situatie).geplaatst == (9, 3, 1)
    by_complex = dataclasses.replace(situatie, schalen=fill_schalen({"statushouders": "complex"}))
    assert place(by_complex).geplaatst == (4, 0, 0)
    assert place(dataclasses.replace(by_complex, uit=by_complex.uit | {"complex"})).geplaatst == (9, 3, 3)


def test_an_exception_opens_a_complex_in_a_kwetsbare_buurt_for_the_group_it_names():
    situatie = make_case(lay("a", 4, klasse="kwetsbaar"), klasse=["kwetsbaar", "kwetsbaar"])
    case = Uitzondering("BU00010000", "m", "b", "2026-01-01")
    assert place(dataclasses.replace(situatie, uitzonderingen=(case,))).geplaatst == (0,)
    named = dataclasses.replace(case, groep="detentie")
    assert place(dataclasses.replace(situatie, uitzonderingen=(named,))).geplaatst == (4,)


def test_in_a_wijk_a_complex_keeps_the_class_of_its_buurt():
    veld = make_veld(1, niveau=Niveau.WIJK, corporatie=9000.0, corporatie_buiten=9000.0)
    inside = lay("a", 6, klasse="kwetsbaar"), lay("b", 5, klasse="onbekend"), lay("c", 4)
    situatie = make_situatie(dataclasses.replace(veld, complexen=inside), {"detentie": 20})
    assert place(situatie).geplaatst == (4,)


def test_where_complexes_are_not_given_is_told_as_soon_as_one_group_is_tested_by_them():
    mixed = make_case(lay("A", 48, 2.0), demand={"psychisch": 5, "statushouders": 5})
    without = find_bereik_complex(mixed)
    assert (without.niet, without.waarom) == (("BU00010001",), GEEN_COMPLEXEN)
    none = find_bereik_complex(make_case(lay("A", 48, 2.0), demand={"statushouders": 5}))
    assert (none.niet, none.waarom) == (("BU00010000", "BU00010001"), GEEN_COMPLEXGROEP)
