"""Measure and print: ``python -m benchmarks``.

Each figure is the median of several runs after one warm-up, in this process; memory is the peak of a process of its
own. Figures need the real data that ``WOONZORG_TESTDATA`` points to.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.land import TESTDATA, make_land
from woonzorg import opslag
from woonzorg.gebied import Regio, read_regios
from woonzorg.schema import REEKS_KOLOMMEN
from woonzorg.toets import score_gebieden

if TYPE_CHECKING:
    from collections.abc import Callable

JAREN = {"ses_woa": 2024, "lbm_afwijking": 2024}
RUNS = 15


def median_ms(action: Callable[[], object], runs: int = RUNS) -> float:
    """Return the median time of an action in milliseconds, after one warm-up."""
    action()
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        action()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def publish_land(folder: Path) -> opslag.Snapshot:
    """Publish the whole country as a snapshot, without series."""
    import pandas as pd  # noqa: PLC0415  only here

    empty = {"code": str, "indicator": str, "jaar": "int16", "waarde": float, "status": str, "bron": str}
    series = pd.DataFrame({name: pd.Series(dtype=empty[name]) for name in REEKS_KOLOMMEN})
    manifest = opslag.Manifest(Regio("nederland", "Nederland", ()), "2026-01-01", 2024, JAREN, fictief=True)
    return opslag.publish(folder, manifest, make_land(), series)


def measure_scoring(snapshot: opslag.Snapshot) -> None:
    """Scoring all buurten of the country against merely reading them."""
    read = median_ms(snapshot.read_gebieden)
    both = median_ms(lambda: score_gebieden(snapshot.read_gebieden(), JAREN))
    print(
        f"read 14,574 buurten with outlines: {read:.0f} ms; read and score: {both:.0f} ms; ratio {both / read:.2f}"
    )


def measure_region(snapshot: opslag.Snapshot) -> None:
    """One region out of the national file: what the map needs of it."""
    gemeenten = read_regios()["parkstad"].gemeenten
    columns = ["code", "naam", "niveau", "rol", "ses_woa", "lbm_afwijking", "huishoudens", "geometry"]
    print(
        f"Parkstad out of the country: {median_ms(lambda: snapshot.read_gebieden(columns, gemeenten)):.1f} ms"
    )
    print(f"all its columns: {median_ms(lambda: snapshot.read_gebieden(gemeenten=gemeenten)):.1f} ms")


def measure_load(folder: Path) -> None:
    """Load Parkstad from the local server, as a command, with the peak memory of that process."""
    from tests.dienst import Dienst, Waarden  # noqa: PLC0415  needs the tests' server

    with Dienst(Waarden(TESTDATA)) as server:
        environment = os.environ | server.environ | {"WOONZORG_DATA": str(folder / "laad")}
        command = [sys.executable, "-m", "woonzorg", "laad", "parkstad", "--json"]
        for run in ("first (server still builds its tables)", "second"):
            start = time.perf_counter()
            subprocess.run(command, env=environment, check=True, capture_output=True)
            print(f"laad parkstad, {run}: {time.perf_counter() - start:.1f} s")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"peak memory of laad: {peak:.0f} MB")


def main() -> int:
    """Run all measurements."""
    if not TESTDATA.is_dir():
        sys.stderr.write(f"Real figures are needed: set WOONZORG_TESTDATA ({TESTDATA} is not there).\n")
        return 1
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        measure_load(folder)
        snapshot = publish_land(folder)
        size = (snapshot.map / "gebieden.parquet").stat().st_size / 1e6
        print(f"national snapshot: {size:.1f} MB")
        measure_scoring(snapshot)
        measure_region(snapshot)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
