"""The page: read marks, who takes care, saved views, tokens; where a match came from, to list the news fast."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from db.columns import BigKey, UtcDateTime

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # no batch: SQLite would drop and build the table anew, and other tables refer to it
    op.add_column("match", sa.Column("origin", sa.String(), server_default="news", nullable=False))
    op.execute('UPDATE "match" SET origin = (SELECT origin FROM revision WHERE revision.id = "match".revision_id)')
    op.create_index("ix_match_origin_id", "match", ["origin", "id"])
    op.create_index("ix_match_rule_id_matched_at", "match", ["rule_id", "matched_at", "origin"])
    op.create_index("ix_document_published_source_id", "document", ["published", "source_id"])
    op.create_table(
        "reader",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("read_until", BigKey, nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_reader")),
    )
    _read_mark()
    _care()
    op.create_table(
        "saved_view",
        sa.Column("id", BigKey, autoincrement=True, nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("path", sa.Text(), server_default="", nullable=False),
        sa.Column("query", sa.Text(), server_default="", nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_view")),
        sa.UniqueConstraint("owner", "name", name=op.f("uq_saved_view_owner_name")),
    )
    _token()


def _read_mark() -> None:
    op.create_table(
        "read_mark",
        sa.Column("id", BigKey, autoincrement=True, nullable=False),
        sa.Column("reader", sa.String(), nullable=False),
        sa.Column("document_id", BigKey, nullable=False),
        sa.Column("match_id", BigKey, nullable=False),
        sa.Column("read_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_read_mark_document_id_document")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_read_mark")),
        sa.UniqueConstraint("reader", "document_id", name=op.f("uq_read_mark_reader_document_id")),
    )
    op.create_index(op.f("ix_read_mark_document_id"), "read_mark", ["document_id"])


def _care() -> None:
    op.create_table(
        "care",
        sa.Column("id", BigKey, autoincrement=True, nullable=False),
        sa.Column("document_id", BigKey, nullable=False),
        sa.Column("acknowledged_at", UtcDateTime(), nullable=True),
        sa.Column("acknowledged_by", sa.Text(), server_default="", nullable=False),
        sa.Column("assigned_to", sa.Text(), server_default="", nullable=False),
        sa.Column("assigned_by", sa.Text(), server_default="", nullable=False),
        sa.Column("assigned_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_care_document_id_document")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_care")),
        sa.UniqueConstraint("document_id", name=op.f("uq_care_document_id")),
    )


def _token() -> None:
    op.create_table(
        "token",
        sa.Column("id", BigKey, autoincrement=True, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=True),
        sa.Column("revoked_at", UtcDateTime(), nullable=True),
        sa.Column("last_used_at", UtcDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_token")),
        sa.UniqueConstraint("sha256", name=op.f("uq_token_sha256")),
    )
