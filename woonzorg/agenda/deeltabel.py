"""What of a row of counts and of a table of counts may be shared, also beside what was shared of it before.

Who has two reports can subtract them. So a count that is told differs by nothing or by 10 or more from each that was
told of the same before; and a table tells its total only where all that then follows holds 10 (methode.md, Privacy).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, TypeVar

from woonzorg.verdeling.invoer.veld import KLEIN

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

K = TypeVar("K")


def is_deelbaar(verschil: int) -> bool:
    """Tell whether a difference of two counts may follow from what is told: it is nothing, or 10 or more."""
    return verschil == 0 or abs(verschil) >= KLEIN


def may_tell(aantal: int | None, eerder: Iterable[int]) -> bool:
    """Tell whether a count may be shared beside those that were shared of the same before."""
    return aantal is not None and aantal >= KLEIN and all(is_deelbaar(aantal - other) for other in eerder)


def show_reeks(aantallen: Sequence[int | None], eerder: Collection[int] = ()) -> tuple[int | None, ...]:
    """Return a count by moment as it may be shared.

    None until the first and where it is unknown, then what was shown last: there are at least so many. Where there are
    fewer by now, and how many may not be told, it is None.

    Parameters
    ----------
    aantallen : sequence of int or None
    eerder : collection of int
        Counts of the same that were shared before.

    Examples
    --------
    >>> show_reeks([4, 12, 15, 30]), show_reeks([30, 25]), show_reeks([15], [12])
    ((None, 12, 12, 30), (30, None), (None,))
    """
    known, last = set(eerder), None
    told: list[int | None] = []
    for count in aantallen:
        if count is not None and may_tell(count, known):
            known.add(count)
            last = count
            told.append(count)
        else:
            told.append(None if last is None or (count is not None and count < last) else last)
    return tuple(told)


@dataclass(frozen=True)
class Deeltabel(Generic[K]):
    """A table as it may be shared.

    Attributes
    ----------
    cellen : mapping
        The cells that are told.
    rest : int or None
        What the other cells hold together; None where that, and so the total, is not told.
    """

    cellen: Mapping[K, int] = field(default_factory=dict)
    rest: int | None = None

    @property
    def totaal(self) -> int | None:
        """All cells together; None where that is not told."""
        return None if self.rest is None else sum(self.cellen.values()) + self.rest


def share_tabel(
    cellen: Mapping[K, int],
    eerder: Sequence[Deeltabel[K]] = (),
    geheim: Collection[K] = (),
    *,
    totaal: bool = True,
) -> Deeltabel[K]:
    """Return what may be shared of a table: the smallest cells are held back until nothing small follows.

    Parameters
    ----------
    cellen : mapping
    eerder : sequence of Deeltabel
        The same table as it was shared before.
    geheim : collection
        Cells that are never told by themselves.
    totaal : bool
        Whether its total may be known; where it may not, at least one cell is held back.

    Examples
    --------
    >>> share_tabel({"a": 40, "b": 12, "c": 3})
    Deeltabel(cellen={'a': 40}, rest=15)
    >>> share_tabel({"a": 60, "b": 30, "c": 8, "d": 7}, [Deeltabel({"a": 40, "b": 12}, 12)])
    Deeltabel(cellen={'a': 60}, rest=45)
    """
    every = {**{key: 0 for table in eerder for key in table.cellen}, **cellen}
    order = sorted(every, key=lambda key: (-every[key], str(key)))
    shown = [
        key for key in order
        if key not in geheim and may_tell(every[key], [one.cellen[key] for one in eerder if key in one.cellen])
    ]  # fmt: skip
    while shown and not _is_veilig(every, shown, eerder, totaal=totaal):
        # Also those of the same size: which of them it is would follow from the order of their names.
        shown = [key for key in shown if every[key] > every[shown[-1]]]
    hidden = sum(every[key] for key in order if key not in shown)
    told = totaal and _is_veilig(every, shown, eerder, totaal=totaal)
    return Deeltabel({key: cellen[key] for key in cellen if key in shown}, hidden if told else None)


def _is_veilig(
    cellen: Mapping[K, int], getoond: Collection[K], eerder: Sequence[Deeltabel[K]], *, totaal: bool
) -> bool:
    """Tell whether nothing small follows from these cells, the total, and what was shared before."""
    hidden = set(cellen) - set(getoond)
    if not totaal:
        # Of a cell that is held back others may know that it is nothing: then all that is shown is the total.
        return any(cellen[key] for key in hidden) and all(map(is_deelbaar, _list_los(cellen, hidden, eerder)))
    if hidden and (len(hidden) < 2 or sum(cellen[key] for key in hidden) < KLEIN):
        return False
    # Each that is held back holds less than each that is told: where all hold as much as they can, they are known.
    if (
        hidden
        and getoond
        and {cellen[key] for key in hidden} - {0} == {min(cellen[key] for key in getoond) - 1}
    ):
        return False
    return all(is_deelbaar(step) for table in eerder for step in _list_stappen(cellen, hidden, table))


def _list_los(cellen: Mapping[K, int], verborgen: set[K], eerder: Sequence[Deeltabel[K]]) -> Iterator[int]:
    """Give by how much cells that were a rest rose together, where each of them is told now."""
    for table in eerder:
        rest = set(cellen) - table.cellen.keys()
        if table.rest is not None and rest and not rest & verborgen:
            yield sum(cellen[key] for key in rest) - table.rest


def _list_stappen(cellen: Mapping[K, int], verborgen: set[K], toen: Deeltabel[K]) -> Iterator[int]:
    """Give by how much cells that are held back rose together since then, as far as that follows from both totals."""
    if verborgen and verborgen <= toen.cellen.keys():
        # One by one they were told then: together they are the rest now.
        yield sum(cellen[key] - toen.cellen[key] for key in verborgen)
    if toen.rest is None:
        return
    before = set(cellen) - toen.cellen.keys() if toen.rest else set()
    parts = [verborgen | before]
    if verborgen and before and not verborgen & before:
        parts += [verborgen, before]
    for part in parts:
        then = sum(toen.cellen.get(key, 0) for key in part) + (toen.rest if part >= before else 0)
        yield sum(cellen[key] for key in part) - then
