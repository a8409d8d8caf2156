"""Chart of a demand that is uncertain: homes with a place against homes asked, and where the plan breaks first."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from woonzorg.grafiek.assen import choose_stap, list_stappen
from woonzorg.grafiek.beschrijving import (
    GEEL,
    INKT,
    PAARS,
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
)
from woonzorg.tekst.getal import format_getal
from woonzorg.verdeling.uitkomst.vraagverloop import describe_breuk, list_verloopzinnen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from woonzorg.verdeling.uitkomst.vraagverloop import Vraagstap


def make_vraagverloop(stappen: Sequence[Vraagstap]) -> Grafiek:
    """Describe how a plan fares from the low to the high demand."""
    asked = [step.vraag for step in stappen]
    most = max(*asked, 1)
    step = choose_stap(float(most))
    end = step * math.ceil(most / step)
    ticks = tuple((value, format_getal(value)) for value in list_stappen(step, end))
    first = next((item for item in stappen if not item.houdt), None)
    mark = (Lijn(Uiterlijk(GEEL, dikte=3.0), x=float(first.vraag), tekst="plan breekt"),) if first else ()
    return Grafiek(
        f"Van lage naar hoge vraag. {' '.join(list_verloopzinnen(stappen))} Dezelfde cijfers staan in de tabel.",
        As(0.0, end, ticks, "Gevraagde woningen"),
        As(0.0, end, ticks),
        (
            Reeks(
                "Gevraagd", Reekssoort.LIJN, Uiterlijk(INKT, streep="3 4", dikte=1.5),
                tuple(_make_punt(item, item.vraag) for item in stappen),
            ),
            Reeks(
                "Een plek, opnieuw verdeeld", Reekssoort.LIJN, Uiterlijk(PAARS, dikte=3.0),
                tuple(_make_punt(item, item.geplaatst) for item in stappen),
            ),
            Reeks(
                "Het plan houdt stand", Reekssoort.PUNTEN, Uiterlijk(PAARS, Teken.RUIT),
                tuple(_make_punt(item, item.vraag) for item in stappen if item.houdt),
            ),
        ),
        Formaat(600.0, 220.0, (16.0, 24.0, 50.0, 56.0)),
        Cijfertabel(
            (("Gevraagd", None), ("Woningen", 0), ("Een plek, opnieuw verdeeld", 0), ("Dit plan in verhouding", None)),
            tuple(
                (format_getal(item.vraag), float(item.vraag), _read(item.geplaatst), describe_breuk(item))
                for item in stappen
            ),
        ),
        lijnen=mark,
    )  # fmt: skip


def _read(count: int | None) -> float:
    return math.nan if count is None else float(count)


def _make_punt(item: Vraagstap, count: int | None) -> Punt:
    value = _read(count)
    told = "geen" if count is None else format_getal(count)
    return Punt(float(item.vraag), value, format_getal(item.vraag), f"{told} woningen", (value,), straal=5.0)
