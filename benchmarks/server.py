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
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[1]
HOST = "127.0.0.1"


@contextmanager
def run_app(script: Path = ROOT / "app.py") -> Iterator[tuple[str, int]]:
    """Run an app; give its address and the id of its process; it ends by that id."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.headless", "true"]
    command += ["--server.port", str(port), "--server.address", HOST]
    environ = {name: value for name, value in os.environ.items() if name != "WOONZORG_DATA"}
    server = subprocess.Popen(
        command, cwd=ROOT, env=environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _wait_for(f"http://{HOST}:{port}/_stcore/health", server)
        yield f"{HOST}:{port}", server.pid
    finally:
        server.terminate()
        server.wait(timeout=20)


def _wait_for(url: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        try:
            urllib.request.urlopen(url, timeout=2).close()
        except (urllib.error.URLError, OSError):
            if server.poll() is not None:
                raise
            time.sleep(0.1)
        else:
            return
    message = f"{url} did not answer"
    raise TimeoutError(message)
