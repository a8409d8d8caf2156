"""The key by which a snapshot names where figures came from: source, table or edition, and which part of it.

Stored and shown as text, such as ``ses_woa:85900NED`` or ``leefbaarometer:2024-1f3a9c02``; read and written here only.
"""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, order=True)
class Bronsleutel:
    """What a snapshot calls a delivery of figures.

    Attributes
    ----------
    bron : str
        Key of the source.
    tabel : str
        Id of its table, year of its edition, or eight digits of the hash of a file; '' when unknown.
    deel : str
        Which of several files of one edition; '' for a whole.
    """

    bron: str
    tabel: str = ""
    deel: str = ""

    @classmethod
    def parse(cls, tekst: str) -> Bronsleutel:
        """Read a key from its text."""
        bron, _, rest = tekst.partition(":")
        tabel, _, deel = rest.partition("-")
        return cls(bron, tabel, deel)

    @property
    def geheel(self) -> Bronsleutel:
        """The table or edition that a part belongs to."""
        return replace(self, deel="")

    def __str__(self) -> str:
        part = f"-{self.deel}" if self.deel else ""
        return f"{self.bron}:{self.tabel}{part}" if self.tabel or part else self.bron
