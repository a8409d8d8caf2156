"""The way back after a login: to the page and view that somebody asked for, which Streamlit forgets on the way.

A browser keeps that address while its visitor is at the provider; what it says is not believed: only a page of ours is
an answer, with the parameters that its links can have.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, unquote, urlencode

import streamlit as st
from starlette.datastructures import MutableHeaders
from starlette.requests import Request

from pages.bouwstenen.bestand import read_bestand
from pages.bouwstenen.server.paginas import ADRESSEN, EERSTE
from woonzorg.links.parameters import list_parameters
from woonzorg.toegang.aanmelding import HEENMINUTEN

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

KOEKJE = "woonzorg_heen"
LANGST = 3000
"""Most signs of an address that is kept: a browser keeps no more. Of a longer one it is the page alone."""

_TERUG = "oauth2callback"
"""Where a provider sends who logged in, or did not."""

_DEUR = st.components.v2.component("woonzorg_deur", js=read_bestand("bouwstenen/aanmelding/deur.js"))


def keep_heen(knop: str) -> None:
    """Let the browser keep the address of this page when somebody presses a button, known by its key."""
    pad = f"/{(st.get_option('server.baseUrlPath') or '').strip('/')}"
    told = {"knop": knop, "koekje": KOEKJE, "pad": pad, "seconden": 60 * HEENMINUTEN, "langst": LANGST}
    _DEUR(key="deur-onzichtbaar", data=told)


def read_heen(tekst: str, basis: str) -> str:
    """Return an address of ours; '' for what is none, and for the page at which everybody begins.

    Parameters
    ----------
    tekst : str
        As the cookie has it: it comes from anyone.
    basis : str
        Path under which the dashboard stands, '' for none.
    """
    path, _, query = unquote(tekst).partition("?") if len(tekst) <= LANGST else ("", "", "")
    if not path.startswith(f"{basis}/"):
        return ""
    name = path.removeprefix(f"{basis}/").removesuffix("/")
    if name not in {"", *ADRESSEN}:
        return ""
    known = list_parameters().get(name or EERSTE, frozenset())
    kept = urlencode([(key, text) for key, text in parse_qsl(query) if key in known])
    return "" if not name and not kept else f"{basis}/{name}" + (f"?{kept}" if kept else "")


class Terugweg:
    """Leads who comes back from the provider to where he wanted to be.

    Who could not log in goes there as well: that page tells so, and its button still knows the way.

    Parameters
    ----------
    app : ASGIApp
        What answers, and sends him to the bare address.
    basis : str
        Path under which the dashboard stands, '' for none.
    """

    def __init__(self, app: ASGIApp, basis: str) -> None:
        self._app, self._basis = app, basis

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request; of an answer to who comes back, change where it leads."""
        wanted = self._find_heen(scope)
        if wanted is None:
            await self._app(scope, receive, send)
            return

        async def lead(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._lead(MutableHeaders(scope=message), wanted)
            await send(message)

        await self._app(scope, receive, lead)

    def _find_heen(self, scope: Scope) -> str | None:
        """Return where a login leads, '' for the bare address; None for any other request, as after logging out."""
        if scope["type"] != "http" or scope["path"] != f"{self._basis}/{_TERUG}":
            return None
        request = Request(scope)
        if not request.query_params.get("state"):
            return None
        kept = request.cookies.get(KOEKJE)
        return None if kept is None else read_heen(kept, self._basis)

    def _lead(self, headers: MutableHeaders, heen: str) -> None:
        if headers.get("location") != f"{self._basis}/":
            return
        headers["location"] = heen or f"{self._basis}/"
        headers.append("set-cookie", f"{KOEKJE}=; Path={self._basis or '/'}; Max-Age=0; SameSite=lax")
