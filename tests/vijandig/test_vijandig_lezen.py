"""Hostile files, answers and links: each is read or refused in Dutch, and none gets through or fills the memory."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest
from lezers import LEZERS
from vijandgevallen import GEVALLEN

HUIS = Path(__file__).resolve().parents[2]
HIER = Path(__file__).resolve().parent

MEESTE_GEHEUGEN = 250
"""MB that one case may ask beside what was given."""

LANGSTE_MELDING = 4000
ENGELS = re.compile(
    r"Traceback|\w+(Error|Exception)\b|"
    r"\b([Ee]xpected|[Ii]nvalid|[Ff]ailed|[Cc]annot|[Uu]nexpected|not found|[Nn]o such|[Ee]xceeds|[Dd]enied)\b"
)
ONZICHTBAAR = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069]")
GEHEIM = (str(HUIS), tempfile.gettempdir() + "/", "root:x", "GEHEIM")
"""What no message tells: where the program stands and works, and what stands in files that were not given."""


@pytest.fixture(scope="module")
def gelezen() -> dict[str, dict[str, Any]]:
    """Read all cases once, in a process whose memory and time are bounded."""
    paths = os.pathsep.join(map(str, (HUIS, HUIS / "tests", HIER)))
    done = subprocess.run(
        [sys.executable, str(HIER / "lezerproces.py")], cwd=HUIS, capture_output=True, text=True, check=False,
        env=os.environ | {"PYTHONPATH": paths, "MALLOC_ARENA_MAX": "2"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    return {line["naam"]: line for line in map(json.loads, done.stdout.splitlines())}


def test_the_table_holds_many_cases_of_every_reader_each_once() -> None:
    names = [geval.naam for geval in GEVALLEN]
    assert len(names) == len(set(names)) >= 200
    assert {geval.lezer for geval in GEVALLEN} == set(LEZERS)


@pytest.mark.parametrize("geval", GEVALLEN, ids=lambda geval: ascii(geval.naam))
def test_what_is_hostile_is_read_or_refused_in_dutch(geval, gelezen) -> None:
    line = gelezen[geval.naam]
    words = line["woorden"]
    assert (line["uitkomst"], words) == ("geweigerd" if geval.uitkomst else "gelezen", words)
    assert ONZICHTBAAR.search(words) is None
    assert [text for text in GEHEIM if text in words] == []
    if geval.uitkomst:
        assert re.search(geval.uitkomst, words)
        assert len(words) <= LANGSTE_MELDING
        assert ENGELS.search(words) is None, words


def test_no_case_fills_the_memory(gelezen) -> None:
    assert {
        name: line["geheugen"] for name, line in gelezen.items() if line["geheugen"] > MEESTE_GEHEUGEN
    } == {}
