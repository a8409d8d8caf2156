"""The addresses that other systems read, under `/api/v1`."""

from __future__ import annotations

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
            # Read when it is first asked: it brings along the rules of plans, for which a first page would wait.
            from pages.bouwstenen.server.leesdeur import Leesdeur  # noqa: PLC0415

            self._deur = Leesdeur(self._start)
        await self._deur(scope, receive, send)


def make_routes(start: str) -> list[Route]:
    """Return the route, under a base path ('/pad', '' for none): all that is asked below it is answered here."""
    return [Route(f"{start}/{PAD}{{rest:path}}", Koppelvlak(start))]
