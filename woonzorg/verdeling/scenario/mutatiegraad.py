"""The mutatiegraad with which a scenario is made: how many of a hundred corporation dwellings come free in a year.

For Parkstad §4.2 tells how many came free in 2022; over the corporation dwellings of the gemeenten's own rows that is
the rate. It is written into the scenario, so that one that was made before keeps its own. Elsewhere the default of the
rule 'capaciteit' holds, and so it does where the stock of a gemeente is unknown.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from woonzorg.speling import GELIJK
from woonzorg.tekst.getal import format_getal
from woonzorg.verdeling.regels.capaciteit import MUTATIEGRAAD
from woonzorg.verdeling.vraag.lijnen import VAN_PARKSTAD, VRIJGEKOMEN_2022

if TYPE_CHECKING:
    from collections.abc import Mapping

    from woonzorg.verdeling.vraag.parameter import Parameter


def find_mutatiegraad(regio: str, voorraad: Mapping[str, float]) -> float:
    """Return the rate (percent) that a new scenario of a region gets.

    Parameters
    ----------
    regio : str
        Name of the region.
    voorraad : mapping
        Corporation dwellings by gemeente (`veld.count_voorraad`).

    Examples
    --------
    >>> round(find_mutatiegraad("parkstad", {"GM0001": 52471.0}), 2), find_mutatiegraad("elders", {"GM0001": 52471.0})
    (11.93, 8.5)
    """
    total = math.fsum(voorraad.values())
    known = regio == VAN_PARKSTAD and total > 0  # False for NaN
    rate = 100.0 * VRIJGEKOMEN_2022 / total if known else MUTATIEGRAAD.waarde
    return rate if rate <= MUTATIEGRAAD.hoogst else MUTATIEGRAAD.waarde


def tell_bron(parameter: Parameter, waarde: float, regio: str, voorraad: Mapping[str, float]) -> str:
    """Tell where the value of a parameter comes from: its source, what it was worked out from, or the planner."""
    if waarde == parameter.waarde:
        return parameter.bron
    if parameter == MUTATIEGRAAD and _is_gelijk(waarde, find_mutatiegraad(regio, voorraad)):
        return f"visie, §4.2: {_tell_breuk(voorraad)}"
    usual = parameter.write(parameter.waarde).removesuffix(f" {parameter.eenheid}")
    return f"eigen keuze; gewoon is {usual}"


def describe_afwijking(waarde: float, regio: str, voorraad: Mapping[str, float]) -> str:
    """Tell that a scenario of Parkstad reckons with another rate than §4.2 gives; '' when it does not."""
    usual = find_mutatiegraad(regio, voorraad)
    if usual == MUTATIEGRAAD.waarde or _is_gelijk(waarde, usual):
        return ""
    return (
        f"Dit scenario rekent met {MUTATIEGRAAD.write(waarde)} woningen die per jaar vrijkomen. Volgens de "
        f"visie (§4.2) is het {MUTATIEGRAAD.write(usual)}: {_tell_breuk(voorraad)}."
    )


def _is_gelijk(een: float, ander: float) -> bool:
    return math.isclose(een, ander, rel_tol=GELIJK)


def _tell_breuk(voorraad: Mapping[str, float]) -> str:
    stock = format_getal(math.fsum(voorraad.values()))
    return f"{format_getal(VRIJGEKOMEN_2022)} vrijgekomen (2022) van de {stock} corporatiewoningen"
