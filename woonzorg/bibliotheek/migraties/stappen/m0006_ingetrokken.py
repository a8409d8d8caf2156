"""What was withdrawn: its kind, its id and when; nothing of its content.

By it a link says that something is gone, and a back-up that is put back does not bring it up again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa

if TYPE_CHECKING:
    from alembic.operations import Operations

revision = "0006"
down_revision = "0005"


def upgrade(op: Operations) -> None:
    """Add the table."""
    op.create_table(
        "woonzorg_ingetrokken",
        sa.Column("soort", sa.String(20), primary_key=True),
        sa.Column("id", sa.String(12), primary_key=True),
        sa.Column("ingetrokken_op", sa.String(40), nullable=False),
        sa.Column("door", sa.String(20), nullable=False),
    )
