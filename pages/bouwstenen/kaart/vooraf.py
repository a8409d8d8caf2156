"""The outlines of a country that a bare address begins with, fetched while Streamlit's own page is still loading.

A browser is told of them in the first page that it gets: it would else find out once that page is there, a script has
run, and its answer is drawn. Where they are not named, or do not come, the map fetches them as any other does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from weakref import WeakValueDictionary

from starlette.responses import Response
from starlette.routing import Route

from pages.bouwstenen.bestand import read_bestand
from pages.bouwstenen.kaart.omtrekken import PAD, Omtrekken, may_see
from pages.bouwstenen.kaart.regiokaart import keep_omtrekken
from pages.bouwstenen.schil.telefoon import begins_on_buurt, is_telefoon

if TYPE_CHECKING:
    from starlette.requests import Request

    from woonzorg.kaart.beeld import Vormen

_SCRIPT = read_bestand("bouwstenen/kaart/pen.js") + read_bestand("bouwstenen/kaart/vooraf.js")

_EERSTE: WeakValueDictionary[str, Omtrekken] = WeakValueDictionary()
"""What a bare address begins with, under '': for as long as it can be fetched."""


def name_vooraf(vormen: Vormen) -> None:
    """Remember which outlines a bare address begins with; those of a region are no file of their own."""
    if vormen.is_druk:
        _EERSTE[""] = keep_omtrekken(vormen)
    else:
        _EERSTE.pop("", None)


def write_vooraf(request: Request) -> str:
    """Return what the first page says to fetch beforehand: nothing for a link, nor to who will not see that map."""
    found = _EERSTE.get("")
    if found is None or request.url.query or not may_see(request):
        return ""
    if is_telefoon(request.headers) and begins_on_buurt():
        return ""
    kind = f'type="module" async fetchpriority="high" src="./{PAD}/vooraf.js"'
    return f'<script {kind} data-omtrekken="{found.adres}"></script>'


async def serve(_request: Request) -> Response:
    """Answer with the script that fetches."""
    return Response(_SCRIPT, 200, {"Cache-Control": "no-cache"}, "text/javascript")


def make_routes(start: str) -> list[Route]:
    """Return the route, under a base path ('/pad', '' for none)."""
    return [Route(f"{start}/{PAD}/vooraf.js", serve, methods=["GET"])]
