"""Everything at once: ``python -m benchmarks.gemengd [--bezoekers 50] [--minuten 10]``.

Of five visitors one plans: he turns levers. The others go from page to page, look at something else there, and take
files along. After a warm-up of `--inloop` minutes memory is noted; again `--rust` minutes after the last visitor left.
An exception, a message that something cannot be (`st.error`), a page without its headline, an area that is not the one
asked for, and a file that does not come all count as failures. Traffic stays on this machine.
"""

from __future__ import annotations

import argparse
import asyncio
import collections
import random
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from benchmarks.bezoekers import PAUZE_SECONDEN, describe_p95, read_memory
from benchmarks.downloads import MAPPEN, fetch
from benchmarks.planners import turn
from benchmarks.server import Server, run_app
from benchmarks.sessie import Antwoord, Sessie, open_sessie
from benchmarks.tabel import print_tabel
from woonzorg.gegevens import opslag
from woonzorg.instelling import INGEBOUWD
from woonzorg.oordeel.toets import score_snapshot

if TYPE_CHECKING:
    from collections.abc import Mapping

PAGINAS = (
    "",
    "buurt",
    "initiatief",
    "opgave",
    "voortgang",
    "vergelijken",
    "scenarios",
    "gegevens",
    "methode",
)
"""All pages of who reads; the first is Kaart."""

STAPPEN = 3
"""Views of a page before a visitor goes to another."""


@dataclass
class Loop:
    """What all visitors together saw since the warm-up."""

    lezers: list[Antwoord] = field(default_factory=list)
    planners: list[Antwoord] = field(default_factory=list)
    bestanden: list[tuple[int, float, int]] = field(default_factory=list)
    fouten: list[str] = field(default_factory=list)


class Gemengd:
    """All visitors of a server.

    Parameters
    ----------
    server : Server
    namen : mapping of str to str
        Names of the buurten, by code.
    """

    def __init__(self, server: Server, namen: Mapping[str, str]) -> None:
        self._server, self._namen = server, namen
        self._codes = [*namen]
        self._over = asyncio.Event()
        self.loop = Loop()

    async def run(self, aantal: int, inloop: float, minuten: float, rust: float) -> list[float]:
        """Let them in; return memory (MB) after the warm-up, at the end, and after the rest."""
        with ThreadPoolExecutor(aantal) as pool:
            visits = [asyncio.create_task(self._visit(number, pool)) for number in range(aantal)]
            await asyncio.sleep(60 * inloop)
            memory, early = read_memory(self._server.pid), self.loop
            self.loop = Loop(fouten=early.fouten)
            await asyncio.sleep(60 * minuten)
            self._over.set()
            for outcome in await asyncio.gather(*visits, return_exceptions=True):
                self.loop.fouten += [repr(outcome)] if isinstance(outcome, BaseException) else []
        memory += read_memory(self._server.pid)
        await asyncio.sleep(60 * rust)
        return memory + read_memory(self._server.pid)

    async def _visit(self, nummer: int, pool: ThreadPoolExecutor) -> None:
        rng = random.Random(nummer)
        await asyncio.sleep(rng.uniform(0, PAUZE_SECONDEN[1]))
        page = nummer
        while not self._over.is_set():
            if nummer % 5 == 0:
                await self._plan(rng)
            else:
                await self._read(PAGINAS[page % len(PAGINAS)], rng, pool)
            page += 1

    async def _plan(self, rng: random.Random) -> None:
        async with open_sessie(self._server, "verdelen") as sessie:
            self._judge(sessie, await sessie.follow(), "verdelen")
            while not self._over.is_set():
                await asyncio.sleep(rng.uniform(*PAUZE_SECONDEN))
                answer = await turn(sessie, rng)
                self.loop.planners.append(answer)
                self.loop.fouten += answer.fouten + answer.geweigerd

    async def _read(self, pagina: str, rng: random.Random, pool: ThreadPoolExecutor) -> None:
        async with open_sessie(self._server, pagina) as sessie:
            for step in range(STAPPEN):
                code = rng.choice(self._codes) if pagina in {"", "buurt"} else ""
                answer = await sessie.follow(f"gebied={code}" if code else "")
                self.loop.lezers.append(answer)
                self._judge(sessie, answer, pagina, code)
                if step == 0 and pagina in MAPPEN:
                    answer = await sessie.choose(MAPPEN[pagina], bool_value=True)
                    self.loop.fouten += answer.fouten + answer.geweigerd
                await asyncio.sleep(rng.uniform(*PAUZE_SECONDEN))
                if self._over.is_set():
                    return
            await self._take(sessie, rng, pool)

    def _judge(self, sessie: Sessie, answer: Antwoord, pagina: str, code: str = "") -> None:
        """Count what is wrong with a page: also when it answers, and answers something else."""
        said = " ".join((*answer.teksten, *sessie.onderdelen.values()))
        wrong = [f"{pagina}: no headline"] if "wz-kop" not in said else []
        wrong += (
            [f"{pagina}: not {code}"] if self._namen.get(code, "") not in said and code not in said else []
        )
        self.loop.fouten += answer.fouten + answer.geweigerd + wrong

    async def _take(self, sessie: Sessie, rng: random.Random, pool: ThreadPoolExecutor) -> None:
        offered = sessie.downloads
        if offered:
            url = f"http://{self._server.adres}/{offered[rng.choice([*offered])]}"
            self.loop.bestanden.append(await asyncio.get_running_loop().run_in_executor(pool, fetch, url))


