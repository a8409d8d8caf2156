"""The lists of the documents, which lie as csv beside the code that reads them."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def read_lijst(bestand: Path) -> list[dict[str, str]]:
    """Return the rows of a list of the house itself: UTF-8, semicolons, names of columns in the first line.

    Files of visitors are read by `eigenbestand`, which takes them as people save them.
    """
    with bestand.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))
