"""Hostile answers of services: of another kind, broken off, endless, elsewhere, packed, or with odd things in them."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING, Any

from geval import GELEZEN, Geval
from vijanddienst import make_antwoord

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

JSON = "Content-Type: application/json"
BLADEN, LAAG, STATLINE = "dienst met bladzijden", "dienst met een laag", "dienst van statline"


def answer(lichaam: bytes, *koppen: str, status: str = "200 OK") -> Callable[[str], bytes]:
    return lambda _: make_antwoord(lichaam, *koppen, status=status)


def tell(inhoud: object) -> Callable[[str], bytes]:
    return answer(json.dumps(inhoud).encode(), JSON)


def _geval(naam: str, antwoord: object, uitkomst: str, lezer: str = "dienst") -> Geval:
    return Geval(f"dienst: {naam}", lezer, lambda: antwoord, uitkomst)


def drip(_pad: str) -> Iterator[bytes]:
    """Answer without end."""
    yield make_antwoord(b"", JSON)
    while True:
        yield b"[" * 65_536


def go_on(_pad: str) -> bytes:
    """Answer a page, and name another that nobody had before."""
    go_on.nummer = getattr(go_on, "nummer", 0) + 1  # type: ignore[attr-defined]
    link = {"rel": "next", "href": f"x?bladzijde={go_on.nummer}"}  # type: ignore[attr-defined]
    return tell({"features": [{}], "links": [link], "value": [{}], "odata.nextLink": link["href"]})("")


def _link(href: object, rel: object = "next") -> dict[str, Any]:
    return {"features": [], "links": [{"rel": rel, "href": href}]}


GEVALLEN: tuple[Geval, ...] = (
    _geval(
        "een webpagina", answer(b"<html><script>alert(1)</script>", "Content-Type: text/html"), "webpagina"
    ),
    _geval("gegevens die een plaatje heten", answer(b"[1]", "Content-Type: image/png"), GELEZEN),
    _geval("afgebroken", answer(b'{"value": [1,', JSON), "afgebroken"),
    _geval("korter dan gezegd", answer(b"[1]", "Content-Length: 9000"), "verbroken"),
    _geval("een grootte die geen getal is", answer(b"[1]", "Content-Length: veel"), GELEZEN),
    _geval("leeg", answer(b"", JSON), "leeg"),
    _geval("geen HTTP", lambda _: b"\x00\xff kwaad\r\n\r\n", "verbroken|mislukte"),
    _geval(
        "een kop zonder einde",
        lambda _: b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 5000 + b"\r\n",
        "verbroken|mislukte",
    ),
    _geval("zwijgen", lambda _: iter(()), "verbroken|stil"),
    _geval("een andere tekenset", answer('["é"]'.encode("latin-1"), f"{JSON}; charset=utf-8"), "geen JSON"),
    _geval("ingepakt en niet waar", answer(b"[1]", "Content-Encoding: gzip"), "verbroken"),
    _geval(
        "ingepakt tot twee GB",
        answer(gzip.compress(bytes(2_000_000)) * 1000, "Content-Encoding: gzip"),
        "onverwacht groot",
    ),
    _geval("zonder einde", drip, "onverwacht groot|niet compleet"),
    _geval(
        "naar elders gestuurd",
        answer(b"", "Location: http://169.254.169.254/geheim", status="302 Found"),
        "verhuisd",
    ),
    _geval(
        "naar een bestand gestuurd",
        answer(b"", f"Location: file:///etc/passwd{'x' * 60_000}", status="301 x"),
        "verhuisd",
    ),
    _geval(
        "een fout met stuurtekens en html",
        answer(b"<b>\x1b[2J\xe2\x80\xae kwaad</b>", "Content-Type: text/xml", status="500 x"),
        "foutcode 500",
    ),
    _geval(
        "een fout die uitpakt",
        answer(
            gzip.compress(bytes(50_000_000)),
            "Content-Type: text/xml",
            "Content-Encoding: gzip",
            status="500 x",
        ),
        "foutcode 500",
    ),
    _geval(
        "een fout in XML",
        answer(b"<x:ExceptionReport><script>a</script>&lt;img&gt;</x:ExceptionReport>"),
        "meldt een fout",
    ),
    _geval(
        "een uitzondering die geen lijst is", tell({"exceptions": [{"text": {"a": 1}}, 3]}), "meldt een fout"
    ),
    _geval("honderdduizend niveaus", answer(b"[" * 100_000, JSON), r"\w"),
    _geval("honderdduizend gesloten niveaus", answer(b"[" * 100_000 + b"]" * 100_000, JSON), r"\w"),
    _geval("vijfduizend cijfers", answer(b"[" + b"9" * 5000 + b"]", JSON), "geen JSON"),
    _geval(
        "eigen definities in XML",
        answer(b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'),
        "XML in plaats van JSON",
    ),
    _geval("een tekst in plaats van bladzijden", tell("x"), "geen lijst van gebieden", BLADEN),
    _geval("verwijzingen als tekst", tell({"features": [], "links": "next"}), GELEZEN, BLADEN),
    _geval("een verwijzing als getal", tell(_link(5)), r"\w", BLADEN),
    _geval("een verwijzing als lijst", tell(_link(["x"])), r"\w", BLADEN),
    _geval("een verwijzing die geen adres is", tell(_link("http://[kwaad")), r"\w", BLADEN),
    _geval("een verwijzing met een vreemde poort", tell(_link("http://127.0.0.1:99999999/")), r"\w", BLADEN),
    _geval(
        "een verwijzing naar elders",
        tell(_link("http://kwaad.test/x")),
        "verwijst naar een ander adres",
        BLADEN,
    ),
    _geval("een verwijzing naar een bestand", tell(_link("file:///etc/passwd")), r"\w", BLADEN),
    _geval(
        "een verwijzing met een account", tell(_link("http://127.0.0.1@kwaad.test/")), "ander adres", BLADEN
    ),
    _geval("een kring", tell({**_link("x?a=1"), "features": []}), "kring", BLADEN),
    _geval("bladzijden zonder einde", go_on, "bladzijden", BLADEN),
    _geval("gebieden die geen gebieden zijn", tell({"features": [3]}), "geen lijst van gebieden", BLADEN),
    _geval("een regel als getal", tell({"value": [3]}), "geen lijst 'value'", STATLINE),
    _geval("een volgende als lijst", tell({"value": [], "odata.nextLink": ["x"]}), r"\w", STATLINE),
    _geval("een telling als object", tell({"value": [], "odata.count": {"a": 1}}), "aantal regels", STATLINE),
    _geval("regels zonder einde", go_on, "bladzijden", STATLINE),
    _geval(
        "eigenschappen als lijst", tell({"features": [{"properties": [1]}], "numberMatched": 2}), r"\w", LAAG
    ),
    _geval(
        "een code als lijst",
        tell({"features": [{"properties": {"code": [1]}}], "numberMatched": 2}),
        r"\w",
        LAAG,
    ),
    _geval("een laag zonder einde", tell({"features": [{}], "numberMatched": 10**15}), r"\w", LAAG),
    _geval("een telling onder nul", tell({"features": [{}], "numberMatched": -5}), "aantal", LAAG),
)
