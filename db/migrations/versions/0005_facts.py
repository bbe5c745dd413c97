"""Dates that bind, official numbers, reminders."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from db.columns import BigKey, Json, UtcDateTime

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _mark_documents()
    op.create_table(
        "binding_date",
        sa.Column("id", BigKey, autoincrement=True, nullable=False),
        sa.Column("document_id", BigKey, sa.ForeignKey("document.id"), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("day", sa.String(), nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("not_after", sa.String(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        *_place(),
        sa.Column("revision_id", BigKey, sa.ForeignKey("revision.id"), nullable=False),
        sa.Column("moved_from", sa.String(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        sa.Column("withdrawn_at", UtcDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_binding_date")),
        sa.UniqueConstraint("uid", name=op.f("uq_binding_date_uid")),
    )
    op.create_index(op.f("ix_binding_date_document_id"), "binding_date", ["document_id"])
    standing = sa.text("withdrawn_at IS NULL")
    op.create_index("ix_binding_date_due", "binding_date", ["due"], sqlite_where=standing, postgresql_where=standing)
    _create_numbers()
    _create_reminders()


def _place() -> list[sa.Column[str] | sa.Column[int]]:
    return [
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("quote", sa.Text(), server_default="", nullable=False),
    ]


def _mark_documents() -> None:
    # no batch: SQLite would drop and build the table anew, and other tables refer to it
    op.add_column("document", sa.Column("dates", Json, server_default="[]", nullable=False))
    op.add_column("document", sa.Column("numbers", Json, server_default="[]", nullable=False))
    op.add_column("document", sa.Column("noted", sa.Integer(), server_default="0", nullable=False))
    op.add_column("document", sa.Column("noted_by", sa.String(), server_default="", nullable=False))
    op.add_column("document", sa.Column("noted_whole", sa.Boolean(), server_default=sa.false(), nullable=False))
    waits = sa.text("noted < revision")
    op.create_index("ix_document_unnoted", "document", ["id"], sqlite_where=waits, postgresql_where=waits)


def _create_numbers() -> None:
    op.create_table(
        "official_number",
        sa.Column("id", BigKey, autoincrement=True, nullable=False),
        sa.Column("document_id", BigKey, sa.ForeignKey("document.id"), nullable=False),
        sa.Column("revision_id", BigKey, sa.ForeignKey("revision.id"), nullable=False),
        sa.Column("relation", sa.String(), nullable=False),
        sa.Column("scheme", sa.String(), nullable=False),
        sa.Column("authority", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("year", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("acting", Json, nullable=True),
        *_place(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_official_number")),
        sa.UniqueConstraint(
            "document_id", "relation", "scheme", "authority", "year", "number", name="uq_official_number_once"
        ),
    )
    op.create_index("ix_official_number_key", "official_number", ["scheme", "year", "number"])
    op.create_index("ix_official_number_relation", "official_number", ["relation", "scheme", "year"])


def _create_reminders() -> None:
    op.create_table(
        "reminder",
        sa.Column("id", BigKey, autoincrement=True, nullable=False),
        sa.Column("subscription", sa.String(), nullable=False),
        sa.Column("binding_date_id", BigKey, sa.ForeignKey("binding_date.id"), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("lead", sa.Integer(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("alert_id", BigKey, sa.ForeignKey("alert.id"), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminder")),
        sa.UniqueConstraint(
            "subscription",
            "binding_date_id",
            "due",
            "lead",
            name=op.f("uq_reminder_subscription_binding_date_id_due_lead"),
        ),
    )
    op.create_index(op.f("ix_reminder_binding_date_id"), "reminder", ["binding_date_id"])
    op.create_index(op.f("ix_reminder_alert_id"), "reminder", ["alert_id"])
    waits = sa.text("alert_id IS NULL")
    op.create_index("ix_reminder_waiting", "reminder", ["subscription"], sqlite_where=waits, postgresql_where=waits)
