"""A complex: a housing block of the planner's own figures."""

from __future__ import annotations

import math
from dataclasses import dataclass

from woonzorg.oordeel.veerkracht import Klasse


@dataclass(frozen=True)
class Complex:
    """A housing block of the planner's own figures.

    Attributes
    ----------
    naam, buurt : str
        Name, and code of the buurt in which it lies.
    woningen : int
    gehuisvest : float
        Households of the groups that live there; NaN when not known.
    x, y : float
        Place in metres (EPSG:28992); NaN when only the buurt is given.
    gebied : str
        Code of the area of the field in which it lies (`make_veld` fills it in, as it does the class).
    klasse : str
        Class of its buurt.
    """

    naam: str
    buurt: str
    woningen: int
    gehuisvest: float = math.nan
    x: float = math.nan
    y: float = math.nan
    gebied: str = ""
    klasse: str = Klasse.ONBEKEND
