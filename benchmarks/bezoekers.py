"""Fifty visitors at once: ``python -m benchmarks.bezoekers [--bezoekers 50] [--minuten 10]``.

Each visitor is a session of Streamlit's own protocol over a websocket, as a browser has, without drawing: it opens the
map, then every few seconds follows the link to another theme or area, and waits until the page has run. Following a
link reruns the whole page, which is more than a click in the map does. Traffic stays on this machine.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import statistics
import time
from dataclasses import dataclass, field
from pathlib import Path

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from benchmarks.server import run_app
from woonzorg import opslag
from woonzorg.instelling import INGEBOUWD

THEMAS = ("", "ses_woa", "lbm_afwijking", "laag_inkomen_pct", "lbm_voorzieningen", "huishoudens")
PAUZE_SECONDEN = (3.0, 9.0)


@dataclass
class Meting:
    """What all visitors together saw."""

    seconden: list[float] = field(default_factory=list)
    bytes: list[int] = field(default_factory=list)
    fouten: list[str] = field(default_factory=list)


class Bezoeker:
    """One session."""

    def __init__(self, meting: Meting, zaad: int, codes: list[str]) -> None:
        self.meting, self.rng, self.codes = meting, random.Random(zaad), codes
        self.hashes: set[str] = set()

    async def visit(self, address: str, until: float) -> None:
        """Open the map, then go on looking until the time is over."""
        await asyncio.sleep(self.rng.uniform(0, PAUZE_SECONDEN[1]))
        uri = f"ws://{address}/_stcore/stream"
        async with websockets.connect(uri, subprotocols=["streamlit"], max_size=None) as socket:
            await self._run(socket, "", count=False)
            while time.monotonic() < until:
                await asyncio.sleep(self.rng.uniform(*PAUZE_SECONDEN))
                thema, code = self.rng.choice(THEMAS), self.rng.choice(self.codes)
                await self._run(socket, f"thema={thema}&gebied={code}" if thema else f"gebied={code}")

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


async def _visit_all(address: str, pid: int, aantal: int, minuten: float, codes: list[str]) -> Meting:
    meting, until = Meting(), time.monotonic() + 60 * minuten
    visits = [
        asyncio.create_task(Bezoeker(meting, number, codes).visit(address, until)) for number in range(aantal)
    ]
    memory = asyncio.create_task(_watch_memory(pid, minuten))
    for outcome in await asyncio.gather(*visits, return_exceptions=True):
        if isinstance(outcome, BaseException):
            meting.fouten.append(repr(outcome))
    await memory
    return meting


async def _watch_memory(pid: int, minuten: float) -> None:
    for _ in range(10):
        await asyncio.sleep(6 * minuten)
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
        print(f"  memory of the server: {pages * 4096 / 1e6:.0f} MB")


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.bezoekers")
    parser.add_argument("--bezoekers", type=int, default=50)
    parser.add_argument("--minuten", type=float, default=10.0)
    options = parser.parse_args()
    gebieden = opslag.open_snapshot(INGEBOUWD).gebieden
    codes = gebieden.loc[(gebieden["niveau"] == "buurt") & (gebieden["rol"] == "regio"), "code"].tolist()
    with run_app() as (address, pid):
        meting = asyncio.run(_visit_all(address, pid, options.bezoekers, options.minuten, codes))
    ordered = sorted(meting.seconden)
    p95 = ordered[int(0.95 * len(ordered))] if ordered else float("nan")
    print(f"{options.bezoekers} visitors, {options.minuten:g} minutes: {len(ordered)} steps")
    print(f"{len(meting.fouten)} errors, median {statistics.median(ordered):.2f} s, p95 {p95:.2f} s")
    print(f"median {statistics.median(meting.bytes):.0f} bytes a step")
    for fout in sorted(set(meting.fouten))[:5]:
        print(f"  error: {fout}")
    return 1 if meting.fouten else 0


if __name__ == "__main__":
    raise SystemExit(main())
