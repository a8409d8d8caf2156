"""A downloaded file as it was found, and the table in it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Bestand:
    """A file as it was found.

    Attributes
    ----------
    naam : str
        Name, with that of the zip file around it.
    inhoud : bytes
    """

    naam: str
    inhoud: bytes

    @property
    def sha256(self) -> str:
        """Hash of the content."""
        return hashlib.sha256(self.inhoud).hexdigest()


@dataclass(frozen=True)
class Tabelinhoud:
    """The table in a file.

    Attributes
    ----------
    bestand : Bestand
    rijen : DataFrame of str
    codekolom : str
        The column that holds the areas.
    kop : str
        The lines above the header.
    nu : int
        The year of today: figures of later years are refused.
    """

    bestand: Bestand
    rijen: pd.DataFrame
    codekolom: str
    kop: str
    nu: int
