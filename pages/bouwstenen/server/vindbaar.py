"""What programs look for at a fixed address: whom to tell of a leak, and that nothing here is for a search engine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from woonzorg.dag import today
from woonzorg.instelling import read_instellingen

if TYPE_CHECKING:
    import datetime as dt

    from starlette.requests import Request

    from woonzorg.instelling import Instellingen

ROBOTS = "User-agent: *\nDisallow: /\n"


def make_routes(basis: str) -> list[Route]:
    """Return the routes, at the root of the host and, for a proxy that passes on no more, under the base path."""
    return [
        Route(f"{start}/{path}", serve, methods=["GET"])
        for start in dict.fromkeys(("", basis))
        for path, serve in (("robots.txt", _serve_robots), (".well-known/security.txt", _serve_meldpunt))
    ]


def write_meldpunt(instellingen: Instellingen, vandaag: dt.date) -> str:
    """Return whom to tell of a leak (RFC 9116); '' where that is not set, or no longer holds."""
    until = instellingen.meldpunt_tot
    if not instellingen.meldpunt or until is None or until < vandaag:
        return ""
    found = f"Contact: {instellingen.meldpunt}\nExpires: {until.isoformat()}T23:59:59Z\n"
    languages = ", ".join(instellingen.meldpunt_talen)
    own = f"Canonical: {instellingen.adres}/.well-known/security.txt\n" if instellingen.adres else ""
    return f"{found}Preferred-Languages: {languages}\n{own}"


async def _serve_robots(_request: Request) -> Response:
    return PlainTextResponse(ROBOTS)


async def _serve_meldpunt(_request: Request) -> Response:
    told = write_meldpunt(read_instellingen(), today())
    return PlainTextResponse(told, 200 if told else 404)
