"""Which examples are shown with an area, and why: one declared table over its public figures, no model.

A row of `PASSEND` names an example and what must hold for it. All of it holds, or the example is not shown; a figure
that is missing matches nothing, and is told. The order is that of the table: first one example for each circumstance,
then the next of each. More people over 65 is a circumstance of its own: so Enschede is shown wherever it fits.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from woonzorg.gebied import Niveau
from woonzorg.oordeel.veerkracht import Klasse, Oordeel
from woonzorg.tekst.getal import format_getal, write_naast
from woonzorg.voorbeelden import voorbeeldwoorden
from woonzorg.voorbeelden.praktijk import list_praktijk

if TYPE_CHECKING:
    import pandas as pd

    from woonzorg.oordeel.toets import Score
    from woonzorg.voorbeelden.praktijk import Praktijkvoorbeeld

MEEST = 3
"""Most examples that are shown with an area."""


class Aanleiding(StrEnum):
    """What can hold for an area."""

    CORPORATIE = "corporatie"
    KWETSBAAR = "kwetsbaar"
    OUDEREN = "ouderen"
    SAMENHANG = "samenhang"
    INKOMEN = "inkomen"


PASSEND: tuple[tuple[str, tuple[Aanleiding, ...]], ...] = (
    ("Hoorn", (Aanleiding.CORPORATIE, Aanleiding.KWETSBAAR)),
    ("Enschede", (Aanleiding.CORPORATIE, Aanleiding.KWETSBAAR, Aanleiding.OUDEREN)),
    ("Groningen", (Aanleiding.SAMENHANG,)),
    ("Armoedecoalitie", (Aanleiding.INKOMEN,)),
    ("Nijmegen", (Aanleiding.CORPORATIE, Aanleiding.KWETSBAAR)),
    ("Noord-Holland", (Aanleiding.SAMENHANG,)),
    ("Oss", (Aanleiding.INKOMEN,)),
)
"""The example, by its place or name, and what must hold for it."""

BIJ_COMPLEX: tuple[str, ...] = ("Majella Wonen", "Amsterdam")
"""Examples for a complex without room, by the rule on complexes."""

BIJ_VERDELEN: tuple[str, ...] = ("Regio Alkmaar", "Regio Assen")
"""Examples for who divides homes over gemeenten."""


@dataclass(frozen=True)
class Bevonden:
    """Whether something holds for an area.

    Attributes
    ----------
    aanleiding : Aanleiding
    antwoord : Oordeel
        'onbekend' where a figure is missing.
    zin : str
        It with its figure, as it stands after 'want'; '' unless it holds.
    getal, cijfer : str
        The figure as it stands in `zin`, and its key, by which it is traced; '' for what has no source of its own.
    """

    aanleiding: Aanleiding
    antwoord: Oordeel
    zin: str = ""
    getal: str = ""
    cijfer: str = ""


@dataclass(frozen=True)
class Getoond:
    """An example that is shown, with why."""

    voorbeeld: Praktijkvoorbeeld
    redenen: tuple[Bevonden, ...]

    @property
    def waarom(self) -> str:
        """Why it is shown, as it stands after `voorbeeldwoorden.WANT`."""
        return voorbeeldwoorden.join_redenen([reden.zin for reden in self.redenen])


@dataclass(frozen=True)
class Voorbeeldkeuze:
    """What was found for an area.

    Attributes
    ----------
    getoond : tuple of Getoond
        At most `MEEST`.
    verder : tuple of Praktijkvoorbeeld
        What fits as well, and is not shown.
    onbekend : tuple of Aanleiding
        What is not published here, and might have brought an example.
    """

    getoond: tuple[Getoond, ...]
    verder: tuple[Praktijkvoorbeeld, ...]
    onbekend: tuple[Aanleiding, ...]


def find_voorbeelden(score: Score, code: str) -> Voorbeeldkeuze:
    """Find the examples that fit an area by its public figures; none for a gemeente.

    Parameters
    ----------
    score : Score
        The edition that is shown.
    code : str
        Code of an area of it.
    """
    row = score.gebieden[score.gebieden["code"] == code].iloc[0]
    if row["niveau"] == Niveau.GEMEENTE:
        return Voorbeeldkeuze((), (), ())
    own = score.select(row["niveau"])
    trait = score.kenmerk.sleutel if score.kenmerk else ""
    found = {
        bevonden.aanleiding: bevonden
        for bevonden in (
            _judge_corporatie(row, own), _judge_kwetsbaar(row), _judge_ouderen(row, own), _judge_samenhang(row),
            _judge_inkomen(row, trait),
        )
    }  # fmt: skip
    return _choose(found)


def _choose(found: dict[Aanleiding, Bevonden]) -> Voorbeeldkeuze:
    fits: list[Getoond] = []
    unknown: list[Aanleiding] = []
    for name, needed in PASSEND:
        parts = tuple(found[aanleiding] for aanleiding in needed)
        answers = {part.antwoord for part in parts}
        if answers == {Oordeel.JA}:
            fits.append(Getoond(find_voorbeeld(name), parts))
        elif Oordeel.NEE not in answers:
            unknown += [part.aanleiding for part in parts if part.antwoord == Oordeel.ONBEKEND]
    rest = tuple(item.voorbeeld for item in fits[MEEST:])
    return Voorbeeldkeuze(tuple(fits[:MEEST]), rest, tuple(dict.fromkeys(unknown)))


def find_voorbeeld(naam: str) -> Praktijkvoorbeeld:
    """Return the example of this place or name."""
    return next(item for item in list_praktijk() if naam in {item.plaats, item.naam})


def _answer(aanleiding: Aanleiding, *, holds: bool, zin: str, getal: str = "", cijfer: str = "") -> Bevonden:
    return (
        Bevonden(aanleiding, Oordeel.JA, zin, getal, cijfer) if holds else Bevonden(aanleiding, Oordeel.NEE)
    )


def _judge_corporatie(row: pd.Series, own: pd.DataFrame) -> Bevonden:
    """Tell whether the share is higher than in four of five areas of its level; areas as high count as not lower."""
    value, known = float(row["corporatie_pct"]), own["corporatie_pct"].dropna()
    if math.isnan(value) or known.empty:
        return Bevonden(Aanleiding.CORPORATIE, Oordeel.ONBEKEND)
    lower = int((known < value).sum())
    getal = f"{format_getal(value)} %"
    zin = voorbeeldwoorden.describe_corporatie(getal, row["niveau"])
    return _answer(
        Aanleiding.CORPORATIE, holds=5 * lower >= 4 * len(known), zin=zin, getal=getal, cijfer="corporatie_pct"
    )  # fmt: skip


def _judge_kwetsbaar(row: pd.Series) -> Bevonden:
    klasse = Klasse(row["klasse"])
    if klasse == Klasse.ONBEKEND and not row["kwetsbaar_uitgesloten"]:
        return Bevonden(Aanleiding.KWETSBAAR, Oordeel.ONBEKEND)
    zin = voorbeeldwoorden.describe_kwetsbaar(row["niveau"])
    return _answer(Aanleiding.KWETSBAAR, holds=klasse == Klasse.KWETSBAAR, zin=zin)


def _judge_ouderen(row: pd.Series, own: pd.DataFrame) -> Bevonden:
    both = own[own["inwoners_65plus"].notna() & (own["inwoners"] > 0)]
    share = float(row["inwoners_65plus"]) / float(row["inwoners"]) if row["inwoners"] > 0 else math.nan
    if math.isnan(share) or both.empty:
        return Bevonden(Aanleiding.OUDEREN, Oordeel.ONBEKEND)
    region = float(both["inwoners_65plus"].sum() / both["inwoners"].sum())
    zin = voorbeeldwoorden.describe_ouderen(share, region)
    return _answer(Aanleiding.OUDEREN, holds=share > region, zin=zin)


def _judge_samenhang(row: pd.Series) -> Bevonden:
    value = float(row["lbm_sociale_samenhang"])
    if math.isnan(value):
        return Bevonden(Aanleiding.SAMENHANG, Oordeel.ONBEKEND)
    getal, _ = write_naast(value, 0.0, 3)
    zin = voorbeeldwoorden.describe_samenhang(getal)
    return _answer(
        Aanleiding.SAMENHANG, holds=value < 0, zin=zin, getal=getal, cijfer="lbm_sociale_samenhang"
    )


def _judge_inkomen(row: pd.Series, kenmerk: str) -> Bevonden:
    """Tell whether low incomes concentrate here, by the house's own test; another trait says nothing of them."""
    answer = Oordeel(row["concentratie"]) if kenmerk == "laag_inkomen_pct" else Oordeel.ONBEKEND
    if answer != Oordeel.JA:
        return Bevonden(Aanleiding.INKOMEN, answer)
    return Bevonden(Aanleiding.INKOMEN, answer, voorbeeldwoorden.describe_inkomen(float(row["lq"])))
