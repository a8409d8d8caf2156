"""Libraries of earlier programs, and steps of later ones: as a migration meets them."""

from __future__ import annotations

import shutil
from pathlib import Path

from woonzorg.bibliotheek import stand

BESTAND = Path(__file__).parent / "bestanden" / "scenarios-2026-11.sqlite"
"""Written by the program of before there were steps (November 2026)."""

IDS = {"abcbeeeb3cec", "b273c081c625", "fe55b35ed371"}
"""What it holds: the plainest plan, one with all kinds of signs, and a decision."""

SERVER = (
    "CREATE TABLE IF NOT EXISTS woonzorg_versie (versie INTEGER NOT NULL, PRIMARY KEY (versie))",
    "INSERT INTO woonzorg_versie (versie) VALUES (1) ON CONFLICT (versie) DO NOTHING",
    """
    CREATE TABLE IF NOT EXISTS woonzorg_scenario (
        id VARCHAR(12) NOT NULL, regio VARCHAR(200) NOT NULL, bewaard_op VARCHAR(40) NOT NULL,
        regels VARCHAR(8) NOT NULL, inhoud TEXT NOT NULL, PRIMARY KEY (id)
    )
    """,
)
"""What the same program said to a PostgreSQL."""

NIEUWST = stand.find_nieuwste(stand.STAPPEN)
"""Number of the last step that there is; those of a later program come after it."""

LATER = """
import sqlalchemy as sa


def upgrade(op):
    op.create_table(
        "woonzorg_opmerking",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("scenario", sa.String(12), nullable=False),
        sa.Column("tekst", sa.Text, nullable=False),
    )
    op.add_column("woonzorg_scenario", sa.Column("eigenaar", sa.String(80), nullable=True))
    op.execute("INSERT INTO woonzorg_opmerking VALUES (1, 'abcbeeeb3cec', 'later erbij')")
"""
"""A step as a later program may have it: a table and a column more."""


def name_stap(nummer: int) -> str:
    """Return how the so many-th step after ours is noted."""
    return f"{NIEUWST + nummer:04}"


def make_stappen(folder: Path, *later: str) -> Path:
    """Make the steps of another program: ours, and some after them."""
    shutil.copytree(stand.STAPPEN, folder, ignore=shutil.ignore_patterns("__pycache__"))
    for number, text in enumerate(later, 1):
        head = f'revision, down_revision = "{name_stap(number)}", "{name_stap(number - 1)}"\n'
        (folder / f"m{name_stap(number)}_later.py").write_text(head + text, encoding="utf-8")
    return folder
