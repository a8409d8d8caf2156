"""A document as one page of HTML that needs nothing else: no script, no font, no request; it prints on A4.

Every text is escaped here; only drawings of our own go in as they are.
"""

from __future__ import annotations

from functools import singledispatch
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from woonzorg.dag import format_datum
from woonzorg.rapport.stuk import (
    Alinea,
    Beeld,
    Bladzijde,
    Kop,
    Legenda,
    Lijst,
    Merken,
    Naast,
    Schrijfvak,
    Tabel,
)
from woonzorg.tekst.plat import drop_stuur

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from woonzorg.rapport.stuk import Blok, Stuk

_STIJL = (Path(__file__).with_name("sjablonen") / "webblad.css").read_text(encoding="utf-8")


def render_html(stuk: Stuk) -> str:
    """Render a document; the same document gives the same text."""
    mark = (
        f'<div class="watermerk" aria-hidden="true">{escape(stuk.watermerk)}</div>' if stuk.watermerk else ""
    )
    return drop_stuur(
        '<!DOCTYPE html>\n<html lang="nl"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        # Even if a text escaped our care, a browser would fetch and run nothing.
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        f"<title>{escape(stuk.titel)}</title><style>{_STIJL}</style></head><body>{mark}"
        f"<header><p><b>Woonzorg</b> {escape(stuk.soort)}</p><p>{escape(stuk.regio)} · "
        f"{escape(format_datum(stuk.datum.isoformat()))}</p></header>"
        f"<main>{render_blokken(stuk.blokken)}</main><footer>{escape(stuk.voet)}</footer></body></html>\n"
    )


def render_blokken(blokken: Iterable[Blok]) -> str:
    """Render blocks below each other."""
    return "".join(map(_render_blok, blokken))


@singledispatch
def _render_blok(blok: Blok) -> str:
    raise NotImplementedError(type(blok).__name__)


@_render_blok.register
def _render_kop(blok: Kop) -> str:
    return f"<h{blok.niveau}>{escape(blok.tekst)}</h{blok.niveau}>"


@_render_blok.register
def _render_alinea(blok: Alinea) -> str:
    text = escape(blok.tekst)
    if blok.adres.startswith(("https://", "http://")):
        text = f'<a href="{escape(blok.adres)}">{text}</a>'
    lead = f"<b>{escape(blok.aanhef)}</b> " if blok.aanhef else ""
    return f'<p class="{blok.stijl}">{lead}{text}</p>'


@_render_blok.register
def _render_lijst(blok: Lijst) -> str:
    items = "".join(f"<li>{escape(regel)}</li>" for regel in blok.regels)
    return f'<ul class="{blok.stijl}">{items}</ul>'


def _render_rij(staal: str, cellen: Sequence[str], soorten: Sequence[str]) -> str:
    """Render a row; its head is the first cell, or where that goes on with what stands above, the second."""
    head = 0 if staal or cellen[0] else 1
    written = [f"{staal}{' ' if staal else ''}{escape(cellen[0])}", *map(escape, cellen[1:])]
    return "".join(
        f'<th scope="row">{text}</th>' if place == head else f"<td{soort}>{text}</td>"
        for place, (text, soort) in enumerate(zip(written, soorten, strict=True))
    ).join(("<tr>", "</tr>"))


@_render_blok.register
def _render_tabel(blok: Tabel) -> str:
    kinds = ["" if kolom.decimalen is None else ' class="getal"' for kolom in blok.kolommen]
    heads = "".join(
        f'<th scope="col"{kind}>{escape(kolom.kop)}</th>'
        for kolom, kind in zip(blok.kolommen, kinds, strict=True)
    )
    swatches = (*blok.stalen, *[""] * (len(blok.rijen) - len(blok.stalen)))
    rows = "".join(
        _render_rij(staal, cells, kinds) for staal, cells in zip(swatches, blok.format_rijen(), strict=True)
    )
    empty = (
        f'<tr class="schrijf" aria-hidden="true">{"<td></td>" * len(blok.kolommen)}</tr>' * blok.schrijfrijen
    )
    label, short = escape(blok.bijschrift), ' class="kort"' if len(blok.rijen) <= 12 else ""
    # On a phone a wide table scrolls within its own place, also by keyboard.
    return (
        f'<div class="rooster" role="region" aria-label="{label}" tabindex="0"><table{short}><caption>{label}</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}{empty}</tbody></table></div>"
    )


@_render_blok.register
def _render_beeld(blok: Beeld) -> str:
    return (
        f'<div class="beeld" role="img" aria-label="{escape(blok.alt)}" style="width:{100 * blok.breedte:g}%">'
        f"{blok.svg}</div>"
    )


@_render_blok.register
def _render_merken(blok: Merken) -> str:
    marks = "".join(
        f'<span class="merk" style="background:{merk.kleur};color:{merk.inkt}">{escape(merk.tekst)}</span>'
        for merk in blok.merken
    )
    return f'<p class="merken">{marks}</p>'


@_render_blok.register
def _render_legenda(blok: Legenda) -> str:
    boxes = "".join(f"<li>{staal}{escape(woorden)}</li>" for staal, woorden in blok.vakken)
    return f'<ul class="legenda">{boxes}</ul>'


@_render_blok.register
def _render_schrijfvak(blok: Schrijfvak) -> str:
    lines = '<i aria-hidden="true"></i>' * blok.regels
    return f'<div class="schrijfvak"><p><b>{escape(blok.kop)}</b></p>{lines}</div>'


@_render_blok.register
def _render_naast(blok: Naast) -> str:
    columns = "".join(
        f'<div style="flex:{deel:g} 1 0">{render_blokken(kolom)}</div>'
        for deel, kolom in zip(blok.delen, blok.kolommen, strict=True)
    )
    return f'<div class="naast">{columns}</div>'


@_render_blok.register
def _render_blad(blok: Bladzijde) -> str:
    lies = " liggend" if blok.liggend else ""
    return f'<section class="blad{lies}">{render_blokken(blok.blokken)}</section>'
