"""Measure and print: ``python -m benchmarks``.

Each figure is the median of several runs after one warm-up, in this process; memory is the peak of a process of its
own. Figures need the real data that ``WOONZORG_TESTDATA`` points to.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.land import JAREN, TESTDATA, publish_land
from woonzorg.buurt.zoeken import make_index, search_gebieden
from woonzorg.gebied import read_regios
from woonzorg.oordeel.toets import score_gebieden

if TYPE_CHECKING:
    from collections.abc import Callable

    from woonzorg.gegevens import opslag

RUNS = 15
VRAGEN = (
    "ce", "centrum", "buitengebied", "heerlen centrum", "BU0363", "noord west", "amstredam", "zzzzzz",
    "sudwest fryslan", "'s-gravenhage bezuidenhout", "verspreide huizen in het buitengebied van",
)  # fmt: skip
"""What somebody may type: a beginning, names, a code, typos, nothing that there is, and a long text."""


def median_ms(action: Callable[[], object], runs: int = RUNS) -> float:
    """Return the median time of an action in milliseconds, after one warm-up."""
    action()
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        action()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


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


def measure_search(snapshot: opslag.Snapshot) -> None:
    """Search all areas of the country, in processor time: the index, once, and what is typed then."""
    areas = score_gebieden(snapshot.read_gebieden(), JAREN).gebieden
    start = time.process_time()
    index = make_index(areas)
    built = time.process_time() - start
    times = []
    for question in VRAGEN * 2:
        start = time.process_time()
        search_gebieden(index, question)
        times.append((time.process_time() - start) * 1000)
    print(
        f"search the country: index {built:.1f} s; median {statistics.median(times):.0f}, most {max(times):.0f} ms"
    )


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
    print(f"peak memory of laad: {_read_peak()}")


def _read_peak() -> str:
    """Return the most memory that a process of ours took; Windows does not tell it this way."""
    try:
        import resource  # noqa: PLC0415  absent on Windows
    except ImportError:
        return "not told by this system"
    return f"{resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024:.0f} MB"


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
        measure_search(snapshot)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
