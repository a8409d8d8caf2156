"""One decision in the register, and what is known of its area: class, concentratie, and whether it is in force.

The vision wants such instruments where kwetsbaarheid is concentrated already (§6.8). So an area that is not kwetsbaar,
or where no concentratie is, is told: it may have been decided on other grounds. Nothing is refused, nothing proposed.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from woonzorg.gebied import Niveau, find_gemeentecode, find_niveau, find_wijkcode
from woonzorg.oordeel.veerkracht import Klasse, Oordeel

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from woonzorg.oordeel.toets import Score


class Instroomstand(StrEnum):
    """Whether a decision is in force."""

    GELDT = "geldt"
    STRAKS = "gaat nog in"
    VOORBIJ = "is voorbij"


@dataclass(frozen=True)
class Instroombesluit:
    """A decision that an instrument holds in one area.

    Attributes
    ----------
    instrument : str
    gebied : str
        Code of a buurt or wijk.
    vanaf : date
    tot : date or None
        Last day; None when none was decided.
    besluit : str
        Which decision, of whom, and where it was published.
    """

    instrument: str
    gebied: str
    vanaf: date
    tot: date | None
    besluit: str

    @property
    def gemeente(self) -> str:
        """Code of its gemeente."""
        return find_gemeentecode(self.gebied)

    def find_stand(self, dag: date) -> Instroomstand:
        """Tell whether it is in force on a day."""
        if dag < self.vanaf:
            return Instroomstand.STRAKS
        return Instroomstand.VOORBIJ if self.tot is not None and dag > self.tot else Instroomstand.GELDT

    def overlaps(self, ander: Instroombesluit) -> bool:
        """Tell whether two decisions hold the same instrument in (a part of) the same area at one time."""
        same = self.instrument.casefold() == ander.instrument.casefold()
        place = self.gebied == ander.gebied or self.gebied == find_wijkcode(ander.gebied)
        place = place or ander.gebied == find_wijkcode(self.gebied)
        before = self.tot is not None and self.tot < ander.vanaf
        after = ander.tot is not None and ander.tot < self.vanaf
        return same and place and not before and not after


@dataclass(frozen=True)
class Instroomrij:
    """A decision with what is known of its area.

    Attributes
    ----------
    besluit : Instroombesluit
    naam, gemeente : str
        Names of area and gemeente.
    klasse : Klasse
    concentratie : Oordeel
    stand : Instroomstand
    """

    besluit: Instroombesluit
    naam: str
    gemeente: str
    klasse: Klasse
    concentratie: Oordeel
    stand: Instroomstand

    @property
    def vragen(self) -> tuple[str, ...]:
        """What of §6.8 is not seen in its figures; () where both are."""
        told = []
        if self.klasse == Klasse.ONBEKEND:
            told.append("de klasse is onbekend")
        elif self.klasse != Klasse.KWETSBAAR:
            told.append("het gebied is niet kwetsbaar")
        if self.concentratie == Oordeel.ONBEKEND:
            told.append("of er een concentratie is, is onbekend")
        elif self.concentratie != Oordeel.JA:
            told.append("er is geen concentratie")
        return tuple(told)

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain values."""
        one = self.besluit
        return {
            "instrument": one.instrument, "gemeente": self.gemeente, "gebied": one.gebied, "naam": self.naam,
            "vanaf": one.vanaf.isoformat(), "tot": one.tot.isoformat() if one.tot else None, "besluit": one.besluit,
            "stand": str(self.stand), "klasse": str(self.klasse), "concentratie": str(self.concentratie),
            "vragen": list(self.vragen),
        }  # fmt: skip


def judge_besluiten(besluiten: Sequence[Instroombesluit], score: Score, dag: date) -> tuple[Instroomrij, ...]:
    """Return the decisions with class and concentratie of their area as it is now, by gemeente, name and first day.

    Parameters
    ----------
    besluiten : sequence of Instroombesluit
        Of areas of the region.
    score : Score
    dag : date
        Today.
    """
    rows = score.gebieden.set_index("code")
    found = []
    for one in besluiten:
        row = rows.loc[one.gebied]
        found.append(
            Instroomrij(
                one, str(row["naam"]), str(row["gemeentenaam"]), Klasse(row["klasse"]), Oordeel(row["concentratie"]),
                one.find_stand(dag),
            )
        )  # fmt: skip
    return tuple(
        sorted(found, key=lambda row: (row.gemeente, row.naam, row.besluit.vanaf, row.besluit.instrument))
    )


def find_omlijnd(rijen: Sequence[Instroomrij], codes: Sequence[str]) -> tuple[bool, ...]:
    """Tell of each area of a map whether a decision is in force there; one of a wijk holds in all its buurten.

    A decision of a buurt outlines no wijk: it does not hold in all of it.
    """
    held = {row.besluit.gebied for row in rijen if row.stand == Instroomstand.GELDT}
    return tuple(
        code in held or (find_niveau(code) == Niveau.BUURT and find_wijkcode(code) in held) for code in codes
    )
