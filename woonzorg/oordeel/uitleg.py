"""Why an area gets its verdict: its two measures, and the reasons that follow from them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from woonzorg.indicator import SCORE_TITEL
from woonzorg.oordeel import klassewoorden
from woonzorg.oordeel.reden import Reden, Redensoort
from woonzorg.oordeel.veerkracht import Klasse, Oordeel
from woonzorg.tekst.getal import format_getal, write_naast

if TYPE_CHECKING:
    import pandas as pd

    from woonzorg.gegevens.schema import Status
    from woonzorg.oordeel.veerkracht import Referentie


@dataclass(frozen=True)
class Maat:
    """One of the two measures of an area.

    Attributes
    ----------
    waarde, referentie : float or None
        Value and what it is compared with; None when missing.
    jaar : int
    status : Status
    uitleg : str
        What the status means, in Dutch; of a value that was left out, why.
    marge : float or None
        Toevalsmarge; only for SES-WOA.
    dimensies : dict
        The five parts; only for the Leefbaarometer.
    dichtbij : bool
        Whether the value lies so near its reference that a new measurement may fall on the other side.
    """

    waarde: float | None
    referentie: float | None
    jaar: int
    status: Status
    uitleg: str
    marge: float | None = None
    dimensies: dict[str, float | None] = field(default_factory=dict)
    dichtbij: bool = False


def explain_toets(row: pd.Series, referentie: Referentie, ses: Maat, lbm: Maat) -> tuple[Reden, ...]:
    """Return the reasons of a verdict: the class, both measures, then side notes.

    Parameters
    ----------
    row : Series
        The area, as `score_gebieden` gives it.
    referentie : Referentie
        S*.
    ses, lbm : Maat
        Its measures.
    """
    measures = {Redensoort.SES_WOA: ses, Redensoort.LEEFBAARHEID: lbm}
    reasons = [_explain_klasse(row, measures)]
    reasons += [_compare(soort, maat) for soort, maat in measures.items()]
    return (*reasons, *_explain_referentie(referentie), *_explain_grensgeval(row, measures))


def _explain_klasse(row: pd.Series, maten: dict[Redensoort, Maat]) -> Reden:
    missing = [str(soort) for soort, maat in maten.items() if maat.waarde is None]
    missing += ["referentie"] if maten[Redensoort.SES_WOA].referentie is None else []
    excluded = bool(row["kwetsbaar_uitgesloten"])
    told = klassewoorden.describe_klasse(
        row["naam"], Klasse(row["klasse"]), tuple(missing), uitgesloten=excluded, niveau=row["niveau"]
    )
    return Reden(Redensoort.KLASSE, told)


def _explain_referentie(referentie: Referentie) -> list[Reden]:
    if referentie.melding:
        return [Reden(Redensoort.REFERENTIE, referentie.melding)]
    if referentie.gewicht == "ses_huishoudens":
        return []
    told = "De tabel van SES-WOA geeft geen huishoudens: die komen hier uit de Kerncijfers."
    return [Reden(Redensoort.GEWICHT, told)]


def _explain_grensgeval(row: pd.Series, maten: dict[Redensoort, Maat]) -> list[Reden]:
    klasse = Klasse(row["klasse"])
    if row["grensgeval"] == Oordeel.JA:
        near = tuple(str(soort) for soort, maat in maten.items() if maat.dichtbij)
        return [klassewoorden.describe_grensgeval(near, klasse)]
    if row["grensgeval"] == Oordeel.NIET_TE_BEPALEN and klasse != Klasse.ONBEKEND:
        told = "Of dit een grensgeval is, is niet te bepalen: de marge van een score ontbreekt."
        return [Reden(Redensoort.MARGE, told)]
    return []


def _compare(soort: Redensoort, maat: Maat) -> Reden:
    return Reden(soort, _tell_score(maat), f"{SCORE_TITEL[soort]} ({maat.jaar or 'geen jaar'}):")


def _tell_score(maat: Maat) -> str:
    if maat.waarde is None:
        return f"geen score. Reden: {maat.uitleg}."
    if maat.referentie is None:
        return f"{format_getal(maat.waarde, 3)}; het landelijk gemiddelde is onbekend."
    side = "onder" if maat.waarde < maat.referentie else "niet onder"
    margin = f", toevalsmarge {format_getal(maat.marge, 3)}" if maat.marge is not None else ""
    value, mean = write_naast(maat.waarde, maat.referentie, 3)
    return f"{value}, {side} het landelijk gemiddelde van {mean}{margin}."
