"""The proxy bounds the connections of one address, and takes the next when one of them is gone."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

CFG = Path(__file__).resolve().parents[2] / "uitrol" / "haproxy.cfg"
HOST = "127.0.0.1"


def find_poort() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def poort(tmp_path: Path) -> Iterator[int]:
    """Run the proxy, without servers behind it, for three connections of an address."""
    if shutil.which("haproxy") is None:
        pytest.skip("haproxy is not installed")
    port = find_poort()
    servers = {f"WOONZORG_SERVER_{name}": f"{HOST}:{find_poort()}" for name in ("EEN", "TWEE")}
    environ = os.environ | servers | {"WOONZORG_INGANG": f"{HOST}:{port}", "HAPROXY_PER_ADRES": "3"}
    with (tmp_path / "log").open("w") as log:
        proxy = subprocess.Popen(["haproxy", "-db", "-f", str(CFG)], env=environ, stdout=log, stderr=log)
        try:
            for _ in range(300):
                if ask(port):
                    break
                time.sleep(0.1)
            yield port
        finally:
            proxy.terminate()
            proxy.wait(timeout=20)


def connect(port: int) -> socket.socket:
    return socket.create_connection((HOST, port), timeout=20)


def say(line: socket.socket) -> bytes:
    """Ask for a page; return the status line, empty when the connection was refused."""
    try:
        line.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
        return line.recv(100).partition(b"\r\n")[0]
    except OSError:
        return b""


def ask(port: int) -> bytes:
    try:
        with connect(port) as line:
            return say(line)
    except OSError:
        return b""


def test_one_address_has_so_many_connections_and_no_more(poort: int) -> None:
    held = [connect(poort) for _ in range(3)]
    assert all(b"503" in say(line) for line in held)  # there is no server behind it
    assert ask(poort) == b""
    held.pop().close()
    for _ in range(1000):  # the proxy sees it a moment later
        if found := ask(poort):
            break
        time.sleep(0.05)
    assert b"503" in found
    for line in held:
        line.close()


def test_without_a_choice_an_office_behind_one_address_fits() -> None:
    text = CFG.read_text(encoding="utf-8")
    assert '"${HAPROXY_PER_ADRES-1000}"' in text
    assert "maxconn 2000" in text
