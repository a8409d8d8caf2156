"""The slide before the first area: the map of the whole with its sentence, and the numbers of the list on it."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING

from pages.kaart.diablad import render_diakop, render_diavoet
from woonzorg.buurt.diawoorden import write_bron
from woonzorg.kaart.beeld import LIJNEN
from woonzorg.kaart.nummers import add_nummers, find_plekken
from woonzorg.kaart.svg import render_svg
from woonzorg.kaart.thema import KLASSE
from woonzorg.oordeel.klassewoorden import TE_VEEL
from woonzorg.rapport.delen import render_staal
from woonzorg.rapport.dia import render_lijnstaal
from woonzorg.tekst.getal import ONBEKEND, format_getal

if TYPE_CHECKING:
    from pages.kaart.kaartbeeld import Kaartbeeld
    from woonzorg.kaart.beeld import Vak

_BREED = 760


def render_overzicht(beeld: Kaartbeeld, lijst: tuple[str, ...]) -> str:
    """Render the map as it was chosen, with what its colours stand for, and the areas of the list by number."""
    score = beeld.grondslag.score
    names = "".join(f"<li>{escape(score.namen[code])}</li>" for code in lijst)
    listed = f'<ol class="lijst">{names}</ol>' if names else ""
    source = write_bron(score.jaar_ses, score.jaar_lbm, score.kenmerk)
    return (
        f'<article class="wz-dia overzicht">{render_diakop(beeld.kop)}'
        f'<div class="vel"><div class="kaart">{_render_kaart(beeld, lijst)}</div>'
        f'<div class="kolom">{_render_sleutel(beeld)}{listed}</div></div>'
        f"{render_diavoet(source, fictief=beeld.snapshot.manifest.fictief)}</article>"
    )


def _render_sleutel(beeld: Kaartbeeld) -> str:
    """Render what colours and lines stand for, with how many areas; a box without any is left out."""
    kleuring = beeld.kaart.kleuring
    boxes = "".join(
        f"<li>{render_staal(vak)}<span><b>{escape(vak.kop)}</b> {format_getal(vak.aantal)}"
        f"<small>{escape(_tell_vak(vak))}</small></span></li>"
        for vak in kleuring.vakken
        if vak.aantal
    )
    lines = "".join(
        f"<li>{render_lijnstaal(kind)}<span><b>{kind.capitalize()}</b> {kleuring.lijn.count(kind)}"
        f"<small>{escape(told)}</small></span></li>"
        for kind, told in zip(LIJNEN[1:], kleuring.lijnuitleg, strict=False)
        if _has_lijnen(beeld) and kind in kleuring.lijn
    )
    return f'<p class="plaats">{escape(kleuring.titel)}</p><ul class="sleutel">{boxes}{lines}</ul>'


def _tell_vak(vak: Vak) -> str:
    share = "" if vak.huishoudens == ONBEKEND else f"{vak.huishoudens} van de huishoudens"
    return " · ".join(filter(None, [vak.uitleg, share]))


def _has_lijnen(beeld: Kaartbeeld) -> bool:
    return beeld.weergave.omlijnen or beeld.weergave.thema == KLASSE


def _render_kaart(beeld: Kaartbeeld, lijst: tuple[str, ...]) -> str:
    kaart, score = beeld.kaart, beeld.grondslag.score
    if kaart.vormen.is_druk:
        return f'<p class="leeg">{escape(TE_VEEL)}</p>'
    plain = ("",) * len(kaart.kleuring.lijn)
    colours = kaart.kleuring if _has_lijnen(beeld) else replace(kaart.kleuring, lijn=plain)
    drawn = render_svg(replace(kaart, kleuring=colours), "overzicht", _BREED)
    return add_nummers(drawn, kaart, find_plekken(kaart.vormen, score.gebieden, lijst), _BREED)
