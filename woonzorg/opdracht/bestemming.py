"""Where a command writes: never over what it reads, and no two results in one file."""

from __future__ import annotations

import os
from contextlib import suppress
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

from woonzorg.fouten import InvoerFout

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

BESTEMMINGEN: tuple[str, ...] = ("uit", "geplaatst", "actualisatie")
"""Arguments that name a file to write; every other that names a file is read."""


def check_bestemmingen(arguments: argparse.Namespace) -> None:
    """See to it that a command overwrites nothing that was given with it.

    Parameters
    ----------
    arguments : Namespace
        As the parser gave them.

    Raises
    ------
    InvoerFout
        When a file to write is also read, or is named twice.
    """
    given = vars(arguments)
    written = {name: given[name] for name in BESTEMMINGEN if isinstance(given.get(name), Path)}
    for name, path in written.items():
        if any(_is_zelfde(path, other) for other in _list_gelezen(given)):
            message = f"Het bestand {path.name} wordt door deze opdracht ook gelezen, en zou verloren gaan."
            raise InvoerFout(message, verwacht=f"--{name} met een andere naam")
    for (name, path), (other, second) in combinations(written.items(), 2):
        if os.path.realpath(path) == os.path.realpath(second) or _is_zelfde(path, second):
            message = f"--{name} en --{other} noemen allebei het bestand {path.name}."
            raise InvoerFout(message, verwacht="twee bestanden met een eigen naam")


def _list_gelezen(gegeven: dict[str, object]) -> Iterator[str | Path]:
    for name, value in gegeven.items():
        if name not in BESTEMMINGEN:
            yield from (
                one for one in (value if isinstance(value, list) else [value]) if isinstance(one, str | Path)
            )


def _is_zelfde(een: str | Path, ander: str | Path) -> bool:
    """Tell whether two names are of one file that is there."""
    with suppress(OSError, ValueError):
        return Path(een).samefile(ander)
    return False
