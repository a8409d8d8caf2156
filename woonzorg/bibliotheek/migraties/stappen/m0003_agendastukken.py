"""Agendas and half-year reports, each under the hash of its content.

They stand apart from scenarios, and name none by a foreign key: programs that know nothing of them go on as they did.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa

if TYPE_CHECKING:
    from alembic.operations import Operations

revision = "0003"
down_revision = "0002"


def upgrade(op: Operations) -> None:
    """Add the table."""
    op.create_table(
        "woonzorg_agendastuk",
        sa.Column("id", sa.String(12), primary_key=True),
        sa.Column("soort", sa.String(12), nullable=False),
        sa.Column("regio", sa.String(200), nullable=False, index=True),
        sa.Column("moment", sa.String(8), nullable=False),
        sa.Column("bewaard_op", sa.String(40), nullable=False),
        sa.Column("bewaard_door", sa.String(200), nullable=False),
        sa.Column("inhoud", sa.Text, nullable=False),
    )
