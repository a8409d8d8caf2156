"""Reads every hostile case in a process of its own, whose memory is bounded, and tells what came of each.

A line of JSON a case: what came of it, the words, how much memory it asked (MB) and how much processor time (s).
"""

from __future__ import annotations

import json
import resource
import sys
import time
import warnings
from pathlib import Path

from lezers import read_geval
from vijandgevallen import GEVALLEN

from woonzorg.bronnen import web, wfs

RUIMTE = 1_500_000_000
"""Bytes on top of what the process is when it begins: a bomb then ends in an error, not in the machine."""


TIJD = 60
"""Seconds of the processor for all cases together, five times what they take: what goes on without end is ended."""


def _read_status(naam: str) -> int:
    lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{naam}:")) * 1024


def main() -> None:
    """Read all cases."""
    warnings.simplefilter("ignore")
    # Fewer pages are light to ask for, and as endless.
    web.MEESTE_BLADZIJDEN = wfs.MEESTE_BLADZIJDEN = 20
    limit = _read_status("VmSize") + RUIMTE
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    resource.setrlimit(resource.RLIMIT_CPU, (TIJD, TIJD))
    for geval in GEVALLEN:
        given = geval.maak()
        Path("/proc/self/clear_refs").write_text("5", encoding="utf-8")
        before, start = _read_status("VmRSS"), time.process_time()
        outcome, words = read_geval(geval.lezer, geval.bestand, given)
        used, spent = (_read_status("VmHWM") - before) / 1e6, time.process_time() - start
        line = {
            "naam": geval.naam,
            "uitkomst": outcome,
            "woorden": words,
            "geheugen": used,
            "seconden": spent,
        }
        sys.stdout.write(json.dumps(line) + "\n")


if __name__ == "__main__":
    main()
