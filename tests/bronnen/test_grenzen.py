"""Outlines come whole, valid and in metres, with the ring around the region, or it is said what is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import pandas as pd
import pytest
import shapely
from dienst import rewrites
from dienst.pdok import COLLECTIONS

from woonzorg.bronnen import grenzen
from woonzorg.bronnen.omtrek import GEEN_POSTCODE, POSTCODE_VELD
from woonzorg.fouten import BronFout
from woonzorg.gebied import Niveau, Regio

if TYPE_CHECKING:
    from collections.abc import Callable

    from dienst import Dienst, Waarden

    from woonzorg.bronnen.levering import Grenzen
    from woonzorg.bronnen.web import Web

    Naar = Callable[..., Web]

HIER = Regio("hier", "Hier", ("GM0965",))
BUURT, ANDER = "BU09650000", "BU09650101"
KRUISING = [
    [[195_000, 315_000], [195_000, 315_001], [195_001, 315_000], [195_001, 315_001], [195_000, 315_000]]
]
"""An outline that crosses itself, inside the region (metres)."""


def read(naar: Naar, regio: Regio = HIER, jaar: int = 2024) -> Grenzen:
    return grenzen.load_grenzen(naar("pdok"), regio, jaar)


def test_region_and_ring_have_every_level(naar: Naar) -> None:
    gebieden = read(naar).gebieden
    counts = gebieden.groupby(["rol", "niveau"]).size()
    assert counts["regio"]["gemeente"] == 1
    assert all(
        counts[rol][niveau] > 0 for rol in ("regio", "rand") for niveau in ("buurt", "wijk", "gemeente")
    )
    assert gebieden.crs.to_epsg() == 28992
    assert gebieden["code"].is_unique
    assert not gebieden["water"].any()


def test_the_ring_is_what_lies_within_25_metres_and_nothing_else(naar: Naar) -> None:
    buurten = read(naar).gebieden.query("niveau == 'buurt'")
    region = buurten.query("rol == 'regio'").union_all()
    ring = buurten.query("rol == 'rand'")
    assert (ring.distance(region) <= 25).all()
    assert not set(ring["gemeentecode"]) & set(HIER.gemeenten)
    assert not any(code.startswith(("BU18839997", "BU0998")) for code in ring["code"])


def test_an_older_map_serves_where_the_wanted_one_is_not_there(naar: Naar, dienst: Dienst) -> None:
    assert read(naar, jaar=2026).vermelding.indeling == 2024
    assert [text.split("/")[3] for text in dienst.find_requests("collections?")] == [
        f"wijken-en-buurten-{year}" for year in (2026, 2025, 2024)
    ]


def test_no_map_at_all_is_told_with_the_years_tried(naar: Naar) -> None:
    with pytest.raises(BronFout, match="geen wijk- en buurtkaart gevonden") as caught:
        read(naar, jaar=2035)
    assert caught.value.gevonden == "niets voor 2035, 2034, 2033, 2032"


def test_pages_are_put_together(naar: Naar, dienst: Dienst) -> None:
    dienst.pdok.maximum = 1000
    whole = read(naar).gebieden
    dienst.pdok.maximum = 7
    paged = read(naar).gebieden
    assert paged["code"].tolist() == whole["code"].tolist()
    assert len(dienst.find_requests("cursor=")) > 5


LAND = {
    "GM0882", "GM0888", "GM0899", "GM0917", "GM0928", "GM0935", "GM0938", "GM0965", "GM0971", "GM0981", "GM0986",
    "GM0994", "GM1729", "GM1883", "GM1903", "GM1954", "GM0998", "GM0141", "GM0088",
}  # fmt: skip

WEGEN = [
    ({"gemeentecode"}, "met filter="),
    ({"gemeentecode", "filter"}, "met een rechthoek"),
    ({"gemeentecode", "filter", "bbox"}, "voor het hele land"),
]


@pytest.mark.parametrize(("names", "how"), WEGEN, ids=[how for _, how in WEGEN])
def test_a_service_that_refuses_to_choose_by_gemeente_is_asked_in_another_way(
    naar: Naar, dienst: Dienst, names: set[str], how: str
) -> None:
    dienst.pdok.maximum = 200
    # A small country is enough: the south, two places far away, and land abroad.
    dienst.pdok.edits |= dict.fromkeys(COLLECTIONS, lambda frame: frame[frame["gemeentecode"].isin(LAND)])
    whole = read(naar).gebieden.sort_values("code", ignore_index=True)
    dienst.requests.clear()
    dienst.pdok.refuses = names
    found = read(naar)
    columns = ["code", "naam", "rol", "niveau", "gemeentecode"]
    pd.testing.assert_frame_equal(
        found.gebieden.sort_values("code", ignore_index=True)[columns], whole[columns]
    )
    assert found.vermelding.toelichting.startswith(f"Opgevraagd {how}")
    assert "gemeentecode (foutcode 400)" in found.vermelding.toelichting
    assert len([text for text in dienst.find_requests("&gemeentecode=") if "filter=" not in text]) == 1


def test_a_question_by_gemeente_that_is_passed_over_is_not_trusted(naar: Naar, dienst: Dienst) -> None:
    dienst.pdok.maximum = 1000
    for collection in ("buurten", "wijken", "gemeenten"):  # of a small country others come along as well
        dienst.pdok.edits[collection] = lambda frame: frame[frame["gemeentecode"].str.startswith("GM09")]
    whole = read(naar).gebieden["code"]
    dienst.pdok.ignores = {"gemeentecode"}
    found = read(naar)
    assert sorted(found.gebieden["code"]) == sorted(whole)
    assert "gemeentecode (er kwamen ook andere gemeenten)" in found.vermelding.toelichting


def test_a_box_that_leaves_a_part_of_a_gemeente_bare_is_refused(naar: Naar, dienst: Dienst) -> None:
    dienst.pdok.refuses = {"gemeentecode", "filter"}
    dienst.pdok.edits["buurten"] = lambda frame: frame[frame["buurtcode"] != ANDER]
    with pytest.raises(BronFout, match="de buurten bedekken hun gemeente niet") as caught:
        read(naar)
    assert "GM0965" in caught.value.gevonden


def test_buurten_that_only_the_box_gives_are_refused(naar: Naar, dienst: Dienst) -> None:
    def lose(content: dict) -> None:
        kept = [one for one in content["features"] if one["properties"]["buurtcode"] != ANDER]
        content |= {"features": kept, "numberReturned": len(kept)}

    dienst.add_fault("buurten/items?f=json&limit=1000&crs=http://www.opengis.net/def/crs/EPSG/0/28992&gemeentecode",
                     "rewrite", rewrites.edit(lose), times=None)  # fmt: skip
    with pytest.raises(BronFout, match="gaf niet alle gebieden van de gemeenten") as caught:
        read(naar)
    assert ANDER in caught.value.verwacht


def test_figures_beside_the_outlines_are_not_kept(naar: Naar) -> None:
    features = grenzen.read_items(naar("pdok"), 2024, Niveau.BUURT, {"gemeentecode": "GM0965"})
    names = {name for feature in features for name in feature["properties"]}
    assert {"buurtcode", "buurtnaam", "water", "indelingswijziging_wijken_en_buurten"} <= names
    assert not any(name.startswith(("aantal", "gemiddelde", "percentage")) for name in names)


@pytest.mark.parametrize("body", [b"[]", b'{"features": 3}', b'{"features": [3]}', b"null"])
def test_json_of_another_shape_is_refused(naar: Naar, dienst: Dienst, body: bytes) -> None:
    dienst.add_fault("buurten/items", "rewrite", lambda _: body)
    with pytest.raises(BronFout, match="geen lijst van gebieden"):
        read(naar)


def test_a_next_link_to_another_host_is_refused(naar: Naar, dienst: Dienst) -> None:
    dienst.pdok.maximum = 7
    dienst.add_fault("buurten/items", "rewrite", rewrites.link_elsewhere(), times=None)
    with pytest.raises(BronFout, match="verwijst naar een ander adres"):
        read(naar)
    assert not dienst.find_requests("cursor=")


def test_pages_that_go_round_are_refused(naar: Naar, dienst: Dienst) -> None:
    def point_back(content: dict) -> None:
        own = next(link["href"] for link in content["links"] if link["rel"] == "self")
        content["links"] = [{"rel": "next", "href": own}]

    dienst.add_fault("buurten/items", "rewrite", rewrites.edit(point_back), times=None)
    with pytest.raises(BronFout, match="in een kring"):
        read(naar)


def test_a_page_with_fewer_features_than_it_says_is_refused(naar: Naar, dienst: Dienst) -> None:
    dienst.add_fault("buurten/items", "rewrite", rewrites.drop_code(BUURT))
    with pytest.raises(BronFout, match="aantal gebieden klopt niet") as caught:
        read(naar)
    assert int(caught.value.verwacht) == int(caught.value.gevonden) + 1


def test_a_box_that_holds_less_than_the_region_is_refused(naar: Naar, dienst: Dienst) -> None:
    def empty(content: dict) -> None:
        content |= {"features": [], "numberReturned": 0, "links": []}

    dienst.add_fault("bbox=", "rewrite", rewrites.edit(empty))
    with pytest.raises(BronFout, match="minder gebieden terug dan erin liggen"):
        read(naar)


def test_a_missing_collection_is_told(naar: Naar, dienst: Dienst) -> None:
    dienst.add_fault("collections?", "rewrite", rewrites.rename_field("wijken", "districten"))
    with pytest.raises(BronFout, match="er ontbreken collecties") as caught:
        read(naar)
    assert caught.value.verwacht == "wijken"
    assert "districten" in caught.value.gevonden


def test_a_renamed_field_is_told(naar: Naar, dienst: Dienst) -> None:
    dienst.add_fault("wijken/items", "rewrite", rewrites.rename_field("wijknaam", "statnaam"), times=None)
    with pytest.raises(BronFout, match="velden van de kaart zijn anders") as caught:
        read(naar)
    assert caught.value.verwacht == "wijkcode, wijknaam"
    assert "statnaam" in caught.value.gevonden


def test_a_missing_gemeente_is_told_with_its_code(naar: Naar) -> None:
    with pytest.raises(BronFout, match="niet elke gemeente van de regio staat op de kaart") as caught:
        read(naar, Regio("twee", "Twee", ("GM0965", "GM0951")))
    assert "GM0951 (buurten)" in caught.value.gevonden
    assert "herindeling" in caught.value.remedie


def test_degrees_in_place_of_metres_are_understood(naar: Naar, dienst: Dienst) -> None:
    expected = read(naar).gebieden.set_index("code").geometry
    dienst.add_fault("items", "rewrite", rewrites.edit(_to_degrees), times=None)
    found = read(naar).gebieden.set_index("code").geometry
    assert (found.centroid.distance(expected.centroid) < 1).all()


def _to_degrees(content: dict) -> None:
    if content["features"]:
        frame = gpd.GeoDataFrame.from_features(content["features"], crs=28992).to_crs(4326)
        shapes = frame.geometry.__geo_interface__["features"]
        for feature, shape in zip(content["features"], shapes, strict=True):
            feature["geometry"] = shape["geometry"]


def test_swapped_coordinates_are_refused(naar: Naar, dienst: Dienst) -> None:
    def swap(content: dict) -> None:
        for feature in content["features"]:
            feature["geometry"] = {
                "type": "Polygon",
                "coordinates": [[[50.8, 6.0], [50.9, 6.0], [50.9, 6.1], [50.8, 6.0]]],
            }

    dienst.add_fault("items", "rewrite", rewrites.edit(swap), times=None)
    with pytest.raises(BronFout, match="omtrekken liggen niet in Nederland"):
        read(naar)


@pytest.mark.parametrize(
    ("coordinates", "kind"),
    [(KRUISING, "Polygon"), (rewrites.BOW_TIE, "Polygon"), ([], "Polygon"), ([195_000, 315_000], "Point")],
    ids=["bow-tie", "bow-tie far away", "empty", "point"],
)
def test_an_outline_that_is_no_area_is_left_out_and_said(
    naar: Naar, dienst: Dienst, coordinates: list, kind: str
) -> None:
    dienst.add_fault("buurten/items", "rewrite", rewrites.set_outline(BUURT, coordinates, kind), times=None)
    grenzen = read(naar)
    [row] = grenzen.gebieden[grenzen.gebieden["code"] == BUURT].itertuples()
    assert row.geometry is None
    assert row.rol == "regio"
    assert any(BUURT in note and "alleen in de tabel te zien" in note for note in grenzen.meldingen)


def test_a_slightly_crossing_outline_is_mended_and_said(naar: Naar, dienst: Dienst) -> None:
    shape = read(naar).gebieden.set_index("code").geometry[BUURT]
    ring = [list(point) for point in max(shapely.get_parts(shape), key=shapely.area).exterior.coords]
    x, y = ring[0]
    spike = [*ring, [x + 1, y + 1], [x + 1, y], [x, y + 1], [x, y]]
    dienst.add_fault("buurten/items", "rewrite", rewrites.set_outline(BUURT, [spike]), times=None)
    grenzen = read(naar)
    mended = grenzen.gebieden.set_index("code").geometry[BUURT]
    assert mended.is_valid
    assert mended.area == pytest.approx(shape.area, rel=0.01)
    assert any(BUURT in note and "is hersteld" in note for note in grenzen.meldingen)


@pytest.mark.parametrize(
    "geometry", [{"type": "Polygon", "coordinates": [[[1, 2]]]}, {"type": "Vlak"}, {"x": 1}]
)
def test_an_unreadable_outline_is_refused(naar: Naar, dienst: Dienst, geometry: dict) -> None:
    def spoil(content: dict) -> None:
        content["features"][0]["geometry"] = geometry

    dienst.add_fault("buurten/items", "rewrite", rewrites.edit(spoil))
    with pytest.raises(BronFout, match="een omtrek is onleesbaar"):
        read(naar)


def test_a_code_given_twice_alike_counts_once(naar: Naar, dienst: Dienst) -> None:
    def repeat(content: dict) -> None:
        content["features"] += content["features"][:1]
        content["numberReturned"] += 1

    before = read(naar).gebieden["code"].tolist()
    dienst.add_fault("buurten/items", "rewrite", rewrites.edit(repeat))
    grenzen = read(naar)
    assert grenzen.gebieden["code"].tolist() == before
    assert any("kwamen dubbel voor" in note for note in grenzen.meldingen)


def test_a_code_with_two_outlines_is_refused(naar: Naar, dienst: Dienst) -> None:
    def clash(content: dict) -> None:
        first = content["features"][0]
        content["features"].append(first | {"properties": first["properties"] | {"buurtnaam": "Anders"}})
        content["numberReturned"] += 1

    dienst.add_fault("buurten/items", "rewrite", rewrites.edit(clash))
    with pytest.raises(BronFout, match="meer dan eens voor met verschillende"):
        read(naar)


def test_changed_codes_are_those_marked_and_a_sentinel_marks_nothing(naar: Naar, dienst: Dienst) -> None:
    field = "indelingswijziging_wijken_en_buurten"
    dienst.add_fault("buurten/items", "rewrite", rewrites.set_value(field, 3, BUURT), times=None)
    dienst.add_fault("gemeenten/items", "rewrite", rewrites.set_value(field, -99997), times=None)
    grenzen = read(naar)
    assert BUURT in grenzen.gewijzigd
    assert not any(code.startswith("GM") for code in grenzen.gewijzigd)


@pytest.mark.parametrize(
    ("name", "told"), [("indelingswijziging_gemeente_wijk_buurt", True), ("anders", False)]
)
def test_changes_are_found_under_any_ending_of_their_name(
    naar: Naar, dienst: Dienst, name: str, *, told: bool
) -> None:
    field = "indelingswijziging_wijken_en_buurten"
    mark, rename = rewrites.set_value(field, 3, BUURT), rewrites.rename_field(field, name)
    dienst.add_fault("items", "rewrite", lambda body: rename(mark(body)), times=None)
    grenzen = read(naar)
    assert grenzen.kent_wijzigingen is told
    assert (BUURT in grenzen.gewijzigd) is told


def test_a_buurt_has_its_most_common_postcode_and_larger_areas_none(
    naar: Naar, dienst: Dienst, waarden: Waarden
) -> None:
    dienst.add_fault("buurten/items", "rewrite", rewrites.set_value(POSTCODE_VELD, 6353, BUURT), times=None)
    dienst.add_fault("buurten/items", "rewrite", rewrites.set_value(POSTCODE_VELD, "  .", ANDER), times=None)
    grenzen = read(naar)
    kept = grenzen.gebieden.set_index("code")["postcode"]
    source = waarden.gebieden.set_index("code")["meest_voorkomende_pc4"].dropna().astype(str)
    told = source[source.index.str.startswith("BU") & source.index.isin(kept.index)].drop([BUURT, ANDER])
    assert (kept[BUURT], kept[ANDER]) == ("6353", "")
    assert len(told) > 5
    assert kept[told.index].tolist() == told.tolist()
    assert set(kept[~kept.index.str.startswith("BU")]) == {""}
    assert GEEN_POSTCODE not in grenzen.meldingen


def test_a_map_without_postcodes_is_used_and_that_is_said(naar: Naar, dienst: Dienst) -> None:
    dienst.add_fault("items", "rewrite", rewrites.rename_field(POSTCODE_VELD, "anders"), times=None)
    grenzen = read(naar)
    assert set(grenzen.gebieden["postcode"]) == {""}
    assert GEEN_POSTCODE in grenzen.meldingen


def test_areas_at_the_edge_of_the_known_are_flagged(naar: Naar) -> None:
    grenzen = read(naar, Regio("kerkrade", "Kerkrade", ("GM0928",)))
    own = grenzen.gebieden.query("rol == 'regio' and niveau == 'buurt'")
    assert own["landsgrens"].any()
    assert not own["landsgrens"].all()
    assert not grenzen.gebieden.query("rol == 'rand'")["landsgrens"].any()


def test_every_level_is_asked_once_a_gemeente_and_once_around(naar: Naar, dienst: Dienst) -> None:
    dienst.pdok.maximum = 1000
    read(naar)
    for name in ("buurten", "wijken", "gemeenten"):
        assert len(dienst.find_requests(f"{name}/items")) == 2
    assert {str(niveau) for niveau in Niveau} >= set(read(naar).gebieden["niveau"])
