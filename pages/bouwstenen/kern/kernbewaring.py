"""Keeping what was worked out of an own area: one of the installation for all, a visitor's for the visit only."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, ParamSpec, TypeVar

import streamlit as st

from woonzorg.kern.kern import Kerngebied

if TYPE_CHECKING:
    from collections.abc import Callable

P = ParamSpec("P")
R = TypeVar("R")

_PER_BEZOEK = 16
"""Results that are kept of a visitor's own areas, of each function."""


def keep_bij_kern(
    aantal: int, melding: str | bool = False
) -> Callable[[Callable[P, R]], Callable[P, R]]:  # fmt: skip
    """Return what keeps the results of a function by its arguments, as `st.cache_resource` does.

    With a visitor's own area among them a result is kept for this visit and no longer: its name is nobody else's.

    Parameters
    ----------
    aantal : int
        Most results that are kept for all visitors.
    melding : str or bool
        What is said while it is worked out; False for nothing.
    """

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        shared = st.cache_resource(max_entries=aantal, show_spinner=melding)(function)
        own = st.cache_resource(max_entries=_PER_BEZOEK, show_spinner=melding, scope="session")(function)

        @wraps(function)
        def find(*args: P.args, **kwargs: P.kwargs) -> R:
            given = (*args, *kwargs.values())
            is_own = any(isinstance(one, Kerngebied) and one.is_van_bezoeker for one in given)
            return own(*args, **kwargs) if is_own else shared(*args, **kwargs)

        return find

    return decorate
