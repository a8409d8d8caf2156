"""Colour the outlines: by class or by the value of an indicator."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

import numpy as np

from woonzorg.indicator import PER_SLEUTEL, Indicator
from woonzorg.kaart import thema
from woonzorg.kaart.beeld import BUITEN, LIJNEN, Kaart, Kleuring, Vak, Vormen
from woonzorg.kaart.telling import count_klassen
from woonzorg.oordeel import klassewoorden
from woonzorg.oordeel.ophoping import describe_lijn
from woonzorg.oordeel.veerkracht import Oordeel
from woonzorg.tekst.getal import format_getal, format_procent

if TYPE_CHECKING:
    import numpy.typing as npt
    import pandas as pd

    from woonzorg.kaart.beeld import Venster
    from woonzorg.kaart.thema import Vakgrenzen
    from woonzorg.oordeel.concentratie import Kenmerk
    from woonzorg.oordeel.toets import Score

    Positions = npt.NDArray[np.integer[Any]]


BUITEN_KERN = "buiten het gekozen gebied"
"""What is said of an area on the map that lies outside the own area that is kept to."""


def make_kaart(
    vormen: Vormen, kleuring: Kleuring, kop: str, gemeente: str = "", gekozen: str = "",
    venster: Venster | None = None,
) -> Kaart:  # fmt: skip
    """Put a map together; theme and headline are its title, for who cannot see it."""
    window = venster or vormen.find_venster(gemeente)
    return Kaart(f"{kleuring.titel}. {kop}", vormen, kleuring, gekozen, window)


def colour_klasse(counted: pd.DataFrame, vormen: Vormen, score: Score) -> Kleuring:
    """Colour the areas by class.

    Parameters
    ----------
    counted : DataFrame
        Scored areas that count (`telling.select_gebieden`); outlines of others are drawn pale.
    vormen : Vormen
        Outlines of the same level.
    score : Score
        For the years in the title.
    """
    telling = count_klassen(counted, "", "")
    vakken = tuple(
        Vak(
            label.letter,
            label.kop,
            label.uitleg,
            label.kleur,
            label.patroon,
            telling.gebieden[klasse],
            telling.share(klasse),
        )
        for klasse, label in klassewoorden.LABELS.items()
    )
    position = {str(klasse): index for index, klasse in enumerate(klassewoorden.LABELS)}
    boxes = counted["klasse"].map(position).to_numpy(dtype=np.intp)
    near = counted["code"][counted["grensgeval"] == Oordeel.JA]
    title = thema.write_titel(score.jaar_ses, score.jaar_lbm)
    kleuring = arrange(title, vakken, boxes, counted, vormen)
    return dataclasses.replace(
        kleuring, grensgeval=_flag(vormen, set(near)), lijnuitleg=explain_lijnen(score.kenmerk)
    )


def explain_lijnen(kenmerk: Kenmerk | None) -> tuple[str, ...]:
    """Return what each kind of outline stands for, with the trait."""
    return tuple(describe_lijn(kind, kenmerk) for kind in LIJNEN[1:])


def colour_waarde(
    counted: pd.DataFrame,
    vormen: Vormen,
    sleutel: str,
    grenzen: Vakgrenzen,
    jaar: int,
    kenmerk: Kenmerk | None = None,
) -> Kleuring:
    """Colour the areas by the value of an indicator; missing ones are hatched.

    Parameters
    ----------
    counted : DataFrame
        As for `colour_klasse`.
    vormen : Vormen
    sleutel : str
        Key in the registry of indicators.
    grenzen : Vakgrenzen
        The bins.
    jaar : int
        Year of the values, for the title.
    kenmerk : Kenmerk, optional
        Trait of the concentrations.
    """
    indicator = PER_SLEUTEL[sleutel]
    boxes = grenzen.assign(counted[sleutel].to_numpy(dtype=float))
    vakken = _make_vakken(indicator, grenzen, boxes, counted["huishoudens"].to_numpy(dtype=float))
    title = f"{indicator.titel} ({jaar or 'jaar onbekend'}), {indicator.eenheid}"
    kleuring = arrange(title, vakken, boxes, counted, vormen)
    values = {
        code: _add_eenheid(indicator, value, thema.write_binnen(value, indicator.decimalen, grenzen.choose))
        for code, value in zip(counted["code"], counted[sleutel].astype(float), strict=True)
    }
    told = tuple(values.get(vlak.code, "") for vlak in vormen.vlakken)
    return dataclasses.replace(kleuring, tekst=told, lijnuitleg=explain_lijnen(kenmerk))


def write_waarde(indicator: Indicator, value: float) -> str:
    """Write a value with its decimals, and % where that is its unit."""
    return _add_eenheid(indicator, value, format_getal(value, indicator.decimalen))


def _add_eenheid(indicator: Indicator, value: float, number: str) -> str:
    return f"{number} %" if indicator.eenheid == "%" and not np.isnan(value) else number


def _make_vakken(
    indicator: Indicator, grenzen: Vakgrenzen, boxes: Positions, huishoudens: npt.NDArray[np.float64]
) -> tuple[Vak, ...]:
    names = [*grenzen.name_bins(indicator.decimalen), "Onbekend"]
    colours = [*grenzen.kleuren, thema.ONBEKEND_KLEUR]
    total = float(np.nansum(huishoudens))
    return tuple(
        Vak(
            str(index + 1) if index < len(grenzen.kleuren) else thema.ONBEKEND_LETTER,
            name,
            "" if index < len(grenzen.kleuren) else "geen cijfer",
            colour,
            "" if index < len(grenzen.kleuren) else thema.ONBEKEND_PATROON,
            int(np.count_nonzero(boxes == index)),
            format_procent(sum_known(huishoudens[boxes == index]), total),
        )
        for index, (name, colour) in enumerate(zip(names, colours, strict=True))
    )


def sum_known(values: npt.NDArray[np.float64]) -> float:
    """Return the sum of what is known; NaN when there are values and none is known."""
    return float("nan") if len(values) and np.isnan(values).all() else float(np.nansum(values))


def arrange(
    titel: str, vakken: tuple[Vak, ...], boxes: Positions, counted: pd.DataFrame, vormen: Vormen
) -> Kleuring:
    """Bring columns of counted areas into the order of the outlines.

    Parameters
    ----------
    titel : str
    vakken : tuple of Vak
    boxes : ndarray of int
        Box of each counted area.
    counted : DataFrame
    vormen : Vormen
    """
    codes = counted["code"].tolist()
    box = dict(zip(codes, boxes.tolist(), strict=True))
    lines = dict(zip(codes, _find_lijnen(counted), strict=True))
    order = [vlak.code for vlak in vormen.vlakken]
    return Kleuring(
        titel,
        vakken,
        tuple(box.get(code, BUITEN) for code in order),
        (),
        tuple(lines.get(code, "") for code in order),
        _flag(vormen, set()),
        lijn_bekend=bool((counted["concentratie"] != Oordeel.ONBEKEND).any()),
    )


def _flag(vormen: Vormen, codes: set[str]) -> tuple[bool, ...]:
    return tuple(vlak.code in codes for vlak in vormen.vlakken)


def _find_lijnen(counted: pd.DataFrame) -> list[str]:
    over, plain = counted["overconcentratie"] == Oordeel.JA, counted["concentratie"] == Oordeel.JA
    kinds = np.select([over, plain], [LIJNEN[2], LIJNEN[1]], LIJNEN[0])
    return [str(kind) for kind in kinds]
