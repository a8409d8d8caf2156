"""The gate where a proxy logs visitors in: who a request says it is of, only that proxy may say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import PlainTextResponse

from woonzorg.fouten import WoonzorgFout
from woonzorg.instelling import PROXY, read_instellingen
from woonzorg.toegang.aanmelding import is_proxy, list_proxykoppen

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

GEWEIGERD = "Dit verzoek noemt een account, maar komt niet van de proxy. Het is geweigerd."


class Proxypoort:
    """Refuses who names an account and is no trusted proxy.

    Parameters
    ----------
    app : ASGIApp
        What answers all others.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] == "lifespan" or not is_vals(scope):
            await self._app(scope, receive, send)
        elif scope["type"] == "websocket":
            await receive()
            await send({"type": "websocket.close", "code": 1008})
        else:
            await PlainTextResponse(GEWEIGERD, 403, {"Cache-Control": "no-store"})(scope, receive, send)


def is_vals(scope: Scope) -> bool:
    """Tell whether a request names an account and does not come from a trusted proxy."""
    try:
        settings = read_instellingen()
        if settings.aanmelden != PROXY:
            return False
        client = scope.get("client")
        if is_proxy(client[0] if client else "", settings):
            return False
    except WoonzorgFout:
        return True  # nobody has a role then: the page tells which setting is wrong to who names no account
    names = list_proxykoppen(settings)
    return any(name.decode("latin-1").lower() in names for name, _ in scope["headers"])
