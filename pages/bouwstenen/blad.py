"""A page to read: its looks, plain tables as HTML, and opening the data that a link or the map asks for."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from woonzorg.fouten import GegevensFout
from woonzorg.links.link import Weergave

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from woonzorg.fouten import WoonzorgFout

_STIJL = (Path(__file__).parent / "blad.css").read_text(encoding="utf-8")
_WEERGAVE = "weergave"


def show_stijl() -> None:
    """Set the looks of a page to read."""
    st.html(f"<style>{_STIJL}</style>")


def read_kaartweergave() -> Weergave:
    """Return what the map shows to this visitor; this page's own link is not the map's."""
    kept = st.session_state.get(_WEERGAVE)
    return kept if isinstance(kept, Weergave) else Weergave()


def keep_kaartweergave(weergave: Weergave) -> None:
    """Let the map show this from now on."""
    st.session_state[_WEERGAVE] = weergave


def render_adres(adres: str) -> str:
    """Render an address as a link when it is one on the web, else as text."""
    text = escape(adres)
    if not adres.startswith(("https://", "http://")):
        return text
    return f'<a href="{text}" target="_blank" rel="noopener noreferrer">{text}</a>'


def render_eigenschappen(bijschrift: str, regels: Iterable[tuple[str, str]]) -> str:
    """Render names and values, a row each; values are HTML, empty ones are left out."""
    rows = "".join(
        f'<tr><th scope="row">{escape(naam)}</th><td>{waarde}</td></tr>' for naam, waarde in regels if waarde
    )
    return f"<table><caption>{escape(bijschrift)}</caption><tbody>{rows}</tbody></table>"


def render_rooster(bijschrift: str, koppen: Sequence[str], rijen: Iterable[Sequence[str]]) -> str:
    """Render a table whose cells are HTML; the first column heads its row."""
    heads = "".join(f'<th scope="col">{escape(kop)}</th>' for kop in koppen)
    rows = "".join(
        f'<tr><th scope="row">{first}</th>{"".join(f"<td>{cell}</td>" for cell in rest)}</tr>'
        for first, *rest in rijen
    )
    label = escape(bijschrift)
    return (
        f'<div class="wz-rooster" role="region" aria-label="{label}" tabindex="0"><table><caption>{label}</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def render_fout(fout: WoonzorgFout) -> str:
    """Render what is wrong with a file; what stands in a file is never taken for markup."""
    if not isinstance(fout, GegevensFout):
        return f'<div class="wz-fout" role="alert"><p>{escape(str(fout))}</p></div>'
    findings = "".join(f"<li>{escape(text)}</li>" for text in fout.bevindingen)
    return (
        f'<div class="wz-fout" role="alert"><p><b>{escape(fout.wat)}</b> {escape(fout.remedie)}</p>'
        f"<ul>{findings}</ul></div>"
    )
