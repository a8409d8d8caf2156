"""A quarter of a year, written as 2026-Q2: when something is due, or when the board meets."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

_KWARTAAL = re.compile(r"([0-9]{4})\s*[- ]?\s*[QqKk]([1-4])|[QqKk]([1-4])\s*[- ]?\s*([0-9]{4})")


@dataclass(frozen=True, order=True)
class Kwartaal:
    """A quarter; earlier ones come first.

    Attributes
    ----------
    jaar, nummer : int
        Year, and 1 to 4.
    """

    jaar: int
    nummer: int

    def __str__(self) -> str:
        return f"{self.jaar}-Q{self.nummer}"

    @property
    def begin(self) -> date:
        """First day."""
        return date(self.jaar, 3 * self.nummer - 2, 1)

    @property
    def einde(self) -> date:
        """Last day."""
        after = date(self.jaar + 1, 1, 1) if self.nummer == 4 else date(self.jaar, 3 * self.nummer + 1, 1)
        return after - timedelta(days=1)

    def count_sinds(self, jaar: int) -> float:
        """Return the years from the first day of a year to the end of this quarter; 0 when it comes before.

        Examples
        --------
        >>> Kwartaal(2026, 2).count_sinds(2026), Kwartaal(2025, 3).count_sinds(2026)
        (0.5, 0.0)
        """
        return max(0.0, self.jaar - jaar + self.nummer / 4)


def find_kwartaal(dag: date) -> Kwartaal:
    """Return the quarter in which a day lies."""
    return Kwartaal(dag.year, (dag.month + 2) // 3)


def parse_kwartaal(tekst: str) -> Kwartaal | None:
    """Return the quarter that a text writes: 2026-Q2, Q2 2026 or 2026-K2; None when it writes none.

    Examples
    --------
    >>> str(parse_kwartaal("Q2 2026")), parse_kwartaal("2026-Q5")
    ('2026-Q2', None)
    """
    found = _KWARTAAL.fullmatch(tekst.strip())
    if found is None:
        return None
    return Kwartaal(int(found[1] or found[4]), int(found[2] or found[3]))
