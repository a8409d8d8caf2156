"""The words of the headline of a comparison: what each plan places, and whether every rule was tested."""

from __future__ import annotations

from typing import TYPE_CHECKING

from woonzorg.tekst.getal import format_getal
from woonzorg.tekst.plat import join_woorden

if TYPE_CHECKING:
    from collections.abc import Sequence

    from woonzorg.verdeling.vergelijking.kant import Kant


def tell_geplaatst(sides: Sequence[tuple[str, Kant]]) -> str:
    """Tell what each plan places of what it is asked; `sides` gives each with its letter."""
    number, (first, side) = format_getal, sides[0]
    if len({item.gevraagd for _, item in sides}) == 1:
        rest = join_woorden([f"{letter} {number(item.geplaatst)}" for letter, item in sides[1:]])
        link = " en" if len(sides) == 2 else ","
        return f"van de {number(side.gevraagd)} woningen plaatst {first} er {number(side.geplaatst)}{link} {rest}."
    others = [
        f"{letter} {number(item.geplaatst)} van de {number(item.gevraagd)}" for letter, item in sides[1:]
    ]
    head = f"{first} plaatst {number(side.geplaatst)} van de {number(side.gevraagd)} woningen"
    return f"{', '.join([head, *others])}."


def tell_gehaald(sides: Sequence[tuple[str, Kant]]) -> str:
    """Tell that no rule is broken, and that all are kept only where each was tested everywhere; '' of no plan."""
    if not sides:
        return ""
    blind = [(letter, len(side.ongetoetst)) for letter, side in sides]
    if not any(count for _, count in blind):
        return "Beide halen elke regel." if len(sides) == 2 else "Alle plannen halen elke regel."
    told = join_woorden([f"bij {letter} {count_regels(count)}" for letter, count in blind])
    none = "Geen van beide" if len(sides) == 2 else "Geen van de plannen"
    return f"{none} breekt een regel die getoetst is. Niet of niet overal getoetst: {told}."


def count_regels(number: int) -> str:
    """Count rules in words."""
    return {0: "geen", 1: "1 regel"}.get(number, f"{number} regels")
