"""Planners on the page Verdelen: ``python -m benchmarks.planners [scherm] [samen] [--planners 20] [--minuten 2]``.

`scherm` is a real browser: the first result after opening the page on a warm server, beside a bare Streamlit page in
turns; and from a changed lever to the redrawn map. `samen` lets planners in at once, each a session of Streamlit's own
protocol: every few seconds one changes the share of freed dwellings, or selects an area and holds its number. Every
share is another one, so that no plan is found in the cache. A step is timed to the new map and to the end of the run
(with what binds and what would help). Traffic stays on this machine.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import shutil
import statistics
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

from benchmarks.bezoekers import describe_p95, watch_memory
from benchmarks.scherm import BEAMER, FLAGS, KLAAR, REGIO, RUNS, Rows
from benchmarks.server import Server, run_app, write_hello
from benchmarks.sessie import Antwoord, Sessie, open_sessie
from benchmarks.tabel import describe, print_tabel
from woonzorg.gegevens import opslag
from woonzorg.instelling import INGEBOUWD

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PAUZE_SECONDEN = (5.0, 15.0)
HEFBOMEN, SLOT = "hefbomen", "gebied-slot"
"""Keys of the levers, and of the button that holds an area."""

AANDEEL = "capaciteit.toewijsaandeel"
"""Key of the lever of the share of freed dwellings."""

KAARTSLEUTEL = "verdeelkaart"
"""Key of the map."""

KOP = ".wz-kop:has-text('een plek')"
"""The headline, once there is a plan."""

_KLOK = """() => {
  const lees = () => [...document.querySelectorAll(".wz-kaart .vlak")].map((v) => v.ariaLabel).join();
  const eerst = lees();
  let start;
  window.duur = undefined;
  const kijk = () => {
    if (lees() !== eerst) window.duur = performance.now() - start;
    else requestAnimationFrame(kijk);
  };
  addEventListener("keydown", () => { start = performance.now(); kijk(); }, { capture: true, once: true });
}"""
"""Starts the browser's own clock at the next key, until the map says something else."""


@dataclass
class Planning:
    """What all planners together saw: changes of the plan, and areas that were selected."""

    veranderd: list[Antwoord] = field(default_factory=list)
    gekozen: list[Antwoord] = field(default_factory=list)
    fouten: list[str] = field(default_factory=list)
    geheugen: list[float] = field(default_factory=list)


def time_open(browser: Browser, address: str, *selectors: str) -> tuple[float, float]:
    """Return the seconds until a page shows what is asked for, and until its run is over."""
    page = browser.new_page(viewport=BEAMER, bypass_csp=True)
    start = time.perf_counter()
    page.goto(address)
    for selector in selectors:
        page.wait_for_selector(selector, timeout=60_000)
    seen = time.perf_counter()
    page.wait_for_selector(KLAAR, timeout=60_000)
    done = time.perf_counter()
    page.close()
    return seen - start, done - start


def measure_open(browser: Browser, hello: Path) -> Rows:
    """Measure the first result, beside a bare page; both servers are warm."""
    with run_app(hello) as bare_server, run_app() as server:
        pairs = [
            (time_open(browser, f"http://{bare_server.adres}/", "h1"),
             time_open(browser, f"http://{server.adres}/verdelen", REGIO, KOP))
            for _ in range(RUNS + 1)
        ][1:]  # fmt: skip
    bare, own = [pair[0][0] for pair in pairs], [pair[1] for pair in pairs]
    more = statistics.median(first for first, _ in own) - statistics.median(bare)
    return [
        ("bare Streamlit page, warm", describe(bare, "s"), ""),
        ("Verdelen, warm: plan and map", describe([first for first, _ in own], "s"), ""),
        ("more than the bare page", f"{more:.2f} s", "1 s"),
        ("Verdelen, warm: what binds as well", describe([last for _, last in own], "s"), ""),
    ]


def measure_lever(browser: Browser) -> Rows:
    """Measure from the key that sets another share of freed dwellings to the map that shows it."""
    with run_app() as server:
        page = browser.new_page(viewport=BEAMER, bypass_csp=True)
        page.goto(f"http://{server.adres}/verdelen")
        page.wait_for_selector(REGIO, timeout=60_000)
        page.wait_for_selector(KLAAR)
        both = [_turn_lever(page, share) for share in (20, 30, 15, 40, 10, 35)][1:]
        page.close()
    return [
        ("from a lever to the redrawn map", describe([first for first, _ in both], "s"), "1 s"),
        ("from a lever to the end of the run", describe([last for _, last in both], "s"), ""),
    ]


