"""All hostile cases that are read, in one table."""

from __future__ import annotations

import dienstgevallen
import kaartgevallen
import rekenbladgevallen
import tekstgevallen

GEVALLEN = (
    *rekenbladgevallen.GEVALLEN, *tekstgevallen.GEVALLEN, *kaartgevallen.GEVALLEN, *dienstgevallen.GEVALLEN,
)  # fmt: skip
