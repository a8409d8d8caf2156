"""Loading beside the dashboard: a process of its own does the work, so that other visitors go on.

The page holds one `Ladingen`. It starts at most one load a region, and two together; each `Lading` can be looked at
while it runs.
The process (``python -m woonzorg.laden.proces``) reads its task as JSON from standard input and writes a line of JSON
for each step to standard output: ``{"stap": …, "gedaan": …, "totaal": …}``, at last ``{"snapshot": …}`` or
``{"fout": …}``.
"""

from __future__ import annotations

import dataclasses
import json
import logging
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from woonzorg.fouten import InvoerFout, WoonzorgFout
from woonzorg.gebied import Regio
from woonzorg.instelling import Instellingen
from woonzorg.laden.regio import check_zonder, load_regio

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import IO

logger = logging.getLogger(__name__)

WORTEL = Path(__file__).resolve().parents[2]
"""Folder from which the process finds this package."""

MEEST_TEGELIJK, MEEST_KLAAR = 2, 20
"""Loads that run at once, of all visitors together (each takes a process and asks the sources); and that are kept to
be told when they have ended."""

ONVERWACHT = "Het laden stopte onverwacht. De vorige gegevens blijven in gebruik. Probeer het opnieuw."


@dataclass
class Lading:
    """One load; its fields are written by its own thread and only read by others.

    Attributes
    ----------
    regio : Regio
    zonder : tuple of str
        Sources that are left out.
    gestart : float
        Time of the start, of `time.monotonic`.
    stap : str
        What is being done, in Dutch.
    gedaan, totaal : int
        Steps within it.
    stappen : int
        Steps begun so far.
    snapshot : str
        Id of what was published; '' until then.
    fout : str
        What went wrong, in Dutch; '' when nothing did.
    melding : str
        Why no area got a class though all was loaded, in Dutch; '' when areas did.
    klaar : bool
        Whether it has ended, well or not.
    """

    regio: Regio
    zonder: tuple[str, ...]
    gestart: float = field(default_factory=time.monotonic)
    stap: str = "Beginnen"
    gedaan: int = 0
    totaal: int = 1
    stappen: int = 0
    snapshot: str = ""
    fout: str = ""
    melding: str = ""
    klaar: bool = False
    seconden: float = 0.0

    def take_note(self, line: dict[str, Any]) -> None:
        """Take over what the process tells."""
        if "stap" in line:
            self.stappen += self.stap != line["stap"]
            self.stap, self.gedaan, self.totaal = line["stap"], line["gedaan"], max(1, line["totaal"])
        self.snapshot = line.get("snapshot", self.snapshot)
        self.fout = line.get("fout", self.fout)
        self.melding = line.get("melding", self.melding)

    def finish(self) -> None:
        """Mark the end; a process that said nothing of its end broke off."""
        if not self.snapshot and not self.fout:
            self.fout = ONVERWACHT
        self.seconden = time.monotonic() - self.gestart
        self.klaar = True


