"""Running the loading chain in tests, as a user does: through the commands, against the local server."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from dienst import Dienst
from filelock import FileLock

from woonzorg.gegevens import opslag
from woonzorg.opdracht.opdracht import main

if TYPE_CHECKING:
    from dienst import Waarden

WORTEL = Path(__file__).resolve().parents[1]
KLEIN = "GM0965"
"""Simpelveld: the smallest gemeente of Parkstad, for tests that only need some region."""


@dataclass(frozen=True)
class Afloop:
    """How a command ended."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output, which must be one JSON value."""
        return json.loads(self.out)


@dataclass(frozen=True)
class Geladen:
    """A region that was loaded once for all tests; treat its folder as read-only."""

    data: Path
    afloop: Afloop
    requests: tuple[str, ...]

    @property
    def snapshot(self) -> opslag.Snapshot:
        """The snapshot in use."""
        return opslag.open_snapshot(self.data)


def hurry(patch: pytest.MonkeyPatch) -> None:
    """Let attempts follow each other at once, and answers take their time: no test hangs on the clock."""
    patch.setattr("tenacity.nap.time", SimpleNamespace(sleep=lambda _: None))
    patch.setenv("WOONZORG_WACHTTIJD", "30")


def run(*argv: str) -> Afloop:
    """Run a command in this process, with the settings of the environment."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        try:
            status = main(argv)
        except SystemExit as stop:  # argparse leaves so
            status = int(stop.code or 0)
    return Afloop(status, out.getvalue(), err.getvalue())


def start(*argv: str, code: str = "") -> subprocess.Popen[str]:
    """Start a command in a process of its own, after `code`."""
    script = (
        f"import sys\n{code}\nfrom woonzorg.opdracht.opdracht import main\nsys.exit(main({list(argv)!r}))"
    )
    return subprocess.Popen(
        [sys.executable, "-W", "error", "-c", script], cwd=WORTEL, env=dict(os.environ), text=True,
        encoding="utf-8", stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


def finish(process: subprocess.Popen[str]) -> Afloop:
    """Wait for a process to end."""
    out, err = process.communicate(timeout=120)
    return Afloop(process.returncode, out, err)


def load_once(waarden: Waarden, data: Path, *argv: str) -> Geladen:
    """Load a region with a server of its own and a patient loader; this also warms the server's tables."""
    with pytest.MonkeyPatch.context() as patch, Dienst(waarden) as server:
        for name, value in (server.environ | {"WOONZORG_DATA": str(data)}).items():
            patch.setenv(name, value)
        patch.setenv("WOONZORG_WACHTTIJD", "60")
        afloop = run("laad", *argv)
        assert afloop.status == 0, afloop.err
        assert server.errors == []
        return Geladen(data, afloop, tuple(server.find_requests("")))


def load_parkstad(waarden: Waarden, gedeeld: Path) -> Geladen:
    """Load Parkstad, as JSON, once for all workers of a run (`gedeeld`): no test changes anything in its folder."""
    told = gedeeld / "parkstad.json"
    with FileLock(gedeeld / "parkstad.slot"):
        if not told.exists():
            made = load_once(waarden, gedeeld / "parkstad", "parkstad", "--json")
            told.write_text(json.dumps([vars(made.afloop), made.requests]), encoding="utf-8")
    ended, requests = json.loads(told.read_text(encoding="utf-8"))
    return Geladen(gedeeld / "parkstad", Afloop(**ended), tuple(requests))


def fill(geladen: Geladen, data: Path) -> str:
    """Put the loaded snapshot in another folder; return its id."""
    shutil.copytree(geladen.data, data)
    return opslag.list_snapshots(data)[0].id


def list_real(data: Path) -> list[str]:
    """Return the ids of the sound snapshots with real areas, the one in use first."""
    lines = opslag.list_snapshots(data)
    return [line.id for line in lines if line.manifest is not None and not line.manifest.fictief]


def find_leftovers(data: Path) -> list[Path]:
    """Return the unfinished folders of a publication."""
    return list(data.glob("*/.nieuw-*"))
