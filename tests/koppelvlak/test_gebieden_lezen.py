"""Areas as other systems read them are what the page Buurt shows; the contract says what is sent."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import jsonschema
import pandas as pd
import pytest
import shapely

from woonzorg.gegevens import opslag
from woonzorg.indicator import Gebruik, of_gebruik
from woonzorg.instelling import INGEBOUWD, Instellingen
from woonzorg.koppelvlak import gebieden, momentopnamen
from woonzorg.koppelvlak.ingangen import GEBIEDEN, INGANGEN, find_ingang
from woonzorg.koppelvlak.openapi import GEOJSON_SCHEMA, find_contact, make_contract
from woonzorg.koppelvlak.schrift import make_schemas, write_deel
from woonzorg.koppelvlak.vragen import Gebiedenvraag
from woonzorg.oordeel import toets

SNAPSHOT = opslag.open_snapshot(INGEBOUWD)
SCORE = toets.score_snapshot(SNAPSHOT)
LAAG = gebieden.make_laag(SCORE)
EDITIES = {year: toets.score_snapshot(SNAPSHOT, year) for year in toets.find_edities(SNAPSHOT)}


@cache
def read_alles() -> tuple[gebieden.Gebiedsregel, ...]:
    return gebieden.make_lijst(SNAPSHOT, SCORE, LAAG, Gebiedenvraag(aantal=500)).gebieden


def test_each_area_has_the_values_of_its_verdict_and_a_missing_one_its_reason() -> None:
    told = read_alles()
    assert len(told) == 201
    unknown = 0
    for area in told[:: 1 if len(told) < 20 else 9] + tuple(area for area in told if area.ontbreekt):
        verdict = toets.judge_gebied(SNAPSHOT, area.code, SCORE)
        ses, lbm = verdict.ses_woa, verdict.leefbaarometer
        assert (area.naam, area.klasse, area.grensgeval) == (verdict.naam, verdict.klasse, verdict.grensgeval)
        assert (area.ses_woa, area.ses_woa_referentie, area.ses_woa_marge) == (
            ses.waarde,
            ses.referentie,
            ses.marge,
        )
        assert (area.leefbaarheid, area.huishoudens) == (lbm.waarde, verdict.huishoudens)
        assert (area.ses_woa_jaar, area.leefbaarheid_jaar) == (ses.jaar, lbm.jaar)
        plain, reasons = write_deel(area), {item.veld: item.reden for item in area.ontbreekt}
        assert {name for name, value in plain.items() if value is None} == set(reasons)
        assert all(reasons.values())
        if ses.waarde is None:
            unknown += 1
            assert reasons["sesWoa"] == ses.uitleg
    assert unknown > 0


def test_of_one_area_every_year_reason_and_source_is_told() -> None:
    for code in ("BU91010001", next(area.code for area in read_alles() if area.leefbaarheid is None)):
        told, verdict = (
            gebieden.make_blad(SNAPSHOT, SCORE, EDITIES, code),
            toets.judge_gebied(SNAPSHOT, code, SCORE),
        )
        assert told.redenen == tuple(reden.zin for reden in verdict.redenen)
        assert [one.jaar for one in told.metingen] == list(EDITIES)
        assert told.concentratie == verdict.concentratie
        assert [one.naam for one in told.bronnen] == [bron["naam"] for bron in verdict.bronnen]
        assert {
            one.sleutel.removeprefix("lbm_"): one.waarde for one in told.dimensies
        } == verdict.leefbaarometer.dimensies
        assert all((one.waarde is None) == bool(one.reden) for one in told.dimensies)


def test_nothing_is_told_of_a_test_by_group_or_of_what_is_for_one_buurt_alone() -> None:
    sent = json.dumps(write_deel(gebieden.make_blad(SNAPSHOT, SCORE, EDITIES, "BU91010001")))
    only_buurt = [one.sleutel for one in of_gebruik(Gebruik.PROFIEL) if Gebruik.KAART not in one.gebruik]
    assert len(only_buurt) > 3
    assert [key for key in only_buurt if key in sent] == []
    assert not any(word in sent for word in ("statushouders", "detentie", "vrouwenopvang"))


def test_areas_are_chosen_by_level_gemeente_and_rectangle() -> None:
    def ask(**asked: Any) -> list[str]:
        return LAAG.select(Gebiedenvraag(**asked))["code"].tolist()

    assert {code[:6] for code in ask(gemeente="GM9102")} == {"BU9102"}
    assert ask(niveau="gemeente", gemeente="GM9103") == ["GM9103"]
    assert ask(gemeente="GM0001") == []
    one = LAAG.regels[LAAG.regels["code"] == "BU91010001"].geometry.iloc[0]
    x, y = one.representative_point().coords[0]
    assert ask(bbox=(x - 1e-9, y - 1e-9, x + 1e-9, y + 1e-9)) == ["BU91010001"]
    assert ask(bbox=(0.0, 0.0, 1.0, 1.0)) == []
    assert len(ask(bbox=(3.0, 50.0, 8.0, 54.0))) == 201


def test_a_map_holds_the_same_rows_with_outlines_in_degrees() -> None:
    asked = Gebiedenvraag(aantal=5, pagina=2)
    told, features = gebieden.make_features(SNAPSHOT, SCORE, LAAG, asked)
    assert [item["properties"] for item in features["features"]] == [write_deel(row) for row in told.gebieden]
    assert (features["numberMatched"], features["numberReturned"]) == (201, 5)
    shapes = [shapely.geometry.shape(item["geometry"]) for item in features["features"]]
    assert all(shape.is_valid and shape.exterior.is_ccw for shape in shapes if shape.geom_type == "Polygon")
    west, south, east, north = shapely.GeometryCollection(shapes).bounds
    assert 3 < west < east < 8
    assert 50 < south < north < 54


def check(schema_name: str, answer: Any, contract: dict[str, Any]) -> None:
    jsonschema.Draft202012Validator({"$ref": f"#/components/schemas/{schema_name}", **contract}).validate(
        answer
    )


def test_what_is_sent_is_what_the_contract_says() -> None:
    contract = make_contract(Instellingen())
    listed = gebieden.make_lijst(SNAPSHOT, SCORE, LAAG, Gebiedenvraag(aantal=500))
    check("Gebiedslijst", write_deel(listed), contract)
    check(
        "Gebiedenkaart",
        json.loads(json.dumps(gebieden.make_features(SNAPSHOT, SCORE, LAAG, Gebiedenvraag())[1])),
        contract,
    )
    check("Gebiedsantwoord", write_deel(gebieden.make_blad(SNAPSHOT, SCORE, EDITIES, "GM9101")), contract)
    lines = opslag.list_snapshots(INGEBOUWD)
    check("Momentopnamelijst", write_deel(momentopnamen.list_momentopnamen(lines, 1, 10)), contract)
    wrong = write_deel(listed) | {"gebieden": [{"code": "BU91010001"}]}
    with pytest.raises(jsonschema.ValidationError):
        check("Gebiedslijst", wrong, contract)


def test_the_contract_holds_each_address_with_its_parameters_once() -> None:
    contract = make_contract(
        Instellingen(adres="https://w.nl", contact="Vraag het aan wonen@a.nl", eigenaar="Gemeente A")
    )
    assert list(contract["paths"]) == [f"/{one.pad}" for one in INGANGEN]
    named = [item["name"] for item in contract["paths"]["/gebieden"]["get"]["parameters"]]
    assert named == [part.naam for part in GEBIEDEN.vraag]
    assert set(named) == set(Gebiedenvraag.__dataclass_fields__)
    assert contract["servers"][0]["url"] == "https://w.nl/api/v1"
    assert contract["info"]["contact"] == {
        "name": "Gemeente A",
        "email": "wonen@a.nl",
        "url": "https://w.nl/methode",
    }
    assert "email" not in find_contact(Instellingen(contact="Bel 140045"))
    assert GEOJSON_SCHEMA["properties"]["features"]


def test_an_address_is_found_with_its_parts_and_no_other_is() -> None:
    found = find_ingang("gebieden/BU91010001")
    assert found is not None
    assert (found[0].sleutel, found[1]) == ("getGebied", {"code": "BU91010001"})
    assert [find_ingang(pad) for pad in ("gebieden/a/b", "gebieden/", "openapixjson", "")] == [None] * 4


def test_a_schema_names_what_may_be_null_and_what_a_part_is() -> None:
    schema = make_schemas(gebieden.Gebiedsregel)
    assert schema["Gebiedsregel"]["properties"]["sesWoa"]["type"] == ["number", "null"]
    assert schema["Gebiedsregel"]["properties"]["klasse"]["$ref"] == "#/components/schemas/Klasse"
    assert schema["Klasse"]["enum"] == [
        "kwetsbaar",
        "aandacht_ses",
        "aandacht_leefbaarheid",
        "draagkrachtig",
        "onbekend",
    ]
    assert pd.Series(schema["Gebiedsregel"]["required"]).is_unique
