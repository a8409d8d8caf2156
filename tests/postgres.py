"""A real PostgreSQL on this machine, for a test, and a line to it that can fall silent.

Without PostgreSQL these tests are skipped; with WOONZORG_POSTGRES=verplicht they then fail.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import threading
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

HOST, USER = "127.0.0.1", "postgres"


def give_up(reason: str) -> None:
    if os.environ.get("WOONZORG_POSTGRES") == "verplicht":
        pytest.fail(reason)
    pytest.skip(reason)


def find_programs() -> Path:
    """Return the folder of PostgreSQL's programs; Debian keeps them off the path."""
    found = shutil.which("initdb")
    folders = [Path(found).parent] if found else sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    folders = [folder for folder in folders if (folder / "initdb").exists()]
    if not folders:
        give_up("PostgreSQL is not installed")
    return folders[-1]


class Postgres:
    """A server with a folder and a port of its own; it ends by its own control program."""

    def __init__(self, folder: Path) -> None:
        self._programs, self._folder = find_programs(), folder
        with socket.socket() as probe:
            probe.bind((HOST, 0))
            self.port = probe.getsockname()[1]
        if os.geteuid() == 0:  # which PostgreSQL refuses to run as
            shutil.chown(folder, USER)
        self._run("initdb", "-U", USER, "-A", "trust", "-E", "UTF8", "--locale", "C", "--no-sync")

    def start(self) -> None:
        options = f"-p {self.port} -c listen_addresses={HOST} -c unix_socket_directories='' -c fsync=off"
        self._run("pg_ctl", "start", "-w", "-o", options, "-l", str(self._folder / "log.txt"))

    def stop(self, mode: str = "fast") -> None:
        self._run("pg_ctl", "stop", "-w", "-m", mode)

    def damage(self, path: str) -> None:
        """Write nonsense over each page of a file (`pg_relation_filepath`), as a failing disk does."""
        self.stop()
        file = self._folder / "data" / path
        pages = len(file.read_bytes()) // 8192
        with file.open("r+b") as opened:
            for number in range(pages):
                opened.seek(number * 8192)
                opened.write(b"\xff" * 64)
        self.start()

    def _run(self, program: str, *more: str) -> None:
        command = [str(self._programs / program), "-D", str(self._folder / "data"), *more]
        if os.geteuid() == 0:
            command = ["runuser", "-u", USER, "--", *command]
        # A server that is started keeps what it gets as output: so it gets none of ours.
        with (self._folder.parent / f"{self._folder.name}.txt").open("a") as log:
            done = subprocess.run(command, cwd="/", stdout=log, stderr=log, check=False, timeout=120)
        assert done.returncode == 0, Path(log.name).read_text()

    def make_url(self, naam: str, port: int = 0) -> str:
        return f"postgresql://{USER}@{HOST}:{port or self.port}/{naam}"

    def make_database(self, naam: str, more: str = "") -> str:
        """Make an empty database; return its address."""
        self.run_sql("postgres", f"CREATE DATABASE {naam} {more}")
        return self.make_url(naam)

    def ask_wachtwoord(self, gebruiker: str, wachtwoord: str) -> None:
        """Make a user from whom the server asks a password; others come in without."""
        rules = self._folder / "data" / "pg_hba.conf"
        line = f"host all {gebruiker} {HOST}/32 scram-sha-256\n"
        if line in rules.read_text():
            return
        self.run_sql("postgres", f"CREATE ROLE {gebruiker} LOGIN PASSWORD '{wachtwoord}'")
        rules.write_text(line + rules.read_text())
        self._run("pg_ctl", "reload")

    @contextmanager
    def fill_disk(self, naam: str, tabel: str) -> Iterator[Callable[[], None]]:
        """Put a table on a disk that is full; receives what makes room on it.

        The disk is one of memory, of a few pages. Where none may be mounted, a trigger gives the error (53100) that a
        full disk gives.
        """
        disk = self._folder.parent / f"schijf-{naam}"
        disk.mkdir()
        mounted = not subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=4m,mode=777", "tmpfs", str(disk)],
            capture_output=True,
            check=False,
        ).returncode
        try:
            yield self._fill(naam, tabel, disk) if mounted else self._refuse(naam, tabel)
        finally:
            if mounted:
                self.run_sql(
                    naam, f"ALTER TABLE {tabel} SET TABLESPACE pg_default", f"DROP TABLESPACE vol_{naam}"
                )
                subprocess.run(["umount", str(disk)], check=True)

    def _fill(self, naam: str, tabel: str, disk: Path) -> Callable[[], None]:
        place = disk / "ruimte"
        place.mkdir()
        shutil.chown(place, USER)
        self.run_sql(naam, f"CREATE TABLESPACE vol_{naam} LOCATION '{place}'")
        self.run_sql(naam, f"ALTER TABLE {tabel} SET TABLESPACE vol_{naam}")
        ballast = disk / "ballast"
        with suppress(OSError), ballast.open("wb", buffering=0) as file:
            while file.write(b"x" * 4096):
                pass
        return ballast.unlink

    def _refuse(self, naam: str, tabel: str) -> Callable[[], None]:
        body = "BEGIN RAISE EXCEPTION USING ERRCODE = ''disk_full''; END"
        self.run_sql(
            naam,
            f"CREATE FUNCTION vol() RETURNS trigger LANGUAGE plpgsql AS '{body}'",
            f"CREATE TRIGGER vol BEFORE INSERT ON {tabel} FOR EACH ROW EXECUTE FUNCTION vol()",
        )
        return lambda: self.run_sql(naam, f"DROP TRIGGER vol ON {tabel}") and None

    def run_sql(self, naam: str, *statements: str) -> list[tuple]:
        """Reach into a database behind the library's back."""
        import psycopg  # noqa: PLC0415  absent on a bare machine

        with psycopg.connect(self.make_url(naam), autocommit=True) as connection:
            cursors = [connection.execute(text) for text in statements]
            return [row for cursor in cursors if cursor.description for row in cursor.fetchall()]


