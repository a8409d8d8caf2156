"""Keeping what was worked out of an own area: one of the installation for all, a visitor's for the visit only."""

from __future__ import annotations

from functools import wraps
from inspect import signature
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

    An argument that is left out counts as its default. With a visitor's own area among them a result is kept for this
    visit and no longer: its name is nobody else's.

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

        wanted = signature(function)

        @wraps(function)
        def find(*args: P.args, **kwargs: P.kwargs) -> R:
            given = wanted.bind(*args, **kwargs)
            given.apply_defaults()
            is_own = any(
                isinstance(one, Kerngebied) and one.is_van_bezoeker for one in given.arguments.values()
            )
            return (own if is_own else shared)(*given.args, **given.kwargs)

        return find

    return decorate
