"""Asking over HTTP is patient but bounded, trusts one host only, and keeps what it was told."""

from __future__ import annotations

import gzip
import hashlib
import json
import threading
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import TYPE_CHECKING

import pytest

from woonzorg.bronnen.web import HOUDBAAR, Web, hash_answers
from woonzorg.fouten import BronFout

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from dienst import Dienst

    Naar = Callable[..., Web]

PAD, VRAAG = "ODataCatalog/Tables", {"$format": "json"}
LASTEN = [
    ("status", 500, "foutcode 500"),
    ("status", 429, "foutcode 429"),
    ("status", 503, "foutcode 503"),
    ("reset", None, "verbinding werd verbroken"),
    ("truncated", None, "verbinding werd verbroken"),
    ("empty", None, "het antwoord is leeg"),
    ("html", None, "webpagina"),
]


@pytest.mark.parametrize(("kind", "value"), [trouble[:2] for trouble in LASTEN])
def test_passing_trouble_is_waited_out(naar: Naar, dienst: Dienst, kind: str, value: float) -> None:
    dienst.add_fault("Tables", kind, value, times=3)
    web = naar("cbs")
    assert len(web.get_json(PAD, VRAAG)["value"]) > 5
    assert len(dienst.requests) == 4
    assert len(web.antwoorden) == 1


@pytest.mark.parametrize(("kind", "value", "oorzaak"), LASTEN)
def test_lasting_trouble_is_told_with_source_address_cause_and_remedy(
    naar: Naar, dienst: Dienst, kind: str, value: float, oorzaak: str
) -> None:
    dienst.add_fault("Tables", kind, value, times=None)
    with pytest.raises(BronFout) as caught:
        naar("cbs").get_json(PAD, VRAAG)
    text = str(caught.value)
    assert text.startswith("De cbs gaf geen bruikbaar antwoord: ")
    assert f"{dienst.url}/cbs/ODataCatalog/Tables" in text
    assert oorzaak in text
    assert "Probeer het later nog eens. De vorige gegevens blijven in gebruik." in text
    assert caught.value.tijdelijk
    assert len(dienst.requests) == 4


@pytest.mark.parametrize("code", [400, 401, 403, 404, 410])
def test_a_refusal_is_not_asked_again(naar: Naar, dienst: Dienst, code: int) -> None:
    dienst.add_fault("Tables", "status", code, times=None)
    with pytest.raises(BronFout, match=f"foutcode {code}") as caught:
        naar("cbs").get_json(PAD, VRAAG)
    assert not caught.value.tijdelijk
    assert len(dienst.requests) == 1


def test_silence_is_not_waited_for_without_end(naar: Naar, dienst: Dienst) -> None:
    dienst.add_fault("Tables", "slow", 600, times=None)
    with pytest.raises(BronFout, match=r"langer dan 0\.2 seconden stil"):
        naar("cbs", wachttijd=0.2).get_json(PAD, VRAAG)
    assert 1 < len(dienst.requests) <= 4


def test_a_late_answer_is_taken_at_a_next_attempt(naar: Naar, dienst: Dienst) -> None:
    dienst.add_fault("Tables", "slow", 600, times=1)
    assert naar("cbs", wachttijd=1).get_json(PAD, VRAAG)["value"]
    assert len(dienst.requests) >= 2


def test_an_answer_that_trickles_forever_is_cut_off_and_not_begun_anew(
    naar: Naar, dienst: Dienst, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Web, "geduld", 0.5)
    dienst.add_fault("Tables", "trickle", 0.02, times=None)
    with pytest.raises(BronFout, match=r"na 0\.5 seconden niet compleet"):
        naar("cbs").get_json(PAD, VRAAG)
    assert len(dienst.requests) == 1