def make_rows(loop: Loop, memory: list[float], rust: float) -> list[tuple[str, str, str]]:
    """Return the rows of the table."""
    lost = collections.Counter(status for status, _, _ in loop.bestanden if status != 200)
    told = ", ".join(f"{number} × {status}" for status, number in lost.items()) or "none"
    start, busy, rest = memory if len(memory) == 3 else (float("nan"),) * 3
    return [
        ("runs of readers, of planners, errors",
         f"{len(loop.lezers)}, {len(loop.planners)}, {len(loop.fouten)}", "0 errors"),
        ("a page of a reader", describe_p95([answer.seconden for answer in loop.lezers]), "p95 1 s"),
        ("a planner, to the new map", describe_p95([one.kaart for one in loop.planners if one.kaart]), ""),
        ("a planner, to the end", describe_p95([answer.seconden for answer in loop.planners]), "p95 2 s"),
        ("files; that did not come", f"{len(loop.bestanden)}; {told}", "none"),
        ("a file", describe_p95([seconds for _, seconds, _ in loop.bestanden]), ""),
        ("memory after the warm-up, at the end (MB)", f"{start:.0f}, {busy:.0f}", ""),
        (f"memory {rust:g} minutes after the last", f"{rest:.0f} ({100 * (rest / start - 1):+.0f} %)", "within 10 %"),
    ]  # fmt: skip


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.gemengd")
    parser.add_argument("--bezoekers", type=int, default=50)
    parser.add_argument("--minuten", type=float, default=10.0)
    parser.add_argument("--inloop", type=float, default=2.0, help="minutes of warm-up")
    parser.add_argument("--rust", type=float, default=5.0, help="minutes after the last visitor")
    options = parser.parse_args()
    # Those that stand on the map: a buurt of water alone is none of them.
    areas = score_snapshot(opslag.open_snapshot(INGEBOUWD)).select("buurt")
    with run_app() as server:
        mixed = Gemengd(server, dict(zip(areas["code"], areas["naam"], strict=True)))
        memory = asyncio.run(mixed.run(options.bezoekers, options.inloop, options.minuten, options.rust))
    loop = mixed.loop
    print(
        f"{options.bezoekers} visitors, of whom one in five plans, {options.minuten:g} minutes after a warm-up"
    )
    print_tabel(make_rows(loop, memory, options.rust))
    for fout, number in collections.Counter(loop.fouten).most_common(8):
        print(f"error ({number} ×): {fout}")
    return 1 if loop.fouten or any(status != 200 for status, _, _ in loop.bestanden) else 0


if __name__ == "__main__":
    raise SystemExit(main())
