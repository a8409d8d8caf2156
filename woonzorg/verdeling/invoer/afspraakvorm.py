"""An agreement as it is typed: numbers as people write them, and a corporatie a line; all that is wrong is told."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from woonzorg.eigenbestand.getal import GetalFout, parse_maat
from woonzorg.fouten import InhoudFout
from woonzorg.verdeling.invoer.situatie import Afspraak, Corporatiedeel

if TYPE_CHECKING:
    from collections.abc import Sequence

_MEEST = 100.0


def make_afspraak(
    gemeenten: Sequence[str], minstens: int = 0, hoogstens: int | None = None, aandeel: str = "",
    corporaties: str = "",
) -> Afspraak:  # fmt: skip
    """Return an agreement of what was typed.

    Parameters
    ----------
    gemeenten : sequence of str
        Codes.
    minstens, hoogstens : int, int or None
    aandeel : str
        Percent of the demand, such as '12,5'; empty for an agreement in numbers.
    corporaties : str
        A line a corporatie: its name, and its percent of what the gemeenten take.

    Raises
    ------
    InhoudFout
        With all findings together.

    Examples
    --------
    >>> deal = make_afspraak(["GM0361"], aandeel="50 %", corporaties="Woonwaard 62,5%")
    >>> deal.aandeel, deal.corporaties
    (50.0, (Corporatiedeel(naam='Woonwaard', aandeel=62.5),))
    """
    findings: list[str] = [] if gemeenten else ["kies minstens één gemeente"]
    share = _read_deel("het deel van de vraag", aandeel, findings)
    parts = [
        _read_lijn(line, number, findings)
        for number, line in enumerate(corporaties.splitlines(), 1)
        if line.strip()
    ]
    if findings:
        message = "De afspraak klopt niet."
        raise InhoudFout(message, findings, remedie="Verbeter dit, en leg de afspraak opnieuw vast.")
    return Afspraak(tuple(gemeenten), minstens, hoogstens, share, tuple(part for part in parts if part))


def _read_deel(wat: str, tekst: str, bevindingen: list[str]) -> float | None:
    """Return a percentage; None when it is empty, or wrong: that is added to the findings."""
    try:
        number = parse_maat(tekst.strip().removesuffix("%").strip(), _MEEST)
    except GetalFout as error:
        bevindingen.append(f"{wat}: {error}")
        return None
    if number < 0:
        bevindingen.append(f"{wat}: {tekst.strip()} ligt onder 0")
    return None if math.isnan(number) else number


def _read_lijn(lijn: str, nummer: int, bevindingen: list[str]) -> Corporatiedeel | None:
    before = len(bevindingen)
    name, _, share = lijn.strip().removesuffix("%").strip().rpartition(" ")
    number = _read_deel(f"corporatie {nummer}", share, bevindingen)
    if len(bevindingen) == before and (not name.strip() or number is None):
        bevindingen.append(f"corporatie {nummer}: verwacht een naam en een deel, zoals 'Woonwaard 40'")
    return Corporatiedeel(name.strip(), number) if number is not None else None
