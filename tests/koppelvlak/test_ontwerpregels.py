"""The contract by the Dutch API Design Rules 2.0, as the linter of developer.overheid asks them.

That linter's rules (for npm's spectral) are published on a website and in no package registry, so they cannot be asked
here; they were run by hand on both contracts below, without a finding. Each test says which of its rules it stands for.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from woonzorg.instelling import Instellingen
from woonzorg.koppelvlak.openapi import make_contract

if TYPE_CHECKING:
    from collections.abc import Iterator

OPEN = Instellingen(adres="https://w.nl", contact="wonen@a.nl", eigenaar="Gemeente A")
DICHT = Instellingen(adres="https://w.nl", contact="wonen@a.nl", eigenaar="Gemeente A", aanmelden="oidc")
CAMEL, KEBAB = re.compile(r"[a-z][a-z\d]*([A-Z][a-z\d]*)*"), re.compile(r"(/([a-z0-9.-]+|\{[a-z]+\}))+")


@pytest.fixture(params=[OPEN, DICHT], ids=["open", "aanmelden"])
def contract(request: pytest.FixtureRequest) -> dict[str, Any]:
    return make_contract(request.param)


def list_antwoorden(contract: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for path in contract["paths"].values():
        for status, answer in path["get"]["responses"].items():
            name = answer.get("$ref", "").rpartition("/")[2]
            yield status, contract["components"]["responses"][name] if name else answer


def test_who_offers_it_and_which_version_it_is_are_told(contract: dict[str, Any]) -> None:
    """doc-openapi, doc-openapi-contact, semver, uri-version."""
    assert contract["openapi"] == "3.1.0"
    assert set(contract["info"]["contact"]) == {"name", "email", "url"}
    assert re.fullmatch(r"\d+\.\d+\.\d+", contract["info"]["version"])
    assert [server["url"] for server in contract["servers"]] == ["https://w.nl/api/v1"]


def test_addresses_are_nouns_in_kebab_case_that_can_only_be_read(contract: dict[str, Any]) -> None:
    """http-methods, path-segments-kebab-case, no-trailing-slash, unique operations."""
    assert [path for path in contract["paths"] if not KEBAB.fullmatch(path)] == []
    assert {method for path in contract["paths"].values() for method in path} == {"get"}
    names = [path["get"]["operationId"] for path in contract["paths"].values()]
    assert len(names) == len(set(names)) == len(contract["paths"])
    for path, found in contract["paths"].items():
        told = {part["name"] for part in found["get"]["parameters"] if part["in"] == "path"}
        assert told == set(re.findall(r"\{(\w+)\}", path))


def test_names_are_in_camel_case_and_schemas_in_pascal_case(contract: dict[str, Any]) -> None:
    """query-keys-camel-case, schema-camel-case, property-casing."""
    for path in contract["paths"].values():
        assert all(CAMEL.fullmatch(part["name"]) for part in path["get"]["parameters"])
    for name, schema in contract["components"]["schemas"].items():
        assert re.fullmatch(r"[A-Z][a-z]+", name)
        assert [part for part in schema.get("properties", {}) if not CAMEL.fullmatch(part)] == []


def test_every_answer_tells_its_version_and_every_fault_is_a_problem(contract: dict[str, Any]) -> None:
    """version-header, error-handling/problem-details, error-handling/invalid-input."""
    seen = set()
    for status, answer in list_antwoorden(contract):
        seen.add(status)
        assert "API-Version" in answer["headers"]
        assert status < "400" or list(answer["content"]) == ["application/problem+json"]
    assert {"status", "title", "detail"} <= contract["components"]["schemas"]["Foutantwoord"][
        "properties"
    ].keys()
    assert {"200", "304", "400", "404", "406", "410", "429", "500"} <= seen
    assert ("403" in seen) is ("security" in contract)


def test_days_and_moments_say_which_they_are(contract: dict[str, Any]) -> None:
    """date-time/date-omit-time-portion, date-time/timezone."""
    schemas = contract["components"]["schemas"]
    days = [(name, part) for name, schema in schemas.items() for part in schema.get("properties", {})]
    days = [(name, part) for name, part in days if re.search(r"^datum$|Datum$", part)]
    assert len(days) == 2
    assert {schemas[name]["properties"][part]["format"] for name, part in days} == {"date"}
    assert schemas["Scenarioantwoord"]["properties"]["bewaardOp"]["format"] == "date-time"
