"""The gemeente that a command keeps to, by code or by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from woonzorg.fouten import InvoerFout
from woonzorg.gebied import Niveau, Rol

if TYPE_CHECKING:
    import pandas as pd


def find_gemeente(gebieden: pd.DataFrame, gevraagd: str) -> str:
    """Return the code of a gemeente of the region, asked for by code or by name; '' when none was asked for.

    Raises
    ------
    InvoerFout
        When it is not one of the region.
    """
    own = gebieden[(gebieden["niveau"] == Niveau.GEMEENTE) & (gebieden["rol"] == Rol.REGIO)]
    names = dict(zip(own["code"], own["naam"], strict=True))
    asked = gevraagd.strip().casefold()
    found = [code for code, name in names.items() if asked in {code.casefold(), name.casefold()}]
    if asked and not found:
        message = f"De gemeente '{gevraagd}' ligt niet in deze streek."
        raise InvoerFout(message, verwacht=", ".join(f"{code} ({name})" for code, name in names.items()))
    return found[0] if asked else ""
