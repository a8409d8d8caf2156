"""Both scores of an area as a slide shows them: value, margin and where it lies, for screen and paper alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from woonzorg.grafiek.marge import describe_waarde, render_marge
from woonzorg.indicator import SCORE_TITEL
from woonzorg.oordeel.reden import Redensoort
from woonzorg.tekst.getal import format_getal

if TYPE_CHECKING:
    from woonzorg.kaart.schalen import Meetbereik, Schalen
    from woonzorg.oordeel.toets import Toets
    from woonzorg.oordeel.uitleg import Maat

ONDER, BOVEN = "onder gemiddeld", "boven gemiddeld"


@dataclass(frozen=True)
class Diamaat:
    """One score.

    Attributes
    ----------
    titel, jaar, waarde : str
        Its name, the year of the figure, and the value as it is read.
    noot : str
        Its margin; of a score that is missing, why.
    beeld : str
        Where it lies around the mean, with its margin, as SVG.
    alt : str
        The same in words.
    """

    titel: str
    jaar: str
    waarde: str
    noot: str
    beeld: str
    alt: str


def list_diamaten(toets: Toets, schalen: Schalen) -> tuple[Diamaat, Diamaat]:
    """Return both scores of an area, on the scales of its level."""
    ses, lbm = toets.ses_woa, toets.leefbaarometer
    return (
        _make_maat(Redensoort.SES_WOA, ses, schalen.ses, ses.marge, toets),
        _make_maat(Redensoort.LEEFBAARHEID, lbm, schalen.lbm, schalen.middenklasse or None, toets),
    )


def _make_maat(
    soort: Redensoort, maat: Maat, schaal: Meetbereik, marge: float | None, toets: Toets
) -> Diamaat:
    title, told = SCORE_TITEL[soort], describe_waarde(maat.waarde, maat.referentie)
    note = "marge onbekend" if marge is None else f"marge {format_getal(marge, 3)}"
    if maat.waarde is None:
        note = toets.find_reden(soort).tekst
    return Diamaat(
        titel=title,
        jaar=str(maat.jaar or ""),
        waarde=format_getal(maat.waarde, 3),
        noot=note,
        beeld=render_marge(title, maat.waarde, schaal, marge or 0.0, f"{told}, {note}"),
        alt=f"{title}: {told}, {note}",
    )
