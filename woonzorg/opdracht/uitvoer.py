"""What a command answers: lines or one JSON value on standard output, everything else on standard error."""

from __future__ import annotations

import json
import sys
from typing import Any


def write_regel(text: str) -> None:
    """Write what was asked for, and end the line."""
    sys.stdout.write(f"{text}\n")


def write_json(value: Any) -> None:
    """Write what was asked for as one JSON value; a number that is not one is an error of ours."""
    write_regel(json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False))


def say(text: str) -> None:
    """Say something beside the answer."""
    sys.stderr.write(f"{text}\n")
