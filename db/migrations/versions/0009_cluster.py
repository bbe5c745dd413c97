"""Turns of hosts that several workers ask."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from db.columns import UtcDateTime

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "host_turn",
        sa.Column("host", sa.String(), nullable=False),
        sa.Column("next_at", UtcDateTime(), nullable=False),
        sa.Column("away_until", UtcDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("host", name=op.f("pk_host_turn")),
    )