def test_an_answer_beyond_all_size_is_refused(
    naar: Naar, dienst: Dienst, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("woonzorg.bronnen.web.GROOTTE_MAXIMUM", 1000)
    with pytest.raises(BronFout, match="onverwacht groot"):
        naar("cbs").get_json(PAD, VRAAG)
    assert len(dienst.requests) == 1


@pytest.mark.parametrize(
    ("body", "oorzaak"),
    [
        (b'{"value": [1, 2', "afgebroken of geen JSON"),
        (b"<?xml version='1.0'?><feed><entry>", "afgebroken"),
        (b"<feed/>", "XML in plaats van JSON"),
        (b"<ows:ExceptionReport><ows:ExceptionText>Geen laag</ows:ExceptionText></ows:ExceptionReport>", "Geen laag"),
        (b"\xef\xbb\xbf   <HTML><body>Onderhoud</body></HTML>", "webpagina"),
    ],
)  # fmt: skip
def test_a_body_that_is_no_data_is_refused(naar: Naar, dienst: Dienst, body: bytes, oorzaak: str) -> None:
    dienst.add_fault("Tables", "rewrite", lambda _: body, times=None)
    with pytest.raises(BronFout, match=oorzaak):
        naar("cbs").get_json(PAD, VRAAG)


@contextmanager
def serve(status: int, body: bytes = b"", **headers: str) -> Iterator[tuple[str, list[str]]]:
    """Serve one and the same answer; headers are written with '_' for '-'."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(status)
            for name, value in {**headers, "Content_Length": str(len(body))}.items():
                self.send_header(name.replace("_", "-"), value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Stay silent."""

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}", asked
        finally:
            server.shutdown()
            thread.join()


def test_a_redirect_to_another_host_is_told_and_not_followed(dienst: Dienst) -> None:
    with serve(302, Location=f"{dienst.url}/cbs/{PAD}") as (url, asked):
        with pytest.raises(BronFout, match=f"verhuisd naar {dienst.url}") as caught:
            Web("De bron", url, wachttijd=1).get_json(PAD, VRAAG)
        assert len(asked) == 1
    assert "WOONZORG_" in caught.value.remedie
    assert dienst.requests == []


def test_a_compressed_answer_is_read_whole_and_its_bodies_are_not_piled_up() -> None:
    content = {"value": [f"{number:06d}" for number in range(50_000)]}
    packed = gzip.compress(json.dumps(content).encode())
    with serve(200, packed, Content_Encoding="gzip", Content_Type="application/json") as (url, _):
        web = Web("De bron", url, wachttijd=5)
        assert web.get_json(PAD) == content
    [kept] = web.antwoorden
    assert kept.sha256 == hashlib.sha256(json.dumps(content).encode()).hexdigest()
    assert kept.inhoud == b""


@pytest.mark.parametrize(
    ("kind", "body", "gevonden"),
    [
        ("application/xml", b"<a><b>Could not parse id LIKE</b></a>", "Could not parse id LIKE"),
        ("application/json", b'{"detail": "unknown query parameter"}', '{"detail": "unknown query parameter"}'),
        ("text/html", b"<html><body>Oeps</body></html>", ""),
    ],
)  # fmt: skip
def test_a_refusal_is_told_in_the_words_of_the_service(kind: str, body: bytes, gevonden: str) -> None:
    with serve(400, body, Content_Type=kind) as (url, asked), pytest.raises(BronFout) as caught:
        Web("De bron", url, wachttijd=5).get_json(PAD)
    assert caught.value.gevonden == gevonden
    assert len(asked) == 1