@contextmanager
def run_postgres() -> Iterator[Postgres]:
    """Run a server; everything of it goes afterwards."""
    pytest.importorskip("psycopg", reason="psycopg is not installed")
    # Not in pytest's own folder, into which another user cannot look.
    with tempfile.TemporaryDirectory(prefix="woonzorg-postgres-") as name:
        Path(name).chmod(0o755)
        folder = Path(name) / "server"
        folder.mkdir()
        server = Postgres(folder)
        server.start()
        try:
            yield server
        finally:
            server.stop("immediate")


class Lijn:
    """A line to a server, that can fall silent either way.

    Attributes
    ----------
    heen, terug : bytes
        As soon as this passes towards the server, it and all that follows (`heen`), or all answers (`terug`), is lost.
    """

    def __init__(self, port: int) -> None:
        self._port = port
        self.heen = self.terug = b""
        self._listener = socket.create_server((HOST, 0))
        self.port = self._listener.getsockname()[1]
        self._ends: list[socket.socket] = [self._listener]
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                server = socket.create_connection((HOST, self._port))
                self._ends += [client, server]
                silent = {"heen": threading.Event(), "terug": threading.Event()}
                for way in ((client, server, "heen"), (server, client, "terug")):
                    threading.Thread(target=self._pump, args=(*way, silent), daemon=True).start()

    def _pump(
        self, source: socket.socket, target: socket.socket, way: str, silent: dict[str, threading.Event]
    ) -> None:
        with suppress(OSError):
            while data := source.recv(65536):
                for name in silent if way == "heen" else ():
                    if (sign := getattr(self, name)) and sign in data:
                        silent[name].set()
                if not silent[way].is_set():
                    target.sendall(data)
            target.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        for end in self._ends:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()
