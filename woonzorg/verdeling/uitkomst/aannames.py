"""The numbers that work in an outcome and rest on an assumption, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from woonzorg.verdeling.regels.lijst import PER_SLEUTEL
from woonzorg.verdeling.vraag.getal import format_waarde

if TYPE_CHECKING:
    from woonzorg.verdeling.uitkomst.uitkomst import Uitkomst
    from woonzorg.verdeling.vraag.parameter import Parameter


def list_aannames(uitkomst: Uitkomst) -> list[str]:
    """Return the parameters that work here and rest on an assumption, with their value and bounds."""
    values = uitkomst.situatie.waarden
    return [
        f"Aanname: {_describe(parameter, values[answer.regel][parameter.sleutel])}"
        for answer in uitkomst.uitslagen
        for parameter in PER_SLEUTEL[answer.regel].parameters
        if parameter.is_aanname
    ]


def _describe(parameter: Parameter, waarde: float) -> str:
    title = parameter.titel.lower()
    if parameter.is_schakelaar:
        return f"{title}: {parameter.write(waarde)}"
    bounds = f"van {format_waarde(parameter.laagst)} tot {format_waarde(parameter.hoogst)}"
    return f"{title} {parameter.write(waarde)} ({bounds})"
