"""Comments on saved scenarios, and the answers to them.

A scenario is named by its id and by no foreign key: programs that know nothing of comments go on as they did.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa

if TYPE_CHECKING:
    from alembic.operations import Operations

revision = "0002"
down_revision = "0001"


def upgrade(op: Operations) -> None:
    """Add the table."""
    op.create_table(
        "woonzorg_reactie",
        sa.Column("id", sa.String(12), primary_key=True),
        sa.Column("scenario", sa.String(12), nullable=False, index=True),
        sa.Column("op", sa.String(12), nullable=False),
        sa.Column("soort", sa.String(20), nullable=False),
        sa.Column("gebied", sa.String(8), nullable=False),
        sa.Column("namens", sa.String(20), nullable=False),
        sa.Column("organisatie", sa.String(120), nullable=False),
        sa.Column("gecontroleerd", sa.Integer, nullable=False),
        sa.Column("tekst", sa.Text, nullable=False),
        sa.Column("geplaatst_op", sa.String(40), nullable=False),
        sa.Column("geheim", sa.String(64), nullable=False),
    )
