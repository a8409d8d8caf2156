"""Two addresses for who watches over a server: whether it lives, and whether it can take visitors.

A proxy or a container asks them every few seconds. They name the part that fails, and no more: what exactly is wrong
stands in the log, and in `woonzorg installatie`.
"""

from __future__ import annotations

import asyncio
import logging
import time
from typing import TYPE_CHECKING

from starlette.responses import JSONResponse
from starlette.routing import Route

from woonzorg import __version__
from woonzorg.instelling import read_instellingen

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.requests import Request

    from woonzorg.installatie.onderdelen import Installatiedeel

logger = logging.getLogger(__name__)

LEEFT, KLAAR = "gezondheid", "klaar"

VERS = 2.0
"""Seconds that an answer holds: however many ask, figures and library are looked at no more often."""

_KOPPEN = {"Cache-Control": "no-store"}


class Wacht:
    """Knows whether the server can take visitors.

    Parameters
    ----------
    zoek : callable
        Looks for what keeps it from that; it may take long, and runs beside the server.
    """

    def __init__(self, zoek: Callable[[], tuple[Installatiedeel, ...]]) -> None:
        self._zoek = zoek
        self._slot = asyncio.Lock()
        self._gezien = -VERS
        self._storingen: tuple[Installatiedeel, ...] = ()

    async def find(self) -> tuple[Installatiedeel, ...]:
        """Return what keeps the server from taking visitors; who asks while another looks gets the same answer."""
        async with self._slot:
            if time.monotonic() - self._gezien >= VERS:
                self._keep(await asyncio.to_thread(self._zoek))
        return self._storingen

    def _keep(self, storingen: tuple[Installatiedeel, ...]) -> None:
        if storingen != self._storingen:
            told = "; ".join(f"{part.naam}: {part.gevonden}" for part in storingen)
            logger.warning("niet klaar voor bezoekers: %s", told) if told else logger.info("weer klaar")
        self._gezien, self._storingen = time.monotonic(), storingen


async def tell_leven(_vraag: Request) -> JSONResponse:
    """Answer that this process lives."""
    return JSONResponse({"leeft": True, "versie": __version__}, headers=_KOPPEN)


def _find_storingen() -> tuple[Installatiedeel, ...]:
    # Read when it is first asked: the library brings along the rules of plans, for which a first page would wait.
    from woonzorg.installatie.onderdelen import find_storingen  # noqa: PLC0415

    return find_storingen(read_instellingen())


def make_routes(start: str) -> list[Route]:
    """Return both routes: at the root, where a container asks, and under a base path ('/pad', '' for none)."""
    wacht = Wacht(_find_storingen)

    async def tell_klaar(_vraag: Request) -> JSONResponse:
        """Answer whether visitors can be sent here: 200, or 503 with the parts that fail."""
        failing = [part.naam for part in await wacht.find()]
        answer = {"klaar": not failing, "storingen": failing}
        return JSONResponse(answer, 503 if failing else 200, headers=_KOPPEN)

    return [
        Route(f"{place}/{path}", serve)
        for place in dict.fromkeys(("", start))
        for path, serve in ((LEEFT, tell_leven), (KLAAR, tell_klaar))
    ]
