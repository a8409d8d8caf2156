"""Words of the years: by which measure, what enters or comes back, what the rule keeps from happening. Plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from woonzorg.oordeel.concentratie import HUISHOUDENS_MINIMUM
from woonzorg.verdeling.uitkomst.merken import count_plekken
from woonzorg.verdeling.vraag.getal import format_waarde

if TYPE_CHECKING:
    from collections.abc import Iterable

    from woonzorg.verdeling.jaren.reeks import Jaarlijn

PLAATSVERVANGER = "Er zijn geen eigen cijfers: het kenmerk van de gegevens staat ervoor in de plaats."
NIET_TE_BEPALEN = (
    "Of een gebied een concentratie wordt, is niet te bepalen: er is geen kenmerk en geen eigen telling."
)


def list_jaarzinnen(lijnen: Iterable[Jaarlijn]) -> list[str]:
    """Tell what the years do to concentrations, each sentence with the measure that it rests on.

    Parameters
    ----------
    lijnen : iterable of Jaarlijn
        All lines that are shown together.
    """
    lines = list(lijnen)
    measures = dict.fromkeys((line.maatstaf, line.q) for line in lines if line.maatstaf)
    if not measures:
        return [NIET_TE_BEPALEN]
    texts = [
        *(_tell_maatstaf(*measure) for measure in measures),
        _tell_nu(lines),
        _tell_jaar(lines),
    ]
    texts += [
        _tell_terug(lines, "terug", "het aandeel nu"),
        _tell_terug(lines, "terug_jaar", "het aandeel van het jaar"),
        PLAATSVERVANGER if any(line.plaatsvervanger for line in lines) else "",
    ]
    return [text for text in texts if text]


def _tell_maatstaf(maatstaf: str, q: float) -> str:
    return (
        f"Maatstaf: {maatstaf}. Een concentratie is een gebied met minstens {HUISHOUDENS_MINIMUM} huishoudens en "
        f"minstens {format_waarde(q)} keer het aandeel in de regio."
    )


def collect(lijnen: Iterable[Jaarlijn], veld: str) -> list[str]:
    """Return the codes that any of the lines names, once each, in order of code."""
    return sorted({code for line in lijnen for code in getattr(line, veld)})


def _tell_nu(lines: list[Jaarlijn]) -> str:
    found, held = collect(lines, "nieuw"), collect(lines, "zonder_rem")
    if found:
        return f"Gemeten naar het aandeel nu worden een concentratie: {count_plekken(found)}."
    none = "Gemeten naar het aandeel nu wordt geen enkel gebied een concentratie"
    if not held:
        return f"{none}, ook niet als het plan elk jaar geheel wordt uitgevoerd."
    return (
        f"{none}: de regel 'geen verplaatsing' houdt dat elk jaar tegen. Zonder die rem zou het plan, elk jaar geheel "
        f"uitgevoerd, van deze gebieden een concentratie maken: {count_plekken(held)}."
    )


def _tell_jaar(lines: list[Jaarlijn]) -> str:
    found = collect(lines, "nieuw_jaar")
    if not found:
        return "Ook gemeten naar het aandeel van het jaar wordt geen enkel gebied een concentratie."
    return (
        f"Gemeten naar het aandeel van het jaar worden een concentratie: {count_plekken(found)}. Dat aandeel verandert "
        "mee, en geen regel houdt dit tegen. Daarom kan die lijn stijgen."
    )


def _tell_terug(lines: list[Jaarlijn], veld: str, maat: str) -> str:
    found = collect(lines, veld)
    if not found:
        return ""
    return f"Een tijd geen concentratie en daarna weer wel, naar {maat}: {count_plekken(found)}."
