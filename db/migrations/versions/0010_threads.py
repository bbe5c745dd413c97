"""Where the answers to a delivered message go."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("delivery", sa.Column("thread", sa.String(), server_default="", nullable=False))
    op.create_index(op.f("ix_alert_message_id"), "alert", ["message_id"])
