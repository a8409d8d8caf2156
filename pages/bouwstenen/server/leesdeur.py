"""Answering other systems, by the Dutch API Design Rules 2.0: only to read.

Who must log in for the pages must do so here. What is asked is worked out beside the server, one thing at a time, so
that visitors go first; who asks while too many wait is told to come back.
"""

from __future__ import annotations

import asyncio
import logging
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode

from starlette.requests import Request
from starlette.responses import Response

from pages.bouwstenen.aanmelding.verzoek import find_verzoeker
from pages.bouwstenen.server.leesantwoord import (
    GEOJSON_FORMAAT,
    Leesvraag,
    read_antwoord,
)
from woonzorg.bibliotheek.intrekking import IngetrokkenFout
from woonzorg.fouten import InhoudFout, OpslagFout, WoonzorgFout
from woonzorg.instelling import GEEN, read_instellingen
from woonzorg.koppelvlak import schrift
from woonzorg.koppelvlak.ingangen import find_ingang
from woonzorg.koppelvlak.probleem import explain_fout, make_foutantwoord
from woonzorg.koppelvlak.soorten import API_VERSIE, PAD, SOORT_JSON, SOORT_PROBLEEM
from woonzorg.koppelvlak.vragen import FORMAAT, read_vraag
from woonzorg.toegang.rechten import Daad

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from starlette.types import Receive, Scope, Send

    from pages.bouwstenen.server.leesantwoord import Leesantwoord
    from woonzorg.koppelvlak.ingangen import Ingang
    from woonzorg.koppelvlak.probleem import Foutantwoord

logger = logging.getLogger(__name__)

MEEST_WACHTEND = 64
"""Questions that wait at once, of all who ask."""

MEESTE_DELEN = 20
"""Parameters in one address."""

_LEZEN = ("GET", "HEAD")
_MAG = "GET, HEAD, OPTIONS"
_VOORAF = {
    "Allow": _MAG, "Access-Control-Allow-Methods": _MAG, "Access-Control-Allow-Headers": "If-None-Match",
    "Access-Control-Max-Age": "600",
}  # fmt: skip
"""What a browser is told before a script of another website asks something."""


class Weigering(Exception):
    """A question that gets no answer: with which status, and why."""

    def __init__(self, fout: Foutantwoord, koppen: Mapping[str, str] | None = None) -> None:
        self.fout, self.koppen = fout, dict(koppen or {})
        super().__init__(fout.detail)


class Leesdeur:
    """Answers all that is asked under `PAD`.

    Parameters
    ----------
    start : str
        Base path of the server: '' or as '/woonzorg'.
    """

    def __init__(self, start: str) -> None:
        self._start, self._map = start, f"{start}/{PAD}"
        # One at a time: beside it the pages keep their share of the interpreter.
        self._ploeg = ThreadPoolExecutor(1, thread_name_prefix="woonzorg-lezen")
        self._wachtend = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        request = Request(scope, receive)
        answer = await self._answer(request)
        for name, text in _make_koppen(request).items():
            answer.headers[name] = text
        if request.method == "HEAD":
            answer.body = b""  # its length stays told
        await answer(scope, receive, send)

    async def _answer(self, request: Request) -> Response:
        try:
            return await self._read(request)
        except Weigering as refused:
            return _write_fout(refused.fout, refused.koppen)
        except Exception:
            logger.exception("Een vraag van een ander systeem is niet beantwoord.")
            return _write_fout(make_foutantwoord(500, "De fout staat in het logboek van de server."))

    async def _read(self, request: Request) -> Response:
        found = find_ingang(request.url.path.removeprefix(self._map).removeprefix("/"))
        if found is None or not read_instellingen().api or request.url.path == self._map:
            raise Weigering(
                make_foutantwoord(404, f"Dit adres bestaat niet. Kijk in /{PAD}/openapi.json wat er is.")
            )
        if request.method == "OPTIONS":
            return Response(None, 204, _VOORAF)
        if request.method not in _LEZEN:
            raise Weigering(make_foutantwoord(405, f"Gebruik {_MAG}."), {"Allow": _MAG})
        _check_toegang(request)
        asked = _read_leesvraag(request, *found, self._start)
        answer = await self._work(asked)
        return _write_antwoord(request, asked, answer, self._map)

    async def _work(self, vraag: Leesvraag) -> Leesantwoord:
        if self._wachtend >= MEEST_WACHTEND:
            raise Weigering(
                make_foutantwoord(429, "Vraag het over een seconde opnieuw."), {"Retry-After": "1"}
            )
        self._wachtend += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._ploeg, read_antwoord, vraag)
        except WoonzorgFout as fout:
            raise Weigering(explain_fout(_find_status(fout), fout)) from fout
        finally:
            self._wachtend -= 1


def _find_status(fout: WoonzorgFout) -> int:
    if isinstance(fout, IngetrokkenFout):
        return 410
    if isinstance(fout, OpslagFout):
        return 503
    return 404


def _check_toegang(request: Request) -> None:
    try:
        able = find_verzoeker(request).may(Daad.KIJKEN)
    except WoonzorgFout:
        able = False
    if not able:
        raise Weigering(make_foutantwoord(403, "Meld u aan zoals voor de pagina's, en vraag het opnieuw."))


