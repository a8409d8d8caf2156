"""The legend of a map as HTML: what each colour, pattern and letter stands for, with counts.

It goes along with every recolour, so it is short: patterns and lines are drawn by the style sheet.
"""

from __future__ import annotations

import dataclasses
from html import escape
from typing import TYPE_CHECKING

from woonzorg.kaart.svg import choose_inkt
from woonzorg.oordeel import klassewoorden
from woonzorg.tekst.getal import (
    ONBEKEND,
    format_getal,
)

if TYPE_CHECKING:
    from woonzorg.kaart.beeld import Kleuring, Vak
    from woonzorg.kaart.hoogte import Hoogte


def render_legenda(kleuring: Kleuring, meervoud: str, *, omlijnen: bool, hoogte: Hoogte | None = None) -> str:
    """Render the boxes of a colouring, with areas and households.

    Parameters
    ----------
    kleuring : Kleuring
    meervoud : str
        Word for the areas, such as 'buurten'.
    omlijnen : bool
        Whether outlines are shown, and so explained.
    hoogte : Hoogte, optional
        What columns tell. On such a map there are no patterns and no outlines.
    """
    plain = tuple(dataclasses.replace(vak, patroon="") for vak in kleuring.vakken)
    heads = [vak.kop for vak in kleuring.vakken]
    items = "".join(
        _render_vak(vak, apart=heads.count(vak.kop) > 1) for vak in (plain if hoogte else kleuring.vakken)
    )
    # Without figures on the trait of that year there may be concentrations: they are unknown, and not 0.
    counts = {kind: str(kleuring.lijn.count(kind)) if kleuring.lijn_bekend else ONBEKEND for kind in _LIJNEN}
    told = dict(zip(_LIJNEN, kleuring.lijnuitleg, strict=False))
    lines = "".join(_render_lijn(kind, count, told.get(kind, "")) for kind, count in counts.items())
    marks = "" if hoogte else _render_merk(kleuring)
    note = f'<p class="wz-hoogte">{escape(klassewoorden.describe_hoogte(hoogte.titel))}</p>' if hoogte else ""
    title = _name_lijnen(kleuring, meervoud, omlijnen=omlijnen and not hoogte)
    return (
        f'<p class="wz-legendatitel">{escape(title)}</p>{note}'
        f'<ul class="wz-legenda" aria-label="Legenda">'
        f"{items}{lines if omlijnen and not hoogte else ''}{marks}</ul>"
    )


_LIJNEN = ("concentratie", "overconcentratie")


def _name_lijnen(kleuring: Kleuring, meervoud: str, *, omlijnen: bool) -> str:
    """Return the title, with what the numbers count, and of what the outlines tell where there are any."""
    what, known, _ = next(iter(kleuring.lijnuitleg), "").partition(";")
    shares = (
        " en deel van de huishoudens" if any(vak.huishoudens != ONBEKEND for vak in kleuring.vakken) else ""
    )
    lines = f" · concentratie: {what}" if omlijnen and known else ""
    return f"{kleuring.titel}: aantal {meervoud}{shares}{lines}"


def _render_vak(vak: Vak, *, apart: bool) -> str:
    """Render a box; in a line its note is left out, unless it is what tells it from another of the same head."""
    first, *rest = vak.uitleg.split(", ", 1) if apart else (vak.uitleg,)
    more = f"<span>, {escape(rest[0])}</span>" if rest else ""
    kind = ' class="apart"' if apart else ' class="noot"'
    note = f"<small{kind}>{escape(first)}{more}</small>" if vak.uitleg else ""
    return (
        f"<li>{_render_staal(vak)}<span><b>{escape(vak.kop)}</b> <span>{format_getal(vak.aantal)}</span>"
        f"</span>{note}{_render_huishoudens(vak)}</li>"
    )


def _render_staal(vak: Vak) -> str:
    """Render the colour with its letter, or its pattern."""
    kind = vak.patroon or ("licht" if choose_inkt(vak.kleur) == "#ffffff" else "")
    kind += " lang" if len(vak.letter) > 2 else ""
    name = f' class="{kind}"' if kind else ""
    letter = "" if vak.patroon else escape(vak.letter)
    hidden = ' aria-hidden="true"' if letter else ""  # of what is empty nothing is spoken
    return f'<i{name} style="background-color:{vak.kleur}"{hidden}>{letter}</i>'


def _render_huishoudens(vak: Vak) -> str:
    # Without households of that year there is nothing to say, and certainly not in every box. The word itself stands in
    # the name of the list, and where there is room the style sheet writes it.
    return "" if vak.huishoudens == ONBEKEND else f"<small>{escape(vak.huishoudens)}</small>"


def _render_lijn(soort: str, aantal: str, uitleg: str) -> str:
    note = f' <small class="noot">{escape(uitleg)}</small>' if uitleg else ""
    swatch = f'<i class="{soort}" aria-hidden="true"></i>'
    return f"<li>{swatch}<span><b>{soort.capitalize()}</b> {aantal}</span>{note}</li>"


def _render_merk(kleuring: Kleuring) -> str:
    """Render what the mark around areas says, with how many have it; '' where none has."""
    count = sum(kleuring.gemerkt)
    kind = f" {kleuring.merklijn}" if kleuring.merklijn else ""
    swatch = f'<i class="merk{kind}" aria-hidden="true"></i>'
    return (
        f"<li>{swatch}<span><b>{escape(kleuring.merkuitleg.capitalize())}</b> {count}</span></li>"
        if count
        else ""
    )
