"""Words of agreements: what each comes to in this demand, what the plan makes of it, and what keeping them costs.

For whoever makes the plan: numbers by set of gemeenten over all groups are no part of what is shared.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from woonzorg.tekst.getal import count_woord, format_getal
from woonzorg.tekst.plat import join_woorden
from woonzorg.verdeling.regels.afspraken import SLEUTEL, divide_corporaties, settle_aandelen
from woonzorg.verdeling.vraag.getal import format_waarde

if TYPE_CHECKING:
    from collections.abc import Mapping

    from woonzorg.verdeling.invoer.situatie import Afspraak
    from woonzorg.verdeling.uitkomst.uitkomst import Uitkomst

TEGENWICHT = (
    "Een vaste sleutel heeft ook een keerzijde. In de regio Alkmaar bleek verdelen lastig: veel mensen uit deze "
    "groepen wonen het liefst in de centrumgemeente, en de woningen die daar vrijkomen passen vaak beter."
)
"""Beside every key that sends homes away from the centre (seeds/001:1475-1480, 1487)."""

TEGENWICHT_BRON = "raamafspraken regio Alkmaar, 'Zo doen we dat'"

VOORBEELD = (
    "Voorbeeld: de regio Alkmaar. Alkmaar neemt 50 %, Dijk en Waard 25 %, en Bergen, Uitgeest, Castricum en Heiloo "
    "samen 25 %. Ook per corporatie is dat vastgelegd."
)
"""An agreed key in practice (seeds/001:1419-1423)."""

NIET_PER_CORPORATIE = "niet getoetst: van welke corporatie een woning is, staat niet in de cijfers"


@dataclass(frozen=True)
class Afspraakstand:
    """An agreement and what a plan makes of it.

    Attributes
    ----------
    afspraak : Afspraak
    minstens, hoogstens : int, int or None
        In homes; of a share both are what it comes to.
    geplaatst : int
    """

    afspraak: Afspraak
    minstens: int
    hoogstens: int | None
    geplaatst: int

    @property
    def tekort(self) -> int:
        """Homes that it falls short."""
        return max(0, self.minstens - self.geplaatst)


def list_afspraken(uitkomst: Uitkomst) -> tuple[Afspraakstand, ...]:
    """Return each agreement of a scenario with what its plan makes of it."""
    situatie, plan = uitkomst.situatie, uitkomst.plan.aantallen
    shares = settle_aandelen(situatie)
    return tuple(
        Afspraakstand(
            deal, shares.get(deal, deal.minstens), shares.get(deal, deal.hoogstens), limit.count(plan)
        )
        for deal, limit in zip(situatie.afspraken, SLEUTEL.find_grenzen(situatie), strict=True)
    )


def describe_afspraak(deal: Afspraak, gemeenten: Mapping[str, str]) -> str:
    """Tell an agreement: which gemeenten, and a least and most or a share."""
    names = join_woorden([gemeenten.get(code, code) for code in deal.gemeenten])
    if deal.aandeel is not None:
        return f"{names}: {format_waarde(round(deal.aandeel, 2))} % van de vraag"
    bounds = [f"minstens {format_getal(deal.minstens)}"] if deal.minstens else []
    bounds += [f"hoogstens {format_getal(deal.hoogstens)}"] if deal.hoogstens is not None else []
    return f"{names}: {' en '.join(bounds) or 'geen grens'}"


def describe_stand(stand: Afspraakstand, gemeenten: Mapping[str, str]) -> str:
    """Tell an agreement with what it comes to, what the plan makes of it, and how corporaties would divide it."""
    deal, told = stand.afspraak, describe_afspraak(stand.afspraak, gemeenten)
    comes_to = f", dat is {_count(stand.minstens)}" if deal.aandeel is not None else ""
    lacking = f": {format_getal(stand.tekort)} minder dan afgesproken" if stand.tekort else ""
    lines = [f"{told}{comes_to}. In dit plan {format_getal(stand.geplaatst)}{lacking}."]
    if deal.corporaties:
        parts = divide_corporaties(deal, stand.minstens).items()
        words = join_woorden([f"{name} {format_getal(count)}" for name, count in parts])
        rest = stand.minstens - sum(count for _, count in parts)
        words += f"; {format_getal(rest)} zonder corporatie" if rest else ""
        lines.append(f"Over corporaties: {words} ({NIET_PER_CORPORATIE}).")
    return " ".join(lines)


def describe_vrij(uitkomst: Uitkomst) -> str:
    """Tell what part of the demand no agreed share names; '' where there are no shares, or they are all of it."""
    agreed = settle_aandelen(uitkomst.situatie)
    rest = sum(uitkomst.situatie.behoefte.aantallen) - sum(agreed.values())
    if not agreed or not rest:
        return ""
    return f"Vrij te verdelen: {_count(rest)}. Daarover is niets afgesproken."


def describe_kosten(uitkomst: Uitkomst) -> str:
    """Tell what keeping the agreements costs: how many more would have a place without them; '' where none would."""
    without = next((item for item in uitkomst.knelpunten if item.regel == SLEUTEL.sleutel), None)
    if without is None or not without.bindend:
        return ""
    most, now = sum(without.zonder), sum(uitkomst.plan.geplaatst)
    if most <= now:
        return "Zonder de afspraken kregen groepen met meer urgentie eerder een plek, en andere later."
    return (
        f"Zonder de afspraken is er een plek voor {_count(most)}; met de afspraken voor {format_getal(now)}. "
        "Anderen nemen niet vanzelf over wat een gemeente niet haalt."
    )


def list_afspraakzinnen(uitkomst: Uitkomst) -> list[str]:
    """Return all that is to be told of the agreements of a plan, to its maker; empty where there are none."""
    table = uitkomst.situatie.veld.gebieden
    names = dict(zip(table["gemeentecode"], table["gemeentenaam"], strict=True))
    lines = [describe_stand(stand, names) for stand in list_afspraken(uitkomst)]
    return [text for text in (*lines, describe_vrij(uitkomst), describe_kosten(uitkomst)) if text]


def _count(aantal: int) -> str:
    return count_woord(aantal, "woning", "woningen")
