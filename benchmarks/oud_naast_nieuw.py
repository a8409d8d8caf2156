"""An older release beside this one on one library, as in a rolling update: ``python -m benchmarks.oud_naast_nieuw``.

The old releases are real: their code comes from this repository's own history (`git archive`), so this needs a clone
with history. Of each, a process works beside one of today in the same library, on SQLite and on PostgreSQL, made by
either of them; both save, comment, keep agendas and list, one after the other and at once. Everything that one was told
is kept must be there for both (`kast`). A whole server of the oldest release then stands behind the proxy beside one of
today (`scherm`). `--neem-op` writes down what the old ones say to the database (tests/bibliotheek/bestanden): the tests
say it again.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from benchmarks.server import ROOT, Server
from benchmarks.sessie import open_sessie
from benchmarks.tabel import print_tabel
from tests.postgres import run_postgres

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.postgres import Postgres

UITGAVEN = {
    "e12675c": "before initiatives were kept",
    "a500e0b": "before scenarios could be withdrawn",
    "dd8151e": "before accounts were kept",
}
"""The last commit before a step that added tables, oldest first."""

OPGENOMEN = ("e12675c", "dd8151e")
"""Those whose words the tests say again: the second says the same as the first."""

PROCES = Path(__file__).with_name("kastproces.py")
OPNAMEN = ROOT / "tests" / "bibliotheek" / "bestanden"
STREEK = "voorbeeldstreek"
"""The region that a server shows."""

SAMEN = 12
"""Scenarios that each of two processes saves at the same time as the other."""


class Kast:
    """A process of a release, that works in a library.

    Parameters
    ----------
    wortel : Path
        Checkout of the release.
    adres, regio : str
    more : str
        Further arguments.
    """

    def __init__(self, wortel: Path, adres: str, regio: str = "proefstreek", *more: str) -> None:
        environ = {name: text for name, text in os.environ.items() if not name.startswith("WOONZORG_")}
        self._process = subprocess.Popen(
            [sys.executable, str(PROCES), adres, regio, *more], cwd=wortel, env=environ | {"PYTHONPATH": str(wortel)},
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1,
        )  # fmt: skip
        self.geopend: dict[str, Any] = self._read()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate(timeout=60)

    def ask(self, *daad: str) -> Any:
        """Let something be done; return the answer.

        Raises
        ------
        RuntimeError
            When the release could not do it.
        """
        answer = self.tell(*daad)
        if "fout" in answer:
            message = f"{daad}: {answer['fout']}"
            raise RuntimeError(message)
        return answer["antwoord"]

    def tell(self, *daad: str) -> dict[str, Any]:
        """Let something be done; return all that is told of it."""
        assert self._process.stdin
        self._process.stdin.write(json.dumps(daad) + "\n")
        found: dict[str, Any] = self._read()
        return found

    def _read(self) -> Any:
        assert self._process.stdout
        line = self._process.stdout.readline()
        if not line:
            message = "the process ended"
            raise RuntimeError(message)
        return json.loads(line)


def take_uitgave(commit: str, folder: Path) -> Path:
    """Take a release out of the history; return its checkout."""
    made = folder / commit
    made.mkdir()
    packed = subprocess.run(["git", "archive", commit], cwd=ROOT, check=False, capture_output=True)
    if packed.returncode:
        message = f"{commit} is not in this clone: fetch its history (git fetch --unshallow)."
        raise SystemExit(message)
    subprocess.run(["tar", "-x", "-C", str(made)], input=packed.stdout, check=True)
    return made


def work_naast(eerst: Kast, dan: Kast) -> list[str]:
    """Let two releases work in one library, the first of which made it; return what is not as it was told."""
    wrong: list[str] = []

    def expect(what: str, found: object, wanted: object) -> None:
        wrong.extend([f"{what}: {found!r}, not {wanted!r}"] if found != wanted else [])

    one, two = eerst.ask("bewaar", "van de eerste"), dan.ask("bewaar", "van de tweede")
    for kast in (eerst, dan):
        expect("listed", kast.ask("noem"), ["van de eerste", "van de tweede"])
        expect("found", [kast.ask("vind", name) for name in (one, two)], ["van de eerste", "van de tweede"])
    eerst.ask("reageer", two, "de eerste zegt")
    dan.ask("reageer", two, "de tweede zegt")
    eerst.ask("agendeer", "agenda een")
    dan.ask("agendeer", "agenda twee")
    with ThreadPoolExecutor(2) as pool:
        saved = pool.map(_save_many, (eerst, dan), ("een", "twee"))
    names = sorted(["van de eerste", "van de tweede", *(name for row in saved for name in row)])
    for kast in (eerst, dan):
        expect("comments", kast.ask("reacties", two), ["de eerste zegt", "de tweede zegt"])
        expect("agendas", kast.ask("agendas"), ["agenda een", "agenda twee"])
        expect("listed after saving at once", kast.ask("noem"), names)
    return wrong


def _save_many(kast: Kast, wie: str) -> list[str]:
    names = [f"{wie} {number}" for number in range(SAMEN)]
    for name in names:
        kast.ask("bewaar", name)
    return names


def measure(uitgaven: dict[str, Path], folder: Path, server: Postgres) -> list[tuple[str, str, str]]:
    """Try each release beside this one; return the rows of the table."""
    rows = []
    for number, (name, old) in enumerate(uitgaven.items()):
        for kind in ("sqlite", "postgresql"):
            for order, (first, then) in {"old made it": (old, ROOT), "new made it": (ROOT, old)}.items():
                mark = f"{kind}{number}{order[0]}"
                adres = (
                    f"sqlite:///{folder / mark}.sqlite" if kind == "sqlite" else server.make_database(mark)
                )
                with Kast(first, adres) as eerst, Kast(then, adres) as dan:
                    wrong = work_naast(eerst, dan)
                told = "; ".join(wrong) or f"{2 + 2 * SAMEN} scenarios, 2 comments, 2 agendas, 0 lost"
                rows.append((f"{name} ({UITGAVEN[name]}), {kind}, {order}", told, "0 lost"))
    return rows


def record(uitgaven: dict[str, Path], folder: Path, server: Postgres) -> None:
    """Write down what each release says to a database that this one made."""
    for name in OPGENOMEN:
        old = uitgaven[name]
        found: dict[str, list[Any]] = {}
        for kind in ("sqlite", "postgresql"):
            mark = f"opname{name}{kind}"
            adres = f"sqlite:///{folder / mark}.sqlite" if kind == "sqlite" else server.make_database(mark)
            with Kast(ROOT, adres) as new, Kast(old, adres, "proefstreek", "--neem-op") as kast:
                new.ask("bewaar", "nieuw")
                found[kind] = list(_list_gezegd(kast))
        path = OPNAMEN / f"gezegd-{name}.json"
        path.write_text(json.dumps({"uitgave": name, **found}, indent=1, ensure_ascii=False) + "\n", "utf-8")


def _list_gezegd(kast: Kast) -> Iterator[list[Any]]:
    """Yield each deed with what was said of tables of the library; questions about which there are, are no risk."""
    saved = kast.tell("bewaar", "oud")
    own = saved["antwoord"]
    deeds = (
        ("noem",),
        ("vind", own),
        ("reageer", own, "oud"),
        ("reacties", own),
        ("agendeer", "oud"),
        ("agendas",),
    )
    told = {"open": kast.geopend, "bewaar": saved} | {deed: kast.tell(deed, *given) for deed, *given in deeds}
    for deed, answer in told.items():
        yield [deed, [one for one in answer["gezegd"] if "woonzorg_" in one[0] and "PRAGMA" not in one[0]]]


def show_scherm(oud: Path, folder: Path, adres: str) -> list[tuple[str, str, str]]:
    """Run a whole server of a release beside one of today; each shows what the other's library holds."""
    from uitrol.opstelling import Opstelling  # noqa: PLC0415  needs haproxy

    settings = {"WOONZORG_DATABASE_URL": adres, "WOONZORG_DATA": str(folder)}
    with Opstelling(folder, settings) as house:
        house.stop(1)
        house.start(1, oud)
        house.wait(1)
        with Kast(oud, adres, STREEK) as old, Kast(ROOT, adres, STREEK) as new:
            ids = {kast.ask("bewaar", name): name for kast, name in ((old, "van oud"), (new, "van nieuw"))}
        seen = {
            name: asyncio.run(_read_scenarios(house.find_adres(number).removeprefix("http://"), ids))
            for name, number in (("old", 1), ("new", 2))
        }
    return [(f"page Scenario's of a server that is {name}", told, "both") for name, told in seen.items()]


