"""The line to the browser: what is ready goes at once."""

from __future__ import annotations

import contextlib
import gc
import socket
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


def open_lijn() -> int:
    """Let every connection send what is ready at once; return how many places are listened at.

    Streamlit opens its own place to listen, on which asyncio does not set this: an answer then goes in two parts, of
    which the second waits until the browser tells that it has the first. That takes 40 ms of each small file, of which
    a page has sixty. A connection takes it over from the place where it came in.
    """
    places = [*_find_luisterplekken()]
    for place in places:
        # To be fast is never worth a server that does not start.
        with contextlib.suppress(OSError):
            place.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return len(places)


def _find_luisterplekken() -> Iterator[socket.socket]:
    # Nobody hands us the server: a subclass is TLS, or a stand-in that would do something when it is looked at.
    for one in gc.get_objects():
        if type(one) is socket.socket and one.fileno() >= 0 and _is_luisterplek(one):
            yield one


def _is_luisterplek(one: socket.socket) -> bool:
    if one.family not in {socket.AF_INET, socket.AF_INET6} or one.type != socket.SOCK_STREAM:
        return False
    try:
        return bool(one.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN))
    except (
        OSError
    ):  # macOS knows the question and gives no answer: who has a port and nobody at the other end
        return not _has_overkant(one) and bool(one.getsockname()[1])


def _has_overkant(one: socket.socket) -> bool:
    try:
        one.getpeername()
    except OSError:
        return False
    return True
