"""Render a map as SVG, for the screen and for paper. Every text is escaped here.

`render_vormen` draws the outlines without any colour, once; `pack_kleuring` is the little that a recolour
sends after it; `render_svg` does both at once, for a document.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from woonzorg.kaart.beeld import BUITEN, LIJNEN
from woonzorg.kaart.thema import ONBEKEND_LETTER
from woonzorg.oordeel.klassewoorden import LABELS
from woonzorg.tekst.getal import ONBEKEND

if TYPE_CHECKING:
    from collections.abc import Iterable

    from woonzorg.kaart.beeld import Kaart, Kleuring, Omtrek, Vak, Venster, Vlak, Vormen

BUITEN_KLEUR = "#eceef0"
"""Fill of areas outside the chosen gemeente."""

_PATRONEN = {  # path, colour, width and ends of the strokes on a tile
    "stippen": ("M20 20h0M60 60h0", "#54278f", 24, "round"),
    "arcering": ("M-20 20L20-20M0 80L80 0M60 100L100 60", "#8d8f92", 10, "butt"),
    "streep": ("M-20 60L20 100M0 0L80 80M60-20L100 20", "#8c6bb1", 10, "butt"),
    "ruit": ("M0 0L80 80M80 0L0 80", "#6b6b76", 8, "butt"),
}
_GRONDEN = {"streep": "#f3eefb", "ruit": "#ffffff"}
"""Ground colour of a pattern that is not that of a class."""
_PATROON_ZIJDE = 80


def render_patronen(prefix: str, schaal: float = 1.0, namen: Iterable[str] = _PATRONEN) -> str:
    """Render patterns as <defs>, with ids that start with `prefix`; at scale 1 in units of a map."""
    tiles = pack_patronen()
    size = f'width="{_PATROON_ZIJDE}" height="{_PATROON_ZIJDE}"'
    patterns = (
        f'<pattern id="{escape(prefix)}-{name}" {size} patternUnits="userSpaceOnUse" '
        f'patternTransform="scale({schaal:g})">'
        f'<rect {size} fill="{tiles[name]["kleur"]}"/>{_render_streken(tiles[name])}</pattern>'
        for name in namen
    )
    return f"<defs>{''.join(patterns)}</defs>"


def _render_streken(tegel: dict[str, Any]) -> str:
    looks = f'stroke="{tegel["inkt"]}" stroke-width="{tegel["dikte"]}" stroke-linecap="{tegel["einde"]}"'
    return f'<path d="{tegel["pad"]}" {looks}/>'


def pack_patronen() -> dict[str, dict[str, Any]]:
    """Return the tile of each pattern: its side, ground colour, and the strokes on it."""
    grounds = _GRONDEN | {label.patroon: label.kleur for label in LABELS.values() if label.patroon}
    return {
        name: {
            "zijde": _PATROON_ZIJDE,
            "kleur": grounds[name],
            "pad": path,
            "inkt": ink,
            "dikte": width,
            "einde": cap,
        }
        for name, (path, ink, width, cap) in _PATRONEN.items()
    }


def choose_vulling(vak: Vak, prefix: str) -> str:
    """Return the fill of a box: a colour, or a reference to its pattern."""
    return f"url(#{prefix}-{vak.patroon})" if vak.patroon else vak.kleur


def choose_inkt(kleur: str) -> str:
    """Return the colour of letters that can be read on a colour."""
    red, green, blue = (int(kleur[start : start + 2], 16) for start in (1, 3, 5))
    return "#ffffff" if 0.299 * red + 0.587 * green + 0.114 * blue < 140 else "#16161d"


def render_vormen(vormen: Vormen, prefix: str) -> str:
    """Render the outlines without colour, as an inline <svg> whose areas are the options of a list.

    Parameters
    ----------
    vormen : Vormen
    prefix : str
        Start of every id, so that two maps can stand on one page.
    """
    areas = "".join(
        f'<path id="{escape(prefix)}-{index}" class="vlak" d="{vlak.pad}" data-i="{index}" role="option" '
        f'aria-selected="false" tabindex="-1" aria-label="{escape(vlak.naam)}"/>'
        for index, vlak in enumerate(vormen.vlakken)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {vormen.breedte} {vormen.hoogte}" '
        f'preserveAspectRatio="xMidYMid meet">{render_patronen(prefix)}'
        f'<g class="vlakken" role="listbox" aria-label="Kaart">{areas}</g>'
        f"{_render_bovenlaag(vormen)}</svg>"
    )


def _render_bovenlaag(vormen: Vormen) -> str:
    """Render what lies over the areas and is not spoken: their names stand in the list already."""
    borders, parts = (
        "".join(f'<path d="{shape.pad}"/>' for shape in shapes) for shapes in (vormen.gemeenten, vormen.delen)
    )
    names = "".join(
        f'<text x="{gemeente.x}" y="{gemeente.y}" data-x="{gemeente.x}" data-y="{gemeente.y}">'
        f"{escape(gemeente.naam)}</text>"
        for gemeente in (*vormen.gemeenten, *vormen.delen)
    )
    return (
        '<g aria-hidden="true" pointer-events="none"><g class="letters"></g><g class="lijnen"></g>'
        f'<g class="delen">{parts}</g><g class="grenzen">{borders}</g><g class="namen">{names}</g>'
        '<g class="keuze"></g><g class="focus"></g></g>'
    )


def pack_punten(vormen: Vormen) -> list[list[Any]]:
    """Return code, name and the largest inner circle of each area, for keyboard, tooltip and letters."""
    return [[vlak.code, vlak.naam, vlak.x, vlak.y, vlak.straal] for vlak in vormen.vlakken]


def pack_kleuring(kaart: Kaart, prefix: str) -> dict[str, Any]:
    """Pack what a recolour sends: for each area a sign or two, and the legend once.

    Returns
    -------
    dict
        Plain values: ``vakken`` (fill, letter, words for its areas without text), ``vak`` and ``grens`` with one
        sign an area, ``lijnen`` (numbers of the areas with each kind of line), ``tekst`` (numbers joined by |, with a
        plain minus, nothing where missing; '' for the class theme), ``cijfers`` (joined alike; absent for letters),
        ``gekozen``, ``venster``, ``titel``; and where there are any ``eenheid``, and ``merk``: a word, the numbers of
        the marked areas, and its line where that is not of dots.
    """
    colouring = kaart.kleuring
    near_any = any(colouring.grensgeval)
    silent = {box for box, word in zip(colouring.vak, colouring.tekst, strict=False) if not word}
    return {
        "vormen": kaart.vormen.sleutel,
        "titel": kaart.titel,
        "gekozen": kaart.gekozen,
        "venster": list(kaart.venster),
        "vakken": [
            [choose_vulling(vak, prefix), vak.letter, _choose_woord(vak, colouring, told=index in silent)]
            for index, vak in enumerate(colouring.vakken)
        ],
        "vak": "".join("." if box == BUITEN else _TEKENS[box] for box in colouring.vak),
        "lijnen": [[i for i, line in enumerate(colouring.lijn) if line == kind] for kind in LIJNEN[1:]],
        "grens": "".join("1" if near else "0" for near in colouring.grensgeval) if near_any else "",
        "tekst": "|".join("" if word == ONBEKEND else word for word in colouring.tekst).replace("−", "-"),
    } | _pack_extra(colouring)


_TEKENS = "0123456789abcdefghijklmnopqrstuvwxyz"
"""One sign a box: more boxes than these no legend has."""


def _pack_extra(kleuring: Kleuring) -> dict[str, Any]:
    """Pack what few colourings have."""
    extra: dict[str, Any] = {"cijfers": "|".join(kleuring.cijfers)} if kleuring.cijfers else {}
    extra |= {"eenheid": f" {kleuring.eenheid}"} if kleuring.eenheid else {}
    marked = [i for i, mark in enumerate(kleuring.gemerkt) if mark]
    kind = [kleuring.merklijn] if kleuring.merklijn else []
    return extra | ({"merk": [kleuring.merkuitleg, marked, *kind]} if marked else {})


def _choose_woord(vak: Vak, kleuring: Kleuring, *, told: bool) -> str:
    """Return the word of a box where areas in it have no text of their own."""
    if not kleuring.tekst or told:
        return vak.naam
    return ONBEKEND if vak.letter == ONBEKEND_LETTER else ""


def render_svg(kaart: Kaart, prefix: str = "kaart", breedte: int = 760) -> str:
    """Render a whole map, coloured, as SVG text for a document.

    Parameters
    ----------
    kaart : Kaart
    prefix : str
        Start of every id.
    breedte : int
        Width in pixels; the height follows.

    Returns
    -------
    str
        The same map gives the same text.
    """
    left, top, width, height = kaart.venster
    pixel = width / breedte
    layers = (
        render_patronen(prefix),
        _render_vlakken(kaart, prefix, pixel),
        _render_letters(kaart, pixel),
        _render_lijnen(kaart, prefix, pixel),
        _render_merken(kaart, pixel),
        _stroke(kaart.vormen.delen, "#222", pixel, f' stroke-dasharray="{4 * pixel:.1f} {2 * pixel:.1f}"'),
        _stroke(kaart.vormen.gemeenten, "#222", 1.6 * pixel),
        _render_namen(kaart, pixel),
        _render_keuze(kaart, prefix, pixel),
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{escape(kaart.titel)}" '
        f'width="{breedte}" height="{round(height / pixel)}" viewBox="{left} {top} {width} {height}">'
        f"{''.join(layers)}</svg>"
    )


def _render_vlakken(kaart: Kaart, prefix: str, pixel: float) -> str:
    colouring = kaart.kleuring
    fills = [choose_vulling(vak, prefix) for vak in colouring.vakken]
    paths = (
        f'<path d="{vlak.pad}" fill="{BUITEN_KLEUR if box == BUITEN else fills[box]}">'
        f"<title>{escape(vlak.naam)}: {escape(colouring.describe_vlak(index))}</title></path>"
        for index, (vlak, box) in enumerate(zip(kaart.vormen.vlakken, colouring.vak, strict=True))
    )
    return f'<g stroke="#fff" stroke-width="{pixel:.1f}">{"".join(paths)}</g>'


def _render_letters(kaart: Kaart, pixel: float) -> str:
    """Render the letter of its box in each area that has room: a paper may be copied without colour."""
    colouring = kaart.kleuring
    letters = "".join(
        f'<text x="{vlak.x}" y="{vlak.y}" fill="{choose_inkt(colouring.vakken[box].kleur)}">'
        f"{escape(colouring.vakken[box].letter)}</text>"
        for vlak, box in zip(kaart.vormen.vlakken, colouring.vak, strict=True)
        if box != BUITEN and vlak.straal > 8 * pixel and not colouring.vakken[box].patroon
        if not any(_is_onder_naam(vlak, gemeente, pixel) for gemeente in kaart.vormen.gemeenten)
    )
    looks = f'font-family="sans-serif" font-weight="700" font-size="{12 * pixel:.1f}" text-anchor="middle"'
    return f'<g {looks} dominant-baseline="central">{letters}</g>'


def _render_lijnen(kaart: Kaart, prefix: str, pixel: float) -> str:
    """Render one line around the areas of a kind that touch."""
    dashes = {"concentratie": f' stroke-dasharray="{4 * pixel:.1f} {3 * pixel:.1f}"', "overconcentratie": ""}
    kinds = {
        kind: [
            vlak for vlak, line in zip(kaart.vormen.vlakken, kaart.kleuring.lijn, strict=True) if line == kind
        ]
        for kind in dashes
    }
    return "".join(
        render_buitenlijn(
            shapes,
            f"{prefix}-{kind}",
            (("#fff", 8 * pixel), ("#111", 6 * pixel, dashes[kind]), ("#fff", 2 * pixel)),
        )
        for kind, shapes in kinds.items()
    )


def _render_merken(kaart: Kaart, pixel: float) -> str:
    marked = [vlak for vlak, mark in zip(kaart.vormen.vlakken, kaart.kleuring.gemerkt, strict=False) if mark]
    dots = f' stroke-linecap="round" stroke-dasharray="0.1 {6 * pixel:.1f}"'
    dashes = f' stroke-dasharray="{12 * pixel:.1f} {5 * pixel:.1f}"'
    looks, width = (dashes, 3 * pixel) if kaart.kleuring.merklijn else (dots, 4 * pixel)
    return _stroke(marked, "#fff", 6 * pixel) + _stroke(marked, "#111", width, looks) if marked else ""


def _render_keuze(kaart: Kaart, prefix: str, pixel: float) -> str:
    chosen = [vlak for vlak in kaart.vormen.vlakken if vlak.code == kaart.gekozen]
    return render_buitenlijn(chosen, f"{prefix}-keuze", (("#fff", 12 * pixel), ("#ffb000", 8 * pixel)))


def render_buitenlijn(
    vlakken: Iterable[Vlak], sleutel: str, lijnen: Iterable[tuple[str, float] | tuple[str, float, str]]
) -> str:
    """Render lines around areas, outside them: those that touch share one, and a small area stays seen.

    Parameters
    ----------
    vlakken : iterable of Vlak
    sleutel : str
        Id of the mask that leaves out what lies within.
    lijnen : iterable of (str, float) or (str, float, str)
        Colour, width of which half is seen, and more looks of each line, from below.
    """
    path = "".join(vlak.pad for vlak in vlakken)
    if not path:
        return ""
    far = f'x="{-_VER}" y="{-_VER}" width="{3 * _VER}" height="{3 * _VER}"'
    drawn = "".join(
        f'<path d="{path}" fill="none" stroke="{line[0]}" stroke-width="{line[1]:.1f}" stroke-linejoin="round"'
        f"{line[2] if len(line) > 2 else ''}/>"
        for line in lijnen
    )
    return (
        f'<mask id="{escape(sleutel)}" maskUnits="userSpaceOnUse" {far}><rect {far} fill="#fff"/>'
        f'<path d="{path}" fill="#000"/></mask><g mask="url(#{escape(sleutel)})">{drawn}</g>'
    )


_VER = 10_000
"""Farther than a drawing reaches."""


def _stroke(shapes: Iterable[Vlak | Omtrek], colour: str, width: float, extra: str = "") -> str:
    paths = "".join(f'<path d="{shape.pad}"/>' for shape in shapes)
    looks = f'fill="none" stroke="{colour}" stroke-width="{width:.1f}" stroke-linejoin="round"{extra}'
    return f"<g {looks}>{paths}</g>"


def _render_namen(kaart: Kaart, pixel: float) -> str:
    names = "".join(
        f'<text x="{shape.x}" y="{y}">{escape(shape.naam)}</text>'
        for shape, y in _place_namen(kaart.vormen, pixel)
        if _fits_naam(shape, kaart.venster, pixel)
    )
    looks = (
        f'font-family="sans-serif" font-weight="700" font-size="{14 * pixel:.1f}" text-anchor="middle" '
        f'dominant-baseline="middle" fill="#111" stroke="#fff" stroke-width="{4 * pixel:.1f}" '
        'stroke-linejoin="round" paint-order="stroke"'
    )
    return f"<g {looks}>{names}</g>"


_REGELS = (0, 17, -17, 34, -34)
"""Where the name of a part may stand, in pixels beneath its place: the first where it crosses no other name."""


def _place_namen(vormen: Vormen, pixel: float) -> list[tuple[Omtrek, int]]:
    """Return each name with the height at which it stands; the name of a part that finds no place is left out."""
    placed = [(town, town.y) for town in vormen.gemeenten]
    for part in vormen.delen:
        heights = (part.y + round(line * pixel) for line in _REGELS)
        free = (y for y in heights if not any(_crosses(part, y, *other, pixel) for other in placed))
        y = next(free, None)
        placed += [] if y is None else [(part, y)]
    return placed


def _crosses(een: Omtrek, een_y: int, ander: Omtrek, ander_y: int, pixel: float) -> bool:
    beside = 4 * (len(een.naam) + len(ander.naam)) * pixel
    return abs(een.x - ander.x) < beside and abs(een_y - ander_y) < 15 * pixel


def _fits_naam(gemeente: Omtrek, venster: Venster, pixel: float) -> bool:
    """Tell whether a name lies wholly within the part that is shown; a letter takes some 8 pixels."""
    left, top, width, height = venster
    half = 4 * len(gemeente.naam) * pixel
    inside = left + half <= gemeente.x <= left + width - half
    return inside and top + 10 * pixel <= gemeente.y <= top + height - 10 * pixel


def _is_onder_naam(vlak: Vlak, gemeente: Omtrek, pixel: float) -> bool:
    beside = 4 * len(gemeente.naam) * pixel
    return abs(vlak.x - gemeente.x) < beside and abs(vlak.y - gemeente.y) < 14 * pixel
