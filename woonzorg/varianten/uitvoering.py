"""Working a space out: parts are handed out, a few more than there are hands, and kept as they come.

So memory does not grow with the number of variants. Where a process falls away, what it had is handed out once more;
what has been kept is never done again.
"""

from __future__ import annotations

from collections import Counter, deque
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, wait
from typing import TYPE_CHECKING, Any

from woonzorg.fouten import WoonzorgFout
from woonzorg.varianten.deel import reken_deel

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from concurrent.futures import Future
    from contextlib import AbstractContextManager

    from woonzorg.varianten.deel import Variantwerk
    from woonzorg.varianten.ploeg import Variantploeg

POGINGEN = 3
"""Times that a part is handed out when its process falls away, before the work stops."""

VERDER = "Wat al gerekend is, blijft bewaard: dezelfde opdracht gaat daar verder."


def reken_delen(
    werk: Variantwerk,
    delen: Iterable[int],
    open_ploeg: Callable[[], AbstractContextManager[Variantploeg]],
    bewaar: Callable[[int, bytes], None],
) -> None:
    """Work parts out, in any order.

    Parameters
    ----------
    werk : Variantwerk
    delen : iterable of int
    open_ploeg : callable
        Who does it (`ploeg.choose_ploeg`); asked again when it fell away.
    bewaar : callable
        Takes the number of a part and its bytes, as soon as these are there.

    Raises
    ------
    WoonzorgFout
        When a part loses its process again and again, or the work itself refuses.
    """
    rest, tries = deque(delen), Counter[int]()
    while rest:
        with open_ploeg() as ploeg:
            lost = _hand_out(werk, rest, ploeg, bewaar)
        tries.update(lost)
        if any(tries[part] >= POGINGEN for part in lost):
            message = "Een rekenproces viel steeds weg. Misschien is het werk te zwaar voor deze computer."
            raise WoonzorgFout(message, remedie=f"Neem minder processen (--werkers). {VERDER}")
        rest.extendleft(sorted(lost, reverse=True))


def _hand_out(
    werk: Variantwerk, rest: deque[int], ploeg: Variantploeg, bewaar: Callable[[int, bytes], None]
) -> list[int]:
    """Hand parts out until there are none left or the processes fall away; return those that were lost by that."""
    under_way: dict[Future[bytes], int] = {}
    lost: list[int] = []
    while (rest and not lost) or under_way:
        while rest and not lost and len(under_way) < 2 * ploeg.handen:
            part = rest.popleft()
            try:
                under_way[ploeg.uitvoerder.submit(reken_deel, werk, part)] = part
            except BrokenExecutor:
                lost.append(part)
        done = wait(under_way, return_when=FIRST_COMPLETED).done if under_way else set()
        for future in done:
            part = under_way.pop(future)
            raw = _collect(future, ploeg.verlies)
            if raw is None:
                lost.append(part)
            else:
                bewaar(part, raw)
    return lost


def _collect(future: Future[Any], verlies: tuple[type[BaseException], ...]) -> bytes | None:
    """Return what came of a part; None when its process fell away."""
    try:
        raw: bytes = future.result()
    except verlies:
        return None
    return raw
