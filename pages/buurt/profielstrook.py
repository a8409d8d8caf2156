"""The strip beside a figure: a dot for the area, a bar for the region, a diamond for the country; black and grey."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from woonzorg.profiel.profiel import Plaats, Profielregel

_BREEDTE, _RAND, _MIDDEN = 120, 7, 8


def render_strook(regel: Profielregel, plaatsen: tuple[Plaats, ...]) -> str:
    """Render the strip, which the numbers beside it tell in words; '' where there is nothing to put beside.

    Parameters
    ----------
    regel : Profielregel
    plaatsen : tuple of Plaats
        As its values.
    """
    if regel.bereik is None or regel.waarde is None:
        return ""
    low, high = regel.bereik

    def place(value: float) -> float:
        return round(_RAND + (value - low) / (high - low) * (_BREEDTE - 2 * _RAND), 1)

    known = {p.soort: place(v) for p, v in zip(plaatsen, regel.waarden, strict=True) if v is not None}
    marks = "".join(
        _MERKEN[kind](known[kind]) for kind in _MERKEN if kind in known and kind != plaatsen[0].soort
    )
    own = f'<circle class="eigen" cx="{place(regel.waarde)}" cy="{_MIDDEN}" r="5"/>'
    return (
        f'<svg class="strook" viewBox="0 0 {_BREEDTE} 16" width="{_BREEDTE}" height="16" aria-hidden="true">'
        f'<line x1="1" x2="{_BREEDTE - 1}" y1="{_MIDDEN}" y2="{_MIDDEN}"/>{marks}{own}</svg>'
    )


def _draw_regio(x: float) -> str:
    return f'<rect class="regio" x="{x - 1.75}" y="1" width="3.5" height="14"/>'


def _draw_land(x: float) -> str:
    return f'<path class="land" d="M{x} 3l5 5-5 5-5-5z"/>'


_MERKEN = {"regio": _draw_regio, "land": _draw_land}
