"""How the server writes its own lines: as text, or each as a JSON object (`WOONZORG_LOG`)."""

from __future__ import annotations

import logging
import sys

from woonzorg.instelling import LOG_JSON
from woonzorg.tekst.logregel import Logregel

EIGEN = ("woonzorg", "pages")
"""The loggers of the house; Streamlit and uvicorn write theirs as they do."""


def arrange_log(vorm: str) -> None:
    """Let the house write its lines as 'tekst', which is left as Python has it, or as 'json' to the error stream."""
    if vorm != LOG_JSON:
        return
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Logregel())
    for name in EIGEN:
        logger = logging.getLogger(name)
        logger.handlers[:] = [handler]
        logger.setLevel(logging.INFO)
        logger.propagate = False
