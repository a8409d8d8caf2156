"""The map of a slide: one area within its surroundings in full colours, each with its name and its class beneath it.

A pale *kwetsbaar* would read as *aandacht*: so nothing around the area is faded.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

import numpy as np
import shapely

from woonzorg.buurt.diawoorden import KORT
from woonzorg.gebied import BUUR_AFSTAND_M, Niveau, Rol, find_niveau
from woonzorg.kaart.diaopschrift import REGEL, WOORD, Naamvlak, Opschrift, find_midden, place_opschriften
from woonzorg.kaart.svg import BUITEN_KLEUR, choose_inkt, render_patronen
from woonzorg.oordeel.klassewoorden import LABELS, name_klasse
from woonzorg.oordeel.veerkracht import Klasse, Oordeel

if TYPE_CHECKING:
    import geopandas as gpd
    import numpy.typing as npt

    from woonzorg.oordeel.toets import Score

    Shapes = npt.NDArray[np.object_]

BREED, HOOG = 800, 560
"""Pixels of the drawing as it is made; it is shown at any size."""

_VERHOUDING = (2.2, 4.2)
"""How many times as high as the area the map is, at least and at most."""
_KOLOMMEN = ["code", "naam", "niveau", "rol", "gemeentecode", "klasse", "overconcentratie", "geometry"]
_KRAP = (1.12, 1.12)
_KLEINST_M = 700.0
_RUIM = 40.0
"""Pixels around what is shown that are drawn too, for a place of another shape."""


@dataclass(frozen=True)
class Diavlak:
    """An area on the map of a slide.

    Attributes
    ----------
    code, naam, gemeente, woord : str
        Codes of itself and its gemeente, and its class in a word or two.
    klasse : Klasse
    over : bool
        Whether it is an overconcentratie.
    buur : bool
        Whether it touches the area that the slide is about.
    pad : str
        SVG path in pixels.
    """

    code: str
    naam: str
    gemeente: str
    woord: str
    klasse: Klasse
    over: bool
    buur: bool
    pad: str


@dataclass(frozen=True)
class Diakaart:
    """The map of a slide.

    Attributes
    ----------
    code : str
        The area that it is about.
    alt : str
        The same in words.
    vlakken : tuple of Diavlak
    opschriften : tuple of Opschrift
    randen : str
        Path of the borders of overconcentraties: those that touch share one.
    keuze : str
        Path of the border of the area itself.
    """

    code: str
    alt: str
    vlakken: tuple[Diavlak, ...]
    opschriften: tuple[Opschrift, ...]
    randen: str
    keuze: str


def make_diakaart(score: Score, code: str) -> Diakaart | None:
    """Draw the map around an area; of a gemeente its buurten. None where the area has no outline.

    Parameters
    ----------
    score : Score
    code : str
        A scored area.
    """
    rows = score.gebieden[_KOLOMMEN]
    own = rows.loc[rows["code"] == code, "geometry"].iloc[0]
    if own is None or own.is_empty:
        return None
    within = find_niveau(code) == Niveau.GEMEENTE
    same = rows[rows["niveau"] == (Niveau.BUURT if within else str(find_niveau(code)))]
    window = _find_venster(own, own, _KRAP) if within else _find_venster(own, _join_buren(same, own))
    near = same.iloc[np.sort(same.sindex.query(window, predicate="intersects"))].sort_values("code")
    shapes = _draw(near, window)
    areas = _make_vlakken(near, shapes, own, code)
    labels = _place_letters(areas, shapes, code) if within else _place(areas, shapes, code)
    over = shapely.union_all(shapes[[area.over and (not within or _is_binnen(area, code)) for area in areas]])
    here = shapely.union_all(
        shapes[[area.code == code or (within and _is_binnen(area, code)) for area in areas]]
    )
    return Diakaart(code, _tell(areas, score.namen[code], code), areas, labels, _write(over), _write(here))


def _join_buren(gebieden: gpd.GeoDataFrame, own: shapely.Geometry) -> shapely.Geometry:
    near = gebieden.geometry.iloc[gebieden.sindex.query(own, predicate="dwithin", distance=BUUR_AFSTAND_M)]
    return shapely.box(*shapely.total_bounds(near.to_numpy()))


def _find_venster(
    own: shapely.Geometry, around: shapely.Geometry, verhouding: tuple[float, float] = _VERHOUDING
) -> shapely.Geometry:
    """Return the part to show: the area with what touches it, not so wide that the area itself gets small."""
    ratio = BREED / HOOG
    heights = [
        max(top - bottom, (right - left) / ratio)
        for left, bottom, right, top in (own.bounds, around.bounds)
    ]  # fmt: skip
    least, most = (times * heights[0] for times in verhouding)
    height = max(min(max(heights[1] * 1.04, least), most), _KLEINST_M)
    left, bottom, right, top = own.bounds
    x, y = (left + right) / 2, (bottom + top) / 2
    return shapely.box(x - height * ratio / 2, y - height / 2, x + height * ratio / 2, y + height / 2)


def _draw(gebieden: gpd.GeoDataFrame, venster: shapely.Geometry) -> Shapes:
    """Return the outlines in pixels of the drawing, simplified with shared borders; what lies far outside is cut."""
    left, _, right, top = venster.bounds
    scale = BREED / (right - left)
    simple = shapely.coverage_simplify(gebieden.geometry.to_numpy(), 0.7 / scale)
    pixels = shapely.transform(simple, lambda xy: (xy - [left, top]) * [scale, -scale])
    cut: Shapes = shapely.clip_by_rect(pixels, -_RUIM, -_RUIM, BREED + _RUIM, HOOG + _RUIM)
    return cut


def _write(shape: shapely.Geometry) -> str:
    """Write an outline as an SVG path."""
    polygons = [part for part in shapely.get_parts(shape) if part.geom_type == "Polygon"]
    rings = shapely.get_rings(np.array(polygons, dtype=object)) if polygons else []
    return "".join(
        f"M{'L'.join([f'{x:.1f} {y:.1f}' for x, y in shapely.get_coordinates(ring)[:-1].tolist()])}z"
        for ring in rings
    )


def _make_vlakken(
    gebieden: gpd.GeoDataFrame, vormen: Shapes, own: shapely.Geometry, code: str
) -> tuple[Diavlak, ...]:
    touching = shapely.dwithin(gebieden.geometry.to_numpy(), own, BUUR_AFSTAND_M)
    columns = (
        gebieden[name] for name in ("code", "naam", "gemeentecode", "klasse", "overconcentratie", "rol")
    )
    return tuple(
        Diavlak(
            one, naam, gemeente, _name(Klasse(klasse), over=over == Oordeel.JA, rand=rol == Rol.RAND), Klasse(klasse),
            over == Oordeel.JA, bool(touches) and one != code, _write(shape),
        )
        for one, naam, gemeente, klasse, over, rol, touches, shape in zip(*columns, touching, vormen, strict=True)
    )  # fmt: skip


def _name(klasse: Klasse, *, over: bool, rand: bool) -> str:
    return f"{'overconcentratie' if over else KORT[klasse]}{', buiten de regio' if rand else ''}"


def _is_binnen(vlak: Diavlak, gemeente: str) -> bool:
    return vlak.gemeente == gemeente


def _tell(vlakken: tuple[Diavlak, ...], naam: str, code: str) -> str:
    """Tell in words what the map shows: the area, what touches it by name, and how much more is in sight."""
    if find_niveau(code) == Niveau.GEMEENTE:
        inside = sum(_is_binnen(area, code) for area in vlakken)
        return f"Kaart van {naam} met {inside} buurten, elk in de kleur en met de letter van de klasse."
    here = next(area for area in vlakken if area.code == code)
    around = "; ".join(f"{area.naam} ({area.woord})" for area in vlakken if area.buur)
    return f"Kaart van {naam} ({here.woord}). Ernaast: {around or 'geen gebied dat we kennen'}."


def _place(vlakken: tuple[Diavlak, ...], vormen: Shapes, code: str) -> tuple[Opschrift, ...]:
    named = [
        Naamvlak(shape, area.naam, area.woord, 0 if area.code == code else 1 if area.buur else 2)
        for area, shape in zip(vlakken, vormen, strict=True)
    ]
    return place_opschriften(named, BREED, HOOG)


def _place_letters(vlakken: tuple[Diavlak, ...], vormen: Shapes, gemeente: str) -> tuple[Opschrift, ...]:
    """Place the letter of its class on each area of a gemeente that has room for one."""
    inside = [place for place, area in enumerate(vlakken) if _is_binnen(area, gemeente)]
    middles = {place: find_midden(vormen[place]) for place in inside if not vormen[place].is_empty}
    return tuple(
        Opschrift(place, (LABELS[vlakken[place].klasse].letter,), (), x, y - _LETTER / 2, _LETTER)
        for place, (x, y, radius) in middles.items()
        if radius > _LETTER * 0.8 and not LABELS[vlakken[place].klasse].patroon
    )


_LETTER = 13.0


def render_diakaart(kaart: Diakaart) -> str:
    """Render the map as SVG text, for the screen and for paper; the same map gives the same text.

    Ids begin with the code of the area, so that the maps of a pack can stand in one document.
    """
    prefix = f"dia-{kaart.code}"
    patterns = {LABELS[area.klasse].patroon for area in kaart.vlakken} - {""}
    fills = "".join(
        f'<path d="{area.pad}" fill="{_choose_vulling(area, kaart.code, prefix)}">'
        f"<title>{escape(area.naam)}: {escape(name_klasse(area.klasse))}</title></path>"
        for area in kaart.vlakken
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{escape(kaart.alt)}" '
        f'viewBox="0 0 {BREED} {HOOG}" preserveAspectRatio="xMidYMid slice">'
        f"{render_patronen(prefix, 0.1, sorted(patterns))}"
        f'<rect x="-400" y="-400" width="{BREED + 800}" height="{HOOG + 800}" fill="{_GROND}"/>'
        f'<g stroke="#fff" stroke-width="1.2" stroke-linejoin="round">{fills}</g>'
        f"{_render_lijn(kaart.randen, ('#fff', 7), ('#111', 3.5))}"
        f"{_render_lijn(kaart.keuze, ('#fff', 13), ('#ffb000', 8))}{_render_opschriften(kaart)}</svg>"
    )


_GROND = "#e4e6e9"
"""Where there is no area: across the border, or water."""


def _choose_vulling(vlak: Diavlak, code: str, prefix: str) -> str:
    """Return the fill of an area: pale outside the gemeente that the slide is about, as on every map of one."""
    label = LABELS[vlak.klasse]
    if find_niveau(code) == Niveau.GEMEENTE and not _is_binnen(vlak, code):
        return BUITEN_KLEUR
    return f"url(#{prefix}-{label.patroon})" if label.patroon else label.kleur


def _render_lijn(pad: str, *streken: tuple[str, float]) -> str:
    return "".join(
        f'<path d="{pad}" fill="none" stroke="{colour}" stroke-width="{width}" stroke-linejoin="round"/>'
        for colour, width in streken
        if pad
    )


def _render_opschriften(kaart: Diakaart) -> str:
    drawn = "".join(_render_opschrift(label, kaart.vlakken[label.plek].klasse) for label in kaart.opschriften)
    return f'<g font-family="sans-serif" text-anchor="middle" aria-hidden="true">{drawn}</g>'


def _render_opschrift(label: Opschrift, klasse: Klasse) -> str:
    """Render the words on an area; on a pattern they need a ground of their own."""
    look = LABELS[klasse]
    halo, width = ("#fff", 5.0) if look.patroon else (look.kleur, 3.0)
    y, texts = label.y + 0.86 * label.maat, []
    for line in label.regels:
        texts.append(_render_tekst(line, label.x, y, label.maat, ' font-weight="700"'))
        y += REGEL * label.maat
    for line in label.woorden:
        texts.append(_render_tekst(line, label.x, y - 0.1 * label.maat, WOORD * label.maat))
        y += REGEL * WOORD * label.maat
    looks = f'fill="{choose_inkt(look.kleur)}" stroke="{halo}" stroke-width="{width}" stroke-linejoin="round"'
    return f'<g {looks} paint-order="stroke">{"".join(texts)}</g>'


def _render_tekst(text: str, x: float, y: float, maat: float, extra: str = "") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{maat:.1f}"{extra}>{escape(text)}</text>'
