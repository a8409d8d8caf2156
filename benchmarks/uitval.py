"""A server that fails while visitors work: ``python -m benchmarks.uitval [--bezoekers 20] [--minuten 2]``.

Database, two servers and proxy run as in an installation (`uitrol/opstelling.py`). Each visitor is a session of
Streamlit's own protocol that comes in at the proxy: some look at pages, others plan: they turn a lever, which their
browser keeps as a draft, and save scenarios. In the middle one server is killed. Who was there comes back by himself,
gives his draft, as a browser does, and goes on. Counted is what was acknowledged: each scenario of which the page said
that it was saved must be in the database, and each draft that a browser held must be on the screen again.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import re
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import websockets

from benchmarks.bezoekers import describe_p95
from benchmarks.planners import turn
from benchmarks.server import Server
from benchmarks.sessie import Antwoord, Sessie, open_sessie
from benchmarks.tabel import print_tabel
from tests.postgres import run_postgres
from uitrol.opstelling import Opstelling
from woonzorg.bibliotheek.bibliotheek import Bibliotheek

if TYPE_CHECKING:
    from collections.abc import Mapping

PAGINAS = ("", "opgave", "scenarios", "gegevens", "methode")
"""What those look at who do not plan; the first is Kaart."""

PAUZE_SECONDEN = (1.0, 4.0)
KOEKJE, PLEKKEN = "woonzorg_server", ("een", "twee")
"""The proxy's cookie, and what it says of each server: the first is killed."""

WERKVERSIE = "werkversie-onzichtbaar"
"""Key of the component by which a browser keeps a draft."""

BEWAARKNOP = "FormSubmitter:bewaar-formulier-Bewaar in de bibliotheek"
_BEWAARD = re.compile(r'href="verdelen\?scenario=([0-9a-f]{12})"')
_WEG = (websockets.ConnectionClosed, websockets.InvalidStatus, OSError, TimeoutError)
"""What a visitor meets when his server is gone."""

_GEDULD = 120.0
"""Seconds after which somebody who cannot come back is given up."""


@dataclass
class Verloop:
    """What all visitors together saw."""

    antwoorden: list[Antwoord] = field(default_factory=list)
    getroffen: frozenset[int] = frozenset()
    bewaard: dict[str, str] = field(default_factory=dict)
    teruggekomen: dict[int, float] = field(default_factory=dict)
    werkversies: list[bool] = field(default_factory=list)
    fouten: list[str] = field(default_factory=list)

    @property
    def is_terug(self) -> bool:
        """Whether all whose server was killed came back; another server that is slow may lose some as well."""
        return bool(self.getroffen) and self.getroffen <= self.teruggekomen.keys()


