"""Two servers of the dashboard behind a proxy, as plain processes: what compose.yaml runs, without containers.

    python uitrol/opstelling.py --data /srv/woonzorg --logs /var/log/woonzorg --poort 8080

takes its other settings from the environment (docs/beheer.md), the address of the database too: on a command line all
users of a machine can read a password. It needs haproxy (`apt-get install haproxy`) and the packages of
requirements-server.txt. It ends with Ctrl-C, and ends what it started by the ids of those processes only.
"""

from __future__ import annotations

import argparse
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Mapping

WORTEL = Path(__file__).resolve().parents[1]
PROXY = Path(__file__).with_name("haproxy.cfg")
HOST = "127.0.0.1"
NUMMERS = (1, 2)

GEDULD = 300.0
"""Seconds after which a server is given up: a cold machine that is busy reads all its packages first."""


class Opstelling:
    """Two servers and their proxy, on this machine only.

    Parameters
    ----------
    logmap : Path
        Folder for the logs.
    omgeving : mapping
        Settings of both servers: where figures lie and things are kept, and what else is not as usual.
    poort : int
        Where the proxy listens; 0 for any that is free.
    wortel : Path
        The checkout to run: another one for an older or newer version.

    Attributes
    ----------
    adres : str
        Where visitors come in.
    """

    def __init__(
        self, logmap: Path, omgeving: Mapping[str, str], poort: int = 0, wortel: Path = WORTEL
    ) -> None:
        self._logmap, self._omgeving, self._wortel = logmap, dict(omgeving), wortel
        self._poorten = {number: _find_poort() for number in NUMMERS}
        self._processen: dict[int, subprocess.Popen[bytes]] = {}
        self._ingang = poort or _find_poort()
        self.adres = f"http://{HOST}:{self._ingang}"

    def __enter__(self) -> Self:
        try:
            for number in NUMMERS:
                self.start(number)
            for number in NUMMERS:
                self.wait(number)
            self._start_proxy()
            _wait_for(f"{self.adres}/klaar", self._processen[0])
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        for process in self._processen.values():
            if process.poll() is None:
                process.terminate()
        for process in self._processen.values():
            _end(process)

    def start(self, nummer: int, wortel: Path | None = None) -> None:
        """Start a server, of another checkout if one is given; `wait` waits until it is ready."""
        command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.headless", "true"]
        command += ["--server.port", str(self._poorten[nummer]), "--server.address", HOST]
        folder = wortel or self._wortel
        self._processen[nummer] = self._run(command, folder, os.environ | self._omgeving, f"server{nummer}")

    def wait(self, nummer: int) -> None:
        """Wait until a server takes visitors."""
        _wait_for(self.find_adres(nummer) + "/klaar", self._processen[nummer])

    def find_adres(self, nummer: int) -> str:
        """Return where a server itself listens."""
        return f"http://{HOST}:{self._poorten[nummer]}"

    def kill(self, nummer: int) -> None:
        """End a server as a machine that fails does: at once, in the midst of everything."""
        process = self._processen[nummer]
        process.send_signal(signal.SIGKILL)
        process.wait()

    def stop(self, nummer: int) -> None:
        """End a server as an update does."""
        _end(self._processen[nummer])

    def _start_proxy(self) -> None:
        names = {
            "WOONZORG_INGANG": f"{HOST}:{self._ingang}",
            "WOONZORG_SERVER_EEN": f"{HOST}:{self._poorten[1]}",
            "WOONZORG_SERVER_TWEE": f"{HOST}:{self._poorten[2]}",
        }
        command = ["haproxy", "-db", "-f", str(PROXY)]
        self._processen[0] = self._run(command, self._wortel, os.environ | names, "proxy")

    def _run(
        self, command: list[str], folder: Path, environ: Mapping[str, str], naam: str
    ) -> subprocess.Popen[bytes]:
        with (self._logmap / f"{naam}.log").open("ab") as log:
            return subprocess.Popen(command, cwd=folder, env=dict(environ), stdout=log, stderr=log)


def _find_poort() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + GEDULD
    while time.monotonic() < until:
        if process.poll() is not None:
            message = f"{process.args!r} stopte met {process.returncode}; zie het log."
            raise RuntimeError(message)
        try:
            urllib.request.urlopen(url, timeout=5).close()
        except (urllib.error.URLError, OSError):
            time.sleep(0.3)
        else:
            return
    message = f"{url} antwoordt niet binnen {GEDULD:g} seconden."
    raise RuntimeError(message)


def main() -> None:
    """Run until somebody stops it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--data", required=True, help="map met gegevens")
    parser.add_argument("--logs", type=Path, default=Path("logs"), help="map voor de logs, die blijven staan")
    parser.add_argument("--poort", type=int, default=8080, help="waar de proxy luistert")
    given = parser.parse_args()
    given.logs.mkdir(parents=True, exist_ok=True)
    with Opstelling(given.logs, {"WOONZORG_DATA": given.data}, given.poort) as house:
        print(f"Open {house.adres} (logs: {given.logs}). Stop met Ctrl-C.", flush=True)
        try:
            signal.pause()
        except KeyboardInterrupt:
            print("Gestopt.")


if __name__ == "__main__":
    main()
