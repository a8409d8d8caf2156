"""The baseline: scenarios under their hash, and the version that a program must know to read them.

These are the tables as they were made before there were steps. What is there already stays: a program of that time may
have begun, or be at it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa

if TYPE_CHECKING:
    from alembic.operations import Operations

revision = "0001"
down_revision = None


def upgrade(op: Operations) -> None:
    """Add both tables, and the version."""
    made = op.create_table(
        "woonzorg_versie",
        sa.Column("versie", sa.Integer, primary_key=True, autoincrement=False),
        if_not_exists=True,
    )
    if not op.get_bind().scalar(sa.select(sa.func.count()).select_from(made)):
        op.execute(made.insert().values(versie=1))
    op.create_table(
        "woonzorg_scenario",
        sa.Column("id", sa.String(12), primary_key=True),
        sa.Column("regio", sa.String(200), nullable=False),
        sa.Column("bewaard_op", sa.String(40), nullable=False),
        sa.Column("regels", sa.String(8), nullable=False),
        sa.Column("inhoud", sa.Text, nullable=False),
        if_not_exists=True,
    )
