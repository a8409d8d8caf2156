"""Makes of a chart a figure of plotly, for who explores on screen: plain values, as plotly's JSON has them.

Every figure that a mark stands for goes with it as ``customdata``: first the code of its area, then the numbers as they
stand in the table. Nothing is animated, and axes stay as they are: what somebody drags is a choice, not a zoom.
"""

from __future__ import annotations

import math
from html import escape
from typing import TYPE_CHECKING, Any

from woonzorg.grafiek.beschrijving import INKT, LICHT, WIT, Reekssoort, Teken
from woonzorg.kaart.svg import choose_inkt, pack_patronen

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from woonzorg.grafiek.beschrijving import As, Grafiek, Lijn, Punt, Reeks, Tint, Uiterlijk, Woord

SYMBOLEN: dict[Teken, str] = {
    Teken.ROND: "circle",
    Teken.RUIT: "diamond",
    Teken.VIERKANT: "square",
    Teken.DRIEHOEK: "triangle-up",
    Teken.PUNT_OMLAAG: "triangle-down",
    Teken.OPEN: "square-open",
    Teken.STREEP: "line-ns",
}
_PATRONEN = {"stippen": ".", "arcering": "/", "streep": "\\"}
_RIJ, _HOOGTE, _SMAL = 46, 420, 28
_LETTERS = {"family": "sans-serif", "size": 14, "color": INKT}

Deel = dict[str, Any]


def make_figuur(grafiek: Grafiek, slepen: str = "") -> Deel:
    """Return the figure of a chart.

    Parameters
    ----------
    grafiek : Grafiek
    slepen : str
        What dragging does: 'select' (a frame), 'lasso', or '' for nothing.

    Returns
    -------
    dict
        ``data`` and ``layout``, as `plotly.graph_objects.Figure` takes them.
    """
    rows = grafiek.y.rijen
    drawn = [trace for reeks in grafiek.reeksen if reeks.punten for trace in _make_sporen(reeks)]
    layout = {
        "title": {"text": _escape_tekst(grafiek.titel), "font": {"size": 16}, "x": 0, "xanchor": "left"},
        "font": _LETTERS,
        "separators": ",.",
        "paper_bgcolor": WIT,
        "plot_bgcolor": WIT,
        "height": 110 + _RIJ * len(grafiek.y.stappen) if rows else _HOOGTE,
        "margin": {"l": 8, "r": _SMAL, "t": 40 if grafiek.titel else 12, "b": 8},
        "xaxis": _make_as(grafiek.x),
        "yaxis": _make_as(grafiek.y) | {"title": {"text": _escape_tekst(grafiek.y.titel)}},
        "shapes": [*map(_make_tint, grafiek.tinten), *map(_make_lijn, grafiek.lijnen)],
        "annotations": [*_tell_as(grafiek.x), *map(_make_woord, grafiek.woorden), *_tell_lijnen(grafiek.lijnen)],
        "barmode": "stack",
        "bargap": 0.24,
        "uniformtext": {"minsize": 12, "mode": "hide"},
        "hovermode": "closest",
        "hoverlabel": {"bgcolor": WIT, "bordercolor": INKT, "font": _LETTERS, "align": "left"},
        "dragmode": slepen or False,
        "showlegend": True,
        "legend": {"orientation": "h", "y": _find_legenda(grafiek), "yanchor": "top", "x": 0,
                   "itemclick": False, "itemdoubleclick": False, "traceorder": "normal"},
        "newselection": {"line": {"color": INKT, "width": 2, "dash": "dash"}},
    }  # fmt: skip
    return {"data": drawn, "layout": layout}


