"""Stories, what was withheld because of them, and withdrawals."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from db.columns import BigKey, Json, UtcDateTime

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_UNTOLD = "told_at IS NULL OR (returned_at IS NOT NULL AND return_told_at IS NULL)"


def upgrade() -> None:
    _stories()
    _withheld()
    _withdrawals()
    op.add_column("match", sa.Column("storied_at", UtcDateTime(), nullable=True))
    _index_where("ix_match_unstoried", "match", "storied_at IS NULL")


def _stories() -> None:
    op.create_table(
        "story_member",
        sa.Column("document_id", BigKey, autoincrement=False, nullable=False),
        sa.Column("story_id", BigKey, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("official", sa.Boolean(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("address", sa.Text(), server_default="", nullable=False),
        sa.Column("simhash", sa.BigInteger(), nullable=False),
        sa.Column("anchors", Json, nullable=False),
        sa.Column("same_as", BigKey, nullable=True),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("joined_at", UtcDateTime(), nullable=False),
        _to_document("document_id", "story_member"),
        _to_document("same_as", "story_member"),
        sa.PrimaryKeyConstraint("document_id", name=op.f("pk_story_member")),
    )
    op.create_index("ix_story_member_address", "story_member", ["address"])
    op.create_index("ix_story_member_story_id", "story_member", ["story_id"])
    op.create_table(
        "story_anchor",
        sa.Column("anchor", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("day", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("document_id", BigKey, autoincrement=False, nullable=False),
        _to_document("document_id", "story_anchor"),
        sa.PrimaryKeyConstraint("anchor", "day", "document_id", name=op.f("pk_story_anchor")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "story_link",
        sa.Column("document_id", BigKey, autoincrement=False, nullable=False),
        sa.Column("other_id", BigKey, autoincrement=False, nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        _to_document("document_id", "story_link"),
        _to_document("other_id", "story_link"),
        sa.PrimaryKeyConstraint("document_id", "other_id", name=op.f("pk_story_link")),
    )
    op.create_index("ix_story_link_other_id", "story_link", ["other_id"])


def _withheld() -> None:
    op.create_table(
        "withheld",
        sa.Column("id", BigKey, autoincrement=True, nullable=False),
        sa.Column("subscription", sa.String(), nullable=False),
        sa.Column("match_id", BigKey, nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("withheld_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["match_id"], ["match.id"], name=op.f("fk_withheld_match_id_match")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_withheld")),
        sa.UniqueConstraint("subscription", "match_id", name=op.f("uq_withheld_subscription_match_id")),
    )
    op.create_index(op.f("ix_withheld_match_id"), "withheld", ["match_id"])


def _withdrawals() -> None:
    op.create_table(
        "withdrawal",
        sa.Column("id", BigKey, autoincrement=True, nullable=False),
        sa.Column("document_id", BigKey, nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("withdrawn_at", UtcDateTime(), nullable=False),
        sa.Column("told_at", UtcDateTime(), nullable=True),
        sa.Column("returned_at", UtcDateTime(), nullable=True),
        sa.Column("return_told_at", UtcDateTime(), nullable=True),
        _to_document("document_id", "withdrawal"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_withdrawal")),
    )
    op.create_index(op.f("ix_withdrawal_document_id"), "withdrawal", ["document_id"])
    _index_where("ix_withdrawal_untold", "withdrawal", _UNTOLD)
    op.add_column("document", sa.Column("missed", sa.Integer(), server_default="0", nullable=False))
    op.add_column("document", sa.Column("missed_since", UtcDateTime(), nullable=True))
    op.add_column("document", sa.Column("withdrawn_at", UtcDateTime(), nullable=True))
    condition = sa.text("missed > 0")
    op.create_index("ix_document_missed", "document", ["source_id"], sqlite_where=condition, postgresql_where=condition)


def _to_document(column: str, table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], ["document.id"], name=op.f(f"fk_{table}_{column}_document"))


def _index_where(name: str, table: str, condition: str) -> None:
    clause = sa.text(condition)
    op.create_index(name, table, ["id"], sqlite_where=clause, postgresql_where=clause)
