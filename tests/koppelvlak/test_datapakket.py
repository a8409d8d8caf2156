"""A snapshot told to other programs: each column, source and licence, and what public tools make of its files."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from woonzorg.gegevens import opslag
from woonzorg.gegevens.schijf import GEBIEDEN, REEKSEN, hash_file
from woonzorg.indicator import Gebruik, of_gebruik
from woonzorg.instelling import INGEBOUWD, Instellingen
from woonzorg.koppelvlak import pakket
from woonzorg.koppelvlak.catalogus import WOORDEN, make_catalogus, make_ontstaan
from woonzorg.oordeel import toets
from woonzorg.opdracht.opdracht import main
from woonzorg.rapport.bestand import make_gebieden

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SNAPSHOT = opslag.open_snapshot(INGEBOUWD)
EIGEN = pakket.list_eigen_bestanden(SNAPSHOT.manifest)
OPENBAAR = pakket.list_openbare_bestanden()
HIER = Instellingen(adres="https://w.nl", eigenaar="Gemeente A", contact="wonen@a.nl")

_SOORTEN: dict[str, Any] = {
    "number": pa.types.is_floating, "integer": pa.types.is_integer, "boolean": pa.types.is_boolean,
    "string": lambda kind: pa.types.is_large_string(kind) or pa.types.is_string(kind), "any": lambda _kind: True,
}  # fmt: skip


def check_tabel(schema: pa.Schema, fields: list[dict[str, Any]]) -> None:
    assert [field["name"] for field in fields] == schema.names
    wrong = [
        field["name"] for field in fields if not _SOORTEN[field["type"]](schema.field(field["name"]).type)
    ]
    assert wrong == []


def test_every_column_of_the_files_is_told_with_its_kind() -> None:
    told = pakket.make_pakket(SNAPSHOT.id, SNAPSHOT.manifest, EIGEN, HIER)
    for resource in told["resources"]:
        check_tabel(pq.read_schema(SNAPSHOT.map / resource["path"]), resource["schema"]["fields"])
        assert resource["hash"] == f"sha256:{hash_file(SNAPSHOT.map / resource['path'])}"
        assert all(field["description"] for field in resource["schema"]["fields"])
    assert [one["title"] for one in told["sources"]] == [bron.naam for bron in SNAPSHOT.manifest.bronnen]
    assert told["licenses"][0]["name"] == "CC0-1.0"
    assert told["contributors"] == [{"title": "Gemeente A", "roles": ["publisher"]}]


def test_what_can_be_fetched_is_told_as_it_is_and_holds_nothing_for_one_buurt_alone(tmp_path: Path) -> None:
    told = pakket.make_pakket(SNAPSHOT.id, SNAPSHOT.manifest, OPENBAAR, HIER)
    table = toets.make_export(toets.score_snapshot(SNAPSHOT), SNAPSHOT)
    (tmp_path / GEBIEDEN).write_bytes(make_gebieden(table, SNAPSHOT.manifest, ".parquet"))
    fields = {one["path"]: one["schema"]["fields"] for one in told["resources"]}
    check_tabel(pq.read_schema(tmp_path / GEBIEDEN), fields[GEBIEDEN])
    head = make_gebieden(table, SNAPSHOT.manifest, ".csv").decode("utf-8-sig").splitlines()[0].split(";")
    assert [field["name"] for field in fields["gebieden.csv"]] == head
    secret = {one.sleutel for one in of_gebruik(Gebruik.PROFIEL) if Gebruik.KAART not in one.gebruik}
    assert secret
    assert secret.isdisjoint(head)


def list_waarden(part: Any, name: str) -> Iterator[Any]:
    if isinstance(part, dict):
        yield from ([part[name]] if name in part else [])
        for one in part.values():
            yield from list_waarden(one, name)
    elif isinstance(part, list):
        for one in part:
            yield from list_waarden(one, name)


def test_a_catalogue_gets_all_that_the_dutch_profile_asks() -> None:
    told = make_catalogus(SNAPSHOT.id, SNAPSHOT.manifest, OPENBAAR, HIER)
    must = {
        "dct:identifier", "dct:title", "dct:description", "dct:publisher", "dct:creator", "dcat:contactPoint",
        "dcat:theme", "dct:accessRights",
    }  # fmt: skip
    assert must <= told.keys()
    for one in told["dcat:distribution"]:
        assert {"dcat:accessURL", "dct:license", "dct:format", "dcat:mediaType"} <= one.keys()
        assert one["dcat:downloadURL"]["@id"].startswith(
            f"https://w.nl/api/v1/momentopnamen/{SNAPSHOT.id}/gebieden."
        )
    assert told["dcat:contactPoint"]["vcard:hasEmail"] == {"@id": "mailto:wonen@a.nl"}
    assert told["dct:accessRights"]["@id"].endswith("/PUBLIC")
    closed = make_catalogus(SNAPSHOT.id, SNAPSHOT.manifest, OPENBAAR, Instellingen(aanmelden="oidc"))
    assert closed["dct:accessRights"]["@id"].endswith("/RESTRICTED")
    assert closed["@id"] == f"urn:woonzorg:momentopname:{SNAPSHOT.id}"


def test_how_data_came_about_leads_from_each_answer_to_the_snapshot() -> None:
    told = make_ontstaan(SNAPSHOT.id, SNAPSHOT.manifest, EIGEN, HIER)
    known = {one["@id"] for one in told["@graph"]}
    for name in ("prov:wasGeneratedBy", "prov:wasAttributedTo", "prov:wasAssociatedWith"):
        assert {one["@id"] for one in list_waarden(told, name)} <= known
    made = told["@graph"][0]
    assert {one["@id"] for one in made["prov:wasDerivedFrom"]} < known
    assert len(made["prov:wasDerivedFrom"]) == len(SNAPSHOT.manifest.bronnen)
    hashes = [one["@value"] for one in list_waarden(told, "spdx:checksumValue")]
    assert {bron.sha256 for bron in SNAPSHOT.manifest.bronnen} < set(hashes)


@pytest.mark.parametrize("make", [make_catalogus, make_ontstaan])
def test_every_word_is_of_a_vocabulary_that_the_document_names(make: Any) -> None:
    told = make(SNAPSHOT.id, SNAPSHOT.manifest, EIGEN, HIER)
    text = json.dumps({name: part for name, part in told.items() if name != "@context"})
    names = [name for name in json.loads(text, object_pairs_hook=lambda pairs: pairs) if name]

    def walk(part: Any) -> Iterator[str]:
        for one in part if isinstance(part, list) else []:
            if isinstance(one, list | tuple) and len(one) == 2 and isinstance(one[0], str):
                yield one[0]
                yield from walk(one[1])
            else:
                yield from walk(one)

    used = {name.partition(":")[0] for name in walk(names) if not name.startswith("@")}
    assert used
    assert used <= WOORDEN.keys()


def test_the_command_puts_a_whole_package_in_a_folder_and_never_writes_in_the_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("WOONZORG_DATA", str(tmp_path / "leeg"))
    assert main(["beschrijf"]) == 2
    assert main(["beschrijf", "--uit", str(tmp_path / "nergens")]) == 2
    assert main(["beschrijf", "--uit", str(tmp_path), "--json"]) == 0
    told = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    assert all((tmp_path / one["path"]).is_file() for one in told["resources"])
    assert {"dcat.jsonld", "prov.jsonld", GEBIEDEN, REEKSEN} <= {path.name for path in tmp_path.iterdir()}
    assert "Kies met --uit een map" in capsys.readouterr().err


def test_an_unknown_column_is_no_column() -> None:
    with pytest.raises(KeyError):
        pakket.describe_kolom("onbekende_kolom")


def test_a_licence_that_was_not_looked_up_is_not_told_as_one() -> None:
    manifest = SNAPSHOT.manifest
    unsure = replace(manifest.bronnen[0], licentie="CC0 (nog na te gaan)")
    by = replace(manifest.bronnen[0], licentie="CC BY 4.0")
    mixed = replace(manifest, bronnen=(unsure, *manifest.bronnen, by))
    assert [one["name"] for one in pakket.list_licenties(mixed)] == ["CC-BY-4.0", "CC0-1.0", "other"]
    told = make_catalogus(SNAPSHOT.id, mixed, OPENBAAR, HIER)["dcat:distribution"][0]
    assert told["dct:license"]["@id"].endswith("CC_BY_4_0")
    assert "nog na te gaan" in told["dct:rights"]["@value"]
