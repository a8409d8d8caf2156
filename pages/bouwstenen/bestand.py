"""Reading the css, html and js of components, each beside the code that uses it."""

from __future__ import annotations

from pathlib import Path

_PAGINAS = Path(__file__).parents[1]


def read_bestand(naam: str) -> str:
    """Return a file by its path from `pages`, to give to a component.

    It begins with a newline, for Streamlit takes a text of one line for a path.
    """
    return "\n" + (_PAGINAS / naam).read_text(encoding="utf-8")
