"""What a visitor reads who waits for his turn: which place in the row is his."""

from __future__ import annotations

import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import streamlit as st
from streamlit.runtime.scriptrunner import add_script_run_ctx, get_script_run_ctx

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from streamlit.delta_generator import DeltaGenerator

GEDULD = 1.0
"""Seconds of waiting of which nothing is said."""

_RANG = ("eerste", "tweede", "derde", "vierde", "vijfde", "zesde", "zevende", "achtste", "negende", "tiende")
_HIER = threading.local()


@contextmanager
def keep_wachtplek() -> Iterator[None]:
    """Keep a place on the page, for the length of a run, where waiting can be told."""
    _HIER.plek = st.empty()
    try:
        yield
    finally:
        _HIER.plek = None


@contextmanager
def tell_wachten() -> Iterator[Callable[[int], None]]:
    """Give what tells a place in the row, when it changed; what was told goes when the waiting is over."""
    spot: DeltaGenerator | None = getattr(_HIER, "plek", None)
    begun, told = time.monotonic(), 0

    def tell(plaats: int) -> None:
        nonlocal told
        if spot is None or plaats == told or time.monotonic() - begun < GEDULD:
            return
        told = plaats
        _write(spot, describe_plaats(plaats))

    try:
        yield tell
    finally:
        if spot is not None and told:
            _write(spot, "")


def describe_plaats(plaats: int) -> str:
    """Return in words which place in the row is the visitor's; '' for whose turn it is."""
    return (
        f"Anderen rekenen nu ook. U bent {_name_plaats(plaats)} in de rij; uw berekening begint vanzelf."
        if plaats
        else ""
    )


def describe_bestand(plaats: int) -> str:
    """Return the same for who waits for a file."""
    return (
        f"Er worden eerst andere bestanden gemaakt. U bent {_name_plaats(plaats)} in de rij."
        if plaats
        else ""
    )


def _name_plaats(plaats: int) -> str:
    return f"de {_RANG[plaats - 1]}" if plaats <= len(_RANG) else f"nummer {plaats}"


def _write(plek: DeltaGenerator, zin: str) -> None:
    """Write beside what is worked out: else Streamlit would keep the sentence with a result that is kept for all."""

    def write() -> None:
        if zin:
            plek.html(f'<p class="wz-wacht" role="status">{zin}</p>')
        else:
            plek.empty()

    thread = threading.Thread(target=write, daemon=True)
    add_script_run_ctx(thread, get_script_run_ctx(suppress_warning=True))
    thread.start()
    thread.join()
