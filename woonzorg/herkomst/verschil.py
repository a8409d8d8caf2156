"""What changed between two scored snapshots: areas that changed class, with the reason, and areas that came or went.

An area's class rests on two sides: S against S*, and L against 0. For each side that differs, the reason is told:

- a measure, or the reference, is missing on one of the two (`ONTBREEKT`);
- the measure crossed: with either reference the answer would differ (`MAAT`);
- the reference moved: with either measure the answer would differ (`REFERENTIE`);
- measure and reference both moved, and only together explain it (`BEIDE`).

The comparison is symmetric: swapping the two snapshots swaps old and new in every answer and keeps its kind.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from woonzorg.gebied import TE_TOETSEN, Rol
from woonzorg.herkomst.afgeleid import write_score
from woonzorg.indicator import SCORE_TITEL
from woonzorg.oordeel.veerkracht import Klasse

if TYPE_CHECKING:
    import numpy.typing as npt
    import pandas as pd

    from woonzorg.oordeel.toets import Score

_MATEN = ("ses_woa", "lbm_afwijking")


class Omslagsoort(StrEnum):
    """Why one side of the rule turned."""

    MAAT = "maat"
    REFERENTIE = "referentie"
    BEIDE = "beide"
    ONTBREEKT = "ontbreekt"


@dataclass(frozen=True)
class Meetstand:
    """One measure and what it is compared with; NaN where missing.

    Attributes
    ----------
    waarde, referentie : float
    """

    waarde: float
    referentie: float

    @property
    def laag(self) -> bool | None:
        """Whether the measure lies below; None when that is not known."""
        if math.isnan(self.waarde) or math.isnan(self.referentie):
            return None
        return self.waarde < self.referentie


@dataclass(frozen=True)
class Omslag:
    """Why one side of the rule turned.

    Attributes
    ----------
    maat : str
        'ses_woa' or 'lbm_afwijking'.
    soort : Omslagsoort
    oud, nieuw : Meetstand
    """

    maat: str
    soort: Omslagsoort
    oud: Meetstand
    nieuw: Meetstand

    def describe(self) -> str:
        """Tell the reason in one Dutch sentence."""
        score = SCORE_TITEL[self.maat]
        if self.soort == Omslagsoort.ONTBREEKT:
            return f"{score}: {_describe_gap(self.oud, self.nieuw)}."
        moved = f"score van {write_score(self.oud.waarde)} naar {write_score(self.nieuw.waarde)}"
        mean = f"gemiddelde van {write_score(self.oud.referentie)} naar {write_score(self.nieuw.referentie)}"
        side = "onder" if self.nieuw.laag else "niet meer onder"
        texts = {
            Omslagsoort.MAAT: f"de score ging over het gemiddelde heen ({moved})",
            Omslagsoort.REFERENTIE: f"het gemiddelde verschoof ({mean})",
            Omslagsoort.BEIDE: f"score en gemiddelde verschoven samen ({moved}; {mean})",
        }
        return f"{score}: {texts[self.soort]} en ligt nu {side} het gemiddelde."


def _describe_gap(oud: Meetstand, nieuw: Meetstand) -> str:
    gone = nieuw.laag is None
    stand = nieuw if gone else oud
    what = "de score" if math.isnan(stand.waarde) else "het landelijk gemiddelde"
    return f"{what} ontbreekt nu" if gone else f"{what} ontbrak eerst en is nu bekend"


@dataclass(frozen=True)
class Gebied:
    """An area that only one of both snapshots has.

    Attributes
    ----------
    code, naam, niveau, gemeente : str
    klasse : Klasse
    """

    code: str
    naam: str
    niveau: str
    gemeente: str
    klasse: Klasse


@dataclass(frozen=True)
class Overgang:
    """An area that changed class.

    Attributes
    ----------
    code, naam, niveau, gemeente : str
        As the new snapshot names it.
    oud, nieuw : Klasse
    redenen : tuple of Omslag
        One for each side that turned; at least one.
    """

    code: str
    naam: str
    niveau: str
    gemeente: str
    oud: Klasse
    nieuw: Klasse
    redenen: tuple[Omslag, ...]


@dataclass(frozen=True)
class Verschil:
    """What changed from one scored snapshot to another, in the region's own areas.

    Attributes
    ----------
    overgangen : tuple of Overgang
        Areas that changed class: by level, smallest first, then by code.
    gekomen, verdwenen : tuple of Gebied
        Areas that only the new, or only the old one has.
    zelfde_klasse : int
        Areas in both, with the same class.
    andere_cijfers : int
        Of those: areas with another value of S or L.
    referentie_oud, referentie_nieuw : float
        S*; NaN where unknown.
    jaren_oud, jaren_nieuw : tuple of int
        Years of S and L; 0 when absent.
    """

    overgangen: tuple[Overgang, ...]
    gekomen: tuple[Gebied, ...]
    verdwenen: tuple[Gebied, ...]
    zelfde_klasse: int
    andere_cijfers: int
    referentie_oud: float
    referentie_nieuw: float
    jaren_oud: tuple[int, int]
    jaren_nieuw: tuple[int, int]

    @property
    def is_leeg(self) -> bool:
        """Whether no area changed class, came or went."""
        return not (self.overgangen or self.gekomen or self.verdwenen)


def compare(oud: Score, nieuw: Score) -> Verschil:
    """Compare two scored snapshots.

    Parameters
    ----------
    oud, nieuw : Score
        Of the same region, or else every area comes and goes. Areas are matched on code: the caller says so when
        the areal divisions differ.

    Returns
    -------
    Verschil
    """
    before, after = _take_own(oud), _take_own(nieuw)
    both = before.index.intersection(after.index)
    same = before.loc[both, "klasse"].to_numpy() == after.loc[both, "klasse"].to_numpy()
    moved = [_differ(before.loc[both, maat].to_numpy(), after.loc[both, maat].to_numpy()) for maat in _MATEN]
    return Verschil(
        overgangen=tuple(_sort([_make_overgang(before.loc[code], after.loc[code]) for code in both[~same]])),
        gekomen=tuple(_sort([_make_gebied(after.loc[code]) for code in after.index.difference(both)])),
        verdwenen=tuple(_sort([_make_gebied(before.loc[code]) for code in before.index.difference(both)])),
        zelfde_klasse=int(same.sum()),
        andere_cijfers=int((same & np.logical_or(*moved)).sum()),
        referentie_oud=oud.referentie.waarde,
        referentie_nieuw=nieuw.referentie.waarde,
        jaren_oud=(oud.jaar_ses, oud.jaar_lbm),
        jaren_nieuw=(nieuw.jaar_ses, nieuw.jaar_lbm),
    )


def _take_own(score: Score) -> pd.DataFrame:
    own = score.gebieden[score.gebieden["rol"] == Rol.REGIO]
    columns = ["code", "naam", "niveau", "gemeentenaam", "klasse", "ses_referentie", *_MATEN]
    frame: pd.DataFrame = own[columns].set_index("code", drop=False)
    return frame


def _differ(een: npt.NDArray[np.float64], ander: npt.NDArray[np.float64]) -> npt.NDArray[np.bool_]:
    """Tell where two columns differ; missing equals missing."""
    return np.asarray(~((een == ander) | (np.isnan(een) & np.isnan(ander))))


_ORDE = {str(niveau): rank for rank, niveau in enumerate(TE_TOETSEN)}


_Soort = TypeVar("_Soort", Overgang, Gebied)


def _sort(gebieden: list[_Soort]) -> list[_Soort]:
    return sorted(gebieden, key=lambda gebied: (_ORDE[gebied.niveau], gebied.code))


def _make_gebied(row: pd.Series) -> Gebied:
    return Gebied(row["code"], row["naam"], row["niveau"], row["gemeentenaam"], Klasse(row["klasse"]))


def _make_overgang(oud: pd.Series, nieuw: pd.Series) -> Overgang:
    reasons = [explain(maat, _take_stand(oud, maat), _take_stand(nieuw, maat)) for maat in _MATEN]
    return Overgang(
        nieuw["code"], nieuw["naam"], nieuw["niveau"], nieuw["gemeentenaam"], Klasse(oud["klasse"]),
        Klasse(nieuw["klasse"]), tuple(reason for reason in reasons if reason),
    )  # fmt: skip


def _take_stand(row: pd.Series, maat: str) -> Meetstand:
    return Meetstand(float(row[maat]), float(row["ses_referentie"]) if maat == "ses_woa" else 0.0)


def explain(maat: str, oud: Meetstand, nieuw: Meetstand) -> Omslag | None:
    """Tell why one side of the rule turned; None when it did not.

    Parameters
    ----------
    maat : str
        'ses_woa' or 'lbm_afwijking'.
    oud, nieuw : Meetstand
    """
    if oud.laag is nieuw.laag:
        return None
    if oud.laag is None or nieuw.laag is None:
        return Omslag(maat, Omslagsoort.ONTBREEKT, oud, nieuw)
    # What if only the one had moved? Asked from both ends, so that swapping old and new keeps the answer.
    measure_only = Meetstand(nieuw.waarde, oud.referentie).laag
    reference_only = Meetstand(oud.waarde, nieuw.referentie).laag
    if measure_only is nieuw.laag and reference_only is oud.laag:
        return Omslag(maat, Omslagsoort.MAAT, oud, nieuw)
    if measure_only is oud.laag and reference_only is nieuw.laag:
        return Omslag(maat, Omslagsoort.REFERENTIE, oud, nieuw)
    return Omslag(maat, Omslagsoort.BEIDE, oud, nieuw)
