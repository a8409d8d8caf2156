"""Streamlit's own scripts, styles and letters, from memory and compressed once.

A page fetches sixty of them before it says anything. Streamlit reads each from disk for every visitor, in turns of a
thread, and compresses none of them.
"""

from __future__ import annotations

import gzip
import mimetypes
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.datastructures import Headers
from starlette.responses import Response
from streamlit import file_util

from pages.bouwstenen.server.adressen import list_bestanden

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

_SOORTEN = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8"}
# The name of each holds a hash of its content.
_KOPPEN = {"Cache-Control": "public, max-age=31536000, immutable", "Vary": "Accept-Encoding"}


@dataclass(frozen=True)
class Script:
    """A file of Streamlit's page.

    Attributes
    ----------
    soort : str
        Content type.
    inhoud, klein : bytes
        As it is, and compressed with gzip; equal where that makes it no smaller.
    """

    soort: str
    inhoud: bytes
    klein: bytes


@cache
def read_script(naam: str) -> Script | None:
    """Return a file by its path from `static`; None where there is none."""
    if f"static/{naam}" not in list_bestanden():
        return None
    path = Path(file_util.get_static_dir()) / "static" / naam
    content = path.read_bytes()
    kind = _SOORTEN.get(path.suffix)
    # Letters are compressed already.
    small = gzip.compress(content, 4, mtime=0) if kind and len(content) > 1000 else content
    return Script(kind or mimetypes.guess_type(naam)[0] or "application/octet-stream", content, small)


class Scriptkast:
    """Middleware that answers for Streamlit's files; all else goes on.

    Parameters
    ----------
    app : ASGIApp
        What answers all else.
    basis : str
        Path under which the dashboard stands, '' for none.
    """

    def __init__(self, app: ASGIApp, basis: str) -> None:
        self._app = app
        self._map = f"{basis}/static/"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with a file, or pass a request on."""
        asked = scope["type"] == "http" and scope["method"] == "GET" and scope["path"].startswith(self._map)
        found = read_script(scope["path"][len(self._map) :]) if asked else None
        answer = _make_antwoord(found, Headers(scope=scope)) if found else self._app
        await answer(scope, receive, send)


def _make_antwoord(script: Script, koppen: Headers) -> Response:
    if script.klein is not script.inhoud and "gzip" in koppen.get("accept-encoding", ""):
        return Response(script.klein, 200, _KOPPEN | {"Content-Encoding": "gzip"}, script.soort)
    return Response(script.inhoud, 200, _KOPPEN, script.soort)
