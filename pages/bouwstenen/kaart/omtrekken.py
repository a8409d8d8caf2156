"""Where a browser fetches the outlines of a country: once, and then it keeps them.

They are found by what they hold, so they never change at their address: a browser that has them does not ask again, and
they are compressed once for all visitors. What the page itself sends are colours.
"""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING
from weakref import WeakValueDictionary

from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from pages.bouwstenen.aanmelding.verzoek import find_verzoeker
from pages.bouwstenen.loket import NIET_AANGEMELD
from woonzorg.fouten import WoonzorgFout
from woonzorg.toegang.rechten import Daad

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request

PAD = "omtrekken"
"""First part of the address of outlines, from where the dashboard is found."""

ONBEKEND = "Deze omtrekken zijn hier niet meer. Ververs de pagina (F5)."

_NIET_BEWAREN = {"Cache-Control": "no-store"}
# Not for a cache that others share: with a login each is asked who he is.
_BEWAREN = {"Cache-Control": "private, max-age=31536000, immutable", "Vary": "Accept-Encoding"}


@dataclass(frozen=True)
class Omtrekken:
    """Outlines, ready to be fetched for as long as somebody holds this.

    Attributes
    ----------
    merk : str
        Hash of the content: equal marks mean equal outlines, on each server.
    inhoud : bytes
        JSON, compressed with gzip.
    """

    merk: str
    inhoud: bytes

    @property
    def adres(self) -> str:
        """Address, from where the dashboard is found."""
        return f"{PAD}/{self.merk}"

    def read(self) -> dict[str, object]:
        """Return the outlines themselves, for who cannot fetch them."""
        content: dict[str, object] = json.loads(gzip.decompress(self.inhoud))
        return content


_BEKEND: WeakValueDictionary[str, Omtrekken] = WeakValueDictionary()
"""All that can be fetched, by mark."""


def offer_omtrekken(gepakt: Mapping[str, object]) -> Omtrekken:
    """Return packed outlines as what a browser can fetch, for as long as the result is held."""
    content = json.dumps(gepakt, ensure_ascii=False, separators=(",", ":")).encode()
    mark = sha256(content).hexdigest()[:32]
    # The same outlines stand on several pages.
    return _BEKEND.setdefault(mark, Omtrekken(mark, gzip.compress(content, mtime=0)))


async def serve(request: Request) -> Response:
    """Answer with outlines, to whoever may see the map on which they are drawn."""
    if not may_see(request):
        return PlainTextResponse(NIET_AANGEMELD, 403, _NIET_BEWAREN)
    found = _BEKEND.get(request.path_params["merk"])
    if found is None:
        return PlainTextResponse(ONBEKEND, 410, _NIET_BEWAREN)
    if "gzip" in request.headers.get("accept-encoding", ""):
        return Response(found.inhoud, 200, _BEWAREN | {"Content-Encoding": "gzip"}, "application/json")
    return Response(gzip.decompress(found.inhoud), 200, _BEWAREN, "application/json")


def may_see(request: Request) -> bool:
    """Tell whether who makes a request may see the map."""
    try:
        return find_verzoeker(request).may(Daad.KIJKEN)
    except WoonzorgFout:
        return False


def make_routes(start: str) -> list[Route]:
    """Return the route, under a base path ('/pad', '' for none)."""
    return [Route(f"{start}/{PAD}/{{merk}}", serve, methods=["GET"])]
