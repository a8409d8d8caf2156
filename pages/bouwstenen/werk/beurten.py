"""Turns: of all who ask for heavy work one job each in turn, so that nobody waits for all that one visitor asks."""

from __future__ import annotations

import threading
from collections import Counter
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from woonzorg.fouten import WoonzorgFout

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Executor

T = TypeVar("T")

MEEST = 200
"""Jobs that wait, of all together: who comes next is told so, and memory does not grow with them."""

VOL = "Er wachten nu te veel berekeningen en bestanden."


class NietBegonnen(BrokenProcessPool):
    """What was to do a job is gone before it began: it can be asked elsewhere."""


@dataclass(eq=False)
class _Klus(Generic[T]):
    """A job: who asked for it, and where its result comes."""

    bezoeker: str
    werk: Callable[..., T]
    stof: tuple[Any, ...]
    antwoord: Future[T] = field(default_factory=Future)
    begonnen: Future[T] | None = None


class Beurten:
    """A row in front of processes or threads.

    Parameters
    ----------
    ploeg : Executor
        Does the work; it is given no more than it does at once.
    tegelijk : int
        How much is done at once.
    per_bezoeker : int
        How much of that may be of one visitor, also when nobody else asks: who comes next then need not wait.
    """

    def __init__(self, ploeg: Executor, tegelijk: int, per_bezoeker: int) -> None:
        self._ploeg = ploeg
        self._tegelijk = tegelijk
        self._per_bezoeker = per_bezoeker
        self._rij: dict[str, list[_Klus[Any]]] = {}
        self._bezig: list[_Klus[Any]] = []
        self._slot = threading.RLock()

    def submit(self, bezoeker: str, werk: Callable[..., T], *stof: Any) -> Future[T]:
        """Put a job in the row of a visitor; return where its result comes.

        A `BrokenProcessPool` comes there when what does it breaks, or nothing can do it (`NietBegonnen`).

        Raises
        ------
        WoonzorgFout
            When too many wait already.
        """
        klus = _Klus(bezoeker, werk, stof)
        with self._slot:
            if sum(map(len, self._rij.values())) >= MEEST:
                raise WoonzorgFout(VOL, remedie="Probeer het over een paar minuten opnieuw.")
            self._rij.setdefault(bezoeker, []).append(klus)
            self._fill()
        return klus.antwoord

    def find_plaats(self, antwoord: Future[Any]) -> int:
        """Return the place of a job in the row, 1 for who is next; 0 for what has begun."""
        with self._slot:
            order = [klus.antwoord for klus in self._list_volgorde()]
            return order.index(antwoord) + 1 if antwoord in order else 0

    def count_wachtend(self, bezoeker: str) -> int:
        """Return how many jobs of a visitor wait or are being done."""
        with self._slot:
            return len(self._rij.get(bezoeker, ())) + self._count_bezig()[bezoeker]

    def drop(self, antwoord: Future[Any]) -> None:
        """Take a job out of the row; what is being done goes on."""
        with self._slot:
            for klus in [*self._list_volgorde(), *self._bezig]:
                if klus.antwoord is not antwoord:
                    continue
                if klus.begonnen is None:
                    self._remove(klus)
                    antwoord.cancel()
                else:
                    klus.begonnen.cancel()

    def _list_volgorde(self) -> list[_Klus[Any]]:
        """Return all who wait, in order: the first of each visitor, then the second of each."""
        ranked = [
            (turn, place, klus)
            for place, row in enumerate(self._rij.values())
            for turn, klus in enumerate(row)
        ]
        return [klus for _, _, klus in sorted(ranked, key=lambda found: found[:2])]

    def _count_bezig(self) -> Counter[str]:
        return Counter(klus.bezoeker for klus in self._bezig)

    def _remove(self, klus: _Klus[Any]) -> None:
        """Take a job out of the row; its visitor goes behind all others."""
        rest = [one for one in self._rij.pop(klus.bezoeker) if one is not klus]
        if rest:
            self._rij[klus.bezoeker] = rest

    def _fill(self) -> None:
        while len(self._bezig) < self._tegelijk:
            count = self._count_bezig()
            free = (one for one in self._list_volgorde() if count[one.bezoeker] < self._per_bezoeker)
            klus = next(free, None)
            if klus is None:
                return
            self._remove(klus)
            if not klus.antwoord.cancelled():
                self._begin(klus)

    def _begin(self, klus: _Klus[Any]) -> None:
        try:
            klus.begonnen = self._ploeg.submit(klus.werk, *klus.stof)
        except (BrokenProcessPool, OSError, RuntimeError) as error:
            klus.antwoord.set_exception(NietBegonnen(str(error)))
            return
        self._bezig.append(klus)
        klus.begonnen.add_done_callback(lambda _: self._finish(klus))

    def _finish(self, klus: _Klus[Any]) -> None:
        done = klus.begonnen
        with self._slot:
            self._bezig.remove(klus)
            if done is None or done.cancelled():
                klus.antwoord.cancel()
            elif klus.antwoord.set_running_or_notify_cancel():
                if error := done.exception():
                    klus.antwoord.set_exception(error)
                else:
                    klus.antwoord.set_result(done.result())
            self._fill()