@pytest.mark.parametrize(
    ("basis", "link", "wordt"),
    [
        ("https://opendata.cbs.nl", "https://opendata.cbs.nl/a?$skip=1", "https://opendata.cbs.nl/a?$skip=1"),
        ("https://opendata.cbs.nl", "http://opendata.cbs.nl/a?x=1", "https://opendata.cbs.nl/a?x=1"),
        ("https://opendata.cbs.nl", "https://opendata.cbs.nl:443/a", "https://opendata.cbs.nl/a"),
        ("https://proxy/cbs", "a/b", "https://proxy/cbs/a/b"),
        ("https://opendata.cbs.nl", "https://elders.nl/a", ""),
        ("https://opendata.cbs.nl", "//elders.nl/a", ""),
        ("https://opendata.cbs.nl", "https://opendata.cbs.nl.elders.nl/a", ""),
        ("https://opendata.cbs.nl", "https://opendata.cbs.nl@elders.nl/a", ""),
        ("https://opendata.cbs.nl", "https://opendata.cbs.nl:8443/a", ""),
        ("http://127.0.0.1:80", "http://127.0.0.1:81/a", ""),
    ],
)
def test_links_stay_on_their_own_host(basis: str, link: str, wordt: str) -> None:
    web = Web("De bron", basis)
    if wordt:
        assert web.resolve(link) == wordt
        return
    with pytest.raises(BronFout, match="ander adres") as caught:
        web.resolve(link)
    assert "Vertrouw dit antwoord niet" in caught.value.remedie
    assert not caught.value.tijdelijk


def test_a_relative_link_counts_from_the_answer(naar: Naar, dienst: Dienst) -> None:
    web = naar("cbs")
    assert web.follow("ODataCatalog/Andere", "Tables?$format=json", set())["value"]
    assert dienst.find_requests("")[-1].startswith("/cbs/ODataCatalog/Tables")


def test_a_kept_answer_is_not_asked_again(naar: Naar, dienst: Dienst, tmp_path: Path) -> None:
    first, second = naar("cbs", archief="kast"), naar("cbs", archief="kast")
    content = first.get_json(PAD, VRAAG)
    assert second.get_json(PAD, VRAAG) == content
    assert len(dienst.requests) == 1
    assert hash_answers(first.antwoorden) == hash_answers(second.antwoorden)
    [note] = (tmp_path / "kast").glob("*.json")
    facts = json.loads(note.read_text())
    assert facts["sha256"] == first.antwoorden[0].sha256
    assert facts["url"].startswith(dienst.url)


def _tamper(body: Path, note: Path) -> None:
    body.write_bytes(body.read_bytes().replace(b"Kerncijfers", b"Verzinsels"))
    assert note.exists()


def _cut(body: Path, note: Path) -> None:
    body.write_bytes(body.read_bytes()[:100])
    assert note.exists()


def _age(body: Path, note: Path) -> None:
    facts = json.loads(note.read_text())
    facts["opgehaald_op"] = (datetime.now(UTC) - HOUDBAAR - timedelta(minutes=1)).isoformat()
    note.write_text(json.dumps(facts))
    assert body.exists()


def _spoil(body: Path, note: Path) -> None:
    note.write_text("{")
    assert body.exists()


def _lose(body: Path, note: Path) -> None:
    note.unlink()
    assert body.exists()


@pytest.mark.parametrize("change", [_tamper, _cut, _age, _spoil, _lose])
def test_a_kept_answer_that_is_not_whole_and_fresh_is_asked_again(
    naar: Naar, dienst: Dienst, tmp_path: Path, change: Callable[[Path, Path], None]
) -> None:
    content = naar("cbs", archief="kast").get_json(PAD, VRAAG)
    [body] = (tmp_path / "kast").glob("*.antwoord")
    change(body, body.with_suffix(".json"))
    assert naar("cbs", archief="kast").get_json(PAD, VRAAG) == content
    assert len(dienst.requests) == 2


def test_what_failed_is_not_kept(naar: Naar, dienst: Dienst, tmp_path: Path) -> None:
    dienst.add_fault("Tables", "html", times=None)
    with pytest.raises(BronFout):
        naar("cbs", archief="kast").get_json(PAD, VRAAG)
    assert not list(tmp_path.glob("kast/*"))


def test_other_questions_have_their_own_answer(naar: Naar, dienst: Dienst) -> None:
    web = naar("cbs", archief="kast")
    one = web.get_json(PAD, VRAAG | {"$select": "Identifier"})
    other = web.get_json(PAD, VRAAG | {"$select": "Title"})
    assert one != other
    assert len(dienst.requests) == 2
