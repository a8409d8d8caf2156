"""Files of placements held against the stand, for 'herplan de rest': no home is planned twice.

What the stand says was let is placed, wherever it is. Of what the files of placements hold it is known where, and it
stays there; what they lack is asked no more than that, and that is told to the maker with its numbers.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from woonzorg.tekst.melding import Zin, list_geldend
from woonzorg.tekst.plat import join_woorden
from woonzorg.verdeling.vraag.groepen import PER_SLEUTEL

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from woonzorg.agenda.herplandeel import Groepsrest

_MEEST = 8
"""So many are named one by one."""

_MINDER = (
    "De plaatsingen tellen minder woningen dan de stand{}. Wat ontbreekt, gaat van de vraag af, en wordt niet opnieuw "
    "geplaatst. Waar het is, weet het plan niet: het geeft daar meer ruimte dan er is. Geef alle bestanden met "
    "plaatsingen, of verbeter de stand."
)
_MEER = (
    "De plaatsingen tellen meer woningen dan de stand{}. Wat geplaatst is, blijft staan, en telt mee bij wat er is "
    "afgesproken. Verbeter de stand, of kijk of een bestand met plaatsingen dubbel is."
)


def add_geplaatst(
    resten: Sequence[Groepsrest], geplaatst: Mapping[tuple[str, str], int]
) -> tuple[Groepsrest, ...]:
    """Return what is left with what is placed of it by the files; also where they place what no line asks.

    What is placed in a gemeente beyond what its own lines say was let, counts for lines of the whole region, as far as
    these say so.

    Parameters
    ----------
    resten : sequence of Groepsrest
    geplaatst : mapping
        Group and code of the gemeente to homes (`plaatsbasis.count_geplaatst`).
    """
    left = {key: count for key, count in geplaatst.items() if not PER_SLEUTEL[key[0]].gevoelig}
    taken: dict[tuple[str, str], int] = {}
    for rest in sorted(resten, key=lambda one: not one.gemeente):
        for key in [(rest.groep, rest.gemeente)] if rest.gemeente else sorted(left):
            have = rest.gereed - taken.get((rest.groep, rest.gemeente), 0)
            if key[0] == rest.groep and (part := min(have, left.get(key, 0))) > 0:
                left[key] -= part
                taken[rest.groep, rest.gemeente] = taken.get((rest.groep, rest.gemeente), 0) + part
    known = {(rest.groep, rest.gemeente) for rest in resten}
    of_group = {rest.groep: rest for rest in resten}
    other = [
        replace(of_group[group], gemeente=town, afgesproken=0, gereed=0)
        for (group, town), count in left.items()
        if count and group in of_group and (group, town) not in known
    ]
    return tuple(
        replace(rest, geplaatst=taken.get(key, 0) + (left.get(key, 0) if rest.gemeente else 0))
        for rest in (*resten, *other)
        for key in [(rest.groep, rest.gemeente)]
    )


def tell_verschil(resten: Iterable[Groepsrest], gemeenten: Mapping[str, str]) -> list[str]:
    """Tell the maker where placements and stand part; nothing of groups that are given by gemeente.

    Parameters
    ----------
    resten : iterable of Groepsrest
        With what is placed (`add_geplaatst`).
    gemeenten : mapping
        Code to name.
    """
    own = [rest for rest in resten if not PER_SLEUTEL[rest.groep].gevoelig]
    less = [rest for rest in own if rest.geplaatst < rest.gereed]
    more = [rest for rest in own if rest.geplaatst > rest.gereed]
    return list_geldend((
        Zin(bool(less), _MINDER.format(_name(less, gemeenten))),
        Zin(bool(more), _MEER.format(_name(more, gemeenten))),
    ))  # fmt: skip


def _name(resten: Sequence[Groepsrest], gemeenten: Mapping[str, str]) -> str:
    """Name groups and gemeenten with both numbers; '' for none."""
    if not resten:
        return ""
    told = [
        f"{PER_SLEUTEL[rest.groep].titel.lower()} in {gemeenten.get(rest.gemeente, rest.gemeente) or 'de streek'} "
        f"{rest.geplaatst} van {rest.gereed}"
        for rest in resten
    ]
    more = [f"nog {len(told) - _MEEST}"] if len(told) > _MEEST else []
    return f": {join_woorden([*told[:_MEEST], *more])}"
