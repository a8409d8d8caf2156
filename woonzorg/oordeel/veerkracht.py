"""The class of an area, by the rule of the regional vision (§5.3), and how sure it is.

S is the SES-WOA total score of Statistics Netherlands, L the deviation ``afw`` of the Leefbaarometer. S* is the
household-weighted national mean of S over all gemeenten, from the same table and year::

    S* = Σ H_g · S_g / Σ H_g

    kwetsbaar               S < S*  and  L < 0     in beginsel no addition; steer towards afstapeling
    aandacht_ses            S < S*  and  L ≥ 0
    aandacht_leefbaarheid   S ≥ S*  and  L < 0
    draagkrachtig           S ≥ S*  and  L ≥ 0
    onbekend                S, L or S* is missing

Values are compared unrounded. A class of an area depends on its own S and L and on S* only.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from woonzorg.gebied import Niveau
from woonzorg.indicator import PER_SLEUTEL

if TYPE_CHECKING:
    import numpy.typing as npt

    Values = npt.NDArray[np.float64]
    Flags = npt.NDArray[np.bool_]

Z_95 = 1.96
"""Half-width of the 'toevalsmarge' in standard errors (methode: Grensgeval)."""

KAFW_MIDDEN = 5.0
"""The Leefbaarometer's own middle class of ``afw``: about −0.039 to 0.039."""

DEKKING_MINIMUM = 0.95
"""Least share of the country's households that the reference must cover (aanname)."""

GEMEENTEN_MINIMUM = 300
"""Least number of gemeenten in the reference where the country's households are unknown (aanname)."""


class Klasse(StrEnum):
    """Veerkracht class of an area."""

    KWETSBAAR = "kwetsbaar"
    AANDACHT_SES = "aandacht_ses"
    AANDACHT_LEEFBAARHEID = "aandacht_leefbaarheid"
    DRAAGKRACHTIG = "draagkrachtig"
    ONBEKEND = "onbekend"


class Oordeel(StrEnum):
    """An answer that may be unknown."""

    JA = "ja"
    NEE = "nee"
    NIET_TE_BEPALEN = "niet_te_bepalen"
    ONBEKEND = "onbekend"


@dataclass(frozen=True)
class Referentie:
    """The national mean of SES-WOA.

    Attributes
    ----------
    waarde : float
        S*; NaN when it cannot be determined.
    jaar : int
        Year of the scores; 0 when unknown.
    gemeenten : int
        Number of gemeenten in the mean.
    gewicht : str
        Indicator that gave the households.
    melding : str
        Why S* is unknown, or what to know about it, in Dutch; '' when all is well.
    """

    waarde: float
    jaar: int
    gemeenten: int
    gewicht: str
    melding: str = ""


def calculate_referentie(gebieden: pd.DataFrame, jaar: int) -> Referentie:
    """Calculate S* from the gemeenten in a table of areas.

    Parameters
    ----------
    gebieden : DataFrame
        With niveau, ses_woa, ses_huishoudens and huishoudens; gemeenten of every role take part.
    jaar : int
        Year of `ses_woa`.

    Returns
    -------
    Referentie
        With NaN, and the reason, when the gemeenten do not stand for the country.
    """
    gemeenten = gebieden[gebieden["niveau"] == Niveau.GEMEENTE]
    gewicht = "ses_huishoudens" if gemeenten["ses_huishoudens"].notna().any() else "huishoudens"
    both = gemeenten["ses_woa"].notna() & (gemeenten[gewicht] > 0)
    score, weight = (gemeenten.loc[both, name].to_numpy(dtype=float) for name in ("ses_woa", gewicht))
    count = len(score)
    melding = _judge_coverage(gebieden, gemeenten[both], gewicht)
    if melding:
        return Referentie(np.nan, jaar, count, gewicht, melding)
    return Referentie(_average(score, weight), jaar, count, gewicht)


