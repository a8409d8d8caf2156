"""Time and memory of each document: ``python -m benchmarks.rapport``.

Warm: the median in this process, from a scored snapshot to the bytes of the file, each time of another area or date:
the same document twice would come from memory. Command: a process of its own, from
start to finish, with its peak memory. On the data in use, else the embedded region.
"""

from __future__ import annotations

import datetime as dt
import itertools
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.__main__ import median_ms
from woonzorg.buurt.buurtbeeld import make_buurtbeeld
from woonzorg.gegevens import opslag
from woonzorg.initiatief.initiatief import Initiatief
from woonzorg.initiatief.plekbeeld import make_ligging
from woonzorg.initiatief.toets import judge_initiatief
from woonzorg.instelling import read_instellingen
from woonzorg.oordeel import toets
from woonzorg.rapport import bestand, dia
from woonzorg.rapport.buurtblad import Buurtstof
from woonzorg.rapport.initiatiefstof import make_initiatiefstof
from woonzorg.rapport.opgavestuk import read_gepubliceerd
from woonzorg.rapport.soorten import BUURTBLAD, INITIATIEF, OPGAVE, SCENARIO, TOETS, VERGELIJKING
from woonzorg.rapport.vergelijkstuk import Vergelijkstof
from woonzorg.rapport.zicht import Openbaar
from woonzorg.verdeling.invoer.veld import make_veld
from woonzorg.verdeling.scenario.bewerken import make_standaard
from woonzorg.verdeling.scenario.inhoud import parse_scenario
from woonzorg.verdeling.scenario.probleem import make_situatie
from woonzorg.verdeling.uitkomst.antwoord import compute
from woonzorg.verdeling.vergelijking.kant import make_kant
from woonzorg.verdeling.vergelijking.vergelijking import compare
from woonzorg.verdeling.vraag.groepen import Instrument

if TYPE_CHECKING:
    from collections.abc import Callable

DATUM = dt.date(2026, 11, 22)
BUURTBLAD_AIM = 600

_MEET = (
    "import json, pathlib, sys, time; start = time.perf_counter(); from woonzorg.opdracht.opdracht import main; "
    "main(sys.argv[1:]); seconds = time.perf_counter() - start; told = pathlib.Path('/proc/self/status'); "
    "lines = told.read_text().splitlines() if told.exists() else []; "
    "peak = [int(line.split()[1]) / 1024 for line in lines if line.startswith('VmHWM')]; "
    "print(json.dumps([seconds, peak[0] if peak else None]))"
)


def write_scenario(regio: str, folder: Path, name: str, **vraag: int) -> Path:
    """Write a scenario for the region at hand."""
    path = folder / f"{name}.json"
    content = {"versie": 1, "regio": regio, "niveau": "buurt", "naam": name, "vraag": vraag}
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def list_warm(scenarios: list[Path]) -> dict[str, Callable[[], bytes]]:
    """Return what makes each document, by its name."""
    snapshot = opslag.open_snapshot(read_instellingen().opslagplek)
    score = toets.score_snapshot(snapshot)
    editions = {jaar: toets.score_snapshot(snapshot, jaar) for jaar in toets.find_edities(snapshot)}
    codes = itertools.cycle(score.select("buurt")["code"])
    days = (DATUM + dt.timedelta(days=number) for number in itertools.count())
    read = [parse_scenario(path.read_bytes()) for path in scenarios]
    outcomes = [Openbaar(snapshot, score, compute(s, make_veld(score, s.niveau))) for s in read]
    compared = Vergelijkstof(compare(*(make_kant(item.uitkomst) for item in outcomes)), snapshot, score)

    def buurtblad(kind: str) -> bytes:
        image = make_buurtbeeld(snapshot, score, editions, next(codes))
        return BUURTBLAD.make(Buurtstof(snapshot, score, image), kind, DATUM)

    posed = make_situatie(make_standaard(snapshot.manifest.regio.naam), make_veld(score, "buurt"))
    project = Initiatief(score.select("buurt")["code"].iloc[0], "statushouders", Instrument.NIEUWBOUW, 1)
    judged = judge_initiatief(project, posed, make_ligging(score))
    initiative = make_initiatiefstof(project, judged, posed, snapshot, score)

    papers: dict[str, Callable[[str], bytes]] = {
        "buurtblad": buurtblad,
        "scenario": lambda kind: SCENARIO.make(outcomes[0], kind, next(days)),
        "vergelijking": lambda kind: VERGELIJKING.make(compared, kind, next(days)),
        "opgave": lambda kind: OPGAVE.make(read_gepubliceerd(), kind, next(days)),
        "toets": lambda kind: TOETS.make(initiative, kind, next(days)),
        "initiatief": lambda kind: INITIATIEF.make(initiative, kind, next(days)),
    }
    warm = {
        f"{name} {kind}": (lambda make=make, kind=kind: make(kind))
        for name, make in papers.items()
        for kind in bestand.STUK
    }
    slide = lambda: bestand.make_beeld(dia.make_spreidingdia(score, "buurt", snapshot, next(days)), ".png")  # noqa: E731
    return warm | {"spreiding .png": slide}


def run_command(*argv: str) -> str:
    """Run a command in a process of its own; tell its time and peak memory."""
    command = [sys.executable, "-c", _MEET, *argv]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=os.environ)
    seconds, peak = json.loads(done.stdout.splitlines()[-1])
    return f"{seconds:.1f} s, peak memory {'not told by this system' if peak is None else f'{peak:.0f} MB'}"


def main() -> int:
    """Run all measurements."""
    regio = opslag.open_snapshot(read_instellingen().opslagplek).manifest.regio
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        a = write_scenario(regio.naam, folder, "A", statushouders=120, beschermd_wonen=60)
        b = write_scenario(regio.naam, folder, "B", statushouders=200, beschermd_wonen=60)
        for title, make in list_warm([a, b]).items():
            aim = f" (aim {BUURTBLAD_AIM} ms)" if title == "buurtblad .pdf" else ""
            print(f"{title}: {median_ms(make, 7):.0f} ms, {len(make()) / 1000:.0f} kB{aim}")
        goals = {
            "buurtblad": [regio.gemeenten[0]],
            "kaart": [],
            "scenario": [str(a)],
            "vergelijking": [str(a), str(b)],
        }
        for kind, goal in goals.items():
            path = folder / f"{kind}{'.png' if kind == 'kaart' else '.pdf'}"
            print(f"rapport {kind}, as a command: {run_command('rapport', kind, *goal, '--uit', str(path))}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
