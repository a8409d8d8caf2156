"""Heavy work in a process of its own: else one Python process holds back every visitor while one plan is explained.

A small number of processes takes jobs, of each visitor one in turn (`beurten`); they are started when the first job
comes and end with the server. Who waits reads which place in the row is his. What nobody waits for any more is dropped
before it begins. Where no process can ever be had, the work is done here, and the log says so. A job that breaks its
process is tried once more and then refused: here it would break the server, for everybody.

There are two sets: one process for plans and what explains them, in which what follows on a plan finds it again, and
no plan waits for a frontier; and some for what may come later. Where plans queue, the page works its own out.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
import threading
from concurrent.futures import Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeVar

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from pages.bouwstenen.werk.beurten import Beurten, NietBegonnen
from pages.bouwstenen.werk.inloggen import find_ingelogd
from pages.bouwstenen.werk.wachtplek import tell_wachten
from woonzorg.fouten import WoonzorgFout
from woonzorg.varianten.ploeg import follow_ouder

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")
logger = logging.getLogger(__name__)

AANTAL = 2
"""Processes for what may come later: no more than a small machine has cores."""

_KIJK = 0.05
"""Seconds between two looks whether somebody who waits asks something else already."""

_POGINGEN = 5
"""Times that a job is handed over, when others break the process before it began."""

TE_ZWAAR = "Deze berekening brak steeds af. Misschien is zij te zwaar voor deze server."
_STUK = "Een rekenproces is weggevallen."
_HIER = "Het rekenen gaat niet in een eigen proces; het gebeurt nu op de pagina zelf."
_SLOT = threading.Lock()


class Rekenploeg:
    """Processes, with who waits for which job.

    Parameters
    ----------
    aantal : int
        How many.
    """

    def __init__(self, aantal: int = AANTAL) -> None:
        self._tegelijk = min(aantal, os.cpu_count() or 1)
        self._begin: Future[None] | None = None
        self._ploeg: ProcessPoolExecutor | None = None
        self._beurten: Beurten | None = None
        self._wachten: dict[Future[Any], int] = {}
        self._lopend: dict[tuple[str, ...], Future[Any]] = {}
        self._werkte = False

    def is_klaar(self) -> bool:
        """Tell whether a process stands ready; who asks first lets it start, and does not wait for that."""
        with _SLOT:
            if self._begin is None:
                try:
                    self._begin = self._open().submit("", _begin)
                except (BrokenProcessPool, OSError, RuntimeError):
                    logger.warning(_HIER, exc_info=True)
                    return False
            ready = self._begin.done()
            self._werkte |= ready and not self._begin.cancelled() and self._begin.exception() is None
            return ready

    def is_vrij(self) -> bool:
        """Tell whether a process stands ready (`is_klaar`), and no more than one job goes before."""
        return self.is_klaar() and len(self._wachten) <= 1

    def run(
        self, sleutel: tuple[str, ...], werk: Callable[[Any], T], stof: Any, *, afbreekbaar: bool = True
    ) -> T:
        """Return what `werk` makes of something that can be handed over; the same job is done once.

        Parameters
        ----------
        sleutel : tuple of str
            Names the job.
        werk : callable
            A function of a module.
        stof : object
        afbreekbaar : bool
            Whether who asks something else meanwhile stops waiting; a callback never may, for what it does would be
            lost.

        Raises
        ------
        WoonzorgFout
            When it breaks its process again and again, or too many wait already.
        """
        broken = 0
        for _ in range(_POGINGEN):
            row = self._find_rij()
            if row is None:
                break
            try:
                return self._try(row, sleutel, werk, stof, afbreekbaar=afbreekbaar)
            except BrokenProcessPool as error:
                logger.warning(_STUK, exc_info=True)
                broken += not isinstance(
                    error, NietBegonnen
                )  # else it was another's work that broke the process
            self._renew(row)
            if broken > 1:
                break
        if self._werkte:
            raise WoonzorgFout(TE_ZWAAR, remedie="Kies een kleinere vraag, of probeer het later opnieuw.")
        logger.warning(_HIER)
        return werk(stof)

    def _find_rij(self) -> Beurten | None:
        """Return the row as it stands now; None where no process can be had."""
        with _SLOT:
            try:
                return self._open()
            except (OSError, RuntimeError):
                logger.warning(_STUK, exc_info=True)
                return None

    def _try(
        self,
        rij: Beurten,
        sleutel: tuple[str, ...],
        werk: Callable[[Any], T],
        stof: Any,
        *,
        afbreekbaar: bool,
    ) -> T:
        job = self._join(rij, sleutel, werk, stof)
        try:
            found = _await(job, self.find_plaats) if afbreekbaar else job.result()
        finally:
            self._leave(job)
        self._werkte = True
        return found

    def _renew(self, rij: Beurten) -> None:
        """Let the next job have fresh processes, unless somebody saw to that already."""
        with _SLOT:
            if self._beurten is rij:
                self._ploeg = self._beurten = self._begin = None

    def _join(self, rij: Beurten, sleutel: tuple[str, ...], werk: Callable[[Any], T], stof: Any) -> Future[T]:
        visitor = _name_bezoeker()
        with _SLOT:
            job = self._lopend.get(sleutel)
            if job is None or _is_weg(job):
                job = self._lopend[sleutel] = rij.submit(visitor, werk, stof)
            self._wachten[job] = self._wachten.get(job, 0) + 1
            return job

    def _leave(self, job: Future[Any]) -> None:
        """Drop a job for which nobody waits any more: one that runs cannot be stopped, and who asks next joins it."""
        with _SLOT:
            self._wachten[job] -= 1
            if self._wachten[job]:
                return
            del self._wachten[job]
            if self._beurten is not None:
                self._beurten.drop(job)
            self._lopend = {
                name: one for name, one in self._lopend.items() if one in self._wachten or not one.done()
            }

    def find_plaats(self, job: Future[Any]) -> int:
        """Return the place of a job in the row, 1 for who is next; 0 for what has begun."""
        row = self._beurten
        return row.find_plaats(job) if row is not None else 0

    def _open(self) -> Beurten:
        if self._ploeg is None or self._beurten is None:
            self._ploeg = self._start()
            # One process stays for others: what a visitor began and left cannot be stopped.
            self._beurten = Beurten(self._ploeg, self._tegelijk, max(1, self._tegelijk - 1))
        return self._beurten

    def _start(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(
            self._tegelijk, mp_context=multiprocessing.get_context("spawn"),
            initializer=follow_ouder,
        )  # fmt: skip


def _await(job: Future[T], find_plaats: Callable[[Future[T]], int]) -> T:
    """Wait for a job; who asks something else meanwhile stops waiting (reading the session ends an older run)."""
    with tell_wachten() as tell:
        while wait((job,), timeout=_KIJK).not_done:
            tell(find_plaats(job))
            st.session_state.get("rekenploeg_wacht")
    return job.result()


def _is_weg(job: Future[Any]) -> bool:
    return job.cancelled() or (job.done() and isinstance(job.exception(), BrokenProcessPool))


def _name_bezoeker() -> str:
    """Return whose turn it is: an account's, all its screens together; a visit's where nobody logs in."""
    visit = get_script_run_ctx(suppress_warning=True)
    return (find_ingelogd() or visit.session_id) if visit else ""


def _begin() -> None:
    """Load what jobs need: whoever did this stands ready."""
    import_module("woonzorg.verdeling.vergelijking.nawerk")


@st.cache_resource(show_spinner=False)
def open_ploeg() -> Rekenploeg:
    """Return the processes for what may come later, one set for all visitors."""
    return Rekenploeg()


@st.cache_resource(show_spinner=False)
def open_planploeg() -> Rekenploeg:
    """Return the process for plans and what explains them, one for all visitors."""
    return Rekenploeg(1)
