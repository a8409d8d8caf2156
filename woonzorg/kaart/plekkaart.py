"""A small map around one place: its buurt with a pin, its wijk within a dashed line, and the classes around it."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from woonzorg.gebied import Niveau
from woonzorg.kaart.beeld import MARGE
from woonzorg.kaart.svg import render_patronen
from woonzorg.oordeel.klassewoorden import LABELS, name_klasse
from woonzorg.oordeel.veerkracht import Klasse

if TYPE_CHECKING:
    import geopandas as gpd

    from woonzorg.kaart.beeld import Venster, Vlak, Vormen

_BREED, _HOOG = 632, 500
"""Pixels of the drawing, at twice the size at which it is usually shown."""

_RUIM = 0.22
"""Room around the wijk, of its longest side."""

_SPELD = "M0 0c-11-15-17-21-17-31a17 17 0 0 1 34 0c0 10-6 16-17 31z"


def render_plekkaart(
    gebieden: gpd.GeoDataFrame, buurten: Vormen, wijken: Vormen, buurt: str, wijk: str
) -> str:
    """Render the map; '' where it is not known where the buurt lies.

    Parameters
    ----------
    gebieden : GeoDataFrame
        All areas of a snapshot, scored, in EPSG:28992.
    buurten, wijken : Vormen
        Outlines of both levels, in one projection.
    buurt, wijk : str
        Codes.
    """
    window = _find_venster(gebieden, buurten, [code for code in (wijk, buurt) if code])
    here = next((shape for shape in buurten.vlakken if shape.code == buurt), None)
    if window is None or here is None:
        return ""
    pixel = window[2] / _BREED
    around = [shape for shape in wijken.vlakken if shape.code == wijk]
    spoken = _tell(gebieden, buurt, wijk)
    layers = (
        render_patronen("plek", 1.6 * pixel * 100 / 400, ("stippen", "arcering")),
        _render_buurten(gebieden, buurten, window, pixel),
        _render_lijn(around, "#fff", 7 * pixel),
        _render_lijn(around, "#16161d", 4 * pixel, f' stroke-dasharray="{12 * pixel:.0f} {8 * pixel:.0f}"'),
        _render_lijn([here], "#fff", 12 * pixel), _render_lijn([here], "#ffb000", 8 * pixel),
        _render_speld(here, pixel),
    )  # fmt: skip
    box = " ".join(map(str, window))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{escape(spoken)}" viewBox="{box}" '
        f'preserveAspectRatio="xMidYMid slice">{"".join(layers)}</svg>'
    )


def _render_speld(vlak: Vlak, pixel: float) -> str:
    place = f'transform="translate({vlak.x} {vlak.y}) scale({1.5 * pixel:.2f})"'
    drop = f'<path d="{_SPELD}" fill="#16161d" stroke="#fff" stroke-width="3"/>'
    return f'<g {place}>{drop}<circle cy="-31" r="6" fill="#fff"/></g>'


def _find_venster(gebieden: gpd.GeoDataFrame, vormen: Vormen, codes: list[str]) -> Venster | None:
    """Return the part to show: the wijk with some room around it, in the proportions of the drawing."""
    shapes = gebieden[gebieden["code"].isin(codes)]
    known = shapes[~(shapes.geometry.isna() | shapes.geometry.is_empty)]
    if known.empty or not vormen.schaal:
        return None
    left, bottom, right, top = known.total_bounds
    room = _RUIM * max(right - left, top - bottom)
    width = max(right - left + 2 * room, (top - bottom + 2 * room) * _BREED / _HOOG)
    height = width * _HOOG / _BREED
    x = ((left + right - width) / 2 - vormen.links) * vormen.schaal + MARGE
    y = (vormen.boven - (top + bottom + height) / 2) * vormen.schaal + MARGE
    return round(x), round(y), round(width * vormen.schaal), round(height * vormen.schaal)


def _render_buurten(
    gebieden: gpd.GeoDataFrame, vormen: Vormen, venster: Venster, pixel: float
) -> str:  # fmt: skip
    """Render the buurten that lie in sight, each in the colour and pattern of its class."""
    left, bottom, right, top = _find_grenzen(vormen, venster)
    near = gebieden[gebieden["niveau"] == Niveau.BUURT].cx[left:right, bottom:top]
    classes = dict(zip(near["code"], near["klasse"], strict=True))
    paths = "".join(
        f'<path d="{shape.pad}" fill="{_choose_vulling(Klasse(classes[shape.code]))}">'
        f"<title>{escape(shape.naam)}: {escape(name_klasse(Klasse(classes[shape.code])))}</title></path>"
        for shape in vormen.vlakken
        if shape.code in classes
    )
    x, y, width, height = venster
    ground = f'<rect x="{x}" y="{y}" width="{width}" height="{height}" fill="#eceef0"/>'
    return f'{ground}<g stroke="#fff" stroke-width="{2 * pixel:.1f}">{paths}</g>'


def _find_grenzen(vormen: Vormen, venster: Venster) -> tuple[float, float, float, float]:
    """Return a part of the drawing in metres."""
    x, y, width, height = venster
    left, top = vormen.links + (x - MARGE) / vormen.schaal, vormen.boven - (y - MARGE) / vormen.schaal
    return left, top - height / vormen.schaal, left + width / vormen.schaal, top


def _choose_vulling(klasse: Klasse) -> str:
    label = LABELS[klasse]
    return f"url(#plek-{label.patroon})" if label.patroon else label.kleur


def _render_lijn(vlakken: list[Vlak], kleur: str, dikte: float, extra: str = "") -> str:
    looks = f'fill="none" stroke="{kleur}" stroke-width="{dikte:.1f}" stroke-linejoin="round"{extra}'
    return "".join(f'<path d="{shape.pad}" {looks}/>' for shape in vlakken)


def _tell(gebieden: gpd.GeoDataFrame, buurt: str, wijk: str) -> str:
    rows = gebieden.set_index("code")
    told = [
        f"{word} {rows.loc[code, 'naam']}, {name_klasse(Klasse(rows.loc[code, 'klasse']))}"
        for word, code in (("buurt", buurt), ("wijk", wijk))
        if code in rows.index
    ]
    return f"Kaart van de plek: {'; '.join(told)}. Kleuren staan voor de klasse van elke buurt."
