"""A scenario to keep, and a way to reach into a library behind its back."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from woonzorg.verdeling.scenario.inhoud import parse_scenario

if TYPE_CHECKING:
    from pathlib import Path

    from woonzorg.verdeling.scenario.scenario import Scenario

SMALL = {"versie": 1, "regio": "proefstreek", "niveau": "buurt", "vraag": {"statushouders": 30}}


def make(**more: object) -> Scenario:
    return parse_scenario(json.dumps(SMALL | more).encode())


def run_sql(bestand: Path, *statements: str) -> list[tuple]:
    with closing(sqlite3.connect(bestand)) as connection, connection:
        return [row for text in statements for row in connection.execute(text).fetchall()]
