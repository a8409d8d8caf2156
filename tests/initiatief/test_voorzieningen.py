"""A list of care facilities of one's own: read as people save it, all that is wrong told together."""

from __future__ import annotations

import geopandas as gpd
import pytest
from shapely import box

from woonzorg.eigenbestand.sjabloon import make_csv, make_xlsx
from woonzorg.fouten import GegevensFout
from woonzorg.initiatief.voorzieningen import VOORZIENINGEN, Zorgvoorziening, read_voorzieningen

CODES = ["BU00010101", "BU00010102"]
BUURTEN = gpd.GeoDataFrame(
    {"code": CODES, "niveau": "buurt"}, geometry=[box(190_000, 320_000, 191_000, 321_000),
     box(191_000, 320_000, 192_000, 321_000)], crs="EPSG:28992",
)  # fmt: skip


def read(text: str) -> tuple[Zorgvoorziening, ...]:
    return read_voorzieningen("lijst.csv", text.encode(), BUURTEN)


def test_a_list_is_read_and_an_empty_number_stays_unknown():
    found = read("voorziening;soort;code;plaatsen\nDe Beuk;verpleeghuis;bu00010101;40\nHof;;BU00010102;\n")
    assert found == (
        Zorgvoorziening("De Beuk", "verpleeghuis", "BU00010101", 40),
        Zorgvoorziening("Hof", "", "BU00010102", None),
    )


def test_a_point_tells_the_buurt_and_the_place_in_metres_or_degrees():
    metres, degrees, both = read(
        "voorziening;soort;code;plaatsen;x;y;lon;lat\nBeuk;;;;190500;320250;;\nEik;;;;;;5,905731;50,873143\n"
        "Es;;BU00010102;;191500;320500;;\n"
    )
    assert (metres.buurt, metres.punt) == ("BU00010101", (190_500, 320_250))
    assert (degrees.buurt, both.buurt) == ("BU00010102", "BU00010102")
    assert degrees.punt == pytest.approx((191_500, 320_500), abs=5)


def test_a_point_elsewhere_and_no_place_at_all_are_told_with_their_row():
    with pytest.raises(GegevensFout) as caught:
        read("voorziening;code;x;y\nVer;;10;10\nNergens;;;\nAnders;BU00010102;190500;320250\nHalf;;a;1\n")
    said = caught.value.bevindingen
    for row, words in (("rij 2", "het punt ligt niet in een buurt"), ("rij 3", "de plaats ontbreekt"),
                       ("rij 4", "het punt ligt in BU00010101"), ("rij 5, kolom x", "'a' is geen getal")):  # fmt: skip
        assert any(row in text and words in text for text in said), (row, said)


def test_all_that_is_wrong_is_told_with_row_and_remedy():
    with pytest.raises(GegevensFout) as caught:
        read(
            "voorziening;soort;code;plaatsen\nDe Beuk;;BU00010101;0\nde beuk;;BU00010101;\n;x;BU00010102;\n"
            "Ver;;BU99999999;\n"
        )
    said = str(caught.value)
    for words in ("rij 2", "staat er twee keer", "is leeg; vul een naam in", "BU99999999 is geen buurt"):
        assert words in said
    assert len(caught.value.bevindingen) == 4


@pytest.mark.parametrize(
    "kind", ["Vrouwenopvang", "blijf-van-mijn-lijfhuis", "tbs-kliniek", "opvang na detentie"]
)
def test_a_place_where_people_must_be_safe_is_never_taken_by_buurt(kind: str):
    with pytest.raises(GegevensFout) as caught:
        read(f"voorziening;soort;code\nHet Huis;{kind};BU00010101\n")
    assert "deze plek vertellen we nooit per buurt" in str(caught.value)


def test_the_template_opens_and_its_example_never_counts():
    for name, raw in (
        ("sjabloon.xlsx", make_xlsx("Sjabloon", [VOORZIENINGEN])),
        ("sjabloon.csv", make_csv(VOORZIENINGEN)),
    ):
        with pytest.raises(GegevensFout) as caught:
            read_voorzieningen(name, raw, BUURTEN)
        assert "alleen het voorbeeld; vul eigen rijen in" in str(caught.value)
        assert len(caught.value.bevindingen) == 1
