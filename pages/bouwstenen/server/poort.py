"""The gate: each request passes it first. What is not for this server goes no further; each answer gets its headers."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from starlette.datastructures import Headers, MutableHeaders
from starlette.websockets import WebSocketClose

from pages.bouwstenen.server.adressen import Adressen
from pages.bouwstenen.server.antwoord import make_antwoord
from pages.bouwstenen.server.kopregels import make_kopregels
from woonzorg.koppelvlak.soorten import SOORT_PROBLEEM

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.routing import BaseRoute
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from pages.bouwstenen.server.regels import Serverregels

logger = logging.getLogger(__name__)

MEESTE_KOPPEN = 32_768
"""Bytes of address and headers together."""

_GEWEIGERD = 1008
"""A websocket's code for what goes against the rules of the house."""


class Poort:
    """Middleware that lets through what is for this server.

    Parameters
    ----------
    app : ASGIApp
        What stands behind the gate.
    basis : str
        Path under which the dashboard stands, '' for none.
    routes : sequence of BaseRoute
        Our own.
    regels : Serverregels
    """

    def __init__(self, app: ASGIApp, basis: str, routes: Sequence[BaseRoute], regels: Serverregels) -> None:
        self._app = app
        self._basis = basis
        self._adressen = Adressen(basis, routes, metingen=regels.metingen)
        self._regels = regels

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or pass it on."""
        if scope["type"] == "http":
            await self._answer(scope, receive, send)
        elif scope["type"] == "websocket":
            await self._connect(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        status = self._judge(scope)
        host = "localhost" if status == 421 else Headers(scope=scope)["host"]
        answer = _Antwoord(self._regels, host, send)
        if not status:
            try:
                await self._app(scope, receive, answer.pass_on)
            except Exception:
                logger.exception("Een verzoek is niet beantwoord.")
                if answer.begonnen:
                    raise
                status = 500
        if status := status or answer.vervangen:
            await make_antwoord(status, self._basis, scope)(scope, receive, answer.send)

    async def _connect(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on a connection of one of our own pages, under the name by which its browser knows us."""
        headers = Headers(scope=scope)
        origins = headers.getlist("origin")
        if self._judge(scope) or not all(self._regels.is_herkomst(one, headers["host"]) for one in origins):
            logger.info("Een verbinding is geweigerd.")
            await WebSocketClose(_GEWEIGERD)(scope, receive, send)
            return
        if origins:
            # Streamlit would ask a host on the internet for the address of this machine when the two differ.
            MutableHeaders(scope=scope)["host"] = origins[0].partition("://")[2]
        await self._app(scope, receive, send)

    def _judge(self, scope: Scope) -> int:
        """Return the status with which a request is refused; 0 for none."""
        hosts = Headers(scope=scope).getlist("host")
        size = len(scope["path"]) + len(scope["query_string"])
        if len(hosts) != 1 or not self._regels.is_naam(hosts[0]):
            return 421
        if size + sum(len(name) + len(text) for name, text in scope["headers"]) > MEESTE_KOPPEN:
            return 431
        return 0 if self._adressen.is_bekend(scope) else 404


class _Antwoord:
    """One answer on its way out."""

    def __init__(self, regels: Serverregels, host: str, send: Send) -> None:
        self._regels = regels
        self._host = host
        self._send = send
        self.begonnen = False
        self.vervangen = 0

    async def pass_on(self, message: Message) -> None:
        """Send what Streamlit or a route of ours says; that something is not there, we say in words of our own."""
        if (
            message["type"] == "http.response.start"
            and message["status"] == 404
            and not _is_probleem(message)
        ):
            self.vervangen = 404
        if not self.vervangen:
            await self.send(message)

    async def send(self, message: Message) -> None:
        """Send a part of an answer, with the headers of the house."""
        if message["type"] == "http.response.start":
            self.begonnen = True
            headers = MutableHeaders(scope=message)
            kind = headers.get("content-type", "")
            for name, text in make_kopregels(self._regels, self._host, kind).items():
                headers[name] = text
        await self._send(message)


def _is_probleem(message: Message) -> bool:
    """Tell whether another system is told in its own words that something is not there."""
    return MutableHeaders(scope=message).get("content-type", "") == SOORT_PROBLEEM
