"""Fifty visitors who take files along: ``python -m benchmarks.downloads [--bezoekers 50] [--minuten 10]``.

Each visitor is a session of Streamlit's own protocol on one of the pages. Every six seconds or so he looks at something
else, and every other time takes along one of the files that his screen offers: half of the time at once, while his own
page still runs. Every file must come, whatever the others do; memory is told at the start and at ten moments.
Traffic stays on this machine.
"""

from __future__ import annotations

import argparse
import asyncio
import collections
import random
import time
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from benchmarks.bezoekers import PAUZE_SECONDEN, describe_p95, read_memory, watch_memory
from benchmarks.server import Server, run_app
from benchmarks.sessie import Antwoord, Sessie, open_sessie
from benchmarks.tabel import print_tabel
from woonzorg.gegevens import opslag
from woonzorg.instelling import INGEBOUWD

if TYPE_CHECKING:
    from collections.abc import Callable

PAGINAS = ("", "buurt", "verdelen", "opgave", "gegevens")
"""The first is Kaart; visitor by visitor the next one."""

MAPPEN = {"": "bewaar-open", "verdelen": "bestanden-open"}
"""Folder that must be opened before a page offers its files."""

_GEDULD = 120


@dataclass
class Meting:
    """What all visitors together saw: runs, and of each fetch its status, seconds and bytes."""

    antwoorden: list[Antwoord] = field(default_factory=list)
    gehaald: list[tuple[int, float, int]] = field(default_factory=list)
    fouten: list[str] = field(default_factory=list)
    geheugen: list[float] = field(default_factory=list)


def fetch(url: str) -> tuple[int, float, int]:
    """Fetch a file as a browser does; return status, seconds and bytes."""
    start = time.monotonic()
    try:
        with urllib.request.urlopen(url, timeout=_GEDULD) as answer:
            return answer.status, time.monotonic() - start, len(answer.read())
    except urllib.error.HTTPError as error:
        with error:
            return error.code, time.monotonic() - start, len(error.read())


def make_steps(codes: list[str]) -> dict[str, Callable[[Sessie, random.Random], object]]:
    """Return what a visitor of each page does to look at something else."""
    areas = lambda sessie, rng: sessie.follow(f"gebied={rng.choice(codes)}")  # noqa: E731
    return {
        "": lambda sessie, rng: sessie.send_event("regiokaart", "gebied", rng.choice(codes)),
        "buurt": areas,
        "verdelen": lambda sessie, rng: sessie.send_event("verdeelkaart", "gebied", rng.choice(codes)),
        "opgave": lambda sessie, _: sessie.follow(),
        "gegevens": lambda sessie, rng: sessie.follow(f"telling=buurt&jaar={rng.choice((2020, 2022))}"),
    }


class Bezoek:
    """One visitor."""

    def __init__(self, sessie: Sessie, server: Server, rng: random.Random, meting: Meting) -> None:
        self._sessie, self._server, self._rng, self._meting = sessie, server, rng, meting

    async def look(self, step: Callable[[Sessie, random.Random], object]) -> None:
        """Look at something else."""
        answer = await step(self._sessie, self._rng)
        self._meting.antwoorden.append(answer)
        self._meting.fouten += answer.fouten

    async def take(self, pool: ThreadPoolExecutor) -> None:
        """Take a file along; of a few buurten there is none."""
        offered = self._sessie.downloads
        if not offered:
            return
        path = offered[self._rng.choice([*offered])]
        loop = asyncio.get_running_loop()
        self._meting.gehaald.append(
            await loop.run_in_executor(pool, fetch, f"http://{self._server.adres}/{path}")
        )


async def visit(
    server: Server, zaad: int, until: float, meting: Meting, codes: list[str], pool: ThreadPoolExecutor
) -> None:
    """Open a page, and go on until the time is over."""
    rng, page = random.Random(zaad), PAGINAS[zaad % len(PAGINAS)]
    step = make_steps(codes)[page]
    await asyncio.sleep(rng.uniform(0, PAUZE_SECONDEN[1]))
    async with open_sessie(server, page) as sessie:
        bezoek = Bezoek(sessie, server, rng, meting)
        await bezoek.look(lambda sessie, _: sessie.follow(f"gebied={codes[0]}" if page == "buurt" else ""))
        if page in MAPPEN:
            await bezoek.look(lambda sessie, _: sessie.choose(MAPPEN[page], bool_value=True))
        if page == "gegevens":
            await bezoek.look(step)
        while time.monotonic() < until:
            await asyncio.sleep(rng.uniform(*PAUZE_SECONDEN))
            takes, at_once = rng.random() < 0.5, rng.random() < 0.5
            together = [bezoek.look(step), *([bezoek.take(pool)] if takes and at_once else [])]
            await asyncio.gather(*together)
            if takes and not at_once:
                await bezoek.take(pool)


async def visit_all(server: Server, aantal: int, minuten: float) -> Meting:
    """Let all visitors in at once."""
    areas = opslag.open_snapshot(INGEBOUWD).gebieden
    codes = areas.loc[(areas["niveau"] == "buurt") & (areas["rol"] == "regio"), "code"].tolist()
    meting, until = Meting(geheugen=read_memory(server.pid)), time.monotonic() + 60 * minuten
    with ThreadPoolExecutor(aantal) as pool:
        visits = [
            asyncio.create_task(visit(server, number, until, meting, codes, pool)) for number in range(aantal)
        ]
        memory = asyncio.create_task(watch_memory(server.pid, minuten, meting.geheugen))
        for outcome in await asyncio.gather(*visits, return_exceptions=True):
            if isinstance(outcome, BaseException):
                meting.fouten.append(repr(outcome))
        await memory
    return meting


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.downloads")
    parser.add_argument("--bezoekers", type=int, default=50)
    parser.add_argument("--minuten", type=float, default=10.0)
    options = parser.parse_args()
    with run_app() as server:
        meting = asyncio.run(visit_all(server, options.bezoekers, options.minuten))
    lost = [status for status, _, _ in meting.gehaald if status != 200]
    told = ", ".join(f"{number} × {status}" for status, number in collections.Counter(lost).items()) or "none"
    size = sum(bytes_ for _, _, bytes_ in meting.gehaald) / 1e6
    memory = ", ".join(f"{value:.0f}" for value in meting.geheugen) or "not told by this system"
    print(f"{options.bezoekers} visitors on mixed pages, {options.minuten:g} minutes")
    print_tabel(
        [
            ("runs, errors", f"{len(meting.antwoorden)}, {len(meting.fouten)}", "0 errors"),
            ("a run", describe_p95([answer.seconden for answer in meting.antwoorden]), ""),
            ("files fetched", f"{len(meting.gehaald)}, {size:.0f} MB", ""),
            ("files that did not come", told, "none"),
            ("a file", describe_p95([seconds for _, seconds, _ in meting.gehaald]), ""),
            ("memory at the start and ten moments (MB)", memory, "level"),
        ]
    )
    for fout in sorted(set(meting.fouten))[:5]:
        print(f"error: {fout}")
    return 1 if meting.fouten or lost or not meting.gehaald else 0


if __name__ == "__main__":
    raise SystemExit(main())
