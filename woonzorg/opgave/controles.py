"""Every total, share and claim of the vision's tables and of §4, recomputed from the tables themselves."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from woonzorg.tekst.getal import format_getal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from woonzorg.opgave.publicatie import Cel

ONVERKLAARD = "onverklaard"
AFRONDING = "afronding: met percentages binnen hun afronding (een half punt) komt dit getal uit"


class Controleoordeel(StrEnum):
    """What came of a check."""

    KLOPT = "klopt"
    WIJKT_AF = "wijkt af"
    NIET_TE_CONTROLEREN = "niet te controleren"


@dataclass(frozen=True)
class Uitspraak:
    """What is claimed, and where.

    Attributes
    ----------
    sleutel, plek : str
        Key, and where it stands.
    wat : str
        What is claimed, in our own words.
    eenheid : str
        '%' or what is counted; '' for a claim without a number.
    """

    sleutel: str
    plek: str
    wat: str
    eenheid: str = ""


@dataclass(frozen=True)
class Herberekening:
    """One published number or claim, and what the tables give.

    Attributes
    ----------
    uitspraak : Uitspraak
    gepubliceerd, herberekend : float or None
        Herberekend is rounded as the publication is, or to a decimal where that tells more; None where no number is
        claimed, or none can be computed.
    oordeel : Controleoordeel
    berekening : str
        How it was recomputed, with the numbers.
    verklaring : str
        Cause of a difference, only where a hypothesis gives the published number exactly; else 'onverklaard'.
    """

    uitspraak: Uitspraak
    gepubliceerd: float | None
    herberekend: float | None
    oordeel: Controleoordeel
    berekening: str
    verklaring: str = ""

    @property
    def verschil(self) -> float | None:
        """Return herberekend − gepubliceerd."""
        if self.gepubliceerd is None or self.herberekend is None:
            return None
        return self.herberekend - self.gepubliceerd

    def format(self, waarde: float | None, *, teken: bool = False) -> str:
        """Write one of its numbers with its decimals and percent sign; '' when there is none."""
        if waarde is None:
            return ""
        decimals = 0 if waarde == int(waarde) else 1
        return format_getal(waarde, decimals, teken=teken) + (" %" if self.uitspraak.eenheid == "%" else "")

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain values."""
        return {
            **vars(self.uitspraak), "gepubliceerd": self.gepubliceerd, "herberekend": self.herberekend,
            "verschil": self.verschil, "oordeel": str(self.oordeel), "berekening": self.berekening,
            "verklaring": self.verklaring,
        }  # fmt: skip


def round_half_up(waarde: float) -> int:
    """Round as people do: a half goes up."""
    return math.floor(waarde + 0.5)


def check_getal(
    uitspraak: Uitspraak,
    gepubliceerd: float,
    exact: float,
    berekening: str,
    verklaring: str = "",
    *,
    decimalen: int = 0,
) -> Herberekening:
    """Compare a published number with an unrounded one; `verklaring` counts only where they differ."""
    value = round_half_up(exact * 10**decimalen) / 10**decimalen if decimalen else round_half_up(exact)
    same = value == gepubliceerd
    words = "" if same else verklaring or ONVERKLAARD
    verdict = Controleoordeel.KLOPT if same else Controleoordeel.WIJKT_AF
    return Herberekening(uitspraak, gepubliceerd, value, verdict, berekening, words)


def check_bewering(
    uitspraak: Uitspraak, *, waar: bool, berekening: str, verklaring: str = ""
) -> Herberekening:
    """Check a claim without a number of its own; `verklaring` counts only where it does not hold."""
    verdict = Controleoordeel.KLOPT if waar else Controleoordeel.WIJKT_AF
    return Herberekening(
        uitspraak, None, None, verdict, berekening, "" if waar else verklaring or ONVERKLAARD
    )


def leave_open(uitspraak: Uitspraak, waarom: str) -> Herberekening:
    """Name a claim for which the document has no figures to check it with."""
    return Herberekening(uitspraak, None, None, Controleoordeel.NIET_TE_CONTROLEREN, waarom)


@dataclass(frozen=True)
class Gewogen:
    """A mean of published whole percentages, weighted by numbers of dwellings.

    Attributes
    ----------
    delen : tuple of (int, int)
        Dwellings and percentage of each part.
    """

    delen: tuple[tuple[int, int], ...]

    @property
    def gewicht(self) -> int:
        """Dwellings of all parts together."""
        return sum(number for number, _ in self.delen)

    @property
    def waarde(self) -> float:
        """Weighted mean, in percent."""
        return sum(number * percent for number, percent in self.delen) / self.gewicht

    def can_give(self, gepubliceerd: int) -> bool:
        """Tell whether percentages that round to those of the parts can give a mean that rounds to this one."""
        return abs(self.waarde - gepubliceerd) < 1.0

    def describe(self) -> str:
        """Tell the sum in words."""
        parts = " + ".join(f"{percent} % van {format_getal(number)}" for number, percent in self.delen)
        return f"({parts}) / {format_getal(self.gewicht)} = {format_getal(self.waarde, 2)} %"


def check_gewogen(sleutel: str, cel: Cel, gewogen: Gewogen) -> Herberekening:
    """Compare a published percentage with the weighted mean of its parts."""
    claim = Uitspraak(sleutel, cel.describe_plek(), f"{cel.opschrift}: aandeel {cel.kolom.lower()}", "%")
    cause = AFRONDING if gewogen.can_give(cel.read()) else ""
    return check_getal(claim, cel.read(), gewogen.waarde, gewogen.describe(), cause)


def check_som(sleutel: str, cel: Cel, delen: Iterable[Cel], eenheid: str) -> Herberekening:
    """Compare a published total with the sum of its parts."""
    values = [deel.read() for deel in delen]
    claim = Uitspraak(sleutel, cel.describe_plek(), f"totaal van {len(values)} delen", eenheid)
    text = f"{' + '.join(map(format_getal, values))} = {format_getal(sum(values))}"
    return check_getal(claim, cel.read(), sum(values), text)
