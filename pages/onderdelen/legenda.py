"""The legend of a map as HTML: what each colour, pattern and letter stands for, with counts."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from woonzorg.kaart.svg import choose_vulling, render_patronen
from woonzorg.tekst import format_getal

if TYPE_CHECKING:
    from woonzorg.kaart.beeld import Kleuring, Vak


def render_legenda(kleuring: Kleuring, meervoud: str, *, omlijnen: bool) -> str:
    """Render the boxes of a colouring, with areas and households.

    Parameters
    ----------
    kleuring : Kleuring
    meervoud : str
        Word for the areas, such as 'buurten'.
    omlijnen : bool
        Whether outlines are shown, and so explained.
    """
    items = "".join(_render_vak(vak, meervoud) for vak in kleuring.vakken)
    lines = "".join(_render_lijn(kind, kleuring.lijn.count(kind), dash) for kind, dash in _LIJNEN)
    return (
        f'<p class="wz-legendatitel">{escape(kleuring.titel)}</p>'
        f'<ul class="wz-legenda" aria-label="Legenda">{items}{lines if omlijnen else ""}</ul>'
    )


_LIJNEN = (("concentratie", "4 3"), ("overconcentratie", "none"))


def _render_vak(vak: Vak, meervoud: str) -> str:
    prefix = f"legenda-{vak.patroon}"
    patterns = render_patronen(prefix, 0.1)
    swatch = (
        f'<svg width="26" height="18" aria-hidden="true">{patterns if vak.patroon else ""}'
        f'<rect x=".5" y=".5" width="25" height="17" fill="{choose_vulling(vak, prefix)}" stroke="#6b6b76"/>'
        f"{_render_letter(vak)}</svg>"
    )
    note = f'<span class="uitleg">{escape(vak.uitleg)}</span>' if vak.uitleg else ""
    return (
        f"<li>{swatch}<span><b>{escape(vak.kop)}</b> {format_getal(vak.aantal)} "
        f'<span class="sr">{escape(meervoud)}</span></span>'
        f'{note}<span class="uitleg">{escape(_name_huishoudens(vak))}</span></li>'
    )


def _name_huishoudens(vak: Vak) -> str:
    return "huishoudens onbekend" if vak.huishoudens == "onbekend" else f"{vak.huishoudens} huishoudens"


def _render_letter(vak: Vak) -> str:
    if vak.patroon:
        return ""
    red, green, blue = (int(vak.kleur[start : start + 2], 16) for start in (1, 3, 5))
    ink = "#fff" if 0.299 * red + 0.587 * green + 0.114 * blue < 140 else "#222"
    return f'<text x="13" y="13" text-anchor="middle" font-size="11" fill="{ink}">{escape(vak.letter)}</text>'


def _render_lijn(soort: str, aantal: int, streep: str) -> str:
    swatch = (
        '<svg width="26" height="18" aria-hidden="true"><rect x="3" y="3" width="20" height="12" fill="none" '
        f'stroke="#111" stroke-width="2.2" stroke-dasharray="{streep}"/></svg>'
    )
    return f"<li>{swatch}<span><b>{soort.capitalize()}</b> {aantal}</span></li>"
