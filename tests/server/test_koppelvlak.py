"""What other systems read over the network: status, form, headers and access, through the gate."""

from __future__ import annotations

import gzip
import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from asgi_vraag import ask
from starlette.routing import Router

from pages.bouwstenen.server import leesdeur, opening
from pages.bouwstenen.server.leesantwoord import Antwoordkast, Leesantwoord
from pages.bouwstenen.server.leesdeur import find_soort
from pages.bouwstenen.server.poort import Poort
from pages.bouwstenen.server.regels import Serverregels
from woonzorg.bibliotheek.bibliotheek import Bibliotheek
from woonzorg.bibliotheek.intrekkingen import Intrekkingen
from woonzorg.gebied import Niveau
from woonzorg.gegevens.mapopslag import Mapopslag
from woonzorg.instelling import INGEBOUWD, read_instellingen
from woonzorg.koppelvlak.ingangen import INGANGEN
from woonzorg.koppelvlak.soorten import API_VERSIE
from woonzorg.verdeling.scenario.bewerken import make_standaard
from woonzorg.verdeling.vraag.lijnen import Vraagregel

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from asgi_vraag import Gehoord, Kop

GEBIED = "BU91010001"
PROBLEEM = "application/problem+json"


def open_server(basis: str = "") -> Poort:
    routes = opening.make_routes(basis)
    return Poort(Router(routes), opening.clean_basis(basis), routes, Serverregels())


SERVER = open_server()


