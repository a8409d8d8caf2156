"""`laad --controleer` asks metadata only, and reports on every fact that was told rather than seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from dienst import rewrites
from keten import list_real, run

from woonzorg.bronnen.controle import Controleuitslag
from woonzorg.bronnen.lijst import BRONNEN

if TYPE_CHECKING:
    from pathlib import Path

    from dienst import Dienst

GEGEVENS = ("TypedDataSet", "UntypedDataSet", "GetFeature", "/items")


def controleer(status: int = 0) -> dict[str, tuple[str, str]]:
    """Return outcome and finding by fact."""
    ended = run("laad", "--controleer", "--json")
    assert ended.status == status, ended.err
    return {line["feit"]: (line["uitslag"], line["gevonden"]) for line in ended.json}


def find(findings: dict[str, tuple[str, str]], words: str) -> tuple[str, str]:
    """Return the one finding whose fact holds some words."""
    [found] = [outcome for fact, outcome in findings.items() if words in fact]
    return found


def test_only_metadata_is_asked_and_nothing_is_written(gevuld: Path, dienst: Dienst) -> None:
    before = list_real(gevuld)
    controleer()
    assert dienst.requests
    assert not [text for text in dienst.find_requests("") if any(word in text for word in GEGEVENS)]
    assert list_real(gevuld) == before


def test_every_fact_has_an_outcome_and_what_was_found(gevuld: Path) -> None:
    findings = controleer()
    assert list(findings) == [one.tekst for bron in BRONNEN for one in bron.list_controles()]
    assert {outcome for outcome, _ in findings.values()} <= set(map(str, Controleuitslag))
    assert all(found for _, found in findings.values())
    assert gevuld.exists()


def test_what_the_server_has_is_confirmed_and_what_it_lacks_is_told(gevuld: Path) -> None:
    findings = controleer()
    assert find(findings, "GemiddeldeScore_29")[0] == "bevestigd"
    assert find(findings, "SES-WOA: elk cijfer")[0] == "bevestigd"
    assert find(findings, "rij 'NL00'") == ("bevestigd", "'NL00      '")
    assert find(findings, "lagen per buurt")[0] == "bevestigd"
    assert find(findings, "vijf dimensies zijn velden")[0] == "bevestigd"
    assert find(findings, "collecties buurten") == ("bevestigd", "buurten, wijken en gemeenten van 2024")
    outcome, found = find(findings, "86296NED")
    assert outcome == "anders"
    assert found == "86092NED (2024), 85900NED (2023)"
    assert gevuld.exists()


def test_ways_of_asking_are_facts_too(gevuld: Path, dienst: Dienst) -> None:
    findings = controleer()
    assert find(findings, "$inlinecount")[0] == find(findings, "met $count")[0] == "bevestigd"
    assert find(findings, "sortBy") == ("bevestigd", "ImplementsSorting is TRUE")
    assert find(findings, "op gemeentecode is te kiezen")[0] == "bevestigd"
    assert find(findings, "ExceptionReport")[0] == "anders"  # this server is not told to send 200
    dienst.cbs.refuses, dienst.leefbaarometer.refuses = {"$inlinecount"}, {"sortby"}
    dienst.pdok.refuses, dienst.leefbaarometer.refusal = {"gemeentecode"}, 200
    findings = controleer()
    assert find(findings, "$inlinecount") == (
        "anders", "foutcode 500: bij het laden wordt apart geteld, met $count")  # fmt: skip
    assert find(findings, "sortBy") == ("anders", "ImplementsSorting is FALSE")
    assert find(findings, "op gemeentecode is te kiezen")[0] == "anders"
    outcome, found = find(findings, "ExceptionReport")
    assert outcome == "bevestigd"
    assert "Feature type :bestaat_niet unknown" in found
    assert len(list_real(gevuld)) == 1


def test_what_a_service_does_not_tell_is_left_open(gevuld: Path, dienst: Dienst) -> None:
    dienst.add_fault("queryables", "status", 404, times=None)
    dienst.add_fault(
        "GetCapabilities", "rewrite", lambda body: body.replace(b"ImplementsSorting", b"Anders"), times=None
    )
    findings = controleer()
    assert (
        find(findings, "op gemeentecode is te kiezen")[0] == find(findings, "sortBy")[0] == "niet na te gaan"
    )
    assert find(findings, "collecties buurten")[0] == "bevestigd"
    assert gevuld.exists()


def test_a_shifted_suffix_is_told_as_different_though_it_loads(gevuld: Path, dienst: Dienst) -> None:
    dienst.cbs.renames = {"GemiddeldeScore_29": "GemiddeldeScore_30"}
    findings = controleer()
    assert find(findings, "velden heten")[0] == "anders"
    assert "GemiddeldeScore_30" in find(findings, "velden heten")[1]
    assert find(findings, "SES-WOA: elk cijfer")[0] == "bevestigd"
    assert run("laad", "GM0965").status == 0
    assert len(list_real(gevuld)) == 2


@pytest.mark.parametrize(("kind", "value"), [("status", 500), ("reset", None), ("html", None)])
def test_a_silent_service_leaves_its_facts_open(
    gevuld: Path, dienst: Dienst, kind: str, value: float
) -> None:
    dienst.add_fault("/lbm/", kind, value, times=None)
    findings = controleer(status=1)
    outcome, found = find(findings, "lagen per buurt")
    assert outcome == "niet na te gaan"
    assert "gaf geen bruikbaar antwoord" in found
    assert "antwoordde al niet" in find(findings, "afw, kafw en de vijf dimensies")[1]
    assert find(findings, "GemiddeldeScore_29")[0] == "bevestigd"
    assert gevuld.exists()


def test_a_missing_table_contradicts_what_was_told(gevuld: Path, dienst: Dienst) -> None:
    dienst.add_fault("Tables", "rewrite", rewrites.edit(lambda content: content.update(value=[])), times=None)
    findings = controleer()
    assert find(findings, "86296NED")[0] == "anders"
    assert "geen tabel voor" in find(findings, "86296NED")[1]
    assert gevuld.exists()


def test_without_json_the_report_reads_as_lines(gevuld: Path) -> None:
    ended = run("laad", "--controleer")
    lines = ended.out.splitlines()
    assert len(lines) == 2 * sum(len(bron.list_controles()) for bron in BRONNEN)
    assert lines[0].startswith("[")
    assert ended.err == ""
    assert gevuld.exists()
