"""What is wrong with the files of a visit together, each right by itself: the same, in whatever order they come."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from woonzorg.agenda.bundeldeel import (
    Agendadeel,
    is_telling,
    list_inhoud,
    make_lijnsleutel,
    make_standsleutel,
)
from woonzorg.agenda.lijn import Agendalijn, fold_regel
from woonzorg.agenda.standbestand import find_verloopfouten

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from woonzorg.agenda.bundeldeel import Sleutel
    from woonzorg.agenda.kwartaal import Kwartaal
    from woonzorg.agenda.lijn import Standlijn
    from woonzorg.agenda.standbestand import Verloopfout


_MEEST = 5
"""So much that two files say both is told one by one."""

_TWEE_VERSIES = (
    "is een van beide een oude versie, haal die dan weg; haal anders in een van beide weg wat er dubbel staat"
)


_BEIDE_TELLEN = (
    "is een van beide een oude versie, haal die dan weg; tellen ze allebei, geef ze dan elk een eigen naam"
)


@dataclass(frozen=True)
class Bundelfout:
    """What is wrong with a file beside the others.

    Attributes
    ----------
    deel : str
        The file where it is mended.
    tekst : str
        What, with row and column where these are known.
    anders : str
        The file that tells the same, and has this fault too; '' where only one is wrong.
    """

    deel: str
    tekst: str
    anders: str = ""


def find_bundelfouten(delen: Sequence[Agendadeel], *, heel: bool = True) -> list[Bundelfout]:
    """Return all that is wrong with some files together.

    Parameters
    ----------
    delen : sequence of Agendadeel
        Each with a title of its own.
    heel : bool
        Whether all agendas could be read; where one could not, no stand is said to be without its line.
    """
    parts = sorted(delen, key=lambda part: part.titel)
    again = [
        fault for part in parts for fault in _find_herhaald(part, [one for one in parts if one is not part])
    ]
    return [*again, *_find_verloop(parts), *(_find_wees(parts) if heel else ())]


def find_nieuwe_fouten(
    toen: Sequence[Agendadeel],
    gebleven: Sequence[Agendadeel],
    nieuw: Sequence[Agendadeel],
    *,
    heel: bool = True,
) -> list[Bundelfout]:
    """Return what goes wrong by some files beside those that there are: also where an old one is to be mended.

    Parameters
    ----------
    toen : sequence of Agendadeel
        What there was.
    gebleven : sequence of Agendadeel
        Those of them of which no new one takes the place.
    nieuw : sequence of Agendadeel
    heel : bool
        As `find_bundelfouten`.
    """
    known, names = set(find_bundelfouten(toen)), {part.titel for part in nieuw}
    found = [fault for fault in find_bundelfouten([*gebleven, *nieuw], heel=heel) if fault not in known]
    # Of two files that say the same, the new one is told.
    return [fault for fault in found if fault.deel in names or fault.anders not in names]


def _find_herhaald(deel: Agendadeel, anderen: Sequence[Agendadeel]) -> Iterator[Bundelfout]:
    """Find what another file tells too."""
    own = list_inhoud(deel)
    for other in anderen:
        both = {key: own[key][0] for key in list_inhoud(other) if key in own}
        if other.hash == deel.hash:
            text = f"heeft dezelfde inhoud als het bestand {other.titel}; geef een van beide"
            yield Bundelfout(deel.titel, text, other.titel)
        else:
            same = other.naam == deel.naam
            told = {key: word for key, word in both.items() if same or not is_telling(key)}
            yield from (Bundelfout(deel.titel, text, other.titel) for text in _tell_beide(told, deel, other))


def _tell_beide(beide: Mapping[Sleutel, str], deel: Agendadeel, ander: Agendadeel) -> Iterator[str]:
    """Tell what two files say both: each apart, or together where one looks like another version of the other."""
    same = ander.naam == deel.naam
    for key, word in beide.items():
        text = f"{_place(deel, key)}{word} staat ook in het bestand {_name_plek(ander, key)}"
        if not same and len(beide) <= _MEEST:
            yield f"{text}; haal er een weg"
            continue
        name, more = ", en dat heet net zo" if same else "", len(beide) - 1
        rest = f", en zo nog {more}" if more else ""
        yield f"{text}{name}{rest}; {_BEIDE_TELLEN if is_telling(key) else _TWEE_VERSIES}"
        return


def _place(deel: Agendadeel, sleutel: Sleutel) -> str:
    place = deel.find_plek(sleutel)
    return f"{place}, " if place else ""


def _name_plek(deel: Agendadeel, sleutel: Sleutel) -> str:
    place = deel.find_plek(sleutel)
    return f"{deel.titel}, {place}" if place else deel.titel


def find_vanaf(delen: Sequence[Agendadeel]) -> dict[str, Kwartaal]:
    """Return by the folded name of each line of a kept agenda from which moment that holds."""
    return {fold_regel(line.regel): part.vanaf for part in delen if part.vanaf for line in part.lijnen}


def _find_verloop(delen: Sequence[Agendadeel]) -> Iterator[Bundelfout]:
    """Find stands that do not agree with each other, or with the number of their line."""
    agenda = [line for part in delen for line in part.lijnen]
    stands = [line for part in delen for line in part.standen]
    since = find_vanaf(delen)
    owner = {id(line): part for part in delen for line in (*part.lijnen, *part.standen)}
    for fault in find_verloopfouten(stands, agenda, since):
        own, other = owner[id(fault.lijn)], owner[id(fault.tegen)]
        against = "" if other is own else f" ({_name_plek(other, _make_sleutel(fault.tegen))})"
        yield Bundelfout(own.titel, f"{_tell_plek(own, fault)}: {fault.wat}{against}; {fault.remedie}")


def _tell_plek(deel: Agendadeel, fout: Verloopfout) -> str:
    place = deel.find_plek(make_standsleutel(fout.lijn)) or f"regel {fout.lijn.regel}"
    return f"{place}, kolom {fout.kolom}"


def _make_sleutel(lijn: Agendalijn | Standlijn) -> Sleutel:
    return make_lijnsleutel(lijn.regel) if isinstance(lijn, Agendalijn) else make_standsleutel(lijn)


def _find_wees(delen: Sequence[Agendadeel]) -> Iterator[Bundelfout]:
    """Find stands of which the line is in no agenda any more."""
    known = {fold_regel(line.regel) for part in delen for line in part.lijnen}
    for part in delen:
        for line in part.standen:
            if fold_regel(line.regel) not in known:
                place = _place(part, make_standsleutel(line))
                text = (
                    f"{place}kolom regel: '{line.regel}' staat in geen agenda; geef het bestand met die regel"
                )
                yield Bundelfout(part.titel, text)
