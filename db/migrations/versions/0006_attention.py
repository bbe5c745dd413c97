"""Attention: who takes care of an alert, and how long telling took."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from db.columns import BigKey, UtcDateTime

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_delivery_sent_at", "delivery", ["sent_at"])
    _snooze()
    _escalation()
    op.create_table(
        "beginning",
        sa.Column("subscription", sa.String(), nullable=False),
        sa.Column("told_from", UtcDateTime(), nullable=True),
        sa.Column("escalates_after", BigKey, nullable=True),
        sa.PrimaryKeyConstraint("subscription", name=op.f("pk_beginning")),
    )
    op.create_table(
        "canary",
        sa.Column("id", BigKey, autoincrement=True, nullable=False),
        sa.Column("started_at", UtcDateTime(), nullable=False),
        sa.Column("document_id", BigKey, nullable=True),
        sa.Column("accepted_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_canary_document_id_document")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_canary")),
    )
    op.create_index(op.f("ix_canary_started_at"), "canary", ["started_at"])
    op.create_index(op.f("ix_canary_document_id"), "canary", ["document_id"])


def _snooze() -> None:
    op.create_table(
        "snooze",
        sa.Column("id", BigKey, autoincrement=True, nullable=False),
        sa.Column("alert_id", BigKey, nullable=False),
        sa.Column("author", sa.Text(), server_default="", nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("until", UtcDateTime(), nullable=False),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.Column("told_in", BigKey, nullable=True),
        sa.ForeignKeyConstraint(["alert_id"], ["alert.id"], name=op.f("fk_snooze_alert_id_alert")),
        sa.ForeignKeyConstraint(["told_in"], ["alert.id"], name=op.f("fk_snooze_told_in_alert")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_snooze")),
    )
    op.create_index(op.f("ix_snooze_alert_id"), "snooze", ["alert_id"])
    op.create_index(op.f("ix_snooze_told_in"), "snooze", ["told_in"])
    running = sa.text("ended_at IS NULL")
    op.create_index("ix_snooze_running", "snooze", ["until"], sqlite_where=running, postgresql_where=running)


def _escalation() -> None:
    op.create_table(
        "escalation",
        sa.Column("id", BigKey, autoincrement=True, nullable=False),
        sa.Column("alert_id", BigKey, nullable=False),
        sa.Column("decided_at", UtcDateTime(), nullable=False),
        sa.Column("told_in", BigKey, nullable=True),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["alert_id"], ["alert.id"], name=op.f("fk_escalation_alert_id_alert")),
        sa.ForeignKeyConstraint(["told_in"], ["alert.id"], name=op.f("fk_escalation_told_in_alert")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_escalation")),
        sa.UniqueConstraint("alert_id", name=op.f("uq_escalation_alert_id")),
    )
    op.create_index(op.f("ix_escalation_told_in"), "escalation", ["told_in"])