@pytest.fixture(autouse=True)
def use_voorbeeld(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without data of its own an installation shows the embedded region."""
    monkeypatch.setenv("WOONZORG_DATA", str(tmp_path))


def get(pad: str, koppen: Sequence[Kop] = (), method: str = "GET") -> Gehoord:
    return ask(SERVER, f"/api/v1/{pad}", method, koppen)


def read(pad: str) -> Any:
    answer = get(pad)
    assert answer.status == 200, answer.text
    return json.loads(answer.text)


def test_every_answer_tells_its_version_and_has_the_headers_of_the_house() -> None:
    answers = [get("momentopnamen"), get("nergens"), get("gebieden?x=1"), get("gebieden", method="POST")]
    assert [answer.status for answer in answers] == [200, 404, 400, 405]
    assert {answer.headers["api-version"] for answer in answers} == {API_VERSIE}
    assert {answer.headers["x-content-type-options"] for answer in answers} == {"nosniff"}
    assert {answer.headers["content-security-policy"].split(";")[0] for answer in answers} == {
        "default-src 'none'"
    }
    assert answers[3].headers["allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize(
    "pad", ["", "nergens", "gebieden/", "gebieden/BU1/x", "gebieden/BU91019999", "gebieden/x", "gebieden/%2e%2e",
            "momentopnamen/2026-11-29-00000000", "momentopnamen/..%2f..%2fetc", "scenarios/0123456789ab",
            "scenarios/..%2fx", "gebieden?momentopname=2026-11-29-00000000", "gebieden?jaar=1999"],
)  # fmt: skip
def test_what_is_not_there_is_told_in_dutch_as_a_problem(pad: str) -> None:
    answer = get(pad)
    assert (answer.status, answer.headers["content-type"]) == (404, PROBLEEM)
    told = json.loads(answer.text)
    assert (told["status"], told["title"], told["type"]) == (404, "Dit is er niet", "about:blank")
    assert told["detail"]
    assert answer.headers["cache-control"] == "no-cache"


@pytest.mark.parametrize(
    ("vraag", "wat"),
    [
        ("niveau=land", "niveau: 'land' kan niet"), ("gemeente=Heerlen", "gemeente"), ("bbox=1,2,3", "bbox"),
        ("bbox=7,50,3,54", "bbox"), ("bbox=nan,0,1,1", "bbox"), ("bbox=1e300,0,1e301,1", "bbox"),
        ("aantal=501", "aantal"), ("aantal=0", "aantal"), ("pagina=-1", "pagina"),
        ("pagina=99999999999999999999", "pagina"),
        ("pagina=%d9%a1", "pagina"), ("pagina=1&pagina=2", "meer dan één keer"), ("formaat=xml", "formaat"),
        ("momentopname=../../etc/passwd", "momentopname"), ("klasse=kwetsbaar", "geen parameter"),
        ("jaar=" + "9" * 300, "jaar"), ("gemeente=", "gemeente"),
    ],
)  # fmt: skip
def test_a_question_that_cannot_be_is_refused(vraag: str, wat: str) -> None:
    answer = get(f"gebieden?{vraag}")
    assert (answer.status, answer.headers["content-type"]) == (400, PROBLEEM)
    assert wat in json.loads(answer.text)["bevindingen"][0]


def test_all_that_is_wrong_is_told_together_and_a_flood_of_parameters_is_not_read() -> None:
    found = json.loads(get("gebieden?niveau=land&aantal=x&y=1").text)["bevindingen"]
    assert len(found) == 3
    flood = "&".join(f"a{number}=1" for number in range(leesdeur.MEESTE_DELEN + 1))
    assert get(f"gebieden?{flood}").status == 400
    assert get("gebieden?niveau=%ff").status == 400


def test_the_form_is_chosen_by_what_is_accepted_or_by_the_address() -> None:
    vraag = "gebieden?niveau=gemeente"
    told = {
        kind: get(vraag, [("Accept", kind)])
        for kind in ("application/geo+json", "*/*", "application/*;q=0.5")
    }
    assert [answer.headers["content-type"] for answer in told.values()] == [
        "application/geo+json", "application/json", "application/json",
    ]  # fmt: skip
    refused = get(vraag, [("Accept", "text/csv")])
    assert (refused.status, refused.headers["content-type"]) == (406, PROBLEEM)
    assert (
        get(f"{vraag}&formaat=geojson", [("Accept", "text/html")]).headers["content-type"]
        == "application/geo+json"
    )
    assert get(f"gebieden/{GEBIED}", [("Accept", "application/geo+json")]).status == 406
    both = ("application/json", "application/geo+json")
    assert find_soort("application/json;q=0.1, application/geo+json", both) == both[1]
    assert find_soort("application/json;q=0, */*", both) == both[1]
    assert find_soort("application/json;q=scheef", both) == ""
    assert "Accept" in told["*/*"].headers["vary"]


def test_who_has_an_answer_is_told_that_nothing_changed() -> None:
    first = get("gebieden?niveau=gemeente")
    mark = first.headers["etag"]
    for given in (mark, mark.removeprefix("W/"), f'"ander", {mark}', "*"):
        again = get("gebieden?niveau=gemeente", [("If-None-Match", given)])
        assert (again.status, again.inhoud, again.headers["etag"]) == (304, b"", mark)
    assert get("gebieden?niveau=wijk", [("If-None-Match", mark)]).status == 200


def test_the_headers_alone_are_those_of_the_whole_and_small_answers_hold_the_same() -> None:
    whole, head = get(f"gebieden/{GEBIED}"), get(f"gebieden/{GEBIED}", method="HEAD")
    assert (head.status, head.inhoud) == (200, b"")
    assert {name: head.headers[name] for name in ("content-length", "etag", "content-type")} == {
        name: whole.headers[name] for name in ("content-length", "etag", "content-type")
    }
    small = get(f"gebieden/{GEBIED}", [("Accept-Encoding", "gzip")])
    assert small.headers["content-encoding"] == "gzip"
    assert gzip.decompress(small.inhoud) == whole.inhoud
    assert len(small.inhoud) < len(whole.inhoud)


def test_pages_together_hold_every_area_once_and_lead_to_each_other() -> None:
    seen: list[str] = []
    pad, links = "gebieden?niveau=wijk&aantal=20", 0
    while pad:
        answer = get(pad)
        seen += [area["code"] for area in json.loads(answer.text)["gebieden"]]
        following = [link for link in answer.headers["link"].split(", ") if 'rel="next"' in link]
        pad = following[0].split(">")[0].removeprefix("</api/v1/") if following else ""
        links += 1
    assert (links, len(seen)) == (3, 47)
    assert seen == sorted(set(seen))
    assert read("gebieden?niveau=wijk&pagina=100000")["gebieden"] == []


def test_a_base_path_stands_in_links_and_in_the_contract() -> None:
    server = open_server("woonzorg")
    assert 'rel="first"' in ask(server, "/woonzorg/api/v1/gebieden").headers["link"]
    assert "</woonzorg/api/v1/gebieden?" in ask(server, "/woonzorg/api/v1/gebieden").headers["link"]
    contract = json.loads(ask(server, "/woonzorg/api/v1/openapi.json").text)
    assert contract["servers"][0]["url"] == "/woonzorg/api/v1"
    assert ask(server, "/api/v1/gebieden").status == 404


def test_a_script_of_another_website_may_read_only_where_that_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    origin = "https://kaart.gemeente.nl"
    asked = [("Origin", origin)]
    assert "access-control-allow-origin" not in get("gebieden", asked).headers
    monkeypatch.setenv("WOONZORG_API_HERKOMSTEN", origin)
    told = get("gebieden", asked).headers
    assert told["access-control-allow-origin"] == origin
    assert "access-control-allow-credentials" not in told
    assert "Origin" in told["vary"]
    assert "access-control-allow-origin" not in get("gebieden", [("Origin", "https://elders.nl")]).headers
    before = get("gebieden", [*asked, ("Access-Control-Request-Method", "GET")], "OPTIONS")
    assert (before.status, before.headers["access-control-allow-methods"]) == (204, "GET, HEAD, OPTIONS")


def test_it_can_be_turned_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WOONZORG_API", "uit")
    assert {get(one.pad).status for one in INGANGEN} == {404}


def test_who_must_log_in_for_the_pages_must_do_so_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    roles = tmp_path / "rollen.toml"
    roles.write_text('lezer = ["jo@a.nl"]\nbeheerder = ["ed@a.nl"]\n', encoding="utf-8")
    for name, value in {"AANMELDEN": "proxy", "ROLLEN": str(roles), "PROXY_ADRESSEN": "127.0.0.1"}.items():
        monkeypatch.setenv(f"WOONZORG_{name}", value)
    account = "X-Forwarded-Email"
    refused = [get("gebieden"), get("gebieden", [(account, "onbekend@a.nl")]), get("openapi.json")]
    assert {(answer.status, answer.headers["content-type"]) for answer in refused} == {(403, PROBLEEM)}
    able = get("gebieden", [(account, "jo@a.nl")])
    assert (able.status, able.headers["cache-control"]) == (200, "private, no-cache")
    contract = json.loads(get("openapi.json", [(account, "jo@a.nl")]).text)
    assert contract["security"] == [{"aanmelding": []}]


def save_scenario() -> str:
    lines = (Vraagregel("uitstroom", 30, 40, bron="proef"), Vraagregel("detentie", 3, 5, bron="proef"))
    told = {"vraag": lines, "naam": "Proef", "notitie": "Over Jan", "auteur": "Piet"}
    scenario = replace(make_standaard("voorbeeldstreek", Niveau.BUURT), **told)
    return Bibliotheek.open(read_instellingen().bibliotheek).save(scenario).id


def test_of_a_scenario_only_what_may_be_shared_is_told() -> None:
    name = save_scenario()
    answer = get(f"scenarios/{name}")
    told = json.loads(answer.text)
    assert (told["id"], told["naam"], told["status"], told["besluit"]) == (name, "Proef", "concept", None)
    # What is told of the whole is without the part that is not: else the one minus the other gave it.
    assert [(line["groep"], line["laag"], line["hoog"]) for line in told["vraag"]] == [("uitstroom", 27, 35)]
    assert not any(
        word in answer.text for word in ("Jan", "Piet", '"detentie"', "BU9", '"sloten', '"uitzonderingen')
    )
    assert any("extra privacy" in line for line in told["meldingen"])


def test_a_scenario_that_was_withdrawn_is_gone_for_good() -> None:
    name = save_scenario()
    assert Intrekkingen(Bibliotheek.open(read_instellingen().bibliotheek)).remove([name]) == 1
    answer = get(f"scenarios/{name}")
    assert (answer.status, answer.headers["content-type"]) == (410, PROBLEEM)
    assert "ingetrokken" in json.loads(answer.text)["detail"]
    assert "Proef" not in answer.text


def test_too_many_that_wait_are_told_to_come_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leesdeur, "MEEST_WACHTEND", 0)
    answer = get("gebieden")
    assert (answer.status, answer.headers["retry-after"], answer.headers["content-type"]) == (
        429,
        "1",
        PROBLEEM,
    )


def test_a_fault_of_ours_is_told_without_what_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_vraag: object) -> None:
        raise RuntimeError("geheim")

    monkeypatch.setattr(leesdeur, "read_antwoord", fail)
    answer = get("gebieden")
    assert (answer.status, answer.headers["content-type"]) == (500, PROBLEEM)
    assert "geheim" not in answer.text


def test_answers_that_are_kept_never_grow_over_their_room() -> None:
    kast = Antwoordkast(100)
    one = Leesantwoord(b"a" * 20, b"b" * 5, "m")
    for name in "abcdef":
        kast.keep(name, one)
    assert [name for name in "abcdef" if kast.find(name)] == ["c", "d", "e", "f"]
    kast.keep("groot", Leesantwoord(b"a" * 30, b"", "m"))
    assert kast.find("groot") is None


def test_snapshots_are_listed_with_the_one_in_use_first() -> None:
    told = read("momentopnamen?aantal=1")
    lines = Mapopslag(INGEBOUWD).list_regels()[0]
    assert (told["totaal"], len(told["momentopnamen"])) == (len(lines), 1)
    used = told["momentopnamen"][0]
    assert (used["inGebruik"], used["fictief"], used["datum"]) == (True, True, used["id"][:10])
    sheet = read(f"momentopnamen/{used['id']}")
    assert sheet["momentopname"] == used
    assert all(bron["licentie"] and bron["sha256"] for bron in sheet["bronnen"])


def test_a_snapshot_is_told_for_catalogues_with_tables_that_can_be_fetched_beside_it() -> None:
    name = read("momentopnamen")["momentopnamen"][1]["id"]
    for document, kind in (
        ("dcat.jsonld", "ld+json"),
        ("prov.jsonld", "ld+json"),
        ("datapackage.json", "json"),
    ):
        assert get(f"momentopnamen/{name}/{document}").headers["content-type"] == f"application/{kind}"
    told = read(f"momentopnamen/{name}/datapackage.json")
    assert (told["id"], told["resources"][0]["path"]) == (name, "gebieden.csv")
    tables = [get(f"momentopnamen/{name}/{one['path']}") for one in told["resources"]]
    assert [answer.status for answer in tables] == [200, 200]
    assert tables[0].headers["content-type"].startswith("text/csv")
    assert tables[1].inhoud[:4] == b"PAR1"
    assert len(tables[0].text.splitlines()) == 1 + 201 + 47 + 7
    assert get("momentopnamen/2026-11-29-00000000/gebieden.csv").status == 404
