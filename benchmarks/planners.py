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
import math
import random
import shutil
import statistics
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import websockets
from playwright.sync_api import sync_playwright
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from benchmarks.bezoekers import Meting, watch_memory
from benchmarks.scherm import BEAMER, FLAGS, KLAAR, REGIO, RUNS, Rows
from benchmarks.server import Server, run_app, write_hello
from benchmarks.tabel import describe, print_tabel
from woonzorg import opslag
from woonzorg.instelling import INGEBOUWD

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PAUZE_SECONDEN = (5.0, 15.0)
HEFBOOM, SLOT, FORMULIER = "regel-capaciteit-toewijsaandeel", "gebied-slot", "regels-aanpassen"
"""Keys of the share of freed dwellings, of the button that holds an area, and of the form with the levers."""

KOP = ".wz-kop:has-text('een plek')"
"""The headline, once there is a plan."""

KAART = b'"vakken"'
"""Stands in what is sent when the map has other colours."""

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
class Planning(Meting):
    """What all planners together saw; `seconden` is to the end of a run, `kaart` to the new map.

    `geweigerd` holds answers that a change cannot be: a lever may leave no room for a number held before.
    """

    kaart: list[float] = field(default_factory=list)
    geweigerd: list[str] = field(default_factory=list)


def time_open(browser: Browser, address: str, *selectors: str) -> tuple[float, float]:
    """Return the seconds until a page shows what is asked for, and until its run is over."""
    page = browser.new_page(viewport=BEAMER)
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
        page = browser.new_page(viewport=BEAMER)
        page.goto(f"http://{server.adres}/verdelen")
        page.wait_for_selector(REGIO, timeout=60_000)
        page.wait_for_selector(KLAAR)
        page.get_by_role("button", name="Regels en hefbomen").click()
        both = [_turn_lever(page, share) for share in (20, 30, 15, 40, 10, 35)][1:]
        page.close()
    return [
        ("from a lever to the redrawn map", describe([first for first, _ in both], "s"), "1 s"),
        ("from a lever to the end of the run", describe([last for _, last in both], "s"), ""),
    ]


def _turn_lever(page: Page, share: int) -> tuple[float, float]:
    box = page.locator(f".st-key-{HEFBOOM} input")
    box.fill(str(share))
    page.wait_for_selector(KLAAR)
    page.evaluate(_KLOK)
    start = time.perf_counter()
    box.press("Enter")
    drawn = float(page.wait_for_function("window.duur").json_value()) / 1000
    page.wait_for_selector(KLAAR)
    return drawn, time.perf_counter() - start


class Planner:
    """One session."""

    def __init__(self, planning: Planning, zaad: int, codes: list[str]) -> None:
        self.planning, self.rng, self.codes = planning, random.Random(zaad), codes
        self.hashes: set[str] = set()
        self.ids: dict[str, str] = {}
        self.gebied = ""

    async def plan(self, address: str, until: float) -> None:
        """Open the page and its form, then go on changing things until the time is over."""
        await asyncio.sleep(self.rng.uniform(0, PAUZE_SECONDEN[1]))
        uri = f"ws://{address}/_stcore/stream"
        async with websockets.connect(uri, subprotocols=["streamlit"], max_size=None) as socket:
            await self._run(socket, count=False)
            await self._run(socket, FORMULIER, "bool_value", True, count=False)
            while time.monotonic() < until:
                await asyncio.sleep(self.rng.uniform(*PAUZE_SECONDEN))
                await self._step(socket)

    async def _step(self, socket: websockets.ClientConnection) -> None:
        if self.rng.random() < 0.5:
            await self._run(socket, HEFBOOM, "double_value", round(self.rng.uniform(5, 60), 2))
            return
        self.gebied = self.rng.choice(self.codes)
        await self._run(socket)
        await self._run(socket, SLOT, "trigger_value", True)

    async def _run(
        self, socket: websockets.ClientConnection, key: str = "", kind: str = "", value: object = None, *,
        count: bool = True,
    ) -> None:  # fmt: skip
        ask = BackMsg()
        ask.rerun_script.page_name = "verdelen"
        ask.rerun_script.query_string = urlencode({"gebied": self.gebied} if self.gebied else {})
        ask.rerun_script.cached_message_hashes.extend(self.hashes)
        if key:
            state = ask.rerun_script.widget_states.widgets.add(id=self.ids[key])
            setattr(state, kind, value)
        start = time.monotonic()
        await socket.send(ask.SerializeToString())
        drawn, size = await self._receive(socket, start)
        if count:
            self.planning.seconden.append(time.monotonic() - start)
            self.planning.bytes.append(size)
        if count and key and drawn:
            self.planning.kaart.append(drawn)

    async def _receive(self, socket: websockets.ClientConnection, start: float) -> tuple[float, int]:
        """Take what a run sends; return the seconds until a map that had to be sent (0: none), and the bytes."""
        drawn, size = 0.0, 0
        while True:
            data = bytes(await asyncio.wait_for(socket.recv(decode=False), timeout=60))
            size += len(data)
            message = ForwardMsg.FromString(data)
            self._keep(message)
            if KAART in data and not drawn:
                drawn = time.monotonic() - start
            if message.WhichOneof("type") == "script_finished" and message.script_finished == 0:
                return drawn, size

    def _keep(self, message: ForwardMsg) -> None:
        """Keep the ids of controls by their key, and what went wrong."""
        if message.hash:
            self.hashes.add(message.hash)
        if message.WhichOneof("type") != "delta":
            return
        element, block = message.delta.new_element, message.delta.add_block
        if element.HasField("exception"):
            self.planning.fouten.append(element.exception.message)
        if element.HasField("alert") and element.alert.format == element.alert.ERROR:
            self.planning.geweigerd.append(element.alert.body)
        shown = (element.number_input.id, element.button.id, block.popover.id)
        self.ids.update(
            {key: name for name in shown for key in (HEFBOOM, SLOT, FORMULIER) if name.endswith(key)}
        )


async def _plan_all(server: Server, aantal: int, minuten: float, codes: list[str]) -> Planning:
    planning, until = Planning(), time.monotonic() + 60 * minuten
    plans = [
        asyncio.create_task(Planner(planning, number, codes).plan(server.adres, until))
        for number in range(aantal)
    ]
    memory = asyncio.create_task(watch_memory(server.pid, minuten, planning))
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
    memory = ", ".join(f"{value:.0f}" for value in seen.geheugen) or "not told by this system"
    name = f"{aantal} planners, {minuten:g} minutes"
    rows = [
        (f"{name}: runs, refused, errors",
         f"{len(seen.seconden)}, {len(seen.geweigerd)}, {len(seen.fouten)}", "0 errors"),
        (f"{name}: to the new map", _describe_p95(seen.kaart), ""),
        (f"{name}: to the end of a run", _describe_p95(seen.seconden), ""),
        (f"{name}: sent a run", f"median {statistics.median(seen.bytes or [0]) / 1000:.1f} kB", ""),
        (f"{name}: memory at ten moments (MB)", memory, "flat"),
    ]  # fmt: skip
    return rows, sorted(set(seen.fouten))


def _describe_p95(seconds: list[float]) -> str:
    ordered = sorted(seconds) or [math.nan]
    p95 = ordered[int(0.95 * len(ordered))]
    return f"median {statistics.median(ordered):.2f} s, p95 {p95:.2f} s ({len(seconds)})"


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
