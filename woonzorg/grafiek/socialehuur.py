"""The dumbbells of social rent: a line a gemeente, now and after a programme, with the marks of §6.10."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from woonzorg.grafiek.beschrijving import (
    GRIJS,
    INKT,
    PAARS,
    TEAL,
    As,
    Cijfertabel,
    Formaat,
    Grafiek,
    Lijn,
    Punt,
    Reeks,
    Reekssoort,
    Teken,
    Uiterlijk,
    Woord,
    join_paren,
)
from woonzorg.tekst.getal import format_kort

if TYPE_CHECKING:
    from collections.abc import Sequence

    from woonzorg.socialehuur.normen import Normen
    from woonzorg.socialehuur.uitkomst import Gemeenteuitkomst

NU, NA, GRENS = "Corporatiebezit nu", "Na het programma", "Alle huur (bovengrens)"
MEESTE_RIJEN = 40
"""Of more gemeenten there is no picture: a region has some ten, the country hundreds."""
_BREEDTE, _RIJ, _STAP, _WOORDSTAP = 510.0, 34.0, 10.0, 20.0
"""Width with the names, which the legend needs; of a row; of the axis and of its words."""
_NAAM, _TEKEN = 110.0, 7.6
"""Room beside the rows: at least, and a sign of a name."""


def make_huurhalters(uitkomsten: Sequence[Gemeenteuitkomst], normen: Normen) -> Grafiek:
    """Describe the dumbbells: a dot now, a diamond after, a tick at all rent, and lines at both marks.

    Parameters
    ----------
    uitkomsten : sequence of Gemeenteuitkomst
        By name; a share that is unknown has no mark.
    normen : Normen
    """
    shares = [(_read(item.aandeel_nu), _read(item.aandeel_na), _read(item.bovengrens)) for item in uitkomsten]
    names = [item.stand.naam for item in uitkomsten]
    most = _STAP * math.ceil(max([normen.streefdeel, *(x for row in shares for x in row if x == x)]) / _STAP)  # noqa: PLR0124
    now, after, bound = (
        tuple(Punt(row[place], number, name, getallen=(row[place],), straal=size)
              for number, (name, row) in enumerate(zip(names, shares, strict=True)))
        for place, size in ((0, 5.5), (1, 9.0), (2, 9.0))
    )  # fmt: skip
    rows, room = max(len(names), 1), _find_naamruimte(names)
    return Grafiek(
        f"Per gemeente het aandeel van alle woningen. {'; '.join(map(_tell, uitkomsten))}. "
        "Dezelfde cijfers staan in de tabel.",
        As(0.0, most, tuple((x, f"{x:.0f} %") for x in _list_stappen(most))),
        As(rows - 0.5, -0.5, tuple(enumerate(names)), rijen=True),
        (
            Reeks("", Reekssoort.STUKKEN, Uiterlijk("#c9c9d2", dikte=5.0), join_paren(now, after)),
            Reeks(GRENS, Reekssoort.PUNTEN, Uiterlijk(GRIJS, Teken.STREEP, dikte=3.0), bound),
            Reeks(NA, Reekssoort.PUNTEN, Uiterlijk(TEAL, Teken.RUIT), after),
            Reeks(NU, Reekssoort.PUNTEN, Uiterlijk(PAARS), now),
        ),
        Formaat(_BREEDTE - room, _RIJ * rows, (44.0, 40.0, 46.0, room)),
        Cijfertabel(
            (("Gemeente", None), (f"{NU} (%)", 1), (f"{GRENS} (%)", 1), (f"{NA} (%)", 1)),
            tuple((name, row[0], row[2], row[1]) for name, row in zip(names, shares, strict=True)),
        ),
        lijnen=tuple(
            Lijn(Uiterlijk(INKT, streep=dash, dikte=1.5), x=limit)
            for limit, dash in ((normen.landelijk, "3 4"), (normen.streefdeel, "8 3"))
        ),
        woorden=tuple(
            Woord(limit, rows - 0.5, f"{format_kort(limit, 1)} % {word}", anchor, 38)
            for limit, word, anchor in _name_merken(normen)
        ),
        legenda=True,
    )  # fmt: skip


def _find_naamruimte(names: Sequence[str]) -> float:
    """Return how many pixels the longest name takes beside its row."""
    return max(_NAAM, _TEKEN * max(map(len, names), default=0) + 14.0)


def _read(deel: float | None) -> float:
    return math.nan if deel is None else deel


def _list_stappen(most: float) -> list[float]:
    return [_WOORDSTAP * number for number in range(int(most // _WOORDSTAP) + 1)]


def _name_merken(normen: Normen) -> tuple[tuple[float, str, str], tuple[float, str, str]]:
    """Return both marks with their words, away from each other."""
    national = (normen.landelijk, "landelijk", "end" if normen.landelijk <= normen.streefdeel else "start")
    aim = (normen.streefdeel, "streefdeel", "start" if normen.landelijk <= normen.streefdeel else "end")
    return national, aim


def _tell(uitkomst: Gemeenteuitkomst) -> str:
    parts = (
        (uitkomst.aandeel_nu, "corporatiebezit"),
        (uitkomst.bovengrens, "alle huur"),
        (uitkomst.aandeel_na, "na"),
    )
    known = [f"{word} {format_kort(round(share, 1), 1)} %" for share, word in parts if share is not None]
    return f"{uitkomst.stand.naam}: {', '.join(known) or 'onbekend'}"
