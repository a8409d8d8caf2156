"""Starting a Streamlit app on a free port of this machine, for a measurement."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[1]
APP = ROOT / "app.py"
HOST = "127.0.0.1"
HELLO = "import streamlit as st\nst.title('Hallo')\n"
"""A bare page, to hold the dashboard against."""


@dataclass(frozen=True)
class Server:
    """A running app: its address, the id of its process, and when that was started (`time.time`)."""

    adres: str
    pid: int
    gestart: float


def write_hello(folder: Path) -> Path:
    """Write the bare page."""
    script = folder / "hello.py"
    script.write_text(HELLO)
    return script


@contextmanager
def run_app(script: Path = APP, data: Path | None = None) -> Iterator[Server]:
    """Run an app, on the embedded region or on a folder of snapshots; it ends by the id of its own process."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.headless", "true"]
    command += ["--server.port", str(port), "--server.address", HOST]
    environ = {name: value for name, value in os.environ.items() if name != "WOONZORG_DATA"}
    environ |= {"WOONZORG_DATA": str(data)} if data else {}
    started = time.time()
    server = subprocess.Popen(
        command, cwd=ROOT, env=environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _wait_for(f"http://{HOST}:{port}/_stcore/health", server)
        yield Server(f"{HOST}:{port}", server.pid, started)
    finally:
        server.terminate()
        server.wait(timeout=20)


def _wait_for(url: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        try:
            urllib.request.urlopen(url, timeout=2).close()
        except (urllib.error.URLError, OSError):
            if server.poll() is not None:
                raise
            time.sleep(0.05)
        else:
            return
    message = f"{url} did not answer"
    raise TimeoutError(message)