def _average(score: Values, weight: Values) -> float:
    """Return the weighted mean, rounded once: the same in whatever order the areas come, and a tie stays a tie."""
    weights = [Fraction(value) for value in weight.tolist()]
    terms = (Fraction(value) * share for value, share in zip(score.tolist(), weights, strict=True))
    return float(sum(terms, Fraction()) / sum(weights, Fraction()))


def _judge_coverage(gebieden: pd.DataFrame, gemeenten: pd.DataFrame, gewicht: str) -> str:
    """Tell why these gemeenten do not stand for the country; '' when they do."""
    count = len(gemeenten)
    if count == 0:
        return "Er zijn geen gemeenten met een SES-WOA-score. Het landelijk gemiddelde is daardoor onbekend."
    share = _measure_coverage(gebieden[gebieden["niveau"] == Niveau.LAND], gemeenten, gewicht)
    if np.isnan(share) and count < GEMEENTEN_MINIMUM:
        number = "is maar 1 gemeente" if count == 1 else f"zijn maar {count} gemeenten"
        return (
            f"Er {number} met een SES-WOA-score, en het aantal huishoudens van het land ontbreekt. Het landelijk "
            "gemiddelde is daardoor onbekend."
        )
    if share < DEKKING_MINIMUM:
        number = "enige gemeente" if count == 1 else f"{count} gemeenten"
        verb = "heeft" if count == 1 else "hebben samen"
        percent = "minder dan 1" if share < 0.01 else f"{100 * share:.0f}"
        return (
            f"De {number} met een SES-WOA-score {verb} maar {percent} % van de huishoudens van het land. Het landelijk "
            "gemiddelde is daardoor onbekend."
        )
    return ""


def _measure_coverage(land: pd.DataFrame, gemeenten: pd.DataFrame, gewicht: str) -> float:
    """Return the gemeenten's share in the country's households; NaN where the country's are unknown.

    Like is held against like: the score is not made over all households that the key figures count.
    """
    for name in dict.fromkeys((gewicht, "huishoudens")):
        country = land.loc[land[name] > 0, name]
        if len(country):
            return float(gemeenten[name].fillna(gemeenten[gewicht]).sum() / country.iloc[0])
    return float("nan")


def classify(ses: Values, referentie: float | Values, lbm: Values) -> npt.NDArray[np.object_]:
    """Give each area its class.

    Parameters
    ----------
    ses, lbm : ndarray of float
        S and L, NaN where missing.
    referentie : float or ndarray
        S*, NaN where unknown.

    Returns
    -------
    ndarray of str
        Values of `Klasse`.
    """
    unknown = np.isnan(ses) | np.isnan(referentie) | np.isnan(lbm)
    low_ses, low_lbm = ses < referentie, lbm < 0.0
    choices = [Klasse.ONBEKEND, Klasse.KWETSBAAR, Klasse.AANDACHT_SES, Klasse.AANDACHT_LEEFBAARHEID]
    conditions = [unknown, low_ses & low_lbm, low_ses, low_lbm]
    names = np.array([*map(str, choices), str(Klasse.DRAAGKRACHTIG)], dtype=object)
    codes = np.select(conditions, list(range(len(choices))), len(choices))
    chosen: npt.NDArray[np.object_] = names[codes]
    return chosen


def exclude_kwetsbaar(ses: Values, referentie: float | Values, lbm: Values) -> Flags:
    """Tell where a known measure is not below average, so that the area cannot be kwetsbaar."""
    return np.asarray((ses >= referentie) | (lbm >= 0.0))


def calculate_marge(spreiding: Values, huishoudens: Values) -> Values:
    """Return the toevalsmarge of S: 1.96 · s / √H; NaN where s or H is missing or H is 0."""
    with np.errstate(divide="ignore", invalid="ignore"):
        marge = Z_95 * spreiding / np.sqrt(huishoudens)
    return np.where(np.isfinite(marge), marge, np.nan)


