"""A number of the method: its value, where it comes from or 'aanname', and the bounds within which it may be set."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from woonzorg.tekst.getal import format_getal
from woonzorg.verdeling.vraag.getal import format_waarde
from woonzorg.verdeling.vraag.vorm import Vraagpunt

AANNAME = "aanname"
"""The source of a value that rests on no source: it is shown as such wherever it works."""


@dataclass(frozen=True)
class Parameter:
    """One number of the method.

    Attributes
    ----------
    sleutel : str
        Key in a scenario file.
    titel : str
        Dutch words on screen.
    waarde : float
        Default.
    bron : str
        Source of the default, or 'aanname'.
    laagst, hoogst : float
        Bounds within which it may be set.
    eenheid : str
        Unit as shown behind the value.
    stap : float
        Step by which a relaxation is sought.
    decimalen : int
        Most decimals shown; it is reckoned with as it is.
    sinds : int
        Edition of the scenario file in which it came (`declaratie`).
    """

    sleutel: str
    titel: str
    waarde: float
    bron: str
    laagst: float
    hoogst: float
    eenheid: str = ""
    stap: float = 1.0
    decimalen: int = 6
    sinds: int = 1

    def schema(self) -> dict[str, Any]:
        """Return what a file may hold, as JSON Schema."""
        return {
            "type": "number", "minimum": self.laagst, "maximum": self.hoogst, "default": self.waarde,
            "title": self.titel,
        }  # fmt: skip

    def make_punt(self, waarde: float, voor: str = "") -> Vraagpunt:
        """Return what a value asks, to be compared with another."""
        number = format_getal(waarde, 0 if waarde == int(waarde) else 2)
        return Vraagpunt(f"{voor}{self.titel}", waarde, f"{number} {self.eenheid}".strip())

    @property
    def is_aanname(self) -> bool:
        """Whether the default rests on no source."""
        return self.bron.startswith(AANNAME)

    @property
    def is_schakelaar(self) -> bool:
        """Whether it is only on (1) or off (0)."""
        return (self.laagst, self.hoogst, self.eenheid) == (0, 1, "")

    def write(self, waarde: float) -> str:
        """Write a value with its unit; 'ja' or 'nee' where it is only on or off."""
        if self.is_schakelaar:
            return "ja" if waarde else "nee"
        return f"{format_waarde(round(waarde, self.decimalen))} {self.eenheid}".strip()
