"""The counter where a browser fetches the files that a page offers.

A file is made when it is fetched, and held nowhere: so there is nothing that can be cleared away between the press of a
button and the fetch, whoever else is at work. What a page offers stays for as long as the screen shows it.
"""

from __future__ import annotations

import asyncio
import secrets
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from hashlib import sha256
from pathlib import PurePath
from typing import TYPE_CHECKING
from urllib.parse import quote
from weakref import WeakValueDictionary

from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from pages.bouwstenen.aanmelding.verzoek import find_verzoeker
from pages.bouwstenen.werk.beurten import Beurten
from pages.bouwstenen.werk.wachtplek import describe_bestand
from woonzorg.fouten import WoonzorgFout
from woonzorg.rapport import bestand
from woonzorg.toegang.rechten import Daad

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from concurrent.futures import Future

    from starlette.requests import Request

PAD = "bestand"
"""First part of the address of a file, from where the dashboard is found."""

VERLOPEN = "Deze knop is van een ouder scherm. Ververs de pagina (F5) en probeer het opnieuw."

NIET_AANGEMELD = "U bent niet meer aangemeld. Ververs de pagina (F5), meld u aan en probeer het opnieuw."

_MAKERS = Beurten(ThreadPoolExecutor(4, thread_name_prefix="woonzorg-bestand"), 4, 2)
"""So many files are made at once, and of one visitor; who asks for more waits, and memory does not grow with them."""

MEEST_WACHTEND = 8
"""Files that one visitor may wait for."""

TE_VEEL = (
    f"U wacht al op {MEEST_WACHTEND} bestanden. Wacht tot die er zijn, en vraag dit bestand dan opnieuw."
)


@dataclass(frozen=True)
class Download:
    """A button.

    Attributes
    ----------
    label : str
    naam : str
        Name of the file.
    maak : callable
        Makes the file. It runs beside the page, so it may use nothing of the session.
    """

    label: str
    naam: str
    maak: Callable[[], bytes | str]


class Loket:
    """What one visitor can fetch: what the screen offers, and what the same buttons offered just before."""

    def __init__(self) -> None:
        self.nummer = secrets.token_urlsafe(24)
        self.account = ""
        self._groepen: dict[str, dict[str, Download]] = {}
        self._eerder: dict[str, dict[str, Download]] = {}
        self._aangeboden: set[str] = set()
        _LOKETTEN[self.nummer] = self

    @property
    def bezoeker(self) -> str:
        """Whose turn it is when a file is made: an account's, all its screens together; else this screen's."""
        return self.account or self.nummer

    def begin(self, account: str = "") -> None:
        """Begin a run of the whole page, for an account; '' where nobody logs in."""
        self.account, self._aangeboden = account, set()

    def offer(self, sleutel: str, downloads: Sequence[Download]) -> list[str]:
        """Offer the files of a group of buttons, in the place of those it had; return their addresses.

        A button that gives a file of the same name keeps its address: nothing changes for the browser.
        """
        group = {self._name(sleutel, download): download for download in downloads}
        known = self._groepen.get(sleutel, {})
        if group.keys() != known.keys():
            self._eerder[sleutel] = known
        self._groepen[sleutel] = group
        self._aangeboden.add(sleutel)
        return [f"{PAD}/{self.nummer}/{mark}" for mark in group]

    def end(self) -> None:
        """End a run of the whole page: what it did not offer is on no screen any more."""
        for groups in (self._groepen, self._eerder):
            for key in groups.keys() - self._aangeboden:
                del groups[key]

    def find(self, merk: str) -> Download | None:
        """Return what is offered under a mark; None for nothing."""
        groups = [*self._groepen.values(), *self._eerder.values()]
        return next((group[merk] for group in groups if merk in group), None)

    def _name(self, sleutel: str, download: Download) -> str:
        told = f"{sleutel}\n{download.label}\n{download.naam}"
        return sha256(told.encode()).hexdigest()[:16]


_LOKETTEN: WeakValueDictionary[str, Loket] = WeakValueDictionary()
"""All that are open, by their number, which nobody else can guess; each goes with the session that holds it."""


_GEVRAAGD: WeakValueDictionary[tuple[str, str], Future[bytes | str]] = WeakValueDictionary()
"""What is waited for or being made, by visit and mark, while somebody waits for it."""


async def serve(request: Request) -> Response:
    """Answer with the file of a button, made now."""
    loket = _LOKETTEN.get(request.path_params["loket"])
    if loket and not _is_van(request, loket):
        return PlainTextResponse(NIET_AANGEMELD, 403, _HEADERS)
    found = loket.find(request.path_params["merk"]) if loket else None
    if loket is None or found is None:
        return PlainTextResponse(VERLOPEN, 410, _HEADERS)
    if _MAKERS.count_wachtend(loket.bezoeker) >= MEEST_WACHTEND:
        return PlainTextResponse(TE_VEEL, 429, _HEADERS)
    try:
        asked = _MAKERS.submit(loket.bezoeker, found.maak)
        _GEVRAAGD[loket.nummer, request.path_params["merk"]] = asked
        content = await asyncio.wrap_future(asked)
    except WoonzorgFout as fout:
        return PlainTextResponse(str(fout), 422, _HEADERS)
    kind = bestand.MIME.get(PurePath(found.naam).suffix, "application/octet-stream")
    name = f"attachment; filename*=utf-8''{quote(found.naam, safe='')}"
    return Response(content, headers=_HEADERS | {"Content-Disposition": name}, media_type=kind)


async def serve_plaats(request: Request) -> Response:
    """Answer who waits for a file with his place in the row, in words; with nothing once it is being made."""
    loket = _LOKETTEN.get(request.path_params["loket"])
    if loket is None or not _is_van(request, loket):
        return PlainTextResponse("", 410, _HEADERS)
    asked = _GEVRAAGD.get((loket.nummer, request.path_params["merk"]))
    return PlainTextResponse(describe_bestand(_MAKERS.find_plaats(asked)) if asked else "", headers=_HEADERS)


def _is_van(request: Request, loket: Loket) -> bool:
    """Tell whether who asks for a file is logged in as the account whose screen offered it."""
    try:
        asker = find_verzoeker(request)
    except WoonzorgFout:
        return False
    return asker.may(Daad.KIJKEN) and (not asker.gecontroleerd or asker.account == loket.account)


_HEADERS = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}


def make_routes(basis: str) -> list[Route]:
    """Return the routes of the counter, for a server under a base path ('' for none)."""
    start = f"/{basis.strip('/')}".rstrip("/")
    path = f"{start}/{PAD}/{{loket}}/{{merk}}"
    return [Route(path, serve, methods=["GET"]), Route(f"{path}/plaats", serve_plaats, methods=["GET"])]
