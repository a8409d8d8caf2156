"""Who made a saved scenario: the hash of his code, beside scenarios that were saved since.

A scenario is named by its id and by no foreign key: programs that know nothing of makers go on as they did.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa

if TYPE_CHECKING:
    from alembic.operations import Operations

revision = "0004"
down_revision = "0003"


def upgrade(op: Operations) -> None:
    """Add the table."""
    op.create_table(
        "woonzorg_maker",
        sa.Column("scenario", sa.String(12), primary_key=True),
        sa.Column("geheim", sa.String(64), nullable=False),
    )