class Bezoeker:
    """One visitor, who comes back when his server goes.

    Parameters
    ----------
    adres : str
        Of the proxy.
    nummer : int
        The even ones plan.
    verloop : Verloop
    """

    def __init__(self, adres: str, nummer: int, verloop: Verloop) -> None:
        self._server, self._verloop = Server(adres, 0, 0.0), verloop
        self._rng, self.nummer = random.Random(nummer), nummer
        self._werkversie = ""
        self._gevallen = 0.0
        self._teller = 0
        self.plek = PLEKKEN[nummer // 2 % 2]  # of each kind of visitor some at each server
        self.klaar = asyncio.Event()

    @property
    def pagina(self) -> str:
        """Where this visitor works."""
        return "verdelen" if self.nummer % 2 == 0 else PAGINAS[self.nummer // 2 % len(PAGINAS)]

    async def visit(self, over: asyncio.Event) -> None:
        """Work until it is over, on whatever server there is."""
        while not over.is_set() or self._gevallen:
            try:
                async with open_sessie(self._server, self.pagina, f"{KOEKJE}={self.plek}") as sessie:
                    if told := sessie.koekjes.get(KOEKJE):
                        self.plek = told.value
                    await self._open(sessie)
                    while not over.is_set():
                        await asyncio.sleep(self._rng.uniform(*PAUZE_SECONDEN))
                        await self._step(sessie)
                        self.klaar.set()
            except _WEG as error:
                self._gevallen = self._gevallen or time.monotonic()
                if time.monotonic() - self._gevallen > _GEDULD:
                    self._verloop.fouten.append(f"visitor {self.nummer} did not come back: {error!r}")
                    return
                await asyncio.sleep(0.5)

    async def _open(self, sessie: Sessie) -> None:
        """Open the page, and give the draft that this browser holds; note how long it took to be there again."""
        self._note(await sessie.follow())
        if self._werkversie:
            given = json.loads(sessie.onderdelen[WERKVERSIE])["regio"]
            self._note(
                await sessie.send_event(WERKVERSIE, "gevonden", {"regio": given, "tekst": self._werkversie})
            )
            self._verloop.werkversies.append(read_plan(sessie) == read_tekst(self._werkversie))
        if self._gevallen:
            self._verloop.teruggekomen[self.nummer] = time.monotonic() - self._gevallen
            self._gevallen = 0.0

    async def _step(self, sessie: Sessie) -> None:
        if self.pagina != "verdelen":
            self._note(await sessie.follow())
            return
        self._note(await turn(sessie, self._rng))
        self._keep(sessie)
        if self._rng.random() < 0.5:
            await self._save(sessie)

    async def _save(self, sessie: Sessie) -> None:
        self._teller += 1
        name = f"Plan {self.nummer}-{self._teller}"
        answer = await sessie.submit(BEWAARKNOP, bewaar_naam=name)
        self._note(answer)
        self._keep(sessie)
        told = {mark for text in answer.teksten for mark in _BEWAARD.findall(text)}
        if len(told) == 1 and not answer.geweigerd:
            self._verloop.bewaard[told.pop()] = name
        else:
            self._verloop.fouten.append(f"{name}: not acknowledged")

    def _keep(self, sessie: Sessie) -> None:
        """Keep the draft, as a browser does: only what was told to it."""
        self._werkversie = json.loads(sessie.onderdelen[WERKVERSIE])["tekst"] or self._werkversie

    def _note(self, answer: Antwoord) -> None:
        self._verloop.antwoorden.append(answer)
        self._verloop.fouten += answer.fouten + answer.geweigerd


def read_plan(sessie: Sessie) -> object:
    """Return the scenario that a page works on, as it would give it to the browser to keep."""
    return read_tekst(json.loads(sessie.onderdelen[WERKVERSIE])["tekst"])


def read_tekst(tekst: str) -> object:
    """Return the scenario of a draft."""
    return json.loads(tekst)["scenario"] if tekst else None


async def work(huis: Opstelling, aantal: int, seconden: float) -> Verloop:
    """Let visitors in, and kill a server when all are at work and half of the time is over."""
    seen, over = Verloop(), asyncio.Event()
    people = [Bezoeker(huis.adres.removeprefix("http://"), number, seen) for number in range(aantal)]
    visits = [asyncio.create_task(one.visit(over)) for one in people]
    for one in people:
        await one.klaar.wait()
    await asyncio.sleep(seconden / 2)
    seen.getroffen = frozenset(one.nummer for one in people if one.plek == PLEKKEN[0])
    huis.kill(1)
    await asyncio.sleep(seconden / 2)
    over.set()
    for outcome in await asyncio.gather(*visits, return_exceptions=True):
        seen.fouten += [repr(outcome)] if isinstance(outcome, BaseException) else []
    return seen


def find_verloren(adres: str, bewaard: Mapping[str, str]) -> list[str]:
    """Return what was acknowledged as saved and is not in the library under its name."""
    kept = {item.id: item.scenario.kenmerken["naam"] for item in Bibliotheek.open(adres).list()}
    return [name for mark, name in bewaard.items() if kept.get(mark) != name]


def is_heel(seen: Verloop, verloren: list[str]) -> bool:
    """Tell whether all came back whose server was killed, and nothing went wrong or was lost."""
    return seen.is_terug and all(seen.werkversies) and not seen.fouten and not verloren


def make_rows(seen: Verloop, verloren: list[str], aantal: int) -> list[tuple[str, str, str]]:
    """Return the rows of the table."""
    same = sum(seen.werkversies)
    return [
        ("visitors; steps; errors", f"{aantal}; {len(seen.antwoorden)}; {len(seen.fouten)}", "0 errors"),
        ("their server was killed; came back", f"{len(seen.getroffen)}; {len(seen.teruggekomen)}", "all"),
        ("until their page stood again", describe_p95([*seen.teruggekomen.values()]), ""),
        ("scenarios acknowledged, lost", f"{len(seen.bewaard)}, {len(verloren)}", "0 lost"),
        ("drafts given back, the same on screen", f"{len(seen.werkversies)}, {same}", "all the same"),
        ("a step", describe_p95([answer.seconden for answer in seen.antwoorden]), ""),
    ]


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.uitval")
    parser.add_argument("--bezoekers", type=int, default=20)
    parser.add_argument("--minuten", type=float, default=2.0)
    options = parser.parse_args()
    with run_postgres() as server, tempfile.TemporaryDirectory() as name:
        folder, adres = Path(name), server.make_database("uitval")
        settings = {"WOONZORG_DATABASE_URL": adres, "WOONZORG_DATA": str(folder)}
        with Opstelling(folder, settings) as house:
            seen = asyncio.run(work(house, options.bezoekers, 60 * options.minuten))
        lost = find_verloren(adres, seen.bewaard)
    print(f"{options.bezoekers} visitors, {options.minuten:g} minutes, one of two servers killed half-way")
    print_tabel(make_rows(seen, lost, options.bezoekers))
    for fout in sorted({*seen.fouten, *lost})[:5]:
        print(f"error: {fout}")
    return 0 if is_heel(seen, lost) else 1


if __name__ == "__main__":
    raise SystemExit(main())
