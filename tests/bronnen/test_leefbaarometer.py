"""Layers and fields of the Leefbaarometer are found in its metadata; figures are checked against their own sum."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from dienst import Dienst, rewrites

from woonzorg.bronnen import leefbaarometer
from woonzorg.bronnen.web import Web
from woonzorg.fouten import BronFout
from woonzorg.gebied import Niveau

if TYPE_CHECKING:
    from collections.abc import Callable

    from dienst import Waarden
    from dienst.faults import Kind

    from woonzorg.bronnen.levering import Levering

    Naar = Callable[..., Web]

HIER, RAND = ["GM0965"], ["GM0994"]


def read_2024(naar: Naar) -> Levering:
    return leefbaarometer.load_edities(naar("lbm"), HIER, RAND)[0]


def test_layers_are_those_with_scores_newest_first(naar: Naar) -> None:
    lagen = leefbaarometer.find_lagen(naar("lbm"))
    assert len(lagen) == 9
    assert [laag.jaar for laag in lagen] == [2024] * 3 + [2022] * 3 + [2020] * 3
    assert {laag.niveau for laag in lagen[:3]} == {Niveau.BUURT, Niveau.WIJK, Niveau.GEMEENTE}


def test_values_are_those_of_the_recorded_answer(naar: Naar, waarden: Waarden) -> None:
    recorded = json.loads(waarden.read_bytes("leefbaarometer_wfs_buurtscore24_parkstad.json"))["features"]
    expected = {
        f["properties"]["id"]: f["properties"] for f in recorded if f["properties"]["id"][2:6] == "0965"
    }
    found = read_2024(naar).waarden.pivot(index="code", columns="indicator", values="waarde")
    own = found[found.index.str.startswith("BU0965")]
    assert set(own.index) == set(expected)
    for code, row in own.iterrows():
        assert row["lbm_afwijking"] == expected[code]["afw"]
        assert row["lbm_sociale_samenhang"] == expected[code]["soc"]
        assert row["lbm_klasse"] == expected[code]["kafw"]


def test_every_level_is_asked_and_gemeenten_for_the_whole_country(naar: Naar) -> None:
    codes = read_2024(naar).waarden["code"].drop_duplicates()
    kinds = codes.str[:6].where(codes.str[:2] != "GM", "GM").value_counts()
    assert {"BU0965", "WK0965", "BU0994", "WK0994"} <= set(kinds.index)
    assert kinds["GM"] > 300


def test_outlines_are_never_asked(naar: Naar, dienst: Dienst) -> None:
    read_2024(naar)
    asked = dienst.find_requests("GetFeature")
    assert asked
    assert all("propertyName=" in text and "geom" not in text and "sortBy=id" in text for text in asked)


def test_pages_are_put_together(naar: Naar, dienst: Dienst) -> None:
    whole = read_2024(naar)
    dienst.leefbaarometer.maximum = 50
    paged = read_2024(naar)
    pd.testing.assert_frame_equal(paged.waarden, whole.waarden)
    assert dienst.find_requests("startIndex=50")


@pytest.fixture(scope="module")
def geheel(waarden: Waarden) -> pd.DataFrame:
    """Return what the service gives where it refuses nothing."""
    with Dienst(waarden) as server:
        web = Web("De lbm", f"{server.url}/lbm", None, 30)
        return leefbaarometer.load_edities(web, HIER, [])[0].waarden


@pytest.mark.parametrize(
    ("names", "status"), [({"sortby"}, 200), ({"propertyname"}, 400), ({"sortby", "propertyname"}, 400)]
)
def test_what_the_service_refuses_is_left_out_of_the_question(
    naar: Naar, dienst: Dienst, geheel: pd.DataFrame, names: set[str], status: int
) -> None:
    dienst.leefbaarometer.refuses, dienst.leefbaarometer.refusal = names, status
    found = leefbaarometer.load_edities(naar("lbm"), HIER, [])[0]
    pd.testing.assert_frame_equal(found.waarden, geheel)
    asked = [text.lower() for text in dienst.find_requests("GetFeature")]
    assert sum(any(name in text for name in names) for text in asked) <= 3  # remembered
    assert all(name in asked[-1] for name in {"sortby", "propertyname"} - names)


def test_without_an_order_pages_that_overlap_are_refused(naar: Naar, dienst: Dienst) -> None:
    dienst.leefbaarometer.maximum, dienst.leefbaarometer.shuffles = 200, True
    assert not read_2024(naar).meldingen
    dienst.leefbaarometer.refuses = {"sortby"}
    with pytest.raises(BronFout, match="bladzijden van lbm3:gemeentescore24 overlappen"):
        read_2024(naar)


def test_a_refusal_of_the_question_itself_is_told_as_the_service_said_it(naar: Naar, dienst: Dienst) -> None:
    dienst.leefbaarometer.refuses, dienst.leefbaarometer.refusal = {"cql_filter"}, 200
    with pytest.raises(BronFout, match='de dienst meldt een fout: Illegal parameter "cql_filter"') as caught:
        read_2024(naar)
    assert not caught.value.tijdelijk


def test_an_exception_in_json_is_told(naar: Naar, dienst: Dienst) -> None:
    body = b'{"version":"2.0.0","exceptions":[{"code":"NoApplicableCode","text":"Feature type\\nunknown"}]}'
    dienst.add_fault("GetFeature", "rewrite", lambda _: body, times=None)
    with pytest.raises(BronFout, match="de dienst meldt een fout: Feature type unknown"):
        read_2024(naar)


ODD = [
    ("GetFeature&typeNames=lbm3:wijkscore20", "rewrite", rewrites.set_value("afw", 0.5, "WK096500"),
     "niet de som van de vijf dimensies"),
    ("GetFeature&typeNames=lbm3:wijkscore20", "rewrite", rewrites.set_value("kafw", 12, "WK096500"),
     "buiten de grenzen"),
    ("GetFeature&typeNames=lbm3:buurtscore20", "rewrite", rewrites.set_value("won", "?"), "staat tekst"),
    ("FeatureType&typeNames=lbm3:buurtscore20", "rewrite", rewrites.rename_field("soc", "s"), "velden ontbreken"),
    ("lbm3:gemeentescore20", "status", 500, "foutcode 500"),
    ("lbm3:gemeentescore20", "status", 404, "foutcode 404"),
]  # fmt: skip


@pytest.mark.parametrize(("match", "kind", "value", "words"), ODD, ids=[words for *_, words in ODD])
def test_an_odd_old_edition_is_left_out_and_said(
    naar: Naar, dienst: Dienst, match: str, kind: Kind, value: float, words: str
) -> None:
    dienst.add_fault(match, kind, value, times=None)
    leveringen = leefbaarometer.load_edities(naar("lbm"), HIER, [])
    assert [item.vermelding.indeling for item in leveringen] == [2024, 2022]
    [note] = leveringen[0].meldingen
    assert "de meting van 2020 is weggelaten" in note
    assert words in note


@pytest.mark.parametrize(("kind", "value"), [("reset", None), ("status", 503)])
def test_a_broken_line_to_an_old_edition_stops_the_load(
    naar: Naar, dienst: Dienst, kind: Kind, value: float
) -> None:
    dienst.add_fault("lbm3:gemeentescore20", kind, value, times=None)
    with pytest.raises(BronFout) as caught:
        read_2024(naar)
    assert caught.value.tijdelijk


def test_the_newest_edition_must_be_there(naar: Naar, dienst: Dienst) -> None:
    dienst.add_fault("lbm3:gemeentescore24", "status", 404, times=None)
    with pytest.raises(BronFout, match="foutcode 404"):
        read_2024(naar)


def test_a_filter_that_is_passed_over_adds_nothing_and_that_is_said(naar: Naar, dienst: Dienst) -> None:
    whole = leefbaarometer.load_edities(naar("lbm"), HIER, [])[0]
    dienst.leefbaarometer.ignores, dienst.leefbaarometer.maximum = {"cql_filter"}, 5000
    found = leefbaarometer.load_edities(naar("lbm"), HIER, [])[0]
    pd.testing.assert_frame_equal(found.waarden, whole.waarden)
    assert all("waar niet om was gevraagd" in note for note in found.meldingen)
    assert len(found.meldingen) == 2  # buurten and wijken


def test_an_unknown_total_does_not_cut_the_answer_short(naar: Naar, dienst: Dienst) -> None:
    def hide(content: dict) -> None:
        content["numberMatched"] = "unknown"
        content.pop("totalFeatures", None)

    whole = read_2024(naar)
    dienst.leefbaarometer.maximum = 50
    dienst.add_fault("GetFeature", "rewrite", rewrites.edit(hide), times=None)
    pd.testing.assert_frame_equal(read_2024(naar).waarden, whole.waarden)


def test_a_count_that_differs_is_refused(naar: Naar, dienst: Dienst) -> None:
    dienst.add_fault("gemeentescore24", "rewrite", rewrites.repeat_rows(2), after=1, times=None)
    with pytest.raises(BronFout, match=r"aantal gebieden van lbm3:gemeentescore24 klopt niet") as caught:
        read_2024(naar)
    assert int(caught.value.gevonden) == int(caught.value.verwacht) + 2


def test_pages_that_overlap_are_refused_though_the_total_fits(naar: Naar, dienst: Dienst) -> None:
    def shift(content: dict) -> None:
        content["features"][-1] = content["features"][0]

    dienst.leefbaarometer.maximum = 50
    dienst.add_fault("gemeentescore24", "rewrite", rewrites.edit(shift), after=1, times=1)
    with pytest.raises(BronFout, match="bladzijden van lbm3:gemeentescore24 overlappen"):
        read_2024(naar)


def test_layers_without_buurten_are_refused(naar: Naar, dienst: Dienst) -> None:
    dienst.add_fault("GetCapabilities", "rewrite", lambda body: body.replace(b"buurtscore", b"buurtcijfer"))
    with pytest.raises(BronFout, match="geen kaartlaag met scores per buurt") as caught:
        read_2024(naar)
    assert "lbm3:buurtcijfer24" in caught.value.gevonden


def test_capabilities_cut_off_are_not_taken_for_whole(naar: Naar, dienst: Dienst) -> None:
    dienst.add_fault("GetCapabilities", "rewrite", lambda body: body[: len(body) // 2], times=None)
    with pytest.raises(BronFout, match="afgebroken"):
        read_2024(naar)


@pytest.mark.parametrize("field", ["afw", "soc", "id"])
def test_a_renamed_field_is_refused_with_what_was_found(naar: Naar, dienst: Dienst, field: str) -> None:
    dienst.add_fault("DescribeFeatureType", "rewrite", rewrites.rename_field(field, f"{field}_nieuw"))
    with pytest.raises(BronFout, match="verwachte velden ontbreken") as caught:
        read_2024(naar)
    assert caught.value.verwacht == field
    assert f"{field}_nieuw" in caught.value.gevonden


@pytest.mark.parametrize("field", ["kafw", "name", "year"])
def test_a_field_that_may_be_absent_is_not_asked(naar: Naar, dienst: Dienst, field: str) -> None:
    named = f'"name":"{field}"'.encode()
    dienst.add_fault(
        "DescribeFeatureType", "rewrite", lambda body: body.replace(named, b'"name":"anders"'), times=None
    )
    levering = read_2024(naar)
    asked = [text.split("propertyName=")[1].split("&")[0] for text in dienst.find_requests("propertyName=")]
    assert "lbm_afwijking" in set(levering.waarden["indicator"])
    assert asked
    assert not any(field in names.split(",") for names in asked)


def test_a_deviation_that_is_not_its_sum_is_refused(naar: Naar, dienst: Dienst) -> None:
    dienst.add_fault(
        "GetFeature&typeNames=lbm3:wijkscore24",
        "rewrite",
        rewrites.set_value("afw", 0.5, "WK096500"),
        times=None,
    )
    with pytest.raises(BronFout, match="niet de som van de vijf dimensies") as caught:
        read_2024(naar)
    assert caught.value.gevonden == "WK096500"


def test_another_year_than_the_layer_says_is_refused(naar: Naar, dienst: Dienst) -> None:
    dienst.add_fault(
        "GetFeature&typeNames=lbm3:buurtscore24", "rewrite", rewrites.set_value("year", "2022"), times=None
    )
    with pytest.raises(BronFout, match="het jaar in de gegevens is een ander") as caught:
        read_2024(naar)
    assert (caught.value.verwacht, caught.value.gevonden) == ("2024", "2022, 2024")


def test_text_for_a_number_is_refused(naar: Naar, dienst: Dienst) -> None:
    dienst.add_fault("GetFeature", "rewrite", rewrites.set_value("afw", "goed"), times=None)
    with pytest.raises(BronFout, match="veld afw staat tekst waar een getal hoort"):
        read_2024(naar)


def test_decimal_commas_read_as_numbers(naar: Naar, dienst: Dienst) -> None:
    before = read_2024(naar)
    dienst.add_fault("GetFeature", "rewrite", rewrites.comma_decimals("won"), times=None)
    pd.testing.assert_frame_equal(read_2024(naar).waarden, before.waarden)


def test_a_service_exception_is_told(naar: Naar, dienst: Dienst) -> None:
    report = (
        b"<ows:ExceptionReport><ows:ExceptionText>Unknown filter</ows:ExceptionText></ows:ExceptionReport>"
    )
    dienst.add_fault("GetFeature", "rewrite", lambda _: report, times=None)
    with pytest.raises(BronFout, match="de dienst meldt een fout: Unknown filter"):
        read_2024(naar)


@pytest.mark.parametrize("body", [b"[]", b'{"features": 3}', b'{"features": [3]}', b"null"])
def test_json_of_another_shape_is_refused(naar: Naar, dienst: Dienst, body: bytes) -> None:
    dienst.add_fault("GetFeature", "rewrite", lambda _: body)
    with pytest.raises(BronFout, match="geen lijst van gebieden"):
        read_2024(naar)


def test_conditions_fit_an_address(naar: Naar, dienst: Dienst) -> None:
    many = [f"GM{number:04d}" for number in range(100, 170)]
    leefbaarometer.load_edities(naar("lbm"), many, [])
    assert max(map(len, dienst.requests)) < 2000
