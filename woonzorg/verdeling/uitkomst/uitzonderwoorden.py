"""What recording an exception did, in words for the planner: how many homes were placed, or why none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from woonzorg.tekst.getal import format_getal
from woonzorg.tekst.plat import join_woorden
from woonzorg.verdeling.regels.besluiten import count_woningen, find_plaats
from woonzorg.verdeling.regels.lijst import PER_SLEUTEL, REGELS
from woonzorg.verdeling.regels.ontzien import ONTZIEN
from woonzorg.verdeling.uitkomst.ruimte import find_ruimte

if TYPE_CHECKING:
    from woonzorg.verdeling.invoer.situatie import Uitzondering
    from woonzorg.verdeling.uitkomst.uitkomst import Uitkomst


def describe_vastgelegd(uitkomst: Uitkomst, item: Uitzondering) -> str:
    """Tell what an exception does now that it is recorded.

    Parameters
    ----------
    uitkomst : Uitkomst
        With the exception.
    item : Uitzondering
    """
    name, placed = _name(uitkomst, item.code), _count(uitkomst, item)
    if item.onbesloten:
        first = f"De uitzondering voor {name} is vastgelegd. Nog niet besloten: {item.onbesloten}."
        return f"{first} Het plan blijft een concept. {_tell_ruimte(uitkomst, item, placed)}"
    if not any(map(item.covers, uitkomst.situatie.groepen)):
        return (
            f"Het besluit voor {name} is vastgelegd. Deze groep wordt niet verdeeld: er is niets geplaatst."
        )
    first = f"Het besluit voor {name} is vastgelegd: er {_is(placed)} {count_woningen(placed)} geplaatst."
    broken = [
        PER_SLEUTEL[answer.regel].titel.lower() for answer in uitkomst.uitslagen if item in answer.besluiten
    ]
    return f"{first} Daarmee wordt afgeweken van: {join_woorden(broken)}." if broken else first


def describe_weggehaald(uitkomst: Uitkomst, item: Uitzondering) -> str:
    """Tell that an exception is gone."""
    return f"De uitzondering voor {_name(uitkomst, item.code)} is weggehaald."


def _tell_ruimte(uitkomst: Uitkomst, item: Uitzondering, placed: int) -> str:
    """Tell what an open exception brings: what is placed, else the rule in the way, and what a decision could be."""
    if placed:
        return f"Er {_is(placed)} nu {count_woningen(placed)} geplaatst."
    situatie = uitkomst.situatie
    rooms, rules = find_ruimte(situatie, uitkomst.plan.aantallen)
    area = situatie.veld.codes.index(item.code)
    if rooms[area] >= 1:
        why = f"Er is nu niets geplaatst: elders is de belasting lager. Hier past nog {format_getal(rooms[area])}."
    else:
        title = PER_SLEUTEL.get(rules[area], ONTZIEN).titel.lower()
        why = f"Er is nu niets geplaatst: de regel '{title}' laat hier niets meer toe."
    most = find_plaats(situatie, item.code, REGELS)
    return why if most is None else f"{why} Een besluit kan hier hoogstens {count_woningen(most)} plaatsen."


def _is(aantal: int) -> str:
    return "is" if aantal == 1 else "zijn"


def _count(uitkomst: Uitkomst, item: Uitzondering) -> int:
    """Count what is placed in the area of an exception, for the groups that it covers."""
    area = uitkomst.situatie.veld.codes.index(item.code)
    row = zip(uitkomst.situatie.groepen, uitkomst.plan.aantallen[area].tolist(), strict=True)
    return sum(count for groep, count in row if item.covers(groep))


def _name(uitkomst: Uitkomst, code: str) -> str:
    areas = uitkomst.situatie.veld.gebieden
    return str(areas.loc[areas["code"] == code, "naam"].iloc[0])
