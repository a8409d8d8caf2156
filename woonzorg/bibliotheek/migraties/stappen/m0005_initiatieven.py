"""Initiatives, each under the hash of what is kept of it, with the hash of the code of who kept it.

They stand apart from scenarios, and name none by a foreign key: programs that know nothing of them go on as they did.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa

if TYPE_CHECKING:
    from alembic.operations import Operations

revision = "0005"
down_revision = "0004"


def upgrade(op: Operations) -> None:
    """Add the table."""
    op.create_table(
        "woonzorg_initiatief",
        sa.Column("id", sa.String(12), primary_key=True),
        sa.Column("regio", sa.String(200), nullable=False, index=True),
        sa.Column("bewaard_op", sa.String(40), nullable=False),
        sa.Column("geheim", sa.String(64), nullable=False),
        sa.Column("inhoud", sa.Text, nullable=False),
    )
