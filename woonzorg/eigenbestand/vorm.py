"""What a template asks for: the columns of a table, how it is known, and the rows that show how it is filled in."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from woonzorg.eigenbestand.blad import Cel

VOORBEELD = "voorbeeld:"
"""An example row of a template begins so, in the column by which its table is known; such a row never counts.

The mark stands where an own row has its code or name: whoever types that over it, has taken the mark away."""


@dataclass(frozen=True)
class Sjabloontabel:
    """A table of a template.

    Attributes
    ----------
    naam : str
        Of the sheet.
    kolommen : mapping
        What each column holds, in words.
    sleutel : str
        Column by which the table is known, and that names what a row is about.
    verplicht : frozenset of str
        Columns that may not be left out.
    voorbeelden : tuple of rows
        Example rows of the template; the first cell begins with `VOORBEELD`.
    oude_voorbeelden : tuple of rows
        Example rows of earlier templates, which had no mark.
    """

    naam: str
    kolommen: Mapping[str, str]
    sleutel: str
    verplicht: frozenset[str]
    voorbeelden: tuple[tuple[Cel, ...], ...] = ()
    oude_voorbeelden: tuple[tuple[Cel, ...], ...] = field(default=())

    def is_voorbeeld(self, rij: Mapping[str, Cel]) -> bool:
        """Tell whether a row is an example of this template, or of an earlier one, as it was handed out."""
        examples = (*self.voorbeelden, *self.oude_voorbeelden)
        return any(_is_gelijk(rij, dict(zip(self.kolommen, row, strict=True))) for row in examples)

    def is_gemerkt(self, rij: Mapping[str, Cel]) -> bool:
        """Tell whether a row has the mark of an example."""
        return str(rij.get(self.sleutel, "")).casefold().startswith(VOORBEELD)


def _is_gelijk(rij: Mapping[str, Cel], voorbeeld: Mapping[str, Cel]) -> bool:
    """Tell whether a row holds what an example does, in the columns that the file has kept."""
    return all(_fold_cel(cel) == _fold_cel(rij[name]) for name, cel in voorbeeld.items() if name in rij)


def _fold_cel(cel: Cel) -> str:
    return str(cel).casefold()