class Ladingen:
    """All loads that this dashboard started, one a region at a time."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._loads: dict[str, Lading] = {}

    def start(self, instellingen: Instellingen, regio: Regio, zonder: Sequence[str] = ()) -> Lading:
        """Start a load in a process of its own and return at once.

        Parameters
        ----------
        instellingen : Instellingen
        regio : Regio
        zonder : sequence of str
            Sources to leave out.

        Raises
        ------
        InvoerFout
            When this region is being loaded already, too much is, or a source cannot be left out.
        """
        skipped = check_zonder(zonder)
        with self._lock:
            current = self._loads.get(regio.naam)
            if current is not None and not current.klaar:
                message = f"Er loopt al een lading van {regio.titel}."
                raise InvoerFout(message, remedie="Wacht tot die klaar is.")
            if sum(not lading.klaar for lading in self._loads.values()) >= MEEST_TEGELIJK:
                message = f"Er lopen al {MEEST_TEGELIJK} ladingen, van alle bezoekers samen. Meer kan niet tegelijk."
                raise InvoerFout(message, remedie="Wacht tot er een klaar is.")
            lading = self._loads[regio.naam] = Lading(regio, skipped)
        threading.Thread(target=_watch, args=(lading, instellingen), daemon=True).start()
        return lading

    def list_ladingen(self) -> list[Lading]:
        """Return the last load of each region, the newest first; of those that have ended the last `MEEST_KLAAR`."""
        with self._lock:
            found = sorted(self._loads.values(), key=lambda lading: -lading.gestart)
            for lading in [lading for lading in found if lading.klaar][MEEST_KLAAR:]:
                del self._loads[lading.regio.naam]
            return [lading for lading in found if lading.regio.naam in self._loads]

    def forget(self, lading: Lading) -> None:
        """Drop a load that has ended from the list."""
        with self._lock:
            if lading.klaar and self._loads.get(lading.regio.naam) is lading:
                del self._loads[lading.regio.naam]


def _watch(lading: Lading, instellingen: Instellingen) -> None:
    """Run the process and follow it to its end."""
    command = [sys.executable, "-m", "woonzorg.laden.proces"]
    try:
        with (
            tempfile.TemporaryFile("w+", encoding="utf-8") as complaints,
            subprocess.Popen(  # noqa: S603  our own module, without a shell
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=complaints, text=True,
                encoding="utf-8", cwd=WORTEL,
            ) as process,
        ):  # fmt: skip
            _follow(lading, process, make_taak(instellingen, lading.regio, lading.zonder))
            if process.wait() != 0:
                complaints.seek(0)
                logger.error("A load of %s broke off: %s", lading.regio.naam, complaints.read()[-4000:])
    except (OSError, ValueError):  # no process, no pipe, or a line that is no JSON
        logger.exception("A load of %s could not be followed", lading.regio.naam)
    finally:
        lading.finish()


def _follow(lading: Lading, process: subprocess.Popen[str], taak: str) -> None:
    if process.stdin is None or process.stdout is None:
        return
    process.stdin.write(taak)
    process.stdin.close()
    for line in process.stdout:
        lading.take_note(json.loads(line))


def make_taak(instellingen: Instellingen, regio: Regio, zonder: Sequence[str]) -> str:
    """Write a task as JSON for the process; of files and lists, which loading does without, it learns nothing."""
    plain = {
        name: value for name, value in vars(instellingen).items() if isinstance(value, str | float | int)
    }
    settings = plain | {"data": str(instellingen.data)}
    return json.dumps({"instellingen": settings, "regio": dataclasses.asdict(regio), "zonder": list(zonder)})


def read_taak(text: str) -> tuple[Instellingen, Regio, tuple[str, ...]]:
    """Read a task back."""
    raw = json.loads(text)
    settings = Instellingen(**raw["instellingen"] | {"data": Path(raw["instellingen"]["data"])})
    regio = Regio(**raw["regio"] | {"gemeenten": tuple(raw["regio"]["gemeenten"])})
    return settings, regio, tuple(raw["zonder"])


def run_taak(bron: IO[str], doel: IO[str]) -> int:
    """Do the task that `bron` holds and tell of it on `doel`; return the exit status."""

    def tell(**facts: object) -> None:
        doel.write(json.dumps(facts) + "\n")
        doel.flush()

    instellingen, regio, zonder = read_taak(bron.read())
    try:
        summary = load_regio(
            instellingen, regio, zonder=zonder,
            voortgang=lambda stap, gedaan, totaal: tell(stap=stap, gedaan=gedaan, totaal=totaal),
        )  # fmt: skip
    except WoonzorgFout as error:
        tell(fout=str(error))
        return 0
    tell(snapshot=summary.snapshot.id, melding=summary.melding)
    return 0


if __name__ == "__main__":
    raise SystemExit(run_taak(sys.stdin, sys.stdout))
