"""What ended visits leave in memory goes when nobody is there: without this it stays until somebody else comes.

Streamlit keeps a visit that ended for two minutes, for who comes back, and clears it away only when another ends. And
Python collects in full only after much more was made: of the last visitors all would stay, own figures too.
"""

from __future__ import annotations

import asyncio
import ctypes
import gc
import logging
from contextlib import suppress
from typing import TYPE_CHECKING

import pyarrow as pa
from streamlit import runtime

if TYPE_CHECKING:
    from streamlit.runtime.session_manager import SessionManager

logger = logging.getLogger(__name__)

TUSSEN = 60.0
"""Seconds between two looks."""


async def keep_stilte() -> None:
    """Look now and then, for as long as the server runs; once it is quiet, let go of what is left, once."""
    busy = False
    while True:
        await asyncio.sleep(TUSSEN)
        try:
            quiet = is_stil(runtime.get_instance()._session_mgr)  # noqa: SLF001  Streamlit tells it in no other way
        except Exception:
            logger.warning("Het geheugen van beëindigde bezoeken kon niet worden vrijgegeven.", exc_info=True)
            return
        if busy and quiet:
            # Nobody waits for this now.
            gc.collect()
            pa.default_memory_pool().release_unused()
            _give_back()
        busy = not quiet


def is_stil(beheer: SessionManager) -> bool:
    """Forget visits that are past their time; tell whether none is left."""
    kept = beheer._session_storage  # type: ignore[attr-defined]  # noqa: SLF001
    with beheer._storage_lock:  # type: ignore[attr-defined]  # noqa: SLF001
        kept._cache.expire()  # noqa: SLF001
        left = len(kept.list())
    return not left and not beheer.num_active_sessions()


def _give_back() -> None:
    """Give what is free back to the system, where a server can ask that (glibc)."""
    with suppress(AttributeError, OSError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)
