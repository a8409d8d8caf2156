"""Many variants with one worker and with two: ``python -m benchmarks.varianten [--varianten 320] [--paren 3]``.

The variants are those of the region of ``WOONZORG_DATA``, of the embedded one without. The clock runs from the moment
that all processes stand ready: what a start costs is told beside it. Processor time is that of all processes together.
At last one of two processes is killed: the table must be whole, with each variant once. Where others use the machine
too: ``chrt -r 1 python -m benchmarks.varianten``.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import resource
import signal
import sys
import tempfile
import time
from concurrent.futures import wait
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow.parquet as pq

from benchmarks.kosten import read_cpu
from benchmarks.tabel import describe, print_tabel
from woonzorg.gegevens import opslag
from woonzorg.instelling import read_instellingen
from woonzorg.varianten.deel import Variantwerk, make_werk, reken_deel
from woonzorg.varianten.ploeg import Variantploeg, open_processen
from woonzorg.varianten.ruimte import make_ruimte
from woonzorg.varianten.uitvoering import reken_delen
from woonzorg.varianten.werkmap import Werkmap
from woonzorg.verdeling.invoer.veld import count_voorraad
from woonzorg.verdeling.scenario.bewerken import make_standaard
from woonzorg.verdeling.uitkomst.antwoord import open_veld

if TYPE_CHECKING:
    from collections.abc import Iterator


def make_veel(aantal: int) -> Variantwerk:
    """Return the work of so many variants: the share of freed dwellings against the ceiling, low and high demand."""
    snapshot = opslag.open_snapshot(read_instellingen().opslagplek)
    begin = make_standaard(snapshot.manifest.regio.naam, voorraad=count_voorraad(snapshot.gebieden))
    each = max(1, aantal // 16)
    space = {
        "bandbreedte": ["laag", "hoog"],
        "regels": {
            "plafond": {"per_1000": [3, 4, 5, 6, 8, 10, 12, 15]},
            "capaciteit": {"toewijsaandeel": {"van": 5, "tot": 5 + (each - 1) / 2, "stap": 0.5}},
        },
    }
    made = make_ruimte({"ruimte": space}, begin)
    return make_werk(made, open_veld(begin, snapshot))


@contextlib.contextmanager
def _stand_ready(aantal: int, werk: Variantwerk) -> Iterator[Variantploeg]:
    """Have processes that all did a part already."""
    with open_processen(aantal) as ploeg:
        wait([ploeg.uitvoerder.submit(reken_deel, werk, 0) for _ in range(2 * aantal)])
        yield ploeg


def measure(werk: Variantwerk, aantal: int) -> tuple[float, float, float, float]:
    """Return the seconds of the clock, of processors, of the start, and of the processor that hands out and keeps."""
    start = time.perf_counter()
    with _stand_ready(aantal, werk) as ploeg:
        ready, before = time.perf_counter(), sum(read_cpu(os.getpid()).values())
        own = time.process_time()
        with tempfile.TemporaryDirectory() as name:
            folder = Werkmap(Path(name) / "V.parquet", werk, "meting")
            with folder.open():
                reken_delen(werk, range(werk.delen), lambda: contextlib.nullcontext(ploeg), folder.keep)
                folder.finish()
        clock, own = time.perf_counter() - ready, time.process_time() - own
        spent = sum(read_cpu(os.getpid()).values()) - before
    return clock, spent, ready - start, own


def measure_verlies(werk: Variantwerk) -> tuple[int, int]:
    """Kill one of two workers after three parts; return how often a part was kept, and how many rows are there."""
    kept: list[int] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Werkmap(Path(name) / "V.parquet", werk, "meting")

        def keep(part: int, raw: bytes) -> None:
            folder.keep(part, raw)
            kept.append(part)
            if len(kept) == 3:
                os.kill(min(pid for pid in _list_werkers() if pid != os.getpid()), signal.SIGKILL)

        with folder.open():
            reken_delen(werk, folder.list_open(), lambda: open_processen(2), keep)
            folder.finish()
        rows = pq.read_table(folder.uit, columns=["nummer"])["nummer"].to_pylist()
    if rows != list(range(werk.ruimte.aantal)):
        message = "variants are missing, or there twice"
        raise AssertionError(message)
    return len(kept), len(rows)


def _list_werkers() -> list[int]:
    """Return the ids of the processes that do the work, without what multiprocessing has for itself."""
    children = Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children").read_text().split()
    return [pid for pid in map(int, children) if b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes()]


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--varianten", type=int, default=320)
    parser.add_argument("--paren", type=int, default=3)
    arguments = parser.parse_args()
    werk = make_veel(arguments.varianten)
    one, two = [], []
    for pair in range(arguments.paren):
        for workers in (1, 2) if pair % 2 == 0 else (2, 1):
            found = measure(werk, workers)
            (one if workers == 1 else two).append(found)
            print(
                f"{workers}: {found[0]:.1f} s, processor {found[1]:.1f} s, start {found[2]:.1f} s",
                flush=True,
                file=sys.stderr,
            )
    count = werk.ruimte.aantal
    ratios = [first[0] / second[0] for first, second in zip(one, two, strict=True)]
    kept, rows = measure_verlies(werk)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print_tabel([
        (f"{count} variants, one worker", describe([item[0] for item in one], "s", 1), ""),
        ("the same, two workers", describe([item[0] for item in two], "s", 1), ""),
        ("one against two", describe(ratios, "×"), "1.7 ×"),
        ("processor a variant, one worker", describe([1000 * item[1] / count for item in one], "ms", 0), ""),
        ("processor a variant, two workers", describe([1000 * item[1] / count for item in two], "ms", 0), ""),
        ("of that, handing out and keeping", describe([1000 * item[3] / count for item in two], "ms", 1), ""),
        ("until all workers stand ready", describe([item[2] for item in two], "s", 1), ""),
        ("a worker killed: parts kept; rows", f"{kept} of {werk.delen}; {rows} of {count}", "each once"),
        ("peak memory of the process that hands out", f"{peak:.0f} MB", ""),
    ])  # fmt: skip
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
