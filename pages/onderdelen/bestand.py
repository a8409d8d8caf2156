"""Reading the css, html and js of components, which stand beside the code that uses them."""

from __future__ import annotations

import re
from pathlib import Path

_HIER = Path(__file__).parent
_KOP = re.compile(r"\A/\*.*?\*/\s*", re.DOTALL)


def read_bestand(naam: str) -> str:
    """Return a file of this folder, to give to a component.

    The comment at its head is left out: a small script goes along with every rerun. It begins with a newline, for
    Streamlit takes a text of one line for a path.
    """
    return "\n" + _KOP.sub("", (_HIER / naam).read_text(encoding="utf-8"))