def judge_grensgeval(
    ses: Values, referentie: float | Values, marge: Values, lbm: Values, kafw: Values
) -> npt.NDArray[np.object_]:
    """Tell where the verdict (kwetsbaar or not) could turn with a new measurement.

    Grensgeval ⇔ (g_S ∧ L < 0) ∨ (g_L ∧ S < S*) ∨ (g_S ∧ g_L), with g_S: |S − S*| ≤ marge and g_L: kafw = 5.
    What is missing (a score, S*, a margin, kafw) matters only where the other parts leave the answer open: where
    leefbaarheid lies far above average, no score of SES-WOA can make the area kwetsbaar.

    Parameters
    ----------
    ses, marge, lbm, kafw : ndarray of float
        NaN where missing.
    referentie : float or ndarray
        S*.

    Returns
    -------
    ndarray of str
        'ja', 'nee' or 'niet_te_bepalen'.
    """
    no_ses, no_lbm = np.isnan(ses) | np.isnan(referentie), np.isnan(lbm)
    parts = (
        (np.abs(ses - referentie) <= marge, no_ses | np.isnan(marge)),
        (kafw == KAFW_MIDDEN, np.isnan(kafw)),
        (ses < referentie, no_ses),
        (lbm < 0.0, no_lbm),
    )

    def turns(g_s: Flags, g_l: Flags, low_ses: Flags, low_lbm: Flags) -> Flags:
        return (g_s & low_lbm) | (g_l & low_ses) | (g_s & g_l)

    # The formula only grows with its parts: true with the known ones is true, false with all unknown ones is false.
    certain = turns(*(known for known, _ in parts))
    possible = turns(*(known | unknown for known, unknown in parts))
    answer = np.where(possible, str(Oordeel.NIET_TE_BEPALEN), str(Oordeel.NEE))
    return np.where(certain, str(Oordeel.JA), answer).astype(object)


def score_gebieden(gebieden: pd.DataFrame, referentie: Referentie) -> pd.DataFrame:
    """Score areas: class, grensgeval and margin, beside the measures they rest on.

    Parameters
    ----------
    gebieden : DataFrame
        With ses_woa, ses_spreiding, ses_huishoudens, huishoudens, lbm_afwijking and lbm_klasse.
    referentie : Referentie
        S* of the same year.

    Returns
    -------
    DataFrame
        With the index of `gebieden`; columns klasse, grensgeval, kwetsbaar_uitgesloten, ses_referentie,
        ses_marge.
    """
    columns = ("ses_woa", "lbm_afwijking", "ses_spreiding", "lbm_klasse", referentie.gewicht)
    ses, lbm, spreiding, kafw, huishoudens = (gebieden[name].to_numpy(dtype=float) for name in columns)
    reference, marge = referentie.waarde, calculate_marge(spreiding, huishoudens)
    return pd.DataFrame(
        {
            "klasse": classify(ses, reference, lbm),
            "grensgeval": judge_grensgeval(ses, reference, marge, lbm, kafw),
            "kwetsbaar_uitgesloten": exclude_kwetsbaar(ses, reference, lbm),
            "ses_referentie": np.full(len(gebieden), reference),
            "ses_marge": marge,
        },
        index=gebieden.index,
    )


def pivot_jaar(reeksen: pd.DataFrame, gebieden: pd.DataFrame, jaar: int) -> pd.DataFrame:
    """Return the areas with every indicator's value replaced by that of one year; NaN where there is none.

    Used for the class in earlier editions: all measures come from the same year, never from a mix.
    """
    values = reeksen[reeksen["jaar"] == jaar].pivot(index="code", columns="indicator", values="waarde")
    columns = [name for name in PER_SLEUTEL if name in gebieden.columns]
    replaced = values.reindex(index=gebieden["code"], columns=columns).set_index(gebieden.index)
    return gebieden.assign(**{name: replaced[name].astype(float) for name in columns})
