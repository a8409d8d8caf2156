"""The addresses that other systems read, under `/api/v1`."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from starlette.routing import Route

from woonzorg.koppelvlak.soorten import PAD

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send


class Koppelvlak:
    """Answers all that is asked under `PAD`.

    Parameters
    ----------
    start : str
        Base path of the server: '' or as '/woonzorg'.
    """

    def __init__(self, start: str) -> None:
        self._start = start
        self._deur: ASGIApp | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if self._deur is None:
            self._deur = await asyncio.to_thread(_open_deur, self._start)
        await self._deur(scope, receive, send)


def _open_deur(start: str) -> ASGIApp:
    """Read what answers when it is first asked, beside the server: it brings along the rules of plans."""
    from pages.bouwstenen.server.leesdeur import open_leesdeur  # noqa: PLC0415

    return open_leesdeur(start)


def make_routes(start: str) -> list[Route]:
    """Return the route, under a base path ('/pad', '' for none): all that is asked below it is answered here."""
    return [Route(f"{start}/{PAD}{{rest:path}}", Koppelvlak(start))]
