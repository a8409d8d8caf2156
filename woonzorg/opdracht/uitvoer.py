"""What a command answers: lines or one JSON value on standard output, everything else on standard error."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

from woonzorg.fouten import MEESTE_IN_ZIN, InhoudFout

if TYPE_CHECKING:
    from woonzorg.fouten import WoonzorgFout


def write_regel(text: str) -> None:
    """Write what was asked for, and end the line."""
    sys.stdout.write(f"{text}\n")


def write_json(value: Any) -> None:
    """Write what was asked for as one JSON value; a number that is not one is an error of ours."""
    write_regel(json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False))


def say(text: str) -> None:
    """Say something beside the answer."""
    sys.stderr.write(f"{text}\n")


def tell_fout(fout: WoonzorgFout) -> str:
    """Tell a fault; what is wrong with files that were given, a line each, for none of it may be missed."""
    if not isinstance(fout, InhoudFout) or len(fout.bevindingen) < 2:
        return f"Fout: {fout}"
    remedy = [f"Wat u kunt doen: {fout.remedie}"] if fout.remedie else []
    return "\n".join([f"Fout: {fout.wat}", *(f"- {text}" for text in fout.bevindingen), *remedy])


def describe_fout(fout: WoonzorgFout) -> dict[str, Any]:
    """Return a fault as a value; where its sentence does not hold all that is wrong with files, with a list of that."""
    found = fout.bevindingen if isinstance(fout, InhoudFout) else []
    return {"fout": str(fout)} | ({"bevindingen": list(found)} if len(found) > MEESTE_IN_ZIN else {})
