"""The database behind the library: which kinds there are, how long each may take, and what to say when one refuses.

SQLite (a file) waits for another writer by itself. A server may fall silent at any moment: so each use of one is bound
in time as a whole, from looking up its address to the last answer, and its line is cut when the time is over. What the
database or its driver says goes to the log, and never to the visitor: it can name addresses, users and content.
"""

from __future__ import annotations

import logging
import os
import random
import socket
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.exc import ArgumentError, DBAPIError, IntegrityError, OperationalError, SQLAlchemyError
from sqlalchemy.pool import NullPool

from woonzorg.bibliotheek.databankwoorden import TERUGZETTEN, find_oorzaak, name_soort
from woonzorg.fouten import InvoerFout, OpslagFout, describe_weigering

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

T = TypeVar("T")

logger = logging.getLogger(__name__)

SQLITE, POSTGRESQL = "sqlite", "postgresql"
ONDERSTEUND = "SQLite of PostgreSQL"

TERMIJN = 13.0
"""Seconds that one use of a server takes at most; a visitor hears within 15."""

_VERBINDEN, _OPDRACHT = 8, 9
"""Seconds in which a server answers a call, and in which it gives up a statement (that waits for a lock)."""

_GELIJKTIJDIG = 32
"""Uses at once of servers, by this process; a PostgreSQL takes 100 connections of everybody together."""

_EIGEN = threading.local()


def _make_werkers() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(_GELIJKTIJDIG, thread_name_prefix="woonzorg-databank")


_WERKERS = _make_werkers()


def _begin_anew() -> None:
    """Start workers of its own in a process that was forked: those of its parent are not in it."""
    global _WERKERS  # noqa: PLW0603  one for all, by process
    _WERKERS = _make_werkers()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_begin_anew)

_DRUK = ("too many", "remaining connection slots", "starting up", "not yet accepting")
"""What a server says that has no room yet: asked again a little later it has."""


class OnzekerFout(OpslagFout):
    """Nobody knows whether something was saved: the database was asked to, and gave no answer."""


class _Stil(Exception):
    """The time is over. `gevraagd`: the server may have done what was asked."""

    def __init__(self, *, gevraagd: bool) -> None:
        self.gevraagd = gevraagd
        super().__init__(f"geen antwoord binnen {TERMIJN:g} s")


class Databank:
    """A database; every use has a connection of its own, so that nothing is left open or goes stale.

    Parameters
    ----------
    adres : str or Path
        A SQLAlchemy URL, or a SQLite file.
    wachttijd : float
        Seconds that one writer waits for another, in SQLite.

    Raises
    ------
    InvoerFout
        When the address makes no sense, or its driver is not installed.
    """

    def __init__(self, adres: str | Path, wachttijd: float) -> None:
        self._map = adres.parent if isinstance(adres, Path) else None
        self._engine = _make_engine(adres, wachttijd)
        self.soort = self._engine.dialect.name

    @property
    def is_ondersteund(self) -> bool:
        """Whether scenarios can be saved in this kind of database."""
        return self.soort in {SQLITE, POSTGRESQL}

    def check_ondersteund(self) -> None:
        """Refuse to save in a kind of database of unknown limits: one may cut off what is long, and say nothing.

        Raises
        ------
        OpslagFout
        """
        if not self.is_ondersteund:
            message = "In deze soort database bewaart Woonzorg niets meer."
            remedy = (
                "Wat er staat, blijft te lezen. Kies voor nieuwe scenario's een database van " + ONDERSTEUND
            )
            raise OpslagFout(message, verwacht=ONDERSTEUND, gevonden=self.soort, remedie=f"{remedy}.")

    def read(self, taak: Callable[[sa.Connection], T], termijn: float = 0.0) -> T:
        """Read something, in one transaction.

        Parameters
        ----------
        taak : callable
            Receives the connection.
        termijn : float
            Seconds that it may take on a server, for who does not wait at a screen; `TERMIJN` by default.

        Raises
        ------
        OpslagFout
            When the database cannot be reached or read, or does not answer in time.
        """
        with _explain(bewaart=False):
            return self._run(taak, termijn)

    def write(self, taak: Callable[[sa.Connection], T], termijn: float = 0.0) -> T:
        """Write something, in one transaction: all of it, or nothing; parameters as `read`.

        Raises
        ------
        OnzekerFout
            When it is not known whether it was written.
        OpslagFout
            When it was not.
        """
        with _explain(bewaart=True):
            return self._run(taak, termijn)

    def _run(self, taak: Callable[[sa.Connection], T], termijn: float) -> T:
        if self._map is not None:
            self._map.mkdir(parents=True, exist_ok=True)
        if self.soort == SQLITE:
            with self._engine.connect() as connection:
                return _finish(connection, taak)
        attempt = _Poging(self._engine, termijn)
        future = _WERKERS.submit(attempt.run, taak)
        try:
            return future.result(termijn or TERMIJN)
        except TimeoutError:
            future.cancel()
            attempt.cut()
            raise _Stil(gevraagd=attempt.gevraagd) from None


