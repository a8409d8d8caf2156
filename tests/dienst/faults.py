"""Faults that a test asks for."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal
from urllib.parse import unquote_plus

if TYPE_CHECKING:
    from collections.abc import Callable

Kind = Literal["status", "reset", "slow", "trickle", "truncated", "empty", "html", "rewrite"]


@dataclass
class Fault:
    """One thing that goes wrong.

    Attributes
    ----------
    match : str
        Part of path and query (encoded or not); '' matches every request.
    kind : str
        ``status`` (value: the code), ``reset`` (connection closed abruptly), ``slow`` (value: seconds before the
        answer), ``trickle`` (one byte each `value` seconds, without end), ``truncated`` (half of the promised body),
        ``empty`` (200 without a body), ``html`` (200 with a page), ``rewrite`` (value: bytes -> bytes).
    value : object
        See `kind`.
    times : int or None
        How often; None is always.
    after : int
        How many matching requests go well first.
    """

    match: str
    kind: Kind
    value: int | float | Callable[[bytes], bytes] | None = None
    times: int | None = 1
    after: int = 0

    def fits(self, target: str) -> bool:
        """Tell whether a request is one that this fault is for."""
        return self.match in target or self.match in unquote_plus(target)

    def take(self) -> bool:
        """Use the fault up by one, and tell whether it strikes now."""
        if self.after > 0:
            self.after -= 1
            return False
        if self.times is None:
            return True
        self.times -= 1
        return self.times >= 0


class Faults(list[Fault]):
    """The faults of a server; tests append to it."""

    def __init__(self) -> None:
        super().__init__()
        self._lock = threading.Lock()

    def take(self, target: str) -> tuple[Fault | None, list[Callable[[bytes], bytes]]]:
        """Return the first fault that strikes, and the rewrites that come before the answer leaves."""
        with self._lock:
            struck = [fault for fault in self if fault.fits(target) and fault.take()]
        rewrites = [fault.value for fault in struck if fault.kind == "rewrite" and callable(fault.value)]
        return next((fault for fault in struck if fault.kind != "rewrite"), None), rewrites