async def _read_scenarios(adres: str, namen: dict[str, str]) -> str:
    """Return what a page of scenarios says of these."""
    told = []
    for mark, name in namen.items():
        async with open_sessie(Server(adres, 0, 0.0), "scenarios") as sessie:
            answer = await sessie.follow(f"scenario={mark}")
            shown = any(name in text for text in (*answer.teksten, *sessie.onderdelen.values()))
            told += answer.fouten + answer.geweigerd or ["shown" if shown else "not shown"]
    return ", ".join(told)


def main() -> int:
    """Try, and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.oud_naast_nieuw")
    parts = ("kast", "scherm")
    parser.add_argument("delen", nargs="*", default=parts, help=f"{' or '.join(parts)}; both by default")
    parser.add_argument("--neem-op", action="store_true", help="write down what the old ones say")
    options = parser.parse_args()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        server = stack.enter_context(run_postgres())
        releases = {commit: take_uitgave(commit, folder) for commit in UITGAVEN}
        rows = measure(releases, folder, server) if "kast" in options.delen else []
        if options.neem_op:
            record(releases, folder, server)
        if "scherm" in options.delen:
            data = folder / "data"
            data.mkdir()
            rows += show_scherm(next(iter(releases.values())), data, server.make_database("scherm"))
        print_tabel(rows)
    return 0 if all("0 lost" in told or told == "shown, shown" for _, told, _ in rows) else 1


if __name__ == "__main__":
    raise SystemExit(main())