def _finish(connection: sa.Connection, taak: Callable[[sa.Connection], T]) -> T:
    outcome = taak(connection)
    connection.commit()
    return outcome


class _Poging:
    """One use of a server, that can be cut off from outside."""

    def __init__(self, engine: sa.Engine, termijn: float) -> None:
        self._engine, self._duur, self._opdracht = engine, termijn or TERMIJN, termijn or _OPDRACHT
        self._tot = time.monotonic() + self._duur
        self._lijn: socket.socket | None = None
        self._slot, self._afgebroken = threading.Lock(), False
        self.gevraagd = False

    def run(self, taak: Callable[[sa.Connection], T]) -> T:
        _EIGEN.poging = self
        try:
            with self._connect() as connection:
                if connection.dialect.name == POSTGRESQL:
                    self._limit(connection)
                self.gevraagd = True
                return _finish(connection, taak)
        finally:
            _EIGEN.poging = None
            self._close()

    def _limit(self, connection: sa.Connection) -> None:
        """Let the server give up what takes too long, and let go of the locks of a process that froze."""
        limit = self._opdracht * 1000
        limits = {
            "lock_timeout": 0.9 * limit,
            "statement_timeout": limit,
            "idle_in_transaction_session_timeout": 2 * limit,
        }
        for name, milliseconds in limits.items():
            connection.exec_driver_sql(f"SET LOCAL {name} = {milliseconds:.0f}")

    def _connect(self) -> sa.Connection:
        while True:
            try:
                return self._engine.connect()
            except OperationalError as error:
                if not any(sign in str(error.orig) for sign in _DRUK) or time.monotonic() > self._tot:
                    raise
            # Not all at the same moment again.
            time.sleep(random.uniform(0.05, 0.3))  # noqa: S311  no secret

    def keep(self, verbinding: Any) -> None:
        """Keep a line to the server, by which it can be cut while a driver waits for an answer."""
        number = getattr(verbinding, "fileno", None)
        if number is None:
            return
        with self._slot:
            self._lijn = socket.fromfd(number(), socket.AF_INET, socket.SOCK_STREAM)
        if self._afgebroken:
            self.cut()

    def cut(self) -> None:
        with self._slot, suppress(OSError):
            self._afgebroken = True
            if self._lijn:
                self._lijn.shutdown(socket.SHUT_RDWR)

    def _close(self) -> None:
        with self._slot:
            if self._lijn:
                self._lijn.close()
            self._lijn = None


@lru_cache(maxsize=8)
def _make_engine(adres: str | Path, wachttijd: float) -> sa.Engine:
    """Return the engine of an address, one for all: it finds out only once what kind of server it speaks with."""
    try:
        url = sa.URL.create("sqlite", database=str(adres)) if isinstance(adres, Path) else _read_url(adres)
        backend = url.get_backend_name()
        if backend == SQLITE and url.database in {None, "", ":memory:"}:
            message = "Een database in het geheugen bewaart niets."
            raise InvoerFout(message, verwacht="een bestand of een server in WOONZORG_DATABASE_URL")
        options = {SQLITE: {"timeout": wachttijd}, POSTGRESQL: _make_libpq(url)}
        engine = sa.create_engine(url, poolclass=NullPool, connect_args=options.get(backend, {}))
    except (ArgumentError, ImportError, ValueError) as error:
        # The address itself is not repeated: it may hold a password. What lacks is for the log.
        logger.warning("database address refused: %s %s", type(error).__name__, getattr(error, "name", ""))
        raise _describe_adres(str(adres), geen_driver=isinstance(error, ImportError)) from error
    sa.event.listen(engine, "do_connect", _connect_dbapi)
    return engine


def _read_url(adres: str) -> sa.URL:
    """Return an address of SQLAlchemy; one of a PostgreSQL that names no driver is for psycopg 3."""
    head, mark, rest = adres.partition("://")
    return sa.make_url(f"postgresql+psycopg://{rest}" if mark and head in {POSTGRESQL, "postgres"} else adres)


