"""Taking the steps that a library still lacks, through alembic: only imported where there are any.

The caller holds the lock and the transaction (`stand.prepare`); nothing here is shared between threads.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

if TYPE_CHECKING:
    from pathlib import Path

    import sqlalchemy as sa


def upgrade(connection: sa.Connection, stappen: Path, tabel: str, stap: str) -> None:
    """Take the steps after one, each with its number noted.

    Parameters
    ----------
    connection : Connection
        Within a transaction, and the only one at it.
    stappen : Path
        Folder with a module for each step.
    tabel : str
        Name of the table in which the number of the last step is noted.
    stap : str
        Number of the last step that was taken, noted or not; '' for a database without tables.
    """
    script = ScriptDirectory(str(stappen), version_locations=[stappen])
    context = MigrationContext.configure(connection, opts={"version_table": tabel})
    if stap and not context.get_current_heads():
        context.stamp(script, stap)
    for step in reversed([*script.iterate_revisions("head", stap or "base")]):
        step.module.upgrade(Operations(context))
        context.stamp(script, step.revision)
