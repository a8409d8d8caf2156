"""Fifty visitors at once: ``python -m benchmarks.bezoekers [klik] [link] [--bezoekers 50] [--minuten 10]``.

Each visitor is a session of Streamlit's own protocol, as a browser has, without drawing. It opens the map, and then
every six seconds or so (`klik`) chooses another theme in the list or clicks another area on the map, which runs the
part of the page around the map; or (`link`) follows the link to another theme and area, which runs the whole page.
As many visitors on a bare Streamlit page, for half a minute, tell what machine and Streamlit take themselves.
Traffic stays on this machine.
"""

from __future__ import annotations

import argparse
import asyncio
import math
import os
import random
import statistics
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from benchmarks.server import APP, Server, run_app, write_hello
from benchmarks.sessie import Antwoord, Sessie, open_sessie
from benchmarks.tabel import print_tabel
from woonzorg.gegevens import opslag
from woonzorg.instelling import INGEBOUWD
from woonzorg.kaart.grondslag import Grondslag
from woonzorg.oordeel import toets

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    Step = Callable[[Sessie, random.Random], Awaitable[Antwoord]]

PAUZE_SECONDEN = (3.0, 9.0)


@dataclass
class Meting:
    """What all visitors together saw."""

    antwoorden: list[Antwoord] = field(default_factory=list)
    fouten: list[str] = field(default_factory=list)
    geheugen: list[float] = field(default_factory=list)


async def visit(server: Server, step: Step, until: float, zaad: int, meting: Meting) -> None:
    """Open the map, then go on looking until the time is over."""
    rng = random.Random(zaad)
    await asyncio.sleep(rng.uniform(0, PAUZE_SECONDEN[1]))
    async with open_sessie(server) as sessie:
        meting.fouten += (await sessie.follow()).fouten
        while time.monotonic() < until:
            await asyncio.sleep(rng.uniform(*PAUZE_SECONDEN))
            answer = await step(sessie, rng)
            meting.antwoorden.append(answer)
            meting.fouten += answer.fouten


async def _visit_all(server: Server, step: Step, aantal: int, minuten: float) -> Meting:
    meting, until = Meting(), time.monotonic() + 60 * minuten
    visits = [asyncio.create_task(visit(server, step, until, number, meting)) for number in range(aantal)]
    memory = asyncio.create_task(watch_memory(server.pid, minuten, meting.geheugen))
    for outcome in await asyncio.gather(*visits, return_exceptions=True):
        if isinstance(outcome, BaseException):
            meting.fouten.append(repr(outcome))
    await memory
    return meting


async def watch_memory(pid: int, minuten: float, megabytes: list[float]) -> None:
    """Keep the memory of the server at ten moments."""
    for _ in range(10):
        await asyncio.sleep(6 * minuten)
        megabytes += read_memory(pid)


def read_memory(pid: int) -> list[float]:
    """Return the memory of a process in MB; only Linux tells it this way, else there is none."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except OSError:
        return []
    return [pages * os.sysconf("SC_PAGE_SIZE") / 1e6]


def measure(script: Path, step: Step, aantal: int, minuten: float) -> Meting:
    """Let visitors in to a fresh server."""
    with run_app(script) as server:
        return asyncio.run(_visit_all(server, step, aantal, minuten))


def make_rows(naam: str, meting: Meting) -> list[tuple[str, str, str]]:
    """Return the rows of the table for one app."""
    size = statistics.median([answer.omvang for answer in meting.antwoorden] or [0])
    memory = ", ".join(f"{value:.0f}" for value in meting.geheugen) or "not told by this system"
    return [
        (f"{naam}: steps, errors", f"{len(meting.antwoorden)}, {len(meting.fouten)}", "0 errors"),
        (f"{naam}: a step", describe_p95([answer.seconden for answer in meting.antwoorden]), "p95 1 s"),
        (f"{naam}: sent a step", f"median {size / 1000:.1f} kB", ""),
        (f"{naam}: memory at ten moments (MB)", memory, "flat"),
    ]


def describe_p95(seconds: list[float]) -> str:
    """Return median, 95th percentile and the most."""
    ordered = sorted(seconds) or [math.nan]
    p95 = ordered[int(0.95 * len(ordered))]
    return f"median {statistics.median(ordered):.2f} s, p95 {p95:.2f} s, most {ordered[-1]:.2f} s"


def make_steps() -> dict[str, Step]:
    """Return what a visitor does, by name: to themes and areas of the embedded region."""
    basis = Grondslag(toets.score_snapshot(opslag.open_snapshot(INGEBOUWD)), "buurt")
    codes, themas = basis.geteld["code"].tolist(), basis.themas

    async def click(sessie: Sessie, rng: random.Random) -> Antwoord:
        if rng.random() < 0.5:
            return await sessie.choose("thema", string_value=rng.choice([*themas.values()]))
        return await sessie.send_event("regiokaart", "gebied", rng.choice(codes))

    async def follow(sessie: Sessie, rng: random.Random) -> Antwoord:
        return await sessie.follow(urlencode({"thema": rng.choice([*themas]), "gebied": rng.choice(codes)}))

    return {"klik": click, "link": follow}


async def run_again(sessie: Sessie, _rng: random.Random) -> Antwoord:
    """Run a bare page once more."""
    return await sessie.follow()


def main() -> int:
    """Measure and print."""
    steps = make_steps()
    parser = argparse.ArgumentParser(prog="python -m benchmarks.bezoekers")
    parser.add_argument("wijzen", nargs="*", default=[*steps], help=f"{' or '.join(steps)}; both by default")
    parser.add_argument("--bezoekers", type=int, default=50)
    parser.add_argument("--minuten", type=float, default=10.0)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        hello = write_hello(Path(folder))
        bare = measure(hello, run_again, options.bezoekers, min(0.5, options.minuten))
    rows, wrong = make_rows("bare page", bare), set(bare.fouten)
    for wijze in options.wijzen:
        own = measure(APP, steps[wijze], options.bezoekers, options.minuten)
        rows += make_rows(wijze, own)
        wrong |= set(own.fouten)
    print(f"{options.bezoekers} visitors, {options.minuten:g} minutes; half a minute on a bare page")
    print_tabel(rows)
    for fout in sorted(wrong)[:5]:
        print(f"error: {fout}")
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
