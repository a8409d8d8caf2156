"""A reason of a verdict: what it is about, with its words apart, so that a sentence is never taken to pieces."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Redensoort(StrEnum):
    """What a reason is about."""

    KLASSE = "klasse"
    SES_WOA = "ses_woa"
    LEEFBAARHEID = "lbm_afwijking"
    REFERENTIE = "referentie"
    GEWICHT = "gewicht"
    GRENSGEVAL = "grensgeval"
    MARGE = "marge"
    WIJK = "wijk"


HOOFDZAKEN = (Redensoort.KLASSE, Redensoort.SES_WOA, Redensoort.LEEFBAARHEID)
"""The verdict and its two measures: every verdict has these; whatever else is said of it, is a side note."""


@dataclass(frozen=True)
class Reden:
    """One reason of a verdict, in Dutch.

    Attributes
    ----------
    soort : Redensoort
    tekst : str
        One or more sentences; after words that go before, the rest of them.
    aanhef : str
        What goes before, with its colon or full stop: shown in bold or left out; '' for none.
    """

    soort: Redensoort
    tekst: str
    aanhef: str = ""

    @property
    def zin(self) -> str:
        """All of it, as it is read.

        Examples
        --------
        >>> Reden(Redensoort.GRENSGEVAL, "De score ligt dicht bij het gemiddelde.", "Let op: grensgeval.").zin
        'Let op: grensgeval. De score ligt dicht bij het gemiddelde.'
        """
        return f"{self.aanhef} {self.tekst}" if self.aanhef else self.tekst
