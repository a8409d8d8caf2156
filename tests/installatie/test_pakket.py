"""The package is whole by itself: built, put elsewhere and asked there, it judges the region that comes with it."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from woonzorg.gegevens import opslag
from woonzorg.instelling import INGEBOUWD, WERKMAP
from woonzorg.oordeel.toets import score_snapshot

if TYPE_CHECKING:
    from collections.abc import Mapping

GEEN_CODE = (".py", ".pyc")


def call(*argv: str, cwd: Path, environ: Mapping[str, str] | None = None) -> str:
    ended = subprocess.run(
        argv, cwd=cwd, env=environ, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert ended.returncode == 0, ended.stderr
    return ended.stdout


@pytest.fixture(scope="module")
def wiel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the package as pip does, with the builder that is installed already."""
    folder = tmp_path_factory.mktemp("wiel")
    call(sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation", "--disable-pip-version-check",
         "-w", str(folder), str(WERKMAP), cwd=folder)  # fmt: skip
    [made] = folder.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def elders(wiel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install it in a folder of its own."""
    folder = tmp_path_factory.mktemp("elders")
    call(sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--no-index", "--disable-pip-version-check",
         "--target", str(folder), str(wiel), cwd=folder)  # fmt: skip
    return folder


def test_what_the_library_reads_is_in_it_and_no_page(wiel: Path) -> None:
    inside = set(zipfile.ZipFile(wiel).namelist())
    needed = {
        path.relative_to(WERKMAP).as_posix()
        for path in (WERKMAP / "woonzorg").rglob("*")
        if path.is_file() and path.suffix not in GEEN_CODE
    }
    assert "woonzorg/py.typed" in needed
    assert any(name.endswith("gebieden.parquet") for name in needed)
    assert needed <= inside
    assert not any(name.startswith(("pages", "tests", "app")) for name in inside)


def test_its_command_judges_the_region_that_comes_along(elders: Path, tmp_path: Path) -> None:
    environ = {name: text for name, text in os.environ.items() if not name.startswith("WOONZORG_")}
    out = tmp_path / "klassen.csv"
    call(
        sys.executable, str(elders / "bin" / "woonzorg"), "scoor", "--niveau", "buurt", "--uit", str(out),
        cwd=tmp_path, environ=environ | {"PYTHONPATH": str(elders)},
    )  # fmt: skip
    judged = score_snapshot(opslag.open_snapshot(INGEBOUWD)).select("buurt").set_index("code")["klasse"]
    written = pd.read_csv(out, sep=";", encoding="utf-8-sig").set_index("code")["klasse"]
    assert written.to_dict() == judged.astype("str").to_dict()


def test_it_keeps_what_is_loaded_where_it_was_started_and_not_in_itself(elders: Path, tmp_path: Path) -> None:
    told = call(
        sys.executable, "-c", "from woonzorg import instelling; print(instelling.Instellingen().data)",
        cwd=tmp_path, environ=os.environ | {"PYTHONPATH": str(elders)},
    )  # fmt: skip
    assert Path(told.strip()) == tmp_path.resolve() / "data"
