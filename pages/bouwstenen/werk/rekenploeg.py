"""Heavy work in a process of its own: else one Python process holds back every visitor while one plan is explained.

A small number of processes takes jobs in turn; they are started when the first job comes and end with the server. What
nobody waits for any more is dropped before it begins. Where no process can be had, the work is done here, and the log
says so.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
import threading
from concurrent.futures import Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from typing import TYPE_CHECKING, Any, TypeVar

import streamlit as st

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")
logger = logging.getLogger(__name__)

AANTAL = 2
"""Processes: no more than a small machine has cores."""

_KIJK = 0.05
"""Seconds between two looks whether somebody who waits asks something else already."""

_HIER = "Het rekenen gaat niet in een eigen proces; het gebeurt nu op de pagina zelf."
_SLOT = threading.Lock()


class Rekenploeg:
    """The processes, with who waits for which job."""

    def __init__(self) -> None:
        self._ploeg: ProcessPoolExecutor | None = None
        self._wachten: dict[Future[Any], int] = {}
        self._lopend: dict[tuple[str, ...], Future[Any]] = {}

    def run(self, sleutel: tuple[str, ...], werk: Callable[[Any], T], stof: Any) -> T:
        """Return what `werk` makes of something that can be handed over; the same job is done once.

        Parameters
        ----------
        sleutel : tuple of str
            Names the job.
        werk : callable
            A function of a module.
        stof : object
        """
        try:
            job = self._join(sleutel, werk, stof)
        except (BrokenProcessPool, OSError, RuntimeError):
            logger.warning(_HIER, exc_info=True)
            return self._do_here(werk, stof)
        try:
            return _await(job)
        except BrokenProcessPool:
            logger.warning(_HIER, exc_info=True)
            return self._do_here(werk, stof)
        finally:
            self._leave(job)

    def _join(self, sleutel: tuple[str, ...], werk: Callable[[Any], T], stof: Any) -> Future[T]:
        with _SLOT:
            job = self._lopend.get(sleutel)
            if job is None or job.cancelled():
                self._ploeg = self._ploeg or _start()
                job = self._lopend[sleutel] = self._ploeg.submit(werk, stof)
            self._wachten[job] = self._wachten.get(job, 0) + 1
            return job

    def _leave(self, job: Future[Any]) -> None:
        """Drop a job for which nobody waits any more: one that runs cannot be stopped, and who asks next joins it."""
        with _SLOT:
            self._wachten[job] -= 1
            if self._wachten[job]:
                return
            del self._wachten[job]
            job.cancel()
            self._lopend = {
                name: one for name, one in self._lopend.items() if one in self._wachten or not one.done()
            }

    def _do_here(self, werk: Callable[[Any], T], stof: Any) -> T:
        with _SLOT:
            self._ploeg = None
        return werk(stof)


def _await(job: Future[T]) -> T:
    """Wait for a job; who asks something else meanwhile stops waiting (reading the session ends an older run)."""
    while wait((job,), timeout=_KIJK).not_done:
        st.session_state.get("rekenploeg_wacht")
    return job.result()


def _start() -> ProcessPoolExecutor:
    return ProcessPoolExecutor(
        min(AANTAL, os.cpu_count() or 1), mp_context=multiprocessing.get_context("spawn"), initializer=_follow
    )


def _follow() -> None:
    """Let a process end with the server, also when that is ended without a word."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: Any) -> None:
    parent.join()
    os._exit(0)


@st.cache_resource(show_spinner=False)
def open_ploeg() -> Rekenploeg:
    """Return the processes, one set for all visitors."""
    return Rekenploeg()
