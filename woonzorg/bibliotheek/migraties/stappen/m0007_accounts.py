"""Under which account something was kept, where visitors log in: apart from the thing itself, so that it can go first.

What was kept before has no row here. Things are named by kind and id and by no foreign key: programs that know nothing
of accounts go on as they did.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa

if TYPE_CHECKING:
    from alembic.operations import Operations

revision = "0007"
down_revision = "0006"


def upgrade(op: Operations) -> None:
    """Add the table."""
    op.create_table(
        "woonzorg_account",
        sa.Column("soort", sa.String(20), primary_key=True),
        sa.Column("id", sa.String(12), primary_key=True),
        sa.Column("account", sa.String(200), nullable=False),
        sa.Column("bewaard_op", sa.String(40), nullable=False, index=True),
    )
