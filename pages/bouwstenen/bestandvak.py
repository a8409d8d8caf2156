"""A field to give a file in: named, and with the keyboard; `st.file_uploader` is neither for everyone."""

from __future__ import annotations

import base64
import binascii
import logging
import threading
from typing import TYPE_CHECKING, Any

import streamlit as st

from pages.bouwstenen.bestand import read_bestand

if TYPE_CHECKING:
    from collections.abc import Callable

logger = logging.getLogger(__name__)

MEESTE_BESTANDEN = 40
"""Files that may be given at once."""

_LEZERS = threading.BoundedSemaphore(2)
"""So many visitors' files are read at once; who comes next waits, and memory does not grow with them."""

_BESTANDVAK = st.components.v2.component(
    "woonzorg_bestandvak",
    # The browser's own button speaks the language of the browser: it lies unseen over one that speaks Dutch.
    html='\n<div class="wz-bestandvak"><label><b></b><small></small><span class="vak"><span class="knop" '
    'aria-hidden="true"></span><input type="file"></span></label><output></output></div>',
    css=read_bestand("bouwstenen/bestandvak.css"),
    js=read_bestand("bouwstenen/bestandvak.js"),
    isolate_styles=False,
)


def show_bestandvak(
    label: str, uitleg: str, sleutel: str, ontvang: Callable[[str, bytes], None], *, soorten: str, grootste: int
) -> None:  # fmt: skip
    """Show the field.

    Parameters
    ----------
    label, uitleg : str
        Name of the field, and what file is expected.
    sleutel : str
        Key, unique on the page.
    ontvang : callable
        Receives name and bytes of a file that was given; what is wrong with it is for the receiver to say.
    soorten : str
        Kinds of file to choose from, such as ``.csv,.xlsx``; only a help, and no check.
    grootste : int
        Larger files (bytes) are refused before they are sent.
    """

    def report() -> None:
        given: Any = st.session_state[sleutel]["bestand"]
        with _LEZERS:
            ontvang(str(given["naam"]), decode(str(given["inhoud"]), grootste))

    _BESTANDVAK(
        key=sleutel,
        data={"label": label, "uitleg": uitleg, "soorten": soorten, "grootste": grootste},
        on_bestand_change=report,
    )


def show_bestandenvak(
    label: str, uitleg: str, sleutel: str, ontvang: Callable[[list[tuple[str, bytes]]], None], *, soorten: str,
    grootste: int,
) -> None:  # fmt: skip
    """Show a field to give more files in at once.

    Parameters
    ----------
    label, uitleg, sleutel, soorten, grootste
        As for `show_bestandvak`.
    ontvang : callable
        Receives names and bytes of all that were given, in their order.
    """

    def report() -> None:
        given: Any = st.session_state[sleutel]["bestanden"]
        if len(given) > MEESTE_BESTANDEN:  # the field itself tells so, and does not send them
            logger.warning("Er kwamen %d bestanden tegelijk; ze zijn niet gelezen.", len(given))
            return
        with _LEZERS:
            ontvang([(str(one["naam"]), decode(str(one["inhoud"]), grootste)) for one in given])

    _BESTANDVAK(
        key=sleutel,
        data={
            "label": label,
            "uitleg": uitleg,
            "soorten": soorten,
            "grootste": grootste,
            "meer": MEESTE_BESTANDEN,
        },
        on_bestanden_change=report,
    )


def decode(inhoud: str, grootste: int) -> bytes:
    """Return the bytes; whoever sends something else, or more, than this field does gives an empty file."""
    if len(inhoud) > -(-grootste // 3) * 4:  # base64 makes four signs of three bytes
        return b""
    try:
        return base64.b64decode(inhoud, validate=True)
    except (binascii.Error, ValueError):
        return b""
