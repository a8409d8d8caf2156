"""A slide about one area as HTML, for the screen that presents; what it tells, `woonzorg.buurt.diabeeld` says."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from woonzorg.grafiek.diamaat import BOVEN, ONDER, list_diamaten
from woonzorg.kaart.diakaart import make_diakaart, render_diakaart
from woonzorg.oordeel import klassewoorden

if TYPE_CHECKING:
    from woonzorg.buurt.diabeeld import Diabeeld
    from woonzorg.buurt.diawoorden import Diaregel
    from woonzorg.grafiek.diamaat import Diamaat
    from woonzorg.kaart.schalen import Schalen
    from woonzorg.oordeel.toets import Score

_MATEN = ((740, "propvol"), (520, "heel-vol"), (280, "vol"))
"""From so many letters on the words beside the map are set smaller, so that a beamer holds them all."""
_LANGE_KOP = (150, 110)
"""A headline from so many letters on takes a line more: as much room as so many letters beside the map."""


def render_dia(dia: Diabeeld, score: Score, schalen: Schalen) -> str:
    """Render a slide; every text in it is escaped.

    Parameters
    ----------
    dia : Diabeeld
    score : Score
        For the map.
    schalen : Schalen
        Of the level of the area.
    """
    letters = sum(len(line.aanhef) + len(line.tekst) for line in dia.regels)
    letters += _LANGE_KOP[1] if len(dia.kop) > _LANGE_KOP[0] else 0
    full = next((f" {name}" for least, name in _MATEN if letters > least), "")
    kaart = make_diakaart(score, dia.toets.code)
    drawn = render_diakaart(kaart) if kaart else '<p class="leeg">Van dit gebied is er geen omtrek.</p>'
    measures = "".join(map(_render_maat, list_diamaten(dia.toets, schalen)))
    lines = "".join(map(_render_regel, dia.regels))
    return (
        f'<article class="wz-dia{full}">{render_diakop(dia.kop, dia.toets.naam)}'
        f'<div class="vel"><div class="kaart">{drawn}</div>'
        f'<div class="kolom"><p class="plaats">{escape(dia.plaats)}</p>{measures}{lines}</div></div>'
        f"{render_diavoet(dia.bron, fictief=dia.fictief)}</article>"
    )


def render_diakop(kop: str, naam: str = "") -> str:
    """Render the headline, the name in it in colour; it takes the focus when the slide comes."""
    before, name, after = kop.partition(naam) if naam else (kop, "", "")
    marked = f"<em>{escape(name)}</em>" if name else ""
    return f'<h1 tabindex="-1">{escape(before)}{marked}{escape(after)}</h1>'


def render_diavoet(bron: str, *, fictief: bool) -> str:
    """Render the quiet foot: sources, whether all is made up, and what the figures are not for."""
    fiction = ' · <b class="fictie">verzonnen cijfers</b>' if fictief else ""
    return f"<footer><p>{escape(bron)}{fiction} · {escape(klassewoorden.DISCLAIMER)}</p></footer>"


def _render_maat(maat: Diamaat) -> str:
    return (
        f'<p class="maat"><b>{escape(maat.titel)} <small>{maat.jaar}</small></b><b>{escape(maat.waarde)}</b></p>'
        f'{maat.beeld}<p class="schaal"><span>{ONDER}</span><span>{escape(maat.noot)}</span><span>{BOVEN}</span></p>'
    )


def _render_regel(regel: Diaregel) -> str:
    lead = f"<b>{escape(regel.aanhef)}</b> " if regel.aanhef else ""
    kind = ' class="let-op"' if regel.let_op else ""
    return f"<p{kind}>{lead}{escape(regel.tekst)}</p>"
