"""What follows from a situation or a field is worked out once for it, by whoever asks first."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable


class Onthoudt(Protocol):
    """What never changes, and keeps what was worked out from it."""

    @property
    def geheugen(self) -> dict[Any, Any]:
        """What was worked out, by the function that did."""


K = TypeVar("K", bound=Onthoudt)
T = TypeVar("T")


def once(work: Callable[[K], T]) -> Callable[[K], T]:
    """Let a function work out its answer once for each situation (or field); treat the answer as read-only.

    Two threads that ask at the same moment may both do the work: the answer is the same.
    """

    @wraps(work)
    def look_up(van: K) -> T:
        kept = van.geheugen
        if look_up not in kept:
            kept[look_up] = work(van)
        found: T = kept[look_up]
        return found

    return look_up


def remember(work: Callable[[K], T], van: K, antwoord: T) -> None:
    """Keep the answer of a function that works once (`once`), where another process worked it out."""
    van.geheugen[work] = antwoord
