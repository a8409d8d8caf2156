"""Reading the css, html and js of components, each beside the code that uses it."""

from __future__ import annotations

import re
from pathlib import Path

_PAGINAS = Path(__file__).parents[1]
_UITLEG = re.compile(r"^\s*(/\*(?s:.*?)\*/|//.*)\s*?$|^[ \t]+", re.MULTILINE)


def read_bestand(naam: str) -> str:
    """Return a file by its path from `pages`, to give to a component.

    Comments on lines of their own and indentation are left out: a small script goes along with every rerun. It begins
    with a newline, for Streamlit takes a text of one line for a path.
    """
    return "\n" + _UITLEG.sub("", (_PAGINAS / naam).read_text(encoding="utf-8"))