def _read_leesvraag(request: Request, ingang: Ingang, delen: Mapping[str, str], start: str) -> Leesvraag:
    try:
        given = parse_qsl(
            request.url.query, keep_blank_values=True, max_num_fields=MEESTE_DELEN, errors="strict"
        )
    except ValueError:
        message = f"De parameters zijn niet te lezen, of het zijn er meer dan {MEESTE_DELEN}."
        raise Weigering(make_foutantwoord(400, message)) from None
    try:
        values = read_vraag(ingang.vraag, given)
    except InhoudFout as fout:
        raise Weigering(explain_fout(400, fout)) from fout
    kind = _choose_soort(request, ingang, values.get(FORMAAT.naam, ""))
    return Leesvraag(ingang, delen, values, kind, start)


def _choose_soort(request: Request, ingang: Ingang, formaat: str) -> str:
    """Return the media type to answer with: as is asked in the address, else what is accepted most."""
    if formaat:
        return GEOJSON_FORMAAT.get(formaat, SOORT_JSON)
    accepted = ",".join(request.headers.getlist("accept")) or "*/*"
    found = find_soort(accepted, ingang.soorten)
    if not found:
        raise Weigering(make_foutantwoord(406, f"Dit is er als {' of '.join(ingang.soorten)}."))
    return found


def find_soort(accept: str, soorten: Sequence[str]) -> str:
    """Return the media type that a header `Accept` likes most; of equals the first. '' when it likes none."""
    weights = dict(map(_read_voorkeur, accept.split(",")))
    liked = {
        kind: next(
            (weights[name] for name in (kind, f"{kind.partition('/')[0]}/*", "*/*") if name in weights), 0.0
        )
        for kind in soorten
    }
    best = max(soorten, key=lambda kind: liked[kind])
    return best if liked[best] > 0 else ""


def _read_voorkeur(deel: str) -> tuple[str, float]:
    name, *parts = (part.strip().lower() for part in deel.split(";"))
    weight = next((part[2:] for part in parts if part.startswith("q=")), "1")
    try:
        return name, min(1.0, max(0.0, float(weight)))
    except ValueError:
        return name, 0.0


def _write_antwoord(request: Request, vraag: Leesvraag, antwoord: Leesantwoord, start: str) -> Response:
    mark = f'W/"{antwoord.merk}"'
    headers = {"ETag": mark, **_make_link(vraag, antwoord, start)}
    if _is_bekend(request, antwoord.merk):
        return Response(None, 304, headers)
    if "gzip" in request.headers.get("accept-encoding", ""):
        return Response(antwoord.klein, 200, headers | {"Content-Encoding": "gzip"}, vraag.soort)
    return Response(antwoord.inhoud, 200, headers, vraag.soort)


def _is_bekend(request: Request, merk: str) -> bool:
    given = ",".join(request.headers.getlist("if-none-match"))
    marks = (part.strip().removeprefix("W/").strip('"') for part in given.split(","))
    return any(mark in {merk, "*"} for mark in marks)


def _make_link(vraag: Leesvraag, antwoord: Leesantwoord, start: str) -> dict[str, str]:
    """Return where the other pages of a list are (RFC 8288)."""
    if not antwoord.aantal:
        return {}
    last = max(1, -(-antwoord.totaal // antwoord.aantal))
    pages = {"first": 1, "prev": antwoord.pagina - 1, "next": antwoord.pagina + 1, "last": last}
    links = [
        f'<{start}/{vraag.ingang.pad}?{_write_vraag(vraag, page)}>; rel="{name}"'
        for name, page in pages.items()
        if 1 <= page <= last
    ]
    return {"Link": ", ".join(links)}


def _write_vraag(vraag: Leesvraag, pagina: int) -> str:
    given = {
        name: ",".join(f"{part!r}" for part in value) if isinstance(value, tuple) else str(value)
        for name, value in vraag.vraag.items()
    }
    return urlencode(given | {"pagina": str(pagina)}, safe=",")


def _write_fout(fout: Foutantwoord, koppen: Mapping[str, str] | None = None) -> Response:
    content = schrift.write_json(fout)
    return Response(content, fout.status, {"Cache-Control": "no-store", **(koppen or {})}, SOORT_PROBLEEM)


def _make_koppen(request: Request) -> dict[str, str]:
    """Return the headers of every answer."""
    settings = read_instellingen()
    origin = request.headers.get("origin", "").lower()
    shared = {"Access-Control-Allow-Origin": origin} if origin and origin in settings.api_herkomsten else {}
    exposed = {"Access-Control-Expose-Headers": "API-Version, ETag, Link"} if shared else {}
    keep = "no-cache" if settings.aanmelden == GEEN else "private, no-cache"
    told = {"API-Version": API_VERSIE, "Vary": "Accept, Accept-Encoding, Origin"}
    return {"Cache-Control": keep, **told, **shared, **exposed}


@cache
def open_leesdeur(start: str) -> Leesdeur:
    """Return what answers under a base path: one for all, so that all who ask wait in one row."""
    return Leesdeur(start)
