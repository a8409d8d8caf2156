"""What a browser is given at the address of each page: Streamlit's own page, which then fills itself.

Streamlit fetches the script of a kind of element when it first meets one, and shows an empty place until it is there;
what comes in the meantime waits for up to half a second with it. So ours names beforehand what our pages begin with.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.responses import HTMLResponse
from starlette.routing import Route
from streamlit import file_util

from pages.bouwstenen.kaart.vooraf import write_vooraf
from pages.bouwstenen.server.paginas import ADRESSEN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from starlette.requests import Request

ELEMENTEN = ("BidiComponent", "Html", "ButtonGroup", "Selectbox", "Checkbox", "Button")
"""Kinds of element that a page begins with, as the files of their scripts are named."""

_BEGIN, _EINDE = "<head>", "</head>"
_KOPPEN = {"Cache-Control": "no-cache"}
_BRON = re.compile(r"""(?:from|import)\s*["'`]\./([\w.-]+\.js)["'`]""")


@cache
def write_blad() -> str:
    """Return Streamlit's page with the scripts that our pages begin with."""
    page = (Path(file_util.get_static_dir()) / "index.html").read_text(encoding="utf-8")
    links = (
        f'<link rel="modulepreload" crossorigin href="./static/js/{name}">' for name in list_scripts(page)
    )
    return page.replace(_EINDE, "".join(links) + _EINDE, 1)


def list_scripts(blad: str) -> tuple[str, ...]:
    """Return the files of the scripts of `ELEMENTEN`, and of what those rest on, that a page does not name itself."""
    folder = Path(file_util.get_static_dir()) / "static/js"
    found: dict[str, None] = {}
    waiting = [path.name for name in ELEMENTEN for path in sorted(folder.glob(f"{name}.*.js"))]
    while waiting:
        name = waiting.pop(0)
        if name not in found and name not in blad:
            found[name] = None
            waiting += _find_bronnen(folder / name)
    return tuple(found)


def _find_bronnen(script: Path) -> Iterator[str]:
    return (found[1] for found in _BRON.finditer(script.read_text(encoding="utf-8")))


async def serve(_request: Request) -> HTMLResponse:
    """Answer with the page."""
    return HTMLResponse(write_blad(), headers=_KOPPEN)


async def serve_eerste(request: Request) -> HTMLResponse:
    """Answer with the page at the bare address, which names the outlines that it begins with too."""
    page = write_blad().replace(_BEGIN, _BEGIN + write_vooraf(request), 1)
    return HTMLResponse(page, headers=_KOPPEN)


def make_routes(start: str) -> list[Route]:
    """Return the routes of all pages, under a base path ('/pad', '' for none)."""
    others = [Route(f"{start}/{name}", serve, methods=["GET"]) for name in ADRESSEN]
    return [Route(f"{start}/", serve_eerste, methods=["GET"]), *others]
