"""Who logged out: all screens of that account that were open then are closed, not only the one where it was done."""

from __future__ import annotations

import threading
from collections import OrderedDict
from datetime import UTC, datetime

_MEEST = 10_000
_SLOT = threading.Lock()
_AFGEMELD: OrderedDict[str, datetime] = OrderedDict()
"""When each account logged out last; the one of longest ago goes first."""


def log_out(account: str) -> None:
    """Remember that an account logs out now."""
    with _SLOT:
        _AFGEMELD[account] = datetime.now(UTC)
        _AFGEMELD.move_to_end(account)
        while len(_AFGEMELD) > _MEEST:
            _AFGEMELD.popitem(last=False)


def is_afgemeld(account: str, begonnen: datetime) -> bool:
    """Tell whether an account logged out after a visit began."""
    moment = _AFGEMELD.get(account) if account else None
    return moment is not None and moment > begonnen
