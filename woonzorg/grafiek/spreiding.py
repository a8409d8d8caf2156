"""Picture 1, which areas to discuss: both scores of each area, with lines where the mean is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from woonzorg.grafiek.beschrijving import (
    INKT,
    As,
    Cijfertabel,
    Formaat,
    Grafiek,
    Lijn,
    Punt,
    Reeks,
    Reekssoort,
    Teken,
    Tint,
    Uiterlijk,
    Woord,
)  # fmt: skip
from woonzorg.indicator import SCORE_TITEL
from woonzorg.oordeel.klassewoorden import LABELS, SCORE_NAAM, name_klasse
from woonzorg.oordeel.veerkracht import Klasse
from woonzorg.tekst.getal import format_getal

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from woonzorg.kaart.schalen import Meetbereik, Schalen

VAK = Formaat(640.0, 440.0, (20.0, 10.0, 30.0, 30.0))
_GROOTSTE_STRAAL = 15.0
TEKENS: dict[Klasse, Teken] = {
    Klasse.KWETSBAAR: Teken.ROND,
    Klasse.AANDACHT_SES: Teken.RUIT,
    Klasse.AANDACHT_LEEFBAARHEID: Teken.VIERKANT,
    Klasse.DRAAGKRACHTIG: Teken.DRIEHOEK,
}
"""Marks by class; an area without a class lacks a score and has no place."""
_KOPPEN: tuple[tuple[str, int | None], ...] = (
    ("Gebied", None), ("Klasse", None), ("Huishoudens", 0),
    (SCORE_TITEL["ses_woa"], 3), (SCORE_TITEL["lbm_afwijking"], 3),
)  # fmt: skip


_KOLOMMEN = ["code", "naam", "klasse", "huishoudens", "ses_woa", "ses_marge", "lbm_afwijking"]


def make_spreiding(gebieden: pd.DataFrame, schalen: Schalen) -> Grafiek:
    """Describe the scatter of the areas with both scores.

    Parameters
    ----------
    gebieden : DataFrame
        Scored areas: code, naam, klasse, ses_woa, ses_marge, lbm_afwijking, huishoudens.
    schalen : Schalen
        So that gemeenten compare.

    Returns
    -------
    Grafiek
        S across, L upwards, area of a mark by households; large marks lie below small ones.
    """
    known = gebieden[_KOLOMMEN].dropna(subset=["ses_woa", "lbm_afwijking"])
    marks = _place(known, schalen)
    x, y = (
        _make_as(schalen.ses, f"{SCORE_TITEL['ses_woa']} → beter"),
        _make_as(schalen.lbm, f"{SCORE_TITEL['lbm_afwijking']} → beter"),
    )
    line = Uiterlijk(INKT, dikte=1.2)
    return Grafiek(
        _tell(marks),
        x, y,
        tuple(
            Reeks(name_klasse(klasse).capitalize(), Reekssoort.PUNTEN, Uiterlijk(LABELS[klasse].kleur, sign), placed)
            for (klasse, sign), placed in zip(TEKENS.items(), marks.values(), strict=True)
        ),
        VAK,
        _tabulate(known),
        lijnen=(Lijn(line, x=schalen.ses.midden), Lijn(line, y=schalen.lbm.midden)),
        tinten=(Tint((x.begin, schalen.ses.midden), (y.begin, schalen.lbm.midden), "#f3eff9"),),
        hoeken=_name_hoeken(x, y),
    )  # fmt: skip


def _make_as(schaal: Meetbereik, titel: str) -> As:
    return As(schaal.midden - schaal.bereik, schaal.midden + schaal.bereik, titel=titel)


def _place(known: pd.DataFrame, schalen: Schalen) -> dict[Klasse, tuple[Punt, ...]]:
    rows = known.sort_values(["huishoudens", "code"], ascending=[False, True])
    most = float(rows["huishoudens"].max()) if rows["huishoudens"].notna().any() else 1.0
    radius = 2.5 + _GROOTSTE_STRAAL * np.sqrt(rows["huishoudens"].fillna(0.0) / max(most, 1.0))
    rows = rows.assign(straal=radius, ses_marge=rows["ses_marge"].fillna(0.0))
    return {
        klasse: tuple(_make_punt(row, schalen) for row in rows[rows["klasse"] == klasse].to_dict("records"))
        for klasse in TEKENS
    }


def _make_punt(row: Mapping[Any, Any], schalen: Schalen) -> Punt:
    households, s, level = (float(row[name]) for name in ("huishoudens", "ses_woa", "lbm_afwijking"))
    label = LABELS[Klasse(str(row["klasse"]))]
    words = (
        f"{label.kop}. {SCORE_TITEL['ses_woa']}: {format_getal(s, 3)}. {SCORE_TITEL['lbm_afwijking']}: "
        f"{format_getal(level, 3)}. Huishoudens: {format_getal(households)}"
    )
    return Punt(
        schalen.ses.clip(s), schalen.lbm.clip(level), str(row["naam"]), words, (households, s, level),
        str(row["code"]), float(row["straal"]), marge=float(row["ses_marge"]),
    )  # fmt: skip


def _tabulate(known: pd.DataFrame) -> Cijfertabel:
    rows = known.sort_values(["naam", "code"])
    words = rows["klasse"].map(lambda value: name_klasse(Klasse(value)).capitalize())
    cells = zip(rows["naam"], words, rows["huishoudens"], rows["ses_woa"], rows["lbm_afwijking"], strict=True)
    return Cijfertabel(_KOPPEN, tuple(cells), tuple(rows["code"]))


def _tell(marks: dict[Klasse, tuple[Punt, ...]]) -> str:
    count = sum(map(len, marks.values()))
    return (
        f"Spreiding van {count} gebieden: {SCORE_NAAM['ses_woa']} van links naar rechts, "
        f"{SCORE_NAAM['lbm_afwijking']} van onder naar boven. "
        f"{len(marks[Klasse.KWETSBAAR])} liggen linksonder: beide scores zijn daar onder gemiddeld. "
        "Dezelfde cijfers staan in de tabel."
    )


def _name_hoeken(x: As, y: As) -> tuple[Woord, ...]:
    return (
        Woord(x.begin, y.eind, f" Alleen {SCORE_NAAM['ses_woa']} onder gemiddeld", "start", 16),
        Woord(x.eind, y.eind, "Geen score onder gemiddeld ", "end", 16),
        Woord(x.begin, y.begin, " Kwetsbaar: beide onder gemiddeld", "start", -8),
        Woord(x.eind, y.begin, f"Alleen {SCORE_NAAM['lbm_afwijking']} onder gemiddeld ", "end", -8),
    )
