"""What `app.py` gives to Streamlit's server: our own routes, and the gate before all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.middleware import Middleware

from pages.bouwstenen import loket
from pages.bouwstenen.aanmelding.proxypoort import Proxypoort
from pages.bouwstenen.aanmelding.terugweg import Terugweg
from pages.bouwstenen.kaart import omtrekken, vooraf
from pages.bouwstenen.server import gezondheid, koppelvlak, vindbaar, voorblad
from pages.bouwstenen.server.poort import Poort
from pages.bouwstenen.server.regels import make_regels
from pages.bouwstenen.server.scripts import Scriptkast
from woonzorg.instelling import read_instellingen

if TYPE_CHECKING:
    from starlette.routing import Route


def make_routes(basis: str) -> list[Route]:
    """Return our own routes, for a server under a base path ('' for none)."""
    start = clean_basis(basis)
    parts = (vooraf, omtrekken, vindbaar, gezondheid, koppelvlak, voorblad)
    return [*loket.make_routes(basis), *(route for part in parts for route in part.make_routes(start))]


def make_poort(basis: str) -> list[Middleware]:
    """Return the gate, for a server under a base path ('' for none)."""
    return [
        Middleware(
            Poort,
            basis=clean_basis(basis),
            routes=make_routes(basis),
            regels=make_regels(read_instellingen()),
        ),
        Middleware(Scriptkast, basis=clean_basis(basis)),
        Middleware(Proxypoort),
        Middleware(Terugweg, basis=clean_basis(basis)),
    ]


def clean_basis(basis: str) -> str:
    """Return a base path with a slash before it and none behind it; '' for none."""
    return f"/{basis.strip('/')}".rstrip("/")
