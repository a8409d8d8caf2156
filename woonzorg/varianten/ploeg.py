"""Who does the work: processes of this machine, or a Dask cluster; both as one kind of executor.

Dask is an extra (`schaal` in pyproject.toml): it is imported when a scheduler is named, and by nobody else.
"""

from __future__ import annotations

import multiprocessing
import os
import threading
from concurrent.futures import BrokenExecutor, CancelledError, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from woonzorg.fouten import InvoerFout, WoonzorgFout

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from concurrent.futures import Executor

GEDULD = 10.0
"""Seconds to wait for a scheduler."""

INSTALLEREN = 'pip install "woonzorg[schaal]"'


@dataclass(frozen=True)
class Variantploeg:
    """Somebody to hand parts to.

    Attributes
    ----------
    handen : int
        Parts that are worked out at once.
    uitvoerder : Executor
    verlies : tuple of exceptions
        What a part ends with when its process fell away.
    """

    handen: int
    uitvoerder: Executor
    verlies: tuple[type[BaseException], ...] = (BrokenExecutor,)


def count_kernen() -> int:
    """Return the number of cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def open_processen(aantal: int) -> Iterator[Variantploeg]:
    """Start processes of this machine; they end with it, and with this process, however that ends."""
    with ProcessPoolExecutor(
        aantal, mp_context=multiprocessing.get_context("spawn"), initializer=follow_ouder
    ) as pool:
        try:
            yield Variantploeg(aantal, pool)
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def follow_ouder() -> None:
    """Let a process end with the one that started it, also when that is ended without a word."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: Any) -> None:
    parent.join()
    os._exit(0)


@contextmanager
def open_cluster(adres: str) -> Iterator[Variantploeg]:
    """Ask a Dask scheduler for its workers.

    Raises
    ------
    InvoerFout
        When Dask is not installed.
    WoonzorgFout
        When there is no scheduler at the address, or it has no workers.
    """
    client, lost = _connect(adres)
    try:
        workers = len(client.scheduler_info(n_workers=-1)["workers"])
        if not workers:
            message = "Het rekencluster heeft geen rekenprocessen."
            raise WoonzorgFout(message, remedie=f"Start er een met: dask worker {adres} --nthreads 1")
        # Not pure: the same part is worked out anew when it is asked anew, and nothing is remembered there.
        yield Variantploeg(workers, client.get_executor(pure=False), lost)
    finally:
        client.close()


def _connect(adres: str) -> tuple[Any, tuple[type[BaseException], ...]]:
    try:
        from distributed import Client, KilledWorker  # noqa: PLC0415  only who named a scheduler waits for Dask
    except ImportError as error:
        message = "Voor een rekencluster is Dask nodig, en dat is hier niet geïnstalleerd."
        raise InvoerFout(message, remedie=f"Installeer het: {INSTALLEREN}") from error
    try:
        client = Client(adres, timeout=GEDULD, set_as_default=False)
    except (OSError, TimeoutError, ValueError) as error:
        message = f"Het rekencluster op {adres} geeft geen antwoord."
        remedy = "Controleer WOONZORG_REKENCLUSTER, en of de scheduler daar draait."
        raise WoonzorgFout(message, remedie=remedy) from error
    return client, (BrokenExecutor, CancelledError, KilledWorker, OSError)


def choose_ploeg(adres: str, aantal: int) -> Callable[[], Any]:
    """Return how the work is opened: on the cluster that the installation names, else by processes here."""
    return (lambda: open_cluster(adres)) if adres else (lambda: open_processen(aantal))
