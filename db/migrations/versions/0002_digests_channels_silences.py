"""Digests, the state of channels, silences and acknowledgements."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from db.columns import BigKey, Json, UtcDateTime

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "channel",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("not_before", UtcDateTime(), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("error", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_channel")),
    )
    op.create_table(
        "silence",
        sa.Column("id", BigKey, autoincrement=True, nullable=False),
        sa.Column("matcher", Json, nullable=False),
        sa.Column("author", sa.Text(), server_default="", nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("until", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_silence")),
    )
    op.add_column("subscription", sa.Column("digest_until", UtcDateTime(), nullable=True))
    # no batch: SQLite would drop and build the table anew, and other tables refer to it
    op.add_column("alert", sa.Column("period", sa.String(), nullable=True))
    op.add_column("alert", sa.Column("acknowledged_at", UtcDateTime(), nullable=True))
    op.add_column("alert", sa.Column("acknowledged_by", sa.Text(), server_default="", nullable=False))
    op.create_index("uq_alert_period", "alert", ["subscription", "period"], unique=True)
    with op.batch_alter_table("alert_match", schema=None) as batch_op:
        batch_op.alter_column("alert_id", existing_type=BigKey, nullable=True)
        batch_op.create_index(
            "ix_alert_match_waiting",
            ["subscription"],
            unique=False,
            sqlite_where=sa.text("alert_id IS NULL"),
            postgresql_where=sa.text("alert_id IS NULL"),
        )