def read_codes(punten: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    """Return the codes of areas that plotly says were chosen; what else there may be is passed over."""
    found = (punt.get("customdata") for punt in punten)
    first = (data[0] for data in found if isinstance(data, (list, tuple)) and data)
    return tuple(dict.fromkeys(code for code in first if isinstance(code, str) and code))


def _escape_tekst(text: str) -> str:
    """Return text that plotly shows as it is: it takes tags for markup."""
    return escape(text, quote=False)


def _number(value: float) -> float | None:
    """Return a number for JSON, which knows none that is missing."""
    return None if math.isnan(value) else value


def _make_as(axis: As) -> Deel:
    return {
        "range": [axis.begin, axis.eind],
        "tickmode": "array",
        "tickvals": [value for value, _ in axis.stappen],
        "ticktext": [_escape_tekst(word) for _, word in axis.stappen],
        "fixedrange": True,
        "showgrid": not axis.rijen,
        "gridcolor": LICHT,
        "zeroline": False,
        "automargin": True,
        "ticklabeloverflow": "allow",
        "ticklabelstandoff": 6,
    }


def _tell_as(axis: As) -> list[Deel]:
    """Return the title of the axis below: at its own place plotly would let it run into the legend."""
    if not axis.titel:
        return []
    spot = {
        "xref": "paper",
        "yref": "paper",
        "x": 0.5,
        "y": 0,
        "yanchor": "top",
        "yshift": -4 - _reach_stappen(axis),
    }
    return [{"text": _escape_tekst(axis.titel), "showarrow": False} | spot]


def _reach_stappen(axis: As) -> int:
    """Return how many pixels the values along the axis below take."""
    return 28 if axis.stappen else 0


def _find_legenda(grafiek: Grafiek) -> float:
    """Return where the legend begins, below what stands at the axis, as a part of the height of the picture."""
    height = _RIJ * len(grafiek.y.stappen) if grafiek.y.rijen else _HOOGTE - 110
    return -(12 + _reach_stappen(grafiek.x) + (24 if grafiek.x.titel else 0)) / max(height, 1)


def _make_sporen(reeks: Reeks) -> list[Deel]:
    """Return the traces of a series; one that only joins others is passed over by the pointer."""
    if reeks.soort == Reekssoort.BALKEN:
        return [_make_balken(reeks)]
    if reeks.soort == Reekssoort.PUNTEN:
        return [_make_punten(reeks)]
    line = _make_pad(reeks, _join(reeks))
    return [line | (_tell(reeks.punten) if reeks.soort == Reekssoort.LIJN else {"hoverinfo": "skip"})]


def _tell(punten: Sequence[Punt]) -> Deel:
    """Return what the pointer tells of each mark, and the figures that go with it."""
    return {
        "text": [f"<b>{_escape_tekst(punt.naam)}</b>{_fold(punt.woorden)}" for punt in punten],
        "customdata": [[punt.code, *map(_number, punt.getallen)] for punt in punten],
        "hovertemplate": "%{text}<extra></extra>",
    }  # fmt: skip


def _fold(words: str) -> str:
    """Put each sentence on a line: what the pointer tells must fit on a phone."""
    parts = words.split(". ") if words else ()
    return "".join(f"<br>{_escape_tekst(part)}" for part in parts)


def _make_punten(reeks: Reeks) -> Deel:
    looks, marks = reeks.uiterlijk, reeks.punten
    edge = (
        {"color": looks.kleur, "width": looks.dikte} if looks.teken in _LIJNEN else {"color": WIT, "width": 1}
    )
    return {
        "type": "scatter",
        "mode": "markers",
        "name": _escape_tekst(reeks.naam),
        "showlegend": bool(reeks.naam),
        "x": [_number(punt.x) for punt in marks],
        "y": [_number(punt.y) for punt in marks],
        "marker": {"symbol": SYMBOLEN[looks.teken], "color": looks.kleur, "size": [2 * punt.straal for punt in marks],
                   "line": edge, "opacity": 0.9},
        "unselected": {"marker": {"opacity": 0.25}},
        "cliponaxis": False,
    } | _tell(marks)  # fmt: skip


_LIJNEN = {Teken.STREEP, Teken.OPEN}
"""Marks that are only lines."""


def _make_balken(reeks: Reeks) -> Deel:
    looks, bars = reeks.uiterlijk, reeks.punten
    marker: Deel = {"color": looks.kleur, "line": {"color": "#6b6b76", "width": 0.5}}
    if looks.patroon:
        ink = pack_patronen()[looks.patroon]["inkt"]
        shape = _PATRONEN[looks.patroon]
        marker["pattern"] = {
            "shape": shape,
            "fgcolor": ink,
            "bgcolor": looks.kleur,
            "size": 7,
            "solidity": 0.25,
        }
    told = _tell(bars)
    told["hovertext"] = told.pop("text")
    return told | {
        "type": "bar",
        "orientation": "h",
        "name": _escape_tekst(reeks.naam),
        "x": [bar.x for bar in bars],
        "y": [bar.y for bar in bars],
        "text": [_escape_tekst(bar.label) for bar in bars],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "textfont": {"color": choose_inkt(looks.kleur)},
        "constraintext": "inside",
        "marker": marker,
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


def _join(reeks: Reeks) -> list[tuple[float | None, float | None]]:
    """Return the places along a line; pieces are kept apart by a place that is missing."""
    places = [(_number(punt.x), _number(punt.y)) for punt in reeks.punten]
    if reeks.soort != Reekssoort.STUKKEN:
        return places
    pairs = zip(places[::2], places[1::2], strict=True)
    return [place for pair in pairs for place in (*pair, (None, None))]


def _make_pad(reeks: Reeks, places: list[tuple[float | None, float | None]]) -> Deel:
    filled = {"fill": "toself", "fillcolor": _thin(reeks.uiterlijk.kleur)}
    return {
        "type": "scatter",
        "mode": "lines",
        "name": _escape_tekst(reeks.naam),
        "showlegend": bool(reeks.naam),
        "x": [x for x, _ in places],
        "y": [y for _, y in places],
        "line": {"width": 0} if reeks.soort == Reekssoort.VLAK else _stroke(reeks.uiterlijk),
    } | (filled if reeks.soort == Reekssoort.VLAK else {})


def _thin(colour: str) -> str:
    red, green, blue = (int(colour[start : start + 2], 16) for start in (1, 3, 5))
    return f"rgba({red}, {green}, {blue}, 0.12)"


def _stroke(looks: Uiterlijk) -> Deel:
    dash = ",".join(f"{part}px" for part in looks.streep.split()) or "solid"
    return {"color": looks.kleur, "width": looks.dikte, "dash": dash}


def _make_tint(tint: Tint) -> Deel:
    edge = {"width": 0} if tint.kleur else {"color": "#76767f", "width": 1, "dash": "dash"}
    (x0, x1), (y0, y1) = tint.x, tint.y
    return {"type": "rect", "x0": x0, "x1": x1, "y0": y0, "y1": y1, "line": edge, "layer": "below"} | (
        {"fillcolor": tint.kleur} if tint.kleur else {}
    )


def _make_lijn(line: Lijn) -> Deel:
    looks = {"type": "line", "line": _stroke(line.uiterlijk)}
    if line.x is not None:
        return looks | {"xref": "x", "yref": "paper", "x0": line.x, "x1": line.x, "y0": 0, "y1": 1}
    return looks | {"xref": "paper", "yref": "y", "x0": 0, "x1": 1, "y0": line.y, "y1": line.y}


def _make_woord(word: Woord) -> Deel:
    side = {"start": "left", "middle": "center", "end": "right"}[word.anker]
    return {"x": word.x, "y": word.y, "text": _escape_tekst(word.tekst.strip()), "showarrow": False, "xanchor": side,
            "yshift": 5 - word.dy}  # fmt: skip


def _tell_lijnen(lines: Iterable[Lijn]) -> list[Deel]:
    told = (line for line in lines if line.tekst)
    return [
        {"text": _escape_tekst(line.tekst), "showarrow": False, "xanchor": "left", "yanchor": "top"}
        | (
            {"xref": "paper", "x": 0, "y": line.y}
            if line.x is None
            else {"x": line.x, "yref": "paper", "y": 0.1}
        )
        for line in told
    ]