def _turn_lever(page: Page, share: int) -> tuple[float, float]:
    box = page.locator(f'[data-knop="{AANDEEL}"] input[type=text]')
    box.fill(str(share))
    page.evaluate(_KLOK)
    start = time.perf_counter()
    box.press("Enter")
    drawn = float(page.wait_for_function("window.duur").json_value()) / 1000
    page.wait_for_selector(KLAAR)
    return drawn, time.perf_counter() - start


async def plan(server: Server, codes: list[str], until: float, zaad: int, planning: Planning) -> None:
    """Open the page, then go on changing things until the time is over."""
    rng = random.Random(zaad)
    await asyncio.sleep(rng.uniform(0, PAUZE_SECONDEN[1]))
    async with open_sessie(server, "verdelen") as sessie:
        await sessie.follow()
        while time.monotonic() < until:
            await asyncio.sleep(rng.uniform(*PAUZE_SECONDEN))
            if rng.random() < 0.5:
                planning.veranderd.append(await turn(sessie, rng))
                continue
            planning.gekozen.append(await sessie.send_event(KAARTSLEUTEL, "gebied", rng.choice(codes)))
            planning.veranderd.append(await sessie.press(SLOT))


async def turn(sessie: Sessie, rng: random.Random) -> Antwoord:
    """Set the share of freed dwellings to what nobody had before."""
    share = f"{rng.uniform(5, 60):.2f}".replace(".", ",")
    return await sessie.send_event(HEFBOMEN, "hefboom", {"knop": AANDEEL, "waarde": share})


async def _plan_all(server: Server, aantal: int, minuten: float, codes: list[str]) -> Planning:
    planning, until = Planning(), time.monotonic() + 60 * minuten
    plans = [asyncio.create_task(plan(server, codes, until, number, planning)) for number in range(aantal)]
    memory = asyncio.create_task(watch_memory(server.pid, minuten, planning.geheugen))
    for outcome in await asyncio.gather(*plans, return_exceptions=True):
        if isinstance(outcome, BaseException):
            planning.fouten.append(repr(outcome))
    await memory
    return planning


def measure_samen(aantal: int, minuten: float) -> tuple[Rows, list[str]]:
    """Let planners in to a fresh server; return the rows of the table, and what went wrong."""
    gebieden = opslag.open_snapshot(INGEBOUWD).gebieden
    codes = gebieden.loc[(gebieden["niveau"] == "buurt") & (gebieden["rol"] == "regio"), "code"].tolist()
    with run_app() as server:
        seen = asyncio.run(_plan_all(server, aantal, minuten, codes))
    runs = [*seen.veranderd, *seen.gekozen]
    wrong = [*seen.fouten, *(fout for run in runs for fout in run.fouten)]
    # A lever may leave no room for a number that was held before: then the page says that it cannot be.
    refused = sum(len(run.geweigerd) for run in runs)
    memory = ", ".join(f"{value:.0f}" for value in seen.geheugen) or "not told by this system"
    name = f"{aantal} planners, {minuten:g} minutes"
    rows = [
        (f"{name}: runs, refused, errors", f"{len(runs)}, {refused}, {len(wrong)}", "0 errors"),
        (f"{name}: to the new map", describe_p95([run.kaart for run in seen.veranderd if run.kaart]), ""),
        (f"{name}: to the end of a change", describe_p95([run.seconden for run in seen.veranderd]), ""),
        (f"{name}: to the end of a selection", describe_p95([run.seconden for run in seen.gekozen]), ""),
        (f"{name}: sent a run", f"median {statistics.median([run.omvang for run in runs] or [0]) / 1000:.1f} kB", ""),
        (f"{name}: memory at ten moments (MB)", memory, "flat"),
    ]  # fmt: skip
    return rows, sorted(set(wrong))


def main() -> int:
    """Measure and print."""
    parts = ("scherm", "samen")
    parser = argparse.ArgumentParser(prog="python -m benchmarks.planners")
    parser.add_argument(
        "delen", nargs="*", default=parts, help=f"which of {', '.join(parts)}; all by default"
    )
    parser.add_argument("--planners", type=int, default=20)
    parser.add_argument("--minuten", type=float, default=2.0)
    options = parser.parse_args()
    rows: Rows = []
    wrong: list[str] = []
    if "scherm" in options.delen:
        rows += measure_scherm()
    if "samen" in options.delen:
        more, wrong = measure_samen(options.planners, options.minuten)
        rows += more
    print_tabel(rows)
    for fout in wrong[:5]:
        print(f"error: {fout}")
    return 1 if wrong else 0


def measure_scherm() -> Rows:
    """Measure in a real browser."""
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=list(FLAGS))
        rows = measure_open(browser, write_hello(Path(folder))) + measure_lever(browser)
        browser.close()
    return rows


if __name__ == "__main__":
    raise SystemExit(main())
