"""How snapshots were retrieved, the rules that read a revision, messages as sent, and deliveries held back."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from db.columns import Json, UtcDateTime

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("snapshot", sa.Column("answered_by", sa.Text(), server_default="", nullable=False))
    op.add_column("snapshot", sa.Column("http_status", sa.Integer(), nullable=True))
    op.add_column("snapshot", sa.Column("headers", Json, server_default=sa.text("'{}'"), nullable=False))
    op.create_index("ix_revision_snapshot", "revision", ["snapshot"])
    op.add_column("delivery", sa.Column("message", sa.String(), server_default="", nullable=False))
    op.create_table(
        "kept_rules",
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("kept_at", UtcDateTime(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("version", name=op.f("pk_kept_rules")),
    )
    op.create_table(
        "sent_message",
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_sent_message")),
    )
    op.create_table(
        "hold",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("since", UtcDateTime(), nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_hold")),
    )
