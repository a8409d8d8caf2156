"""Fifty visitors at once: ``python -m benchmarks.bezoekers [--bezoekers 50] [--minuten 10]``.

Each visitor is a session of Streamlit's own protocol over a websocket, as a browser has, without drawing: it opens the
map, then every few seconds follows the link to another theme or area, and waits until the page has run. Following a
link reruns the whole page, which is more than a click in the map does. As many visitors on a bare Streamlit page, for
half a minute, tell what the machine and Streamlit take themselves. Traffic stays on this machine.
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
from urllib.parse import urlencode

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from benchmarks.server import APP, Server, run_app, write_hello
from benchmarks.tabel import print_tabel
from woonzorg import opslag
from woonzorg.instelling import INGEBOUWD

THEMAS = ("klasse", "ses_woa", "lbm_afwijking", "laag_inkomen_pct", "lbm_voorzieningen", "huishoudens")
PAUZE_SECONDEN = (3.0, 9.0)


@dataclass
class Meting:
    """What all visitors together saw."""

    seconden: list[float] = field(default_factory=list)
    bytes: list[int] = field(default_factory=list)
    fouten: list[str] = field(default_factory=list)
    geheugen: list[float] = field(default_factory=list)


class Bezoeker:
    """One session."""

    def __init__(self, meting: Meting, zaad: int, vragen: list[str]) -> None:
        self.meting, self.rng, self.vragen = meting, random.Random(zaad), vragen
        self.hashes: set[str] = set()

    async def visit(self, address: str, until: float) -> None:
        """Open the map, then go on looking until the time is over."""
        await asyncio.sleep(self.rng.uniform(0, PAUZE_SECONDEN[1]))
        uri = f"ws://{address}/_stcore/stream"
        async with websockets.connect(uri, subprotocols=["streamlit"], max_size=None) as socket:
            await self._run(socket, "", count=False)
            while time.monotonic() < until:
                await asyncio.sleep(self.rng.uniform(*PAUZE_SECONDEN))
                await self._run(socket, self.rng.choice(self.vragen))

    async def _run(self, socket: websockets.ClientConnection, query: str, *, count: bool = True) -> None:
        ask = BackMsg()
        ask.rerun_script.query_string = query
        ask.rerun_script.cached_message_hashes.extend(self.hashes)
        start, size = time.monotonic(), 0
        await socket.send(ask.SerializeToString())
        while True:
            data = await asyncio.wait_for(socket.recv(), timeout=60)
            size += len(data)
            message = ForwardMsg.FromString(data)
            if message.hash:
                self.hashes.add(message.hash)
            if message.WhichOneof("type") == "delta" and message.delta.new_element.HasField("exception"):
                self.meting.fouten.append(message.delta.new_element.exception.message)
            if message.WhichOneof("type") == "script_finished" and message.script_finished == 0:
                break
        if count:
            self.meting.seconden.append(time.monotonic() - start)
            self.meting.bytes.append(size)


async def _visit_all(server: Server, aantal: int, minuten: float, vragen: list[str]) -> Meting:
    meting, until = Meting(), time.monotonic() + 60 * minuten
    visits = [
        asyncio.create_task(Bezoeker(meting, number, vragen).visit(server.adres, until))
        for number in range(aantal)
    ]
    memory = asyncio.create_task(watch_memory(server.pid, minuten, meting))
    for outcome in await asyncio.gather(*visits, return_exceptions=True):
        if isinstance(outcome, BaseException):
            meting.fouten.append(repr(outcome))
    await memory
    return meting


async def watch_memory(pid: int, minuten: float, meting: Meting) -> None:
    """Keep the memory of the server at ten moments; only Linux tells it this way."""
    for _ in range(10):
        await asyncio.sleep(6 * minuten)
        try:
            pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
        except OSError:
            return
        meting.geheugen.append(pages * os.sysconf("SC_PAGE_SIZE") / 1e6)


def measure(script: Path, aantal: int, minuten: float, vragen: list[str]) -> Meting:
    """Let visitors in to a fresh server."""
    with run_app(script) as server:
        return asyncio.run(_visit_all(server, aantal, minuten, vragen))


def make_rows(naam: str, meting: Meting) -> list[tuple[str, str, str]]:
    """Return the rows of the table for one app."""
    ordered = sorted(meting.seconden) or [math.nan]
    p95 = ordered[int(0.95 * len(ordered))]
    memory = ", ".join(f"{value:.0f}" for value in meting.geheugen) or "not told by this system"
    return [
        (f"{naam}: steps, errors", f"{len(meting.seconden)}, {len(meting.fouten)}", "0 errors"),
        (f"{naam}: a step", f"median {statistics.median(ordered):.2f} s, p95 {p95:.2f} s", "p95 1 s"),
        (f"{naam}: sent a step", f"median {statistics.median(meting.bytes or [0]) / 1000:.1f} kB", ""),
        (f"{naam}: memory at ten moments (MB)", memory, "flat"),
    ]


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.bezoekers")
    parser.add_argument("--bezoekers", type=int, default=50)
    parser.add_argument("--minuten", type=float, default=10.0)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        bare = measure(write_hello(Path(folder)), options.bezoekers, min(0.5, options.minuten), [""])
    own = measure(APP, options.bezoekers, options.minuten, list_vragen())
    print(
        f"{options.bezoekers} visitors; {options.minuten:g} minutes on the map, half a minute on a bare page"
    )
    print_tabel([*make_rows("bare page", bare), *make_rows("map", own)])
    for fout in sorted({*bare.fouten, *own.fouten})[:5]:
        print(f"error: {fout}")
    return 1 if own.fouten else 0


def list_vragen() -> list[str]:
    """Return the links that visitors follow: each theme with each buurt of the embedded region."""
    gebieden = opslag.open_snapshot(INGEBOUWD).gebieden
    own = gebieden.loc[(gebieden["niveau"] == "buurt") & (gebieden["rol"] == "regio"), "code"]
    return [urlencode({"thema": thema, "gebied": code}) for thema in THEMAS for code in own]


if __name__ == "__main__":
    raise SystemExit(main())
