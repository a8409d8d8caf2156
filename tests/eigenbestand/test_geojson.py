"""GeoJSON of QGIS and others: a row an object, and what is empty or odd told by row."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from woonzorg.eigenbestand.lezen import read_bladen
from woonzorg.fouten import InvoerFout

if TYPE_CHECKING:
    from woonzorg.eigenbestand.blad import Blad


def read(raw: object, naam: str = "a.geojson") -> Blad:
    text = raw if isinstance(raw, bytes) else json.dumps(raw).encode()
    return read_bladen(naam, text, kaart=True)[0]


def make(*objecten: object, **meer: object) -> dict[str, object]:
    return {"type": "FeatureCollection", "features": list(objecten), **meer}


def feature(eigenschappen: object, plaats: object = None) -> dict[str, object]:
    point = None if plaats is None else {"type": "Point", "coordinates": plaats}
    return {"type": "Feature", "properties": eigenschappen, "geometry": point}


def test_objects_become_rows_with_the_place_of_their_point() -> None:
    sheet = read(
        make(
            feature({"code": " BU1 ", "n": 2.0}, [5.9, 50.9, 12]),
            feature({"n": None, "j": True}, [190e3, 32e4]),
        )
    )
    assert sheet.rijen[0].cellen == ("lon", "lat", "code", "n", "x", "y", "j")
    assert sheet.rijen[1] == (1, (5.9, 50.9, "BU1", 2, "", "", ""))
    assert sheet.rijen[2] == (2, ("", "", "", "", 190_000, 320_000, "WAAR"))


@pytest.mark.parametrize(
    ("item", "melding"),
    [
        (feature(None), "rij 2: het object heeft geen eigenschappen"), (feature({}), "rij 2: het object heeft geen"),
        ({"type": "Feature"}, "rij 2: het object heeft geen"), (None, "rij 2: het object heeft geen"),
        (feature([1]), "rij 2: het object heeft geen"),
        (feature({"code": "x"}, []), "rij 2: het punt heeft geen plaats"),
        (feature({"code": "x"}, [5]), "rij 2: het punt heeft geen plaats"),
        (feature({"code": "x"}, ["5", "50"]), "rij 2: het punt heeft geen plaats"),
        (feature({"code": "x"}, {}), "rij 2: het punt heeft geen plaats"),
        (feature({"code": "x"}, [True, 5]), "rij 2: het punt heeft geen plaats"),
        (feature({"code": "#N/A"}), "cel A2: de foutwaarde #N/A"),
    ],
)  # fmt: skip
def test_what_an_object_lacks_is_told_by_row(item: object, melding: str) -> None:
    sheet = read(make(feature({"code": "BU1"}), item))
    assert [fault.rij for fault in sheet.meldingen] == [2]
    assert sheet.meldingen[0].tekst.startswith(melding)


@pytest.mark.parametrize(
    ("raw", "melding"),
    [
        (b"", "het bestand is leeg"), (b"{", "houdt te vroeg op"), (b"[1]", "geen lijst 'features'"),
        (b'{"features": 3}', "geen lijst 'features'"), (b'{"features": [NaN]}', "NaN is geen getal"),
        (b'{"features": [{"a": ' + b"9" * 400 + b"}]}", "400 cijfers"), (b"[" * 9999, "niveaus|te vroeg"),
        (b"\xe9", "UTF-8"), (make(*[feature({"a": 1})] * 50_001), "50001 objecten"),
        (make(feature({str(n): 1 for n in range(101)})), "101 kolommen"),
        (make(crs={"properties": {"name": "urn:ogc:def:crs:EPSG::3857"}}), "coördinatenstelsel.*3857.*EPSG:28992"),
    ],
)  # fmt: skip
def test_what_is_no_geojson_is_told_in_dutch(raw: object, melding: str) -> None:
    with pytest.raises(InvoerFout, match=f"a.geojson is niet te lezen.*({melding})"):
        read(raw)


@pytest.mark.parametrize(
    "naam", ["urn:ogc:def:crs:OGC:1.3:CRS84", "urn:ogc:def:crs:EPSG::28992", "EPSG:4326", "", None]
)
def test_known_reference_systems_are_read_and_json_is_a_name_for_it_too(naam: str | None) -> None:
    crs = {"crs": {"type": "name", "properties": {"name": naam}}} if naam is not None else {"crs": None}
    assert len(read(make(feature({"code": "BU1"}), **crs), "a.JSON").rijen) == 2


def test_a_table_of_the_opgave_takes_no_map() -> None:
    with pytest.raises(InvoerFout, match="csv of xlsx"):
        read_bladen("a.geojson", b"{}")


NAMEN = st.sampled_from(["features", "properties", "geometry", "type", "coordinates", "crs", "name"])
IETS = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.floats(-1e9, 1e9) | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMEN, inner),
    max_leaves=10,
)


@settings(max_examples=150, deadline=None)
@given(IETS, st.lists(IETS, max_size=3))
def test_any_json_gives_rows_or_a_message(whole: object, objects: list[object]) -> None:
    for content in (
        whole,
        {"features": objects},
        {"features": [{"properties": {"a": 1}, "geometry": whole}]},
    ):
        with suppress(InvoerFout):
            read(content)
