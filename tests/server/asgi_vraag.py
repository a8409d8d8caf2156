"""Asking an app without a server, in the very bytes of a request: a client library would tidy up what is odd."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from starlette.datastructures import Headers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.types import ASGIApp, Message

HOST = "localhost:8501"
Kop = tuple[str, str]


@dataclass(frozen=True)
class Gehoord:
    """What came back."""

    status: int
    headers: Headers
    inhoud: bytes

    @property
    def text(self) -> str:
        """The content, of what is not compressed."""
        return self.inhoud.decode()


def ask(
    app: ASGIApp, path: str, method: str = "GET", headers: Sequence[Kop] = (), host: str = HOST
) -> Gehoord:
    """Ask for a path, written as a client sends it."""
    sent = _run(app, {**_make_scope("http", path, headers, host), "method": method})
    body = b"".join(part.get("body", b"") for part in sent[1:])
    return Gehoord(sent[0]["status"], Headers(raw=sent[0]["headers"]), body)


def connect(app: ASGIApp, path: str, headers: Sequence[Kop] = (), host: str = HOST) -> str:
    """Open a websocket; return the first text that is sent, '' where it is refused."""
    sent = _run(app, {**_make_scope("websocket", path, headers, host), "subprotocols": []})
    return next((str(part["text"]) for part in sent if part["type"] == "websocket.send"), "")


def _make_scope(soort: str, path: str, headers: Sequence[Kop], host: str) -> dict[str, Any]:
    raw, _, query = path.partition("?")
    told = [
        (name.lower().encode("latin-1"), text.encode("latin-1")) for name, text in (("host", host), *headers)
    ]
    return {
        "type": soort, "path": unquote(raw), "raw_path": raw.encode(), "query_string": query.encode(), "headers": told,
        "root_path": "", "scheme": "http", "server": ("127.0.0.1", 8501), "client": ("127.0.0.1", 50000),
    }  # fmt: skip


def _run(app: ASGIApp, scope: dict[str, Any]) -> list[Message]:
    sent: list[Message] = []

    async def receive() -> Message:
        return (
            {"type": "websocket.connect"}
            if scope["type"] == "websocket"
            else {"type": "http.request", "body": b""}
        )

    async def send(message: Message) -> None:
        sent.append(message)

    # In a thread of its own: browser tests leave a loop running in this one.
    with ThreadPoolExecutor(1) as pool:
        pool.submit(lambda: asyncio.run(app(scope, receive, send))).result()
    return sent