def _describe_adres(adres: str, *, geen_driver: bool) -> InvoerFout:
    """Tell why an address cannot be used; a database of another kind is refused by name."""
    kind = name_soort(adres)
    if kind not in {"", SQLITE, POSTGRESQL, "postgres"}:
        message = f"Woonzorg bewaart scenario's in {ONDERSTEUND}, niet in {kind}."
        remedy = "Kies een andere met WOONZORG_DATABASE_URL. Een bibliotheek die er al is, is met haar driver te lezen."
        return InvoerFout(message, verwacht=ONDERSTEUND, gevonden=kind, remedie=remedy)
    return InvoerFout(
        "Het adres van de bibliotheek (WOONZORG_DATABASE_URL) klopt niet.",
        verwacht=f"een adres van {ONDERSTEUND}, als sqlite:////map/scenarios.sqlite",
        gevonden="de driver ervan is niet geïnstalleerd" if geen_driver else "",
        remedie='Verbeter het adres, of installeer de driver voor PostgreSQL: pip install "woonzorg[postgres]".',
    )


def _make_libpq(url: sa.URL) -> dict[str, object]:
    """Return what a driver on libpq is told, unless the address says otherwise; other drivers have no such words."""
    if url.get_backend_name() != POSTGRESQL or url.get_driver_name() not in {"psycopg", "psycopg2"}:
        return {}
    given = {"connect_timeout": _VERBINDEN, "client_encoding": "utf8"}
    return {name: value for name, value in given.items() if name not in url.query}


def _connect_dbapi(dialect: sa.Dialect, _record: Any, args: tuple[Any, ...], more: dict[str, Any]) -> Any:
    connection: Any = dialect.connect(*args, **more)
    attempt: _Poging | None = getattr(_EIGEN, "poging", None)
    if dialect.name == SQLITE:
        # A text that is damaged must not hide the others: what it reads as then no longer gives its id.
        connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
        # What was removed is written over in the file: not every SQLite does so by itself.
        connection.execute("PRAGMA secure_delete = ON")
    elif attempt:
        attempt.keep(connection)
    return connection


_ONBRUIKBAAR = "De bibliotheek met scenario's is niet te gebruiken."
_ANDERS = "Controleer WOONZORG_DATABASE_URL, de rechten op de map, en of de server bereikbaar is."
_LATER = "Probeer het over een minuut opnieuw. Blijft dit zo, zeg het dan wie deze installatie beheert."
_OPNIEUW = "Bewaar het over een minuut opnieuw: u leest dan of het er al stond. Dubbel komt het er nooit in."


@contextmanager
def _explain(*, bewaart: bool) -> Iterator[None]:
    """Turn what the database refuses into a message; its own words go to the log, without what was to be saved."""
    try:
        yield
    except _Stil as error:
        logger.warning("De bibliotheek antwoordt niet: %s", error)
        raise _describe_stil(onzeker=bewaart and error.gevraagd) from error
    except OSError as error:
        logger.warning("De bibliotheek is niet te openen: %s", error)
        raise OpslagFout(_ONBRUIKBAAR, gevonden=describe_weigering(error), remedie=_ANDERS) from error
    except SQLAlchemyError as error:
        words = _read_woorden(error)
        logger.warning("De bibliotheek weigert: %s", words)
        if isinstance(error, DBAPIError) and error.connection_invalidated:
            raise _describe_stil(onzeker=bewaart) from error
        if "timeout expired" in words:  # while connecting: nothing was asked yet
            raise _describe_stil(onzeker=False) from error
        raise _describe_weigering(error, words) from error


def _describe_stil(*, onzeker: bool) -> OpslagFout:
    message = "De bibliotheek met scenario's antwoordt niet."
    if onzeker:
        return OnzekerFout(f"{message} Het is onbekend of het bewaard is.", remedie=_OPNIEUW)
    return OpslagFout(message, remedie=_LATER)


def _describe_weigering(error: SQLAlchemyError, words: str) -> OpslagFout:
    if isinstance(error, IntegrityError):
        message = "De bibliotheek neemt dit niet aan: haar tabellen zijn anders dan Woonzorg ze maakt."
        return OpslagFout(message, remedie=TERUGZETTEN)
    cause = find_oorzaak(_read_code(error), words)
    return OpslagFout(_ONBRUIKBAAR, gevonden=cause.gevonden, remedie=cause.remedie)


def _read_code(error: SQLAlchemyError) -> str:
    """Return the code that a database gives with an error; '' when it gives none."""
    origin = error.orig if isinstance(error, DBAPIError) else None
    return str(getattr(origin, "sqlstate", None) or getattr(origin, "sqlite_errorname", None) or "")


def _read_woorden(error: SQLAlchemyError) -> str:
    """Return the first line: further ones, and the query, can hold what was to be saved."""
    lines = str(error.orig if isinstance(error, DBAPIError) else error).strip().splitlines()
    return lines[0][:300] if lines else type(error).__name__
