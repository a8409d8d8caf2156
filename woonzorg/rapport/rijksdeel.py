"""The six points of the Rijk in a paper for a council: where each is answered, and what is put off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from woonzorg.methode.wijkproces import RIJK_BIJSCHRIFT, RIJK_KOLOMMEN, RIJK_KOP, list_rijkspunten
from woonzorg.rapport.stuk import Kolom, Kop, Tabel

if TYPE_CHECKING:
    from woonzorg.rapport.stuk import Blok

IN_HET_DASHBOARD = f"{RIJK_BIJSCHRIFT}. Waar: op welke pagina van Woonzorg"


def make_rijksdeel() -> tuple[Blok, ...]:
    """Describe the part: a heading and a table, of which nothing hangs on the plan or the figures."""
    rows = tuple(
        (f"{point.nr}. {point.punt}", point.antwoord, ", ".join(point.paginas), point.uitgesteld or "–")
        for point in list_rijkspunten()
    )
    columns = tuple(Kolom(head, breed=head != "Waar") for head in RIJK_KOLOMMEN)
    return Kop(RIJK_KOP), Tabel(IN_HET_DASHBOARD, columns, rows)
