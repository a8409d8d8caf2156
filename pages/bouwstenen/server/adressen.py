"""Which addresses there are. Streamlit answers any other with its empty page, as if it were there."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.routing import Match
from streamlit import file_util

from pages.bouwstenen.server.paginas import ADRESSEN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.routing import BaseRoute
    from starlette.types import Scope

METINGEN = "_stcore/metrics"
STROOM = "_stcore/stream"

_STREAMLIT = frozenset({"_stcore/health", "_stcore/host-config"})
_INLOGGEN = frozenset({"auth/login", "auth/logout", "oauth2callback"})
_MAPPEN = ("media/", "_stcore/bidi-components/")
"""Where Streamlit looks for one thing, and says itself when it is not there."""


class Adressen:
    """The addresses of this server.

    Parameters
    ----------
    basis : str
        Path under which the dashboard stands: '' or as '/woonzorg'.
    routes : sequence of BaseRoute
        Our own.
    metingen : bool
        Whether Streamlit's figures on its own use are given.
    """

    def __init__(self, basis: str, routes: Sequence[BaseRoute], *, metingen: bool = False) -> None:
        self._basis = basis
        self._routes = tuple(routes)
        self._vast = _STREAMLIT | _INLOGGEN | frozenset(ADRESSEN) | ({METINGEN} if metingen else frozenset())

    def is_bekend(self, scope: Scope) -> bool:
        """Tell whether something is found at the path of a request."""
        path = str(scope["path"])
        if scope["type"] == "websocket":
            return path == f"{self._basis}/{STROOM}"
        if any(route.matches(scope)[0] != Match.NONE for route in self._routes):
            return True
        if path in {self._basis, f"{self._basis}/"}:
            return True
        return path.startswith(f"{self._basis}/") and self._is_streamlit(path[len(self._basis) + 1 :])

    def _is_streamlit(self, path: str) -> bool:
        # Of a page, Streamlit sends who asks for it with a slash behind it on to the page.
        if path in self._vast or path.removesuffix("/") in ADRESSEN or path in list_bestanden():
            return True
        return path.startswith(_MAPPEN) and ".." not in path.split("/")


@cache
def list_bestanden() -> frozenset[str]:
    """Return the files of Streamlit's pages, by their address."""
    folder = Path(file_util.get_static_dir())
    return frozenset(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
