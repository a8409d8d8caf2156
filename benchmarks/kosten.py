"""What a change on the page Verdelen costs: ``python -m benchmarks.kosten [--keer 40]``.

One visitor sets the share of freed dwellings, each time to what nobody had before; the processor time of the page's
own process and of those that work for it is read before a change and after its end. It hangs little on what else the
machine does. Plans with what explains them are worked out in one process, the pair of rules and the frontier in
others. Traffic stays on this machine.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import statistics
from pathlib import Path

from benchmarks.planners import turn
from benchmarks.server import Server, run_app
from benchmarks.sessie import open_sessie
from benchmarks.tabel import print_tabel

OPWARMEN = 4
"""Changes that are not counted: then all processes stand ready."""

_NIETS = 0.001
"""Seconds below which a process did nothing."""

RUST = 0.3
"""Seconds after a change, in which processes end what they were doing."""


def read_cpu(pid: int) -> dict[int, float]:
    """Return the processor seconds of a process and of all that it started, by id; Linux only."""
    found = {pid: _read_seconden(pid)}
    for folder in Path(f"/proc/{pid}/task").iterdir():
        for child in (folder / "children").read_text().split():
            found |= read_cpu(int(child))
    return found


def _read_seconden(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


async def _measure(server: Server, keer: int) -> list[list[float]]:
    """Return processor seconds a change: of the page first, then of the other processes in the order of their start."""
    rng, seen = random.Random(1), []
    async with open_sessie(server, "verdelen") as sessie:
        await sessie.follow()
        for number in range(keer + OPWARMEN):
            await asyncio.sleep(RUST)
            before = read_cpu(server.pid)
            await turn(sessie, rng)
            await asyncio.sleep(RUST)
            after = read_cpu(server.pid)
            spent = {pid: value - before.get(pid, 0.0) for pid, value in after.items()}
            if number >= OPWARMEN:
                seen.append([spent[pid] for pid in sorted(spent)])
    return seen


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.kosten")
    parser.add_argument("--keer", type=int, default=40)
    with run_app() as server:
        seen = asyncio.run(_measure(server, parser.parse_args().keer))
    means = [statistics.fmean(row) for row in zip(*seen, strict=True)]
    page, *others = (mean for mean in means if mean >= _NIETS)
    rows = [
        ("a change on Verdelen, all processes", f"{sum(means):.3f} s", ""),
        ("the page's own", f"{page:.3f} s", ""),
    ]
    rows += [
        (f"a process that works for it ({number})", f"{mean:.3f} s", "")
        for number, mean in enumerate(others, 1)
    ]
    print_tabel(rows)


if __name__ == "__main__":
    main()
