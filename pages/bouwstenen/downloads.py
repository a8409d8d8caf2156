"""Buttons that give a result as a file. A file is made when it is asked for, and no sooner (see `loket`)."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import streamlit as st

from pages.bouwstenen.bestand import read_bestand
from pages.bouwstenen.loket import Download, Loket
from woonzorg.dag import today
from woonzorg.instelling import read_instellingen

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

__all__ = ["Download", "find_adres", "find_vandaag", "keep_loket", "show_downloads"]

_KNOPPEN = st.components.v2.component(
    "woonzorg_downloads",
    html='\n<div class="wz-downloads"><div></div><output></output></div>',
    css=read_bestand("bouwstenen/downloads.css"),
    js=read_bestand("bouwstenen/downloads.js"),
    isolate_styles=False,
)
_LOKET = "loket"


@contextmanager
def keep_loket(account: str = "") -> Iterator[None]:
    """Keep what a run of the whole page offers; what only an earlier one offered goes, once this one is complete.

    Parameters
    ----------
    account : str
        Of who is logged in: nobody else can fetch it; '' where nobody logs in.
    """
    loket = _find_loket()
    loket.begin(account)
    yield
    loket.end()


def _find_loket() -> Loket:
    if _LOKET not in st.session_state:
        st.session_state[_LOKET] = Loket()
    found: Loket = st.session_state[_LOKET]
    return found


def show_downloads(downloads: Sequence[Download], sleutel: str, *, smal: bool = False) -> None:
    """Show the buttons beside each other, and below them what becomes of a file that is asked for.

    Parameters
    ----------
    downloads : sequence of Download
    sleutel : str
        Key, unique on the page.
    smal : bool
        No wider than the buttons themselves, to stand beside others.
    """
    paths = _find_loket().offer(sleutel, downloads)
    buttons = [
        {"label": download.label, "naam": download.naam, "pad": path}
        for download, path in zip(downloads, paths, strict=True)
    ]
    _KNOPPEN(key=f"downloads-{sleutel}", data={"knoppen": buttons}, width="content" if smal else "stretch")


def find_vandaag() -> dt.date:
    """Return the date that goes on a document made now."""
    return today()


def find_adres() -> str:
    """Return where this installation is found: as set, else as this visitor reached it."""
    given = read_instellingen().adres
    if given:
        return given
    url = urlsplit(st.context.url or "")
    return f"{url.scheme}://{url.netloc}{url.path.rpartition('/')[0]}" if url.netloc else ""
