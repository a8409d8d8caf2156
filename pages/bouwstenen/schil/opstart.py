"""Getting ready before the first visitor comes: the pages, the libraries, and the map of the data in use.

The server answers when this is done. The first visitor then waits no longer than the next: what a cold start takes is
spent once, and not while a browser is loading on the same machine.
"""

from __future__ import annotations

import asyncio
import importlib
import inspect
import logging
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from streamlit.runtime.pages_manager import PagesManager

from pages.bouwstenen import gegevens
from pages.bouwstenen.aanmelding.bezoek import read_auth
from pages.bouwstenen.kaart.regiokaart import REGIOKAART, pack_vormen
from pages.bouwstenen.kaart.vooraf import name_vooraf
from pages.bouwstenen.server.lijn import open_lijn
from pages.bouwstenen.server.stilte import keep_stilte
from pages.bouwstenen.werk import rekenploeg
from pages.kaart import beelden
from pages.kaart.kaartbeeld import gather_beeld
from woonzorg.fouten import InvoerFout
from woonzorg.instelling import check_instellingen
from woonzorg.links.link import Weergave
from woonzorg.opdracht.uitvoer import tell_fout
from woonzorg.toegang.start import check_aanmelden

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from streamlit import App

logger = logging.getLogger(__name__)

RUST = 10.0
"""Seconds after the start before the processes of planners start: the first page goes before."""

_BUITEN_BEZOEK = logging.getLogger("streamlit.runtime.scriptrunner_utils.script_run_context")
"""Where Streamlit says that something, here what tells a visitor to wait, has no page to stand on."""


_EERSTE_BLAD = (
    "PIL.ImageFile", "pages.bouwstenen.kaart.kaartje", "pages.bouwstenen.kaart.legenda",
    "pages.bouwstenen.kern.kernblok", "pages.bouwstenen.schil.kop", "pages.kaart.bediening", "pages.kaart.hoogtekaart",
    "pages.kaart.instroom", "pages.kaart.kernbeheer", "pages.kaart.lijst", "pages.kaart.presentatie",
    "pages.kaart.klassenblad", "pages.kaart.streekvak",
)  # fmt: skip
"""What the page Kaart reads beside what stands above; Streamlit reads the first for a logo."""


@asynccontextmanager
async def warm_up(_app: App) -> AsyncIterator[None]:
    """Get ready, then let the server answer."""
    # Streamlit takes a folder named `pages` for an app of the old kind, until `app.py` has run once: a first visitor
    # who is led here by the link of a page would get that page without navigation and looks.
    PagesManager.uses_pages_directory = False
    _BUITEN_BEZOEK.disabled = True
    open_lijn()
    read_blad()
    try:
        prepare_kaart()
    except Exception:
        logger.warning("De kaart kon niet vooraf worden gemaakt.", exc_info=True)
    finally:
        _BUITEN_BEZOEK.disabled = False
    later = asyncio.get_running_loop().call_later(RUST, start_ploegen)
    quiet = asyncio.create_task(keep_stilte())
    yield
    later.cancel()
    quiet.cancel()


def stop_bij_fout() -> None:
    """End the server when a setting is wrong: with a login or a database misspelt nobody would see that it is open."""
    try:
        check_aanmelden(check_instellingen(), read_auth())
    except InvoerFout as fout:
        raise SystemExit(tell_fout(fout)) from None


def start_ploegen() -> None:
    """Let the processes that work out plans start, so that the first planner does not wait for them."""
    for team in (rekenploeg.open_planploeg(), rekenploeg.open_ploeg()):
        team.is_klaar()


def read_blad() -> None:
    """Read the modules of the page Kaart: a first visitor would wait for them, a quarter of a second."""
    for name in _EERSTE_BLAD:
        importlib.import_module(name)
    # Before its first element Streamlit asks for the stack, for which Python looks up the file of each module, once.
    inspect.stack()


def prepare_kaart() -> None:
    """Work out what the page Kaart shows without a link; it is kept for every visitor."""
    snapshot, _ = gegevens.open_gegevens()
    beeld, _ = gather_beeld(snapshot, Weergave())
    pack_vormen(beeld.kaart.vormen, REGIOKAART)
    name_vooraf(beeld.kaart.vormen)
    beelden.draw_spreiding(beeld)
    beelden.draw_stapels(beeld)
