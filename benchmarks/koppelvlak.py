"""Other systems beside visitors: ``python -m benchmarks.koppelvlak [--vragen 5000] [--lezers 20] [--bezoekers 20]``.

Visitors click on the map every six seconds or so, as in `benchmarks.bezoekers`. In the middle of that as many clients
as are asked read `/api/v1` as fast as they are answered: pages of areas, maps, single areas; some with the mark of what
they have. Told are how long both wait, what visitors wait before and during, and the memory of the server. Traffic
stays on this machine, and it stops by itself.
"""

from __future__ import annotations

import argparse
import asyncio
import http.client
import random
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import dataclass, field

import psutil

from benchmarks.bezoekers import PAUZE_SECONDEN, describe_p95, make_steps, read_memory
from benchmarks.server import Server, run_app
from benchmarks.sessie import open_sessie
from benchmarks.tabel import print_tabel
from woonzorg.gegevens import opslag
from woonzorg.instelling import INGEBOUWD

AANLOOP = 30.0
"""Seconds that visitors are alone, before the first question."""

LANGST = 300.0
"""Seconds after which nobody asks on, whatever is left."""


@dataclass
class Lezing:
    """What the clients saw."""

    seconden: list[float] = field(default_factory=list)
    statussen: dict[int, int] = field(default_factory=dict)
    bytes: int = 0
    begin: float = 0.0
    einde: float = 0.0


def make_paden() -> list[str]:
    """Return what is asked: a map, pages of each level, and each area, in the share in which systems ask them."""
    areas = opslag.open_snapshot(INGEBOUWD).gebieden
    own = areas[
        (areas["rol"] == "regio") & areas["niveau"].isin(["buurt", "wijk", "gemeente"]) & ~areas["water"]
    ]
    lists = [
        f"gebieden?niveau={level}&aantal=50&pagina={page}"
        for level in ("buurt", "wijk")
        for page in (1, 2, 3)
    ]
    maps = [
        f"gebieden?formaat=geojson&aantal=100&gemeente={code}" for code in sorted(set(own["gemeentecode"]))
    ]
    return [*(f"gebieden/{code}" for code in own["code"]), *lists * 10, *maps * 5, "momentopnamen"]


def ask_all(adres: str, vragen: int, lezers: int) -> Lezing:
    """Let clients ask, each over a line of its own."""
    paths, told = make_paden(), Lezing(begin=time.time())
    share = -(-vragen // lezers)
    with ThreadPoolExecutor(lezers) as pool:
        parts = list(pool.map(lambda number: _ask(adres, paths, share, number), range(lezers)))
    for part in parts:
        told.seconden += part.seconden
        told.bytes += part.bytes
        for status, count in part.statussen.items():
            told.statussen[status] = told.statussen.get(status, 0) + count
    told.einde = time.time()
    return told


def _ask(adres: str, paden: list[str], aantal: int, zaad: int) -> Lezing:
    rng, told, marks = random.Random(zaad), Lezing(), {}
    line, until = http.client.HTTPConnection(adres, timeout=LANGST), time.monotonic() + LANGST
    for _ in range(aantal):
        path = rng.choice(paden)
        known = {"If-None-Match": marks[path]} if path in marks and rng.random() < 0.3 else {}
        started = time.monotonic()
        line.request("GET", f"/api/v1/{path}", headers={"Accept-Encoding": "gzip", **known})
        answer = line.getresponse()
        told.bytes += len(answer.read())
        told.seconden.append(time.monotonic() - started)
        told.statussen[answer.status] = told.statussen.get(answer.status, 0) + 1
        marks[path] = answer.headers.get("ETag", "")
        if answer.status == 429:
            time.sleep(float(answer.headers["Retry-After"]))
        if time.monotonic() > until:
            break
    line.close()
    return told


async def visit(
    server: Server, until: asyncio.Event, zaad: int, stappen: list[tuple[float, float]]
) -> list[str]:
    """Click on until it is over; keep when each step began and what it took."""
    rng, step, faults = random.Random(zaad), make_steps()["klik"], []
    await asyncio.sleep(rng.uniform(0, PAUZE_SECONDEN[1]))
    async with open_sessie(server) as sessie:
        faults += (await sessie.follow()).fouten
        while not until.is_set():
            await asyncio.sleep(rng.uniform(*PAUZE_SECONDEN))
            began = time.time()
            answer = await step(sessie, rng)
            stappen.append((began, answer.seconden))
            faults += answer.fouten
    return faults


async def measure(server: Server, options: argparse.Namespace) -> int:
    """Let both in, and print."""
    over, steps = asyncio.Event(), []
    visits = [asyncio.create_task(visit(server, over, seed, steps)) for seed in range(options.bezoekers)]
    await asyncio.sleep(AANLOOP)
    before, spent = read_memory(server.pid), sum(psutil.Process(server.pid).cpu_times()[:2])
    loop = asyncio.get_running_loop()
    with ProcessPoolExecutor(1) as pool:
        parts = [
            await loop.run_in_executor(pool, ask_all, server.adres, options.vragen, options.lezers)
            for _ in range(options.keren)
        ]
    after, spent = read_memory(server.pid), sum(psutil.Process(server.pid).cpu_times()[:2]) - spent
    over.set()
    faults = [fault for found in await asyncio.gather(*visits) for fault in found]
    print_tabel(make_rows(options, parts, steps, (before, after), spent))
    wrong = [status for part in parts for status in part.statussen if status not in {200, 304, 429}]
    for fault in sorted({*faults, *map(str, wrong)})[:5]:
        print(f"error: {fault}")
    return 1 if faults or wrong else 0


def make_rows(
    options: argparse.Namespace,
    parts: list[Lezing],
    steps: list[tuple[float, float]],
    memory: tuple[list[float], list[float]],
    spent: float,
) -> list[tuple[str, str, str]]:
    """Return the rows of the table."""
    rows = [
        (
            f"round {number}: {len(part.seconden)} questions of {options.lezers} clients",
            _describe(part),
            "200, 304, 429",
        )
        for number, part in enumerate(parts, 1)
    ]
    alone = [took for began, took in steps if began < parts[0].begin]
    spans = [(part.begin, part.einde) for part in parts]
    beside = [took for at, took in steps if any(begin <= at + took and at <= end for begin, end in spans)]
    asked = sum(len(part.seconden) for part in parts)
    told = " to ".join(f"{value:.0f}" for values in memory for value in values) or "not told by this system"
    return [
        *rows,
        (f"{options.bezoekers} visitors before: {len(alone)} steps", describe_p95(alone), ""),
        (f"beside it: {len(beside)} steps", describe_p95(beside), "p95 1 s"),
        (
            "processor time of the server, visitors too",
            f"{spent:.1f} s, {1000 * spent / asked:.1f} ms a question",
            "",
        ),
        ("memory before, after (MB)", told, ""),
    ]


def _describe(lezing: Lezing) -> str:
    took, size = lezing.einde - lezing.begin, lezing.bytes / 1e6
    return f"{took:.1f} s, {size:.1f} MB; {describe_p95(lezing.seconden)}; {lezing.statussen}"


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.koppelvlak")
    parser.add_argument("--vragen", type=int, default=5000)
    parser.add_argument("--lezers", type=int, default=20)
    parser.add_argument("--bezoekers", type=int, default=20)
    parser.add_argument("--keren", type=int, default=2)
    options = parser.parse_args()
    with run_app() as server:
        return asyncio.run(measure(server, options))


if __name__ == "__main__":
    raise SystemExit(main())
