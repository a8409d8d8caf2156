"""What is told of a file of the agenda that was taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from woonzorg.agenda.bundeldeel import is_telling, list_inhoud
from woonzorg.agenda.lijn import fold_regel
from woonzorg.tekst.getal import count_woord

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from woonzorg.agenda.bundeldeel import Agendadeel
    from woonzorg.agenda.kwartaal import Kwartaal
    from woonzorg.agenda.lijn import Agendalijn


def describe_deel(deel: Agendadeel, *, gedeeld: bool = False) -> str:
    """Tell what a file holds.

    Parameters
    ----------
    deel : Agendadeel
    gedeeld : bool
        Whether others look along: then it is not told how many placements it has.
    """
    moments = sorted({line.moment for line in deel.standen})
    parts = [
        count_woord(len(deel.lijnen), "regel van de agenda", "regels van de agenda") if deel.lijnen else "",
        f"stand van {', '.join(map(str, moments))}" if moments else "",
        *(
            _describe_telling(one.totaal + one.vrij, str(one.moment), gedeeld=gedeeld)
            for one in deel.tellingen
        ),
        count_woord(len(deel.urgentie), "urgentieregel", "urgentieregels") if deel.urgentie else "",
    ]
    return "; ".join(filter(None, parts))


def _describe_telling(aantal: int, moment: str, *, gedeeld: bool) -> str:
    if gedeeld:
        return f"plaatsingen over {moment}, geteld"
    return f"{count_woord(aantal, 'toegewezen woning', 'toegewezen woningen')} geteld over {moment}"


_MEEST = 5
"""So many are named one by one."""


def tell_vervangen(oud: Agendadeel, nieuw: Agendadeel) -> str:
    """Tell that a file takes the place of an earlier one of its name, and what that said otherwise."""
    now = list_inhoud(nieuw)
    other = [word for key, (word, said) in list_inhoud(oud).items() if now[key][1] != said]
    said = _list_woorden("daarin stond anders", other) or "wat daarin stond, is gelijk"
    both = "; tellen de plaatsingen van allebei, geef dit bestand dan een eigen naam" if oud.tellingen else ""
    return f"komt in de plaats van het eerdere {oud.titel}; {said}{both}"


def tell_naast(deel: Agendadeel, anderen: Sequence[Agendadeel]) -> Iterator[str]:
    """Tell of what counts beside another file: what may be the same homes, or an earlier version of this file."""
    own = list_inhoud(deel)
    yield from _tell_gelijknamig(
        deel, [one for one in anderen if one.naam == deel.naam and one.titel != deel.titel]
    )
    for other in anderen:
        both = [own[key][0] for key in list_inhoud(other) if key in own and is_telling(key)]
        if both and other.titel != deel.titel:
            told = _list_woorden(f"telt mee naast {other.titel}", both)
            yield f"{told}; staan daar dezelfde woningen in, haal er dan een weg"


def tell_bijgesteld(deel: Agendadeel, delen: Sequence[Agendadeel], nu: Kwartaal) -> Iterator[str]:
    """Tell which lines have another number in a table of the agenda than a stand of before this quarter gave them.

    Which of the two came last, the table does not say.
    """
    agreed = {fold_regel(line.regel): line for part in delen if not part.vanaf for line in part.lijnen}
    own = {
        fold_regel(name)
        for name in (*(line.regel for line in deel.lijnen), *(line.regel for line in deel.standen))
    }
    stands = sorted((line for part in delen for line in part.standen), key=lambda line: line.moment)
    last = {fold_regel(line.regel): line for line in stands if line.bijgesteld is not None}
    other = [
        f"'{agreed[name].regel}' ({line.moment})"
        for name, line in last.items()
        if name in own and name in agreed and line.moment < nu and agreed[name].aantal != line.bijgesteld
    ]
    if other:
        more = f" en nog {len(other) - _MEEST}" if len(other) > _MEEST else ""
        yield (
            f"eerder bijgesteld tot een ander aantal dan in de agenda staat: {', '.join(other[:_MEEST])}{more}; wat is "
            "bijgesteld, geldt. Is de agenda nieuwer, maak dan bijgesteld_aantal in die stand leeg, of geef de "
            "bewaarde agenda (JSON)"
        )


def _tell_gelijknamig(deel: Agendadeel, anderen: Sequence[Agendadeel]) -> Iterator[str]:
    """Tell which files of the same name count too: of placements, or with lines of the same gemeente."""
    towns = {line.gemeente for line in deel.lijnen}
    placed = [one.titel for one in anderen if deel.tellingen and one.tellingen]
    lines = [one.titel for one in anderen if towns & {line.gemeente for line in one.lijnen}]
    for what, titles in (("plaatsingen", placed), ("regels van dezelfde gemeente", lines)):
        if titles:
            yield (
                f"telt mee naast {_list_namen(titles)}, ook met {what} en met dezelfde naam; is er een oude "
                "versie bij, haal die dan weg"
            )


def tell_vervallen(lijnen: Sequence[Agendalijn]) -> Iterator[str]:
    """Tell which lines of an agenda lapsed."""
    names = [f"'{line.regel}'" for line in lijnen if line.is_vervallen]
    if names:
        yield f"vervallen, want het aantal is 0: {_list_namen(names)}"


def _list_woorden(wat: str, woorden: Sequence[str]) -> str:
    """Name some things, without their columns; '' for none."""
    names = list(dict.fromkeys(word.partition(": ")[2] for word in woorden))
    return f"{wat}: {_list_namen(names)}" if names else ""


def _list_namen(namen: Sequence[str]) -> str:
    more = f" en nog {len(namen) - _MEEST}" if len(namen) > _MEEST else ""
    return ", ".join(namen[:_MEEST]) + more
