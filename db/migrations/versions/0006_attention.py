"""Attention: who takes care of an alert, and how long telling took."""

from __future__ import annotations

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_delivery_sent_at", "delivery", ["sent_at"])
