"""The index of the archive, and the triggers that queue what has to be indexed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from db.columns import BigKey, Json

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

#: What the index knows of a document; a poll that finds the same values queues nothing.
_INDEXED = ("source_id", "title", "publisher", "country", "language", "published", "date_precision", "attachments")
_TRIGGERS = (
    ("revision_new", "INSERT ON revision", "NEW"),
    ("revision_text", "UPDATE OF title, text ON revision", "NEW"),
    ("match_new", "INSERT ON match", "NEW"),
    ("match_gone", "DELETE ON match", "OLD"),
    ("document_gone", "DELETE ON document", "OLD"),
    ("document_changed", f"UPDATE OF {', '.join(_INDEXED)} ON document", "NEW"),
)


def upgrade() -> None:
    op.create_table(
        "search_queue",
        sa.Column("id", BigKey, autoincrement=True, nullable=False),
        sa.Column("document_id", BigKey, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_queue")),
    )
    op.create_table(
        "search_segment",
        sa.Column("id", BigKey, autoincrement=True, nullable=False),
        sa.Column("ready", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("documents", sa.Integer(), nullable=False),
        sa.Column("letters", sa.BigInteger(), nullable=False),
        *(sa.Column(name, sa.LargeBinary(), nullable=False) for name in ("ids", "sizes", "titles", "moments")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_segment")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "search_page",
        sa.Column("id", BigKey, autoincrement=True, nullable=False),
        sa.Column("segment_id", BigKey, nullable=False),
        sa.Column("first", sa.BigInteger(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        _of_segment("search_page"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_page")),
        sa.UniqueConstraint("segment_id", "first", name=op.f("uq_search_page_segment_id_first")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "search_column",
        sa.Column("segment_id", BigKey, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("known", Json, nullable=False),
        sa.Column("counts", sa.LargeBinary(), nullable=False),
        sa.Column("values", sa.LargeBinary(), nullable=False),
        _of_segment("search_column"),
        sa.PrimaryKeyConstraint("segment_id", "name", name=op.f("pk_search_column")),
    )
    _queue(op.get_bind().dialect.name)
    op.execute("INSERT INTO search_queue (document_id) SELECT id FROM document ORDER BY id")


def _of_segment(table: str) -> sa.Constraint:
    name = op.f(f"fk_{table}_segment_id_search_segment")
    return sa.ForeignKeyConstraint(["segment_id"], ["search_segment.id"], name=name)


def _queue(dialect: str) -> None:
    for name, moment, row in _TRIGGERS:
        table = moment.split()[-1]
        queue = (
            f"INSERT INTO search_queue (document_id) VALUES ({row}.{'id' if table == 'document' else 'document_id'})"  # noqa: S608  our own words
        )
        when = f"WHEN ({_changed(dialect)})" if name == "document_changed" else ""
        if dialect == "sqlite":
            op.execute(f"CREATE TRIGGER search_{name} AFTER {moment} {when} BEGIN {queue}; END")
            continue
        body = f"BEGIN {queue}; RETURN NULL; END"
        op.execute(f"CREATE FUNCTION search_{name}() RETURNS trigger LANGUAGE plpgsql AS $$ {body} $$")
        op.execute(f"CREATE TRIGGER search_{name} AFTER {moment} FOR EACH ROW {when} EXECUTE FUNCTION search_{name}()")


def _changed(dialect: str) -> str:
    differs = "IS NOT" if dialect == "sqlite" else "IS DISTINCT FROM"
    return " OR ".join(f"OLD.{name} {differs} NEW.{name}" for name in _INDEXED)
